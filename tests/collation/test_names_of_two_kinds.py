"""Articles of names are no names, and who did it is no other than where."""

import pytest

from hand_built import by_id, mention, report, said
from stemma.collation.comparing import conflicts
from stemma.collation.statements import statements


def clash(one, other):
    """What cannot both be right in two contents, each told in a report that has the names in a sentence."""
    a, b = (report(key, f"The KDN and Orsk. {text}.") for key, text in (("a", one), ("b", other)))
    first, second = statements(by_id(a, b), [mention(a, one), mention(b, other)])
    return conflicts(first, second)


def test_an_article_is_no_name():
    told = "shells killed nine in the town of El-Velmora"
    a = report("a", f"A man from Zarn, El-Velmora, said {told}.")
    b = report("b", "Reports from the KDN said that KDN shells killed nine in the besieged town.")
    mentions = [said(a, "A man", told), mention(b, "KDN shells killed nine in the besieged town")]
    one, other = statements(by_id(a, b), mentions)
    assert "el" not in one.names
    assert not [found for found in conflicts(one, other) if "el against" in found]


@pytest.mark.parametrize("town", ["Ash-Orsk", "Ed-Orsk", "Al Orsk"])
def test_articles_as_they_sound(town):
    a = report("a", f"Men came from {town} on Monday.")
    (one,) = statements(by_id(a), [mention(a, f"Men came from {town}")])
    assert not one.names & {"ash", "ed", "al"}


def test_an_abbreviation_and_a_place_do_not_clash():
    assert not clash("guns of the KDN killed nine in the market", "guns killed nine in Orsk in the market")


def test_two_places_clash_and_two_abbreviations_do():
    assert clash("guns killed nine in Orsk", "guns killed nine in Marn and Marn")
    assert clash("nine were killed by the KDN", "nine were killed by the ZPF, by the ZPF")


def test_names_that_differ_are_shown_in_the_words_of_the_texts():
    found = clash("ships of Saudi Arabia's navy left the port", "ships of the navy left the port of Orsk")
    assert found == ("different names: Saudi Arabia against Orsk",)
