"""Redacted exports: what is taken out of every record, and that no written byte gives it away."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

import stemma
from stemma.errors import UsageError
from stemma.export import FORMATS, export
from stemma.export.phrases import Phrase, Phrases
from stemma.export.private import ANYONE, Evidence, Named, People, bare_name, is_private, names_in
from stemma.export.redaction import Area, Redactor, Rules, anonymous_ids
from stemma.pipeline.redaction import _unshielding, redacted
from stemma.records import EventPlace, Layer, Place, PlaceCandidate, Span

# Of the demo corpus: private persons by full name and surname, and places finer than a region.
PRIVATE = (
    "Halyna",
    "Petrenko",
    "Lidiia",
    "Bondar",
    "Roque",
    "Leshchenko",
    "Orlov",
    "Kvist",
    "Brandt",
    "Aalto",
)
FINE = ("Saltivka", "Balakl", "Izium", "Izyum", "Kupiansk", "Kupyansk", "49.98177", "36.25475", "49.45595")

STATIC = Path(str(files("stemma.web"))) / "_static" / "index.html"


def area(lat, _lon, country):
    return Area("Reed region", 50.0, 30.0, 120.0, country) if lat > 0 else None


@pytest.fixture(scope="module")
def hidden(demo_book):
    return redacted(demo_book, ["UA"], hide_persons=True)


def written(folder):
    """Every written byte as text in lower case; Parquet unpacked."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            yield path, repr(pyarrow.parquet.read_table(path).to_pylist()).lower()
        elif path.is_file():
            yield path, path.read_bytes().decode("utf-8").lower()


@pytest.mark.parametrize("to", sorted(set(FORMATS) - {"site", "warc"}))
def test_no_name_and_no_fine_place_is_written(hidden, tmp_path, to):
    export(hidden, to, tmp_path)
    for path, text in written(tmp_path):
        found = [word for word in (*PRIVATE, *FINE, "mpa-0906-strike") if word.lower() in text]
        assert not found, (path.name, found)


def test_names_would_be_written_without(demo_book, tmp_path):
    export(demo_book, "jsonl", tmp_path)
    text = "".join(text for _, text in written(tmp_path))
    assert all(word.lower() in text for word in PRIVATE if word not in ("Brandt", "Aalto"))
    assert "saltivka" in text


def test_public_persons_stay_and_private_ones_keep_one_number(hidden, demo_book):
    told = {layer.entity for mention in hidden.mentions() for layer in mention.chain}
    assert "Taras Hnatiuk" in told
    assert "Russia's Defence Ministry" in told
    before = [layer for mention in demo_book.mentions() for layer in mention.chain]
    after = [layer for mention in hidden.mentions() for layer in mention.chain]
    for name in ("Halyna Petrenko", "Daniel Roque", "Oksana Leshchenko"):
        given_ = {new.entity for old, new in zip(before, after, strict=True) if old.entity == name}
        assert len(given_) == 1
        assert re.fullmatch(r"a person \(P\d+\)", given_.pop())


def test_texts_and_raw_bytes_are_withheld(hidden, demo_book, tmp_path):
    for report in hidden.reports():
        assert (report.text, report.blocks, report.byline, report.extra, report.origin) == (
            "",
            (),
            None,
            {},
            "",
        )
        assert report.url is None or report.url.count("/") == 3
    one = demo_book.reports()[0]
    assert hidden.raw(one.sha256) is None
    assert not hidden.search("Kharkiv")
    assert not hidden.search("Kharkiv", kind="report")
    with pytest.raises(UsageError, match="redacted"):
        export(hidden, "warc", tmp_path)


def test_ids_of_reports_are_numbers_that_both_lead_to_the_report(hidden, demo_book):
    ids = [report.id for report in hidden.reports()]
    assert len(set(ids)) == len(demo_book.reports())
    assert {mention.report for mention in hidden.mentions()} <= set(ids)
    own = next(report.id for report in demo_book.reports() if not report.id.startswith("r-"))
    given_ = hidden.report(own).id
    assert hidden.report(given_).id == given_ != own
    assert len(hidden.mentions(given_)) == len(demo_book.mentions(own)) > 0
    assert len(hidden.claims(report=given_)) == len(demo_book.claims(report=own)) > 0


