"""Watching: feeds, sitemaps and pages asked again, what is new or changed ingested, and faults outlived."""

import json
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpcore import SyncBackend
from sitemaps import sitemap

from stemma.api import Book
from stemma.casebook import watching
from stemma.cli import run
from stemma.fetching import read_plan
from stemma.pipeline.collating import Collator
from stemma.pipeline.rooms import REAL, Rooms
from stemma.pipeline.watching import Watcher

PAGE = """<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head><body><article><h1>{title}</h1>
<p>Two shells hit the {title} on the edge of the town on Monday, the fire service said.</p>
<p>The governor said that at least {dead} people were killed and that the road was closed.</p>
</article></body></html>"""


def page(title, dead=3):
    return PAGE.format(title=title, dead=dead)


def feed(server, *paths, updated=""):
    said = f"<updated>{updated}</updated>" if updated else ""
    items = "".join(
        f'<entry><title>{path}</title><id>{path}</id><link href="{server.address}{path}"/>{said}'
        "<summary>Two shells…</summary></entry>"
        for path in paths
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>{items}</feed>'


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch):
    monkeypatch.setattr("stemma.fetching.polite._FIRST_WAIT", 0.02)


class Clock:
    def __init__(self):
        self.now = datetime(2024, 5, 6, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def go_on(self, **given):
        self.now += timedelta(**given)


class Unanalysed:
    def analyse(self, _reports):
        return []


ROOMS = Rooms(
    documents=REAL.documents,
    read=REAL.read,
    analyst=Unanalysed,
    collator=lambda: Collator(
        find_copies=lambda _reports: (),
        collate_claims=lambda *_given, **_named: (),
        trace=lambda *_given, **_named: ((), ()),
        find_variants=lambda *_given: (),
        collate_events=lambda *_given, **_named: (),
        event_origins=lambda events, *_given: events,
        read_sides=lambda _text: None,
    ),
)


@pytest.fixture
def book(tmp_path):
    with Book.open(tmp_path / "war.db") as made:
        yield made


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watcher(book, server, clock):
    def made(text="", path="/feed", **options):
        plan = read_plan(
            f'delay = 0\n{options.pop("general", "")}\n[[watch]]\nurl = "{server.address}{path}"\n{text}'
            "\n[limits]\ntotal = 0.8\nread = 0.4\nmegabytes = 1"
        )
        return Watcher(book, plan, allow_private=True, clock=clock, rooms=ROOMS, **options)

    return made


def paths(server):
    return [path for path, _ in server.asked if path != "/robots.txt"]


def outcomes(book):
    return [line.outcome for line in watching.log(book.store.db)]


def test_a_feeds_pages_are_ingested_once(book, server, watcher, clock):
    server.pages |= {"/feed": feed(server, "/depot", "/mill"), "/depot": page("depot"), "/mill": page("mill")}
    done = watcher().once()
    assert (done.asked, done.listed, done.new, done.failed) == (3, 2, 2, 0)
    assert {one.outlet for one in book.reports()} == {"Courier"}
    assert outcomes(book) == ["listed", "new", "new"]
    assert watcher().once().asked == 0, "nothing is due, and a new watcher knows that"
    clock.go_on(minutes=15)
    done = watcher().once()
    assert (done.asked, done.same, done.new) == (3, 3, 0)
    assert len(book.reports()) == 2


def test_a_changed_page_is_a_new_version_and_the_raw_pages_are_kept(book, server, watcher, clock):
    server.pages |= {"/feed": feed(server, "/depot"), "/depot": page("depot")}
    watcher().once()
    server.pages["/depot"] = page("depot", dead=13)
    clock.go_on(minutes=20)
    done = watcher().once()
    assert (done.new, done.versions) == (0, 1)
    (first, second) = book.versions(book.reports()[0])
    assert (second.version, second.version_of) == (2, first.id)
    assert "13 people" in second.text
    kept = [one for one in book.documents() if one.document.media_type == "text/html"]
    assert len(kept) == 2
    assert {"url", "captured", "http.status"} <= kept[0].document.fields.keys()
    assert outcomes(book)[-1] == "version"


def test_pages_are_asked_less_and_less_and_then_no_more(server, watcher, clock):
    server.pages |= {"/feed": feed(server, "/depot"), "/depot": page("depot")}
    made = watcher(general='revisit = "1d"')
    for _ in range(2 * 24):
        made.once()
        clock.go_on(hours=1)
    assert 5 <= paths(server).count("/depot") <= 8
    assert paths(server).count("/feed") == 2 * 24


def test_a_list_that_says_that_a_page_changed_has_it_asked_at_once(server, watcher, clock):
    server.pages |= {"/feed": feed(server, "/depot", updated="2024-05-06T10:00:00Z"), "/depot": page("depot")}
    watcher(general='revisit = "1m"').once()
    clock.go_on(days=2)
    watcher(general='revisit = "1m"').once()
    clock.go_on(days=2)
    server.pages |= {
        "/feed": feed(server, "/depot", updated="2024-05-09T10:00:00Z"),
        "/depot": page("depot", 4),
    }
    assert watcher(general='revisit = "1m"').once().versions == 1


def test_what_has_not_changed_is_not_sent_again(server, watcher, clock):
    for _ in range(2):
        watcher(path="/known").once()
        clock.go_on(hours=1)
    asked = [headers for path, headers in server.asked if path == "/known"]
    assert "if-none-match" not in asked[0]
    assert asked[1]["if-none-match"] == '"a1"'
    assert asked[1]["if-modified-since"] == "Mon, 01 Jan 2024 10:00:00 GMT"
    watcher(path="/known").once()
    assert server.asked[-1][1]["if-none-match"] == '"a1"', "kept over an answer without a page"


def test_sitemaps_are_taken_bit_by_bit(server, watcher, clock):
    names = [f"/p{number}" for number in range(7)]
    server.pages |= {
        "/index": sitemap(server, "/map", index=True),
        "/map": sitemap(server, *names, "/sport/1"),
    }
    server.pages |= {name: page(name) for name in names}
    found = []
    for _ in range(4):
        found.append(watcher('most = 3\nonly = ["/p"]', path="/index").once().new)
        clock.go_on(minutes=15)
    assert found == [3, 3, 1, 0]
    assert "/sport/1" not in paths(server)


def test_the_settings_name_the_outlet(book, server, watcher):
    server.pages["/depot"] = page("depot")
    watcher('outlet = "Orlovka Courier"', path="/depot").once()
    (report,) = book.reports()
    assert report.outlet == "Orlovka Courier"
    assert watching.next_due(book.store.db, [f"{server.address}/depot"]) == "2024-05-06T12:15:00+00:00"


@pytest.mark.parametrize(
    "path",
    ["/silent", "/short", "/garbage", "/broken", "/endless", "/bomb", "/trickle", "/circle", "/not-gzip",
     "/to?http://10.0.0.1:99999/", "/to?file:///etc/passwd", "/none"],
)  # fmt: skip
def test_a_fault_of_one_page_stops_nothing(book, server, watcher, clock, path):
    server.pages |= {"/feed": feed(server, path, "/depot"), "/depot": page("depot")}
    for _ in range(3):
        watcher().once()
        clock.go_on(hours=1)
    assert [one.url for one in book.reports()] == [f"{server.address}/depot"]
    log = watching.log(book.store.db)
    assert any(line.url == f"{server.address}{path}" and line.detail for line in log)
    assert book.check() == ()


def test_a_page_that_fails_is_given_up_a_watched_address_never(server, watcher, clock):
    server.pages |= {"/feed": feed(server, "/broken")}
    made = watcher()
    for _ in range(50):
        made.once()
        clock.go_on(minutes=30)
    assert paths(server).count("/broken") == 8
    assert paths(server).count("/feed") > 40
    server.pages["/feed"] = "broken"
    server.asked.clear()
    for _ in range(3):
        watcher(path="/broken").once()
        clock.go_on(days=1)
    assert paths(server) == ["/broken"] * 3


def test_a_busy_server_is_left_alone_with_all_its_pages(server, watcher):
    server.pages |= {"/feed": feed(server, "/busy", "/busy?2", "/busy?3", "/depot"), "/depot": page("depot")}
    watcher().once()
    assert paths(server) == ["/feed", "/busy"]


def test_a_page_that_fails_does_not_hold_up_the_others_of_its_host(server, watcher):
    server.pages |= {"/feed": feed(server, "/broken", "/depot"), "/depot": page("depot")}
    done = watcher().once()
    assert (done.new, done.failed) == (1, 1)


def test_robots_are_obeyed(book, server, watcher):
    server.pages |= {
        "/feed": feed(server, "/depot", "/mill"), "/depot": page("depot"), "/mill": page("mill"),
        "/robots.txt": "User-agent: *\nDisallow: /mill",
    }  # fmt: skip
    done = watcher().once()
    assert (done.new, done.failed) == (1, 1)
    assert "/mill" not in paths(server)
    assert outcomes(book).count("refused") == 1


def test_private_addresses_are_refused_unless_allowed(book, server, clock):
    plan = read_plan(f'[[watch]]\nurl = "{server.address}/story"')
    assert Watcher(book, plan, clock=clock, rooms=ROOMS).once().failed == 1
    assert server.asked == []
    assert outcomes(book) == ["refused"]


def test_allowing_a_private_host_allows_no_other(book, server, watcher, monkeypatch):
    def connect(*_given, **_named):
        raise AssertionError("connected to a private address that nobody named")

    server.pages |= {"/feed": feed(server, "/to?http://10.1.2.3/", "/depot"), "/depot": page("depot")}
    made = watcher()
    plain = SyncBackend.connect_tcp
    monkeypatch.setattr(
        SyncBackend,
        "connect_tcp",
        lambda self, host, *given: plain(self, host, *given) if host == "127.0.0.1" else connect(),
    )
    done = made.once()
    assert (done.new, done.failed) == (1, 1)
    (line,) = [line for line in watching.log(book.store.db) if line.outcome == "refused"]
    assert "10.1.2.3" in line.detail
    assert "not named" in line.detail


def test_addresses_that_are_none_are_refused(server, watcher):
    server.pages["/list"] = f"{server.address}/depot\nhttp://[broken/x\n{server.address}/mill\n"
    server.pages |= {"/depot": page("depot"), "/mill": page("mill")}
    assert watcher(path="/list").once().new == 2


def test_a_stop_while_a_server_is_waited_for_loses_nothing(book, server, watcher):
    server.pages |= {"/feed": feed(server, "/depot", "/mill"), "/depot": page("depot"), "/mill": page("mill")}
    seen = []
    made = watcher()

    def stop_at_the_first_report(line):
        seen.append(line.outcome)
        if line.outcome == "new":
            made.stop()

    made.tell = stop_at_the_first_report
    assert made.once().new == 1
    assert len(book.reports()) == 1
    assert watcher().once().new == 1
    assert book.check() == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "nothing to watch"),
        ("watch = 3", "nothing to watch"),
        ("[[watch", "no TOML"),
        ('[[watch]]\nurl = "ftp://x.example/"', "only http"),
        ("[[watch]]\nname = 'x'", "only http"),
        ('[[watch]]\nurl = "http://x.example/"\ninterval = "soon"', "15m"),
        ('[[watch]]\nurl = "http://x.example/"\ncolour = 1', "no setting"),
        ('[[watch]]\nurl = "http://x.example/"\n[[watch]]\nurl = "http://x.example/"', "twice"),
        ('delay = -1\n[[watch]]\nurl = "http://x.example/"', "delay"),
        ('robots = 1\n[[watch]]\nurl = "http://x.example/"', "true or false"),
        ('[[watch]]\nurl = "http://x.example/"\nonly = "/a"', "list"),
        ('[limits]\nmegabytes = 0\n[[watch]]\nurl = "http://x.example/"', "megabytes"),
    ],
)
def test_settings_that_are_wrong_are_named(tmp_path, text, wrong, capfdbinary):
    (tmp_path / "feeds.toml").write_text(text)
    assert run(["watch", str(tmp_path / "feeds.toml"), "-c", str(tmp_path / "war.db")]) == 2
    assert wrong in capfdbinary.readouterr().err.decode()
    assert not (tmp_path / "war.db").exists()


