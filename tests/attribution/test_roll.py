"""The roll of a report's figures finds them by the words and the initials of their names."""

from stemma.attribution.figures import Figure
from stemma.attribution.roll import Roll


def _roll(*names: str) -> Roll:
    roll = Roll()
    for name in names:
        roll.add(Figure(name, person=False, plural=False))
    return roll


def test_figures_are_found_by_any_word_of_their_name_the_last_first() -> None:
    roll = _roll("Vorona Relief", "Ministry of Rivers", "Rivers Watch")
    assert [figure.entity for figure in roll.called(["rivers"])] == ["Rivers Watch", "Ministry of Rivers"]
    assert [figure.entity for figure in roll.called({"vorona", "watch"})] == ["Rivers Watch", "Vorona Relief"]
    assert roll.called(["kelm"]) == []


def test_figures_are_found_by_the_initials_of_their_name() -> None:
    roll = _roll("Karelia Rivers Office", "doctors")
    assert [figure.entity for figure in roll.called(["kro"])] == ["Karelia Rivers Office"]
    assert roll.called([""]) == []


def test_a_figure_with_another_name_is_found_by_the_new_words() -> None:
    roll = _roll("Vorona", "Kelm Relief")
    roll.rename(roll[0], "Vorona Human Rights Council")
    assert [figure.entity for figure in roll.called(["council"])] == ["Vorona Human Rights Council"]
    assert [figure.entity for figure in roll] == ["Vorona Human Rights Council", "Kelm Relief"]
    assert len(roll) == 2
