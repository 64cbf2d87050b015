"""Names that a sentence's parse and words hold: persons, bodies, groups that are known, acronyms in brackets."""

import re
from collections.abc import Iterator

from msgspec import Struct

from stemma.naming.bodies import known_groups, runs_of_bodies, shortened, state_bodies
from stemma.naming.lists import Lists, body_words, listed
from stemma.naming.persons import behind_titles, person_in, surname_like
from stemma.names.normal import nation_of, nations_in, word_set
from stemma.parses import facts_of
from stemma.records import NameKind, Sentence, Token

_MARKS = frozenset("\"'\u2018\u2019\u201c\u201d`-\u2013\u2014.,;:()[]") | {"'s", "\u2019s", "''", "``"}
_BEFORE = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "and"})
# "S-300", "F-16", "M4", "RS-28": weapons, roads and vehicles.
_TYPE = re.compile(r"[A-Za-z]{1,4}-?\d+\w*$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z&.-]{1,7}s?$")
_SHOUTED = .75  # share of a sentence's longer words that begin with a capital, in headings
_LONGER = 4  # letters
_PAIR = 2
_LINKS = frozenset({"of", "for", "and", "on", "in", "to", "&"})
_JOINED = frozenset({"al", "el", "de", "van", "von", "bin", "ibn", "abu"})
_LEAST = 4  # longer words


class Candidate(Struct, frozen=True):
    """A name in a sentence: its tokens, its kind as far as its words tell it, and what found it."""

    first: int
    end: int
    kind: NameKind
    rule: str
    score: float


class Found(Struct, frozen=True):
    """The names of a sentence in order, the acronyms that it gives some of them, and what else is capitalised.

    ``acronyms`` holds places in ``names``: of the whole name and of its acronym. ``loose`` are tokens of no
    name that may be a surname or an acronym told before. ``heading`` says that nearly every word has a capital.
    """

    names: tuple[Candidate, ...]
    acronyms: tuple[tuple[int, int], ...]
    loose: tuple[int, ...]
    heading: bool


def names_of(sentence: Sentence, lists: Lists) -> Found:
    """Return the names of a sentence, kept with its parse."""
    facts = facts_of(sentence)
    key = ("names", lists)
    found: Found | None = facts.get(key)
    if found is None:
        found = facts[key] = _names_of(sentence.tokens, lists)
    return found


def _names_of(tokens: tuple[Token, ...], lists: Lists) -> Found:
    heading = is_heading(tokens)
    found = [*known_groups(tokens, lists, heading=heading)]
    groups = [Candidate(first, end, kind, "list", .95) for first, end, kind in found]
    states = [Candidate(first, end, lists.of_body(_text(tokens, first, end)), "state", .85)
              for first, end in state_bodies(tokens)]  # fmt: skip
    bodies = [Candidate(first, end, lists.of_body(_text(tokens, first, end)), "body", .8)
              for first, end in runs_of_bodies(tokens)]  # fmt: skip
    shorts = [Candidate(at, at + 1, lists.of_body(tokens[at].text), "short", .6) for at in shortened(tokens)]
    titled = [Candidate(first, end, "person", "title", .8) for first, end in behind_titles(tokens)]
    chosen = _apart([*groups, *states, *bodies, *titled, *_recognised(tokens, lists), *shorts])
    chosen, acronyms = _with_acronyms(tokens, chosen)
    held = {at for one in chosen for at in range(one.first, one.end)}
    loose = tuple(at for at, token in enumerate(tokens) if at not in held and surname_like(token))
    return Found(tuple(chosen), acronyms, loose, heading)


def is_heading(tokens: tuple[Token, ...]) -> bool:
    """Say whether nearly every longer word begins with a capital, so that capitals tell no names."""
    if tokens and tokens[-1].text == ".":
        return False
    longer = [token.text for token in tokens if len(token.text) >= _LONGER and token.text.isalpha()]
    return len(longer) >= _LEAST and sum(word[0].isupper() for word in longer) >= _SHOUTED * len(longer)


def _recognised(tokens: tuple[Token, ...], lists: Lists) -> Iterator[Candidate]:
    """Yield what the recogniser takes for persons and bodies, as far as the words bear it out."""
    for first, end, label in _runs(tokens):
        first, end = trimmed(tokens, first, end)
        first, end = _without_things(tokens, first, end)
        if first >= end or tokens[first].text.lower() in listed("openers"):
            continue
        person = person_in(tokens, first, end, label)
        if person is not None and _is_there(tokens, *person):
            continue
        if person is not None:
            yield Candidate(*person, "person", "recogniser", .8 if person[1] - person[0] > 1 else .6)
        elif _may_be_body(tokens, first, end, label):
            yield Candidate(first, end, lists.of_body(_text(tokens, first, end)), "recogniser", .7)


