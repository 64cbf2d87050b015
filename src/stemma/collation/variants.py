"""Typed differences between the mentions of a claim, along the likely way from one to the other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from stemma.collation.alignment import Aligned, align, pair_key
from stemma.collation.comparing import overlap
from stemma.collation.crowded import MOST_MENTIONS, told_beside
from stemma.collation.differing import (
    Difference,
    Side,
    fact_differences,
    quote_differences,
    source_differences,
    strength_differences,
)  # fmt: skip
from stemma.collation.numbers import days_of_month
from stemma.collation.statements import Overlap, Statement, Weights, statements
from stemma.collation.taken_back import standing
from stemma.collation.tellings import Extents, Tellings
from stemma.dates import gap
from stemma.identity import stable_id, witness
from stemma.names import name_key, same_house
from stemma.names.normal import word_set
from stemma.records import Claim, Copy, Report, Variant

# In claims with more mentions than this each is compared with its nearest kin only.
_ALL_PAIRS = 12
# Types that the other direction has no name for: they are told only as they run.
_ONE_WAY = frozenset({"source_pluralised", "planned_to_done", "quote_to_paraphrase", "source_generalised"})

# Two accounts that no passage holds together and of which one denies what the other says contradict each
# other: nobody turned the one into the other. On PolNeAR and TempEval all seven such were of that kind.
_OF_ONE_PASSAGE = frozenset({"polarity_flipped"})
# Dice of the telling words from which two mentions are one telling but for what is denied.
_WORD_FOR_WORD = 0.95
# Who said so is lost only where the rest is told: of the shorter mention's words the other has this share
# (of such variants judged on real articles one lies below it, a false one; the true ones have .75 and more).
_SOURCED = frozenset({"attribution_dropped", "attribution_added", "layer_dropped", "layer_added"})
_TOLD_WITHOUT = 0.7
# Of two accounts that no passage holds together, what the one doubts the other need not have read: .63 and
# .64 (two false) against .67 and more.
_STRENGTH = frozenset({"hedge_dropped", "hedge_added", "modality_strengthened", "modality_weakened"})
_DOUBTED = 0.65
# Words that change together in a quotation nobody copied; more are a speaker's other words for it.
_LONGEST_ALTERED = 2


# Places of a passage with figures on both sides from which two reports may be issues of one bulletin.
_FEWEST_PLACES = 3


class _Route(Struct, frozen=True):
    """Two mentions in the order of transmission."""

    first: Statement
    second: Statement
    direction: Literal["known", "inferred"]
    score: float


def find_variants(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    copies: Iterable[Copy],
    *,
    told: Sequence[Statement] | None = None,
) -> tuple[Variant, ...]:
    """Find what changed between the mentions of each claim, between reports.

    The earlier mention comes first where versions, dates, a copy's direction or a citation tell
    (``direction`` "known"); otherwise the fuller one (longer chain, named, hedged, quoted), since
    transmission loses more often than it adds. Mentions that share every word have no variants, and
    nobody undoes what another telling changed (`taken_back`). Each claim is looked at by itself.

    Args:
        claims: collated claims.
        reports: reports by id.
        copies: aligned passages between the reports.
        told: the claims' mentions, and maybe others, taken apart (`statements`); None to do that.

    Returns:
        Variants in order of claim, mentions, type and place.
    """
    claims = [claim for claim in claims if len({mention.report for mention in claim.mentions}) > 1]
    items = _statements(claims, reports, told)
    by_id = {item.mention.id: item for item in items}
    aligned = align(items, copies, edges=False)
    weight = Weights({}, 0)  # every word alike: what is rare in the collection is no matter here
    tellings = Tellings(weight)
    pairs = [
        (claim.id, one, other)
        for claim in sorted(claims, key=lambda claim: claim.id)
        for one, other in _pairs(claim, by_id, aligned, tellings, reports)
    ]
    series = _series(pairs, aligned)
    beside = _compared(pairs)
    extents = Extents(reports)
    found: dict[str, Variant] = {}
    for claim_id, one, other in pairs:
        if extents.equal(one, other) or (series and frozenset((one.report, other.report)) in series):
            continue  # they share every word from the first to the last that belongs to them
        route, held = _route(one, other, reports, aligned), _is_held(one, other, reports, aligned)
        if not held and _from_elsewhere(route, beside, aligned):
            continue
        shared = overlap(one, other, weight)
        for variant in _variants(claim_id, route, reports):
            if _stands(variant, shared, held=held):
                found.setdefault(variant.id, variant)
    compared = frozenset(pair_key(one.id, other.id) for _, one, other in pairs)
    return tuple(sorted(standing(found.values(), compared), key=_order))


def _order(one: Variant) -> tuple[str, str, str, str, str]:
    """Return what variants are ordered by."""
    return one.claim, one.from_mention, one.to_mention, one.type, one.id


def _compared(pairs: Iterable[tuple[str, Statement, Statement]]) -> Mapping[str, list[Statement]]:
    """Return by mention those that it is compared with."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for _, one, other in pairs:
        found[one.id].append(other)
        found[other.id].append(one)
    return found


