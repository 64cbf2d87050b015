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


@pytest.mark.parametrize(
    ("entity", "head", "kind"),
    [
        ("police officer", "officer", "official"),
        ("senior army officer", "officer", "military"),
        ("hospital staff", "staff", "participant"),
        ("General Staff", "Staff", "military"),
        ("General Staff of the Karelian Army", "Staff", "military"),
        ("prison guards", "guards", "participant"),
        ("border guards", "guards", "military"),
        ("medical sources", "sources", "participant"),
        ("security source", "source", "official"),
        ("local sources", "sources", "witness"),
        ("source in the defence ministry", "source", "official"),
        ("man in the hospital", "man", "witness"),
        ("Save the Wolves", "Save", "unknown"),
        ("Engineers", "Engineers", "expert"),
        ("pathologists", "pathologists", "expert"),
        ("authors of the study", "authors", "expert"),
        ("vorona-times.com", "vorona-times.com", "news_report"),
        ("health.gov", "health.gov", "official"),
        ("Karelia's civil protection agency", "agency", "official"),
        ("UN food agency", "agency", "organisation"),
        ("state news agency", "agency", "agency"),
        ("Vorona agency", "agency", "agency"),
        ("modelling agency", "agency", "organisation"),
    ],
)
def test_the_words_before_a_noun_tell_whose_it_is(entity, head, kind):
    assert source_type(entity, "", head) == kind


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("chief executive officer", "organisation"),
        ("police officer", "official"),
        ("executive director of the Orlan Research Institute", "expert"),
        ("chair of the Orlan assembly", "official"),
    ],
)
def test_what_somebody_is_makes_no_document_of_him(description, kind):
    assert source_type("Kelm", description, "Kelm") == kind


def test_a_sentence_may_end_in_a_word_of_adding(parse):
    (mention,) = attribute(*parse("The bridge was closed at dawn on Monday, the mayor said, adding"))
    assert mention.chain[0].source_type == "official"


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


@pytest.mark.parametrize(
    ("entity", "description", "head", "kind"),
    [
        ("Kelm", "spokesman for the rebels", "", "military"),
        ("Kelm", "Karelian army spokesman", "", "military"),
        ("Kelm", "charity's spokeswoman", "", "organisation"),
        ("Kelm", "spokesman for the Vorona hospital", "", "organisation"),
        ("Kelm", "spokeswoman for the governor of the coast", "", "official"),
        ("Kelm", "spokesman for the ministry of defence", "", "official"),
        ("Kelm", "ministry of defence spokesman", "", "official"),
        ("spokesman", "", "spokesman", "official"),
        ("spokesman for the opposition", "", "spokesman", "participant"),
        ("Kelm", "spokesman in", "", "official"),
    ],
)
def test_a_spokesman_is_of_the_type_of_whom_he_speaks_for(entity, description, head, kind):
    assert source_type(entity, description, head) == kind


@pytest.mark.parametrize(
    ("entity", "description", "head", "kind"),
    [
        ("Kelm", "Vorona Grain founder", "", "unknown"),
        ("founder of Vorona Grain", "", "founder", "organisation"),
        ("Kelm", "president and CEO", "", "organisation"),
        ("Kelm", "director of the ministry's press office", "", "official"),
        ("Kelm", "Department of Mines geologist", "", "expert"),
        ("Karelia's attorney general", "", "general", "official"),
        ("Sudan", "", "Sudan", "official"),
        ("the United States", "", "States", "official"),
        ("Ukrainians", "", "Ukrainians", "unknown"),
        ("Sudan Vorona", "", "Vorona", "unknown"),
        ("Vorona Post-Dispatch", "", "Post-Dispatch", "news_report"),
        ("Red Cross", "", "Cross", "organisation"),
        ("", "", "", "unknown"),
    ],
)
def test_firms_states_and_joined_names_have_a_kind(entity, description, head, kind):
    assert source_type(entity, description, head) == kind


@pytest.mark.parametrize(
    ("entity", "description", "head", "kind"),
    [
        ("Kelm", "Karelian civil defence spokesperson", "", "official"),
        ("Civil Defence", "", "Defence", "official"),
        ("security sources in the capital", "", "sources", "official"),
        ("medical source", "", "", "participant"),
        ("unnamed source", "", "", "unknown"),
        ("rebel-held ministries", "", "ministries", "official"),
        ("Karelian Liberation Army", "", "group", "military"),
        ("Karelian Observatory", "", "group", "organisation"),
        ("group of activists", "", "group", "participant"),
        ("Islamic State", "", "group", "organisation"),
        ("Kelm", "Member of Parliament of the Orlan bloc", "", "official"),
        ("woman from the village", "", "", "witness"),
    ],
)
def test_what_a_phrase_is_of_and_what_it_is_called_by(entity, description, head, kind):
    assert source_type(entity, description, head) == kind


@pytest.mark.parametrize(
    ("entity", "description", "head", "kind"),
    [
        ("source at Vorona Police Command", "", "source", "official"),
        ("Kelm", "president of the lawyers association", "", "organisation"),
        ("Kelm", "charity president", "", "organisation"),
        ("Kelm", "deputy director of the Orlan institute for military history", "", "expert"),
        ("Kelm", "president of the Karelian federation", "", "organisation"),
        ("Kelm", "head of the foreign policy committee of the upper house", "", "official"),
        ("Staff", "General", "", "military"),
        ("Karelian Senate", "", "group", "official"),
        ("monitoring group", "", "group", "organisation"),
        ("three percent of the participants", "", "percent", "participant"),
        ("two of the major providers", "", "providers", "organisation"),
        ("several politicians", "", "politicians", "official"),
        ("message to the consul", "", "message", "document"),
    ],
)
def test_who_leads_a_body_is_of_its_type_unless_it_is_a_state_s(entity, description, head, kind):
    assert source_type(entity, description, head) == kind


@pytest.mark.parametrize(
    ("entity", "description", "head"),
    [("military correspondent", "", "correspondent"), ("Kelm", "defence reporter", "")],
)
def test_who_reports_on_an_army_is_no_soldier(entity, description, head):
    assert source_type(entity, description, head) == "unknown"
