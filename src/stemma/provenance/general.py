"""Origins that are told in general words only, counted with a source of their party that is named."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from stemma.identity import source_traits
from stemma.names import compare_sources, fold, nation_label, nations_in, unnamed
from stemma.names.bodies import is_body, one_body, speaking
from stemma.names.normal import split_words, word_set
from stemma.provenance.graph import components
from stemma.provenance.merges import Merge, rule
from stemma.provenance.sides import Sides
from stemma.provenance.standing import Standing
from stemma.provenance.witnesses import Lost
from stemma.records import Layer
from stemma.resources import load_toml


class _Voice(Struct, frozen=True):
    """Who speaks, or which medium tells, in a mention.

    ``general`` says that nothing but a party and words such as "officials" or "media" name it, or only words
    of a headline; ``parties`` are the side and the nation that it may speak for. ``above`` says that it
    speaks in a headline without a name: there it is whoever tells the same below. ``paper_of`` is the body
    whose paper it is ("the ministry's assessment"), "" for all else: such a paper counts with what its body
    says.
    """

    layer: Layer
    parties: frozenset[str]
    general: bool
    paper_of: str = ""
    above: bool = False


class _Group(Struct, frozen=True):
    """Mentions that have one origin as far as other reasons tell, with who speaks in them."""

    members: tuple[Standing, ...]
    voices: tuple[_Voice, ...]

    @property
    def general(self) -> bool:
        """Whether all who speak are told in general words."""
        return all(voice.general for voice in self.voices)


class Voices:
    """Who speaks in mentions, read once for all that name the same speakers in the same words.

    Args:
        sides: the parties.
    """

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._known: dict[tuple[Hashable, ...], _Voice | None] = {}

    def of(self, one: Standing) -> _Voice | None:
        """Return who speaks in a mention, or the medium that it cites; None for the outlet's own words."""
        if one.speaker is None and not one.media:
            return None
        speakers = tuple([source_traits(layer) for layer in one.voices])
        # Media are asked for only where nobody speaks.
        key = (_above(one), *speakers) if speakers else (one.media, one.credited)
        if key not in self._known:
            self._known[key] = _voice(one, self._sides)
        return self._known[key]


