"""Attributions that put no claim: questions left open, purposes, orders, sources that are only cited."""

from stemma.attribution.citing import CITING
from stemma.attribution.found import Found
from stemma.attribution.kinds import source_type
from stemma.attribution.tree import Tree
from stemma.attribution.unnamed import cites_whom, left_unsaid
from stemma.records import Token

_QUESTIONS = frozenset({"WRB", "WP", "WDT", "WP$"})
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "query", "decline", "refuse", "question"})
_FACING = frozenset({"see", "feel", "know", "remember", "witness"})  # things met with, not thought
_NAMING = frozenset({"identify", "name", "quote", "give"})


def no_claim(found: Found, tree: Tree) -> bool:
    """Whether what is found is a question left open, a wish to stay unnamed, or only a source cited."""
    inside = found.within(tree.tokens)
    if found.cue_token is None or not inside:
        return False
    cue = tree.tokens[found.cue_token]
    tokens = [tree.tokens[i] for i in inside]
    verbal = any(token.pos in {"VERB", "AUX"} for token in tokens)
    if left_unsaid(tree, found.cue_token):
        return True
    if found.klass == "seem" and not found.addressee:
        return True  # "troops appear to have left": nobody's words but the outlet's, with a hedge
    if found.lemma in {"cite", "quote"} | CITING and (not verbal or cites_whom(found, tree)):
        return True
    if found.lemma in _FACING and not verbal and found.rule != "seen":
        return True
    return _is_question(found, cue, tokens) or _is_purpose(found, tree, inside, verbal=verbal)


def _is_question(found: Found, cue: Token, tokens: list[Token]) -> bool:
    """Whether a content is a question left open: "did not say where", "asked whether"."""
    asked = tokens[0].tag in _QUESTIONS or tokens[0].text.lower() in {"whether", "if"}
    unanswered = found.negated or found.lemma in _ASKING or cue.tag == "VB"
    return asked and unanswered and found.directness != "direct"


def _is_purpose(found: Found, tree: Tree, inside: list[int], *, verbal: bool) -> bool:
    """Whether a content is a wish to stay unnamed, a document's purpose, or a thing ordered."""
    cue = tree.tokens[found.cue_token or 0]
    head = min(inside, key=lambda i: tree.depth[i])
    if tree.tokens[head].lemma in _NAMING and tree.tokens[head].tag != "VBD" and cue.dep == "relcl":
        return True
    if found.klass == "promise" and found.source_head is not None and found.source_sentence == found.sentence:
        owner = tree.tokens[found.source_head].text
        if source_type("", "", owner) == "document" and "xcomp" in found.rule:
            return True  # what a decree aims at is its purpose, not its words
    if found.lemma == "request" and cue.pos == "NOUN":
        return not verbal  # "requests for comment about the raid"
    return found.klass == "demand" and not verbal and found.lemma in {"order", "command", "direct", "require"}
