"""Every number leads to the sentences that it counts."""

import pytest

from stemma.casebook import Casebook
from stemma.errors import UsageError
from stemma.web import pages
from stemma.web.index import build_index


@pytest.fixture
def book(sample):
    with Casebook.open(sample, create=False, readonly=True) as opened:
        yield opened


def test_an_outlets_shares_are_the_sentences_behind_them(book):
    index = build_index(book)
    for row in pages.sources_page(index, book).outlets:
        for ground in ("own", "attributed", "derived", "unsourced"):
            found = pages.chosen_statements(index, book, {"outlet": row.name, "ground": ground})
            assert len(found) == getattr(row, ground), (row.name, ground)


def test_a_speakers_denials_are_the_sentences_behind_them(book):
    index = build_index(book)
    for row in pages.sources_page(index, book).speakers:
        assert (
            len(pages.chosen_statements(index, book, {"speaker": row.name, "stance": "deny"})) == row.denials
        )
        assert len(pages.chosen_statements(index, book, {"speaker": row.name, "aim": "1"})) == row.aims


def test_statements_come_by_date_with_the_words_around_them(book):
    index = build_index(book)
    page = pages.statements_page(index, book, {"claim": "c-bridge"})
    assert [one.id for one in page.rows] == ["m-wire", "m-gazette", "m-lantern", "m-denial"]
    assert {one.id: one.ground for one in page.rows} == {
        "m-wire": "attributed", "m-gazette": "derived", "m-lantern": "attributed", "m-denial": "attributed",
    }  # fmt: skip
    assert "two rockets" in page.passages["m-wire"].text
    assert page.claim == index.claim("c-bridge").text


def test_a_page_of_statements_has_its_limit(book):
    page = pages.statements_page(build_index(book), book, {"limit": "2", "offset": "2"})
    assert (len(page.rows), page.total, page.offset) == (2, 6, 2)


def test_a_claim_that_is_gone_is_said(book):
    with pytest.raises(UsageError, match="no claim 'c-none'"):
        pages.chosen_statements(build_index(book), book, {"claim": "c-none"})


def test_the_copied_share_is_the_passages_behind_it(book):
    index = build_index(book)
    for row in pages.sources_page(index, book).outlets:
        page = pages.copied_page(index, book, {"outlet": row.name})
        assert page.words == pytest.approx(row.copied_share * page.words_of_all, abs=1 + page.total)
        for copied in page.rows:
            assert all(
                passage.words == book.report(copied.report).text[passage.span.start : passage.span.end]
                for passage in copied.passages
            )


def test_a_flow_is_the_passages_behind_it(book):
    index = build_index(book)
    for flow in pages.sources_page(index, book).flows:
        page = pages.copied_page(index, book, {"outlet": flow.target, "from": flow.source})
        assert page.words == flow.words
        assert page.total >= flow.reports


def test_claims_and_events_know_their_factualities(book):
    index = build_index(book)
    page = pages.claims_page(index, book, {"factuality": "CT-"})
    assert [row.id for row in page.rows] == ["c-bridge"]
    assert page.rows[0].factuality == ("CT+", "PR+", "CT-")
    table = pages.event_table(index, book)
    assert [[table.words["factuality"][at] for at in found] for found in table.columns["factuality"]] == [
        ["CT+"]
    ]


def test_events_know_what_was_used_and_who_says_how_many(book):
    index = build_index(book)
    table = pages.event_table(index, book)
    assert table.words["things"] == ("used: two rockets",)
    assert table.words["thing_kinds"] == ("airborne", "used airborne")
    (row,) = pages.event_rows(index, book)
    assert (row.things, row.things_claimants) == (("used: two rockets",), ("Olena Tkach: two rockets",))
