"""Which claims, events or reports a list shows: conditions of queries."""

from stemma.casebook.reads import Where

_WITH_MENTION = "id IN (SELECT claim FROM claim_mentions JOIN mentions ON mentions.id = mention WHERE {})"
# The different names of sources, each found in the index after the one before: casebooks have a hundred
# mentions and more for each name.
_SPOKEN_BY = """mentions.id IN (
  WITH RECURSIVE known (source) AS (
    SELECT min(entity) FROM layers
    UNION ALL SELECT (SELECT min(entity) FROM layers WHERE entity > source) FROM known
    WHERE source IS NOT NULL
  )
  SELECT mention FROM layers
  WHERE entity IN (SELECT source FROM known WHERE instr(folded(source), folded(?)))
)"""
# Asked of one claim after the other, in their order: a list's first rows need no look at the rest. The few
# mentions that decisions gave a source are looked up once.
_ATTRIBUTED = """(EXISTS (
  SELECT 1 FROM claim_mentions JOIN mentions ON mentions.id = mention
  WHERE claim_mentions.claim = claims.id AND mentions.directness <> 'own'
) OR id IN (
  SELECT claim FROM claim_mentions JOIN mentions ON mentions.id = mention
  WHERE mentions.amended IS NOT NULL AND json_extract(mentions.amended, '$.directness') <> 'own'
))"""
_OF_REPORT = (
    "id IN (SELECT event FROM event_members JOIN event_mentions ON event_mentions.id = mention "
    "WHERE event_mentions.report = ?)"
)


def claims(
    report: str | None = None,
    speaker: str | None = None,
    min_origins: int | None = None,
    max_origins: int | None = None,
    *,
    aims: bool = False,
    attributed: bool = False,
    told: bool = False,
) -> Where:
    """Return the conditions of `Casebook.claims`."""
    where = Where()
    if report is not None:
        where = where.also(_WITH_MENTION.format("mentions.report = ?"), report)
    if speaker is not None:
        where = where.also(_WITH_MENTION.format(_SPOKEN_BY), speaker)
    if aims:
        where = where.also("aim")
    if attributed:
        where = where.also(_ATTRIBUTED)
    if told:
        where = where.also("told")
    if min_origins is not None:
        where = where.also("origins_best >= ?", min_origins)
    if max_origins is not None:
        where = where.also("origins_best <= ?", max_origins)
    return where


def events(report: str | None = None, kind: str | None = None, *, occurred: bool = False) -> Where:
    """Return the conditions of `Casebook.events`."""
    where = Where()
    if report is not None:
        where = where.also(_OF_REPORT, report)
    if kind is not None:
        words = "type || iif(sub_type <> '', ' / ' || sub_type, '') || iif(plover <> '', ' / ' || plover, '')"
        where = where.also(f"instr(lower({words}), lower(?))", kind)
    if occurred:
        where = where.also("status = 'occurred'")
    return where


def reports(outlet: str | None = None, status: str | None = None) -> Where:
    """Return the conditions of `Casebook.reports`."""
    where = Where()
    if outlet is not None:
        where = where.also("outlet = ?", outlet)
    if status is not None:
        where = where.also("status = ?", status)
    return where
