"""Political acts that nouns tell: who, with whom or to whom, and that they were done."""

import pytest
from coded import political


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Talks between Norway and Chile were held on Monday.", ("CONSULT", "Norway", "Chile")),
        ("Talks were held between Norway and Chile in Orlivka.", ("CONSULT", "Norway", "Chile")),
        ("The Norway-Chile talks ended on Tuesday.", ("CONSULT", "Norway", "Chile")),
        ("The news followed a phone call between Norway and Chile.", ("CONSULT", "Norway", "Chile")),
        ("Norway said after talks with Chile that it was ready.", ("CONSULT", "Norway", "Chile")),
        ("Norwegian officials are in talks with Chile.", ("CONSULT", "Norway", "Chile")),
        ("Norway's condemnation of Chile's invasion came late.", ("ACCUSE", "Norway", "Chile")),
        ("A visit by the Norwegian president to Chile ended on Monday.", ("CONSULT", "Norway", "Chile")),
        ("Sanctions on Chile by Norway have hurt its economy.", ("COERCE", "Norway", "Chile")),
        ("Norwegian sanctions against Chile came into force.", ("COERCE", "Norway", "Chile")),
        ("A truce deal agreed by Norway and Chile has been broken.", ("RETREAT", "Norway", "Chile")),
    ],
)
def test_acts_that_nouns_tell(code, text, act):
    assert act in political(code, text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru hopes for talks between Norway and Chile.",
        "They met ahead of a summit between Norway and Chile.",
        "There were no talks between Norway and Chile.",
        "Possible sanctions against Chile by Norway worry traders.",
        "The talks between the two sides went on.",
        "Norway spoke of a visit.",
    ],
)
def test_what_is_only_wished_planned_or_without_sides(code, text):
    assert not [act for act in political(code, text) if act[1:] == ("Norway", "Chile")]


def test_what_will_be_is_not_done(code):
    (event,) = code("Talks between Norway and Chile will resume on Monday.", times=("Monday",))
    assert event.status == "planned"


def test_two_ministers_keep_their_own_names(code):
    text = "A meeting between Norwegian President Anna Berg and Chilean Minister Luis Soto lasted an hour."
    (event,) = code(text)
    assert "Soto" in event.target.name
    assert "Berg" not in event.target.name


class TestWhoActs:
    def test_each_other_is_the_second_of_two(self, code):
        acts = political(code, "Norway and Chile accused each other of starting the fire.")
        assert ("ACCUSE", "Norway", "Chile") in acts

    def test_whom_somebody_met_is_no_place(self, code):
        fields = {name: {"precision": "country", "kind": "country"} for name in ("Norway", "Chile")}
        (event,) = code("The ministers of Norway and Chile met the Peruvian president.", places=fields)
        assert event.place is None


class TestTruces:
    def test_a_side_agrees_to_one(self, code):
        (event,) = code("The rebels agreed to a humanitarian truce.")
        assert (event.plover, event.sub_type) == ("AGREE", "Agreement")

    def test_who_agreed_with_it_is_no_place(self, code):
        fields = {name: {"precision": "country", "kind": "country"} for name in ("Norway", "Chile")}
        (event,) = code("Norway and Chile agreed to a ceasefire.", places=fields)
        assert (event.target.side, event.place) == ("Chile", None)


class TestNoEvents:
    @pytest.mark.parametrize(
        "text",
        [
            "The pilots are trained to engage ground targets near Orlivka.",
            "The fighter jets left Orlivka on Tuesday.",
            "Prices have doubled since the start of the rebel assault on Orlivka.",
        ],
    )
    def test_what_is_trained_for_flown_off_or_marks_a_time(self, code, text):
        assert not code(text, places=("Orlivka",))

    def test_fighting_that_grows_between_two_is_told(self, code):
        text = "The truce was announced amid intensifying clashes between the army and rebels in Orlivka."
        assert "Armed clash" in [event.sub_type for event in code(text, places=("Orlivka",))]


def test_another_number_has_a_place_of_its_own(code):
    text = "Thirty fighters were killed around Orlivka in the Denna region and another five outside Kelm."
    first = code(text, places={"Denna region": {"precision": "region"}, "Kelm": {}})[0]
    assert first.place.name == "Denna region"


class TestRaids:
    def test_as_much_of_troops_as_of_aircraft_is_a_raid_of_troops(self, code):
        text = "A Ruritanian raid on Orlivka left five people dead. Troops came. A drone watched."
        assert code(text, places=("Orlivka",))[0].sub_type in ("Armed clash", "Attack")


def test_two_acts_with_a_weekday_each(code):
    text = "Three people died in a raid near Orlivka on Monday, and six in a drone attack on Kelm on Tuesday."
    found = code(text, places=("Orlivka", "Kelm"))
    assert [event.place.name for event in found] == ["Orlivka", "Kelm"]
