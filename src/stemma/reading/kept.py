"""Documents in Stemma's own WARC exports: taken up as they were kept, with what came beside them."""

import hashlib
import json
from collections.abc import Mapping

from stemma.errors import ReadingError
from stemma.reading.cleaning import clean_line
from stemma.reading.ninjs import flattened
from stemma.reading.rows import strings
from stemma.records import ROW_TYPE, Document

FIELDS = "Stemma-Fields"  # the header that tells a record of Stemma's from others
_DIGEST = "sha256:"
_MAX_ORIGIN = 4000


def restored(headers: Mapping[str, str], raw: bytes, name: str) -> Document:
    """Return the document of a record as it was kept.

    Args:
        headers: the WARC headers.
        raw: the payload.
        name: what to call the record.

    Raises:
        ReadingError: the bytes are not those whose hash was written, or a header is damaged.
    """
    sha256 = headers.get("WARC-Payload-Digest", "").removeprefix(_DIGEST)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise ReadingError(f"{name}: the bytes are not those that were exported: their hash has changed")
    media_type = headers.get("Stemma-Type", "")
    try:
        origin = json.loads(headers.get("Stemma-Origin", '""'))
        beside = json.loads(headers[FIELDS])
        row = json.loads(raw) if media_type == ROW_TYPE else {}
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{name}: what was written beside the document is damaged: {error}") from error
    if not (isinstance(origin, str) and isinstance(beside, dict) and isinstance(row, dict)):
        raise ReadingError(f"{name}: what was written beside the document is damaged")
    fields = strings(flattened(row)) | strings(beside)
    return Document(clean_line(origin)[:_MAX_ORIGIN] or name, raw, media_type, sha256, fields)
