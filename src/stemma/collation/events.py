"""Event mentions of many reports, collated: one event for each thing that happened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal, get_args

from stemma.collation.alignment import pair_key
from stemma.collation.clustering import Clusters, Pair, spanning
from stemma.collation.constraints import Constraints, constraints
from stemma.collation.happenings import Happening, judge_events, moment
from stemma.collation.judging import Judgement
from stemma.collation.outcomes import event_place, event_time, toll
from stemma.dates import days
from stemma.identity import stable_id
from stemma.names import fold
from stemma.records import (
    Claim,
    Copy,
    Decision,
    Event,
    EventMention,
    Link,
    Range,
    Report,
    Span,
)  # fmt: skip

# Mentions of one place or one claim that each mention is compared with at most.
_LARGEST_BUCKET = 60
# Days between two events' times (or publications) beyond which they are not compared by place.
_DAYS = 4.0
Status = Literal["occurred", "denied", "planned", "hypothetical", "unknown"]


def collate_events(
    reports: Mapping[str, Report],
    events: Iterable[EventMention],
    claims: Iterable[Claim],
    copies: Iterable[Copy],
    decisions: Iterable[Decision] = (),
) -> tuple[Event, ...]:
    """Collate mentions of one event: compatible type, place, time, casualties, actors.

    Mentions whose place or time is not known are left apart, unless they stand at one place of a
    copied passage or in one claim.

    Args:
        reports: reports by id.
        events: event mentions of all reports, in any order.
        claims: collated claims.
        copies: aligned passages between the reports.
        decisions: analysts' decisions; merge, split, accept and reject are constraints here.

    Returns:
        Events in order of id, their origins still to be filled in.
    """
    rules = constraints(decisions)
    kept = [one for one in events if one.report in reports and one.id not in rules.rejected]
    kept.sort(key=_place_in_text)
    happenings = _happenings(kept, reports, claims, copies)
    judgements = {
        key: judge_events(happenings[key[0]], happenings[key[1]]) for key in sorted(_candidates(happenings))
    }
    return _events(happenings, judgements, rules, reports)


def _place_in_text(mention: EventMention) -> tuple[str, int, str]:
    spans = mention.trigger.spans
    return (mention.report, spans[0].start if spans else 0, mention.id)


def _happenings(
    mentions: Sequence[EventMention],
    reports: Mapping[str, Report],
    claims: Iterable[Claim],
    copies: Iterable[Copy],
) -> dict[str, Happening]:
    home = {mention.id: claim.id for claim in claims for mention in claim.mentions}
    copied = _copied(mentions, copies)
    return {
        one.id: Happening(
            mention=one,
            published=days(reports[one.report].published),
            time=moment(one.time),
            claim=home.get(one.claim or "", ""),
            copied=frozenset(copied.get(one.id, ())),
        )
        for one in mentions
    }


def _copied(mentions: Sequence[EventMention], copies: Iterable[Copy]) -> dict[str, set[str]]:
    """Mentions that copied passages put side by side: like triggers at like places."""
    by_report: dict[str, list[EventMention]] = defaultdict(list)
    for one in mentions:
        if one.trigger.spans:
            by_report[one.report].append(one)
    found: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        for passage in copy.passages:
            left = [one for one in by_report[copy.source] if _within(one, passage.source)]
            right = [one for one in by_report[copy.target] if _within(one, passage.target)]
            for one in left:
                for other in right:
                    if _level(one, passage.source, other, passage.target):
                        found[one.id].add(other.id)
                        found[other.id].add(one.id)
    return found


def _within(mention: EventMention, span: Span) -> bool:
    trigger = mention.trigger.spans[0]
    return span.start <= trigger.start < span.end


def _level(one: EventMention, source: Span, other: EventMention, target: Span) -> bool:
    """Whether two triggers stand about equally far into the passage (within 60 characters or 10%)."""
    length_a, length_b = max(1, source.end - source.start), max(1, target.end - target.start)
    here = (one.trigger.spans[0].start - source.start) / length_a
    there = (other.trigger.spans[0].start - target.start) / length_b
    drift = max(0.1, 60 / max(length_a, length_b))
    alike = fold(one.trigger.text)[:4] == fold(other.trigger.text)[:4]
    return abs(here - there) <= (drift if alike else drift / 2)


def _candidates(happenings: Mapping[str, Happening]) -> set[tuple[str, str]]:
    """Pairs worth judging: copied, in one claim, of one kind in one report, or near in place and time."""
    together: dict[str, list[str]] = defaultdict(list)
    near: dict[tuple[str, ...], list[tuple[float, str]]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for key, one in happenings.items():
        pairs.update(pair_key(key, other) for other in one.copied if other in happenings)
        for group in _groups(one):
            together[group].append(key)
        when = one.time or one.published
        if when is not None:
            for place in _place_keys(one):
                near[place].append((when[0], key))
    for listed in together.values():
        pairs.update(pair_key(a, b) for a, b in combinations(listed[:_LARGEST_BUCKET], 2))
    for dated in near.values():
        dated.sort()
        for index, (when_a, a) in enumerate(dated):
            for when_b, b in dated[index + 1 : index + 1 + _LARGEST_BUCKET]:
                if when_b - when_a > _DAYS:
                    break
                pairs.add(pair_key(a, b))
    return pairs


def _groups(one: Happening) -> Iterable[str]:
    """Yield what a happening shares with others whatever its place and time: its claim, its kind."""
    if one.claim:
        yield one.claim
    if one.mention.sub_type:
        yield f"{one.mention.report}\x1f{one.mention.sub_type}"


def _place_keys(one: Happening) -> Iterable[tuple[str, ...]]:
    """Cells of a quarter of a degree around the place, or its name where it is not resolved."""
    place = one.mention.place
    if place is None:
        return
    if place.lat is None or place.lon is None:
        yield "name", fold(place.canonical or place.name)
        return
    row, column = round(place.lat * 4), round(place.lon * 4)
    for down in (-1, 0, 1) if place.precision in ("facility", "settlement") else (0,):
        for right in (-1, 0, 1) if place.precision in ("facility", "settlement") else (0,):
            yield "cell", str(row + down), str(column + right)


def _events(
    happenings: Mapping[str, Happening],
    judgements: Mapping[tuple[str, str], Judgement],
    rules: Constraints,
    reports: Mapping[str, Report],
) -> tuple[Event, ...]:
    def bears(one: str, other: str) -> str:
        judgement = judgements.get(pair_key(one, other))
        if judgement is None:
            judgement = judge_events(happenings[one], happenings[other])
        return judgement.reason if judgement.excluded else ""

    clusters = Clusters(happenings, bears, rules)
    clusters.force()
    merges = [
        Pair(*key, judgement.score)
        for key, judgement in judgements.items()
        if judgement.verdict == "merge" and key not in rules.apart
    ]
    clusters.grow(merges)
    groups = clusters.groups()
    links = _links(groups, merges, judgements, rules)
    made = [
        _event([happenings[key] for key in group], links.get(index, []), reports)
        for index, group in enumerate(groups)
    ]
    return tuple(sorted(made, key=lambda event: event.id))


def _links(
    groups: Sequence[Sequence[str]],
    merges: Sequence[Pair],
    judgements: Mapping[tuple[str, str], Judgement],
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
        if judgement.verdict == "split" and cluster[key[0]] != cluster[key[1]]:
            link = Link(*key, "split", judgement.score, judgement.reason)
            links[cluster[key[0]]].append(link)
            links[cluster[key[1]]].append(link)
    return links


def _event(group: Sequence[Happening], links: Sequence[Link], reports: Mapping[str, Report]) -> Event:
    ordered = sorted(group, key=lambda one: (_published(one), *_place_in_text(one.mention)))
    mentions = tuple(one.mention for one in ordered)
    start, end, precision, reason = event_time(mentions)
    return Event(
        id=stable_id("event", mentions[0].id),
        type=_most([one.type for one in mentions]),
        sub_type=_most([one.sub_type for one in mentions]),
        plover=_most([one.plover for one in mentions]),
        mode=_most([one.mode for one in mentions]),
        actor=_most([one.actor.entity or one.actor.name for one in mentions if one.actor]),
        target=_most([_target(one) for one in mentions]),
        place=event_place(mentions),
        start=start,
        end=end,
        date_precision=precision,
        date_reason=reason,
        fatalities=toll(mentions, "killed", reports),
        injuries=toll(mentions, "injured", reports),
        status=_status(mentions),
        mentions=mentions,
        origins=Range(0, 0, 0),
        claims=tuple(sorted({one.claim for one in ordered if one.claim})),
        links=tuple(sorted(set(links), key=lambda link: (link.kind, -link.score, link.a, link.b))),
    )


def _published(one: Happening) -> float:
    return one.published[0] if one.published else float("inf")


def _target(mention: EventMention) -> str:
    """Name the target; where it is of the actor's own side ("its forces"), by the words of the report."""
    if mention.target is None:
        return ""
    own = mention.actor is not None and mention.target.entity == mention.actor.entity
    return mention.target.name if own else mention.target.entity or mention.target.name


def _most(values: Iterable[str]) -> str:
    """The value given most often, the first in the alphabet of several; "" when there is none."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _status(mentions: Sequence[EventMention]) -> Status:
    counts = Counter(one.status for one in mentions)
    return min(counts, key=lambda value: (-counts[value], get_args(Status).index(value)))
