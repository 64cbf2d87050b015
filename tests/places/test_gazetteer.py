import sqlite3

import pytest

from stemma.cli import run
from stemma.errors import DataError
from stemma.places import Gazetteer, add_geonames
from stemma.places import gazetteer as module
from stemma.places.build import Row, capitals_among, country_table, create, usable
from stemma.places.lexicon import lexicon
from stemma.resources import load_toml

ROW = Row("Aaby", 1.0, 2.0, "DK", "18", "settlement", 600, 1.0, "9000001", "test", ("Åby",))
GEONAMES = (
    "9000002\tMala Danylivka\tMala Danylivka\tMalaya Danilovka,Мала Данилівка\t50.07\t36.17\tP\tPPL\tUA\t\t07"
    "\t\t\t\t8000\t\t120\tEurope/Kyiv\t2020-01-01"
)


@pytest.fixture
def small(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "packaged", lambda: [ROW])
    return tmp_path / "cache" / "gazetteer.sqlite"


def test_it_is_built_at_first_use_and_then_opened(small):
    assert Gazetteer.open(small).find("aaby")[0].geonames_id == "9000001"
    built = small.stat().st_mtime_ns
    assert Gazetteer.open(small).find("ÅBY")[0].main is False
    assert small.stat().st_mtime_ns == built
    assert list(small.parent.iterdir()) == [small]


def test_another_version_is_built_anew_and_keeps_what_was_added(small, tmp_path, monkeypatch):
    Gazetteer.open(small)
    country = tmp_path / "UA.txt"
    country.write_text(GEONAMES + "\n", encoding="utf-8")
    assert add_geonames(small, country) == 1
    monkeypatch.setattr(module, "_FORMAT", "another")
    fresh = Gazetteer.open(small)
    assert fresh.find("Aaby")
    assert fresh.find("Malaya Danilovka")[0].geonames_id == "9000002"
    assert fresh.alike("Mala Danilivka")


def test_a_file_that_is_no_gazetteer_is_replaced(small):
    small.parent.mkdir()
    small.write_bytes(b"not a database at all, but long enough to be read as one" * 40)
    assert Gazetteer.open(small).find("Aaby")


def test_a_place_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "packaged", lambda: [ROW])
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot write"):
        Gazetteer.open(tmp_path / "file" / "gazetteer.sqlite")


def test_the_cache_directory_is_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert module.default_path() == tmp_path / "stemma" / "gazetteer.sqlite"


def test_adding_a_geonames_file_twice_changes_nothing(small, tmp_path):
    country = tmp_path / "UA.txt"
    country.write_text(GEONAMES + "\n", encoding="utf-8")
    assert add_geonames(small, country) == 1
    assert add_geonames(small, country) == 0
    found = Gazetteer.open(small).find("Мала Данилівка")
    assert [(e.name, e.country, e.kind, e.population) for e in found] == [
        ("Mala Danylivka", "UA", "settlement", 8000)
    ]


