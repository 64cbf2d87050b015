"""Events that are told again in one report: "the attack", and the headline's news in the lead."""

import pytest

from stemma.collation.events import collate_events


def told_again(code, *paragraphs, **fields):
    """Whether the second event is told to be the first again."""
    mentions = code("\n\n".join(paragraphs), **fields)
    assert len(mentions) > 1
    return mentions[1].antecedent == mentions[0].id


def test_the_attack_is_the_one_before(code):
    assert told_again(
        code, "Rebels shelled Tarsa on Friday. The attack killed two people.", places=("Tarsa",)
    )


def test_an_attack_is_another(code):
    assert not told_again(
        code,
        "Rebels shelled Tarsa on Friday. An attack killed two people in Orlan.",
        places=("Tarsa", "Orlan"),
    )


def test_the_attack_elsewhere_is_another(code):
    text = "Rebels shelled Tarsa on Friday. The attack on Orlan killed two people."
    assert not told_again(code, text, places=("Tarsa", "Orlan"))


def test_a_headline_and_its_lead(code):
    headline, lead = (
        "Nine killed in shelling of market",
        "At least nine people died when rebels shelled Tarsa.",
    )
    assert told_again(code, headline, lead, places=("Tarsa",), kinds=("headline", "body"))


def test_a_headline_and_another_toll(code):
    headline, lead = "Nine killed in shelling of market", "Rebels shelled Tarsa, killing 40 people."
    assert not told_again(code, headline, lead, places=("Tarsa",), kinds=("headline", "body"))


def test_they_are_one_event_without_place_and_time(code, parse):
    text = "Nine killed in shelling of market\n\nNine people died when rebels shelled it. The attack was big."
    kinds = ("headline", "body")
    report, _ = parse(text, kinds=kinds)
    mentions = code(text, kinds=kinds)
    (event,) = collate_events({report.id: report}, mentions, (), ())
    assert {mention.id for mention in event.mentions} == {mention.id for mention in mentions}
    assert event.fatalities.best == 9


@pytest.mark.parametrize(
    "told",
    [
        "The mayor said the attack would be answered.",
        "Nobody has claimed responsibility for the attack.",
        "It was not clear who carried out the attack.",
        "The council urged the state to find who was behind this attack.",
    ],
)
def test_a_noun_that_only_points_back_is_told_as_done(code, told):
    mentions = code(f"Rebels shelled Tarsa on Friday. {told}", places=("Tarsa",))
    first, second = (one for one in mentions if one.type)
    assert second.antecedent == first.id
    assert second.status == "occurred"
    assert second.sub_type == first.sub_type
    assert "told before" in second.rule


@pytest.mark.parametrize(
    "told",
    [
        "Nothing was said of deaths from its strikes.",  # of any
        "The army went on the offensive.",
        "The police said the attack was foiled in time.",
        "The army said the bombings would be stopped.",
    ],
)
def test_a_noun_that_points_to_no_act_done(code, told):
    mentions = code(f"Jets struck Tarsa on Friday. {told}", places=("Tarsa",))
    assert [one.status for one in mentions if one.type].count("occurred") == 1


def test_a_noun_points_back_over_several_sentences(code):
    between = "The roof fell in. Schools stayed shut. Water is short. Trams stopped. Shops are empty."
    first, second = code(f"Rebels shelled Tarsa. {between} The attack shook the town.", places=("Tarsa",))
    assert second.antecedent == first.id
    assert second.sub_type == first.sub_type


def test_another_word_of_the_sentence_tells_the_act_already(code):
    text = "Rebels shelled Tarsa. The clashes ended with the killing of two soldiers in the attack."
    told = [one.sentence for one in code(text, places=("Tarsa",)) if one.type]
    assert told == [0, 1]
