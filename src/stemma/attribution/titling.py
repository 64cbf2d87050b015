"""Headlines in capitals, whose words pass for names: "Governor's Son Scoffs at Fines"."""

from functools import cached_property

from stemma.attribution.tree import Tree

_LONG = 4  # letters of a word that a headline in capitals begins with one
_FEWEST = 3  # such words
_SHARE = 0.8  # of them with a capital
_FIRST = 3  # sentences among which a report's headline stands


class Titles:
    """A report's sentences in capitals, and which names stand in no other sentence."""

    def __init__(self, trees: list[Tree]) -> None:
        self._trees = trees

    def alone(self, sentence: int, name: str) -> bool:
        """Return whether a name of several words is of a headline in capitals, and unknown to the text.

        A report that is nothing but such lines tells nothing: its names stand.
        """
        said = [word for word in name.split() if word[:1].isupper()]
        if len(said) < 2 or not is_title(self._trees[sentence]) or not self._capitals:  # noqa: PLR2004  several
            return False
        return not self._capitals.issuperset(said)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The words with a capital of all sentences that are no headlines."""
        texts = (tree for tree in self._trees if not is_title(tree))
        return frozenset(token.text for tree in texts for token in tree.tokens if token.text[:1].isupper())


def is_title(tree: Tree) -> bool:
    """Return whether a sentence is a headline in capitals: one of the first, of words with a capital."""
    found: bool | None = tree.facts.get("title")
    if found is None:
        found = tree.facts["title"] = _in_capitals(tree)
    return found and tree.sentence.index < _FIRST


def _in_capitals(tree: Tree) -> bool:
    if tree.tokens[-1].text == ".":
        return False
    long = [token.text for token in tree.tokens if len(token.text) >= _LONG and token.text.isalpha()]
    return len(long) >= _FEWEST and sum(word[0].isupper() for word in long) >= _SHARE * len(long)
