-- Versions of a report, and what watching keeps of the web: when each address was asked, with what
-- outcome, and when it is due again.

ALTER TABLE reports ADD COLUMN version_of TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX reports_version_of ON reports (version_of) WHERE version_of <> '';
CREATE INDEX reports_url ON reports (url);

-- `source` is the watched address that led to this one, itself for the watched address; `due` is when
-- it is asked next, NULL for no more; `failures` counts those in a row; `beside` is what a list says
-- of it (JSON). Times are ISO 8601, UTC.
CREATE TABLE fetches (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  depth INTEGER NOT NULL,
  found TEXT NOT NULL,
  due TEXT,
  asked TEXT,
  changed TEXT,
  status INTEGER,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  beside TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE INDEX fetches_due ON fetches (source, due);

CREATE TABLE fetch_log (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT NOT NULL
);
