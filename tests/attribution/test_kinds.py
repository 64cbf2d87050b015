"""What type of source a name, a description or a noun tells."""

import pytest

from stemma.attribution import attribute
from stemma.attribution.kinds import source_type


@pytest.mark.parametrize(
    ("entity", "description", "head", "kind"),
    [
        ("Kelm", "vice president of the Orlan Coalition", "", "official"),
        ("Kelm", "Attorney General", "", "official"),
        ("Kelm", "brigadier general", "", "military"),
        ("Kelm", "director of the Orlan Observatory", "", "organisation"),
        ("Kelm", "Dr.", "", "expert"),
        ("appeal of the Karelian president", "", "appeal", "document"),
        ("law enforcement", "", "enforcement", "official"),
        ("another customer", "", "customer", "witness"),
        ("several miners", "", "miners", "participant"),
        ("IAEA", "", "IAEA", "organisation"),
    ],
)
def test_the_office_tells_before_what_it_is_of(entity, description, head, kind):
    assert source_type(entity, description, head) == kind


@pytest.mark.parametrize("name", ["Sara Law", "Pavel Major"])
def test_a_full_name_tells_no_type(parse, name):
    (mention,) = attribute(*parse(f"{name} said that the road to the pass was closed."))
    assert mention.chain[0].source_type == "person"
    assert mention.chain[0].role == "originator"


def test_a_monitoring_group_is_the_monitor_that_speaks_next(parse):
    text = (
        "Nine people were killed in Vorona, a monitoring group said.\n\n"
        "The Karelian Observatory for Human Rights said that most were miners.\n\n"
        "A road was shelled. The Orlan Rights Watch said that the shells were banned."
    )
    first, second, _ = [m for m in attribute(*parse(text)) if m.directness != "own"]
    assert first.chain[0].entity == second.chain[0].entity == "Karelian Observatory for Human Rights"
    assert not first.chain[0].anonymous
