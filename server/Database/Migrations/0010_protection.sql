-- Who justified, beside the author whom they name.
ALTER TABLE finding ADD COLUMN justified_by text;

-- Counts from 1 to this one are not shown to the public; 0 when all are.
ALTER TABLE indicator ADD COLUMN small_count_threshold int NOT NULL DEFAULT 0;

-- Until when observations of a piece are kept from the public: {"<period ordinal>": "<instant>"}.
ALTER TABLE staged_series ADD COLUMN embargoes jsonb;

-- Observations whose confidentiality status E ends at an instant to come: in the release that lifts it, the row goes. There is no
-- figure in it. organisation: the provider's.
CREATE TABLE observation_embargo (
    ref_area     int         NOT NULL,
    series_id    bigint      NOT NULL,
    period       int         NOT NULL,
    organisation text        NOT NULL,
    until        timestamptz NOT NULL,
    PRIMARY KEY (ref_area, series_id, period)
);

CREATE INDEX observation_embargo_by_instant ON observation_embargo (until);
