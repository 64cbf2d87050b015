"""The web page on a casebook of 50,000 events: first view and change of a filter, in Chromium.

The summary is what a server reads once when it starts. First view is the time from opening the
address to all events counted and listed, in a new browser without a cache; a filter's change, from
the choice to the new list in the page (when the frame comes depends, here, on WebGL drawn by the
processor). Prints one JSON line for each figure: the middle of the measurements, and the 95th of a
hundred; "cpu" is the processor time of the page's main thread, which a busy machine changes less. The
browser's own start is not counted: an analyst's runs already. "start" is a server's process until
its first page is answered.

    python benchmarks/desk.py
    python benchmarks/desk.py --start war.db    # only the start, on a casebook of yours
"""

import argparse
import json
import math
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from measure import run, show
from playwright.sync_api import CDPSession, Page, sync_playwright

from stemma.casebook import Analysis, Casebook, Collation
from stemma.casebook.writing import generation, write_collation
from stemma.records import (
    Block,
    Document,
    Event,
    EventMention,
    EventPlace,
    EventThing,
    Range,
    Report,
    Span,
    Toll,
    Words,
)
from stemma.web import create_app
from stemma.web.serving import in_background

EVENTS, REPORTS, PLACES = 50_000, 5_000, 4_000  # as many events unless told otherwise
TYPES = (
    "Shelling/artillery/missile attack",
    "Air/drone strike",
    "Armed clash",
    "Attack",
    "Abduction/forced disappearance",
)
ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
TEXT = "An invented event of the benchmark took place at an invented town."


Town = tuple[str, float, float]


def make_casebook(path: Path, count: int) -> None:
    """Write the casebook: reports of 40 invented outlets, events at 4,000 places over three years."""
    chance = random.Random(7)
    places = [(f"Town {n}", chance.uniform(44.5, 52), chance.uniform(23, 40)) for n in range(PLACES)]
    with Casebook.open(path) as book:
        pairs = [make_report(n, chance) for n in range(REPORTS)]
        book.add(pairs, tool="benchmark")
        events = [make_event(n, pairs[n % REPORTS][1].id, places, chance) for n in range(count)]
        mentions: dict[str, list[EventMention]] = {}
        for event in events:
            mentions.setdefault(event.mentions[0].report, []).append(event.mentions[0])
        book.add_analyses(
            [Analysis(report, None, events=tuple(found)) for report, found in mentions.items()],
            tool="benchmark",
        )
        write_collation(book.store, Collation((), (), (), (), tuple(events)), generation(book.store))


