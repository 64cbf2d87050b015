"""How a mention stands by itself: who speaks in it, by way of whom, seen or not by the outlet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stemma.dates import days
from stemma.names import same_house
from stemma.records import ClaimMention, Layer, Report

_MEDIA_TYPES = frozenset({"agency", "news_report"})
_DATELINE = re.compile(
    r"^[A-Z][A-Z'\u2019 .-]{2,}(?:,[^\n—\u2013-]{0,40})?(?:\s*\([A-Za-z ]+\))?\s*[—\u2013-]\s"
)
_SEEN = re.compile(
    r"\b(?:reporters?|correspondents?|journalists?|crews?|photographers?|team)\b[^.\n]{0,60}"
    r"\b(?:saw|seen|witnessed|heard|visited|counted|watched|observed)\b"
    r"|\b(?:seen|witnessed|heard|observed|verified|counted)\s+by\s+(?:[A-Za-z']+\s+){0,3}"
    r"(?:reporters?|correspondents?|journalists?|crews?|photographers?|team)\b"
)
_PICTURE = re.compile(r"(?i)\b(?:photo|picture|image|getty|photograph)")
_AROUND = 160


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention with what matters for its origin.

    ``speaker`` is the innermost source that is no medium, None for the outlet's own words;
    ``media`` the names of the media between it and the report, nearest to the speaker first;
    ``signs`` why an unattributed mention may be the outlet's own ("" if nothing says so);
    ``moment`` the first moment of publication in days, infinite when unknown.
    """

    mention: ClaimMention
    speaker: Layer | None
    media: tuple[str, ...]
    credited: tuple[str, ...]
    signs: str
    moment: float


def standing(mention: ClaimMention, report: Report) -> Standing:
    """Read how a mention stands from its chain and its report."""
    speaker = None
    media: list[str] = []
    for layer in mention.chain:
        if layer.role == "addressee":
            continue
        medium = layer.role == "medium" or layer.source_type in _MEDIA_TYPES
        if medium or (speaker is not None and layer.role == "relayer" and layer.source_type == "agency"):
            media.append(layer.entity or layer.name)
        elif speaker is None:
            speaker = layer
    own = report.outlet or ""
    media = [name for name in dict.fromkeys(media) if name and not (own and same_house(name, own))]
    credited = tuple(
        name for name in _credited(mention, report) if not any(same_house(name, other) for other in media)
    )
    first = days(report.published)
    return Standing(
        mention=mention,
        speaker=speaker,
        media=tuple(media),
        credited=credited,
        signs=_signs(mention, report) if speaker is None and not media else "",
        moment=first[0] if first else float("inf"),
    )


def _credited(mention: ClaimMention, report: Report) -> list[str]:
    """Houses that the report as a whole is credited to: republished from, agency credits."""
    named = [report.republished_from] if report.republished_from else []
    pictured = mention.block == "caption"
    named.extend(credit for credit in report.credits if bool(_PICTURE.search(credit)) == pictured)
    own = report.outlet or ""
    return [name for name in dict.fromkeys(named) if not (own and same_house(name, own))]


def _signs(mention: ClaimMention, report: Report) -> str:
    """Positive signs that an unattributed mention is the outlet's own observation."""
    if mention.stance == "observe":
        return "told as the reporter's own observation"
    start, end = mention.content.spans[0].start, mention.content.spans[-1].end
    around = report.text[max(0, start - _AROUND) : end + _AROUND]
    sentence = _sentence_around(around, start - max(0, start - _AROUND))
    if _SEEN.search(sentence):
        return "seen by the outlet's own reporter, by its words"
    body = next((block for block in report.blocks if block.kind == "body"), None)
    foreign = report.republished_from or any(not _PICTURE.search(credit) for credit in report.credits)
    if body and report.byline and not foreign and _DATELINE.match(report.text[body.start : body.end]):
        return "the outlet's correspondent reports under a dateline"
    return ""


def _sentence_around(text: str, place: int) -> str:
    """Cut text to the sentence around a place, roughly."""
    before = max(text.rfind(mark, 0, place) for mark in (". ", "\n", "? ", "! "))
    after = [found for mark in (". ", "\n", "? ", "! ") if (found := text.find(mark, place)) >= 0]
    return text[before + 1 : min(after, default=len(text))]


def standings(mentions: tuple[ClaimMention, ...], reports: Mapping[str, Report]) -> list[Standing]:
    """Read all mentions of a claim, in order of publication, report and place."""
    found = [standing(mention, reports[mention.report]) for mention in mentions if mention.report in reports]
    return sorted(
        found,
        key=lambda one: (
            one.moment, one.mention.report, one.mention.content.spans[0].start, one.mention.id,
        ),
    )  # fmt: skip
