"""Casebooks of older schemas: opened, brought up to date, and nothing lost."""

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

import sample_book
from stemma.casebook import Casebook
from stemma.casebook.rows import encode
from stemma.casebook.store import APPLICATION_ID, migrations, statements
from stemma.errors import CasebookError


@pytest.fixture
def current(tmp_path):
    """A casebook of this version with decisions, closed into one file."""
    path = tmp_path / "current.db"
    with Casebook.open(path) as book:
        sample_book.fill(book)
        book.decide("redate", book.reports()[0].id, value="2022-05-01")
        book.decide("accept", book.claims()[0].id, note="seen")
    return path


def older(current, path, numbers, version):
    """Write a casebook that had only some migrations, with the rows of ``current``, and no note of them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for number in numbers:
            for statement in statements(migrations()[number]):
                db.execute(statement)
        db.execute("ATTACH ? AS new", (str(current),))
        names = [row[0] for row in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        kept = {row[0] for row in db.execute("SELECT name FROM new.sqlite_master")}
        for name in (name for name in names if "_fts" not in name and name in kept):
            columns = [row[1] for row in db.execute(f"PRAGMA main.table_info({name})")]
            there = {row[1] for row in db.execute(f"PRAGMA new.table_info({name})")}
            listed = ", ".join(f'"{column}"' for column in columns)
            read = ", ".join(f'"{column}"' if column in there else "''" for column in columns)
            db.execute(f"INSERT INTO main.{name} ({listed}) SELECT {read} FROM new.{name}")
        with Casebook.open(current) as book:  # records held their links
            for table, found in (("claims", book.claims()), ("events", book.events())):
                whole = [(encode(replace(one, mentions=())), one.id) for one in found]
                db.executemany(f"UPDATE main.{table} SET record = ? WHERE id = ?", whole)
        db.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        db.execute("DELETE FROM meta WHERE key = 'migrations'")
        db.execute(f"PRAGMA user_version = {version}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return path


def everything(book):
    return (
        tuple(book.documents()), book.reports(), book.mentions(), book.copies(), book.claims(),
        book.origins(), book.variants(), book.events(), book.decisions(), book.search("depot"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "version"),
    [((1,), 1), ((1, 2), 2), ((1, 4), 2), ((1, 2, 4), 3)],  # 2 and 3: when scripts were counted
)
def test_an_older_casebook_keeps_everything(current, tmp_path, numbers, version):
    path = older(current, tmp_path / "old.db", numbers, version)
    with Casebook.open(path) as book, Casebook.open(current) as new:
        assert everything(book) == everything(new)
        assert book.check() == ()
        assert book.counts() == new.counts()
        schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        assert [*map(tuple, book.store.db.execute(schema))] == [*map(tuple, new.store.db.execute(schema))]
        assert book.store.db.execute("PRAGMA user_version").fetchone()[0] == max(migrations())
        document = sample_book.make_document("late.txt", "Late\n\nThe depot stood, Colonel Orlik said.")
        report = sample_book.make_report(document, "Courier", "2022-05-12")
        assert book.add([(document, report)], tool="test") == (report,)


@pytest.mark.parametrize("given", [False, True], ids=["as found", "given a source"])
def test_an_upgrade_notes_which_claims_are_told_by_others(current, tmp_path, given):
    with Casebook.open(current) as book:
        claim = sample_book.in_one_voice(book)
        if given:
            record = encode(replace(claim.mentions[0], directness="indirect"))
            book.store.db.execute(
                "UPDATE mentions SET amended = ? WHERE id = ?", (record, claim.mentions[0].id)
            )
    path = older(current, tmp_path / "old.db", (1, 2, 4), 3)
    with Casebook.open(path) as book:
        assert [one.id for one in book.claims()] == [claim.id]
        assert [one.id for one in book.claims(told=True)] == [claim.id] * given


def test_a_script_whose_number_lies_before_others_is_not_passed_over(current):
    with closing(sqlite3.connect(current, isolation_level=None)) as db:
        made = db.execute(
            "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type"
        ).fetchall()
        for kind, name in made:  # indexes before tables
            if f"CREATE {kind.upper()} {name} " in migrations()[2]:
                db.execute(f"DROP {kind} IF EXISTS {name}")
        others = [number for number in migrations() if number != 2]
        db.execute("UPDATE meta SET value = ? WHERE key = 'migrations'", (str(others),))
    with Casebook.open(current) as book:
        assert book.store.db.execute("SELECT count(*) FROM collation_memory").fetchone()[0] == 0
        assert book.check() == ()


def test_a_migration_that_this_version_does_not_know_means_a_newer_version(current):
    with closing(sqlite3.connect(current, isolation_level=None)) as db:
        known = [*migrations(), 90]
        db.execute("UPDATE meta SET value = ? WHERE key = 'migrations'", (str(known),))
    with pytest.raises(CasebookError, match="newer Stemma"):
        Casebook.open(current)


def test_an_unreadable_note_of_migrations_is_damage(current):
    with closing(sqlite3.connect(current, isolation_level=None)) as db:
        db.execute("UPDATE meta SET value = '[1' WHERE key = 'migrations'")
    with pytest.raises(CasebookError, match="damaged"):
        Casebook.open(current)


def test_an_upgrade_that_fails_leaves_the_casebook_as_it_was(current, tmp_path, monkeypatch):
    path = older(current, tmp_path / "old.db", (1,), 1)
    broken = {**migrations(), 90: "CREATE TABLE added (x);\nCREATE TABLE reports (x);\n"}
    monkeypatch.setattr("stemma.casebook.store.migrations", lambda: broken)
    with pytest.raises(CasebookError, match="already exists"):
        Casebook.open(path)
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 1
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'collation_memory'").fetchall()
    with Casebook.open(path) as book, Casebook.open(current) as new:
        assert everything(book) == everything(new)


def test_an_older_casebook_is_not_read_where_it_cannot_be_brought_up_to_date(current, tmp_path):
    path = older(current, tmp_path / "old.db", (1,), 1)
    with pytest.raises(CasebookError, match="older Stemma"):
        Casebook.open(path, readonly=True)


def test_an_older_casebook_that_may_not_be_written_says_what_to_do(current, tmp_path, monkeypatch):
    path = older(current, tmp_path / "old.db", (1,), 1)
    monkeypatch.setattr("stemma.casebook.store.os.access", lambda asked, _: asked != path)
    with pytest.raises(CasebookError, match="brought up to date before it is read"):
        Casebook.open(path)
    monkeypatch.undo()
    with Casebook.open(path) as book, Casebook.open(current) as new:
        assert everything(book) == everything(new)
