"""Runs: idempotent, resumable after a kill, and undisturbed by documents that fail."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import lines, rooms
from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.errors import CasebookError
from stemma.pipeline import collate, ingest
from stemma.pipeline.faults import reason
from waiting import ended, started, until

FAKES = Path(__file__).with_name("fakes.py")


@pytest.fixture
def book(tmp_path):
    with Casebook.open(tmp_path / "war.db") as opened:
        yield opened


def contents(book):
    """Everything that a run finds, in comparable form."""
    return (
        book.reports(), book.mentions(), book.claims(), book.origins(), book.events(), book.event_mentions(),
    )  # fmt: skip


def test_ingest_stores_everything(book):
    summary = ingest(book, lines(40), rooms=rooms())
    assert (summary.documents, summary.new, summary.known, summary.analysed) == (40, 40, 0, 40)
    assert summary.errors == ()
    assert summary.holds["claims"] == 5
    assert len(book.claims()[0].mentions) == 8
    assert len(book.events()) == 40
    assert book.check() == ()


def test_mentions_with_one_id_are_one_mention(book):
    ingest(book, lines(1), rooms=rooms())
    assert len(book.mentions()) == 1


def test_the_same_again_changes_nothing(book):
    ingest(book, lines(20), rooms=rooms())
    before = contents(book)
    summary = ingest(book, [*lines(20), lines(20)[3]], rooms=rooms())
    assert (summary.new, summary.known, summary.analysed) == (0, 21, 0)
    assert contents(book) == before


def test_in_two_parts_or_at_once_gives_the_same(book, tmp_path):
    ingest(book, lines(10), rooms=rooms())
    ingest(book, lines(30), rooms=rooms())
    with Casebook.open(tmp_path / "once.db") as once:
        ingest(once, lines(30), rooms=rooms())
        assert contents(once) == contents(book)


def test_failures_are_listed_and_the_rest_is_stored(book):
    bad = ["missing", " ", "odd", "One unparsable text", "One endless text"]
    summary = ingest(book, [*lines(5), *bad, *lines(8)], rooms=rooms())
    assert summary.analysed == 8
    reasons = {failure.origin: failure.reason for failure in summary.errors}
    assert reasons["missing"] == "no such file"
    assert reasons["line 6"] == "line 6: no text"
    assert reasons["line 7"].startswith("IndexError: list index out of range (fakes.py, line")
    assert reasons["line 8"].startswith("parsing: ValueError: [E030]")
    assert reasons["line 9"].startswith("attribution: RecursionError")
    assert len(book.failures()) == 5
    assert len(book.reports()) == 10
    assert book.claims()[0].mentions


def test_a_failed_analysis_is_not_tried_again_by_the_same_version(book):
    ingest(book, ["One endless text"], rooms=rooms())
    again = ingest(book, ["One endless text"], rooms=rooms())
    assert again.errors == ()
    assert len(book.failures()) == 1
    assert book.pending("another version") != ()


def test_unread_reports_are_stored_with_their_reason(book):
    summary = ingest(book, ["Привіт світе", *lines(2)], rooms=rooms())
    assert len(summary.unread) == 1
    assert summary.analysed == 2
    (unread,) = book.reports(status="unread")
    assert unread.status_reason == "only English is analysed"
    assert book.mentions(unread.id) == ()


def test_nothing_at_all_is_no_fault(book):
    assert ingest(book, [], rooms=rooms()).documents == 0
    assert book.claims() == ()


def test_interrupted_while_analysing_goes_on_where_it_stopped(book):
    def interrupted(stage, done, _total):
        if stage == "analysing" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(book, lines(100), rooms=rooms(), progress=interrupted)
    assert len(book.reports()) == 100
    assert len(book.mentions()) == 64
    summary = ingest(book, [], rooms=rooms())
    assert summary.analysed == 36
    assert len(book.mentions()) == 100


@pytest.mark.parametrize("moment", [0.05, 0.2, 0.4])
def test_killed_and_run_again_nothing_is_lost_and_nothing_double(tmp_path, moment):
    path = tmp_path / "killed.db"
    command = [sys.executable, str(FAKES), str(path), "200", "0.005"]
    with subprocess.Popen(command) as process:
        until(lambda: (path.exists() and _stored(path)) or process.poll() is not None)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
    with Casebook.open(path) as book:
        stored, analysed = len(book.reports()), len(book.mentions())
        assert stored % 16 == 0 or stored == 200
        assert analysed < 200
        assert book.check() == ()
        ingest(book, lines(200), rooms=rooms())
        with Casebook.open(tmp_path / "whole.db") as whole:
            ingest(whole, lines(200), rooms=rooms())
            assert contents(book) == contents(whole)


def _stored(path):
    try:
        with Casebook.open(path, readonly=True) as book:
            return book.counts()["reports"]
    except CasebookError:
        return 0


def test_decisions_take_effect_survive_and_are_undone(book):
    ingest(book, lines(10), rooms=rooms())
    first, second, *_ = book.claims()
    before = contents(book)
    decision = book.decide("merge", first.id, second.id, note="the same thing")
    collate(book, rooms=rooms())
    assert max(len(claim.mentions) for claim in book.claims()) == 4
    ingest(book, lines(15), rooms=rooms())
    assert max(len(claim.mentions) for claim in book.claims()) == 6
    undo = book.decide("undo", decision.id)
    collate(book, rooms=rooms())
    assert [one.id for one in book.decisions()] == [decision.id, undo.id]
    assert len(book.claims()) == len(before[2])
    assert book.standing_decisions() == ()


def test_a_rejected_mention_is_left_out_until_it_is_accepted(book):
    ingest(book, lines(10), rooms=rooms())
    mention = book.mentions()[0].id
    book.decide("reject", mention)
    collate(book, rooms=rooms())
    assert mention not in {member.id for claim in book.claims() for member in claim.mentions}
    assert mention in {member.id for member in book.mentions()}
    book.decide("accept", mention)
    collate(book, rooms=rooms())
    assert mention in {member.id for claim in book.claims() for member in claim.mentions}


def test_a_re_dated_report_is_analysed_as_of_its_new_date(book):
    ingest(book, lines(3), rooms=rooms())
    report = book.reports()[0].id
    decision = book.decide("redate", report, value="2021-01-02")
    collate(book, rooms=rooms())
    assert book.report(report).published == "2021-01-02"
    assert book.report(report).published_source == f"decision {decision.id}"
    assert book.times(report)[0].start == "2021-01-02"
    assert book.events()[0].start == "2021-01-02"
    book.decide("undo", decision.id)
    collate(book, rooms=rooms())
    assert book.times(report)[0].start == "2022-05-10"
    book.decide("redate", report, value="none")
    collate(book, rooms=rooms())
    assert book.report(report).published is None


def test_a_re_sourced_mention_has_the_new_source(book):
    ingest(book, lines(3), rooms=rooms())
    mention = book.mentions()[0]
    book.decide("resource", mention.id, value="the mayor")
    collate(book, rooms=rooms())
    (changed,) = (found for found in book.mentions(mention.report) if found.id == mention.id)
    assert changed.chain[0].entity == "the mayor"
    assert "decision" in changed.chain[0].reason
    assert {claim.mentions[0].chain[0].entity for claim in book.claims()} >= {"the mayor"}


def test_a_decision_finds_a_mention_under_its_new_id(book):
    ingest(book, lines(3), rooms=rooms())
    mention = book.mentions()[0]
    book.decide("reject", mention.id)
    with book.store.transaction() as db:
        db.execute("UPDATE mentions SET id = 'm-new' WHERE id = ?", (mention.id,))
    assert book.standing_decisions()[0].keys == (("m-new",),)


def test_again_analyses_everything_anew_and_keeps_decisions(book):
    ingest(book, lines(6), rooms=rooms())
    book.decide("reject", book.mentions()[0].id)
    collate(book, rooms=rooms())
    before = contents(book)
    summary = ingest(book, [], again=True, rooms=rooms())
    assert summary.analysed == 6
    assert contents(book) == before


def test_reason_says_what_and_where():
    with pytest.raises(KeyError) as raised:
        {}["name"]
    assert reason(raised.value).startswith("KeyError: 'name' (test_ingest.py, line")
    assert reason(CasebookError("the file is read-only")) == "the file is read-only"


def test_two_texts_with_one_id_are_two_reports(book):
    fake = rooms()
    same = replace(fake, read=lambda document: replace(fake.read(document), id="17"))
    ingest(book, lines(3), rooms=same)
    assert len(book.reports()) == 3
    assert ingest(book, lines(3), rooms=same).known == 3


def test_two_runs_at_once_give_one_whole_casebook(tmp_path):
    path = tmp_path / "shared.db"
    command = [sys.executable, str(FAKES), str(path), "60", "0.002"]
    runs = [started(command) for _ in range(3)]
    assert [ended(process).returncode for process in runs] == [0, 0, 0]
    with Casebook.open(path) as book, Casebook.open(tmp_path / "alone.db") as alone:
        ingest(alone, lines(60), rooms=rooms())
        assert contents(book) == contents(alone)
        assert book.check() == ()
