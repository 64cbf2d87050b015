"""Plain text of an article to blocks: headline, body, captions, credits; furniture gone."""

import re
from functools import cache

from stemma.datelines import dateline_at
from stemma.reading import lines
from stemma.reading.dates import WRITTEN, written
from stemma.reading.draft import Draft, comparable
from stemma.reading.furniture import is_furniture, trim
from stemma.records import BlockKind
from stemma.resources import load_toml

# Hard-wrapped text has lines of nearly one length, 45 to 100 characters (mail and press services).
_WRAP_LOW, _WRAP_HIGH = 45, 110
_TITLE_WORDS = 25
_SENTENCE_WORDS = 8
_END = re.compile(r"[.!?…][\"”’»)\]]*$")  # noqa: RUF001 typographic quotes
_TITLE_SHARE = 0.7
_TITLE_MIN = 5
_HEAD_LINES = 6
_LABEL_WORDS = 10  # of a line that is a place or a body and a date


def read_plain(text: str, draft: Draft) -> None:
    """Fill a draft with the blocks of clean plain text; its title, if given, is not repeated."""
    paragraphs = [line for line in _paragraphs(text) if line]
    paragraphs = _without_lead(paragraphs, draft)
    start, end = _extent(paragraphs)
    if draft.title:
        draft.add("headline", draft.title)
    else:
        start = _take_title(paragraphs, start, end, draft)
    title = comparable(draft.title)
    kept: list[tuple[str, BlockKind]] = []
    opens = True
    for number, line in enumerate(paragraphs):
        if title and len(line) < 2 * len(draft.title) + 10 and comparable(line) == title:
            continue
        if not start <= number < end and _is_loose(line):
            continue
        dated = number < start + _HEAD_LINES and _date_line(line, draft)
        dated = dated or (opens and _opening_date(line, draft))
        opens = opens and not _is_sentence(line)
        kept.append((line, "credit" if dated else "body"))
    draft.add_lines(kept)


def _paragraphs(text: str) -> list[str]:
    """Part clean text into paragraphs; hard-wrapped lines are joined."""
    chunks = [chunk.split("\n") for chunk in re.split(r"\n{2,}", text)]
    inner = [line for chunk in chunks for line in chunk[:-1] if line]
    if inner and _is_wrapped(inner):
        return [_unwrap(chunk) for chunk in chunks]
    return [line for chunk in chunks for line in chunk]


def _is_wrapped(inner: list[str]) -> bool:
    """Return whether lines that do not end their chunk are cut by width rather than by sense."""
    cut = sum(not _END.search(line) for line in inner)
    wide = sum(_WRAP_LOW <= len(line) <= _WRAP_HIGH for line in inner)
    return len(inner) > 1 and cut > 0.6 * len(inner) and wide > 0.8 * len(inner)


def _unwrap(chunk: list[str]) -> str:
    joined = ""
    for line in chunk:
        if joined.endswith("-") and line[:1].islower():
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= _SENTENCE_WORDS and bool(_END.search(line))


def _is_loose(line: str) -> bool:
    """Return whether a short line outside the article proper says nothing by itself."""
    return len(line.split()) < _SENTENCE_WORDS and not _END.search(line) and lines.classify(line) is None


def _extent(paragraphs: list[str]) -> tuple[int, int]:
    """Return where the article proper begins (its headline, if any) and ends."""
    numbers = range(len(paragraphs))
    first = next((n for n in numbers if _is_sentence(paragraphs[n]) and trim(paragraphs[n])), None)
    if first is None:
        return 0, len(paragraphs)
    last = next(n for n in reversed(numbers) if _is_sentence(paragraphs[n]) and trim(paragraphs[n]))
    for number in range(first):
        if _is_title(paragraphs[number]):
            first = number
            break
    return first, last + 1


def _is_title(line: str) -> bool:
    words = line.split()
    if not 3 <= len(words) <= _TITLE_WORDS or is_furniture(line) or lines.classify(line):  # noqa: PLR2004 a headline has 3 words
        return False
    if lines.split_photo_credit(line)[1] or WRITTEN.fullmatch(line):
        return False
    return not _END.search(line) or line.endswith(("?", "!")) or _is_title_case(words)


def _is_title_case(words: list[str]) -> bool:
    """Return whether most longer words are capitalised, as in headlines that end in a stop."""
    longer = [word.strip("\"'“‘(") for word in words if len(word) > 3]  # noqa: PLR2004, RUF001 "with" and longer
    small = sum(word[:1].islower() for word in longer)
    return len(longer) > 2 and small < 0.25 * len(longer) and len(words) <= 16  # noqa: PLR2004 a headline's shape


