"""Watching: feeds, sitemaps, lists and pages asked again and again, and what is new in them ingested."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook, watching
from stemma.casebook.watching import Fetch, Logged
from stemma.fetching import Client, FetchError, Page, Plan, Polite, RefusedError, Source, hosts_of
from stemma.pipeline.fetched import bare, documents_of
from stemma.pipeline.leasing import leased
from stemma.pipeline.rooms import REAL, Rooms
from stemma.pipeline.running import TOOL, collate, read_one
from stemma.pipeline.stopping import Stopped, Stopping
from stemma.records import Document, Failure, Report

BATCH = 64  # addresses asked between two collations
_DEEPEST = 2  # a sitemap index, its sitemaps, their pages
_DAY = 86400.0
_FIRST_WAIT = 300.0  # seconds before a page that failed is asked again; doubled each time
_LONGEST_WAIT = 6 * 3600.0
_MOST_FAILURES = 8  # in a row: some 22 hours; then a page is given up
_PATIENCE = 15.0  # seconds that the others wait for a host that failed once or twice
_IDLE, _BUSY = 60.0, 5.0  # seconds between two looks at what is due: at most, at least
_GONE = frozenset({404, 410})


class Round(Struct, frozen=True):
    """What one round did: addresses asked, how they answered, and what came of it.

    ``same`` answered that nothing had changed, or sent a text that is there already; ``listed`` counts
    addresses that lists named for the first time.
    """

    asked: int = 0
    same: int = 0
    listed: int = 0
    new: int = 0
    versions: int = 0
    failed: int = 0


class _Answer(Struct, frozen=True):
    """What an address gave: the reports that are new, the addresses that it lists, what failed."""

    reports: tuple[Report, ...] = ()
    links: tuple[tuple[str, dict[str, str]], ...] = ()
    failures: tuple[Failure, ...] = ()
    documents: int = 0


@dataclass(slots=True)
class Watcher:
    """Watches what a plan names, and keeps in the casebook what it needs to go on after a restart.

    Args:
        book: the casebook.
        plan: what is watched, and how.
        allow_private: ask the plan's own hosts also in private networks and on this machine.
        tell: told each line of the log as it is written.
        clock: the present time, UTC.
        rooms: the rooms' functions; the language model is loaded once.
    """

    book: Casebook
    plan: Plan
    allow_private: bool = False
    tell: Callable[[Logged], None] = lambda _line: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    rooms: Rooms = REAL
    _stopping: Stopping = field(default_factory=Stopping)
    _guest: Polite | None = None
    _busy: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rooms = replace(self.rooms, analyst=cache(self.rooms.analyst))

    def stop(self) -> None:
        """Stop as soon as what is being stored is stored, or a server is waited for.

        May be called by a signal handler, and by other threads.
        """
        self._stopping.stop()

    def run(self) -> None:
        """Watch until stopped.

        Raises:
            WatchedError: another watcher watches into the casebook, or has taken over.
        """
        with leased(self.book, self.stop), self._open_guest():
            while not self._stopping.asked:
                self._round()
                due = watching.next_due(self.book.store.db, self._urls())
                pause = (datetime.fromisoformat(due) - self.clock()).total_seconds() if due else _IDLE
                self._stopping.wait(min(_IDLE, max(_BUSY, pause)))

    def once(self) -> Round:
        """Ask everything that is due, and what that leads to, and return what was done.

        Raises:
            WatchedError: another watcher watches into the casebook, or has taken over.
        """
        whole = Round()
        tried: set[str] = set()
        with leased(self.book, self.stop), self._open_guest():
            while not self._stopping.asked:
                done = self._round(tried)
                whole = Round(
                    **{name: getattr(whole, name) + getattr(done, name) for name in Round.__struct_fields__}
                )
                if not done.asked:
                    break
        return whole

    def _round(self, tried: set[str] | None = None) -> Round:
        """Ask some addresses that are due, and analyse and collate what is new.

        Args:
            tried: addresses that are not asked again; those that are asked are added.
        """
        tried = set() if tried is None else tried
        done = Round()
        try:
            self._enrol()
            while done.asked < BATCH and (waiting := self._due(tried, BATCH - done.asked)):
                for fetch in waiting:
                    tried.add(fetch.url)
                    done = self._visit(fetch, done)
            self._catch_up()
        except Stopped:
            pass
        return done

    # --- what is due ------------------------------------------------------------------------

    def _urls(self) -> list[str]:
        return [source.url for source in self.plan.sources]

    def _enrol(self) -> None:
        """Know all watched addresses; have them asked as often as the plan says now."""
        now = self.clock()
        held = watching.known(self.book.store.db, self._urls())
        changed = []
        for source in self.plan.sources:
            fetch = held.get(source.url) or Fetch(source.url, source.url, 0, _text(now), _text(now))
            due = fetch.due or _text(now)
            if not fetch.failures and fetch.asked:
                next_look = datetime.fromisoformat(fetch.asked) + timedelta(seconds=source.interval)
                due = min(due, _text(next_look))
            wanted = replace(fetch, source=source.url, depth=0, due=due)
            if wanted != held.get(source.url):
                changed.append(wanted)
        if changed:
            watching.record(self.book.store, changed, ())

    def _due(self, tried: set[str], most: int) -> list[Fetch]:
        """Return what is due, hosts in turn; what belongs to a host that is busy is put off."""
        now = self.clock()
        found = watching.fetches(self.book.store.db, self._urls(), _text(now), most + len(tried))
        kept: list[Fetch] = []
        later: list[Fetch] = []
        for fetch in found:
            until = self._busy.get(_host(fetch.url), now)
            if fetch.url in tried:
                continue
            if until > now:
                later.append(replace(fetch, due=_text(until)))
            else:
                kept.append(fetch)
        if later:
            watching.record(self.book.store, later, ())
        return _in_turn(kept)[:most]

    # --- one address ------------------------------------------------------------------------

    def _visit(self, fetch: Fetch, done: Round) -> Round:
        """Ask one address, store what it gives, and note how it answered."""
        self._stopping.check()
        now = self.clock()
        if self._busy.get(_host(fetch.url), now) > now:
            return done  # since a moment ago; it is put off when what is due is looked up next
        asked = replace(done, asked=done.asked + 1)
        try:
            page = self._ask(fetch)
        except FetchError as error:
            self._failed(fetch, error, now)
            return replace(asked, failed=asked.failed + 1)
        if not page.changed:
            self._store(self._answered(fetch, page, now, list_=fetch.depth == 0), (), ())
            return replace(asked, same=asked.same + 1)
        answer = self._take(fetch, page)
        links, all_taken = self._new_links(fetch, answer.links, now)
        answered = self._answered(fetch, page, now, list_=bool(answer.links) or fetch.depth == 0)
        if not all_taken:  # the rest is taken at the next look: the server must send it again
            answered = replace(answered, etag="", modified="")
        if answer.reports or links:
            answered = replace(answered, changed=_text(now))
        versions = sum(bool(report.version_of) for report in answer.reports)
        self._store(answered, links, list(self._lines(fetch, answer, links, now)))
        return replace(
            asked,
            same=asked.same + (not answer.reports and not links and not answer.failures),
            listed=asked.listed + len(links),
            new=asked.new + len(answer.reports) - versions,
            versions=asked.versions + versions,
            failed=asked.failed + len(answer.failures),
        )

    def _take(self, fetch: Fetch, page: Page) -> _Answer:
        """Store the documents of a page with their reports."""
        outlet = self._source(fetch).outlet
        pairs: list[tuple[Document, Report]] = []
        links: list[tuple[str, dict[str, str]]] = []
        failures: list[Failure] = []
        count = 0
        for found in documents_of(page, fetch.beside):
            if isinstance(found, tuple):
                links.append(found)
                continue
            if isinstance(found, Document):
                count += 1
                named = replace(found, fields=found.fields | {"outlet": outlet}) if outlet else found
                came = read_one(self.book, named, self.rooms)
            else:
                came = found
            if isinstance(came, Failure):
                failures.append(came)
            elif came is not None:
                pairs.append(came)
        stored = self.book.add(pairs, tool=TOOL) if pairs else ()
        return _Answer(stored, tuple(links), tuple(failures), count)

    def _new_links(
        self, fetch: Fetch, links: Sequence[tuple[str, dict[str, str]]], now: datetime
    ) -> tuple[list[Fetch], bool]:
        """Return the addresses of a list to fetch, the latest first, and whether that is all of them.

        They are those not known yet, and those of which the list says something else now.
        """
        source = self._source(fetch)
        if fetch.depth >= _DEEPEST:
            return [], True
        told = {
            bare(url): beside
            for url, beside in reversed(links)
            if beside.get("kind") == "sitemap" or source.wants(url)
        }
        held = watching.known(self.book.store.db, told)
        news = []
        for url, beside in told.items():
            known = held.get(url)
            if known is None:
                news.append(Fetch(url, source.url, fetch.depth + 1, _text(now), _text(now), beside=beside))
            elif known.depth and known.beside != beside:
                news.append(replace(known, source=source.url, due=_text(now), beside=beside))
        news.sort(key=_said_date, reverse=True)
        return news[: source.most], len(news) <= source.most

    def _answered(self, fetch: Fetch, page: Page, now: datetime, *, list_: bool) -> Fetch:
        """Return what is kept of an address that answered, and when it is asked next."""
        source = self._source(fetch)
        age = (now - datetime.fromisoformat(fetch.found)).total_seconds()
        # A page is looked at again when it is twice as old as it is now: most changes come early.
        wait = source.interval if list_ else max(source.interval, age)
        over = not list_ and age >= self.plan.revisit
        kept = page.headers if page.changed else {"etag": fetch.etag, "last-modified": fetch.modified}
        return replace(
            fetch,
            due=None if over else _text(now + timedelta(seconds=wait)),
            asked=_text(now),
            status=page.status,
            etag=kept.get("etag", ""),
            modified=kept.get("last-modified", ""),
            failures=0,
            reason="",
        )

    def _failed(self, fetch: Fetch, error: FetchError, now: datetime) -> None:
        """Note that an address could not be had, and when it is asked again, if ever."""
        failures = fetch.failures + 1
        refused = isinstance(error, RefusedError)
        if fetch.depth == 0:
            wait = _DAY if refused else min(_DAY, self._source(fetch).interval * 2 ** min(failures, 10))
        else:
            wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures - 1, 10))
        lasting = refused or (error.status is not None and not error.again) or failures >= _MOST_FAILURES
        until = now + timedelta(seconds=max(wait, error.wait or 0.0))
        if error.again and self._guest is not None:
            pause = self._guest.pause(fetch.url)
            if error.wait or pause > self._guest.patience:
                self._busy[_host(fetch.url)] = now + timedelta(seconds=pause)
        outcome = "refused" if refused else "gone" if error.status in _GONE else "failed"
        later = replace(
            fetch,
            due=None if lasting and fetch.depth else _text(until),
            asked=_text(now),
            status=error.status,
            failures=failures,
            reason=str(error),
        )
        detail = str(error).removeprefix(f"{fetch.url} ").removeprefix(f"{fetch.url}: ")
        self._store(later, (), [Logged(_text(now), fetch.source, fetch.url, outcome, detail)])

    def _lines(
        self, fetch: Fetch, answer: _Answer, links: Sequence[Fetch], now: datetime
    ) -> Iterator[Logged]:
        """Yield the log's lines of an answer; where nothing is new there are none."""
        head = (_text(now), fetch.source)
        for report in answer.reports:
            outcome = f"version {report.version} of {report.version_of}" if report.version_of else ""
            yield Logged(
                *head, report.url or fetch.url, "version" if outcome else "new",
                f"{report.id}, {outcome}" if outcome else report.id,
            )  # fmt: skip
        if links:
            yield Logged(*head, fetch.url, "listed", f"{len(links)} new or changed addresses")
        for failure in answer.failures:
            yield Logged(*head, failure.origin, "unread", failure.reason)

    def _store(self, fetch: Fetch, links: Sequence[Fetch], lines: Sequence[Logged]) -> None:
        watching.record(self.book.store, (fetch, *links), lines)
        for line in lines:
            self.tell(line)

    def _source(self, fetch: Fetch) -> Source:
        return next(source for source in self.plan.sources if source.url == fetch.source)

    # --- asking, stopping, catching up ------------------------------------------------------

    @contextmanager
    def _open_guest(self) -> Iterator[None]:
        """Have a client that asks as the plan says, until done."""
        plan = self.plan
        # The hosts that the plan names, and no others that their pages lead to.
        private = hosts_of(self._urls()) if self.allow_private else False
        client = Client(plan.limits, allow_private=private, contact=plan.contact)
        self._guest = Polite(
            client,
            delay=plan.delay,
            patience=max([plan.delay, *plan.delays.values()]) + _PATIENCE,
            robots=plan.robots,
            tries=1,
            delays=plan.delays,
            sleep=self._stopping.sleep,
        )
        with self._guest:
            yield

    def _ask(self, fetch: Fetch) -> Page:
        """Fetch a page; stopping does not wait for it."""
        guest = self._guest
        assert guest is not None
        return self._stopping.call(lambda: guest.get(fetch.url, etag=fetch.etag, modified=fetch.modified))

    def _catch_up(self) -> None:
        """Analyse what was stored, and collate it with the rest; nothing when nothing is new."""
        if self.book.pending(TOOL) or self.book.generation() != self.book.collated():
            collate(self.book, progress=self._progress, rooms=self.rooms)

    def _progress(self, _stage: str, _done: int, _total: int | None) -> None:
        self._stopping.check()


def _in_turn(fetches: Sequence[Fetch]) -> list[Fetch]:
    """Return addresses so that hosts take turns, each host's in the order given; lists come first."""
    places: dict[str, int] = {}
    keyed = []
    for fetch in fetches:
        place = places[_host(fetch.url)] = places.get(_host(fetch.url), -1) + 1
        keyed.append((fetch.depth > 0, place, fetch))
    return [fetch for _, _, fetch in sorted(keyed, key=lambda one: one[:2])]


def _said_date(fetch: Fetch) -> str:
    return fetch.beside.get("updated") or fetch.beside.get("published") or ""


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # refused when it is asked
        return ""


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


__all__ = ["Round", "Stopped", "Watcher"]
