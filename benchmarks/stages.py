"""The share of each stage in the CPU seconds of a whole ingest."""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ingest import sample
from measure import missing
from msgspec import Struct, structs

from stemma.casebook import Casebook
from stemma.evaluation import data_folder
from stemma.pipeline import Rooms, ingest, remembering
from stemma.pipeline.analysing import real_analyst
from stemma.pipeline.collating import Collator, real_collator
from stemma.pipeline.remembering import Notebook
from stemma.pipeline.rooms import REAL

T = TypeVar("T", bound=Struct)

spent: defaultdict[str, float] = defaultdict(float)


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its CPU seconds added up under ``name``."""

    def run(*arguments: object, **named: object) -> object:
        begun = time.process_time()
        try:
            found = function(*arguments, **named)
            return list(found) if isinstance(found, Iterator) else found
        finally:
            spent[name] += time.process_time() - begun

    return run


def timed_fields(record: T) -> T:
    """Return a record of functions with each of them timed under its field's name."""
    functions = {name: timed(name, one) for name, one in structs.asdict(record).items() if callable(one)}
    return structs.replace(record, **functions)


class TimedNotebook(Notebook):
    """Notes what a collation finds, and times the functions that it is done with."""

    def collator(self, real: Collator) -> Collator:
        """Return the functions that take notes, timed."""
        return timed_fields(super().collator(real))


def timed_rooms() -> Rooms:
    """Return the real rooms, timed."""
    remembering.Notebook = TimedNotebook  # type: ignore[misc]  # it stands between the rooms and the run
    return Rooms(
        REAL.documents,
        timed("read", REAL.read),
        analyst=lambda: timed_fields(timed("loading models", real_analyst)()),
        collator=real_collator,
    )


def main() -> None:
    """Measure, and print one JSON line a stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=150, help="only so many articles of FA-KES")
    options = parser.parse_args()
    source = data_folder(options.data) / "fa-kes" / "FA-KES-Dataset.csv"
    if not source.is_file():
        missing("stages", f"no {source}")
        return
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "fakes.csv")
        articles = sample(source, table, options.limit)
        begun = time.process_time()
        with Casebook.open(Path(folder, "war.db")) as book:
            ingest(book, [str(table)], workers=1, rooms=timed_rooms())
        total = time.process_time() - begun
    spent["everything else (storing, reading the casebook)"] = total - sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda stage: -stage[1]):
        line = {"name": f"stage {name}", "figure": round(seconds, 2), "unit": "CPU seconds", "baseline": None}
        print(json.dumps({**line, "ratio": None, "share": round(seconds / total, 3), "articles": articles}))


if __name__ == "__main__":
    main()
