"""WARC 1.1 (ISO 28500): the documents as they came, with their addresses, times and headers.

A page that was fetched, or read from a web archive, is a ``response`` record; a file or a row of a
table, which no server ever sent, is a ``resource`` record under the URN of its hash. What came
beside the bytes (headers, the file's name) stands in the record's own headers, as JSON in ASCII, so
that `stemma ingest` of the archive gives the same reports.
"""

import io
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stemma.casebook import Casebook, Kept
from stemma.records import ROW_TYPE, Document

_NAME = "documents.warc.gz"
_PREFIX = "http."
# Headers that describe the bytes on the wire; the bytes kept are unpacked and whole.
_OF_THE_WIRE = frozenset({"content-length", "content-encoding", "transfer-encoding", "connection"})
_MAX_HEADER = 16_000


def write(book: Casebook, folder: Path) -> tuple[Path, ...]:
    """Write every stored document into one gzipped WARC, one at a time.

    Raises:
        UsageError: the casebook is a redacted view, which has no raw documents.
    """
    path = folder / _NAME
    latest, tool = "1970-01-01T00:00:00+00:00", "stemma"
    for kept in book.documents():
        latest, tool = max(latest, kept.stored), kept.tool
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="1.1")
        _about(writer, tool, latest)
        for kept in book.documents():
            _record(writer, kept)
    return (path,)


def _about(writer: WARCWriter, tool: str, at: str) -> None:
    lines = {"software": tool, "format": "WARC File Format 1.1", "conformsTo": "ISO 28500:2017"}
    body = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
    headers = {
        "WARC-Record-ID": _identifier("warcinfo", at),
        "WARC-Filename": _NAME,
        "WARC-Date": _moment(at),
    }
    record = writer.create_warc_record(
        "",
        "warcinfo",
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type="application/warc-fields",
        warc_headers_dict=headers,
    )
    writer.write_record(record)


def _record(writer: WARCWriter, kept: Kept) -> None:
    document = kept.document
    url = document.fields.get("url", "")
    sent = url.startswith(("http://", "https://")) and document.media_type != ROW_TYPE and _captured(document)
    headers = {
        "WARC-Record-ID": _identifier("record", document.sha256),
        "WARC-Date": _moment(document.fields.get("captured") or kept.stored),
        "WARC-Payload-Digest": f"sha256:{document.sha256}",
        "Stemma-Origin": json.dumps(document.origin),
        "Stemma-Tool": _ascii(kept.tool),
        "Stemma-Type": _ascii(document.media_type),
        "Stemma-Fields": _beside(document),
    }
    record = writer.create_warc_record(
        url if sent else f"urn:sha256:{document.sha256}",
        "response" if sent else "resource",
        payload=io.BytesIO(document.raw),
        length=len(document.raw),
        warc_content_type="application/http; msgtype=response"
        if sent
        else document.media_type or "text/plain",
        http_headers=_http(document) if sent else None,
        warc_headers_dict=headers,
    )
    writer.write_record(record)


def _beside(document: Document) -> str:
    """Return what came beside the bytes; not the columns of a row, which its bytes hold."""
    columns: object = json.loads(document.raw) if document.media_type == ROW_TYPE else {}
    held = columns if isinstance(columns, dict) else {}
    fields = {key: value for key, value in document.fields.items() if held.get(key) != value}
    while len(told := json.dumps(fields, sort_keys=True)) > _MAX_HEADER:
        # Only a column made of others (a nested text) is so long; the reader makes it again.
        del fields[max(fields, key=lambda key: (len(fields[key]), key))]
    return told


def _captured(document: Document) -> bool:
    return "captured" in document.fields or any(name.startswith(_PREFIX) for name in document.fields)


def _http(document: Document) -> StatusAndHeaders:
    headers = {
        name[len(_PREFIX) :]: _ascii(value)
        for name, value in document.fields.items()
        if name.startswith(_PREFIX) and name != f"{_PREFIX}status"
    }
    kept = [(name.title(), value) for name, value in sorted(headers.items()) if name not in _OF_THE_WIRE]
    if "content-type" not in headers:
        kept.append(("Content-Type", document.media_type or "text/html"))
    kept.append(("Content-Length", str(len(document.raw))))
    return StatusAndHeaders("200 OK", kept, protocol="HTTP/1.1")


def _moment(at: str) -> str:
    """Return a time as WARC wants it: UTC, with a Z."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return "1970-01-01T00:00:00Z"
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _identifier(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'stemma:' + ':'.join(parts))}>"


def _ascii(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode().replace("\n", " ").replace("\r", " ")
