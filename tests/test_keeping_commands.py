"""The commands that keep a casebook safe, on the demo corpus."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from stemma.api import Book
from stemma.cli import run


@pytest.fixture(scope="module")
def demo(demo_path, tmp_path_factory):
    path = shutil.copy(demo_path, tmp_path_factory.mktemp("keeping") / "war.db")
    with Book.open(path) as book:
        book.decide("redate", book.reports()[0].id, value="2024-05")
    return path


@pytest.fixture
def war(demo, tmp_path):
    with Book.open(demo) as book:
        return book.backup(tmp_path / "war.db")


def damage(path, *statements):
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def exported(path, folder):
    assert run(["export", "--to", "jsonl", "-o", str(folder), "-c", str(path)]) == 0
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def sound(demo, tmp_path_factory):
    """The exports of the casebook before anything befell it."""
    return exported(demo, tmp_path_factory.mktemp("sound") / "out")


def test_verify_says_what_it_checked(war, capfdbinary):
    assert run(["verify", "-c", str(war), "--json"]) == 0
    told = capfdbinary.readouterr()
    assert json.loads(told.out)["checked"]["reports"] > 20
    assert b"all sound" in told.err


def test_a_repair_gives_back_what_was_there(war, sound, tmp_path, capfdbinary):
    damage(
        war,
        "DELETE FROM mentions WHERE rowid % 7 = 0",
        "DELETE FROM reports_fts_docsize WHERE id = 3",
        "DELETE FROM claims WHERE n = 1",
    )
    assert run(["doctor", "-c", str(war)]) == 1
    assert b"doctor --repair" in capfdbinary.readouterr().err
    assert run(["doctor", "--repair", "-c", str(war)]) == 0
    assert exported(war, tmp_path / "repaired") == sound


def test_a_salvage_gives_back_documents_and_decisions(war, sound, tmp_path, capfdbinary):
    new = tmp_path / "new.db"
    damage(war, "DROP TABLE claims", "DROP TABLE mentions")
    assert run(["doctor", "--salvage", str(new), "-c", str(war)]) == 0
    assert b"1 decision" in capfdbinary.readouterr().err
    assert exported(new, tmp_path / "salvaged") == sound
    assert run(["doctor", "--salvage", str(new), "-c", str(war)]) == 2


def test_a_salvage_of_nothing_leaves_nothing(tmp_path, capfdbinary):
    junk = tmp_path / "junk.db"
    junk.write_bytes(bytes(range(256)) * 100)
    assert run(["doctor", "--salvage", str(tmp_path / "new.db"), "-c", str(junk)]) == 1
    assert b"nothing can be salvaged" in capfdbinary.readouterr().err
    assert not (tmp_path / "new.db").exists()


def test_a_backup_goes_into_a_folder_and_replaces_nothing(war, tmp_path, capfdbinary):
    folder = tmp_path / "kept"
    folder.mkdir()
    assert run(["backup", str(folder), "-c", str(war)]) == 0
    (made,) = folder.iterdir()
    assert run(["backup", str(made), "-c", str(war)]) == 1
    assert run(["backup", f"{tmp_path}/new/", "-c", str(war)]) == 0
    assert len(list((tmp_path / "new").iterdir())) == 1
    assert b"never replaces" in capfdbinary.readouterr().err
