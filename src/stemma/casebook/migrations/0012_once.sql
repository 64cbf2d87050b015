-- What a record says is not stored a second time: what nothing is sought by is read from the record, for people by
-- views. (Generated columns would do, too, but SQLite works them out at each insert.)

-- Why mentions stand together names the same mentions and gives the same reasons again and again. `links` has
-- each once: `ids`, `why` (kind, score, reason) and `pairs` of places in these. Older rows have it in `record`.
ALTER TABLE claims ADD COLUMN links TEXT;
ALTER TABLE events ADD COLUMN links TEXT;
DROP VIEW IF EXISTS links;
CREATE VIEW links AS
SELECT
  packed.id AS cluster, link.key AS position,
  json_extract(packed.links, '$.ids[' || json_extract(link.value, '$[0]') || ']') AS a,
  json_extract(packed.links, '$.ids[' || json_extract(link.value, '$[1]') || ']') AS b,
  json_extract(packed.links, '$.why[' || json_extract(link.value, '$[2]') || '][0]') AS kind,
  json_extract(packed.links, '$.why[' || json_extract(link.value, '$[2]') || '][1]') AS score,
  json_extract(packed.links, '$.why[' || json_extract(link.value, '$[2]') || '][2]') AS reason
FROM (SELECT id, links FROM claims UNION ALL SELECT id, links FROM events) AS packed,
  json_each(packed.links, '$.pairs') AS link
UNION ALL
SELECT
  older.id AS cluster, link.key AS position, json_extract(link.value, '$.a') AS a,
  json_extract(link.value, '$.b') AS b, json_extract(link.value, '$.kind') AS kind,
  json_extract(link.value, '$.score') AS score, json_extract(link.value, '$.reason') AS reason
FROM (
    SELECT id, record FROM claims WHERE links IS NULL UNION ALL SELECT id, record FROM events WHERE links IS NULL
  ) AS older, json_each(older.record, '$.links') AS link;

DROP TABLE edges;
CREATE VIEW edges AS
SELECT
  claims.id AS claim, edge.key AS position, json_extract(edge.value, '$.parent') AS parent,
  json_extract(edge.value, '$.child') AS child, json_extract(edge.value, '$.kind') AS kind,
  json_extract(edge.value, '$.score') AS score, json_extract(edge.value, '$.reason') AS reason,
  json_extract(edge.value, '$.circular') AS circular
FROM claims, json_each(claims.record, '$.edges') AS edge;

DROP TABLE passages;
CREATE VIEW passages AS
SELECT
  copies.id AS copy, passage.key AS position, json_extract(passage.value, '$.source.start') AS source_start,
  json_extract(passage.value, '$.source.end') AS source_end,
  json_extract(passage.value, '$.target.start') AS target_start,
  json_extract(passage.value, '$.target.end') AS target_end, json_extract(passage.value, '$.kind') AS kind,
  json_extract(passage.value, '$.quotation') AS quotation, json_extract(passage.value, '$.score') AS score
FROM copies, json_each(copies.record, '$.passages') AS passage;

DROP TABLE blocks;
CREATE VIEW blocks AS
SELECT
  reports.id AS report, block.key AS position, json_extract(block.value, '$.kind') AS kind,
  json_extract(block.value, '$.start') AS start, json_extract(block.value, '$.end') AS "end"
FROM reports, json_each(reports.record, '$.blocks') AS block;

DROP TABLE hedges;
CREATE VIEW hedges AS
SELECT
  mentions.id AS mention, hedge.key AS position, json_extract(hedge.value, '$.text') AS text,
  json_extract(hedge.value, '$.kind') AS kind, json_extract(hedge.value, '$.span.start') AS start,
  json_extract(hedge.value, '$.span.end') AS "end"
FROM mentions, json_each(mentions.record, '$.hedges') AS hedge;

CREATE TABLE before AS
SELECT id, report, position, speaker, start, "end", directness, factuality, stance, aim, record, amended
FROM mentions ORDER BY rowid;
DROP TABLE mentions;
CREATE TABLE mentions (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  speaker TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  directness TEXT NOT NULL,
  factuality TEXT NOT NULL,
  stance TEXT NOT NULL,
  aim INTEGER NOT NULL,
  record TEXT NOT NULL,
  amended TEXT
);
INSERT INTO mentions
  (id, report, position, speaker, start, "end", directness, factuality, stance, aim, record, amended)
