import random

import pytest

from stemma.evaluation.base import data_folder
from stemma.evaluation.fakes_pairs import evaluate
from stemma.evaluation.traditions import KINDS, copying_families
from stemma.evaluation.traditions_rewriting import cut, light, reworded, two_sentences
from stemma.evaluation.transmission import as_reports, copy_figures
from stemma.reuse import find_copies

ORIGINALS = [
    (
        "A flood of meltwater burst the dyke above Sosnivka on Monday and carried two footbridges away. "
        "The mayor said that forty families had moved into the school before the road was cut. "
        "Soldiers filled sandbags through the night while engineers measured the crack every ten minutes. "
        "The water is expected to fall after Thursday, when colder air reaches the hills."
    ),
    (
        "A court in the capital sentenced three officers to nine years for selling fuel meant for tanks. "
        "Prosecutors showed ledgers in which every missing barrel was entered as evaporation. "
        "The defence argued that its clients had only followed a practice older than their service. "
        "Relatives left the hall in silence, and an appeal was announced within the hour."
    ),
    (
        "Divers found the anchor of a ship that sank with grain for the islands in 1915. "
        "Its chain had been cut by an explosion, which supports the account of the only survivor. "
        "The museum will keep the anchor in a pool of sweet water until the salt has left the iron. "
        "Visitors may watch the work from a gallery on two afternoons each week."
    ),
]


@pytest.fixture(scope="module")
def tradition():
    return copying_families(ORIGINALS, seed=1)


def test_the_same_seed_gives_the_same_tradition(tradition):
    again = copying_families(ORIGINALS, seed=1)
    assert (again.reports, again.pairs) == (tradition.reports, tradition.pairs)


def test_every_kind_of_copy_is_there_once_a_family(tradition):
    kinds = [pair["kind"] for pair in tradition.pairs]
    assert [kinds.count(kind) for kind in KINDS] == [len(ORIGINALS)] * len(KINDS)


def test_operators_change_what_they_should():
    generator = random.Random(2)
    text = ORIGINALS[0]
    assert text.startswith(cut(text, generator))
    assert two_sentences(text, generator) in text
    words = set(text.split())
    kept_light, kept_heavy = (
        len(words & set(change(text, generator).split())) / len(words) for change in (light, reworded)
    )
    assert kept_light > 0.8 > kept_heavy


def test_copies_in_a_small_tradition_are_found_and_nothing_else(tradition):
    figures = copy_figures(tradition, find_copies(as_reports(tradition.reports)))
    for kind in ("verbatim", "cut", "light", "merged", "quoted"):
        assert figures[f"recall_{kind}"].value == 1.0
    assert figures["precision"].value == 1.0
    assert figures["direction_dated"].value == 1.0


@pytest.mark.data
def test_the_real_pairs_reach_their_figure():
    if not (data_folder() / "fa-kes").exists():
        pytest.skip("no FA-KES")
    assert evaluate(data_folder()).figures["pair_f1"].value > 0.9
