"""Invented Russian and Ukrainian reports with labels, as the evaluations of both languages read them."""

import tomllib
from importlib.resources import files
from typing import Any, Literal

from stemma.errors import DataError
from stemma.languages import installed
from stemma.records import Block, Report

Half = Literal["dev", "held"]


def need_languages() -> None:
    """Ask for the packages that Russian and Ukrainian need.

    Raises:
        DataError: they are not installed.
    """
    if not (installed("ru") and installed("uk")):
        raise DataError("Russian and Ukrainian need: pip install 'stemma-news[ru]'")


def labelled(name: str, half: Half) -> list[dict[str, Any]]:
    """Return the rows of one half of a file of labels."""
    text = (files("stemma.evaluation") / "labels" / name).read_text(encoding="utf-8")
    return [row for row in tomllib.loads(text)["report"] if row["half"] == half]


def told_report(name: str, row: dict[str, Any]) -> Report:
    """Return a row's report; the first of several paragraphs without a full stop is its headline."""
    blocks, at = [], 0
    parts = row["text"].split("\n\n")
    for number, part in enumerate(parts):
        headline = number == 0 and len(parts) > 1 and not part.endswith((".", "!", "»"))
        blocks.append(Block("headline" if headline else "body", at, at + len(part)))
        at += len(part) + 2
    return Report(
        name, name, row["text"], tuple(blocks), published=row["published"], language=row["language"]
    )
