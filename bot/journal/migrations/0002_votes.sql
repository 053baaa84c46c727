-- One vote a user and answer. A voter is the HMAC-SHA256 of the user's id.

CREATE TABLE votes (
  message TEXT NOT NULL,    -- the answer's
  voter   BLOB NOT NULL,
  guild   TEXT NOT NULL,    -- empty in direct messages
  channel TEXT NOT NULL,
  fact    TEXT NOT NULL,
  base    TEXT NOT NULL,    -- the fact base that answered
  up      INTEGER NOT NULL CHECK (up IN (0, 1)),
  at      INTEGER NOT NULL, -- milliseconds since 1970
  PRIMARY KEY (message, voter)
) STRICT, WITHOUT ROWID;

CREATE INDEX votes_by_fact ON votes (fact, up);
