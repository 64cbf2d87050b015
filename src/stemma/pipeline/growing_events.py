"""Events after new reports or decisions: only the mentions that hang together with these are collated."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from stemma.casebook.judged import PER_REPORT, Judged
from stemma.casebook.memory import Remembered
from stemma.collation.alignment import pair_key
from stemma.collation.beside import LARGEST_CROWD, close, enter, looked_at, nearby
from stemma.collation.candidates import Crowds
from stemma.collation.event_judge import EventJudge
from stemma.collation.events import events_from, groups_of, happenings_of
from stemma.collation.happenings import Happening
from stemma.collation.joined import together
from stemma.collation.judged_events import judge_event_pairs
from stemma.collation.judging import Judgement
from stemma.pipeline.growing import Focus, GrownClaims, copies_of
from stemma.pipeline.kept_rows import EVENTS, crowd_rows, judged_pairs, judgement_of
from stemma.pipeline.scene import Scene
from stemma.provenance import event_origins
from stemma.records import Claim, Copy, Event, EventMention, Origin

Key = tuple[str, str]


@dataclass(slots=True)
class GrownEvents:
    """Events that take the place of others, whose ids are ``gone``."""

    gone: frozenset[str]
    events: tuple[Event, ...] = ()


class _Stage:
    """Event mentions with their numbers and the claims that they stand in."""

    def __init__(self, scene: Scene, grown: GrownClaims) -> None:
        self.scene = scene
        self.claims = {mention.id: claim for claim in grown.claims for mention in claim.mentions}
        self._regrouped = {
            mention for members in grown.gone.values() for mention in members
        } | self.claims.keys()
        self.known: dict[str, EventMention] = {}
        self.numbers: dict[str, int] = {}

    def take(self, found: Iterable[EventMention]) -> list[str]:
        """Note event mentions; return their ids."""
        found = list(found)
        self.known.update((one.id, one) for one in found)
        self.number(one.id for one in found)
        return [one.id for one in found]

    def number(self, ids: Iterable[str]) -> None:
        """Look the numbers of event mentions up."""
        missing = [one for one in ids if one not in self.numbers]
        query = "SELECT n, mention FROM collation_happenings WHERE mention IN ({})"
        self.numbers.update((row["mention"], row["n"]) for row in self.scene.memory.among(query, missing))

    def load(self, ids: Iterable[str]) -> None:
        """Read event mentions that are not known yet."""
        self.take(self.scene.event_mentions("id", [one for one in ids if one not in self.known]))

    def home(self, mentions: Iterable[str]) -> dict[str, str]:
        """Return the claims that claim mentions stand in now."""
        wanted = set(mentions)
        stored = self.scene.memory.members_of("claim_mentions", "mention", sorted(wanted - self._regrouped))
        now = {one: self.claims[one].id for one in wanted if one in self.claims}
        return {mention: claim for claim, mention in stored} | now

    def mentions_of(self, claims: set[str]) -> set[str]:
        """Return the claim mentions of claims as they are now."""
        own = {mention for mention, claim in self.claims.items() if claim.id in claims}
        rest = claims - {claim.id for claim in self.claims.values()}
        stored = self.scene.memory.members_of("claim_mentions", "claim", sorted(rest))
        return own | {mention for _, mention in stored if mention not in self._regrouped}

    def happenings(self, ids: Iterable[str], copies: Iterable[Copy] = ()) -> dict[str, Happening]:
        """Return what event mentions are compared by, in their order."""
        ordered = sorted(set(ids) & self.numbers.keys(), key=self.numbers.__getitem__)
        mentions = [self.known[one] for one in ordered]
        homes = self.home(one.claim for one in mentions if one.claim)
        reports = self.scene.reports(one.report for one in mentions)
        return happenings_of(mentions, reports, homes, copies)


def grow_events(scene: Scene, focus: Focus, grown: GrownClaims, change: Remembered) -> GrownEvents:
    """Collate the event mentions that the focus and the claims made anew touch.

    Args:
        scene: the casebook's records.
        focus: what has changed.
        grown: the claims made anew.
        change: what is to be remembered.
    """
    stage = _Stage(scene, grown)
    new = _take_in(stage, focus, change)
    again, moved = _regrouped(stage, focus, grown)
    judge = EventJudge()  # knows what was compared from here on
    judged, parted = _compare(stage, focus, new, again, judge, change)
    # What is rejected, or no longer, leaves or enters the links of all that it was told apart from.
    decided = scene.memory.pairs(EVENTS, sorted(moved)) if moved else {}
    ends = {end for key in (*judged, *parted, *decided) for end in key}
    traced = {mention for mention, claim in stage.claims.items() if claim.id in grown.traced}
    in_traced = stage.take(scene.event_mentions("claim", sorted(traced)))
    reach = _Reach(stage, judged, parted, judge)
    members, gone, groups = reach.spread({*new, *again, *moved, *ends, *in_traced})
    happenings = stage.happenings(members)
    reports = scene.reports(one.mention.report for one in happenings.values())
    made = events_from(groups, happenings, reach.known, scene.rules, reports)
    claims, origins = _claims_of(stage, grown, made)
    return GrownEvents(frozenset(gone), event_origins(made, claims, origins))


def _take_in(stage: _Stage, focus: Focus, change: Remembered) -> list[str]:
    """Number new reports' event mentions, in the order of the text."""
    numbers = {report: n for n, report in focus.new}
    found = stage.scene.event_mentions("report", numbers)
    found.sort(
        key=lambda one: (numbers[one.report], one.trigger.spans[0].start if one.trigger.spans else 0, one.id)
    )
    places: dict[str, int] = {}
    for one in found:
        place = places[one.report] = places.get(one.report, -1) + 1
        stage.numbers[one.id] = numbers[one.report] * PER_REPORT + place
    change.add("collation_happenings", ({"n": stage.numbers[one.id], "mention": one.id} for one in found))
    return stage.take(found)


