"""Replacing many phrases in a text at once, by their words, whatever stands between the words."""

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+")
_GAP = 3  # characters between two words of one phrase: "Jean-Luc", "St. Petersburg", "al - Bab"


class Phrase(Struct, frozen=True):
    """A phrase and what stands in its place (None: it stays, and hides the phrases inside it).

    ``loose`` phrases are found in lower case too; others need a capital, or a script without.
    """

    text: str
    instead: str | None
    loose: bool = False


class Phrases:
    """Phrases looked up by their first word; the longest one at a place wins."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], Phrase]] = {}
        for phrase in phrases:
            key = words(phrase.text)
            if key:
                self._by_first.setdefault(key[0], {}).setdefault(key, phrase)
        self._lengths = {
            first: sorted({len(key) for key in found}, reverse=True)
            for first, found in self._by_first.items()
        }

    def replaced(self, text: str) -> str:
        """Return the text with every phrase replaced."""
        if not self._by_first:
            return text
        found = list(_WORD.finditer(text))
        folded = [match.group().casefold() for match in found]
        parts, done, at = [], 0, 0
        while at < len(found):
            hit = self._at(text, found, folded, at)
            if hit is None:
                at += 1
                continue
            phrase, length = hit
            start, end = found[at].start(), found[at + length - 1].end()
            parts += [text[done:start], text[start:end] if phrase.instead is None else phrase.instead]
            done, at = end, at + length
        return "".join([*parts, text[done:]])

    def _at(
        self, text: str, found: list[re.Match[str]], folded: list[str], at: int
    ) -> tuple[Phrase, int] | None:
        for length in self._lengths.get(folded[at], ()):
            phrase = self._by_first[folded[at]].get(tuple(folded[at : at + length]))
            if phrase is None or at + length > len(found) or not _together(found[at : at + length]):
                continue
            first = text[found[at].start()]
            if phrase.loose or first != first.lower() or first == first.upper():
                return phrase, length
        return None


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, caseless."""
    return tuple(match.group().casefold() for match in _WORD.finditer(text))


def _together(found: list[re.Match[str]]) -> bool:
    return all(after.start() - before.end() <= _GAP for before, after in pairwise(found))
