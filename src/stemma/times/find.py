"""Times of a report: expressions found sentence by sentence and anchored on publication."""

import re
from bisect import bisect_right
from datetime import date

from stemma.records import ParsedReport, Report, Sentence, Span, Time, Token
from stemma.times.calendar import extent
from stemma.times.grammar import listed_year, master, rules, trigger, words
from stemma.times.normalise import Context, Reading, Tense, read, with_clock

_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved", re.IGNORECASE)
_WAR_START = re.compile(
    r"\b(?:war|invasion|conflict|offensive|operation|siege|uprising|attack)\b[^.]{0,60}?\b(?:began|begun|started|launched|beginning|start|since|on)\b[^.]{0,20}$",
    re.IGNORECASE,
)
# Words before a date that make it lie ahead whatever the verb's tense.
_AHEAD = re.compile(
    r"\b(?:as\s+(?:soon|early)\s+as|no\s+later\s+than|due|scheduled\s+for|effective|payable)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "going"})
# Words before a number that make it no year.
_NOT_YEAR = frozenset({"section", "route", "flight", "highway", "article", "no.", "number", "room", "about", "than", "some", "nearly", "over", "almost", "$", "some", "least"})  # fmt: skip
_YEARS = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_DEICTIC = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:yester|to)day\b|\btomorrow\b|\blast night\b"
)
# A text recounts the past when it names so many years before publication, and so many to each
# weekday, "today" or "yesterday" (WikiWars: 22 of 22 documents; TimeBank and AQUAINT: RECOUNTED).
_OLD_YEARS, _OLD_PER_DEICTIC = 5, 3
# A bare year further into its sentence than this is mentioned in passing: the story does not move there.
_OPENING = 3
_EXPLICIT = frozenset(
    {"iso", "numeric", "mdy", "dmy", "span_md", "span_dm", "my", "md", "dm", "month", "year"}
)


def find_times(report: Report, parsed: ParsedReport) -> tuple[Time, ...]:
    """Return the time expressions of a report in reading order, as TIMEX3.

    Values are anchored on ``report.published``. Without it a relative expression has no value and
    a reason; a month and day without a year keep X for the year. Copyright lines are not read.
    """
    anchor, precision = _published(report.published)
    context = Context(anchor, precision, None, None, lambda: "", narrative=_recounts(report.text, anchor))
    found: list[Time] = []
    for sentence in parsed.sentences:
        text = report.text[sentence.start : sentence.end]
        if not trigger().search(text) or _COPYRIGHT.search(text):
            continue
        if report.blocks[sentence.block].kind in {"republication"}:
            continue
        found.extend(_in_sentence(sentence, text, context))
    return tuple(found)


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


def _in_sentence(sentence: Sentence, text: str, context: Context) -> list[Time]:
    starts = [t.start - sentence.start for t in sentence.tokens]
    found = []
    for match in master().finditer(text):
        rule = match.lastgroup
        assert rule is not None
        words_found = match[0].rstrip(" ,-")
        token = sentence.tokens[max(0, bisect_right(starts, match.end() - 1) - 1)] if starts else None
        ahead = _AHEAD.search(text, max(0, match.start() - 24), match.start()) is not None
        context.tense = lambda token=token, ahead=ahead: "future" if ahead else tense_of(sentence, token)
        joined = listed_year().match(text, match.end()) if rule in {"md", "dm", "month"} else None
        context.year_ahead = int(joined["y"]) if joined else None
        reading = _read(rule, match[0], context)
        if reading is None or not _plausible(rule, match, text, sentence, starts):
            continue
        start = sentence.start + match.start()
        if rule == "year" and reading.bounds:
            words_found = (
                words_found[:4]
                if words_found[:4].isdigit()
                else re.split(r"[-–—/]|to", words_found)[0].rstrip()
            )  # noqa: RUF001
        time = _time(words_found, Span(start, start + len(words_found)), reading, rule, context)
        found.append(time)
        if rule == "year" and reading.bounds:
            found.append(_second_year(match[0], start, reading.bounds[1][:4]))
        _remember(time, rule, text[: match.start()], context)
    return found


def _second_year(matched: str, start: int, year: str) -> Time:
    """Return the last year of a range as an expression of its own ("1914-1918")."""
    text = year if matched.endswith(year) else year[2:]
    at = start + matched.rindex(text)
    first, last, precision = extent(year)
    return Time(text, Span(at, at + len(text)), "DATE", year, first, last, precision, rule="year")


