"""FactAppeal: does a sentence lay a fact to a source, and to a source of which type?

3,223 sentences of news, annotated with factual claims and their appeals to sources. ``has_source_f1``
asks of each sentence whether it has such an appeal; ``source_type_f1`` is the macro-F1 over the types
of source (a sentence may have several), types that never occur in the gold left out.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from stemma.attribution import attribute
from stemma.attribution.lexicon import words
from stemma.evaluation.appeals import NOTHING, Asked, types_of
from stemma.evaluation.base import Evaluation, bootstrap, need
from stemma.language import Parser
from stemma.records import Block, ClaimMention, Layer, ParsedReport, Report

PEERS = {"cue rule": {"has_source_f1": 0.72}, "Gemma-2-9B, fine-tuned (paper, all tags)": {"macro_f1": 0.73}}

_SOURCE = re.compile(r"<Source:(?:Named|Unnamed):(\w+)>")
_TYPES = {
    "official": "Official", "military": "Official", "expert": "Expert", "organisation": "Expert",
    "witness": "Witness", "participant": "Active_Participant", "document": "Expert_Document",
    "news_report": "News_Report", "agency": "News_Report", "social_media": "Active_Participant",
}  # fmt: skip
# Its annotators take an unnamed insider for a witness, and a named body or full name without a role for
# a participant; a surname or a pronoun alone, told of in another sentence, they mostly leave open.
# Chosen on 900 sentences of the training part (macro-F1 there .39 without, .49 with).
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "i", "we", "you", "this", "that", "others"})
# What shows a thing itself. With records, copies and more kinds of pictures macro-F1 is .018 higher on the
# training part.
_SEEN = frozenset({
    "footage", "video", "videos", "image", "images", "photo", "photos", "recording", "audio", "photograph",
    "photographs", "picture", "pictures", "clip", "cctv", "screenshot", "screenshots", "evidence", "record",
    "records", "copy",
})  # fmt: skip
_PRESS = (
    words("sources.toml", "houses.heads") | words("sources.toml", "houses.agencies") | {"article", "articles"}
)
# Its annotators take who speaks for or runs a firm for a participant, a body and its director for experts.
_POSTS = (words("sources.toml", "posts") | words("sources.toml", "spokespersons") | {"chief"}) - {
    "director", "directors",
}  # fmt: skip
_SPEAKER_OR_READER = frozenset({"i", "we", "you", "us", "me", "they", "who", "people", "some", "one"})
_SHORTEST = 5  # words of a fact: on the training sentences F1 .768 against .766 without


class Item(Struct, frozen=True):
    """What one sentence has: an appeal and types, ours and the gold's."""

    ours: bool
    gold: bool
    our_types: frozenset[str]
    gold_types: frozenset[str]


class Sentence(Struct, frozen=True):
    """A sentence's annotation, and the mentions in it that may lay a fact to a source."""

    annotation: str
    asked: tuple[Asked, ...]


def evaluate(data: Path) -> Evaluation:
    """Score the validation (or test) sentences.

    Args:
        data: the folder that holds ``factappeal`` (or its CSV files).
    """
    folder = data / "factappeal" if (data / "factappeal").is_dir() else data
    path = next((folder / name for name in ("val.csv", "test.csv") if (folder / name).is_file()), None)
    sentences = read(need(path or folder / "val.csv"))
    kinds = iter(types_of([asked for sentence in sentences for asked in sentence.asked]))
    items = [item(sentence, islice(kinds, len(sentence.asked))) for sentence in sentences]
    figures = {
        "has_source_f1": bootstrap(items, has_source_f1),
        "source_type_f1": bootstrap(items, source_type_f1),
    }
    return Evaluation("factappeal", str(folder), figures, PEERS)


def read(path: Path) -> list[Sentence]:
    """Return the sentences of a file, read by the product."""
    with path.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    reports = [_report(index, row["sentence"]) for index, row in enumerate(found)]
    parsed = Parser().parse(reports)
    return [
        Sentence(row["annotation"], tuple(_asked(report, each)))
        for row, report, each in zip(found, reports, parsed, strict=True)
    ]


def _report(index: int, text: str) -> Report:
    blocks = tuple(Block("body", match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
    return Report(f"sentence-{index}", "", text, blocks, language="en")


def _asked(report: Report, parsed: ParsedReport) -> Iterator[Asked]:
    for mention in attribute(report, parsed):
        if _is_appeal(mention, parsed):
            tokens = parsed.sentences[mention.sentence].tokens
            yield Asked(mention, tuple(tokens), report.text, _type(mention.chain[0]))


def item(sentence: Sentence, kinds: Iterable[str]) -> Item:
    """Return what a sentence has, given the types of its mentions' sources."""
    told = frozenset(kinds) - {NOTHING}
    gold = frozenset(_SOURCE.findall(sentence.annotation))
    return Item(bool(told), "<Fact_Appeal" in sentence.annotation, told, gold)


def _is_appeal(mention: ClaimMention, parsed: ParsedReport) -> bool:
    """Whether a mention lays a fact to somebody other than the writer and the reader."""
    if mention.source is None or mention.cue is None or not mention.chain:
        return False
    if mention.source.text.lower() in _SPEAKER_OR_READER or len(mention.content.text.split()) < _SHORTEST:
        return False
    tokens = parsed.sentences[mention.sentence].tokens
    cue = [
        token.lemma.lower()
        for token in tokens
        if any(span.start <= token.start < span.end for span in mention.cue.spans)
    ]
    said = {"according"} if mention.cue.text.lower().startswith("according") else {*cue}
    return bool(said & words("rules.toml", "relaying"))


def _type(layer: Layer) -> str:
    if layer.source_type == "document" and _SEEN & set(layer.entity.lower().split()):
        return "Direct_Evidence"
    if layer.source_type == "document" and _PRESS & set(layer.entity.lower().split()):
        return "News_Report"
    told = f"{layer.entity} {layer.description}".lower().replace(",", " ").split()
    if layer.source_type == "organisation" and _POSTS & set(told):
        return "Active_Participant"
    return _TYPES.get(layer.source_type) or _without_role(layer)


def _without_role(layer: Layer) -> str:
    """Return the type of a source of whom no role is told."""
    if layer.name.lower() in _PRONOUNS:
        return "null"
    if layer.anonymous:
        return "Witness"
    surname = layer.source_type == "person" and " " not in layer.entity
    return "null" if surname else "Active_Participant"


def has_source_f1(items: Sequence[Item]) -> float:
    """Return the F1 of sentences that lay a fact to a source."""
    return _f1([(item.ours, item.gold) for item in items])


def source_type_f1(items: Sequence[Item]) -> float:
    """Return the mean over the gold's types of each type's F1."""
    kinds = sorted({kind for item in items for kind in item.gold_types})
    scores = [_f1([(kind in item.our_types, kind in item.gold_types) for item in items]) for kind in kinds]
    return sum(scores) / len(scores) if scores else 0.0


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    right = sum(ours and gold for ours, gold in pairs)
    total = sum(ours + gold for ours, gold in pairs)
    return 2 * right / total if total else 0.0
