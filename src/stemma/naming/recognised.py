"""What the recogniser takes for persons and bodies, as far as the words of its runs bear it out."""

import re
from collections.abc import Iterator
from functools import lru_cache

from stemma.names.keys import national
from stemma.names.normal import whole_nation, word_set
from stemma.naming.lists import Lists, body_words, listed
from stemma.naming.marks import is_title
from stemma.naming.persons import person_in
from stemma.records import NameKind, Token

ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z&.-]{1,7}s?$")
# "S-300", "F-16", "M4", "RS-28": weapons, roads and vehicles.
_TYPE = re.compile(r"[A-Za-z]{1,4}-?\d+\w*$")
_MARKS = frozenset("\"'\u2018\u2019\u201c\u201d`-\u2013\u2014.,;:()[]") | {"'s", "\u2019s", "''", "``"}
_BEFORE = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "and"})
_PAIR = 2
_LINKS = frozenset({"of", "for", "and", "on", "in", "to", "&"})
_JOINED = frozenset({"al", "el", "de", "van", "von", "bin", "ibn", "abu"})
_WHO = frozenset({"PERSON", "ORG"})
_RUNS = 16_384  # runs whose words were judged, kept: names come again and again
_SLANTS = ("pro-", "anti-")
_WHOLE, _SINGLE, _OF_BODY = 0.8, 0.6, 0.7  # scores of a person's whole name, of one word of it, of a body's

Words = tuple[str, ...]


def recognised(tokens: tuple[Token, ...], lists: Lists) -> Iterator[tuple[int, int, NameKind, str, float]]:
    """Yield the names of a sentence that the recogniser marks: tokens, kind, rule and score."""
    for start, stop, label in _runs(tokens):
        first, end = _with_hyphens(tokens, start, stop)
        words = tuple([token.text for token in tokens[first:end]])
        parts = tuple([token.pos for token in tokens[first:end]])
        low, high, kind, score = _judged(words, parts, label, first == 0, lists)
        if kind is not None and not (kind == "person" and _is_there(tokens, first + low, first + high)):
            yield first + low, first + high, kind, "recogniser", score


def _runs(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    for start in [at for at, token in enumerate(tokens) if token.entity_start]:
        label, end = tokens[start].entity, start + 1
        if label not in _WHO:
            continue
        while end < len(tokens) and tokens[end].entity == label and not tokens[end].entity_start:
            end += 1
        yield start, end, label


def _with_hyphens(tokens: tuple[Token, ...], first: int, end: int) -> tuple[int, int]:
    """Return a run with the halves that hyphens hold to it: "Sami al | -Kelm"."""
    while end + 1 < len(tokens) and tokens[end].text == "-" and _hyphen(tokens, end):
        if not tokens[end + 1].text[:1].isupper():
            break
        end += 2
    while first > 1 and tokens[first - 1].text == "-" and _hyphen(tokens, first - 1):
        first -= 2
    return first, end


def _hyphen(tokens: tuple[Token, ...], at: int) -> bool:
    """Say whether a hyphen has a word close before and after it."""
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start


@lru_cache(maxsize=_RUNS)
def _judged(
    words: Words,
    parts: Words,
    label: str,
    opens: bool,  # noqa: FBT001  what is kept is asked for by place
    lists: Lists,
) -> tuple[int, int, NameKind | None, float]:
    """Return where in a run a name is, of what kind and how sure; no kind for a run that is no name."""
    first, end = _without_things(words, *_trimmed(words, 0, len(words)))
    nothing = (first, end, None, 0.0)
    if first >= end or words[first].lower() in listed("openers") or words[first].lower() in listed("sites"):
        return nothing
    person = person_in(words, parts, first, end, label)
    if person is not None:
        return *person, "person", _WHOLE if person[1] - person[0] > 1 else _SINGLE
    if not _may_be_body(words[first:end], parts[first], label, opens=opens and not first):
        return nothing
    return first, end, lists.of_body(" ".join(words[first:end])), _OF_BODY


def _trimmed(words: Words, first: int, end: int) -> tuple[int, int]:
    """Return a run without articles before it and marks around it."""
    while first < end and _at_edge(words[first]):
        first += 1
    while first < end and (_at_edge(words[end - 1]) or words[end - 1].isdigit()):
        end -= 1
    return first, end


def _at_edge(word: str) -> bool:
    return word in _MARKS or word.lower() in _BEFORE or not any(map(str.isalpha, word))


def _without_things(words: Words, first: int, end: int) -> tuple[int, int]:
    """Return a run without what is no body's behind it, and without a people's name before an acronym."""
    while end - first > 1 and _ends_no_name(words[end - 1]):
        end -= 1
    if "(" in words[first:end] and ")" not in words[first:end]:
        end = words.index("(", first, end)
    for at in range(end - 2, first, -1):
        if words[at] == "the" and words[at - 1].lower() not in _LINKS:
            first = at + 1
            break
    while end - first > 1 and words[first].isalpha() and words[first].islower():
        if words[first] in _JOINED:
            break
        first += 1
    if end - first == _PAIR and ACRONYM.match(words[end - 1]) and national(words[first]):
        first += 1
    return first, end


def _ends_no_name(word: str) -> bool:
    return word.lower().rstrip(".") in listed("things") or is_title(word)


def _may_be_body(words: Words, part: str, label: str, *, opens: bool) -> bool:
    """Say whether a run may be a body's name: it has a capital, and not only words that are no body's."""
    whole = "".join(words)
    if whole.lower().startswith(_SLANTS) or _TYPE.match(whole) or "/" in whole:
        return False
    plain = [word.lower().strip(".") for word in words if word[:1].isalnum()]
    capital = any(word[:1].isupper() or not word.isascii() for word in words)
    if not (plain and capital) or plain[0] in listed("openers") or plain[-1] in listed("things"):
        return False
    if all(word in listed("no_body") or word.isnumeric() for word in plain) or _of_nations(words):
        return False
    if label == "PERSON":
        return not body_words().isdisjoint(plain) or bool(ACRONYM.match(words[0]))
    if len(words) == 1 and not ACRONYM.match(words[0]):
        common = part not in ("PROPN", "X") and (opens or words[0].islower())
        return not common and plain[0] not in word_set("title")
    return True


def _of_nations(words: Words) -> bool:
    """Say whether words are a nation's name, or nations' names one after the other."""
    told = [bool(national(word)) for word in words]
    if all(told) or sum(told[:_PAIR]) == _PAIR:
        return True
    return bool(whole_nation(list(words)))


def _is_there(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    """Say whether what looks like a person is where something is: "in al-Norla", "the al-Norla district"."""
    if tokens[first].text.lower() in listed("at_places"):
        return True
    before = tokens[first - 1].text.lower() if first else ""
    after = tokens[end].text.lower() if end < len(tokens) else ""
    return before in listed("at_places") or after in listed("at_sites")
