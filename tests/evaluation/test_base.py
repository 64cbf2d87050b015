"""The bootstrap and the register of evaluations."""

from pathlib import Path

import pytest

from stemma.errors import UsageError
from stemma.evaluation import DataMissing, available, bootstrap, evaluate, need


def test_bootstrap_is_deterministic_and_brackets_the_value():
    items = [0.0, 1.0] * 50
    first = bootstrap(items, lambda sample: sum(sample) / len(sample))
    again = bootstrap(items, lambda sample: sum(sample) / len(sample))
    assert first == again
    assert first.value == 0.5
    assert 0.35 < first.low < 0.5 < first.high < 0.65
    assert first.n == 100


def test_bootstrap_of_nothing_is_zero():
    assert bootstrap([], len).n == 0


def test_unknown_evaluation_names_the_known_ones():
    with pytest.raises(UsageError, match="no evaluation named 'nonsense'"):
        evaluate("nonsense")


def test_missing_data_says_where_it_was_sought(tmp_path: Path):
    (tmp_path / "fa-kes").mkdir()
    with pytest.raises(DataMissing, match="nowhere"):
        need(tmp_path / "nowhere")


def test_the_folder_may_be_one_sets_own(tmp_path: Path):
    (tmp_path / "rows.csv").write_text("a\n")
    assert need(tmp_path / "plover" / "rows.csv") == tmp_path / "rows.csv"


def test_available_are_sorted_as_registered():
    assert len(set(available())) == len(available())
