"""What the finders hand on: an attribution as tokens and characters, before chains are built."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from msgspec.structs import replace

from stemma.records import Directness, Span, Token
from stemma.stretches import Stretches


@dataclass(slots=True)
class Found:
    """A source, cue and content.

    ``cue_token`` and ``content_head`` index the tokens of sentence ``sentence``; ``source_head``
    those of ``source_sentence``. ``addressee`` is the token index of whom was told. ``klass`` is
    the cue's class in ``cues.toml``, ``lemma`` its lemma.
    ``quoted`` says that the cue stands inside a quotation.
    """

    sentence: int
    cue_token: int | None
    lemma: str
    klass: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    source_head: int | None = None
    source_sentence: int = -1
    content_head: int | None = None
    addressee: int | None = None
    directness: Directness = "indirect"
    negated: bool = False
    quoted: bool = False
    rule: str = ""
    score: float = 1.0

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end

    def within(self, tokens: Sequence[Token]) -> list[int]:
        """Return the indices of the tokens that lie inside the content."""
        if len(self.content) == 1:
            return tokens_in(tokens, self.content[0])
        return [i for i, token in enumerate(tokens) if self.holds(token)]

    def holds(self, span: Span | Token) -> bool:
        """Whether a span, or a token, lies inside the content."""
        start, end = span.start, span.end
        for part in self.content:  # noqa: SIM110  asked for every token; a generator takes three times as long
            if part.start <= start and end <= part.end:
                return True
        return False

    def moved(self, by: int, sentence: int) -> "Found":
        """Return the same found so many characters further on, in a sentence of that index."""
        return Found(
            sentence=sentence,
            cue_token=self.cue_token,
            lemma=self.lemma,
            klass=self.klass,
            cue=shifted(self.cue, by),
            content=shifted(self.content, by),
            source=shifted(self.source, by),
            source_head=self.source_head,
            source_sentence=sentence if self.source_sentence == self.sentence else self.source_sentence,
            content_head=self.content_head,
            addressee=self.addressee,
            directness=self.directness,
            negated=self.negated,
            quoted=self.quoted,
            rule=self.rule,
            score=self.score,
        )


_START, _END = attrgetter("start"), attrgetter("end")


def tokens_in(tokens: Sequence[Token], span: Span) -> list[int]:
    """Return the indices of the tokens of a sentence that lie inside a span."""
    first = bisect_left(tokens, span.start, key=_START)
    return list(range(first, bisect_right(tokens, span.end, first, key=_END)))


def hull(found: Found) -> tuple[int, int]:
    """Return from where to where an attribution goes with its cue, a character more each way.

    Its source is left out, which may stand far before: whoever spoke last has many a quotation behind them.
    """
    spans = (*found.content, *found.cue)
    return min(span.start for span in spans) - 1, max(span.end for span in spans) + 1


def hulls(found: Sequence[Found]) -> Stretches[Found]:
    """Return attributions to be found by what they touch."""
    return Stretches((*hull(each), each) for each in found)


def up_to(spans: Iterable[Span], edge: int) -> tuple[Span, ...]:
    """Return what of spans lies before an edge."""
    return tuple([replace(span, end=min(span.end, edge)) for span in spans if span.start < edge])


def shifted(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    """Return spans so many characters further on."""
    return tuple([Span(span.start + by, span.end + by) for span in spans]) if by else spans


def without(spans: Iterable[Span], low: int, high: int, least: int = 1) -> tuple[Span, ...]:
    """Return spans without the characters between two places, and without pieces shorter than ``least``."""
    pieces = (
        Span(start, end)
        for span in spans
        for start, end in ((span.start, min(span.end, low)), (max(span.start, high), span.end))
    )
    return tuple([piece for piece in pieces if piece.end - piece.start >= least])


def begun_at(spans: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """Return spans of which the first begins elsewhere."""
    return (Span(start, spans[0].end), *spans[1:])


def ended_at(spans: tuple[Span, ...], end: int) -> tuple[Span, ...]:
    """Return spans of which the last ends elsewhere."""
    return (*spans[:-1], Span(spans[-1].start, end))
