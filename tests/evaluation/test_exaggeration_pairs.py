"""The scorer of pairs of statements, on a file of our own."""

import json

import pytest

from stemma.evaluation import DataMissing, exaggeration

LINKED = "Use of the salve is associated with fewer scars."
MAY = "The salve may reduce scars."
DOES = "The salve reduces scars."


def write(path, rows):
    names = ("abstract_conclusion", "press_release_conclusion", "exaggeration_label")
    path.write_text("\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in rows), "utf-8")


def test_pairs_are_told_by_their_variants(tmp_path):
    rows = [(LINKED, DOES, "exaggerates"), (DOES, MAY, "downplays"), (MAY, MAY, "same")]
    write(tmp_path / "insciout_test.jsonl", rows)
    write(tmp_path / "insciout_train.jsonl", [(DOES, LINKED, "same")])
    figures = exaggeration.evaluate(tmp_path).figures
    assert figures["macro_f1"].value == 1.0
    assert figures["macro_f1"].n == 3
    assert figures["dev_macro_f1"].value == 0.0


def test_a_statement_without_words_is_the_same(tmp_path):
    write(tmp_path / "insciout_test.jsonl", [("…", "", "same")])
    assert exaggeration.evaluate(tmp_path).figures["macro_f1"].value == pytest.approx(1 / 3)


def test_missing_pairs_are_said(tmp_path):
    with pytest.raises(DataMissing):
        exaggeration.evaluate(tmp_path)
