"""Seams: where a headline, a stamp, a credit or tags run into a report's first sentence, or its last.

Tables, feeds and forwarded messages lose the breaks between them: "Raid kills ten Monitor WIRE Monday 2 May
2016 At least …". Only a report's first and last paragraphs are looked at, near their edges.
"""

# ruff: noqa: RUF001 (typographic apostrophes and quotation marks)

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from stemma.datelines import ANY_MONTH, dateline_at
from stemma.language.lists import FURNITURE, SEAMS, any_of, listed
from stemma.records import BlockKind

_WINDOW = 700  # characters of a first paragraph in which seams are looked for, and of a last one
_BYLINE = 60
_TAGS = 45  # words of a list of tags, at most
_TOLD = 40  # characters of a standfirst before tags, at least
_TITLE = 4  # words of a title that tell it again
_STANDFIRST = 7  # words that a standfirst begins with, and the sentence after it
_FEWEST = 3  # words of a headline before the sentence that tells it again
_SHARED = 2  # words that a sentence takes from its headline
_LONG = 4  # letters of a word that counts for these
_STEM = 5
_HEARD = 30  # words of a sentence that are looked at for these
_SMALL = 0.5
_INITIALS = 5  # letters of an agency's name that are its initials
_ZONE = r"(?:[AaPp]\.?[Mm]\b\.?|GMT|UTC|[A-Z][A-Za-z]{0,3}T\b)"
_TIMED = rf"(?:,?\s+(?:at\s+)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s*{_ZONE})*)"
_CLOCK = _TIMED + "?"
_ISO = r"\d{4}-\d{1,2}-\d{1,2}"
_DATE = rf"(?:{ANY_MONTH}\s*\d{{1,2}},?\s*\d{{4}}|\d{{1,2}}\s*{ANY_MONTH},?\s*\d{{4}})\b"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?"
_NUMERIC = r"\d{1,2}[./]\d{1,2}[./]\d{4}(?:\s+\d{1,2}[:.]\d{2})?(?:\s*\(updated[^()\n]{1,30}\))?"
_OPENS = r"(?=[“\"‘'«\[]?[A-ZÀ-Þ0-9])"
# "… BEIRUT Syrian troops", "… KHAN TARSA Ruritania A raid": behind a stamp a place is none of the sentence.
_PLACE = re.compile(
    r"[A-ZÀ-Þ'’-]{4,}(?: [A-ZÀ-Þ'’-]{4,})?(?:,? [A-ZÀ-Þ][a-zà-þ]+(?= [A-ZÀ-Þ][a-zà-þ]* [a-zà-þ]))?"
    r"\s+(?=[A-ZÀ-Þ][a-zà-þ]*\b)"
)
_BRACKET = re.compile(r"\((?P<inside>[^()\n]{2,60})\)\s+" + _OPENS)
_YEAR = re.compile(rf"(?:{ANY_MONTH}|\d)\s*\d{{0,2}},?\s*(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = "Get short URL"
_WORD = re.compile(r"\S+")
_STOP = re.compile(r"[.?!…][”\"’)]*\s")
_AFTER = re.compile(r"[“\"‘'«(\[]?[A-ZÀ-Þ0-9]|by\b|[>|•·–—-]")
_QUOTES = "”\"’'"
_MARKS = re.compile(r"[\W_]+")
_INSIDE = frozenset(
    {
        "on", "since", "until", "till", "from", "by", "of", "before", "after", "and", "to", "last", "in",
        "the", "dated", "for", "as", "between", "than", "this", "late", "early", "mid", "through", "or",
    }
)  # fmt: skip


@cache
def _stamp() -> re.Pattern[str]:
    house, label = rf"(?:{any_of(SEAMS, 'agencies')})\s+", rf"(?i:{any_of(SEAMS, 'labels')})"
    name = r"[A-ZÀ-Þ][\w.'’-]*\s+"
    return re.compile(
        rf"(?:(?:[Ss]ource\s?:\s?{house})?{label}\s*(?:(?:on|at)\b)?\s*:?\s*(?:{_WEEKDAY}\s+)?(?:{_DATE}|{_ISO}){_CLOCK}"
        rf"(?P<by>\s+[Bb]y\s)?"
        rf"|[Bb]y\s+(?:{name}){{1,6}}?(?:{_WEEKDAY}\s+)?{_DATE}{_CLOCK}"
        rf"|(?:{house}|(?P<own>[A-Z]{{2,8}})\s+)?{_WEEKDAY}\s+{_DATE}{_CLOCK}"
        rf"|{house}{_DATE}{_CLOCK}|{_DATE}{_TIMED})"
        rf"\s*[|·•–—-]?\s*{_OPENS}"
    )


@cache
def _opener() -> re.Pattern[str]:
    words = "|".join(
        word.capitalize() for word in sorted(listed(SEAMS, "openers") | listed(SEAMS, "numbers"))
    )
    return re.compile(rf"(?<=[\w)\]]) (?:{words})(?= (?:[a-z]|\d|[\w.]+-[a-z]))")


@cache
def _counted() -> re.Pattern[str]:
    """Return a number that opens a sentence behind tags, where a name may follow it ("Four Ruritanians")."""
    return re.compile(rf" (?:{'|'.join(word.capitalize() for word in listed(SEAMS, 'numbers'))})(?= [\w“\"])")


@cache
def _front() -> re.Pattern[str]:
    """Return what may stand alone before the first words: an agency, a day in figures, buttons of a page."""
    initials = "|".join(
        sorted(name for name in listed(SEAMS, "agencies") if name.isupper() and len(name) <= _INITIALS)
    )
    house = any_of(SEAMS, "agencies")
    button = rf"(?:{any_of(SEAMS, 'buttons')})\b[\s\d]*|https?\S+\s+"
    shown = rf"(?!(?:{any_of(SEAMS, 'shown')})\b|[A-ZÀ-Þ]{{2}})"
    return re.compile(
        rf"(?:(?:{initials})\s+{shown}(?=[“\"A-ZÀ-Þ0-9])|(?:{house})(?={_opener().pattern})\s+"
        rf"|[Bb]y\s+(?:{house})\s+{_OPENS}|(?:{_WEEKDAY}\s+)?{_DATE}{_CLOCK}\s+{_OPENS}"
        rf"|{_NUMERIC}\s+(?:{button})*{_OPENS}|(?:{button}){{2,}}{_OPENS})"
    )


@cache
def _url() -> re.Pattern[str]:
    return re.compile(rf"(?:{_NUMERIC}\s*)?{_SHORT}[\s\d]*{_OPENS}")


@cache
def _line() -> re.Pattern[str]:
    """Return a dateline inside other words: a place and an agency, in brackets or between bars."""
    capitals = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}"
    day = rf"(?:,?\s{ANY_MONTH} \d{{1,2}},?)?"
    return re.compile(
        rf"(?<=\s)(?:{capitals}(?:[ /]{capitals}){{0,3}},?{day}\s\((?:{any_of(SEAMS, 'agencies')})\)[\s—–-]*"
        rf"|[A-ZÀ-Þ][\w'’-]+(?:, [A-ZÀ-Þ][\w'’-]+)?\s?\|\s?(?:{any_of(SEAMS, 'agencies')})\s?\|\s*){_OPENS}"
    )


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(SEAMS, 'tags')}):?\s+(?=[A-Za-z])")


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\W)(?:(?i:{any_of(SEAMS, 'pictures')})|(?i:{any_of(SEAMS, 'agencies')}))(?:\W|$)"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[\w)\]”\"]) (?=(?:{any_of(SEAMS, 'tails')}|{any_of(FURNITURE, 'prompts')})(?:\W|$))"
    )


