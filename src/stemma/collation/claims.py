"""Claim mentions of many reports, collated: one claim for each proposition."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from stemma.collation.alignment import Aligned, align, pair_key
from stemma.collation.candidates import candidates
from stemma.collation.clustering import Clusters, Pair, spanning
from stemma.collation.comparing import conflicts, overlap
from stemma.collation.constraints import Constraints, constraints
from stemma.collation.judging import Judgement, judge, threshold
from stemma.collation.statements import Statement, Weights, statements
from stemma.collation.wording import clearest
from stemma.encoder import Encoder
from stemma.identity import stable_id
from stemma.names import compare_sources
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

_UNTRACED = Credibility("6", ("its origins have not been traced",))
# Undecided pairs that the sentence encoder may be asked about in one run: at 6 ms a sentence and
# at most two sentences a pair, 150 pairs are about two seconds.
_ENCODER_BUDGET = 150
# Contents of so few telling words need better evidence.
_SHORT = 4
# Words of a content beyond which its vector says little but the topic.
_LONGEST_ASKED = 50


def collate_claims(
    reports: Mapping[str, Report],
    mentions: Iterable[ClaimMention],
    copies: Iterable[Copy],
    events: Iterable[EventMention] = (),
    decisions: Iterable[Decision] = (),
    *,
    encoder: Encoder | None = None,
) -> tuple[Claim, ...]:
    """Collate mentions that assert, report or deny one proposition into claims.

    Candidates come from rare words and from copied passages. A pair is judged by its words, the
    speakers, figures, names, denials and dates; a cluster forms only if all its members bear each
    other. Every merge, and every split that was considered, is in ``Claim.links`` with its reason.
    ``events`` is accepted for the contract's sake and not needed.

    Args:
        reports: reports by id.
        mentions: the claim mentions of all reports, in any order.
        copies: aligned passages between the reports.
        events: event mentions.
        decisions: analysts' decisions; merge, split, accept and reject are constraints here.
        encoder: sentence encoder for pairs that words leave undecided; None for the package's own.

    Returns:
        Claims in order of id. Origins, edges, sides and credibility are empty until traced.
    """
    del events
    rules = constraints(decisions)
    items = statements(reports, (one for one in mentions if one.id not in rules.rejected))
    weight = Weights(items)
    judgements = _judge_all(items, weight, copies, encoder)
    return _claims(reports, items, weight, judgements, rules)


def _judge_all(
    items: Sequence[Statement], weight: Weights, copies: Iterable[Copy], encoder: Encoder | None
) -> dict[tuple[str, str], Judgement]:
    aligned = align(items, copies)
    by_id = {item.mention.id: item for item in items}
    pairs = set(aligned)
    for one, other in candidates(items, weight):
        pairs.add(pair_key(items[one].mention.id, items[other].mention.id))
    found: dict[tuple[str, str], Judgement] = {}
    for key in sorted(pairs):
        judgement = judge(by_id[key[0]], by_id[key[1]], weight, aligned.get(key))
        if judgement.verdict != "apart":
            found[key] = judgement
    _rescue(found, by_id, aligned)
    _ask(found, by_id, encoder)
    return found


def _rescue(
    found: dict[tuple[str, str], Judgement],
    by_id: Mapping[str, Statement],
    aligned: Mapping[tuple[str, str], Aligned],
) -> None:
    """Join heavily altered words of one speaker at one place of a copied passage.

    Nothing else in either report may be joined to the two: the place in the passage is then all
    that is left for each of them.
    """
    taken = {
        (one, by_id[other].mention.report)
        for key, judgement in found.items()
        if judgement.verdict == "merge"
        for one, other in (key, key[::-1])
    }
    left = [key for key in aligned if key in found and found[key].verdict == "undecided"]
    for key in sorted(left, key=lambda key: (-found[key].score, key)):
        one, other = by_id[key[0]], by_id[key[1]]
        ends = {(key[0], other.mention.report), (key[1], one.mention.report)}
        if ends & taken or one.speaker is None or other.speaker is None:
            continue
        if compare_sources(one.speaker, other.speaker).kind == "same":
            taken |= ends
            found[key] = Judgement("merge", found[key].score, f"{found[key].reason}; nothing nearer there")


@cache
def _own_encoder() -> Encoder:
    """The encoder of this process; its model is loaded when a pair is first undecided."""
    return Encoder()


def _ask(
    found: dict[tuple[str, str], Judgement], by_id: Mapping[str, Statement], encoder: Encoder | None
) -> None:
    """Let the sentence encoder decide the best undecided pairs, within its budget.

    Similar vectors do not tell agreement from contradiction, so pairs whose figures, names or
    denials clash are not asked about.
    """
    undecided = [
        key
        for key, judgement in found.items()
        if judgement.verdict == "undecided" and _askable(by_id[key[0]], by_id[key[1]])
    ]
    undecided.sort(key=lambda key: (-found[key].score, key))
    del undecided[_ENCODER_BUDGET:]
    # Texts of like length in one batch need little padding.
    wanted = sorted({one for key in undecided for one in key}, key=lambda one: (len(by_id[one].words), one))
    if not wanted:
        return
    texts = [by_id[one].mention.content.text for one in wanted]
    vectors = dict(zip(wanted, (encoder or _own_encoder()).encode(texts), strict=True))
    for key in undecided:
        cosine = float(vectors[key[0]] @ vectors[key[1]])
        score = found[key].score
        short = min(len(by_id[one].stems) for one in key) <= _SHORT
        wanted_sum = threshold("encoder_sum_short" if short else "encoder_sum")
        if cosine >= threshold("encoder") and cosine + score >= wanted_sum:
            reason = f"{found[key].reason}, sentence vectors at cosine {cosine:.2f}"
            found[key] = Judgement("merge", score, reason)


def _askable(a: Statement, b: Statement) -> bool:
    if max(len(a.words), len(b.words)) > _LONGEST_ASKED or a.mention.report == b.mention.report:
        return False
    return not conflicts(a, b)


def _claims(
    reports: Mapping[str, Report],
    items: Sequence[Statement],
    weight: Weights,
    judgements: Mapping[tuple[str, str], Judgement],
    rules: Constraints,
) -> tuple[Claim, ...]:
    by_id = {item.mention.id: item for item in items}

    def bears(one: str, other: str) -> str:
        judgement = judgements.get(pair_key(one, other))
        if judgement is not None:
            return judgement.reason if judgement.excluded else ""
        shared = overlap(by_id[one], by_id[other], weight)
        if shared.containment < threshold("bearable"):
            return f"only {shared.containment:.0%} of the words shared with another mention"
        return ""

    clusters = Clusters(by_id, bears, rules)
    clusters.force()
    merges = [
        Pair(one, other, judgement.score)
        for (one, other), judgement in judgements.items()
        if judgement.verdict == "merge" and (one, other) not in rules.apart
    ]
    refusals = clusters.grow(merges)
    groups = clusters.groups()
    links = _merge_links(groups, merges, judgements, rules)
    cluster = {one: index for index, group in enumerate(groups) for one in group}
    for refusal in refusals:
        link = Link(refusal.a, refusal.b, "split", refusal.score, refusal.reason)
        links[cluster[refusal.a]].append(link)
        links[cluster[refusal.b]].append(link)
    for (one, other), judgement in judgements.items():
        if judgement.verdict == "split" and cluster[one] != cluster[other]:
            link = Link(one, other, "split", judgement.score, judgement.reason)
            links[cluster[one]].append(link)
            links[cluster[other]].append(link)
    made = [
        _claim(reports, [by_id[one] for one in group], links[index], weight.alone)
        for index, group in enumerate(groups)
    ]
    return tuple(sorted(made, key=lambda claim: claim.id))


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
    alone: frozenset[str],
) -> Claim:
    mentions = tuple(item.mention for item in in_time(items))
    sources = {mention.report for mention in mentions}
    outlets = {reports[one].outlet or f"report {one}" for one in sources}
    ordered = sorted(set(links), key=lambda link: (link.kind, -link.score, link.a, link.b))
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


__all__ = ["collate_claims", "in_time"]
