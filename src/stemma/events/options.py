"""What may be an argument of an act, with what speaks for it: what places and parties have in common."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from stemma.event_rules import OWN_PLACE
from stemma.events.context import Context
from stemma.events.hits import Hit
from stemma.events.sites import NO_SCENE
from stemma.records import Actor, EventMention, ParsedReport, Place, Report

# Kinds of place that name who speaks or acts, not where.
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NEAR = 3  # sentences before an act that are near it
LEAD = 2  # sentences of the body that are a report's lead
MANY = 4  # mentions beyond which their number says no more

T = TypeVar("T", Place, Actor)


class Coded(Struct, frozen=True):
    """An event as the rules coded it, with its sentence and its trigger."""

    mention: EventMention
    context: Context
    hit: Hit


class Option(Struct, Generic[T], frozen=True):
    """What may be an argument (None: nothing known), the names of what speaks for it, if the rules say it.

    What is ``barred`` makes others less likely, and is not taken.
    """

    value: T | None
    features: tuple[str, ...]
    ruled: bool = False
    barred: bool = False


class Named(Struct, frozen=True):
    """A place of a report: each time it is named, with the sentence, in reading order."""

    key: Hashable
    named: tuple[tuple[int, Place], ...]

    def near(self, sentence: int) -> tuple[int, Place]:
        """Return the mention nearest to a sentence, in it or else before it rather than behind."""
        if len(self.named) == 1:
            return self.named[0]
        return min(self.named, key=lambda one: (abs(one[0] - sentence), one[0] > sentence))


class Around(Struct, frozen=True):
    """What a report names, its acts of force by rule, and its body's first sentence (``opening``)."""

    report: Report
    places: tuple[Named, ...]
    coded: tuple[Coded, ...]
    opening: int
    keys: tuple[Hashable, ...]  # of the acts' places by rule, None for none
    words: tuple[frozenset[str], ...]  # of the acts' triggers
    there: dict[Hashable, list[int]]  # the acts at each place by rule
    country: str = ""  # in which the acts are whose own clauses name a place, "" for several or none

    @classmethod
    def of(
        cls,
        report: Report,
        parsed: ParsedReport,
        places: Iterable[Place],
        coded: Iterable[Coded],
    ) -> "Around":
        """Gather what the acts of a report may take their arguments from."""
        starts = [sentence.start for sentence in parsed.sentences]
        first = next((one.index for one in parsed.sentences if _is_body(report, one.block)), 0)
        # A name that is not resolved is no place to pass on: it may as well be none.
        scenes = [one for one in places if one.kind not in NO_SCENE and one.lat is not None]
        acts = tuple([one for one in coded if one.mention.type])
        keys = [None if one.mention.place is None else place_key(one.mention.place) for one in acts]
        words = [frozenset(one.mention.trigger.text.lower().split()) for one in acts]
        there: dict[Hashable, list[int]] = {}
        for at, key in enumerate(keys):
            if key is not None:
                there.setdefault(key, []).append(at)
        named = _gathered(scenes, starts)
        return cls(report, named, acts, first, tuple(keys), tuple(words), there, _country(acts))


def _country(acts: Iterable[Coded]) -> str:
    """Return the country of the places that acts' own clauses name: that of more than all others, else ""."""
    told = (one.mention for one in acts if OWN_PLACE in one.mention.rule and one.mention.place is not None)
    counts = Counter(one.place.country for one in told if one.place is not None and one.place.country)
    country, most = next(iter(counts.most_common(1)), ("", 0))
    return country if 2 * most > counts.total() else ""


def _is_body(report: Report, block: int) -> bool:
    return block < len(report.blocks) and report.blocks[block].kind == "body"


def _gathered(places: Iterable[Place], starts: Sequence[int]) -> tuple[Named, ...]:
    by_key: dict[Hashable, list[tuple[int, Place]]] = {}
    for one in places:
        sentence = max(0, bisect_right(starts, one.span.start) - 1)
        by_key.setdefault(place_key(one), []).append((sentence, one))
    return tuple([Named(key, tuple(named)) for key, named in by_key.items()])


def place_key(place: Place) -> Hashable:
    """Return what makes two places one: where they lie, else their name."""
    if place.lat is None or place.relation:
        return (place.name.lower(), place.relation)
    return place.geonames_id or (place.lat, place.lon)


def distance(here: int, there: int) -> str:
    """Return how far a sentence is from another: in it, before it or behind."""
    off = there - here
    if off == 0:
        return "same"
    if off > 0:
        return "next" if off == 1 else "later"
    return "last" if off == -1 else "near" if off >= -_NEAR else "before"


def trigger_kind(coded: Coded) -> str:
    """Return what kind of word tells an act: a verb, a noun that points back, a plural, or another noun."""
    if coded.hit.verbal:
        return "verb"
    tree, head = coded.context.tree, coded.hit.head
    if any(tree.words[at] in _DEFINITE for at in tree.children(head, "det", "poss")):
        return "the"
    return "plural" if tree.tokens[head].tag == "NNS" else "noun"
