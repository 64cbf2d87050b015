"""A casebook's own list of parties: kept, used at every collation, and taken back."""

import shutil

import pytest

import stemma
from stemma.cli import run
from stemma.errors import DataError
from stemma.provenance import Sides

HILLS = '[[side]]\nname = "Hill people"\nnames = ["{}"]\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("side = 3", "two brackets"),
        ("side = [3]", "side 1 has no name"),
        ('[[side]]\nname = ""', "has no name"),
        ('[[side]]\nname = "A"\nnames = "B"', "names must be a list"),
        ("[[side", "sides file here"),
    ],
)
def test_a_bad_list_is_refused_and_says_why(text, told):
    with pytest.raises(DataError, match=told):
        Sides.parse(text, "here")


@pytest.fixture(scope="module")
def path(demo_path, tmp_path_factory):
    return shutil.copy(demo_path, tmp_path_factory.mktemp("sides") / "war.db")


def sides_of(book):
    return {side for claim in book.claims() for side in claim.sides}


def test_a_list_is_kept_and_used_at_every_collation(path, tmp_path, capfd):
    with stemma.open(path) as book:
        before = sides_of(book)
        speaker = next(origin.name for origin in book.origins() if origin.kind == "speaker")
        counts = {claim.id: claim.origins for claim in book.claims()}
    own = tmp_path / "own.toml"
    own.write_text(HILLS.format(speaker), encoding="utf-8")
    assert run(["sides", str(own), "--casebook", str(path)]) == 0
    capfd.readouterr()
    assert run(["sides", "--casebook", str(path)]) == 0
    assert capfd.readouterr().out == HILLS.format(speaker)
    with stemma.open(path) as book:
        assert "Hill people" in sides_of(book)
        assert {claim.id: claim.origins for claim in book.claims()} == counts
        decision = book.decide("reject", book.claims()[-1].id)
        assert "Hill people" in sides_of(book), "a review keeps the list"
        book.decide("undo", decision.id)
        page = tmp_path / "new.txt"
        page.write_text(
            "The mayor of Kherson said on Monday that a bridge had been closed.", encoding="utf-8"
        )
        book.ingest([page])
        assert "Hill people" in sides_of(book), "an ingest keeps the list"
    assert run(["sides", "--bundled", "--casebook", str(path)]) == 0
    with stemma.open(path) as book:
        assert book.sides() == ""
        assert "Hill people" not in sides_of(book)
        assert before <= sides_of(book)


def test_a_bad_list_leaves_the_casebook_as_it_was(path, tmp_path, capfd):
    bad = tmp_path / "bad.toml"
    bad.write_text("[[side]]\n", encoding="utf-8")
    assert run(["sides", str(bad), "--casebook", str(path)]) == 1
    assert "side 1 has no name" in capfd.readouterr().err
    with stemma.open(path) as book:
        assert book.sides() == ""
        with pytest.raises(DataError):
            book.set_sides("[[side]]")
        assert book.sides() == ""
    assert run(["sides", str(bad), "--bundled", "--casebook", str(path)]) == 2


def test_the_bundled_list_is_printed_without_a_casebook(tmp_path, capfd):
    assert run(["sides", "--casebook", str(tmp_path / "none.db")]) == 0
    assert Sides.parse(capfd.readouterr().out) == Sides.bundled()