def _regrouped(stage: _Stage, focus: Focus, grown: GrownClaims) -> tuple[set[str], set[str]]:
    """Return older event mentions to judge anew, and those that decisions moved.

    They stand in another claim than before, in a crowded claim that changed, in one of two
    older reports whose copy is told anew, or in a report that is dated anew.
    """
    before = {mention: claim for claim, members in grown.gone.items() for mention in members}
    now = {mention: claim.id for mention, claim in stage.claims.items()}
    moved = {one for one in before.keys() | now.keys() if before.get(one) != now.get(one)}
    touched = {homes[one] for homes in (before, now) for one in moved if one in homes}
    held: dict[tuple[str, int], list[str]] = {}
    among = {one for homes in (before, now) for one, claim in homes.items() if claim in touched}
    told_anew = sorted(focus.retold_reports | focus.redated)
    again = set(stage.take(stage.scene.event_mentions("report", told_anew)))
    for one in stage.take(stage.scene.event_mentions("claim", sorted(among))):
        mention = stage.known[one].claim or ""
        if mention in moved:
            again.add(one)
        for side, homes in enumerate((before, now)):
            if homes.get(mention) in touched:
                held.setdefault((homes[mention], side), []).append(one)
    again.update(one for crowd in held.values() if len(crowd) > LARGEST_CROWD for one in crowd)
    new = {report for _, report in focus.new}
    decided = stage.take(stage.scene.event_mentions("id", sorted(focus.moved)))
    return {one for one in again if stage.known[one].report not in new}, set(decided)


