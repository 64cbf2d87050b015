"""Claim mentions of many reports, collated: one claim for each proposition."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from stemma.collation.alignment import align
from stemma.collation.candidates import LARGEST_CROWD, Gathering, keys_of
from stemma.collation.clustering import Clusters, Pair, Refusal, spanning
from stemma.collation.comparing import overlap
from stemma.collation.constraints import Constraints, constraints
from stemma.collation.excuses import Excuses
from stemma.collation.gathered import judge_gathered
from stemma.collation.judging import Judgement, threshold
from stemma.collation.mostly import Mostly
from stemma.collation.other_words import may_be_told_otherwise
from stemma.collation.pairing import Key, Pairing, ask_encoder, settle
from stemma.collation.statements import Statement, Weights, count_words, statements
from stemma.collation.war_dead import may_be_one_war
from stemma.collation.wording import clearest
from stemma.encoder import Encoder
from stemma.identity import stable_id, witness
from stemma.records import (
    Claim,
    ClaimMention,
    Copy,
    Credibility,
    Decision,
    EventMention,
    Link,
    Range,
    Report,
)  # fmt: skip

_BEHIND = 1e-6  # of a score: what puts a pair behind another
_UNTRACED = Credibility("6", ("its origins have not been traced",))


class Compared(Struct, frozen=True):
    """What the comparison of statements rests on and gave, for whoever adds to it later.

    ``entered`` holds each key that links statements with the places in ``items`` of those it links.
    """

    items: Sequence[Statement]
    weight: Weights
    entered: Iterable[tuple[str, Sequence[int]]]
    pairings: Mapping[Key, Pairing]


def collate_claims(
    reports: Mapping[str, Report],
    mentions: Iterable[ClaimMention],
    copies: Iterable[Copy],
    events: Iterable[EventMention] = (),
    decisions: Iterable[Decision] = (),
    *,
    encoder: Encoder | None = None,
    keep: Callable[[Compared], None] | None = None,
) -> tuple[Claim, ...]:
    """Collate mentions that assert, report or deny one proposition into claims.

    Candidates come from rare words and from copied passages. A pair is judged by its words, the
    speakers, figures, names, denials and dates; a cluster forms only if all its members bear each
    other. Every merge, and every split that was considered, is in ``Claim.links`` with its reason.
    ``events`` is accepted for the contract's sake and not needed.

    Args:
        reports: reports by id, in the order in which they came: words are counted in the first of
            them, and a word that many mentions share links the first of these.
        mentions: the claim mentions of all reports, in any order, rejected ones included.
        copies: aligned passages between the reports.
        events: event mentions.
        decisions: analysts' decisions; merge, split, accept and reject are constraints here.
        encoder: sentence encoder for pairs that words leave undecided; None for the package's own.
        keep: told what was compared.

    Returns:
        Claims in order of id. Origins, edges, sides and credibility are empty until traced.
    """
    del events
    items = statements(reports, mentions)
    weight = count_words(items, reports)
    crowds = Gathering(LARGEST_CROWD)
    for item in items:
        crowds.add(keys_of(item, weight))
    by_id = {item.id: item for item in items}
    found = judge_gathered(crowds.pairs(), align(items, copies), items, weight)
    pairings = ask_encoder(found, by_id, weight, encoder)
    if keep is not None:
        keep(Compared(items, weight, crowds.entered(), pairings))
    del crowds
    return claims_of(reports, by_id, weight, pairings, constraints(decisions))


def claims_of(
    reports: Mapping[str, Report],
    items: Mapping[str, Statement],
    weight: Weights,
    pairings: Mapping[Key, Pairing],
    rules: Constraints,
) -> tuple[Claim, ...]:
    """Return the claims of mentions that hang together, or of all.

    Args:
        reports: the mentions' reports by id.
        items: the statements by mention, rejected ones included.
        weight: the stems' weights.
        pairings: every judged pair with one of the mentions; of pairs with a mention that is not
            among ``items``, only the splits matter.
        rules: what analysts decided.
    """
    if rules.rejected:
        items = {key: item for key, item in items.items() if key not in rules.rejected}
        pairings = {key: one for key, one in pairings.items() if not rules.rejected.intersection(key)}
    copied = frozenset(key for key, one in pairings.items() if one.aligned)
    return _claims(reports, items, weight, settle(pairings, items), rules, copied=copied)


def _claims(
    reports: Mapping[str, Report],
    by_id: Mapping[str, Statement],
    weight: Weights,
    judgements: Mapping[tuple[str, str], Judgement],
    rules: Constraints,
    *,
    copied: frozenset[Key],
) -> tuple[Claim, ...]:
    excuses = Excuses(by_id, judgements, copied)

    def excluded(one: str, other: str) -> str:
        judgement = judgements.get((one, other) if one <= other else (other, one))
        if judgement is None or not judgement.excluded or excuses.holds(one, other):
            return ""
        return "" if may_be_one_war(by_id[one], by_id[other]) else judgement.reason

    def unlike(one: str, other: str) -> str:
        if ((one, other) if one <= other else (other, one)) in judgements:
            return ""
        a, b = by_id[one], by_id[other]
        shared = overlap(a, b, weight)
        alike = shared.containment >= threshold("bearable")
        if not (alike or may_be_told_otherwise(a, b)):
            return f"only {shared.containment:.0%} of the words shared with another mention"
        return ""

    def bears(one: str, other: str) -> str:
        return excluded(one, other) or unlike(one, other)

    clusters = Clusters(by_id, bears, rules, Mostly(by_id, excluded, unlike).one)
    clusters.force()
    merges = [
        Pair(one, other, judgement.score)
        for (one, other), judgement in judgements.items()
        if judgement.verdict == "merge"
        and (one, other) not in rules.apart
        and one in by_id
        and other in by_id
    ]
    refusals = clusters.grow(_copied_first(merges, copied, by_id, weight))
    groups = clusters.groups()
    links = _merge_links(groups, merges, judgements, rules)
    _add_splits(links, groups, refusals, judgements)
    made = [
        _claim(reports, [by_id[one] for one in group], links[index], weight.alone)
        for index, group in enumerate(groups)
    ]
    return tuple(sorted(made, key=lambda claim: claim.id))


def _add_splits(
    links: dict[int, list[Link]],
    groups: Sequence[Sequence[str]],
    refusals: Iterable[Refusal],
    judgements: Mapping[tuple[str, str], Judgement],
) -> None:
    """Add to each group's links why its mentions were kept apart from others."""
    cluster = {one: index for index, group in enumerate(groups) for one in group}
    for refusal in refusals:
        score = judgements[refusal.a, refusal.b].score
        link = Link(refusal.a, refusal.b, "split", score, refusal.reason)
        for home in {cluster[refusal.a], cluster[refusal.b]}:
            links[home].append(link)
    for home, link in _splits(judgements, cluster):
        links[home].append(link)


