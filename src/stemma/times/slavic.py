"""Times in Russian and Ukrainian texts: days, nights and weekdays told in words, anchored on publication."""

# ruff: noqa: RUF001 (Cyrillic letters)

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec.structs import replace

from stemma.records import ParsedReport, Report, Sentence, Span, Time
from stemma.resources import load_toml
from stemma.times.extents import add_months, week_value
from stemma.times.reading import Context, Reading, Tense, as_time, unanchored
from stemma.times.yearless import month_day

_PLAIN = str.maketrans("ёЁ’ʼ`", "еЕ'''")
_WEEK = 7
# A part of a day alone ("at night") is mostly that of the day of publication, and may be another's.
_PART_ALONE = 0.6
_EVE = 0.8
# A word for the day before, which can also mean the eve of something told after it.
_EVES = ("накануне", "напередодні")
_FUTURE = ("Tense=Fut", "futr")
_PAST = ("Tense=Past", "past")


def find_slavic_times(report: Report, parsed: ParsedReport, anchor: tuple[date | None, str]) -> list[Time]:
    """Return the time expressions of a Russian or Ukrainian report in reading order.

    Args:
        report: the report.
        parsed: its sentences.
        anchor: the day of publication, and whether it is known to the "day", "month" or "year".
    """
    day, precision = anchor
    found = []
    for sentence in parsed.sentences:
        if report.blocks[sentence.block].kind == "republication":
            continue
        text = report.text[sentence.start : sentence.end].translate(_PLAIN).lower()
        for rule, match in _matches(text):
            tense = _tenses(sentence, sentence.start + match.start())
            reading = _read(rule, match, Context(day, precision, None, None, tense))
            if reading is None or (rule == "day" and _eve_of(match, sentence)):
                continue
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            words = report.text[span.start : span.end]
            found.append(as_time(reading, words, span, f"slavic: {rule}", precision))
    return found


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the longest expression at each place, those before it first."""
    every = [(rule, match) for rule, pattern in _patterns().items() for match in pattern.finditer(text)]
    every.sort(key=lambda one: (one[1].start(), -one[1].end()))
    end = 0
    for rule, match in every:
        if match.start() >= end:
            yield rule, match
            end = match.end()


@cache
def _words() -> dict[str, Any]:
    return load_toml("times", "slavic.toml")


@cache
def _table(*path: str) -> dict[str, str]:
    """Return the key of each word of a table."""
    table = _words()
    for name in path:
        table = table[name]
    return {word: key for key, words in table.items() for word in words}


def _either(*path: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_table(*path), key=lambda word: (-len(word), word)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    part, month, weekday = _either("parts"), _either("months"), _either("weekdays")
    relative = _either("spans", "year")
    day = r"\d{1,2}(?:-?(?:го|е|ого|те))?"
    year = (
        r"(?:\s+(?:(?P<y>(?:19|20)\d\d)(?:\s*(?:года|году|год|року|році|рік|г\.|р\.))?"
        rf"|(?P<ry>{relative})))?"
    )
    since, to = r"(?:с|со|з|із)\s+", r"\s*(?:[–—-]|по|до|и|і|та)\s*"
    dated = rf"(?P<d>{day})\s+(?P<m>{month}){year}"
    rules = {
        "iso": r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)",
        "numeric": r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)",
        "night_to": rf"(?:в|у)\s+(?:ночь|ніч)\s+(?:{since}[\w']+\s+)?на\s+(?:{dated}|(?P<w>{weekday}))",
        "span": rf"(?:{since})?(?P<d>{day}){to}(?P<d2>{day})\s+(?P<m>{month}){year}",
        "over": rf"{since}(?P<d>{day})\s+(?P<m>{month})\s+(?:по|до)\s+(?P<d2>{day})\s+(?P<m2>{month}){year}",
        "full": rf"(?:(?P<part>{part})\s+)?{dated}(?:\s+(?P<part2>{part}))?",
        "month": rf"(?:(?<=\bв )|(?<=\bу )|(?<=\bдо )|(?<=\bс )|(?<=\bз ))(?P<m>{month}){year}",
        "year_first": rf"(?P<ry>{relative}),?\s+(?:(?:в|у)\s+)?(?:(?P<d>{day})\s+)?(?P<m>{month})",
        "year": r"(?P<y>(?:19|20)\d\d)(?:-(?:го|м))?\s*(?:года|году|год|року|році|рік|г\.|р\.)",
        "day": rf"(?:(?P<part>{part})\s+)?(?P<w>{_either('days')})(?:\s+(?P<part2>{part}))?",
        "weekday": (
            rf"(?:(?P<part>{part})\s+(?:в|во|у)\s+)?(?:(?P<which>{_either('which')})\s+)?"
            rf"(?P<w>{weekday})(?:,?\s+(?P<part2>{part}))?"
        ),
        "night": _listed("stretches", "night"),
        "round": _listed("stretches", "round"),
        "week": rf"(?P<w>{_either('spans', 'week')})",
        "months": rf"(?P<w>{_either('spans', 'month')})",
        "years": rf"(?P<w>{relative})",
        "ago": (
            rf"(?:(?P<n>\d+|{_either('numbers')})\s+)?(?P<u>{_either('units')})\s+(?:назад|тому(?!\s+що)|ранее|раніше)"
        ),
        "part": rf"(?P<part>{part})",
    }
    return {name: re.compile(rf"(?<!\w){pattern}(?!\w)") for name, pattern in rules.items()}


def _listed(*path: str) -> str:
    words: Any = _words()
    for name in path:
        words = words[name]
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _tenses(sentence: Sentence, offset: int) -> Callable[[], Tense]:
    """Return what tells the tense of the verb nearest to an expression."""

    def tense() -> Tense:
        verbs = [token for token in sentence.tokens if token.pos in ("VERB", "AUX")]
        told = [one for one in verbs if any(mark in one.tag for mark in (*_FUTURE, *_PAST))]
        if not told:
            return ""
        nearest = min(told, key=lambda token: abs(token.start - offset))
        return "future" if any(mark in nearest.tag for mark in _FUTURE) else "past"

    return tense


def _eve_of(match: re.Match[str], sentence: Sentence) -> bool:
    """Say whether "the day before" is that before something told after it ("накануне выборов")."""
    if match["w"] not in _EVES:
        return False
    after = next((token for token in sentence.tokens if token.start >= sentence.start + match.end()), None)
    if after is None:
        return False
    genitive = "Case=Gen" in after.tag or "gent" in after.tag
    return after.text[:1].isdigit() or (after.pos == "NOUN" and genitive)


def _read(rule: str, match: re.Match[str], context: Context) -> Reading | None:
    groups = match.groupdict()
    try:
        return _of_year(rule, groups, context) if groups.get("ry") else _RULES[rule](groups, context)
    except (ValueError, OverflowError):  # no such day: "31 июня", "999999 недель назад"
        return None


Groups = dict[str, str | None]


def _number(text: str | None) -> int:
    return int(re.match(r"\d+", text or "0")[0])  # type: ignore[index]


def _of_year(rule: str, g: Groups, c: Context) -> Reading | None:
    """Return the reading of a date in a year told from the day of publication ("in May last year")."""
    if c.anchor is None:
        return _RULES[rule](g, c)
    shift = int(_table("spans", "year")[g["ry"] or ""])
    found = _RULES[rule]({**g, "y": f"{c.anchor.year + shift:04}"}, c)
    return None if found is None else replace(found, anchored=True)


def _on(g: Groups, c: Context) -> Reading:
    """Return the day of a date told with its month."""
    month = g["m"] or ""
    number = int(month) if month.isdigit() else int(_table("months")[month])
    return month_day(number, _number(g["d"]), int(g["y"]) if g["y"] else None, c)


def _parted(reading: Reading, g: Groups) -> Reading:
    part = g.get("part") or g.get("part2")
    if not part or not reading.value:
        return reading
    value = reading.value + _table("parts")[part]
    return Reading("TIME", value, reading.reason, reading.anchored, reading.score)


def _full(g: Groups, c: Context) -> Reading:
    return _parted(_on(g, c), g)


def _night_to(g: Groups, c: Context) -> Reading:
    """Return a night by the day on whose morning it ends ("in the night to 5 May")."""
    found = _on(g, c) if g["d"] else _weekday({"w": g["w"], "which": None}, c)
    if not found.value:
        return found
    return Reading("TIME", found.value + "TNI", found.reason, found.anchored, found.score)


def _span(g: Groups, c: Context) -> Reading | None:
    first = _on(g, c)
    if not first.value or first.value.startswith("X"):
        return first
    start = date.fromisoformat(first.value)
    end = start.replace(day=_number(g["d2"]))
    if end < start:
        return None
    return Reading(
        "DATE", first.value, first.reason, first.anchored, first.score, (start.isoformat(), end.isoformat())
    )


def _over(g: Groups, c: Context) -> Reading | None:
    """Return a stretch from a day of one month to a day of another."""
    first = _on({"d": g["d"], "m": g["m"], "y": g["y"]}, c)
    last = _on({"d": g["d2"], "m": g["m2"], "y": g["y"]}, c)
    if not first.value or first.value.startswith("X") or last.value < first.value:
        return first
    bounds = (first.value, last.value)
    return Reading("DATE", first.value, first.reason, first.anchored, first.score, bounds)


def _month(g: Groups, c: Context) -> Reading:
    month = int(_table("months")[g["m"] or ""])
    if g["y"]:
        return Reading("DATE", f"{g['y']}-{month:02}")
    if c.anchor is None:
        return unanchored("DATE", f"XXXX-{month:02}")
    ahead = month > c.anchor.month
    year = c.anchor.year - (ahead and c.tense() != "future")
    return Reading("DATE", f"{year:04}-{month:02}", anchored=True, score=0.9)


def _year_first(g: Groups, c: Context) -> Reading:
    """Return a day or month that its year stands before ("last year, in May")."""
    return _on(g, c) if g["d"] else _month(g, c)


def _year(g: Groups, _: Context) -> Reading:
    return Reading("DATE", g["y"] or "")


def _day(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("DATE", "")
    value = (c.anchor + timedelta(days=int(_table("days")[g["w"] or ""]))).isoformat()
    return _parted(Reading("DATE", value, anchored=True, score=_EVE if g["w"] in _EVES else 1.0), g)


def _weekday(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("DATE", "")
    number = int(_table("weekdays")[g["w"] or ""])
    back = (c.anchor.isoweekday() - number) % _WEEK
    which = _table("which").get(g["which"] or "", "")
    if which == "ahead" or (not which and c.tense() == "future"):
        value = c.anchor + timedelta(days=(_WEEK - back) % _WEEK or (_WEEK if which else 0))
    else:
        value = c.anchor - timedelta(days=back or (_WEEK if which else 0))
    return _parted(Reading("DATE", value.isoformat(), anchored=True, score=0.9), g)


def _night(_: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("TIME", "")
    return Reading("TIME", c.anchor.isoformat() + "TNI", anchored=True, score=0.9)


def _round(_: Groups, c: Context) -> Reading:
    """Return the day and night that end on the day of publication: the reports of staffs count by them."""
    if c.anchor is None:
        return unanchored("DATE", "")
    day = (c.anchor - timedelta(days=1)).isoformat()
    return Reading("DATE", day, anchored=True, score=0.8, bounds=(day, c.anchor.isoformat()))


def _week(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("DATE", "")
    shift = int(_table("spans", "week")[g["w"] or ""])
    return Reading("DATE", week_value(c.anchor + timedelta(days=_WEEK * shift)), anchored=True)


def _months(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("DATE", "")
    shift = int(_table("spans", "month")[g["w"] or ""])
    return Reading("DATE", add_months(c.anchor, shift).isoformat()[:7], anchored=True)


def _years(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("DATE", "")
    return Reading("DATE", f"{c.anchor.year + int(_table('spans', 'year')[g['w'] or '']):04}", anchored=True)


def _ago(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("DATE", "")
    number = g["n"] or "1"
    count = int(number) if number.isdigit() else int(_table("numbers")[number])
    unit = _table("units")[g["u"] or ""]
    if unit in ("day", "week"):
        day = c.anchor - timedelta(days=count * (_WEEK if unit == "week" else 1))
        return Reading(
            "DATE", day.isoformat() if unit == "day" else week_value(day), anchored=True, score=0.9
        )
    there = add_months(c.anchor, -count * (1 if unit == "month" else 12))
    return Reading("DATE", there.isoformat()[: 7 if unit == "month" else 4], anchored=True, score=0.9)


def _part(g: Groups, c: Context) -> Reading:
    if c.anchor is None:
        return unanchored("TIME", "")
    value = c.anchor.isoformat() + _table("parts")[g["part"] or ""]
    return Reading("TIME", value, "taken for the day of publication", anchored=True, score=_PART_ALONE)


_RULES: dict[str, Callable[[Groups, Context], Reading | None]] = {
    "iso": _full, "numeric": _full, "night_to": _night_to, "span": _span, "over": _over, "full": _full,
    "month": _month, "year_first": _year_first, "year": _year, "day": _day, "weekday": _weekday,
    "night": _night, "round": _round,
    "week": _week, "months": _months, "years": _years, "ago": _ago, "part": _part,
}  # fmt: skip
