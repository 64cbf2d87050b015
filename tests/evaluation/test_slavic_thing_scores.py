"""The scores of things in Russian and Ukrainian events, on things made here."""

from stemma.evaluation.slavic_labels import labelled
from stemma.evaluation.slavic_things import Scored, compared, f1, key_of, precision, recall
from stemma.records import Span, Thing

DRONES = ("stopped", "airborne", 14)
HOUSE = ("damaged", "home", 1)


def thing(best, low):
    return Thing("damaged", "дом", "home", best, low, None, "vague", Span(0, 1), "x")


def test_things_are_compared_one_to_one():
    assert compared([DRONES, HOUSE], [HOUSE, HOUSE]) == Scored(2, 2, 1)
    assert compared([], []) == Scored(0, 0, 0)


def test_shares_are_of_all_reports():
    scored = [Scored(3, 1, 1), Scored(1, 1, 0)]
    assert (precision(scored), recall(scored)) == (0.5, 0.25)
    assert round(f1(scored), 3) == 0.333
    assert (precision([]), recall([]), f1([])) == (0.0, 0.0, 0.0)


def test_a_number_is_the_best_or_the_least():
    assert [key_of(thing(*one))[2] for one in ((5, 5), (None, 2), (None, None))] == [5, 2, 0]


def test_the_labels_of_both_halves_read():
    for half in ("dev", "held"):
        rows = labelled("slavic_things.toml", half)
        assert {row["language"] for row in rows} == {"ru", "uk"}
        assert any(not row["thing"] for row in rows)
