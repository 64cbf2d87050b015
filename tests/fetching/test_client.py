"""The client against a server that is slow, broken, redirecting, huge and lying."""

import socket
import threading

import pytest

from stemma.fetching import Client, FetchError, Limits, RefusedError
from stemma.fetching.guard import is_public
from waiting import joined


def test_a_page_comes_with_what_the_server_said(server, client):
    page = client.get(f"{server.address}/known")
    assert b"depot" in page.raw
    assert (page.status, page.media_type, page.changed) == (200, "text/html", True)
    fields = page.fields()
    assert fields["url"] == f"{server.address}/known"
    assert fields["http.etag"] == '"a1"'
    assert fields["charset"] == "utf-8"
    assert fields["captured"].endswith("+00:00")
    assert "stemma/" in server.asked[0][1]["user-agent"]


def test_an_unchanged_page_is_not_sent_again(server, client):
    page = client.get(f"{server.address}/known", etag='"a1"')
    assert (page.changed, page.raw) == (False, b"")


def test_redirects_are_followed_and_told(server, client):
    assert client.get(f"{server.address}/moved").url == f"{server.address}/story"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("circle", "circle"),
        ("endless", "larger than 1 MB"),
        ("bomb", "larger than 1 MB"),
        ("trickle", "too long"),
        ("silent", "in time"),
        ("short", "cannot be read"),
        ("not-gzip", "damaged"),
        ("garbage", "cannot be read"),
        ("nothing", "status 404"),
        ("busy", "status 429"),
        ("to?file:///etc/passwd", "only http and https"),
        ("to?ftp://127.0.0.1/x", "only http and https"),
        ("to?http://user:secret@127.0.0.1/", "password"),
    ],
)
def test_bad_answers_are_told_and_do_no_harm(server, client, path, reason):
    with pytest.raises(FetchError, match=reason):
        client.get(f"{server.address}/{path}")
    assert client.get(f"{server.address}/story").status == 200


def test_a_bomb_in_a_bomb_is_unpacked_once_only(server, client):
    assert len(client.get(f"{server.address}/bomb?twice").raw) < 1 << 20


def test_more_than_was_announced_is_left_out(server, client):
    assert len(client.get(f"{server.address}/long").raw) == 10


def test_what_may_be_tried_again_says_so(server, client):
    for path, again, wait in (("busy", True, 7.0), ("broken", True, None), ("nothing", False, None)):
        with pytest.raises(FetchError) as told:
            client.get(f"{server.address}/{path}")
        assert (told.value.again, told.value.wait) == (again, wait)


NOT_PUBLIC = """
127.0.0.1 127.8.9.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
255.255.255.255 224.0.0.1 240.0.0.1 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::1 2001:db8::1 nonsense
"""


@pytest.mark.parametrize("address", ["", *NOT_PUBLIC.split()])
def test_addresses_that_are_nobodys_public_ones(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["{}/story", "http://localhost:{port}/story", "http://[::1]:{port}/", "http://0x7f000001:{port}/",
            "http://2130706433:{port}/", "http://127.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/"],
)  # fmt: skip
def test_this_machine_is_not_asked_unless_allowed(server, url):
    with Client(Limits(connect=2, read=2, total=4)) as client:
        address = url.format(server.address, port=server.server_port)
        with pytest.raises(RefusedError):
            client.get(address)
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused(server, monkeypatch):
    """The first name is taken for a public one; where it redirects to is not."""
    real = socket.getaddrinfo
    monkeypatch.setattr("stemma.fetching.guard.is_public", lambda address: address == "127.0.0.1")

    def names(host, port, *rest, **more):
        return real("127.0.0.1" if host == "outside.example" else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", names)
    with Client(Limits(connect=2, read=2, total=4)) as client:
        with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
            client.get(f"http://outside.example:{server.server_port}/to?http://10.0.0.1/secret")
        assert client.get(f"http://outside.example:{server.server_port}/story").status == 200


def test_a_name_is_looked_up_once_for_each_connection(server, monkeypatch):
    """A name server that answers differently the second time is not asked a second time."""
    answers = iter(["127.0.0.1"])
    looked = []
    real = socket.getaddrinfo

    def names(host, port, *rest, **more):
        if host == "changing.example":
            looked.append(host)
            host = next(answers)
        return real(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", names)
    with Client(Limits(connect=2, read=2, total=4), allow_private=True) as client:
        client.get(f"http://changing.example:{server.server_port}/story")
    assert looked == ["changing.example"]


def test_one_private_address_among_public_ones_spoils_the_name(monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.9", 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    with Client() as client, pytest.raises(RefusedError, match=r"10\.0\.0\.9"):
        client.get("http://mixed.example/")


def test_many_threads_share_a_client(server, client):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(client.get(f"{server.address}/story").status))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    joined(*threads)
    assert found == [200] * 8
