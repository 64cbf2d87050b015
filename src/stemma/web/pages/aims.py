"""Aims: what an actor says that it intends, in the order said."""

from collections import defaultdict
from dataclasses import dataclass

from stemma.casebook import Casebook
from stemma.records import ClaimMention
from stemma.web.index import Index, ReportLine, speaker
from stemma.web.pages.context import Passage, passage, texts_of


@dataclass(frozen=True, slots=True)
class AimLine:
    """One declared aim in one report, as first carried; ``carried`` counts all its mentions."""

    claim: str
    mention: ClaimMention
    report: str
    published: str | None
    carried: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Aims:
    """The aims that one actor declared, the earliest first, the undated at the end."""

    actor: str
    lines: tuple[AimLine, ...]


@dataclass(frozen=True, slots=True)
class AimsPage:
    """All actors with declared aims; those with most first."""

    actors: tuple[Aims, ...]
    reports: dict[str, ReportLine]
    passages: dict[str, Passage]


def aims_page(index: Index, book: Casebook, actor: str = "") -> AimsPage:
    """Return the aims of every actor, or of one."""
    lines: dict[str, list[AimLine]] = defaultdict(list)
    for claim in index.claims.values():
        by_actor: dict[str, list[ClaimMention]] = defaultdict(list)
        for mention in claim.mentions:
            if mention.aim and mention.report in index.reports and (name := speaker(mention)):
                by_actor[name].append(mention)
        for name, mentions in by_actor.items():
            if not actor or name == actor:
                lines[name].append(_line(index, claim.id, mentions))
    actors = [Aims(name, tuple(sorted(found, key=_in_time))) for name, found in lines.items()]
    shown = [line for aims in actors for line in aims.lines]
    texts = texts_of(index, book, (line.report for line in shown))
    return AimsPage(
        actors=tuple(sorted(actors, key=lambda aims: (-len(aims.lines), aims.actor))),
        reports={report: index.reports[report] for report in texts},
        passages={
            line.mention.id: passage(texts[line.report], line.mention)
            for line in shown
            if line.report in texts
        },
    )


def _line(index: Index, claim: str, mentions: list[ClaimMention]) -> AimLine:
    def age(mention: ClaimMention) -> tuple[bool, str, str]:
        published = index.reports[mention.report].published
        return (published is None, published or "", mention.id)

    first = min(mentions, key=age)
    report = index.reports[first.report]
    outlets = {index.reports[m.report].outlet for m in mentions}
    return AimLine(claim, first, report.id, report.published, len(mentions), len(outlets))


def _in_time(line: AimLine) -> tuple[bool, str, str]:
    return (line.published is None, line.published or "", line.mention.id)