class Piece(NamedTuple):
    """A stretch of a paragraph, and what it is where it is no words of the paragraph's."""

    start: int
    end: int
    kind: BlockKind | None = None


def opening_pieces(text: str, start: int, end: int, title: str = "") -> list[Piece]:
    """Return the pieces of a report's first paragraph, which were run together; mostly it is one.

    Args:
        text: the report's text.
        start: where its first paragraph begins.
        end: where it ends.
        title: the report's headline, which the paragraph may tell again; "" for none.
    """
    limit = min(end, start + _WINDOW)
    told = list(_retold(text, start, limit, title))
    credits_ = [*_stamps(text, start, limit, end, title), *_tagged(text, start, limit, end)]
    if text.find(_SHORT, start, limit) >= 0:
        credits_ += [match.span() for match in _url().finditer(text, start, limit)]
    marked = text.find("(", start, limit) >= 0 or text.find("|", start, limit) >= 0
    lines = [match.span() for match in _line().finditer(text, start, limit)] if marked else []
    spans = sorted([*told, *credits_, *lines, *_brackets(text, start, limit)])
    for low in [start, *(high for _, high in spans)]:
        credits_.extend(_fronts(text, low, limit, spans))
    for low in {high for _, high in (*spans, *credits_)}:
        line = dateline_at(text, low, end, opening=True)
        if line is not None and not any(a <= low < b for a, b in (*spans, *credits_)):
            spans.append((line.span.start, line.span.end))
    cuts = {at for span in (*spans, *credits_) for at in span} | set(_said_again(text, start, limit))
    cuts |= set(_resumed(text, start, limit, sorted(cuts)))
    bounds = [start, *sorted(at for at in cuts if start < at < end), end]
    kinds: dict[int, BlockKind] = {low: "headline" for low, _ in told}
    kinds |= {low: "credit" for low, high in credits_ if low < high}
    if not title and len(bounds) > 2 and bounds[1] in kinds and not _STOP.search(text[start : bounds[1]]):  # noqa: PLR2004
        kinds.setdefault(start, "headline")
    return [Piece(low, high, kinds.get(low)) for low, high in pairwise(bounds)]


