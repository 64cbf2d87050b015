"""Judged pairs: kept as numbers, each judgement once, read by either mention."""

import sqlite3
from contextlib import closing
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from stemma.casebook import Casebook
from stemma.casebook.judged import Judged, JudgedPairs, delete, read, write
from stemma.casebook.memory import Memory, Remembered
from stemma.casebook.memory import write as remember
from stemma.casebook.store import migrations

NAMES = "abcdefgh"
SAME = Judged("merge", 0.9, "the same words", excluded=False, keyed=True)
OTHER = Judged("split", 0.5, "other words", excluded=True, aligned=True, alike="near")


def number(db, kind="claim", first=0):
    """Number the mentions a to h."""
    if kind == "event":
        rows = [(name, n) for n, name in enumerate(NAMES, first)]
        db.executemany("INSERT INTO collation_happenings (mention, n) VALUES (?, ?)", rows)
    else:
        rows = [(n, name, "r", 0, 1, 1.0, "") for n, name in enumerate(NAMES)]
        db.executemany("INSERT INTO collation_statements VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def kept(found):
    return JudgedPairs.of(found, lambda one: one)


def test_a_judgement_of_many_pairs_is_kept_once_and_found_from_both_ends(tmp_path):
    with Casebook.open(tmp_path / "war.db") as book, book.store.transaction() as db:
        number(db)
        write(db, "claim", kept({("a", "b"): SAME, ("b", "c"): SAME, ("c", "d"): OTHER}))
        assert db.execute("SELECT count(*) FROM collation_judgements").fetchone()[0] == 2
        assert read(db, "claim", ["b"]) == {("a", "b"): SAME, ("b", "c"): SAME}
        assert read(db, "claim", ["d", "unknown"]) == {("c", "d"): OTHER}
        assert read(db, "event", ["b"]) == {}
        write(db, "claim", kept({("a", "b"): OTHER}))
        delete(db, "claim", [("b", "c")])
        assert read(db, "claim", NAMES) == {("a", "b"): OTHER, ("c", "d"): OTHER}


pairs = st.sampled_from(list(combinations(NAMES, 2)))


@given(
    runs=st.lists(st.dictionaries(pairs, st.sampled_from([SAME, OTHER]), max_size=8), max_size=3),
    gone=st.sets(pairs, max_size=5),
    asked=st.sets(st.sampled_from(NAMES)),
    first=st.sampled_from([0, 2**32 - 4, 2**40]),  # with so many reports as make for such numbers
)
def test_pairs_are_read_as_they_were_written(runs, gone, asked, first):
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        for script in (migrations()[2].partition("CREATE INDEX event_mentions_claim")[0], migrations()[8]):
            db.executescript(script.partition("-- Why the mentions")[0])
        number(db, "event", first)
        told = {}
        for run in runs:
            write(db, "event", kept(run))
            told |= run
        delete(db, "event", gone)
        expected = {ends: one for ends, one in told.items() if ends not in gone and asked & set(ends)}
        assert read(db, "event", asked) == expected


def test_what_a_word_links_is_read_in_order(tmp_path):
    with Casebook.open(tmp_path / "war.db") as book, book.store.transaction() as db:
        change = Remembered()
        change.add("collation_words", [{"key": 7, "members": "3 65536 131073"}])
        remember(db, change)
        assert Memory(db).linked_at([7, 8]) == {7: [3, 65536, 131073]}