def make_report(n: int, chance: random.Random) -> tuple[Document, Report]:
    """Make one report."""
    raw = f"{TEXT} {n}".encode()
    digest = f"{n:064x}"
    report = Report(
        id=f"r-{n}", sha256=digest, text=raw.decode(), blocks=(Block("body", 0, len(raw)),),
        outlet=f"Outlet {n % 40}", title=f"Report {n}", language="en",
        published=f"2022-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    )  # fmt: skip
    return Document(f"{n}.txt", raw, "text/plain", digest, {}), report


def make_event(n: int, report: str, places: list[Town], chance: random.Random) -> Event:
    """Make one event with its mention."""
    name, lat, lon = chance.choice(places)
    day = f"{chance.randint(2022, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    sub_type, dead = chance.choice(TYPES), chance.choice((None, None, 1, 2, 5, 12))
    words = Words((Span(0, len(TEXT)),), TEXT)
    mention = EventMention(f"em-{n}", report, 0, "body", words, words, "Battles", sub_type, "ASSAULT")
    return Event(
        f"ev-{n}", "Battles", sub_type, "ASSAULT", "", f"Actor {n % 60}", f"Target {n % 25}",
        EventPlace(name, lat, lon, None, "settlement", 5.0, "UA"), day, day, "day", "",
        Toll(dead, dead, dead), Toll(None, None, None), "occurred", (mention,), Range(1, 1, 1),
        things=make_things(n, mention.id),
    )  # fmt: skip


def make_things(n: int, mention: str) -> tuple[EventThing, ...]:
    """Make the things of an event: a third have some."""
    if n % 3:
        return ()
    used, hit = n % 40 + 1, n % 7 + 1
    return (
        EventThing("used", "drone", "airborne", used, used, used, f"{used} drones", ("A",), (mention,)),
        EventThing("hit", "house", "home", hit, hit, hit, f"{hit} houses", ("A",), (mention,)),
    )


def first_view(page: Page, address: str, count: int) -> float:
    """Return the seconds until the events are counted and listed."""
    page.goto("about:blank")
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_function(
        "count => document.querySelector('.total strong')?.textContent.startsWith(count)",
        arg=f"{count:,}",
        timeout=120_000,
    )
    return time.perf_counter() - start


FILTER = """async ([label, value]) => {
  const choice = [...document.querySelectorAll('details form label')]
    .find(one => one.querySelector('span')?.textContent === label).querySelector('select, input');
  const count = () => document.querySelector('.total strong').textContent;
  const before = count();
  choice.focus();
  await new Promise(next => setTimeout(next));
  const start = performance.now();
  choice.value = typeof value === 'number' ? choice.options[value].value : value;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  while (count() === before) await new Promise(next => setTimeout(next, 1));
  const listed = performance.now() - start;
  await new Promise(next => setTimeout(next, 400));
  return listed;
}"""
# Each step is set and taken back, so that every change is one of many events; a number is the position
# among the choices, the most frequent first.
STEPS: tuple[tuple[str, str | int], ...] = (
    *(("Type", n) for n in (1, 2, 3, 4, 5)),
    *(("Actor", n) for n in (1, 17, 41)),
    *(("Outlet", n) for n in (1, 30)),
    *(("Place", n) for n in (1, 150)),
    *(("From", day) for day in ("2022-06-01", "2023-03-15", "2024-02-01")),
    *(("To", day) for day in ("2022-06-01", "2023-03-15")),
)
VIEWS = 9


def spent(session: CDPSession) -> float:
    """Return the processor seconds that the page's main thread has taken for scripts."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ScriptDuration"))


def changes(page: Page, session: CDPSession) -> tuple[list[float], list[float]]:
    """Return the milliseconds of every change of a filter, and those of processor time."""
    times, cpu = [], []
    for label, value in STEPS:
        for wanted in (value, ""):
            before = spent(session)
            times.append(page.evaluate(FILTER, [label, wanted]))
            cpu.append(1000 * (spent(session) - before))
    return times, cpu


FIRST_PAGE = """
import sys
from starlette.testclient import TestClient
from stemma.web import create_app
client = TestClient(create_app(sys.argv[1]), base_url="http://127.0.0.1")
for path in ("overview", "claims"):
    assert client.get(f"/api/{path}").status_code == 200
"""


def first_page(casebook: Path) -> None:
    """Print what a server costs until it has answered with the list of claims: processor time and memory."""
    cost = run([sys.executable, "-c", FIRST_PAGE, str(casebook)])
    show("desk-start", cost.cpu, "CPU s", 5.0)
    show("desk-start-peak", cost.peak_mb, "MB", None)


def say(name: str, measured: list[float], unit: str, baseline: float) -> None:
    """Print the middle and the 95th percentile; the baseline is what they are held to."""
    ranked = sorted(measured)
    for part, figure in (
        ("p50", ranked[len(ranked) // 2]),
        ("p95", ranked[math.ceil(0.95 * len(ranked)) - 1]),
    ):
        values = {"name": f"{name}-{part}", "figure": round(figure, 3), "unit": unit, "baseline": baseline}
        print(json.dumps({**values, "ratio": round(figure / baseline, 3)}), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--views", type=int, default=VIEWS, help="how often the page is opened anew")
    parser.add_argument("--start", type=Path, metavar="CASEBOOK", help="measure a server's start on it alone")
    options = parser.parse_args()
    if options.start:
        first_page(options.start)
        return
    chromium = shutil.which("chromium") or sys.exit("no Chromium on this machine (apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        casebook = Path(folder) / "many.db"
        make_casebook(casebook, options.events)
        first_page(casebook)
        app = create_app(casebook)
        start = time.perf_counter()
        app.state.shelf.warm().join()
        say("desk-summary", [time.perf_counter() - start], "s", 5.0)
        with in_background(app) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            views, views_cpu = [], []
            for _ in range(options.views):
                context = browser.new_context(viewport={"width": 1360, "height": 900})
                page = context.new_page()
                session = context.new_cdp_session(page)
                session.send("Performance.enable", {"timeDomain": "threadTicks"})
                views.append(first_view(page, f"{base}/situation", options.events))
                views_cpu.append(spent(session))
                if len(views) < options.views:
                    context.close()
            say("desk-first-view", views, "s", 1.5)
            say("desk-first-view-cpu", views_cpu, "s", 1.5)
            page.wait_for_function("() => document.querySelector('.map')?.map?.loaded()", timeout=180_000)
            times, cpu = changes(page, session)
            say("desk-filter", times, "ms", 200)
            say("desk-filter-cpu", cpu, "ms", 200)
            browser.close()


if __name__ == "__main__":
    main()
