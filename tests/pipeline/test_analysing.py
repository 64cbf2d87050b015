"""How reports are handed to processes, and how often memory is searched meanwhile."""

import gc

from stemma.pipeline import analysing, memory
from stemma.pipeline.analysing import Analyst, _shares
from stemma.pipeline.memory import keep_freed, seldom_searched
from stemma.records import Block, ClaimMention, EventMention, ParsedReport, Report, Span, Words


def test_every_text_is_in_exactly_one_share_of_its_worker_and_workers_take_turns():
    owners = [0, 1, 0, 0, 1, 0, 0]
    shares = list(_shares(owners, 2))
    assert [worker for worker, _ in shares] == [0, 1, 0, 0]
    assert sorted(at for _, share in shares for at in share) == list(range(len(owners)))
    assert all(owners[at] == worker for worker, share in shares for at in share)
    assert list(_shares([], 2)) == []


def test_memory_is_searched_as_often_as_before_after_a_run():
    found = gc.get_threshold()  # a command that was run in this process may have changed it
    before = (700, 10, 10)
    gc.set_threshold(*before)
    try:
        with seldom_searched():
            assert gc.get_threshold()[0] > before[0]
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*found)


def test_of_a_report_no_more_is_kept_than_can_be_numbered(monkeypatch):
    monkeypatch.setattr(analysing, "PER_REPORT", 2)
    words = Words((Span(0, 3),), "abc")
    claims = [
        ClaimMention(f"m{n}", "r", 0, "body", words, None, None, (), "indirect") for n in range(3)
    ]  # fmt: skip
    seen = []

    def code_events(_report, _parsed, mentions, _places, _times):
        seen.extend(mentions)
        return [EventMention(f"e{n}", "r", 0, "body", words, words) for n in range(5)]

    analyst = Analyst(
        lambda reports: [ParsedReport(one.id, (), "none") for one in reports],
        lambda *_: claims, lambda *_: (), lambda *_: (), code_events,
    )  # fmt: skip
    (found,) = analyst.analyse([Report("r", "0", "abc", (Block("body", 0, 3),))])
    assert [one.id for one in found.mentions] == [one.id for one in seen] == ["m0", "m1"]
    assert [one.id for one in found.events] == ["e0", "e1"]
    assert found.error == "only the first 2 claims and events of this report are kept"


def test_where_the_c_library_is_another_memory_is_kept_as_it_does(monkeypatch):
    asked = []

    def other(name):
        asked.append(name)
        raise OSError

    monkeypatch.setattr(memory.ctypes, "CDLL", other)
    keep_freed()
    assert asked == [None]
