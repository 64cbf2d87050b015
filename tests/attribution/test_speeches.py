"""Transcripts, interviews, paragraphs that a colon brings in, and quotations over several paragraphs."""

import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def told(parse):
    """``told(text) -> [(speaker or "", content)]``, the outlet's own statements with no speaker."""

    def run(text, **fields):
        return [
            ("" if m.directness == "own" else m.chain[0].entity, m.content.text)
            for m in attribute(*parse(text, **fields))
        ]

    return run


def test_answers_are_whose_interview_it_is(told):
    text = (
        "Lena Osk answered our questions in an interview on Monday.\n\n"
        "Question: What happened in the town?\n\n"
        "Answer: The shelling began at dawn. Ten houses burned.\n\n"
        "Nobody had warned the families.\n\n"
        "Question: Who fired?\n\n"
        "Answer: The army denied that its guns had fired."
    )
    found = told(text)
    assert ("Lena Osk", "The shelling began at dawn") in found
    assert ("Lena Osk", "Ten houses burned") in found
    assert ("Lena Osk", "Nobody had warned the families") in found
    assert ("army", "its guns had fired") in found


def test_who_passes_on_what_others_say_is_who_answers(parse):
    text = (
        "Lena Osk spoke to the Wire in an interview.\n\nQ: Who fired?\n\n"
        "A: The army denied that its guns had fired. Ten houses burned."
    )
    chains = [m.chain for m in attribute(*parse(text)) if m.content.text == "its guns had fired"]
    assert [(layer.entity, layer.role) for layer in chains[0][:2]] == [
        ("army", "originator"),
        ("Lena Osk", "relayer"),
    ]


def test_an_answer_without_a_guest_stays_with_the_outlet(told):
    text = (
        "Here is what the ceasefire means.\n\nQuestion: When does it begin?\n\n"
        "Answer: The guns fall silent at noon.\n\nQuestion: Who watches it?\n\nAnswer: Nobody watches it yet."
    )
    assert all(not speaker for speaker, _ in told(text))


def test_names_in_capitals_take_turns(told):
    text = (
        "COLONEL ILYA KOSAN: Good evening. Our crews struck eight depots last night.\n\n"
        "The strikes destroyed forty rockets.\n\n"
        "Q: Were any civilians hurt?\n\n"
        "COL. KOSAN: The army has no reports of civilian casualties."
    )
    found = told(text)
    assert all("kosan" in speaker.lower() for speaker, _ in found)
    assert "The strikes destroyed forty rockets" in [content for _, content in found]


def test_headings_before_colons_are_no_turns(told):
    text = (
        "UPDATE: The bridge was hit at noon.\n\nBACKGROUND: The town has been under siege since May.\n\n"
        "UPDATE: Two people were hurt."
    )
    assert all(not speaker for speaker, _ in told(text))


def test_a_colon_brings_in_the_paragraph_behind_it(told):
    text = (
        "Governor Ivan Sharan wrote on his channel:\n\n"
        "The bridge is gone. We have no water in the town.\n\n"
        "The outlet could not reach the army."
    )
    found = told(text)
    assert ("Ivan Sharan", "The bridge is gone") in found
    assert ("Ivan Sharan", "We have no water in the town") in found
    assert ("", "The outlet could not reach the army") in found


def test_further_paragraphs_are_theirs_while_they_speak_of_themselves(told):
    text = (
        "The mayor of Tarsa wrote:\n\nThe bridge is gone.\n\nThe wells are dry.\n\n"
        "We need help from the capital.\n\nThe convoy left on Monday."
    )
    spoken = [content for speaker, content in told(text) if speaker]
    assert spoken == ["The bridge is gone", "The wells are dry", "We need help from the capital"]


def test_a_list_behind_a_colon_is_theirs_to_its_end(told):
    text = (
        "On Monday the ministry said the following:\n\n• Drones hit a depot near Tarsa.\n\n"
        "• Two shells fell on the market.\n\nThe attacks went on until the evening."
    )
    found = told(text)
    assert [speaker for speaker, _ in found][-3:] == ["ministry", "ministry", ""]


def test_a_colon_without_a_speaker_brings_in_nobody(told):
    text = "Here is what is known:\n\nThe bridge is gone.\n\nTen people were hurt."
    assert all(not speaker for speaker, _ in told(text))


def test_a_quotation_over_paragraphs_is_whose_it_ends_with(told):
    text = (
        "The army struck the bridge.\n\n“We saw the smoke at dawn. It was over the river.\n\n"
        "“Then the second one fell,” Lena Osk told the Wire."
    )
    assert [speaker for speaker, _ in told(text)] == ["", "Lena Osk", "Lena Osk"]


def test_a_quotation_closed_only_in_a_later_paragraph_is_one_speech(told):
    text = (
        "The ministry issued a statement on Monday.\n\n“The enemy bombed the town at night.\n\n"
        "Ten civilians were hurt in the market.\n\nAny attack will be answered”, the ministry said."
    )
    found = told(text)
    assert all(speaker == "ministry" for speaker, _ in found[1:])
    assert "".join(content for _, content in found).count("Ten civilians") == 1
