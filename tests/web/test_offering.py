"""The desk's pages of possible matches, and the decisions that take a pair away."""

import pytest
from starlette.testclient import TestClient

import stemma
from stemma.casebook import Casebook
from stemma.evaluation.ingesting import ingested
from stemma.web import create_app
from two_tellings import ROWS

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    with ingested(ROWS) as book:
        return book.backup(tmp_path_factory.mktemp("kept") / "war.db")


@pytest.fixture
def path(kept, tmp_path):
    with Casebook.open(kept) as book:
        return book.backup(tmp_path / "war.db")


@pytest.fixture
def client(path):
    with TestClient(create_app(path), base_url=HERE) as client:
        yield client


def _decide(client, action, *targets):
    wish = {"action": action, "targets": targets}
    answer = client.post("/api/decisions", json=wish, headers={"origin": HERE})
    assert answer.status_code == 201
    return answer.json()["id"]


def test_a_claims_page_offers_what_may_be_one_with_it(client):
    (pair,) = client.get("/api/matches").json()["offers"]
    claim = pair["match"]["claim"]
    (offer,) = client.get(f"/api/claims/{claim}/matches").json()["offers"]
    assert offer["here"]["claim"] == claim
    assert offer["there"]["claim"] == offer["match"]["other"]
    assert {offer["here"]["outlet"], offer["there"]["outlet"]} == {"Delo Hour", "Zoria Post"}
    for end, spans in (("here", "shared"), ("there", "other_shared")):
        passage = offer[end]["passage"]
        words = {
            passage["text"][one["start"] - passage["start"] : one["end"] - passage["start"]]
            for one in offer["match"][spans]
        }
        assert {"motorcycle", "bakery", "Kupiansk"} <= words


def test_what_is_not_the_same_is_gone_until_that_is_undone(client):
    (pair,) = client.get("/api/matches").json()["offers"]
    ends = pair["match"]["claim"], pair["match"]["other"]
    decision = _decide(client, "separate", *ends)
    assert client.get("/api/matches").json()["offers"] == []
    assert client.get(f"/api/claims/{ends[0]}/matches").json()["offers"] == []
    _decide(client, "undo", decision)
    assert len(client.get("/api/matches").json()["offers"]) == 1


def test_what_is_merged_is_gone(client, path):
    (pair,) = client.get("/api/matches").json()["offers"]
    before = client.get("/api/overview").json()["claims"]
    _decide(client, "merge", pair["match"]["claim"], pair["match"]["other"])
    assert client.get("/api/matches").json()["offers"] == []
    with stemma.open(path) as book:
        assert book.counts()["claims"] == before - 1


def test_an_unknown_claim_is_told(client):
    answer = client.get("/api/claims/nobody/matches")
    assert answer.status_code == 404
    assert "nobody" in answer.json()["error"]


def test_the_list_is_sought_once_for_the_same_reports(client, monkeypatch):
    asked = []
    monkeypatch.setattr("stemma.matching.all_matches", lambda _, claims: asked.append(claims) or ())
    for _ in range(2):
        assert client.get("/api/matches").json() == {"offers": []}
    assert len(asked) == 1
