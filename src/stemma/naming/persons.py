"""Persons' names: what of a run is one, names behind titles, and words that may be a surname told before."""

from collections.abc import Iterator

from stemma.naming.lists import body_words, listed
from stemma.names.normal import nation_of, word_set
from stemma.records import Token

_FULL = 2  # words of a name that a title in small letters goes before
_LONGEST = 5  # words of a person's name
_JOINED = frozenset({"al", "el", "bin", "ibn", "abu", "abdul", "de", "van", "von", "bint", "der", "la"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME"})
_LEADING = frozenset({"ADP", "ADV", "DET", "VERB", "AUX", "PRON", "SCONJ", "CCONJ"})  # "Near X"
_SHORTEST = 3  # letters of a surname


def person_in(tokens: tuple[Token, ...], first: int, end: int, label: str) -> tuple[int, int] | None:
    """Return the person's name in a run that the recogniser has marked, without titles; None for none."""
    start = first
    while start < end and tokens[start].pos in _LEADING:
        start += 1
    untitled = start
    while start < end and _is_title(tokens[start]):
        start += 1
    titled = start > untitled
    if start == end or end - start > _LONGEST or not (label == "PERSON" or titled):
        return None
    words = [token.text for token in tokens[start:end]]
    plain = [word.lower() for word in words]
    if not body_words().isdisjoint(plain) or any(any(c.isdigit() for c in word) for word in words):
        return None
    if words[-1].endswith("-") or len("".join(words)) < _SHORTEST:
        return None
    if not words[0][:1].isupper() and plain[0] not in _JOINED:
        return None
    if any(word.islower() and word not in _JOINED and word.isascii() for word in words if word.isalpha()):
        return None
    if len(words) == 1:
        if words[0].isupper() or plain[0] in listed("no_person") or nation_of(words[0]):
            return None
        return None if tokens[start].pos not in ("PROPN", "X", "NOUN") else (start, end)
    return None if plain[-1] in listed("no_person") or plain[0] in listed("no_person") else (start, end)


def _is_title(token: Token) -> bool:
    word = token.text.lower().rstrip(".")
    return word in word_set("title") or word in listed("ranks")


def behind_titles(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Yield the names behind titles that are written with a capital ("President X", "Gen. Y Z")."""
    at = 0
    while at < len(tokens) - 1:
        if not _is_title(tokens[at]):
            at += 1
            continue
        least = 1 if tokens[at].text[:1].isupper() else _FULL
        first = at + 1
        while first < len(tokens) and _is_title(tokens[first]):
            first += 1
        end = first
        while end < len(tokens) and end - first < _LONGEST and (
            _of_a_person(tokens[end])
            or (end > first and tokens[end].text in _JOINED and _of_a_person(tokens[min(end + 1, len(tokens) - 1)]))
        ):
            end += 1
        if end - first >= least:
            yield first, end
        at = max(end, at + 1)


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
