"""How strongly a mention ties one thing to another: "linked to", "may cause", "causes"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from stemma.collation.differing.base import Difference, Side, told_in
from stemma.collation.statements import Content
from stemma.collation.words import Word, stem
from stemma.records import Words
from stemma.resources import load_toml

# The steps of the scale.
_TIED, _PERHAPS, _CAUSED = 1, 2, 3
# Words before a word of causing within which "may" or "could" is its own, and before any cue a denial.
_REACH = 8
_DENIED = 4
_BREAKS = frozenset(",;:()")

_Found = tuple[int, int]


class Tie(Struct, frozen=True):
    """A step of the scale, and the word positions of what tells it."""

    step: int
    start: int
    end: int


def tie_differences(a: Side, b: Side, *, one_matter: bool = False) -> Iterator[Difference]:
    """Yield one difference where both mentions tie things, and one of them ties them faster.

    Args:
        a: the earlier mention.
        b: the later one.
        one_matter: whether the two are known to tie the same things. Otherwise each must tell something of
            what the other tells, and none of the words that the other ties it with.
    """
    one, other = tie_of(a.statement.content), tie_of(b.statement.content)
    if one is None or other is None or one.step == other.step:
        return
    if not one_matter and not (_ties_what(a, one, b, other) and _ties_what(b, other, a, one)):
        return
    yield Difference(
        "modality_strengthened" if other.step > one.step else "modality_weakened",
        _shown(a, one),
        _shown(b, other),
        0.7,
    )


def _ties_what(side: Side, tie: Tie, other: Side, rival: Tie) -> bool:
    """Whether one mention's cue is its own, and something that it ties is told in the other mention.

    Where the other mention has the cue's words too, one of them only tells more than the other, and its
    tie is another one: "a more than month-long siege that has caused ..." and the same without "than".
    """
    words = side.statement.words
    if _tells(other, _telling(words, tie, rival)) or not _in_one_clause(side, tie):
        return False
    beside = [*words[: tie.start], *words[tie.end :]]
    return any(told_in([word.stem], other.statement) for word in beside if not word.common)


def _telling(words: Sequence[Word], tie: Tie, rival: Tie) -> list[Word]:
    """Return the words of a cue that the other mention must not have, none where it must have them."""
    if {tie.step, rival.step} == {_PERHAPS, _CAUSED}:  # "may cause", "causes"
        return [words[tie.start]] if tie.step == _PERHAPS else []
    if tie.step == _PERHAPS:
        return [words[tie.start], words[tie.end - 1]]
    cue = words[tie.start : tie.end]
    return [word for word in cue if not word.common] or [*cue]


def _tells(side: Side, cue: Sequence[Word]) -> bool:
    stems = {word.stem for word in side.statement.words}
    return bool(cue) and all(word.stem in stems for word in cue)


def _in_one_clause(side: Side, tie: Tie) -> bool:
    """Whether "may" and what it may bring about stand in one clause: not "than expected, helps"."""
    words = side.statement.words
    between = side.report.text[words[tie.start].start : words[tie.end - 1].end]
    return not _BREAKS & set(between)


def _shown(side: Side, tie: Tie) -> Words:
    words = side.statement.words
    return side.words(words[tie.start].start, words[tie.end - 1].end)


@lru_cache(maxsize=2048)  # contents, which a claim's pairs bring again
def tie_of(content: Content) -> Tie | None:
    """Return how strongly a content ties one thing to another; None where it does not, or denies it.

    A word of mere company counts before all others, unless one of causing with "may" comes first; then a
    comparison before a plain cause, since what is compared is measured and not brought about. What is only
    measured against something ("than") counts behind a cause that is told before it.
    """
    words = content.words
    cues = _cues(words)
    causes = [_cause(cues, found) for found in cues["causing"]]
    tied, compared = cues["tied"][:1], cues["compared"][:1]
    perhaps = next((cause for cause in causes if cause.step == _PERHAPS), None)
    if perhaps is not None and not (tied and tied[0][0] < perhaps.start):
        return _standing(words, perhaps)
    if not tied and compared and causes and causes[0].start < compared[0][0]:
        compared = [] if words[compared[0][0]].low in _listed("measured", "words") else compared
    if tied or compared:
        return _standing(words, Tie(_TIED, *(tied or compared)[0]))
    if causes:
        return _standing(words, causes[0])
    return Tie(_PERHAPS, *cues["perhaps"][0]) if cues["perhaps"] else None


def _cause(cues: Mapping[str, Sequence[_Found]], found: _Found) -> Tie:
    """Return a word of causing as it stands: behind "may" and its like it is shown with that."""
    start, end = found
    before = [place for place, _ in cues["perhaps"] if 0 < start - place <= _REACH]
    return Tie(_PERHAPS, before[-1], end) if before else Tie(_CAUSED, start, end)


def _standing(words: Sequence[Word], tie: Tie) -> Tie | None:
    return None if _denied(words, tie.start) else tie


def _denied(words: Sequence[Word], place: int) -> bool:
    denials = _listed("denied", "words")
    return any(word.low in denials for word in words[max(0, place - _DENIED) : place])


def _cues(words: Sequence[Word]) -> dict[str, list[_Found]]:
    """Return the cues of each kind in reading order; a word belongs to one cue, the longest first."""
    found: dict[str, list[_Found]] = {"tied": [], "compared": [], "perhaps": [], "causing": []}
    place = 0
    while place < len(words):
        kind, size = _cue_at(words, place)
        if kind:
            found[kind].append((place, place + size))
        place += size
    return found


def _cue_at(words: Sequence[Word], place: int) -> tuple[str, int]:
    low = words[place].low
    for phrase, kind in _phrases().get(low, ()):
        if all(
            place + index < len(words) and words[place + index].low == part
            for index, part in enumerate(phrase)
        ):
            return ("", 1) if len(phrase) == 1 and _ties_nothing(words, place) else (kind, len(phrase))
    return ("causing", 1) if stem(low) in _causing() else ("", 1)


def _ties_nothing(words: Sequence[Word], place: int) -> bool:
    """Whether a word of company or comparison stands for none: "more than 30", "associated activity"."""
    low = words[place].low
    before = words[place - 1].low if place else ""
    behind = words[place + 1] if place + 1 < len(words) else None
    if low in _listed("tied", "alone"):
        return behind is not None and not behind.common
    if low != "than":
        return False
    number = behind is not None and (behind.low[:1].isdigit() or behind.low in _behind_than())
    return number or before in _listed("compared", "never_before")


@cache
def _behind_than() -> frozenset[str]:
    return frozenset(load_toml("collation", "lexicon.toml")["number"]) | _listed("compared", "never_behind")


@cache
def _listed(section: str, key: str) -> frozenset[str]:
    return frozenset(load_toml("collation", "ties.toml")[section][key])


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return phrases and their kinds by their first word, the longest first."""
    table = load_toml("collation", "ties.toml")
    listed = [
        (tuple(text.split()), kind)
        for kind in ("tied", "compared", "perhaps")
        for text in table[kind]["words"]
    ]
    listed += [(tuple(text.split()), "causing") for text in table["causing"]["phrases"]]
    listed.sort(key=lambda item: (-len(item[0]), item))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, kind in listed:
        found.setdefault(phrase[0], []).append((phrase, kind))
    return found


@cache
def _causing() -> frozenset[str]:
    table = load_toml("collation", "ties.toml")["causing"]
    # The stem of a short verb in -e is another one: "save", "saving".
    forms = [f"{verb[:-1]}ing" for verb in table["verbs"] if verb.endswith("e")]
    return frozenset(map(stem, [*table["verbs"], *forms, *table["nouns"]]))
