"""Sentences of a page that are none of its article: who edited it, prompts to follow, lists of headlines.

Line by line they are gone when a report is read; where breaks were lost they are sentences among the others.
"""

import re
from functools import cache

from stemma.language.lists import FURNITURE, SEAMS, any_of, listed
from stemma.records import BlockKind

_MOST = 30  # words of a prompt or a picture's credit, but for lists of headlines
_SHORT = 8  # words of a sentence that has no room for more than a prompt
_LISTED = 8  # words of a list of headlines, at least
_TITLED = 0.6  # of the long words of a headline, those in capitals, at least
_LONG = 4
_CREDIT = 6  # words of a picture's credit; more show what is in it
_WORD = re.compile(r"[^\W\d_][\w'\N{RIGHT SINGLE QUOTATION MARK}-]*")
_STAFF = re.compile(
    r"[(\[]?(?:(?:[Aa]dditional|[Ww]ith) )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled"
    r"|[Tt]ranslated|[Tt]ranslation|[Pp]hotography) by (?=[A-Z])"
)
_BRACKET = re.compile(r"\((?P<inside>[^()]{2,200})\)\.?\Z")
_RIGHTS = re.compile(r"(?:©|\([Cc]\)|Copyright\b)\s*(?=[A-Z\d©])")


@cache
def _prompt() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(FURNITURE, 'prompts', 'opening_prompts')})(?:\W|\Z)")


@cache
def _list() -> re.Pattern[str]:
    """Return the beginning of a list of headlines, with the counters and topics that stand before it."""
    before = r"(?:\d+ )?(?:Topic [^()]{3,80}\(\d+\) )?(?:Sources?:? \S.{1,60}? )?"
    return re.compile(before + _label().pattern)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"(?P<bracket>\((?P<inside>[^()]{2,40})\))\s+(?=[\"“']?[A-Z\d])")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{any_of(FURNITURE, 'lists')}):? (?=[A-Z\d])")


@cache
def _picture() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(FURNITURE, 'pictures')})(?:\s*:|\s+by\b|\s*/|\s*\Z|(?=\s+[A-Z]))")


def parted(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sentences apart from a picture's credit in brackets before them: "(Wire) | As the army left, …".

    Args:
        text: the report's text.
        pieces: where the sentences begin and end.
    """
    if all(text[low] != "(" for low, _ in pieces):
        return pieces
    found: list[tuple[int, int]] = []
    for low, high in pieces:
        match = _opening().match(text, low, high)
        if match is not None and _credits(match["inside"]):
            found += [(low, match.end("bracket")), (match.end(), high)]
        else:
            found.append((low, high))
    return found


def kinds_of(text: str, pieces: list[tuple[int, int]]) -> list[BlockKind | None]:
    """Return what each sentence of a paragraph is where it is none of the article's, None for the others.

    What follows a list of headlines in the paragraph's second half goes on with it.

    Args:
        text: the report's text.
        pieces: where the sentences begin and end.
    """
    kinds: list[BlockKind | None] = []
    if not pieces:
        return kinds
    half, listed = (pieces[0][0] + pieces[-1][1]) // 2, False
    labelled = _label().search(text, half, pieces[-1][1]) is not None
    for low, high in pieces:
        listed = listed or (labelled and low > half and is_list(text[low:high]))
        kinds.append("credit" if listed else kind_of_sentence(text[low:high]))
    return kinds


def kind_of_sentence(words: str) -> BlockKind | None:
    """Return "credit" or "caption" for a sentence that is none of its article's, None for one of it."""
    bracket = _BRACKET.match(words)
    if bracket is not None:
        inside = bracket["inside"]
        return _of_picture(inside) or ("credit" if _STAFF.match(inside) or _credits(inside) else None)
    if _STAFF.match(words) and _only_names(words):
        return "credit"
    many = words.count(" ") >= _MOST
    if not many and (_RIGHTS.match(words) or (_prompt().match(words) and _alone(words))):
        return "credit"
    return None if many else _of_picture(words, marked=True)


def is_list(words: str) -> bool:
    """Return whether a sentence is a list of other articles' headlines behind a label such as "Related"."""
    match = _list().match(words) if words.count(" ") >= _LISTED else None
    if match is None or " said " in words:  # no headline's tense: prose was run into the list
        return False
    return " " in match["label"] or _is_titled(words)


def _of_picture(words: str, *, marked: bool = False) -> BlockKind | None:
    """Return what a sentence that begins with "Photo" is: the credit of a picture, or words about it."""
    match = _picture().match(words)
    if match is None or (marked and match[0][-1] not in ":/" and not _is_titled(words)):
        return None
    return "credit" if len(words.split()) <= _CREDIT else "caption"


def _credits(inside: str) -> bool:
    """Whether brackets hold houses alone: "Wire", "Wire Photo", "Karelia World and Agencies"."""
    said = inside.split()
    known = listed(SEAMS, "agencies")
    house = said[-1].lower() == "agencies" or inside in known
    return len(said) <= _CREDIT and (
        house or (said[-1] in listed(FURNITURE, "pictures") and " ".join(said[:-1]) in known)
    )


def _alone(words: str) -> bool:
    """Whether a prompt is all that a sentence has: prose may have been run into one."""
    return words.count(" ") < _SHORT or _is_titled(words) or words.split(maxsplit=1)[0].isupper()


def _is_titled(words: str) -> bool:
    """Whether most long words begin with a capital, as in a headline."""
    long: list[str] = [word for word in _WORD.findall(words) if len(word) >= _LONG]
    return sum(word[0].isupper() for word in long) >= _TITLED * len(long)


def _only_names(words: str) -> bool:
    """Whether a line of staff has nothing but their names and places: no verb tells anything of them."""
    small = {word for word in _WORD.findall(words) if word.islower()}
    return not small - listed(FURNITURE, "staff")
