-- The life of submissions, embargoes, and what undoes a release.

-- opened_by: the person who opened it. judged_release_id: the last release when the rules on the content were applied.
ALTER TABLE submission
    ADD COLUMN opened_by              text   NOT NULL DEFAULT '',
    ADD COLUMN embargo_at             timestamptz,
    ADD COLUMN embargo_zone           text   NOT NULL DEFAULT '',
    ADD COLUMN replaces_submission_id uuid,
    ADD COLUMN replaced_by            uuid,
    ADD COLUMN judged_release_id      bigint NOT NULL DEFAULT 0;

CREATE INDEX submission_by_embargo ON submission (embargo_at, submission_id) WHERE state = 'Scheduled';

-- What happened to a submission; append-only. organisation '': the service itself acted.
CREATE TABLE submission_transition (
    submission_id uuid        NOT NULL,
    number        int         NOT NULL,
    from_state    text,
    to_state      text        NOT NULL,
    at            timestamptz NOT NULL,
    organisation  text        NOT NULL,
    person        text        NOT NULL,
    reason        text        NOT NULL,
    PRIMARY KEY (submission_id, number)
);

-- What is known of submissions from before there were transitions.
INSERT INTO submission_transition (submission_id, number, from_state, to_state, at, organisation, person, reason)
SELECT submission_id, row_number() OVER (PARTITION BY submission_id ORDER BY step), from_state, to_state, at, organisation, '', ''
FROM (
    SELECT submission_id, 1 AS step, NULL AS from_state, 'Open' AS to_state, opened_at AS at, organisation FROM submission
    UNION ALL
    SELECT submission_id, 2, 'Open', CASE WHEN state = 'Refused' OR (errors > 0 AND error_handling = 'Refuse') THEN 'Refused' ELSE 'Received' END,
           received_at, organisation
    FROM submission WHERE received_at IS NOT NULL
    UNION ALL
    SELECT submission_id, 3,
           CASE WHEN received_at IS NULL THEN 'Open' WHEN errors > 0 AND error_handling = 'Refuse' THEN 'Refused' ELSE 'Received' END,
           state, closed_at, organisation
    FROM submission WHERE closed_at IS NOT NULL
) known;

-- How an organisation's submissions are published; those without a row need no approval.
CREATE TABLE submission_policy (
    organisation      text PRIMARY KEY,
    requires_approval boolean     NOT NULL,
    set_at            timestamptz NOT NULL,
    set_by            text        NOT NULL
);

-- A purge publishes no submission. withdraws_release_id: the publication that a withdrawal undoes; observations_left: how many of
-- its observations stay because later releases changed them.
ALTER TABLE release
    ALTER COLUMN submission_id DROP NOT NULL,
    ADD COLUMN kind                 text   NOT NULL DEFAULT 'Publication',
    ADD COLUMN reason               text   NOT NULL DEFAULT '',
    ADD COLUMN embargo_at           timestamptz,
    ADD COLUMN withdraws_release_id bigint UNIQUE,
    ADD COLUMN observations_left    bigint NOT NULL DEFAULT 0;

-- Where the restored observations of a withdrawal come from: periods, and the release that had made each; append-only.
CREATE TABLE figure_restoration (
    ref_area         int      NOT NULL,
    series_id        bigint   NOT NULL,
    release_id       bigint   NOT NULL,
    periods          int[]    NOT NULL,
    from_release_ids bigint[] NOT NULL,
    PRIMARY KEY (ref_area, series_id, release_id)
);

-- Who did what to what, and why; append-only.
CREATE TABLE audit_entry (
    audit_entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             timestamptz NOT NULL,
    organisation   text        NOT NULL,
    person         text        NOT NULL,
    action         text        NOT NULL,
    subject        jsonb       NOT NULL,
    reason         text        NOT NULL
);

-- One row: what tokens are sealed with, made by the first server.
CREATE TABLE token_secret (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret   bytea NOT NULL
);
