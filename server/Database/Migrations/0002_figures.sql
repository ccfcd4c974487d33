-- Series, their current figures, and what each release replaced. Every large table is addressed by ref_area first, so that the
-- schema can be distributed by it.

-- One column a dimension of SeriesKey, named as the field; each holds the id of a code.
CREATE TABLE series (
    series_id           bigint GENERATED ALWAYS AS IDENTITY,
    ref_area            int NOT NULL,
    data_provider       int NOT NULL,
    freq                int NOT NULL,
    indicator           int NOT NULL,
    counterpart_area    int NOT NULL,
    sex                 int NOT NULL,
    age                 int NOT NULL,
    citizenship         int NOT NULL,
    reason              int NOT NULL,
    education           int NOT NULL,
    occupation          int NOT NULL,
    economic_activity   int NOT NULL,
    duration            int NOT NULL,
    border_type         int NOT NULL,
    return_type         int NOT NULL,
    decision            int NOT NULL,
    exploitation_form   int NOT NULL,
    birth_country_group int NOT NULL,
    PRIMARY KEY (ref_area, series_id)
);

-- One index finds a series by its key and all series of an indicator. Beside a shorter one for indicators, the planner took that
-- for keys while the table had no statistics yet, and read every series of the indicator and area for each key of an upload.
CREATE UNIQUE INDEX series_key ON series (
    indicator, ref_area, data_provider, counterpart_area, freq, sex, age, citizenship, reason, education, occupation,
    economic_activity, duration, border_type, return_type, decision, exploitation_form, birth_country_group);

-- The figures as known now, one row a series: entry i of each column belongs to observation i, by ascending period. A value is
-- NULL exactly where the status forbids one. obs_status and conf_status hold a letter an observation; NULL is all 'A', all
-- 'F'. comments: {"<period ordinal>": {"<language>": "<text>"}}. A series whose observations were all deleted keeps its row, empty.
CREATE TABLE series_current (
    ref_area         int         NOT NULL,
    series_id        bigint      NOT NULL,
    first_release_id bigint      NOT NULL,
    release_id       bigint      NOT NULL,
    changed_at       timestamptz NOT NULL,
    unit_measure     int         NOT NULL,
    unit_mult        smallint    NOT NULL,
    decimals         smallint    NOT NULL,
    source           text,
    periods          int[]       NOT NULL,
    "values"         bigint[]    NOT NULL,
    obs_status       text,
    conf_status      text,
    comments         jsonb,
    PRIMARY KEY (ref_area, series_id)
);

-- What a release changed in a series, as it was before: the attributes, and the observations that it changed, removed or added.
-- An added one has the status '-': it was not there. Append-only. "As of" is the current row with later entries undone.
CREATE TABLE series_history (
    ref_area     int         NOT NULL,
    series_id    bigint      NOT NULL,
    release_id   bigint      NOT NULL,
    replaced_at  timestamptz NOT NULL,
    unit_measure int         NOT NULL,
    unit_mult    smallint    NOT NULL,
    decimals     smallint    NOT NULL,
    source       text,
    periods      int[]       NOT NULL,
    "values"     bigint[]    NOT NULL,
    obs_status   text,
    conf_status  text,
    comments     jsonb,
    PRIMARY KEY (ref_area, series_id, release_id)
);

-- The release log. Ids are given under a lock: visible in order, without gaps.
CREATE TABLE release (
    release_id           bigint PRIMARY KEY,
    submission_id        uuid        NOT NULL UNIQUE,
    organisation         text        NOT NULL,
    published_at         timestamptz NOT NULL UNIQUE,
    series_added         bigint      NOT NULL,
    series_changed       bigint      NOT NULL,
    observations_added   bigint      NOT NULL,
    observations_changed bigint      NOT NULL,
    observations_deleted bigint      NOT NULL
);
