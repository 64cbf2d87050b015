"""Reasons to hold two mentions for one origin, each with how sure it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from stemma.identity import witness
from stemma.names import Agreement, compare_sources, compare_voices, fold, name_key, same_house, unnamed
from stemma.names.normal import NameKey
from stemma.provenance.beside import compared
from stemma.provenance.copied import CopyTable, Shared
from stemma.provenance.occasions import occasion, same_quote, worded_alike
from stemma.provenance.posts_here import post_here
from stemma.provenance.retelling import (
    comes_back,
    common_house,
    in_headline,
    is_own,
    one_place,
    repeats,
    rests_on,
)
from stemma.provenance.rules import rule
from stemma.provenance.sayings import Sayings
from stemma.provenance.standing import Standing
from stemma.records import Layer, Report

Kind = Literal["copy", "citation", "utterance", "derivative", "own"]


class Merge(Struct, frozen=True):
    """Two nodes (mention ids, or the id of a lost witness) held to have one origin.

    ``sure`` is from 0 to 1. ``directed`` says that ``a`` is known, or inferred, to be the parent.
    Of parents that are as sure the tree takes the first by these: the child cites or credits it
    (``cited``); most of the child's report is told as there (``told``, in characters); it was
    published first (``moment``, in days).
    """

    a: str
    b: str
    kind: Kind
    sure: float
    reason: str
    directed: bool = False
    cited: bool = False
    told: int = 0
    moment: float = float("inf")

    @property
    def rank(self) -> tuple[float, bool, int, float, str]:
        """The order of possible parents of one child, of one kind of reason: the likeliest first."""
        return (-self.sure, not self.cited, -self.told, self.moment, self.a)


def pair_merges(
    standings: Sequence[Standing],
    reports: Mapping[str, Report],
    copies: CopyTable,
    relied: Mapping[str, frozenset[str]],
    home: Mapping[str, str],
) -> Iterator[tuple[Merge, Standing, Standing]]:
    """Yield the reasons to hold pairs of mentions of one claim for one origin, with the two mentions.

    Args:
        standings: the claim's mentions.
        reports: reports by id.
        copies: aligned passages.
        relied: the houses that each report cites anywhere.
        home: the mention that each in a report's own words tells again (`retelling.homes`).
    """
    witnesses = {key: witness(reports[key]) for key in {one.mention.report for one in standings}}
    sayings = Sayings(reports)
    general = _told_below(standings)
    others: Iterable[Merge]
    for a, b in compared(standings, reports, copies, relied):
        shared = copies.shared(a.mention, b.mention)
        if shared is not None and _elsewhere(a, b, shared, copies, sayings):
            shared = None
        if shared is not None and not shared.quotation:
            yield _copied(a, b, shared, sayings), a, b
        elif (merge := _placed(a, b, copies, sayings)) is not None:
            yield merge, a, b
        if a.mention.report == b.mention.report:
            others = _same_report(a, b, home)
        elif witnesses[a.mention.report] == witnesses[b.mention.report]:
            others = _versions(a, b, reports)
        elif a.speaker is not None and b.speaker is not None:
            told = general.isdisjoint((a.mention.id, b.mention.id)) or shared is not None
            others = _same_speaker(a, b, shared, sayings) if told else ()
        else:
            others = _untold(a, b, shared, reports, relied)
        for merge in others:
            yield merge, a, b


def _told_below(standings: Sequence[Standing]) -> frozenset[str]:
    """Return headlines' mentions by a nation's name alone, where the text below tells which body speaks.

    "Norlan denies it" above "the defence ministry said" is the ministry's denial. Held against another
    report's "Norlan" it would make one origin of two bodies that each denied it.
    """
    below = {
        (one.mention.report, _nation(one))
        for one in standings
        if one.mention.block != "headline" and one.speaker is not None and not _of_nation(one)
    }
    return frozenset(
        one.mention.id
        for one in standings
        if one.mention.block == "headline" and _of_nation(one) and (one.mention.report, _nation(one)) in below
    )


def _of_nation(one: Standing) -> bool:
    """Whether nothing but a nation's name, or that of its seat of government, tells who speaks."""
    words = _key(one).words
    return bool(words) and all(word.startswith("@") for word in words)