def test_settings():
    plan = read_plan(
        'interval = "2h"\ndelay = 5\nmost = 7\ncontact = "desk@courier.example"\n[limits]\nmegabytes = 2\n'
        '[[watch]]\nurl = "http://x.example/feed"\n'
        '[[watch]]\nurl = "http://y.example/map"\ninterval = 90\ndelay = 0.5\noutlet = "Herald"\nmost = 3'
    )
    first, second = plan.sources
    assert (first.interval, first.most, first.name) == (7200, 7, "http://x.example/feed")
    assert (second.interval, second.most, second.outlet) == (90, 3, "Herald")
    assert (plan.delay, plan.delays, plan.limits.size) == (5, {"y.example": 0.5}, 2 << 20)


@pytest.fixture
def settings(server, tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(f'delay = 0.2\n[limits]\nread = 4\n[[watch]]\nurl = "{server.address}/feed"\n')
    server.pages |= {"/feed": feed(server, "/depot", "/mill"), "/depot": page("depot"), "/mill": page("mill")}
    return path


def test_the_command_line_once_and_its_log(settings, tmp_path, capfdbinary):
    options = ["-c", str(tmp_path / "war.db")]
    assert run(["watch", str(settings), "--once", "--json", "--allow-private", *options]) == 0
    out, told = capfdbinary.readouterr()
    assert json.loads(out)["new"] == 2
    assert b"2 new reports" in told
    assert run(["watch", "--log", "--jsonl", *options]) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [line["outcome"] for line in lines] == ["listed", "new", "new"]
    assert run(["watch", "--log", *options]) == 0
    assert b"listed" in capfdbinary.readouterr().out
    assert run(["watch", *options]) == 2
    with Book.open(tmp_path / "war.db") as book:
        assert book.claims()


@contextmanager
def killed_after(seconds, process):
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_it_and_the_next_run_goes_on(settings, server, tmp_path, number):
    server.pages["/feed"] = feed(server, "/depot", "/silent", "/mill")
    command = [sys.executable, "-m", "stemma", "watch", str(settings), "--allow-private"]
    command += ["-c", str(tmp_path / "war.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process, killed_after(120, process):
        for line in process.stderr:
            if line[6:].startswith("new "):
                process.send_signal(number)
                break
        rest = process.stderr.read()
    if number != signal.SIGKILL:
        assert process.returncode == 0, rest
        assert "everything finished is stored" in rest
    with Book.open(tmp_path / "war.db") as book:
        assert book.check() == ()
        assert len(book.reports()) >= 1
    assert run(["watch", str(settings), "--once", "--allow-private", "-c", str(tmp_path / "war.db")]) in {
        0,
        3,
    }
    with Book.open(tmp_path / "war.db") as book:
        assert {one.title for one in book.reports()} == {"depot", "mill"}
        assert book.check() == ()


def test_a_stop_does_not_wait_for_a_silent_server(book, server, watcher):
    server.pages["/feed"] = feed(server, "/silent")
    made = watcher()
    asked = threading.Event()
    plain = server.RequestHandlerClass.answer_silent

    class Silent(server.RequestHandlerClass):
        def answer_silent(self):
            asked.set()
            made.stop()
            plain(self)

    server.RequestHandlerClass = Silent
    done = made.once()
    assert asked.is_set()
    assert (done.asked, done.failed) == (1, 0), "the page that was asked for stays due"
    assert book.check() == ()


def test_a_network_that_is_away_is_waited_for(book, server, watcher, clock, monkeypatch):
    server.pages |= {"/feed": feed(server, "/depot"), "/depot": page("depot")}

    def no_network(*_given, **_named):
        raise socket.gaierror(socket.EAI_AGAIN, "temporary failure in name resolution")

    made = watcher()
    with monkeypatch.context() as away:
        away.setattr(socket, "getaddrinfo", no_network)
        assert made.once().failed == 1
    clock.go_on(minutes=5)
    assert made.once().asked == 0, "not before its time"
    clock.go_on(minutes=30)
    assert made.once().new == 1
    assert outcomes(book)[0] == "failed"


def test_a_server_that_is_down_is_waited_for(book, clock):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        plan = read_plan(f'delay = 0\n[[watch]]\nurl = "http://127.0.0.1:{taken.getsockname()[1]}/feed"')
        made = Watcher(book, plan, allow_private=True, clock=clock, rooms=ROOMS)
        for _ in range(3):
            assert made.once().failed == 1
            clock.go_on(days=1)
    assert outcomes(book) == ["failed"] * 3


def test_texts_of_feeds_have_versions_too(book, server, watcher, clock):
    def full(dead):
        body = f"The bridge at the mill was shelled on Monday and {dead} people died there. "
        body += " ".join(f"House {number} of the street behind it was damaged, too." for number in range(40))
        return f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
          <channel><title>Courier</title><item><title>The mill of Brodno</title>
          <link>{server.address}/mill</link><content:encoded>&lt;p&gt;{body}&lt;/p&gt;</content:encoded>
          </item></channel></rss>"""

    made = watcher()
    server.pages["/feed"] = full(3)
    assert made.once().new == 1
    server.pages["/feed"] = full(13)
    clock.go_on(minutes=15)
    assert made.once().versions == 1
    assert paths(server) == ["/feed", "/feed"]
    assert [one.version for one in book.versions(book.reports()[0])] == [1, 2]


def test_the_settings_in_the_documentation_are_read():
    guide = Path(__file__).parents[2] / "docs" / "watching.md"
    example = guide.read_text().split("```toml\n")[1].split("```")[0]
    plan = read_plan(example)
    assert [source.interval for source in plan.sources] == [900, 3600]
    assert plan.delays == {"herald.example": 10}
    assert plan.sources[1].wants("https://herald.example/war/1")
