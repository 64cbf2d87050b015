"""The gold set of chains, its scorer, and the figures that it holds the package to."""

import json
from collections import Counter
from importlib.resources import files

import pytest

from stemma.evaluation import chains
from stemma.records import ClaimMention, Layer, Span, Words

LINES = files("stemma.evaluation").joinpath("labels", "chains.jsonl").read_text(encoding="utf-8").splitlines()


def mention(text, start, end, *layers):
    return ClaimMention(
        id="m", report="p", sentence=0, block="body", content=Words((Span(start, end),), text[start:end]),
        cue=None, source=None, chain=layers, directness="indirect",
    )  # fmt: skip


def test_the_gold_set_is_whole():
    rows = [json.loads(line) for line in LINES]
    assert len(rows) >= 250
    halves = Counter(row["split"] for row in rows)
    assert abs(halves["dev"] - halves["test"]) <= 5
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        for claim in row["claims"]:
            assert claim["chain"]
            assert all(0 <= low < high <= len(row["text"]) for low, high in claim["spans"])
            assert {layer[0] for layer in claim["chain"]} <= {"originator", "relayer", "medium", "addressee"}


def test_layers_count_singly_and_chains_as_a_whole():
    text = "The dam broke, an engineer told Harrow News."
    row = {
        "text": text,
        "claims": [
            {
                "spans": [[0, 13]],
                "chain": [["originator", "engineer", True], ["medium", "Harrow News", False]],
            }
        ],
    }
    passage = chains.read_passage(row)
    engineer = Layer("originator", "an engineer", "engineer", None, anonymous=True)
    counts = chains.score(passage, [mention(text, 0, 13, engineer)])
    assert (counts.claims, counts.chains, counts.layers) == ((1, 1, 1), (0, 1, 1), (1, 1, 2))
    house = Layer("medium", "Harrow News", "Harrow News", None)
    assert chains.score(passage, [mention(text, 0, 13, engineer, house)]).chains == (1, 1, 1)
    assert chains.score(passage, [mention(text, 0, 13, house, engineer)]).chains == (0, 1, 1)
    assert chains.score(passage, []).layers == (0, 0, 2)


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return chains.evaluate(tmp_path_factory.mktemp("empty")).figures


def test_chains_reach_their_targets(figures):
    assert figures["chain_exact_f1"].value >= 0.80
    assert figures["layer_f1"].value >= 0.90


def test_another_folder_is_read(tmp_path):
    (tmp_path / "chains.jsonl").write_text("\n".join(LINES[:3]), encoding="utf-8")
    result = chains.evaluate(tmp_path)
    assert result.data == str(tmp_path)
    assert result.figures["layer_f1"].n == 3