def test_the_command_adds_a_geonames_file(small, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(module, "default_path", lambda: small)
    country = tmp_path / "UA.txt"
    country.write_text(GEONAMES + "\n", encoding="utf-8")
    assert run(["gazetteer", "add", str(country)]) == 0
    assert "1 new place" in capfd.readouterr().err
    assert Gazetteer.open(small).find("Mala Danylivka")
    assert run(["gazetteer", "add", str(tmp_path / "missing.txt")]) != 0


def test_adding_a_whos_on_first_table(small, tmp_path):
    table = tmp_path / "wof.tsv"
    table.write_text(
        "wof_id\tname\tplacetype\tcountry\tlat\tlon\tpopulation\tparent_wof_id\tgeonames_id\twikidata_id\tbbox\tnames\n"
        "1\tAaby\tlocality\tDK\t1.01\t2.01\t\t\t\t\t\tdan:Åby|eng:Aabytown\n"
        "2\tNyby\tlocality\tDK\t5.0\t6.0\t1200\t\t\t\t\teng:Newtown\n"
        "3\tDenmark\tcountry\tDK\t5.0\t6.0\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    assert add_geonames(small, table) == 1
    gazetteer = Gazetteer.open(small)
    assert gazetteer.find("Aabytown")[0].geonames_id == "9000001"
    assert gazetteer.find("Newtown")[0].name == "Nyby"


@pytest.mark.parametrize("content", ["", "a,b,c\n", "one\ttwo\n", GEONAMES.replace("50.07", "north")])
def test_a_file_of_another_format_is_refused_and_nothing_is_changed(small, tmp_path, content):
    Gazetteer.open(small)
    before = small.read_bytes()
    other = tmp_path / "other.txt"
    other.write_text(content, encoding="utf-8")
    with pytest.raises(DataError):
        add_geonames(small, other)
    assert small.read_bytes() == before
    assert list(small.parent.iterdir()) == [small]


def test_codes_and_machine_romanisations_are_no_names():
    assert usable("Kharkov")
    assert usable("Харків")
    assert not usable("HRK")
    assert not usable("ha er ke fu")
    assert not usable("哈爾科夫")
    assert not usable("X")


def test_data_files_are_whole():
    data = load_toml("places", "features.toml")
    isos = country_table().keys() | {""}
    for entries in data["features"].values():
        for name, lat, lon, radius, country, *_ in entries:
            assert name
            assert -90 <= lat <= 90
            assert -180 <= lon <= 180
            assert radius > 0
            assert country in isos
    words = lexicon()
    assert not words.never & words.unless_tagged
    assert set(words.demonyms.values()) <= isos
    assert all("contested" in note for _, note in words.contested_names.values())


def test_create_writes_a_file_that_sqlite_reads(tmp_path):
    create(tmp_path / "g.sqlite", "v", [ROW])
    connection = sqlite3.connect(tmp_path / "g.sqlite")
    assert connection.execute("SELECT count(*) FROM places").fetchone() == (1,)
    connection.close()


def test_a_name_goes_on_where_a_longer_one_begins_with_its_words(small, tmp_path):
    country = tmp_path / "UA.txt"
    country.write_text(GEONAMES + "\n", encoding="utf-8")
    add_geonames(small, country)
    gazetteer = Gazetteer.open(small)
    assert gazetteer.goes_on("Mala")
    assert gazetteer.goes_on("мала")
    assert not gazetteer.goes_on("Mal")
    assert not gazetteer.goes_on("Mala Danylivka")


def city(country, name, population, *others):
    return {"countrycode": country, "name": name, "population": population, "alternatenames": list(others)}


@pytest.mark.parametrize(
    ("cities", "capitals"),
    [
        ({"1": city("US", "Washington", 700_000), "2": city("US", "Washington", 24_000)}, {"1"}),
        ({"1": city("CO", "Bogot\u00e1", 7_000_000), "2": city("US", "Bogota", 8_000)}, {"1"}),
        ({"1": city("CO", "Bogot\u00e1", 7_000_000), "2": city("CO", "Soacha", 9_000_000, "Bogota")}, {"1"}),
        ({"1": city("KZ", "Astana", 1_000_000, "Nur-Sultan"), "2": city("KZ", "Almaty", 2_000_000)}, {"1"}),
        ({str(n): city("KZ", f"Town {n}", 90_000, "Nur-Sultan") for n in (1, 2)}, set()),
        ({"1": city("IO", "Hamlet", 3_000, "Diego Garcia")}, set()),
    ],
)
def test_a_capital_is_the_largest_town_that_bears_its_name_or_the_only_other_one(cities, capitals):
    assert capitals_among(cities) == capitals


def test_a_country_has_its_largest_capital_of_the_file(tmp_path):
    towns = [("Byen", "capital", 900), ("Staden", "capital", 800), ("Aaby", "settlement", 950)]
    rows = [Row(name, 1.0, 2.0, "DK", "18", kind, people, 1.0, name, "test") for name, kind, people in towns]
    create(tmp_path / "g.sqlite", "v", rows)
    gazetteer = Gazetteer(tmp_path / "g.sqlite")
    assert gazetteer.capital("DK") == gazetteer.find("Byen")[0]
    assert gazetteer.capital("SE") is None
