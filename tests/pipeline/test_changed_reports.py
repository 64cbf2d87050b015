"""A report that its outlet changed: one witness with two texts, whose differences are variants."""

import json

import pytest

from stemma.api import Book
from stemma.cli import run
from stemma.pipeline import ingest
from stemma.pipeline.running import collate

FIRST = (
    "Shells hit the market of Orlovka on Monday morning.\n\n"
    "At least 3 people were killed in the shelling of the market, Governor Havel Orlik said. "
    "The shells came from the hills to the north of the town.\n\n"
    "Shops stayed closed for the rest of the day, and buses did not run."
)
CHANGED = FIRST.replace("At least 3", "At least 13").replace("for the rest of the day", "until Wednesday")
ALONE = "The mill at Brodno was searched by police on Tuesday. Nothing was found, Mayor Irena Dolak said."


def row(text, **fields):
    return {
        "url": "https://courier.example/market",
        "outlet": "Orlovka Courier",
        "title": "Shells hit market",
        "published": "2024-05-06",
        "text": text,
        **fields,
    }


def write(path, *rows):
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))
    return str(path)


def everything(book):
    return (book.copies(), book.claims(), book.origins(), book.variants(), book.events())


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    other = row(ALONE, url="https://herald.example/mill", outlet="Herald", title="Mill searched")
    copied = row(FIRST, url="https://herald.example/market", outlet="Herald", published="2024-05-07")
    with Book.open(folder / "war.db") as book:
        ingest(book, [write(folder / "one.jsonl", row(FIRST), other, copied)])
        done = ingest(book, [write(folder / "two.jsonl", row(CHANGED))])
        assert (done.new, done.versions) == (1, 1)
        before = everything(book)
        collate(book, whole=True)
        assert everything(book) == before, "what grew is what the whole gives"
    return folder / "war.db"


@pytest.fixture
def book(path):
    with Book.open(path) as opened:
        yield opened


def about_the_dead(book):
    return next(claim for claim in book.claims() if "killed" in claim.text and claim.reports == 3)


def test_versions_are_one_origin_of_one_outlet(book):
    claim = about_the_dead(book)
    assert claim.outlets == 2
    assert (claim.origins.low, claim.origins.best, claim.origins.high) == (1, 1, 1)
    assert any("later version of the same report" in edge.reason for edge in claim.edges)


def test_a_later_version_is_known_to_come_from_the_earlier(book):
    first, second = sorted(
        (one for one in book.reports() if one.outlet == "Orlovka Courier"), key=lambda one: one.version
    )
    (copy,) = [one for one in book.copies(first.id) if one.target == second.id]
    assert (copy.direction, copy.direction_score) == ("known", 1.0)
    assert copy.reasons == ("a later version of the same report",)


def test_what_changed_between_versions_is_a_variant(book):
    claim = about_the_dead(book)
    reports = {mention.id: book.report(mention.report) for mention in claim.mentions}
    (found,) = [
        one
        for one in book.variants(claim.id)
        if one.type == "quantity_changed"
        and reports[one.from_mention].outlet == reports[one.to_mention].outlet
    ]
    assert (reports[found.from_mention].version, reports[found.to_mention].version) == (1, 2)
    assert found.direction == "known"
    assert "3" in found.before.text
    assert "13" in found.after.text


def test_the_versions_are_shown(path, book, capfdbinary):
    first, second = book.versions(next(one for one in book.reports() if one.version_of))
    assert run(["show", second.id, "-c", str(path)]) == 0
    told = capfdbinary.readouterr().out.decode()
    assert f"version 1 of 2: {first.id}" in told
    assert "version 2 of 2: this" in told
    assert run(["reports", "-c", str(path)]) == 0
    assert "(version 2)" in " ".join(capfdbinary.readouterr().out.decode().split())
