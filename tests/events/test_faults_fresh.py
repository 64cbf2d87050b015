"""Kinds of fault that twenty-five reports read afresh showed, each on sentences made up for it."""

import pytest
from coded import events, only

from stemma.records import ClaimMention, Layer, Span, Words

_DAY = {"start": "2022-05-10", "end": "2022-05-10", "precision": "day"}
_LATER = {"start": "2022-05-12", "end": "2022-05-12", "precision": "day"}


def said(text, content, speaker, **layer):
    """Return a claim whose content is some words of a text, of a source known by its full name."""
    start = text.index(content)
    span = Span(start, start + len(content))
    layer.setdefault("source_type", "military")
    first = Layer("originator", "it", speaker, Span(0, 2), number="one", **layer)
    return ClaimMention("c", "r", 1, "body", Words((span,), content), None, None, (first,), "indirect")


class TestPronouns:
    def test_who_tells_what_it_did_itself(self, code):
        text = "Drones came at night. It added that it shot down nine drones over Orlivka."
        claim = said(text, "it shot down nine drones over Orlivka", "Ruritania\u2019s Hezbollah wing")
        event = events(code, text, claims=(claim,), places=("Orlivka",))[-1]
        assert event.actor is not None
        assert (event.actor.side, event.actor.kind) == ("Hezbollah", "armed_group")

    def test_a_monitor_did_not_do_what_it_tells(self, code):
        text = "It said that they attacked a market in Orlivka."
        claim = said(text, "they attacked a market in Orlivka", "Orlivka Monitor", source_type="organisation")
        assert only(code, text, claims=(claim,), places=("Orlivka",)).actor is None

    def test_forces_of_the_army_that_speaks(self, code):
        text = "The military said its forces killed six men in Orlivka."
        claim = said(text, "its forces killed six men in Orlivka", "Israeli military")
        actor = only(code, text, claims=(claim,), places=("Orlivka",)).actor
        assert actor is not None
        assert (actor.side, actor.kind) == ("Israel", "military")

    def test_the_subject_of_the_sentence_before(self, code):
        text = "The rebels wore no uniforms. They attacked a police post in Orlivka."
        actor = only(code, text, places=("Orlivka",)).actor
        assert actor is not None
        assert actor.name == "rebels"

    def test_where_a_state_lies_it_does_not_act(self, code):
        text = "In Nepal, the Taliban claimed raids on Orlivka, in which it said it had wounded 90 men."
        found = events(code, text, places=("Nepal", "Orlivka"))
        assert {event.actor.side for event in found if event.actor} == {"Taliban"}


class TestActsInTurn:
    def test_two_acts_of_one_side(self, code):
        text = "Troops shelled Orlivka, killing two farmers, and later shelled Karsk, killing three others."
        found = events(code, text, places=("Orlivka", "Karsk"))
        assert [event.place.name for event in found if event.place] == ["Orlivka", "Karsk"]
        assert [[one.best for one in event.casualties] for event in found] == [[2], [3]]

    def test_while_others_strike_elsewhere(self, code):
        text = "Drones struck a depot in Orlivka, while rebel raids hit a market in Karsk."
        found = events(code, text, places=("Orlivka", "Karsk"))
        assert [event.place.name for event in found if event.place] == ["Orlivka", "Karsk"]

    def test_one_act_followed_another(self, code):
        text = (
            "The shootout followed a raid on a farm near Orlivka on Tuesday by gunmen that killed five men."
        )
        found = events(code, text, places=("Orlivka",), times={"Tuesday": _DAY})
        raid = found[-1]
        assert (raid.trigger.text, [one.best for one in raid.casualties]) == ("raid", [5])
        assert raid.actor is not None
        assert raid.actor.name == "gunmen"
        assert all(event.time is None for event in found[:-1])

    def test_losses_that_are_told_of_an_act_are_its_own(self, code):
        text = "The group attacked an army post in Orlivka, in which it said it had killed 35 guards."
        event = only(code, text, places=("Orlivka",))
        assert [one.best for one in event.casualties] == [35]


