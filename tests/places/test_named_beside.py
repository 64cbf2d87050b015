"""Names that are no towns, capitals named by their countries, facilities, quarters and what lies between."""

import pytest
from msgspec.structs import replace

from stemma.places import find_places
from stemma.places.build import regions
from stemma.places.capitals import find_capitals

TOWNS = [
    ("Aleppo", 36.20, 37.16, "SY", "09", 2_098_000, "170063", ""),
    ("Damascus", 33.51, 36.29, "SY", "13", 1_569_394, "170654", ""),
    ("Al-Zahraa", 36.36, 36.88, "SY", "09", 4_000, "9200001", "Zahraa"),
    ("Ash Shadd\u0101dah", 36.06, 40.73, "SY", "01", 15_000, "9200002", "Shadadi"),
    ("Bakhmut", 48.59, 38.00, "UA", "05", 80_500, "712930", ""),
    ("Chasiv Yar", 48.59, 37.84, "UA", "05", 12_250, "709248", ""),
    ("Kyiv", 50.45, 30.52, "UA", "12", 2_952_301, "703448", "Kiev"),
    ("Lviv", 49.84, 24.03, "UA", "15", 717_803, "702550", ""),
    ("Mariupol", 47.10, 37.54, "UA", "05", 430_000, "701822", ""),
    ("Moscow", 55.75, 37.62, "RU", "48", 10_381_222, "524901", "Moskva"),
    ("Dammam", 26.43, 50.10, "SA", "06", 1_252_000, "110336", ""),
    ("Bogot\u00e1", 4.61, -74.08, "CO", "34", 7_674_366, "3688689", "Bogota"),
    ("Bogota", 40.88, -74.03, "US", "NJ", 8_400, "5095808", ""),
    ("Khartoum", 15.55, 32.53, "SD", "29", 1_974_647, "379252", ""),
    ("Sudan", 34.07, -102.52, "US", "TX", 958, "5533388", ""),
    ("Neenah", 44.19, -88.46, "US", "WI", 25_792, "5264049", "Nina"),
]


CAPITALS = {"170654", "703448", "524901", "379252", "3688689"}
COUNTRIES = {"UA", "SY", "RU", "SD", "CO", "US", "CA", "SA"}


@pytest.fixture(scope="module")
def small(tmp_path_factory, write_gazetteer):
    path = tmp_path_factory.mktemp("beside") / "gazetteer.sqlite"
    return write_gazetteer(path, TOWNS, CAPITALS, [row for row in regions() if row.country in COUNTRIES])


@pytest.fixture(scope="module")
def places(parse, small):
    return lambda text: find_places(*parse(text), small)


def names(found):
    return {p.name: p for p in found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jewish settlers attacked farmers near Damascus, Syria, on Monday.", "Jewish"),
        ("The warship Dammam sank two boats in the Red Sea on Monday.", "Dammam"),
        ("Two hostages told Al Jazeera in Damascus, Syria, that they were well.", "Al Jazeera"),
        ("Nina, a Russian, and her husband left for the United States.", "Nina"),
        ("Que pasa, he asked in Canada, and went home.", "Que"),
        ("The temple of Damascus, Syria, dates from 575 B.C. and was rebuilt.", "B.C."),
        ("The temple is of the fifth century B.C., a guide in Syria said.", "B.C."),
    ],
)
def test_peoples_ships_outlets_and_persons_are_no_towns(places, text, name):
    assert name not in names(places(text))


def test_a_town_is_one_all_the_same_beside_such_words(places):
    assert "Dammam" in names(places("The warship left Dammam in Saudi Arabia on Monday."))


def test_a_region_cut_to_the_letters_of_an_era_stays_one(places):
    assert names(places("Fires burned across B.C. on Monday, Canada said."))["B.C."].kind == "region"


@pytest.mark.parametrize(
    "text", ["Chasiv Yar Two men were shot dead on Monday.", "Chasiv Yar The army shelled several farms."]
)
def test_a_name_behind_which_the_sentence_begins_is_a_dateline(places, text):
    assert "Chasiv Yar" in names(places(text))


def test_a_name_in_the_midst_of_a_sentence_is_no_dateline(places):
    assert "Chasiv Yar" not in names(places("He read Chasiv Yar The Movie as a boy."))


@pytest.mark.parametrize(
    ("text", "town", "rule"),
    [
        ("Three people were killed in the Syrian capital on Sunday.", "Damascus", "capital:adjective"),
        ("Explosions were heard in the capital of Sudan on Tuesday.", "Khartoum", "capital:of"),
        ("Fighting was reported in Sudan's war-torn capital.", "Khartoum", "capital:owner"),
        ("A bomb went off in the Colombian capital on Monday.", "Bogot\u00e1", "capital:adjective"),
        (
            "Syrian television said that rockets hit Syria. Blasts were heard in the capital.",
            "Damascus",
            "capital:report",
        ),
    ],
)
def test_a_capital_is_the_town_that_its_country_says(places, text, town, rule):
    capital = names(places(text))["capital"]
    assert (capital.canonical, capital.rule, capital.kind) == (town, rule, "capital")


class Counted(list):
    """Sentences that count how often they are gone through."""

    rounds = 0

    def __iter__(self):
        self.rounds += 1
        return super().__iter__()


def test_a_report_is_gone_through_once_for_the_country_that_it_is_on(parse, small):
    text = " ".join(f"Clashes went on in the capital on day {number}." for number in range(9))
    report, parsed = parse(f"Syrian troops left Aleppo in Syria. {text}")
    sentences = Counted(parsed.sentences)
    named = find_places(report, parsed, small)
    found = find_capitals(report, replace(parsed, sentences=sentences), small, named[:2])
    assert [place.canonical for place in found] == ["Damascus"] * 9
    assert sentences.rounds == 2  # for the word, and for the country


