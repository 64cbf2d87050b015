"""Claims after new reports or decisions: only the mentions that hang together with these are collated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from msgspec.structs import replace

from stemma.casebook.judged import PER_REPORT
from stemma.casebook.memory import Kept, Remembered
from stemma.collation.alignment import Aligned, align, pair_key
from stemma.collation.candidates import LARGEST_CROWD, Crowds, keys_of
from stemma.collation.claims import claims_of
from stemma.collation.comparing import overlap_of
from stemma.collation.judging import least, threshold, told_anew
from stemma.collation.pairing import Key, Pairing, judge_pairs
from stemma.collation.statements import Statement, statements
from stemma.collation.tolls import tells_both, tolls_of
from stemma.collation.variants import find_variants
from stemma.pipeline.kept_rows import (
    CLAIMS,
    houses_row,
    judged_pairings,
    judgement_of,
    statement_row,
    word_row,
)
from stemma.pipeline.scene import Scene
from stemma.provenance import Sides, houses, trace
from stemma.records import Claim, ClaimMention, Copy, Origin, Variant


@dataclass(slots=True)
class Focus:
    """What has changed since the casebook was collated.

    ``new`` are reports with their numbers, ``copies`` those that they bring, also older ones told
    anew, and ``withdrawn`` the ids of those that no longer hold; ``retold`` are the pairs of older
    reports that either is about. ``resourced`` mentions have another source than before, ``redated``
    reports another date, and ``again`` are the claim mentions of both; ``moved`` are mentions whose
    decisions changed (joined, parted, rejected, accepted); ``owners`` claims to trace anew.
    """

    new: Sequence[tuple[int, str]]
    copies: Sequence[Copy]
    withdrawn: frozenset[str]
    retold: frozenset[tuple[str, str]]
    resourced: frozenset[str]
    moved: frozenset[str]
    owners: frozenset[str]
    redated: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()

    @property
    def retold_reports(self) -> set[str]:
        """The older reports whose copies changed."""
        return {report for pair in self.retold for report in pair}


@dataclass(slots=True)
class GrownClaims:
    """Claims that take the place of others.

    ``gone`` are the ids of the claims as they were, with their mentions; ``traced`` the ids of
    the new claims whose origins and variants are new as well.
    """

    gone: Mapping[str, Sequence[str]]
    claims: tuple[Claim, ...] = ()
    traced: frozenset[str] = frozenset()
    origins: tuple[Origin, ...] = ()
    variants: tuple[Variant, ...] = ()


def grow_claims(scene: Scene, focus: Focus, sides: Sides | None, change: Remembered) -> GrownClaims:
    """Collate what the focus touches; note in ``change`` what is to be remembered."""
    items = _take_in(scene, focus, change)
    again = scene.statements(sorted(focus.again))
    pairings, parted = _compare(scene, focus, items, again, change)
    cited = _cited(scene, focus, change)
    owned = {mention for _, mention in scene.memory.members_of("claim_mentions", "claim", focus.owners)}
    ends = {end for key in pairings for end in key} | {end for key in parted for end in key}
    seeds = {*(one.id for one in items), *again, *focus.moved, *cited.mentions, *owned, *ends}
    members, homes, known = _closure(scene, seeds, pairings, parted)
    rules = scene.rules
    made = claims_of(
        scene.reports(one.report for one in scene.mentions(sorted(members)).values()),
        scene.statements(sorted(members)),
        scene.weight,
        known,
        rules,
    )
    forced = {*again, *cited.mentions, *owned}
    return _derive(scene, focus, sides, homes, made, cited.relied, forced)


def _take_in(scene: Scene, focus: Focus, change: Remembered) -> list[Statement]:
    """Take new reports' mentions apart, count them, and note them."""
    reports = scene.reports(report for _, report in focus.new)
    numbers = {report: n for n, report in focus.new}
    items = list(statements(reports, scene.mentions_of(reports)))
    places: dict[str, int] = {}
    for item in items:
        place = places[item.report] = places.get(item.report, -1) + 1
        change.add(
            "collation_statements",
            [statement_row(item, numbers[item.report] * PER_REPORT + place, scene.weight.total(item))],
        )
    return items


