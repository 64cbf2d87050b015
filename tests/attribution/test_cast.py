import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def entities(parse):
    def run(text):
        mentions = attribute(*parse(text))
        return [m.chain[0].entity for m in mentions if m.directness != "own" and m.chain]

    return run


def test_a_title_is_no_part_of_a_name(parse):
    (mention,) = attribute(*parse("Foreign Minister Sara Kelm said that the talks had failed."))
    layer = mention.chain[0]
    assert (layer.name, layer.entity, layer.source_type) == ("Sara Kelm", "Sara Kelm", "official")
    assert "Foreign Minister" in layer.description
    assert not layer.anonymous


def test_an_owner_is_not_the_speaker(entities):
    assert entities("Orlan's press secretary Pavel Vesk said that the bridge was mined.") == ["Pavel Vesk"]


def test_a_surname_later_is_the_full_name(entities):
    text = "General Pavel Orlan said the town had fallen.\n\nOrlan said that losses were light."
    assert entities(text) == ["Pavel Orlan", "Pavel Orlan"]


def test_pronouns_follow_whoever_spoke(entities):
    text = "Sara Kelm said the road was open. She said that convoys had passed. “It is calm,” she added."
    assert set(entities(text)) == {"Sara Kelm"}


def test_a_role_is_the_one_who_has_it(entities):
    text = "Governor Pavel Orlan said the dam had burst.\n\nThe governor said that two villages were flooded."
    assert set(entities(text)) == {"Pavel Orlan"}


def test_an_acronym_is_the_name_that_it_was_defined_for(entities):
    text = (
        "The Karelian Relief Committee (KRC) said 40 people had fled.\n\nThe KRC said that more would follow."
    )
    assert set(entities(text)) == {"Karelian Relief Committee"}


def test_unnamed_sources_are_anonymous_and_counted(parse):
    text = "Two officials said that the depot had been hit.\n\nA resident said that the market was closed."
    first, second = attribute(*parse(text))
    assert (first.chain[0].anonymous, first.chain[0].number) == (True, "several")
    assert (second.chain[0].anonymous, second.chain[0].number) == (True, "one")
    assert second.chain[0].source_type == "witness"


def test_a_title_alone_is_a_role_not_a_name(entities):
    text = "President Sara Kelm said the talks had failed.\n\nThe President said that no date was set."
    assert set(entities(text)) == {"Sara Kelm"}


def test_the_writer_is_no_source(parse):
    (mention,) = attribute(*parse("I think that the talks will fail."))
    assert mention.directness == "own"


def test_the_ministry_is_no_news_agency_named_before(entities):
    text = "The Vorona News Agency quoted Pavel Orlan as saying that the ministry had denied that it was hit."
    assert entities(text) == ["ministry"]