def _fronts(text: str, low: int, limit: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what stands alone before words that begin at a place, one after another."""
    while (front := _front().match(text, low, limit)) and not any(a <= low < b for a, b in spans):
        yield front.span()
        low = front.end()


def _stamps(text: str, start: int, limit: int, end: int, title: str) -> Iterator[tuple[int, int]]:
    if not _ANY_YEAR.search(text, start, limit) or not _YEAR.search(text, start, limit):
        return  # as most do: the pattern below takes a while
    for match in _stamp().finditer(text, start, limit):
        before = text[start : match.start()].rstrip()
        last = before.rsplit(maxsplit=1)[-1] if before else ""
        if last.lower() in _INSIDE or last.endswith((",", ";", ":", "(", "-")):
            continue
        if last and text[match.start()].islower() and not match[0].startswith("by "):
            continue  # "the video published 3 May 2016 Ruritania saw"
        at = _behind_byline(text, match.end(), end, title) if match["by"] else match.end()
        if at is None:
            continue
        own = match["own"]
        low = match.end("own") + 1 if own is not None and own in listed(SEAMS, "bodies") else match.start()
        yield low, _behind_place(text, at, end)


def _behind_place(text: str, at: int, end: int) -> int:
    """Return where the words begin behind a place in capitals that no mark parts from them."""
    place = _PLACE.match(text, at, end)
    known = place is not None and place[0].split()[0] in listed(SEAMS, "bodies")
    return at if place is None or known else place.end()


def _behind_byline(text: str, at: int, end: int, title: str) -> int | None:
    """Return where a name ends behind "by": before the headline told again, or where a sentence opens.

    None where neither tells.
    """
    told = _retold(text, at, min(end, at + _WINDOW), title)
    first = min((low for low, _ in told), default=end)
    opens = _opener().search(text, at, end)
    first = min(first, opens.start() + 1 if opens is not None else end)
    return first if first - at <= _BYLINE else None


def _brackets(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the credits of pictures in brackets behind their captions: "… in Tarsa (Photo Wire) Troops …"."""
    for match in _BRACKET.finditer(text, start, limit):
        inside = match["inside"]
        if not _credit().search(inside):
            continue
        before = re.findall(r"[\w’'-]+", text[max(start, match.start() - 80) : match.start()])
        initials = "".join(word[0] for word in before[-len(inside) :])
        if inside.isupper() and inside.isalpha() and initials.upper() == inside:
            continue  # "the Ruritanian News Agency (RNA) Monday"
        at = _behind_place(text, match.end(), len(text))
        yield from {(match.end(), at), (at, at)}


def _tagged(text: str, start: int, limit: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield lists of keywords, which end where a sentence opens or what stood before them is told again."""
    for match in _tags().finditer(text, start, limit):
        before = text[start : match.start()].rstrip()
        if before and before[-1] in ",;:(-":
            continue
        words = list(_WORD.finditer(text, match.end(), end))[1:_TAGS]
        stop = next((n for n, word in enumerate(words) if word[0][-1] in ".?!"), len(words))
        starts = [word.start() for word in words[:stop]]
        first = before[:_TOLD].split() if len(before) > _TOLD else []
        opening = next((at for at in starts if _opens(text, at, end)), None)
        again = [_again(text, first[:count], starts) for count in (3, 2)]
        high = again[0] or opening or again[1]
        if high:
            yield match.start(), high
        elif before:
            yield match.start(), match.start()


def _opens(text: str, at: int, end: int) -> bool:
    return (_opener().match(text, at - 1, end) or _counted().match(text, at - 1, end)) is not None


def _said_again(text: str, start: int, limit: int) -> Iterator[int]:
    """Yield where the first words of a paragraph stand again, as those of a standfirst do."""
    words = list(_WORD.finditer(text, start, limit))[:_STANDFIRST]
    if len(words) == _STANDFIRST:
        at = text.find(" " + text[start : words[-1].end()] + " ", words[-1].end(), limit)
        if at >= 0:
            yield at + 1


def _again(text: str, words: list[str], starts: list[int]) -> int | None:
    """Return the first place at which some words stand again, None for nowhere or no words."""
    told = " ".join(words) + " "
    return next((at for at in starts if words and text.startswith(told, at)), None)


def _retold(text: str, start: int, limit: int, title: str) -> Iterator[tuple[int, int]]:
    """Yield where a first paragraph tells the headline again, whole or but for the name of its site."""
    told: str | None = None
    for part in dict.fromkeys((title, re.split(r"\s[|–—-]\s", title)[0])):
        wanted = [key for key in map(_key, part.split()) if key]
        if len(wanted) < _TITLE:
            continue
        told = _key(text[start:limit]) if told is None else told
        if "".join(wanted) not in told:
            continue
        span = _words_again(text, start, limit, wanted)
        if span is not None:
            yield span
            return


def _words_again(text: str, start: int, limit: int, wanted: list[str]) -> tuple[int, int] | None:
    """Return from where to where some words stand, before what may begin a sentence."""
    words = [(match, key) for match in _WORD.finditer(text, start, limit) if (key := _key(match[0]))]
    keys = [key for _, key in words]
    for index in range(len(words) - len(wanted)):
        if keys[index : index + len(wanted)] == wanted:
            last, after = words[index + len(wanted) - 1][0], words[index + len(wanted)][0]
            if (last[0][-1].isalnum() or last[0][-1] in _QUOTES) and _AFTER.match(after[0]):
                return words[index][0].start(), after.start()
    return None


def _key(text: str) -> str:
    """Return the letters and figures of a text, for comparison."""
    return _MARKS.sub("", text).lower()


def _resumed(text: str, start: int, limit: int, cuts: list[int]) -> Iterator[int]:
    """Yield where a sentence opens in the middle of another that it tells again."""
    bounds = [start, *cuts]
    for match in _opener().finditer(text, start, limit):
        at = match.start() + 1
        low = max(bound for bound in bounds if bound <= at)
        left = _since_stop(text, low, at)
        said = text[left:at].split()
        lettered = match[0] == " A" and bool(said) and said[-1] in listed(SEAMS, "lettered")
        if at in bounds or len(said) < _FEWEST or lettered or not _small(said):
            continue
        if len(_stems(said) & _stems(text[at : at + 400].split()[:_HEARD])) >= _SHARED:
            yield at
            return


def _since_stop(text: str, low: int, at: int) -> int:
    stops = [match.end() for match in _STOP.finditer(text[low:at])]
    return low + stops[-1] if stops else low


def _small(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG and word[0].isalpha()]
    return sum(word[0].islower() for word in long) >= _SMALL * len(long)


def _stems(words: list[str]) -> set[str]:
    bare = (re.sub(r"\W", "", word).lower() for word in words)
    return {word[:_STEM] for word in bare if len(word) >= _LONG}


def with_tail(text: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a report's last paragraph, what stands behind the article parted from it."""
    last = pieces[-1]
    match = _tail().search(text, max(last.start, last.end - _WINDOW), last.end)
    if match is None:
        return pieces
    return [*pieces[:-1], Piece(last.start, match.end(), last.kind), Piece(match.end(), last.end, "credit")]