def _nation(one: Standing) -> str:
    return _key(one).nation


def _key(one: Standing) -> NameKey:
    return name_key(one.speaker.known_as if one.speaker is not None else "")


def _untold(
    a: Standing,
    b: Standing,
    shared: Shared | None,
    reports: Mapping[str, Report],
    relied: Mapping[str, frozenset[str]],
) -> Iterator[Merge]:
    """Two reports of which one names no speaker."""
    yield from _relied(a, b, reports, relied)
    if shared is None or shared.quotation:
        yield from _derived(a, b, shared)


def _copied(a: Standing, b: Standing, shared: Shared, sayings: Sayings) -> Merge:
    parent, child = (a, b) if shared.forward else (b, a)
    reason = f"{shared.kind} passage shared ({shared.score:.0%} alike), direction {shared.direction}"
    if shared.reasons:
        reason += f": {'; '.join(shared.reasons[:2])}"
    sure = rule("copy_verbatim") if shared.kind == "verbatim" else rule("copy_rewritten") + 0.3 * shared.score
    directed = shared.direction != "unknown"
    if not directed and (a.moment, a.mention.id) > (b.moment, b.mention.id):
        parent, child = b, a
    elif not directed:
        parent, child = a, b
    return Merge(
        parent.mention.id, child.mention.id, "copy", min(1.0, sure), reason, directed,
        cited=sayings.cites(child, parent), told=shared.told, moment=parent.moment,
    )  # fmt: skip


def _two_speak(a: Standing, b: Standing, sayings: Sayings) -> bool:
    """Whether two others speak in two mentions."""
    return a.speaker is not None and b.speaker is not None and sayings.agreement(a, b).kind == "different"


def _elsewhere(a: Standing, b: Standing, shared: Shared, copies: CopyTable, sayings: Sayings) -> bool:
    """Whether two mentions stand at two places of one long passage, with nothing that tells of one speaker.

    A copied report may quote two sources, and tell something in its own words between them.
    """
    if shared.quotation:
        return False
    if a.speaker is not None and b.speaker is not None:
        agreement = sayings.agreement(a, b)
        if agreement.kind == "different":
            return copies.placed(a.mention, b.mention) is None
        if agreement.kind == "same" or agreement.score >= rule("compatible_strong"):
            return False
    return copies.beyond(a.mention, b.mention) and copies.placed(a.mention, b.mention) is None


def _placed(a: Standing, b: Standing, copies: CopyTable, sayings: Sayings) -> Merge | None:
    """Two mentions at one place of a rewritten text, of which nothing says that two others speak."""
    place = copies.placed(a.mention, b.mention)
    if place is None or _two_speak(a, b, sayings):
        return None
    parent, child = (a, b) if place.forward else (b, a)
    known = place.direction != "unknown"
    if not known:
        parent, child = sorted((a, b), key=lambda one: (one.moment, one.mention.id))
    reason = f"at the same place of a text that both reports have, direction {place.direction}"
    return Merge(
        parent.mention.id, child.mention.id, "copy", rule("same_place"), reason, directed=known,
        moment=parent.moment,
    )  # fmt: skip


def _relied(
    a: Standing, b: Standing, reports: Mapping[str, Report], relied: Mapping[str, frozenset[str]]
) -> Iterator[Merge]:
    """A house's own words, told again by a report that cites that house for something."""
    for parent, child in ((a, b), (b, a)):
        outlet = reports[parent.mention.report].outlet
        if parent.speaker is not None or not outlet or parent.moment > child.moment:
            continue
        if any(same_house(outlet, name) for name in relied.get(child.mention.report, ())):
            reason = f"the report cites {outlet}, which told it before, for other things"
            yield Merge(
                parent.mention.id, child.mention.id, "derivative", rule("relied"), reason, directed=True
            )


