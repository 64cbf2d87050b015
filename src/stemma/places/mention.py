"""Words of a sentence that name a place, and what is kept of them for copies of the sentence."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.records import Sentence, Token


class Mention(Struct, frozen=True):
    """Words that name a place.

    ``first`` and ``last`` are token indexes in the sentence (last exclusive); ``name`` is the bare
    name, ``full`` the name with a feature word that belongs to it ("Dnieper River"), ``feature``
    the kind that a common noun gives it ("region"). ``tagged``: the parser took it for a place.
    ``association``: the words only point to the place ("demonym", "organisation").
    ``located``: unknown, but where something is by the words beside it ("west of X", "X Two men were").
    ``plural``: the noun after the name is a plural, shared with the names listed before it.
    """

    sentence: Sentence
    first: int
    last: int
    name: str
    full: str
    feature: str = ""
    tagged: bool = False
    metonym: bool = False
    association: str = ""
    plural: bool = False
    located: bool = False

    def at(self, sentence: Sentence) -> "Mention":
        """Return the mention in another sentence of the same words and parse."""
        return Mention(
            sentence, self.first, self.last, self.name, self.full, self.feature, self.tagged, self.metonym,
            self.association, self.plural, self.located,
        )  # fmt: skip

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.sentence.tokens[self.last - 1].end


class Asked:
    """A report's surnames, and which names were asked for among them."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.asked: set[str] = set()

    def __contains__(self, name: str) -> bool:
        """Tell whether a name is a surname in the report."""
        self.asked.add(name)
        return name in self.known


class Kept(Struct, frozen=True):
    """A sentence's mentions, and the surnames on which they hang: those asked for, and which were."""

    surnames: frozenset[str]
    asked: frozenset[str]
    found: list[Mention]
    doubtful: list[Mention]
    unknown: list[Mention]

    def holds(self, surnames: frozenset[str]) -> bool:
        """Tell whether the mentions are the same in a report of these surnames."""
        return self.asked & surnames == self.surnames


def entities(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, label) of the named entities of a sentence."""
    first = -1
    for index, token in enumerate(tokens):
        if first >= 0 and (not token.entity or token.entity_start):
            yield first, index, tokens[first].entity
            first = -1
        if token.entity and first < 0:
            first = index
    if first >= 0:
        yield first, len(tokens), tokens[first].entity
