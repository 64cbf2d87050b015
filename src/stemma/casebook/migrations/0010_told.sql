-- Whether a claim is more than what one outlet says once in its own voice: the same for all time once the
-- claim is written, so it is written with it. Counted and listed from the index, as the order is.
ALTER TABLE claims ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
UPDATE claims SET told = 0 WHERE mention_count <= 1 AND NOT EXISTS (
  SELECT 1 FROM claim_mentions JOIN mentions ON mentions.id = mention
  WHERE claim_mentions.claim = claims.id
  AND coalesce(json_extract(mentions.amended, '$.directness'), mentions.directness) <> 'own'
);
DROP INDEX IF EXISTS claims_order;
CREATE INDEX claims_order ON claims (outlets DESC, mention_count DESC, id, origins_best, told);
