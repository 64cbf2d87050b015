"""Ingests that are killed, crowded or refused: what was finished stays, and the message helps."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from stemma.casebook import Casebook
from stemma.cli import run
from stemma.errors import CasebookError
from waiting import ended, joined, started, until

FAKES = Path(__file__).parents[1] / "pipeline" / "fakes.py"
REPORTS = 120
# The moments: as the file is there, as its tables are, in the middle and at the end of reading and analysing.
KILLED_AT = (
    ("sqlite_master", 0), ("reports", 0), ("reports", 16), ("reports", REPORTS),
    ("mentions", 16), ("mentions", REPORTS),
)  # fmt: skip
SHUT = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]  # root, but bound by file modes


def ingesting(path, reports=REPORTS, pause=0.004):
    """Start an ingest in a process of its own, with rooms that do little."""
    return started([sys.executable, FAKES, path, reports, pause])


def done(*processes):
    """Wait for ingests to end, and well."""
    for process in processes:
        told = ended(process)
        assert told.returncode == 0, told.stderr


def holds(path):
    """Return the ids that are stored, and those that are analysed; the casebook must be sound."""
    with Casebook.open(path) as book:
        assert book.check() == ()
        stored = {report.id for report in book.reports()}
        return stored, stored - set(book.pending("any")), {one.id for one in book.decisions()}


@pytest.fixture(scope="module")
def calm(tmp_path_factory):
    """A casebook of an ingest that nothing befell."""
    path = tmp_path_factory.mktemp("calm") / "calm.db"
    done(ingesting(path))
    return path


def test_killed_again_and_again_nothing_finished_is_lost(calm, tmp_path):
    path = tmp_path / "war.db"
    before: tuple[set[str], ...] = (set(), set(), set())
    for table, rows in KILLED_AT:
        with ingesting(path) as process:
            until(lambda process=process, at=(table, rows): _holds(path, *at) or process.poll() is not None)
            process.send_signal(signal.SIGKILL)
        after = holds(path)
        assert all(was <= now for was, now in zip(before, after, strict=True)), (table, rows)
        if after[0] and not after[2]:
            with Casebook.open(path) as book:
                book.decide("redate", min(after[0]), value="2022")
                book.decide("undo", book.decisions()[0].id)
            after = holds(path)
        before = after
    done(ingesting(path))
    with Casebook.open(path) as book, Casebook.open(calm) as other:
        assert book.reports() == other.reports()
        assert book.claims() == other.claims()
        assert book.events() == other.events()
    assert holds(path)[2] >= before[2]


def test_two_ingests_at_once_end_as_one(calm, tmp_path):
    path = tmp_path / "war.db"
    done(ingesting(path), ingesting(path))
    with Casebook.open(path) as book, Casebook.open(calm) as other:
        assert book.check() == ()
        assert book.reports() == other.reports()
        assert book.claims() == other.claims()


def test_a_writer_that_holds_on_is_named(war, monkeypatch):
    monkeypatch.setattr("stemma.casebook.store.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(war, isolation_level=None)) as other, Casebook.open(war) as book:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CasebookError, match="written by another process"):
            book.decide("accept", book.claims()[0].id)
        assert book.check() == ()  # reading goes on


def test_a_backup_during_an_ingest_is_one_state_of_it(tmp_path):
    path = tmp_path / "war.db"
    with ingesting(path, 400, 0.002) as process:
        until(lambda: _holds(path, "reports", 16) or process.poll() is not None)
        assert process.poll() is None
        with Casebook.open(path) as book:
            made = [book.backup(tmp_path / f"copy-{number}.db") for number in range(2)]
        done(process)
    whole = holds(path)
    for copy in made:
        part = holds(copy)
        assert part[0] <= whole[0]
        assert part[1] <= whole[1]
    done(ingesting(made[0], 400, 0))  # an ingest goes on from a copy
    assert holds(made[0]) == whole


def _holds(path, table, rows):
    """Tell whether a table of a casebook that is being written has so many rows."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= rows
    except sqlite3.Error:
        return False  # not made yet


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False, timeout=30).returncode:
        pytest.skip("a disk of one's own needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True, timeout=30)


def write_reports(folder, count):
    folder.mkdir()
    for number in range(count):
        words = " ".join(f"word{number}x{place}" for place in range(3000))  # zlib cannot make it small
        text = f"Notice {number}\n\nThe depot burned, Colonel Ivan Testov said.\n\n{words}"
        (folder / f"{number:03}.html").write_text(f"<html lang='xx'><body><p>{text}</p></body></html>")
    return folder


def test_a_full_disk_keeps_what_was_finished_and_says_so(small_disk, war, tmp_path, capfdbinary):
    path = shutil.copy(war, small_disk / "war.db")
    before = holds(path)
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 200_000))
    inputs = write_reports(tmp_path / "in", 40)
    assert run(["ingest", str(inputs), "-c", str(path)]) == 1
    assert b"disk is full" in capfdbinary.readouterr().err
    (small_disk / "ballast").unlink()
    assert holds(path)[1] >= before[1]
    assert run(["claims", "-c", str(path)]) == 0
    assert run(["backup", str(small_disk / "ballast.db"), "-c", str(path)]) in (0, 1)


def test_a_backup_onto_a_full_disk_leaves_nothing_half_there(small_disk, war, capfdbinary):
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 200_000))
    assert run(["backup", str(small_disk / "copy.db"), "-c", str(war)]) == 1
    assert b"no back-up was made" in capfdbinary.readouterr().err
    assert [file.name for file in small_disk.iterdir()] == ["ballast"]
    assert holds(war)


def test_a_casebook_that_may_not_grow_says_so(war):
    with Casebook.open(war) as book:
        db = book.store.db
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        with pytest.raises(CasebookError, match="disk is full"):
            book.decide("accept", book.claims()[0].id, note="long " * 100_000)
        assert book.check() == ()


def command(*arguments, shut=()):
    told = ended(started([*shut, sys.executable, "-m", "stemma", *arguments]))
    return told.returncode, told.stderr


@pytest.fixture
def shut():
    """What makes a command obey the modes of files, which root does not."""
    if os.geteuid():
        return []
    if subprocess.run([*SHUT, "true"], capture_output=True, check=False, timeout=30).returncode:
        pytest.skip("setpriv is not there")
    return SHUT


def test_a_read_only_folder_is_read_and_not_written(war, shut, tmp_path):
    war.chmod(0o444)
    war.parent.chmod(0o555)
    try:
        assert command("verify", "-c", str(war), shut=shut)[0] == 0
        code, told = command("review", "accept", "claim-0", "-c", str(war), shut=shut)
        assert code in (1, 2)
        page = tmp_path / "late.txt"
        page.write_text("Late\n\nThe depot burned again, Colonel Ivan Testov said.")
        code, told = command("ingest", str(page), "-c", str(war), shut=shut)
        assert code == 1
        assert "read-only; work on a copy (stemma backup)" in told
        code, told = command("ingest", str(page), "-c", str(war.parent / "new.db"), shut=shut)
        assert code == 1
        assert "may you write to it" in told
    finally:
        war.parent.chmod(0o755)


def test_a_reader_and_a_writer_do_not_wait_for_each_other(war):
    stop = threading.Event()
    seen = []

    def read():
        with Casebook.open(war, readonly=True) as book:
            while not stop.is_set():
                seen.append(len(book.claims()))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        with Casebook.open(war) as book:
            for number in range(20):
                book.decide("accept", book.claims()[0].id, note=str(number))
    finally:
        stop.set()
        joined(reader)
    assert seen
    assert len(set(seen)) == 1