def test_the_country_of_a_capital_stays_the_country(places):
    assert names(places("Explosions were heard in the capital of Sudan on Tuesday."))["Sudan"].country == "SD"


def test_the_outskirts_of_a_capital_lie_around_it(places):
    capital = names(places("Strikes killed nine people on the outskirts of the Syrian capital."))["capital"]
    assert (capital.relation, capital.precision) == ("on the outskirts of", "area")


@pytest.mark.parametrize(
    "text",
    [
        "Blasts hit the Syrian capital, Damascus, on Sunday.",
        "Damascus, the Syrian capital, was quiet.",
        "Troops entered the provincial capital on Sunday in Ukraine, the Ukrainian army said.",
        "The firm lacks the capital for a plant in Syria. Syrian banks have none.",
        "Chinese capital flows fell in Ukraine.",
        "A party was held in the Israeli capital on Sunday.",
        "Syria and Ukraine signed. Crowds stood in the capital.",
    ],
)
def test_no_capital_is_taken_that_is_named_money_a_regions_or_contested(places, text):
    assert "capital" not in names(places(text))


@pytest.mark.parametrize(
    "text",
    [
        "Thousands died in Syria since Moscow intervened in 2015.",
        "The claim about Syria was denied by Moscow.",
        "The group refused to hold talks with Moscow.",
        "The Moscow government sent no aid.",
    ],
)
def test_a_capital_that_acts_or_is_dealt_with_is_its_government(places, text):
    assert names(places(text))["Moscow"].kind == "metonym"


def test_a_capital_spelt_without_its_accent_is_its_government_too(places):
    found = names(places("Talks in Colombia went on. Rebels refused to hold talks with Bogota."))["Bogota"]
    assert (found.kind, found.country) == ("metonym", "CO")


@pytest.mark.parametrize(
    "text", ["Drones struck Moscow on Monday.", "He lives in Moscow.", "They left for Moscow."]
)
def test_a_capital_where_something_is_stays_a_town(places, text):
    assert names(places(text))["Moscow"].kind == "capital"


def test_an_unknown_air_base_lies_where_the_words_put_it(places):
    base = names(places("Rebels stormed the Zorvan military air base east of Aleppo in Syria."))
    base = base["Zorvan military air base"]
    assert (base.kind, base.relation, base.rule) == ("base", "east of Aleppo", "text:beside")


def test_a_hospital_counts_only_where_it_is_attacked(places):
    assert "Zorvan Hospital" in names(places("A strike on Zorvan Hospital in Aleppo killed six people."))
    assert "Zorvan Hospital" not in names(places("A nurse at Zorvan Hospital in Aleppo said so."))


def test_a_camp_of_a_candidate_is_no_place(places):
    assert "Zorvan camp" not in names(places("The Zorvan camp in Syria said it would win."))


def test_a_quarter_is_not_a_far_village_of_its_name(places):
    text = "Aleppo was calm. Rebels hold parts of Aleppo. A truck bomb went off in the Zahraa neighborhood."
    quarter = names(places(text))["Zahraa"]
    assert (quarter.relation, quarter.rule) == ("probably in Aleppo", "text:report")
    assert "far from the towns" in quarter.reason


def test_fighting_between_two_towns_is_in_the_middle(places):
    found = names(places("Fighting was reported between Bakhmut and Chasiv Yar on Thursday."))
    assert found["Bakhmut"].relation == "between Bakhmut and Chasiv Yar"
    assert found["Bakhmut"].lon == pytest.approx(37.92, abs=0.01)
    assert found["Bakhmut"].radius_km < 15


def test_towns_far_apart_stay_where_they_are(places):
    assert not names(places("Trains run between Kyiv and Lviv again."))["Kyiv"].relation


def test_what_only_a_town_has_makes_its_owner_one(places):
    assert "Mariupol" in names(places("Last month, Mariupol's city hall was occupied for more than a week."))


def test_a_name_with_an_article_is_found_without_it(places):
    found = names(places("Air strikes hit a market in al-Shadadi in Syria."))
    assert found["al-Shadadi"].canonical == "Ash Shadd\u0101dah"


def test_a_part_in_small_letters_makes_a_name_a_place(places):
    assert names(places("Syrian bombs landed on eastern Ghouta on Thursday."))["Ghouta"].relation == ""


def test_a_country_after_the_city_of_a_name_is_a_country(places):
    found = names(places("Police stood guard in the northern city of Lviv, Ukraine, on Sunday."))
    assert found["Ukraine"].kind == "country"


def test_the_neighbourhoods_of_a_city_are_its_own(places):
    city = names(places("Shells fell on the central neighborhoods of Damascus in Syria."))["Damascus"]
    assert city.geonames_id == "170654"


def test_a_quarter_is_in_the_city_in_hand_not_where_the_guns_stand(places):
    text = (
        "Syrian media said shells fell on Damascus. "
        "Fighters positioned in Aleppo targeted the Zorvan neighborhood, killing a woman."
    )
    assert names(places(text))["Zorvan"].relation == "probably in Damascus"


def test_who_holds_a_town_stands_between_it_and_its_quarter(places):
    text = "Barrels fell on the Zubdiya neighbourhood in rebel-held Aleppo in Syria."
    assert names(places(text))["Zubdiya"].relation == "in Aleppo"


def test_a_camp_under_attack_needs_no_word_of_its_kind(places):
    assert "Zorvan Camp" in names(places("The attack on Zorvan Camp in Syria killed two people."))


def test_a_state_cut_in_brackets_is_one(places):
    assert names(places("The senator (R., Tex.) spoke in Ukraine."))["Tex"].canonical == "Texas"
