"""Reports that analysts date anew: whether what is remembered of them can be mended, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.casebook import decisions
from stemma.casebook.judged import PER_REPORT
from stemma.casebook.memory import Remembered, number_of
from stemma.collation.beside import LARGEST_CROWD, keys_beside, near_keys
from stemma.collation.events import happenings_of, in_order
from stemma.collation.statements import statements
from stemma.pipeline.kept_rows import crowd_row
from stemma.pipeline.scene import Scene
from stemma.records import Decision, EventMention, Report


@dataclass(slots=True)
class Redated:
    """Reports as they were and as they are, by id, and their claim mentions; none where no date changed.

    ``amended`` are those that have another date than they came with, None for those that have it back.
    """

    reports: dict[str, tuple[Report, Report]] = field(default_factory=dict)
    amended: dict[str, Report | None] = field(default_factory=dict)
    mentions: frozenset[str] = frozenset()


def redate(
    scene: Scene, changed: set[str], standing: Sequence[Decision], change: Remembered
) -> Redated | None:
    """Take reports as they are dated now.

    Args:
        scene: the casebook's records; it gives the reports as they are from now on.
        changed: the reports that are dated otherwise than when the casebook was collated.
        standing: the decisions that stand.
        change: what is to be remembered.

    Returns:
        These reports; None where all have to be compared anew: reports were analysed anew for another
        reason, other mentions were found in them, or the crowd that an event leaves, or enters, is full.
    """
    memory = scene.memory
    if memory.analysed_anew() - changed:
        return None
    if not changed:
        return Redated()
    turns = memory.turns_of(changed)
    if turns.keys() != changed:
        return None
    was = memory.reports(sorted(changed))
    originals = memory.originals(sorted(changed))
    amended = decisions.amend_reports(originals, standing)
    now = originals | amended
    scene.date(now)
    happened = _happened(scene, now, turns) if _as_remembered(scene, now, turns) else None
    if happened is None or not _moved(scene, happened, now, change):
        return None
    return Redated(
        reports={key: (was[key], now[key]) for key in sorted(changed)},
        amended={key: amended.get(key) for key in sorted(changed)},
        mentions=frozenset(one.id for one in scene.mentions_of(sorted(changed))),
    )


def _as_remembered(scene: Scene, reports: Mapping[str, Report], turns: Mapping[str, int]) -> bool:
    """Whether the claim mentions of reports are as they are remembered."""
    for key, report in reports.items():
        items = statements({key: report}, scene.mentions_of([key]))
        kept = sorted(scene.memory.statements("report", [key]), key=lambda one: one.n)
        first = turns[key] * PER_REPORT
        now = [(n, item.id, item.start, item.end, item.stems) for n, item in enumerate(items, first)]
        if now != [(one.n, one.id, one.start, one.end, one.stems) for one in kept]:
            return False
    return True


def _happened(
    scene: Scene, reports: Mapping[str, Report], turns: Mapping[str, int]
) -> dict[int, EventMention] | None:
    """Return the event mentions of reports by their numbers; None where others are remembered."""
    found: dict[int, EventMention] = {}
    for key in reports:
        first = turns[key] * PER_REPORT
        mentions = in_order(scene.event_mentions("report", [key]), [key])
        if [one.id for one in mentions] != list(scene.memory.happened(first, first + PER_REPORT)):
            return None
        found.update(enumerate(mentions, first))
    return found


def _moved(
    scene: Scene,
    happened: Mapping[int, EventMention],
    reports: Mapping[str, Report],
    change: Remembered,
) -> bool:
    """Move event mentions to the crowds of their place and time as they are now.

    Returns:
        Whether that can be done: a full crowd does not tell who else would stand in it.
    """
    around = happenings_of(list(happened.values()), reports, {}, ())
    crowds = scene.memory.crowds_of(happened)
    for n, mention in happened.items():
        before = crowds.get(n, set())
        keys = near_keys(around[mention.id])
        # Later mentions of a full crowd are compared with all that stand beside it, and nobody knows them.
        if any(len(_members(scene, number_of(key))) >= LARGEST_CROWD for key in keys_beside(keys)):
            return False
        now = {number_of(key) for key in keys}
        for key in sorted(before - now):
            members = _members(scene, key)
            if len(members) >= LARGEST_CROWD:
                return False
            members.remove(n)
            change.crowds_gone.append((key, n))
        for key in sorted(now - before):
            members = _members(scene, key)
            if len(members) < LARGEST_CROWD:
                members.append(n)
                members.sort()
                change.add("collation_crowds", [crowd_row(key, n)])
            elif n < members[-1]:
                return False
    return True


def _members(scene: Scene, key: int) -> list[int]:
    """Return a crowd that may be changed."""
    if key not in scene.crowds:
        scene.crowds[key] = scene.memory.members_at(key)
    return scene.crowds[key]
