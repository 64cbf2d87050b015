"""Copies in generated news-like reports: our index with aligned passages beside MinHash LSH, in one run.

Each system reads the same file in a process of its own. datasketch and rensa are measured when they are
installed; they give pairs of like documents and no passages. With ``--growth`` ours alone is measured at
several sizes: what a report costs, and what it costs to go on from a stored state with 100 more reports.
"""

import argparse
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from measure import Cost, run, show

from stemma.resources import load_toml

if TYPE_CHECKING:
    from stemma.records import Report

WORDS = 600
PART = 10_000
NEW = 100
KINDS = ("verbatim", "light", "cut", "merged", "quoted", "heavy")
COPIED = 0.43
VOCABULARY = 60_000
THRESHOLD = 0.5
PERMUTATIONS = 128
SHINGLE = 5
FUNCTION_WORDS = load_toml("reuse", "lexicon.toml")["function_words"]["words"].split()[:90]
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "or")]


class Newsroom:
    """Makes texts with the statistics of news: Zipf's law, function words, names, stock phrases."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.words = self._invent(VOCABULARY)
        self.names = [word.capitalize() for word in self._invent(8_000)]
        ranks = 1 / np.arange(3, VOCABULARY + 3) ** 0.9
        self.frequency = np.cumsum(ranks / ranks.sum())
        self.phrases = [self._plain(int(size)) for size in self.random.integers(5, 10, 300)]

    def _invent(self, count: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            parts = self.random.integers(0, len(SYLLABLES), int(self.random.integers(2, 5)))
            made["".join(SYLLABLES[part] for part in parts)] = None
        return list(made)

    def _plain(self, size: int) -> list[str]:
        drawn = np.searchsorted(self.frequency, self.random.random(size)).tolist()
        function = (self.random.random(size) < 0.45).tolist()
        which = self.random.integers(0, len(FUNCTION_WORDS), size).tolist()
        return [
            FUNCTION_WORDS[common] if closed else self.words[min(rank, VOCABULARY - 1)]
            for rank, closed, common in zip(drawn, function, which, strict=True)
        ]

    def sentences(self, words: int) -> list[str]:
        """Return sentences of about so many words in all, on an event with names of its own."""
        cast = [self.names[at] for at in self.random.integers(0, len(self.names), 12)]
        made: list[str] = []
        while words > 0:
            size = int(self.random.integers(12, 30))
            sentence = self._plain(size)
            for at in self.random.integers(0, size, 3):
                sentence[at] = cast[int(self.random.integers(0, len(cast)))]
            if self.random.random() < 0.15:
                sentence += self.phrases[int(self.random.integers(0, len(self.phrases)))]
            sentence[0] = sentence[0].capitalize()
            made.append(" ".join(sentence) + ".")
            words -= size
        return made

    def copy(self, kind: str, parent: list[str]) -> list[str]:
        """Return what a copy of a kind makes of its parent's sentences."""
        if kind == "verbatim":
            return parent
        if kind == "cut":
            return parent[: max(2, int(len(parent) * self.random.uniform(0.25, 0.5)))]
        if kind in {"light", "heavy"}:
            rate = 0.08 if kind == "light" else 0.35
            return [self._replaced(sentence, rate) for sentence in parent]
        own = self.sentences(WORDS * 2 // 3)
        if kind == "merged":
            return [*own[: len(own) // 2], *parent[: len(parent) // 3], *own[len(own) // 2 :]]
        start = int(self.random.integers(0, len(parent) - 1))
        quoted = " ".join(parent[start : start + 2]).rstrip(".")
        return [*own[: len(own) // 2], f"“{quoted},” it said.", *own[len(own) // 2 :]]

    def _replaced(self, sentence: str, rate: float) -> str:
        words = sentence.split(" ")
        swapped = np.flatnonzero(self.random.random(len(words)) < rate)
        for at, new in zip(swapped, self._plain(len(swapped)), strict=True):
            words[at] = new
        return " ".join(words)


def write(path: Path, count: int, seed: int = 5) -> None:
    """Write reports, a JSON line each: id, text, and of copies their parent and kind."""
    room = Newsroom(seed)
    parents: list[list[str]] = []
    names: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = {"id": f"r{number:07d}", "outlet": f"Outlet {room.random.integers(0, 500)}"}
            if parents and room.random.random() < COPIED:
                at = int(room.random.integers(0, len(parents)))
                kind = KINDS[int(room.random.integers(0, len(KINDS)))]
                sentences = room.copy(kind, parents[at])
                row |= {"parent": names[at], "kind": kind}
            else:
                sentences = room.sentences(WORDS)
                parents.append(sentences)
                names.append(row["id"])
                if len(parents) > 20_000:  # parents die out, as news does
                    del parents[:1000], names[:1000]
            file.write(json.dumps({**row, "text": " ".join(sentences)}) + "\n")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the reports back: as many of the file's as the environment's COPIES_REPORTS says, or all."""
    limit = os.environ.get("COPIES_REPORTS")
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, islice(file, int(limit) if limit else None))


def corpus(path: Path) -> list[tuple[str, str]]:
    """Read the texts and do nothing: what every system pays."""
    texts = [row["text"] for row in rows(path)]
    return [(str(len(texts)), "")]


def _reports(path: Path) -> "Iterator[Report]":
    from stemma.records import Block, Report

    for row in rows(path):
        body = (Block("body", 0, len(row["text"])),)
        yield Report(row["id"], "", row["text"], body, outlet=row["outlet"], language="en")


def stemma(path: Path) -> list[tuple[str, str]]:
    """Find copies with our index, with aligned passages and directions."""
    from stemma.reuse import CopyIndex

    index, reports = CopyIndex(), _reports(path)
    pairs: dict[str, tuple[str, str]] = {}
    while part := list(islice(reports, PART)):
        changes = index.update(part)
        pairs |= {copy.id: (copy.source, copy.target) for copy in changes.copies if copy.kind != "quotation"}
        for name in changes.withdrawn:
            pairs.pop(name, None)
    return list(pairs.values())


def resume(path: Path) -> dict[str, float]:
    """Store the index of all reports but 100, load it again and add these, and return what that took."""
    from stemma.reuse import CopyIndex

    reports = list(_reports(path))
    index = CopyIndex()
    for start in range(0, len(reports) - NEW, PART):
        index.add_all(reports[start : min(start + PART, len(reports) - NEW)])
    known = {report.id: report for report in reports}
    times = [time.process_time()]
    state = index.state()
    times.append(time.process_time())
    index = CopyIndex.restore(state, lambda names: [known[name] for name in names])
    times.append(time.process_time())
    index.add_all(reports[-NEW:])
    times.append(time.process_time())
    store, load, add = np.diff(times).tolist()
    return {"state_mb": len(state) / 2**20, "store_seconds": store, "load_seconds": load, "add_seconds": add}


def _shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def datasketch(path: Path) -> list[tuple[str, str]]:
    """Find like pairs with datasketch's MinHash LSH."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs: list[tuple[str, str]] = []
    for row in rows(path):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(row["text"])])
        pairs.extend((other, row["id"]) for other in index.query(sketch))
        index.insert(row["id"], sketch)
    return pairs


def rensa(path: Path) -> list[tuple[str, str]]:
    """Find like pairs with rensa's MinHash LSH."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=16)
    names: list[str] = []
    pairs: list[tuple[str, str]] = []
    for row in rows(path):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(_shingles(row["text"]))
        pairs.extend((names[other], row["id"]) for other in index.query(sketch))
        index.insert(len(names), sketch)
        names.append(row["id"])
    return pairs


SYSTEMS = {"corpus": corpus, "stemma": stemma, "datasketch": datasketch, "rensa": rensa}


def quality(path: Path, pairs: list[list[str]]) -> dict[str, float]:
    """Return recall for each kind of copy, and precision, pairs of one parent's copies left out of it."""
    found = {frozenset(pair) for pair in pairs}
    true: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    family: dict[str, str] = {}
    for row in rows(path):
        family[row["id"]] = row.get("parent", row["id"])
        if "parent" in row:
            true[row["kind"]].append(frozenset((row["parent"], row["id"])) in found)
    right = sum(family[one] == family[other] for one, other in pairs)
    recall = {f"recall_{kind}": round(sum(hits) / max(1, len(hits)), 3) for kind, hits in true.items()}
    return {**recall, "precision": round(right / max(1, len(pairs)), 3)}


def measure(system: str, path: Path, reports: int) -> tuple[Cost, dict[str, float]]:
    """Run a system on so many reports in a process of its own and return its cost and its quality."""
    os.environ["COPIES_REPORTS"] = str(reports)
    answer = path.with_suffix(f".{system}")
    cost = run([sys.executable, __file__, "--system", system, "--file", str(path), "--answer", str(answer)])
    found = json.loads(answer.read_text())
    answer.unlink()
    if system == "resume":
        return cost, {name: round(value, 2) for name, value in found.items()}
    return cost, {} if system == "corpus" else quality(path, found)


def compare(path: Path, reports: int, only: list[str] | None) -> None:
    """Measure the systems on the same reports and print one JSON line each."""
    systems = only or ["datasketch", "rensa", "stemma"]
    known = [name for name in systems if name == "stemma" or importlib.util.find_spec(name)]
    plain, _ = measure("corpus", path, reports)
    baseline: float | None = None
    for system in known:
        cost, figures = measure(system, path, reports)
        speed = reports / max(0.001, cost.cpu - plain.cpu)
        if system == "datasketch":
            baseline = speed
        more = {"wall_seconds": round(cost.wall, 1), "peak_mb": round(cost.peak_mb), **figures}
        show(f"copies {system} {reports}", speed, "reports per CPU second", baseline, **more)


def grow(path: Path, sizes: list[int]) -> None:
    """Measure our index at several sizes and print one JSON line each; the baseline is the first size."""
    baseline: float | None = None
    for size in sizes:
        plain, _ = measure("corpus", path, size)
        cost, figures = measure("stemma", path, size)
        _, resumed = measure("resume", path, size)
        each = 1000 * (cost.cpu - plain.cpu) / size
        more = {"wall_seconds": round(cost.wall, 1), "peak_mb": round(cost.peak_mb), **resumed, **figures}
        show(f"copies growth {size}", each, "CPU milliseconds a report", baseline, **more)
        baseline = baseline or each


def main() -> None:
    """Measure all systems, or ours at several sizes, and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--only", choices=SYSTEMS, action="append", help="measure only this system")
    parser.add_argument("--growth", help="measure ours alone at these sizes, as in 10000,100000,400000")
    parser.add_argument("--texts", type=Path, help="write the reports to this file, or use those it has")
    parser.add_argument("--system", choices=[*SYSTEMS, "resume"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.system:
        work = resume if options.system == "resume" else SYSTEMS[options.system]
        options.answer.write_text(json.dumps(work(options.file)))
        return
    sizes = [int(size) for size in options.growth.split(",")] if options.growth else [options.reports]
    with tempfile.TemporaryDirectory() as folder:
        path = options.texts or Path(folder) / "reports.jsonl"
        if not path.exists():
            write(path, max(sizes))
        if options.growth:
            grow(path, sizes)
        else:
            compare(path, options.reports, options.only)


if __name__ == "__main__":
    main()
