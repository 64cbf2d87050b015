"""Origins that are told in general words only, counted with a source of their party that is named."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from msgspec import Struct

from stemma.names import compare_sources, unnamed
from stemma.names.bodies import one_body, speaking
from stemma.provenance.graph import components
from stemma.provenance.merges import Merge, rule
from stemma.provenance.standing import Standing
from stemma.provenance.voices import OF_STATE, Voice, Voices
from stemma.provenance.witnesses import Lost
from stemma.records import Layer


class _Group(Struct, frozen=True):
    """Mentions that have one origin as far as other reasons tell, with who speaks in them."""

    members: tuple[Standing, ...]
    voices: tuple[tuple[Standing, Voice], ...]

    @property
    def general(self) -> bool:
        """Whether all who speak are told in general words."""
        return all(voice.general for _, voice in self.voices)


def general_merges(
    standings: Sequence[Standing],
    lost: Iterable[Lost],
    merges: Sequence[Merge],
    heard: Voices,
    leaves: Collection[str] = (),
) -> Iterator[Merge]:
    """Yield reasons to count origins that are told in general words with another of their party.

    "Norlan officials" in one report and "the Norlan interior ministry" in another are no two
    confirmations: nothing tells that the officials are others. Each such origin joins one that is told
    in particular (of its own report before others, then the first), or else the first that is told in
    general as well. So it never joins two that are told apart.

    Args:
        standings: a claim's mentions, in order of publication.
        lost: the lost witnesses that they cite.
        merges: the other reasons to hold mentions for one origin.
        heard: who speaks in mentions.
        leaves: nodes that never make one origin of two (`witnesses.leaves`).
    """
    if len(standings) < 2:  # noqa: PLR2004  a pair
        return
    voices = {one.mention.id: voice for one in standings if (voice := heard.of(one)) is not None}
    if not any(voice.general for voice in voices.values()):
        return
    roots = [one.id for one in lost if one.root]
    denying = [one for one in standings if one.mention.stance == "deny"]
    for part in ([one for one in standings if one.mention.stance != "deny"], denying):
        yield from _joined(list(_groups(part, roots, voices, merges, leaves)))


def _groups(
    part: Sequence[Standing],
    roots: Sequence[str],
    voices: dict[str, Voice],
    merges: Sequence[Merge],
    leaves: Collection[str],
) -> Iterator[_Group]:
    """Yield the groups of mentions that probably have one origin, in order of their first mentions."""
    place = {one.mention.id: at for at, one in enumerate(part)}
    found = components([*place, *roots], merges, rule("probable"), leaves)
    held = sorted(sorted(place[node] for node in nodes if node in place) for nodes in found)
    for places in held:
        members = tuple(part[at] for at in places)
        told = tuple((one, voices[one.mention.id]) for one in members if one.mention.id in voices)
        if told:
            yield _Group(members, told)


def _joined(groups: Sequence[_Group]) -> Iterator[Merge]:
    """Yield what joins each group that is told in general with one other."""
    particular = [group for group in groups if not group.general]
    before: list[_Group] = []
    for group in (group for group in groups if group.general):
        merge = _best(group, particular) or _best(group, before)
        if merge is not None:
            yield merge
        before.append(group)


def _best(group: _Group, others: Sequence[_Group]) -> Merge | None:
    """Return what joins a group with another: one of the same report before the first that fits."""
    reports = {one.mention.report for one in group.members}
    within = [other for other in others if reports & {one.mention.report for one in other.members}]
    for other in (*within, *others):
        merge = _fitting(group, other, near=other in within)
        if merge is not None:
            return merge
    return None


def _fitting(group: _Group, other: _Group, *, near: bool) -> Merge | None:
    """Return what joins two groups, None where nothing tells that they are of one party."""
    for (one, mine), (another, theirs) in product(group.voices, other.voices):
        how = _how(mine, theirs, within=one.mention.report == another.mention.report)
        if how:
            reason = how.format(mine=f"“{mine.layer.name}”", theirs=f"“{theirs.layer.known_as}”")
            apart = _days_apart(other.members[0], group.members[0])
            sure = rule("general" if near or apart <= rule("days_one_utterance") else "possible")
            return Merge(another.mention.id, one.mention.id, "utterance", sure, reason)
    return None


def _how(mine: Voice, theirs: Voice, *, within: bool) -> str:
    """Say how a voice that is told in general may be another, "" where nothing tells that it is."""
    if mine.paper_of:
        return "{mine} is a paper of {theirs}" if _of_its_body(mine, theirs) else ""
    if mine.paper:
        own = (
            within and not theirs.general and (speaking(theirs.layer) or theirs.layer.source_type in OF_STATE)
        )
        return "{mine} is a paper of somebody who speaks there, as {theirs} does" if own else ""
    if any(_is_part(part, theirs, within=within) for part in mine.parts):
        return "{mine} names several together, one of whom may be {theirs}"
    if mine.general and mine.state and theirs.state and not mine.parties - theirs.parties:
        return "{mine} tells in general words which medium of a state {theirs} may be"
    if mine.parties & theirs.parties or (within and _in_particular(mine, theirs)):
        return "{mine} tells in general words who {theirs} may be"
    return ""


def _is_part(part: Voice, theirs: Voice, *, within: bool) -> bool:
    """Whether one of several named together is another source, or may be as far as the reports tell."""
    found = compare_sources(part.layer, theirs.layer)
    if found.kind == "same" or (found.kind == "compatible" and found.score >= rule("compatible_strong")):
        return True
    general = part.general or theirs.general
    return (general and bool(part.parties & theirs.parties)) or (within and _in_particular(part, theirs))


def _of_its_body(mine: Voice, theirs: Voice) -> bool:
    """Whether a source is the body of a paper, speaks for it, or is another paper of it."""
    told = speaking(theirs.layer)
    body = theirs.paper_of or (told.body if told is not None else "")
    return bool(body) and one_body(mine.paper_of, body)


def _in_particular(mine: Voice, theirs: Voice) -> bool:
    """Whether a report may tell later, by name, whom its headline or first words left without one.

    A headline tells what stands below it: "rescuers" there are the agency that the lead names, unless what
    is told of the two excludes it.
    """
    found = compare_sources(mine.layer, theirs.layer)
    if mine.above and not theirs.above:
        return found.kind != "different" or found.score <= _UNTOLD
    if found.kind == "different" or not _fit(mine.layer, theirs.layer):
        return False
    return unnamed(mine.layer) and not unnamed(theirs.layer)


def _fit(mine: Layer, theirs: Layer) -> bool:
    """Whether a source without a name may be another by its kind: "an official" is of no private body."""
    return not (mine.source_type in OF_STATE and theirs.source_type in _PRIVATE)


# Sources that no official and no officer is.
_PRIVATE = frozenset({"organisation", "witness", "expert"})
# The score of two sources of which nothing is told that is in both, and nothing that excludes the other.
_UNTOLD = 0.5


def _days_apart(a: Standing, b: Standing) -> float:
    """Return how many days lie between two mentions' reports, 0 where one has no date."""
    moments = (a.moment, b.moment)
    return 0.0 if float("inf") in moments else abs(a.moment - b.moment)


__all__ = ["general_merges"]
