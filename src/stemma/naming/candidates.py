"""Names that a sentence's parse and words hold: persons, bodies, known groups, acronyms in brackets."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.naming.bodies import known_groups, runs_of_bodies, shortened, state_bodies
from stemma.naming.lists import Lists
from stemma.naming.marks import BODY, CAPITAL, GROUP, NATION, TITLE, marks_of, those
from stemma.naming.persons import behind_titles, surname_like
from stemma.naming.recognised import ACRONYM, recognised
from stemma.parses import facts_of
from stemma.records import NameKind, Sentence, Token

_SHOUTED = 0.75  # share of a sentence's longer words that begin with a capital, in headings
_LONGER = 4  # letters
_LEAST = 4  # longer words


class Candidate(Struct, frozen=True, gc=False):
    """A name in a sentence: its tokens, its kind as far as its words tell it, and what found it."""

    first: int
    end: int
    kind: NameKind
    rule: str
    score: float


class Found(Struct, frozen=True):
    """The names of a sentence in order, the acronyms that it gives some, and what else is capitalised.

    ``acronyms`` holds places in ``names``: of the whole name and of its acronym. ``loose`` are tokens of no
    name that may be a surname or an acronym told before. ``heading`` says that capitals tell nothing there.
    """

    names: tuple[Candidate, ...]
    acronyms: tuple[tuple[int, int], ...]
    loose: tuple[int, ...]
    heading: bool


_TELLING = GROUP | NATION | BODY | TITLE
_NOBODY = Found((), (), (), heading=False)


def names_of(sentence: Sentence, lists: Lists) -> Found:
    """Return the names of a sentence, kept with its parse."""
    facts = facts_of(sentence)
    key = ("names", lists)
    found: Found | None = facts.get(key)
    if found is None:
        found = facts[key] = _names_of(sentence.tokens, lists)
    return found


def _names_of(tokens: tuple[Token, ...], lists: Lists) -> Found:
    marked = marks_of(lists).of(tokens)
    said = 0
    for _, mark in marked:
        said |= mark
    if not said & CAPITAL:
        return _NOBODY
    caps = those(marked, CAPITAL)
    heading = 4 * len(caps) > len(tokens) and is_heading(tokens)
    found = [*_by_words(tokens, marked, said, lists, heading=heading)] if said & _TELLING else []
    found += [Candidate(*one) for one in recognised(tokens, lists)]
    chosen = _apart(found) if len(found) > 1 else found
    acronyms: tuple[tuple[int, int], ...] = ()
    if chosen and "(" in [token.text for token in tokens]:
        chosen, acronyms = _with_acronyms(tokens, chosen)
    held = {at for one in chosen for at in range(one.first, one.end)}
    loose = tuple([at for at in caps if at not in held and surname_like(tokens[at])])
    return Found(tuple(chosen), acronyms, loose, heading)


def _by_words(
    tokens: tuple[Token, ...], marked: Sequence[tuple[int, int]], said: int, lists: Lists, *, heading: bool
) -> Iterator[Candidate]:
    """Yield the names that words tell: those of known groups, of states' and other bodies, behind titles."""
    groups = those(marked, GROUP) if said & GROUP else ()
    for first, end, kind in known_groups(tokens, groups, lists, heading=heading) if groups else ():
        yield Candidate(first, end, kind, "list", 0.95)
    nations = those(marked, NATION) if said & NATION else ()
    for first, end in state_bodies(tokens, nations) if nations else ():
        yield Candidate(first, end, lists.of_body(_text(tokens, first, end)), "state", 0.85)
    bodies = those(marked, BODY) if said & BODY else ()
    for first, end in runs_of_bodies(tokens, bodies) if bodies else ():
        yield Candidate(first, end, lists.of_body(_text(tokens, first, end)), "body", 0.8)
    titles = those(marked, TITLE) if said & TITLE else ()
    for first, end in behind_titles(tokens, titles) if titles else ():
        yield Candidate(first, end, "person", "title", 0.8)
    for at in shortened(tokens, bodies) if bodies else ():
        yield Candidate(at, at + 1, lists.of_body(tokens[at].text), "short", 0.6)


def is_heading(tokens: tuple[Token, ...]) -> bool:
    """Say whether nearly every longer word begins with a capital, so that capitals tell no names."""
    if tokens and tokens[-1].text == ".":
        return False
    longer = [token.text for token in tokens if len(token.text) >= _LONGER and token.text.isalpha()]
    return len(longer) >= _LEAST and sum(word[0].isupper() for word in longer) >= _SHOUTED * len(longer)


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Return names of which none touches another: the longest first, what only the recogniser has last.

    It runs what stands beside a known group into its name ("Ruritania Al-X Front").
    """
    taken: set[int] = set()
    kept: list[Candidate] = []
    listed = {at for one in found if one.rule == "list" for at in range(one.first, one.end)}
    for one in sorted(found, key=lambda one: one.first - one.end):
        if one.rule == "recogniser" and not listed.isdisjoint(range(one.first, one.end)):
            continue
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
        if not ACRONYM.match(tokens[at + 1].text):
            continue
        name = whole[at]
        short = next((one for one in names if one.first == at + 1), None)
        if short is None:
            short = Candidate(at + 1, at + 2, name.kind, "acronym", 0.9)
            names = [*names, short]
        pairs.append((name, short))
    ordered = sorted(names, key=lambda one: one.first)
    return ordered, tuple((ordered.index(name), ordered.index(short)) for name, short in pairs)


def _text(tokens: tuple[Token, ...], first: int, end: int) -> str:
    return " ".join([token.text for token in tokens[first:end]])
