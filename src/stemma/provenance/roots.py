"""What a set of mentions with one origin rests on: a speaker, a document, an outlet, a lost witness."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from stemma.identity import stable_id
from stemma.provenance.merges import Merge, rule
from stemma.provenance.sides import Sides
from stemma.provenance.standing import Standing
from stemma.provenance.witnesses import Lost
from stemma.records import Layer, Origin, Report
from stemma.translations import translated_from

_MOST_REASONS = 12
_MOST_GAPS = 3


class Root(Struct, frozen=True):
    """One origin before it has an id.

    ``sourced`` is False for mentions of the outlets' own that nothing supports; ``first`` is the
    earliest mention; ``denies`` marks the origin of a denial.
    """

    kind: str
    name: str
    report: str | None
    mentions: tuple[str, ...]
    reasons: tuple[str, ...]
    sourced: bool
    certain: bool
    speaker: Layer | None
    first: Standing
    denies: bool = False

    @property
    def id_parts(self) -> tuple[str, ...]:
        """What makes this origin itself."""
        return (self.kind, self.name, self.mentions[0])

    def origin(self, claim: str, sides: Sides) -> Origin:
        """Return the record of this origin."""
        made = Origin(
            id=self.node(claim),
            claim=claim,
            name=self.name,
            kind=self.kind,  # type: ignore[arg-type]  # only the four kinds are made below
            report=self.report,
            mentions=self.mentions,
            reasons=self.reasons,
            side=sides.of(self.speaker) if self.speaker is not None else sides.of_name(self.name),
            certain=self.certain,
        )
        return replace(made, stance="deny") if self.denies else made

    def node(self, claim: str) -> str:
        """Return the id that this origin has in the derivation of a claim."""
        return stable_id("origin", claim, *self.id_parts)

    def joined(self, others: Sequence["Root"]) -> "Root":
        """Return this unsourced root standing for others as well."""
        if not others:
            return self
        mentions = tuple(sorted({one for root in (self, *others) for one in root.mentions}))
        reason = f"{len(others) + 1} unsourced tellings that nothing shows to be independent: counted once"
        return replace(self, mentions=mentions, reasons=(*self.reasons, reason))


def root_of(
    members: Sequence[Standing],
    witnesses: Sequence[Lost],
    merges: Sequence[Merge],
    reports: Mapping[str, Report],
    translations: dict[str, str] | None = None,
) -> Root:
    """Say what a set of mentions with one origin rests on.

    Args:
        members: the mentions, in order of publication.
        witnesses: lost witnesses that stand for themselves among them.
        merges: the reasons that hold the set together.
        reports: reports by id.
        translations: what was found of the languages that reports were translated from; added to.
    """
    reasons = tuple(dict.fromkeys(merge.reason for merge in sorted(merges, key=lambda one: -one.sure)))
    sure = all(merge.sure >= rule("certain") for merge in merges)
    reasons = (*_gaps(members, reports, translations), *reasons[:_MOST_REASONS])
    root = partial(Root, mentions=tuple(sorted(one.mention.id for one in members)), first=members[0])
    speakers = [one.speaker for one in members if one.speaker is not None]
    if speakers:
        return _spoken(root, max(speakers, key=_fullness), reasons, sure=sure)
    if witnesses:
        return _lost(root, witnesses, reasons, sure=sure)
    report = reports[members[0].mention.report]
    outlet = report.outlet or f"report {report.id}"
    signs = next((one.signs for one in members if one.signs), "")
    opening = signs or "unsourced: no speaker, no citation, no sign of the outlet's own observation"
    return root(
        "outlet", outlet, report.id, reasons=(opening, *reasons), sourced=bool(signs),
        certain=sure and bool(signs), speaker=None,
    )  # fmt: skip


def _spoken(root: Callable[..., Root], speaker: Layer, reasons: tuple[str, ...], *, sure: bool) -> Root:
    """Return the root of what a speaker said or a document has."""
    kind = "document" if speaker.source_type == "document" else "speaker"
    name = speaker.known_as
    opening = f"{'written in' if kind == 'document' else 'said by'} {name}"
    return root(kind, name, None, reasons=(opening, *reasons), sourced=True, certain=sure, speaker=speaker)


def _lost(
    root: Callable[..., Root], witnesses: Sequence[Lost], reasons: tuple[str, ...], *, sure: bool
) -> Root:
    """Return the root of what somebody outside the collection told.

    The innermost witness is the root; one that is only the first place of publication tells without a
    source as much as the report does.
    """
    told = [one for one in witnesses if not one.republished] or list(witnesses)
    witness = next((one for one in told if not one.above), told[0])
    opening = f"{witness.name}, not in the collection, is as far back as it goes"
    return root(
        "lost", witness.name, None, reasons=(opening, *reasons), sourced=not witness.republished,
        certain=sure and not witness.republished, speaker=None,
    )  # fmt: skip


def has_source(members: Sequence[Standing], witnesses: Sequence[Lost]) -> bool:
    """Whether the root of a set of mentions (`root_of`) is sourced."""
    if any(one.speaker is not None for one in members):
        return True
    if witnesses:
        return not all(one.republished for one in witnesses)
    return any(one.signs for one in members)


def _gaps(
    members: Sequence[Standing], reports: Mapping[str, Report], translations: dict[str, str] | None
) -> list[str]:
    """Name the originals of translated reports, which no comparison finds."""
    gaps = []
    known = {} if translations is None else translations
    for name in sorted({one.mention.report for one in members}):
        language = known.get(name)
        if language is None:
            language = known[name] = translated_from(reports[name])
        if language:
            teller = reports[name].outlet or f"report {name}"
            gaps.append(
                f"{teller} says that it is translated from {language}: the original is a gap in this tree"
            )
    return gaps[:_MOST_GAPS]


def _fullness(layer: Layer) -> tuple[bool, int, str]:
    name = layer.known_as
    return (not layer.anonymous, len(name.split()), name)
