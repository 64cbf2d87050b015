"""Analysis of single reports: parse, attribution, places, times, events and names, here or in processes."""

import gc
import os
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import islice, zip_longest
from multiprocessing import get_context
from typing import TypeVar

import msgspec
from msgspec import Struct

from stemma.casebook import Analysis
from stemma.casebook.analysed import LaidOut, laid_out
from stemma.casebook.judged import PER_REPORT
from stemma.pipeline.faults import DATA_FAULTS, reason
from stemma.pipeline.memory import search_seldom
from stemma.pipeline.workers import Routes, Workers, at_work
from stemma.records import Block, ClaimMention, EventMention, Name, ParsedReport, Place, Report, Time
from stemma.steps import Steps, side_by_side

T = TypeVar("T")
Told = Sequence[T] | Steps[Sequence[T]]


class Analyst(Struct, frozen=True):
    """The rooms' functions that look at one report at a time.

    ``parse`` takes many reports at once, since a parser is fastest on a batch. The others give what they
    find, or find it in steps (see `stemma.steps`).
    """

    parse: Callable[[Iterable[Report]], Iterable[ParsedReport]]
    attribute: Callable[[Report, ParsedReport], Told[ClaimMention]]
    find_places: Callable[[Report, ParsedReport], Told[Place]]
    find_times: Callable[[Report, ParsedReport], Told[Time]]
    code_events: Callable[..., Told[EventMention]]
    find_names: Callable[..., Told[Name]] = lambda *_: ()

    def analyse(self, batch: Sequence[Report]) -> list[Analysis]:
        """Return an analysis of each report; one that fails holds the reason and nothing else.

        Reports are taken through the rooms side by side.
        """
        found: dict[int, Analysis] = {}
        for group in _groups(self._parse(batch)):
            analyses = side_by_side([self._analyse(report, parsed) for _, (report, parsed) in group])
            found.update(zip([place for place, _ in group], analyses, strict=True))
        return [found[place] for place in range(len(batch))]

    def _parse(self, batch: Sequence[Report]) -> list[tuple[Report, ParsedReport | BaseException]]:
        try:
            return list(zip(batch, self.parse(batch), strict=True))
        except DATA_FAULTS as error:
            if len(batch) == 1:
                return [(batch[0], error)]
        # One report spoils the batch: parse them one by one, so that only that one is lost.
        return [pair for report in batch for pair in self._parse([report])]

    def _analyse(self, report: Report, parsed: ParsedReport | BaseException) -> Steps[Analysis]:
        """Analyse a report in steps; what goes wrong in one of them ends this report's, and no other's."""
        if isinstance(parsed, BaseException):
            return Analysis(report.id, report.published, error=f"parsing: {reason(parsed)}")
        stage = "attribution"
        try:
            claims = yield from _steps(self.attribute(report, parsed))
            mentions = tuple(claims[:PER_REPORT])
            stage = "places"
            yield
            places = tuple((yield from _steps(self.find_places(report, parsed))))
            stage = "times"
            yield
            times = tuple((yield from _steps(self.find_times(report, parsed))))
            stage = "events"
            yield
            events = yield from _steps(self.code_events(report, parsed, mentions, places, times))
            stage = "names"
            yield
            names = tuple((yield from _steps(self.find_names(report, parsed, mentions, places, events))))
        except DATA_FAULTS as error:
            return Analysis(report.id, report.published, error=f"{stage}: {reason(error)}")
        more = max(len(claims), len(events)) > PER_REPORT
        left_out = f"only the first {PER_REPORT:,} claims and events of this report are kept" if more else ""
        happened = _distinct(events[:PER_REPORT])
        mentions = _distinct(mentions)
        return Analysis(report.id, report.published, mentions, places, times, happened, left_out, names)


def _steps(found: Told[T]) -> Steps[Sequence[T]]:
    """Take a room's work through its steps, where it has some."""
    return (yield from found) if isinstance(found, Generator) else found


_Pair = tuple[Report, ParsedReport | BaseException]


def _groups(pairs: Sequence[_Pair]) -> list[list[tuple[int, _Pair]]]:
    """Return the reports that are analysed side by side, with their places.

    Copies come when the text that they are of is known, and very long reports with fewer others: what is
    worked out of a report is held until all beside it are done.
    """
    new: list[tuple[int, _Pair]] = []
    again: list[tuple[int, _Pair]] = []
    seen: set[str] = set()
    for place, pair in enumerate(pairs):
        (again if pair[0].text in seen else new).append((place, pair))
        seen.add(pair[0].text)
    groups: list[list[tuple[int, _Pair]]] = []
    for each in (new, again):
        held = _TOGETHER + 1  # so that the first begins a group
        for place, pair in each:
            size = len(pair[0].text)
            if held + size > _TOGETHER:
                groups.append([])
                held = 0
            groups[-1].append((place, pair))
            held += size
    return groups


# Characters of the texts that are analysed side by side: 64 articles of news or so.
_TOGETHER = 250_000


