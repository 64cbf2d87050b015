"""Damaged casebooks: what is there is had, and what is not is said."""

import random
import shutil
import zlib

import damaging
import pytest

from stemma.api import Book
from stemma.casebook import Casebook, salvage
from stemma.cli import run


@pytest.fixture(scope="module")
def logged(finished_book, tmp_path_factory):
    """A casebook with twenty decisions in a log that the file has not taken in."""
    folder = tmp_path_factory.mktemp("logged")
    path = shutil.copy(finished_book, folder / "at-work.db")
    with Casebook.open(path) as book:
        for claim in book.claims(limit=20):
            book.decide("accept", claim.id)
        for part in ("", "-wal"):
            shutil.copy(f"{path}{part}", f"{folder / 'war.db'}{part}")
    return folder / "war.db"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", damaging.KINDS)
def test_no_damage_goes_without_a_word_or_takes_what_is_whole(finished_book, logged, tmp_path, kind, seed):
    early = kind.startswith("log")
    path = shutil.copy(logged if early else finished_book, tmp_path / "war.db")
    if early:
        shutil.copy(f"{logged}-wal", f"{path}-wal")
    pages = damaging.KINDS[kind](path, random.Random(seed))
    with Casebook.open(finished_book) as whole:
        found = damaging.outcome(path, whole, early=early)
        smallest = min(len(zlib.compress(kept.document.raw)) for kept in whole.documents())
    assert found.faults == []
    assert found.lost <= pages * (damaging.PAGE // smallest)  # small documents share a page


def test_a_casebook_without_its_beginning_is_salvaged_whole(war, finished_book, tmp_path, capfdbinary):
    with war.open("r+b") as file:
        file.write(bytes(damaging.PAGE))
    assert run(["claims", "-c", str(war)]) == 1
    assert b"doctor --salvage" in capfdbinary.readouterr().err
    new = tmp_path / "new.db"
    assert run(["doctor", "--salvage", str(new), "-c", str(war)]) == 3  # its list of sides is not known
    assert b"stemma sides FILE" in capfdbinary.readouterr().err
    with Casebook.open(new) as book, Casebook.open(finished_book) as whole:
        assert book.reports() == whole.reports()
        assert book.claims() == whole.claims()
        assert book.origins() == whole.origins()
        assert book.decisions() == whole.decisions()
        assert book.check() == ()


def test_documents_of_every_size_are_read_from_pages(tmp_path):
    path = tmp_path / "war.db"
    dice = random.Random(1)
    with Casebook.open(path) as book:
        documents = []
        for size in (1, 60, 400, 2000, 3900, 4000, 4100, 9000, 70_000, 3_000_000):
            raw = dice.randbytes(size)  # zlib leaves them as long as they are
            documents.append(damaging.as_document(f"d{size}", raw))
        book.add([(one, damaging.as_report(one)) for one in documents], tool="test")
        book.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.write(bytes(damaging.PAGE))
    assert list(salvage(path).documents) == documents


def test_what_stands_in_the_log_alone_is_read_from_it(tmp_path):
    path = tmp_path / "at-work.db"
    documents = [damaging.as_document(f"d{number}", bytes([number]) * 9000) for number in range(30)]
    with Casebook.open(path) as book:
        book.add([(one, damaging.as_report(one)) for one in documents], tool="test")
        for part in ("", "-wal"):
            shutil.copy(f"{path}{part}", f"{tmp_path / 'war.db'}{part}")
    broken = tmp_path / "war.db"
    broken.write_bytes(random.Random(1).randbytes(damaging.PAGE * 3))
    assert list(salvage(broken).documents) == documents


def test_a_repair_computes_anew_what_is_damaged(war, finished_book):
    with Casebook.open(war) as book:
        db = book.store.db
        for table in ("claims", "variants", "events", "mentions"):
            first = f"rowid = (SELECT min(rowid) FROM {table})"
            db.execute(f"UPDATE {table} SET record = substr(record, 9) WHERE {first}")
        db.execute("UPDATE where_and_when SET places = substr(places, 9) WHERE places <> '[]'")
        assert {one.kind for one in book.check()} >= {"collation", "analysis"}
    assert run(["claims", "-c", str(war)]) == 1
    assert run(["doctor", "--repair", "-c", str(war)]) == 0
    with Casebook.open(war) as book, Casebook.open(finished_book) as whole:
        assert book.claims() == whole.claims()
        assert book.events() == whole.events()
        assert book.mentions() == whole.mentions()
        assert book.decisions() == whole.decisions()


def test_damage_in_what_collation_remembers_does_not_stand_in_the_way(war, tmp_path, monkeypatch):
    monkeypatch.setattr("stemma.pipeline.incremental._remembered", lambda _memory: {}["basis"])
    late = tmp_path / "late.txt"
    late.write_text(
        "Late notice\n\nThe depot burned again, Colonel Ivan Testov said on Friday.", encoding="utf-8"
    )
    with Book.open(war) as book:
        before = len(book.reports())
        book.ingest([late], workers=1)
        assert len(book.reports()) == before + 1
        assert book.collated() == book.generation()
        assert book.check() == ()
