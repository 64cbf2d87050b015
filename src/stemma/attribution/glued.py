"""Headlines glued to what follows them: "Raid kills ten Monitor WIRE Monday 2 May 2016 At least …"."""

from stemma.attribution.found import Found
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree, spans_of

_RULE = "glued headline"
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_FAR = 35  # tokens of a headline and its house
_LEAST = 4  # tokens of a headline without its source
_DATE = 4  # tokens of a date: day of the week, day, month, year
_SMALL = 0.4  # share of a headline's words that are written small, unless all are titled


def is_glued(found: Found) -> bool:
    """Return whether an attribution is such a headline's, read before the report's first words."""
    return found.rule == _RULE


def glued_headline(tree: Tree, *, headline: bool) -> Found | None:
    """Return what a headline says whose source stands behind it without a mark: "Raid kills ten | Monitor".

    Args:
        tree: the sentence.
        headline: whether it is a headline by itself; else a house or a day must follow the source.
    """
    high = len(tree.tokens) if headline else _before_date(tree)
    if high <= _LEAST:
        return None
    label = _label(tree, high)
    said = list(range(label[0])) if label else []
    if len(said) < _LEAST or not _in_small_letters(tree, said) or any(tree.words(i) == ":" for i in said):
        return None
    if tree.tokens[said[-1]].pos in {"ADP", "DET", "PUNCT"} or not tree.tokens[said[-1]].text[-1].isalnum():
        return None
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=None, lemma=":", klass="assert", cue=(),
        content=spans_of(tree.tokens, said), source=spans_of(tree.tokens, label),
        source_head=label[-1], source_sentence=index, rule=_RULE, score=0.7,
    )  # fmt: skip


def _before_date(tree: Tree) -> int:
    """Return where a headline ends before its house and the day it was posted, 0 for no such headline."""
    tokens = tree.tokens
    for index in range(1, min(_FAR, len(tokens) - _DATE)):
        if tokens[index].text not in _DAYS:
            continue
        day, month, year = (tokens[index + i].text for i in range(1, _DATE))
        if day.isdigit() and month[:1].isupper() and year.isdigit():
            house = tree.words(index - 1) in words("sources.toml", "houses.agencies")
            return index - 1 if house else index
    return 0


def _label(tree: Tree, high: int) -> list[int]:
    """Return the source at a headline's end: a common noun for one, or two, the first with a capital."""
    last = high - 1
    noun = tree.words(last)
    alone = noun in words("sources.toml", "headline_sources")
    paired = noun in words("sources.toml", "headline_pairs")
    if last < 1 or not (alone or paired):
        return []
    before = tree.tokens[last - 1]
    kind = before.text.lower() in words("sources.toml", "headline_modifiers")
    if kind and (paired or before.text[0].isupper()):
        return [last - 1, last]
    return [last] if alone and tree.tokens[last].text[0].isupper() else []


def _in_small_letters(tree: Tree, said: list[int]) -> bool:
    """Whether a headline is not written with a capital for every word, so that a capital tells."""
    spelt = [tree.tokens[i].text for i in said[1:] if tree.tokens[i].text[0].isalpha()]
    return bool(spelt) and sum(word[0].islower() for word in spelt) >= _SMALL * len(spelt)
