"""Deeds in and beside what is said: their outcomes, who owns up to them, and what is no statement."""

import pytest

from stemma.attribution import attribute


def contents(found):
    return [m.content.text for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The militia claimed to have shelled the depot at dawn, leaving “a wide crater”.",
            "to have shelled the depot at dawn, leaving “a wide crater”",
        ),
        (
            "A shell hit the market, the mayor said, killing ten people.",
            "A shell hit the market … killing ten people",
        ),
        (
            "A raid on the town killed ten people, a doctor says, as a rights group listed the dead by name.",
            "A raid on the town killed ten people",
        ),
        (
            "The group claimed responsibility for the raid on the bridge.",
            "responsibility for the raid on the bridge",
        ),
        (
            "Nine herders were shot on Sunday near the Tarsa ford, our desk learned from a police source.",
            "Nine herders were shot on Sunday near the Tarsa ford",
        ),
        ("A Vorona diplomat told AFP Karelia was behind the fire.", "Karelia was behind the fire"),
    ],
)
def test_content_ends_where_it_should(said, text, expected):
    assert contents(said(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The guards refused to leave the camp.",
        "Both ministers agreed to discuss the situation.",
        "The mayor thanked the crews for their work.",
        "The envoy expressed his condolences to the families of the dead.",
        "The council declared an autonomous region in the north.",
        "Two aides of the governor did not respond to a request for comment on the raid.",
    ],
)
def test_deeds_are_no_statements(said, text):
    assert said(text) == []


def test_two_speakers_of_a_sentence_stand_apart(said):
    found = said(
        "A shell killed two porters, the port authority said, while the navy said its guns had hit a tug."
    )
    assert [len(m.chain) for m in found] == [1, 1]
    assert contents(found)[0] == "A shell killed two porters"


def test_denial_of_what_was_just_said(said):
    found = said(
        "Karelia has accused Vorona's fighters of using hospitals for war, something the fighters deny."
    )
    denial = found[-1]
    assert denial.stance == "deny"
    assert "using hospitals for war" in denial.content.text


def test_time_is_not_who_speaks(said):
    text = (
        "“The mill burned down on Friday. Nothing is left,” declared to AFP in the evening Edda Kelm, head"
        " of the district of Tarsa."
    )
    assert said(text)[0].chain[0].entity == "Edda Kelm"


def test_opening_mark_where_one_closes(said):
    found = said("Another put the toll at 23, “including women and children“. A soldier said it was ten.")
    assert found[-1].content.text == "it was ten"


GLUED = (
    "Rockets burn nine boats in the fishing harbour {label} AFP Thursday 5 Feb 2015 Nine boats were burnt"
    " when rockets hit the harbour a fisherman said. The Kelm Observatory said more may sink."
)


@pytest.mark.parametrize(
    ("label", "speaker"),
    [("Governor", "Governor"), ("Monitor", "Kelm Observatory"), ("State media", "State media")],
)
def test_headline_glued_to_its_report(said, label, speaker):
    headline, lead, _ = said(GLUED.format(label=label))
    assert (headline.content.text, headline.chain[0].entity) == (
        "Rockets burn nine boats in the fishing harbour",
        speaker,
    )
    assert lead.content.text == "Nine boats were burnt when rockets hit the harbour"
    assert [layer.entity for layer in lead.chain if layer.inferred] == ["AFP"]


def test_no_headline_before_a_day_in_a_sentence(said):
    found = said("The army said it had taken the hill on Monday 2 May 2016 after a long siege.")
    assert contents(found) == ["it had taken the hill on Monday 2 May 2016 after a long siege"]


def test_house_at_the_end_without_a_comma(said):
    text = "The wounded are carried to a school or are treated in tents Vorona TV reports."
    (mention,) = said(text)
    assert mention.chain[0].entity == "Vorona TV"


def test_owner_without_its_apostrophe(said):
    text = (
        "Several bridges were also washed away in a valley in the southeast the countrys"
        " Transport Ministry announced."
    )
    (mention,) = said(text)
    assert mention.content.text.endswith("southeast")


@pytest.mark.parametrize(
    "text", ["told AFP\n\ntold AFP", "An aide told AFP Israel\n\nAn aide told AFP Israel", "on Friday.", "x"]
)
def test_fragments_do_not_fail(parse, text):
    assert isinstance(attribute(*parse(text)), tuple)


def test_the_outlets_own_words_end_where_somebody_takes_over(parse):
    text = (
        "Marek toured the mills of the valley in May, saying he “came to look at the dams,” "
        "but engineer Olha Kern argued that the river will flood the lower town again."
    )
    (own,) = [mention.content.text for mention in attribute(*parse(text)) if mention.directness == "own"]
    assert own.endswith("in May, saying he “came to look at the dams,”")
