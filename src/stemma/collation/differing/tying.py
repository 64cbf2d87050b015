"""How strongly a mention ties one thing to another: "linked to", "may cause", "causes"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from stemma.collation.differing.base import Difference, Side, context, told_in
from stemma.collation.statements import Content
from stemma.collation.words import Word, stem
from stemma.records import Words
from stemma.resources import load_toml

# The steps of the scale.
_TIED, _PERHAPS, _CAUSED = 1, 2, 3
# Words before a word of causing within which "may" or "could" is its own, and before any cue a denial.
_REACH = 8
_DENIED = 4

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
        one_matter: whether the two are known to tie the same things. Otherwise they are only compared where
            what stands before and behind each cue is told in the other mention.
    """
    one, other = tie_of(a.statement.content), tie_of(b.statement.content)
    if one is None or other is None or one.step == other.step:
        return
    if not one_matter and not (_ties_what(a, one, b) and _ties_what(b, other, a)):
        return
    yield Difference(
        "modality_strengthened" if other.step > one.step else "modality_weakened",
        _shown(a, one),
        _shown(b, other),
        0.7,
    )


def _ties_what(side: Side, tie: Tie, other: Side) -> bool:
    """Whether what one mention ties is told in the other, on both sides of the cue."""
    around = context(side.statement.words, tie.start, tie.end)
    return all(stems and told_in(stems, other.statement) for stems in around)


def _shown(side: Side, tie: Tie) -> Words:
    words = side.statement.words
    return side.words(words[tie.start].start, words[tie.end - 1].end)


@lru_cache(maxsize=2048)  # contents, which a claim's pairs bring again
def tie_of(content: Content) -> Tie | None:
    """Return how strongly a content ties one thing to another; None where it does not, or denies it.

    A word of mere company counts before all others, unless one of causing with "may" comes first; then a
    comparison before a plain cause, since what is compared is measured and not brought about.
    """
    words = content.words
    cues = _cues(words)
    causes = [_cause(cues, found) for found in cues["causing"]]
    tied, compared = cues["tied"][:1], cues["compared"][:1]
    perhaps = next((cause for cause in causes if cause.step == _PERHAPS), None)
    if perhaps is not None and not (tied and tied[0][0] < perhaps.start):
        return _standing(words, perhaps)
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
    denials = load_toml("collation", "ties.toml")["denied"]["words"]
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
            return kind, len(phrase)
    return ("causing", 1) if stem(low) in _causing() else ("", 1)


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
    return frozenset(map(stem, [*table["verbs"], *table["nouns"]]))
