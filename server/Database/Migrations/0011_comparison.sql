-- Whether the figures under an agreement are the ones to take where several organisations publish one.
ALTER TABLE provision_agreement ADD COLUMN is_primary boolean NOT NULL DEFAULT false;

-- An indicator that is calculated from others.
CREATE TABLE derived_indicator (
    code         text  PRIMARY KEY,
    names        jsonb NOT NULL,
    definition   text  NOT NULL,
    unit_measure text  NOT NULL,
    unit_mult    int   NOT NULL,
    decimals     int   NOT NULL,
    formula      text  NOT NULL,
    position     int   NOT NULL
);
