-- What collation remembers of pairs and words, in less room. Copies bring many pairs with one judgement:
-- it is kept once, and a pair is two numbers. What was remembered before is made anew by the next
-- collation, which compares all reports.
DELETE FROM collation_memory;
DROP TABLE IF EXISTS collation_pairs;
DELETE FROM collation_crowds;

-- Judgements as the runs made them; those of one run are kept once.
CREATE TABLE collation_judgements (
  n INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL,
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  excluded INTEGER NOT NULL,
  keyed INTEGER NOT NULL,
  aligned INTEGER NOT NULL,
  alike TEXT NOT NULL
);

-- The pairs of a mention that one run judged: number of the other mention and of the judgement, in turn,
-- with spaces between. Each pair stands under both mentions. `kind` is 0 for claim mentions, by `n` of their
-- statement, and 1 for event mentions, by `n` of their happening. `run` grows from run to run.
CREATE TABLE collation_judged (
  kind INTEGER NOT NULL,
  mention INTEGER NOT NULL,
  run INTEGER NOT NULL,
  pairs TEXT NOT NULL,
  PRIMARY KEY (kind, mention, run)
) WITHOUT ROWID;

-- The claim mentions that a rare word, or a pair of words, links: `n` of their statements with spaces
-- between, in order. Keys are hashes. Places and times of event mentions stay in `collation_crowds`.
CREATE TABLE collation_words (
  key INTEGER PRIMARY KEY,
  members TEXT NOT NULL
);

-- Why the mentions of a claim or an event stand together is in its record already.
DROP TABLE IF EXISTS links;
CREATE VIEW links AS
SELECT
  claims.id AS cluster, link.key AS position, json_extract(link.value, '$.a') AS a,
  json_extract(link.value, '$.b') AS b, json_extract(link.value, '$.kind') AS kind,
  json_extract(link.value, '$.score') AS score, json_extract(link.value, '$.reason') AS reason
FROM claims, json_each(claims.record, '$.links') AS link
UNION ALL
SELECT
  events.id AS cluster, link.key AS position, json_extract(link.value, '$.a') AS a,
  json_extract(link.value, '$.b') AS b, json_extract(link.value, '$.kind') AS kind,
  json_extract(link.value, '$.score') AS score, json_extract(link.value, '$.reason') AS reason
FROM events, json_each(events.record, '$.links') AS link;
