"""Events that are told again in one report: "the attack", and the headline's news in the lead."""

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
