-- Copies that analysts rejected, as they were found: another decision may give them back.
CREATE TABLE collation_refused (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL
) WITHOUT ROWID;
