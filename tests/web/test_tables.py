"""Rows as CSV."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from stemma.records import Failure, Place, Span
from stemma.web.tables import to_csv


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_none_is_lost(pairs):
    text = to_csv(Failure(origin, reason) for origin, reason in pairs)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["origin", "reason", "stage"]
    assert len(rows) == len(pairs) + 1
    for row, (origin, _) in zip(rows[1:], pairs, strict=True):
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert row[0].removeprefix("'") == origin.removeprefix("'") or row[0] == origin


def test_nested_records_become_dotted_columns():
    text = to_csv([Place("Oskil", Span(3, 8))])
    assert "span.start,span.end" in text
    assert to_csv([]) == ""
