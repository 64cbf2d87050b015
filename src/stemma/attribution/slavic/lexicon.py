"""The words by which Russian and Ukrainian tell who says something, read from the lexicon file."""

from functools import cache
from typing import Any

from msgspec import Struct

from stemma.records import SourceType
from stemma.resources import load_toml

Hedges = tuple[tuple[str, str], ...]


class Lexicon(Struct, frozen=True):
    """One language's words, as dictionary forms; ``hedges`` are (words, class), longest first."""

    say: frozenset[str]
    think: frozenset[str]
    deny: frozenset[str]
    told: frozenset[str]
    stated: frozenset[str]
    carry: frozenset[str]
    accuse: frozenset[str]
    blamed: frozenset[str]
    condemn: frozenset[str]
    call: frozenset[str]
    claims: frozenset[str]
    urge: frozenset[str]
    urged: frozenset[str]
    inform: frozenset[str]
    about: frozenset[str]
    this: frozenset[str]
    documents: frozenset[str]
    posts: frozenset[str]
    houses: frozenset[str]
    elsewhere: frozenset[str]
    aim: frozenset[str]
    phrases: frozenset[str]
    by: str
    that: frozenset[str]
    according: frozenset[str]
    reference: tuple[str, ...]
    anonymous: frozenset[str]
    media: frozenset[str]
    negation: frozenset[str]
    relative: frozenset[str]
    hedges: Hedges
    pronouns: dict[str, str]
    types: dict[str, SourceType]

    def kind(self, lemma: str) -> str:
        """Return the class of a verb: "say", "think", "deny", or "" for any other."""
        for name in ("deny", "say", "think"):
            if lemma in getattr(self, name):
                return name
        return "say" if lemma in self.told else ""


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of "ru" or "uk"."""
    found: dict[str, Any] = load_toml("attribution", "slavic/lexicon.toml")[language]

    def words(name: str) -> frozenset[str]:
        return frozenset(found[name]["words"])

    groups = {name: value for name, value in found["hedges"].items() if name != "about"}
    hedges = [(phrase, group) for group, phrases in groups.items() for phrase in phrases]
    genders = {name: value for name, value in found["pronouns"].items() if name != "about"}
    types = {name: value for name, value in found["types"].items() if name != "about"}
    return Lexicon(
        say=words("say"), told=words("told"), stated=words("stated"),
        carry=words("carry"), accuse=words("accuse"), inform=words("inform"),
        blamed=words("blamed"), condemn=words("condemn"), urge=words("urge"), urged=words("urged"),
        about=words("about"), this=words("this"), documents=words("documents"), posts=words("posts"),
        call=words("call"), claims=words("claims"),
        houses=words("houses"), elsewhere=words("elsewhere"),
        think=words("think"), deny=words("deny"), aim=words("aim"), phrases=words("phrases"),
        by="по" if language == "ru" else "за", that=words("that"), according=words("according"),
        reference=tuple(found["reference"]["words"]), anonymous=words("anonymous"), media=words("media"),
        negation=words("negation"),
        relative=words("relative"), hedges=tuple(sorted(hedges, key=lambda pair: (-len(pair[0]), pair[0]))),
        pronouns={word: gender for gender, names in genders.items() for word in names},
        types={noun: kind for kind, nouns in types.items() for noun in nouns},
    )  # fmt: skip


@cache
def particles() -> frozenset[str]:
    """Return the small words inside of people's names, of both languages: "van der", "bin"."""
    return frozenset(load_toml("attribution", "slavic/lexicon.toml")["both"]["particles"]["words"])
