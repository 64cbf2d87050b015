"""What a sentence's parse alone tells of its events, remembered: copies repeat sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.events.casualties import Casualty, claimant, find_casualties, may_have_casualties
from stemma.events.classes import Classes
from stemma.events.resolve import Resolved, resolve_hits
from stemma.events.tree import Tree
from stemma.events.triggers import find_hits, may_have_trigger
from stemma.records import ClaimMention, Place, Report, Sentence, Span

_REMEMBERED = 4096  # sentences: 40 MB or so


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that may report an event: its tree, its classes, and its triggers with their figures.

    The classes, and the places of the figures, are those of the sentence that came first.
    """

    tree: Tree
    classes: Classes
    resolved: tuple[Resolved, ...]

    def at(self, sentence: Sentence) -> "Reading":
        """Return the reading of a sentence of the same parse, with its own offsets."""
        return Reading(self.tree.at(sentence), self.classes, self.resolved)

    def resolved_in(self, report: Report, start: int, claims: Sequence[ClaimMention]) -> list[Resolved]:
        """Return the triggers, with the figures' places and claimants in this report."""
        return [
            (hit, code, tuple([_placed(one, report, start, claims) for one in counts]))
            for hit, code, counts in self.resolved
        ]


_readings: dict[tuple[object, ...], Reading | None] = {}


def read(report: Report, sentence: Sentence, places: Sequence[Place]) -> Reading | None:
    """Return what a sentence tells of events, None when no word of it can be a trigger.

    All of it hangs on the sentence's parse and on where places lie in it, and on nothing else.
    """
    base = sentence.start
    key = (
        tuple([(t.start - base, t.end - base, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.entity)
               for t in sentence.tokens]),
        tuple([(place.span.start - base, place.span.end - base) for place in places]),
    )  # fmt: skip
    if key in _readings:
        known = _readings[key]
        return None if known is None else known.at(sentence)
    if len(_readings) >= _REMEMBERED:
        _readings.clear()
    found = _readings[key] = _read(report, sentence, places)
    return found


def _read(report: Report, sentence: Sentence, places: Sequence[Place]) -> Reading | None:
    tree = Tree(sentence)
    if not may_have_trigger(tree.lemmas, tree.words):
        return None
    classes = Classes(tree, places)
    hits = find_hits(tree, classes)
    casualties: list[Casualty] = []
    if hits and may_have_casualties(tree.lemmas, tree.words):
        casualties = find_casualties(report, tree, classes, ())
    by = -sentence.start
    resolved = resolve_hits(tree, classes, hits, casualties)
    return Reading(
        tree,
        classes,
        tuple((hit, code, tuple(_moved(one, by) for one in counts)) for hit, code, counts in resolved),
    )


def _moved(casualty: Casualty, by: int) -> Casualty:
    span = casualty.quantity.span
    moved = replace(casualty.quantity, span=Span(span.start + by, span.end + by))
    return replace(casualty, quantity=moved)


def _placed(casualty: Casualty, report: Report, by: int, claims: Sequence[ClaimMention]) -> Casualty:
    span = casualty.quantity.span
    start, end = span.start + by, span.end + by
    quantity = replace(
        casualty.quantity,
        span=Span(start, end),
        text=report.text[start:end],
        claimant=claimant(claims, start, end),
    )
    return replace(casualty, quantity=quantity)
