"""Names by what they do: the sources of claims and the sides of events, and names that only these tell."""

from collections.abc import Mapping, Sequence

from stemma.names.normal import nation_of, split_words, whole_nation
from stemma.names.persons import is_person
from stemma.naming.lists import Lists, listed
from stemma.naming.marks import is_title
from stemma.naming.spots import ACTOR, SOURCE, TARGET, Spot, Spots
from stemma.records import Actor, ClaimMention, EventMention, Layer, NameKind, Report

_OF_SOURCE: Mapping[str, NameKind] = {
    "official": "government", "military": "military", "agency": "media", "news_report": "media",
}  # fmt: skip
_OF_SIDE: Mapping[str, NameKind] = {
    "armed_group": "armed_group", "military": "military", "police": "police", "government": "government",
    "international": "international", "opposition": "opposition", "media": "media",
}  # fmt: skip
# Of such a side a name inside says only whose or where it is, unless it is its last word.
_PEOPLE = frozenset({"civilians", "protesters", "medical", "prisoners", ""})
_LONGEST = 8  # words of a name
_SMALL = frozenset({"of", "for", "and", "the", "al", "el", "bin", "ibn", "de", "van", "von", "on", "in", "&"})
_SAID, _DONE = 0.75, 0.7  # scores of names that only a source or a side tells


def add_sources(report: Report, mentions: Sequence[ClaimMention], spots: Spots, lists: Lists) -> None:
    """Note which names say something, and add the sources with a name that no sentence gave."""
    seen: set[tuple[int, int]] = set()
    for mention in mentions:
        for layer in mention.chain:
            span = layer.span
            if span is None or layer.role == "addressee" or (span.start, span.end) in seen:
                continue
            seen.add((span.start, span.end))
            start = report.text.find(layer.name, span.start, span.end) if layer.name else -1
            start, end = (start, start + len(layer.name)) if start >= 0 else (span.start, span.end)
            touched = spots.touching(start, end)
            if not touched and start < end and not layer.anonymous and _is_name(report.text[start:end]):
                touched = [_source(report.text[start:end], start, layer, lists)]
                spots.add(touched[0])
            for one in touched:
                if not layer.anonymous or one.end == end:
                    one.roles |= SOURCE
                    if _OF_SOURCE.get(layer.source_type) == "media":
                        _as_medium(one)
                    _kind_by(one, "person" if is_person(layer) else _OF_SOURCE.get(layer.source_type))


def _is_name(text: str) -> bool:
    """Say whether words are a name: all have capitals but for small ones between them, and one word more."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    if is_title(words[0]) or words[0].lower() in listed("openers") or words[-1].lower() in listed("things"):
        return False
    if len(words) > 1 and all(map(nation_of, words)):
        return False  # "Ruritania Graustark", where commas were lost
    if any(word[:1].islower() and word not in _SMALL for word in words):
        return False
    if len(words) == 1 and words[0].lower() in listed("no_body"):
        return False
    return len(words) > 1 or any(letter.isupper() for letter in text[1:])


def _source(text: str, start: int, layer: Layer, lists: Lists) -> Spot:
    kind: NameKind = lists.of_body(text)
    if whole_nation(split_words(text)):
        kind = "government"
    elif is_person(layer):
        kind = "person"
    return Spot(start, start + len(text), text, kind, "source", _SAID)


def _as_medium(one: Spot) -> None:
    """Take what the recogniser has for a person ("Vorona Herald") for the medium that it is cited as."""
    if one.rule == "recogniser":
        one.kind, one.rule, one.score = "media", "source", _SAID


def _kind_by(one: Spot, kind: NameKind | None) -> None:
    """Give a body of no certain kind the one that its part tells."""
    if kind is not None and one.kind in ("organisation", "unknown") and one.rule != "list":
        one.kind = kind


def add_sides(report: Report, events: Sequence[EventMention], spots: Spots) -> None:
    """Note which names act or are acted upon, and add the states among them that no sentence gave."""
    for event in events:
        for side, role in ((event.actor, ACTOR), (event.target, TARGET)):
            if side is not None:
                _add_side(report, side, role, spots)


def _add_side(report: Report, side: Actor, role: int, spots: Spots) -> None:
    start, end = side.span.start, side.span.end
    touched = spots.touching(start, end)
    if not touched and role == ACTOR and side.kind == "government" and side.country:
        text = report.text[start:end]
        if whole_nation(split_words(text), people=False):
            touched = [Spot(start, end, text, "government", "side", _DONE)]
            spots.add(touched[0])
    for one in touched:
        if side.kind not in _PEOPLE or one.end == end:
            one.roles |= role
            if one.start == start and one.end == end:
                _kind_by(one, _OF_SIDE.get(side.kind))
