"""The scorer of marked entities, on a folder of our own."""

import json

import pytest

from stemma.evaluation import DataMissing, re3d
from stemma.records import Span

TEXT = "The governor said on Monday that five people were killed by mortar fire in Aleppo."


def write(folder, marked):
    folder.mkdir(parents=True)
    document = {"_id": "a", "text": TEXT, "title": "", "sourceName": "Vorona Desk"}
    (folder / "documents.json").write_text(json.dumps(document), encoding="utf-8-sig")
    rows = [
        {"documentId": "a", "type": kind, "begin": (at := TEXT.index(words)), "end": at + len(words)}
        for kind, words in marked
    ]
    (folder / "entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def test_what_a_casebook_holds_is_set_against_what_is_marked(tmp_path):
    marked = [
        ("Person", "governor"), ("Temporal", "Monday"), ("Weapon", "mortar"), ("Location", "Aleppo"),
        ("Quantity", "five"), ("Nationality", "people"), ("Vehicle", "ten"),
    ]  # fmt: skip
    write(tmp_path / "re3d" / "A", marked[:-1])
    figures = re3d.evaluate(tmp_path).figures
    values = {name: figure.value for name, figure in figures.items()}
    assert {kind: values[f"{kind}_recall"] for kind in ("actor", "place", "weapon", "quantity", "time")} == {
        "actor": 1.0, "place": 1.0, "weapon": 1.0, "quantity": 1.0, "time": 1.0,
    }  # fmt: skip
    assert values["place_exact_f1"] == 1.0
    assert figures["actor_f1"].n == 1


def test_marks_inside_words_are_left_out(tmp_path):
    write(tmp_path / "A", [("Person", "overnor"), ("Person", "governor")])
    (document,) = re3d.read_documents(tmp_path)
    assert document.gold["actor"] == {Span(4, 12)}


def test_edges_are_compared_without_articles():
    document = re3d.Marked(re3d._report("a", TEXT), {"actor": frozenset({Span(0, 12)})})
    found = {"actor": frozenset({Span(4, 12)})}
    assert re3d.compare(document, found, "actor", exact=True) == re3d.Counts(1, 1, 1, 1)


def test_missing_documents_are_said(tmp_path):
    with pytest.raises(DataMissing):
        re3d.evaluate(tmp_path)
