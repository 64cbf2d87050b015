"""Whether two mentions tell one attack, though their tolls differ, or one of them gives none."""

from collections.abc import Iterator

from stemma.collation.attack_words import count
from stemma.collation.attacks import LARGE, Attack, attack_of, one_size
from stemma.collation.comparing import conflicts, same_name, unmatched_names
from stemma.collation.statements import Statement
from stemma.collation.tolls import of_two_days
from stemma.collation.twodays import two_days, weekdays_of
from stemma.collation.whereabouts import any_shared, one_place
from stemma.dates import days_apart, gap

# Days between publications: of two tolls, of equal ones, and where a seldom act hit the same.
_DAYS = 1.0
_DAYS_EQUAL = 2.0
_DAYS_SURE = 3.0
# Tolls so large, of which none is more than so many times the other, are seldom those of two attacks.
_MANY = 20
_NEAR = 2


def one_attack(a: Statement, b: Statement) -> str:
    """Return the evidence that two mentions tell one attack, "" where there is not enough.

    Both tell an attack of one kind at no two places or days, and signs speak for one: what it hit, an act
    that is seldom, the place, the weekday, large tolls. Each sign counts (``attacks.toml``).

    Args:
        a: one mention.
        b: the other.
    """
    one, other = attack_of(a.content), attack_of(b.content)
    if one is None or other is None or one.kinds.isdisjoint(other.kinds):
        return ""  # most do not tell of any
    apart = gap(a.date, b.date)
    if apart is None or apart > _DAYS_SURE or _parted(a, one, b, other):
        return ""
    if not _enough(one, other, place := _place(a, one, b, other)):
        return ""
    signs = dict(_signs(a, one, b, other, place))
    score = sum([count(sign) for sign in signs])
    sure = {"scene", "seldom"} <= signs.keys() and score > count("asked")
    if apart > (_DAYS_SURE if sure else _DAYS_EQUAL if one.toll == other.toll else _DAYS):
        return ""
    if score + count("day") * (apart < 1) < count("asked"):
        return ""
    return f"one attack: {', '.join(signs.values())}, published {days_apart(apart)}"


def _enough(one: Attack, other: Attack, place: str) -> bool:
    """Whether two mentions tell enough to be known for one attack at all."""
    smaller = min(one.toll, other.toll)
    seldom = one.seldom & other.seldom
    if not smaller:
        return bool(one.scenes & other.scenes) and bool(place or seldom)
    return smaller >= LARGE or one.toll == other.toll or bool(seldom)


def _parted(a: Statement, one: Attack, b: Statement, other: Attack) -> bool:
    """Whether something parts two mentions: a denial, two days, places or names, tolls of two sizes."""
    if a.denials or b.denials or not one_size(one.toll, other.toll) or _elsewhere(one, other):
        return True
    if of_two_days(a, b) or two_days(a, b):
        return True
    if one.toll == other.toll and one.toll:
        return False
    # Of other tolls one may add up several attacks, and other names are mostly other places.
    summed = bool(one.toll and other.toll) and (one.sums or other.sums)
    if summed or (not (one.toll and other.toll) and conflicts(a, b)):
        return True
    return all(any(name[:1] not in "@^" for name in only) for only in unmatched_names(a, b))


def _elsewhere(one: Attack, other: Attack) -> bool:
    """Whether both name places, and none that the other names."""
    here, there = one.places, other.places
    return bool(here and there) and not any_shared(here, there) and not _one_spelt(here, there)


def _place(a: Statement, one: Attack, b: Statement, other: Attack) -> str:
    """Return a place that both name, or that one names and the other has named last before."""
    here, there = one.places or a.nearby, other.places or b.nearby
    return one_place(here, there) or _one_spelt(here, there)


def _one_spelt(here: frozenset[str], there: frozenset[str]) -> str:
    """Return a name of one word that two lists have in two spellings, "" for none."""
    single = [sorted(name for name in names if " " not in name) for names in (here, there)]
    return next((name for name in single[0] if any(same_name(name, other) for other in single[1])), "")


def _signs(a: Statement, one: Attack, b: Statement, other: Attack, place: str) -> Iterator[tuple[str, str]]:
    """Yield what speaks for one attack: signs with their words."""
    smaller, larger = sorted((one.toll, other.toll))
    scenes = sorted(one.scenes & other.scenes)
    if scenes:
        yield "scene", f"both tell of a {scenes[0]}"
    if len(scenes) > 1 and not smaller:
        yield "second_scene", f"and of a {scenes[1]}"
    if seldom := sorted(one.seldom & other.seldom):
        yield "seldom", f"both of an act that is seldom ({seldom[0]})"
    if place:
        yield "place", f"both name {place.title()}"
    if smaller == larger and smaller >= LARGE:
        yield "toll", f"both tell of {smaller:.0f} killed"
    elif smaller >= _MANY and larger <= _NEAR * smaller:
        yield "toll", f"{smaller:.0f} and {larger:.0f} killed"
    if days := weekdays_of(a) & weekdays_of(b):
        yield "weekday", f"both name {min(days).title()}"
    if len(one.kinds & other.kinds) > 1:
        yield "second_kind", f"acts of two kinds ({' and '.join(sorted(one.kinds & other.kinds))})"


__all__ = ["one_attack"]
