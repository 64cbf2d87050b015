"""Whether two mentions tell one toll in other words: one figure of killed or injured, place and time."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from stemma.collation.comparing import denied_only, equal_tolls, figure_conflicts
from stemma.collation.numbers import Figure, counted_alike, counts_some, days_of_month
from stemma.collation.statements import Content, Statement
from stemma.collation.whereabouts import one_place
from stemma.dates import days_apart, gap
from stemma.resources import load_toml

# Days between publications within which one toll is told: later ones are mostly of another day's event.
_DAYS = 2.0
# Smaller figures are told of many events of one town and day.
_LEAST = 4
_TELLING = 10
_LARGE = 20


def one_toll(a: Statement, b: Statement, *, one_source: bool) -> str:
    """Return the evidence that two mentions tell one toll, "" where there is not enough.

    Both give one figure of killed or of injured, no other figure of theirs differs, they are published
    within two days, do not name two days, and name one place. Where one of them leaves its place to be
    understood it is the one named last before it; then the figure must be a large one, or both give two
    figures that agree.

    Args:
        a: one mention.
        b: the other.
        one_source: whether both name the same source.
    """
    twice = equal_twice(a.content, b.content)
    if not (twice or a.nearby or b.nearby or (a.places and b.places) or of_arms(tolls_of(a.content))):
        return ""
    shared = sorted({(one.measure, one.value) for one, _ in _equal(a, b)})
    apart = gap(a.date, b.date)
    if not shared or apart is None or apart > _DAYS or _parted(a, b):
        return ""
    if arms := _one_count(a, b, frozenset(shared), apart):
        return f"one count: both tell of {_named(arms)}, published {days_apart(apart)}"
    place = one_place(a.whereabouts, b.whereabouts)
    largest = max(value for _, value in shared)
    if twice and len(shared) > 1 and not place:
        return f"one toll: both tell of {_named(shared)}, published {days_apart(apart)}"
    # Eleven dead and 63 injured, fifteen dead and 63 injured: of one source an update.
    rivals = not one_source and bool(_revised(a, b) - {measure for measure, _ in shared})
    if not place or rivals or largest < _wanted(a, b, several=len(shared) > 1, one_source=one_source):
        return ""
    where = f"both name {place.title()}"
    return f"one toll: both tell of {_named(shared)}, {where}, published {days_apart(apart)}"


def _one_count(
    a: Statement, b: Statement, shared: frozenset[tuple[str, float]], apart: float
) -> list[tuple[str, float]]:
    """Return the counts of arms that make two mentions one, which need no place: none where they do not.

    Two such counts, or one that is large and not round, or of one day; a small one where both name one
    nation, whose arms they are or against which they were sent.
    """
    found = sorted(of_arms(shared))
    if not found:
        return []
    largest = max(value for _, value in found)
    several = len(found) > 1 and largest >= _LEAST
    large = largest >= _LARGE and (apart < 1 or largest % _TELLING != 0)
    nation = largest >= _LEAST and any(stem[:1] == "@" for stem in a.stems & b.stems)
    return found if several or large or nation else []


def of_arms(tolls: Iterable[tuple[str, float]]) -> frozenset[tuple[str, float]]:
    """Return those of some tolls that count arms ("drones launched"), and nobody."""
    return frozenset(one for one in tolls if " " in one[0])


def _named(tolls: Iterable[tuple[str, float]]) -> str:
    return " and ".join(f"{value:.0f} {measure}" for measure, value in tolls)


def equal_twice(a: Content, b: Content) -> bool:
    """Whether two contents give one large figure of killed and one large figure of injured, both equal."""
    return tells_both(tolls_of(a) & tolls_of(b))


def tells_both(tolls: frozenset[tuple[str, float]]) -> bool:
    """Whether there are large figures of killed and of injured among tolls (`tolls_of`)."""
    return len(tolls) > 1 and len({measure for measure, value in tolls if value >= _TELLING}) > 1


def may_be_one_toll(a: Statement, b: Statement) -> bool:
    """Whether two mentions that share few words can stand in one claim, since both give one large toll."""
    largest = max((value for _, value in equal_tolls(a.content, b.content)), default=0)
    apart = gap(a.date, b.date)
    if largest < _TELLING or apart is None or apart > _DAYS or _parted(a, b):
        return False
    left, right = a.whereabouts, b.whereabouts
    return not (left and right) or equal_twice(a.content, b.content) or bool(one_place(left, right))


def of_two_events(a: Statement, b: Statement) -> bool:
    """Whether two mentions tell other tolls of other places: one form of words, filled in for two events."""
    told = bool(a.places and b.places and tolls_of(a.content) and tolls_of(b.content))
    return told and not one_place(a.places, b.places) and bool(figure_conflicts(a.content, b.content))


def fell(a: Statement, b: Statement) -> bool:
    """Whether the mention published on the later day gives less than half of the killed or injured.

    A toll that is told anew grows or is corrected by a few; one that falls so far is another event's.
    """
    if a.date is None or b.date is None or not gap(a.date, b.date):
        return False
    first, last = (a, b) if a.date[0] < b.date[0] else (b, a)
    pairs = [
        (one, other)
        for one in first.content.figures
        for other in last.content.figures
        if one.measure == other.measure and _whole(one) and _whole(other) and counted_alike(one, other)
    ]
    return bool(pairs) and all(_FALLEN * other.value < one.value for one, other in pairs)


_FALLEN = 2


def other_toll(a: Statement, b: Statement) -> tuple[str, ...]:
    """Return how two sources count the same dead otherwise, where their bounds leave room for both.

    "At least 46" and "50" can both be right; but the first source did not say fifty.
    """
    return tuple(
        f"two sources count otherwise: “{one.text}” against “{other.text}”"
        for one in a.content.figures
        for other in b.content.figures
        if one.measure == other.measure
        and _whole(one)
        and _whole(other)
        and counted_alike(one, other)
        and one.value != other.value
        and not _ROUND & {one.comparator, other.comparator}
        and one.measure not in {measure for measure, _ in equal_tolls(a.content, b.content)}
    )


_ROUND = frozenset({"vague", "about"})


@lru_cache(maxsize=8192)  # contents, which are asked for ten times each: 2 MB beside them
def tolls_of(content: Content) -> frozenset[tuple[str, float]]:
    """Return what a content tells of killed and injured: measures and figures."""
    if not content.figures:
        return _NONE  # most have none
    told = [(one.measure, one.value) for one in content.figures if one.measure]
    return frozenset(told) if told else _NONE


_NONE: frozenset[tuple[str, float]] = frozenset()


def _equal(a: Statement, b: Statement) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures of killed or injured that both give, of the same people."""
    for one in a.content.figures:
        for other in b.content.figures:
            exact = "vague" not in (one.comparator, other.comparator)
            same = (one.measure, one.value) == (other.measure, other.value)
            if exact and same and _whole(one) and counted_alike(one, other):
                yield one, other


def _revised(a: Statement, b: Statement) -> set[str]:
    """Return the measures of which both give a figure of their own."""
    told = [
        {one.measure for one in item.content.figures if one.comparator != "vague" and _whole(one)}
        for item in (a, b)
    ]
    return told[0] & told[1]


def _whole(one: Figure) -> bool:
    """Whether a figure counts killed or injured, and not some of them."""
    return bool(one.measure) and not counts_some(one)


def _parted(a: Statement, b: Statement) -> bool:
    """Whether the rest parts two mentions: another figure or day, a denial, all the dead of a war."""
    if figure_conflicts(a.content, b.content) or denied_only(a, b) or denied_only(b, a):
        return True
    if of_two_days(a, b):
        return True
    return "since" in a.content.lows or "since" in b.content.lows


def toll_of_any_event(a: Statement, b: Statement) -> bool:
    """Whether the tolls that two mentions share tell nothing: small ones, or all the dead of a war in one."""
    shared = equal_tolls(a.content, b.content)
    if not shared:
        return False
    small = len(shared) == 1 and max(value for _, value in shared) < _LEAST
    return small or ("since" in a.content.lows) != ("since" in b.content.lows)


def of_two_days(a: Statement, b: Statement) -> bool:
    """Whether two mentions name two days of a week or month."""
    return any(_apart(*days) for days in zip(_days(a), _days(b), strict=True))


def _days(item: Statement) -> tuple[frozenset[str] | frozenset[int], ...]:
    """The days of a week and those of a month that a mention names."""
    weekdays: list[str] = load_toml("collation", "lexicon.toml")["calendar"]["days"]
    return item.calendar.intersection(weekdays), days_of_month(item.mention.content.text)


def _apart(one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _wanted(a: Statement, b: Statement, *, several: bool, one_source: bool) -> float:
    """The least figure that tells two mentions of one event from two of one town."""
    own = bool(a.places) + bool(b.places)
    if own == 2:  # noqa: PLR2004  both
        return 1 if several else _LEAST
    if own == 1:
        return _LEAST if several else _TELLING
    return _TELLING if several or one_source else _LARGE
