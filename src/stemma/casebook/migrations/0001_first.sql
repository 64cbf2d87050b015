-- The first schema. Spans are characters into reports.text, from 0, end-exclusive.
-- Every `record` column holds the whole record as JSON, for exact and quick reading back;
-- the other columns are for people and for joins. `amended` holds the record as an analyst's
-- decisions change it, and is NULL where they do not.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  tool TEXT NOT NULL,
  inputs TEXT NOT NULL,
  summary TEXT
);

CREATE TABLE raw (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  codec TEXT NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE documents (
  sha256 TEXT NOT NULL REFERENCES raw (sha256),
  origin TEXT NOT NULL,
  media_type TEXT NOT NULL,
  fields TEXT NOT NULL,
  stored TEXT NOT NULL,
  tool TEXT NOT NULL,
  PRIMARY KEY (sha256, origin)
);

CREATE TABLE reports (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL REFERENCES raw (sha256),
  outlet TEXT,
  title TEXT,
  published TEXT,
  language TEXT NOT NULL,
  url TEXT,
  byline TEXT,
  republished_from TEXT,
  status TEXT NOT NULL,
  status_reason TEXT NOT NULL,
  origin TEXT NOT NULL,
  text TEXT NOT NULL,
  analysed_with TEXT,
  analysed_published TEXT,
  analysis_error TEXT,
  record TEXT NOT NULL,
  amended TEXT
);
CREATE INDEX reports_sha256 ON reports (sha256);
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_outlet ON reports (outlet);

CREATE VIRTUAL TABLE reports_fts USING fts5 (
  title, text, content = 'reports', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_inserted AFTER INSERT ON reports BEGIN
  INSERT INTO reports_fts (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER reports_deleted AFTER DELETE ON reports BEGIN
  INSERT INTO reports_fts (reports_fts, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;

CREATE TABLE blocks (
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;

CREATE TABLE mentions (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  block TEXT NOT NULL,
  speaker TEXT,
  cue TEXT,
  content TEXT NOT NULL,
  source TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  directness TEXT NOT NULL,
  factuality TEXT NOT NULL,
  stance TEXT NOT NULL,
  polarity TEXT NOT NULL,
  tense TEXT NOT NULL,
  modal TEXT NOT NULL,
  aim INTEGER NOT NULL,
  rule TEXT NOT NULL,
  score REAL NOT NULL,
  record TEXT NOT NULL,
  amended TEXT
);
CREATE INDEX mentions_report ON mentions (report, position);
CREATE INDEX mentions_speaker ON mentions (speaker);

CREATE TABLE layers (
  mention TEXT NOT NULL REFERENCES mentions (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  entity TEXT NOT NULL,
  description TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  anonymous INTEGER NOT NULL,
  number TEXT NOT NULL,
  source_type TEXT NOT NULL,
  inferred INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (mention, position)
) WITHOUT ROWID;
CREATE INDEX layers_entity ON layers (entity);

CREATE TABLE hedges (
  mention TEXT NOT NULL REFERENCES mentions (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (mention, position)
) WITHOUT ROWID;

CREATE TABLE places (
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  canonical TEXT,
  lat REAL,
  lon REAL,
  geonames_id TEXT,
  country TEXT NOT NULL,
  precision TEXT NOT NULL,
  radius_km REAL,
  relation TEXT NOT NULL,
  reason TEXT NOT NULL,
  score REAL NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;

CREATE TABLE times (
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  first TEXT,
  last TEXT,
  precision TEXT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (report, position)
) WITHOUT ROWID;

CREATE TABLE event_mentions (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  block TEXT NOT NULL,
  type TEXT NOT NULL,
  sub_type TEXT NOT NULL,
  plover TEXT NOT NULL,
  mode TEXT NOT NULL,
  actor TEXT,
  target TEXT,
  trigger_text TEXT NOT NULL,
  extent TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  status TEXT NOT NULL,
  factuality TEXT NOT NULL,
  claim TEXT,
  score REAL NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX event_mentions_report ON event_mentions (report, position);

CREATE TABLE copies (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES reports (id),
  target TEXT NOT NULL REFERENCES reports (id),
  kind TEXT NOT NULL,
  direction TEXT NOT NULL,
  direction_score REAL NOT NULL,
  covered_source REAL NOT NULL,
  covered_target REAL NOT NULL,
  common_source INTEGER NOT NULL,
  score REAL NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX copies_source ON copies (source);
CREATE INDEX copies_target ON copies (target);

CREATE TABLE passages (
  copy TEXT NOT NULL REFERENCES copies (id),
  position INTEGER NOT NULL,
  source_start INTEGER NOT NULL,
  source_end INTEGER NOT NULL,
  target_start INTEGER NOT NULL,
  target_end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  quotation INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (copy, position)
) WITHOUT ROWID;

CREATE TABLE claims (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  mention_count INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  origins_low INTEGER NOT NULL,
  origins_best INTEGER NOT NULL,
  origins_high INTEGER NOT NULL,
  sides TEXT NOT NULL,
  grade TEXT NOT NULL,
  unsourced INTEGER NOT NULL,
  circular INTEGER NOT NULL,
  aim INTEGER NOT NULL,
  record TEXT NOT NULL
);

CREATE VIRTUAL TABLE claims_fts USING fts5 (
  text, content = 'claims', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE claim_mentions (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  mention TEXT NOT NULL REFERENCES mentions (id),
  PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX claim_mentions_mention ON claim_mentions (mention);

CREATE TABLE links (
  cluster TEXT NOT NULL,
  position INTEGER NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  kind TEXT NOT NULL,
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (cluster, position)
) WITHOUT ROWID;

CREATE TABLE edges (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  parent TEXT NOT NULL,
  child TEXT NOT NULL,
  kind TEXT NOT NULL,
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  circular INTEGER NOT NULL,
  PRIMARY KEY (claim, position)
) WITHOUT ROWID;

CREATE TABLE origins (
  id TEXT PRIMARY KEY,
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  report TEXT,
  side TEXT NOT NULL,
  certain INTEGER NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX origins_claim ON origins (claim, position);

CREATE TABLE origin_mentions (
  origin TEXT NOT NULL REFERENCES origins (id),
  position INTEGER NOT NULL,
  mention TEXT NOT NULL,
  PRIMARY KEY (origin, position)
) WITHOUT ROWID;
CREATE INDEX origin_mentions_mention ON origin_mentions (mention);

CREATE TABLE variants (
  id TEXT PRIMARY KEY,
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  from_mention TEXT NOT NULL,
  to_mention TEXT NOT NULL,
  type TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  direction TEXT NOT NULL,
  score REAL NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX variants_claim ON variants (claim, position);

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  sub_type TEXT NOT NULL,
  plover TEXT NOT NULL,
  mode TEXT NOT NULL,
  actor TEXT NOT NULL,
  target TEXT NOT NULL,
  place TEXT,
  lat REAL,
  lon REAL,
  precision TEXT,
  start TEXT,
  "end" TEXT,
  date_precision TEXT NOT NULL,
  fatalities_low INTEGER,
  fatalities_best INTEGER,
  fatalities_high INTEGER,
  injuries_low INTEGER,
  injuries_best INTEGER,
  injuries_high INTEGER,
  status TEXT NOT NULL,
  mention_count INTEGER NOT NULL,
  origins_low INTEGER NOT NULL,
  origins_best INTEGER NOT NULL,
  origins_high INTEGER NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX events_start ON events (start);

CREATE TABLE event_members (
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  mention TEXT NOT NULL REFERENCES event_mentions (id),
  PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE INDEX event_members_mention ON event_members (mention);

CREATE TABLE event_claims (
  event TEXT NOT NULL REFERENCES events (id),
  claim TEXT NOT NULL,
  PRIMARY KEY (event, claim)
) WITHOUT ROWID;

CREATE TABLE decisions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  targets TEXT NOT NULL,
  value TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  wording TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN
  SELECT RAISE (ABORT, 'decisions are append-only; undo one with another');
END;
CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions BEGIN
  SELECT RAISE (ABORT, 'decisions are append-only; undo one with another');
END;

CREATE TABLE failures (
  origin TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  run INTEGER REFERENCES runs (id),
  PRIMARY KEY (origin, stage)
) WITHOUT ROWID;
