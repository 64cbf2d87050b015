"""Persons' names: what of a run is one, names behind titles, and words that may be a surname told before."""

from collections.abc import Iterator, Sequence

from stemma.names.keys import national
from stemma.naming.lists import body_words, listed
from stemma.naming.marks import is_title
from stemma.records import Token

_FULL = 2  # words of a name that a title in small letters goes before
_LONGEST = 5  # words of a person's name
_JOINED = frozenset({"al", "el", "bin", "ibn", "abu", "abdul", "de", "van", "von", "bint", "der", "la"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME"})
_LEADING = frozenset({"ADP", "ADV", "DET", "VERB", "AUX", "PRON", "SCONJ", "CCONJ"})  # "Near X"
_NOUNS = frozenset({"PROPN", "X", "NOUN"})
_PEOPLES = ("ian", "ish", "ese")
_SHORTEST = 3  # letters of a surname


def person_in(
    words: tuple[str, ...], parts: tuple[str, ...], first: int, end: int, label: str
) -> tuple[int, int] | None:
    """Return the person's name in a run that the recogniser has marked, without titles; None for none.

    Args:
        words: the run's.
        parts: their parts of speech.
        first: where in the run a name may begin.
        end: where it ends.
        label: what the recogniser takes it for.
    """
    start = first
    while start < end and parts[start] in _LEADING:
        start += 1
    untitled = start
    while start < end and is_title(words[start]):
        start += 1
    if start == end or end - start > _LONGEST or not (label == "PERSON" or start > untitled):
        return None
    return (start, end) if _is_person(words[start:end], parts[start]) else None


def _is_person(words: tuple[str, ...], part: str) -> bool:
    """Say whether words are a person's name: capitals but for small words between, and no body's words."""
    plain = [word.lower() for word in words]
    whole = "".join(words)
    if not body_words().isdisjoint(plain) or any(letter.isdigit() for letter in whole):
        return False
    if whole.endswith("-") or len(whole) < _SHORTEST:
        return False
    if not words[0][:1].isupper() and plain[0] not in _JOINED:
        return False
    if any(word.islower() and word.isalpha() and word.isascii() and word not in _JOINED for word in words):
        return False
    of_people = words[-1].endswith(_PEOPLES) and bool(national(words[-1]))
    if of_people or plain[0] in listed("no_person") or plain[-1] in listed("no_person"):
        return False
    return len(words) > 1 or not (words[0].isupper() or national(words[0]) or part not in _NOUNS)


def behind_titles(tokens: tuple[Token, ...], titles: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the names behind titles ("President X", "Gen. Y Z"); behind small letters only whole ones."""
    free = 0
    for first in [at + 1 for at in titles]:
        if first < free or first >= len(tokens) or is_title(tokens[first].text):
            continue
        least = 1 if tokens[first - 1].text[:1].isupper() else _FULL
        end = first
        while (
            end < len(tokens)
            and end - first < _LONGEST
            and (
                _of_a_person(tokens[end])
                or (
                    end > first
                    and tokens[end].text in _JOINED
                    and _of_a_person(tokens[min(end + 1, len(tokens) - 1)])
                )
            )
        ):
            end += 1
        if end - first >= least:
            yield first, end
        free = end


def _of_a_person(token: Token) -> bool:
    word = token.text
    return (
        token.pos == "PROPN" and token.entity not in _PLACES and word[:1].isupper() and not word.isupper()
        and word.replace("-", "").isalpha() and word.lower() not in body_words()
        and word.lower() not in listed("no_person")
    )  # fmt: skip


def surname_like(token: Token) -> bool:
    """Say whether a token may be a surname or an acronym that was told before."""
    word = token.text
    return len(word) >= _SHORTEST and word[0].isupper() and token.pos in ("PROPN", "NOUN", "X", "ADJ")