def _from_elsewhere(
    route: _Route,
    beside: Mapping[str, Sequence[Statement]],
    aligned: Mapping[tuple[str, str], Aligned],
) -> bool:
    """Whether the later of two mentions was copied from a third that has no passage in common with the first.

    What differs between it and the first was then changed by nobody on the way between these two; the third
    is held against the first itself.
    """
    first, second = route.first, route.second
    for source in beside[second.id]:
        place = aligned.get(pair_key(source.id, second.id))
        if place is None or source.report == first.report or pair_key(source.id, first.id) in aligned:
            continue
        known = place.copy.direction != "unknown"
        whence = place.copy.source == source.report if known else source.id < second.id
        if whence and any(other.id == first.id for other in beside[source.id]):
            return True
    return False


def _statements(
    claims: Iterable[Claim], reports: Mapping[str, Report], told: Sequence[Statement] | None
) -> Sequence[Statement]:
    """Return the mentions of claims taken apart, in the order of the reports and of the text."""
    mentions = [mention for claim in claims for mention in claim.mentions]
    if told is None:
        return statements(reports, mentions)
    wanted = {mention.id for mention in mentions}
    return [item for item in told if item.mention.id in wanted]


def _series(
    pairs: Iterable[tuple[str, Statement, Statement]], aligned: Mapping[tuple[str, str], Aligned]
) -> frozenset[frozenset[str]]:
    """Return pairs of reports that are two issues of one bulletin: one form, filled in anew.

    A report that is told anew has most of its figures in common with the first, or tells another day and
    leaves the figures. What a daily bulletin says at the same place has another day and other figures, or
    other figures nearly everywhere.
    """
    told: Counter[frozenset[str]] = Counter()
    kept: Counter[frozenset[str]] = Counter()
    found: set[frozenset[str]] = set()
    for _, one, other in pairs:
        # Most pairs have no figures on both sides: that is the cheaper question.
        if not (one.content.figures and other.content.figures) or pair_key(one.id, other.id) not in aligned:
            continue
        days = [days_of_month(item.mention.content.text) for item in (one, other)]
        known, rivals = (
            {figure.value for figure in item.content.figures} - told_on
            for item, told_on in zip((one, other), days, strict=True)
        )
        if known and rivals:
            ends = frozenset((one.report, other.report))
            told[ends] += 1
            kept[ends] += bool(known & rivals)
            if all(days) and not days[0] & days[1] and not known & rivals:
                found.add(ends)
    found.update(
        ends for ends, places in told.items() if places >= _FEWEST_PLACES and 2 * kept[ends] < places
    )
    return frozenset(found)


def _stands(variant: Variant, shared: Overlap, *, held: bool) -> bool:
    """Whether two mentions share enough for what differs between them to be of this type.

    Args:
        variant: what differs.
        shared: how much their words overlap.
        held: whether a copied passage or a report's versions hold the two together.
    """
    if held:
        return True
    if variant.type in _SOURCED:
        return shared.containment >= _TOLD_WITHOUT
    if variant.type in _OF_ONE_PASSAGE:
        return shared.dice >= _WORD_FOR_WORD
    if variant.type in _STRENGTH and not (variant.before.spans and variant.after.spans):
        return shared.score >= _DOUBTED
    if variant.type == "quote_altered":
        return max(_length(words.text) for words in (variant.before, variant.after)) <= _LONGEST_ALTERED
    return variant.type != "source_generalised" or not _by_nation(variant)


def _by_nation(variant: Variant) -> bool:
    """Whether a nation's name stands where the other telling has a person or people of it.

    "Norlan denies it" is another telling sooner than a short word for its minister; for a ministry it is one.
    """
    before, after = name_key(variant.before.text).words, name_key(variant.after.text).words
    body = any(word in word_set("organisation") for word in before)
    return not body and all(word[:1] == "@" for word in after)


def _length(text: str) -> int:
    """Return the number of words in a text, articles aside."""
    return sum(word.lower() not in _ARTICLES for word in text.split())


_ARTICLES = frozenset({"a", "an", "the"})


