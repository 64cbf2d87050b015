"""The casebook in Datasette: every view and every ready query answers, and is described."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from datasette.app import Datasette

from stemma.export.datasette import metadata

VIEWS = (
    "blocks", "edges", "hedges", "links", "names", "origin_mentions", "passages", "places", "times",
    "v_claims", "v_copies", "v_derivations", "v_event_mentions", "v_events", "v_mentions", "v_origins",
    "v_outlets", "v_reports", "v_variants",
)  # fmt: skip


@pytest.fixture
def served(demo_book, exported):
    """``served("/demo/v_claims.json") -> the answer's body``."""
    about = json.loads((exported("datasette") / "metadata.json").read_text())

    async def ask(path):
        datasette = Datasette([str(demo_book.path)], metadata=about)
        await datasette.invoke_startup()
        answer = await datasette.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    # In a thread of its own: browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        yield lambda path: pool.submit(asyncio.run, ask(path)).result()


def test_every_view_is_listed_and_read(served):
    assert {view["name"] for view in served("/demo.json")["views"]} == set(VIEWS)
    for view in VIEWS:
        answer = served(f"/demo/{view}.json?_shape=objects&_size=1000")
        assert answer["rows"], view
        assert set(metadata("demo")["databases"]["demo"]["tables"][view]["columns"]) <= set(answer["columns"])


def test_views_say_what_the_records_say(served, demo_book):
    rows = {row["id"]: row for row in served("/demo/v_claims.json?_shape=objects&_size=1000")["rows"]}
    claims = demo_book.claims()
    assert set(rows) == {claim.id for claim in claims}
    for claim in claims:
        row = rows[claim.id]
        assert (row["origins_low"], row["origins"], row["origins_high"]) == (
            claim.origins.low, claim.origins.best, claim.origins.high,
        )  # fmt: skip
        assert (row["outlets"], row["reports"]) == (claim.outlets, claim.reports)
        assert row["credibility"] == claim.credibility.grade
    killed = {row["id"]: row["killed"] for row in served("/demo/v_events.json?_shape=objects")["rows"]}
    assert killed == {event.id: event.fatalities.best for event in demo_book.events()}


def test_ready_queries_answer(served):
    for name in metadata("demo")["databases"]["demo"]["queries"]:
        assert served(f"/demo/{name}.json?_shape=objects")["rows"], name
    rows = served("/demo/single_origin_many_outlets.json?_shape=objects")["rows"]
    assert max(row["outlets"] for row in rows) >= 5


def test_the_machinery_is_hidden(served):
    shown = {table["name"] for table in served("/demo.json")["tables"] if not table["hidden"]}
    assert shown == {
        "claims", "copies", "decisions", "documents", "event_mentions", "events", "failures",
        "mentions", "origins", "reports", "variants",
    }  # fmt: skip
