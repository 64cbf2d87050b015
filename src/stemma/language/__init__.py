"""Language: clean text to sentences, tokens, dependencies and named entities."""

from stemma.language.parser import DEFAULT_MODEL, Parser
from stemma.language.sentences import split_sentences

__all__ = ["DEFAULT_MODEL", "Parser", "split_sentences"]