def _read(rule: str, matched: str, context: Context) -> Reading | None:
    if rule in {"clock_date", "date_clock", "part_date"}:
        found = rules()[rule].fullmatch(matched)
        if found is None:
            return None
        inner = master().match(found["rest"])
        if inner is None or inner.lastgroup is None:
            return None
        day = _read(inner.lastgroup, inner[0], context)
        return with_clock(day, found["t"] if "t" in found.groupdict() else found["part"]) if day else None
    found = rules()[rule].fullmatch(matched)
    return read(rule, found.groupdict(), context) if found else None


def _plausible(rule: str, match: re.Match[str], text: str, sentence: Sentence, starts: list[int]) -> bool:
    """Tell whether the words stand for a time here ("may", "march", "second" and bare numbers do not)."""
    before = text[: match.start()].rstrip().rpartition(" ")[2].lower()
    index = max(0, bisect_right(starts, match.start()) - 1)
    token = sentence.tokens[index] if sentence.tokens else None
    if rule in {"month", "month_rel", "md", "dm"} and not _capital_month(match[0]):
        return False
    if rule == "month":
        return (
            token is None or token.pos in {"PROPN", "NOUN", "NUM"} or before in {"in", "since", "until", "by"}
        )
    if rule == "year":
        return before not in _NOT_YEAR and not _counts(sentence, index)
    if rule == "season":
        return _is_season(match[0], before, token)
    if rule == "weekday":
        return any(c.isupper() for c in match[0])
    return True


def _capital_month(matched: str) -> bool:
    return any(
        word.rstrip(".,").lower() in words().months and word[0].isupper()
        for word in re.split(r"[\s-]+", matched)
        if word
    )


def _counts(sentence: Sentence, index: int) -> bool:
    """Tell whether a bare number counts the noun after it ("2000 shells")."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    determined = index > 0 and sentence.tokens[index - 1].pos == "DET"
    return token.dep == "nummod" and head.tag == "NNS" and head.start > token.start and not determined


def _is_season(matched: str, before: str, token: Token | None) -> bool:
    low = matched.lower()
    if re.search(r"\d|last|this|next|early|late|mid", low):
        return "fall" not in low or bool(re.search(r"\d|last fall|this fall|next fall", low))
    if low in {"spring", "fall"}:
        return before in {"in", "since", "by", "until", "of"} and (
            token is None or token.pos in {"NOUN", "PROPN"}
        )
    return (
        low.split()[-1] in {"summer", "winter", "autumn", "spring"}
        and before in {"in", "since", "by", "until", "during", "the", "of", "for", "every"}
        or low.startswith("the ")
    )


def _time(text: str, span: Span, reading: Reading, rule: str, context: Context) -> Time:
    start: str | None
    end: str | None
    start, end, precision = (
        extent(reading.value) if reading.type in {"DATE", "TIME"} else (None, None, "unknown")
    )
    if reading.bounds:
        start, end = reading.bounds
        precision = "range"
    value = reading.value
    anchored = reading.anchored and bool(value)
    if anchored and context.anchor_precision in {"month", "year"}:
        start, end, value, reading = _coarse(start, end, value, reading, context)
    return Time(
        text, span, reading.type, value, start, end, precision if start else "unknown", anchored and bool(value),
        reading.reason or ("" if start or reading.type in {"DURATION", "SET"} else "names no date"), rule, reading.score,
    )  # fmt: skip


def _coarse(
    start: str | None, end: str | None, value: str, reading: Reading, context: Context
) -> tuple[str | None, str | None, str, Reading]:
    """Withhold what needs a finer publication date than there is."""
    if len(value) <= (7 if context.anchor_precision == "month" else 4) or reading.reason.startswith(
        "year of"
    ):
        return start, end, value, reading
    reason = f"the publication date is known to the {context.anchor_precision} only"
    return None, None, "", Reading(reading.type, "", reason, score=0.3)


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


def tense_of(sentence: Sentence, token: Token | None) -> Tense:
    """Return the tense of the verb that governs a token: future with "will", else by its form."""
    for _ in range(8):
        if token is None:
            return ""
        if token.pos in {"VERB", "AUX"}:
            return _verb_tense(sentence, token)
        head = sentence.tokens[token.head]
        if head is token:
            return ""
        token = head
    return ""


def _verb_tense(sentence: Sentence, verb: Token) -> Tense:
    place = sentence.tokens.index(verb)
    helpers = [t for t in sentence.tokens if t.head == place and t.dep in {"aux", "auxpass"}]
    low = {t.text.lower() for t in helpers}
    if low & _WILL:
        return "future"
    if any(t.tag == "VBD" for t in (verb, *helpers)) or low & {"had", "was", "were", "did"}:
        return "past"
    if low & {"has", "have"} or verb.tag == "VBN":
        return "past"
    if "to" in low:
        return "future"
    if verb.tag in {"VBP", "VBZ"} or any(t.tag in {"VBP", "VBZ"} for t in helpers):
        return "present"
    return ""
