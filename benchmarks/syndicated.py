"""Whole ingest of a collection in which 70% is syndicated copy, beside a bare spaCy parse of the same text.

The originals are articles of FA-KES, read in place; the copies are made of them under other outlets'
names, up to three days later: a third verbatim, a third cut after a quarter to three quarters of the
sentences, a third lightly edited (one sentence in four has a word less, or another sentence before it).
"""

import argparse
import csv
import random
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from ingest import ROUNDS, compare, rows
from measure import missing

from stemma.evaluation import data_folder
from stemma.language import split_sentences

NAME = "ingest-syndicated"
COPIED = 0.7
KINDS = ("verbatim", "cut", "edited")
EDITED = 0.25
Row = dict[str, str]


def main() -> None:
    """Measure, and print one JSON line for the ingest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=None, help="only so many articles, copies too")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1, help=ROUNDS)
    options = parser.parse_args()
    source = data_folder(options.data) / "fa-kes" / "FA-KES-Dataset.csv"
    if not source.is_file():
        missing(NAME, f"no {source}")
        return
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "syndicated.csv")
        articles, copies = write(list(rows(source)), table, options.limit)
        share = round(copies / articles, 2)
        compare(NAME, table, articles, options.workers, options.rounds, copied=share)


def write(articles: list[Row], target: Path, limit: int | None) -> tuple[int, int]:
    """Write originals and copies, in order of their dates; return how many reports and copies there are."""
    chance = random.Random(11)
    count = min(limit or len(articles), len(articles))
    chance.shuffle(articles)
    originals = articles[: max(1, round(count * (1 - COPIED)))]
    outlets = sorted({row["source"] for row in articles})
    made = [*originals, *copies(originals, count - len(originals), outlets, chance)]
    made.sort(key=lambda row: (day_of(row), row["article_title"]))
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(made[0]))
        writer.writeheader()
        writer.writerows({**row, "unit_id": str(number)} for number, row in enumerate(made))
    return len(made), count - len(originals)


def copies(originals: list[Row], count: int, outlets: list[str], chance: random.Random) -> Iterator[Row]:
    """Make copies; some originals are copied by many, most by one or two."""
    weights = [1 / (place + 3) ** 0.5 for place in range(len(originals))]
    for number, parent in enumerate(chance.choices(originals, weights, k=count)):
        text = changed(parent["article_content"], KINDS[number % len(KINDS)], chance)
        outlet = chance.choice([name for name in outlets if name != parent["source"]])
        later = day_of(parent) + timedelta(days=chance.randint(0, 3))
        yield {**parent, "article_content": text, "source": outlet, "date": f"{later:%m/%d/%Y}"}


def changed(text: str, kind: str, chance: random.Random) -> str:
    """Return what a copy of a kind makes of a text."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    if kind == "cut":
        sentences = sentences[: max(2, round(len(sentences) * chance.uniform(0.25, 0.75)))]
    elif kind == "edited":
        for at in range(len(sentences) - 1):
            if chance.random() < EDITED / 2:
                sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
            elif chance.random() < EDITED / 2:
                sentences[at] = shortened(sentences[at], chance)
    else:
        return text
    return " ".join(sentences)


def shortened(sentence: str, chance: random.Random) -> str:
    """Return a sentence without one of its words."""
    words = re.findall(r"\S+\s*", sentence)
    if len(words) > 4:
        del words[chance.randrange(1, len(words) - 1)]
    return "".join(words)


def day_of(row: Row) -> date:
    """Return the day of an article."""
    return datetime.strptime(row["date"], "%m/%d/%Y").date()  # noqa: DTZ007  a day without a clock


if __name__ == "__main__":
    main()
