"""Casebooks damaged at random, and what can be had of them; as a program, many of them.

python tests/reliability/damaging.py --count 1000
"""

import argparse
import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from stemma.api import Book
from stemma.casebook import Casebook, salvage
from stemma.demo import corpus_paths
from stemma.errors import CasebookError
from stemma.records import Document, Report

PAGE = 4096
Damage = Callable[[Path, random.Random], int]


def _write(path: Path, place: int, made: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(made)


def _pages(path: Path) -> int:
    return path.stat().st_size // PAGE


def overwritten(path: Path, dice: random.Random) -> int:
    """Overwrite one to five pages with random bytes; return how many pages are damaged."""
    chosen = dice.sample(range(1, _pages(path)), dice.randint(1, 5))
    for page in chosen:
        _write(path, page * PAGE, dice.randbytes(PAGE))
    return len(chosen)


def zeroed(path: Path, dice: random.Random) -> int:
    """Empty a run of pages, as a failing disk does."""
    count = dice.randint(1, 8)
    first = dice.randint(1, max(1, _pages(path) - count))
    _write(path, first * PAGE, bytes(PAGE * count))
    return count


def flipped(path: Path, dice: random.Random) -> int:
    """Flip one to twenty bits."""
    size = path.stat().st_size
    raw = path.read_bytes()
    count = dice.randint(1, 20)
    for place in (dice.randrange(size) for _ in range(count)):
        _write(path, place, bytes([raw[place] ^ 1 << dice.randrange(8)]))
    return count


def truncated(path: Path, dice: random.Random) -> int:
    """Cut the file anywhere in its last half."""
    size = path.stat().st_size
    left = dice.randrange(size // 2, size)
    with path.open("r+b") as file:
        file.truncate(left)
    return (size - left) // PAGE + 1


def header_broken(path: Path, dice: random.Random) -> int:
    """Overwrite the header, or the whole first page (which holds the schema's beginning)."""
    _write(path, 0, dice.randbytes(dice.choice((16, 100, PAGE))))
    return 1


def log_lost(path: Path, _dice: random.Random) -> int:
    """Delete the write-ahead log."""
    path.with_name(f"{path.name}-wal").unlink()
    return 0


def log_damaged(path: Path, dice: random.Random) -> int:
    """Overwrite some bytes anywhere in the write-ahead log, or cut it."""
    wal = path.with_name(f"{path.name}-wal")
    place = dice.randrange(wal.stat().st_size)
    if dice.random() < 0.5:
        with wal.open("r+b") as file:
            file.truncate(place)
    else:
        _write(wal, place, dice.randbytes(min(200, wal.stat().st_size - place)))
    return 0


KINDS: dict[str, Damage] = {
    made.__name__: made
    for made in (overwritten, zeroed, flipped, truncated, header_broken, log_lost, log_damaged)
}


def make(folder: Path) -> Path:
    """Make a casebook of the demo corpus with decisions, and beside it one with a log not yet taken in."""
    path = folder / "whole.db"
    with Book.open(path) as book:
        book.ingest(corpus_paths(), workers=1)
        book.decide("accept", book.claims()[0].id, note="seen")
        book.decide("redate", book.reports()[0].id, value="2024-05-01")
    logged = folder / "logged.db"
    shutil.copy(path, logged)
    with Casebook.open(logged) as book:
        for number in range(20):
            book.decide("accept", book.claims()[number].id, note=f"note {number}")
        for part in ("", "-wal"):
            shutil.copy(f"{logged}{part}", f"{folder / 'open.db'}{part}")
    return path


def as_document(origin: str, raw: bytes) -> Document:
    """Return a document of these bytes."""
    return Document(origin, raw, "text/plain", hashlib.sha256(raw).hexdigest(), {"beside": origin})


def as_report(document: Document) -> Report:
    """Return a report that has nothing but an id."""
    return Report(id=f"r-{document.sha256[:12]}", sha256=document.sha256, text="The depot burned.", blocks=())


@dataclass
class Outcome:
    """What came of one damage: a word for it, how many documents are lost, and what went wrong."""

    state: str
    lost: int = 0
    faults: list[str] = field(default_factory=list)


def outcome(path: Path, whole: Casebook, *, early: bool) -> Outcome:
    """Open, check, repair and else salvage a damaged casebook.

    Args:
        path: the damaged casebook.
        whole: what it was.
        early: whether it may be as it was some commits ago.
    """
    try:
        with Casebook.open(path, create=False) as book:
            findings = book.check()
            if not findings:
                return _sound(book, whole, early=early)
            if {one.kind for one in findings} <= {"index", "search"}:
                book.repair(findings)
                return Outcome("repaired", faults=[f"still: {one}" for one in book.check()])
            if not {one.kind for one in findings} & {"file", "raw"}:
                book.repair(findings)
                return Outcome("to be computed again")
    except CasebookError as error:
        if not any(word in str(error) for word in ("doctor", "newer Stemma", "not a casebook")):
            return Outcome("refused", faults=[f"no advice: {error}"])
    return _salvaged(path, whole)


def _sound(book: Casebook, whole: Casebook, *, early: bool) -> Outcome:
    if early:
        missing = len(whole.reports()) - len(book.reports())
        return Outcome("sound, as some commits ago", faults=["reports are missing"] if missing else [])
    same = book.reports() == whole.reports() and book.decisions() == whole.decisions()
    return Outcome("sound" if same else "damage not seen")


def _salvaged(path: Path, whole: Casebook) -> Outcome:
    wanted = {kept.document.sha256: kept.document.raw for kept in whole.documents()}
    try:
        found = salvage(path)
    except CasebookError as error:
        return Outcome("nothing left", len(wanted), [] if "salvaged" in str(error) else [str(error)])
    faults = [] if all(wanted.get(one.sha256) == one.raw for one in found.documents) else ["other bytes"]
    lost = len(wanted) - len(found.documents)
    if lost and not found.lost:
        faults.append(f"{lost} documents lost without a word")
    return Outcome("salvaged", lost, faults)


def damage(
    count: int, folder: Path, seed: int = 0
) -> tuple[dict[str, Counter[str]], Counter[str], list[str]]:
    """Damage a casebook so many times; return the states and lost documents by kind, and the faults."""
    dice = random.Random(seed)
    whole = make(folder)
    states: dict[str, Counter[str]] = {name: Counter() for name in KINDS}
    lost: Counter[str] = Counter()
    faults = []
    with Casebook.open(whole) as sound:
        for number in range(count):
            name = list(KINDS)[number % len(KINDS)]
            early = name.startswith("log")
            path = folder / "damaged.db"
            for part in ("", "-wal"):
                source = Path(f"{folder / 'open.db' if early else whole}{part}")
                Path(f"{path}{part}").unlink(missing_ok=True)
                if source.exists() and (early or not part):
                    shutil.copy(source, f"{path}{part}")
            Path(f"{path}-shm").unlink(missing_ok=True)
            KINDS[name](path, dice)
            found = outcome(path, sound, early=early)
            states[name][found.state] += 1
            lost[name] += found.lost
            faults += [f"{name} {number}: {fault}" for fault in found.faults]
    return states, lost, faults


def main() -> None:
    """Damage, and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=700)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        states, lost, faults = damage(options.count, Path(folder), options.seed)
    print(json.dumps({"states": states, "lost": lost, "faults": faults[:20]}, indent=1))  # noqa: T201  a program
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
