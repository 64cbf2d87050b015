"""Where sentences end, well enough for passages to end there (the room `language` parses properly)."""

import re
from functools import cache

from stemma.resources import load_toml

_END = re.compile(
    "[.!?\u2026]+[\"'\u201d\u2019\u00bb)\\]]*\\s+(?=[\"'\u201c\u2018\u00ab\u201e(\\[]*[^\\W_a-z])|\\n+"
)
_LAST_WORD = re.compile(r"[\w.]*$")
_REACH = 20


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_toml("reuse", "lexicon.toml")["abbreviations"]["words"].split())


def sentence_ends(text: str) -> list[int]:
    """Return the offsets at which the sentences of a text end, white space after them included."""
    ends = []
    for match in _END.finditer(text):
        before = _LAST_WORD.search(text, max(0, match.start() - _REACH), match.start())
        word = before.group().lower() if before else ""
        if "\n" in match.group() or not (word in _abbreviations() or (len(word) == 1 and word.isalpha())):
            ends.append(match.end())
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends
