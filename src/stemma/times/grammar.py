"""The patterns of English time expressions (rules.toml), joined into one regular expression."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from stemma.resources import load_toml

# Month and weekday names of up to so many letters are abbreviations, which may have a full stop.
_LONGEST_ABBREVIATION = 4
_PLACEHOLDER = re.compile(r"@(\w+)@")
_DECADE = 10


class Words(Struct, frozen=True):
    """The tables of lexicon.toml."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    parts: dict[str, str]
    seasons: dict[str, str]
    vague: dict[str, str]
    holidays: dict[str, tuple[int, int]]
    feasts: dict[str, tuple[str | int, ...]]
    moons: dict[str, int]


@cache
def words() -> Words:
    """Return the word tables."""
    data = load_toml("times", "lexicon.toml")
    vague = {w: f"{kind.upper()}_REF" for kind, listed in data["vague"].items() for w in listed}
    return Words(
        data["months"], data["weekdays"], data["numbers"], data["ordinals"], data["units"], data["parts"],
        data["seasons"], vague, {name: (day[0], day[1]) for name, day in data["holidays"].items()},
        {name: tuple(rule) for name, rule in data["feasts"].items()}, data["moons"],
    )  # fmt: skip


def _any(listed: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(listed, key=lambda w: (-len(w), w)))


def _by_letter(listed: Iterable[str]) -> str:
    """Return an alternation parted by first letters, of which a search then tries one, not each word."""
    letters: dict[str, list[str]] = {}
    for word in listed:
        letters.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(first)}(?:{_any(rest)})" for first, rest in sorted(letters.items()))


def _tables() -> dict[str, str]:
    """Return the word tables as alternations, by the names that rules.toml uses."""
    w = words()
    short = {m for m in w.months if len(m) <= _LONGEST_ABBREVIATION} - {"may", "june", "july"}
    cardinals = w.numbers.keys() - {"a", "an", "hundred", "dozen"}
    return {
        "months_long": _any(w.months.keys() - short),
        "months_short": _any(short),
        "weekdays_long": _any(d for d in w.weekdays if d.endswith("day")),
        "weekdays_short": _any(d for d in w.weekdays if not d.endswith("day") and d != "sun"),
        "ordinals": _any(w.ordinals),
        "cardinals": _any(cardinals),
        "ones_words": _any(n for n in cardinals if w.numbers[n] < _DECADE),
        "tens_words": _any(n for n in cardinals if w.numbers[n] > _DECADE and w.numbers[n] % _DECADE == 0),
        "parts": _any(w.parts),
        "seasons": _any(w.seasons),
        "holidays": _any(w.holidays),
        "feasts": _any(w.feasts).replace("\\s+", r"[\s-]+"),
        "moons": _any(w.moons).replace("\\s+", r"[\s-]+"),
        "vague": _any(w.vague),
    }


@cache
def _patterns() -> dict[str, str]:
    """Return each rule's pattern as it is written, in order: earlier rules win at one place."""
    data = load_toml("times", "rules.toml")
    known = _tables() | data["fragments"]

    def fill(pattern: str) -> str:
        while _PLACEHOLDER.search(pattern):
            pattern = _PLACEHOLDER.sub(lambda found: known[found[1]], pattern)
        return pattern

    return {name: fill(pattern) for name, pattern in data["rules"].items()}


@cache
def pattern_of(rule: str) -> re.Pattern[str]:
    """Return a rule's pattern with its named groups, compiled when the first expression fits it.

    Compiling all 51 takes .03 seconds, as long as the one that joins them; many are seldom needed.
    """
    return re.compile(_patterns()[rule], re.IGNORECASE)


class Expression(NamedTuple):
    """Words that can be a time: the rule that they fit, and where they stand in their text."""

    rule: str
    start: int
    end: int


def expressions(text: str) -> tuple[Expression, ...]:
    """Return what the rules fit in a text, in order, without overlap; nothing where no word tells a time."""
    pattern, lower = _for(text, _trigger)
    if not pattern.search(lower):
        return ()
    pattern, lower = _for(text, _master)
    found = pattern.finditer(lower)
    return tuple([Expression(each.lastgroup or "", each.start(), each.end()) for each in found])


def opening(text: str) -> Expression | None:
    """Return what the rules fit at the beginning of a text."""
    pattern, lower = _for(text, _master)
    found = pattern.match(lower)
    return None if found is None else Expression(found.lastgroup or "", 0, found.end())


