"""Web archives (WARC): the pages of their records, one at a time, past what is damaged."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean_line
from stemma.reading.kept import FIELDS, restored
from stemma.reading.limits import MAX_DOCUMENT, MAX_PDF, DamagedError, GzipMembers, inflate
from stemma.records import Document, Failure

_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_OK = 200
_START = re.compile(rb"WARC/1\.[01]\r?\n")
_CHUNKS = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_CHUNK = 1 << 16
_MAX_HEADERS = 32 << 10
# An archive that fails so often is no archive any more; each failure is one row of the report.
_MOST_FAILURES = 1000
_KEPT_HEADERS = ("content-type", "last-modified", "date", "server", "content-language", "etag")


class Page(Struct, frozen=True):
    """The payload of one record, unpacked, with what the archive tells of it."""

    name: str
    raw: bytes
    media_type: str
    fields: dict[str, str]


class _CutShortError(ReadingError):
    """A record that ends before the length that it states."""


class _Forward:
    """A stream as fastwarc wants one: it asks for the position, and never goes back."""

    def __init__(self, stream: BinaryIO | GzipMembers) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size) or b""
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        ahead = offset if whence == io.SEEK_CUR else offset - self._position
        if ahead < 0 or whence == io.SEEK_END:
            raise io.UnsupportedOperation("seek")
        while ahead > 0 and (skipped := len(self.read(min(ahead, _CHUNK)))):
            ahead -= skipped
        return self._position

    def close(self) -> None:
        """Leave the stream open: it is read on after damage."""


def pages(stream: BinaryIO | GzipMembers, name: str) -> Iterator[Page | Document | Failure]:
    """Yield the text pages of a WARC, and a failure for every damaged stretch.

    What Stemma exported (`stemma export --to warc`) comes as the documents that it was.

    Only records with HTML, plain text or PDF that were answered with status 200 are pages; images,
    requests, redirects and the archive's own notes are passed over without a word.

    Args:
        stream: the archive, unpacked (``GzipMembers`` when it was packed).
        name: what to call it.
    """
    failures = 0
    going = True
    while going:
        going = False
        begun = 0 if isinstance(stream, GzipMembers) or not stream.seekable() else stream.tell()
        position, some = begun, False
        records = ArchiveIterator(
            _Forward(stream),
            record_types=_WANTED,
            parse_http=False,
            max_header_len=_MAX_HEADERS,
            stream_detect=False,
        )
        try:
            for record in records:
                position, some = begun + record.stream_pos, True
                found = _kept(record, name) if FIELDS in record.headers else _page(record, name)
                if found is not None:
                    yield found
        except (OSError, ValueError, EOFError, ReadingError) as error:
            failures += 1
            # One stretch of damage may fail at several false starts: it is told once.
            if some or failures == 1:
                yield Failure(name, _reason(error))
            going = failures < _MOST_FAILURES and _resync(stream, position)


def _resync(stream: BinaryIO | GzipMembers, position: int) -> bool:
    """Set a stream to the next record after the one at ``position``; return whether there is one."""
    if isinstance(stream, GzipMembers):
        return stream.resync()
    if not stream.seekable():
        return False
    stream.seek(position + 1)
    before = b""
    while chunk := stream.read(_CHUNK):
        window = before + chunk
        found = _START.search(window)
        if found:
            stream.seek(stream.tell() - len(window) + found.start())
            return True
        before = window[-16:]
    return False


def _kept(record: WarcRecord, name: str) -> Document | Failure:
    """Return a document that Stemma exported as it was."""
    if record.record_type & WarcRecordType.response:
        record.parse_http(auto_decode="none", max_header_len=_MAX_HEADERS, quirks_mode=True)
    title = f"{name}#{clean_line(record.record_id or '')}"
    raw = _body(record, MAX_PDF)
    if len(raw) > MAX_PDF:
        return Failure(title, f"larger than {MAX_PDF >> 20} MB")
    try:
        return restored(dict(record.headers), raw, title)
    except ReadingError as error:
        return Failure(title, str(error).removeprefix(f"{title}: "))


def _page(record: WarcRecord, name: str) -> Page | Failure | None:
    url = clean_line((record.headers.get("WARC-Target-URI") or "").strip("<> "))
    http = _http(record)
    if http is None or not url.startswith(("http://", "https://")):
        return None
    declared = _media_type(http.get("content-type") or (None if http else record.headers.get("Content-Type")))
    if (declared and declared not in _TYPES) or (declared == "text/plain" and url.endswith("/robots.txt")):
        return None
    title = f"{name}#{url}"
    raw = _body(record)
    try:
        raw = _decoded(raw, http) if len(raw) <= MAX_DOCUMENT else raw
    except ReadingError as error:
        return Failure(title, str(error))
    if len(raw) > MAX_DOCUMENT:
        return Failure(title, f"larger than {MAX_DOCUMENT >> 20} MB")
    if not raw.strip(b"\x00 \t\r\n"):
        return Failure(title, "the page is empty")
    return Page(title, raw, declared, _fields(record, url, http))


def _http(record: WarcRecord) -> dict[str, str] | None:
    """Return a record's HTTP headers, {} when it has none, None when the answer was no page."""
    wrapped = _media_type(record.headers.get("Content-Type")) == "application/http"
    if not wrapped and not (record.record_type & WarcRecordType.response and record.is_http):
        return {}
    record.parse_http(auto_decode="none", max_header_len=_MAX_HEADERS, quirks_mode=True)
    if record.http_headers is None or record.http_headers.status_code != _OK:
        return None
    return {key.lower(): value for key, value in record.http_headers}


