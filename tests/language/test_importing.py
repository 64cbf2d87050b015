"""spaCy is imported without its command line, and nothing stands in for that afterwards."""

import sys
from importlib.metadata import entry_points

import catalogue
import spacy

from stemma.language.importing import import_spacy


def test_nothing_stands_in_for_the_command_line() -> None:
    """What `spacy.cli` is, if it was imported since, is spaCy's own."""
    import_spacy()
    assert callable(spacy.info)
    for name in ("spacy.cli", "spacy.cli.info"):
        module = sys.modules.get(name)
        assert module is None or module.__file__


def test_what_packages_offer_is_found_by_its_group() -> None:
    """The registry's mapping holds what a search of all packages finds."""
    every = entry_points()
    grouped = catalogue.AVAILABLE_ENTRY_POINTS
    assert set(grouped) == set(every.groups)
    for group, found in grouped.items():
        assert found == list(every.select(group=group))
