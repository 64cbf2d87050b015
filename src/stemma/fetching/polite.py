"""Asking servers as a good guest does: by their robots.txt, with pauses, and with patience."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from stemma.fetching.client import Client, Page, check_address
from stemma.fetching.errors import FetchError, RefusedError

_ROBOTS_KEPT = 24 * 3600.0  # seconds, as RFC 9309 has it
_ROBOTS_SIZE = 512 * 1024  # bytes that are read of one
_GONE_LOW, _GONE_HIGH = 400, 500  # a server that has no rules for guests
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 3600.0
_TRIES = 3
_MOST_DELAY = 60.0  # seconds of pause that a robots.txt may ask for


@dataclass(slots=True)
class _Host:
    """What is known of one server: the pauses that we and its rules set, and when it may be asked next."""

    delay: float
    asked: float = 0.0
    free: float = 0.0
    failures: int = 0
    rules: RobotFileParser | None = None
    rules_until: float = 0.0


@dataclass(slots=True)
class Polite:
    """A client that keeps to robots.txt, waits between two questions to a host, and backs off.

    Args:
        client: asks the servers.
        delay: least seconds between two questions to one host.
        patience: the longest that one call waits for a busy server, in seconds; beyond it the
            page fails and may be tried again later.
        robots: whether robots.txt is obeyed.
        tries: how often a page is asked for in one call.
        delays: the least pause of single hosts, where it is another than ``delay``.
        clock: a monotonic clock.
        sleep: waits.
    """

    client: Client
    delay: float = 2.0
    patience: float = 60.0
    robots: bool = True
    tries: int = _TRIES
    delays: Mapping[str, float] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.client.close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        """Fetch a page when its host may be asked.

        Raises:
            RefusedError: robots.txt closes the page, or the address may not be asked.
            FetchError: it cannot be had, now or after some tries.
        """
        check_address(url)
        host = self._host(url)
        if self.robots and not self._open(url, host):
            raise RefusedError(f"{url} is closed to programs by the site's robots.txt")
        for attempt in range(1, self.tries + 1):
            self._wait(url, host)
            try:
                page = self.client.get(url, etag=etag, modified=modified)
            except FetchError as error:
                self._failed(host, error)
                if not error.again or attempt >= self.tries:
                    raise
            else:
                host.failures = 0
                host.free = self.clock() + max(host.delay, host.asked)
                return page
        raise AssertionError

    def pause(self, url: str) -> float:
        """Return for how many seconds the host of an address is to be left alone; 0 when it may be asked."""
        return max(0.0, self._host(url).free - self.clock())

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        delay = self.delays.get(parts.hostname or "", self.delay)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host(delay))

    def _wait(self, url: str, host: _Host) -> None:
        pause = host.free - self.clock()
        if pause > self.patience:
            raise FetchError(
                f"{url}: the site asked for a pause of {pause:.0f} seconds", again=True, wait=pause
            )
        if pause > 0:
            self.sleep(pause)

    def _failed(self, host: _Host, error: FetchError) -> None:
        pause = max(host.delay, host.asked)
        if error.again:
            host.failures += 1
            pause = max(pause, min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (host.failures - 1)))
        host.free = self.clock() + max(pause, error.wait or 0.0)

    def _open(self, url: str, host: _Host) -> bool:
        if host.rules is None or self.clock() > host.rules_until:
            host.rules = self._rules(url, host)
            host.rules_until = self.clock() + _ROBOTS_KEPT
            asked = host.rules.crawl_delay(self.client.agent)
            host.asked = min(_MOST_DELAY, float(asked)) if asked else 0.0
        return host.rules.can_fetch(self.client.agent, url)

    def _rules(self, url: str, host: _Host) -> RobotFileParser:
        """Read a host's robots.txt: none there opens all, one that cannot be read closes for now."""
        parts = urlsplit(url)
        rules = RobotFileParser()
        self._wait(url, host)
        try:
            page = self.client.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
            rules.parse(page.raw[:_ROBOTS_SIZE].decode("utf-8", "replace").splitlines())
        except FetchError as error:
            if error.status is None or not _GONE_LOW <= error.status < _GONE_HIGH or error.again:
                self._failed(host, error)
                raise
            rules.parse([])
        host.free = self.clock() + host.delay
        return rules
