"""What new reports and decisions change among the copies: new ones, those told anew, and those gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stemma.casebook.memory import Remembered
from stemma.casebook.rows import Row, encode
from stemma.collation.alignment import pair_key
from stemma.pipeline.scene import Scene
from stemma.records import Copy, Report
from stemma.reuse import CopyIndex, Rewritings, with_rewritings

COPIES = "copies"
REWRITINGS = "rewritings"
_COPY = "copy-"


@dataclass(slots=True)
class Retold:
    """Copies that changed.

    ``copies`` are new or told anew, ``withdrawn`` the ids of those that are copies no longer, also
    because an analyst rejected them, and ``pairs`` the pairs of older reports that either is about.
    """

    copies: list[Copy] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)


def retell(
    scene: Scene,
    new: Sequence[str],
    dated: Mapping[str, tuple[Report, Report]],
    turned: Iterable[str],
    change: Remembered,
) -> Retold | None:
    """Compare new reports' texts with all others', and give back or take away what analysts decided.

    Args:
        scene: the casebook's records.
        new: the new reports, in the order in which they are taken up.
        dated: reports that are dated anew, as they were and as they are.
        turned: ids of what was rejected, or is no longer, since the casebook was collated.
        change: what is to be remembered.

    Returns:
        What changed; None where a rewriting between older reports may show, or hide, and where a
        rejected copy that is to come back is not known.

    Raises:
        DataError: another version kept what is remembered of the texts.
        UsageError: other dates touch too many pairs.
    """
    compared = _compared(scene, new, dated, change) if new or dated else ({}, set())
    if compared is None:
        return None
    copies, gone = compared
    decided = {one for one in turned if one.startswith(_COPY)}
    refused = decided & scene.rejected
    allowed = scene.memory.refused(decided - refused)
    if allowed.keys() != decided - refused:
        return None
    fresh = set(new)
    known = _stored(scene, copies.keys() | gone | refused)
    copies = {key: copy for key, copy in copies.items() if not _as_before(scene, copy, known.get(key), fresh)}
    older = [copy for copy in copies.values() if not fresh & {copy.source, copy.target}]
    older += [known[one] for one in gone if one in known]
    if any(_rewritten(scene, copy) for copy in older if copy.kind == "quotation" or copy.id in gone):
        return None
    back = {key: copy for key, copy in allowed.items() if key not in gone}
    shown = [copy for copy in older if copy.id not in scene.rejected]
    shown += [*back.values(), *(known[one] for one in refused if one in known)]
    _remember_refused(scene, known, copies, refused, change)
    change.allowed += sorted(gone | allowed.keys())
    return Retold(
        copies=list((back | copies).values()),
        withdrawn=gone | refused,
        pairs={pair_key(copy.source, copy.target) for copy in shown},
    )


def _compared(
    scene: Scene, new: Sequence[str], dated: Mapping[str, tuple[Report, Report]], change: Remembered
) -> tuple[dict[str, Copy], set[str]] | None:
    """The copies that new reports and dates bring, and the ids of those that they show to be none."""

    def fetch(ids: Sequence[str]) -> list[Report]:
        return list(scene.reports(ids).values())

    memory = scene.memory
    held = memory.large(COPIES)
    index = CopyIndex.restore(held or memory.large_before(COPIES), fetch)
    rewritings = Rewritings.restore(memory.large(REWRITINGS) or memory.large_before(REWRITINGS), fetch)
    told = _redated(scene, index, rewritings, dated) if dated else ({}, set())
    if told is None:
        return None
    reports = fetch(new)
    changes = index.update(reports)
    pieces = change.parts[COPIES] = index.pieces()
    change.same[COPIES] = frozenset(name for name, piece in pieces.items() if piece is held.get(name))
    copies = with_rewritings(reports, changes.copies, rewritings)
    change.parts[REWRITINGS] = rewritings.pieces()
    found = {copy.id: copy for copy in copies}
    return told[0] | found, (told[1] - found.keys()) | set(changes.withdrawn)


def _redated(
    scene: Scene, index: CopyIndex, rewritings: Rewritings, dated: Mapping[str, tuple[Report, Report]]
) -> tuple[dict[str, Copy], set[str]] | None:
    """The copies that other dates change, and the ids of those that are none any more.

    None where one of these reports rewrites another, or is rewritten, and where other pairs would be
    looked at for rewritings than were.
    """
    compared = index.redate(list(dated.values()))
    before = {was.id: was for was, _ in compared.values() if was is not None}
    if any(copy != before.get(copy.id) for copy in scene.copies_of(sorted(dated))):
        return None
    shared = {
        ends: tuple(copy is not None and copy.kind != "quotation" for copy in both)
        for ends, both in compared.items()
    }
    same = rewritings.redate(
        [now for _, now in dated.values()],
        copied=[ends for ends, both in shared.items() if all(both)],
        turned=[ends for ends, both in shared.items() if any(both) and not all(both)],
    )
    if not same:
        return None
    other = [(was, now) for was, now in compared.values() if was != now]
    now = {copy.id: copy for _, copy in other if copy is not None}
    return now, {copy.id for copy, _ in other if copy is not None} - now.keys()


def _remember_refused(
    scene: Scene, known: Mapping[str, Copy], copies: Mapping[str, Copy], refused: set[str], change: Remembered
) -> None:
    """Keep rejected copies as they were found, so that another decision may give them back."""
    kept = {one: known[one] for one in refused if one in known}
    kept |= {key: copy for key, copy in copies.items() if key in scene.rejected}
    change.add("collation_refused", map(refused_row, kept.values()))


def refused_row(copy: Copy) -> Row:
    """Return the row of a copy that an analyst rejected."""
    return {"id": copy.id, "record": encode(copy)}


def _as_before(scene: Scene, copy: Copy, before: Copy | None, fresh: set[str]) -> bool:
    """Whether a copy told anew is as it was, where need be together with the rewriting of the rest."""
    if before is None or copy == before:
        return copy == before
    if copy.kind != "quotation" or fresh & {copy.source, copy.target}:
        return False
    reports = list(scene.reports((copy.source, copy.target)).values())
    return with_rewritings(reports, [copy]) == (before,)


def _rewritten(scene: Scene, copy: Copy) -> bool:
    """Whether one of a pair of reports rewrites the other, as far as the two alone show."""
    return bool(with_rewritings(list(scene.reports((copy.source, copy.target)).values()), ()))


def _stored(scene: Scene, ids: Iterable[str]) -> dict[str, Copy]:
    found = scene.memory.decoded(Copy, "SELECT record FROM copies WHERE id IN ({})", sorted(ids))
    return {copy.id: copy for copy in found}