def _compare(
    scene: Scene,
    focus: Focus,
    items: Sequence[Statement],
    again: Mapping[str, Statement],
    change: Remembered,
) -> tuple[dict[Key, Pairing], set[Key]]:
    """Judge all pairs of new mentions, and anew those of mentions that changed.

    Returns the judged pairs, and those that were judged before.
    """
    parted = scene.memory.pairs(CLAIMS, again)
    numbered = {row["n"]: row["mention"] for row in change.rows.get("collation_statements", ())}
    numbers = {mention: n for n, mention in numbered.items()}
    numbers.update((one.id, one.n) for one in scene.memory.statements("mention", again))
    own = {item.id: item for item in (*items, *again.values())}
    near = _near(scene, items, own, numbers, change)
    met = {n for found in near.values() for n in found} - numbered.keys()
    kept = {one.id: one for one in scene.memory.statements("n", met)}
    numbered.update((one.n, one.id) for one in kept.values())
    keyed = {pair_key(one, numbered[n]) for one, found in near.items() for n in found}
    beside = _beside(scene, focus, again)
    kept.update((one.id, one) for one in beside)
    told = scene.memory.pairs(CLAIMS, [one.id for one in beside if one.report in focus.retold_reports])
    retold = {key: one for key, one in told.items() if _between(key, kept) in focus.retold}
    keyed |= {key for key, one in retold.items() if one.keyed}
    parted |= retold
    aligned = {
        key: place
        for key, place in align([*beside, *items], _copies(scene, focus, again)).items()
        if key[0] in own or key[1] in own or _between(key, kept) in focus.retold
    }
    worth = {key for key in keyed | aligned.keys() if _worth(scene, key, own, kept, aligned.get(key))}
    by_id = scene.statements(sorted({end for key in worth for end in key} - own.keys())) | own
    found = judge_pairs(
        keyed & worth, {key: aligned[key] for key in worth & aligned.keys()}, by_id, scene.weight
    )
    change.pairs_gone[CLAIMS] = list(parted)
    change.pairs[CLAIMS] = judged_pairings(found)
    return found, set(parted)


def _near(
    scene: Scene,
    items: Sequence[Statement],
    own: Mapping[str, Statement],
    numbers: Mapping[str, int],
    change: Remembered,
) -> dict[str, list[int]]:
    """Enter the rare words of new mentions; return the numbers of those near each mention by its words."""
    crowds = Crowds(LARGEST_CROWD, scene.linked)
    keys = {one: keys_of(item, scene.weight) for one, item in own.items()}
    scene.look_up(chain.from_iterable(keys.values()))
    for item in items:
        crowds.enter(numbers[item.id], keys[item.id])
    entered = dict.fromkeys(key for key, _ in crowds.entered)
    change.add("collation_words", (word_row(key, map(str, crowds.of(key))) for key in entered))
    return {one: crowds.sharing(numbers[one], keys[one]) for one in own}


def _between(key: Key, kept: Mapping[str, Kept]) -> tuple[str, str] | None:
    """The reports of a pair of older mentions."""
    if key[0] not in kept or key[1] not in kept:
        return None
    return pair_key(kept[key[0]].report, kept[key[1]].report)


def copies_of(scene: Scene, focus: Focus, reports: Sequence[str]) -> list[Copy]:
    """Return the copies that reports take part in as they are now, and all that are new."""
    found = {copy.id: copy for copy in (*scene.copies_of(reports), *focus.copies)}
    return [
        copy
        for key, copy in sorted(found.items())
        if key not in scene.rejected and key not in focus.withdrawn
    ]


def _copies(scene: Scene, focus: Focus, again: Mapping[str, Statement]) -> list[Copy]:
    """The copies that put changed mentions beside others."""
    return copies_of(scene, focus, sorted({item.report for item in again.values()}))


def _beside(scene: Scene, focus: Focus, again: Mapping[str, Statement]) -> list[Kept]:
    """What is kept of all mentions of the older reports in these copies."""
    fresh = {report for _, report in focus.new}
    reports = {end for copy in _copies(scene, focus, again) for end in (copy.source, copy.target)}
    return list(scene.memory.statements("report", sorted((reports | focus.retold_reports) - fresh)))


def _worth(
    scene: Scene, key: Key, own: Mapping[str, Statement], kept: Mapping[str, Kept], aligned: Aligned | None
) -> bool:
    """Whether a pair shares enough words to be looked at closely: spares taking old mentions apart."""
    one, other = (own[end] if end in own else kept[end] for end in key)
    if told_anew(one, other, aligned):
        return True
    stems, totals = [], []
    for end in key:
        if end in own:
            stems.append(own[end].stems)
            totals.append(scene.weight.total(own[end]))
        else:
            stems.append(kept[end].stems)
            totals.append(kept[end].weight)
    # What an older mention tells of a toll, or answers, is not kept: a new one's is enough to look closer.
    fresh = [own[end] for end in key if end in own]
    if all(item.answer or tells_both(tolls_of(item.content)) for item in fresh):
        return True
    tolled = all(tolls_of(item.content) for item in fresh)
    bar = min(least(aligned=aligned is not None), threshold("toll_least") if tolled else 1.0)
    return overlap_of(stems[0], totals[0], stems[1], totals[1], scene.weight.of, bar).score >= bar


@dataclass(slots=True)
class _Cited:
    """Houses that reports cite, where these have changed, and the mentions of these reports."""

    relied: dict[str, frozenset[str]] = field(default_factory=dict)
    mentions: set[str] = field(default_factory=set)


