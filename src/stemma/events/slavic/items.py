"""Lines of a digest without a verb: "Kharkiv: 3 wounded", under a heading that tells of strikes."""

# ruff: noqa: RUF001 (dashes)

from collections.abc import Sequence

from stemma.events.lexicon import Code
from stemma.events.setting import Found
from stemma.events.slavic.counting import Loss
from stemma.events.slavic.line import Line, hull, words_at
from stemma.identity import stable_id
from stemma.records import BlockKind, EventMention, Place, Report

_MARKS = frozenset({":", "—", "–", "-"})
_SCORE = 0.5


def items_of(line: Line, places: Sequence[Place], losses: Sequence[Loss]) -> list[tuple[Place, list[Loss]]]:
    """Return the places of a line that a dash or colon stands behind, each with the losses told after it."""
    marked = [place for place in sorted(places, key=lambda one: one.span.start) if _marked(line, place)]
    found = []
    for at, place in enumerate(marked):
        end = marked[at + 1].span.start if at + 1 < len(marked) else line.sentence.end
        own = [one for one in losses if place.span.end <= one.quantity.span.start < end]
        hurt = [one for one in own if one.quantity.measure in ("killed", "injured")]
        if hurt:
            found.append((place, hurt))
    return found


def _marked(line: Line, place: Place) -> bool:
    after = next((at for at, token in enumerate(line.tokens) if token.start >= place.span.end), None)
    return after is not None and line.words[after].text in _MARKS


def item_mention(
    report: Report, line: Line, block: BlockKind, struck: tuple[Code, Found], item: tuple[Place, list[Loss]]
) -> EventMention:
    """Return the event of one place of such a line: of the kind that its heading tells."""
    (code, time), (place, losses) = struck, item
    cue = line.span(range(losses[0].cue, losses[0].cue + 1))
    spans = [place.span, cue, *(one.quantity.span for one in losses)]
    return EventMention(
        id=stable_id("event", report.id, cue.start, "item", code.key),
        report=report.id,
        sentence=line.sentence.index,
        block=block,
        trigger=words_at(report, cue),
        extent=words_at(report, hull(spans)),
        type=code.type,
        sub_type=code.sub_type,
        plover=code.plover,
        mode=code.mode,
        actor=None,
        target=None,
        weapon="",
        place=place,
        time=time.time,
        casualties=tuple(one.quantity for one in losses),
        factuality="CT+",
        status="occurred",
        claim=None,
        rule=f"slavic: one item of a digest; place: attached; time: {time.how or 'none'}",
        score=_SCORE,
    )