def _same_report(a: Standing, b: Standing, home: Mapping[str, str]) -> Iterator[Merge]:
    """Two places of one report: the sourced one stands behind the unsourced one."""
    if a.speaker is None or b.speaker is None:
        yield _told_again(a, b, home)
        return
    agreement = compare_sources(a.speaker, b.speaker)
    if agreement.kind == "different":
        agreement = _passed_on(a, b) or agreement
    alike = (a.mention.stance == "deny") == (b.mention.stance == "deny")
    if alike and repeats(a, b) and agreement.kind != "different":
        reason = f"the report tells it twice in the same words; {agreement.reason}"
        yield Merge(a.mention.id, b.mention.id, "utterance", rule("one_place"), reason)
    elif alike and one_place(a, b):
        reason = f"one stretch of the report, though {agreement.reason}"
        yield Merge(a.mention.id, b.mention.id, "utterance", rule("one_place"), reason)
    elif agreement.kind == "same":
        yield Merge(a.mention.id, b.mention.id, "utterance", rule("same_speaker_near"), agreement.reason)
    elif agreement.kind == "compatible":
        # A body and who speaks for it are one voice; two unnamed officials of a report may be two, but
        # its headline tells again what its text tells.
        strong = agreement.score >= rule("compatible_strong")
        strong = strong or comes_back(a, b)
        one = _retold(a, b) or comes_back(a, b) or _one_group(a, b, agreement) or _bodies(a, b)
        apart = unnamed(a.speaker) and unnamed(b.speaker) and not one
        sure = rule("compatible_probable" if strong and not apart else "possible")
        yield Merge(a.mention.id, b.mention.id, "utterance", sure, f"in one report, {agreement.reason}")


def _told_again(a: Standing, b: Standing, home: Mapping[str, str]) -> Merge:
    """Two places of one report of which one names no speaker, by the source that its own words rest on."""
    parent, child = sorted((a, b), key=lambda one: (one.speaker is None, is_own(one)))
    sure, reason = rule("same_report"), "the same report says it twice"
    if is_own(child):
        if not rests_on(a, b, home):
            sure, reason = rule("possible"), "the same report says it twice, here by another source"
    elif house := common_house(a, b):
        reason += f", by way of {house}"
    else:
        sure, reason = rule("possible"), "the same report says it twice, of two sources"
    return Merge(parent.mention.id, child.mention.id, "derivative", sure, reason, directed=True)


def _passed_on(a: Standing, b: Standing) -> Agreement | None:
    """Compare a speaker with whoever passes on or hears the other, None unless one of these is that speaker.

    "The mayor put the dead at 13, by figures from a hospital": the mayor has no figure of his own.
    """
    for one, other in ((a, b), (b, a)):
        for layer in other.voices[1:]:
            if one.speaker is not None and (found := compare_sources(one.speaker, layer)).kind == "same":
                return found
    return None


def _retold(a: Standing, b: Standing) -> bool:
    """Whether one of two mentions of a report is in its headline and the other below it."""
    return in_headline(a) != in_headline(b)


def _one_group(a: Standing, b: Standing, agreement: Agreement) -> bool:
    """Whether a report names one group, or comes back to somebody, in the same words twice.

    "Health workers at the scene" are those whom the next paragraph calls so, and "the priest" is the priest;
    "a doctor" and "a doctor" may be two.
    """
    if a.speaker is None or b.speaker is None or agreement.score < rule("compatible_strong"):
        return False
    names = {fold(one.name).removeprefix("the ") for one in (a.speaker, b.speaker)}
    if len(names) > 1:
        return False
    several = a.speaker.number == b.speaker.number == "several"
    return several or all(one.speaker is not None and _definite(one.speaker) for one in (a, b))


