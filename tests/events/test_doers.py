"""Who does a political act and whom it is aimed at, where the sentence does not say it straight out."""

import pytest
from coded import political

from stemma.events import main_acts


def first(parse, text):
    """Return PLOVER's event of the main act with the names of both sides."""
    (act, sources, targets), *_ = main_acts(*parse(text))
    return act.plover, [who.name for who in sources], [who.name for who in targets]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Moscow's policy has been to support Chile.", ("SUPPORT", ["Moscow"], ["Chile"])),
        ("Chile is opposed to Peruvian mediation in the talks.", ("REJECT", ["Chile"], ["Peruvian"])),
        (
            "The European Parliament passed a resolution calling on Chile to free the writers.",
            ("REQUEST", ["European Parliament"], ["Chile"]),
        ),
        (
            "A Peruvian team is in Chile investigating charges that the rebels used gas.",
            ("ACCUSE", ["Peruvian team"], ["rebels"]),
        ),
        (
            "Officials in Norway and Chile welcomed the deal with Peru.",
            ("SUPPORT", ["Norway", "Chile"], ["Peru"]),
        ),
    ],
)
def test_who_acts(parse, text, told):
    assert first(parse, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway refused to allow United Nations planes to land.", ("REJECT", "United Nations")),
        ("Norway refused to take part in the Chile-led war against Peru.", ("REJECT", "Chile")),
        ("Norway is willing to send tanks to help defend Chile.", ("AGREE", "Chile")),
        ("Norway threatened to leave the bloc unless Chile paid its debts.", ("THREATEN", "Chile")),
        (
            "Norway insisted on its demand that Chile's government free them.",
            ("REQUEST", "Chile's government"),
        ),
        ("Norway has apologised to Chile for one of its boats stopping a ship.", ("SUPPORT", "Chile")),
        (
            "Norway condemned the crimes that Peruvian militias are committing.",
            ("ACCUSE", "Peruvian militias"),
        ),
        ("Norway welcomed assurances sent from Chile.", ("SUPPORT", "Chile")),
        ("Norway met its Chilean counterpart.", ("CONSULT", "Chilean counterpart")),
        ("Norway mediated between Chile and Peru.", ("CONSULT", "Chile")),
        ("Norway objected to the Chilean president leading the talks.", ("ACCUSE", "Chilean president")),
        ("Norway imposed sanctions on companies linked to Chile.", ("COERCE", "Chile")),
    ],
)
def test_whom_it_is_aimed_at(parse, text, told):
    plover, _, targets = first(parse, text)
    assert (plover, targets[0]) == told


@pytest.mark.parametrize(
    "text",
    [
        "Norway demanded the withdrawal of the troops, diplomats said.",
        "The army declared a state of emergency.",
        "Norway rejected a call for its peacekeeping forces to leave.",
        "Norway condemned the violence in Chile.",
    ],
)
def test_aimed_at_nobody_named(parse, text):
    assert first(parse, text)[2] == []


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("Norway is prepared to impose sanctions on Chile.", "THREATEN"),
        ("Norway pledged to attack Chile.", "THREATEN"),
        ("Norway pledged to fight corruption in Chile.", "AGREE"),
        ("Norway gave no support to Chile.", "REJECT"),
        ("Norway defended Chile against foreign criticism of its police.", "SUPPORT"),
        ("Norway contributed five frigates to Chile.", "AID"),
        ("Norway paid compensation to Chile.", "RETREAT"),
        ("Norway withdrew from the fishing treaty with Chile.", "REJECT"),
        ("Norway spoke with Chile on Monday.", "CONSULT"),
        ("Norway committed itself to peace with Chile.", "AGREE"),
    ],
)
def test_which_act(parse, text, plover):
    assert first(parse, text)[0] == plover


@pytest.mark.parametrize(
    "text",
    [
        "His focus would be to broker a peace deal between Norway and Chile.",
        "Norwegian troops pushed the Chilean rebels back from the river.",
        "Norway has offered no response to Chile.",
        "Norwegian warships arrived in Chile.",
        "Norwegian troops are pushing ahead against Chilean forces.",
        "Norway and Chile traded accusations.",
        "Norway shares the Chilean assessment.",
        "Norwegian forces concluded their operations against Chile.",
        "Norwegian ministers discussed Chile.",
        "Norway announced its plan in Chile.",
        "Four Norwegians arrived in Chile.",
        "The Norwegian war has threatened Chile.",
        "A tenth of the Norwegians praised Chile.",
        "The rebels breached the truce in Chile.",
        '"Why are you here?" the Norwegian minister asked Chilean diplomats.',
    ],
)
def test_no_act_between_two_sides(code, text):
    assert political(code, text) == []


def test_meetings_are_told_in_both_directions_and_agreeing_with_somebody_in_one(parse):
    def directions(text):
        return [(sources[0].name, targets[0].name) for _, sources, targets in main_acts(*parse(text))]

    assert directions("Norway met Chile.") == [("Norway", "Chile"), ("Chile", "Norway")]
    assert directions("Norway and Chile agree.") == [("Norway", "Chile"), ("Chile", "Norway")]
    assert directions("Norway agrees with Chile.") == [("Norway", "Chile")]


def test_an_act_of_force_that_another_act_is_about_is_not_coded_beside_it(parse):
    acts = main_acts(*parse("Norway condemned an attack by Chilean soldiers on a village."))
    assert [act.plover for act, _, _ in acts] == ["ACCUSE"]


def test_a_pronoun_may_do_what_only_a_state_does(parse):
    plover, sources, targets = first(parse, "Norway said it will return the arms seized from Chile.")
    assert (plover, sources, targets) == ("AGREE", ["Norway"], ["Chile"])


def test_rulers_are_those_of_the_state_they_are_in(code):
    assert political(code, "The Kremlin urged the regime in Chile to resign.") == [
        ("REQUEST", "Russia", "Chile")
    ]


def test_mediators_act_for_their_states(code):
    told = political(code, "Norwegian mediators have suspended the talks with Chile.")
    assert told == [("SANCTION", "Norway", "Chile")]


def test_a_paper_speaks_for_the_body_that_passed_it(code):
    assert political(code, "The UN resolution urged Chile to leave the islands.") == [
        ("REQUEST", "United Nations", "Chile")
    ]


def test_an_article_stays_in_a_name_before_a_noun(parse):
    text = (
        "The north is held by the Army of Dawn including the Fateh al-Sham Front "
        "which changed its name after breaking off ties with Chile."
    )
    (_, sources, _), *_ = main_acts(*parse(text))
    assert [who.name for who in sources] == ["Fateh al-Sham"]
