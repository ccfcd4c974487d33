-- Who callers are, how they become known, and what organisations may submit.

-- What a caller is known by. subject: for tokens "<issuer> <subject>", for certificates of foreign authorities their subject, for those
-- of the exchange's own authority their SHA-256. What is revoked stays: whoever looks later sees what it was.
CREATE TABLE credential (
    credential_id     uuid PRIMARY KEY,
    kind              text        NOT NULL,
    organisation      text        NOT NULL,
    person            text        NOT NULL,
    roles             text[]      NOT NULL,
    subject           text        NOT NULL,
    created_at        timestamptz NOT NULL,
    created_by        text        NOT NULL,
    expires_at        timestamptz,
    revoked_at        timestamptz,
    revoked_by        text        NOT NULL DEFAULT '',
    revocation_reason text        NOT NULL DEFAULT ''
);

CREATE INDEX credential_by_subject ON credential (kind, subject);
CREATE UNIQUE INDEX credential_that_stands ON credential (kind, subject) WHERE revoked_at IS NULL;
CREATE INDEX credential_by_organisation ON credential (organisation, person, credential_id);

-- Codes by which people enrol, and what became of them. The code itself is not here.
CREATE TABLE enrolment (
    code_hash     bytea PRIMARY KEY,
    organisation  text        NOT NULL,
    person        text        NOT NULL,
    roles         text[]      NOT NULL,
    created_at    timestamptz NOT NULL,
    created_by    text        NOT NULL,
    expires_at    timestamptz NOT NULL,
    request_hash  bytea,
    credential_id uuid,
    certificate   bytea
);

-- Which indicators and areas an organisation may submit; an empty array is all of them.
CREATE TABLE provision_agreement (
    organisation text   NOT NULL,
    position     int    NOT NULL,
    indicators   text[] NOT NULL,
    ref_areas    text[] NOT NULL,
    valid_from   date,
    valid_to     date,
    PRIMARY KEY (organisation, position)
);

-- Whose agreements were ever set: the others get those of the catalogue's files.
CREATE TABLE provision_agreement_set (
    organisation text PRIMARY KEY,
    set_at       timestamptz NOT NULL,
    set_by       text        NOT NULL
);
