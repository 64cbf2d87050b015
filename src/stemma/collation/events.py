"""Event mentions of many reports, collated: one event for each thing that happened."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import get_args

import numpy as np
from msgspec import Struct

from stemma.collation.beside import LARGEST_CROWD, enter, near_pairs
from stemma.collation.candidates import Crowds
from stemma.collation.clustering import Clusters, Pair, spanning
from stemma.collation.constraints import Constraints, constraints
from stemma.collation.event_judge import EventJudge
from stemma.collation.happenings import Happening
from stemma.collation.joined import joined
from stemma.collation.judged_events import judge_gathered_events
from stemma.collation.judging import Judgement
from stemma.collation.moments import moment
from stemma.collation.outcomes import event_place, event_time, toll
from stemma.collation.things import event_things
from stemma.dates import days
from stemma.event_rules import act_of, is_told, leaves_kind_open
from stemma.identity import stable_id
from stemma.names import fold
from stemma.records import (  # fmt: skip
    Claim,
    Copy,
    Decision,
    Event,
    EventMention,
    EventStatus,
    Link,
    Passage,
    Range,
    Report,
    Span,
)

Key = tuple[str, str]


class ComparedEvents(Struct, frozen=True):
    """What the comparison of event mentions gave, for whoever adds to it later.

    ``entered`` holds each key of place and time with the place in ``happenings`` of its members.
    """

    happenings: Mapping[str, Happening]
    entered: Sequence[tuple[str, int]]
    judgements: Mapping[Key, Judgement]


def collate_events(
    reports: Mapping[str, Report],
    events: Iterable[EventMention],
    claims: Iterable[Claim],
    copies: Iterable[Copy],
    decisions: Iterable[Decision] = (),
    *,
    keep: Callable[[ComparedEvents], None] | None = None,
) -> tuple[Event, ...]:
    """Collate mentions of one event: compatible type, place, time, casualties, actors.

    Mentions whose place or time is not known are left apart, unless they stand at one place of a
    copied passage or in one claim.

    Args:
        reports: reports by id, in the order in which they came.
        events: event mentions of all reports, in any order, rejected ones included.
        claims: collated claims.
        copies: aligned passages between the reports.
        decisions: analysts' decisions; merge, split, accept and reject are constraints here.
        keep: told what was compared.

    Returns:
        Events in order of id, their origins still to be filled in.
    """
    kept = in_order((one for one in events if one.report in reports), reports)
    homes = {mention.id: claim.id for claim in claims for mention in claim.mentions}
    happenings = happenings_of(kept, reports, homes, copies)
    crowds = Crowds(LARGEST_CROWD)
    numbers = list(happenings.values())
    keys = [enter(number, one, crowds) for number, one in enumerate(numbers)]
    judge = EventJudge()
    pairs = [np.fromiter(joined(numbers), np.int64), *near_pairs(numbers, keys, crowds, judge)]
    judgements = judge_gathered_events(np.concatenate(pairs), numbers, judge)
    if keep is not None:
        keep(ComparedEvents(happenings, crowds.entered, judgements))
    return events_of(happenings, judgements, constraints(decisions), reports, judge)


def in_order(events: Iterable[EventMention], reports: Iterable[str]) -> list[EventMention]:
    """Return event mentions in the order of the reports and of the text."""
    order = {key: place for place, key in enumerate(reports)}
    return sorted(events, key=lambda one: (order[one.report], *_place_in_text(one)[1:]))


def _place_in_text(mention: EventMention) -> tuple[str, int, str]:
    spans = mention.trigger.spans
    return (mention.report, spans[0].start if spans else 0, mention.id)


def happenings_of(
    mentions: Sequence[EventMention],
    reports: Mapping[str, Report],
    homes: Mapping[str, str],
    copies: Iterable[Copy],
) -> dict[str, Happening]:
    """Return what event mentions are compared by, in their order, by id.

    Args:
        mentions: event mentions.
        reports: their reports by id.
        homes: the claims of the claim mentions that they stand in.
        copies: copies between these reports.
    """
    copied = _copied(mentions, copies)
    return {
        one.id: Happening(
            mention=one,
            published=days(reports[one.report].published),
            time=moment(one.time),
            claim=homes.get(one.claim or "", ""),
            copied=frozenset(copied.get(one.id, ())),
            act=act_of(one),
        )
        for one in mentions
    }


class _Trigger(Struct, frozen=True):
    """The trigger of an event mention: the mention's id, where it begins, and with what letters."""

    id: str
    start: int
    opening: str