SELECT id, report, position, speaker, start, "end", directness, factuality, stance, aim, record, amended
FROM before;
DROP TABLE before;
CREATE INDEX mentions_report ON mentions (report, position);
CREATE INDEX mentions_speaker ON mentions (speaker);
CREATE UNIQUE INDEX mentions_told ON mentions (id) WHERE directness <> 'own';
CREATE INDEX mentions_aims ON mentions (id) WHERE aim;
CREATE INDEX mentions_amended ON mentions (id) WHERE amended IS NOT NULL;

CREATE TABLE before AS
SELECT id, report, position, start, "end", claim, record FROM event_mentions ORDER BY rowid;
DROP TABLE event_mentions;
CREATE TABLE event_mentions (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  claim TEXT,
  record TEXT NOT NULL
);
INSERT INTO event_mentions (id, report, position, start, "end", claim, record)
SELECT id, report, position, start, "end", claim, record FROM before;
DROP TABLE before;
CREATE INDEX event_mentions_report ON event_mentions (report, position);
CREATE INDEX event_mentions_claim ON event_mentions (claim);

-- The places and times of a report are read together, so they are one row: lists of records.
CREATE TABLE where_and_when (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  places TEXT NOT NULL,
  times TEXT NOT NULL
);
INSERT INTO where_and_when
SELECT
  id,
  (SELECT '[' || coalesce(group_concat(record, ','), '') || ']'
   FROM (SELECT record FROM places WHERE report = reports.id ORDER BY position)),
  (SELECT '[' || coalesce(group_concat(record, ','), '') || ']'
   FROM (SELECT record FROM times WHERE report = reports.id ORDER BY position))
FROM reports WHERE analysed_with IS NOT NULL ORDER BY n;
DROP TABLE places;
DROP TABLE times;
CREATE VIEW places AS
SELECT
  report, place.key AS position, json_extract(place.value, '$.name') AS name,
  json_extract(place.value, '$.span.start') AS start, json_extract(place.value, '$.span.end') AS "end",
  json_extract(place.value, '$.canonical') AS canonical, json_extract(place.value, '$.lat') AS lat,
  json_extract(place.value, '$.lon') AS lon, json_extract(place.value, '$.geonames_id') AS geonames_id,
  json_extract(place.value, '$.country') AS country, json_extract(place.value, '$.precision') AS precision,
  json_extract(place.value, '$.radius_km') AS radius_km, json_extract(place.value, '$.relation') AS relation,
  json_extract(place.value, '$.reason') AS reason, json_extract(place.value, '$.score') AS score,
  place.value AS record
FROM where_and_when, json_each(where_and_when.places) AS place;
CREATE VIEW times AS
SELECT
  report, time.key AS position, json_extract(time.value, '$.text') AS text,
  json_extract(time.value, '$.span.start') AS start, json_extract(time.value, '$.span.end') AS "end",
  json_extract(time.value, '$.type') AS type, json_extract(time.value, '$.value') AS value,
  json_extract(time.value, '$.start') AS first, json_extract(time.value, '$.end') AS last,
  json_extract(time.value, '$.precision') AS precision, json_extract(time.value, '$.reason') AS reason,
  time.value AS record
FROM where_and_when, json_each(where_and_when.times) AS time;

DROP TABLE origin_mentions;
CREATE VIEW origin_mentions AS
SELECT origins.id AS origin, member.key AS position, member.value AS mention
FROM origins, json_each(origins.record, '$.mentions') AS member;

CREATE TABLE before AS
SELECT id, source, target, direction, covered_target, record FROM copies ORDER BY rowid;
DROP TABLE copies;
CREATE TABLE copies (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES reports (id),
  target TEXT NOT NULL REFERENCES reports (id),
  direction TEXT NOT NULL,
  covered_target REAL NOT NULL,
  record TEXT NOT NULL
);
INSERT INTO copies (id, source, target, direction, covered_target, record)
SELECT id, source, target, direction, covered_target, record FROM before;
DROP TABLE before;
CREATE INDEX copies_source ON copies (source);
CREATE INDEX copies_target ON copies (target);

