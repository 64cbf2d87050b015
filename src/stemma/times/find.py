"""Times of a report: expressions found sentence by sentence and anchored on publication."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial

from stemma.languages import SLAVIC
from stemma.parses import facts_of_text
from stemma.records import ParsedReport, Report, Sentence, Span, Time
from stemma.times.extents import extent
from stemma.times.grammar import Expression, expressions, listed_year, opening, pattern_of
from stemma.times.normalise import after_midnight, eve_of, from_act, read, with_clock
from stemma.times.plausible import is_late_year, plausible, tense_of, token_at
from stemma.times.reading import Context, Reading, Tense, as_time
from stemma.times.slavic import find_slavic_times

_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved", re.IGNORECASE)
_WAR_START = re.compile(
    r"\b(?:war|invasion|conflict|offensive|operation|siege|uprising|attack)\b[^.]{0,60}?"
    r"\b(?:began|begun|started|launched|beginning|start|since|on)\b[^.]{0,20}$",
    re.IGNORECASE,
)
# Words before a date that make it lie ahead whatever the verb's tense.
_AHEAD = re.compile(
    r"\b(?:as\s+(?:soon|early)\s+as|no\s+later\s+than|due|scheduled\s+for|effective|payable)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_ON = re.compile(r"^on\s+", re.IGNORECASE)
_YEARS = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_DEICTIC = re.compile(
    # Begun by a set of letters, which a search looks for first.
    r"[MTWFSytl](?<!\w.)(?:(?<=M)onday|(?<=T)(?:ue|hur)sday|(?<=W)ednesday|(?<=F)riday|(?<=S)(?:atur|un)day"
    r"|(?<=y)esterday\b|(?<=t)o(?:day|morrow)\b|(?<=l)ast night\b)"
)
# A text recounts the past when it names so many years before publication, and so many to each
# weekday, "today" or "yesterday" (WikiWars 20 of 22 documents, TimeBank 0 of 183, AQUAINT 2 of 73).
_OLD_YEARS, _OLD_PER_DEICTIC = 5, 3
# A bare year further into its sentence than this is mentioned in passing: the story does not move there.
_OPENING = 3
# Times of day written without a colon ("at 0914", "around 9.14"), without the words before them.
_LED_CLOCKS = frozenset({"clock_at", "clock_dot"})
_YEARLESS = frozenset({"md", "dm", "month", "season"})
_WITH_CLOCK = frozenset({"clock_date", "date_clock", "part_date"})
_HOLDING = _WITH_CLOCK | {"eve"}  # rules of expressions that hold a day told as elsewhere
_EXPLICIT = frozenset(
    {"iso", "numeric", "mdy", "dmy", "span_md", "span_dm", "my", "md", "dm", "month", "year", "night_days"}
)


def find_times(report: Report, parsed: ParsedReport) -> tuple[Time, ...]:
    """Return the time expressions of a report in reading order, as TIMEX3.

    Values are anchored on ``report.published``. Without it a relative expression has no value and
    a reason; a month and day without a year keep X for the year. Copyright lines are not read.
    """
    anchor, precision = _published(report.published)
    if report.language in SLAVIC:
        return tuple(find_slavic_times(report, parsed, (anchor, precision)))
    facts, key = facts_of_text(report, parsed), ("times", anchor, precision)
    known: tuple[Time, ...] | None = facts.get(key)
    if known is None:
        known = facts[key] = _found(report, parsed, anchor, precision)
    return known


def _found(report: Report, parsed: ParsedReport, anchor: date | None, precision: str) -> tuple[Time, ...]:
    """Return the times of a report that was published on a day, a month or a year."""
    context = Context(anchor, precision, None, None, lambda: "", narrative=_recounts(report.text, anchor))
    found: list[Time] = []
    for sentence in parsed.sentences:
        text = report.text[sentence.start : sentence.end]
        matches = _matches(text)
        if not matches:
            continue
        if report.blocks[sentence.block].kind == "republication":
            continue
        found.extend(_in_sentence(sentence, text, matches, context))
    return tuple(found)


@lru_cache(maxsize=8192)  # sentences come again, in copies above all
def _matches(text: str) -> tuple[Expression, ...]:
    """Return what can be a time in a sentence; nothing in a copyright line."""
    found = expressions(text)
    return () if found and _COPYRIGHT.search(text) else found


def _published(value: str | None) -> tuple[date | None, str]:
    """Return the publication day and how fine it is known."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if not found:
        return None, ""
    precision = "day" if found[3] else "month" if found[2] else "year"
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)), precision
    except ValueError:
        return None, ""


