"""A real Chromium, and the page of the sample casebook served on loopback."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "web"))

from sample import write_sample

from stemma.web import create_app
from stemma.web.app import STATIC
from stemma.web.serving import in_background

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",  # WebGL on the processor: the test machine has no graphics card
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


def served(casebook, **options):
    """Serve a casebook on a free port and give its address."""
    return in_background(create_app(casebook, **options))


@pytest.fixture(scope="session")
def serve_book():
    """``with serve_book(casebook, layers=...) as address:``"""
    return served


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    if not (STATIC / "index.html").is_file():
        pytest.skip("the web page is not built (python scripts/build_frontend.py)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """``open_page(address, **context)`` gives a page; an error in the page's console fails the test."""
    contexts, errors = [], []

    def run(address, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = chromium.new_context(**options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        listen(page, address, errors)
        page.goto(address)
        return page

    yield run
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def settle():
    """``settle(page)`` waits until a page has its answer and has drawn it."""

    def run(page):
        page.locator("h1").first.wait_for()
        page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")

    return run


@pytest.fixture(scope="module")
def kept():
    """Pages by the options of their contexts, each with the errors that it told of."""
    pages = {}
    yield pages
    for page, _ in pages.values():
        page.context.close()


@pytest.fixture
def look_at(chromium, kept):
    """``look_at(address, **context)`` as ``open_page``, for tests that only look at what is there.

    All tests of a module with the same options look by way of one page: to load a screen in a page
    that is there takes half the time of a new page.
    """

    def run(address, **options):
        key = tuple(sorted((name, str(value)) for name, value in options.items()))
        if key not in kept:
            options.setdefault("viewport", {"width": 1280, "height": 900})
            context = chromium.new_context(**options)
            context.set_default_timeout(20_000)
            page, errors = kept[key] = context.new_page(), []
            listen(page, address, errors)
        page, _ = kept[key]
        page.goto(address)
        return page

    yield run
    told = [error for _, errors in kept.values() for error in errors]
    for _, errors in kept.values():
        errors.clear()
    assert told == []


def listen(page, address, errors):
    """Note every error that a page tells of, and every request that leaves its server."""
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: _from_here(request.url, address, errors))


def _from_here(url, address, errors):
    here = address.split("index.html")[0] if address.startswith("file:") else "/".join(address.split("/")[:3])
    if not url.startswith((here, "blob:", "data:")):
        errors.append(f"fetched from outside: {url}")


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory):
    """The sample casebook; nothing in it may be changed."""
    return write_sample(tmp_path_factory.mktemp("desk") / "sample.db")


@pytest.fixture(scope="session")
def desk(sample_book):
    """The address of the sample casebook's page; nothing in it may be changed."""
    with served(sample_book) as address:
        yield address


@pytest.fixture
def own_desk(tmp_path):
    """The same with a casebook that the test may decide on."""
    with served(write_sample(tmp_path / "sample.db")) as address:
        yield address
