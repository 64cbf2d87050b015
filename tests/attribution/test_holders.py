"""Persons named behind an office."""

from stemma.attribution.holders import holder
from stemma.attribution.tree import Tree


def test_a_phrase_without_a_core_has_its_holder_all_the_same(parse):
    _, parsed = parse("The president of the Orlan Union Sara Kelm said that the pass was closed.")
    tree = Tree(parsed.sentences[0])
    office = next(i for i, token in enumerate(tree.tokens) if token.text == "president")
    assert holder(tree, office, []) == holder(tree, office, [office])
