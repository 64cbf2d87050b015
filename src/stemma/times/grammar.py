"""The patterns of English time expressions, joined into one regular expression."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from stemma.resources import load_toml


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class Words:
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


@cache
def words() -> Words:
    """Return the word tables."""
    data = load_toml("times", "lexicon.toml")
    vague = {w: f"{kind.upper()}_REF" for kind, listed in data["vague"].items() for w in listed}
    return Words(
        data["months"], data["weekdays"], data["numbers"], data["ordinals"], data["units"], data["parts"],
        data["seasons"], vague, {name: (day[0], day[1]) for name, day in data["holidays"].items()},
    )  # fmt: skip


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Return each rule's pattern with its named groups, in order: earlier rules win at one place."""
    w = words()
    month = rf"(?:{_any(m for m in w.months if len(m) > 3 or m == 'may')}|(?:{_any(m for m in w.months if len(m) <= 4 and m != 'may')})\b\.?)"
    weekday = rf"(?:{_any(d for d in w.weekdays if d.endswith('day'))}|(?:{_any(d for d in w.weekdays if not d.endswith('day') and d != 'sun')})\b\.?)"
    ordinal = _any(w.ordinals)
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])(?!\.\d)(?!,\d{3}(?!\d))"
    year = r"(?:1\d{3}|20\d\d)(?!\d)(?![.,:]\d)"
    era = r"\d{1,4}\s+BCE?(?!\w)"
    unit = r"(?:seconds?|minutes?|hours?|hrs?\b|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|century|centuries)(?!\w)"
    part = rf"(?:{_any(w.parts)})"
    ones = _any(n for n, v in w.numbers.items() if 0 < v < 10 and n not in {"a", "an"})
    tens = _any(n for n, v in w.numbers.items() if 20 <= v < 100 and v % 10 == 0)
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?![\d,.]*\d)|(?:{tens})[\s-](?:{ones})|{_any(n for n in w.numbers if n not in {'a', 'an', 'hundred', 'dozen'})})"
    some = r"(?:a\s+few|a\s+couple\s+of|a\s+couple|a\s+number\s+of|a\s+dozen|several|some|many|few|dozens\s+of|hundreds\s+of|countless|recent|numerous)"
    quantity = rf"(?:{number}(?:\s+and\s+a\s+half|-and-a-half)?|half\s+an?|a\s+half|{some}|an?|(?:more|less|fewer)\s+than\s+(?:{number}|an?))"
    early = r"(?:early|mid|late|earlier|later|middle|end|start|beginning)"
    modifier = rf"(?:(?:the\s+)?(?:beginning|end|start|middle|eve|rest|remainder)\s+of\s+|(?:the\s+)?(?:very\s+)?{early}(?:\s+in|\s+on)?[\s-]+)?"
    approx = r"(?:(?:about|around|approximately|nearly|almost|roughly|some|more\s+than|over|less\s+than|at\s+least|up\s+to|under|fewer\s+than|at\s+most)\s+)?"
    relative = (
        r"(?:last|past|previous|next|coming|following|this|that|same|current|preceding|ensuing|upcoming)"
    )
    clock = r"(?:\d{1,2}(?:[:.]\d\d){0,2}\s*(?:a\.m\.|p\.m\.|am\b|pm\b|a\.m\b|p\.m\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?:[01]\d|2[0-3])[0-5]\d\s*(?:hours|hrs|GMT|UTC|Z\b))"
    zone = r"(?:\s*,?\s*\(?(?:local\s+time|Greenwich\s+mean\s+time|GMT|UTC|EST|EDT|CST|CDT|PST|PDT|MSK|EET|EEST|CET|CEST|Eastern|ET|Eastern\s+time|Moscow\s+time|Kyiv\s+time)\)?(?!\w))?"
    month_day = rf"(?:{modifier}{month}\s*{day}|(?:the\s+)?{day}(?:\s+of)?\s+{month})"
    dated = rf"(?:(?:on\s+)?(?:{relative}\s+)?{weekday}|yesterday|today|tomorrow|{month_day}(?:,?\s+{year})?)"
    patterns = {
        "bc": r"(?:(?:early|late)\s+)?(?P<y>\d{1,4})\s+BC(?:E)?(?!\w)",
        "year_words": rf"nineteen[\s-](?P<tens>{tens})(?:[\s-](?P<ones>{ones}))?(?!\w)",
        "year_quarter": rf"(?:the\s+)?(?P<y>{year})\s+(?:fiscal\s+)?(?P<n>{ordinal})[\s-](?P<half>quarter|half)(?!\w)",
        "latest": r"the\s+latest\s+(?P<u>quarter|period)(?!\w)",
        "iso": r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<t>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
        "numeric": r"(?P<a>\d{1,4})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<c>\d{4}|\d\d)(?![\d/])",
        "clock_date": rf"(?P<t>{clock}|noon|midnight|midday){zone},?\s+(?P<rest>{dated})(?!\w)",
        "part_date": rf"(?:in\s+)?(?:the\s+)?{modifier}(?P<part>{part})\s+(?:of\s+|on\s+)?(?P<rest>{dated})(?!\w)",
        "date_clock": rf"(?P<rest>{dated})(?:,|\s+at|,\s+at)?\s+(?P<t>{clock}){zone}",
        "mdy": rf"(?:{weekday},?\s+(?:the\s+)?)?{modifier}(?P<m>{month})\s*(?P<d>{day})(?:,\s*|\s+){weekday}?,?\s*(?P<y>{year})",
        "dmy": rf"(?:{weekday},?\s+)?(?:the\s+)?{modifier}(?P<d>{day})(?:\s+of)?[\s-]+(?P<m>{month}),?[\s-]+(?P<y>{year})",
        "span_md": rf"(?P<m>{month})\s*(?P<d>{day})\s*(?:-|–|—|to)\s*(?P<d2>{day})(?!\s*{month})(?:,?\s+(?P<y>{year}))?",
        "span_dm": rf"(?P<d>{day})\s*(?:-|–|—|to|and)\s*(?P<d2>{day})\s+(?:of\s+)?(?P<m>{month})(?:,?\s+(?P<y>{year}))?",
        "my": rf"{modifier}(?P<m>{month})(?:\s+of|,)?\s+(?:(?P<bc>{era})|(?P<y>{year}))",
        "md": rf"(?:{weekday},?\s+(?:the\s+)?)?{modifier}(?P<m>{month})\s*(?P<d>{day})(?P<part>\s+{part})?(?!\w)",
        "dm": rf"(?:{weekday},?\s+)?(?:the\s+)?(?P<d>{day}|(?:twenty-|thirty-)?(?:{ordinal}))(?:\s+of)?\s+(?P<m>{month})(?P<part>\s+{part})?(?!\w)",
        "decade": r"(?:the\s+)?(?:(?:early|mid|late|middle|later|earlier)[\s-]+)?(?:(?P<y>1\d\d0|20\d0)['’]?s|['’](?P<yy>\d0)s|(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?!\w)",
        "century": rf"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)|(?P<w>(?:twenty-)?(?:{ordinal})))[\s-]century(?P<bc>\s+BCE?(?!\w))?",
        "quarter": rf"(?:the\s+)?(?:fiscal\s+)?(?P<rel>{relative}\s+(?:year['’]?s?\s+)?)?(?:(?P<n>{ordinal})|Q(?P<q>[1-4]))(?P<half>[\s-]quarter|[\s-]half|(?<=Q\d))(?:\s+(?:of\s+)?(?:(?:fiscal|calendar)\s+)?(?P<y>{year}|(?:this|last|next|the)\s+(?:fiscal\s+)?year))?(?!\w)",
        "fiscal": rf"(?:fiscal|calendar)\s+(?:year\s+)?(?P<y>{year})",
        "season": rf"(?:the\s+)?{modifier}(?:(?P<rel>{relative})\s+)?(?P<s>{_any(w.seasons)})(?:\s+(?:of\s+)?(?P<y>{era}|{year}|last\s+year|this\s+year|next\s+year))?(?!\w)(?!\s+of\s+(?!\d))",
        "month_rel": rf"{modifier}(?:(?P<rel>{relative}|the\s+same)\s+)(?P<m>{month})(?:\s+(?P<d>{day}))?(?!\w)|{modifier}(?P<m2>{month})\s+(?:of\s+)?(?P<ry>last|this|next|the\s+same|that|the\s+following|the\s+previous)\s+year(?!\w)",
        "weekday": rf"{modifier}(?:(?:on\s+)?(?P<rel>{relative})\s+)?(?P<w>{weekday})(?P<poss>['’]s)?(?:\s+(?P<part>{part})|\s+(?P<week>last|next|this)\s+week)?(?!\w)",
        "day_word": rf"(?:(?:earlier|later|late|early)\s+)?(?P<w>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|today|tomorrow|tonight|last\s+night|overnight)(?:['’]s)?(?:\s+(?P<part>{part}))?(?!\w)",
        "this_part": rf"(?:(?:earlier|later|late|early)\s+)?(?P<rel>this|that|the\s+next|the\s+following|the\s+previous|the\s+same|the|in\s+the)\s+(?:early\s+|late\s+)?(?P<part>{part})(?!\w)",
        "recent": rf"(?P<dir>recent|past|these|coming|ensuing|future)\s+(?P<u>days|weeks|months|years|decades|hours)(?!\w)",
        "since_long": rf"(?P<rel>(?:the\s+|these\s+|this\s+|its\s+|his\s+|their\s+)?(?:last|past|next|previous|coming|first|final|following|recent|preceding)|these|those)\s+{approx}(?P<q>{quantity})[\s-]+(?P<u>{unit})",
        "rel_unit": rf"{modifier}(?:the\s+)?(?P<rel>{relative}|the\s+same)\s+(?:(?:fiscal|calendar|academic|school|election)\s+)?(?P<u>week|weekend|month|quarter|year|decade|century|day|night|fortnight)(?P<poss>['’]s)?(?!\w)",
        "beside": rf"(?P<q>(?:{approx}){quantity})[\s-]+(?P<u>{unit})(?=\s+(?:after|before)\b)",
        "ago": rf"(?:(?:exactly|just|only|barely|as\s+recently\s+as)\s+)?{approx}(?P<q>{quantity})[\s-]+(?:full\s+|short\s+|whole\s+)?(?P<u>{unit})[\s-]+(?P<dir>ago|earlier|later|afterwards|afterward|hence|from\s+now|from\s+today|previously|prior|on)(?!\w)",
        "year_earlier": r"(?:a|the|one)?[\s-]*(?P<u>year|month|week|quarter|day)[\s-](?P<dir>earlier|ago|later)(?!\w)",
        "nth_day": rf"(?:the\s+)?(?:(?P<n>\d{{1,4}})(?:st|nd|rd|th)|(?P<w>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:{ordinal})))\s+(?:straight\s+|consecutive\s+|full\s+)?(?P<u>day|week|month|year)(?P<of>\s+of\s+(?:the\s+|its\s+|this\s+|Russia['’]s\s+)?(?:[\w-]+\s+){{0,3}}?(?:war|invasion|conflict|offensive|siege|fighting|operation|assault|uprising|revolution|campaign))?(?!\w)",
        "set": rf"(?:every|each|per)\s+(?:single\s+)?(?:other\s+|(?P<q>{number})\s+)?(?P<u>{unit}|{weekday}|{part}|{month}|{_any(w.seasons)})(?!\w)|(?P<adv>daily|weekly|monthly|yearly|annually|hourly|nightly)(?!\w)",
        "duration": rf"(?P<approx>{approx})(?:the\s+(?:entire|whole)\s+)?(?P<q>{quantity})(?:[\s-]+(?:full|whole|straight|consecutive|long|solid|more|additional|extra|entire|short|business|working|calendar|difficult|brutal|bloody|intense))?[\s-]+(?P<u>{unit})(?:['’])?(?:[\s-]long(?!\w))?(?P<age>[\s-]+old(?!\w)|\s+of\s+age\b)?",
        "the_unit": r"(?:the|that|these|those)\s+(?P<q>entire|whole)?\s*(?P<u>day|week|weekend|month|quarter|year|decade|century)(?P<end>\s+end(?:ed|ing))?(?P<dir>\s+(?:before|after|earlier|later))?(?!\w)",
        "holiday": rf"(?:(?P<rel>{relative})\s+)?(?P<h>{_any(w.holidays)})(?:,?\s+(?P<y>{year}))?(?!\w)",
        "clock": rf"(?P<t>{clock}){zone}|(?P<word>noon|midnight|midday)(?!\w)",
        "year": rf"(?:(?:early|mid|late)[\s-]+)?(?:(?:the\s+)?(?:beginning|end|start|middle)\s+of\s+)?(?P<y>{year})(?:\s*(?:-|–|—|/|to)\s*(?P<y2>{year}|\d\d)(?!\d))?(?![\w%])(?!\s*(?:%|percent|people|troops|soldiers|men|women|children|fighters|civilians|km|miles|metres|meters|dollars|euros|tons|tonnes|tanks|shells|rockets|homes|houses|families|others))(?:\s+(?:BC|BCE|AD))?",
        "year_short": r"['’](?P<yy>\d\d)(?!\w)",
        "month": rf"{modifier}(?P<m>{month})(?!\w)",
        "vague": rf"(?P<v>{_any(w.vague)})(?!\w)(?!\s+(?:{number}|few|several|couple|{unit}|{_any(w.seasons)}))",
    }  # fmt: skip
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


