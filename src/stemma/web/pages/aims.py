"""Aims: what an actor says that it intends, by topic, in the order said, with what came of it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from stemma.casebook import Casebook, columns
from stemma.dates import in_time
from stemma.records import ClaimMention
from stemma.web.index import Index, ReportLine, speaker
from stemma.web.pages.context import Passage, passage, texts_of
from stemma.web.pages.topics import TOGETHER, Rarity, Weights, likeness, threads, topic

_MOST_RETOLD = 6  # other wordings of one statement that are shown


class Done(Struct, frozen=True):
    """What was told as done in other words of the same claim, and the event coded from them."""

    text: str
    published: str | None
    report: str
    mention: str
    event: str = ""


class AimLine(Struct, frozen=True):
    """One statement in one report, as first carried; ``carried`` counts all its mentions.

    ``kind`` is "aim", or "position" for another statement of the actor on the same topic.
    ``retold`` are mentions of it in other words, ``done`` what was told later as done.
    """

    claim: str
    mention: ClaimMention
    report: str
    published: str | None
    carried: int
    outlets: int
    kind: str = "aim"
    retold: tuple[ClaimMention, ...] = ()
    done: tuple[Done, ...] = ()


class Thread(Struct, frozen=True):
    """The statements of one actor on one topic, the earliest first; no topic where it is only one."""

    topic: str
    lines: tuple[AimLine, ...]


class Aims(Struct, frozen=True):
    """The aims that one actor declared, ``count`` of them; topics with most statements first."""

    actor: str
    count: int
    anonymous: bool
    threads: tuple[Thread, ...]


class AimsPage(Struct, frozen=True):
    """All actors with declared aims; those with most to compare first."""

    actors: tuple[Aims, ...]
    reports: dict[str, ReportLine]
    passages: dict[str, Passage]


class _Known(Struct, frozen=True):
    """What the lines of all actors are made with."""

    index: Index
    rarity: Rarity
    finished: Mapping[str, Sequence[Done]]


@dataclass(slots=True)
class _Said:
    """What one actor said, by claim."""

    aims: dict[str, list[ClaimMention]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, list[ClaimMention]] = field(default_factory=lambda: defaultdict(list))
    anonymous: bool = False


def aims_page(index: Index, book: Casebook, actor: str = "") -> AimsPage:
    """Return the aims of every actor, or of one."""
    said = _said(index, book, actor)
    rarity = Rarity(row.text for row in index.rows)
    finished = _finished(index, book, {claim for one in said.values() for claim in (*one.aims, *one.others)})
    actors = [_aims(_Known(index, rarity, finished), name, found) for name, found in said.items()]
    actors.sort(key=lambda one: (-max(len(t.lines) for t in one.threads), -one.count, one.actor))
    lines = [line for one in actors for thread in one.threads for line in thread.lines]
    named = {line.report for line in lines} | {m.report for line in lines for m in line.retold}
    named |= {done.report for line in lines for done in line.done if done.report in index.reports}
    texts = texts_of(index, book, {line.report for line in lines})
    return AimsPage(
        actors=tuple(actors),
        reports={report: index.reports[report] for report in sorted(named)},
        passages={
            line.mention.id: passage(texts[line.report], line.mention)
            for line in lines
            if line.report in texts
        },
    )


def aim_lines(page: AimsPage) -> list[AimLine]:
    """Return all statements of a page, one after the other."""
    return [line for actor in page.actors for thread in actor.threads for line in thread.lines]


def _said(index: Index, book: Casebook, actor: str) -> dict[str, _Said]:
    """Return what each actor with an aim said."""
    aiming = {
        speaker(mention)
        for claim, mention in columns.told(book, "mentions.aim")
        if mention.aim and index.claim(claim) and mention.report in index.reports
    }
    names = {name for name in aiming if name and (not actor or name == actor)}
    found: dict[str, _Said] = defaultdict(_Said)
    condition = "mentions.speaker IN (SELECT value FROM json_each(?))"
    for claim, mention in columns.told_in_full(book, condition, (json.dumps(sorted(names)),)):
        name = speaker(mention)
        if name in names and index.claim(claim) and mention.report in index.reports:
            one = found[name]
            (one.aims if mention.aim else one.others)[claim].append(mention)
            first = next(layer for layer in mention.chain if layer.role != "addressee")
            one.anonymous = one.anonymous or first.anonymous
    return found


def _aims(known: _Known, name: str, said: _Said) -> Aims:
    rarity = known.rarity
    aims = [
        _line(known, claim, mentions, said.others.get(claim, ())) for claim, mentions in said.aims.items()
    ]
    aims.sort(key=_age)
    weights = [rarity.weigh(line.mention.content.text) for line in aims]
    # "A source" of two reports is not one actor, so nothing is said of how it changed its mind.
    groups = [[at] for at in range(len(aims))] if said.anonymous else threads(weights)
    lines = [[aims[at] for at in group] for group in groups]
    if not said.anonymous:
        for claim, mentions in said.others.items():
            if claim not in said.aims:
                line = _line(known, claim, mentions, (), kind="position")
                _join(lines, groups, weights, rarity.weigh(mentions[0].content.text), line)
    found = [_thread(rarity, sorted(group, key=_age)) for group in lines]
    found.sort(key=lambda thread: -len(thread.lines))  # stable: the earliest first among equals
    return Aims(name, len(aims), said.anonymous, tuple(found))


def _join(
    lines: list[list[AimLine]],
    groups: list[list[int]],
    weights: list[Weights],
    own: Weights,
    line: AimLine,
) -> None:
    """Put another statement of an actor to the aims that it is most like, if it is like any."""
    nearest = [max(likeness(weights[at], own) for at in group) for group in groups]
    best = max(range(len(groups)), key=lambda at: nearest[at])
    if nearest[best] >= TOGETHER:
        lines[best].append(line)


def _thread(rarity: Rarity, lines: list[AimLine]) -> Thread:
    texts = [line.mention.content.text for line in lines]
    name = topic(texts, [rarity.weigh(text) for text in texts]) if len(lines) > 1 else ""
    return Thread(name, tuple(lines))


def _line(
    known: _Known,
    claim: str,
    mentions: list[ClaimMention],
    others: Iterable[ClaimMention],
    *,
    kind: str = "aim",
) -> AimLine:
    index = known.index

    def age(mention: ClaimMention) -> tuple[tuple[bool, str], str]:
        return in_time(index.reports[mention.report].published), mention.id

    ordered = sorted(mentions, key=age)
    first = ordered[0]
    report = index.reports[first.report]
    done = known.finished.get(claim, ())
    finished = {one.mention for one in done}
    retold = {
        m.content.text: m
        for m in reversed([*ordered[1:], *sorted(others, key=age)])
        if m.id not in finished  # told as done, it is no other wording of the aim
    }
    retold.pop(first.content.text, None)
    return AimLine(
        claim=claim,
        mention=first,
        report=report.id,
        published=report.published,
        carried=len(mentions),
        outlets=len({index.reports[m.report].outlet for m in mentions}),
        kind=kind,
        retold=tuple(sorted(retold.values(), key=age))[:_MOST_RETOLD],
        done=tuple(done),
    )


def _finished(index: Index, book: Casebook, claims: set[str]) -> dict[str, list[Done]]:
    """Return of some claims the wordings that tell as done what others plan."""
    named = {claim: found for claim, found in columns.told_as_done(book).items() if claim in claims}
    return {claim: _told_as_done(index, book, claim, found) for claim, found in named.items()}


def _told_as_done(index: Index, book: Casebook, claim: str, named: Iterable[str]) -> list[Done]:
    """Return wordings of a claim that tell as done what others plan, and the events coded from such.

    Words that several reports carry are told once, as first published.
    """
    mentions = {name: one for name, (of, one) in columns.mentions(book, named).items() if of == claim}
    done = {}
    for name in named:
        mention = mentions.get(name)
        if mention and mention.report in index.reports:
            line = index.reports[mention.report]
            done[mention.id] = Done(mention.content.text, line.published, line.id, mention.id)
    for name in columns.events_on(book, claim) if done else ():
        event = book.event(name) if name in index.events else None
        for act in event.mentions if event and event.status == "occurred" else ():
            told_in = mentions.get(act.claim or "")
            if told_in and not told_in.aim and told_in.id in done:
                done[told_in.id] = replace(done[told_in.id], event=name)
    told: dict[str, Done] = {}
    for one in sorted(done.values(), key=lambda one: (in_time(one.published), one.mention)):
        first = told.setdefault(one.text, one)
        told[one.text] = first if first.event else replace(first, event=one.event)
    return list(told.values())


def _age(line: AimLine) -> tuple[tuple[bool, str], str]:
    return in_time(line.published), line.mention.id
