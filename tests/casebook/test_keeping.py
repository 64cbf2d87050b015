"""Verifying, repairing, salvaging and backing up a casebook."""

import shutil
import threading

import pytest

import sample_book
from stemma.casebook import Casebook, restore, salvage
from stemma.errors import CasebookError
from waiting import joined

PAGE = 4096


def kinds(book):
    return {finding.kind for finding in book.check()}


def test_a_sound_casebook_has_no_findings_and_says_what_was_checked(book):
    found = book.verify()
    assert found.findings == ()
    assert found.checked["documents"] == found.checked["reports"] == 2
    assert found.checked["spans"] > 20


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE raw SET bytes = x'00'", "raw"),
        ("UPDATE raw SET size = size + 1", "raw"),
        ("UPDATE reports SET text = replace(text, 'Colonel', 'General') WHERE n = 1", "analysis"),
        ("UPDATE where_and_when SET places = replace(places, '\"end\":', '\"end\":9')", "analysis"),
        ("UPDATE copies SET record = replace(record, '\"end\":', '\"end\":9')", "collation"),
        ("UPDATE variants SET record = replace(record, 'possibly', 'surely')", "collation"),
        ("DELETE FROM mentions WHERE rowid = 2", "reference"),
        ("DELETE FROM reports_fts_docsize WHERE id = 1", "search"),
    ],
)
def test_every_kind_of_damage_is_found(book, damage, kind):
    book.store.db.execute("PRAGMA foreign_keys = OFF")
    book.store.db.execute(damage)
    assert kind in kinds(book)


def test_a_search_index_is_built_again(book):
    book.store.db.execute("DELETE FROM reports_fts_docsize WHERE id = 1")
    assert any("search" in done for done in book.repair(book.check()))
    assert book.check() == ()
    assert book.search("depot")


def test_a_repair_sets_faulty_reports_to_be_analysed_again(book):
    book.store.db.execute("DELETE FROM mentions WHERE rowid = 2")
    generation = book.generation()
    book.repair(book.check())
    assert len(book.pending("tool")) == 2
    assert book.generation() > generation
    assert "reference" in kinds(book)  # claims still name the mention, until they are collated


def test_a_backup_is_made_while_another_writes(book, tmp_path):
    stop = threading.Event()

    def write():
        while not stop.is_set():
            with book.store.transaction() as db:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('beat', datetime())")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = book.backup(tmp_path / "copy.db")
    finally:
        stop.set()
        joined(writer)
    with Casebook.open(made) as copy:
        assert copy.check() == ()
        assert copy.reports() == book.reports()


def test_a_backup_replaces_nothing(book, tmp_path):
    made = book.backup(tmp_path)
    assert made.name.startswith("war-")
    with pytest.raises(CasebookError, match="there already"):
        book.backup(made)
    with pytest.raises(CasebookError, match="no back-up was made"):
        book.backup(tmp_path / "missing" / "copy.db")
    assert not list(tmp_path.glob(".*part*"))


def filled(path, count=60):
    """Make a casebook with many reports and a decision, and close it into one file."""
    with Casebook.open(path) as book:
        pairs = []
        for number in range(count):
            text = f"Report {number}\n\n" + f"The depot number {number} burned on Monday. " * 40
            document = sample_book.make_document(f"d{number}", text)
            pairs.append((document, sample_book.make_report(document, "Courier", "2022-05-10")))
        book.add(pairs, tool="test")
        book.decide("redate", pairs[0][1].id, value="2022-05-01")
        book.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_documents_and_decisions_are_salvaged_from_a_damaged_file(tmp_path):
    path = filled(tmp_path / "war.db")
    with Casebook.open(path, readonly=True) as book:
        stored = book.store.db.execute("SELECT bytes FROM raw ORDER BY rowid LIMIT 1 OFFSET 30").fetchone()[0]
    page = path.read_bytes().index(stored) // PAGE  # wherever a schema puts it
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE)
    found = salvage(path)
    assert found.lost
    assert len(found.documents) >= 20
    assert len({document.sha256 for document in found.documents}) == len(found.documents)


def test_a_truncated_file_gives_what_is_left(tmp_path):
    path = filled(tmp_path / "war.db")
    whole = salvage(path)
    assert len(whole.documents) == 60
    assert len(whole.decisions) == 1
    assert whole.lost == ()
    cut = tmp_path / "cut.db"
    shutil.copy(path, cut)
    with cut.open("r+b") as file:
        file.truncate(path.stat().st_size * 3 // 4 // PAGE * PAGE)
    try:
        left = salvage(cut)
    except CasebookError as error:
        assert "nothing can be salvaged" in str(error)  # noqa: PT017  either outcome is right
    else:
        assert left.documents


def test_salvage_of_what_is_no_casebook_says_so(tmp_path):
    path = tmp_path / "x.db"
    path.write_bytes(b"hello" * 1000)
    with pytest.raises(CasebookError, match="nothing can be salvaged"):
        salvage(path)
    with pytest.raises(CasebookError, match="no casebook"):
        salvage(tmp_path / "none.db")


def test_salvaged_decisions_keep_their_words(tmp_path):
    found = salvage(filled(tmp_path / "war.db"))
    with Casebook.open(tmp_path / "new.db") as book:
        book.add(
            [(d, sample_book.make_report(d, "Courier", "2022-05-10")) for d in found.documents], tool="test"
        )
        restore(book.store, found)
        assert [decision.action for decision in book.decisions()] == ["redate"]
        assert book.as_decided([book.decisions()[0].targets[0]])[0].published == "2022-05-01"