@cache
def master() -> re.Pattern[str]:
    """Return one pattern of all rules; the name of the last matched group is the rule's."""
    parts = []
    for name, rule in rules().items():
        plain = re.sub(r"\(\?P<\w+>", "(?:", rule.pattern).replace("(?P=s)", r"[/.]")
        parts.append(f"(?P<{name}>{plain})")
    return re.compile(rf"(?<![\w$€£#])(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def listed_year() -> re.Pattern[str]:
    """Return a pattern for what follows a month whose year comes later ("[April] and June 1955")."""
    months = _any(words().months)
    return re.compile(
        rf"\s*(?:,|and|or|to|through|until|-|\u2013|\u2014)\s*(?:early\s+|mid-|late\s+)?(?:\d{{1,2}}\s+)?(?:{months})\.?"
        rf"(?:\s+\d{{1,2}})?,?\s+(?P<y>1\d{{3}}|20\d\d)(?!\d)",
        re.IGNORECASE,
    )


@cache
def trigger() -> re.Pattern[str]:
    """Return a cheap pattern without which a sentence holds no time expression."""
    w = words()
    stems = "nineteen|" + _any(
        sorted({*w.months, *w.weekdays, *w.parts, *w.seasons, *(k for k in w.holidays)})
    )
    units = r"second|minute|hour|day|week|month|quarter|year|decade|centur|night|fortnight"
    vague = _any(w.vague)
    return re.compile(
        rf"\b(?:{stems}|{vague})\b|{units}|\bBC|latest\s|\b1\d{{3}}|\b20\d\d|\d[/:]\d|['’]\d\d|[ap]\.?m\b|annual|daily|today|tomorrow",
        re.IGNORECASE,
    )
