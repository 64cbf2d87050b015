"""Language: clean text to sentences, tokens, dependencies and named entities."""

from stemma.language.importing import import_spacy

import_spacy()  # before the modules below import it as a whole

from stemma.language.parser import DEFAULT_MODEL, Parser  # noqa: E402
from stemma.language.sentences import split_sentences  # noqa: E402

__all__ = ["DEFAULT_MODEL", "Parser", "split_sentences"]
