"""A small web archive, member by member compressed."""

import gzip
from collections.abc import Iterable


def archive(pages: Iterable[tuple[str, bytes]], day: str) -> bytes:
    """Return a WARC file of pages with their addresses, all of them fetched at noon of one day."""
    members = b""
    for number, (address, page) in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: {day}T12:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"WARC-Target-URI: {address}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        members += gzip.compress(head.encode() + answer + b"\r\n\r\n")
    return members