def _copied_first(
    merges: Sequence[Pair], copied: frozenset[Key], by_id: Mapping[str, Statement], weight: Weights
) -> Iterator[Pair]:
    """Yield pairs so that a mention joins what stands at its place of a copied passage before others there.

    What only shares words with it in the other report ranks behind, unless the one says word for word what
    the other does: a lead shares many words with the next sentence, which has a counterpart of its own.
    """
    report = {one: item.report for one, item in by_id.items()}
    best: dict[tuple[str, str], float] = {}
    for one, other, score in merges:
        if (one, other) in copied:
            for end in ((one, report[other]), (other, report[one])):
                known = best.get(end)
                if known is None or known < score:
                    best[end] = score
    for pair in merges:
        one, other, score = pair
        if (one, other) in copied:
            yield pair
            continue
        first = max(best.get((one, report[other]), 0.0), best.get((other, report[one]), 0.0))
        if 0.0 < first <= score and not _repeats(by_id[one], by_id[other], weight):
            yield Pair(one, other, first - _BEHIND)
        else:
            yield pair


def _repeats(a: Statement, b: Statement, weight: Weights) -> bool:
    """Whether one mention says word for word, or nearly, what the other does."""
    return overlap(a, b, weight).containment >= threshold("repeated")


def _splits(
    judgements: Mapping[tuple[str, str], Judgement], cluster: Mapping[str, int]
) -> Iterator[tuple[int, Link]]:
    """Yield the splits between clusters, or from one to a mention that is not looked at, for each of them."""
    for (one, other), judgement in judgements.items():
        if judgement.verdict != "split":
            continue
        here, there = cluster.get(one), cluster.get(other)
        if here != there:
            link = Link(one, other, "split", judgement.score, judgement.reason)
            for home in (here, there):
                if home is not None:
                    yield home, link


def _merge_links(
    groups: Sequence[Sequence[str]],
    merges: Iterable[Pair],
    judgements: Mapping[tuple[str, str], Judgement],
    rules: Constraints,
) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = defaultdict(list)
    cluster = {one: index for index, group in enumerate(groups) for one in group}
    decided = [Pair(one, other, 2.0) for one, other in rules.together if one in cluster and other in cluster]
    for pair in spanning(groups, [*merges, *decided]):
        key = (pair.a, pair.b)
        if key in rules.together:
            reason, score = f"an analyst joined them (decision {rules.together[key]})", 1.0
        else:
            reason, score = judgements[key].reason, pair.score
        links[cluster[pair.a]].append(Link(pair.a, pair.b, "merge", score, reason))
    return links


def _claim(
    reports: Mapping[str, Report],
    items: Sequence[Statement],
    links: Sequence[Link],
    alone: Callable[[str], bool],
) -> Claim:
    mentions = tuple(item.mention for item in in_time(items))
    sources = {mention.report for mention in mentions}
    outlets = {reports[one].outlet or f"report {witness(reports[one])}" for one in sources}
    ordered = sorted(links, key=lambda link: (link.kind, -link.score, link.a, link.b))
    return Claim(
        id=stable_id("claim", mentions[0].id),
        text=clearest(items, alone),
        mentions=mentions,
        origins=Range(0, 0, 0),
        outlets=len(outlets),
        reports=len(sources),
        sides=(),
        credibility=_UNTRACED,
        links=tuple(ordered),
        aim=sum(mention.aim for mention in mentions) * 2 > len(mentions),
    )


def in_time(items: Sequence[Statement]) -> list[Statement]:
    """Return statements in order of publication (undated ones last), then of report and offset."""
    return sorted(items, key=_moment)


def _moment(item: Statement) -> tuple[float, str, int, str]:
    moment = item.date[0] if item.date else float("inf")
    return (moment, item.mention.report, item.start, item.mention.id)


__all__ = ["Compared", "claims_of", "collate_claims", "in_time"]
