"""The scorers of event factuality, of headlines and of appeals to sources, on files of our own."""

import json

import pytest

from stemma.evaluation import DataMissing, emergent, factappeal, factuality


def test_events_are_found_by_their_words(tmp_path):
    rows = [
        {"text": "The army did n't take the town .", "targets": [{"span1": [4, 5], "label": -2.5}]},
        {"text": "The army took the town .", "targets": [{"span1": [2, 3], "label": 3.0}]},
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    events = list(factuality.read_events(tmp_path / "dev.jsonl"))
    assert [tree.tokens[index].text for tree, index, _ in events] == ["take", "took"]
    figures = factuality.evaluate(tmp_path).figures
    assert figures["pearson_r"].value == pytest.approx(1.0)
    assert figures["mae"].n == 2


def test_headlines_for_and_observing_count(tmp_path):
    (tmp_path / "a.csv").write_text(
        "articleHeadline,y\nDrone hits depot,for\nDrone reportedly hits depot,observing\n"
        "No drone hit,against\n",
        encoding="utf-8",
    )
    figure = emergent.evaluate(tmp_path).figures["accuracy"]
    assert (figure.value, figure.n) == (1.0, 2)


def test_appeals_and_their_types(tmp_path):
    said = "The dam in the valley would hold until spring, the ministry said."
    lines = [
        "sentence,annotation",
        f'"{said}","<Fact_Appeal:Indirect_Quote>x</Fact_Appeal:Indirect_Quote> <Source:Unnamed:Official>y"',
        "The dam held until spring.,<Fact_No_Appeal>The dam held until spring.</Fact_No_Appeal>",
    ]
    (tmp_path / "val.csv").write_text("\n".join(lines), encoding="utf-8")
    figures = factappeal.evaluate(tmp_path).figures
    assert figures["has_source_f1"].value == 1.0
    assert figures["source_type_f1"].value == 1.0


@pytest.mark.parametrize("module", [factuality, emergent, factappeal])
def test_missing_data_is_said(module, tmp_path):
    with pytest.raises(DataMissing):
        module.evaluate(tmp_path)
