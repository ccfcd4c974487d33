-- Counts from 1 to this one are not shown to the public; 0 when all are.
ALTER TABLE indicator ADD COLUMN small_count_threshold int NOT NULL DEFAULT 0;
