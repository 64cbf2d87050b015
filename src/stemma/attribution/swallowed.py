"""Words that a speaker took from a statement, or a statement from a speaker, where no mark parts them."""

from stemma.attribution.found import Found, tokens_in, up_to
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.marks import EDGES, QUOTES
from stemma.attribution.tree import FINITE, Tree, spans_of
from stemma.records import Span

_LEAST = 3  # tokens of a statement
_MODIFYING = frozenset({"amod", "compound", "npadvmod", "nmod", "punct"})
_ONE = frozenset({"a", "an", "another"})
_HEARERS = frozenset({"journalists", "reporters", "newsmen", "media", "press"})


def give_back(found: Found, tree: Tree) -> None:
    """Give speaker and statement, in place, the words that the other took of them.

    Args:
        found: an attribution.
        tree: its sentence.
    """
    if not found.source or not found.cue or found.source_sentence != found.sentence:
        return
    _only_the_pronoun(found, tree)
    _with_its_article(found, tree)
    _of_whom_they_say(found, tree)
    _without_hearers(found, tree)


def _only_the_pronoun(found: Found, tree: Tree) -> None:
    """Leave a pronoun alone as the speaker: "carried out" from 1600 GMT | he said"."""
    inside = tokens_in(tree.tokens, found.source[-1])
    if len(inside) < 2 or len(found.source) > 1 or found.cue[0].start < found.source[0].start:  # noqa: PLR2004
        return
    last = inside[-1]
    if tree.tokens[last].tag != "PRP" or tree.tokens[last].dep not in {"nsubj", "nsubjpass"}:
        return
    if tree.left[last] != last or tree.words(last - 1) in {"and", "or", "of", "than", "nor", "but"}:
        return
    start, end = found.source[0].start, tree.tokens[last - 1].end
    found.source, found.source_head = spans_of(tree.tokens, [last]), last
    between = tokens_in(tree.tokens, Span(found.end, start)) if found.end <= start else inside
    if found.end <= start and all(tree.tokens[i].text in QUOTES for i in between):
        found.content = (*found.content[:-1], Span(found.content[-1].start, end))


def _with_its_article(found: Found, tree: Tree) -> None:
    """Give a speaker its article and adjectives that its statement ends with: "… aide” the exiled | body"."""
    at = next((i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start), 0)
    head = found.source_head
    if at < _LEAST or head is None or found.end != tree.tokens[at - 1].end or head < at:
        return
    low = at - 1
    while low and tree.tokens[low].dep != "det" and _modifies(tree, low, head):
        low -= 1
    token = tree.tokens[low]
    taken = token.dep == "det" and token.head == head and found.content[-1].start < token.start
    if taken and tree.tokens[low - 1].pos != "ADP" and low >= _LEAST:
        found.source = (Span(token.start, found.source[0].end), *found.source[1:])
        found.content = up_to(found.content, tree.tokens[low - 1].end)


def _modifies(tree: Tree, index: int, head: int) -> bool:
    """Whether a word stands before a noun as a part of its phrase, no mark between them."""
    token = tree.tokens[index]
    if token.dep not in _MODIFYING or (token.tag != "HYPH" and token.text in EDGES | QUOTES):
        return False
    return token.head == head or (index < token.head < head and _modifies(tree, token.head, head))


def _of_whom_they_say(found: Found, tree: Tree) -> None:
    """Part of whom something is said from who says it: "A man | authorities say | was shot is in custody"."""
    inside = tokens_in(tree.tokens, found.source[0])
    head = found.source_head
    if head is None or len(inside) < _LEAST or inside[-1] != head or tree.words(inside[0]) not in _ONE:
        return
    one, many = tree.tokens[head - 1], tree.tokens[head]
    first = next((i for i, token in enumerate(tree.tokens) if token.start == found.start), 0)
    if one.tag != "NN" or many.tag != "NNS" or found.cue_token != head + 1 or first != head + 2:
        return
    if tree.tokens[first].tag not in FINITE:
        return
    end = next((i for i in range(first + 1, len(tree.tokens)) if _tells_further(tree, first, i)), None)
    rest = found.content if end is None else up_to(found.content, tree.tokens[end - 1].end)
    found.content = (Span(found.source[0].start, one.end), *rest)
    found.source, found.content_head = spans_of(tree.tokens, [head]), None


def _tells_further(tree: Tree, first: int, index: int) -> bool:
    """Whether a verb begins what the sentence itself tells of the one of whom they say something."""
    token = tree.tokens[index]
    verb = token.head if token.dep in {"aux", "auxpass"} else index
    main = tree.tokens[first].head if tree.tokens[first].dep in {"aux", "auxpass"} else first
    above = tree.tokens[verb].head
    beside = tree.tokens[verb].dep in {"conj", "ccomp"} and above in {main, tree.tokens[main].head}
    if token.tag not in FINITE or not beside or tree.child(verb, "nsubj", "nsubjpass", "mark") is not None:
        return False
    return tree.tokens[index - 1].tag != "CC" and tree.tokens[index - 1].text != ","


def _without_hearers(found: Found, tree: Tree) -> None:
    """Leave whom it was told out of a statement: "confirmed the toll | to reporters"."""
    cue = found.cue_token
    inside = found.within(tree.tokens)
    if (
        cue is None
        or "dobj+prep" not in found.rule
        or len(inside) < _LEAST
        or found.start < found.cue[-1].end
    ):
        return
    to = next((kid for kid in tree.kids[cue] if kid in inside and tree.words(kid) in {"to", "with"}), None)
    hearer = tree.child(to, "pobj") if to is not None else None
    if to is None or hearer is None or to - inside[0] < _LEAST:
        return
    told = tree.words(hearer) in _HEARERS | words("sources.toml", "audience")
    house = tree.tokens[hearer].pos == "PROPN" and is_medium(source_type(tree.tokens[hearer].text, "", ""))
    if told or house:
        found.content, found.addressee = up_to(found.content, tree.tokens[to - 1].end), hearer
