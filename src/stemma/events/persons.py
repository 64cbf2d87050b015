"""Whose officials persons are: the state that a report gives with a title before or after their name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from stemma.events.aims import aim_words
from stemma.events.lexicon import Party, longest_party, parties
from stemma.records import Actor, Report

_WORD = re.compile(r"[\w\u2019'-]+(?:\.(?=\w|\s[a-z]))*|[^\w\s]")
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
# How many characters before a name its title may fill, and after it ("X, the president of Y").
_BEFORE, _AFTER = 70, 50
_ENDS = frozenset('.,;:"\u201c\u201d()\u2014\u2013?!')
_STATES = ("", "government")
_LONGEST_NAME = 4  # words of a person's name


def with_state(report: Report, actor: Actor | None) -> Actor | None:
    """Return a person with the state whose official the report says they are ("Xian President A. B.").

    Nothing is guessed: the report must give state and title right beside the name, anywhere in its text, and
    no other state so. Who only was in office ("former") stays without.
    """
    if actor is None or actor.side or actor.country or actor.kind not in ("", "person", "government"):
        return actor
    name = actor.name.removesuffix("'s").removesuffix("\u2019s")
    if not name or not name.split()[-1][:1].isupper() or len(name.split()) > _LONGEST_NAME:
        return actor
    found = _states(report.text, name.split()[-1])
    if len(found) != 1:
        return actor
    ((side, country),) = found
    return replace(actor, side=side, country=country, kind="government")


@lru_cache(maxsize=64)  # a report is read through once for each name in it, not for each act of theirs
def _states(text: str, surname: str) -> frozenset[tuple[str, str]]:
    """Return side and country of the states that stand with a title beside a name."""
    return frozenset((party.side, party.country) for party in _beside(text, surname))


def _beside(text: str, surname: str) -> Iterator[Party]:
    for found in re.finditer(rf"\b{re.escape(surname)}\b", text):
        before = _words(text[max(0, found.start() - _BEFORE) : found.start()])
        after = _words(text[found.end() : found.end() + _AFTER])
        yield from _titled(_last_clause(before))
        if after[:1] == [","]:
            yield from _titled(_first_clause(after[1:]))


def _words(text: str) -> list[str]:
    text = _ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    return _WORD.findall(text)


def _last_clause(words: list[str]) -> list[str]:
    cut = next((at for at in range(len(words) - 1, -1, -1) if words[at] in _ENDS), -1)
    return words[cut + 1 :]


def _first_clause(words: list[str]) -> list[str]:
    return words[: next((at for at, word in enumerate(words) if word in _ENDS), len(words))]


def _titled(words: list[str]) -> Iterator[Party]:
    """Yield the last state among some words with a title beside it; none for who was in office once."""
    low = [word.lower() for word in words]
    if not aim_words("former").isdisjoint(low) or aim_words("titles").isdisjoint(low):
        return
    names = parties()
    for start in range(len(words) - 1, -1, -1):
        for size in range(min(longest_party(), len(words) - start), 0, -1):
            name = " ".join(words[start : start + size]).removesuffix("'s").removesuffix("\u2019s")
            party = names.get(name)
            titled = not aim_words("titles").isdisjoint(low[start:]) or "of" in low[:start]
            if party is not None and party.country and party.kind in _STATES and titled:
                yield party
                return