def _copied(mentions: Sequence[EventMention], copies: Iterable[Copy]) -> dict[str, set[str]]:
    """Mentions that copied passages put side by side: like triggers at like places."""
    by_report: dict[str, list[_Trigger]] = defaultdict(list)
    for one in mentions:
        if one.trigger.spans:
            opening = fold(one.trigger.text)[:4]
            by_report[one.report].append(_Trigger(one.id, one.trigger.spans[0].start, opening))
    found: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        sources, targets = by_report[copy.source], by_report[copy.target]
        for passage in copy.passages if sources and targets else ():
            for a, b in _level(sources, targets, passage):
                found[a].add(b)
                found[b].add(a)
    return found


def _level(
    sources: Iterable[_Trigger], targets: Iterable[_Trigger], passage: Passage
) -> Iterator[tuple[str, str]]:
    """Yield triggers about equally far into a passage (within 60 characters or 10%)."""
    left = _within(sources, passage.source)
    right = _within(targets, passage.target) if left else []
    if not right:
        return
    drift = max(0.1, 60 / max(_length(passage.source), _length(passage.target)))
    for one, here in left:
        for other, there in right:
            reach = drift if one.opening == other.opening else drift / 2
            if -reach <= here - there <= reach:
                yield one.id, other.id


def _within(triggers: Iterable[_Trigger], span: Span) -> list[tuple[_Trigger, float]]:
    """Return the triggers inside a span, each with what share of it lies before."""
    start, end, length = span.start, span.end, _length(span)
    return [(one, (one.start - start) / length) for one in triggers if start <= one.start < end]


def _length(span: Span) -> int:
    return max(1, span.end - span.start)


def events_of(
    happenings: Mapping[str, Happening],
    judgements: Mapping[Key, Judgement],
    rules: Constraints,
    reports: Mapping[str, Report],
    judge: EventJudge | None = None,
) -> tuple[Event, ...]:
    """Return the events of mentions that hang together, or of all.

    Args:
        happenings: the mentions by id, rejected ones included.
        judgements: every judged pair with one of the mentions, but for those that are simply apart.
        rules: what analysts decided.
        reports: the mentions' reports by id.
        judge: what judged them; None for a new one.
    """
    happenings, judgements = _unrejected(happenings, judgements, rules)
    groups, merges = _grouped(happenings, judgements, rules, judge or EventJudge())
    return _events(groups, happenings, _links(groups, merges, judgements, rules), reports)


def events_from(
    groups: Sequence[Sequence[str]],
    happenings: Mapping[str, Happening],
    judgements: Mapping[Key, Judgement],
    rules: Constraints,
    reports: Mapping[str, Report],
) -> tuple[Event, ...]:
    """Return the events of groups of mentions, as `groups_of` gives them.

    Args:
        groups: the ids of each event's mentions.
        happenings: the mentions of these groups by id, rejected ones included.
        judgements: as in `events_of`.
        rules: what analysts decided.
        reports: the mentions' reports by id.
    """
    happenings, judgements = _unrejected(happenings, judgements, rules)
    links = _links(groups, _merges(happenings, judgements, rules), judgements, rules)
    return _events(groups, happenings, links, reports)


def _events(
    groups: Sequence[Sequence[str]],
    happenings: Mapping[str, Happening],
    links: Mapping[int, Sequence[Link]],
    reports: Mapping[str, Report],
) -> tuple[Event, ...]:
    """Return the events of groups, in order of id; ``links`` are by the group's place."""
    made = [
        _event([happenings[key] for key in group], links.get(index, []), reports)
        for index, group in enumerate(groups)
    ]
    return tuple(sorted(made, key=lambda event: event.id))


def groups_of(
    happenings: Mapping[str, Happening],
    judgements: Mapping[Key, Judgement],
    rules: Constraints,
    judge: EventJudge | None = None,
) -> list[list[str]]:
    """Return the ids of the mentions of each event; the arguments are those of `events_of`."""
    happenings, judgements = _unrejected(happenings, judgements, rules)
    return _grouped(happenings, judgements, rules, judge or EventJudge())[0]


def _grouped(
    happenings: Mapping[str, Happening],
    judgements: Mapping[Key, Judgement],
    rules: Constraints,
    judging: EventJudge,
) -> tuple[list[list[str]], list[Pair]]:
    """Return the mentions of each event, and the pairs that may be of one."""

    def bears(one: str, other: str) -> str:
        # A pair that was judged, and not found apart, is excluded only where that was said.
        judged = judgements.get((one, other) if one <= other else (other, one))
        if judged is not None:
            return judged.reason if judged.excluded else ""
        return judging.excluded(happenings[one], happenings[other])

    clusters = Clusters(happenings, bears, rules)
    clusters.force()
    merges = _merges(happenings, judgements, rules)
    clusters.grow(merges)
    return clusters.groups(), merges