def _runs(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    start = 0
    while start < len(tokens):
        label, end = tokens[start].entity, start + 1
        while end < len(tokens) and tokens[end].entity == label and not tokens[end].entity_start:
            end += 1
        if label in ("PERSON", "ORG"):
            yield start, end, label
        start = end


def trimmed(tokens: tuple[Token, ...], first: int, end: int) -> tuple[int, int]:
    """Return a run without articles before it and marks around it; with the halves that hyphens hold to it."""
    while first < end and _at_edge(tokens[first].text):
        first += 1
    while first < end and (_at_edge(tokens[end - 1].text) or tokens[end - 1].text.isdigit()):
        end -= 1
    while first < end and end + 1 < len(tokens) and _hyphen(tokens, end) and tokens[end + 1].text[:1].isupper():
        end += 2
    while first > 1 and first < end and _hyphen(tokens, first - 1):
        first -= 2
    return first, end


def _at_edge(word: str) -> bool:
    return word in _MARKS or word.lower() in _BEFORE or not any(map(str.isalpha, word))


def _without_things(tokens: tuple[Token, ...], first: int, end: int) -> tuple[int, int]:
    """Return a run without what is no body's behind it, and without a people's name before an acronym."""
    while end - first > 1 and _ends_no_name(tokens[end - 1].text.lower().rstrip(".")):
        end -= 1
    for at in range(end - 2, first, -1):
        if tokens[at].text == "the" and tokens[at - 1].text.lower() not in _LINKS:
            first = at + 1
            break
    while end - first > 1 and tokens[first].text.isalpha() and tokens[first].text.islower() and (
        tokens[first].text not in _JOINED
    ):
        first += 1
    if end - first == _PAIR and _ACRONYM.match(tokens[end - 1].text) and nation_of(tokens[first].text):
        first += 1
    return first, end


def _ends_no_name(word: str) -> bool:
    return word in listed("things") or word in word_set("title") or word in listed("ranks")


def _hyphen(tokens: tuple[Token, ...], at: int) -> bool:
    """Say whether a token is a hyphen with a word close before and after it."""
    return (
        0 < at < len(tokens) - 1 and tokens[at].text == "-"
        and tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    )  # fmt: skip


def _may_be_body(tokens: tuple[Token, ...], first: int, end: int, label: str) -> bool:
    """Say whether a run may be a body's name: it has a capital, and not only words that are no body's."""
    words = [token.text for token in tokens[first:end]]
    capital = [word for word in words if word[:1].isupper() or not word.isascii()]
    if words[0].lower().startswith(("pro-", "anti-")) or not capital or _TYPE.match("".join(words)) or "/" in "".join(words):
        return False
    plain = [word.lower().strip(".") for word in words if word[:1].isalnum()]
    if plain[0] in listed("openers") or plain[-1] in listed("things"):
        return False
    if all(word in listed("no_body") or not word.isalpha() and word.isnumeric() for word in plain):
        return False
    of_nations = [bool(nation_of(word) or nation_of(word.removesuffix("s"))) for word in words]
    if all(of_nations) or sum(of_nations[:_PAIR]) == _PAIR or _is_nation(words):
        return False
    if label == "PERSON":
        return not body_words().isdisjoint(plain) or bool(_ACRONYM.match(words[0]))
    if len(words) == 1 and not _ACRONYM.match(words[0]):
        common = tokens[first].pos not in ("PROPN", "X") and (first == 0 or words[0].islower())
        return not common and plain[0] not in word_set("title")
    return True


def _is_there(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    """Say whether what looks like a person is where something is: "in al-Norla", "the al-Norla district"."""
    before = tokens[first - 1].text.lower() if first else ""
    if tokens[first].text.lower() in listed("at_places"):
        return True
    after = tokens[end].text.lower() if end < len(tokens) else ""
    return before in listed("at_places") or after in listed("at_sites")


def _is_nation(words: list[str]) -> bool:
    nations = nations_in(words)
    return bool(nations) and nations[0][:2] == (0, len(words))


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Return names of which none touches another: the longest first, then in the order given."""
    taken: set[int] = set()
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda one: one.first - one.end):
        tokens = range(one.first, one.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(one)
    return sorted(kept, key=lambda one: one.first)


def _with_acronyms(
    tokens: tuple[Token, ...], names: list[Candidate]
) -> tuple[list[Candidate], tuple[tuple[int, int], ...]]:
    """Return the names with acronyms in brackets behind them, and which acronym is whose."""
    whole = {one.end: one for one in names if one.kind != "person"}
    pairs: list[tuple[Candidate, Candidate]] = []
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "(" or at not in whole or tokens[at + 2].text not in (")", ",", ";"):
            continue
        if not _ACRONYM.match(tokens[at + 1].text):
            continue
        name = whole[at]
        short = next((one for one in names if one.first == at + 1), None)
        if short is None:
            short = Candidate(at + 1, at + 2, name.kind, "acronym", .9)
            names = [*names, short]
        pairs.append((name, short))
    ordered = sorted(names, key=lambda one: one.first)
    return ordered, tuple((ordered.index(name), ordered.index(short)) for name, short in pairs)


def _text(tokens: tuple[Token, ...], first: int, end: int) -> str:
    return " ".join([token.text for token in tokens[first:end]])
