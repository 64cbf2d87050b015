"""Bodies' names by their words: known groups, arms of a state, and runs with a word that bodies have."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stemma.names.normal import nation_reach, nations_in
from stemma.naming.lists import Lists, body_words, listed
from stemma.naming.marks import is_title
from stemma.records import NameKind, Token

Tokens = tuple[Token, ...]

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")  # "the 17th Division"
_LONGEST = 7  # tokens of a known group's name
_MOST = 12  # tokens of a body's name; half as many where no small word stands between them
_PAIR = 2  # words of a body's name
_REACH = 5  # tokens between a nation and the noun that makes a body of it
_LINKS = frozenset({"of", "for", "and", "the", "&", "on", "in"})
_OPENING = frozenset({"of", "for"})  # what follows a body's noun that opens its name
_WHOSE = frozenset({"'s", "\u2019s", "'", "\u2019"})
_TIMED = frozenset({"DATE", "TIME", "CARDINAL"})
_NAMES = frozenset({"PROPN", "ADJ", "NOUN"})
_WORDS = frozenset({"IS", "WHO", "AU"})  # names of groups that are words, where all is in capitals


def known_groups(
    tokens: Tokens, caps: Sequence[int], lists: Lists, *, heading: bool
) -> Iterator[tuple[int, int, NameKind]]:
    """Yield the names of groups that the lists have; in headings no short ones, which are words in capitals.

    Args:
        tokens: the sentence's.
        caps: those that may begin a name.
        lists: what is known of names.
        heading: whether capitals tell no names there.
    """
    free = 0
    for at in caps:
        word = tokens[at].text
        if at < free or (word not in lists.beginnings and "\u2019" not in word):
            continue
        size, kind = _longest(tokens, at, lists)
        if kind is not None and not (heading and size == 1 and word in _WORDS):
            yield at, at + size, kind
            free = at + size


def _longest(tokens: Tokens, start: int, lists: Lists) -> tuple[int, NameKind | None]:
    best, kind, text, end = 0, None, "", tokens[start].start
    for count, token in enumerate(tokens[start : start + _LONGEST], start=1):
        text += ("" if token.start == end else " ") + token.text.replace("\u2019", "'")
        if text not in lists.beginnings:
            break
        end = token.end
        found = lists.group(text)
        if found is not None:
            best, kind = count, found
    return best, kind


def state_bodies(tokens: Tokens, caps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the bodies that are named by their nation: "the Ruritanian police", "Ruritania's army"."""
    free = 0
    for first in caps:
        reach = 0 if first < free else nation_reach(tokens[first].text)
        size = _nation(tuple([token.text for token in tokens[first : first + reach]])) if reach else 0
        if not size:
            continue
        after = first + size
        words = [token.text.lower() for token in tokens[after : after + _REACH + 1]]
        led = 1 if words[:1] and words[0] in _WHOSE else _PAIR if words[:_PAIR] == ["-", "led"] else 0
        last = 0
        for at, word in enumerate(words[led:_REACH], start=led + 1):
            if word in listed("state_bodies"):
                last = at
            elif last or word not in listed("no_part"):
                break
        if last:
            yield first, after + last
        elif first > 1:
            yield from _ruling(tokens, first - 1 - (tokens[first - 1].text == "the"), after)
        free = after + last


@lru_cache(maxsize=16_384)
def _nation(words: tuple[str, ...]) -> int:
    """Return of how many words the nation's name is that some words begin with, 0 for none."""
    found = nations_in(list(words))
    return found[0][1] if found and not found[0][0] else 0


def _ruling(tokens: Tokens, at: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield a body before "of" and its nation: "the government of Ruritania"."""
    if at > 0 and tokens[at].text == "of" and tokens[at - 1].text.lower() in listed("state_heads"):
        yield at - 1, after


def shortened(tokens: Tokens, caps: Sequence[int]) -> Iterator[int]:
    """Yield bodies that are called by the last word of their name: "the Coalition"."""
    for at in caps:
        word = tokens[at].text
        if not (
            at and word.istitle() and word.lower() in body_words() and tokens[at].pos in ("PROPN", "NOUN")
        ):
            continue
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if tokens[at - 1].text in ("the", "The") and not after[:1].isupper() and after != "-":
            yield at


def runs_of_bodies(tokens: Tokens, caps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words with one that makes a body of them: "X Media Centre"."""
    free = 0
    for at in caps:
        if at < free or not _makes_body(tokens[at]):
            continue
        first = at
        while first > free and _goes_before(tokens, first - 1):
            first -= 1
        while first < at and not _opens(tokens[first].text):
            first += 1
        end = _end_of(tokens, at + 1)
        if _is_body(tokens, first, end):
            yield first, end
            free = end


def _makes_body(token: Token) -> bool:
    word = token.text
    return word.istitle() and token.pos == "PROPN" and word.lower() in body_words()


def _opens(word: str) -> bool:
    """Say whether a word may be a name's first: capitalised and no month, or a number ("17th")."""
    plain = word.lower()
    capital = word[:1].isupper() and plain not in _LINKS and plain not in listed("months")
    return capital or bool(_ORDINAL.match(word))


def _is_body(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether a run is more than one word, and more than a rank or an office ("Staff Sgt")."""
    plain = [token.text.lower().rstrip(".") for token in tokens[first:end]]
    linked = any(token.text in _LINKS for token in tokens[first:end])
    if not _PAIR <= end - first <= (_MOST if linked else _MOST // 2):
        return False
    if plain[0] in listed("openers") or plain[-1] in listed("things"):
        return False
    return not is_title(tokens[end - 1].text)


def _goes_before(tokens: Tokens, at: int) -> bool:
    """Say whether a token goes before others in a body's name: capitalised, or a link behind one that is."""
    token = tokens[at]
    if token.entity in _TIMED or token.text.lower() in ("the", "a", "an"):
        return False
    if _ORDINAL.match(token.text):
        return True
    if token.text[:1].isupper() and token.pos in _NAMES:
        return token.entity != "PERSON" or not token.text.istitle()
    linked = token.text in ("of", "for", "and", "&", "-", ".")
    return linked and at > 0 and tokens[at - 1].text[:1].isupper() and tokens[at - 1].pos == "PROPN"


def _end_of(tokens: Tokens, at: int) -> int:
    """Return where a body's name ends: behind its capitalised words, and "of" or "for" with more of them."""
    end = at
    while end < len(tokens):
        token = tokens[end]
        if (
            token.pos == "PROPN"
            and token.text[:1].isupper()
            and token.entity not in _TIMED
            and (token.entity != "PERSON")
        ):
            end += 1
            continue
        ahead = end + 1
        joined = (
            token.text in ("and", "&") and end > at and not tokens[min(ahead, len(tokens) - 1)].entity_start
        )
        if token.text in _OPENING or joined:
            if ahead < len(tokens) and tokens[ahead].text == "the":
                ahead += 1
            if (
                ahead < len(tokens)
                and tokens[ahead].text[:1].isupper()
                and tokens[ahead].pos in _NAMES
                and (tokens[ahead].entity not in _TIMED)
            ):
                end = ahead + 1
                continue
        return end
    return end