def general_merges(
    standings: Sequence[Standing], lost: Iterable[Lost], merges: Sequence[Merge], heard: Voices
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
    """
    if len(standings) < 2:  # noqa: PLR2004  a pair
        return
    voices = {one.mention.id: voice for one in standings if (voice := heard.of(one)) is not None}
    if not any(voice.general for voice in voices.values()):
        return
    roots = [one.id for one in lost if one.root]
    denying = [one for one in standings if one.mention.stance == "deny"]
    for part in ([one for one in standings if one.mention.stance != "deny"], denying):
        yield from _joined(list(_groups(part, roots, voices, merges)))


def _groups(
    part: Sequence[Standing], roots: Sequence[str], voices: dict[str, _Voice], merges: Sequence[Merge]
) -> Iterator[_Group]:
    """Yield the groups of mentions that probably have one origin, in order of their first mentions."""
    place = {one.mention.id: at for at, one in enumerate(part)}
    found = components([*place, *roots], merges, rule("probable"))
    held = sorted(sorted(place[node] for node in nodes if node in place) for nodes in found)
    for places in held:
        members = tuple(part[at] for at in places)
        told = tuple(voices[one.mention.id] for one in members if one.mention.id in voices)
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
        merge = _fitting(group, other, within=other in within)
        if merge is not None:
            return merge
    return None


def _fitting(group: _Group, other: _Group, *, within: bool) -> Merge | None:
    """Return what joins two groups, None where nothing tells that they are of one party."""
    for mine in group.voices:
        for theirs in other.voices:
            if mine.paper_of:
                found, how = _of_its_body(mine, theirs), "is a paper of"
            else:
                found = bool(mine.parties & theirs.parties)
                found = found or (within and _in_particular(mine, theirs))
                how = "tells in general words who"
            if not found:
                continue
            a, b = other.members[0], group.members[0]
            reason = f"“{mine.layer.name}” {how} “{_named(theirs.layer)}”"
            reason += "" if mine.paper_of else " may be"
            near = within or _days_apart(a, b) <= rule("days_one_utterance")
            return Merge(
                a.mention.id, b.mention.id, "utterance", rule("general" if near else "possible"), reason
            )
    return None


def _of_its_body(mine: _Voice, theirs: _Voice) -> bool:
    """Whether a source is the body of a paper, speaks for it, or is another paper of it."""
    told = speaking(theirs.layer)
    body = theirs.paper_of or (told.body if told is not None else "")
    return bool(body) and one_body(mine.paper_of, body)


def _in_particular(mine: _Voice, theirs: _Voice) -> bool:
    """Whether a report may tell later, by name, whom its headline or first words left without one.

    A headline tells what stands below it: "rescuers" there are the agency that the lead names, unless what
    is told of the two excludes it.
    """
    found = compare_sources(mine.layer, theirs.layer)
    if mine.above and not theirs.above:
        return found.kind != "different" or found.score <= _UNTOLD
    return unnamed(mine.layer) and not unnamed(theirs.layer) and found.kind != "different"


# The score of two sources of which nothing is told that is in both, and nothing that excludes the other.
_UNTOLD = 0.5


def _above(one: Standing) -> bool:
    """Whether a mention stands in a headline, by somebody without a name."""
    return one.mention.block == "headline" and one.speaker is not None and unnamed(one.speaker)


def _days_apart(a: Standing, b: Standing) -> float:
    """Return how many days lie between two mentions' reports, 0 where one has no date."""
    moments = (a.moment, b.moment)
    return 0.0 if float("inf") in moments else abs(a.moment - b.moment)


def _named(layer: Layer) -> str:
    return layer.entity or layer.name


def _voice(one: Standing, sides: Sides) -> _Voice | None:
    """Return who speaks in a mention, or the medium that it cites; None for the outlet's own words."""
    layer = one.speaker
    if layer is None:
        cited = [name for name in one.media if name not in one.credited]
        if not cited:
            return None
        layer = Layer("medium", cited[0], cited[0], None, source_type="news_report")
    if layer.source_type == "document":
        body, whose = _paper_of(layer)
        if body:
            return _Voice(layer, frozenset(), general=True, paper_of=body)
        if whose and len(one.voices) > 1:
            layer = one.voices[1]  # "its analysis showed, the ministry said"
    found = _told(layer, sides)
    return replace(found, general=True, above=True) if _above(one) else found


def _paper_of(layer: Layer) -> tuple[str, bool]:
    """Return the body whose paper a document is by its name, and whether it is told as somebody's own."""
    words = [word for word in split_words(_named(layer)) if fold(word) != "the"]
    at = next((place for place, word in enumerate(words) if fold(word) in _papers()), 0)
    lead = " ".join(words[:at])
    return (lead if lead and is_body(lead) else "", bool(lead) and fold(lead) in _POSSESSIVE)


_POSSESSIVE = frozenset({"its", "their", "his", "her"})


def _told(layer: Layer, sides: Sides) -> _Voice:
    name = _named(layer)
    words = split_words(name.replace("-", " "))
    nations = nations_in(words)
    taken = {at for first, end, _ in nations for at in range(first, end)}
    rest = [word for at, word in enumerate(words) if at not in taken]
    side = _side_words(sides.of_name(name))
    general = bool(nations or side) and all(fold(word) in _dull() or _bare(word) in side for word in rest)
    # "The Kremlin" is one body of its nation.
    general = general and not any(fold(word) in word_set("organisation") - _dull() for word in words)
    if layer.source_type in _MEDIA:  # a house that a party owns is one of its own
        general = general and any(fold(word) in _who() for word in rest)
    parties = {sides.of(layer)}
    if layer.source_type in _OF_STATE or general:
        parties.update(nation_label(code) for _, _, code in nations_in(split_words(_told_of(layer))))
    if layer.source_type in _OF_NOBODY:
        parties = {sides.of_name(name)}
    return _Voice(layer, frozenset(parties - {""}), general or _plain(layer))


_OF_STATE = frozenset({"official", "military"})


def _side_words(side: str) -> frozenset[str]:
    """Return the words of a side's own name and its initials; names of its bodies and leaders are others."""
    words = split_words(side)
    initials = "".join(word[0] for word in words) if len(words) > 1 else ""
    return frozenset(_bare(word) for word in (*words, initials) if word)


def _bare(word: str) -> str:
    return fold(word).removesuffix("s")


_MEDIA = frozenset({"agency", "news_report"})
_OF_NOBODY = frozenset({"agency", "news_report", "witness", "expert", "document"})


def _told_of(layer: Layer) -> str:
    return f"{_named(layer)} {layer.description}"


def _plain(layer: Layer) -> bool:
    """Whether a source without a name is one of officials and the like, or one small word ("monitor")."""
    words = [word for word in split_words(_named(layer)) if fold(word) not in word_set("filler")]
    alone = len(words) == 1 and words[0].islower()
    return unnamed(layer) and (alone or all(fold(word) in _dull() for word in words))


@cache
def _papers() -> frozenset[str]:
    return frozenset(load_toml("provenance", "general.toml")["paper"]["words"])


@cache
def _who() -> frozenset[str]:
    return frozenset(load_toml("provenance", "general.toml")["who"]["words"])


@cache
def _dull() -> frozenset[str]:
    table = load_toml("provenance", "general.toml")
    return (
        frozenset((*table["who"]["words"], *table["beside"]["words"]))
        | word_set("vague")
        | word_set("filler")
    )


__all__ = ["Voices", "general_merges"]
