"""What a content tells of an attack: its kind, what it hit, how many it killed and where."""

from functools import lru_cache

from msgspec import Struct

from stemma.collation.attack_words import listed, named, scenes_of, table_of
from stemma.collation.statements import Content
from stemma.collation.war_dead import all_killed, war_toll
from stemma.collation.whereabouts import places_in

# Smaller tolls are told of many attacks of one day.
_LEAST = 3
LARGE = 10
# How many times larger another toll of one attack is at most.
_RATIO = 4
# Telling words that a content without a toll has at least.
_WORDS = 5


class Attack(Struct, frozen=True):
    """An attack as a content tells it.

    ``kinds`` are its kinds, ``seldom`` those of them that few days and towns see two of, ``scenes`` what it
    hit or was done with, ``toll`` how many it killed (0 where that is not told as one figure), ``places``
    the places named; ``sums`` says that the toll may be that of several attacks.
    """

    kinds: frozenset[str]
    seldom: frozenset[str]
    scenes: frozenset[str]
    toll: float
    places: frozenset[str]
    sums: bool


@lru_cache(maxsize=8192)  # contents, which are compared with many: 4 MB or so
def attack_of(content: Content) -> Attack | None:
    """Return the attack that a content tells, None for none, or if it tells of several or denies one."""
    lows = content.lows
    kinds = _kinds(lows)
    if not kinds or content.denials or war_toll(content) is not None:
        return None
    toll = _toll(content)
    if toll is None:
        return None
    scenes = frozenset().union(*[named(scenes_of(kind), lows) for kind in sorted(kinds)])
    if not toll and (not scenes or len(content.stems) < _WORDS or listed("deeds").isdisjoint(lows)):
        return None
    return Attack(
        kinds,
        seldom=frozenset([kind for kind in kinds if _is_seldom(kind, lows)]),
        scenes=scenes,
        toll=toll,
        places=content.places or places_in(content.words),
        sums=not listed("summing").isdisjoint(lows),
    )


def _kinds(lows: frozenset[str]) -> frozenset[str]:
    kinds = named(table_of("kinds"), lows)
    # "A helicopter was shot down" tells of no shooting.
    return kinds - {"shot"} | {"crash"} if "shot" in kinds and "down" in lows else kinds


def _is_seldom(kind: str, lows: frozenset[str]) -> bool:
    return kind == "crash" or not lows.isdisjoint(table_of("kinds")[kind] & listed("seldom"))


def _toll(content: Content) -> float | None:
    """Return how many a content tells killed, 0 where it gives no exact figure, None for several figures."""
    told = all_killed(content)
    if len(told) > 1:
        told = [one for one in told if one.unit != "other"]  # "killed three, and 20 others were hurt"
    exact = [one.value for one in told if one.comparator != "vague"]
    if len(set(exact)) > 1 and "among" not in content.lows:
        return None
    toll = max(exact, default=0.0) if len(exact) == len(told) else 0.0
    return toll if toll >= _LEAST else 0.0


def told_of(content: Content) -> tuple[frozenset[str], float]:
    """Return the kinds of the attack that a content tells and its toll: "war" for all the dead of one."""
    war = war_toll(content)
    if war is not None:
        return _OF_WAR, war.value
    found = attack_of(content)
    return (found.kinds, found.toll) if found is not None else _NOTHING


_OF_WAR = frozenset({"war"})
_NOTHING: tuple[frozenset[str], float] = (frozenset(), 0.0)


def attack_signs(content: Content) -> list[str]:
    """Return what links a content with others that may tell the same attack, or the dead of the same war."""
    kinds, toll = told_of(content)
    if not kinds:
        return []  # most tell none
    found = attack_of(content)
    scenes = found.scenes if found is not None else frozenset[str]()
    signs = [f"{kind} {scene}" for kind in kinds for scene in scenes]
    if toll >= LARGE:
        signs += [f"{kind} {toll:.0f}" for kind in kinds]
    return [*signs, *(kinds & _OF_WAR)]


def may_be_one_attack(a: Content, b: Content) -> bool:
    """Whether the kinds and tolls that two contents tell can be those of one attack, or of one war."""
    (kinds, toll), (others, other) = told_of(a), told_of(b)
    return not kinds.isdisjoint(others) and one_size(toll, other)


def one_size(toll: float, other: float) -> bool:
    """Whether two tolls can be of one attack: the one grew into the other, or one is not told."""
    smaller, larger = sorted((toll, other))
    return not smaller or larger <= _RATIO * smaller


__all__ = [
    "LARGE",
    "Attack",
    "attack_of",
    "attack_signs",
    "may_be_one_attack",
    "one_size",
    "told_of",
]
