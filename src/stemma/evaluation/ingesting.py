"""Texts of benchmarks taken through the whole pipeline, into a casebook that is thrown away."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from stemma.casebook import Casebook
from stemma.pipeline import ingest


@contextmanager
def ingested(rows: Sequence[Mapping[str, object]]) -> Iterator[Casebook]:
    """Hold a casebook with the reports of some rows, in their order.

    Args:
        rows: articles as an ingest of JSON lines takes them.
    """
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "reports.jsonl"
        table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        with Casebook.open(Path(folder) / "reports.db") as book:
            ingest(book, [str(table)], workers=1)
            yield book