def _body(record: WarcRecord, limit: int = MAX_DOCUMENT) -> bytes:
    """Return a record's payload, at most one byte more than a document may have.

    Raises:
        _CutShortError: the record has fewer bytes than it states.
    """
    before = record.reader.tell()
    parts, size = [], 0
    while size <= limit and (part := record.reader.read(min(_CHUNK, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    stated = record.content_length - before
    if size < stated and size <= limit:
        raise _CutShortError(f"the record is cut short: {size} of {stated} bytes are there")
    return b"".join(parts)


def _decoded(raw: bytes, http: dict[str, str]) -> bytes:
    """Undo the transfer and content encodings that the headers state and the bytes show.

    Raises:
        DamagedError: the packed body cannot be unpacked.
    """
    if "chunked" in http.get("transfer-encoding", "").lower() and _CHUNKS.match(raw):
        raw = _dechunked(raw)
    for coding in reversed(http.get("content-encoding", "").lower().replace(" ", "").split(",")):
        if coding in ("gzip", "x-gzip") and raw.startswith(b"\x1f\x8b"):
            raw = inflate(raw)
        elif coding == "deflate":
            raw = inflate(raw) if raw[:1] == b"\x78" else inflate(raw, wrapper=-15)
        elif coding in ("br", "zstd"):
            raw = _unpacked(raw, coding)
    return raw


def _dechunked(raw: bytes) -> bytes:
    """Return a chunked body whole; bytes that are not chunks after all are left as they are."""
    parts, position = [], 0
    while found := _CHUNKS.match(raw, position):
        size = int(raw[position : found.end()].split(b";")[0].strip(), 16)
        parts.append(raw[found.end() : found.end() + size])
        position = found.end() + size + 2
        if not size:
            return b"".join(parts)
    return b"".join(parts) if position >= len(raw) else raw


def _unpacked(raw: bytes, coding: str) -> bytes:
    reader = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(raw))
    parts, size = [], 0
    try:
        while size <= MAX_DOCUMENT and (part := reader.read(_CHUNK)):
            parts.append(part)
            size += len(part)
    except (OSError, ValueError, EOFError):
        # Many archives hold the body unpacked beside the header of the packed one.
        return raw
    return b"".join(parts) or raw


def _fields(record: WarcRecord, url: str, http: dict[str, str]) -> dict[str, str]:
    fields = {"url": url}
    captured = record.headers.get("WARC-Date")
    if captured:
        fields["captured"] = clean_line(captured)
    if record.record_id:
        fields["warc.record_id"] = clean_line(record.record_id)
    if record.headers.get("WARC-Truncated"):
        fields["warc.truncated"] = clean_line(record.headers.get("WARC-Truncated") or "")
    fields |= {f"http.{key}": clean_line(http[key]) for key in _KEPT_HEADERS if http.get(key)}
    charset = re.search(r"""(?i)charset\s*=\s*["']?([\w.:-]{2,40})""", http.get("content-type", ""))
    if charset:
        fields["charset"] = charset[1]
    return fields


def _media_type(value: str | None) -> str:
    return (value or "").split(";")[0].strip().lower()


def _reason(error: Exception) -> str:
    if isinstance(error, DamagedError | _CutShortError):
        return str(error)
    return f"the archive is damaged here: {error}"
