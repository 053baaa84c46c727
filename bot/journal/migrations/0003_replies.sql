-- Which message answered which. Kept for a bounded time; sweeping reads the whole table,
-- which is small, and spares every write an index.

CREATE TABLE replies (
  question TEXT PRIMARY KEY,
  channel  TEXT NOT NULL,
  reply    TEXT NOT NULL,
  at       INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
