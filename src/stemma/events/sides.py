"""Whose a bare noun is ("the army", "the militants"), where the report names one party only."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from stemma.events.lexicon import Party, parties, word_set
from stemma.records import Actor, EventMention, Report

_NAME = r"(?<![\w-])((?:[A-Z][\w'\u2019.]*\s){1,3})"
_STATE_KINDS = frozenset({"military", "government", "armed"})
_DEFINITE = re.compile(r"\b(?:the|these|those|both)\s$", re.IGNORECASE)
# No word of the pattern is longer, with the spaces around it.
_ARTICLE = 10


def with_sides(report: Report, mentions: Sequence[EventMention]) -> list[EventMention]:
    """Return mentions whose bare actors have the one side that their report can mean.

    "The regime" or "army units" in an event in X are X's if the report names X's regime, army, president
    or the like anywhere; "the militants" are the one armed group that the report named as "… militants"
    before. Where two could be meant, or none is named, nothing is guessed. The rule of the mention says
    which words told.
    """
    named = _Named(report)
    return [_sided(named, mention) for mention in mentions]


class _Named:
    """The parties that stand before nouns in one report, looked for once a pattern."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._found: dict[re.Pattern[str], list[tuple[Party, str, int]]] = {}

    def before(self, pattern: re.Pattern[str]) -> list[tuple[Party, str, int]]:
        """Return the parties that a pattern finds, with their words and where they begin."""
        if pattern not in self._found:
            self._found[pattern] = list(_named(self.report, pattern))
        return self._found[pattern]


def _sided(named: _Named, mention: EventMention) -> EventMention:
    for role in ("actor", "target"):
        actor: Actor | None = getattr(mention, role)
        if actor is None or actor.side or actor.country:
            continue
        found = _state(named, actor, mention) or _group(named, actor)
        if found is not None:
            party, words = found
            known = replace(actor, side=party.side, country=party.country)
            rule = f"{mention.rule}; {role}'s side: {words!r}"
            mention = replace(mention, rule=rule, **{role: known})
    return mention


def _state(named: _Named, actor: Actor, mention: EventMention) -> tuple[Party, str] | None:
    """Return the state whose forces a bare noun names, in an event in that state."""
    words = actor.name.lower().split()
    bare = actor.kind in _STATE_KINDS and set(words) <= word_set("state_bare")
    if not bare or not set(words) & word_set("state_nouns") or mention.place is None:
        return None
    country = mention.place.country
    states = ((party, text) for party, text, _ in named.before(_state_pattern()) if party.country)
    return next(((party, text) for party, text in states if party.country == country), None)


def _group(named: _Named, actor: Actor) -> tuple[Party, str] | None:
    """Return the armed group that a bare noun points back to ("the militants" after "X militants")."""
    noun = actor.name.lower()
    if noun not in word_set("group_nouns"):
        return None
    start = actor.span.start
    if not _DEFINITE.search(named.report.text, max(0, start - _ARTICLE), start):
        return None
    before = [one for one in named.before(_group_pattern(noun)) if one[2] < start]
    sides = {party.side for party, _, _ in before}
    if len(sides) != 1 or before[0][0].country:
        return None
    return before[0][:2]


def _named(report: Report, pattern: re.Pattern[str]) -> Iterator[tuple[Party, str, int]]:
    """Yield the parties that stand before a noun in a report, with their words and where they begin."""
    for found in pattern.finditer(report.text):
        words = found[1].replace("\u2019", "'").split()
        for first in range(len(words)):
            name = " ".join(words[first:])
            party = parties().get(name) or parties().get(name.removesuffix("'s"))
            if party is not None:
                yield party, " ".join(found[0].split()), found.start()
                break


@cache
def _state_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_NAME}(?:\w+\s)?(?:{'|'.join(sorted(word_set('state_heads_named')))})\b")


@cache
def _group_pattern(noun: str) -> re.Pattern[str]:
    return re.compile(rf"{_NAME}(?i:{re.escape(noun)})\b")
