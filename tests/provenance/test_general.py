"""Sources told in general words: "officials", a party's media, whom a headline leaves unnamed."""

import pytest
from msgspec.structs import replace

from hand_built import by_id, layer, mention, report
from stemma.collation import collate_claims
from stemma.names import compare_sources, same_house
from stemma.provenance import Sides, trace

FIRE = "the depot at Velmora burned for two days after rockets struck it"
TOLD = FIRE[:1].upper() + FIRE[1:]
SIDES = Sides.parse('[[side]]\nname = "Hillmen"\nnames = ["Hillman", "Radio Brant", "Brant Guards"]', "here")


def traced(*told, **fields):
    """Trace one claim that several sources tell, each in a report of its own."""
    reports, mentions = [], []
    for place, (name, options) in enumerate(told):
        one = report(f"r{place}", f"{TOLD}, {name} said.", published="2023-03-01")
        reports.append(one)
        mentions.append(mention(one, TOLD, chain=(layer(one.text, name, **options),)))
    claims = collate_claims(by_id(*reports), mentions, ())
    (claim,), origins = trace(claims, by_id(*reports), (), **fields)
    return claim, origins


def of(kind, **fields):
    return {"source_type": kind, **fields}


OFFICIALS = ("Ukrainian officials", of("official", anonymous=True, number="several"))
MINISTRY = ("Ukrainian interior ministry", of("official"))
POLICE = ("Ukrainian police", of("official"))


def test_officials_of_a_country_are_no_second_confirmation_of_its_ministry():
    claim, (origin,) = traced(OFFICIALS, MINISTRY)
    assert (claim.origins.low, claim.origins.best, claim.origins.high) == (1, 1, 2)
    assert not origin.certain
    assert any("tells in general words" in reason for reason in origin.reasons)


def test_they_never_join_two_that_are_told_apart():
    claim, _ = traced(OFFICIALS, MINISTRY, POLICE)
    assert claim.origins.best == 2


def test_officials_of_another_country_are_another_origin():
    claim, _ = traced(OFFICIALS, ("Russian defence ministry", of("military")))
    assert claim.origins.best == 2


def test_a_seat_of_government_is_one_body_among_others():
    claim, _ = traced(("Kremlin", of("official")), ("Russian defence ministry", of("military")))
    assert claim.origins.best == 2


@pytest.mark.parametrize(
    "chain",
    [
        pytest.param([("Ukrainian interior ministry", of("official"))], id="the body"),
        pytest.param(
            [("Ukrainian interior ministry's preliminary data", of("document"))], id="another paper of it"
        ),
        pytest.param(
            [
                ("its analysis", of("document")),
                ("Ukrainian interior ministry", of("official", role="relayer")),
            ],
            id="its own paper",
        ),
    ],
)
def test_a_paper_of_a_body_counts_with_the_body(chain):
    a = report("a", f"{TOLD}, the Ukrainian interior ministry's assessment said.", published="2023-03-01")
    b = report("b", f"{TOLD}, by {' and '.join(name for name, _ in chain)}.", published="2023-03-01")
    paper = layer(a.text, "Ukrainian interior ministry's assessment", **of("document"))
    other = tuple(layer(b.text, name, **options) for name, options in chain)
    mentions = [mention(a, TOLD, chain=(paper,)), mention(b, TOLD, chain=other)]
    (claim,), _ = trace(collate_claims(by_id(a, b), mentions, ()), by_id(a, b), ())
    assert claim.origins.best == 1


def test_a_paper_of_another_body_is_another_origin():
    claim, _ = traced(MINISTRY, ("Ukrainian police assessment", of("document")))
    assert claim.origins.best == 2


def test_a_body_of_a_party_is_one_body_among_others():
    claim, _ = traced(
        ("Brant Guards", of("military")), ("Hillmen interior ministry", of("official")), sides=SIDES
    )
    assert claim.origins.best == 2


def test_a_party_by_its_name_alone_is_told_in_general():
    claim, _ = traced(
        ("Hillmen", of("organisation")), ("Hillmen interior ministry", of("official")), sides=SIDES
    )
    assert claim.origins.best == 1


def test_residents_are_not_officials():
    residents = ("residents of Velmora", of("witness", anonymous=True, number="several"))
    claim, _ = traced(OFFICIALS, residents)
    assert claim.origins.best == 2


def test_media_of_a_party_told_in_general_are_one_origin():
    several = of("news_report", role="medium", anonymous=True, number="several")
    claim, _ = traced(
        ("Hillmen-affiliated media", several),
        ("Hillmen media outlets", several),
        ("Radio Brant", of("news_report", role="medium")),
        sides=SIDES,
    )
    assert claim.origins.best == 1


def test_a_house_that_a_party_owns_is_not_told_in_general():
    claim, _ = traced(
        ("Radio Brant", of("news_report", role="medium")),
        ("Hillmen ministry of health", of("official")),
        sides=SIDES,
    )
    assert claim.origins.best == 2


