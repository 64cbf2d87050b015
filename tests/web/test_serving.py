"""Addresses, ports, and reading beside a writer."""

import socket
import threading

import httpx
import pytest
from sample import write_sample
from starlette.testclient import TestClient

from stemma.casebook import Analysis, Casebook
from stemma.errors import CasebookError
from stemma.web import ServingError, create_app
from stemma.web.index import build_index
from stemma.web.serving import bind, in_background, is_local
from stemma.web.shelf import Shelf
from waiting import joined

HERE = "http://127.0.0.1:8765"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("a.example", False),
    ],
)
def test_what_only_this_machine_reaches(host, local):
    assert is_local(host) is local


def test_a_taken_port_leads_to_the_next_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with bind("127.0.0.1", port) as found:
            assert port < found.getsockname()[1] < port + 20
        with pytest.raises(ServingError, match="choose another with --port"):
            bind("127.0.0.1", port, tries=1)


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 8765), ("127.0.0.1", 70_000)])
def test_an_impossible_address_is_said(host, port):
    with pytest.raises(ServingError):
        bind(host, port)


def test_a_missing_casebook_is_said(tmp_path):
    with pytest.raises(CasebookError):
        create_app(tmp_path / "none.db")


def test_a_casebook_that_goes_away_is_said(tmp_path):
    path = write_sample(tmp_path / "gone.db")
    with TestClient(create_app(path), base_url=HERE) as client:
        for file in tmp_path.iterdir():
            file.unlink()
        answer = client.get("/api/claims")
        assert answer.status_code == 503
        assert "gone.db" in answer.json()["error"]


def test_pages_are_read_while_another_process_writes(tmp_path):
    path = write_sample(tmp_path / "busy.db")
    stop = threading.Event()

    def write():
        with Casebook.open(path) as book:
            mentions = book.mentions("r-notes")
            while not stop.is_set():
                book.add_analyses([Analysis("r-notes", None, tuple(mentions))], tool="test")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with TestClient(create_app(path), base_url=HERE) as client:
            for _ in range(12):
                for page in ("claims", "claims/c-bridge", "reports/r-notes", "search?q=bridge", "events"):
                    assert client.get(f"/api/{page}").status_code == 200
    finally:
        stop.set()
        joined(writer)


def test_a_change_shows_without_a_restart(tmp_path):
    path = write_sample(tmp_path / "changing.db")
    with TestClient(create_app(path), base_url=HERE) as client:
        assert client.get("/api/decisions").json()["decisions"] == []
        wish = {"action": "accept", "targets": ["c-bridge"], "note": "seen the dispatch"}
        made = client.post("/api/decisions", json=wish, headers={"origin": HERE})
        assert made.status_code == 201
        assert client.get("/api/claims?kind=accepted").json()["total"] == 1
        assert client.get("/api/decisions").json()["decisions"][0]["note"] == "seen the dispatch"
        nothing = {"action": "accept", "targets": ["c-none"]}
        assert client.post("/api/decisions", json=nothing, headers={"origin": HERE}).status_code == 409


def test_a_slow_summary_is_rebuilt_beside_the_requests(tmp_path, monkeypatch):
    monkeypatch.setattr("stemma.web.shelf.QUICK", 0.0)
    monkeypatch.setattr("stemma.web.shelf.REST", 0.0)
    shelf = Shelf(write_sample(tmp_path / "slow.db"))
    before = shelf.index()
    with Casebook.open(shelf.path) as book:
        book.decide("accept", "c-bridge")
    assert shelf.index() is before
    joined(shelf.warm())
    after = shelf.index()
    assert (after is before, after.standing["c-bridge"].action) == (False, "accept")


