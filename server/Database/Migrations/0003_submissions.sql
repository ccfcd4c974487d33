-- Submissions, what they staged, and what was found in them.

CREATE TABLE submission (
    submission_id uuid PRIMARY KEY,
    organisation  text        NOT NULL,
    client_token  text        NOT NULL,
    dataflow      text        NOT NULL,
    source_name   text        NOT NULL,
    content_digest text       NOT NULL,
    state         text        NOT NULL,
    opened_at     timestamptz NOT NULL,
    received_at   timestamptz,
    closed_at     timestamptz,
    last_batch    int         NOT NULL DEFAULT 0,
    series        bigint      NOT NULL DEFAULT 0,
    observations  bigint      NOT NULL DEFAULT 0,
    errors        bigint      NOT NULL DEFAULT 0,
    UNIQUE (organisation, client_token)
);

CREATE INDEX submission_by_opening ON submission (opened_at DESC, submission_id DESC);

-- Pieces of series as they arrived, in the order of (batch, position), observations by ascending period. action: the number of
-- SeriesAction. without_value: the periods whose value a merge does not state. A wildcard deletion has no series_id but
-- dimension_ids: the ids of its dimensions in the order of SeriesKey, 0 where anything goes. rows: the file's row of each
-- observation. Dropped when the submission is published or withdrawn.
CREATE TABLE staged_series (
    submission_id uuid     NOT NULL,
    ref_area      int      NOT NULL,
    series_id     bigint,
    batch         int      NOT NULL,
    position      int      NOT NULL,
    action        smallint NOT NULL,
    dimension_ids int[],
    unit_measure  int      NOT NULL,
    unit_mult     smallint NOT NULL,
    decimals      smallint NOT NULL,
    source        text,
    periods       int[]    NOT NULL,
    "values"      bigint[] NOT NULL,
    without_value int[],
    obs_status    text,
    conf_status   text,
    comments      jsonb,
    rows          int[]
);

CREATE INDEX staged_series_by_submission ON staged_series (submission_id, ref_area, series_id);

-- What was found, as facts; the words are made when findings are read. rule and severity: the numbers of FindingRule and
-- FindingSeverity. key: the series as sent, by field name. The period is text as written, or an ordinal of the key's frequency.
CREATE TABLE finding (
    submission_id  uuid     NOT NULL,
    number         bigint   NOT NULL,
    rule           smallint NOT NULL,
    severity       smallint NOT NULL,
    batch          int      NOT NULL,
    row            int      NOT NULL,
    key            jsonb    NOT NULL,
    period         text,
    period_ordinal int,
    concept        text     NOT NULL,
    value          text     NOT NULL,
    expected       text     NOT NULL,
    PRIMARY KEY (submission_id, number)
);
