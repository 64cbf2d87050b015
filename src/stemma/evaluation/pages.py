"""The benchmark of made pages: live blogs parted into entries with times, paywall stubs known as such."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct, structs

from stemma.errors import ReadingError
from stemma.evaluation.base import Evaluation, Figure, bootstrap
from stemma.evaluation.pages_made import Half, Page, made
from stemma.reading import parts, read
from stemma.records import Document, Report

_SEED, _COUNT = 11, 84
_ALIKE = 0.8  # of the words of an entry found and of the true one, together
_MINUTE = 16  # characters of "2031-05-06T14:05"
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=\.)\s")


class _Score(Struct, frozen=True):
    """One page: entries right, found and true; times right and true; the rest as far as it applies."""

    half: Half
    right: int = 0
    found: int = 0
    true: int = 0
    times_right: int = 0
    times: int = 0
    whole: bool | None = None
    split: bool | None = None
    stub: bool | None = None
    named_stub: bool = False


def evaluate(data: Path) -> Evaluation:
    """Read made pages and score entries, their times, and stubs, for both halves.

    Args:
        data: a folder with ``pages.jsonl`` (rows like `Page`), else the pages are made.
    """
    written = data / "pages.jsonl"
    pages = load(written) if written.exists() else made(_SEED, _COUNT)
    scores = [score(page) for page in pages]
    figures: dict[str, Figure] = {}
    for half, suffix in (("dev", "_dev"), ("held-out", "")):
        ours = [one for one in scores if one.half == half]
        for name, (wanted, statistic) in _FIGURES.items():
            figures[f"{name}{suffix}"] = bootstrap([one for one in ours if wanted(one)], statistic)
    return Evaluation("pages", str(written) if written.exists() else f"made, seed {_SEED}", figures)


def load(path: Path) -> list[Page]:
    """Read pages that were written down."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Page(**{**row, "entries": tuple(map(tuple, row.get("entries", ())))}) for row in rows]


def write(pages: Sequence[Page], path: Path) -> None:
    """Write pages down, for people to look at and for other tools."""
    path.write_text(
        "".join(json.dumps(structs.asdict(page), ensure_ascii=False) + "\n" for page in pages), "utf-8"
    )


def score(page: Page) -> _Score:
    """Read one page and compare it with its labels."""
    reports = _read(page)
    if page.stub is not None:
        named = any("stub" in report.extra for report in reports)
        return _Score(page.half, stub=page.stub, named_stub=named)
    entries = [report for report in reports if "live.entry" in report.extra]
    if not page.entries:
        return _Score(page.half, split=bool(entries))
    left, right, times_right = list(page.entries), 0, 0
    for entry in entries:
        gold = next((one for one in left if _alike(entry.text, one[0])), None)
        if gold is None:
            continue
        left.remove(gold)
        right += 1
        times_right += _same_time(entry.published or "", gold[1])
    own = [report for report in reports if "live.entry" not in report.extra]
    return _Score(
        page.half, right, len(entries), len(page.entries), times_right, right, whole=_is_whole(own, page)
    )


def _read(page: Page) -> list[Report]:
    raw = page.html.encode()
    found = []
    for part in parts(
        Document(page.url, raw, "text/html", hashlib.sha256(raw).hexdigest(), {"url": page.url})
    ):
        if isinstance(part, Document):
            try:
                found.append(read(part))
            except ReadingError:
                continue
    return found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _alike(found: str, gold: str) -> bool:
    a, b = _words(found), _words(gold)
    return len(a & b) >= _ALIKE * len(a | b)


def _same_time(found: str, gold: str) -> bool:
    """Return whether a time is the one that the page tells: none, the minute, or the instant."""
    if not gold:
        return "T" not in found
    try:
        mine, true = datetime.fromisoformat(found), datetime.fromisoformat(gold)
    except ValueError:
        return False
    if true.tzinfo is None:
        return found[:_MINUTE] == gold[:_MINUTE]
    return mine.tzinfo is not None and mine == true


def _is_whole(own: Sequence[Report], page: Page) -> bool:
    """Return whether the page's own report holds what stands outside of the entries, and none of them."""
    text = " ".join(report.text for report in own)
    inside = sum(_SENTENCE.split(entry)[-1] in text for entry, _ in page.entries)
    return bool(own) and not inside and _words(page.outside) <= _words(text)


def _f1(scores: Sequence[_Score]) -> float:
    right, found = sum(one.right for one in scores), sum(one.found for one in scores)
    return 2 * right / max(1, found + sum(one.true for one in scores))


def _precision(scores: Sequence[_Score]) -> float:
    return sum(one.right for one in scores) / max(1, sum(one.found for one in scores))


def _recall(scores: Sequence[_Score]) -> float:
    return sum(one.right for one in scores) / max(1, sum(one.true for one in scores))


def _times(scores: Sequence[_Score]) -> float:
    return sum(one.times_right for one in scores) / max(1, sum(one.times for one in scores))


def _share(of: Callable[[_Score], bool | None]) -> Callable[[Sequence[_Score]], float]:
    return lambda scores: sum(bool(of(one)) for one in scores) / max(1, len(scores))


def _stub_precision(scores: Sequence[_Score]) -> float:
    named = [one for one in scores if one.named_stub]
    return sum(bool(one.stub) for one in named) / max(1, len(named))


_FIGURES: dict[str, tuple[Callable[[_Score], bool], Callable[[Sequence[_Score]], float]]] = {
    "entry_f1": (lambda one: bool(one.true), _f1),
    "entry_precision": (lambda one: bool(one.true), _precision),
    "entry_recall": (lambda one: bool(one.true), _recall),
    "time_accuracy": (lambda one: bool(one.times), _times),
    "page_whole": (lambda one: one.whole is not None, _share(lambda one: one.whole)),
    "false_splits": (lambda one: one.split is not None, _share(lambda one: one.split)),
    "stub_recall": (lambda one: one.stub is True, _share(lambda one: one.named_stub)),
    "stub_precision": (lambda one: one.stub is not None, _stub_precision),
}
