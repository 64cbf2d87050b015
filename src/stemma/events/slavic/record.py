"""The record of an act that a Russian or Ukrainian sentence tells, the same for every way of telling it."""

from collections.abc import Sequence

from msgspec import Struct

from stemma.event_rules import settings
from stemma.events.earlier import Parts
from stemma.events.lexicon import Code
from stemma.events.slavic.line import Line, hull, words_at
from stemma.events.status import Standing
from stemma.identity import stable_id
from stemma.records import BlockKind, EventMention, Quantity, Report, Span

OLD_SCORE = 0.5  # of an act dated long before publication, as for English ones


class Telling(Struct, frozen=True):
    """An act as a sentence tells it: the word that does, its code, what belongs to it, and how it stands.

    ``rule`` says how it was found; ``kind`` tells its id from that of another act told by the same word.
    """

    line: Line
    block: BlockKind
    at: int
    code: Code
    parts: Parts
    stand: Standing
    rule: str
    score: float
    again: str = ""
    kind: str = ""
    casualties: tuple[Quantity, ...] = ()


def recorded(report: Report, told: Telling, beside: Sequence[Span]) -> EventMention:
    """Return the mention of an act.

    Args:
        report: the report.
        told: the act.
        beside: the spans of what belongs to it; those of its sentence widen its extent.
    """
    line, code, parts, stand = told.line, told.code, told.parts, told.stand
    span = line.span(range(told.at, told.at + 1))
    low, high = line.sentence.start, line.sentence.end
    extent = hull([span, *(one for one in beside if low <= one.start and one.end <= high)])
    # A correction speaks of what was told before: nothing in it is news of an event done.
    news = told.block != "correction"
    names = (told.kind, code.key) if told.kind else (code.key,)
    return EventMention(
        id=stable_id("event", report.id, span.start, *names),
        report=report.id,
        sentence=line.sentence.index,
        block=told.block,
        trigger=words_at(report, span),
        extent=words_at(report, extent),
        type=code.type,
        sub_type=code.sub_type,
        plover=code.plover,
        mode=code.mode,
        actor=parts.actor,
        target=parts.target,
        weapon=parts.weapon,
        place=parts.place.place,
        time=parts.time.time,
        casualties=told.casualties,
        factuality=stand.factuality if news else "Uu",
        status=stand.status if news else "unknown",
        claim=None if stand.claim is None else stand.claim.id,
        rule=f"{told.rule}; {settings(parts.place.how, parts.time.how)}",
        score=told.score,
        antecedent=told.again,
    )
