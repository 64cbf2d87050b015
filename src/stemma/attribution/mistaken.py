"""Words taken for what they are not: a name for a thing, "considering that" and a deed for speech."""

from collections.abc import Sequence

from stemma.attribution.figures import is_human_noun
from stemma.attribution.found import Found
from stemma.attribution.introduced import adds_on
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes
from stemma.attribution.tree import FINITE, Tree, token_at
from stemma.records import Token

_SHORTEST = 4  # letters of a name
_JOINING = frozenset({"consider", "give", "see", "provide", "grant", "suppose"})  # "given that"
_ACTING = {"respond": "to", "react": "to", "care": "for"}  # verbs of thought and speech that are deeds so
_WORDS = 4  # tokens of a name, a comma, a participle and a verb


def is_mistaken(tree: Tree, head: int) -> bool:
    """Return whether a sentence's first word is a name, though it is tagged as a common noun.

    It has no article, it is no word for a source that we know, and it says something while it does
    something else.

    Args:
        tree: the sentence.
        head: the word's token.
    """
    token = tree.tokens[head]
    if head or len(token.text) < _SHORTEST or not (token.text.istitle() and token.text.isalpha()):
        return False
    return token.tag == "NN" and not token.entity and _says_beside(tree) and _is_unknown(tree.words(0))


def _says_beside(tree: Tree) -> bool:
    """Whether the first word says something, with a clause of its own behind it: "X, who fled, said"."""
    tokens = tree.tokens
    if len(tokens) < _WORDS or tokens[0].dep != "nsubj" or tokens[1].text != ",":
        return False
    clause = tokens[2].tag == "VBG" or tree.words(2) == "who"
    return clause and "assert" in verb_classes().get(tokens[tokens[0].head].lemma.lower(), ())


def _is_unknown(word: str) -> bool:
    """Whether no list knows a word for a source of some kind."""
    return source_type("", "", word) == "unknown" and not is_human_noun(word)


def only_joins(tree: Tree, cue: int) -> bool:
    """Return whether a participle joins clauses: "they cannot attack, considering that their front is gone".

    Args:
        tree: the sentence.
        cue: the participle's token.
    """
    token = tree.tokens[cue]
    if token.tag not in {"VBG", "VBN"} or token.lemma.lower() not in _JOINING or cue + 2 >= len(tree.tokens):
        return False
    opens = cue == 0 or tree.tokens[cue - 1].text in {",", ";", "—"}
    return opens and tree.words(cue + 1) == "that"


def only_acts(lemma: str, said: Sequence[Token]) -> bool:
    """Return whether a verb tells what somebody did: "troops responded to the area", "cared for the hurt".

    Args:
        lemma: the verb's.
        said: the tokens of what passes for a content.
    """
    acts = bool(said) and said[0].text.lower() == _ACTING.get(lemma)
    return acts and not any(token.tag in FINITE for token in said)


def is_misread(found: Found, tree: Tree) -> bool:
    """Return whether what stands before a verb is not what the verb brings in, though it was taken for it.

    "| The mayor said that | nurses reported …" brings in the nurses' clause, "adding:" the next paragraph.

    Args:
        found: an attribution.
        tree: its sentence.
    """
    if found.cue_token is None or not found.cue or found.end > found.cue[0].start:
        return False
    if tree.tokens[found.cue_token].lemma == "tell" and tree.child(found.cue_token, "nsubjpass") is not None:
        return bool(found.source) and found.source[0].start > found.cue[0].start
    return adds_on(tree, found.cue_token) or _brings_its_clause(found, tree)


def _brings_its_clause(found: Found, tree: Tree) -> bool:
    if not found.source or found.source_sentence != found.sentence:
        return False
    low = found.source[0].start
    at = token_at(tree, low)
    that = at > 1 and tree.words(at - 1) == "that" and tree.tokens[at - 1].dep == "mark"
    return that and found.start < low < found.cue[0].start
