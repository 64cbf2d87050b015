"""The roll of a report's figures: in the order that they come on, and by the words of their names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from stemma.attribution.acronyms import initials
from stemma.attribution.figures import Figure, bare


class Roll(Sequence[Figure]):
    """The figures of a report so far.

    A long report has thousands, so that only those that share a word with a name are compared with it.
    """

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._by_word: dict[str, set[int]] = {}
        self._order: dict[int, int] = {}

    @overload
    def __getitem__(self, index: int, /) -> Figure: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[Figure]: ...
    def __getitem__(self, index: int | slice, /) -> Figure | list[Figure]:
        """Return a figure by its place."""
        return self._figures[index]

    def __len__(self) -> int:
        """Return how many figures there are."""
        return len(self._figures)

    def __iter__(self) -> Iterator[Figure]:
        """Yield the figures in the order that they came on."""
        return iter(self._figures)

    def add(self, figure: Figure) -> None:
        """Take in a figure that comes on."""
        self._order[id(figure)] = len(self._figures)
        self._figures.append(figure)
        self._index(figure)

    def rename(self, figure: Figure, entity: str) -> None:
        """Give a figure of the roll a fuller name, or a shorter one."""
        figure.entity = entity
        self._index(figure)

    def called(self, words: Iterable[str]) -> list[Figure]:
        """Return the figures with one of some words in their name, or with one for its initials, last first.

        Figures that were so called once are among them: who asks must look at the name.

        Args:
            words: in lower case.
        """
        places = set().union(*(self._by_word.get(word, ()) for word in words))
        return [self._figures[place] for place in sorted(places, reverse=True)]

    def _index(self, figure: Figure) -> None:
        place = self._order[id(figure)]
        own = figure.entity.lower().split()
        for word in {*own, *map(bare, own[-1:]), initials(figure.entity)} - {""}:
            self._by_word.setdefault(word, set()).add(place)
