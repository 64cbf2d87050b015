"""The desk as a folder that opens without a server: its pages as scripts of data beside it."""

import shutil
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec.structs import replace

from stemma.casebook import Casebook, columns
from stemma.errors import StemmaError
from stemma.web import pages
from stemma.web.basemap import cities
from stemma.web.index import Index, build_index, in_order, with_places
from stemma.web.tables import to_csv

STATIC = Path(__file__).parent / "_static"
SHAPES = ("land", "lakes", "rivers", "regions", "borders")

# How many pages stand in one file of data: about 200 kB of claims, reports or events each on the
# FA-KES collection, so that a page opens at once and a folder of thousands of claims has few files.
TOGETHER = {"claims": 40, "reports": 8, "events": 60}

# Nothing is fetched: scripts and styles come from this folder (or from where it is served), the
# map's worker out of the page's own script.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data: blob:; "
    "worker-src blob: data:; connect-src blob: data:; base-uri 'none'; form-action 'none'"
)

_PAGE = f"""<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{POLICY}">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Stemma</title>
    <link rel="icon" href="assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="assets/site.css">
    <script src="assets/site.js" defer></script>
  </head>
  <body>
    <noscript>These pages need JavaScript. The same as tables: <a href="tables/claims.csv">claims</a>,
    <a href="tables/reports.csv">reports</a>, <a href="tables/events.csv">events</a>.</noscript>
    <div id="app"></div>
  </body>
</html>
"""


class SiteError(StemmaError):
    """The pages cannot be written."""


def write_site(book: Casebook, folder: Path, *, limit: int | None = None) -> tuple[Path, ...]:
    """Write the desk into a folder and return the files written, ``index.html`` first.

    Args:
        book: the casebook.
        folder: an existing folder; files of an earlier export in it are overwritten.
        limit: write only so many claims, the leading ones, with the reports and events that they
            stand in; None for all.

    Raises:
        SiteError: this installation has no built web page.
    """
    if not (STATIC / "site" / "site.js").is_file():
        raise SiteError("the web page is not built; build it with: python scripts/build_frontend.py")
    index = build_index(book)
    if limit is not None:
        index = leading(index, book, limit)
    written = [folder / "index.html"]
    written[0].write_text(_PAGE, encoding="utf-8", newline="\n")
    written += _assets(folder / "assets")
    written += _data(book, index, folder / "data")
    written += _tables(book, index, folder / "tables")
    return tuple(written)


def leading(index: Index, book: Casebook, limit: int) -> Index:
    """Return the summary of the leading claims, and of the reports and events that they stand in."""
    rows = index.rows[:limit]
    kept = {row.id for row in rows}
    stands = {mention.report for claim, mention in columns.told(book) if claim in kept}
    acted = {event for event, _, report, _ in columns.event_members(book) if report in stands}
    kept_index = replace(
        index,
        rows=rows,
        reports={name: line for name, line in index.reports.items() if name in stands},
        events={name: located for name, located in index.events.items() if name in acted},
        copies=sum(copy.source in stands and copy.target in stands for copy in columns.copies(book)),
    )
    return with_places(kept_index)


def shard(name: str, count: int) -> int:
    """Return which of ``count`` files a page stands in: FNV-1a of its id, as the page computes it."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % count


def plain_words(text: str) -> Iterator[str]:
    """Yield the words of a text without case and accents, as the page's search folds a query."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M")
    )
    yield from "".join(c if c.isalnum() else " " for c in bare.lower()).split()


