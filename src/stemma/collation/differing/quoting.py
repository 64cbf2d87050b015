"""Quotations: words altered inside them, or quotation marks lost."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct
from rapidfuzz.distance import JaroWinkler

from stemma.collation.differing.base import Difference, Side, told_in
from stemma.collation.differing.naming import aliases
from stemma.collation.words import Word, words_at
from stemma.records import Span, Words

_QUOTED = re.compile(
    '["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb]{2,}?)["\u201d\u00bb]'
    "|``([^`]{2,}?)''"  # as wire services type them
)
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
    if _kept(words, b.statement.words) >= _SAME_WORDS and not _set_back(words, b.statement.words):
        return False
    lead = b.report.text[max(0, b.statement.start - 6) : b.statement.start]
    return lead.rstrip().endswith("that") or _likeness(words, b.statement.words) < _SAME_WORDS


def _set_back(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether the quoted words are reported a tense further back: "we lost" as that they had lost."""
    lows = [word.low for word in left], [word.low for word in right]
    codes = SequenceMatcher(None, *lows, autojunk=False).get_opcodes()
    return any(tag == "insert" and lows[1][j1:j2] == ["had"] for tag, _, _, j1, j2 in codes[1:-1])


def _kept(left: Sequence[Word], right: Sequence[Word]) -> float:
    """Share of quoted words that the other mention has in the same order, among whatever else it tells."""
    lows = [word.low for word in left], [word.low for word in right]
    blocks = SequenceMatcher(None, *lows, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(left))


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
            Span(*match.span(match.lastindex or 0))
            for match in _QUOTED.finditer(side.report.text, start, end)
        )
    if not found and mention.directness == "direct":
        return list(mention.content.spans)
    return found


def quoted(side: Side, place: int) -> bool:
    """Whether an offset of the report lies in the quoted words of a mention."""
    return any(span.start <= place < span.end for span in _quotes(side))


def _longest(side: Side, quotes: list[Span]) -> Words:
    best = max(quotes, key=lambda span: (span.end - span.start, -span.start))
    return side.words(best.start, best.end)