def _take_title(paragraphs: list[str], start: int, end: int, draft: Draft) -> int:
    if start >= len(paragraphs) or not _is_title(paragraphs[start]) or len(paragraphs) == 1:
        return start
    if not any(_is_sentence(line) for line in paragraphs[start + 1 : end]):
        return start
    draft.title = (
        paragraphs[start].removesuffix(".") if paragraphs[start].count(".") == 1 else paragraphs[start]
    )
    draft.add("headline", paragraphs[start])
    return start + 1


def _date_line(line: str, draft: Draft) -> bool:
    """Take the date of a line that is nothing else but a label; return whether it was such a line."""
    bare = _strip_label(line)
    found = WRITTEN.match(bare)
    if not found or re.sub(r"[\W_]|[A-Z]{2,4}$", "", bare[found.end() :]):
        return False
    _take_date(found, draft, updated="updat" in line[: len(line) - len(bare)].lower())
    return True


def _opening_date(line: str, draft: Draft) -> bool:
    """Take the date of a text's first line: its dateline's, or that of a place or body and a date alone.

    "TARSA, 12 May 2031 (Agency) - Shells hit …" is the first sentence, "Tarsa Council, 14 May 2031" is a
    line of its own; return whether it was the latter.
    """
    if opening := dateline_at(line, 0, len(line), opening=True):
        if found := WRITTEN.search(line, 0, opening.span.end):
            _take_date(found, draft, source="dateline of the text")
        return opening.span.end == len(line)
    if len(line.split()) > _LABEL_WORDS or not (found := WRITTEN.search(line)) or _is_sentence(line):
        return False
    if line[found.end() :].strip(" .") or not line[: found.start()].rstrip().endswith(","):
        return False
    _take_date(found, draft)
    return True


def _strip_label(line: str) -> str:
    return _label().sub("", line, 1)


@cache
def _label() -> re.Pattern[str]:
    labels = load_toml("reading", "lines.toml")["label"]["names"]
    pattern = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?i)^(?:{pattern})\b\s*[:,-]?\s*")


def _take_date(
    found: re.Match[str], draft: Draft, *, updated: bool = False, source: str = "date line of the text"
) -> None:
    value = written(found)
    if value is None:
        return
    if updated:
        draft.updated = draft.updated or value[0]
    elif not draft.published:
        draft.published = value[0]
        draft.published_source = source + (f", {value[1]}" if value[1] else "")


def _without_lead(paragraphs: list[str], draft: Draft) -> list[str]:
    """Part off what a one-paragraph text repeats before its body: date, headline, agency."""
    if not paragraphs or len(paragraphs[0].split()) < _SENTENCE_WORDS:
        return paragraphs
    first, lead = paragraphs[0], []
    for _ in range(5):
        part = _lead_part(first, draft)
        if not part:
            break
        lead.append(first[:part].strip(" .,|-–—"))  # noqa: RUF001 dashes
        first = first[part:].lstrip(" .,|:-–—")  # noqa: RUF001 dashes
    return [*(part for part in lead if part), first, *paragraphs[1:]] if first else paragraphs


def _lead_part(text: str, draft: Draft) -> int:
    """Return the length of a date, the known headline or an agency that the text begins with."""
    if draft.title and (length := _title_length(text, draft.title)):
        return length
    label = len(text) - len(_strip_label(text))
    found = WRITTEN.match(text, label)
    if found and re.match(r"\W{0,3}[A-Z0-9\"“‘]", text[found.end() :]) and text[found.end() :][:1] != ",":  # noqa: RUF001 quotes
        return found.end()
    if draft.title and (agency := lines.leading_agency(text)):
        draft.credit(text[:agency].strip(), block=False)
        return agency
    glued = re.match(r"(?i)get short url(?: \d+)?\s", text)
    if glued:
        return glued.end()
    return 0


def _title_length(text: str, title: str) -> int:
    """Return how many characters of the text's beginning repeat the title, word by word.

    The last quarter of the title may be missing (tables lose the dash before "sources say").
    """
    wanted, got = comparable(title), ""
    best = 0
    for word in re.finditer(r"\S+", text):
        got += comparable(word.group())
        if not wanted.startswith(got):
            break
        best = word.end()
        if got == wanted:
            return best if best < len(text) else 0
    matched = len(comparable(text[:best]))
    enough = matched > _TITLE_SHARE * len(wanted) and len(text[:best].split()) >= _TITLE_MIN
    return best if enough and re.match(r"\W*[A-Z0-9\"“]", text[best:]) else 0