def _compare(  # noqa: PLR0917  what is new, what is judged again, and by whom
    stage: _Stage,
    focus: Focus,
    new: Sequence[str],
    again: set[str],
    judge: EventJudge,
    change: Remembered,
) -> tuple[dict[Key, Judgement], set[Key]]:
    """Judge all pairs of new mentions, and anew those of mentions that stand elsewhere now."""
    scene = stage.scene
    parted = set(scene.memory.pairs(EVENTS, sorted(again)))
    change.pairs_gone[EVENTS] = list(parted)
    own = {*new, *again}
    reports = {stage.known[one].report for one in own}
    fresh = {report for _, report in focus.new}
    copies = [
        copy
        for copy in copies_of(scene, focus, sorted(reports - fresh))
        if {copy.source, copy.target} & reports
    ]
    beside = {end for copy in copies for end in (copy.source, copy.target)}
    stage.take(scene.event_mentions("report", sorted(reports | beside)))
    homes = stage.home(stage.known[one].claim or "" for one in own)
    claims = set(homes.values())
    stage.take(scene.event_mentions("claim", sorted(stage.mentions_of(claims))))
    around = stage.happenings(stage.known, copies)
    crowds = Crowds(LARGEST_CROWD, scene.members)
    keys = {one: enter(stage.numbers[one], around[one], crowds) for one in new}
    keys |= {one: looked_at(stage.numbers[one], around[one], crowds) for one in again}
    change.add("collation_crowds", crowd_rows(crowds.entered))
    pairs = {key for key in together(list(around.values())) if own.intersection(key)}
    stage.load(end for key in parted for end in key)
    pairs |= _near(stage, crowds, keys, again)
    happenings = around | stage.happenings([end for key in pairs for end in key if end not in around])
    judged = judge_event_pairs(pairs, happenings, judge)
    change.pairs[EVENTS] = judged_pairs(judged)
    return judged, parted


def _near(stage: _Stage, crowds: Crowds, keys: Mapping[str, Sequence[str]], again: set[str]) -> set[Key]:
    """Pairs of these mentions with others near in place and time.

    Args:
        stage: event mentions with their numbers.
        crowds: those that stand for each place and time.
        keys: the places and times of the mentions to judge.
        again: those of them that were judged before.
    """
    near: dict[str, set[int]] = {}
    for one, own in keys.items():
        number = stage.numbers[one]
        entered = [key for key in own if number in crowds.of(key)]
        near[one] = {n for n in nearby(own, crowds) if n < number}
        near[one].update(n for n in nearby(entered, crowds) if n > number)
    near |= _late(stage, crowds, again, keys)
    names = {n: one for one, n in stage.numbers.items()}
    missing = {n for found in near.values() for n in found} - names.keys()
    query = "SELECT n, mention FROM collation_happenings WHERE n IN ({})"
    for row in stage.scene.memory.among(query, missing):
        names[row["n"]] = row["mention"]
    stage.load(names[n] for found in near.values() for n in found)
    happenings = stage.happenings([*near, *(names[n] for found in near.values() for n in found)])
    return {
        pair_key(one, names[n])
        for one, found in near.items()
        for n in found
        if close(happenings[one], happenings[names[n]])
    }


def _late(stage: _Stage, crowds: Crowds, again: set[str], own: Container[str]) -> dict[str, set[int]]:
    """Return known mentions that stand for no crowd, with those judged again that they are compared with."""
    if not again:
        return {}
    numbers = {stage.numbers[one] for one in again}
    beside = [one for one in stage.known if one not in own and stage.numbers.get(one, 0) > min(numbers)]
    found: dict[str, set[int]] = {}
    for one, happening in stage.happenings(beside).items():
        number = stage.numbers[one]
        keys = looked_at(number, happening, crowds)
        if any(number not in crowds.of(key) for key in keys):
            met = {n for n in nearby(keys, crowds) & numbers if n < number}
            if met:
                found[one] = met
    return found


