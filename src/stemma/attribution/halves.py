"""Persons of whose names the parse takes half, or more: "Sor | Kelm", "Vorona Commissioner | Sor Kelm"."""

from functools import lru_cache

from stemma.attribution.hyphens import is_hyphen
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree
from stemma.names.normal import nation_of

LONGEST_NAME = 4  # words
_LEADING = frozenset({"coordinator", "manager", "founder", "member", "resident", "organiser", "organizer"})
_OF = frozenset({"of", "for", "at", "from", "in", "with"})
NAME = 2  # words of a given name and a surname


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    """Return the words that stand in names and are no person's."""
    lists = ("titles", "bodies", "body_ends", "body_openers")
    return words("genders.toml", "honorifics").union(*(words("sources.toml", each) for each in lists))


def with_other_half(tree: Tree, run: list[int]) -> list[int]:
    """Return a name with the half of it that was not taken for one: "Sor | Kelm", "Awa Sor | Kelm"."""
    if not run:
        return run
    double = _double_surname(tree, run)
    if double:
        return [*run, *double]
    after = run[-1] + 1
    if after < len(tree.tokens) and tree.tokens[run[-1]].head == after and _half_of_a_name(tree, after):
        return [*run, after]
    before = run[0] - 1
    if len(run) == 1 and before >= 0 and tree.tokens[before].head == run[0] and _half_of_a_name(tree, before):
        return [before, *run]
    return run


def _double_surname(tree: Tree, run: list[int]) -> list[int]:
    """Return the two surnames that a hyphen joins behind a name, taken for another's: "Sor | Kelm-Orlan"."""
    double = list(range(run[-1] + 1, run[-1] + 4))
    if double[-1] >= len(tree.tokens) or not is_hyphen(tree, double[1]):
        return []
    first, last = tree.tokens[double[0]], tree.tokens[double[-1]]
    if not tree.tokens[run[-1]].head == first.head == double[-1] or last.pos != "PROPN":
        return []
    plain = first.pos == "PROPN" and first.text.istitle() and last.text.istitle()
    return double if plain and not {first.text.lower(), last.text.lower()} & _others() else []


def _half_of_a_name(tree: Tree, index: int) -> bool:
    """Whether a proper noun that is no name of its own may be half of a person's."""
    token, word = tree.tokens[index], tree.words(index)
    plain = token.pos == "PROPN" and not token.entity and token.text.istitle() and token.text.isalpha()
    return plain and word not in _others() and source_type("", "", word) == "unknown" and not nation_of(word)


def behind_office(tree: Tree, run: list[int]) -> list[int]:
    """Return the person behind an office that is read as one name with it: "Vorona Commissioner Sor Kelm"."""
    offices = words("sources.toml", "offices")
    at = next((place for place, i in enumerate(run) if tree.words(i) in offices), None)
    behind = run[at + 1 :] if at else []
    if not NAME <= len(behind) <= LONGEST_NAME or not all(tree.tokens[i].pos == "PROPN" for i in behind):
        return []
    if tree.tokens[behind[0]].dep == "case":
        return []  # "the Vorona Sheriff's Office"
    bodies = words("sources.toml", "bodies") | words("sources.toml", "body_ends")
    return [] if {tree.words(i) for i in behind} & bodies else behind


def before_office(tree: Tree, head: int, low: int) -> list[int]:
    """Return the person before an office that no comma parts from it: "Sara Kelm | coordinator of the corps".

    Args:
        tree: the sentence.
        head: the office's noun, written small.
        low: the phrase's first token.
    """
    office = tree.words(head)
    after = tree.words(head + 1) if head + 1 < len(tree.tokens) else ""
    if not tree.tokens[head].text.islower() or office not in words("sources.toml", "titles") | _LEADING:
        return []
    run = list(range(low, head))
    if after not in _OF or not NAME <= len(run) <= LONGEST_NAME or not _names_alone(tree, run):
        return []
    others = _others() | words("sources.toml", "named_bodies")
    plain = all(tree.words(i) not in others and source_type("", "", tree.words(i)) == "unknown" for i in run)
    return run if plain and not any(nation_of(tree.tokens[i].text) for i in run) else []


def _names_alone(tree: Tree, run: list[int]) -> bool:
    """Whether a run is of capitalised names, none of them a place's, and no acronym."""
    tokens = [tree.tokens[i] for i in run]
    proper = all(token.pos == "PROPN" and token.text[0].isupper() for token in tokens)
    placed = any(token.entity in {"GPE", "LOC", "NORP", "FAC"} or token.text.isupper() for token in tokens)
    return proper and not placed