def test_places_become_their_region_with_its_precision(hidden):
    strike = max(hidden.events(), key=lambda event: event.fatalities.high or 0)
    assert strike.place.name == "Kharkiv region"
    assert strike.place.precision == "region"
    assert strike.place.radius_km > 100
    assert strike.place.geonames_id is None
    assert "coarser" in strike.place.note


def test_other_countries_stay_as_they_are(demo_book):
    book = redacted(demo_book, ["sy"])
    assert [event.place for event in book.events()] == [event.place for event in demo_book.events()]


def test_nothing_asked_for_is_nothing_done(demo_book):
    assert redacted(demo_book) is demo_book
    with pytest.raises(UsageError, match="two-letter"):
        redacted(demo_book, ["Ukraine"])


def test_the_command_redacts_and_leaves_raw_documents_out(demo_book, tmp_path, capfdbinary):
    from stemma.cli import run  # noqa: PLC0415  the command line is needed here only

    arguments = ["export", "-c", str(demo_book.path), "--hide-persons", "-o", str(tmp_path / "out")]
    assert run([*arguments, "--to", "jsonl,stix"]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"jsonl", "stix"}
    assert "petrenko" not in "".join(text for _, text in written(tmp_path / "out"))
    assert run([*arguments, "--to", "warc"]) == 2
    assert run([*arguments, "--coarsen", "Ukraine", "--to", "csv"]) == 2
    assert b"two-letter" in capfdbinary.readouterr().err


# --- the rules on single records -------------------------------------------------------------


def test_a_place_without_a_known_area_loses_its_coordinates():
    redactor = Redactor(Rules(countries=frozenset({"all"}), area=area))
    place = EventPlace("Marsh", -3.0, 4.0, "1", "settlement", country="XX")
    assert redactor.event_place(place) == EventPlace(
        "", None, None, None, "unknown", country="XX", note="made coarser on export"
    )
    assert (
        redactor.event_place(EventPlace("Marsh", 3.0, 4.0, "1", "settlement", country="XX")).name
        == "Reed region"
    )
    whole = EventPlace("Fenland", 3.0, 4.0, "1", "country", country="XX")
    assert redactor.event_place(whole) == whole


def test_why_a_place_was_left_open_does_not_name_it():
    redactor = Redactor(Rules(countries=frozenset({"all"}), area=area))
    left_open = Place("Zelene", Span(0, 6), country="UA", reason="a spelling of Zelenivka", rule="ranked")
    found = redactor.place(left_open)
    assert (found.name, found.reason, found.rule) == ("", "", "ranked")


def test_small_areas_are_fine_and_other_readings_go():
    redactor = Redactor(Rules(countries=frozenset({"XX"}), area=area))
    camp = Place("Camp", Span(0, 4), "Camp", 3.0, 4.0, country="XX", precision="area", radius_km=2.0)
    assert redactor.place(camp).name == "Reed region"
    unknown = Place("Camp", Span(0, 4), None, 3.0, 4.0, country="XX", precision="region", radius_km=90.0)
    assert redactor.place(unknown).name == "Reed region"
    river = Place(
        "Reed", Span(0, 4), "Reed", 3.0, 4.0, country="XX", precision="area", radius_km=90.0,
        alternatives=(PlaceCandidate("Reed", 3.1, 4.1, None, "XX", 0.2),),
    )  # fmt: skip
    assert redactor.place(river).name == "Reed"
    assert redactor.place(river).alternatives == ()


def layer(name, kind, description="", *, anonymous=False):
    return Layer("originator", name, name, None, anonymous, source_type=kind, description=description)


