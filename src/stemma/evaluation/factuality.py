"""Event factuality: how sure a reader is that an event happened, from -3 to 3.

UW (Lee et al., EMNLP 2015) holds ``pearson_r`` and ``mae``; UDS-IH2 (White et al. 2016, Rudinger et
al. 2018) and MegaVeridicality (White and Rawlins 2018) are reported beside it. Each line of a file is
``{text, targets[{span1, label}]}``, ``span1`` counting the words that blanks part. Intervals are over
sentences. The three asked their annotators different questions, so that the events of each are judged on its
own scale; a folder of another name is judged on UW's.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from stemma.attribution.tree import Tree
from stemma.attribution.veridical import Scale, happened
from stemma.evaluation.base import Evaluation, Figure, bootstrap, need
from stemma.language import Parser
from stemma.records import Block, Report

SETS: dict[Scale, str] = {"UW": "", "UDS": "uds_", "MegaVeridicality": "mega_"}

Pair = tuple[float, float]
Event = tuple[Tree | None, int, float]


def evaluate(data: Path) -> Evaluation:
    """Score the events of the development (or test) splits.

    Args:
        data: the folder that holds ``factuality`` (or the folders UW, UDS and MegaVeridicality, or
            files ``*.jsonl`` of one set).
    """
    folder = data / "factuality" if (data / "factuality").is_dir() else data
    figures: dict[str, Figure] = {}
    for name, prefix in SETS.items():
        path = _split(folder / name)
        if path is None:
            continue
        figures |= _figures(path, prefix, name)
    if not figures:
        own = _split(folder)
        figures = _figures(own or need(folder / "UW" / "dev.jsonl"), "", _scale_of(folder))
    return Evaluation("factuality", str(folder), figures)


def _split(folder: Path) -> Path | None:
    """Return a folder's development split, or its test split where there is no other."""
    names = ("dev.jsonl", "test.jsonl")
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _scale_of(folder: Path) -> Scale:
    return next((name for name in SETS if name == folder.name), "UW")


def _figures(path: Path, prefix: str, scale: Scale) -> dict[str, Figure]:
    pairs = _scored(path, scale)
    return {
        f"{prefix}pearson_r": bootstrap(pairs, _pearson, samples=200),
        f"{prefix}mae": bootstrap(pairs, _mae, samples=200),
    }


def _scored(path: Path, scale: Scale) -> list[list[Pair]]:
    """Return (ours, gold) of each sentence's events; an event that was not found is held for certain."""
    sentences: dict[int, list[Pair]] = {}
    for number, (tree, index, label) in _numbered(path):
        value = happened(tree, index, scale) if tree is not None else None
        sentences.setdefault(number, []).append((3.0 if value is None else value, label))
    return list(sentences.values())


def read_events(path: Path) -> Iterator[Event]:
    """Yield the sentence, the token and the label of each event of a file; no sentence if not found."""
    for _, event in _numbered(path):
        yield event


def _numbered(path: Path) -> Iterator[tuple[int, Event]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    reports = [
        Report(f"sentence-{index}", "", row["text"], (Block("body", 0, len(row["text"])),), language="en")
        for index, row in enumerate(rows)
    ]
    for number, (row, parsed) in enumerate(zip(rows, Parser().parse(reports), strict=True)):
        starts = [0]
        for word in row["text"].split(" "):
            starts.append(starts[-1] + len(word) + 1)
        trees = [Tree(sentence) for sentence in parsed.sentences]
        for target in row["targets"]:
            yield number, (*_token(trees, starts[target["span1"][0]]), float(target["label"]))


def _token(trees: Sequence[Tree], at: int) -> tuple[Tree | None, int]:
    for tree in trees:
        for index, token in enumerate(tree.tokens):
            if token.start <= at < token.end:
                return tree, index
    return None, 0


def _pearson(sentences: Sequence[list[Pair]]) -> float:
    ours = [pair[0] for sentence in sentences for pair in sentence]
    gold = [pair[1] for sentence in sentences for pair in sentence]
    if len(ours) < 2:  # noqa: PLR2004 (no correlation of one point)
        return 0.0
    mine, theirs = fmean(ours), fmean(gold)
    shared = sum((a - mine) * (b - theirs) for a, b in zip(ours, gold, strict=True))
    spread = (sum((a - mine) ** 2 for a in ours) * sum((b - theirs) ** 2 for b in gold)) ** 0.5
    return float(shared / spread) if spread else 0.0


def _mae(sentences: Sequence[list[Pair]]) -> float:
    errors = [abs(ours - gold) for sentence in sentences for ours, gold in sentence]
    return sum(errors) / len(errors) if errors else 0.0
