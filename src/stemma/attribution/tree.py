"""A sentence's dependency tree with the look-ups that the finders need."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec.structs import replace

from stemma.attribution.marks import EDGES
from stemma.parses import facts_of
from stemma.records import Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of finite verbs

# All that the tagger may rightly call a determiner where a sentence begins.
_DETERMINERS = frozenset(
    {"a", "all", "an", "another", "any", "both", "certain", "each", "either", "enough", "every", "few"}
    | {"half", "many", "more", "most", "much", "neither", "no", "none", "other", "others", "several", "some"}
    | {"such", "that", "the", "them", "these", "this", "those", "various", "what", "whatever", "which"}
)
_NAME = 4  # letters of a name


class Tree:
    """A sentence with its children, subtrees and edges, worked out once.

    ``order`` holds each token's position of first and last descendant, so that a subtree that is
    contiguous costs nothing to read. Trees of one parse share their lists, which nobody changes, and
    ``facts``, where what hangs on the parse alone is kept.
    """

    __slots__ = ("depth", "facts", "kids", "left", "right", "root", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = _named(sentence.tokens)
        self.facts = facts_of(sentence)
        shape: Shape | None = self.facts.get("shape")
        if shape is None:
            shape = self.facts["shape"] = _shape(tuple([token.head for token in self.tokens]))
        self.kids, self.root, self.left, self.right, self.depth = shape

    def child(self, index: int, *deps: str) -> int | None:
        """Return the first child with one of the dependencies."""
        for kid in self.kids[index]:
            if self.tokens[kid].dep in deps:
                return kid
        return None

    @property
    def closing(self) -> int:
        """The last token that is no punctuation, 0 for none."""
        return next((i for i in range(len(self.tokens) - 1, -1, -1) if self.tokens[i].pos != "PUNCT"), 0)

    def subtree(self, index: int, without: frozenset[int] = frozenset()) -> list[int]:
        """Return the descendants of a token and itself in order, branches at ``without`` left out."""
        found = []
        stack = [index]
        while stack:
            current = stack.pop()
            found.append(current)
            kids = self.kids[current]
            stack.extend([kid for kid in kids if kid not in without] if without else kids)
        return sorted(found)

    def ancestors(self, index: int) -> list[int]:
        """Return the heads above a token, nearest first."""
        found = []
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            found.append(index)
        return found

    def trimmed(self, indices: list[int]) -> list[int]:
        """Return the tokens without commas, stops and dashes at both ends."""
        low, high = 0, len(indices)
        while low < high and self.tokens[indices[low]].text in EDGES:
            low += 1
        while low < high and self.tokens[indices[high - 1]].text in EDGES:
            high -= 1
        return indices[low:high]

    def words(self, index: int) -> str:
        """Return the lower-case form of a token."""
        return self.tokens[index].text.lower()


class Trees(Protocol):
    """Sentences' trees: found by the sentence's index, and gone through in order."""

    def __getitem__(self, index: int, /) -> Tree:
        """Return the tree of the sentence with an index."""

    def __iter__(self) -> Iterator[Tree]:
        """Yield the trees in order."""


Shape = tuple[list[list[int]], int, list[int], list[int], list[int]]


def _shape(heads: tuple[int, ...]) -> Shape:
    """Return children, root, first and last descendants, and depths of a tree, given each token's head."""
    count = len(heads)
    kids: list[list[int]] = [[] for _ in range(count)]
    root = 0
    for index, head in enumerate(heads):
        if head == index:
            root = index
        else:
            kids[head].append(index)
    left, right, depth = list(range(count)), list(range(count)), [0] * count
    for index in _bottom_up(heads, kids, depth):
        head = heads[index]
        if head != index:
            # Done for every token: calls of min() and max() would take three times as long.
            if left[index] < left[head]:  # noqa: PLR1730  as above
                left[head] = left[index]
            if right[index] > right[head]:  # noqa: PLR1730  as above
                right[head] = right[index]
    return kids, root, left, right, depth


def _bottom_up(heads: tuple[int, ...], kids: list[list[int]], depth: list[int]) -> list[int]:
    """Return the tokens, those below before those above; fill in the depths."""
    order: list[int] = []
    stack = [index for index, head in enumerate(heads) if head == index]
    while stack:
        index = stack.pop()
        order.append(index)
        for kid in kids[index]:
            depth[kid] = depth[index] + 1
            stack.append(kid)
    return order[::-1]


def by_blocks(trees: Iterable[Tree]) -> dict[int, list[Tree]]:
    """Return sentences by the block that they stand in, in order."""
    blocks: dict[int, list[Tree]] = {}
    for tree in trees:
        blocks.setdefault(tree.sentence.block, []).append(tree)
    return blocks


def token_at(tree: Tree, start: int) -> int:
    """Return the token that begins at an offset of the report, 0 for none of the sentence's."""
    return next((i for i, token in enumerate(tree.tokens) if token.start == start), 0)


def span_over(tree: Tree, indices: list[int]) -> Span:
    """Return the character span from the first of the tokens to the last."""
    return Span(tree.tokens[indices[0]].start, tree.tokens[indices[-1]].end)


def spans_of(tokens: tuple[Token, ...], indices: list[int]) -> tuple[Span, ...]:
    """Return the character spans of the tokens, neighbours joined."""
    spans: list[Span] = []
    previous = -2
    for index in indices:
        if index == previous + 1 and spans:
            spans[-1] = Span(spans[-1].start, tokens[index].end)
        else:
            spans.append(Span(tokens[index].start, tokens[index].end))
        previous = index
    return tuple(spans)


def _named(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return tokens whose first is a name where it is tagged as a determiner and is none: "Morlanis say"."""
    if not tokens or tokens[0].tag != "DT" or tokens[0].text.lower() in _DETERMINERS:
        return tokens
    first = tokens[0]
    if len(first.text) < _NAME or not (first.text.istitle() and first.text.isalpha()):
        return tokens
    tag = "NNPS" if first.text.endswith("s") else "NNP"
    return (replace(first, tag=tag, pos="PROPN"), *tokens[1:])
