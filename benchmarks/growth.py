"""What a new report costs in casebooks of different sizes, and how quickly these answer.

The reports are made up and short (four sentences, seven in ten of them taken from earlier reports,
as in syndicated news), and come with their claim mentions and one event mention each, so that
what is measured is collation and the casebook, and not parsing.
"""

import argparse
import hashlib
import json
import random
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from asking import queries, timed

from stemma.casebook import Analysis, Casebook
from stemma.collation.statements import sampled
from stemma.identity import stable_id
from stemma.pipeline.running import TOOL, collate
from stemma.records import (
    Block,
    ClaimMention,
    Document,
    EventMention,
    Layer,
    Place,
    Report,
    Span,
    Time,
    Words,
)

_FIRST_DAY = date(2020, 1, 1)
_PER_DAY = 100
_SYLLABLES = ("ba", "ko", "ri", "ne", "ul", "sta", "mo", "ven", "tar", "li", "gor", "pe", "sha", "dun", "ek")
_COMMIT = 200


@dataclass
class Newsroom:
    """Makes reports in order of publication, the same ones each time."""

    generator: random.Random = field(default_factory=lambda: random.Random(11))
    recent: list[tuple[str, str]] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        """Make words and names up."""
        words = {"".join(self.generator.choices(_SYLLABLES, k=3)) for _ in range(9000)}
        self.words = sorted(words)
        self.weights = [1 / (place + 20) for place in range(len(self.words))]
        self.generator.shuffle(self.words)
        self.speakers = [self._name() for _ in range(400)]
        self.towns = [(self._name(), 48 + number % 40 / 8, 30 + number // 40 / 8) for number in range(1000)]

    def _name(self) -> str:
        return " ".join("".join(self.generator.choices(_SYLLABLES, k=2)).title() for _ in range(2))

    def _sentence(self) -> tuple[str, str]:
        """Return a speaker and what is said: an earlier statement, or a new one."""
        if len(self.recent) > 50 and self.generator.random() < 0.7:
            return self.generator.choice(self.recent[-400:])
        content = " ".join(self.generator.choices(self.words, self.weights, k=self.generator.randint(9, 16)))
        new = (self.generator.choice(self.speakers), content)
        self.recent.append(new)
        return new

    def reports(self, count: int) -> Iterator[tuple[Document, Report, Analysis]]:
        """Yield the next reports with their analyses."""
        for _ in range(count):
            yield self._report()

    def _report(self) -> tuple[Document, Report, Analysis]:
        number, self.made = self.made, self.made + 1
        published = (_FIRST_DAY + timedelta(days=number // _PER_DAY)).isoformat()
        identifier = stable_id("r", number)
        parts: list[str] = []
        mentions: list[ClaimMention] = []
        at = 0
        for speaker, content in (self._sentence() for _ in range(4)):
            start = at + len(speaker) + 6
            said = Words((Span(start, start + len(content)),), content)
            layer = Layer("originator", speaker, speaker, Span(at, at + len(speaker)))
            mentions.append(
                ClaimMention(
                    stable_id("m", identifier, at), identifier, len(parts), "body", said, None,
                    Words((Span(at, at + len(speaker)),), speaker), (layer,), "indirect",
                )
            )  # fmt: skip
            parts.append(f"{speaker} said {content}. ")
            at += len(parts[-1])
        text = "".join(parts)
        raw = text.encode()
        report = Report(
            identifier, hashlib.sha256(raw + identifier.encode()).hexdigest(), text,
            (Block("body", 0, len(text)),), outlet=f"Outlet {number % 60}", title=parts[0][:60],
            published=published, language="en",
        )  # fmt: skip
        event = self._event(report, mentions[0], published)
        document = Document(f"made {number}", raw, "text/plain", report.sha256)
        return document, report, Analysis(identifier, published, tuple(mentions), events=(event,))

    def _event(self, report: Report, mention: ClaimMention, published: str) -> EventMention:
        name, lat, lon = self.generator.choice(self.towns)
        here = mention.content.spans[0]
        words = Words((Span(here.start, here.start + 6),), report.text[here.start : here.start + 6])
        place = Place(name, words.spans[0], name, lat, lon, name, "UA", precision="settlement")
        return EventMention(
            stable_id("e", report.id), report.id, 0, "body", words, mention.content,
            type="Explosions/Remote violence", sub_type="Shelling/artillery/missile attack", place=place,
            time=Time("then", words.spans[0], start=published, end=published, precision="day"),
            claim=mention.id,
        )  # fmt: skip


def fill(book: Casebook, newsroom: Newsroom, count: int) -> None:
    """Store reports and their analyses."""
    batch = []
    for item in newsroom.reports(count):
        batch.append(item)
        if len(batch) == _COMMIT or len(batch) == count:
            store(book, batch)
            batch = []
    if batch:
        store(book, batch)


def store(book: Casebook, batch: list[tuple[Document, Report, Analysis]]) -> None:
    """Store some reports and their analyses."""
    book.add([(document, report) for document, report, _ in batch], tool=TOOL)
    book.add_analyses([analysis for _, _, analysis in batch], tool=TOOL)


def measure(size: int, more: int) -> dict[str, object]:
    """Measure a casebook of a size: its first collation, then that of some reports more, then queries."""
    while sampled(size) != sampled(size + more):
        size += more  # a run in which words are not counted anew
    newsroom = Newsroom()
    with tempfile.TemporaryDirectory() as folder, Casebook.open(Path(folder, "war.db")) as book:
        stored = timed(lambda: fill(book, newsroom, size))
        whole = timed(lambda: collate(book))
        fill(book, newsroom, more)
        grown = timed(lambda: collate(book))
        return {
            "name": f"growth {size}",
            "figure": round(grown[0] / more * 1000, 2),
            "unit": "CPU milliseconds a report, collated beside the others",
            "baseline": None,
            "ratio": None,
            "run_of": more,
            "run_cpu": round(grown[0], 2),
            "run_wall": round(grown[1], 2),
            "whole_cpu": round(whole[0], 1),
            "whole_ms_a_report": round(whole[0] / size * 1000, 2),
            "storing_ms_a_report": round(stored[0] / size * 1000, 2),
            "query_ms": queries(book),
            "file_mb": round(book.path.stat().st_size / 1e6),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "claims": book.counts()["claims"],
        }


def main() -> None:
    """Measure, and print one JSON line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of reports; 100000 takes an hour")
    parser.add_argument("--more", type=int, default=100, help="reports in the run that is measured")
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        print(json.dumps(measure(size, options.more)), flush=True)


if __name__ == "__main__":
    main()
