import pytest

from stemma.attribution import attribute
from stemma.attribution.relays import head_in
from stemma.attribution.tree import Tree


@pytest.fixture(scope="session")
def chains(parse):
    """text -> the chains of its claims as (role, entity, anonymous), and the claims' words."""

    def run(text):
        mentions = [m for m in attribute(*parse(text)) if m.directness != "own"]
        return [
            (m.content.text, [(layer.role, layer.entity, layer.anonymous) for layer in m.chain])
            for m in mentions
        ]

    return run


@pytest.mark.parametrize(
    "who",
    [
        "defence ministry spokesman Pavel Orlan",
        "a defence ministry spokesman, Pavel Orlan,",
        "the head of the Vorona regional hospital, Pavel Orlan,",
        "local commander Pavel Orlan",
    ],
)
def test_a_wire_that_quotes_is_a_medium_and_whom_it_quotes_the_originator(chains, who):
    ((_, chain),) = chains(f"Interfax quoted {who} as saying that two drones were shot down.")
    assert chain == [("originator", "Pavel Orlan", False), ("medium", "Interfax", False)]


def test_a_wire_after_its_quotation_is_a_medium(chains):
    ((said, chain),) = chains("“We will not leave,” Interfax quoted the mayor, Pavel Orlan, as saying.")
    assert "We will not leave" in said
    assert chain == [("originator", "Pavel Orlan", False), ("medium", "Interfax", False)]


def test_an_unnamed_source_that_a_wire_quotes_is_told_once(chains):
    ((said, chain),) = chains(
        "The state news agency SANA quoted a military source as saying 14 soldiers died."
    )
    assert said == "14 soldiers died"
    assert chain == [("originator", "military source", True), ("medium", "SANA", False)]


def test_a_speaker_before_according_to_is_the_originator(chains):
    ((said, chain),) = chains("Two people were killed, the mayor said, according to Interfax.")
    assert said == "Two people were killed"
    assert [role for role, _, _ in chain] == ["originator", "medium"]


def test_without_a_comma_a_speaker_begins_at_its_own_phrase(chains):
    ((said, chain),) = chains("Shells killed six people and injured 32 near Aleppo a local official said.")
    assert said.endswith("near Aleppo")
    assert chain == [("originator", "local official", True)]


def test_a_name_with_a_hyphen_is_whole(chains):
    ((_, chain),) = chains("Al-Voran Television reported that the road was cut.")
    assert chain[0][1].startswith("Al-Voran")


def test_the_holder_of_an_office_speaks_not_the_office(chains):
    text = "Rescue teams were on their way, the head of the regional hospital, Olena Marchuk, said."
    ((_, chain),) = chains(text)
    assert chain == [("originator", "Olena Marchuk", False)]


def test_what_no_one_said_is_no_claim(chains):
    assert chains("No group has claimed responsibility for the attack so far.") == []


def test_a_monitoring_group_is_the_one_that_the_report_then_names(chains):
    text = (
        "Air raids killed 20 people in Douma on Friday, a monitoring group said.\n\n"
        "The Voran Observatory for Human Rights said that eight of them were children."
    )
    assert {chain[0][1:] for _, chain in chains(text)} == {("Voran Observatory for Human Rights", False)}


def test_a_monitoring_group_stays_unnamed_where_two_are_named(chains):
    text = (
        "Air raids killed 20 people in Douma on Friday, a monitoring group said.\n\n"
        "The Voran Observatory for Human Rights said that eight of them were children.\n\n"
        "The Karelian Centre for Monitoring said that the number was higher."
    )
    assert chains(text)[0][1] == [("originator", "monitoring group", True)]


def test_nor_where_a_head_of_one_and_another_body_speak(chains):
    text = (
        "Air raids killed 20 people in Douma on Friday, a monitoring group said.\n\n"
        "Olena Marchuk, head of the Voran Observatory for Human Rights, said that eight were children.\n\n"
        "The Karelian Centre for Monitoring said that the number was higher."
    )
    assert chains(text)[0][1] == [("originator", "monitoring group", True)]


