import pytest

from stemma.attribution import attribute


@pytest.fixture(scope="session")
def speakers(parse):
    """text -> the entity of each attributed claim's speaker, in order."""

    def run(text):
        mentions = attribute(*parse(text, outlet="The Courier"))
        return [m.chain[0].entity for m in mentions if m.chain]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The health ministry said in a statement that nine people had died. "
                "The statement added that troops had left the village."
            ),
            ["health ministry", "health ministry"],
        ),
        (
            (
                "The Tarsa Monitor said in a written report that nine people had died. The road is closed. "
                "The report added that two of them were children. The report said that a mill had burned."
            ),
            ["Tarsa Monitor", "Tarsa Monitor", "Tarsa Monitor"],
        ),
        (
            (
                "The ministry said in a statement by the council that nine people had died. "
                "The statement added that troops had left the village."
            ),
            ["ministry", "statement by the council"],
        ),
        (
            (
                "The ministry said in an interview that nine people had died. "
                "The statement added that troops had left the village."
            ),
            ["ministry", "statement"],
        ),
        (
            (
                "Pavel Orlan said in a statement that nine people had died. "
                "He also ruled out talks, the statement added."
            ),
            ["Pavel Orlan", "statement"],
        ),
    ],
)
def test_a_statement_that_speaks_on_is_whoever_spoke_in_it(speakers, text, expected):
    assert [name.removeprefix("the ") for name in speakers(text)] == expected
