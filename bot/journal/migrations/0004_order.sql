-- The order of a voter's clicks on one answer, as Discord counts them: the interaction's id,
-- 0 where none is known.

ALTER TABLE votes ADD COLUMN click INTEGER NOT NULL DEFAULT 0;
