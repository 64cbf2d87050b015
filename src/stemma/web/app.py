"""The web application: addresses to pages, as JSON, as CSV and as the built front end."""

import mimetypes
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from stemma.casebook import Casebook
from stemma.errors import CasebookError, DecisionError, UsageError
from stemma.records import Decision
from stemma.web import pages
from stemma.web.basemap import cities
from stemma.web.deciding import Wish, decide, is_noted, note, read_wish
from stemma.web.index import Index
from stemma.web.layers import layer_file, layer_list, read_layers
from stemma.web.offering import Offering
from stemma.web.security import LOCAL_HOSTS, Guard
from stemma.web.shelf import Make, Shelf
from stemma.web.tables import to_csv

STATIC = Path(__file__).parent / "_static"
LARGEST_BODY = 64 * 1024

_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Stemma</title>
<h1>The web page is not built</h1>
<p>This installation of Stemma has no front end. In a checkout, build it with
<code>python scripts/build_frontend.py</code>. The data is there all the same:
<a href="/api/claims">claims as JSON</a>, <a href="/api/claims.csv">as CSV</a>.</p></html>
"""

Query = Mapping[str, str]
Page = Callable[[Index, Casebook, Query], object]
Rows = Callable[[Index, Casebook, Query], Iterable[object]]

PAGES: dict[str, Page] = {
    "claims": pages.claims_page,
    "claims/{id}": lambda index, book, query: pages.claim_page(index, book, query["id"]),
    "claims/{id}/matches": lambda index, book, query: pages.matches_page(index, book, query["id"]),
    "reports/{id}": lambda index, book, query: pages.reader_page(index, book, query["id"]),
    "events/{id}": lambda index, book, query: pages.event_page(index, book, query["id"]),
    "aims": lambda index, book, query: pages.aims_page(index, book, query.get("actor", "")),
    "search": lambda index, book, query: pages.search_page(index, book, query.get("q", "")),
    "statements": pages.statements_page,
    "copied": pages.copied_page,
}

# These are the same until the casebook changes.
KEPT: dict[str, Callable[[Index, Casebook], object]] = {
    "reports": lambda index, _: pages.reports_page(index),
    "events": pages.event_table,
    "situation": pages.packed_events,
    "sources": pages.sources_page,
    "review": pages.review_page,
    "decisions": lambda index, _: pages.decisions_page(index),
}

TABLES: dict[str, Rows] = {
    "claims": pages.filtered,
    "claims/{id}": lambda index, book, query: pages.claim_page(index, book, query["id"]).claim.mentions,
    "reports": lambda index, _, __: pages.reports_page(index).reports,
    "reports/{id}": lambda index, book, query: pages.reader_page(index, book, query["id"]).mentions,
    "events": lambda index, book, _: pages.event_rows(index, book),
    "events/{id}": lambda index, book, query: pages.event_page(index, book, query["id"]).event.mentions,
    "outlets": lambda index, book, _: pages.sources_page(index, book).outlets,
    "speakers": lambda index, book, _: pages.sources_page(index, book).speakers,
    "flows": lambda index, book, _: pages.sources_page(index, book).flows,
    "aims": lambda index, book, query: pages.aim_lines(pages.aims_page(index, book, query.get("actor", ""))),
    "search": lambda index, book, query: pages.search_page(index, book, query.get("q", "")).reports,
    "statements": pages.chosen_statements,
    "copied": lambda index, book, query: pages.copied_page(index, book, query).rows,
    "review": lambda index, book, _: pages.review_page(index, book).doubts,
    "decisions": lambda index, _, __: pages.decisions_page(index).decisions,
    "failures": lambda index, _, __: index.failures,
}


# Not every system's table knows the ending of MapLibre's worker, and a module of another type does not run.
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("text/javascript", ".js")


def create_app(
    casebook_path: str | Path,
    *,
    token: str | None = None,
    allowed_hosts: Iterable[str] = LOCAL_HOSTS,
    layers: Iterable[str | Path] = (),
) -> Starlette:
    """Return the web application of one casebook.

    Args:
        casebook_path: the casebook's file; it is read anew when it changes.
        token: a secret that every request must carry; None for a server that only listens locally.
        allowed_hosts: host names that the server answers to; "*" for any.
        layers: files of shapes to draw on the map, GeoJSON or PMTiles.

    Raises:
        UsageError: a layer is no such file.
        CasebookError: there is no casebook at the path, or it cannot be opened.
    """
    shelf = Shelf(Path(casebook_path), _made("situation"), _made("sources", "review"))
    shelf.check()
    middleware = [Middleware(Guard, hosts=allowed_hosts, token=token)]
    if token is not None:  # over a network; on this machine packing would only take time
        middleware.append(Middleware(GZipMiddleware, minimum_size=2048, compresslevel=4))
    app = Starlette(
        routes=_routes(),
        middleware=middleware,
        exception_handlers={
            UsageError: _failed(404),
            DecisionError: _failed(409),
            CasebookError: _failed(503),
            HTTPException: _refused,
        },
    )
    app.state.shelf = shelf
    app.state.offering = Offering()
    app.state.layers = read_layers(layers)
    return app


def _routes() -> list[BaseRoute]:
    routes: list[BaseRoute] = [
        Route("/api/overview", _overview),
        Route("/api/matches", _matches),
        Route("/api/basemap/cities.json", _cities),
        Route("/api/layers", layer_list),
        Route("/layers/{number:int}", layer_file),
        Route("/api/decisions", _decide, methods=["POST"]),
    ]
    routes += [Route(f"/api/{path}.csv", _table(rows)) for path, rows in TABLES.items()]
    routes += [Route(f"/api/{path}", _kept(path)) for path in KEPT]
    routes += [Route(f"/api/{path}", _page(page)) for path, page in PAGES.items()]
    routes.append(Route("/api/{rest:path}", _nothing))
    if STATIC.is_dir():
        routes.append(Mount("/assets", StaticFiles(directory=STATIC / "assets", check_dir=False)))
        routes.append(Mount("/geo", StaticFiles(directory=STATIC / "geo", check_dir=False)))
    routes.append(Route("/{rest:path}", _front))
    return routes


def _page(page: Page) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        shelf: Shelf = request.app.state.shelf
        index = shelf.index()
        with shelf.book() as book:
            return _json(page(index, book, {**request.query_params, **request.path_params}))

    return answer


def _made(*names: str) -> dict[str, Make]:
    """Return how some of the kept pages are made."""

    def make(page: Callable[[Index, Casebook], object]) -> Make:
        return lambda index, book: msgspec.json.encode(page(index, book))

    return {name: make(KEPT[name]) for name in names}


def _kept(name: str) -> Callable[[Request], Response]:
    """Answer with a page that is the same for all, encoded once for as long as the summary stands."""
    make = _made(name)[name]

    def answer(request: Request) -> Response:
        shelf: Shelf = request.app.state.shelf
        body = shelf.answer(name, shelf.index(), make)
        return Response(body, media_type="application/json")

    return answer


def _table(rows: Rows) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        shelf: Shelf = request.app.state.shelf
        index = shelf.index()
        with shelf.book() as book:
            text = to_csv(rows(index, book, {**request.query_params, **request.path_params}))
        name = request.url.path.rsplit("/", 1)[-1]
        disposition = f'attachment; filename="stemma-{_plain(name)}"'
        return Response(text, media_type="text/csv", headers={"content-disposition": disposition})

    return answer


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "", name)


def _overview(request: Request) -> Response:
    shelf: Shelf = request.app.state.shelf
    return _json(pages.overview(shelf.index(), shelf.path.name, version("stemma-news")))


def _matches(request: Request) -> Response:
    shelf: Shelf = request.app.state.shelf
    offering: Offering = request.app.state.offering
    index = shelf.index()
    with shelf.book() as book:
        return _json(offering.page(index, book))


def _cities(_: Request) -> Response:
    return Response(cities(), media_type="application/geo+json", headers={"cache-control": "max-age=86400"})


async def _decide(request: Request) -> Response:
    shelf: Shelf = request.app.state.shelf
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return _error("a decision is sent as application/json", 415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return _error(f"a decision is at most {LARGEST_BODY} bytes long", 413)
    try:
        wish = read_wish(body)
    except UsageError as error:
        return _error(str(error), 400)
    return _json(await run_in_threadpool(_decided, shelf, wish), 201)


def _decided(shelf: Shelf, wish: Wish) -> Decision:
    if is_noted(wish, shelf.index().decisions):
        return shelf.note(lambda: note(shelf.path, wish))
    decision = decide(shelf.path, wish)
    shelf.index(fresh=True)
    return decision


def _front(request: Request) -> Response:
    """Serve a file of the front end; every other address is one of its pages."""
    name = request.path_params["rest"]
    if name and "/" not in name and name in _top_files():
        return FileResponse(STATIC / name)
    if not (STATIC / "index.html").is_file():
        return HTMLResponse(_NOT_BUILT, 503)
    headers = {"cache-control": "no-cache"}
    if name == "situation":  # its two megabytes of events come while the page's script does
        headers["link"] = "</api/situation>; rel=preload; as=fetch; crossorigin=anonymous"
    return FileResponse(STATIC / "index.html", headers=headers)


def _top_files() -> set[str]:
    return {file.name for file in STATIC.iterdir() if file.is_file()} if STATIC.is_dir() else set()


def _nothing(request: Request) -> Response:
    return _error(f"there is nothing at {request.url.path}", 404)


def _failed(status: int) -> Any:  # noqa: ANN401  Starlette's own type of handlers is looser than ours
    def answer(_: Request, error: Exception) -> Response:
        return _error(str(error), status)

    return answer


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(error.detail, error.status_code)


def _error(message: str, status: int) -> Response:
    return _json({"error": message}, status)


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
