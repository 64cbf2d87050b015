"""Russian and Ukrainian: detection, parsing, places, attribution, search; skipped without the extra."""

import json
from importlib.util import find_spec

import pytest

from stemma.api import Book
from stemma.attribution import attribute
from stemma.language import Parser
from stemma.languages import installed
from stemma.places import Gazetteer, find_places
from stemma.reading.languages import identify
from stemma.records import Block, Report

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)

PASSED_ON = (
    "По словам представителя министерства обороны, войска якобы отошли от Купянска, "
    "сообщает агентство «Курьер» со ссылкой на источник в штабе."
)
RUSSIAN = (
    "Глава Харьковской области Игорь Ткаченко заявил, что при обстреле Дергачей погибли три человека.",
    "Он добавил: «Света не будет до пятницы».",
    "«Мы видели дым над рынком. Все побежали», — рассказала жительница города Анна Коваль.",
    "По её словам, удар был нанесён ночью.",
    PASSED_ON,
    "Министр намерен приехать в Харьков во вторник.",
    "В результате взрыва разрушены два дома.",
)
UKRAINIAN = (
    "Голова Харківської області Ігор Ткаченко заявив, що під час обстрілу Дергачів загинули три людини.",
    "За словами речника міністерства оборони, війська нібито відійшли від Куп'янська.",
    "Міністерство спростувало, що готує наступ.",
)


@pytest.fixture(scope="module")
def parser():
    return Parser()


def make(paragraphs, language):
    blocks, place = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("body", place, place + len(paragraph)))
        place += len(paragraph) + 2
    return Report("r", "", "\n\n".join(paragraphs), tuple(blocks), language=language)


@pytest.fixture(scope="module")
def read(parser):
    def function(paragraphs, language):
        report = make(paragraphs, language)
        (parsed,) = parser.parse([report])
        return report, parsed

    return function


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Взрыв в Харькове: объявлена тревога", "ru"),
        ("Вибух у Харкові: оголошено тривогу, є поранені", "uk"),
        ("Ў горадзе чуваць выбухі", "be"),
        (RUSSIAN[0], "ru"),
        (UKRAINIAN[0], "uk"),
    ],
)
def test_languages_in_cyrillic_letters_are_told_apart(text, code):
    assert identify(text) == code


@pytest.mark.parametrize(("text", "language"), [(RUSSIAN, "ru"), (UKRAINIAN, "uk")])
def test_tokens_stand_in_the_text(read, text, language):
    report, parsed = read(text, language)
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            assert report.text[token.start : token.end] == token.text
            assert 0 <= token.head < len(sentence.tokens)


def said(read, text, language):
    report, parsed = read(text, language)
    mentions = attribute(report, parsed)
    for mention in mentions:
        for span in mention.content.spans:
            assert report.text[span.start : span.end] in mention.content.text
    return {mention.content.text: mention for mention in mentions}


def test_russian_claims_have_their_speakers_and_chains(read):
    found = said(read, RUSSIAN, "ru")
    killed = found["при обстреле Дергачей погибли три человека"]
    assert (killed.chain[0].entity, killed.chain[0].source_type) == ("Игорь Ткаченко", "official")
    quoted = found["Мы видели дым над рынком. Все побежали"]
    assert (quoted.chain[0].entity, quoted.directness) == ("Анна Коваль", "direct")
    assert found["удар был нанесён ночью"].chain[0].entity == "Анна Коваль"
    left = found["войска якобы отошли от Купянска"]
    assert [layer.role for layer in left.chain] == ["originator", "relayer", "medium"]
    assert left.factuality == "Uu"
    dark = found["Света не будет до пятницы"]
    assert (dark.chain[0].entity, dark.polarity, dark.tense) == ("Игорь Ткаченко", "negative", "future")
    assert found["приехать в Харьков во вторник"].aim
    assert found["В результате взрыва разрушены два дома."].directness == "own"


def test_ukrainian_claims_have_their_speakers(read):
    found = said(read, UKRAINIAN, "uk")
    assert found["під час обстрілу Дергачів загинули три людини"].chain[0].entity == "Ігор Ткаченко"
    left = found["війська нібито відійшли від Куп'янська"]
    assert (left.chain[0].entity, left.factuality) == ("речник міністерства оборони", "Uu")
    assert found["готує наступ"].stance == "deny"


@pytest.mark.parametrize(("text", "language"), [(RUSSIAN, "ru"), (UKRAINIAN, "uk")])
def test_places_are_found_in_every_case(read, text, language):
    report, parsed = read(text, language)
    found = {place.canonical for place in find_places(report, parsed, Gazetteer.open())}
    assert {"Kharkiv", "Derhachi", "Kupyansk"} <= found


@pytest.mark.parametrize("text", ["", "…", "«", "сказал", "что, что: «»", "По словам", "— заявил он."])
def test_scraps_of_text_do_no_harm(read, text):
    for language in ("ru", "uk"):
        report, parsed = read((text,), language)
        assert isinstance(attribute(report, parsed), tuple)


def test_copies_are_found_and_words_searched_in_all_cases(tmp_path):
    rows = [
        {"id": "one", "outlet": "Степной курьер", "text": "\n\n".join(RUSSIAN), "published": "2024-05-01"},
        {"id": "two", "outlet": "Утро", "text": "\n\n".join(RUSSIAN[:4]), "published": "2024-05-02"},
        {"id": "three", "outlet": "Bote", "text": "Bei einem Angriff auf die Stadt sind nach Angaben der "
         "Behörden drei Menschen getötet worden. Die Suche geht weiter.", "published": "2024-05-02"},
    ]  # fmt: skip
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Book.open(tmp_path / "war.db") as book:
        book.ingest([path], workers=1)
        status = {report.id: (report.status, report.status_reason) for report in book.reports()}
        assert status["one"][0] == "analysed"
        assert "changes of roles are not" in status["one"][1]
        assert status["three"][0] == "unread"
        (copy,) = book.copies()
        assert (copy.source, copy.target) == ("one", "two")
        assert {hit.id for hit in book.search("обстрелы") if hit.kind == "report"} == {"one", "two"}
        assert all(claim.origins.best == 1 for claim in book.claims(attributed=True))


def test_the_extra_has_what_it_needs():
    assert find_spec("natasha")


def test_a_list_without_stops_is_parsed_in_pieces(read):
    text = "снаряд " * 700
    report, parsed = read([text.strip()], "ru")
    assert len(parsed.sentences) > 1
    words = [token.text for sentence in parsed.sentences for token in sentence.tokens]
    assert words == report.text.split()
