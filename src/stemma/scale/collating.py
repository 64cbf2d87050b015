"""The last stage, which works on the whole in one process: variants and events."""

from stemma.pipeline.collating import real_collator
from stemma.records import Copy, EventMention, Report
from stemma.scale import found, tables
from stemma.scale.folder import Folder
from stemma.scale.library import COPIES
from stemma.scale.reading import REPORTS, name


def collate_rest(folder: Folder) -> None:
    """Find the variants of claims, and the events."""
    collator = real_collator()
    table = folder.read_all(REPORTS, columns=["n", "record"]).sort_by("n")
    reports = {report.id: report for report in tables.decode(Report, table["record"])}
    copies = sorted(found.records(folder, COPIES, Copy), key=lambda copy: (copy.source, copy.target))
    claims = found.claims(folder)
    told = found.records(folder, "event_mentions", EventMention)
    events = collator.collate_events(reports, told, claims, copies)
    events = collator.event_origins(events, claims, found.origins(folder))
    made = {
        **tables.variants(collator.find_variants(claims, reports, copies)),
        **tables.events(events),
    }
    for stage, table in made.items():
        folder.write(name(stage, "all"), table)
