"""Headlines with their source behind them and no mark between: "Raid kills ten Monitor"."""

from stemma.attribution.found import Found
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree, spans_of

_RULE = "glued headline"
_LEAST = 4  # tokens of a headline without its source
_SMALL = 0.4  # share of a headline's words that are written small, unless all are titled


def is_glued(found: Found) -> bool:
    """Return whether an attribution is such a headline's, read before the report's first words."""
    return found.rule == _RULE


def glued_headline(tree: Tree) -> Found | None:
    """Return what a headline says whose source stands behind it without a mark: "Raid kills ten | Monitor".

    Args:
        tree: a headline, or a sentence that ends without a stop, as one that was run into the next.
    """
    high = len(tree.tokens)
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
