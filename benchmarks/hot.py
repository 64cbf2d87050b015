"""One wire story that very many carry: what each carrier costs, stage by stage, and how right the tree is.

A made-up dispatch of some 400 words is carried by so many outlets over three days: a third whole, a third
cut, a third with other words and figures here and there, most taken from the wire and two in five from an
earlier carrier, so that every parent is known. Beside them stand as many reports on other things. The whole
is ingested in one run, in a process of its own for each size.

    python benchmarks/hot.py                      # 100, 200 and 400 carriers
    python benchmarks/hot.py --carriers 1000
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hundred_thousand import Newsroom
from stages import spent, timed_rooms

from stemma.casebook import Casebook
from stemma.pipeline import ingest
from stemma.records import Edge

_WIRE = "Northwire"
_SENTENCES = 17
_FIRST = datetime(2024, 3, 4, 6)  # noqa: DTZ001  a made-up clock
_DAYS = 3
_SECOND_HAND = 0.4
_EDITED = 0.3
_LEADING = 10  # claims, those of most reports
_STAGES = ("find_copies", "collate_claims", "trace", "find_variants", "collate_events")


@dataclass(frozen=True)
class Carrier:
    """A report of the story: its outlet, its number's parent (-1: none) and its text, in sentences."""

    outlet: str
    parent: int
    when: datetime
    sentences: list[str]


def story(count: int, seed: int = 7) -> list[Carrier]:
    """Return the dispatch and its carriers, in order of publication."""
    dice, room = random.Random(seed), Newsroom(seed)
    made = [Carrier(_WIRE, -1, _FIRST, [room._sentence() for _ in range(_SENTENCES)])]  # noqa: SLF001
    moments = sorted(dice.uniform(0.2, _DAYS * 24) for _ in range(count))
    for number, hours in enumerate(moments, 1):
        parent = dice.randrange(len(made)) if dice.random() < _SECOND_HAND else 0
        sentences = changed(made[parent].sentences, ("whole", "cut", "edited")[number % 3], dice)
        when = _FIRST + timedelta(minutes=round(hours * 60))
        made.append(Carrier(f"Carrier {number}", parent, when, sentences))
    return made


def changed(sentences: list[str], kind: str, dice: random.Random) -> list[str]:
    """Return what a copy of a kind makes of its parent's sentences."""
    if kind == "cut":
        return sentences[: max(4, round(len(sentences) * dice.uniform(0.3, 0.8)))]
    if kind == "whole":
        return sentences
    return [_reworded(one, dice) if dice.random() < _EDITED else one for one in sentences]


def _reworded(sentence: str, dice: random.Random) -> str:
    """Return a sentence with another figure, or with two words less."""
    figures = re.findall(r"\b\d+\b", sentence)
    if figures and dice.random() < 0.5:
        return sentence.replace(figures[0], str(dice.randint(2, 900)), 1)
    words = sentence.split(" ")
    at = dice.randrange(len(words) * 2 // 3, len(words) - 1)
    return " ".join(words[: at - 1] + words[at + 1 :])


def rows(carriers: list[Carrier]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table: the carriers, and as many reports on other things."""
    for number, one in enumerate(carriers):
        yield {
            "id": f"c{number}", "outlet": one.outlet, "published": one.when.isoformat(),
            "title": f"{one.sentences[0][:40]} ({number})", "text": " ".join(one.sentences),
        }  # fmt: skip
    for number, row in enumerate(Newsroom(3).rows(0, len(carriers))):
        day = _FIRST + timedelta(hours=number * _DAYS * 24 / len(carriers))
        yield {**row, "published": day.isoformat(timespec="minutes")}


def measure(count: int, keep: Path | None = None) -> dict[str, object]:
    """Ingest a story of so many carriers and return what a report costs, by stage, and what was found."""
    carriers = story(count)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "story.jsonl")
        table.write_text("".join(json.dumps(row) + "\n" for row in rows(carriers)), encoding="utf-8")
        begun = time.process_time()
        with Casebook.open(keep or Path(folder, "war.db")) as book:
            ingest(book, [str(table)], workers=1, rooms=timed_rooms())
            total = time.process_time() - begun
            found = judged(book, carriers)
    stages = {name: round(spent[name], 2) for name in _STAGES}
    return {"cpu": round(total, 1), "carriers": count, "stages": stages, **found}


def judged(book: Casebook, carriers: list[Carrier]) -> dict[str, object]:
    """Return how many copies, origins and variants were found, and how many parents are right."""
    numbers = {one.outlet: number for number, one in enumerate(carriers)}
    outlets = {id_: numbers[name] for id_, name in book.store.db.execute("SELECT id, outlet FROM reports")
               if name in numbers}  # fmt: skip
    copies = [(one.source, one.target) for one in book.copies()]
    inside = {(outlets[a], outlets[b]) for a, b in copies if a in outlets and b in outlets}
    told = sum((one.parent, number) in inside for number, one in enumerate(carriers) if number)
    claims = sorted(book.claims(), key=lambda one: (-one.reports, one.id))[:_LEADING]
    edges = [(edge, claim) for claim in claims for edge in claim.edges if edge.kind == "copy"]
    homes = {mention.id: outlets.get(mention.report) for claim in claims for mention in claim.mentions}
    right = [_right(edge, homes, carriers) for edge, _ in edges]
    return {
        "copies": len(inside),
        "parents_told": round(told / (len(carriers) - 1), 3),
        "tree_edges": len(edges),
        "tree_parents": round(sum(one == "parent" for one in right) / max(1, len(right)), 3),
        "tree_line": round(sum(one != "" for one in right) / max(1, len(right)), 3),
        "origins": sum(claim.origins.best for claim in claims),
        "origins_low": sum(claim.origins.low for claim in claims),
        "origins_high": sum(claim.origins.high for claim in claims),
        "variants": len(book.variants()),
    }


def _right(edge: Edge, homes: dict[str, int | None], carriers: list[Carrier]) -> str:
    """Tell whether an edge leads to a carrier from its parent, or from one further up."""
    parent, child = homes.get(edge.parent), homes.get(edge.child)
    if parent is None or child is None:
        return ""
    above = carriers[child].parent
    if parent == above:
        return "parent"
    while above >= 0 and above != parent:
        above = carriers[above].parent
    return "above" if above == parent else ""


def main() -> None:
    """Measure the sizes, each in a process of its own, and print one JSON line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--carriers", default="100,200,400", help="sizes of the story, as in 100,400,1000")
    parser.add_argument("--keep", type=Path, help="keep the casebook here (of one size)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(size) for size in options.carriers.split(",")]
    if options.here:
        print(json.dumps(measure(sizes[0], options.keep)))
        return
    baseline: float | None = None
    for size in sizes:
        command = [sys.executable, __file__, "--here", "--carriers", str(size)]
        command += ["--keep", str(options.keep)] if options.keep else []
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found = json.loads(done.stdout)
        each = 1000 * found.pop("cpu") / size
        baseline = baseline or each
        line = {"name": f"hot {size}", "figure": round(each, 1), "unit": "CPU milliseconds a carrier"}
        line |= {"baseline": round(baseline, 1), "ratio": round(each / baseline, 3), **found}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
