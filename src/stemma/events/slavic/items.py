"""Lines of a digest without a verb: "Kharkiv: 3 wounded", under a heading that tells of strikes."""

# ruff: noqa: RUF001 (dashes)

from collections.abc import Sequence

from stemma.events.earlier import Parts
from stemma.events.lexicon import Code
from stemma.events.setting import Found
from stemma.events.slavic.counting import Loss
from stemma.events.slavic.line import Line
from stemma.events.slavic.record import Telling, recorded
from stemma.events.status import Standing
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
    parts = Parts(None, None, Found(place=place, how="attached"), time, "", ())
    counted = tuple(one.quantity for one in losses)
    done = Standing("occurred", "CT+", None)
    told = Telling(
        line, block, losses[0].cue, code, parts, done, "slavic: one item of a digest", _SCORE,
        kind="item", casualties=counted,
    )  # fmt: skip
    return recorded(report, told, [place.span, *(one.span for one in counted)])