DROP VIEW IF EXISTS v_mentions;
CREATE VIEW v_mentions AS
SELECT
  mentions.id, claim_mentions.claim, reports.published, reports.outlet,
  (SELECT group_concat(entity, ' < ') FROM
    (SELECT entity FROM layers WHERE layers.mention = mentions.id ORDER BY position)) AS who_says_so,
  json_extract(mentions.record, '$.content.text') AS content, json_extract(mentions.record, '$.cue.text') AS cue,
  json_extract(mentions.record, '$.source.text') AS source, mentions.directness, mentions.factuality,
  mentions.stance, json_extract(mentions.record, '$.polarity') AS polarity,
  json_extract(mentions.record, '$.tense') AS tense, json_extract(mentions.record, '$.modal') AS modal,
  mentions.aim, mentions.report, json_extract(mentions.record, '$.sentence') AS sentence,
  json_extract(mentions.record, '$.block') AS block, mentions.start, mentions."end",
  json_extract(mentions.record, '$.rule') AS rule, json_extract(mentions.record, '$.score') AS score
FROM mentions
JOIN reports ON reports.id = mentions.report
LEFT JOIN claim_mentions ON claim_mentions.mention = mentions.id;

CREATE VIEW v_event_mentions AS
SELECT
  event_mentions.id, event_members.event, reports.published, reports.outlet,
  json_extract(event_mentions.record, '$.extent.text') AS extent,
  json_extract(event_mentions.record, '$.trigger.text') AS trigger_text,
  json_extract(event_mentions.record, '$.type') AS type,
  json_extract(event_mentions.record, '$.sub_type') AS sub_type,
  json_extract(event_mentions.record, '$.plover') AS plover, json_extract(event_mentions.record, '$.mode') AS mode,
  json_extract(event_mentions.record, '$.actor.name') AS actor,
  json_extract(event_mentions.record, '$.target.name') AS target,
  json_extract(event_mentions.record, '$.place.name') AS place,
  json_extract(event_mentions.record, '$.place.lat') AS latitude,
  json_extract(event_mentions.record, '$.place.lon') AS longitude,
  json_extract(event_mentions.record, '$.time.start') AS first,
  json_extract(event_mentions.record, '$.time.end') AS last,
  json_extract(event_mentions.record, '$.status') AS status,
  json_extract(event_mentions.record, '$.factuality') AS factuality,
  event_mentions.claim AS claim_mention, event_mentions.report,
  json_extract(event_mentions.record, '$.sentence') AS sentence,
  json_extract(event_mentions.record, '$.block') AS block, event_mentions.start, event_mentions."end",
  json_extract(event_mentions.record, '$.rule') AS rule, json_extract(event_mentions.record, '$.score') AS score
FROM event_mentions
JOIN reports ON reports.id = event_mentions.report
LEFT JOIN event_members ON event_members.mention = event_mentions.id;

DROP VIEW IF EXISTS v_copies;
CREATE VIEW v_copies AS
SELECT
  copies.id, source.outlet AS from_outlet, source.title AS from_title, target.outlet AS to_outlet,
  target.title AS to_title, json_extract(copies.record, '$.kind') AS kind, copies.direction,
  json_extract(copies.record, '$.direction_score') AS direction_score,
  copies.covered_target AS share_of_target, json_extract(copies.record, '$.covered_source') AS share_of_source,
  json_array_length(copies.record, '$.passages') AS passages, copies.source, copies.target
FROM copies
JOIN reports AS source ON source.id = copies.source
JOIN reports AS target ON target.id = copies.target;

DROP VIEW IF EXISTS v_origins;
CREATE VIEW v_origins AS
SELECT
  origins.id, origins.claim, claims.text AS claim_text, origins.name AS origin, origins.kind,
  origins.side, origins.certain, json_array_length(origins.record, '$.mentions') AS mentions,
  (SELECT group_concat(value, '; ') FROM json_each(origins.record, '$.reasons')) AS reasons,
  json_extract(origins.record, '$.stance') AS stance, origins.report
FROM origins JOIN claims ON claims.id = origins.claim;
