-- Views for people who look at a casebook with Datasette, DB Browser or SQL: readable columns, ids
-- to join on. They hold nothing of their own and may change from version to version.

DROP VIEW IF EXISTS v_reports;
CREATE VIEW v_reports AS
SELECT
  reports.id, published, outlet, title, language, status,
  (SELECT count(*) FROM mentions WHERE mentions.report = reports.id) AS claim_mentions,
  (SELECT count(*) FROM event_mentions WHERE event_mentions.report = reports.id) AS event_mentions,
  (SELECT count(*) FROM copies WHERE copies.target = reports.id AND direction <> 'unknown') AS has_text_of,
  (SELECT count(*) FROM copies WHERE copies.source = reports.id AND direction <> 'unknown') AS gave_text_to,
  republished_from, url, length(text) AS characters
FROM reports;

DROP VIEW IF EXISTS v_mentions;
CREATE VIEW v_mentions AS
SELECT
  mentions.id, claim_mentions.claim, reports.published, reports.outlet,
  (SELECT group_concat(entity, ' < ') FROM
    (SELECT entity FROM layers WHERE layers.mention = mentions.id ORDER BY position)) AS who_says_so,
  mentions.content, mentions.cue, mentions.directness, mentions.factuality, mentions.stance,
  mentions.polarity, mentions.report, mentions.start, mentions."end"
FROM mentions
JOIN reports ON reports.id = mentions.report
LEFT JOIN claim_mentions ON claim_mentions.mention = mentions.id;

DROP VIEW IF EXISTS v_claims;
CREATE VIEW v_claims AS
SELECT
  claims.id, claims.text AS claim,
  (SELECT group_concat(speaker, '; ') FROM
    (SELECT DISTINCT speaker FROM claim_mentions JOIN mentions ON mentions.id = claim_mentions.mention
     WHERE claim_mentions.claim = claims.id AND speaker IS NOT NULL ORDER BY speaker)) AS who_says_so,
  outlets, json_extract(claims.record, '$.reports') AS reports,
  origins_best AS origins, origins_low, origins_high,
  grade AS credibility,
  (SELECT group_concat(value, '; ') FROM json_each(claims.record, '$.credibility.reasons')) AS why_that_grade,
  (SELECT group_concat(value, '; ') FROM json_each(claims.sides)) AS sides,
  (SELECT min(published) FROM claim_mentions JOIN mentions ON mentions.id = claim_mentions.mention
   JOIN reports ON reports.id = mentions.report WHERE claim_mentions.claim = claims.id) AS first_published,
  (SELECT count(*) FROM variants WHERE variants.claim = claims.id) AS variants,
  unsourced, circular, aim
FROM claims;

DROP VIEW IF EXISTS v_origins;
CREATE VIEW v_origins AS
SELECT
  origins.id, origins.claim, claims.text AS claim_text, origins.name AS origin, origins.kind,
  origins.side, origins.certain,
  (SELECT count(*) FROM origin_mentions WHERE origin_mentions.origin = origins.id) AS mentions,
  (SELECT group_concat(value, '; ') FROM json_each(origins.record, '$.reasons')) AS reasons,
  json_extract(origins.record, '$.stance') AS stance, origins.report
FROM origins JOIN claims ON claims.id = origins.claim;

DROP VIEW IF EXISTS v_derivations;
CREATE VIEW v_derivations AS
SELECT
  edges.claim, edges.kind,
  coalesce(before.outlet, origins.name, 'outside the collection') AS has_it_from,
  coalesce(after.outlet, 'outside the collection') AS who_has_it,
  edges.score, edges.reason, edges.circular, edges.parent, edges.child
FROM edges
LEFT JOIN mentions AS parent ON parent.id = edges.parent
LEFT JOIN reports AS before ON before.id = parent.report
LEFT JOIN origins ON origins.id = edges.parent
LEFT JOIN mentions AS child ON child.id = edges.child
LEFT JOIN reports AS after ON after.id = child.report;

DROP VIEW IF EXISTS v_variants;
CREATE VIEW v_variants AS
SELECT
  variants.id, variants.claim, claims.text AS claim_text, variants.type, variants.before, variants.after,
  earlier.outlet AS from_outlet, earlier.published AS from_published,
  later.outlet AS to_outlet, later.published AS to_published,
  variants.direction, variants.score, variants.from_mention, variants.to_mention
FROM variants
JOIN claims ON claims.id = variants.claim
LEFT JOIN mentions AS one ON one.id = variants.from_mention
LEFT JOIN reports AS earlier ON earlier.id = one.report
LEFT JOIN mentions AS other ON other.id = variants.to_mention
LEFT JOIN reports AS later ON later.id = other.report;

DROP VIEW IF EXISTS v_events;
CREATE VIEW v_events AS
SELECT
  events.id, start, "end", date_precision, status, type, sub_type, plover, actor, target, place,
  lat AS latitude, lon AS longitude, precision,
  fatalities_best AS killed, fatalities_low AS killed_low, fatalities_high AS killed_high,
  injuries_best AS injured, injuries_low AS injured_low, injuries_high AS injured_high,
  (SELECT group_concat(value, '; ') FROM json_each(events.record, '$.fatalities.claimants')) AS who_claims_which_toll,
  origins_best AS origins, origins_low, origins_high, mention_count AS mentions
FROM events;

DROP VIEW IF EXISTS v_copies;
CREATE VIEW v_copies AS
SELECT
  copies.id, source.outlet AS from_outlet, source.title AS from_title, target.outlet AS to_outlet,
  target.title AS to_title, copies.kind, copies.direction, copies.direction_score,
  copies.covered_target AS share_of_target, copies.covered_source AS share_of_source,
  (SELECT count(*) FROM passages WHERE passages.copy = copies.id) AS passages,
  copies.source, copies.target
FROM copies
JOIN reports AS source ON source.id = copies.source
JOIN reports AS target ON target.id = copies.target;

DROP VIEW IF EXISTS v_outlets;
CREATE VIEW v_outlets AS
SELECT
  outlet, count(*) AS reports, min(published) AS first_published, max(published) AS last_published,
  (SELECT count(DISTINCT copies.target) FROM copies JOIN reports AS own ON own.id = copies.target
   JOIN reports AS other ON other.id = copies.source
   WHERE own.outlet = reports.outlet AND other.outlet <> own.outlet AND copies.direction <> 'unknown')
   AS reports_with_text_of_others,
  (SELECT count(DISTINCT copies.target) FROM copies JOIN reports AS own ON own.id = copies.source
   JOIN reports AS other ON other.id = copies.target
   WHERE own.outlet = reports.outlet AND other.outlet <> own.outlet AND copies.direction <> 'unknown')
   AS reports_of_others_with_its_text
FROM reports WHERE outlet IS NOT NULL GROUP BY outlet;
