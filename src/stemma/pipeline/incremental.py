"""Incremental collation: what is new in a casebook is compared with what it remembers of the rest."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from stemma.casebook import Casebook
from stemma.casebook.growth import Growth, write_growth
from stemma.casebook.memory import Memory, Remembered
from stemma.errors import CasebookError, DataError, UsageError
from stemma.pipeline.collating import Collator
from stemma.pipeline.growing import Focus, GrownClaims, grow_claims
from stemma.pipeline.growing_events import GrownEvents, grow_events
from stemma.pipeline.parts import NEXT_PART, within
from stemma.pipeline.redating import Redated, redate
from stemma.pipeline.remembering import Basis, basis_of, remember_basis
from stemma.pipeline.retold import retell
from stemma.pipeline.scene import Scene
from stemma.provenance import Sides
from stemma.reuse.index import MOST_REPORTS


def grow(book: Casebook, collator: Collator, generation: int) -> bool | None:
    """Collate what has changed in a casebook since it was collated last, and store it.

    Of many new reports only the first in turn are taken up (`parts.NEXT_PART`): do it again.

    Args:
        book: the casebook.
        collator: the rooms' functions.
        generation: the casebook's, before anything was read.

    Returns:
        Whether it was stored (False: the casebook has changed in the meantime), or None when the
        whole has to be collated anew: nothing is remembered, the words are to be counted anew, or
        a decision reaches too far.

    Raises:
        CasebookError: it holds more reports than can be compared.
    """
    db = book.store.db
    memory = Memory(db)
    before = _remembered(memory)
    if before is None:
        return None
    taken_up = memory.taken_up()
    waiting, later = _in_turn(taken_up, memory.waiting())
    standing = within(db, book.standing_decisions(), later)
    after = basis_of(standing, book.sides(), taken_up + len(waiting), before.size)
    if not _goes_on(before, after, taken_up):
        return None
    scene = Scene(db, standing, before.size)
    change = Remembered()
    numbers = [(taken_up + place, report) for place, report in enumerate(waiting)]
    change.add("collation_turns", ({"n": n, "report": report} for n, report in numbers))
    redated = redate(scene, _different(before.dated, after.dated), standing, change)
    if redated is None:
        return None
    focus = _focus(scene, numbers, before, after, redated, change)
    if focus is None:
        return None
    sides = collator.read_sides(book.sides()) if book.sides() else None
    assert sides is None or isinstance(sides, Sides)
    claims = grow_claims(scene, focus, sides, change)
    events = grow_events(scene, focus, claims, change)
    owners = {one: claim for one, claim in before.owners.items() if one in scene.rejected}
    found = _owners(db, scene.rejected & frozenset(after.rejected))
    remember_basis(change, replace(after, owners=owners | found))
    growth = _growth(scene, focus, redated, claims, events)
    return write_growth(book.store, growth, change, generation, finished=not later)


def _in_turn(taken_up: int, waiting: list[str]) -> tuple[list[str], list[str]]:
    """Return the reports that are taken up now, and those that wait; there must not be too many in all."""
    if taken_up + len(waiting) > MOST_REPORTS:
        raise CasebookError(
            f"the reports of a casebook are compared with each other up to {MOST_REPORTS:,}, and this one "
            "holds more; put the others into another casebook"
        )
    return waiting[:NEXT_PART], waiting[NEXT_PART:]


def _growth(scene: Scene, focus: Focus, redated: Redated, claims: GrownClaims, events: GrownEvents) -> Growth:
    """Return what is stored of claims and events that take the place of others."""
    return Growth(
        copies=[copy for copy in focus.copies if copy.id not in scene.rejected],
        copies_gone=sorted(focus.withdrawn),
        claims=claims.claims,
        claims_gone=sorted(claims.gone),
        traced=claims.traced,
        origins=claims.origins,
        variants=claims.variants,
        events=events.events,
        events_gone=sorted(events.gone),
        amended={one: scene.sourced.get(one) for one in sorted(focus.resourced)},
        dated=redated.amended,
    )


def _remembered(memory: Memory) -> Basis | None:
    value = memory.values().get("basis")
    return Basis(**json.loads(value)) if value else None


def _goes_on(before: Basis, after: Basis, taken_up: int) -> bool:
    """Whether what is remembered still holds: the same version, word counts and sides."""
    return (before.version, before.sample, before.sides) == (
        after.version,
        after.sample,
        after.sides,
    ) and before.reports == taken_up


def _moved(
    db: sqlite3.Connection, before: Basis, after: Basis, turned: set[str]
) -> tuple[set[str], set[str]]:
    """The mentions, and the claims, that changed decisions are about."""
    moved = {
        mention
        for old, new in ((before.together, after.together), (before.apart, after.apart))
        for pair in _different(old, new)
        for mention in pair.split()
    }
    owners = {before.owners[one] for one in turned if one in before.owners}
    owners |= set(_owners(db, turned).values())
    return moved | turned, owners


def _different(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _owners(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The claims of origins and variants that the casebook holds."""
    memory = Memory(db)
    return {
        row["id"]: row["claim"]
        for table in ("origins", "variants")
        for row in memory.among(f"SELECT id, claim FROM {table} WHERE id IN ({{}})", sorted(ids))  # noqa: S608  fixed names
    }


def _focus(  # noqa: PLR0917  what was, what is, and what changed between
    scene: Scene,
    numbers: list[tuple[int, str]],
    before: Basis,
    after: Basis,
    redated: Redated,
    change: Remembered,
) -> Focus | None:
    """Say what has changed altogether; None where all reports have to be compared anew."""
    turned = set(before.rejected) ^ set(after.rejected)
    try:
        retold = retell(scene, [report for _, report in numbers], redated.reports, turned, change)
    except (DataError, UsageError):  # kept by another version; too many pairs
        return None
    if retold is None:
        return None
    moved, owners = _moved(scene.memory.db, before, after, turned)
    resourced = frozenset(_different(before.sourced, after.sourced))
    return Focus(
        new=numbers,
        copies=retold.copies,
        withdrawn=frozenset(retold.withdrawn),
        retold=frozenset(retold.pairs),
        resourced=resourced,
        moved=frozenset(moved),
        owners=frozenset(owners | _shared(scene, retold.pairs)),
        redated=frozenset(redated.reports),
        again=resourced | redated.mentions,
    )


def _shared(scene: Scene, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The claims that two reports share."""
    query = (
        "SELECT claim FROM claim_mentions JOIN mentions ON mentions.id = mention WHERE mentions.report = ?"
    )
    found: set[str] = set()
    for pair in pairs:
        one, other = ({row[0] for row in scene.memory.db.execute(query, (report,))} for report in pair)
        found |= one & other
    return found
