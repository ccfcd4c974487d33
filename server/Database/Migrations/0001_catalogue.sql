-- The catalogue: the structures that give figures their meaning. Data, loaded from files.

CREATE TABLE codelist (
    codelist text PRIMARY KEY,
    version  text  NOT NULL,
    names    jsonb NOT NULL,
    source   text  NOT NULL,
    position int   NOT NULL
);

-- Figures hold the ids of codes; an id is never given twice.
CREATE TABLE code (
    id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    codelist   text  NOT NULL,
    code       text  NOT NULL,
    parent     text,
    names      jsonb NOT NULL,
    valid_from date,
    valid_to   date,
    position   int   NOT NULL,
    aliases    text[] NOT NULL, -- what else people write for it; suggested from, never accepted
    UNIQUE (codelist, code)
);

-- What CL_INDICATOR's codes mean; their names are in code.
CREATE TABLE indicator (
    code             text PRIMARY KEY,
    part             text     NOT NULL,
    thematic_area    text     NOT NULL,
    definitions      jsonb    NOT NULL,
    measure_kind     text     NOT NULL,
    unit_measure     text     NOT NULL,
    unit_mult        int      NOT NULL,
    freq             text     NOT NULL,
    breakdowns       text[]   NOT NULL,
    aggregation      text     NOT NULL,
    weight_indicator text,
    mirror_indicator text,
    source_model     text     NOT NULL
);

CREATE TABLE profile (
    profile     text PRIMARY KEY,
    names       jsonb  NOT NULL,
    freq        text   NOT NULL,
    description text   NOT NULL,
    indicators  text[] NOT NULL,
    position    int    NOT NULL
);

CREATE TABLE area_group_member (
    area_group text NOT NULL,
    area       text NOT NULL,
    valid_from date,
    valid_to   date,
    position   int  NOT NULL
);

-- One row: the version of all of the above together.
CREATE TABLE catalogue_version (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version   text        NOT NULL,
    loaded_at timestamptz NOT NULL
);