@pytest.mark.parametrize(
    "lead",
    [
        "Air raids killed 20 people in Douma on Friday, a monitoring group said.",
        "The number of dead in Douma could rise, the war monitor said.",
    ],
)
def test_a_monitor_is_the_body_whose_head_alone_speaks_for_it(chains, lead):
    text = (
        f"{lead}\n\n"
        "“Eight of them are children,” said Olena Marchuk, head of the Voran Observatory for Human Rights."
    )
    assert chains(text)[0][1][0][1:] == ("Voran Observatory for Human Rights", False)


def test_another_monitoring_group_is_another(chains):
    text = (
        "The Voran Observatory for Human Rights said that eight people died.\n\n"
        "Another monitoring group said that nine people died."
    )
    assert chains(text)[1][1][0][2]


def test_the_observatory_is_not_its_director(chains):
    text = (
        "Observatory director Pavel Orlan said that the town had fallen.\n\n"
        "The observatory said that losses were light."
    )
    assert chains(text)[1][1][0][1] != "Pavel Orlan"


def test_an_early_short_name_takes_the_full_one_given_later(chains):
    text = (
        "Kowalczyk says front is holding, but losses are high.\n\n"
        "General Pavel Kowalczyk said that the town would be held."
    )
    assert {chain[0][1] for _, chain in chains(text)} == {"Pavel Kowalczyk"}


def test_a_surname_of_two_words_is_the_full_name(chains):
    text = "Director Pavel Abdel Orlan said four died.\n\nAbdel Orlan said that the raids went on."
    assert {chain[0][1] for _, chain in chains(text)} == {"Pavel Abdel Orlan"}


def test_he_is_no_embassy_and_it_no_man(chains):
    text = (
        "Sara Kelm said that the talks had failed. The Voran embassy declined to comment. "
        "A resident said that shots were heard. It said that the border was closed."
    )
    assert all(entity != "resident" for _, chain in chains(text)[-1:] for _, entity, _ in chain)


@pytest.mark.parametrize("tail", ["Interfax reported on Friday", "according to the Interfax news agency"])
def test_a_statement_that_a_wire_passes_on_is_told_once(chains, tail):
    ((said, chain),) = chains(f"The mayor said that his men had pulled back, {tail}.")
    assert said == "his men had pulled back"
    assert [role for role, _, _ in chain] == ["originator", "medium"]


def test_a_speaker_begins_with_its_article_not_with_a_heading(parse):
    mention = attribute(*parse("Reprisals The administration of Vorona said that no house was burnt."))[0]
    assert mention.source.text == "The administration of Vorona"


def test_a_date_or_a_number_ends_what_is_said_where_commas_are_lost(parse):
    text = "The raids in the valley killed at least 50 a relief group said on Monday."
    (mention,) = [m for m in attribute(*parse(text)) if m.source is not None]
    assert (mention.source.text, mention.chain[0].entity) == ("a relief group", "relief group")