def _assets(folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    for source in (STATIC / "site" / "site.js", STATIC / "site" / "site.css", STATIC / "icon.svg"):
        yield Path(shutil.copyfile(source, folder / source.name))


def _data(book: Casebook, index: Index, folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    for stale in folder.glob("*.js"):
        stale.unlink()
    put = partial(_put, folder)
    yield put("overview", pages.overview(index, book.path.name, version("stemma-news")))
    yield put("reports", pages.reports_page(index))
    yield put("situation", pages.packed_events(index, book))
    yield put("sources", pages.sources_page(index, book))
    yield put("review", _reviewed(index, book))
    yield put("decisions", pages.decisions_page(index))
    yield put("statements", pages.statements(index, book))
    yield put("copied", _copied(index, book))
    yield put("aims", pages.aims_page(index, book))
    carried: dict[str, set[str]] = defaultdict(set)
    for claim, mention in columns.told(book):
        carried[claim].add(mention.report)
    yield put("claims", {"rows": index.rows, "reports": [sorted(carried[row.id]) for row in index.rows]})
    yield put("words", _words(book, index))
    yield from _spread(put, index, book)
    for name in SHAPES:
        yield put(f"geo-{name}", msgspec.Raw((STATIC / "geo" / f"{name}.json").read_bytes()))
    yield put("geo-cities", msgspec.Raw(cities()))


def _put(folder: Path, name: str, value: object) -> Path:
    path = folder / f"{name}.js"
    head, tail = f'(window.stemma??={{}})["{name}"]='.encode(), b";\n"
    path.write_bytes(head + msgspec.json.encode(value) + tail)
    return path


def _spread(put: Callable[[str, object], Path], index: Index, book: Casebook) -> Iterator[Path]:
    """Write the pages of claims, reports and events, many to a file."""
    makers: Mapping[str, tuple[Iterable[str], Callable[[str], object]]] = {
        "claims": (index.places.claims, lambda name: pages.claim_page(index, book, name)),
        "reports": (index.reports, lambda name: _reader(index, book, name)),
        "events": (index.events, lambda name: pages.event_page(index, book, name)),
    }
    counts: dict[str, int] = {}
    for kind, (names, make) in makers.items():
        every = sorted(names)
        counts[kind] = -(-len(every) // TOGETHER[kind])
        groups: dict[int, list[str]] = defaultdict(list)
        for name in every:
            groups[shard(name, counts[kind])].append(name)
        for number in range(counts[kind]):
            yield put(f"{kind}-{number}", {name: make(name) for name in groups[number]})
    yield put("shards", counts)


def _reader(index: Index, book: Casebook, name: str) -> pages.ReaderPage:
    """Return a report's page without the text shared with reports that are not exported."""
    page = pages.reader_page(index, book, name)
    return replace(page, copies=tuple(copy for copy in page.copies if copy.other.id in index.reports))


def _copied(index: Index, book: Casebook) -> dict[str, pages.CopiedPage]:
    """Return the copied passages of each outlet, and of each pair of outlets, by their names."""
    found = {}
    sources = pages.sources_page(index, book)
    for line in sources.outlets:
        if line.copied_share:
            found[line.name] = pages.copied_page(index, book, {"outlet": line.name})
    for flow in sources.flows:
        found[f"{flow.target}\n{flow.source}"] = pages.copied_page(
            index, book, {"outlet": flow.target, "from": flow.source}
        )
    return found


def _reviewed(index: Index, book: Casebook) -> pages.ReviewPage:
    page = pages.review_page(index, book)
    doubts = tuple(d for d in page.doubts if d.a.report in index.reports and d.b.report in index.reports)
    return replace(page, doubts=doubts, total=page.total if len(doubts) == len(page.doubts) else len(doubts))


def _words(book: Casebook, index: Index) -> dict[str, object]:
    """Return for each word the reports that hold it, as pairs: position in ``reports``, how often."""
    order = [line.id for line in in_order(index.reports.values())]
    found: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(order):
        report = book.report(name)
        if report is not None:
            for word, count in Counter(plain_words(f"{report.title or ''}\n{report.text}")).items():
                found[word] += (number, count)
    return {"reports": order, "words": dict(sorted(found.items()))}


def _tables(book: Casebook, index: Index, folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    sources = pages.sources_page(index, book)
    rows: Mapping[str, Iterable[object]] = {
        "claims": index.rows,
        "reports": pages.reports_page(index).reports,
        "events": pages.event_rows(index, book),
        "outlets": sources.outlets,
        "speakers": sources.speakers,
        "flows": sources.flows,
        "aims": pages.aim_lines(pages.aims_page(index, book)),
        "review": _reviewed(index, book).doubts,
        "decisions": pages.decisions_page(index).decisions,
        "failures": index.failures,
    }
    for name, found in rows.items():
        path = folder / f"{name}.csv"
        path.write_text(to_csv(found), encoding="utf-8", newline="")
        yield path