def _unrejected(
    happenings: Mapping[str, Happening], judgements: Mapping[Key, Judgement], rules: Constraints
) -> tuple[Mapping[str, Happening], Mapping[Key, Judgement]]:
    """Return mentions and their pairs without what analysts rejected."""
    if not rules.rejected:
        return happenings, judgements
    kept = {key: one for key, one in happenings.items() if key not in rules.rejected}
    return kept, {key: one for key, one in judgements.items() if not rules.rejected.intersection(key)}


def _merges(
    happenings: Mapping[str, Happening], judgements: Mapping[Key, Judgement], rules: Constraints
) -> list[Pair]:
    """Return the pairs of these mentions that may be of one event."""
    return [
        Pair(*key, judgement.score)
        for key, judgement in judgements.items()
        if judgement.verdict == "merge"
        and key not in rules.apart
        and key[0] in happenings
        and key[1] in happenings
    ]


def _links(
    groups: Sequence[Sequence[str]],
    merges: Sequence[Pair],
    judgements: Mapping[Key, Judgement],
    rules: Constraints,
) -> dict[int, list[Link]]:
    cluster = {one: index for index, group in enumerate(groups) for one in group}
    links: dict[int, list[Link]] = defaultdict(list)
    decided = [Pair(a, b, 2.0) for a, b in rules.together if a in cluster and b in cluster]
    for pair in spanning(groups, [*merges, *decided]):
        key = (pair.a, pair.b)
        if key in rules.together:
            link = Link(*key, "merge", 1.0, f"an analyst joined them (decision {rules.together[key]})")
        else:
            link = Link(*key, "merge", pair.score, judgements[key].reason)
        links[cluster[pair.a]].append(link)
    for key, judgement in judgements.items():
        if judgement.verdict != "split":
            continue
        here, there = cluster.get(key[0]), cluster.get(key[1])
        if here != there:
            link = Link(*key, "split", judgement.score, judgement.reason)
            for home in (here, there):
                if home is not None:
                    links[home].append(link)
    return links


def _event(group: Sequence[Happening], links: Sequence[Link], reports: Mapping[str, Report]) -> Event:
    ordered = sorted(group, key=lambda one: (_published(one), *_place_in_text(one.mention)))
    mentions = tuple(one.mention for one in ordered)
    start, end, precision, reason = event_time(mentions)
    status = _status(mentions)
    kind = _kind(mentions)
    return Event(
        id=stable_id("event", mentions[0].id),
        type=kind[0],
        sub_type=kind[1],
        plover=_most([one.plover for one in mentions]),
        mode=_most([one.mode for one in mentions]),
        actor=_actor(mentions),
        target=_most([_target(one) for one in mentions if is_told(one, "target")])
        or _most([_target(one) for one in mentions]),
        place=event_place(mentions),
        start=start,
        end=end,
        date_precision=precision,
        date_reason=reason,
        fatalities=toll(mentions, "killed", reports),
        injuries=toll(mentions, "injured", reports),
        status=status,
        mentions=mentions,
        origins=Range(0, 0, 0),
        claims=tuple(sorted({one.claim for one in ordered if one.claim})),
        links=tuple(sorted(links, key=lambda link: (link.kind, -link.score, link.a, link.b))),
        things=event_things(mentions, status, reports),
    )


def _published(one: Happening) -> float:
    return one.published[0] if one.published else float("inf")


def _kind(mentions: Sequence[EventMention]) -> tuple[str, str]:
    """Return the type and sub-type told most often; of several, one that a word names, else the first."""
    told = [(one.type, one.sub_type) for one in mentions if one.type]
    counts = Counter(told)
    naming = {(one.type, one.sub_type) for one in mentions if not leaves_kind_open(one.rule)}
    return min(
        counts, key=lambda kind: (-counts[kind], kind not in naming, told.index(kind)), default=("", "")
    )


def _actor(mentions: Iterable[EventMention]) -> str:
    """Name the initiator: a known party before a bare noun ("gunmen", "the bomber"), however often told.

    Who was only chosen as the likeliest is asked where none was told.
    """
    acted = [one for one in mentions if one.actor]
    told = [one.actor for one in acted if one.actor and is_told(one, "actor")]
    told = told or [one.actor for one in acted if one.actor]
    return _most([one.known_as for one in told if one.side] or [one.known_as for one in told])


def _target(mention: EventMention) -> str:
    """Name the target; where it is of the actor's own side ("its forces"), by the words of the report."""
    if mention.target is None:
        return ""
    own = mention.actor is not None and mention.target.entity == mention.actor.entity
    return mention.target.name if own else mention.target.known_as


def _most(values: Iterable[str]) -> str:
    """The value given most often, the first in the alphabet of several; "" when there is none."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _status(mentions: Sequence[EventMention]) -> EventStatus:
    counts = Counter(one.status for one in mentions)
    return min(counts, key=lambda value: (-counts[value], get_args(EventStatus).index(value)))
