"""The labels of war news: whole, apart from each other, and each article on one side only."""

import csv
from importlib.resources import files

import pytest

from stemma.evaluation.warnews import Counts, _figures, _labels, _score
from stemma.records import Block, Report


def test_each_article_is_either_mended_for_or_held_out() -> None:
    table = (files("stemma.evaluation") / "labels" / "warnews.csv").read_text(encoding="utf-8")
    parts: dict[tuple[str, str], set[str]] = {}
    for row in csv.DictReader(table.splitlines()):
        parts.setdefault((row["corpus"], row["document"]), set()).add(row["part"])
    labels, held_out = _labels()
    assert all(each in ({"dev"}, {"test"}) for each in parts.values())
    assert {f"{corpus}:{document}" for corpus, document in parts} == set(labels)
    assert (len(labels), len(held_out)) == (60, 39)


def test_labels_hold_words_and_stand_once() -> None:
    labels, _ = _labels()
    for article in labels.values():
        assert all(0 <= label.claim.start < label.claim.end for label in article)
        assert all(0 <= label.speaker.start < label.speaker.end for label in article)
        assert len({label.claim for label in article}) == len(article)


def test_a_claim_that_nobody_found_costs_recall_only() -> None:
    report = Report(id="a", sha256="", text="The bridge fell.", blocks=(Block("body", 0, 16),))
    labels, _ = _labels()
    nothing = _score(report.text, [], next(iter(labels.values()))[:2])
    assert nothing == Counts(matched=0, found=0, gold=2, speakers=0)
    figures = _figures([nothing, Counts(matched=2, found=2, gold=2, speakers=1)])
    assert figures["claim_precision"].value == pytest.approx(1.0)
    assert figures["claim_recall"].value == pytest.approx(0.5)
    assert figures["speaker_accuracy"].value == pytest.approx(0.5)
    assert figures["claim_with_speaker_f1"].value == pytest.approx(1 / 3)
