"""What is known of names beforehand: groups by their names, kinds of sources, and this room's words."""

from collections.abc import Callable, Mapping
from functools import cache

from stemma.names.keys import called, stem, usual_body
from stemma.names.normal import fold, word_set
from stemma.records import NameKind, SourceType
from stemma.resources import load_toml

# Tells an outlet or a news agency by its name; None for other names.
OfHouse = Callable[[str], SourceType | None]


class Lists:
    """The names of groups, each with its kind, and what tells the kind of a body by its words.

    Args:
        groups: names of armed groups and other bodies, each with the kind of actor that it is.
        of_house: tells outlets and news agencies by their names.
    """

    def __init__(self, groups: Mapping[str, str], of_house: OfHouse) -> None:
        self._groups: dict[str, NameKind] = {}
        self.beginnings: set[str] = set()
        for name, kind in groups.items():
            self._know(name, _kind(kind))
        self._of_house = of_house
        self._bodies: dict[str, NameKind] = {}
        for usual, names in called().items():
            told = next((self._groups[name] for name in names if name in self._groups), None)
            for name in names:
                self._know(name, told or self.of_body(usual))

    def _know(self, name: str, kind: NameKind) -> None:
        self._groups.setdefault(name, kind)
        self.beginnings.update([name[:size] for size in range(1, len(name) + 1)])

    def group(self, name: str) -> NameKind | None:
        """Return the kind of a group of exactly this name, None for other names."""
        return self._groups.get(name)

    def of_body(self, name: str) -> NameKind:
        """Return the kind of a body by the words of its name."""
        kind = self._bodies.get(name)
        if kind is None:
            kind = self._bodies[name] = self._of_body(name)
        return kind

    def _of_body(self, name: str) -> NameKind:
        known = self.group(usual_body(name) or name)
        if known is not None:
            return known
        told = [stem(fold(word)) for word in name.replace(".", "").split()]
        for kind, words in _body_kinds().items():
            if not words.isdisjoint(told):
                return kind
        return "organisation" if self._of_house(name) is None else "media"


def _kind(told: str) -> NameKind:
    kinds: dict[str, NameKind] = {
        "armed_group": "armed_group", "military": "military", "international": "international",
        "opposition": "opposition", "government": "government", "police": "police",
    }  # fmt: skip
    return kinds.get(told, "organisation")


@cache
def _body_kinds() -> dict[NameKind, frozenset[str]]:
    table: dict[NameKind, dict[str, list[str]]] = load_toml("naming", "lexicon.toml")["kinds"]
    return {kind: frozenset(map(stem, row["words"])) for kind, row in table.items()}


@cache
def body_words() -> frozenset[str]:
    """Return the words that stand in bodies' names, and in no person's."""
    return word_set("organisation").union(*_body_kinds().values())


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of this room's words, in small letters."""
    return frozenset(load_toml("naming", "lexicon.toml")[name]["words"])
