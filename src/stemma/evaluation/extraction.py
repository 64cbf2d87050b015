"""Article extraction: body F1, publication dates and speed on saved pages.

Two sets of the same shape as their authors publish them: ``scrapinghub`` (``ground-truth.json`` and
``html/ID.html.gz``) and ``fundus`` (``COUNTRY/Publisher_DATE.html.gz`` with ``COUNTRY/Publisher.json``).
Bodies are scored as the article-extraction-benchmark does: F1 of the mean precision and the mean
recall over the pages' shingles of four words.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from stemma.errors import ReadingError
from stemma.evaluation.base import DataMissing, Evaluation, Figure, bootstrap, need
from stemma.reading import documents, read
from stemma.records import Failure, Report

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_PAGE_DATE = re.compile(r"_(\d{4})_(\d\d)_(\d\d)\.html\.gz$")

# Measured with this scorer on the same pages (trafilatura 2.3, comments off).
_PEERS = {
    "trafilatura": {"body_f1_scrapinghub": 0.960, "body_f1_fundus": 0.948},
    "trafilatura, fast": {"body_f1_scrapinghub": 0.962, "body_f1_fundus": 0.933},
    "trafilatura, precision": {"body_f1_scrapinghub": 0.964, "body_f1_fundus": 0.944},
}


class _Page(Struct, frozen=True):
    path: Path
    body: str
    published: str


class _Score(Struct, frozen=True):
    """One page: shingles right, wrong and missed; whether its date was right; CPU seconds."""

    right: int
    wrong: int
    missed: int
    date: bool | None
    seconds: float


def evaluate(data: Path) -> Evaluation:
    """Read every page of both sets (or of the one that is there) and score bodies and dates.

    Raises:
        DataMissing: neither set is in ``data/extraction``.
    """
    folder = need(data / "extraction")
    scores = {
        "scrapinghub": [_score(page) for page in _scrapinghub(folder / "scrapinghub")],
        "fundus": [_score(page) for page in _fundus(folder / "fundus")],
    }
    every = [score for part in scores.values() for score in part]
    if not every:
        raise DataMissing(f"neither scrapinghub nor fundus is in {folder}")
    figures = {"body_f1": bootstrap(every, body_f1)}
    figures |= {f"body_f1_{name}": bootstrap(part, body_f1) for name, part in scores.items() if part}
    figures["date_accuracy"] = bootstrap([score for score in every if score.date is not None], _date_accuracy)
    figures["pages_per_cpu_second"] = bootstrap(every, _speed)
    slowest = max(score.seconds for score in every)
    figures["slowest_page_seconds"] = Figure(slowest, slowest, slowest, len(every))
    return Evaluation("extraction", str(folder), figures, _PEERS)


def body_text(report: Report) -> str:
    """Return a report's body: its body blocks and its subheadings, without title and credits."""
    kept = [
        report.text[block.start : block.end]
        for number, block in enumerate(report.blocks)
        if block.kind == "body" or (block.kind == "headline" and number > 0)
    ]
    return "\n".join(kept)


def body_f1(scores: Sequence[_Score]) -> float:
    """Return F1 of the mean precision and the mean recall over pages."""
    precisions = [score.right / (score.right + score.wrong) for score in scores if score.right + score.wrong]
    recalls = [score.right / (score.right + score.missed) for score in scores if score.right + score.missed]
    if not precisions or not recalls:
        return 0.0
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _date_accuracy(scores: Sequence[_Score]) -> float:
    return sum(bool(score.date) for score in scores) / len(scores) if scores else 0.0


def _speed(scores: Sequence[_Score]) -> float:
    return len(scores) / sum(score.seconds for score in scores)


def _score(page: _Page) -> _Score:
    start = time.process_time()
    reports = _read(page.path)
    seconds = time.process_time() - start
    report = reports[0] if reports else None
    # The sets' authors count a live blog's entries, which are reports of their own here, as its body.
    entries = [f"{entry.extra.get('live.time', '')}\n{entry.text}" for entry in reports[1:]]
    found = _shingles("\n".join([body_text(report), *entries]) if report else "")
    gold = _shingles(page.body)
    right = (found & gold).total()
    published = report.published if report else None
    date = _same_day(published, page.published) if page.published else None
    return _Score(right, found.total() - right, gold.total() - right, date, seconds)


def _read(path: Path) -> list[Report]:
    """Return a page's report, with those of its entries when it is a live blog."""
    try:
        return [read(document) for document in documents([path]) if not isinstance(document, Failure)]
    except ReadingError:
        return []


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(
        tuple(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))
    )


def _same_day(found: str | None, gold: str) -> bool:
    """Return whether two dates are one day, as written or, when both are instants, in UTC."""
    if not found:
        return False
    return found[:10] == gold[:10] or _in_utc(found) == _in_utc(gold)


def _in_utc(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value[:10]
    return moment.astimezone(UTC).date().isoformat() if moment.tzinfo else value[:10]


def _scrapinghub(folder: Path) -> Iterator[_Page]:
    truth = folder / "ground-truth.json"
    if not truth.exists():
        return
    for name, article in sorted(json.loads(truth.read_text(encoding="utf-8")).items()):
        yield _Page(folder / "html" / f"{name}.html.gz", article["articleBody"], "")


def _fundus(folder: Path) -> Iterator[_Page]:
    publishers: dict[Path, list[Path]] = {}
    for path in sorted(folder.glob("*/*.html.gz")):
        if _PAGE_DATE.search(path.name):
            publishers.setdefault(path.with_name(_PAGE_DATE.sub(".json", path.name)), []).append(path)
    for expected, pages in sorted(publishers.items()):
        if not expected.exists():
            continue
        versions = json.loads(expected.read_text(encoding="utf-8"))
        for number, path in enumerate(pages):
            article = versions[_version(versions, number, len(pages), path)]
            if article.get("body"):
                yield _Page(path, _fundus_body(article["body"]), str(article.get("publishing_date") or ""))


def _version(versions: dict[str, Any], number: int, pages: int, path: Path) -> str:
    """Return the parser version whose article a page holds: one each, else the newest by date."""
    names = sorted(versions, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])
    if len(names) == pages:
        return names[number]
    found = _PAGE_DATE.search(path.name)
    saved = "-".join(found.groups()) if found else ""
    before = [name for name in names if str(versions[name].get("publishing_date") or "")[:10] <= saved]
    return (before or names)[-1]


def _fundus_body(body: dict[str, Any]) -> str:
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n".join(parts)
