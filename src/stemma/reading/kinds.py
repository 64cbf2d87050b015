"""What to do with each kind of input: where the documents in some bytes are."""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from msgspec.structs import replace

from stemma.errors import ReadingError
from stemma.reading import archives, rows, tables, telegram
from stemma.reading.addresses import addresses
from stemma.reading.cleaning import binary_kind
from stemma.reading.limits import (
    MAX_DOCUMENT,
    MAX_HELD,
    MAX_JSON,
    MAX_NESTED,
    MAX_PDF,
    DamagedError,
    too_large,
)
from stemma.reading.sniff import HEAD, kind_of
from stemma.reading.source import Source, gunzipped
from stemma.records import ROW_TYPE, Document, Failure

Found = Iterator[Document | Failure]

MEDIA_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "mail": "message/rfc822",
    "pdf": "application/pdf",
    "feed": "application/xml",
}
_WORD = (".docx", ".docm", ".dotx")
_CONTENTS = b"[Content_Types].xml"  # what office documents begin with
_REMEDIES = ("office", "(RTF)")
_LIMITS = {"json": MAX_JSON, "ninjs": MAX_JSON, "pdf": MAX_PDF, "sitemap": 64 << 20, "addresses": 64 << 20}


def document(origin: str, raw: bytes, media_type: str, fields: dict[str, str] | None = None) -> Document:
    """Make a document, with the SHA-256 of its bytes."""
    return Document(origin, raw, media_type, hashlib.sha256(raw).hexdigest(), fields or {})


def from_source(source: Source) -> Found:
    """Yield the documents in a file, a member of an archive or a stream, whatever kind it is.

    Damage ends a source with a failure; what came before it is given.
    """
    try:
        head = _head(source)
        kind = kind_of(head, _last(source.suffix))
        if kind == "gzip":
            source = gunzipped(source)
            head = _head(source)
            kind = kind_of(head, _last(source.suffix))
        if not head.strip(b"\x00 \t\r\n"):
            yield Failure(source.name, "the file is empty")
        elif kind == "":
            yield Failure(source.name, f"this is {binary_kind(head)}, which is not read{_remedy(head)}")
        elif kind == "gzip":
            yield Failure(source.name, "this is packed more than once: unpack it first")
        else:
            yield from _READERS.get(kind, _whole)(source, kind)
    except DamagedError as error:
        yield Failure(source.name, str(error))


def _head(source: Source) -> bytes:
    """Return the first bytes of a source, as far as they are undamaged."""
    found = b""
    with source.open() as stream:
        try:
            while len(found) < HEAD and (part := stream.read(HEAD - len(found))):
                found += part
        except DamagedError:
            if not found:
                raise
    return found


def parts(found: Document) -> Found:
    """Yield the reports' documents in a document: a feed's entries, a live blog's page and entries.

    Any other document is yielded as it is. For whoever gets bytes from elsewhere than files.
    """
    # The readers of feeds and pages take 0.3 seconds to load: tables need neither, texts only the first.
    from stemma.reading import feeds  # noqa: PLC0415  see above

    kind = kind_of(found.raw[:HEAD], "")
    if kind == "feed":
        yield from from_rows(feeds.feed_entries(found.raw, found.origin), found.origin)
    elif (feed := feeds.parse_json_feed(found.raw)) is not None:
        yield from from_rows(feeds.json_feed_entries(feed, found.origin), found.origin)
    elif found.media_type in ("text/html", "application/xhtml+xml"):
        from stemma.reading.liveblog import split  # noqa: PLC0415  see above

        yield from split(found)
    else:
        yield found


def from_rows(found: Iterable[rows.Row | Failure], name: str) -> Found:
    """Yield the rows of a table as documents; rows without a text are failures.

    A table of addresses without any texts is one failure, not one for each row; of rows that
    fail for one reason the first is named, and the others are counted in one more failure.
    """
    again: Counter[str] = Counter()
    bare = 0
    for row in found:
        if isinstance(row, Failure):
            yield row
            continue
        try:
            rows.check(row.fields)
        except ReadingError as error:
            if rows.only_addresses(row.fields):
                bare += 1
            elif str(error) in again:
                again[str(error)] += 1
            else:
                again[str(error)] = 0
                yield Failure(row.origin, str(error))
        else:
            yield document(row.origin, row.raw, ROW_TYPE, row.fields)
    for reason, count in again.items():
        if count:
            yield Failure(name, f"{count:,} more row{'s' if count > 1 else ''}: {reason}")
    if bare:
        yield Failure(name, _unfetched(bare))


