"""The labels of variants in real articles and their scores."""

from stemma.evaluation import variants_real


def test_labels_are_read_and_each_names_one_variant():
    labels = variants_real.read_labels()
    assert len({label.key for label in labels}) == len(labels) > 400
    assert {label.round for label in labels} == {"dev", "held", "fresh", "fresh-dev"}
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
