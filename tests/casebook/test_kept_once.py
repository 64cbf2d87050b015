"""What a record says is stored once: packed links, judged pairs as numbers, views of records."""

import sqlite3
from contextlib import closing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.casebook import Casebook, columns, judged
from stemma.casebook.links import links_of, pack, unpack
from stemma.casebook.rows import encode
from stemma.records import Link

IDS = st.sampled_from(["m-1", "m-2", "m-3", "e-é"])
LINKS = st.lists(
    st.builds(
        Link,
        IDS,
        IDS,
        st.sampled_from(["merge", "split"]),
        st.floats(0, 1),
        st.sampled_from(["", "near", "“a”"]),
    )
)


@given(LINKS)
def test_packed_links_are_the_links(links):
    text = pack(links)
    assert (text is None) == (not links)
    assert links_of('{"links":[]}', text) == tuple(links)


def test_links_of_older_rows_are_read_from_their_records():
    link = Link("m-1", "m-2", "merge", 0.5, "near")
    assert links_of(encode({"id": "c", "links": [link]}), None) == (link,)


def test_a_link_to_what_is_not_there_is_damage():
    with pytest.raises(msgspec.DecodeError):
        unpack('{"ids":["m-1"],"why":[["merge",1.0,""]],"pairs":[[0,1,0]]}')


def rows(book, query):
    return [tuple(row) for row in book.store.db.execute(query)]


def test_views_show_what_the_records_hold(book):
    claims, reports, mentions = book.claims(), book.reports(), book.mentions()
    clusters = [*claims, *book.events()]
    told = [
        (one.id, n, link.a, link.b, link.kind, link.score, link.reason)
        for one in clusters
        for n, link in enumerate(one.links)
    ]
    assert sorted(rows(book, "SELECT * FROM links")) == sorted(told)
    edges = [
        (one.id, n, edge.parent, edge.child, edge.kind, edge.score, edge.reason, edge.circular)
        for one in claims
        for n, edge in enumerate(one.edges)
    ]
    assert edges
    assert sorted(rows(book, "SELECT * FROM edges")) == sorted(edges)
    blocks = [
        (one.id, n, block.kind, block.start, block.end)
        for one in reports
        for n, block in enumerate(one.blocks)
    ]
    assert sorted(rows(book, "SELECT * FROM blocks")) == sorted(blocks)
    hedges = [(one.id, hedge.text, hedge.span.start) for one in mentions for hedge in one.hedges]
    assert sorted(rows(book, "SELECT mention, text, start FROM hedges")) == sorted(hedges)
    passages = [
        (one.id, n, passage.target.start, passage.kind)
        for one in book.copies()
        for n, passage in enumerate(one.passages)
    ]
    assert sorted(rows(book, "SELECT copy, position, target_start, kind FROM passages")) == sorted(passages)
    places = [
        (one.id, n, place.name, place.lat) for one in reports for n, place in enumerate(book.places(one.id))
    ]
    assert places
    assert sorted(rows(book, "SELECT report, position, name, lat FROM places")) == sorted(places)
    times = [
        (one.id, n, time.text, time.start) for one in reports for n, time in enumerate(book.times(one.id))
    ]
    assert sorted(rows(book, "SELECT report, position, text, first FROM times")) == sorted(times)
    members = [(one.id, n, name) for one in book.origins() for n, name in enumerate(one.mentions)]
    assert sorted(rows(book, "SELECT * FROM origin_mentions")) == sorted(members)
    contents = [(one.id, one.content.text, one.score) for one in mentions]
    assert sorted(rows(book, "SELECT id, content, score FROM v_mentions")) == sorted(contents)
    extents = [(one.id, one.extent.text) for one in book.event_mentions()]
    assert sorted(rows(book, "SELECT id, extent FROM v_event_mentions")) == sorted(extents)


def test_lists_read_links_and_words_as_the_records_have_them(book):
    clusters = [*book.claims(), *book.events()]
    links = [(one.id, link.a, link.b) for one in clusters for link in one.links]
    assert sorted(row[:3] for part in columns.links_at_once(book) for row in part) == sorted(links)
    words = {mention.id: mention.content.text for mention in book.mentions()}
    assert {row[1]: row[3] for row in columns.claim_members(book)} == words
    assert {row[3] for row in columns.event_members(book)} == {
        one.extent.text for event in book.events() for one in event.mentions
    }


def pairs(found):
    return judged.JudgedPairs.of(found, lambda one: one)


def test_judged_pairs_of_older_casebooks_are_read(tmp_path):
    with Casebook.open(tmp_path / "war.db") as book, book.store.transaction() as db:
        for n in range(3):
            db.execute("INSERT INTO collation_statements VALUES (?, ?, 'r', 0, 1, 1.0, '')", (n, f"m-{n}"))
        near = judged.Judged("merge", 0.9, "near", excluded=False)
        far = judged.Judged("split", 0.1, "far", excluded=True)
        judged.write(db, "claim", pairs({("m-0", "m-1"): near, ("m-0", "m-2"): far}))
        found = judged.read(db, "claim", ["m-0"])
        assert found == {("m-0", "m-1"): near, ("m-0", "m-2"): far}
        for mention, told in ((0, "1 0 2 1"), (1, "0 0"), (2, "0 1")):
            db.execute("UPDATE collation_judged SET pairs = ? WHERE mention = ?", (told, mention))
        assert judged.read(db, "claim", ["m-0"]) == found
        judged.delete(db, "claim", [("m-0", "m-2")])
        assert judged.read(db, "claim", ["m-0", "m-2"]) == {("m-0", "m-1"): near}


@pytest.mark.parametrize("told", [b"\x01\x00\x00", b"\x01\x00\x00\x00", "1", "one 0"])
def test_damage_in_judged_pairs_is_told_as_what_is_computed_anew(tmp_path, told):
    with Casebook.open(tmp_path / "war.db") as book, book.store.transaction() as db:
        for n in range(2):
            db.execute("INSERT INTO collation_statements VALUES (?, ?, 'r', 0, 1, 1.0, '')", (n, f"m-{n}"))
        near = judged.Judged("merge", 0.9, "near", excluded=False)
        judged.write(db, "claim", pairs({("m-0", "m-1"): near}))
        db.execute("UPDATE collation_judged SET pairs = ?", (told,))
        with pytest.raises(ValueError):  # noqa: PT011  whatever it says, all reports are compared anew
            judged.read(db, "claim", ["m-0"])


def test_the_file_has_no_second_copy_of_what_was_moved(book):
    with closing(sqlite3.connect(book.path)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not tables & {
        "before",
        "edges",
        "passages",
        "blocks",
        "hedges",
        "places",
        "times",
        "origin_mentions",
    }
