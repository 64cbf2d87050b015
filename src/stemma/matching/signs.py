"""What speaks for and against two mentions of two claims telling one claim, as numbers."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from stemma.collation.comparing import DENIED, conflicts, figure_conflicts, overlap
from stemma.collation.judging import speakers_of
from stemma.collation.likely import other_deeds, other_parts, telling_figures
from stemma.collation.matters import two_doers, two_events
from stemma.collation.statements import Statement, Weights
from stemma.collation.tolls import of_two_days, other_toll, toll_of_any_event, tolls_of
from stemma.collation.twodays import two_days
from stemma.collation.whereabouts import any_shared
from stemma.collation.words import words_of
from stemma.dates import gap

_BEGINNING = 400  # characters of a report that tell what it is about
_NAMES = "different names"


class Beside(Struct, frozen=True):
    """What is known of a pair beside its words: whether one event stands in both, how the reports begin."""

    one_event: bool
    beginnings: tuple[str, str]


def signs(a: Statement, b: Statement, weight: Weights, beside: Beside) -> Mapping[str, float]:
    """Return what speaks for and against two mentions being one claim, each sign by its name.

    All but the likeness of their sentence vectors, which is asked of few pairs.

    Args:
        a: one mention.
        b: the other.
        weight: the stems' weights.
        beside: what is known beside their words.
    """
    telling = (a.stems & b.stems) - a.names - b.names  # names tell about whom, not what
    tolls = tolls_of(a.content), tolls_of(b.content)
    clash = conflicts(a, b)
    apart = gap(a.date, b.date) or 0.0
    return {
        "contained": overlap(a, b, weight).containment,
        "rarest": max([weight.of[one] for one in telling], default=0.0) / weight.most,
        "names": len(a.names & b.names),
        "figures": min(len(telling_figures(a.content) & telling_figures(b.content)), 2),
        "other_figures": bool(figure_conflicts(a.content, b.content)),
        "other_tolls": all(tolls) and tolls[0].isdisjoint(tolls[1]),
        "days": apart,
        "one_day": not apart,
        "one_tense": a.mention.tense == b.mention.tense,
        "setting": _settings(beside.beginnings, a.stems & b.stems, weight),
        "one_event": beside.one_event,
        "two_places": two_places(a, b),
        "other_names": any(one.startswith(_NAMES) for one in clash),
        "opposed": DENIED in clash or any(one.startswith("“") for one in clash),
        "two_matters": two_matters(a, b),
    }


def two_places(a: Statement, b: Statement) -> bool:
    """Whether both mentions tell of places, and of none that is the other's."""
    here, there = a.whereabouts, b.whereabouts
    return bool(here and there) and not any_shared(here, there)


def two_matters(a: Statement, b: Statement) -> bool:
    """Whether something tells that two mentions are of two days, two events, two doers or two groups."""
    if of_two_days(a, b) or two_days(a, b) or toll_of_any_event(a, b) or two_doers(a, b):
        return True
    if two_events(a, b) or other_parts(a.content, b.content) or other_deeds(a.content, b.content):
        return True
    speakers = speakers_of(a, b)
    return speakers is not None and speakers.kind == "different" and bool(other_toll(a, b))


def _settings(beginnings: tuple[str, str], said: frozenset[str], weight: Weights) -> float:
    """Return how much of what the one report's beginning tells stands at the other's, but for some stems."""
    left, right = (_setting(text[:_BEGINNING]) - said for text in beginnings)
    totals = [sum([weight.of[stem] for stem in stems]) for stems in (left, right)]
    return sum([weight.of[stem] for stem in left & right]) / max(1.0, min(totals))


@lru_cache(maxsize=8192)  # beginnings of reports, which their mentions share: 16 MB or so
def _setting(text: str) -> frozenset[str]:
    """Return the stems of the telling words in a stretch of text."""
    words = words_of([text], [0])
    return frozenset([one.stem for one in words if not one.common and not one.stem[:1].isdigit()])


__all__ = ["Beside", "signs", "two_matters", "two_places"]
