"""The benchmark of transmission: copies, their direction, origins and variants in artificial traditions."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.evaluation.base import Evaluation, Figure, bootstrap, mean, need
from stemma.evaluation.fakes_pairs import read_articles
from stemma.evaluation.traditions import KINDS, Tradition, copying_families
from stemma.evaluation.traditions_claims import claim_families
from stemma.evaluation.traditions_written import WRITTEN, add_written
from stemma.evaluation.transmission_claims import claim_figures, run
from stemma.reading import documents, read
from stemma.records import Copy, Document, Report
from stemma.reuse import find_copies

_SEED = 7
_FAMILIES = 40
_WORDS = (150, 600)
_SHARED_WORDS = 6
_COPIED = (*KINDS, *WRITTEN)
# These kinds have a figure even in a set that has no pair of them.
_CONTRACT = ("verbatim", "cut", "merged", "quoted", "light", "heavy")


def evaluate(data: Path) -> Evaluation:
    """Score copies, directions, origins and variants.

    Args:
        data: a folder with ``reports.jsonl`` and ``truth.json`` (docs/benchmarks/transmission.md),
            or the folder of evaluation data, from whose FA-KES articles a tradition is made.

    Raises:
        DataMissing: the folder holds neither.
    """
    if (data / "truth.json").exists():
        copied = claimed = load(data)
    else:
        copied, claimed = generate(data), claim_families(_SEED)
    figures = copy_figures(copied, find_copies(as_reports(copied.reports)))
    if claimed.claims or claimed.variants:
        figures.update(claim_figures(claimed, run(claimed)))
    return Evaluation(name="transmission", data=str(data), figures=figures, peers=PEERS)


# Measured on other, like texts: see docs/benchmarks/transmission.md.
PEERS = {
    "datasketch MinHash LSH": {
        "recall_verbatim": 1.0,
        "recall_light": 0.71,
        "recall_cut": 0.40,
        "recall_merged": 0.11,
        "recall_quoted": 0.0,
        "recall_heavy": 0.0,
    },
}


def load(folder: Path) -> Tradition:
    """Read a tradition that was written down."""
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return Tradition(reports=[json.loads(line) for line in lines if line.strip()], **truth)


def generate(data: Path, families: int = _FAMILIES, seed: int = _SEED) -> Tradition:
    """Make a tradition from FA-KES articles that share no text with each other."""
    articles = read_articles(need(data / "fa-kes" / "FA-KES-Dataset.csv"))
    originals = _unrelated([article.text for article in articles], families)
    tradition = copying_families(originals, seed)
    add_written(tradition, seed)
    return tradition


def _unrelated(texts: Sequence[str], count: int) -> list[str]:
    """Return texts of middling length no two of which share six words in a row."""
    chosen: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        words = text.lower().split()
        runs = {tuple(words[at : at + _SHARED_WORDS]) for at in range(len(words) - _SHARED_WORDS + 1)}
        if _WORDS[0] <= len(words) <= _WORDS[1] and not runs & seen:
            chosen.append(text)
            seen |= runs
        if len(chosen) == count:
            break
    return chosen


def as_reports(rows: Sequence[Mapping[str, str]]) -> dict[str, Report]:
    """Return the reports that the room ``reading`` makes of rows of a table."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "reports.jsonl"
        table.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        found = [read(item) for item in documents([str(table)]) if isinstance(item, Document)]
    return {report.id: report for report in found}


class _Found(Struct, frozen=True):
    """A true copy: whether it was found, whether its direction is right, and its kind."""

    kind: str
    dated: bool
    found: bool
    directed: bool


def copy_figures(tradition: Tradition, copies: Sequence[Copy]) -> dict[str, Figure]:
    """Return the figures that rest on copies alone.

    A pair of two reports with a common ancestor counts neither for nor against precision; a copy
    of kind "quotation" claims no copying and so is no false one. Direction is counted over the
    copies that were found, "unknown" as wrong, but for undated full copies without any change.
    """
    found = {frozenset((copy.source, copy.target)): copy for copy in copies}
    pairs = [pair for pair in tradition.pairs if pair["kind"] in _COPIED]
    true = [_check(pair, found) for pair in pairs]
    held = {item.kind for item in true}
    figures = {
        f"recall_{kind}": bootstrap([item.found for item in true if item.kind == kind], mean)
        for kind in _COPIED
        if kind in held or kind in _CONTRACT
    }
    kinds = {frozenset((pair["source"], pair["target"])): pair["kind"] for pair in tradition.pairs}
    claimed = [
        kinds.get(pair, "unrelated") in _COPIED
        for pair, copy in found.items()
        if copy.kind != "quotation" and kinds.get(pair) != "sibling"
    ]
    figures["precision"] = bootstrap(claimed, mean)
    texts = {row["id"]: row["text"] for row in tradition.reports}
    same = {
        frozenset((pair["source"], pair["target"]))
        for pair in tradition.pairs
        if texts[pair["source"]] == texts[pair["target"]]
    }
    for name, dated in (("direction_dated", True), ("direction_undated", False)):
        directed = [
            item.directed
            for item, pair in zip(true, pairs, strict=True)
            if item.found
            and item.dated == dated
            and (dated or frozenset((pair["source"], pair["target"])) not in same)
        ]
        figures[name] = bootstrap(directed, mean)
    return figures


def _check(pair: Mapping[str, Any], found: Mapping[frozenset[str], Copy]) -> _Found:
    copy = found.get(frozenset((pair["source"], pair["target"])))
    right = copy is not None and copy.direction != "unknown" and copy.source == pair["source"]
    return _Found(pair["kind"], bool(pair["dated"]), copy is not None and copy.kind != "quotation", right)