def test_a_headline_tells_in_general_what_the_report_tells_by_name():
    headline = "Depot at Velmora burned two days after rockets struck it"
    house = "Lower Brant Observatory"
    text = f"{headline}: monitor. {TOLD}, said the {house}."
    one = report("a", text, published="2023-03-01")
    other = report("b", f"{TOLD}, said the {house}.", published="2023-03-01")
    monitor = layer(text, "monitor", source_type="organisation", anonymous=True)
    mentions = [
        mention(one, headline, chain=(monitor,)),
        mention(one, TOLD, chain=(layer(text, house, source_type="organisation"),)),
        mention(other, TOLD, chain=(layer(other.text, house, source_type="organisation"),)),
    ]
    claims = collate_claims(by_id(one, other), mentions, ())
    (claim,), (origin,) = trace(claims, by_id(one, other), ())
    assert claim.origins.best == 1
    assert origin.name == house


def test_headlines_by_a_nations_name_join_no_two_bodies_of_it():
    headline = "Depot at Velmora burned two days after rockets struck it"
    reports, mentions = [], []
    for name, who in (("a", "Russian defence ministry"), ("b", "Kremlin")):
        one = report(name, f"Russia: {headline}. {TOLD}, the {who} said.", published="2023-03-01")
        reports.append(one)
        nation = layer(one.text, "Russia", source_type="official")
        mentions.append(replace(mention(one, headline, chain=(nation,)), block="headline"))
        mentions.append(mention(one, TOLD, chain=(layer(one.text, who, source_type="official"),)))
    claims = collate_claims(by_id(*reports), mentions, ())
    (claim,), _ = trace(claims, by_id(*reports), ())
    assert (claim.reports, claim.origins.best) == (2, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("General Command of the Army and the Armed Forces", "Armed Forces General Command"),
        ("Hillmen-run interior ministry", "Interior Ministry of the Hillmen"),
    ],
)
def test_bodies_in_other_words_are_one(one, other):
    found = compare_sources(
        layer(one, one, source_type="official"), layer(other, other, source_type="official")
    )
    assert found.kind == "same"


def test_an_article_with_a_hyphen_is_the_article():
    assert same_house("Al-Brant TV", "Al Brant TV channel")
    assert not same_house("Al-Brant TV", "Al Velmora TV")


def test_a_headlines_unnamed_source_is_whoever_tells_it_below():
    headline = "Depot at Velmora burned two days after rockets struck it"
    text = f"Rescuers: {headline}. {TOLD}, said the Velmora civil defence agency."
    one = report("a", text, published="2023-03-01")
    rescuers = layer(text, "Rescuers", anonymous=True, number="several", source_type="participant")
    agency = layer(text, "Velmora civil defence agency", source_type="organisation")
    mentions = [
        replace(mention(one, headline, chain=(rescuers,)), block="headline"),
        mention(one, TOLD, chain=(agency,)),
    ]
    (claim,), (origin,) = trace(collate_claims(by_id(one), mentions, ()), by_id(one), ())
    assert claim.origins.best == 1
    assert any("tells in general words" in reason for reason in origin.reasons)


def test_a_headlines_residents_are_not_the_officials_below():
    headline = "Depot at Velmora burned two days after rockets struck it"
    text = f"Residents: {headline}. {TOLD}, officials said."
    one = report("a", text, published="2023-03-01")
    several = {"anonymous": True, "number": "several"}
    mentions = [
        replace(
            mention(one, headline, chain=(layer(text, "Residents", source_type="witness", **several),)),
            block="headline",
        ),
        mention(one, TOLD, chain=(layer(text, "officials", source_type="official", **several),)),
    ]
    (claim,), _ = trace(collate_claims(by_id(one), mentions, ()), by_id(one), ())
    assert claim.origins.best == 2


def test_several_named_together_count_with_one_of_them_and_do_not_join_both():
    together = ("hospital and a civil defence group", of("organisation", anonymous=True))
    claim, _ = traced(together, ("civil defence group", of("organisation", anonymous=True)))
    assert claim.origins.best == 1
    claim, _ = traced(
        ("Marta Olin and Ilan Tresk", of("person")),
        ("Marta Olin", of("person")),
        ("Ilan Tresk", of("person")),
    )
    assert claim.origins.best == 2


def test_state_television_is_a_state_s_channel_that_is_told_by_its_country():
    medium = {"role": "medium", "source_type": "news_report"}
    claim, _ = traced(("Ukrainian state TV", medium), ("official television channel", medium))
    assert (claim.origins.best, claim.origins.high) == (1, 2)
    claim, _ = traced(("Ukrainian state TV", medium), ("Kanal Zoria", medium))
    assert claim.origins.best == 2


def test_an_official_of_a_report_is_not_the_private_group_that_it_names():
    text = f"An official said {FIRE}. Hearth Watch said the depot at Velmora had burned for two days."
    one = report("a", text, published="2023-03-01")
    official = layer(text, "An official", **of("official", anonymous=True))
    group = layer(text, "Hearth Watch", **of("organisation"))
    mentions = [
        mention(one, FIRE, chain=(official,)),
        mention(one, "the depot at Velmora had burned for two days", chain=(group,)),
    ]
    claims = collate_claims(by_id(one), mentions, ())
    claim = replace(claims[0], mentions=tuple(mentions))
    (claim,), _ = trace([claim], by_id(one), ())
    assert claim.origins.best == 2
