"""Hedges, denial and plans that change between two Russian or Ukrainian reports, and what is no change."""

import pytest

from stemma.attribution import attribute
from stemma.collation import collate_claims, find_variants
from stemma.languages import installed
from stemma.reuse import find_copies

pytestmark = pytest.mark.skipif(
    not (installed("ru") and installed("uk")), reason="the packages of the extra ru are not installed"
)


@pytest.fixture
def variants(parse):
    def function(language, *texts):
        reports, mentions = {}, []
        for number, text in enumerate(texts):
            report, parsed = parse(
                text,
                language=language,
                id=f"r{number}",
                outlet=f"Outlet {number}",
                published=f"2024-05-0{7 + number}",
            )
            reports[report.id] = report
            mentions += attribute(report, parsed)
        copies = find_copies(reports)
        found = find_variants(collate_claims(reports, mentions, copies), reports, copies)
        return [(one.type, one.before.text, one.after.text) for one in found]

    return function


@pytest.mark.parametrize(
    ("language", "first", "second", "variant"),
    [
        (
            "ru",
            "Ночью в порту якобы сгорел склад с зерном, сообщил мэр.",
            "Ночью в порту сгорел склад с зерном, сообщил мэр.",
            ("hedge_dropped", "якобы", ""),
        ),
        (
            "uk",
            "Вночі в порту згорів склад із зерном, повідомив мер.",
            "Вночі в порту ймовірно згорів склад із зерном, повідомив мер.",
            ("hedge_added", "", "ймовірно"),
        ),
        (
            "ru",
            "По предварительным данным, в порту сгорели два склада с зерном и три машины.",
            "В порту сгорели два склада с зерном и три машины.",
            ("hedge_dropped", "По предварительным данным", ""),
        ),
        (
            "ru",
            "Мэр заявил, что мост через реку у завода взорвали ночью диверсанты.",
            "Мэр заявил, что мост через реку у завода не взорвали ночью диверсанты.",
            ("polarity_flipped", "", "не"),
        ),
        (
            "ru",
            "Армия планирует вывести два батальона из города до конца недели, сообщило министерство.",
            "Армия вывела два батальона из города до конца недели, сообщило министерство.",
            ("planned_to_done", "вывести", "вывела"),
        ),
    ],
)
def test_what_changed(variants, language, first, second, variant):
    assert variants(language, first, second) == [variant]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        # one doubt in place of another
        (
            "ru",
            "Ночью в порту якобы сгорел склад с зерном, сообщил мэр.",
            "Ночью в порту, вероятно, сгорел склад с зерном, сообщил мэр.",
        ),
        # about a figure, and no doubt
        (
            "ru",
            "Ночью в порту сгорели около двух складов с зерном, сообщил мэр.",
            "Ночью в порту сгорели два склада с зерном, сообщил мэр.",
        ),
        # the same, in another order
        (
            "uk",
            "Вночі в порту нібито згорів склад із зерном, повідомив мер.",
            "Склад із зерном нібито згорів у порту вночі, повідомив мер.",
        ),
        # what was planned is still planned
        (
            "ru",
            "Армия планирует вывести два батальона из города до конца недели, сообщило министерство.",
            "Армия намерена вывести два батальона из города до конца недели, сообщило министерство.",
        ),
    ],
)
def test_what_did_not_change(variants, language, first, second):
    assert variants(language, first, second) == []