def test_names_are_parted_from_what_lost_commas_join_to_them(parse):
    text = (
        "President of the Karelian Coalition Nadim Orsal said that talks would begin. Orsal said he was glad."
    )
    mentions = attribute(*parse(text))
    assert {m.chain[0].entity for m in mentions} == {"Nadim Orsal"}
    assert mentions[0].chain[0].source_type == "official"


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("The Resistance Committees in Tarsa warned in a statement that a million people are trapped.",
         "The Resistance Committees in Tarsa", "a million people are trapped"),
        ("The ministry of health announced on Saturday, March 2, the death of eleven people in a raid.",
         "The ministry of health", "the death of eleven people in a raid"),
        ("“Eleven people were killed,” announced in a statement the spokesman for the hospital, Sami Kelm.",
         "the spokesman for the hospital, Sami Kelm", "“Eleven people were killed,”"),
        ("The envoy spoke in Tarsa about the plan that both sides had rejected.",
         "The envoy", "the plan that both sides had rejected"),
        ("The army has been accused by rights groups of burning villages and killing prisoners.",
         "rights groups", "The army … of burning villages and killing prisoners"),
        ("A jet bombed the village, as confirmed by Sami Kelm, a fighter from there.",
         "Sami Kelm, a fighter from there", "A jet bombed the village"),
        ("A ship was hit, the Orlan Central Command (OCC) said on Monday.",
         "the Orlan Central Command (OCC)", "A ship was hit"),
        ("BANGKOK: Air raids killed four people, a spokeswoman for the rebels told Vorona Wire on Friday.",
         "a spokeswoman for the rebels", "Air raids killed four people"),
    ],
)  # fmt: skip
def test_edges_of_speakers_and_of_what_they_say(parse, text, speaker, said):
    report, parsed = parse(text, outlet="The Courier")
    (mention,) = attribute(report, parsed)
    assert mention.source is not None
    assert (mention.source.text, mention.content.text) == (speaker, said)


def test_paper_is_no_part_of_a_name(parse):
    report, parsed = parse(
        "The Joint Force of the north in a statement denied any gains, saying they had held the town."
    )
    names = {mention.chain[0].entity for mention in attribute(report, parsed) if mention.chain}
    assert names
    assert not any("statement" in name for name in names)


def test_a_cue_is_no_content(parse):
    report, parsed = parse("Rebels fired, the army said. They added that one ship reported minor damage.")
    assert "one ship reported minor damage" in {m.content.text for m in attribute(report, parsed)}


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The images had not appeared online before Tuesday, the agency said.", "CT-"),
        ("The army appeared to have left, residents said.", "PR+"),
        ("Access to those areas has not yet been possible, the committee said.", "CT-"),
    ],
)
def test_what_looks_like_a_hedge(parse, text, factuality):
    report, parsed = parse(text)
    (mention,) = attribute(report, parsed)
    assert mention.factuality == factuality


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The ministry said that a raid on Tuesday hit a hospital, killing dozens, according to Vorona Wire.",
         {"a raid on Tuesday hit a hospital, killing dozens"}),
        ("The mayor said the town was hit, while the envoy said that nobody was hurt, Vorona Wire reported.",
         {"the town was hit", "nobody was hurt"}),
        ("The army said it took the hill, adding that two men died, Vorona Wire reported.",
         {"it took the hill", "two men died"}),
        ("Vorona Wire reported that the mayor said the bridge had fallen, cutting the road.",
         {"the bridge had fallen, cutting the road"}),
    ],
)  # fmt: skip
def test_what_a_wire_passes_on_is_said_once_and_whole(parse, text, said):
    report, parsed = parse(text, outlet="The Courier")
    mentions = attribute(report, parsed)
    assert {mention.content.text for mention in mentions} == said
    assert {mention.chain[-1].entity for mention in mentions} == {"Vorona Wire"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Another 20 people were wounded state news agency VNA reported.", "state news agency VNA"),
        ("The Relief Corps an aid group said that the bridge was closed.", "The Relief Corps an aid group"),
    ],
)
def test_a_speaker_has_all_of_its_words_where_commas_are_lost(parse, text, source):
    (mention,) = [m for m in attribute(*parse(text)) if m.source is not None]
    assert mention.source.text == source


def test_a_place_before_a_body_is_no_part_of_its_name(parse):
    text = (
        "The Orlan Human Rights Council said the camp was closed.\n\n"
        "Three raids in Vorona Orlan Human Rights Council said that 64 people died."
    )
    assert attribute(*parse(text))[-1].chain[0].entity == "Orlan Human Rights Council"


def test_the_last_word_stands_for_a_phrase_without_a_noun(parse):
    _, parsed = parse("They ran and fell quickly.")
    assert head_in(Tree(parsed.sentences[0]), range(2, 5)) == 4
