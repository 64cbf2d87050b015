"""Quotations: words altered inside them, or quotation marks lost."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import JaroWinkler

from stemma.collation.differing.base import Difference, Side, told_in
from stemma.collation.differing.naming import aliases
from stemma.collation.words import Word, words_at
from stemma.records import Span, Words

_QUOTED = re.compile('["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb]{2,}?)["\u201d\u00bb]')
# Two quotations below this likeness are two quotations, not one altered.
_ONE_QUOTE = 0.6
_SHORTEST = 3
# Share of a quotation's telling words that a paraphrase has; and share of its words, in order, from which
# it is the quotation itself without its marks.
_TOLD = 0.65
_SAME_WORDS = 0.9
# Names that differ only as the desk spells them; another name of a body in a quotation is an alteration.
_SPELLINGS = frozenset({"shia", "hezbollah", "taliban"})
# Jaro-Winkler above which a word is the same in another standard of spelling ("defense", "defence").
_STANDARD = 0.93
# Jaro-Winkler above which two names are spellings of one: a change of name, not of the quotation.
_SPELLING = 0.85


def quote_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield altered words of quotations, and quotations told in other words."""
    quotes_a, quotes_b = _quotes(a), _quotes(b)
    direct = ("direct", "mixed")
    if quotes_a and quotes_b:
        yield from _altered(a, b, quotes_a, quotes_b)
    elif (
        quotes_a
        and a.statement.mention.directness in direct
        and b.statement.mention.directness == "indirect"
        and _paraphrased(a, b, quotes_a)
    ):
        yield Difference("quote_to_paraphrase", _longest(a, quotes_a), b.statement.mention.content, 0.85)


def _paraphrased(a: Side, b: Side, quotes: list[Span]) -> bool:
    """Whether the other mention tells the quoted words, and not just without the marks."""
    words = words_at(a.report.text, quotes)
    stems = [word.stem for word in words if not word.common]
    if stems and not told_in(stems, b.statement, least=_TOLD if len(stems) > _SHORTEST else 0.5):
        return False
    lead = b.report.text[max(0, b.statement.start - 6) : b.statement.start]
    if lead.rstrip().endswith("that"):
        return True
    return _likeness(words, b.statement.words) < _SAME_WORDS


def _likeness(left: Sequence[Word], right: Sequence[Word]) -> float:
    """Share of equal words, in order; what only one of the two has before or after them was cut off."""
    lows = [word.low for word in left], [word.low for word in right]
    blocks = SequenceMatcher(None, *lows, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return 0.0
    first, last = blocks[0], blocks[-1]
    longest = max(last.a + last.size - first.a, last.b + last.size - first.b)
    edges = min(first.a, first.b) + min(len(left) - last.a - last.size, len(right) - last.b - last.size)
    return sum(block.size for block in blocks) / (longest + edges)


def _quotes(side: Side) -> list[Span]:
    """Quoted stretches in the content, or the whole content of a direct quotation.

    Quotation marks are taken at their word, also where no source was found for what is quoted.
    """
    mention = side.statement.mention
    if mention.directness == "indirect":
        return []
    found: list[Span] = []
    for span in mention.content.spans:
        # The marks may stand just outside the content.
        start, end = max(0, span.start - 1), min(len(side.report.text), span.end + 1)
        found.extend(
            Span(match.start(1), match.end(1)) for match in _QUOTED.finditer(side.report.text, start, end)
        )
    if not found and mention.directness == "direct":
        return list(mention.content.spans)
    return found


def _longest(side: Side, quotes: list[Span]) -> Words:
    best = max(quotes, key=lambda span: (span.end - span.start, -span.start))
    return side.words(best.start, best.end)


def _altered(a: Side, b: Side, quotes_a: list[Span], quotes_b: list[Span]) -> Iterator[Difference]:
    left = list(words_at(a.report.text, quotes_a))
    right = list(words_at(b.report.text, quotes_b))
    if min(len(left), len(right)) < _SHORTEST:
        return
    matcher = SequenceMatcher(None, [word.low for word in left], [word.low for word in right], autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    if matched < _ONE_QUOTE * min(len(left), len(right)):
        return
    opcodes = matcher.get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        edge = place in (0, len(opcodes) - 1)
        if tag == "equal" or (tag in ("delete", "insert") and edge):
            continue
        # An edge that is replaced is where one quotation was cut and the other goes on.
        if tag == "replace" and edge and abs((i2 - i1) - (j2 - j1)) > max(2, min(i2 - i1, j2 - j1)):
            continue
        if _respelled(left[i1:i2], right[j1:j2]) or _inserted(a, left[i1:i2]) or _inserted(b, right[j1:j2]):
            continue
        yield Difference("quote_altered", _words(a, left[i1:i2]), _words(b, right[j1:j2]), 0.8)
        return


def _respelled(one: list[Word], other: list[Word]) -> bool:
    """Whether two stretches are one in other spelling ("air strikes", "airstrikes"; a name)."""
    left, right = "".join(word.low for word in one), "".join(word.low for word in other)
    if left == right or aliases(left) & aliases(right) & _SPELLINGS:
        return True
    if len(one) == len(other) == 1 and JaroWinkler.similarity(left, right) >= _STANDARD:
        return True
    capitals = all(word.capital for word in (*one, *other)) and bool(one and other)
    return capitals and JaroWinkler.similarity(left, right) >= _SPELLING


def _inserted(side: Side, words: list[Word]) -> bool:
    """Whether words stand in brackets: a desk's explanation, which is no part of the quotation."""
    if not words:
        return False
    text = side.report.text
    return text[: words[0].start].rstrip()[-1:] in ("(", "[") and text[words[-1].end :].lstrip()[:1] in (
        ")",
        "]",
    )


def _words(side: Side, words: list[Word]) -> Words:
    if not words:
        return Words((), "")
    return side.words(words[0].start, words[-1].end)
