"""Whether a name or a noun may mean a figure that a report told of before: surnames, initials, levels."""

from stemma.attribution.figures import Figure, bare, gender_of, gender_of_words
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.names import Naming
from stemma.names.normal import nation_of

_MONITORS = words("rules.toml", "monitoring_bodies")
_LEVELS = frozenset({"regional", "provincial", "local", "district", "municipal"})  # "the regional governor"
_AROUND = frozenset({"city", "town", "village", "camp", "area", "neighborhood", "neighbourhood"})
_BROADER = frozenset(
    {"official", "diplomat", "lawmaker", "politician", "officer", "leader", "candidate", "nominee", "senator"}
)
_ALWAYS = frozenset({"senior", "top", "same"})
_PARTICLES = frozenset(
    {"de", "di", "da", "von", "van", "bin", "ibn", "abu", "abdel", "al", "el"}
)  # "de Kelm"
_FAMILY = 5  # first letters that "region" and "regional" share
_LONG = 3  # words of a name that is hardly a part of another one
_GLUED = 2  # words before it that careless text joins to it


def same_person(key: list[str], own: list[str], said: Naming) -> bool:
    """Whether two names may be one person's: a surname, names with one initial, the end of the other."""
    key, own = [*key[:-1], bare(key[-1])], [*own[:-1], bare(own[-1])]
    if key[-1] != own[-1]:
        return len(key) == 1 < len(own) and key == own[:1] and _titled(said.description)
    if len(key) == 1 or (said.person and (len(own) == 1 or key[0][0] == own[0][0])):
        return True
    short, long = sorted((key, own), key=len)
    ends = long[-len(short) :] == short  # of two surnames the parse may know neither
    return ends and (said.person or short[0] in _PARTICLES or 1 < len(key) < len(own))


def one_gender(figure: Figure, said: Naming) -> bool:
    """Whether nothing told of two persons shows one to be a man and the other a woman."""
    gender = gender_of(said.name, said.description) if figure.gender else ""
    return not gender or gender == figure.gender


def said_of(word: str, figure: Figure) -> bool:
    """Whether a figure was described by a word or one that begins like it: "regional", "the region's"."""
    start = word[:_FAMILY]
    return (
        word in _LEVELS
        or (figure.person and word in _AROUND)  # "the city resident"
        or word in figure.words
        or (len(start) == _FAMILY and any(w.startswith(start) for w in figure.words))
    )


def called_more_broadly(noun: str, extra: list[str], figure: Figure) -> bool:
    """Whether "the (Karelian) official" may mean a figure by its office: a spokesman is an official.

    Args:
        noun: the noun, in lower case.
        extra: the words beside it.
        figure: who spoke last.
    """
    lists = words("rules.toml", f"broader.{noun}") if noun in _BROADER else frozenset()
    office = {word.lower().strip(".,") for said in figure.descriptions for word in said.split()}
    return bool(office & lists) and all(word in _ALWAYS or said_of(word, figure) for word in extra)


def may_hold(noun: str, extra: list[str], figure: Figure) -> bool:
    """Whether "the spokesman" may mean a figure by name whose office was not told before.

    Args:
        noun: the noun, in lower case.
        extra: the words beside it.
        figure: who spoke last.
    """
    if extra or not figure.names or figure.descriptions or noun not in words("sources.toml", "offices"):
        return False
    gender = gender_of_words([noun])
    return not (gender and figure.gender and gender != figure.gender)


def glued_to(key: list[str], own: list[str]) -> bool:
    """Whether a name is a body's with the word before it: "(raids in) Vorona Human Rights Council".

    A nation belongs to a name ("Karelian Ministry of Defence").
    """
    extra = key[: -len(own)]
    return (
        len(own) >= _LONG and 0 < len(extra) <= _GLUED and key[-len(own) :] == own and not nation_of(extra[0])
    )


def acronym_alone(name: str) -> bool:
    """Whether a name is a word in capitals that tells no kind of source by itself: "SITE", not "UN"."""
    return name.isupper() and source_type(name, "", name) == "unknown"


def watches(figure: Figure) -> bool:
    """Return whether a figure is a body that watches a war and counts its dead."""
    last = [said.lower().split()[-1] for said in figure.descriptions if said.split()]
    return any(word in _MONITORS for word in figure.entity.lower().split() + last)


def watching(name: str) -> bool:
    """Return whether a name is that of a body that watches a war and counts its dead."""
    return any(word in _MONITORS for word in name.lower().split())


def is_bare_kind(entity: str) -> bool:
    """Return whether a name only says that a body watches: "Monitor", "NGO", "Monitoring group"."""
    return entity.lower() in words("rules.toml", "monitor_labels")


def _titled(description: str) -> bool:
    """Whether nothing but titles stands beside a name: "Maj. Gen.", "President"."""
    said = description.lower().split()
    return bool(said) and all(word in words("sources.toml", "titles") for word in said)
