-- Rules as data, mappings, warnings with their justification, and where each figure comes from.

-- built_in: the number of FindingRule for rules that are built in, NULL for those on the content.
CREATE TABLE validation_rule (
    rule_id    text PRIMARY KEY,
    built_in   int,
    type       text  NOT NULL,
    level      text  NOT NULL,
    severity   text  NOT NULL,
    kind       text  NOT NULL,
    parameters jsonb NOT NULL,
    names      jsonb NOT NULL,
    messages   jsonb NOT NULL,
    remedies   jsonb NOT NULL,
    position   int   NOT NULL
);

-- Versions of mappings; a version never changes. content: the StructureMap as the contract serializes it.
CREATE TABLE mapping (
    organisation text        NOT NULL,
    mapping_id   text        NOT NULL,
    version      int         NOT NULL,
    content      bytea       NOT NULL,
    saved_at     timestamptz NOT NULL,
    PRIMARY KEY (organisation, mapping_id, version)
);

-- findings: how many there are of all severities; the next one's number follows. source_columns: where concepts stand in the file,
-- [{"sheet", "concept", "number", "header"}].
ALTER TABLE submission
    ADD COLUMN findings             bigint  NOT NULL DEFAULT 0,
    ADD COLUMN warnings             bigint  NOT NULL DEFAULT 0,
    ADD COLUMN information          bigint  NOT NULL DEFAULT 0,
    ADD COLUMN unjustified_warnings bigint  NOT NULL DEFAULT 0,
    ADD COLUMN left_out             bigint  NOT NULL DEFAULT 0,
    ADD COLUMN dry_run              boolean NOT NULL DEFAULT false,
    ADD COLUMN error_handling       text    NOT NULL DEFAULT 'Refuse',
    ADD COLUMN mapping_id           text    NOT NULL DEFAULT '',
    ADD COLUMN mapping_version      int     NOT NULL DEFAULT 0,
    ADD COLUMN profile              text    NOT NULL DEFAULT '',
    ADD COLUMN reporting_period     text    NOT NULL DEFAULT '',
    ADD COLUMN source_columns       jsonb;

UPDATE submission SET findings = errors;

-- sums: its observations are added to those that the submission stated before. left_out: positions, from 1, of observations that
-- an error found later leaves out. sheet, value_columns, sent: where in the file, and what its cells said.
ALTER TABLE staged_series
    ADD COLUMN sums          boolean NOT NULL DEFAULT false,
    ADD COLUMN left_out      int[],
    ADD COLUMN sheet         text,
    ADD COLUMN value_columns int[],
    ADD COLUMN sent          jsonb;

-- rule_id: the catalogue's rule when it is one on the content. facts: what its words are made from. ref_area, series_id: the series
-- that a rule on the content is about. value_column: the column when the file has several for values.
ALTER TABLE finding
    ADD COLUMN rule_id       text,
    ADD COLUMN facts         jsonb,
    ADD COLUMN sheet         text,
    ADD COLUMN value_column  int,
    ADD COLUMN ref_area      int,
    ADD COLUMN series_id     bigint,
    ADD COLUMN justification text,
    ADD COLUMN author        text,
    ADD COLUMN justified_at  timestamptz;

-- What was sent, for the figures that a release made what they are: append-only, like the history. rows and value_columns belong
-- to periods, which may repeat when several rows were summed.
CREATE TABLE figure_origin (
    ref_area      int    NOT NULL,
    series_id     bigint NOT NULL,
    release_id    bigint NOT NULL,
    batch         int    NOT NULL,
    position      int    NOT NULL,
    sheet         text,
    sent          jsonb,
    periods       int[]  NOT NULL,
    rows          int[],
    value_columns int[],
    PRIMARY KEY (ref_area, series_id, release_id, batch, position)
);

-- Why a figure is right though a rule warned of it; append-only. period NULL: of the whole series.
CREATE TABLE figure_justification (
    ref_area     int         NOT NULL,
    series_id    bigint      NOT NULL,
    release_id   bigint      NOT NULL,
    period       int,
    rule_id      text        NOT NULL,
    text         text        NOT NULL,
    author       text        NOT NULL,
    justified_at timestamptz NOT NULL
);

CREATE INDEX figure_justification_by_series ON figure_justification (ref_area, series_id, release_id);
