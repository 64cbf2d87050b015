"""What collation leaves apart is offered with its chance and reasons, until an analyst decides."""

import pytest
from msgspec import json

import stemma
from stemma.casebook import Casebook
from stemma.evaluation.ingesting import ingested
from stemma.matching import all_matches, possible_matches, still_open
from stemma.matching.reading import Reader
from stemma.records import PossibleMatch
from two_tellings import ROWS


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("matches") / "war.db"
    with ingested(ROWS) as book:
        return book.backup(path)


@pytest.fixture
def book(whole, tmp_path):
    with Casebook.open(whole) as kept, stemma.open(kept.backup(tmp_path / "war.db")) as book:
        yield book


def _bomber(book):
    report = _report(book, "Delo Hour")
    return next(
        claim.id
        for claim in book.claims(report=report)
        if any("bomber" in mention.content.text for mention in claim.mentions if mention.report == report)
    )


def _report(book, outlet):
    return book.reports(outlet=outlet)[0].id


def _offered(book, claim):
    return {one.other for one in book.possible_matches(claim)}


def test_the_same_told_in_other_words_is_offered_with_what_speaks_for_it(book):
    (found,) = [
        one
        for one in book.possible_matches(_bomber(book))
        if "motorcycle burst into flames" in one.other_text
    ]
    assert 0.3 <= found.chance <= 1
    assert found.reasons[0] == "published on the same day"
    assert any("“motorcycle”" in reason for reason in found.reasons)
    assert found.signs["days"] == 0
    texts = {report.id: report.text for report in book.reports()}
    for report, spans in ((found.report, found.shared), (found.other_report, found.other_shared)):
        words = {texts[report][span.start : span.end] for span in spans}
        assert {"motorcycle", "bakery", "Kupiansk"} <= words


def test_what_is_told_weeks_later_or_in_the_same_report_is_not_offered(book):
    reports = {one.other_report for claim in book.claims() for one in book.possible_matches(claim.id)}
    assert _report(book, "Meridian Wire") not in reports
    assert all(one.report != one.other_report for one in book.matches())


def test_each_other_claim_is_offered_once_and_the_likeliest_first(book):
    for claim in book.claims():
        found = book.possible_matches(claim.id)
        assert len({one.other for one in found}) == len(found) <= 5
        assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)
        assert claim.id not in {one.other for one in found}
    assert len(book.possible_matches(_bomber(book), best=1)) == 1


def test_the_whole_list_has_each_pair_once(book):
    found = book.matches()
    assert found
    assert len({frozenset((one.claim, one.other)) for one in found}) == len(found)
    assert found == all_matches(book)
    assert len(book.matches(claims=1)) <= 5


def test_what_is_kept_separate_is_not_offered_again_until_that_is_undone(book):
    bomber = _bomber(book)
    other = book.possible_matches(bomber)[0].other
    decision = book.decide("separate", bomber, other, note="another bomb")
    assert other not in _offered(book, bomber)
    assert bomber not in _offered(book, other)
    assert not [one for one in book.matches() if {one.claim, one.other} == {bomber, other}]
    book.decide("undo", decision.id)
    assert other in _offered(book, bomber)


def test_what_is_merged_is_one_claim(book):
    bomber = _bomber(book)
    other = book.possible_matches(bomber)[0].other
    before = len(book.claims())
    book.decide("merge", bomber, other)
    assert len(book.claims()) == before - 1
    assert other not in _offered(book, _bomber(book))


def test_a_large_casebook_that_remembers_no_words_offers_nothing(book, monkeypatch):
    bomber = _bomber(book)
    assert Reader(book.store.db).weight is not None
    monkeypatch.setattr("stemma.matching.reading.FIRST_SAMPLE", 2)
    assert Reader(book.store.db).weight is None
    assert possible_matches(book, bomber) == ()
    assert all_matches(book) == ()


def test_reports_without_a_date_are_not_compared():
    rows = [{**row, "published": None} for row in ROWS[:2]]
    with ingested(rows) as book:
        assert all_matches(book) == ()


def test_the_records_are_the_same_each_time_and_are_read_back(book):
    found = book.matches()
    assert found == book.matches()
    assert json.decode(json.encode(found), type=tuple[PossibleMatch, ...]) == found
    assert found.to_arrow().num_rows == len(found)


def test_what_a_decision_made_of_a_pair_takes_it_from_the_list(book):
    found = book.matches()
    assert still_open(book, found) == found
    bomber = _bomber(book)
    (pair,) = [one for one in found if bomber in (one.claim, one.other)]
    decision = book.decide("separate", pair.claim, pair.other)
    assert pair not in still_open(book, found)
    book.decide("undo", decision.id)
    assert still_open(book, found) == found
    book.decide("merge", pair.claim, pair.other)
    assert pair not in still_open(book, found)
