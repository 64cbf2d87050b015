"""Who carried a statement on, told of behind it: "…, which was picked up by the Karelia Wire"."""

from stemma.attribution.found import Found, begun_at, up_to
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.relays import head_in
from stemma.attribution.tree import Tree

_WHICH = frozenset({"which"})
_OPENING = _WHICH | {"as"}
_BE = frozenset({"was", "were", "is", "are", "been", "being", "has", "have", "had", "later", "also", "then"})
_NEAR = 6  # tokens from "which" to the participle
_NAME = 8  # tokens of a name
_LEAST = 3  # tokens of a statement
_PHRASE = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "NUM"})


def carrier(tree: Tree, comma: int) -> int | None:
    """Return the head of whom a clause behind a comma names as passing on what stands before, else None.

    Args:
        tree: the sentence.
        comma: the comma's token.
    """
    tokens = tree.tokens
    if comma + 3 >= len(tokens) or tokens[comma].text != "," or tree.words(comma + 1) not in _WHICH:
        return None
    verb = comma + 2
    while verb < min(comma + _NEAR, len(tokens) - 2) and tree.words(verb) in _BE:
        verb += 1
    passed_on = tokens[verb].lemma.lower() in words("rules.toml", "passing_on")
    if verb == comma + 2 or not passed_on or tokens[verb].tag not in {"VBN", "VBD"}:
        return None
    by = next((i for i in range(verb + 1, min(verb + 3, len(tokens) - 1)) if tree.words(i) == "by"), 0)
    last = by
    while by and last + 1 < min(by + _NAME, len(tokens)) and tokens[last + 1].pos in _PHRASE:
        last += 1
    name = " ".join(token.text for token in tokens[by + 1 : last + 1])
    if last == by or not is_medium(source_type(name, "", tokens[last].text)):
        return None
    return head_in(tree, range(by + 1, last + 1), person=False)


def without_carrier(found: Found, tree: Tree) -> None:
    """End a content, in place, before the clause that says who carried it on, or begin it behind.

    "Said to Vorona TV, | as quoted by the Karelia Wire, that | ten men had died".
    """
    if not found.cue or found.directness == "direct":
        return
    if not any(token.text in _OPENING for token in tree.tokens):
        return
    inside = found.within(tree.tokens)
    if len(inside) > _LEAST and tree.words(inside[0]) == "as":
        passed_on = tree.tokens[inside[1]].lemma.lower() in words("rules.toml", "passing_on")
        behind = next((i for i in inside[_LEAST:] if tree.tokens[i].text == ","), 0)
        if passed_on and tree.words(inside[2]) == "by" and 0 < behind < inside[-1] - _LEAST:
            first = behind + (2 if tree.words(behind + 1) == "that" else 1)
            found.content, found.content_head = begun_at(found.content, tree.tokens[first].start), None
        return
    comma = next((i for i in inside[1:] if tree.tokens[i].text == "," and carrier(tree, i) is not None), None)
    if comma is not None:
        found.content = up_to(found.content, tree.tokens[comma].start)


def carried_by(tree: Tree, found: Found) -> int | None:
    """Return the head of who carried a statement on, as the clause right behind it says; None for nobody."""
    commas: tuple[int, ...] | None = tree.facts.get("which clauses")
    if commas is None:
        told = [i for i, token in enumerate(tree.tokens[:-1]) if token.text == ","]
        commas = tree.facts["which clauses"] = tuple([i for i in told if tree.words(i + 1) in _WHICH])
    if not commas:
        return None
    end = found.end
    comma = next((i for i, token in enumerate(tree.tokens) if token.start >= end), None)
    return carrier(tree, comma) if comma in commas else None
