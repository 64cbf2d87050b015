"""Which party to a conflict a source belongs to, from an editable file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from stemma.errors import DataError
from stemma.names import fold, name_key, nation_label, nation_of
from stemma.names.normal import word_set
from stemma.records import Layer
from stemma.resources import load_toml

_REMEMBERED = 8192  # texts: 2 MB or so
_PARTISAN = frozenset({"official", "military", "participant"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties to conflicts.

    ``names`` hold each name as words, folded but for acronyms, by its first word, with the side;
    ``nations`` the side of a nation's state by the nation's code.
    """

    names: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    nations: Mapping[str, str]
    _told: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def read(cls, path: Path) -> "Sides":
        """Read a user's file of sides.

        Raises:
            DataError: the file is missing, is no TOML, or a side has no name.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"sides file {path}: {getattr(error, 'strerror', None) or error}") from error
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, where: str = "in the casebook") -> "Sides":
        """Read sides from the text of such a file.

        Args:
            text: TOML.
            where: the file's name, for messages.

        Raises:
            DataError: it is no TOML, or a side has no name.
        """
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"sides file {where}: {error}") from error
        return _build(data, where)

    @classmethod
    def bundled(cls) -> "Sides":
        """Return the sides that come with the package."""
        return _bundled()

    def of(self, source: Layer) -> str:
        """Return the side that a source speaks for, "" when it speaks for none that is known.

        A listed name decides first. Then a state's body, official or soldier is on the side of its
        country; experts, witnesses and media are on nobody's side by their country alone.
        """
        told = f"{source.entity} {source.name} {source.description}"
        found = self._listed(told)
        if found:
            return found
        key = name_key(source.known_as)
        state = bool(key.significant & word_set("state")) or key.words == (f"@{key.nation}",)
        if source.source_type in _PARTISAN or (state and source.source_type != "expert"):
            return self._national(told)
        return ""

    def of_name(self, name: str) -> str:
        """Return the side of a house or body by its name alone."""
        return self._listed(name)

    def _listed(self, text: str) -> str:
        """Return the side of which a text has a name, "" for none; copies ask for the same sources again."""
        found = self._told.get(text)
        if found is None:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            found = self._told[text] = self._found(text)
        return found

    def _found(self, text: str) -> str:
        plain = text.replace("-", " ").replace(".", "").split()
        words = [fold(word) for word in plain]
        best: tuple[int, str] = (0, "")
        for place, word in enumerate(words):
            # An acronym is one only in capitals: "who" is not the WHO.
            for first in (word, plain[place]):
                for phrase, side in self.names.get(first, ()):
                    found = (first, *words[place + 1 : place + len(phrase)]) == phrase
                    if found and len(phrase) > best[0]:
                        best = (len(phrase), side)
        return best[1]

    def _national(self, text: str) -> str:
        code = nation_of(text)
        return self.nations.get(code) or (nation_label(code) if code else "")


def _build(data: Mapping[str, Any], where: str) -> Sides:
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    nations: dict[str, str] = {}
    listed = data.get("side", [])
    if not isinstance(listed, list):
        raise DataError(f"sides file {where}: a side begins with [[side]], in two brackets")
    for number, side in enumerate(listed, 1):
        name = side.get("name") if isinstance(side, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise DataError(f"sides file {where}: side {number} has no name")
        for phrase in (name, *_phrases(side, f"sides file {where}: {name}")):
            plain = phrase.replace("-", " ").replace(".", "").split()
            acronym = len(plain) == 1 and plain[0].isupper()
            words = tuple(plain if acronym else (fold(word) for word in plain))
            if words:
                names.setdefault(words[0], []).append((words, name))
        if code := side.get("nation"):
            nations[str(code).upper()] = name
    return Sides(names, nations)


def _phrases(side: Mapping[str, Any], where: str) -> Sequence[str]:
    names = side.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DataError(f'{where}: names must be a list of texts, such as names = ["Red Army"]')
    return names


@cache
def _bundled() -> Sides:
    return _build(load_toml("provenance", "sides.toml"), "provenance/sides.toml")
