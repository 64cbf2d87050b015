"""spaCy is imported without its command line, and nothing stands in for that afterwards."""

import sys

import spacy

from stemma.language.importing import import_spacy


def test_nothing_stands_in_for_the_command_line() -> None:
    """What `spacy.cli` is, if it was imported since, is spaCy's own."""
    import_spacy()
    assert callable(spacy.info)
    for name in ("spacy.cli", "spacy.cli.info"):
        module = sys.modules.get(name)
        assert module is None or module.__file__
