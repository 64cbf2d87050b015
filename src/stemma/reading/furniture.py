"""Page furniture: what a page adds to an article and that is no part of it."""

import re
from functools import cache, lru_cache

from stemma.reading.cleaning import straight
from stemma.resources import load_toml

_EDGES = " \t*•·|›»«‹>→←↓↑▼▲►▶✓✔#_~=-–—….!?:;,[]()\"'"  # noqa: RUF001 the marks that pages set around prompts
# Copies repeat lines; what so many of them are is remembered.
_REMEMBERED = 2048
# The longest prompt of the lexicon's patterns; longer lines are body text without a look.
_MAX_PROMPT = 500
# Where text was glued together without a break: a sentence's end or a small letter straight
# against a capital or an opening quotation mark.
_GLUE = re.compile(r"(?<=[.!?…)\]\"”’])(?=[A-Z“‘©])|(?<=[a-z])(?=[A-Z©])")  # noqa: RUF001 typographic quotes
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s+|[)\]]\s+")  # noqa: RUF001 typographic quotes
_SHORT_WORDS = 12


@cache
def _lexicon(kind: str) -> re.Pattern[str]:
    groups = load_toml("reading", "furniture.toml").values()
    return re.compile("|".join(f"(?:{pattern})" for group in groups for pattern in group.get(kind, ())))


@lru_cache(_REMEMBERED)
def is_furniture(line: str) -> bool:
    """Return whether a whole line is page furniture; a line without letters or digits is too."""
    if len(line) > _MAX_PROMPT:
        return False
    line = straight(line).casefold()
    normal = line.strip(_EDGES)
    if not any(character.isalnum() for character in normal):
        return True
    if _lexicon("patterns").fullmatch(normal):
        return True
    return not line.rstrip("\"' )]").endswith((".", "!", "?")) and bool(_lexicon("labels").fullmatch(normal))


@lru_cache(_REMEMBERED)
def trim(paragraph: str) -> str:
    """Cut furniture glued to the beginning or end of a paragraph, with or without a space.

    At the beginning only what stands straight against the text, or is a whole sentence with its
    own end mark, is cut; at the end also what follows the last sentence's end. Returns "" when
    the whole paragraph is furniture.
    """
    if is_furniture(paragraph):
        return ""
    changed = True
    while changed and paragraph:
        shorter = _trim_start(_trim_end(paragraph))
        changed = shorter != paragraph
        paragraph = shorter
    return paragraph


def _trim_start(paragraph: str) -> str:
    ends = [found.start() for found in _GLUE.finditer(paragraph, 0, _MAX_PROMPT)]
    ends += [found.end() for found in _SENTENCE_END.finditer(paragraph, 0, _MAX_PROMPT)]
    for end in sorted(ends):
        if _is_prompt(paragraph[:end]):
            return paragraph[end:].lstrip()
    return paragraph


def _trim_end(paragraph: str) -> str:
    offset = max(0, len(paragraph) - _MAX_PROMPT)
    starts = [found.start() for found in _GLUE.finditer(paragraph, offset)]
    starts += [found.end() for found in _SENTENCE_END.finditer(paragraph, offset)]
    for start in sorted(starts):
        if _is_prompt(paragraph[start:]):
            return paragraph[:start].rstrip()
    return paragraph


def _is_prompt(part: str) -> bool:
    """Return whether a part of a paragraph is one prompt, or several glued together."""
    part = part.strip()
    if not part or not any(character.isalnum() for character in part):
        return False
    if is_furniture(part):
        return True
    if len(part.split()) > _SHORT_WORDS * 2:
        return False
    return any(
        is_furniture(part[: found.start()]) and _is_prompt(part[found.start() :])
        for found in _GLUE.finditer(part)
        if any(character.isalnum() for character in part[: found.start()])
    )
