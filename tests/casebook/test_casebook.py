"""What goes into a casebook comes out as it was; reading it back is exact."""

import sqlite3
import threading

import pytest
from msgspec.structs import replace

from sample_book import make_analysis
from stemma.casebook import Casebook
from stemma.casebook.store import APPLICATION_ID, migrations, statements
from stemma.casebook.writing import Collation, generation, write_collation
from stemma.errors import CasebookError, DecisionError
from stemma.records import Failure, Report
from waiting import joined


def test_reports_come_back_as_they_went_in(book, pairs):
    assert book.reports() == tuple(report for _, report in pairs)
    assert book.report(pairs[1][1].id) == pairs[1][1]
    assert book.report("r-none") is None


def test_raw_bytes_are_kept(book, documents):
    assert book.raw(documents[0].sha256) == documents[0]
    assert book.raw("0" * 64) is None


def test_the_same_document_twice_is_one_report(book, pairs):
    assert book.add(pairs, tool="test") == ()
    assert book.counts()["reports"] == 2


def test_everything_found_comes_back(book, pairs):
    report = pairs[0][1].id
    (claim,) = book.claims()
    assert [mention.report for mention in claim.mentions] == [found.id for _, found in pairs]
    assert claim == book.claim(claim.id)
    assert book.mentions(report)[0] == claim.mentions[0]
    assert book.places(report)[0].geonames_id == "706448"
    assert book.times(report)[0].text == "Monday"
    assert book.events()[0].mentions[0] == book.event_mentions(report)[0]
    assert book.copies(report) == book.copies()
    assert book.origins(claim.id)[0].mentions == tuple(mention.id for mention in claim.mentions)
    assert book.variants(claim.id)[0].type == "hedge_dropped"


def test_claims_are_chosen_by_report_speaker_and_origins(book, pairs):
    assert len(book.claims(report=pairs[0][1].id)) == 1
    assert len(book.claims(speaker="brol")) == 1
    assert len(book.claims(speaker="nobody")) == 0
    assert len(book.claims(min_origins=2)) == 0
    assert len(book.claims(max_origins=1)) == book.count_claims(max_origins=1) == 1
    assert len(book.claims(max_origins=0)) == 0
    assert len(book.claims(aims=True)) == 0
    assert len(book.claims(attributed=True, limit=5)) == 1


@pytest.mark.parametrize("prefix", ["r-", "m-", "e-", "claim-1", "o-1", "v-1", "ev-1", "c-1"])
def test_find_finds_every_kind_of_id(book, prefix, pairs):
    identifier = prefix + pairs[0][1].id if prefix in {"m-", "e-"} else prefix
    identifier = pairs[0][1].id if prefix == "r-" else identifier
    assert book.find(identifier).id == identifier
    assert book.find("nothing") is None


def test_search_finds_reports_and_claims(book):
    assert {hit.kind for hit in book.search("depot kherson")} == {"report", "claim"}
    assert "⟦" in book.search("burn*")[0].snippet
    assert book.search('"colonel ana"')[0].kind == "report"
    assert book.search('"') == ()
    assert book.search("AND OR NOT ( ^ *") == ()


def test_tables_become_arrow_even_when_empty(book):
    assert book.claims().to_arrow().num_rows == 1
    empty = book.claims(speaker="nobody").to_arrow()
    assert empty.num_rows == 0
    assert empty.schema == book.claims().to_arrow().schema
    for table in (
        book.reports(),
        book.events(),
        book.variants(),
        book.origins(),
        book.mentions(),
        book.copies(),
    ):
        assert table.to_arrow().num_rows == len(table)


def test_stale_collation_is_not_written(book):
    basis = generation(book.store)
    book.decide("accept", "claim-1")
    assert not write_collation(book.store, Collation((), (), (), (), ()), basis)
    assert len(book.claims()) == 1


def test_failures_are_kept_once_and_go_when_the_document_is_read(book, pairs):
    book.add_failures([Failure("a.txt", "no text"), Failure("x.txt", "binary")], run=1)
    book.add_failures([Failure("x.txt", "binary still")], run=2)
    book.add(pairs, tool="test")
    assert book.failures() == (Failure("x.txt", "binary still"),)


