"""How reports are handed to processes, and how often memory is searched meanwhile."""

import gc

from stemma.pipeline import analysing, memory
from stemma.pipeline.analysing import Analyst, _groups, _shares
from stemma.pipeline.memory import keep_freed, seldom_searched
from stemma.records import Block, ClaimMention, EventMention, ParsedReport, Report, Span, Words


def test_every_text_is_in_exactly_one_share_of_its_worker_and_workers_take_turns():
    owners = [0, 1, 0, 0, 1, 0, 0, 0]
    shares = list(_shares(owners, 2))
    assert [worker for worker, _ in shares] == [0, 1, 0, 0]
    assert sorted(at for _, share in shares for at in share) == list(range(len(owners)))
    assert all(owners[at] == worker for worker, share in shares for at in share)
    assert list(_shares([], 2)) == []


def test_a_few_texts_over_go_with_the_others_and_shares_are_alike():
    sizes = {count: [len(share) for _, share in _shares([0] * count, 64)] for count in (1, 70, 95, 97, 170)}
    assert sizes == {1: [1], 70: [70], 95: [95], 97: [49, 48], 170: [57, 57, 56]}


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


def one(number, text="abc"):
    return Report(f"r{number}", f"{number}", text, (Block("body", 0, len(text)),))


def parse(reports):
    return [ParsedReport(each.id, (), "none") for each in reports]


def test_reports_are_taken_through_each_step_side_by_side_and_copies_after_them():
    done = []

    def attributing(report, _parsed):
        done.append(("found", report.id))
        yield
        done.append(("chained", report.id))
        return ()

    def places(report, _parsed):
        done.append(("places", report.id))
        return ()

    analyst = Analyst(parse, attributing, places, lambda *_: (), lambda *_: ())
    found = analyst.analyse([one(0), one(1, "other"), one(2)])
    assert [each.report for each in found] == ["r0", "r1", "r2"]
    steps = ("found", "chained", "places")
    assert done == [*((step, at) for step in steps for at in ("r0", "r1")), *((step, "r2") for step in steps)]


def test_what_goes_wrong_in_a_step_costs_no_other_report():
    def attributing(report, _parsed):
        yield
        if report.id == "r1":
            raise ValueError("odd")
        yield
        return ()

    analyst = Analyst(parse, attributing, lambda *_: (), lambda *_: (), lambda *_: ())
    found = analyst.analyse([one(number, f"text {number}") for number in range(3)])
    assert [each.report for each in found] == ["r0", "r1", "r2"]
    assert [each.error[:25] for each in found] == ["", "attribution: ValueError: ", ""]


def test_very_long_reports_are_not_held_together(monkeypatch):
    monkeypatch.setattr(analysing, "_TOGETHER", 10)
    pairs = [(one(number, "x" * size + str(number)), None) for number, size in enumerate((3, 3, 30, 0, 3))]
    pairs.append((one(5, ""), None))
    assert [[place for place, _ in group] for group in _groups(pairs)] == [[0, 1], [2], [3, 4, 5]]
    assert _groups([]) == []
    assert [[place for place, _ in group] for group in _groups([(one(0, ""), None)])] == [[0]]


def test_where_the_c_library_is_another_memory_is_kept_as_it_does(monkeypatch):
    asked = []

    def other(name):
        asked.append(name)
        raise OSError

    monkeypatch.setattr(memory.ctypes, "CDLL", other)
    keep_freed()
    assert asked == [None]
