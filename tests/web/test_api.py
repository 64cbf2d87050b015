"""Every page as JSON and CSV, on the sample casebook."""

import csv
import io

import pytest

from stemma.casebook import Casebook


def test_overview_counts(client):
    page = client.get("/api/overview").json()
    assert (page["reports"], page["claims"], page["carried"], page["failures"]) == (4, 3, 1, 1)
    assert (page["first"], page["last"]) == ("2022-09-06T08:00:00+00:00", "2022-09-07")


def test_claims_lead_with_the_most_carried(client):
    page = client.get("/api/claims").json()
    assert page["rows"][0]["id"] == "c-bridge"
    row = page["rows"][0]
    assert (row["outlets"], row["origins"]) == (3, {"low": 1, "best": 2, "high": 2})
    assert row["stances"] == {"assert": 2, "report": 1, "deny": 1}
    assert "Olena Tkach" in row["speakers"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=oskil+bridge", {"c-bridge"}),
        ("outlet=Harbour+Gazette", {"c-bridge"}),
        ("speaker=Olena+Tkach", {"c-bridge", "c-aim"}),
        ("side=Ukraine&kind=aims", {"c-aim"}),
        ("kind=disputed", {"c-bridge"}),
        ("report=r-notes", {"c-river"}),
        ("grade=6", {"c-aim", "c-river"}),
        ("q=nothing+of+it", set()),
    ],
)
def test_claims_are_filtered(client, query, expected):
    page = client.get(f"/api/claims?{query}").json()
    assert {row["id"] for row in page["rows"]} == expected
    assert page["total"] == len(expected)
    assert page["all"] == 3


@pytest.mark.parametrize("query", ["kind=none", "order=none", "limit=-1", "offset=x"])
def test_a_filter_that_does_not_exist_is_named(client, query):
    answer = client.get(f"/api/claims?{query}")
    assert answer.status_code == 404
    assert query.split("=")[0] in answer.json()["error"]


def test_claim_page_holds_what_proves_it(client):
    page = client.get("/api/claims/c-bridge").json()
    assert {o["name"] for o in page["origins"]} == {"Olena Tkach", "Pavel Orlov"}
    assert len(page["variants"]) == 3
    assert page["events"][0]["id"] == "ev-bridge"
    assert all(len(count["figures"]) > 1 for count in page["counts"])
    for mention in page["claim"]["mentions"]:
        passage = page["passages"][mention["id"]]
        span = mention["content"]["spans"][0]
        start, end = span["start"] - passage["start"], span["end"] - passage["start"]
        assert passage["text"][start:end] == mention["content"]["text"]
    assert (page["previous"], page["next"] is not None) == (None, True)


def test_reader_page_marks_claims_events_places_and_copies(client):
    page = client.get("/api/reports/r-gazette").json()
    assert page["mentions"][0]["claim"] == "c-bridge"
    assert page["events"][0]["event"] == "ev-bridge"
    assert page["places"][0]["name"] == "Kupiansk"
    (copy,) = page["copies"]
    assert (copy["role"], copy["other"]["id"]) == ("has from", "r-wire")
    assert copy["passages"][0]["words_there"].startswith("The bridge over the Oskil")
    assert (page["previous"], page["next"]) == ("r-wire", "r-lantern")


def test_events_come_by_column(client):
    table = client.get("/api/events").json()
    assert table["count"] == 1
    assert table["columns"]["lat"] == [49.71]
    assert table["words"]["sub_type"][table["columns"]["sub_type"][0]] == "Shelling/artillery/missile attack"
    assert [table["words"]["outlets"][n] for n in table["columns"]["outlets"][0]] == [
        "Harbour Gazette",
        "Meridian Wire",
    ]


def test_event_page_has_its_sentences(client):
    page = client.get("/api/events/ev-bridge").json()
    assert len(page["passages"]) == 2
    assert page["claims"][0]["id"] == "c-bridge"


def test_sources_say_who_copies_whom(client):
    page = client.get("/api/sources").json()
    gazette = next(row for row in page["outlets"] if row["name"] == "Harbour Gazette")
    assert (gazette["derived"], gazette["copied_share"]) == (1, 0.8)
    assert page["flows"][0]["source"] == "Meridian Wire"
    assert page["speakers"][0]["name"] == "Olena Tkach"
    assert page["speakers"][0]["descriptions"] == ["the mayor"]


def test_aims_are_listed_by_actor(client):
    (actor,) = client.get("/api/aims").json()["actors"]
    assert actor["actor"] == "Olena Tkach"
    (thread,) = actor["threads"]
    assert (actor["count"], thread["topic"]) == (1, "")
    assert thread["lines"][0]["mention"]["modal"] == "will"
    assert client.get("/api/aims?actor=Nobody").json()["actors"] == []


def test_search_finds_claims_reports_and_events(client):
    page = client.get("/api/search?q=kupiansk").json()
    assert page["claims_total"] == 1
    assert len(page["reports"]) == 3
    assert "⟦Kupiansk⟧" in page["reports"][0]["excerpt"]
    assert page["events"][0]["id"] == "ev-bridge"
    assert client.get("/api/search?q=").json()["reports"] == []


def test_search_finds_events_by_the_cyrillic_words_that_tell_them(client, monkeypatch):
    told = [("ev-bridge", "em-bridge", "r-notes", "Удар по мосту в Купянске")]
    monkeypatch.setattr("stemma.casebook.columns.event_members", lambda _: told)
    assert [hit["id"] for hit in client.get("/api/search?q=Купянск").json()["events"]] == ["ev-bridge"]
    assert client.get("/api/search?q=Изюм").json()["events"] == []


def test_claims_that_match_better_leave_room_for_reports(client, monkeypatch):
    best = Casebook.search

    def claims_first(book, text, *, limit, kind=""):
        return [hit for hit in best(book, text, kind=kind) if kind or hit.kind == "claim"][:limit]

    monkeypatch.setattr("stemma.casebook.Casebook.search", claims_first)
    page = client.get("/api/search?q=bridge").json()
    assert (len(page["claims"]) > 1, len(page["reports"])) == (True, 3)


@pytest.mark.parametrize("query", ['"', "a OR", "NEAR(", "*", "-", "col:x", "'; drop table claims; --"])
def test_search_takes_any_signs(client, query):
    assert client.get("/api/search", params={"q": query}).status_code == 200


def test_review_begins_with_the_least_certain(client):
    page = client.get("/api/review").json()
    assert [doubt["score"] for doubt in page["doubts"]] == [0.61, 0.93]
    assert page["doubts"][0]["a"]["outlet"] == "Harbour Gazette"


@pytest.mark.parametrize("path", ["claims/none", "reports/none", "events/none", "nothing", "claims/none.csv"])
def test_what_does_not_exist_is_said(client, path):
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 404
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "name",
    [
        *("claims", "claims/c-bridge", "reports", "reports/r-wire", "events", "events/ev-bridge", "outlets"),
        *("speakers", "flows", "aims", "search", "review", "decisions", "failures"),
    ],
)
def test_every_page_is_a_table_too(client, name):
    answer = client.get(f"/api/{name}.csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert all(len(row) == len(rows[0]) for row in rows)


def test_cities_are_named_largest_first(client):
    cities = client.get("/api/basemap/cities.json").json()["features"]
    assert len(cities) > 1000
    assert cities[0]["properties"]["rank"] == 0