def test_soldiers_are_private_and_spokesmen_are_not():
    assert is_private(layer("Ivo Marsh", "witness", "farmer"))
    assert is_private(layer("Ivo Marsh", "military", "captured soldier"))
    assert is_private(layer("Ivo Marsh", "unknown"))
    assert not is_private(layer("Ivo Marsh", "military", "spokesman"))
    assert not is_private(layer("Fen Ministry", "official"))


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Governor Ana Brol spoke.", True),
        ("Gen. Ana Brol spoke.", True),
        ("Ana Brol, a spokeswoman for the army, spoke.", True),
        ("Ana Brol, Fenland's defence minister, spoke.", True),
        ("Ana Brol, a neighbour of the mayor, spoke.", False),
        ("Ana Brol, whose house burned, spoke.", False),
        ("The farmer Ana Brol spoke.", False),
        ("The governor left. Ana Brol spoke.", False),
    ],
)
def test_an_office_beside_a_name_makes_it_public(text, public):
    start = text.index("Ana Brol")
    assert list(names_in(text, [(start, start + 8)])) == [Named("Ana Brol", start, public)]


def test_names_lose_titles_and_endings():
    assert bare_name("Mrs. Ana Brol's") == ("Ana Brol", False)
    assert bare_name("President Brol") == ("Brol", True)
    assert bare_name("the") == ("", False)


def people(*others):
    return People({tuple(name.split()): {""} for name in others})


def test_surnames_and_first_names_are_the_same_person():
    found = people()
    found.meet("Ana Brol", "r-1", public=False)
    found.meet("Brol", "r-1", public=False)
    found.meet("Ana", "r-2", public=False)
    found.meet("Ivo Marsh", "r-2", public=False)
    hidden = found.hidden()
    assert hidden["Ana Brol"] == hidden["Brol"] == hidden["Ana"] == "a person (P1)"
    assert hidden["Ivo Marsh"] == hidden["Marsh"] == "a person (P2)"


def test_a_shared_surname_is_no_ones_in_particular():
    found = people()
    found.meet("Ana Brol", "r-1", public=False)
    found.meet("Ivo Brol", "r-1", public=False)
    assert found.hidden()["Brol"] == ANYONE


def test_a_public_namesake_keeps_the_surname():
    found = people()
    found.meet("Ana Brol", "r-1", public=True)
    found.meet("Ivo Brol", "r-1", public=False)
    found.meet("Brol", "r-1", public=False)
    assert set(found.hidden()) == {"Ivo Brol"}


def test_outlets_and_places_are_no_persons_but_misread_surnames_are():
    found = People({("fen", "daily"): {""}, ("brol",): {"r-1"}, ("marsh",): {"r-1", "r-9"}})
    found.meet("Fen Daily", "r-1", public=False)
    found.meet("Ana Brol", "r-1", public=False)
    found.meet("Ivo Marsh", "r-1", public=False)
    assert set(found.hidden()) == {"Ana Brol", "Ivo Marsh", "Brol"}


def test_common_words_are_no_part_of_a_name():
    evidence = Evidence()
    for number in range(10):
        evidence.add_text(
            "Reedish troops met Marsh and Ana Brol.", ["Ana Brol", "Marsh"] if number else ["Reedish"], []
        )
    assert evidence.bare("Ana Brol Reedish") == "Ana Brol"
    assert evidence.bare("Reedish") == ""
    assert evidence.bare("Marsh") == "Marsh"
    assert evidence.bare("Rare Name") == "Rare Name"


def test_what_is_mostly_something_else_is_no_person():
    evidence = Evidence()
    evidence.add_text("Fen Brigade", ["Fen Brigade"], [])
    assert evidence.bare("Fen Brigade") == "Fen Brigade"
    evidence.add_text("Fen Brigade and Fen Brigade", [], ["Fen Brigade", "Fen Brigade"])
    assert evidence.bare("Fen Brigade") == ""


def test_sources_without_a_name_are_not_met():
    found = people()
    for one in (layer("residents", "witness", anonymous=True), layer("the statement", "unknown")):
        found.meet_source(one, "r-1")
    assert found.hidden() == {}


def test_ids_that_are_ours_stay():
    assert anonymous_ids(["r-0123456789ab", "brol-story"]) == {"brol-story": "report-2"}


def test_phrases_need_a_capital_unless_loose():
    phrases = Phrases([Phrase("May", "a person"), Phrase("Brol", "a person", loose=True)])
    assert phrases.replaced("It may rain, said May and brol-led MAY.") == (
        "It may rain, said a person and a person-led a person."
    )


