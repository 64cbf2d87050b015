"""War news: claims and their speakers in articles on Syria and Ukraine, labelled by hand.

``labels/warnews.csv`` holds document ids and offsets only: where a claim stands, and where the report
names its speaker most fully. What the articles marked ``dev`` showed to be wrong was mended; those marked
``test`` (drawn by seed among the articles of 150 to 450 words) were labelled later, and no code answers
to them: their figures begin with ``heldout_``. A claim is found when the words of a mention's content
overlap with it by Jaccard .5 or more, one to one; its speaker is right when the first layer of the chain
has the name that the report gives (one name inside the other, or the same last word).
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from stemma.attribution import attribute
from stemma.evaluation.base import Evaluation, Figure, bootstrap, need
from stemma.evaluation.overlapping import matched, words_at
from stemma.language import Parser
from stemma.records import Block, ClaimMention, Report, Span

# The best of the tools measured on another, held-out set of war news.
PEERS = {"best peer, on a held-out set": {"claim_f1": 0.65, "claim_with_speaker_f1": 0.37}}

_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"the", "a", "an", "of", "for", "and", "in", "s"})


class Label(Struct, frozen=True):
    """A claim's place and its speaker's fullest name, in one document."""

    claim: Span
    speaker: Span


class Counts(Struct, frozen=True):
    """What one document adds."""

    matched: int
    found: int
    gold: int
    speakers: int


def evaluate(data: Path) -> Evaluation:
    """Score the claims of the labelled articles.

    Args:
        data: the folder that holds ``fa-kes`` and ``ukraine-news-bias``.
    """
    labels, held_out = _labels()
    reports = [_report(key, text) for key, text in _texts(data, set(labels)).items()]
    parsed = Parser().parse(reports)
    counts = {
        report.id: _score(report.text, attribute(report, each), labels[report.id])
        for report, each in zip(reports, parsed, strict=True)
    }
    figures = _figures(list(counts.values()))
    later = _figures([each for key, each in counts.items() if key in held_out])
    figures |= {f"heldout_{name}": figure for name, figure in later.items()}
    return Evaluation("warnews", str(data), figures, PEERS)


def _figures(counts: Sequence[Counts]) -> dict[str, Figure]:
    return {
        "claim_f1": bootstrap(counts, _f1),
        "claim_precision": bootstrap(
            counts, lambda c: _share(sum(x.matched for x in c), sum(x.found for x in c))
        ),
        "claim_recall": bootstrap(
            counts, lambda c: _share(sum(x.matched for x in c), sum(x.gold for x in c))
        ),
        "speaker_accuracy": bootstrap(
            counts, lambda c: _share(sum(x.speakers for x in c), sum(x.matched for x in c))
        ),
        "claim_with_speaker_f1": bootstrap(
            counts, lambda c: _share(2 * sum(x.speakers for x in c), sum(x.found + x.gold for x in c))
        ),
    }


def _labels() -> tuple[dict[str, list[Label]], set[str]]:
    """Return the labels by document, and the documents that are held out."""
    table = files("stemma.evaluation") / "labels" / "warnews.csv"
    labels: dict[str, list[Label]] = defaultdict(list)
    held_out: set[str] = set()
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        claim = Span(int(row["start"]), int(row["end"]))
        speaker = Span(int(row["speaker_start"]), int(row["speaker_end"]))
        key = f"{row['corpus']}:{row['document']}"
        labels[key].append(Label(claim, speaker))
        if row["part"] == "test":
            held_out.add(key)
    return labels, held_out


def _texts(data: Path, wanted: set[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    table = need(data / "fa-kes" / "FA-KES-Dataset.csv").read_text(encoding="latin-1")
    for row in csv.DictReader(table.splitlines(keepends=True)):
        texts[f"fa-kes:{row['unit_id']}"] = row["article_content"]
    for path in sorted(need(data / "ukraine-news-bias").glob("article_*.json")):
        sentences = json.loads(path.read_text(encoding="utf-8"))["sentences"]
        joined = " ".join((sentence["content"] or "").strip() for sentence in sentences)
        texts[f"ukraine-news-bias:{path.stem.removeprefix('article_')}"] = joined
    return {key: text for key, text in texts.items() if key in wanted}


def _report(key: str, text: str) -> Report:
    return Report(id=key, sha256="", text=text, blocks=(Block("body", 0, len(text)),))


def _score(text: str, mentions: Sequence[ClaimMention], labels: Sequence[Label]) -> Counts:
    claims = [mention for mention in mentions if mention.directness != "own"]
    taken = matched(
        [words_at(text, mention.content.spans) for mention in claims],
        [words_at(text, (label.claim,)) for label in labels],
    )
    right = sum(
        _same(claims[i], text[labels[j].speaker.start : labels[j].speaker.end]) for i, j in taken.items()
    )
    return Counts(len(taken), len(claims), len(labels), right)


def _same(mention: ClaimMention, name: str) -> bool:
    if not mention.chain:
        return False
    ours, gold = (
        [w for w in _WORD.findall(each.lower()) if w not in _EMPTY]
        for each in (mention.chain[0].entity, name)
    )
    if not ours or not gold:
        return False
    return set(ours) <= set(gold) or set(gold) <= set(ours) or ours[-1] == gold[-1]


def _f1(counts: Sequence[Counts]) -> float:
    return _share(2 * sum(each.matched for each in counts), sum(each.found + each.gold for each in counts))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
