"""How a mention stands by itself: who speaks in it, by way of whom, seen or not by the outlet."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from stemma.dates import days
from stemma.names import same_house
from stemma.provenance.credits import Credits, credits_of
from stemma.records import Claim, ClaimMention, Layer, Report

_MEDIA_TYPES = frozenset({"agency", "news_report"})
_SEEN = re.compile(
    r"\b(?:reporters?|correspondents?|journalists?|crews?|photographers?|team)\b[^.\n]{0,60}"
    r"\b(?:saw|seen|witnessed|heard|visited|counted|watched|observed)\b"
    r"|\b(?:seen|witnessed|heard|observed|verified|counted)\s+by\s+(?:[A-Za-z']+\s+){0,3}"
    r"(?:reporters?|correspondents?|journalists?|crews?|photographers?|team)\b"
)
_AROUND = 160


class Standing(Struct, frozen=True):
    """A mention with what matters for its origin.

    ``speaker`` is the innermost source that is no medium, None for the outlet's own words, ``voices``
    it and those who relay it;
    ``media`` the names of the media between it and the report, nearest to the speaker first, with
    what the report as a whole is credited to at the end; ``credited`` those of them that no words
    beside the mention cite; ``republished`` the house that it was republished from; ``signs`` why
    an unattributed mention may be the outlet's own ("" if nothing says so); ``moment`` the first
    moment of publication in days, infinite when unknown.
    """

    mention: ClaimMention
    speaker: Layer | None
    voices: tuple[Layer, ...]
    media: tuple[str, ...]
    credited: frozenset[str]
    republished: str
    signs: str
    moment: float


def standing(
    mention: ClaimMention, report: Report, credits_: Credits, outlets: tuple[str, ...] = ()
) -> Standing:
    """Read how a mention stands from its chain and its report.

    Args:
        mention: the mention.
        report: its report.
        credits_: whom the report credits.
        outlets: the outlets of the collection: a source that bears the name of one is a medium.
    """
    voices: list[Layer] = []
    media: list[str] = []
    inferred: list[str] = []
    for layer in mention.chain:
        if layer.role == "addressee":
            continue
        name = layer.known_as
        if not name:
            continue  # "is known to": nobody is named, not even as unnamed
        medium = layer.role == "medium" or layer.source_type in _MEDIA_TYPES
        if medium or (not layer.anonymous and _is_house(name, outlets)):
            (inferred if layer.inferred else media).append(name)
        else:
            voices.append(layer)
    cited = _distinct(media, report.outlet or "")
    whole = credits_.pictures if mention.block == "caption" else credits_.text
    outer = [*inferred, *whole, *([credits_.republished] if credits_.republished else [])]
    every = _distinct([*cited, *outer], report.outlet or "")
    first = days(report.published)
    return Standing(
        mention=mention,
        speaker=voices[0] if voices else None,
        voices=tuple(voices),
        media=tuple(every),
        credited=frozenset(every[len(cited) :]),
        republished=credits_.republished,
        signs=_signs(mention, report, credits_) if not voices and not cited else "",
        moment=first[0] if first else float("inf"),
    )


@lru_cache(maxsize=16_384)  # sources, which the reports of one claim name again: 3 MB or so
def _is_house(name: str, outlets: tuple[str, ...]) -> bool:
    """Whether a name is that of one of some outlets."""
    return any(same_house(name, outlet) for outlet in outlets)


def _distinct(names: list[str], own: str) -> list[str]:
    """Names without repetitions of a house, and without the outlet itself."""
    kept: list[str] = []
    for name in names:
        if name and not any(same_house(name, other) for other in (*kept, own) if other):
            kept.append(name)
    return kept


def _signs(mention: ClaimMention, report: Report, credits_: Credits) -> str:
    """Positive signs that an unattributed mention is the outlet's own observation."""
    if mention.stance == "observe":
        return "told as the reporter's own observation"
    start, end = mention.content.spans[0].start, mention.content.spans[-1].end
    around = report.text[max(0, start - _AROUND) : end + _AROUND]
    sentence = _sentence_around(around, start - max(0, start - _AROUND))
    if _seen(sentence):
        return "seen by the outlet's own reporter, by its words"
    foreign = credits_.republished or credits_.text
    if mention.block in ("body", "headline") and credits_.dateline == "own" and not foreign:
        return "the outlet's own correspondent reports under a dateline"
    return ""


@lru_cache(maxsize=4096)  # sentences, which copies bring again
def _seen(sentence: str) -> bool:
    return bool(_SEEN.search(sentence))


def _sentence_around(text: str, place: int) -> str:
    """Cut text to the sentence around a place, roughly."""
    before = max(text.rfind(mark, 0, place) for mark in (". ", "\n", "? ", "! "))
    after = [found for mark in (". ", "\n", "? ", "! ") if (found := text.find(mark, place)) >= 0]
    return text[before + 1 : min(after, default=len(text))]


class CreditsOf(dict[str, Credits]):
    """Whom reports credit, by id, read when it is first asked for."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        super().__init__()
        self._reports = reports

    def __missing__(self, report: str) -> Credits:
        self[report] = found = credits_of(self._reports[report])
        return found


def standings(
    mentions: tuple[ClaimMention, ...], reports: Mapping[str, Report], credited: CreditsOf | None = None
) -> list[Standing]:
    """Read all mentions of a claim, in order of publication, report and place.

    Args:
        mentions: the claim's mentions.
        reports: reports by id.
        credited: whom these reports credit, where other claims are looked at as well.
    """
    credited = CreditsOf(reports) if credited is None else credited
    read = {key: credited[key] for key in sorted({one.report for one in mentions}) if key in reports}
    outlets = tuple(sorted({report.outlet for key in read if (report := reports[key]).outlet}))
    found = [
        standing(mention, reports[mention.report], read[mention.report], outlets)
        for mention in mentions
        if mention.report in reports
    ]
    return sorted(
        found,
        key=lambda one: (
            one.moment, one.mention.report, one.mention.content.spans[0].start, one.mention.id,
        ),
    )  # fmt: skip


def reliance(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, frozenset[str]]:
    """Return the houses that each report cites for anything, or is credited to.

    Args:
        claims: all claims, whose mentions' chains name media.
        reports: reports by id.
    """
    mentions: dict[str, list[ClaimMention]] = {key: [] for key in reports}
    for claim in claims:
        for mention in claim.mentions:
            mentions.setdefault(mention.report, []).append(mention)
    return {key: houses(told, reports.get(key)) for key, told in mentions.items()}


def houses(mentions: Iterable[ClaimMention], report: Report | None) -> frozenset[str]:
    """Return the houses that one report cites, or is credited to.

    Args:
        mentions: the report's mentions.
        report: the report, None when it is not known.
    """
    found = {
        layer.known_as
        for mention in mentions
        for layer in mention.chain
        if layer.role == "medium" or layer.source_type in _MEDIA_TYPES
    }
    if report is not None:
        credited = credits_of(report)
        found.update((*credited.text, *filter(None, [credited.republished])))
    return frozenset(found)