def _recounts(text: str, anchor: date | None) -> bool:
    """Tell whether a text recounts the past: it names old years, and hardly a day of its own week."""
    if anchor is None:
        return False
    old = sum(int(y) < anchor.year for y in _YEARS.findall(text))
    return old >= _OLD_YEARS and old >= _OLD_PER_DEICTIC * len(_DEICTIC.findall(text))


def _in_sentence(
    sentence: Sentence, text: str, matches: Sequence[Expression], context: Context
) -> list[Time]:
    found: list[Time] = []
    alone = len(matches) == 1
    for match in matches:
        rule, at = match.rule, match.start
        matched = text[at : match.end]
        if rule == "weekday" and matched.endswith("days"):  # "Tuesdays attack" lost its apostrophe
            matched = matched[:-1]
        context.tense = partial(_tense, sentence, text, match)
        joined = listed_year().match(text, match.end) if rule in _YEARLESS else None
        context.year_ahead = int(joined["y"]) if joined else None
        reading = _read(rule, matched, context)
        if reading is None or not plausible(rule, matched, at, text, sentence):
            continue
        reading = after_midnight(reading, text[:at], matched, context)
        if rule == "beside" and alone:
            reading = from_act(reading, text[match.end :], context)
        if rule == "year" and not context.narrative and not is_late_year(matched, text[:at]):
            continue
        start = sentence.start + at
        if rule in _LED_CLOCKS:
            figures = matched.split()[-1]
            start += len(matched) - len(figures)
        ranged = rule == "year" and reading.bounds is not None
        words = matched[: matched.index(reading.value) + 4] if ranged else matched.rstrip(" ,-")
        words = figures if rule in _LED_CLOCKS else words
        span = Span(start, start + len(words))
        time = as_time(reading, words, span, rule, context.anchor_precision)
        found.append(time)
        if rule == "year" and reading.bounds:
            found.append(_second_year(matched, start, reading.bounds[1][:4]))
        _remember(time, _day_rule(rule, matched), text[:at], context)
    return found


def _day_rule(rule: str, matched: str) -> str:
    """Return the rule of the day in an expression with a time of day ("the night of 3 May"), else its own."""
    joined = pattern_of(rule).fullmatch(matched) if rule in _WITH_CLOCK else None
    inner = opening(_ON.sub("", joined["rest"])) if joined else None
    return inner.rule if inner else rule


def _tense(sentence: Sentence, text: str, match: Expression) -> Tense:
    """Return the tense that a time stands in: ahead by the words before it, else by its verb."""
    if _AHEAD.search(text, max(0, match.start - 24), match.start):
        return "future"
    if not sentence.tokens:
        return ""
    return tense_of(sentence, sentence.tokens[token_at(sentence, sentence.start + match.end - 1)])


def _second_year(matched: str, start: int, year: str) -> Time:
    """Return the last year of a range as an expression of its own ("1914-1918")."""
    text = year if matched.endswith(year) else year[2:]
    at = start + matched.rindex(text)
    first, last, precision = extent(year)
    return Time(text, Span(at, at + len(text)), "DATE", year, first, last, precision, rule="year")


def _read(rule: str, matched: str, context: Context) -> Reading | None:
    if rule in _HOLDING:
        found = pattern_of(rule).fullmatch(matched)
        if found is None:
            return None
        rest = _ON.sub("", found["rest"])
        inner = opening(rest)
        if inner is None:
            return None
        day = _read(inner.rule, rest[: inner.end], context)
        if rule == "eve":
            return eve_of(day) if day else None
        return with_clock(day, found["t"] if "t" in found.groupdict() else found["part"]) if day else None
    found = pattern_of(rule).fullmatch(matched)
    return read(rule, found.groupdict(), context) if found else None


def _remember(time: Time, rule: str, before: str, context: Context) -> None:
    """Keep the date as reference for what follows, and the start of a war where it is told."""
    if time.start is None or time.type not in {"DATE", "TIME"} or rule in {"vague", "the_unit"}:
        return
    day = date.fromisoformat(time.start[:10])
    if context.start_of_war is None and time.precision == "day" and _WAR_START.search(before[-120:]):
        context.start_of_war = day
    passing = rule == "year" and context.reference is not None and len(before.split()) > _OPENING
    if not context.narrative or (rule in _EXPLICIT and not passing):
        context.reference = day
        context.reference_is_fine = rule != "year"
    if re.fullmatch(r"\d{4}-Q\d", time.value):
        context.quarter = time.value
    if time.precision == "day":
        context.reference_day = day
        context.days.add(day)