def _cited(scene: Scene, focus: Focus, change: Remembered) -> _Cited:
    """Read anew whom new reports, and those with changed mentions, cite."""
    found = _Cited()
    fresh = {report for _, report in focus.new}
    touched = {one.report for one in scene.mentions([*focus.again, *focus.moved]).values()}
    before = scene.memory.houses(touched - fresh)
    told: dict[str, list[ClaimMention]] = {one: [] for one in sorted(fresh | touched)}
    for mention in scene.mentions_of(told):
        if mention.id not in scene.rejected:
            told[mention.report].append(mention)
    placed = scene.statements(mention.id for mentions in told.values() for mention in mentions)
    reports = scene.reports(told)
    for report, mentions in told.items():
        kept = [mention for mention in mentions if mention.id in placed]
        names = houses(kept, reports[report])
        found.relied[report] = names
        if report in touched and names != before.get(report):
            found.mentions.update(mention.id for mention in kept)
        change.add("collation_houses", [houses_row(report, names)])
    return found


def _closure(
    scene: Scene, seeds: Iterable[str], pairings: Mapping[Key, Pairing], parted: set[Key]
) -> tuple[set[str], dict[str, list[str]], dict[Key, Pairing]]:
    """Follow pairs and claims from the seeds; return all mentions reached, their claims and their pairs."""
    around: dict[str, set[str]] = {}
    for key in [*(key for key, one in pairings.items() if one.binds), *scene.rules.together]:
        for one, other in (key, key[::-1]):
            around.setdefault(one, set()).add(other)
    reached: set[str] = set()
    homes: dict[str, list[str]] = {}
    known = dict(pairings)
    frontier = set(seeds)
    while frontier:
        reached |= frontier
        following: set[str] = set()
        for key, judged in scene.memory.pairs(CLAIMS, sorted(frontier)).items():
            if key in parted or key in known:
                continue
            known[key] = Pairing(judgement_of(judged), judged.keyed, judged.aligned, judged.alike)
            if known[key].binds:
                following.update(key)
        for one in frontier:
            following |= around.get(one, set())
        claims = {
            claim for claim, _ in scene.memory.members_of("claim_mentions", "mention", sorted(frontier))
        }
        for claim, mention in scene.memory.members_of(
            "claim_mentions", "claim", sorted(claims - homes.keys())
        ):
            homes.setdefault(claim, []).append(mention)
            following.add(mention)
        frontier = following - reached
    return reached, homes, known


def _derive(  # noqa: PLR0917  what the claims were, are and rest on
    scene: Scene,
    focus: Focus,
    sides: Sides | None,
    homes: dict[str, list[str]],
    made: Sequence[Claim],
    relied: Mapping[str, frozenset[str]],
    forced: set[str],
) -> GrownClaims:
    """Trace claims that have other mentions than before; the others keep what was found of them."""
    old = {
        claim.id: claim
        for claim in scene.memory.decoded(Claim, "SELECT record FROM claims WHERE id IN ({})", homes)
    }
    kept: list[Claim] = []
    fresh: list[Claim] = []
    for claim in made:
        members = [mention.id for mention in claim.mentions]
        if claim.id in old and homes[claim.id] == members and not forced.intersection(members):
            kept.append(_as_traced(claim, old[claim.id]))
        else:
            fresh.append(claim)
    reports = scene.reports(mention.report for claim in fresh for mention in claim.mentions)
    copies = _copies_among(scene, focus, fresh)
    houses_ = {**scene.memory.houses(reports.keys() - relied.keys()), **relied}
    traced, origins = trace(fresh, reports, copies, sides, relied=houses_)
    variants = find_variants(traced, reports, copies)
    claims = sorted((*kept, *traced), key=lambda claim: claim.id)
    return GrownClaims(
        gone=homes,
        claims=tuple(claims),
        traced=frozenset(claim.id for claim in traced),
        origins=tuple(replace(one, certain=False) if one.id in scene.rejected else one for one in origins),
        variants=tuple(one for one in variants if one.id not in scene.rejected),
    )


def _as_traced(claim: Claim, before: Claim) -> Claim:
    """Return a claim with all that was traced of it before."""
    return replace(
        claim, origins=before.origins, sides=before.sides, credibility=before.credibility, edges=before.edges,
        unsourced=before.unsourced, circular=before.circular, witnesses=before.witnesses,
    )  # fmt: skip


def _copies_among(scene: Scene, focus: Focus, claims: Iterable[Claim]) -> list[Copy]:
    """The copies between reports that share one of these claims."""
    carriers: set[str] = set()
    for claim in claims:
        reports = {mention.report for mention in claim.mentions}
        if len(reports) > 1:
            carriers |= reports
    return [
        copy
        for copy in copies_of(scene, focus, sorted(carriers))
        if copy.source in carriers and copy.target in carriers
    ]
