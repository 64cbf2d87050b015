"""PDF files with a text layer: pages to paragraphs, without running heads and page numbers."""

import io
import logging
import re
from collections import Counter
from itertools import zip_longest

import pypdf
from pypdf.errors import PyPdfError

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean, clean_line
from stemma.reading.draft import Draft, comparable, version_of
from stemma.reading.plain import read_plain

# An article, brief or bulletin has 1 to 60 pages; pypdf takes 10 to 100 ms a page.
_MOST_PAGES = 300
# Bytes of drawing instructions on a page; pages of text have under 100 KB, maps some megabytes.
_MOST_CONTENT = 8 << 20
_MOST_TEXT = 6_000_000
# Lines at the head and foot of pages that may be running heads, and on how many pages they recur.
_EDGE = 3
_RECURS = 0.5
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*")
_END = re.compile(r"[.!?…:][\"”’»)\]]*$")  # noqa: RUF001 typographic quotes
_SHORT = 0.75
_FAR = 0.6  # of the measure: in running text only a paragraph's last line is shorter, and that has a stop
_LONG_WORD = 2
# Set in full measure, a line of running text has at least so many characters.
_MEASURE = 30
_FAULTS = (
    PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
    AssertionError, ZeroDivisionError, OverflowError, NotImplementedError, UnicodeError, MemoryError,
)  # fmt: skip


def read_pdf(raw: bytes, draft: Draft) -> dict[str, str]:
    """Fill a draft from the text layer of a PDF and return what its document information says.

    Raises:
        ReadingError: the file is encrypted, damaged, or has no text layer (a scan).
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError("the PDF file is encrypted: save it without its password")
        count = len(reader.pages)
    except _FAULTS as error:
        raise ReadingError(f"the PDF file cannot be read: {error or type(error).__name__}") from error
    pages, failed = _pages(reader, min(count, _MOST_PAGES))
    text = _joined(_without_running_heads(pages))
    if not any(character.isalnum() for character in text):
        raise ReadingError(
            f"the PDF file has no text layer ({count} page{'s' if count != 1 else ''}): it is a scan; "
            "recognise its text first (OCRmyPDF does, for one)"
        )
    _take_title(_information(reader, "/Title"), text, draft)
    draft.reader = f"pypdf {version_of('pypdf')}"
    read_plain(text, draft)
    found = {"pdf.pages": str(count), "pdf.created": _information(reader, "/CreationDate")}
    found["pdf.author"] = _information(reader, "/Author")
    if count > _MOST_PAGES or failed:
        found["pdf.left_out"] = f"{max(0, count - _MOST_PAGES) + failed} pages were not read"
    return {key: value for key, value in found.items() if value}


def _pages(reader: pypdf.PdfReader, count: int) -> tuple[list[list[str]], int]:
    """Return the lines of each page, and how many pages could not be read."""
    pages: list[list[str]] = []
    failed = size = 0
    for number in range(count):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > _MOST_CONTENT:
                failed += 1
                continue
            text = clean(page.extract_text())
        except _FAULTS:
            failed += 1
            continue
        size += len(text)
        if size > _MOST_TEXT:
            return pages, failed + count - number
        pages.append(text.split("\n"))
    return pages, failed


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and lines at the edges that recur, with other figures, on most pages."""
    seen: Counter[str] = Counter()
    for lines in pages:
        edges = {_shape(line) for line in (*_edge(lines), *_edge(lines[::-1]))}
        seen.update(edge for edge in edges if edge)
    recurring = {shape for shape, count in seen.items() if count > 1 and count >= _RECURS * len(pages)}
    return [_trimmed(_trimmed(lines, recurring)[::-1], recurring)[::-1] for lines in pages]


def _edge(lines: list[str]) -> list[str]:
    return [line for line in lines if line][:_EDGE]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", comparable(line)) if len(line) < 120 else ""  # noqa: PLR2004 a line of a running head


def _trimmed(lines: list[str], recurring: set[str]) -> list[str]:
    """Drop running heads from the beginning of a page's lines."""
    kept, seen = [], 0
    for line in lines:
        seen += bool(line)
        if seen <= _EDGE and line and (_PAGE_NUMBER.fullmatch(line) or _shape(line) in recurring):
            continue
        kept.append(line)
    return kept


def _joined(pages: list[list[str]]) -> str:
    """Rejoin lines cut by the measure into paragraphs, across pages too."""
    lines = [line for page in pages for line in (*page, None)]
    widths = sorted(len(line) for line in lines if line and len(line) > _MEASURE)
    measure = widths[int(len(widths) * 0.8)] if widths else 0
    paragraphs: list[str] = []
    current = ""
    for line, after in zip_longest(lines, lines[1:]):
        if line is None:  # a page's end parts nothing unless a sentence ends there
            if _END.search(current):
                paragraphs, current = [*paragraphs, current], ""
        elif not line:
            paragraphs, current = [*paragraphs, current], ""
        else:
            current = _appended(current, line)
            ends = _END.search(line) or len(line) <= _MEASURE or _is_heading(line, after, measure)
            if len(line) < _SHORT * measure and ends:
                paragraphs.append(current)
                current = ""
    return "\n\n".join(part for part in (*paragraphs, current) if part)


def _is_heading(line: str, after: str | None, measure: int) -> bool:
    """Return whether a line ends far from the margin, and the next begins as a sentence or a title does."""
    return len(line) < _FAR * measure and after is not None and not after[:1].islower()


def _appended(before: str, line: str) -> str:
    if not before:
        return line
    if before.endswith("-") and line[:1].islower() and before[-_LONG_WORD:-1].isalpha():
        return before[:-1] + line
    return f"{before} {line}"


def _information(reader: pypdf.PdfReader, key: str) -> str:
    try:
        information = reader.metadata
        value = information.get(key) if information else None
        return clean_line(str(value))[:300] if value else ""
    except _FAULTS:
        return ""


def _take_title(title: str, text: str, draft: Draft) -> None:
    """Take the title of the document information where the text begins with it; it is often stale."""
    key = comparable(title)
    if not draft.title and len(title.split()) > 2 and key in comparable(text[: 600 + 2 * len(title)]):  # noqa: PLR2004 a headline
        draft.title = title
