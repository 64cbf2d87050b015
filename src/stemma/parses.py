"""What rooms worked out of a parse, of a sentence or a text, kept for when it comes again, as in copies.

A copy's sentences are parsed as they were where they came first, but stand elsewhere. What hangs on the
parse alone is worked out once and kept here, with offsets as they were: whoever keeps something says in
its own room how it is moved. A copy word for word has another id than its original, and often another
outlet, address and day: what is kept of a text is kept with all that was read beside it. What is kept must
not be changed by those who take it.
"""

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from stemma.records import Block, BlockKind, ParsedReport, Report, Sentence, Token

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Facts = dict[Hashable, Any]

# Distinct parses kept, at least, and twice as many at most: some 500 reports' sentences, 100 MB with all
# that is worked out of them.
_PARSES = 4_000
# Characters of texts kept, at least, and twice as many at most: some 250 to 500 articles of news.
TEXTS = 600_000


class Recent(Generic[K, V]):
    """A mapping that forgets what was neither put in nor asked for among its last ``size`` entries.

    Entries may count for more than one: a text by its characters.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._new: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K, weight: int = 1) -> V | None:
        """Return what is kept under a key, None for nothing."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found, weight)
        return found

    def put(self, key: K, value: V, weight: int = 1) -> None:
        """Keep a value, which is not None."""
        if self._held >= self._size:
            self._old, self._new, self._held = self._new, {}, 0
        if key not in self._new:
            self._held += weight
        self._new[key] = value

    def clear(self) -> None:
        """Forget everything."""
        self._new, self._old, self._held = {}, {}, 0


_Placed = tuple[tuple[Token, ...], int, int, Facts]
_by_tokens: Recent[int, _Placed] = Recent(_PARSES)
_by_parse: Recent[Hashable, Facts] = Recent(_PARSES)


def facts_of(sentence: Sentence) -> Facts:
    """Return what is kept of a sentence's parse: the same for all sentences of equal tokens and gaps."""
    tokens, start, end = sentence.tokens, sentence.start, sentence.end
    placed = _by_tokens.get(id(tokens))
    if placed is not None and placed[0] is tokens and placed[1] == start and placed[2] == end:
        return placed[3]
    return _facts_under(parse_of(sentence), tokens, start, end)


def tell_parse(tokens: tuple[Token, ...], start: int, end: int, parse: Hashable) -> None:
    """Say of what parse a sentence's tokens are, before it is asked: to compare all of them costs more.

    Args:
        tokens: the sentence's tokens.
        start: where it begins.
        end: where it ends.
        parse: the same for sentences of equal tokens and gaps only.
    """
    _facts_under(parse, tokens, start, end)


def _facts_under(parse: Hashable, tokens: tuple[Token, ...], start: int, end: int) -> Facts:
    """Return what is kept under a parse, and note that these tokens are of it."""
    facts = _by_parse.get(parse)
    if facts is None:
        facts = {}
        _by_parse.put(parse, facts)
    # The tokens are kept with their number, so that no others can have it meanwhile.
    _by_tokens.put(id(tokens), (tokens, start, end, facts))
    return facts


def parse_of(sentence: Sentence) -> Hashable:
    """Return all of a sentence's parse, offsets counted from its beginning."""
    base = sentence.start
    return (
        sentence.end - base,
        tuple([(t.start - base, t.end - base, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.entity,
                t.entity_start) for t in sentence.tokens]),
    )  # fmt: skip


class _Text(Struct, frozen=True):
    """A text with its blocks and its parse, and what is kept of it."""

    text: str
    blocks: tuple[Block, ...]
    language: str
    sentences: tuple[Sentence, ...]
    facts: Facts


_by_text: Recent[int, _Text] = Recent(TEXTS)


def facts_of_text(report: Report, parsed: ParsedReport) -> Facts:
    """Return what is kept of a report's text: the same for all reports of equal text, blocks and parse.

    The parser gives equal texts the very same sentences; where it does not, nothing is found again.
    """
    sentences, size = parsed.sentences, len(report.text)
    if not sentences:
        return {}
    known = _by_text.get(id(sentences), size)
    if known is None or known.sentences is not sentences or not _is_of(report, known):
        # The sentences are kept with their number, so that no others can have it meanwhile.
        known = _Text(report.text, report.blocks, report.language, sentences, {})
        _by_text.put(id(sentences), known, size)
    return known.facts


def _is_of(report: Report, known: _Text) -> bool:
    return (report.text, report.blocks, report.language) == (known.text, known.blocks, known.language)


def forget() -> None:
    """Forget all that was kept, in every room."""
    _by_tokens.clear()
    _by_parse.clear()
    _by_text.clear()


def kind_of(report: Report, sentence: Sentence) -> BlockKind:
    """Return what a sentence is: what its block is, unless it was run into it."""
    return sentence.kind or report.blocks[sentence.block].kind