def _bodies(a: Standing, b: Standing) -> bool:
    """Whether two unnamed sources are bodies ("a monitoring group", "a monitor"), none told as another.

    A report quotes two doctors without their names, but seldom two bodies of one kind.
    """
    sources = [one.speaker for one in (a, b) if one.speaker is not None]
    bodies = all(each.source_type == "organisation" and each.number == "one" for each in sources)
    return bodies and not any(word in fold(each.name).split() for each in sources for word in _ANOTHER)


_ANOTHER = ("another", "other", "second", "different")


def _definite(speaker: Layer) -> bool:
    return speaker.name.casefold().startswith("the ")


def _versions(a: Standing, b: Standing, reports: Mapping[str, Report]) -> Iterator[Merge]:
    """Two versions of one report: the later one has it from the earlier, unless another says it there."""
    if a.speaker is not None and b.speaker is not None:
        agreement = compare_voices(a.voices, b.voices)
        if agreement.kind == "different":
            return
    earlier = reports[a.mention.report].version < reports[b.mention.report].version
    parent, child = (a, b) if earlier else (b, a)
    yield Merge(
        parent.mention.id, child.mention.id, "copy", rule("version"),
        "a later version of the same report", directed=True,
    )  # fmt: skip


def _same_speaker(a: Standing, b: Standing, shared: Shared | None, sayings: Sayings) -> Sequence[Merge]:
    agreement = post_here(a, b) or sayings.agreement(a, b)
    quoted = shared is not None or same_quote(a.mention, b.mention)
    if agreement.kind == "different":
        if quoted:
            reason = f"{_manner(shared)}, though {agreement.reason}"
            return [Merge(a.mention.id, b.mention.id, "utterance", rule("quoted_otherwise"), reason)]
        return []
    medium = sayings.common_medium(a, b)
    reason = agreement.reason
    if not quoted and sayings.one_outlet(a, b) and worded_alike(a, b):
        reason += ", in an outlet that tells it again in its own words of before"
        return [Merge(a.mention.id, b.mention.id, "utterance", rule("repeated"), reason)]
    if medium:
        reason += f", both by way of {medium}"
    if quoted:
        reason += f", in {_manner(shared)}"
    sure, when = occasion(agreement, sayings.apart(a, b), quoted=quoted, medium=bool(medium))
    return [Merge(a.mention.id, b.mention.id, "utterance", sure, f"{reason}; {when}")]


def _manner(shared: Shared | None) -> str:
    """Say what shows that two statements are in one wording, or one is told after the other."""
    return (
        "the same quoted words" if shared is None or shared.quotation else "a passage that both reports have"
    )


def _derived(a: Standing, b: Standing, shared: Shared | None) -> Iterator[Merge]:
    """One mention has no source: it may be reworded from the other, if that is not later."""
    child, parent = sorted((a, b), key=lambda one: (_sourced(one), -one.moment, one.mention.id))
    text_a, text_b = fold(a.mention.content.text), fold(b.mention.content.text)
    ratio = fuzz.token_sort_ratio(text_a, text_b) / 100
    length = min(len(text_a.split()), len(text_b.split()))
    alike = length >= rule("derivative_words") and ratio >= rule("derivative_ratio")
    late = _sourced(child) or (parent.moment > child.moment and child.moment < float("inf"))
    if late or not (alike or shared is not None):
        sure, reason = rule("possible"), f"{ratio:.0%} alike, one without a source"
    elif shared is not None:
        sure, reason = rule("derivative"), "they share a quotation, one without its source"
    else:
        sure, reason = rule("derivative"), f"reworded: {ratio:.0%} alike and without a source of its own"
    yield Merge(
        parent.mention.id, child.mention.id, "derivative", sure, reason,
        directed=parent.moment < child.moment,
    )  # fmt: skip


def _sourced(one: Standing) -> bool:
    """Whether a mention names a source: a speaker, a medium other than its first place, own eyes."""
    cited = [name for name in one.media if name != one.republished]
    return one.speaker is not None or bool(one.signs) or bool(cited)


__all__ = ["Kind", "Merge", "pair_merges", "rule"]
