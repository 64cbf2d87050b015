"""Bodies' names by their words: groups that are known, arms of a state, and runs that end as bodies' names do."""

import re
from collections.abc import Iterator

from stemma.naming.lists import Lists, body_words, listed
from stemma.names.normal import nation_reach, nations_in, word_set
from stemma.records import NameKind, Token

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


def known_groups(
    tokens: tuple[Token, ...], lists: Lists, *, heading: bool
) -> Iterator[tuple[int, int, NameKind]]:
    """Yield the names of groups that the lists have; in headings no short ones, which are words in capitals."""
    at = 0
    while at < len(tokens):
        word = tokens[at].text.replace("\u2019", "'")
        size, kind = 0, None
        if word in lists.beginnings and (word[:1].isupper() or word in ("al", "al-")):
            size, kind = _longest(tokens, at, lists)
        if kind is not None and not (heading and size == 1 and word in ("IS", "WHO", "AU")):
            yield at, at + size, kind
        at += max(size, 1)


def _longest(tokens: tuple[Token, ...], start: int, lists: Lists) -> tuple[int, NameKind | None]:
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


def state_bodies(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Yield the bodies that are named by their nation: "the Ruritanian security forces", "Ruritania's army"."""
    words = [token.text for token in tokens]
    if not any(map(nation_reach, words)):
        return
    for first, after, _ in nations_in(words):
        last, at = 0, after
        if at < len(words) and words[at] in _WHOSE:
            at += 1
        elif words[at : at + 2] == ["-", "led"]:
            at += 2
        while at < min(len(words), after + _REACH):
            word = words[at].lower()
            if word in listed("state_bodies"):
                last = at + 1
            elif last or word not in listed("no_part"):
                break
            at += 1
        if last:
            yield first, last
        elif first > 1 and words[first - 2 : first] == ["of", "the"]:
            yield from _ruling(words, first - 3, after)
        else:
            yield from _ruling(words, first - 2, after)


def _ruling(words: list[str], at: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield a body before "of" and its nation: "the government of Ruritania"."""
    if at >= 0 and words[at + 1] == "of" and words[at].lower() in listed("state_heads"):
        yield at, after


def shortened(tokens: tuple[Token, ...]) -> Iterator[int]:
    """Yield bodies that are called by the last word of their name: "the Coalition"."""
    for at in range(1, len(tokens)):
        word = tokens[at].text
        if not (word.istitle() and word.lower() in body_words() and tokens[at].pos in ("PROPN", "NOUN")):
            continue
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if tokens[at - 1].text in ("the", "The") and not after[:1].isupper() and after != "-":
            yield at


def runs_of_bodies(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words one of which makes them a body's name: "X Media Centre", "Ministry of X"."""
    free = 0
    for at, token in enumerate(tokens):
        if at < free or not _makes_body(token):
            continue
        first = at
        while first > free and _goes_before(tokens, first - 1):
            first -= 1
        while first < at and (tokens[first].text.lower() in listed("months") or tokens[first].text.lower() in _LINKS or not _opens(tokens[first].text)):
            first += 1
        end = _end_of(tokens, at + 1)
        if _is_body(tokens, first, end):
            yield first, end
            free = end


def _makes_body(token: Token) -> bool:
    word = token.text
    return word.istitle() and token.pos == "PROPN" and word.lower() in body_words()


def _opens(word: str) -> bool:
    return word[:1].isupper() or bool(_ORDINAL.match(word))


def _is_body(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    """Say whether a run is more than one word, and more than a rank or an office ("Staff Sgt")."""
    plain = [token.text.lower().rstrip(".") for token in tokens[first:end]]
    linked = any(token.text in _LINKS for token in tokens[first:end])
    if not _PAIR <= end - first <= (_MOST if linked else _MOST // 2) or plain[0] in listed("openers") or plain[-1] in listed("things"):
        return False
    return plain[-1] not in word_set("title") and plain[-1] not in listed("ranks")


def _goes_before(tokens: tuple[Token, ...], at: int) -> bool:
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


def _end_of(tokens: tuple[Token, ...], at: int) -> int:
    """Return where a body's name ends: behind its capitalised words, and "of" or "for" with more of them."""
    end = at
    while end < len(tokens):
        token = tokens[end]
        if token.pos == "PROPN" and token.text[:1].isupper() and token.entity not in _TIMED and (
            token.entity != "PERSON"
        ):
            end += 1
            continue
        ahead = end + 1
        joined = token.text in ("and", "&") and end > at and not tokens[min(ahead, len(tokens) - 1)].entity_start
        if token.text in _OPENING or joined:
            if ahead < len(tokens) and tokens[ahead].text == "the":
                ahead += 1
            if ahead < len(tokens) and tokens[ahead].text[:1].isupper() and tokens[ahead].pos in _NAMES and (
                tokens[ahead].entity not in _TIMED
            ):
                end = ahead + 1
                continue
        return end
    return end
