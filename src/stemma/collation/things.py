"""What the mentions of one event tell of things, with who claims how many: drones used, houses damaged."""

from collections.abc import Mapping, Sequence
from typing import get_args, get_type_hints

from msgspec import Struct

from stemma.collation.shown_count import highest, told_most
from stemma.collation.words import read_word
from stemma.records import EventMention, EventThing, Report, Thing

_ROLES: tuple[str, ...] = get_args(get_type_hints(EventThing)["role"])


class _Told(Struct, frozen=True):
    """A thing as one mention tells it: in which report, of which outlet, and who claims it."""

    thing: Thing
    mention: str
    report: str
    outlet: str

    @property
    def claimant(self) -> str:
        return self.thing.claimant or self.outlet or f"report {self.report}"


def event_things(
    mentions: Sequence[EventMention], status: str, reports: Mapping[str, Report]
) -> tuple[EventThing, ...]:
    """Return the things of an event: what became of what, how many by whom.

    Only mentions of the event's own status count: who denies a strike claims no drones. Best is the number
    that most outlets give; of several the one published last, and of one report's the largest. Of one report
    and claimant only the largest counts, since smaller ones there tell of a part ("a drone" of 12).

    Args:
        mentions: the event's mentions in the order of publication.
        status: the event's status.
        reports: the mentions' reports by id.
    """
    told = [
        _Told(thing, mention.id, mention.report, reports[mention.report].outlet or "")
        for mention in mentions
        if mention.status == status
        for thing in mention.things
    ]
    groups = _grouped(told)
    made = [_counted(group) for group in groups]
    return tuple(sorted(made, key=lambda one: _ROLES.index(one.role)))


def _grouped(told: Sequence[_Told]) -> list[list[_Told]]:
    """Return what is told of each thing: of one role, kind and name, the words before the name left out.

    Where one claimant of one report parts a name by the words before it ("12 attack drones and three decoy
    drones"), those are things of their own.
    """
    heads = {_head(one.thing.name) for one in told}
    by_head: dict[tuple[str, str, str], list[_Told]] = {}
    for one in told:
        key = (one.thing.role, one.thing.kind, _head(one.thing.name, heads))
        by_head.setdefault(key, []).append(one)
    groups: list[list[_Told]] = []
    for group in by_head.values():
        names: dict[str, list[_Told]] = {}
        for one in group:
            names.setdefault(_key(one.thing.name), []).append(one)
        parted = len(names) > 1 and _told_apart(group)
        groups += names.values() if parted else [group]
    return groups


def _head(name: str, known: frozenset[str] | set[str] = frozenset()) -> str:
    """Return the stem of a name's last word, or of its last two where others write them as one."""
    words = name.split()
    joined = read_word("".join(words[-2:]))[1]
    return joined if joined in known else read_word(words[-1])[1] if words else ""


def _key(name: str) -> str:
    return "".join(read_word(word)[1] for word in name.split())


def _told_apart(group: Sequence[_Told]) -> bool:
    """Say whether one claimant of one report tells of several names."""
    named: dict[tuple[str, str], set[str]] = {}
    for one in group:
        named.setdefault((one.report, one.claimant), set()).add(_key(one.thing.name))
    return any(len(names) > 1 for names in named.values())


def _counted(group: Sequence[_Told]) -> EventThing:
    """Return what is told of one thing as a record."""
    largest = _largest(group)
    known = [one for one in largest if one.thing.best is not None]
    best = told_most((one.thing.best or 0, one.outlet or one.report, one.report) for one in known)
    chosen = next((one for one in known if one.thing.best == best), largest[0])
    lows = [_lowest(one.thing) for one in largest if _size(one.thing) is not None]
    highs = [highest(one.thing) for one in known]
    names = [one.thing.name for one in group]
    return EventThing(
        role=chosen.thing.role,
        name=min(names, key=lambda name: (-names.count(name), len(name), name)),
        kind=chosen.thing.kind,
        low=min(lows, default=None),
        best=best,
        high=max(highs, default=None),
        text=chosen.thing.text,
        claimants=tuple(dict.fromkeys(f"{one.claimant}: {one.thing.text}" for one in group)),
        mentions=tuple(dict.fromkeys(one.mention for one in group)),
        at_least=any(one.thing.high is None and highest(one.thing) == max(highs) for one in known),
    )


def _largest(group: Sequence[_Told]) -> list[_Told]:
    """Return the largest number of each claimant in each report, in the order of the reports."""
    found: dict[tuple[str, str], _Told] = {}
    for one in group:
        key = (one.report, one.claimant)
        if key not in found or (_size(one.thing) or 0) > (_size(found[key].thing) or 0):
            found[key] = one
    return list(found.values())


def _size(thing: Thing) -> int | None:
    return thing.low if thing.best is None else thing.best


def _lowest(thing: Thing) -> int:
    return min(one for one in (thing.low, thing.best) if one is not None)