def _unfetched(count: int) -> str:
    return (
        f"{count:,} address{'es' if count != 1 else ''} without texts: the pages have to be fetched first "
        "(--fetch-lists does)"
    )


def _remedy(head: bytes) -> str:
    return (
        ": save it as text, HTML or PDF" if any(mark in str(binary_kind(head)) for mark in _REMEDIES) else ""
    )


def _last(suffix: str) -> str:
    dot = suffix.rfind(".")
    return suffix[dot:] if dot >= 0 else ""


def _lines(source: Source, _kind: str) -> Found:
    yield from from_rows(tables.json_lines(source.open, source.name), source.name)


def _delimited(source: Source, kind: str) -> Found:
    yield from from_rows(
        tables.delimited(source.open, source.name, "\t" if kind == "tab" else None), source.name
    )


def _whole(source: Source, kind: str) -> Found:
    """Read a source that is one document, or one text with many."""
    limit = _LIMITS.get(kind, MAX_DOCUMENT)
    raw = tables.head_of(source.open, limit + 1)
    if len(raw) > limit:
        yield Failure(source.name, too_large(limit))
    elif kind in ("json", "ninjs"):
        yield from from_rows(tables.json_document(raw, source.name), source.name)
    elif kind in ("sitemap", "addresses"):
        yield Failure(source.name, _unfetched(len(addresses(raw))))
    elif binary := (binary_kind(raw) if kind != "pdf" else None):
        yield Failure(source.name, f"this is {binary}; give text, HTML, JSON, JSONL or CSV")
    elif kind == "html" and telegram.is_page(raw):
        from stemma.reading import telegram_pages  # noqa: PLC0415  as in `parts`

        yield from from_rows(telegram_pages.on_page(raw, source.name), source.name)
    else:
        yield from parts(document(source.name, raw, MEDIA_TYPES[kind]))


def _parquet(source: Source, _kind: str) -> Found:
    from stemma.reading import parquet  # noqa: PLC0415  as in `parts`

    with source.open() as stream:
        file: BinaryIO = stream
        if source.depth or not stream.seekable():
            file = io.BytesIO(_held(source))
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        yield from from_rows(parquet.parquet_rows(file, source.name, size), source.name)


def _held(source: Source) -> bytes:
    raw = tables.head_of(source.open, MAX_HELD + 1)
    if len(raw) > MAX_HELD:
        raise DamagedError(f"larger than {MAX_HELD >> 20} MB inside an archive: unpack it first")
    return raw


def _warc(source: Source, _kind: str) -> Found:
    from stemma.reading import warc  # noqa: PLC0415  as in `parts`

    with source.open() as stream:
        for page in warc.pages(stream, source.name):
            if not isinstance(page, warc.Page):
                yield page
                continue
            media_type = page.media_type or MEDIA_TYPES[_text_kind(page.raw)]
            yield from parts(document(page.name, page.raw, media_type, page.fields))


def _text_kind(raw: bytes) -> str:
    kind = kind_of(raw[:HEAD], "")
    return kind if kind in ("html", "pdf") else "text"


def _archive(read: Callable[[Source, archives.Inner], Found]) -> Callable[[Source, str], Found]:
    def from_archive(source: Source, _kind: str) -> Found:
        if source.depth >= MAX_NESTED:
            yield Failure(
                source.name, "archives within archives within archives are not opened: unpack it first"
            )
            return

        def inner(member: Source) -> Found:
            yield from from_source(replace(member, depth=source.depth + 1))

        yield from read(source, inner)

    return from_archive


def _zip(source: Source, kind: str) -> Found:
    """Read a zip archive, or the Word document that it is."""
    if _last(source.suffix) in _WORD or _CONTENTS in _head(source):
        from stemma.reading import word  # noqa: PLC0415  as in `parts`

        raw = tables.head_of(source.open, MAX_PDF + 1)
        if len(raw) <= MAX_PDF and word.is_word(raw):
            yield document(source.name, raw, word.MEDIA_TYPE)
            return
    yield from _archive(archives.zip_members)(source, kind)


_READERS: dict[str, Callable[[Source, str], Found]] = {
    "lines": _lines,
    "comma": _delimited,
    "tab": _delimited,
    "parquet": _parquet,
    "warc": _warc,
    "zip": _zip,
    "tar": _archive(archives.tar_members),
}