def _altered(a: Side, b: Side, quotes_a: list[Span], quotes_b: list[Span]) -> Iterator[Difference]:
    left, right = _Quoted.of(a, quotes_a), _Quoted.of(b, quotes_b)
    if min(len(left.lows), len(right.lows)) < _SHORTEST:
        return
    matcher = SequenceMatcher(None, left.lows, right.lows, autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    if matched < _ONE_QUOTE * min(len(left.lows), len(right.lows)):
        return
    opcodes = matcher.get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        edge = place in (0, len(opcodes) - 1)
        if tag == "equal" or (tag in ("delete", "insert") and edge):
            continue
        if edge and not _one_edge(left.words[i1:i2], right.words[j1:j2], first=place == 0):
            continue
        if left.ends(i1, i2) != right.ends(j1, j2):
            continue  # a sentence more on one side: what was said on two occasions, or cut
        if left.broken(i1, i2) or right.broken(j1, j2) or left.contracts(i1, right.lows[j1:j2]):
            continue
        if right.contracts(j1, left.lows[i1:i2]) or _respelled(left.words[i1:i2], right.words[j1:j2]):
            continue
        yield Difference("quote_altered", left.told(i1, i2), right.told(j1, j2), 0.8)
        return


def _one_edge(one: Sequence[Word], other: Sequence[Word], *, first: bool) -> bool:
    """Whether what is replaced at an edge is where both quotations begin, or end.

    Where one of them was cut, the other goes on: it is longer, or begins in the middle of a sentence.
    """
    if abs(len(one) - len(other)) > max(2, min(len(one), len(other))):
        return False
    return not first or one[0].capital == other[0].capital


class _Quoted(Struct, frozen=True):
    """The words of one mention's quotations, contractions written out: "we've" is two words, of one place."""

    side: Side
    words: tuple[Word, ...]
    lows: tuple[str, ...]
    breaks: frozenset[int]

    @classmethod
    def of(cls, side: Side, quotes: list[Span]) -> "_Quoted":
        """Read the quotations of a side; ``breaks`` are the places between two of them."""
        words: list[Word] = []
        lows: list[str] = []
        breaks: set[int] = set()
        for span in quotes:
            breaks.add(len(words))
            for word in words_at(side.report.text, [span]):
                parts = () if _lost_genitive(side, word) else _written_out(word.low)
                words += [word] * len(parts)
                lows += parts
        return cls(side, tuple(words), tuple(lows), frozenset(breaks) - {0})

    def broken(self, first: int, last: int) -> bool:
        """Whether words were left out here openly: between two quotations, by dots or by brackets."""
        if any(first <= place <= last for place in self.breaks):
            return True
        text = self.side.report.text
        # Where nothing stands, what was left out may begin or end one equal word earlier or later.
        more = 1 if first == last else 0
        begin = self.words[max(first - 1 - more, 0)].end if first else self.words[0].start
        after = last + more
        end = self.words[after].start if after < len(self.words) else self.words[-1].end
        between = text[begin:end]
        few = last - first <= _EXPLAINED and _BRACKET.search(between)
        return bool(_DOTS.search(between) or few) or _bracketed(text, self.words[first:last])

    def ends(self, first: int, last: int) -> bool:
        """Whether a sentence of the quotation ends among these words, before its last one."""
        words = self.words[first:last]
        if not words or last >= len(self.words):
            return False
        return _SENTENCE.search(self.side.report.text, words[0].start, self.words[last].start) is not None

    def contracts(self, place: int, others: Sequence[str]) -> bool:
        """Whether the other side only writes out the verb in a word before this place ("it's", "it is")."""
        before = self.words[place - 1].text if place else ""
        return tuple(others) in _VERBS and before.endswith(("'s", "\u2019s"))

    def told(self, first: int, last: int) -> Words:
        """Return the report's words from one place to another."""
        words = self.words[first:last]
        return self.side.words(words[0].start, words[-1].end) if words else Words((), "")


# Dots and square brackets: the desk says that it left something out, or put a few words in.
_DOTS = re.compile(r"\.\s?\.|\u2026")
_BRACKET = re.compile(r"[\[\]]")
_EXPLAINED = 3
_SENTENCE = re.compile(r"[.!?]\s")
_VERBS = frozenset({("is",), ("has",), ("us",)})
_ENDINGS = (("'ve", "have"), ("'re", "are"), ("'ll", "will"), ("'m", "am"), ("n't", "not"))


def _written_out(low: str) -> tuple[str, ...]:
    """Return a folded word, or the two words that it contracts."""
    for ending, verb in _ENDINGS:
        base = low.removesuffix(ending)
        if base and base != low:
            return ({"ca": "can", "wo": "will", "sha": "shall"}.get(base, base), verb)
    return ("can", "not") if low == "cannot" else (low,)


def _lost_genitive(side: Side, word: Word) -> bool:
    """Whether a word is the "s" after an apostrophe of the wrong kind."""
    return word.low == "s" and side.report.text[word.start - 1 : word.start] in _APOSTROPHES


_APOSTROPHES = ("'", "\u2018", "\u2019", "`", "\u00b4")


def _bracketed(text: str, words: Sequence[Word]) -> bool:
    """Whether words stand in round brackets: a desk's explanation, which is no part of the quotation."""
    return (
        bool(words)
        and text[: words[0].start].rstrip().endswith("(")
        and text[words[-1].end :].lstrip().startswith(")")
    )


def _respelled(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two stretches are one in other spelling ("air strikes", "airstrikes"; a name)."""
    left, right = "".join(word.low for word in one), "".join(word.low for word in other)
    if left == right or aliases(left) & aliases(right) & _SPELLINGS:
        return True
    if len(one) == len(other) == 1 and JaroWinkler.similarity(left, right) >= _STANDARD:
        return True
    capitals = all(word.capital for word in (*one, *other)) and bool(one and other)
    return capitals and JaroWinkler.similarity(left, right) >= _SPELLING
