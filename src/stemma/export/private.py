"""Which persons named in a casebook are private, and the number that stands for each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from msgspec import Struct

from stemma.export.phrases import words
from stemma.records import Layer
from stemma.resources import load_toml

ANYONE = "a person"  # for a name that several private persons share
_PUBLIC = frozenset(
    {"official", "military", "document", "news_report", "agency", "organisation", "social_media"}
)
_SHORTEST = 3  # letters of a name that is hidden by itself
_BEFORE = 60  # characters before and after a name in which an office is looked for
_AFTER = 90
_COMMON = 8  # capitalised uses from which on a word's share in names of persons tells something
_OFTEN, _MOSTLY = 0.25, 0.5  # shares of a word's uses: in a longer name, and for a name of one word
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W_]*")
_ENDING = re.compile("['\u2019]s?$")
_MARKS = " ,.;:'\"\u2019\u201c\u201d"
_BESIDE = re.compile(r"([\w-]+)\.?\s+$")
_APPOSITION = re.compile("\\s*[,(\u2013\u2014-]\\s*([^,.;:()\\n]*)")


class Named(Struct, frozen=True):
    """A person's name in a report: where it begins, and whether the words beside it name an office."""

    name: str
    start: int
    public: bool


def names_in(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Named]:
    """Yield the persons' names at some spans of a text, without titles and endings."""
    for start, end in sorted(spans):
        name, office = bare_name(text[start:end])
        if name:
            yield Named(name, start, office or _office_beside(text, start, end))


def bare_name(name: str) -> tuple[str, bool]:
    """Return a name without title, honorific and possessive ending, and whether a title was an office."""
    parts = _ENDING.sub("", name.strip()).split()
    office = False
    while parts and (word := parts[0].rstrip(".").lower()) in _words("offices") | _words("honorifics"):
        office = office or word in _words("offices")
        parts.pop(0)
    text = " ".join(parts).strip(_MARKS)
    return (text if any(part != part.lower() for part in parts) or not text.isascii() else ""), office


def _office_beside(text: str, start: int, end: int) -> bool:
    before = _BESIDE.search(text[max(0, start - _BEFORE) : start])
    if before is not None and before.group(1).lower() in _words("offices"):
        return True
    after = _APPOSITION.match(text[end : end + _AFTER])
    head = ""
    for word in re.findall(r"[\w-]+", after.group(1)) if after else ():
        if word.lower() in _words("stops"):
            break
        head = word.lower()
    return head in _words("offices")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("export", "redaction.toml")[name]["words"])


def is_private(layer: Layer) -> bool:
    """Tell whether a layer of a source chain is a person who speaks for no one but herself."""
    if layer.source_type == "military":
        return bool(_words("rank_and_file") & set(words(f"{layer.name} {layer.description}")))
    return layer.source_type not in _PUBLIC


@dataclass
class Evidence:
    """How often words are part of a person's name, among all their capitalised uses.

    A model that finds names in short and noisy texts also takes groups, places and the first words
    of sentences for persons; what a word mostly is tells these apart. On 150 articles of FA-KES
    50 of 403 hidden phrases went ("Kurds", "Arab", "Tags Qatar"), none of them a person's name
    but those that are now hidden in a shorter form.
    """

    persons: Counter[str] = field(default_factory=Counter)
    capitalised: Counter[str] = field(default_factory=Counter)
    otherwise: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add_text(self, text: str, persons: Iterable[str], others: Iterable[str]) -> None:
        """Count a text's words, and the names in it that are persons and that are something else."""
        self.capitalised.update(word.casefold() for word in _CAPITALISED.findall(text))
        for name in persons:
            self.persons.update(words(name))
            self.otherwise[words(name)] -= 1
        self.otherwise.update(words(name) for name in others)

    def is_name(self, word: str) -> bool:
        """Tell whether a word may be a person's: rare ones may, others when it often is one."""
        seen = self.capitalised[word]
        return seen < _COMMON or self.persons[word] >= _OFTEN * seen

    def bare(self, name: str) -> str:
        """Return a name without the words at its ends that are no one's; "" when none is left."""
        parts = name.split()
        while parts and not all(map(self.is_name, words(parts[0]))):
            parts.pop(0)
        while parts and not all(map(self.is_name, words(parts[-1]))):
            parts.pop()
        bare = " ".join(parts)
        key = words(bare)
        if len(key) == 1 and self.persons[key[0]] < _MOSTLY * self.capitalised[key[0]]:
            return ""
        return bare if self.otherwise[key] <= 0 else ""


