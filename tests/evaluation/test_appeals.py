"""The model of FactAppeal's types of sources."""

import numpy as np
import pytest

from stemma.attribution import attribute
from stemma.encoder import DIMENSIONS
from stemma.evaluation import appeals
from stemma.evaluation.appeals import Asked


@pytest.fixture(scope="module")
def ask(parse):
    def run(text, by_rule="null"):
        report, parsed = parse(text)
        mention = next(one for one in attribute(report, parsed) if one.chain)
        return Asked(mention, tuple(parsed.sentences[mention.sentence].tokens), report.text, by_rule)

    return run


def test_features_are_of_source_cue_and_content(ask):
    found = {*appeals.features(ask("The geologist told Vorona Radio that 40 houses were lost in the flood."))}
    assert {"kind=expert", "name=geologist", "cue=tell", "tells a figure", "directness=indirect"} <= found
    assert "around=news_report" in found


def test_names_in_capitals_are_no_features(ask):
    found = " ".join(appeals.features(ask("Sara Kelm said that the pass above Tarsa was closed.")))
    assert not {"kelm", "sara", "tarsa"} & {*found.lower().replace("=", " ").split()}


def test_a_row_has_the_known_features_and_the_vector():
    vector = np.zeros((1, DIMENSIONS), dtype=np.float32)
    vector[0, 1] = 0.5
    (row,) = appeals.rows([["a", "unknown", "c"]], vector, {"a": 0, "b": 1, "c": 2})
    assert row[:3].tolist() == [1, 0, 1]
    assert row[4] == pytest.approx(1.5)


def test_types_are_told_and_papers_believed(ask):
    official = ask("The interior ministry said that nine people were killed in the raid.", "Official")
    feeling = ask('"I love my home and I want to go back," she said.')
    paper = ask("The study says that I want to go home.", "Expert_Document")
    assert appeals.types_of([official, feeling, paper]) == ["Official", appeals.NOTHING, "Expert_Document"]
    assert appeals.types_of([]) == []
