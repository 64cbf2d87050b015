"""Where a speaker begins in words that no comma parts from it: "…to the district | state television said"."""

import re

from stemma.attribution.figures import gender_of
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree
from stemma.names.normal import nation_of
from stemma.records import Token

_PLACED = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL", "QUANTITY"})
_ACRONYM = re.compile(r"[A-Z]{2,6}\d?")
_PEOPLES = ("an", "ish", "ese", "ite", "ites", "i", "ic", "ch", "Arab", "Kurd", "Sunni", "Shia")
# Whom reports count among the dead as often as they cite them is no evidence for a speaker.
COUNTED = frozenset({"unknown", "witness", "military", "social_media", "document"})
_TELLING = frozenset(
    {"witness", "witnesses", "resident", "residents", "source", "sources", "reporter", "correspondent"}
    | {"army", "military", "rebels", "reports"}
)
_SETTLED = frozenset(
    {"town", "city", "village", "suburb", "district", "province", "governorate", "region", "area", "port"}
)
_HOUSE = 4  # words of a house's name at most
_PLACE_NAME = 2  # words that are one for a place and one for who speaks


def begins(tree: Tree, low: int, last: int, *, names: bool = False) -> int | None:
    """Return where the speaker begins that ends a run of words, None where the words do not tell.

    From its end a speaker goes on as long as the words are such as speakers are called by. What is left
    before it is what the verb or the preposition before the run lacks, one word at least.

    Args:
        tree: the sentence.
        low: the run's first token.
        last: its last token, a noun.
        names: whether a run of nothing but names may be cut too.
    """
    first = _core(tree, low, last)
    if first is None:
        return _second_name(tree, low, last) if names else None
    while first > low and _belongs(tree, low, first - 1, last):
        first -= 1
    if first == low:
        return _second_name(tree, low, last) if names else None
    if tree.tokens[first - 1].pos == "CCONJ" and first - 2 >= low:
        return _both(tree, low, first - 2, first)
    return None if _goes_on(tree, low, first) else first


def _both(tree: Tree, low: int, last: int, first: int) -> int | None:
    """Return where the first of two speakers begins, that of the second where the first is no speaker."""
    if _core(tree, low, last) is None:
        return first
    return begins(tree, low, last)


def _goes_on(tree: Tree, low: int, first: int) -> bool:
    """Whether the words before a speaker go on with it all the same: "the Tarsa-based Orlan | group"."""
    before = tree.tokens[first - 1]
    if "HYPH" in (tree.tokens[first].tag, before.tag) or before.tag == "POS" or before.pos == "ADP":
        return True
    return before.pos == "PROPN" and any(tree.tokens[i].tag == "HYPH" for i in range(low, first - 1))


def _core(tree: Tree, low: int, last: int) -> int | None:
    """Return where the last word or words begin that by themselves say who speaks."""
    token = tree.tokens[last]
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    if token.text[:1].isupper() and (house := _house(tree, low, last)) is not None:
        return house
    noun = token.text.lower()
    plain = source_type("", "", noun) not in COUNTED or noun in _TELLING
    return last if plain and noun not in words("sources.toml", "ordinary") else None


def _house(tree: Tree, low: int, last: int) -> int | None:
    """Return where the name of a house or an acronym begins that ends a run."""
    own = tree.tokens[last].text
    if _stands_alone(own):
        return last
    for size in range(2, _HOUSE + 1):
        first = last - size + 1
        if first < low or not tree.tokens[first].text[:1].isupper():
            return None
        if is_medium(source_type(_text(tree, first, last), "", own)):
            return first
    return None


def _stands_alone(word: str) -> bool:
    """Whether a word is a wire's whole name, or an acronym: "Reuters", "UNICEF", not "Agency" or "TV"."""
    own = word.lower()
    wire = own in words("sources.toml", "houses.agencies") and own not in words(
        "sources.toml", "kinds.agency"
    )
    short = _ACRONYM.fullmatch(word) and own not in words("sources.toml", "houses.heads")
    return word[:1].isupper() and bool(wire or short)


