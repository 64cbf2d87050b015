import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stemma.errors import DataError, UsageError
from stemma.records import Block, Copy, Report
from stemma.reuse import CopyIndex, carriers, comparing, copies, redating

FIRST, SECOND = ["bal", "cor", "dun", "fer", "gol", "hin"], ["ta", "mo", "ri", "esk"]
WORDS = [first + second for first in FIRST for second in SECOND]
PHRASES = (
    "heavy fighting was heard near the eastern grain silos",
    "nobody took responsibility for burned bridges",
)


def newsroom(count: int, seed: int) -> list[Report]:
    """Make reports of invented words; some share stock phrases, some copy another with changes."""
    random_ = random.Random(seed)
    made: list[Report] = []
    for number in range(count):
        words = [random_.choice(WORDS) + random_.choice(WORDS) for _ in range(40)]
        if made and random_.random() < 0.5:
            words = random_.choice(made).text.split()
            for _ in range(random_.randrange(8)):
                words[random_.randrange(len(words))] = random_.choice(WORDS)
        if random_.random() < 0.6:
            words[20:20] = random_.choice(PHRASES).split()
        text = " ".join(words[random_.randrange(6) :]) + "."
        day = None if random_.random() < 0.5 else f"2022-05-{random_.randrange(1, 28):02}"
        report = Report(f"r{number:03}", "", text, (Block("body", 0, len(text)),), published=day)
        made.append(replace(report, outlet=f"Outlet {random_.randrange(9)}"))
    return made


def in_parts(reports: list[Report], edges: list[int], *, stored: bool) -> dict[str, Copy]:
    known = {report.id: report for report in reports}
    index = CopyIndex()
    held: dict[str, Copy] = {}
    for low, high in zip([0, *edges], [*edges, len(reports)], strict=True):
        if stored:
            index = CopyIndex.restore(index.state(), lambda ids: [known[name] for name in ids])
        changes = index.update(reports[low:high])
        held |= {copy.id: copy for copy in changes.copies}
        for name in changes.withdrawn:
            del held[name]
    return held


def crowds_of(size: int, patch: pytest.MonkeyPatch) -> None:
    """Compare a report with a few where it has more candidates than so many."""
    patch.setattr(carriers, "MOST_CANDIDATES", size)
    patch.setattr(carriers, "_FIRST", size // 2)
    patch.setattr(carriers, "_NEAREST", size // 2)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(st.integers(0, 60), max_size=8),
    st.booleans(),
    st.sampled_from((0, 25, 1000)),
    st.sampled_from((2, 48)),
)
def test_parts_and_stored_states_give_the_copies_of_the_whole(seed, edges, stored, horizon, crowd):
    reports = newsroom(60, seed)
    with pytest.MonkeyPatch.context() as patch:
        for module in (comparing, copies):
            patch.setattr(module, "HORIZON", horizon)
        crowds_of(crowd, patch)
        whole = in_parts(reports, [], stored=False)
        assert whole
        assert in_parts(reports, sorted(edges), stored=stored) == whole


def test_adding_one_by_one_gives_the_copies_of_the_whole():
    reports = newsroom(40, 3)
    assert in_parts(reports, list(range(1, 40)), stored=False) == in_parts(reports, [], stored=False)


def test_a_report_added_before_changes_nothing():
    reports = newsroom(10, 1)
    index = CopyIndex()
    index.add_all(reports)
    assert index.update(reports) == copies.Changes((), ())
    assert len(index) == 10


def stock_phrase_reports(count: int) -> list[Report]:
    phrase = "heavy fighting was heard overnight near eastern grain silos while local residents sheltered"
    random_ = random.Random(7)
    made = []
    for number in range(count):
        own = [random_.choice(WORDS) + random_.choice(WORDS) + random_.choice(WORDS) for _ in range(60)]
        text = f"{' '.join(own[:30])}. {phrase}. {' '.join(own[30:])}."
        made.append(
            Report(f"r{number:03}", "", text, (Block("body", 0, len(text)),), outlet=f"Outlet {number}")
        )
    return made


def test_a_stock_phrase_makes_no_copies_even_of_the_first_reports_that_have_it():
    assert CopyIndex().add_all(stock_phrase_reports(60)) == ()


def test_copies_by_a_phrase_that_turns_out_to_be_stock_are_withdrawn():
    reports = stock_phrase_reports(60)
    index = CopyIndex()
    first = index.update(reports[:5])
    assert first.copies
    later = index.update(reports[5:])
    assert later.copies == ()
    assert set(later.withdrawn) == {copy.id for copy in first.copies}


def test_only_reports_that_new_ones_may_share_words_with_are_asked_for():
    reports = newsroom(60, 5)
    known = {report.id: report for report in reports}
    index = CopyIndex()
    index.add_all(reports)
    asked: list[str] = []

    def fetch(ids):
        asked.extend(ids)
        return [known[name] for name in ids]

    restored = CopyIndex.restore(index.state(), fetch)
    assert len(restored) == 60
    assert asked == []
    text = "Entirely different vocabulary describes gardens beyond reckless comparison."
    assert restored.add(Report("new", "", text, (Block("body", 0, len(text)),))) == ()
    assert asked == []


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.data(), st.sampled_from((0, 25, 1000)), st.sampled_from((2, 48)))
def test_other_dates_give_the_copies_of_reports_that_always_had_them(seed, data, horizon, crowd):
    reports = newsroom(40, seed)
    days = st.one_of(st.none(), st.integers(1, 28).map(lambda day: f"2022-05-{day:02}"))
    moved = data.draw(st.dictionaries(st.integers(0, 39), days, min_size=1, max_size=3))
    after = [replace(one, published=moved.get(at, one.published)) for at, one in enumerate(reports)]
    known = {report.id: report for report in after}
    with pytest.MonkeyPatch.context() as patch:
        for module in (copies, comparing, redating):
            patch.setattr(module, "HORIZON", horizon)
        crowds_of(crowd, patch)
        index = CopyIndex()
        held = {copy.id: copy for copy in index.add_all(reports)}
        index = CopyIndex.restore(index.pieces(), lambda ids: [known[name] for name in ids])
        for before, now in index.redate([(reports[at], after[at]) for at in moved]).values():
            if before is not None:
                assert held.pop(before.id) == before
            if now is not None:
                held[now.id] = now
        anew = CopyIndex()
        assert held == {copy.id: copy for copy in anew.add_all(after)}
        # The early pairs may be in another order.
        assert index.pieces() | {"head": b""} == anew.pieces() | {"head": b""}


def test_a_report_that_cannot_be_had_again_is_named():
    reports = newsroom(20, 5)
    index = CopyIndex()
    index.add_all(reports)
    restored = CopyIndex.restore(index.state(), lambda _: [])
    with pytest.raises(UsageError, match=r"report r0\d\d"):
        restored.add(replace(reports[0], id="again"))


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"\x93\x01\x02\x03"])
def test_bytes_that_are_no_state_are_refused(data):
    with pytest.raises(DataError):
        CopyIndex.restore(data, lambda _: [])
    with pytest.raises(DataError):
        CopyIndex.restore({"head": data}, lambda _: [])


def test_pairs_given_besides_the_candidates_are_compared():
    reports = newsroom(30, 8)
    index = CopyIndex()
    found = index.update(reports).copies
    assert found
    again = index.update([], extra=[(copy.source, copy.target) for copy in found])
    assert again.copies == found
