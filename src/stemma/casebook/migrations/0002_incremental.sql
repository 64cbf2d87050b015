-- What collation remembers, so that a new report is compared with the collection and not the
-- collection with itself. All of it can be made anew from the tables of 0001.

CREATE TABLE collation_memory (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A large value in parts, of which only those that change are written again.
CREATE TABLE collation_parts (
  key TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (key, part)
);

-- The order in which reports were taken up: as they came, those of one run by date and id.
CREATE TABLE collation_turns (
  n INTEGER PRIMARY KEY,
  report TEXT NOT NULL UNIQUE
);

-- Claim mentions as they are compared: `n` counts them in the order of their reports and the text.
CREATE TABLE collation_statements (
  n INTEGER PRIMARY KEY,
  mention TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  weight REAL NOT NULL,
  stems TEXT NOT NULL
);
CREATE INDEX collation_statements_report ON collation_statements (report);

CREATE TABLE collation_happenings (
  n INTEGER PRIMARY KEY,
  mention TEXT NOT NULL UNIQUE
);

-- The members of a key that are linked by it: claim mentions by `n` of their statement, event
-- mentions by `n` of their happening. Keys are hashes.
CREATE TABLE collation_crowds (
  key INTEGER NOT NULL,
  member INTEGER NOT NULL,
  PRIMARY KEY (key, member)
) WITHOUT ROWID;

CREATE TABLE collation_stems (
  stem TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE collation_pairs (
  kind TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  verdict TEXT NOT NULL,
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  excluded INTEGER NOT NULL,
  keyed INTEGER NOT NULL,
  aligned INTEGER NOT NULL,
  alike TEXT NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX collation_pairs_b ON collation_pairs (b);

CREATE TABLE collation_houses (
  report TEXT PRIMARY KEY,
  names TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX event_mentions_claim ON event_mentions (claim);
CREATE INDEX event_claims_claim ON event_claims (claim);
CREATE INDEX claims_order ON claims (outlets DESC, mention_count DESC, id);
CREATE INDEX reports_order ON reports (coalesce(published, '9999'), id);
CREATE INDEX events_order ON events (coalesce(start, '9999'), id);