def _belongs(tree: Tree, low: int, at: int, last: int) -> bool:
    """Whether a word is one of those by which the speaker behind it is called."""
    token, behind = tree.tokens[at], tree.tokens[at + 1]
    if behind.pos == "DET" or behind.tag == "PRP$" or _of_a_place(tree, at):
        return False
    if token.pos == "DET" or token.tag == "PRP$" or "HYPH" in (token.tag, behind.tag):
        return True
    if token.text.lower() in words("rules.toml", "called_by") and token.entity not in _PLACED:
        return True
    if token.text[:1].isupper():
        return _of_a_people(token) or _of_a_body(tree, low, at, last)
    return token.text.lower() in words("rules.toml", "plural_modifiers") | {"several", "two", "three"}


def _of_a_place(tree: Tree, at: int) -> bool:
    """Whether a word ends a name set behind "the town of": "the cities of Vorona and Tarsa | local media"."""
    if tree.tokens[at].pos != "PROPN":
        return False
    of = at - 1
    while of > 1 and (tree.tokens[of].pos in {"PROPN", "CCONJ"} or tree.tokens[of].text == "-"):
        of -= 1
    return of > 0 and tree.words(of) == "of" and tree.tokens[of - 1].lemma.lower() in _SETTLED


def _of_a_people(token: Token) -> bool:
    """Whether a word says of which nation or people somebody is, and is no place: "Syrian", "Kurdish"."""
    if token.text.endswith("s") and nation_of(token.text[:-1]):
        return True
    like = token.entity == "NORP" or token.pos == "ADJ" or bool(nation_of(token.text))
    return like and token.text.endswith(_PEOPLES)


def _of_a_body(tree: Tree, low: int, at: int, last: int) -> bool:
    """Whether a word is of a body's name: with the last word, or before a noun ("Pentagon officials")."""
    one, behind, other = tree.tokens[at], tree.tokens[at + 1], tree.tokens[last]
    if _stands_alone(other.text):
        return False
    if other.text[:1].islower():
        named = one.entity == "ORG" and any(tree.tokens[i].entity_start for i in range(low + 1, at + 1))
        return behind.text[:1].islower() and (named or bool(_ACRONYM.fullmatch(one.text)))
    if not one.entity == other.entity == "ORG":
        return False
    return not any(tree.tokens[i].entity_start for i in range(at + 1, last + 1))


def _second_name(tree: Tree, low: int, last: int) -> int | None:
    """Return where the second of two names begins: "back to | Tarsa | Sami Darwish said".

    The first is what the preposition before them lacks; a given name, a title or an office begins the second.
    """
    joined = [i for i in range(low, last + 1) if tree.tokens[i].tag != "HYPH" and tree.tokens[i].text != "-"]
    if any(tree.tokens[i].pos != "PROPN" or not tree.tokens[i].text[:1].isalpha() for i in joined):
        return None
    starts = [i for i in joined if i == low or tree.tokens[i - 1].end < tree.tokens[i].start]
    if len(starts) < _PLACE_NAME or _opens_name(tree, low):
        return None
    opening = next((i for i in starts[1:] if _opens_name(tree, i)), None)
    if opening is not None:
        return opening
    return starts[1] if len(starts) == _PLACE_NAME and not _whole(tree, low, last) else None


def _opens_name(tree: Tree, at: int) -> bool:
    word = tree.tokens[at].text
    return tree.words(at) in words("sources.toml", "titles") or bool(gender_of(word, "") and _given(word))


def _given(word: str) -> bool:
    lower = word.lower()
    return lower in words("genders.toml", "female_names") or lower in words("genders.toml", "male_names")


def _whole(tree: Tree, low: int, last: int) -> bool:
    """Whether two words are one name for a house or a body: "Vorona Times", "Orlan Council"."""
    if is_medium(source_type(_text(tree, low, last), "", tree.tokens[last].text)):
        return True
    ends = words("sources.toml", "bodies") | words("sources.toml", "body_ends")
    return tree.words(last) in ends or tree.words(low) in words("sources.toml", "body_openers")


def _text(tree: Tree, first: int, last: int) -> str:
    return " ".join(tree.tokens[i].text for i in range(first, last + 1))
