-- Indexes that hold what lists and counts ask for beside their order, so that the rows that they pass over
-- are not read: a row of a claim, an event or a report is long, for its record or its text.
DROP INDEX IF EXISTS claims_order;
CREATE INDEX claims_order ON claims (outlets DESC, mention_count DESC, id, origins_best);
DROP INDEX IF EXISTS claims_aims;
CREATE INDEX claims_aims ON claims (outlets DESC, mention_count DESC, id) WHERE aim;
DROP INDEX IF EXISTS events_order;
CREATE INDEX events_order ON events (coalesce(start, '9999'), id, status, type, sub_type, plover);
DROP INDEX IF EXISTS reports_order;
CREATE INDEX reports_order ON reports (coalesce(published, '9999'), id, status);

-- Mentions that are not in their outlet's own voice.
CREATE UNIQUE INDEX mentions_told ON mentions (id) WHERE directness <> 'own';

-- Mentions that are an aim, and those that decisions amended: few of the many.
CREATE INDEX mentions_aims ON mentions (id) WHERE aim;
CREATE INDEX mentions_amended ON mentions (id) WHERE amended IS NOT NULL;