class TestWhatKindOfAct:
    @pytest.mark.parametrize(
        ("text", "sub_type"),
        [
            ("Rebels attacked a military base in Orlivka.", "Armed clash"),
            ("Suicide drones targeted a market in Orlivka.", "Air/drone strike"),
            ("The drone fired a rocket at a tractor in Orlivka.", "Air/drone strike"),
            ("Guerrillas inflicted heavy casualties on an army column near Orlivka.", "Armed clash"),
            ("A shell fell on the school in Orlivka.", "Shelling/artillery/missile attack"),
            ("The army destroyed six unmanned aerial vehicles over Orlivka.", "Disrupted weapons use"),
            ("Militiamen drove out the gunmen in Orlivka.", "Armed clash"),
        ],
    )
    def test_by_its_words(self, code, text, sub_type):
        assert only(code, text, places=("Orlivka",)).sub_type == sub_type

    def test_fire_at_a_plane_comes_from_no_plane(self, code):
        event = only(code, "Gunmen opened fire on a cargo plane in Orlivka.", places=("Orlivka",))
        assert event.sub_type != "Air/drone strike"

    @pytest.mark.parametrize(
        ("text", "types"),
        [
            (
                "A jet bombed Orlivka on Tuesday. Tuesday's attack killed six people.",
                ["Air/drone strike", "Air/drone strike"],
            ),
            (
                "A jet bombed Orlivka on Tuesday. Six men died in the fighting.",
                ["Air/drone strike", "Armed clash"],
            ),
            (
                "Rebels clashed with troops in Orlivka on Tuesday. Gunmen killed six villagers.",
                ["Armed clash", "Attack"],
            ),
        ],
    )
    def test_what_an_open_word_points_back_to(self, code, text, types):
        found = events(code, text, places=("Orlivka",), times={"Tuesday": _DAY})
        assert [event.sub_type for event in found] == types

    def test_a_headline_is_of_the_kind_of_its_lead(self, code):
        text = "Drones struck a market in Orlivka on Tuesday, killing six people."
        headline = "Six killed in attack on Orlivka"
        found = events(code, text, title=headline, places=("Orlivka",))
        assert {event.sub_type for event in found} == {"Air/drone strike"}

    def test_an_attack_that_happened_somewhere_is_the_one_before(self, code):
        text = "A jet bombed Karsk. The attack took place in the village of Orlivka."
        found = events(code, text, places=("Karsk", "Orlivka"))
        assert [event.sub_type for event in found] == ["Air/drone strike"] * 2
        assert [event.place.name for event in found if event.place] == ["Karsk", "Orlivka"]

    def test_the_act_of_the_day_that_is_named(self, code):
        text = (
            "A firefight broke out in Orlivka on Tuesday. The army fired shells at a barn. "
            "Tuesday's raid was one of many."
        )
        times = {"Tuesday.": _DAY, "Tuesday's": _DAY}
        found = events(code, text, places=("Orlivka",), times=times)
        assert [event.sub_type for event in found][-1] == "Armed clash"

    def test_killed_by_forces_at_a_protest(self, code):
        text = "A man was killed by security forces during a protest in Orlivka."
        event = only(code, text, places=("Orlivka",))
        assert event.sub_type == "Excessive force against protesters"

    def test_who_is_behind_another_act(self, code):
        text = "Troops in Orlivka killed the man behind the shooting of two brothers in Karsk."
        found = events(code, text, places=("Orlivka", "Karsk"))
        assert [event.trigger.text for event in found] == ["killed", "shooting"]


