"""The last stage, which works on the whole in one process: events."""

from stemma.pipeline.collating import real_collator
from stemma.records import Copy, EventMention, Report
from stemma.scale import found, tables
from stemma.scale.folder import Folder
from stemma.scale.layout import REPORTS, name
from stemma.scale.library import COPIES


def collate_events(folder: Folder) -> None:
    """Collate the events, with the origins of their claims."""
    collator = real_collator()
    table = folder.read_all(REPORTS, columns=["n", "record"]).sort_by("n")
    reports = {report.id: report for report in tables.decode(Report, table["record"])}
    copies = sorted(found.records(folder, COPIES, Copy), key=lambda copy: (copy.source, copy.target))
    claims = found.claims(folder)
    told = found.records(folder, "event_mentions", EventMention)
    events = collator.collate_events(reports, told, claims, copies)
    events = collator.event_origins(events, claims, found.origins(folder))
    for stage, table in tables.events(events).items():
        folder.write(name(stage, "all"), table)
