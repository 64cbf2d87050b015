"""Split a paragraph into sentences by rule, so that each distinct sentence is parsed once."""

# ruff: noqa: RUF001 (typographic quotation marks are what this module looks for)

import re
from functools import cache
from itertools import pairwise

from stemma.resources import load_toml

# A sentence longer than this is cut at a space: it is a list or a table, and parsing is superlinear
# in memory. The longest real sentence of FA-KES has 1,480 characters.
LONGEST = 2_000

_END = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<close>["'”’»)\]]*)(?P<space>\s+(?:[-–—]\s+)?)(?=["'“‘`«„(\[]*[A-Z0-9À-ÞЀ-Я])"""
)
_WORD_BACKWARDS = re.compile(r"[\w.'’-]+")
_NEXT_WORD = re.compile(r"""["'“‘`«„(\[]*([\w’'-]+)""")
_WORD = re.compile(r"[\w’'-]+|[.!?;:\"“”]")
_SPEECH_WINDOW = 9


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_toml("language", "sentences.toml")[key])


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the offsets of the sentences in ``text[start:end]``, white space around them left out.

    Offsets are characters into ``text``, end-exclusive. Abbreviations, initials and decimal
    points do not end a sentence; a question or exclamation closed inside a quotation does not
    when its verb of speech follows.
    """
    end = len(text) if end is None else end
    bounds = [start]
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, bounds[-1], match):
            bounds.append(match.end())
    bounds.append(end)
    pieces: list[tuple[int, int]] = []
    for low, high in pairwise(bounds):
        pieces.extend(shortened(text, low, high))
    return pieces


def _ends_sentence(text: str, low: int, match: re.Match[str]) -> bool:
    stop = match["stop"]
    following = _NEXT_WORD.match(text, match.end())
    next_word = following[1] if following else ""
    if match["close"] and stop[-1] in "?!" and _speech_follows(text, match.end()):
        return False
    if stop != ".":
        return True
    # Backwards from the stop: a search for the last word would try every letter before it.
    before = _WORD_BACKWARDS.match(text[low : match.start()].removesuffix("\n")[::-1])
    word = before[0][::-1].lower().rstrip(".") if before else ""
    if not word:
        return bool(match["close"]) or text[low : match.start()].strip() != ""
    if match["close"]:
        return True
    return not _is_abbreviation(word, next_word)


def _is_abbreviation(word: str, next_word: str) -> bool:
    if word in _words("titles"):
        # "no." before a number is an abbreviation, "No." before a word is an answer.
        return not (word in {"no", "nos", "art", "fig", "v"} and not next_word[:1].isdigit())
    initial = len(word) == 1 and word.isalpha()
    if word in _words("may_end") or initial or re.fullmatch(r"(?:\w\.)+\w", word):
        return next_word.lower() not in _words("openers")
    return False


def _speech_follows(text: str, at: int) -> bool:
    for count, match in enumerate(_WORD.finditer(text, at)):
        if count >= _SPEECH_WINDOW or match[0] in '.!?;:"“”':
            return False
        if match[0] in _words("speech"):
            return True
    return False


def shortened(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Return the offsets of a sentence, in pieces where it is longer than any; white space left out."""
    pieces = []
    while high - low > LONGEST:
        cut = max(
            text.rfind(mark, low + LONGEST // 2, low + LONGEST) for mark in (". ", "; ", ", ", " ", "\n")
        )
        cut = low + LONGEST if cut < 0 else cut + 1
        pieces.append((low, cut))
        low = cut
    pieces.append((low, high))
    trimmed = ((_first(text, a, b), b) for a, b in pieces)
    return [(a, a + len(text[a:b].rstrip())) for a, b in trimmed if a < b]


def _first(text: str, low: int, high: int) -> int:
    piece = text[low:high]
    return low + len(piece) - len(piece.lstrip())
