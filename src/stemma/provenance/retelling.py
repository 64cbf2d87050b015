"""Whose word a report's own words tell again, where the report has what they tell from somebody."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from stemma.names import fold, same_house
from stemma.provenance.standing import Standing
from stemma.records import Layer

# Dice of the words of two tellings of one report from which the one tells the other again.
_ALIKE = 0.5
# Of the shorter of two contents, how much both must have in common to be one stretch of text read twice.
_SAME_PLACE = 0.8
# Words that no two sources use alike by chance, and Dice of the words of a telling and its repetition.
_A_SENTENCE = 6
_AGAIN = 0.9
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"\u201c\u00ab]([^\"\u201c\u201d\u00ab\u00bb]+)[\"\u201d\u00bb]")
# Words by which an unnamed source is described, rather than only called.
_DESCRIBED = 3


def homes(standings: Sequence[Standing], own: Collection[str]) -> dict[str, str]:
    """Return for each mention in a report's own words the mention with a source that it tells again.

    A report that has a toll from the governor and from the rebels tells it in its headline and between
    the two in its own words. These rest on one of them: whose telling is most like theirs, else whose
    stands next to them, the one before rather than the one behind. Held for the word of both, they would
    make one origin of two.

    Args:
        standings: a claim's mentions.
        own: those in reports' own words, by id (`is_own`).

    Returns:
        Ids of mentions by ids of mentions in own words; those whose report names no source are left out.
    """
    reports: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        reports[one.mention.report].append(one)
    return {again: home for told in reports.values() for again, home in _within(told, own)}


def _within(told: Sequence[Standing], own: Collection[str]) -> Iterator[tuple[str, str]]:
    sourced = [one for one in told if one.mention.id not in own]
    for one in told:
        if sourced and one.mention.id in own:
            likely = [other for other in sourced if _denies(other) == _denies(one)] or sourced
            yield one.mention.id, max(likely, key=partial(_nearness, one)).mention.id


def is_own(one: Standing) -> bool:
    """Whether a mention stands in its report's own words, and nothing says that the reporter saw it."""
    return one.speaker is None and not cited(one) and one.mention.stance != "observe"


def cited(one: Standing) -> list[str]:
    """Return the media that the words beside a mention cite."""
    return [name for name in one.media if name not in one.credited]


def common_house(a: Standing, b: Standing) -> str:
    """Return a house that is cited in both mentions, "" if there is none."""
    return next((one for one in cited(a) for other in cited(b) if same_house(one, other)), "")


def _nearness(own: Standing, other: Standing) -> tuple[bool, int, bool, str]:
    apart = own.mention.sentence - other.mention.sentence
    return _alike(own, other), -abs(apart), apart >= 0, other.mention.id


def _alike(a: Standing, b: Standing) -> bool:
    one, other = (frozenset(fold(each.mention.content.text).split()) for each in (a, b))
    return 2 * len(one & other) >= _ALIKE * (len(one) + len(other))


def one_place(a: Standing, b: Standing) -> bool:
    """Whether two mentions of a report have nearly the same stretch of it as their content."""
    one, other = (_letters(each) for each in (a, b))
    return len(one & other) >= _SAME_PLACE * min(len(one), len(other))


def repeats(a: Standing, b: Standing) -> bool:
    """Whether a report tells the same again in the same words: a headline or a lead that stands twice."""
    one, other = (_words(each.mention.content.text) for each in (a, b))
    short = min(len(one), len(other))
    return short >= _A_SENTENCE and 2 * len(set(one) & set(other)) >= _AGAIN * (
        len(set(one)) + len(set(other))
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


@lru_cache(maxsize=16_384)
def quotations(text: str) -> frozenset[str]:
    """Return the quotations in a text that are long enough to be known again, as folded words."""
    found = (_words(part) for part in _QUOTED.findall(text))
    return frozenset(" ".join(words) for words in found if len(words) >= _A_SENTENCE)


def _letters(one: Standing) -> frozenset[int]:
    return frozenset(at for span in one.mention.content.spans for at in range(span.start, span.end))


def comes_back(a: Standing, b: Standing) -> bool:
    """Whether a report comes back to an unnamed source: "a local source" is "the source" later on.

    So it is where it tells the same again in like words, as leads do, of one who is described the same in
    several words ("an undisclosed opposition source"); "a guard" and "a guard" may be two.
    """
    one, other = a.speaker, b.speaker
    if one is None or other is None or fold(_called(one)) != fold(_called(other)):
        return False
    definite = any(layer.name.casefold().startswith("the ") for layer in (one, other))
    described = len(_called(one).split()) >= _DESCRIBED and _alike(a, b)
    return described or (definite and one.name != other.name)


def _called(layer: Layer) -> str:
    words = layer.known_as.split()
    return " ".join(words[1:] if words[:1] and words[0].casefold() in _ARTICLES else words)


_ARTICLES = frozenset({"a", "an", "the"})


def in_headline(one: Standing) -> bool:
    """Whether a mention stands in a headline, also one that a text runs on from without a mark."""
    return one.mention.block == "headline" or one.mention.rule == "glued headline"


def _denies(one: Standing) -> bool:
    return one.mention.stance == "deny"


def rests_on(a: Standing, b: Standing, home: Mapping[str, str]) -> bool:
    """Whether of two mentions of a report, at least one in own words, both rest on one source."""
    one, other = a.mention.id, b.mention.id
    return home.get(one, one if other in home else "") == home.get(other, other if one in home else "")


__all__ = [
    "cited",
    "comes_back",
    "common_house",
    "homes",
    "in_headline",
    "is_own",
    "one_place",
    "quotations",
    "repeats",
    "rests_on",
]
