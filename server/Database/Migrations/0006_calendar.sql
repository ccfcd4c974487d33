-- The release calendar: when profiles are due, and who owes them. Data of the catalogue; periods are years.

-- unless_profile: not due for years for which that profile is. A profile may have several rows, each for a time of its own.
CREATE TABLE profile_schedule (
    profile        text NOT NULL,
    first_period   int  NOT NULL,
    every_years    int  NOT NULL,
    unless_profile text,
    due_months     int  NOT NULL,
    notice_days    int  NOT NULL,
    valid_from     date,
    valid_to       date,
    position       int  NOT NULL
);

-- area_group: owed for periods on whose last day the area is a member; NULL when membership does not matter.
CREATE TABLE delivery_obligation (
    organisation text NOT NULL,
    profile      text NOT NULL,
    ref_area     text NOT NULL,
    area_group   text,
    first_period int  NOT NULL,
    last_period  int,
    position     int  NOT NULL
);

-- What was delivered: the few submissions that are for a profile.
CREATE INDEX submission_by_profile ON submission (profile, organisation) WHERE profile <> '';
