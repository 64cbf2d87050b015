"""robots.txt, pauses between questions, and patience with busy servers."""

import pytest

from stemma.fetching import FetchError, Polite, RefusedError


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def polite(client, clock):
    return Polite(client, delay=2, patience=60, clock=clock.time, sleep=clock.sleep)


def asked(server):
    return [path for path, _ in server.asked]


def test_a_host_is_left_alone_between_two_questions(server, polite, clock):
    for _ in range(3):
        polite.get(f"{server.address}/story")
    assert asked(server) == ["/robots.txt", "/story", "/story", "/story"]
    assert clock.slept == [2, 2, 2]


def test_robots_txt_closes_pages_and_asks_for_pauses(server, polite, clock):
    server.pages["/robots.txt"] = "User-agent: *\nDisallow: /closed\nCrawl-delay: 9\n"
    server.pages["/closed/one"] = "x"
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        polite.get(f"{server.address}/closed/one")
    polite.get(f"{server.address}/story")
    polite.get(f"{server.address}/story")
    assert asked(server) == ["/robots.txt", "/story", "/story"]
    assert clock.slept == [2, 9]


def test_rules_for_us_alone_are_kept(server, polite):
    server.pages["/robots.txt"] = "User-agent: stemma\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    with pytest.raises(RefusedError):
        polite.get(f"{server.address}/story")


def test_robots_txt_may_be_left_aside_on_request(server, client, clock):
    server.pages["/robots.txt"] = "User-agent: *\nDisallow: /\n"
    made = Polite(client, robots=False, clock=clock.time, sleep=clock.sleep)
    assert made.get(f"{server.address}/story").status == 200


def test_a_busy_server_is_asked_again_after_the_pause_it_wants(server, polite, clock):
    with pytest.raises(FetchError, match="429"):
        polite.get(f"{server.address}/busy")
    assert asked(server).count("/busy") == 3
    assert clock.slept[1:] == [7, 10]


def test_a_long_pause_is_not_waited_for(server, client, clock):
    made = Polite(client, patience=5, clock=clock.time, sleep=clock.sleep)
    with pytest.raises(FetchError, match="pause") as told:
        made.get(f"{server.address}/busy")
    assert told.value.again


def test_a_server_whose_rules_cannot_be_read_is_left_alone(server, polite):
    polite.get(f"{server.address}/story")  # 404: no rules, all open
    server.pages["/robots.txt"] = "broken"
    other = Polite(polite.client, clock=polite.clock, sleep=polite.sleep)
    with pytest.raises(FetchError, match="503"):
        other.get(f"{server.address}/story")
    assert asked(server)[-1] == "/robots.txt"
