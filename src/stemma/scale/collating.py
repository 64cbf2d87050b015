"""The stages that look across all reports: copies, claims, origins, variants and events."""

from collections.abc import Callable

from stemma.casebook import Collation
from stemma.pipeline.collating import Material, collate_material, real_collator
from stemma.records import ClaimMention, EventMention, Report
from stemma.scale import tables
from stemma.scale.folder import Folder
from stemma.scale.reading import REPORTS, name


def material(folder: Folder) -> Material:
    """Gather what collation works on, here; a folder holds no analysts' decisions."""
    reports = tables.decode(Report, folder.read_all(REPORTS, columns=["record"])["record"])
    mentions = tables.decode(ClaimMention, folder.read_all("mentions", columns=["record"])["record"])
    events = tables.decode(EventMention, folder.read_all("event_mentions", columns=["record"])["record"])
    return Material(
        reports={report.id: report for report in reports},
        mentions=tuple(mentions),
        events=tuple(events),
        decisions=(),
        rejected=frozenset(),
        amended_reports=(),
        amended_mentions=(),
    )


def collate(folder: Folder, step: Callable[[str], None]) -> Collation:
    """Collate all that was found and write it."""
    collation = collate_material(material(folder), real_collator(), step)
    made = {
        **tables.copies(collation.copies),
        **tables.origins(collation.origins),
        **tables.variants(collation.variants),
        **tables.events(collation.events),
        **tables.claims(collation.claims),
    }
    for stage, table in made.items():
        folder.write(name(stage, "all"), table)
    return collation
