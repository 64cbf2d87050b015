-- Indexes for large casebooks.

-- Reports to analyse, of which a casebook has few: found without reading every report.
CREATE INDEX reports_pending ON reports (n)
WHERE status = 'analysed' AND (
  analysed_with IS NULL OR analysed_published IS NOT published OR analysis_error IS NOT NULL
);

-- Names of sources, and the mentions that they are in: a part of a name is looked for in the index alone.
DROP INDEX IF EXISTS layers_entity;
CREATE INDEX layers_entity ON layers (entity, mention);

-- Declared aims, which are few among the claims.
CREATE INDEX claims_aims ON claims (id) WHERE aim;
