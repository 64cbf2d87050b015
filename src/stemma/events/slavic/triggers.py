"""The words of a Russian or Ukrainian sentence that report events, and what each of them is."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.lexicon import Code, codes
from stemma.events.slavic.lexicon import Pattern, patterns, unnamed, weapons, word_set
from stemma.events.slavic.line import Line

# A weapon farther away than this, in words, belongs to something else.
_WEAPON_REACH = 14
_GENERAL = frozenset({"strike", "fire", "blast", "assault", "ied", "attack"})
_PROTESTS = frozenset({"peaceful_protest", "protest_intervention", "violent_demonstration"})
_LOSING = frozenset({"attack", "assault"})


class Hit(Struct, frozen=True):
    """A trigger: its word, the pattern that it fits, its code, and the word of the weapon beside it.

    ``general`` says that the code was only the likeliest of a general word.
    """

    at: int
    pattern: Pattern
    code: Code
    weapon: int | None
    general: bool

    @property
    def verbal(self) -> bool:
        """Whether the trigger is a verb."""
        return self.pattern.verbal


def hits_of(line: Line) -> list[Hit]:
    """Return the triggers of a sentence, each with its code; one of several that tell one act."""
    found = []
    for at, word in enumerate(line.words):
        pattern = _pattern(line, at)
        if pattern is not None and not (pattern.verbal and word.full and not _predicate(line, at)):
            found.append(_coded(line, at, pattern))
    return _at_protests(line, _one_of_each(line, _without_weak(found)))


def _pattern(line: Line, at: int) -> Pattern | None:
    word = line.words[at]
    for key in sorted(word.keys):
        for pattern in patterns().get(key, ()):
            verb = word.pos in ("VERB", "AUX") or word.short
            if pattern.verbal != verb or (not verb and word.pos not in ("NOUN", "PROPN", "X")):
                continue
            if pattern.active and not word.finite:
                continue
            near = line.clause(at) if pattern.beside or pattern.unless else ()
            if pattern.beside and not _beside(line, near, at, pattern.beside):
                continue
            if not any(other != at and line.has(other, pattern.unless) for other in near):
                return pattern
    return None


def _beside(line: Line, near: Iterable[int], at: int, words: frozenset[str]) -> bool:
    return any(other != at and line.has(other, words) for other in near)


def _predicate(line: Line, at: int) -> bool:
    """Say whether a full participle says something new: "the troops that shelled", after its noun."""
    return at > 0 and line.words[at - 1].text == ","


def _coded(line: Line, at: int, pattern: Pattern) -> Hit:
    weapon = _weapon(line, at) if pattern.code in _GENERAL | {"shelling"} else None
    table = codes()
    if weapon is not None and pattern.code in _GENERAL:
        key = next(weapons()[one] for one in sorted(line.words[weapon].keys) if one in weapons())
        return Hit(at, pattern, table[key], weapon, general=False)
    general = pattern.code in unnamed() or pattern.code in _LOSING
    return Hit(at, pattern, table[unnamed().get(pattern.code, pattern.code)], weapon, general=general)


def _weapon(line: Line, at: int) -> int | None:
    """Return the weapon nearest to a trigger in its clause, then in its sentence."""
    table = weapons()
    named = [
        other
        for other, word in enumerate(line.words)
        if other != at and not word.keys.isdisjoint(table) and abs(other - at) <= _WEAPON_REACH
    ]
    here = [other for other in named if line.apart(at, other) == 0]
    # "Mine" and "bomb" alone say less than what threw them.
    told = here or [other for other in named if line.apart(at, other) == 1]
    return min(told, key=lambda other: (abs(other - at), other), default=None)


def _without_weak(found: list[Hit]) -> list[Hit]:
    strong = [hit for hit in found if not hit.pattern.weak]
    return strong or found


def _one_of_each(line: Line, found: list[Hit]) -> list[Hit]:
    """Keep one trigger of each act: of two of one family in a clause or beside each other, the clearer."""
    kept: list[Hit] = []
    for hit in found:
        same = next((one for one in kept if _one_act(line, one, hit)), None)
        if same is None:
            kept.append(hit)
        elif _clearer(hit, same):
            kept[kept.index(same)] = hit
    return kept


def _one_act(line: Line, one: Hit, other: Hit) -> bool:
    if one.code.family != other.code.family:
        return False
    return line.apart(one.at, other.at) == 0 or (
        line.apart(one.at, other.at) == 1 and one.general != other.general
    )


def _clearer(hit: Hit, other: Hit) -> bool:
    return (other.general, hit.code.rank) > (hit.general, other.code.rank)


def _at_protests(line: Line, found: list[Hit]) -> list[Hit]:
    """Give arrests at a protest the protest's code: ACLED counts them as one event."""
    protest = [hit for hit in found if hit.code.key in _PROTESTS]
    marchers = any(line.has(at, word_set("marchers")) for at in range(len(line.words)))
    arrests = [hit for hit in found if hit.code.key == "arrests"]
    if not arrests or not (protest or marchers):
        return found
    code = codes()["protest_intervention"]
    kept = [hit for hit in found if hit not in protest or hit.code.key == "violent_demonstration"]
    return [replace(hit, code=code) if hit in arrests else hit for hit in kept]
