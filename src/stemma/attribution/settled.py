"""Names that a report calls those of places: "the town of Tarsa", "Tarsa village"."""

import re

_KIND = "(?:village|hamlet|town|city|district|region|province|county)"
_BEFORE = re.compile(rf"\b{_KIND} of ")
_BEHIND = re.compile(rf" {_KIND}\b")
_EDGE = re.compile(r"\b")


class Settled:
    """The names of one text that stand beside the word for a kind of place.

    A long report asks for hundreds of names: its words for places are found once for all of them.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._beside: tuple[list[int], list[int]] | None = None
        self._of_length: dict[int, frozenset[str]] = {}

    def holds(self, name: str) -> bool:
        """Return whether the text calls a name that of a place somewhere."""
        size = len(name)
        if size not in self._of_length:
            self._of_length[size] = self._named(size)
        return name in self._of_length[size]

    def _named(self, size: int) -> frozenset[str]:
        """Return what stands beside the words for places, cut to so many characters at a word's edge."""
        text = self._text
        if self._beside is None:
            starts = [match.end() for match in _BEFORE.finditer(text)]
            self._beside = starts, [match.start() for match in _BEHIND.finditer(text)]
        starts, ends = self._beside
        named = {text[at : at + size] for at in starts if _EDGE.match(text, at + size)}
        named.update(text[at - size : at] for at in ends if at >= size and _EDGE.match(text, at - size))
        return frozenset(named)
