"""Salvage keeps what watching knew, and has pages asked anew whose documents are lost."""

from msgspec.structs import replace

import sample_book
from stemma.casebook import Casebook, Salvage, restore, salvage, watching
from stemma.casebook.watching import Fetch, Logged

AT = "2031-05-01T10:00:00+00:00"
LATER = "2031-05-01T12:00:00+00:00"
FEED = "https://courier.example/feed"
PAGES = [f"https://courier.example/{number}" for number in range(3)]


def fetch(url, **given):
    named = {"depth": int(url != FEED), "found": AT, "due": LATER, "status": 200, "etag": '"1"'}
    return Fetch(url, FEED, **named | given)


def watched(path):
    with Casebook.open(path) as book:
        pairs = []
        for url in PAGES:
            made = sample_book.make_document(url[-1], f"Depot\n\nThe depot {url} burned on Monday. " * 30)
            document = replace(made, fields={"url": url})
            pairs.append((document, sample_book.make_report(document, "Courier", "2031-05-01")))
        book.add(pairs, tool="test")
        kept = [fetch(FEED), *(fetch(url, due=None) for url in PAGES), fetch(PAGES[0] + "/x", status=404)]
        watching.record(book.store, kept, [Logged(AT, FEED, PAGES[0], "new", "r1")])
        book.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def held(path):
    with Casebook.open(path) as book:
        found = watching.known(book.store.db, [FEED, *PAGES, PAGES[0] + "/x"])
        return found, watching.log(book.store.db)


def salvaged(path, new):
    found = salvage(path)
    with Casebook.open(new) as book:
        restore(book.store, found)
    return found


def test_what_watching_knew_goes_into_the_new_casebook(tmp_path):
    path = watched(tmp_path / "war.db")
    assert salvaged(path, tmp_path / "new.db").lost == ()
    assert held(tmp_path / "new.db") == held(path)


def test_pages_whose_documents_are_lost_are_asked_anew(tmp_path):
    path = watched(tmp_path / "war.db")
    with Casebook.open(path) as book:
        book.store.db.execute("UPDATE raw SET bytes = x'00' WHERE rowid = 2")
    found = salvaged(path, tmp_path / "new.db")
    assert "1.txt" in found.lost[0]
    fetches, _ = held(tmp_path / "new.db")
    assert fetches[PAGES[1]] == fetch(PAGES[1], due=AT, etag="")
    assert fetches[PAGES[0]] == fetch(PAGES[0], due=None)
    assert fetches[FEED] == fetch(FEED)


def test_what_cannot_be_understood_is_named_and_left(tmp_path):
    path = watched(tmp_path / "war.db")
    with Casebook.open(path) as book:
        book.store.db.execute("UPDATE fetches SET beside = '{' WHERE url = ?", (PAGES[0],))
        book.store.db.execute("UPDATE fetches SET due = 'soon' WHERE url = ?", (PAGES[1],))
        book.store.db.execute("UPDATE fetches SET failures = x'ff' WHERE url = ?", (PAGES[2],))
        book.store.db.execute("DROP TABLE fetch_log")
    found = salvaged(path, tmp_path / "new.db")
    assert [line for line in found.lost if "what watching knew" in line]
    assert set(held(tmp_path / "new.db")[0]) == {FEED, PAGES[0] + "/x"}


def test_a_casebook_that_never_watched_loses_nothing():
    assert Salvage((), (), "", ()).watched == ()
