"""The roll of a report's figures finds them by the words and the initials of their names."""

import pytest

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


@pytest.fixture(params=[0, 100], ids=["indexed", "gone through"])
def _many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.attribution.roll._MANY", request.param)


@pytest.mark.usefixtures("_many")
def test_figures_are_found_by_where_they_spoke_and_were_told_of_the_last_first() -> None:
    roll = _roll("Kelm", "Orlan", "Vesk", "Marek")
    kelm, orlan, vesk, marek = roll
    roll.speak(kelm, 2)
    roll.speak(orlan, 5)
    roll.speak(vesk, 5)
    roll.speak(kelm, 6)
    assert list(roll.spoken()) == [kelm, orlan, vesk]
    assert list(roll.spoken(6)) == [kelm]
    assert roll.spoke_at(5) == [orlan, vesk]
    assert roll.spoke_at(2) == []
    assert roll.spoke_first(2, 4) == [kelm]
    roll.tell(marek, 7)
    roll.tell(vesk, 7)
    roll.tell(orlan, 3)
    assert list(roll.told(3)) == [vesk, marek, orlan]
    assert list(roll.recent()) == [vesk, marek, orlan, kelm]


@pytest.mark.usefixtures("_many")
def test_figures_are_found_by_the_words_of_their_descriptions() -> None:
    roll = _roll(*(f"Kelm {number}" for number in range(20)))
    for where, figure in enumerate(roll):
        roll.tell(figure, where)
    roll.describe(roll[3], "a district official")
    roll.describe(roll[8], "official.")
    assert list(roll.described("official")) == [roll[8], roll[3]]
    assert list(roll.described("mayor")) == []
    for figure in roll:
        roll.describe(figure, "the mayor")
    assert list(roll.described("mayor")) == list(reversed(roll))


def test_figures_with_all_words_of_a_name_are_among_those_with_the_rarest() -> None:
    roll = _roll("Vorona Relief", "Vorona Watch", "Kelm Watch")
    assert [figure.entity for figure in roll.called_all(["vorona", "relief"])] == ["Vorona Relief"]
    assert roll.called_all(["vorona", "council"]) == []
