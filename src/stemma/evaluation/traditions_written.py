"""Stories written by hand, each with a full rewriting of it and another reporter's account of its event."""

import json
import random
from datetime import timedelta
from functools import cache
from importlib.resources import files

from stemma.evaluation.traditions import FIRST_DAY, Desk, Tradition

# The finder was made on "written_dev" (docs/benchmarks/transmission.md says what "written" has seen).
WRITTEN = ("written", "written_dev")


@cache
def stories() -> tuple[dict[str, str], ...]:
    """Return the stories: ``original``, ``rewrite``, ``account``, and ``half`` ("dev" or "test")."""
    path = files("stemma.evaluation") / "labels" / "rewritings.jsonl"
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def add_written(tradition: Tradition, seed: int) -> None:
    """File each story, its rewriting and the account by three outlets, every other story without dates."""
    generator = random.Random(seed)  # noqa: S311  an artificial tradition, nothing secret
    desk = Desk(tradition, generator)
    for number, story in enumerate(stories()):
        day = FIRST_DAY + timedelta(days=generator.randrange(900)) if number % 2 == 0 else None
        later = day + timedelta(days=generator.randint(1, 3)) if day else None
        outlets = desk.outlets(3)
        first = desk.file(outlets[0], story["original"], day)
        rewriting = desk.file(outlets[1], story["rewrite"], later)
        account = desk.file(outlets[2], story["account"], later)
        kind = "written" if story["half"] == "test" else "written_dev"
        tradition.pairs += [
            {"source": first, "target": rewriting, "kind": kind, "dated": day is not None},
            {"source": first, "target": account, "kind": "independent", "dated": False},
            {"source": rewriting, "target": account, "kind": "independent", "dated": False},
        ]
