-- Who is named in each report: a list of lists (first and last character, the words, the fullest name, "" where
-- these are the words, the kind, the roles, the rule, the score). NULL where nobody has looked for names yet.
ALTER TABLE where_and_when ADD COLUMN names TEXT;
CREATE VIEW names AS
SELECT
  report, one.key AS position, json_extract(one.value, '$[2]') AS name,
  json_extract(one.value, '$[0]') AS start, json_extract(one.value, '$[1]') AS "end",
  coalesce(nullif(json_extract(one.value, '$[3]'), ''), json_extract(one.value, '$[2]')) AS entity,
  json_extract(one.value, '$[4]') AS kind, json_extract(one.value, '$[5]') AS roles,
  json_extract(one.value, '$[6]') AS rule, json_extract(one.value, '$[7]') AS score
FROM where_and_when, json_each(where_and_when.names) AS one;
