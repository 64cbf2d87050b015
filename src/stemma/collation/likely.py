"""Whether two mentions that words alone leave undecided are one claim: many weak signs, weighed together."""

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from stemma.collation.comparing import overlap
from stemma.collation.measures import TIMES
from stemma.collation.statements import Content, Statement, Weights
from stemma.collation.tolls import of_arms, of_two_days, other_toll, toll_of_any_event, tolls_of
from stemma.dates import gap
from stemma.names import Agreement, compare_voices
from stemma.resources import load_toml

_LARGE = 10


class Likely(Struct, frozen=True):
    """What speaks for two mentions being one claim, all but the likeness of their sentence vectors.

    ``odds`` is the logarithm of the odds; ``one_source`` says that vectors do not matter: what one source
    says of one matter is alike in any case.
    """

    odds: float
    one_source: bool

    def chance(self, cosine: float) -> float:
        """Return how likely the two are one claim, from 0 to 1, with sentence vectors at some cosine."""
        known = bound("cosine_of_one_source") if self.one_source else cosine
        return 1 / (1 + math.exp(-self.odds - _counts()["cosine"] * known))

    @property
    def worth_asking(self) -> bool:
        """Whether the two can be one claim, if their vectors are alike."""
        return self.chance(bound("cosine_highest")) >= bound("chance")


def likely_one(a: Statement, b: Statement, weight: Weights) -> Likely | None:
    """Return what speaks for two mentions being one claim told in other words, None for too little.

    They must be published within few days, be long enough to tell anything, name no two days, and not share
    only a toll that is told of any event, nor differ in all tolls and large figures; what else clashes in
    them is not looked at. The signs and how much each counts were learned from pairs judged by hand
    (``likely.toml``).

    Args:
        a: one mention.
        b: the other.
        weight: the stems' weights.
    """
    apart = gap(a.date, b.date)
    if apart is None or apart > bound("days") or min(len(a.stems), len(b.stems)) < bound("words"):
        return None
    speakers = compare_voices(a.voices, b.voices) if a.voices and b.voices else None
    if speakers is not None and speakers.kind == "different" and other_toll(a, b):
        return None
    tolls = telling_figures(a.content), telling_figures(b.content)
    if (all(tolls) and tolls[0].isdisjoint(tolls[1])) or of_two_days(a, b) or toll_of_any_event(a, b):
        return None
    if other_parts(a.content, b.content) or other_deeds(a.content, b.content):
        return None
    found = signs(a, b, weight, speakers)
    counts = _counts()
    odds = sum([counts[name] * value for name, value in found.items()], counts["none"])
    likely = Likely(odds, bool(found["one_source"]))
    return likely if likely.worth_asking else None


def signs(a: Statement, b: Statement, weight: Weights, speakers: Agreement | None) -> Mapping[str, float]:
    """Return what speaks for and against two mentions being one claim, each sign by its name.

    Args:
        a: one mention.
        b: the other.
        weight: the stems' weights.
        speakers: how those who speak in them agree, None where nobody is named in one of them.
    """
    shared = overlap(a, b, weight)
    telling = (a.stems & b.stems) - a.names - b.names  # names tell about whom, not what
    kind = speakers.kind if speakers is not None else ""
    fitting = speakers is not None and kind == "compatible" and speakers.score >= bound("fitting")
    quoted = [one.mention.directness == "direct" for one in (a, b)]
    return {
        "contained": shared.containment,
        "both": shared.dice,
        "rarest": max([weight.of[one] for one in telling], default=0.0) / weight.most,
        "figures": min(len(telling_figures(a.content) & telling_figures(b.content)), 2),
        "one_source": kind == "same" or fitting,
        "two_sources": kind == "different",
        "no_source": not a.voices and not b.voices,
        "quoted_once": quoted[0] != quoted[1],
        "one_tense": a.mention.tense == b.mention.tense,
        "days": gap(a.date, b.date) or 0.0,
    }


def telling_figures(content: Content) -> set[float]:
    """Return figures that two tellings of two matters will hardly share: tolls, and large ones of no time."""
    return {
        one.value
        for one in content.figures
        if one.comparator != "vague" and (one.measure or (one.value >= _LARGE and one.unit not in TIMES))
    }


def other_parts(a: Content, b: Content) -> bool:
    """Whether both tell who was among those counted, and tell of others ("three children", "two nurses")."""
    told = [{one.unit for one in content.figures if one.part and one.unit} for content in (a, b)]
    return all(told) and told[0].isdisjoint(told[1])


def other_deeds(a: Content, b: Content) -> bool:
    """Whether both count the same arms, and tell of two deeds ("launched 76 drones", "intercepted" them)."""
    arms = [of_arms(tolls_of(content)) for content in (a, b)]
    if not all(arms) or arms[0] & arms[1]:
        return False
    kinds = [{(measure.split()[0], value) for measure, value in one} for one in arms]
    return bool(kinds[0] & kinds[1])


@cache
def _counts() -> Mapping[str, float]:
    return MappingProxyType(load_toml("collation", "likely.toml")["signs"])


@cache
def bound(name: str) -> float:
    """Return a bound of the room's file on likely pairs."""
    value: float = load_toml("collation", "likely.toml")["bounds"][name]
    return value


__all__ = ["Likely", "bound", "likely_one", "other_deeds", "other_parts", "signs", "telling_figures"]
