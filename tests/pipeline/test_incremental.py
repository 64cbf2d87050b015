"""Incremental collation is exact: however reports come in runs, the casebook is that of one run."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from collated import add
from msgspec.structs import replace

import stemma
from stemma.casebook import Casebook
from stemma.collation import crowded as crowded_claims
from stemma.collation import statements
from stemma.errors import CasebookError
from stemma.pipeline import growing, growing_events, incremental, redating, remembering, running
from stemma.provenance import beside as origins_beside
from stemma.records import Document
from stemma.reuse import carriers

EXPORTED = ("reports", "mentions", "copies", "claims", "origins", "variants", "events")


@pytest.fixture(scope="module")
def analysed(demo_path, tmp_path_factory):
    """The demo corpus, read and analysed: (document, report, analysis), in order of publication."""
    with stemma.open(shutil.copy(demo_path, tmp_path_factory.mktemp("analysed"))) as book:
        items = [
            (
                Document(report.origin, report.id.encode(), "text/plain", report.sha256),
                report,
                book.analysis(report),
            )
            for report in book.originals()
        ]
    return sorted(items, key=lambda item: (item[1].published or "~", item[1].id))


@pytest.fixture
def grown(monkeypatch):
    """Have words counted in the first few reports only; tell of each run whether it was incremental."""
    monkeypatch.setattr(statements, "FIRST_SAMPLE", 10)
    monkeypatch.setattr(statements, "_GROWTH", 1.6)
    told = []
    grow = incremental.grow

    def noted(*given):
        told.append(grow(*given))
        return told[-1]

    monkeypatch.setattr(incremental, "grow", noted)
    return told


def export(book):
    told = [claim.id for claim in book.claims() if more_than_one_voice(claim)]
    assert [claim.id for claim in book.claims(told=True)] == told
    return {name: msgspec.json.encode(list(getattr(book, name)())) for name in EXPORTED}


def more_than_one_voice(claim):
    return len(claim.mentions) > 1 or claim.mentions[0].directness != "own"


def in_runs(folder: Path, name: str, items, cuts=()) -> Casebook:
    book = Casebook.open(folder / f"{name}.db")
    for first, last in zip((0, *cuts), (*cuts, len(items)), strict=True):
        add(book, items[first:last])
    return book


@pytest.fixture(params=["all compared", "all compared again", "crowded"])
def crowds(request, monkeypatch):
    """Compare all with all, or take stories and claims of three for such as hundreds carry."""
    if request.param == "crowded":
        monkeypatch.setattr(carriers, "MOST_CANDIDATES", 2)
        monkeypatch.setattr(carriers, "_FIRST", 1)
        monkeypatch.setattr(carriers, "_NEAREST", 1)
        for module in (crowded_claims, origins_beside):
            monkeypatch.setattr(module, "MOST_MENTIONS", 2)
            monkeypatch.setattr(module, "_FIRST", 1)
            monkeypatch.setattr(module, "_LAST", 1)
    return request.param


def test_runs_leave_what_one_run_leaves(tmp_path, analysed, grown, crowds):
    seed = len(crowds)
    generator = random.Random(seed)
    cuts = sorted(generator.sample(range(11, len(analysed)), 4))
    with in_runs(tmp_path, "one", analysed) as one, in_runs(tmp_path, "many", analysed, cuts) as many:
        assert any(grown), "some run was incremental"
        assert export(many) == export(one)
        running.collate(many, whole=True)
        assert export(many) == export(one)


@pytest.mark.parametrize("apart", [1 << 31, 1 << 40])
def test_numbers_of_mentions_may_be_as_large_as_after_very_many_reports(
    tmp_path, analysed, grown, monkeypatch, apart
):
    with in_runs(tmp_path, "small", analysed, (12, 14, 20, 23)) as small:
        before = export(small)
    for module in (growing, growing_events, redating, remembering):
        monkeypatch.setattr(module, "PER_REPORT", apart)
    with in_runs(tmp_path, "large", analysed, (12, 14, 20, 23)) as large:
        assert any(grown)
        assert export(large) == before


@pytest.mark.usefixtures("grown")
def test_more_reports_than_can_be_compared_are_refused(tmp_path, analysed, monkeypatch):
    with in_runs(tmp_path, "full", analysed[:15]) as book:
        before = book.claims()
        monkeypatch.setattr(incremental, "MOST_REPORTS", 16)
        with pytest.raises(CasebookError, match="up to 16"):
            add(book, analysed[15:])
        assert book.claims() == before


def test_reports_in_any_order_give_what_a_whole_collation_gives(tmp_path, analysed, grown):
    items = list(analysed)
    random.Random(5).shuffle(items)
    with in_runs(tmp_path, "book", items, (12, 14, 20, 23)) as book:
        assert any(grown)
        before = export(book)
        running.collate(book, whole=True)
        assert export(book) == before


def decide_much(book, chosen):
    """Yield after each of many decisions, among them some that are undone."""
    claims = [claim for claim in book.claims() if len(claim.mentions) > 1]
    yield book.decide("split", claims[0].id, claims[0].mentions[-1].id)
    joined = book.decide("merge", *(claim.id for claim in chosen.sample(list(book.claims()), 2)))
    yield joined
    yield book.decide("separate", *(claim.id for claim in chosen.sample(list(book.claims()), 2)))
    yield book.decide("reject", chosen.choice(book.mentions()).id)
    yield book.decide("resource", claims[1].mentions[0].id, value="Marta Olin")
    own = next((claim for claim in book.claims() if not more_than_one_voice(claim)), None)
    if own is not None:
        sourced = book.decide("resource", own.mentions[0].id, value="Marta Olin")
        yield sourced
        yield book.decide("undo", sourced.id)
    yield book.decide("accept", chosen.choice(book.claims()).id)
    events = [event for event in book.events() if len(event.mentions) > 1]
    yield book.decide("reject", chosen.choice(book.event_mentions()).id)
    if events:
        yield book.decide("split", events[0].id, events[0].mentions[0].id)
    yield book.decide("merge", *(event.id for event in chosen.sample(list(book.events()), 2)))
    if variants := book.variants():
        rejected = book.decide("reject", variants[0].id)
        yield rejected
        yield book.decide("undo", rejected.id)
    rejected = book.decide("reject", chosen.choice(book.origins()).id)
    yield rejected
    yield book.decide("undo", rejected.id)
    yield book.decide("undo", joined.id)


@pytest.mark.parametrize("seed", range(1))
def test_decisions_take_effect_as_in_a_whole_collation(tmp_path, analysed, grown, seed):
    with in_runs(tmp_path, "book", analysed[:-3], (len(analysed) - 4,)) as book:
        for _ in decide_much(book, random.Random(seed)):
            running.collate(book)
        assert grown[-1] is True
        running.collate(book)
        add(book, analysed[-3:])
        before = export(book)
        running.collate(book, whole=True)
        assert export(book) == before


def test_a_rejected_copy_is_struck_and_given_back_as_in_a_whole_collation(
    tmp_path, analysed, grown, monkeypatch
):
    monkeypatch.setattr(statements, "_GROWTH", 10)
    with in_runs(tmp_path, "book", analysed[:-2], (len(analysed) - 4,)) as book:
        untouched = export(book)
        chosen = random.Random(7).sample(list(book.copies()), 3)
        made = [book.decide("reject", copy.id) for copy in chosen]
        running.collate(book)
        assert not {copy.id for copy in chosen} & {copy.id for copy in book.copies()}
        rejected = export(book)
        for decision in made:
            book.decide("undo", decision.id)
            running.collate(book)
        assert all(grown[-4:]), "only what the copies touch was compared"
        assert export(book) == untouched
        made = [book.decide("reject", copy.id) for copy in chosen]
        running.collate(book, whole=True)
        assert export(book) == rejected
        book.decide("undo", made[0].id)
        add(book, analysed[-2:])
        assert grown[-1]
        before = export(book)
        running.collate(book, whole=True)
        assert export(book) == before


def moved(analysis, days):
    """An analysis as of another date: the times of its events lie so many days later."""

    def later(value):
        return (date.fromisoformat(value[:10]) + timedelta(days=days)).isoformat() if value else value

    events = tuple(
        replace(event, time=replace(event.time, start=later(event.time.start), end=later(event.time.end)))
        if event.time and len(event.time.start or "") >= 10
        else event
        for event in analysis.events
    )
    return replace(analysis, published=later(analysis.published), events=events)


def redate(book, item, days):
    """Decide on another date, as if the report was analysed as of it; return the decision."""
    analysis = moved(item[2], days)
    decision = book.decide("redate", item[1].id, value=analysis.published)
    book.add_analyses([analysis], tool=running.TOOL)
    running.collate(book)
    return decision


@pytest.mark.parametrize("seed", range(2))
def test_another_date_takes_effect_as_in_a_whole_collation(tmp_path, analysed, grown, seed, monkeypatch):
    monkeypatch.setattr(statements, "_GROWTH", 10)
    chosen = random.Random(seed).sample([item for item in analysed[:-2] if item[1].published], 4)
    with in_runs(tmp_path, "book", analysed[:-2], (len(analysed) - 4,)) as book:
        untouched = export(book)
        for item, days in zip(chosen, (1, -3, 40, -400), strict=True):
            decision = redate(book, item, days)
            quick = grown[-1] is True
            before = export(book)
            running.collate(book, whole=True)
            assert export(book) == before, f"{item[1].id} {days} {quick}"
            book.decide("undo", decision.id)
            book.add_analyses([item[2]], tool=running.TOOL)
            running.collate(book)
            assert export(book) == untouched
        assert any(grown[3:]), "some date was changed without comparing all anew"


def test_what_is_found_in_claims_is_searchable(tmp_path, analysed, grown, monkeypatch):
    monkeypatch.setattr(statements, "_GROWTH", 10)
    with in_runs(tmp_path, "book", analysed, (len(analysed) - 2,)) as book:
        assert grown[-1] is True
        assert not [one for one in book.check() if one.kind != "raw"], "raw bytes are made up here"
        claim = book.claims()[0]
        words = " ".join(claim.text.replace('"', " ").split()[:6])
        assert claim.id in {hit.id for hit in book.search(words)}


def test_a_report_that_is_analysed_anew_has_the_whole_collated(tmp_path, analysed, grown):
    with in_runs(tmp_path, "book", analysed, (len(analysed) - 2,)) as book:
        before = export(book)
        book.add_analyses([analysed[0][2]], tool=running.TOOL)
        running.collate(book)
        assert grown[-1] is None
        assert export(book) == before


@pytest.fixture
def parts(monkeypatch):
    """Have collections of more than a dozen reports collated in parts; tell of what was stored."""
    monkeypatch.setattr(statements, "FIRST_SAMPLE", 5)
    monkeypatch.setattr(statements, "LARGEST_SAMPLE", 10)
    monkeypatch.setattr(running, "FIRST_PART", 12)
    monkeypatch.setattr(incremental, "NEXT_PART", 4)


@pytest.mark.usefixtures("parts")
def test_many_reports_are_collated_in_parts_as_if_at_once(tmp_path, analysed, monkeypatch):
    with in_runs(tmp_path, "parts", analysed) as book:
        in_parts = export(book)
        assert book.collated() == book.generation()
        monkeypatch.setattr(running, "FIRST_PART", 1000)
        running.collate(book, whole=True)
        assert export(book) == in_parts


@pytest.mark.usefixtures("parts")
def test_decisions_about_reports_that_wait_take_effect_in_the_end(tmp_path, analysed, monkeypatch):
    with in_runs(tmp_path, "parts", analysed) as book:
        for _ in decide_much(book, random.Random(3)):
            pass
        last = max(book.originals(), key=lambda report: report.published or "")
        book.decide("redate", last.id, value="2022-01-01")
        running.collate(book, whole=True)
        in_parts = export(book)
        monkeypatch.setattr(running, "FIRST_PART", 1000)
        running.collate(book, whole=True)
        assert export(book) == in_parts


@pytest.mark.usefixtures("parts")
def test_a_collation_that_was_killed_between_parts_is_gone_on_with(tmp_path, analysed, monkeypatch):
    grow = incremental.grow
    told = []

    def killed(*given):
        told.append(given)
        if len(told) == 3:
            raise KeyboardInterrupt
        return grow(*given)

    with in_runs(tmp_path, "whole", analysed) as book:
        whole = export(book)
    monkeypatch.setattr(incremental, "grow", killed)
    with pytest.raises(KeyboardInterrupt):
        in_runs(tmp_path, "book", analysed)
    with Casebook.open(tmp_path / "book.db") as book:
        assert book.collated() != book.generation()
        assert 0 < len(book.claims()) < len(whole["claims"])
        running.collate(book)
        assert export(book) == whole


@pytest.mark.usefixtures("parts")
def test_what_does_not_do_for_the_next_part_has_all_reports_compared_together(
    tmp_path, analysed, monkeypatch
):
    with in_runs(tmp_path, "parts", analysed) as book:
        in_parts = export(book)
        monkeypatch.setattr(incremental, "grow", lambda *_given: None)
        running.collate(book, whole=True)
        assert book.collated() == book.generation()
        assert export(book) == in_parts