def test_many_threads_read_while_one_writes(book):
    found = []
    threads = [threading.Thread(target=lambda: found.append(len(book.claims()))) for _ in range(8)]
    with book.store.transaction():
        for thread in threads:
            thread.start()
        joined(*threads)
    assert found == [1] * 8


def test_a_failed_transaction_leaves_nothing(book):
    def interrupted():
        with book.store.transaction() as db:
            db.execute("DELETE FROM reports")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(book.reports()) == 2


def test_missing_casebook_says_how_to_make_one(tmp_path):
    with pytest.raises(CasebookError, match="stemma ingest"):
        Casebook.open(tmp_path / "none.db", create=False)


def test_newer_casebook_is_refused(tmp_path):
    path = tmp_path / "new.db"
    Casebook.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {max(migrations()) + 1}")
    db.close()
    with pytest.raises(CasebookError, match="newer Stemma"):
        Casebook.open(path)


def test_other_files_are_refused(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("nothing to do with a database, but long enough to be looked at" * 20)
    with pytest.raises(CasebookError, match="not a casebook"):
        Casebook.open(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE birds (name TEXT)")
    db.close()
    with pytest.raises(CasebookError, match="not a casebook"):
        Casebook.open(other)
    with pytest.raises(CasebookError, match="folder"):
        Casebook.open(tmp_path)
    with pytest.raises(CasebookError, match="cannot be opened"):
        Casebook.open(tmp_path / "nowhere" / "war.db")


def test_damaged_casebook_names_the_doctor(book, tmp_path):
    book.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(book.path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(data)
    with pytest.raises(CasebookError, match="damaged"), Casebook.open(damaged) as broken:
        broken.reports()


def test_older_casebook_is_migrated(tmp_path):
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.close()
    with Casebook.open(path) as casebook:
        assert casebook.counts()["reports"] == 0
        assert casebook.store.db.execute("PRAGMA user_version").fetchone()[0] == max(migrations())


def test_readonly_casebook_reads_and_does_not_write(book, pairs):
    with Casebook.open(book.path, readonly=True) as reader:
        assert len(reader.reports()) == 2
        with pytest.raises(CasebookError, match="read-only"):
            reader.add(pairs, tool="test")


def test_migration_scripts_split_into_statements():
    script = migrations()[1]
    parts = list(statements(script))
    assert "".join(parts).strip() == script.strip()
    assert sum("CREATE TRIGGER" in part for part in parts) == 4


def test_unknown_decisions_are_refused(book, pairs):
    report = pairs[0][1]
    for action, targets, value in [
        ("bless", ("claim-1",), ""),
        ("accept", ("nothing",), ""),
        ("accept", (), ""),
        ("merge", ("claim-1",), ""),
        ("merge", ("claim-1", "ev-1"), ""),
        ("split", ("claim-1",), ""),
        ("split", ("claim-1", report.id), ""),
        ("redate", (report.id,), "last week"),
        ("redate", (report.id,), "2022-02-31"),
        ("redate", ("claim-1",), "2022"),
        ("resource", (f"m-{report.id}",), " "),
        ("rate", ("Alder Post",), "G"),
        ("undo", ("claim-1",), ""),
    ]:
        with pytest.raises(DecisionError):
            book.decide(action, *targets, value=value)
    assert book.decisions() == ()


def test_records_keep_unknown_columns(book):
    assert isinstance(book.reports()[0], Report)
    assert book.reports()[0].extra == {"section": "war"}


def test_what_was_found_in_a_batch_of_reports_is_stored_whole_or_not_at_all(tmp_path, pairs):
    with Casebook.open(tmp_path / "batch.db") as book:
        book.add(pairs, tool="test")
        first, second = (make_analysis(report) for _, report in pairs)
        spoilt = replace(second, events=second.events * 2)  # one id twice
        with pytest.raises(CasebookError):
            book.add_analyses([first, spoilt], tool="test")
        assert (book.mentions(), book.event_mentions()) == ((), ())
        assert len(book.pending("test")) == 2
        book.add_analyses([first, second], tool="test")
        book.add_analyses([second, first], tool="test")
        assert set(book.mentions()) == {*first.mentions, *second.mentions}
        assert book.check() == ()
