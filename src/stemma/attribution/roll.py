"""The roll of a report's figures: as they come on, by their words, and by who was last told of or spoke."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from stemma.attribution.acronyms import initials
from stemma.attribution.figures import Figure, bare, without_suffix

_MANY = 100  # figures that are gone through sooner than an index of them is kept
_SOME = 4  # one figure in so many: sorting them is quicker than to go through all from the last one on


class Roll(Sequence[Figure]):
    """The figures of a report so far.

    A long report has thousands, so that who is asked for is sought among those that share a word, or from
    whoever was told of or spoke last. So all that the index holds of a figure is changed by way of the roll.
    """

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._order: dict[int, int] = {}
        self._by_word: dict[str, set[int]] = {}
        self._by_said: dict[str, set[int]] = {}
        self._long = False
        self._told = _Sentences()
        self._spoke = _Sentences()
        self._first = _Sentences()

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
        place = self._order[id(figure)] = len(self._figures)
        self._figures.append(figure)
        self._index(figure)
        if self._long:
            self._place(place, figure)
        elif place >= _MANY:
            self._long = True
            for each, other in enumerate(self._figures):
                self._place(each, other)

    def rename(self, figure: Figure, entity: str) -> None:
        """Give a figure of the roll a fuller name, or a shorter one."""
        if entity != figure.entity:
            figure.entity = entity
            self._index(figure)

    def describe(self, figure: Figure, text: str) -> None:
        """Remember the words of a name or description of a figure of the roll."""
        taken = figure.take(text)
        if self._long:
            place = self._order[id(figure)]
            for word in taken:
                self._by_said.setdefault(word, set()).add(place)

    def tell(self, figure: Figure, where: int) -> None:
        """Remember the last sentence that tells of a figure of the roll."""
        if self._long:
            self._told.move(self._order[id(figure)], figure.last, where)
        figure.last = where

    def speak(self, figure: Figure, where: int) -> None:
        """Remember the sentence that a figure of the roll speaks in."""
        spoke, first = figure.spoke, figure.first_spoke
        figure.speak(where)
        if self._long:
            place = self._order[id(figure)]
            self._spoke.move(place, spoke, where)
            self._first.move(place, first, figure.first_spoke)

    def called(self, words: Iterable[str]) -> list[Figure]:
        """Return the figures with one of some words in their name, or with one for its initials, last first.

        Figures that were so called once are among them: who asks must look at the name.

        Args:
            words: in lower case.
        """
        places = set().union(*(self._by_word.get(word, ()) for word in words))
        return [self._figures[place] for place in sorted(places, reverse=True)]

    def called_all(self, words: Iterable[str]) -> list[Figure]:
        """Return figures among which are those with all of some words in their name, last first."""
        fewest = min((self._by_word.get(word, set()) for word in words), key=len, default=set())
        return [self._figures[place] for place in sorted(fewest, reverse=True)]

    def spoken(self, since: int = 0) -> Iterator[Figure]:
        """Yield the figures that spoke in a sentence or after it, who spoke last first."""
        if not self._long:
            spoke = [figure for figure in self._figures if figure.spoke >= max(0, since)]
            return iter(sorted(spoke, key=lambda figure: -figure.spoke))
        return (self._figures[place] for place in self._spoke.down(max(0, since)))

    def spoke_at(self, where: int) -> list[Figure]:
        """Return the figures that spoke last in a sentence, in the order that they came on."""
        if not self._long:
            return [figure for figure in self._figures if figure.spoke == where]
        return [self._figures[place] for place in self._spoke.at(where)]

    def spoke_first(self, low: int, high: int) -> list[Figure]:
        """Return the figures that first spoke in some sentences, the last included."""
        if not self._long:
            return [figure for figure in self._figures if low <= figure.first_spoke <= high]
        return [self._figures[place] for at in range(low, high + 1) for place in self._first.at(at)]

    def told(self, since: int) -> Iterator[Figure]:
        """Yield the figures that a sentence or one after it tells of, who was last told of first."""
        if not self._long:
            told = [figure for figure in self._figures if figure.last >= since]
            return iter(sorted(told, key=lambda figure: -figure.last))
        return (self._figures[place] for place in self._told.down(since))

    def recent(self) -> Iterator[Figure]:
        """Yield all figures, who was last told of first; of these, who spoke last."""
        if not self._long:
            yield from sorted(self._figures, key=Figure.recency)
        for at in self._told.sentences():
            told = [self._figures[place] for place in self._told.at(at)]
            yield from sorted(told, key=Figure.recency) if len(told) > 1 else told

    def described(self, word: str) -> Iterator[Figure]:
        """Yield the figures with a word in a name or description of theirs, in the order of `recent`."""
        if not self._long:
            return iter(sorted([each for each in self._figures if word in each.words], key=Figure.recency))
        places = self._by_said.get(word, ())
        if _SOME * len(places) <= len(self):
            return iter(sorted((self._figures[place] for place in sorted(places)), key=Figure.recency))
        return (figure for figure in self.recent() if word in figure.words)

    def _place(self, place: int, figure: Figure) -> None:
        for word in figure.words:
            self._by_said.setdefault(word, set()).add(place)
        self._told.put(place, figure.last)
        self._spoke.put(place, figure.spoke)
        self._first.put(place, figure.first_spoke)

    def _index(self, figure: Figure) -> None:
        place = self._order[id(figure)]
        for word in _called_by(figure.entity):
            self._by_word.setdefault(word, set()).add(place)


@lru_cache(maxsize=16_384)
def _called_by(entity: str) -> frozenset[str]:
    """Return the words and initials that a figure of a name is sought by."""
    own = without_suffix(entity.lower().split())
    return frozenset({*own, *map(bare, own[-1:]), initials(entity)} - {""})


class _Sentences:
    """The places of figures in the roll by a sentence's index each; -1 for no sentence."""

    def __init__(self) -> None:
        self._places: dict[int, set[int]] = {}
        self._order: list[int] = []  # the sentences that have places

    def put(self, place: int, sentence: int) -> None:
        """Take in a place."""
        at = self._places.get(sentence)
        if at is None:
            at = self._places[sentence] = set()
            insort(self._order, sentence)
        at.add(place)

    def move(self, place: int, old: int, new: int) -> None:
        """Give a place another sentence."""
        if old == new:
            return
        at = self._places[old]
        at.discard(place)
        if not at:
            del self._places[old]
            del self._order[bisect_left(self._order, old)]
        self.put(place, new)

    def at(self, sentence: int) -> list[int]:
        """Return the places of a sentence, the first first."""
        return sorted(self._places.get(sentence, ()))

    def sentences(self) -> Iterator[int]:
        """Yield the sentences that have places, the last first."""
        return reversed(self._order)

    def down(self, least: int) -> Iterator[int]:
        """Yield places from the last sentence down to one, those of a sentence in their order."""
        for sentence in self.sentences():
            if sentence < least:
                return
            yield from self.at(sentence)