@dataclass
class People:
    """Collects names and gives each private person a number, in the order in which they appear.

    ``others`` are names of places, outlets and agencies, and common words, with the reports that
    have them as such. They are nobody's, but for a surname that stands as a place only in reports
    that give the whole name: there it was misread.
    """

    others: Mapping[tuple[str, ...], AbstractSet[str]]
    evidence: Evidence = field(default_factory=Evidence)
    _public: set[tuple[str, ...]] = field(default_factory=set)
    _names: dict[tuple[str, ...], str] = field(default_factory=dict)
    _reports: dict[tuple[str, ...], set[str]] = field(default_factory=dict)

    def meet(self, name: str, report: str, *, public: bool) -> None:
        """Take note of a name in a report."""
        bare, office = bare_name(name)
        key = words(bare)
        if not key or key in self.others:
            return
        if public or office:
            self._public.add(key)
        self._names.setdefault(key, bare)
        self._reports.setdefault(key, set()).add(report)

    def meet_source(self, layer: Layer, report: str) -> None:
        """Take note of a layer of a source chain in a report, when it may be a person."""
        if layer.anonymous:
            return
        private = is_private(layer)
        for name in (layer.entity, layer.name):
            bare, _ = bare_name(name)
            named = sum(part[:1] != part[:1].lower() or not part.isascii() for part in bare.split())
            if named and (not private or layer.source_type != "unknown" or named > 1):
                self.meet(name, report, public=not private)

    def hidden(self) -> dict[str, str]:
        """Return each name to hide, surnames too, with what stands in its place."""
        known = {key[-1] for key in self._public} | {key[0] for key in self._public if len(key) == 1}
        private = [key for key in self._names if self._is_private(key, known)]
        numbers = _numbers(private)
        found = {self._names[key]: numbers[key] for key in private}
        for surname, owners in _surnames(private).items():
            if surname not in known and self._is_theirs(surname, owners):
                persons = {numbers[key] for key in owners}
                found.setdefault(surname.capitalize(), next(iter(persons)) if len(persons) == 1 else ANYONE)
        return found

    def public(self) -> frozenset[tuple[str, ...]]:
        """Return the words of the names that have an office beside them somewhere, surnames too."""
        return frozenset(self._public) | {key[-1:] for key in self._public}

    def _is_theirs(self, surname: str, owners: list[tuple[str, ...]]) -> bool:
        reports = {report for key in owners for report in self._reports[key]}
        if not self.evidence.is_name(surname):
            return False
        return len(surname) >= _SHORTEST and self.others.get((surname,), frozenset()) <= reports

    def _is_private(self, key: tuple[str, ...], known: set[str]) -> bool:
        if key in self._public:
            return False
        if len(key) == 1:
            return key[0] not in known and len(key[0]) >= _SHORTEST
        return (key[0], key[-1]) not in {(other[0], other[-1]) for other in self._public}


def _numbers(private: list[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Return "a person (P1)" and so on: one number for one first name and surname."""
    ends: dict[tuple[str, ...], str] = {}
    for key in private:
        if len(key) > 1:
            ends.setdefault((key[0], key[-1]), f"a person (P{len(ends) + 1})")
    numbers = {key: ends[key[0], key[-1]] for key in private if len(key) > 1}
    for key in private:
        if len(key) == 1:
            owners = {number for name, number in numbers.items() if len(name) > 1 and key[0] in name}
            if len(owners) > 1:
                numbers[key] = ANYONE
            elif owners:
                numbers[key] = next(iter(owners))
            else:
                numbers[key] = ends.setdefault(key, f"a person (P{len(ends) + 1})")
    return numbers


def _surnames(private: list[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for key in private:
        if len(key) > 1:
            found.setdefault(key[-1], []).append(key)
    return found
