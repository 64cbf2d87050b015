"""Who or what bears a name that a place has too: a ship, a missile, an operation, a club, a person."""

from collections.abc import Sequence

from stemma.places.gazetteer import Entry
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.nearby import is_metonym, is_placed, past_list, singular
from stemma.places.review import WELL_KNOWN
from stemma.records import Token

_QUOTES = frozenset({'"', "'", "\u201c", "\u2018", "\u00ab", "``"})
# Kinds of entries that a person's name is hardly ever taken for.
_SETTLED = frozenset({"settlement", "county"})
# "X, 34," and "X, a Ruritanian": the tokens behind a name that are read.
_BEHIND = 3
# So many words of a list are read up to the noun at its end.
_LISTED = 6


def is_borne(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a ship, a missile, an operation or a club bears the name at ``first``.

    The noun stands right before it, maybe with a quotation mark between ("the warship X", "Operation X").
    """
    before = first - 1
    if before > 0 and tokens[before].text in _QUOTES:
        before -= 1
    return before >= 0 and tokens[before].text.lower() in lexicon().bearers


def is_of_fighters(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a noun of fighters stands behind a name: an unknown one is then a group's."""
    if last == len(tokens):
        return False
    word = tokens[last].text.lower()
    return word in lexicon().fighters or singular(word) in lexicon().fighters


def is_of_people(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a noun of peoples stands behind a name, or behind a list ("the X and Y tribes")."""
    end = past_list(tokens, last, min(len(tokens), last + _LISTED))
    return end < len(tokens) and tokens[end].text in lexicon().peoples


def is_persons(mention: Mention, entries: Sequence[Entry]) -> bool:
    """Tell whether the words around a small town's name make it a person's ("X, 34,").

    What says something is a person where the name is only another spelling of a town's.

    Args:
        mention: the name.
        entries: the places that bear it.
    """
    if any(e.kind not in _SETTLED or (e.main and e.population >= WELL_KNOWN) for e in entries):
        return False
    tokens, last = mention.sentence.tokens, mention.last
    if mention.feature or is_placed(mention):
        return False
    other = bool(entries) and not any(e.main for e in entries)
    return (other and is_metonym(tokens, last - 1)) or _is_described(tokens, last)


def _is_described(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether an age, or who someone is, stands after a name and a comma."""
    behind = tokens[last : last + _BEHIND]
    if len(behind) < _BEHIND or behind[0].text != ",":
        return False
    aged = behind[1].text.isdigit() and behind[2].text == ","
    return aged or (behind[1].text in {"a", "an"} and behind[2].entity == "NORP" and behind[2].pos != "ADJ")
