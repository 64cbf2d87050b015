"""The members of a report's cast, and whether "he", "she" or "it" may mean one of them."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words

Gender = Literal["", "female", "male"]

_TITLES = words("sources.toml", "titles")
_BODIES = (words("sources.toml", "bodies") | words("sources.toml", "named_bodies")) - _TITLES
_NO_SURNAMES = _BODIES | words("sources.toml", "body_ends") | words("genders.toml", "no_surnames")
_HUMANS = (
    (_TITLES | words("sources.toml", "anonymous"))
    - words("sources.toml", "kinds.document")
    - {"media", "source"}
)
_HUMAN_KINDS = frozenset({"official", "military", "expert", "witness", "participant"})
_ENDINGS = tuple(sorted(words("genders.toml", "human_endings")))
_FEMALE_ENDINGS = tuple(sorted(words("genders.toml", "female_endings")))
_MALE_ENDINGS = tuple(sorted(words("genders.toml", "male_endings")))
_SHORTEST = 5  # letters of a surname whose end tells the gender, and of a noun for a person by its end
_FULL_NAME = range(2, 5)  # words of a given name and a surname


@dataclass(slots=True)
class Figure:
    """Someone or something that a report names or describes: one member of its cast."""

    entity: str
    person: bool
    plural: bool
    names: set[str] = field(default_factory=set)
    descriptions: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    last: int = -1
    spoke: int = -1
    first_spoke: int = -1
    body: bool = False
    human: bool = False
    heard: bool = False  # somebody told them: mostly a medium
    located: bool = False  # told of only as where something is: a place that passes for a body
    gender: Gender = ""

    def take(self, text: str) -> tuple[str, ...]:
        """Remember and return the words of a name or description."""
        taken = _taken(text)
        self.words.update(taken)
        return taken

    def speak(self, where: int) -> None:
        """Remember the sentence that a figure speaks in."""
        self.spoke, self.located = where, False
        if self.first_spoke < 0:
            self.first_spoke = where

    def recency(self) -> tuple[int, int]:
        """Return what sorts figures by who was last told of, then by who last spoke."""
        return -self.last, -self.spoke

    def may_be_a_body(self) -> bool:
        """Return whether a figure has a name, or is a body without one that spoke."""
        return (bool(self.names) and not self.located) or (self.body and self.spoke >= 0)

    def of_noun(self, noun: str) -> None:
        """Take in what a noun says of a figure without a name: "the mayor", "a woman", "the ministry"."""
        self.body = noun in _BODIES
        self.human = not self.body and (noun in _HUMANS or is_human_noun(noun))
        self.gender = gender_of_words([noun])

    def of_name(self, name: str, description: str) -> None:
        """Take in what a name and the words beside it say of who has it."""
        self.person = self.person or is_full_name(name)
        if self.person and not self.gender:
            self.gender = gender_of(name, description)


@lru_cache(maxsize=16_384)  # each telling of a figure says its words again, and so does each copy
def _taken(text: str) -> tuple[str, ...]:
    return tuple([word.lower().strip(".,'()") for word in text.split()])


def is_human_noun(noun: str) -> bool:
    """Return whether a common noun is one for a person, by the lexicon or by its end."""
    if noun in words("genders.toml", "female_nouns") or noun in words("genders.toml", "male_nouns"):
        return True
    kind = source_type("", "", noun)
    if kind != "unknown":
        return kind in _HUMAN_KINDS or (kind == "organisation" and noun in _TITLES)  # "the director"
    long = len(noun) >= _SHORTEST and noun not in words("genders.toml", "no_humans")
    return long and noun.removesuffix("s").endswith(_ENDINGS)


@lru_cache(maxsize=16_384)
def is_full_name(name: str) -> bool:
    """Return whether a name is a given name with a surname, and no house's or body's."""
    own = name.split()
    if len(own) not in _FULL_NAME or not own[-1][:1].isupper():
        return False
    first, last = own[0].lower(), own[-1].lower()
    given = first in words("genders.toml", "female_names") or first in words("genders.toml", "male_names")
    if not given or last in _NO_SURNAMES:
        return False
    kind = source_type(name, "", own[-1])
    return kind != "organisation" and not is_medium(kind)


@lru_cache(maxsize=16_384)
def gender_of(name: str, description: str) -> Gender:
    """Return the gender that a person's name or the words beside it tell, "" for none."""
    own = name.lower().split()
    titled = gender_of_words(description.lower().split())
    if titled or not own:
        return titled
    if own[0] in words("genders.toml", "female_names"):
        return "female"
    if own[0] in words("genders.toml", "male_names"):
        return "male"
    if len(own[-1]) >= _SHORTEST:
        if own[-1].endswith(_FEMALE_ENDINGS):
            return "female"
        if own[-1].endswith(_MALE_ENDINGS):
            return "male"
    return ""


def without_suffix(name: list[str]) -> list[str]:
    """Return a name's words in lower case without what tells a son from his father: "Sor Kelm | Jr."."""
    return name[:-1] if len(name) > 1 and name[-1] in words("genders.toml", "suffixes") else name


def bare(word: str) -> str:
    """Return a surname in lower case without its Arabic article: "Kelmi" is "al-Kelmi" told of again."""
    article, _, rest = word.partition("-")
    return rest if rest and article in words("genders.toml", "articles") else word


@lru_cache(maxsize=16_384)
def without_honorifics(description: str) -> str:
    """Return the words beside a name, "" where they are nothing but "Mr." or "Dr."."""
    own = description.lower().split()
    return "" if all(word in words("genders.toml", "honorifics") for word in own) else description


def gender_of_words(said: list[str]) -> Gender:
    """Return the gender of the first word for women or for men alone, "" for none."""
    for word in said:
        if word in words("genders.toml", "female_nouns"):
            return "female"
        if word in words("genders.toml", "male_nouns"):
            return "male"
    return ""


def may_be_he_or_she(figure: Figure, gender: Gender) -> bool:
    """Return whether a pronoun for one person, of a gender or of any (""), may mean a figure."""
    fits = figure.person or (not figure.names and not figure.plural and figure.human)
    return fits and not (gender and figure.gender and figure.gender != gender)


def may_be_it(figure: Figure) -> bool:
    """Return whether "it" may mean a figure."""
    return not figure.person and not figure.plural and not figure.human
