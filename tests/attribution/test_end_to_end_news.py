"""What unread stories showed from end to end: who is behind whom, and quotations over several paragraphs."""


def chain(mention):
    return [(layer.role, layer.entity) for layer in mention.chain if not layer.inferred]


def test_a_quotation_that_goes_on_two_paragraphs_below_its_cue(said):
    text = (
        "In an interview with Radio Vorona, Sami Orlan told of the raid.\n\n"
        "He added that:\n\n"
        "“We were carrying the wounded when the plane came back and dropped another bomb on us.\n\n"
        "“Nine of my cousins died that night. Six are lying in a clinic.”"
    )
    quoted = [m for m in said(text) if m.content.text.startswith("“")]
    assert len(quoted) == 2
    assert [m.chain[0].entity for m in quoted] == ["Sami Orlan"] * 2


def test_a_house_at_the_end_passes_on_what_somebody_said(said):
    text = (
        "A teacher, Idris Kelmo, said nine of his pupils died in the raid on Friday, May 5,"
        " Daily Mercury reported."
    )
    (mention,) = said(text)
    assert chain(mention) == [("originator", "Idris Kelmo"), ("medium", "Daily Mercury")]
    assert mention.content.text.endswith("May 5")


def test_who_orders_a_probe_does_not_relay_what_led_to_it(said):
    text = (
        "Calling the raid “shameful”, Governor Ada Kelm ordered a probe after the navy admitted that one of"
        " its boats had shelled the pier."
    )
    mention = next(m for m in said(text) if m.chain[0].entity == "navy")
    assert chain(mention) == [("originator", "navy")]


def test_it_is_the_subject_of_its_own_half_of_the_sentence(said):
    text = (
        "The presence of the foreign troops has long been a cause of anger, but the provincial government has"
        " facilitated the mission to help combat the rebels, which it accuses of burning its offices."
    )
    assert [m.chain[0].entity for m in said(text)] == ["provincial government"]


def test_a_place_before_a_headline_says_nothing(said):
    text = "Tuvan Beri: Army shelling killed 41 people\n\nGuns fired on Tuvan Beri village."
    assert not said(text, kinds=("headline", "body"))
    text = "Sami Beri: Army shelling killed 41 people\n\nGuns fired on Tuvan Beri village."
    assert [m.chain[0].entity for m in said(text, kinds=("headline", "body"))] == ["Sami Beri"]


def test_a_headline_in_capitals_makes_no_name_of_its_verb(said):
    text = (
        "Governor Kelm Orders Probe Of Tarsa Blast Incident\n\n"
        "Governor Kelm has asked for an inquiry.\n\n"
        "The governor said the town will be helped."
    )
    assert {m.chain[0].entity for m in said(text, kinds=("headline", "body", "body"))} == {"Kelm"}


def test_a_house_keeps_the_number_of_its_name(said):
    (mention,) = said("The mayor told Vorona 24 the bridge is closed.", outlet="Vorona 24")
    assert chain(mention) == [("originator", "mayor"), ("medium", "Vorona 24")]


def test_alleged_camps_are_nobodys_words(said):
    assert not said("In the hills, Karelian jets regularly bombard alleged KLF camps near the lakes.")


def test_whom_it_is_blamed_on_belongs_to_the_claim(said):
    (mention,) = said("Pavel Vesk visited the town. He also blamed it on the rebels.")
    assert mention.content.text == "it on the rebels"


def test_where_somebody_speaks_from_is_no_speaker(said):
    text = "“The lower field is under water,” Tomas, a farmhand who was hurt, told WNN from a clinic."
    assert [m.chain[0].entity for m in said(text)] == ["Tomas"]
