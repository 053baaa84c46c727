-- Whose file this is, the key that hides users' ids, and what servers have set.

PRAGMA application_id = 0x73756d6d; -- "summ"

CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  guild                TEXT PRIMARY KEY,
  channels             TEXT NOT NULL, -- a JSON list of ids
  thread               INTEGER NOT NULL CHECK (thread IN (0, 1)),
  private              INTEGER NOT NULL CHECK (private IN (0, 1)),
  delete_with_question INTEGER NOT NULL CHECK (delete_with_question IN (0, 1))
) STRICT, WITHOUT ROWID;
