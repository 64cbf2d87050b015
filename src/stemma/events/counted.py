"""Which noun of a sentence a number counts, and which it only stands before."""

from collections.abc import Mapping
from functools import cache

from stemma.events.lexicon import noun_classes
from stemma.events.numbers import Count, find_counts
from stemma.events.tree import Tree
from stemma.resources import load_toml

NOUNS = ("NOUN", "PROPN")
_COUNTING = ("nummod", "amod", "quantmod", "compound", "det")
_BETWEEN = 3


@cache
def things_table(name: str) -> Mapping[str, list[str]]:
    """Return a table of the lexicon of things."""
    rows: dict[str, list[str]] = load_toml("events", "things.toml")[name]
    return rows


@cache
def words_of_things(name: str) -> frozenset[str]:
    """Return a list of words of the lexicon of things."""
    return frozenset(things_table("words")[name])


def counts_by_noun(tree: Tree) -> dict[int, Count]:
    """Return the counts of a sentence by the noun that they count."""
    found: dict[int, Count] = {}
    for count in find_counts(tree):
        noun = _counted(tree, count)
        if (
            noun is not None and noun not in found and _agrees(tree, count, noun)
        ):  # "48 out of 53 drones" counts 48
            found[noun] = count
    return found


def _counted(tree: Tree, count: Count) -> int | None:
    """Return the noun that a number counts: above it, or below its "of"."""
    head, last = tree.tokens[count.head].head, max(count.tokens)
    if tree.words[last + 1 : last + 2] == ("-",):
        return None  # "a two-day bombardment"
    if tree.tokens[count.head].dep in _COUNTING and head != count.head:
        noun = head if tree.tokens[head].pos in NOUNS else tree.tokens[head].head
        while tree.tokens[noun].dep == "compound" and tree.tokens[noun].head > noun:
            noun = tree.tokens[noun].head  # "three drone strikes"
        return noun if tree.tokens[noun].pos in NOUNS else None
    if tree.words[last + 1 : last + 2] == ("of",) or tree.words[last + 1 : last + 3] == ("out", "of"):
        inside = range(last + 2, min(last + 2 + _BETWEEN + 2, len(tree.words)))
        if any(tree.words[at] in ("them", "us", "those", "whom", "which") for at in inside[:1]):
            return None  # "five of them died in strikes"
        return next((at for at in inside if _ends_phrase(tree, at)), None)
    return None


def _ends_phrase(tree: Tree, index: int) -> bool:
    """Say whether a noun is the last of its phrase ("attack drones")."""
    after = tree.tokens[index + 1 : index + 2]
    return tree.tokens[index].pos in NOUNS and not (after and after[0].pos in NOUNS)


def _agrees(tree: Tree, count: Count, noun: int) -> bool:
    """Say whether a number can count a noun: several of a plural, with no people or page's words between."""
    between = range(max(count.tokens) + 1, noun)
    if any(_is_apart(tree, at) for at in between):
        return False
    least = count.best if count.best is not None else count.low
    return least is None or least <= 1 or _is_plural(tree, noun)


def _is_apart(tree: Tree, index: int) -> bool:
    """Say whether a word is counted itself or is no part of the text ("12 Rebels Planning Raids")."""
    lemma = tree.lemmas[index]
    people = not noun_classes().get(lemma, frozenset()).isdisjoint({"armed", "civilians"})
    return lemma in words_of_things("page") or (people and tree.words[index].endswith(("s", "men")))


def _is_plural(tree: Tree, noun: int) -> bool:
    """Say whether a noun can be a plural: by its form, as an abbreviation, or with one form for both."""
    token, word = tree.tokens[noun], tree.words[noun]
    if token.tag in ("NNS", "NNPS") or word.endswith("s") or word != tree.lemmas[noun]:
        return True
    one_form = (
        word in words_of_things("one_form") or word.endswith("craft") or word in words_of_things("land")
    )
    return one_form or token.text.isupper()
