"""The labels of variants in real articles and their scores."""

import json

import pytest

from stemma.evaluation import variants_real
from stemma.evaluation.base import DataMissing
from stemma.evaluation.variants_real_sets import SETS, rows_of


def test_labels_are_read_and_each_names_one_variant():
    labels = variants_real.read_labels()
    assert len({label.key for label in labels}) == len(labels) > 400
    assert {label.round for label in labels} == {
        "dev", "held", "fresh", "fresh-dev", "fourth", "polnear", "tempeval", "unseen", "fifth", "fifth-dev",
    }  # fmt: skip
    assert {label.set for label in labels} == set(SETS)
    assert all(len(label.key[1]) == 2 for label in labels)


def test_precision_counts_what_is_found_only():
    labels = variants_real.read_labels()
    true = [label for label in labels if label.true]
    false = next(label for label in labels if not label.true)
    figures = variants_real.figures(labels, {true[0].key, true[1].key, false.key})
    assert figures["precision"].n == 3
    assert figures["precision"].value == 2 / 3
    assert figures["true_kept"].value == 2 / len(true)
    assert figures["true_kept"].n == len(true)


def test_articles_are_read_as_rows(tmp_path):
    text = tmp_path / "polnear" / "dev" / "text"
    text.mkdir(parents=True)
    (text / "wash-post_2016-03-01_a-vote_1.txt").write_text("A vote.\r\n\r\nIt passed.", encoding="utf-8")
    (tmp_path / "tempeval3").mkdir()
    tml = (
        '<DCT><TIMEX3 value="1998-08-07T10:00">x</TIMEX3></DCT>'
        "<TEXT>\nShells &amp; mud.\n\n<E>It</E>\nrained.</TEXT>"
    )
    (tmp_path / "tempeval3" / "APW1.tml").write_text(tml, encoding="utf-8")
    assert rows_of("emergent", tmp_path) is None
    assert rows_of("polnear", tmp_path) == [
        {
            "id": "wash-post_2016-03-01_a-vote_1", "outlet": "The Washington Post", "published": "2016-03-01",
            "text": "A vote.\n\nIt passed.",
        }
    ]  # fmt: skip
    (row,) = rows_of("tempeval3", tmp_path)
    assert row["text"] == "Shells & mud.\n\nIt rained."
    assert (row["outlet"], row["published"]) == ("Associated Press", "1998-08-07")
    (tmp_path / "plv").mkdir()
    (tmp_path / "plv" / "PLV_train.tsv").write_text("\tsentence\n0\tIt  rained.\n", encoding="utf-8")
    assert [(row["id"], row["text"]) for row in rows_of("plv", tmp_path) or ()] == [("plv-0", "It rained.")]
    (tmp_path / "ukraine-news-bias").mkdir()
    said = [
        {"position_in_article": place, "content": text}
        for place, text in ((1, "It ended. "), (0, "It began."))
    ]
    article = tmp_path / "ukraine-news-bias" / "article_7.json"
    article.write_text(json.dumps({"sentences": said}), encoding="utf-8")
    assert [row["text"] for row in rows_of("ukraine-news-bias", tmp_path) or ()] == ["It began.\n\nIt ended."]
    with pytest.raises(DataMissing):
        rows_of("fa-kes", tmp_path)


def test_a_label_is_found_with_edges_read_otherwise():
    key = ("quantity_changed", frozenset({("a", 100, 120), ("b", 40, 90)}))
    label = variants_real.Label(key, true=True, round="dev")
    moved = (key[0], frozenset({("a", 100, 125), ("b", 66, 90)}))
    other = (key[0], frozenset({("a", 100, 120), ("b", 400, 480)}))
    assert variants_real.told([label], {moved}) == {key}
    assert variants_real.told([label], {other}) == set()
    named = variants_real.Label(moved, true=False, round="dev")
    assert variants_real.told([label, named], {moved}) == {moved}
