"""Fixtures for all rooms: real parses of short texts, and a casebook of the demo corpus."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import stemma
from stemma.demo import corpus_paths
from stemma.language import Parser
from stemma.records import Block, ParsedReport, Report

# A busy machine, and what is imported or compiled at a first example, must not fail a property.
settings.register_profile("stemma", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stemma")

Parse = Callable[..., tuple[Report, ParsedReport]]


def make_report(text: str, **fields: Any) -> Report:
    """A report of the paragraphs of ``text`` (parted by blank lines), all of them body.

    ``kinds`` gives other kinds of block, one a paragraph: kinds=("headline", "body").
    """
    kinds = fields.pop("kinds", ())
    blocks = []
    start = 0
    for index, paragraph in enumerate(text.split("\n\n")):
        kind = kinds[index] if index < len(kinds) else "body"
        blocks.append(Block(kind, start, start + len(paragraph)))
        start += len(paragraph) + 2
    fields.setdefault("id", "r-test")
    fields.setdefault("sha256", "0" * 64)
    return Report(text=text, blocks=tuple(blocks), **fields)


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def parse(parser: Parser) -> Parse:
    """``parse(text, **report_fields) -> (Report, ParsedReport)``."""

    def run(text: str, **fields: Any) -> tuple[Report, ParsedReport]:
        report = make_report(text, **fields)
        return report, next(parser.parse([report]))

    return run


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a casebook with the demo corpus, made once for all tests: only to be copied."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with stemma.open(path) as book:
        book.ingest(corpus_paths(), workers=1)
    return path
