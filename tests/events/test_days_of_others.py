"""Days that a sentence names and that are not its act's: of a vote, of the page, of a moment later."""

import pytest

DAY = {"start": "2023-03-06", "end": "2023-03-06", "precision": "day"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels bombarded a rally in Korin in a disputed June 3 poll, killing 21 people.", "June 3"),
        ("Find those behind the attack on Korin under the December 25 agreement.", "December 25"),
        ("A bomb killed six people in Korin ahead of Tuesday's vote.", "Tuesday"),
        ("15-02-2016 Dozens of Rebels Killed in Korin.", "15-02-2016"),
    ],
)
def test_the_day_of_a_vote_or_of_a_page_is_no_act_s(code, text, words):
    found = [one for one in code(text, places=("Korin",), times={words: DAY}) if one.type]
    assert found
    assert all(one.time is None for one in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The June 3 attack on Korin killed 21 people.", "June 3"),
        ("Ten died in Tuesday's bombing of Korin.", "Tuesday"),
        ("Talks broke down and the army shelled Korin on Tuesday.", "Tuesday"),
        ("On 15-02-2016 rebels shelled Korin.", "15-02-2016"),
    ],
)
def test_an_act_s_own_day_is_its_day(code, text, words):
    acts = [one for one in code(text, places=("Korin",), times={words: DAY}) if one.type]
    assert acts
    assert all(one.time is not None and one.time.start == "2023-03-06" for one in acts)


def test_a_few_seconds_later_is_the_same_day(code):
    text = "A gunman opened fire in Korin on Monday.\n\nA few seconds later the militants shelled the town."
    first, last = code(text, places=("Korin",), times={"Monday": DAY, "A few seconds later": {}})
    assert first.time is not None
    assert last.time == first.time
