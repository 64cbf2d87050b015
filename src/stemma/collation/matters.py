"""Whether two mentions in like words are of two matters: two events, two doers, or the same names alone."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import ceil

from stemma.collation.comparing import akin, same_name
from stemma.collation.numbers import agree, comparable
from stemma.collation.statements import CONTAINMENT, DICE, Statement
from stemma.collation.whereabouts import any_shared
from stemma.collation.words import lexicon
from stemma.dates import gap
from stemma.names import fold
from stemma.resources import load_toml

# Days between publications within which one event is told in words that fit any: of five links on FA-KES with
# one more four join two events.
_DAYS = 1.0
# Days, and words in a row, within which an equal sentence was copied: no formula that FA-KES has twice in a
# week is so long in equal words.
_WEEK = 6.0
_COPIED = 8
# Telling words at a content's beginning among which its doer stands ("Syrian regime forces").
_DOER = 3
# Words at a content's beginning among which it says what its doer is charged with.
_CHARGE = 6
_CHARGED = frozenset({"of", "for"})
_GERUND = "ing"
# Words beside names below which one word that both have is enough.
_FEWEST = 3


def two_events(a: Statement, b: Statement) -> str:
    """Say why two mentions, one of which points at an event, are of two, "" where nothing says so.

    "The attack caused damage to houses" is told of every attack: two reports tell so of one on one day or
    the next, and if the one names a place or somebody, the other report does so too.
    """
    if not (a.points or b.points):
        return ""  # most do not
    apart = gap(a.date, b.date)
    if (apart is None or apart <= _WEEK) and _word_for_word(a, b):
        return ""
    if apart is not None and apart > _DAYS:
        return f"the words fit any event, and they are {ceil(apart)} days apart"
    if a.points and b.points:
        parted = bool(a.scene and b.scene) and not any_shared(a.scene, b.scene)
        return "the words fit any event, and the reports name other places" if parted else ""
    pointing, telling = (a, b) if a.points else (b, a)
    named = [one for one in telling.names if one[:1] != "@"]
    if not named or any(same_name(one, other) for one in named for other in pointing.around):
        return ""
    return "the words of one fit any event, and its report has no name of the other"


def _word_for_word(a: Statement, b: Statement) -> bool:
    """Whether two mentions say the same in so many words that the one was copied."""
    words = [word.low for word in a.content.words]
    return len(words) >= _COPIED and words == [word.low for word in b.content.words]


def two_doers(a: Statement, b: Statement) -> str:
    """Say that two mentions charge the two sides of a war with a deed, "" where they do not.

    "Rebels of using gas" and "the army used gas" are two charges; who denies "using gas" is charged himself.
    """
    if not (_charges(a) or _charges(b)) or {_side(a), _side(b)} != {"state", "armed"}:
        return ""
    return "one charges the state's side with it, one those who fight it"


def beside_names(a: Statement, b: Statement) -> float:
    """Return how much two mentions have in common but for names, from 0 to 1; 1 where that tells little.

    Articles on one matter repeat its names: "next week there are contests in Ford and Velm", "she lost in
    Velm and Ford". Here all words weigh the same, and what one of the two writes small is no name: headlines
    have capitals throughout. Of two words beside names the one may well be put otherwise.
    """
    small = _small(a), _small(b)
    names = (a.names | b.names).difference(*small)
    # What began with an event is told with anything that came later.
    since = "since" in a.content.lows and "since" in b.content.lows
    left, right = (_telling(_main(item) if since else item.stems, names) for item in (a, b))
    if left.isdisjoint(small[0]) or right.isdisjoint(small[1]):
        return 1.0
    shared = sum(akin(one, right) for one in left)
    fewest = min(len(left), len(right))
    if shared and fewest < _FEWEST:
        return 1.0
    return DICE * min(1.0, 2 * shared / (len(left) + len(right))) + CONTAINMENT * min(1.0, shared / fewest)


def _main(item: Statement) -> frozenset[str]:
    """Return the stems of a mention up to "since"; all of them where it begins so."""
    lows = [word.low for word in item.content.words]
    return (
        item.stems.intersection([word.stem for word in item.content.words[: lows.index("since")]])
        or item.stems
    )


def _small(item: Statement) -> frozenset[str]:
    """Return the stems of words that a mention writes without a capital."""
    return frozenset([word.stem for word in item.content.words if not word.capital])


def _telling(stems: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    """Return those of a mention's stems that are no names, nor those of nations."""
    return frozenset([stem for stem in stems - names if stem[:1] not in "@^"])


def rivals(a: Statement, b: Statement) -> tuple[str, str] | None:
    """Return what two speakers begin with, where neither tells of the other's and no figure agrees.

    "Scouts crossed the river" and "Deserters crossed the river" are two claims; "Forty people
    died in the raid" and "A raid killed forty" are one.
    """
    figures = b.content.figures
    if any(agree(one, other) for one in a.content.figures for other in figures if comparable(one, other)):
        return None
    leads = []
    for one, other in ((a, b), (b, a)):
        if one.content.words and one.content.words[0].low in lexicon("pronoun"):
            return None  # whoever "it" is, the next word is not
        lead = next((word for word in one.content.words if word.stem in one.stems), None)
        if lead is None or lead.stem in one.names or akin(lead.stem, other.stems):
            return None
        leads.append(lead.text)
    return leads[0], leads[1]


def _charges(item: Statement) -> bool:
    """Whether a mention charges somebody with a deed ("rebels of using gas"), or its speaker denies one."""
    lows = [word.low for word in item.content.words[:_CHARGE]]
    charged = any(one in _CHARGED and other.endswith(_GERUND) for one, other in pairwise(lows))
    return charged or _denied_by_speaker(item)


def _denied_by_speaker(item: Statement) -> bool:
    """Whether a speaker denies having done what is told without a doer ("using gas")."""
    return bool(item.denials) and item.speaker is not None and item.content.words[0].low.endswith(_GERUND)


def _side(item: Statement) -> str:
    """Return whose deed a mention tells: "state", "armed" or "" where it names neither or both."""
    if _denied_by_speaker(item) and item.speaker is not None:
        return _side_of(fold(f"{item.speaker.name} {item.speaker.entity}").split())
    words = item.content.words
    first = _side_of([word.low for word in words if not word.common][:_DOER])
    return first if first == _side_of([word.low for word in words]) else ""


def _side_of(lows: Sequence[str]) -> str:
    found = [side for side in ("state", "armed") if not _words(side).isdisjoint(lows)]
    return found[0] if len(found) == 1 else ""


@cache
def _words(side: str) -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["doer"][side])


__all__ = ["beside_names", "rivals", "two_doers", "two_events"]