class _Reach:
    """The event mentions to collate anew: as few as leave what collating all would.

    Mentions join events by the best pairs first, and pairs between events were refused. So if the
    mentions to collate, with the events next to them, come to events of which none mixes the two, then
    none of the others is touched. Else the events that were mixed are collated too.

    Args:
        stage: event mentions and the claims that they stand in.
        judged: the pairs judged anew.
        parted: the pairs that were judged before, and are not now.
        judge: what judged them.
    """

    def __init__(
        self, stage: _Stage, judged: Mapping[Key, Judgement], parted: set[Key], judge: EventJudge
    ) -> None:
        self.known = dict(judged)
        self._judge = judge
        self._stage = stage
        self._parted = parted
        self._read: set[str] = set()
        self._around: dict[str, set[str]] = {}
        self._event: dict[str, str] = {}
        self._members: dict[str, frozenset[str]] = {}
        for key, one in judged.items():
            self._bind(key, one)
        for key in stage.scene.rules.together:
            self._tie(key)

    def spread(self, seeds: Iterable[str]) -> tuple[set[str], set[str], list[list[str]]]:
        """Return the mentions to collate, these seeds among them.

        With them come the events that they were in, and the mentions of each that they make now.
        """
        inside = self._whole(seeds)
        while True:
            beside = self._whole(self._bound(inside) - inside) - inside
            self._bound(beside)
            self._stage.load(inside | beside)
            groups = groups_of(
                self._stage.happenings(inside | beside), self.known, self._stage.scene.rules, self._judge
            )
            mixed = {one for group in groups if not self._stands(group) for one in group if one in beside}
            if not mixed:
                gone = {self._event[one] for one in inside if one in self._event}
                return inside, gone, [group for group in groups if group[0] in inside]
            inside |= self._whole(mixed)

    def _stands(self, group: Sequence[str]) -> bool:
        """Whether a group is an event as it was."""
        event = self._event.get(group[0])
        return event is not None and self._members[event] == frozenset(group)

    def _whole(self, mentions: Iterable[str]) -> set[str]:
        """Return mentions with all others of their events."""
        wanted = set(mentions)
        memory = self._stage.scene.memory
        events = {
            event
            for event, _ in memory.members_of("event_members", "mention", sorted(wanted - self._event.keys()))
        }
        held: dict[str, set[str]] = {}
        for event, mention in memory.members_of(
            "event_members", "event", sorted(events - self._members.keys())
        ):
            held.setdefault(event, set()).add(mention)
            self._event[mention] = event
        self._members.update((event, frozenset(found)) for event, found in held.items())
        return wanted.union(*(self._members[self._event[one]] for one in wanted if one in self._event))

    def _bound(self, mentions: set[str]) -> set[str]:
        """Return what may be joined to mentions; all of their pairs are known from now on."""
        unread = mentions - self._read
        self._read |= unread
        made: dict[Judged, Judgement] = {}  # copies share their judgements
        for key, one in self._stage.scene.memory.pairs(EVENTS, sorted(unread)).items():
            if key not in self._parted and key not in self.known:
                judgement = made.get(one)
                if judgement is None:
                    judgement = made[one] = judgement_of(one)
                self.known[key] = judgement
                self._bind(key, judgement)
        return set().union(*(self._around.get(one, ()) for one in mentions))

    def _bind(self, key: Key, judgement: Judgement) -> None:
        if judgement.verdict == "merge":
            self._tie(key)

    def _tie(self, key: Key) -> None:
        for one, other in (key, key[::-1]):
            self._around.setdefault(one, set()).add(other)


def _claims_of(
    stage: _Stage, grown: GrownClaims, events: Iterable[Event]
) -> tuple[list[Claim], list[Origin]]:
    """Return the claims that events' mentions stand in, with their origins."""
    memory = stage.scene.memory
    homes = stage.home({one.claim for event in events for one in event.mentions if one.claim})
    made = {claim.id: claim for claim in grown.claims}
    held: dict[str, list[str]] = {}
    for mention, claim in homes.items():
        held.setdefault(claim, []).append(mention)
    stored = memory.decoded(
        Claim, "SELECT record FROM claims WHERE id IN ({})", sorted(held.keys() - made.keys())
    )
    claims = [made[one] for one in held if one in made]
    stage.scene.mentions(one for claim in stored for one in held[claim.id])  # read together, not one by one
    claims += [
        replace(claim, mentions=tuple(stage.scene.mentions(held[claim.id]).values())) for claim in stored
    ]
    origins = memory.decoded(
        Origin, "SELECT record FROM origins WHERE claim IN ({})", sorted(held.keys() - grown.traced)
    )
    return claims, [*grown.origins, *origins]