def _pairs(
    claim: Claim,
    by_id: Mapping[str, Statement],
    aligned: Mapping[tuple[str, str], Aligned],
    tellings: Tellings,
    reports: Mapping[str, Report],
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs worth comparing: of different reports, and plausibly one from the other."""
    members = [by_id[mention.id] for mention in claim.mentions if mention.id in by_id]
    witnesses = {item.report: witness(reports[item.report]) for item in members}
    kin: list[tuple[float, Statement, Statement]] = []
    for one, other in told_beside(members, aligned, reports):
        if one.report == other.report:
            continue
        passage = aligned.get((one.id, other.id) if one.id <= other.id else (other.id, one.id))
        versions = witnesses[one.report] == witnesses[other.report]
        near = tellings.nearness(one, other, passage, versions=versions)
        if near is not None:
            kin.append((near, one, other))
    if len(members) > MOST_MENTIONS:  # of a crowd many are as near: those that came first before others
        kin.sort(key=lambda item: -item[0])
    else:
        kin.sort(key=lambda item: (-item[0], item[1].id, item[2].id))
    # Where a report tells it twice, each telling has its counterpart in the other report, and is not
    # held against the other telling's.
    met: set[tuple[str, str]] = set()
    taken: dict[str, int] = {}
    for _, one, other in kin:
        here, there = (one.id, other.report), (other.id, one.report)
        if here in met or there in met:
            continue
        met |= {here, there}
        ids = (one.id, other.id)
        # In a large claim each mention with its two nearest kin: enough to follow every way that
        # words took.
        if len(members) <= _ALL_PAIRS or min(taken.get(key, 0) for key in ids) < 2:  # noqa: PLR2004  two nearest
            for key in ids:
                taken[key] = taken.get(key, 0) + 1
            yield one, other


def _is_held(
    one: Statement,
    other: Statement,
    reports: Mapping[str, Report],
    aligned: Mapping[tuple[str, str], Aligned],
) -> bool:
    """Whether a copied passage holds two mentions together, or they stand in versions of one report."""
    copied = pair_key(one.mention.id, other.mention.id) in aligned
    return copied or _are_versions(one, other, reports)


def _are_versions(one: Statement, other: Statement, reports: Mapping[str, Report]) -> bool:
    """Whether two mentions stand in versions of one report."""
    return witness(reports[one.mention.report]) == witness(reports[other.mention.report])


def _route(
    one: Statement,
    other: Statement,
    reports: Mapping[str, Report],
    aligned: Mapping[tuple[str, str], Aligned],
) -> _Route:
    """Put two mentions in order of transmission."""
    found = aligned.get(pair_key(one.mention.id, other.mention.id))
    score = 0.95 if found is not None else 0.75
    if _are_versions(one, other, reports):
        earlier = reports[one.mention.report].version < reports[other.mention.report].version
        first, second = (one, other) if earlier else (other, one)
        return _Route(first, second, "known", score)
    apart = gap(one.date, other.date)
    if apart:
        assert one.date is not None
        assert other.date is not None
        first, second = (one, other) if one.date[0] < other.date[0] else (other, one)
        return _Route(first, second, "known", score)
    cited = _cites(one, other, reports) or _cites(other, one, reports)
    if cited is not None:
        return _Route(*cited, "known", score)
    if found is not None and found.copy.direction != "unknown":
        source_first = found.copy.source == one.mention.report
        first, second = (one, other) if source_first else (other, one)
        return _Route(first, second, "known" if found.copy.direction == "known" else "inferred", score)
    rank_one = (_fullness(one), len(one.stems), one.mention.id)
    rank_other = (_fullness(other), len(other.stems), other.mention.id)
    first, second = (one, other) if rank_one > rank_other else (other, one)
    return _Route(first, second, "inferred", score)


def _cites(
    one: Statement, other: Statement, reports: Mapping[str, Report]
) -> tuple[Statement, Statement] | None:
    """Cited and citing, if the second mention names the first one's outlet as its medium."""
    outlet = reports[one.mention.report].outlet
    for layer in other.mention.chain:
        if outlet and layer.role != "addressee" and same_house(layer.known_as, outlet):
            return one, other
    return None


def _fullness(item: Statement) -> tuple[int, bool, int, bool]:
    """How much of its making a mention still tells: chain, name, hedges, quotation."""
    mention = item.mention
    speaker = item.speaker
    return (
        len(mention.chain),
        speaker is not None and not speaker.anonymous,
        len(mention.hedges),
        mention.directness in ("direct", "mixed"),
    )


def _variants(claim: str, route: _Route, reports: Mapping[str, Report]) -> Iterator[Variant]:
    a = Side(route.first, reports[route.first.mention.report])
    b = Side(route.second, reports[route.second.mention.report])
    for detect in (source_differences, strength_differences, fact_differences, quote_differences):
        for one in detect(a, b):
            yield _variant(claim, route, one)
    if route.direction == "known":
        return
    # The order is a guess: what has a name in the other direction only is told in that one.
    back = _Route(route.second, route.first, route.direction, route.score)
    for detect in (source_differences, strength_differences, quote_differences):
        for one in detect(b, a):
            if one.type in _ONE_WAY:
                yield _variant(claim, back, one)


def _variant(claim: str, route: _Route, one: Difference) -> Variant:
    first, second = route.first.mention.id, route.second.mention.id
    return Variant(
        id=stable_id(
            "variant", claim, first, second, one.type,
            one.before.text, one.after.text, one.before.spans, one.after.spans,
        ),
        claim=claim,
        from_mention=first,
        to_mention=second,
        type=one.type,
        before=one.before,
        after=one.after,
        direction=route.direction,
        score=round(one.score * route.score, 3),
    )  # fmt: skip
