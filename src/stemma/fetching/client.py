"""Fetching one page safely: bounded in size and time, along redirects, with what the server said."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from ssl import SSLContext
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from msgspec import Struct, field

from stemma import __version__
from stemma.fetching.errors import FetchError, RefusedError
from stemma.fetching.guard import GuardedBackend

MAX_BYTES = 24 * 1024 * 1024  # as for a document from a file
_REDIRECTS = 8
_OK, _NOT_MODIFIED = 200, 304
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOST_WAIT = 24 * 3600.0
_KEPT = frozenset(
    {
        "content-type", "last-modified", "date", "server", "content-language", "etag", "content-disposition",
        "link",
    }
)  # fmt: skip
_LONGEST_HEADER = 2_000


class Limits(Struct, frozen=True):
    """Bounds of one fetch: seconds to connect, between two pieces, and in all; bytes unpacked."""

    connect: float = 15.0
    read: float = 30.0
    total: float = 120.0
    size: int = MAX_BYTES


class Page(Struct, frozen=True):
    """What a server answered.

    ``url`` is where the answer came from after all redirects; ``captured`` the time (ISO 8601, UTC);
    ``headers`` are in lower case. ``changed`` is False when the server said that nothing has changed
    since the last time; ``raw`` is empty then.
    """

    url: str
    raw: bytes
    status: int
    captured: str
    headers: dict[str, str] = field(default_factory=dict)
    changed: bool = True

    @property
    def media_type(self) -> str:
        """The type that the server states, "" when it states none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def fields(self) -> dict[str, str]:
        """Return what came beside the bytes, named as documents from web archives have it."""
        found = {"url": self.url, "captured": self.captured, "http.status": str(self.status)}
        found |= {f"http.{name}": value for name, value in self.headers.items()}
        charset = self.headers.get("content-type", "").partition("charset=")[2].strip(" \"';").split(";")[0]
        return found | ({"charset": charset} if charset else {})


class Client:
    """An HTTP client that asks public addresses only and never reads more than its limits.

    Args:
        limits: bounds of each fetch.
        allow_private: let private, loopback and link-local addresses through: all, or those of the
            hosts named.
        contact: an address or a page that the user agent names, for those whose servers are asked.
        tls: how servers prove who they are; None for the platform's own roots.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_private: bool | frozenset[str] = False,
        contact: str = "",
        tls: SSLContext | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.agent = f"stemma/{__version__}" + (f" (+{contact})" if contact else "")
        context = tls or _usual_tls()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=8,
            max_keepalive_connections=4,
            keepalive_expiry=20,
            retries=0,
            network_backend=GuardedBackend(allow_private=allow_private),
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        """Fetch a page.

        Args:
            url: an http or https address.
            etag: the ETag that the server gave last time.
            modified: the Last-Modified date that it gave.

        Raises:
            RefusedError: the address, or one that it redirects to, may not be asked.
            FetchError: the server cannot be reached, answers with an error, too much or too slowly.
        """
        deadline = time.monotonic() + self.limits.total
        headers = {"if-none-match": etag, "if-modified-since": modified}
        seen: list[str] = []
        while True:
            check_address(url)
            if url in seen or len(seen) > _REDIRECTS:
                raise FetchError(f"{seen[0]} redirects in a circle or too often ({len(seen)} times)")
            seen.append(url)
            with self._answer(url, headers, deadline) as (status, found, parts):
                if status in _REDIRECT and "location" in found:
                    url = urljoin(url, found["location"])
                    continue
                if status == _NOT_MODIFIED:
                    return Page(url, b"", status, _now(), found, changed=False)
                if status != _OK:
                    raise _unwelcome(url, status, found)
                return Page(url, self._body(url, parts), status, _now(), found)

    @contextmanager
    def _answer(
        self, url: str, extra: dict[str, str], deadline: float
    ) -> Iterator[tuple[int, dict[str, str], Iterator[bytes]]]:
        parts = urlsplit(url)
        headers = {
            "host": parts.netloc.rpartition("@")[2],
            "user-agent": self.agent,
            "accept": "text/html,application/xhtml+xml,application/xml,application/json,*/*;q=0.5",
            "accept-encoding": "gzip, deflate",
            "connection": "keep-alive",
            **{name: value for name, value in extra.items() if value},
        }
        left = max(0.1, deadline - time.monotonic())
        timeouts = {
            "connect": min(self.limits.connect, left), "read": min(self.limits.read, left),
            "write": min(self.limits.read, left), "pool": left,
        }  # fmt: skip
        try:
            with self._pool.stream(
                "GET", url, headers=list(headers.items()), extensions={"timeout": timeouts}
            ) as answer:
                found = _kept_headers(answer.headers)
                wire = httpx.Response(
                    answer.status, headers=answer.headers, stream=_Stream(url, answer.iter_stream(), deadline)
                )
                yield answer.status, found, wire.iter_bytes()
        except httpcore.TimeoutException as error:
            raise FetchError(f"{url} does not answer in time", again=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            raise FetchError(f"{url} cannot be read: {error or type(error).__name__}", again=True) from error
        except httpx.DecodingError as error:
            raise FetchError(f"{url}: the packed answer is damaged: {error}") from error
        except (UnicodeError, httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"{url}: {error}") from error

    def _body(self, url: str, parts: Iterator[bytes]) -> bytes:
        held, size = [], 0
        for part in parts:
            size += len(part)
            if size > self.limits.size:
                raise FetchError(f"{url} is larger than {self.limits.size >> 20} MB")
            held.append(part)
        return b"".join(held)


def hosts_of(addresses: Iterable[str]) -> frozenset[str]:
    """Return the hosts of web addresses; what is none is passed over."""
    found = set()
    for address in addresses:
        try:
            found.add(urlsplit(address).hostname or "")
        except ValueError:
            continue
    return frozenset(found - {""})


@cache
def _usual_tls() -> SSLContext:
    """Return the platform's own roots, read once (0.1 seconds)."""
    return httpx.create_ssl_context(trust_env=False)


class _Stream(httpx.SyncByteStream):
    """The bytes on the wire, for httpx to unpack piece by piece, until time is up."""

    def __init__(self, url: str, parts: Iterator[bytes], deadline: float) -> None:
        self._url = url
        self._parts = parts
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            if time.monotonic() > self._deadline:
                raise FetchError(f"{self._url} takes too long to send its page", again=True)
            yield part


def check_address(url: str) -> None:
    """Refuse what is no plain web address.

    Raises:
        RefusedError: another scheme, no host, a name and password, or control characters in it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError(f"{url!r} is no web address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise RefusedError(f"{url!r} is not fetched: only http and https addresses are")
    if parts.username is not None or port == 0 or any(ord(sign) <= ord(" ") for sign in url):
        raise RefusedError(f"{url!r} is not fetched: it holds a password, a blank or no real port")


def _kept_headers(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    wanted = _KEPT | {"location", "retry-after"}
    return {
        name.decode("latin-1").lower(): value.decode("latin-1", "replace")[:_LONGEST_HEADER]
        for name, value in headers
        if name.decode("latin-1").lower() in wanted
    }


def _unwelcome(url: str, status: int, headers: dict[str, str]) -> FetchError:
    wait = _retry_after(headers.get("retry-after", ""))
    return FetchError(f"{url} answers with status {status}", again=status in _LATER, wait=wait, status=status)


def _retry_after(value: str) -> float | None:
    """Return the seconds that a Retry-After header asks for, a day at most."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(0.0, min(seconds, _MOST_WAIT)) if seconds == seconds else None  # noqa: PLR0124  NaN


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