# Letters that count as s, k and i where case is ignored, but are others in small letters.
_ODD_LETTERS = re.compile("[\u017f\u212a\u0130\u0131]")
_LITERAL = re.compile(r"\\.|\(\?P<\w+>|[A-Z]")


def _for(text: str, build: Callable[[], str]) -> tuple[re.Pattern[str], str]:
    """Return a pattern compiled for a text, and the text as it is to be searched.

    Both in small letters: where case is ignored, Python tries each alternative of a pattern in full
    instead of looking at its first letter, and takes twice to three times as long.
    """
    if _ODD_LETTERS.search(text):
        return _compiled(build, exact=False), text
    return _compiled(build, exact=True), text.lower()


@cache
def _compiled(build: Callable[[], str], *, exact: bool) -> re.Pattern[str]:
    pattern = build()
    if not exact:
        return re.compile(pattern, re.IGNORECASE)
    return re.compile(_LITERAL.sub(lambda each: each[0].lower() if len(each[0]) == 1 else each[0], pattern))


def _master() -> str:
    """Return one pattern of all rules; the name of the last matched group is the rule's."""
    parts = []
    for name, pattern in _patterns().items():
        plain = re.sub(r"\(\?P<\w+>", "(?:", pattern).replace("(?P=s)", r"[/.-]")
        parts.append(f"(?P<{name}>{plain})")
    return rf"(?<![\w$€£#])(?={_starters()})(?:{'|'.join(parts)})"


def _starters() -> str:
    """Return what an expression can begin with: it keeps the rules from being tried at every word."""
    w = words()
    tables = (
        w.months, w.weekdays, w.numbers, w.ordinals, w.parts, w.seasons, w.vague, w.holidays, w.feasts,
        w.moons,
    )  # fmt: skip
    first = {phrase.split()[0] for table in tables for phrase in table}
    listed = load_toml("times", "rules.toml")["starters"]
    leading = _any(listed["leading"])
    alone = (first | set(listed["words"]) | _bare_weekdays()) - set(listed["leading"])
    follow = _by_letter(alone | set(listed["second"]) | {"a", "that"})
    return (
        rf"['\u2019]|(?:{_by_letter(alone)})(?![a-z])"
        # A number that stands in a word or before a sign, and one of four figures.
        r"|\d(?:\d{3}|\d{0,2}(?![\d\s]))"
        rf"|(?:(?:{leading})(?:[\s-]+the)?|\d{{1,3}})[\s-]+(?:[^\sa-z]|(?:{follow})(?![a-z]))"
    )


@cache
def listed_year() -> re.Pattern[str]:
    """Return a pattern for what follows a month or season whose year comes later ("[May] and June 1955")."""
    named = _any((*words().months, *words().seasons))
    return re.compile(
        r"\s*(?:,|/|and|or|to|through|until|-|\u2013|\u2014)\s*(?:early\s+|mid-|late\s+)?(?:\d{1,2}\s+)?"
        rf"(?:{named})\.?(?:\s+\d{{1,2}})?,?\s+(?:of\s+)?(?P<y>1\d{{3}}|20\d\d)(?!\d)",
        re.IGNORECASE,
    )


def _moving() -> set[str]:
    """Return the first words of feasts and months that move, but for those with a weekday ("Good Friday")."""
    w = words()
    named = [phrase.split() for phrase in (*w.feasts, *w.moons)]
    return {each[0] for each in named if not w.weekdays.keys() & set(each)} - {"orthodox"}


def _bare_weekdays() -> set[str]:
    """Return weekdays that lost an apostrophe ("Tuesdays attack")."""
    return {f"{name}s" for name in words().weekdays if name.endswith("day")}


def _trigger() -> str:
    """Return a cheap pattern without which a sentence holds no time expression."""
    w = words()
    stems = _by_letter(
        {
            *w.months,
            *w.weekdays,
            *_bare_weekdays(),
            *w.parts,
            *w.seasons,
            *w.holidays,
            *w.vague,
            "nineteen",
            *_moving(),
        }
    )
    units = "second|minute|hour|day|week|month|quarter|year|decade|centur|night|fortnight"
    return (
        rf"\b(?:{stems})\b|{units}|\bBC|latest\s|\b1\d{{3}}|\b20\d\d|\bat\s+[012]\d{{3}}|\d[/:]\d|['\u2019]\d\d"
        r"|(?:at|round|bout|mately)\s+[012]?\d\.[0-5]\d"
        r"|[ap]\.?m\b|annual|daily|tomorrow|\bd\s?[+]\s?\d"
    )
