-- What an event used, stopped, hit and took stands in its view, with who claims which number.
DROP VIEW IF EXISTS v_events;
CREATE VIEW v_events AS
SELECT
  events.id, start, "end", date_precision, status, type, sub_type, plover, actor, target, place,
  lat AS latitude, lon AS longitude, precision,
  fatalities_best AS killed, fatalities_low AS killed_low, fatalities_high AS killed_high,
  injuries_best AS injured, injuries_low AS injured_low, injuries_high AS injured_high,
  (SELECT group_concat(value, '; ') FROM json_each(events.record, '$.fatalities.claimants')) AS who_claims_which_toll,
  (SELECT group_concat(
      json_extract(value, '$.role') || ': ' || json_extract(value, '$.text')
      || CASE WHEN json_extract(value, '$.low') < json_extract(value, '$.high')
         THEN ' (' || json_extract(value, '$.low') || ' to ' || json_extract(value, '$.high') || ')' ELSE '' END, '; ')
    FROM json_each(events.record, '$.things')) AS things,
  (SELECT group_concat(claimant.value, '; ')
    FROM json_each(events.record, '$.things') AS thing, json_each(thing.value, '$.claimants') AS claimant
  ) AS who_claims_which_things,
  origins_best AS origins, origins_low, origins_high, mention_count AS mentions
FROM events;
