"""Translations that say so: the gap in the tree is named."""

import pytest

from hand_built import by_id, mention
from stemma.cli import run
from stemma.collation import collate_claims
from stemma.provenance import trace
from stemma.records import Block, Report
from stemma.translations import UNNAMED, translated_from

FIRE = "The depot at Velmora burned for two days after rockets struck it"


def noted(note, kind="credit", **fields):
    text = f"{FIRE}, Ilan Tresk said.\n\nNobody was hurt in the village, and the road stayed open.\n\n{note}"
    edge = text.index("\n\n" + note)
    blocks = (Block("body", 0, edge), Block(kind, edge + 2, len(text)))
    return Report("a", "", text, blocks, outlet="Tern Post", language="en", **fields)


@pytest.mark.parametrize(
    ("note", "language"),
    [
        ("Translated from the Ukrainian by Ada Roe", "Ukrainian"),
        ("Translation from Crimean Tatar: Ada Roe", "Crimean Tatar"),
        ("This article was originally published in Arabic.", "Arabic"),
        ("This report was translated from its original Persian.", "Persian"),
        ("Translated by Ada Roe", UNNAMED),
        ("Machine translation", UNNAMED),
        ("Reporting by Ada Roe", ""),
        ("Originally published in the Harbour Gazette", ""),
    ],
)
def test_notes_of_translation(note, language):
    assert translated_from(noted(note)) == language


@pytest.mark.parametrize(
    "text",
    [
        "His Arabic words were translated for the court by a clerk of the ministry.",
        "",
        "The original was in Polish hands.",
    ],
)
def test_a_story_about_a_translation_is_none(text):
    assert translated_from(Report("a", "", text, (Block("body", 0, len(text)),))) == ""


def test_the_gap_stands_among_the_reasons_of_the_origin():
    report = noted("Translated from the Ukrainian by Ada Roe")
    claims = collate_claims(by_id(report), [mention(report, FIRE)], ())
    _, (origin,) = trace(claims, by_id(report), ())
    assert any("translated from Ukrainian" in reason and "gap" in reason for reason in origin.reasons)


def test_the_list_of_reports_names_it(tmp_path, capfd):
    page, book = tmp_path / "page.txt", str(tmp_path / "war.db")
    page.write_text(noted("Translated from the Arabic by Ada Roe").text, encoding="utf-8")
    assert run(["ingest", str(page), "--casebook", book]) == 0
    assert run(["reports", "--casebook", book]) == 0
    assert "Arabic" in capfd.readouterr().out