def real_analyst() -> Analyst:
    """Return an analyst of the package's own rooms; loads the language model and the gazetteer."""
    from stemma.attribution import attributing  # noqa: PLC0415  heavy rooms are loaded when needed
    from stemma.events import coding_events  # noqa: PLC0415
    from stemma.language import Parser  # noqa: PLC0415
    from stemma.naming import find_names  # noqa: PLC0415
    from stemma.pipeline.naming import name_lists  # noqa: PLC0415
    from stemma.places import Gazetteer, finding_places  # noqa: PLC0415
    from stemma.times import find_times  # noqa: PLC0415

    gazetteer, lists = Gazetteer.open(), name_lists()
    return Analyst(
        parse=Parser().parse,
        attribute=attributing,
        find_places=lambda report, parsed: finding_places(report, parsed, gazetteer),
        find_times=find_times,
        code_events=coding_events,
        find_names=lambda *found: find_names(*found, lists=lists),
    )


def _distinct(found: Sequence[T]) -> tuple[T, ...]:
    """Return the records without those whose id occurred before."""
    return tuple({record.id: record for record in reversed(found)}.values())[::-1]  # type: ignore[attr-defined]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Split ``items`` into lists of ``size``, the last one shorter."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def analyse_here(analyst: Analyst, reports: Iterable[Report], size: int) -> Iterator[list[Analysis]]:
    """Yield the analyses of the reports in order, a batch at a time."""
    for batch in batches(reports, size):
        yield analyst.analyse(batch)


def analyse_in_processes(reports: Iterable[Report], size: int, workers: int) -> Iterator[list[LaidOut]]:
    """Yield the analyses of the reports in order, computed and laid out by ``workers`` processes.

    Raises:
        StemmaError: a process died (for want of memory, say); what was stored before is safe.
    """
    waiting: deque[list[_Share]] = deque()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    routes = Routes(workers)
    with _pool(workers) as pool:
        for window in batches(reports, _WINDOW * size):
            waiting.append(
                [
                    (share, pool.submit(worker, msgspec.json.encode([window[at] for at in share])))
                    for worker, share in _shares([routes.of(report.text) for report in window], size)
                ]
            )
            if len(waiting) > 1:
                yield _in_order(waiting.popleft())
        while waiting:
            yield _in_order(waiting.popleft())


_Share = tuple[list[int], Future[bytes]]
# Batches that are parted among the processes at once: more would keep them busier where copies go to one
# of them, and a kill costs up to two windows (of 64 reports twice). Eight times 16 is the same window, but
# gave the parser fewer new sentences at a time: 16 reports at once take it 4.9 to 5.2 CPU seconds
# for 804 with 70% copies, 64 take 4.2 to 4.4 (one process).
_WINDOW = 2


def _shares(owners: Sequence[int], size: int) -> Iterator[tuple[int, list[int]]]:
    """Yield (worker, places of texts) for a window's texts, workers in turn.

    A worker's share is parted into equal ones of some ``size`` each. A few texts over that go with the
    others: by themselves they would be parsed and taken through all rooms at the price of many.
    """
    of_each: dict[int, list[int]] = defaultdict(list)
    for at, worker in enumerate(owners):
        of_each[worker].append(at)
    shares = [
        [(worker, share) for share in batches(places, _equal(len(places), size))]
        for worker, places in of_each.items()
    ]
    for turn in zip_longest(*shares):
        yield from (share for share in turn if share is not None)


def _equal(count: int, size: int) -> int:
    """Return how many of ``count`` are taken at once, so that all parts are some ``size`` and alike."""
    return -(-count // max(1, round(count / size)))


def _in_order(shares: Iterable[_Share]) -> list[LaidOut]:
    """Wait for a window's shares and return its analyses in the order of its reports."""
    found = {at: one for share, future in shares for at, one in zip(share, _result(future), strict=True)}
    return [found[at] for at in sorted(found)]


@contextmanager
def _pool(workers: int) -> Iterator[Workers]:
    """Give a pool of processes that hold an analyst each.

    Where it is safe to fork, the models are loaded once, here, and the processes share them. A
    process with other threads is not forked: a lock that one of them holds would never be released.
    """
    if sys.platform == "linux" and threading.active_count() == 1:
        _start()
        _worker[0].analyse([_WARMING])
        gc.freeze()  # what is shared stays shared: the collector of a process does not touch it
        try:
            with at_work(workers, get_context("fork"), _started, _work) as pool:
                yield pool
        finally:
            gc.unfreeze()
            _worker.clear()
        return
    from stemma.places import Gazetteer  # noqa: PLC0415  heavy rooms are loaded when needed

    Gazetteer.open()  # built here, if it is not yet there, and not by every process at once
    with at_work(workers, get_context("spawn"), _start, _work) as pool:
        yield pool


_worker: list[Analyst] = []

_SENTENCES = (
    "Officials in Kyiv told reporters on 3 March 2022 that shelling had killed three people and wounded "
    "a dozen. \u201cWe deny it,\u201d a spokesman for the Russian army said on Friday."
)
# Analysed once before a process is forked: lexicons and patterns are then read once, and not by each.
_WARMING = Report(
    "warming", "", _SENTENCES, (Block("body", 0, len(_SENTENCES)),), published="2022-03-04", language="en"
)


def _start() -> None:
    search_seldom()
    _worker.append(real_analyst())


def _started() -> None:
    """Do nothing: a process that is forked has all that was started before."""


def _work(batch: bytes) -> bytes:
    found = _worker[0].analyse(msgspec.json.decode(batch, type=list[Report]))
    # MessagePack, since most of it is JSON by now, whose every quotation mark JSON would mark again.
    return msgspec.msgpack.encode([laid_out(one) for one in found])


def _result(future: Future[bytes]) -> list[LaidOut]:
    return msgspec.msgpack.decode(future.result(), type=list[LaidOut])
