"""Documents from the web: a page, a feed with its pages, a sitemap, a list of addresses."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from msgspec import Struct

from stemma.errors import UsageError
from stemma.records import ROW_TYPE, Document, Failure

if TYPE_CHECKING:
    from stemma.fetching import Limits, Page, Polite

MOST_PAGES = 500  # of one address given: a sitemap may list a million
_DEEPEST = 2  # a sitemap index, its sitemaps, their pages
_LISTS = frozenset({"sitemap", "addresses"})
_TYPES = {
    "html": "text/html", "pdf": "application/pdf", "mail": "message/rfc822", "json": "application/json",
    "feed": "application/xml",
}  # fmt: skip
_TOLD = ("title", "published", "updated")  # what a feed's teaser says of its page


class Web(Struct, frozen=True):
    """How the web is asked.

    Args:
        limits: bounds of each fetch; None for the usual ones.
        delay: least seconds between two questions to one host.
        robots: whether robots.txt is obeyed.
        allow_private: let the hosts that were named through also where they are in private networks or
            this machine; with ``lists`` all.
        contact: a page or an address that the user agent names.
        most: how many pages one feed, sitemap or list may bring.
        lists: fetch the pages that a file lists, too.
    """

    limits: "Limits | None" = None
    delay: float = 2.0
    robots: bool = True
    allow_private: bool = False
    contact: str = ""
    most: int = MOST_PAGES
    lists: bool = False

    def open(self, inputs: Iterable[str] = ()) -> "Polite":
        """Return a client that asks so.

        Args:
            inputs: what was named: addresses among files.
        """
        from stemma.fetching import Client, Limits, Polite, hosts_of  # noqa: PLC0415  loaded when needed

        named = hosts_of(filter(is_address, inputs))
        private = self.allow_private and (self.lists or named)
        client = Client(self.limits or Limits(), allow_private=private, contact=self.contact)
        return Polite(client, delay=self.delay, robots=self.robots)


def is_address(name: str) -> bool:
    """Tell whether an input is an address on the web."""
    return name.lower().startswith(("http://", "https://"))


def from_web(address: str, guest: "Polite", *, most: int = MOST_PAGES) -> Iterator[Document | Failure]:
    """Yield the documents behind an address: the page, or the pages that a feed or list names.

    A feed's entry with its whole text is taken as it is; where it holds a teaser, the page is fetched.

    Args:
        address: an http or https address.
        guest: asks the servers.
        most: how many pages are fetched at most; the rest is one failure.
    """
    from stemma.fetching import FetchError  # noqa: PLC0415  loaded when needed

    waiting: deque[tuple[str, dict[str, str], int]] = deque([(address, {}, 0)])
    seen = {bare(address)}
    asked = 0
    while waiting:
        url, beside, depth = waiting.popleft()
        if asked >= max(1, most) + depth:
            yield Failure(address, f"more than {most:,} pages: {len(waiting) + 1:,} were not fetched")
            return
        asked += 1
        try:
            page = guest.get(url)
        except FetchError as error:
            yield Failure(url, str(error), "fetching")
            continue
        for found in documents_of(page, beside):
            if not isinstance(found, tuple):
                yield found
                continue
            link, fields = found
            link = bare(link)
            if link not in seen and depth < _DEEPEST:
                seen.add(link)
                waiting.append((link, fields, depth + 1))


def from_list(
    name: str, raw: bytes, guest: "Polite", *, most: int = MOST_PAGES
) -> Iterator[Document | Failure]:
    """Yield the documents behind the addresses that a file lists.

    Raises:
        UsageError: it lists none.
    """
    from stemma.reading import addresses  # noqa: PLC0415  loaded when needed

    links = addresses(raw)
    if not links:
        raise UsageError(f"{name} lists no addresses")
    for url, _ in links[:most]:
        yield from from_web(url, guest, most=most)
    if len(links) > most:
        yield Failure(name, f"more than {most:,} pages: {len(links) - most:,} were not fetched")


def documents_of(
    page: "Page", beside: dict[str, str] | None = None
) -> Iterator[Document | Failure | tuple[str, dict[str, str]]]:
    """Yield what a page holds: documents, and the addresses that a list or a feed's teasers name.

    Args:
        page: a fetched page.
        beside: what the list that named it says of it; the page's own words win.
    """
    from stemma.reading import addresses, kind_of, parts  # noqa: PLC0415  loaded when needed

    kind = kind_of(page.raw, _suffix(page))
    if not page.raw.strip():
        yield Failure(page.url, "the page is empty", "fetching")
        return
    if not kind:
        yield Failure(page.url, f"this is {page.media_type or 'binary'}, which is not read", "fetching")
        return
    if kind in _LISTS:
        yield from addresses(page.raw)
        return
    fields = {
        f"list.{name}": value for name, value in (beside or {}).items() if name != "kind"
    } | page.fields()
    document = Document(
        page.url, page.raw, _TYPES.get(kind, "text/plain"), hashlib.sha256(page.raw).hexdigest(), fields
    )
    for found in parts(document):
        teaser = _teaser(found)
        yield teaser or found


def _teaser(found: Document | Failure) -> tuple[str, dict[str, str]] | None:
    """Return the address of a feed's entry that holds a teaser, and what the feed says of it."""
    if not isinstance(found, Document) or found.media_type != ROW_TYPE or "stub" not in found.fields:
        return None
    link = found.fields.get("url", "")
    told = {name: found.fields[name] for name in _TOLD if name in found.fields}
    return (link, told) if is_address(link) else None


def bare(url: str) -> str:
    """Return an address without its fragment; one that is none is left for the client to refuse."""
    try:
        return urldefrag(url)[0]
    except ValueError:
        return url


def _suffix(page: "Page") -> str:
    """Return a suffix that says what the server says, where the bytes alone do not tell."""
    return ".csv" if page.media_type == "text/csv" else ""
