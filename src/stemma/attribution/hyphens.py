"""Words that hyphens hold together: no name, source or content begins or ends inside one."""

from stemma.attribution.found import Found, up_to
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree, token_at
from stemma.records import Span

# The article in Arabic names, as it is written before each letter.
_ARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "adh", "ath"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
# What a hyphen hangs on a name so that it says of which kind something else is: "the Vorona-Led Coalition".
_KINDS = frozenset({"affiliated", "aligned", "allied", "backed", "based", "held", "led", "linked", "run"})


def is_hyphen(tree: Tree, index: int) -> bool:
    """Whether a token is a hyphen with a word close before and after it."""
    tokens = tree.tokens
    return (
        0 < index < len(tokens) - 1
        and tokens[index].text == "-"
        and tokens[index - 1].end == tokens[index].start
        and tokens[index].end == tokens[index + 1].start
        and tokens[index - 1].text[-1:].isalnum()
    )


def whole_name(tree: Tree, run: list[int], *, person: bool) -> list[int]:
    """Return a name with what hyphens hold to it: "Sami al | -Kelm", "Sami | al-Kelm", "Sami al- | Kelm".

    Args:
        tree: the sentence.
        run: the name's tokens, without a gap.
        person: whether a person is named.
    """
    low, high = run[0], run[-1]
    while is_hyphen(tree, high + 1) and _capital(tree, high + 2):
        high += 2
    if person and high == run[-1] and _article(tree, high + 1) and not is_hyphen(tree, high):
        high += 3
    if person and is_hyphen(tree, low - 1) and _article(tree, low - 2):
        low -= 2
        low -= 1 if low and _given(tree, low - 1) else 0
    return (
        run
        if (low, high) == (run[0], run[-1])
        else [*range(low, run[0]), *run, *range(run[-1] + 1, high + 1)]
    )


def _capital(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos == "PROPN" and token.text[:1].isupper() and tree.words(index) not in _KINDS


def _article(tree: Tree, index: int) -> bool:
    """Whether a token is the article that a hyphen joins to a name."""
    if not 0 <= index < len(tree.tokens) - 2 or tree.words(index) not in _ARTICLES:
        return False
    return is_hyphen(tree, index + 1) and tree.tokens[index + 2].text[:1].isupper()


def _given(tree: Tree, index: int) -> bool:
    """Whether a token may be the name before an article: no office, and no place."""
    token = tree.tokens[index]
    plain = token.pos == "PROPN" and token.text.istitle() and token.text.isalpha()
    return plain and token.entity not in _PLACES and tree.words(index) not in words("sources.toml", "titles")


def whole_words(found: Found, tree: Tree) -> None:
    """Let a source and a content, in place, end where words do: "al-Hurra", not "Hurra" or "al"."""
    start = token_at(tree, found.source[0].start)
    first = start
    while first > 1 and is_hyphen(tree, first - 1) and not found.holds(_span(tree, first - 2)):
        first -= 2
    if first < start:
        found.source = (Span(tree.tokens[first].start, found.source[0].end), *found.source[1:])
    elif is_hyphen(tree, first - 1):  # a content that ends in the first half of its speaker's name
        while first > 1 and is_hyphen(tree, first - 1):
            first -= 2
        edge = tree.tokens[first].start
        cut = up_to(found.content, edge)
        if cut and found.end <= found.source[0].start:
            found.content = cut
            found.source = (Span(edge, found.source[0].end), *found.source[1:])
    found.source = _to_end(found.source, (*found.content, *found.cue), tree)
    found.content = _to_end(found.content, (*found.source, *found.cue), tree)


def _to_end(spans: tuple[Span, ...], others: tuple[Span, ...], tree: Tree) -> tuple[Span, ...]:
    """Return spans of which the last ends with its last word, unless the rest of it is another's."""
    if not spans:
        return spans
    last = spans[-1]
    after = token_at(tree, last.end)
    end = after
    while is_hyphen(tree, end):
        end += 2
    if end == after or any(one.start < tree.tokens[end - 1].end and last.end < one.end for one in others):
        return spans
    return (*spans[:-1], Span(last.start, tree.tokens[end - 1].end))


def _span(tree: Tree, index: int) -> Span:
    return Span(tree.tokens[index].start, tree.tokens[index].end)