class TestWhereAndWhen:
    def test_a_first_attack_since_another(self, code):
        text = "The first attack on Orlivka since the bombing of Karsk on Tuesday killed six people."
        event = only(code, text, places=("Orlivka", "Karsk"), times={"Tuesday": _DAY})
        assert event.place is not None
        assert (event.place.name, event.time) == ("Orlivka", None)

    def test_a_former_deed_takes_no_day_from_the_news(self, code):
        text = "Rebels shelled Orlivka on Tuesday. The dead man was a rebel who killed two brothers in Karsk."
        found = events(code, text, places=("Orlivka", "Karsk"), times={"Tuesday": _DAY})
        assert [event.time is None for event in found] == [False, True]

    def test_an_act_told_anew_in_a_country(self, code):
        text = "Rebels shelled Orlivka. A blast in northern Ruritania killed five people."
        places = {"Orlivka": {"country": "RR"}, "Ruritania": {"precision": "country", "country": "RR"}}
        found = events(code, text, places=places)
        assert [event.place.name for event in found if event.place] == ["Orlivka", "Ruritania"]

    def test_a_group_is_no_place(self, code):
        event = only(code, "The Taliban shelled a market.", places=("Taliban",))
        assert event.place is None

    def test_a_place_that_opens_the_sentence(self, code):
        text = "Drones hit Orlivka on Tuesday. In Karsk, the mayor said a drone had hit a grain ship."
        found = events(code, text, places=("Orlivka", "Karsk"), times={"Tuesday": _DAY})
        assert [event.place.name for event in found if event.place] == ["Orlivka", "Karsk"]

    def test_a_hospital_where_records_showed_deaths(self, code):
        text = "The hurt were brought to Karsk Hospital, where lists showed six farmers had been killed."
        places = {"Karsk Hospital": {"precision": "facility"}}
        assert all(event.place is None for event in events(code, text, places=places))

    def test_a_landmark_is_not_where_it_was(self, code):
        text = "A battle took place in the town of Orlivka some 15 kilometres west of Karsk."
        places = {
            "Orlivka": {"precision": "area", "relation": "15 kilometres west of Karsk"},
            "Karsk": {"precision": "area", "relation": "15 kilometres west of"},
        }
        event = only(code, text, places=places)
        assert event.place is not None
        assert event.place.name == "Orlivka"

    def test_the_day_of_an_attack_that_somebody_claims(self, code):
        text = (
            "The Taliban claimed responsibility for a raid on a farm in Orlivka on Tuesday that killed six."
        )
        event = only(code, text, places=("Orlivka",), times={"Tuesday": _DAY})
        assert event.time is not None

    def test_a_day_that_opens_what_had_been_done(self, code):
        text = "On Tuesday, the Taliban said it had attacked a market in Orlivka."
        event = only(code, text, places=("Orlivka",), times={"Tuesday": _DAY})
        assert event.time is not None

    def test_the_day_of_saying_after_it_is_not_taken(self, code):
        text = "Six people were killed in a raid in Orlivka, activists reported on Thursday."
        event = only(code, text, places=("Orlivka",), times={"Thursday": _LATER})
        assert event.time is None


class TestNoEvent:
    @pytest.mark.parametrize(
        "text",
        [
            "The militants have stepped up attacks in Orlivka.",
            "The north is terrorised by gangs who raid Orlivka, killing residents.",
            "Forces stationed in Orlivka heard nothing.",
            "The bodies of those killed lay in Orlivka.",
            "The Democratic Forces for the Liberation of Rwanda met in Orlivka.",
            "The Taliban continues to stage bloody attacks in Orlivka.",
        ],
    )
    def test_names_habits_and_the_dead(self, code, text):
        assert not events(code, text, places=("Orlivka",))

    def test_a_sum_of_months(self, code):
        text = "Some 90 policemen have been killed by bandits since the beginning of May in Orlivka."
        month = {"start": "2022-05-01", "end": "2022-05-31", "precision": "month"}
        assert not events(code, text, places=("Orlivka",), times={"May": month})

    def test_a_sum_of_the_war_hides_no_news(self, code):
        text = "The army killed 23 rebels in Orlivka, bringing the toll to 9,000 since the war broke out."
        event = only(code, text, places=("Orlivka",))
        assert [one.best for one in event.casualties] == [23]


def test_people_after_injuries(code):
    text = "The shelling of Orlivka ended in the killing of six farmers and injuries to 12 others."
    counts = only(code, text, places=("Orlivka",)).casualties
    assert {(one.measure, one.best) for one in counts} == {("killed", 6), ("injured", 12)}