def test_slow_answers_are_made_when_a_server_starts_and_once(tmp_path):
    made = []
    begun, go_on = threading.Event(), threading.Event()

    def slow(index, _):
        begun.set()
        assert go_on.wait(30)
        made.append(index)
        return b"sources"

    shelf = Shelf(write_sample(tmp_path / "later.db"), later={"sources": slow})
    warming = shelf.warm()
    assert begun.wait(30)
    found = []
    asking = threading.Thread(target=lambda: found.append(shelf.answer("sources", shelf.index(), slow)))
    asking.start()
    assert shelf.index().rows  # other requests do not wait for it
    go_on.set()
    joined(warming)
    joined(asking)
    assert (found, len(made)) == ([b"sources"], 1)
    joined(shelf.warm())
    assert len(made) == 1


def test_reading_does_not_make_the_summary_stale(tmp_path, monkeypatch):
    monkeypatch.setattr("stemma.web.shelf.REST", 0.0)
    shelf = Shelf(write_sample(tmp_path / "read.db"))
    before = shelf.index()
    with shelf.book() as one, shelf.book() as other:
        assert one.counts() == other.counts()
    with Casebook.open(shelf.path) as writer:
        writer.counts()
    assert shelf.index() is before


def test_a_noted_decision_is_taken_up_without_reading_the_casebook_anew(tmp_path, monkeypatch):
    path = write_sample(tmp_path / "noted.db")
    built = []
    monkeypatch.setattr("stemma.web.shelf.build_index", lambda book: built.append(1) or build_index(book))
    with TestClient(create_app(path), base_url=HERE) as client:
        before = {
            page: client.get(f"/api/{page}").json() for page in ("claims", "review", "reports", "sources")
        }
        wish = {"action": "accept", "targets": ["c-bridge"]}
        made = client.post("/api/decisions", json=wish, headers={"origin": HERE}).json()
        assert client.get("/api/claims?kind=accepted").json()["rows"][0]["decision"] == "accept"
        assert client.get("/api/review").json()["doubts"][-1]["decision"] == "accept"
        assert client.get("/api/claims/c-bridge").json()["decisions"][0]["id"] == made["id"]
        back = {"action": "undo", "targets": [made["id"]]}
        assert client.post("/api/decisions", json=back, headers={"origin": HERE}).status_code == 201
        assert {page: client.get(f"/api/{page}").json() for page in before} == before
        assert len(client.get("/api/decisions").json()["undone"]) == 1
        assert built == [1]


def test_what_was_written_besides_is_read_with_a_decision(tmp_path):
    shelf = Shelf(write_sample(tmp_path / "besides.db"))
    assert len(shelf.index().decisions) == 0

    def decide():
        with Casebook.open(shelf.path) as other:
            other.decide("rate", "Harbour Gazette", value="B")
            return other.decide("accept", "c-bridge")

    assert shelf.note(decide).action == "accept"
    assert [one.action for one in shelf.index().decisions] == ["rate", "accept"]


def test_a_rating_shows_with_its_source(tmp_path):
    path = write_sample(tmp_path / "rated.db")
    with TestClient(create_app(path), base_url=HERE) as client:
        wish = {"action": "rate", "targets": ["Harbour Gazette"], "value": "C"}
        assert client.post("/api/decisions", json=wish, headers={"origin": HERE}).status_code == 201
        outlets = client.get("/api/sources").json()["outlets"]
        assert {row["name"]: row["reliability"] for row in outlets}["Harbour Gazette"] == "C"


def test_a_page_is_served_while_the_block_runs(tmp_path):
    with in_background(create_app(write_sample(tmp_path / "sample.db"))) as address:
        assert httpx.get(f"{address}/api/overview").json()["reports"] == 4
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/api/overview")


def test_events_are_asked_for_while_the_pages_script_comes(tmp_path, monkeypatch):
    (tmp_path / "index.html").write_text("<!doctype html><title>Stemma</title>")
    monkeypatch.setattr("stemma.web.app.STATIC", tmp_path)
    with TestClient(create_app(write_sample(tmp_path / "sample.db")), base_url=HERE) as client:
        assert client.get("/situation").headers["link"].startswith("</api/situation>; rel=preload")
        assert "link" not in client.get("/claims").headers
