-- Whether the figures under an agreement are the ones to take where several organisations publish one.
ALTER TABLE provision_agreement ADD COLUMN is_primary boolean NOT NULL DEFAULT false;