def test_suspected_rebels_were_killed_all_the_same(code):
    text = "At least nine suspected gang members were killed near the mill in Orlivka."
    event = only(code, text, places=("Orlivka",))
    assert event.target is not None
    assert (event.target.kind, event.status) == ("armed", "occurred")


def test_gunmen_of_a_group(code):
    actor = only(code, "Gunmen believed to be from the Taliban killed six men in Orlivka.").actor
    assert actor is not None
    assert actor.side == "Taliban"


class TestSeenLater:
    """What eight reports showed that were first read after the mends above."""

    def test_reported_in_a_place(self, code):
        text = "Summary executions of civilians had been reported in Orlivka by the mission."
        event = only(code, text, places=("Orlivka",))
        assert event.place is not None

    def test_a_town_farther_off_than_its_country(self, code):
        text = "Forty men in Ruritania died in a raid that hit a funeral that was held outside Orlivka."
        places = {"Ruritania": {"precision": "country", "country": "RR"}, "Orlivka": {"country": "RR"}}
        event = only(code, text, places=places)
        assert event.place is not None
        assert event.place.name == "Orlivka"

    def test_since_a_day(self, code):
        text = "This is the third rebel attack on fishing boats in Orlivka since Tuesday."
        event = only(code, text, places=("Orlivka",), times={"Tuesday": _DAY})
        assert (event.sub_type, event.time) == ("Attack", None)

    def test_shot_in_a_headline(self, code):
        event = only(code, "At least 35 villagers gunned down in Orlivka", places=("Orlivka",))
        assert event.actor is None
        assert event.target is not None
        assert event.target.name == "villagers"

    def test_stormed_and_killed_civilians(self, code):
        text = "Gunmen stormed the village of Orlivka, killing nine civilians."
        assert only(code, text, places=("Orlivka",)).sub_type == "Attack"

    def test_hours_are_nobody(self, code):
        text = "Russian drones launched a wave of attacks between 6:40 and 7:15, targeting Orlivka."
        event = only(code, text, places=("Orlivka",), times={"6:40": _DAY})
        assert event.actor is None or event.actor.side == "Russia"

    def test_downed_by_fighters(self, code):
        text = "Nine drones were downed by F-16s over Orlivka."
        event = only(code, text, places=("Orlivka",))
        assert event.actor is not None
        assert event.actor.name == "F-16s"

    def test_an_attack_told_again_with_its_hour(self, code):
        text = "Jets bombed carts in Orlivka. The attack happened at about 4 pm near the ford to two farms."
        found = events(code, text, places=("Orlivka",), times={"4 pm": _DAY})
        assert [event.sub_type for event in found] == ["Air/drone strike"] * 2

    @pytest.mark.parametrize(
        "text",
        [
            "The north has seen a sharp rise in attacks on Orlivka.",
            "The rebels in Orlivka, who had signed a truce with Russia, are few.",
        ],
    )
    def test_counts_and_pacts_that_are_no_news(self, code, text):
        assert not events(code, text, places=("Orlivka",))

    def test_ranking_an_act(self, code):
        text = "The blast in Orlivka killed two guards, marking one of the worst assaults on the fleet."
        event = only(code, text, places=("Orlivka",))
        assert (event.trigger.text, event.sub_type) == ("blast", "Remote explosive/landmine/IED")

    def test_shot_and_killed_by(self, code):
        text = "The villagers were shot and killed by rebels in Orlivka."
        assert [event.actor.name for event in events(code, text, places=("Orlivka",)) if event.actor] == [
            "rebels"
        ]

    def test_across_the_river(self, code):
        text = "Across the Danube in Orlivka, a ferryman was killed by an air strike."
        event = only(code, text, places={"Danube": {"precision": "area", "kind": "river"}, "Orlivka": {}})
        assert event.place is not None
        assert event.place.name == "Orlivka"

    def test_bombers_among_the_dead(self, code):
        text = "Troops killed nine rebels, including two suicide bombers, in Orlivka."
        assert events(code, text, places=("Orlivka",))[0].sub_type == "Armed clash"
