"""What the desk reads by columns is what the whole records say."""

import msgspec
import pytest
from msgspec.structs import replace
from sample import write_sample

from stemma.casebook import Casebook, columns, judged, selecting
from stemma.web import pages
from stemma.web.index import build_index, degrees, speaker


@pytest.fixture
def book(tmp_path):
    """The sample, one mention of which a decision gave another speaker, stance and factuality."""
    with Casebook.open(write_sample(tmp_path / "sample.db")) as opened:
        mention = opened.find("m-wire")
        first = replace(mention.chain[0], name="Ihor Vane", entity="Ihor Vane")
        amended = replace(mention, chain=(first, *mention.chain[1:]), stance="deny", factuality="PS+")
        with opened.store.transaction() as db:
            record = msgspec.json.encode(amended).decode()
            db.execute("UPDATE mentions SET amended = ? WHERE id = ?", (record, mention.id))
        yield opened


def test_rows_are_what_the_claims_say(book):
    rows = {row.id: row for row in build_index(book).rows}
    claims = book.claims()
    assert rows.keys() == {claim.id for claim in claims}
    for claim in claims:
        row = rows[claim.id]
        assert (row.text, row.outlets, row.reports, row.origins, row.sides, row.unsourced, row.aim) == (
            claim.text, claim.outlets, claim.reports, claim.origins, claim.sides, claim.unsourced, claim.aim,
        )  # fmt: skip
        assert set(row.speakers) == {name for m in claim.mentions if (name := speaker(m))}
        assert list(row.factuality) == degrees(claim.mentions)
        assert sum(row.stances.values()) == row.mentions == len(claim.mentions)


def test_an_amended_mention_is_read_as_amended(book):
    index = build_index(book)
    assert "Ihor Vane" in index.claim("c-bridge").speakers
    for query in (
        {"speaker": "Ihor Vane"},
        {"factuality": "PS+"},
        {"speaker": "Ihor Vane", "stance": "deny"},
    ):
        assert [one.id for one in pages.chosen_statements(index, book, query)] == ["m-wire"], query
    told = dict(columns.told(book, "mentions.id = ?", ("m-wire",)))
    assert told["c-bridge"].stance == "deny"


def test_who_says_what_is_what_the_records_say(book):
    lines = list(columns.sourced(book))
    assert [(one.claim, one.id, one.report, one.stance, one.aim, one.chain) for one in lines] == [
        (claim, one.id, one.report, one.stance, one.aim, one.chain) for claim, one in columns.told(book)
    ]
    assert "Ihor Vane" in {layer.name for one in lines for layer in one.chain}


def test_events_are_what_the_records_say(book):
    events = book.events()
    assert list(columns.event_ids(book)) == [event.id for event in events]
    for line, event in zip(columns.events(book), events, strict=True):
        assert (line.id, line.status, line.origins) == (event.id, event.status, event.origins)
        assert [m.report for m in line.mentions] == [m.report for m in event.mentions]
        assert columns.event_of(book, [m.id for m in event.mentions]).keys() == {m.id for m in event.mentions}


def test_more_ids_than_one_query_takes(book, monkeypatch):
    monkeypatch.setattr(selecting, "AT_ONCE", 1)
    monkeypatch.setattr(judged, "_CHUNK", 1)
    ids = ["m-wire", "m-gazette", "m-none"]
    assert columns.claim_of(book, ids) == {"m-wire": "c-bridge", "m-gazette": "c-bridge"}
    assert sorted(columns.mentions(book, ids)) == ["m-gazette", "m-wire"]
