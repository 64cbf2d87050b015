"""What the guard in front of the page lets through."""

import pytest
from starlette.testclient import TestClient

from stemma.web import create_app
from stemma.web.security import host_name

HERE = "http://127.0.0.1:8765"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "[", "localhost.evil.example:8765"]
)
def test_a_strange_host_is_refused(client, host):
    assert client.get("/api/overview", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:80", "[::1]:8765"])
def test_our_own_names_are_served(client, host):
    assert client.get("/api/overview", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(("header", "name"), [("[::1]:80", "::1"), ("A.b:1", "a.b"), ("[", ""), ("", "")])
def test_host_name(header, name):
    assert host_name(header) == name


def test_every_answer_carries_the_policy(client):
    for path in ("/", "/api/overview", "/api/claims/none", "/claims/c-bridge"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert "content-security-policy" in client.get("/", headers={"host": "evil.example"}).headers


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:9999"])
def test_a_write_from_another_site_is_refused(client, origin):
    headers = {"origin": origin} if origin else {}
    answer = client.post(
        "/api/decisions", json={"action": "accept", "targets": ["c-bridge"]}, headers=headers
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 400),
        (b'{"action": "burn", "targets": ["x"]}', "application/json", 400),
        (b'{"action": "accept", "targets": []}', "application/json", 400),
        (b'{"action": "accept", "targets": ["x"], "more": 1}', "application/json", 400),
        (b"action=accept", "application/x-www-form-urlencoded", 415),
        (b"x" * 70_000, "application/json", 413),
    ],
)
def test_a_write_that_is_no_decision_is_refused(client, body, kind, status):
    answer = client.post("/api/decisions", content=body, headers={"origin": HERE, "content-type": kind})
    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_token_is_asked_for_and_kept_in_a_cookie(sample):
    with TestClient(create_app(sample, token="long-secret", allowed_hosts=["*"]), base_url=HERE) as client:
        assert client.get("/api/overview").status_code == 401
        assert client.get("/api/overview?token=wrong").status_code == 401
        bearer = {"authorization": "Bearer long-secret"}
        assert client.get("/api/overview", headers=bearer).status_code == 200
        answer = client.get("/?token=long-secret", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert client.get("/api/overview").status_code == 200
        client.cookies.clear()
        assert (
            client.get("/api/overview", headers={"cookie": b"stemma_token=\xc3\xa9; ;="}).status_code == 401
        )


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/..%2f..%2fpyproject.toml", "/assets/..%2f..%2fapp.py", "/app.py"]
)
def test_no_file_outside_the_front_end_is_served(client, path):
    assert "create_app" not in client.get(path).text
    assert "[project]" not in client.get(path).text