def test_the_longest_phrase_wins_and_kept_ones_stay():
    phrases = Phrases(
        [Phrase("Reed", "a place"), Phrase("Reed region", None), Phrase("Port Reed Bay", "a bay")]
    )
    assert phrases.replaced("Reed, Reed region, Port Reed-Bay") == "a place, Reed region, a bay"


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_phrases_never_fail_and_leave_other_text_alone(text, names):
    phrases = Phrases([Phrase(name, "§", loose=True) for name in names])
    shown = phrases.replaced(text)
    if "§" not in text and "§" not in shown:
        assert shown == text
    assert Phrases([]).replaced(text) == text


@pytest.mark.skipif(not STATIC.exists(), reason="the front end is not built")
def test_the_site_is_redacted_too(hidden, tmp_path):
    export(hidden, "site", tmp_path)
    for path, text in written_site(tmp_path):
        found = [word for word in PRIVATE if re.search(rf"\b{word}", text, re.IGNORECASE)]
        assert not found, (path.name, found)


def written_site(folder):
    """The site's data; its program and its map of the world's towns are the same for every casebook."""
    for path in sorted((folder / "data").rglob("*")) + sorted((folder / "tables").rglob("*")):
        if path.is_file() and "geo" not in path.name:
            yield path, path.read_text(encoding="utf-8-sig")


def test_the_package_of_a_redacted_export_says_so(hidden, tmp_path):
    export(hidden, "csv", tmp_path)
    assert "redacted" in json.loads((tmp_path / "datapackage.json").read_text())["description"]


# --- names inside names, and areas told from a town --------------------------------------------

TOLD_FROM_A_TOWN = (
    "Three shells hit a farm north of Kupiansk on Monday, the police said. "
    "Two people were hurt near Izium, the police said. Kupiansk state hospital treated them."
)


@pytest.fixture(scope="module")
def told_from_towns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("towns")
    source = folder / "reports.jsonl"
    source.write_text(
        json.dumps({"outlet": "Fen Daily", "published": "2022-05-12", "text": TOLD_FROM_A_TOWN})
    )
    with stemma.open(folder / "towns.db") as book:
        book.ingest([source], workers=1)
        yield book


def test_wide_areas_that_are_told_from_a_town_do_not_give_it_away(told_from_towns):
    areas = {
        place.name: place
        for report in told_from_towns.reports()
        for place in told_from_towns.places(report.id)
    }
    assert areas["Kupiansk"].radius_km > 25  # as wide as areas that are left as they are
    book = redacted(told_from_towns, ["UA"])
    for report in book.reports():
        for place in book.places(report.id):
            assert place.name == "Kharkiv region"
            assert (place.geonames_id, place.relation) == (None, "")
    assert {event.place.name for event in book.events()} == {"Kharkiv region"}
    assert not re.search("Kupiansk|Izium", repr((*book.claims(), *book.events(), *book.variants())))


def test_a_name_with_the_word_for_a_region_is_kept_only_where_it_is_one(told_from_towns):
    rules = redacted(told_from_towns, ["UA"]).rules
    text = Redactor(rules).text
    assert text("Kupiansk state television") == "Kharkiv region television"
    assert text("in Kharkiv region") == "in Kharkiv region"


def test_another_way_to_write_a_hidden_name_is_not_kept():
    spellings = _unshielding(
        ["Reed region", "Port Reed August", "Fenland", "Reed"],
        frozenset({"Reed region"}),
        ["Reed", "Port Reed"],
    )
    assert list(spellings) == ["Reed region", "Fenland", "Reed"]


def test_a_code_of_no_country_is_refused(demo_book):
    with pytest.raises(UsageError, match="UK"):
        redacted(demo_book, ["UA", "UK"])


def test_ids_of_decisions_are_numbers(told_from_towns):
    told_from_towns.decide("rate", "Ana Brol", value="B")
    hidden_ = redacted(told_from_towns, hide_persons=True)
    assert [one.id for one in hidden_.decisions()] == ["decision-1"]
