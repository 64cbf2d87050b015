"""What a rule found in a sentence: who says, by which words, and what."""

from dataclasses import dataclass

from stemma.records import Directness, Span


@dataclass(slots=True)
class Said:
    """One attribution; word ranges are (first, end) in the sentence.

    ``source`` is None where no one is named; ``head`` is the source's main word; ``kind`` the class
    of the cue ("say", "think", "deny", "urge", "phrase"); ``medium`` and ``reference`` are words that name
    who carried it and where that house has it from; ``told`` is the sentence that the content stands
    in, where it is another than the cue's.
    """

    sentence: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    head: int | None
    content: tuple[Span, ...]
    kind: str
    rule: str
    directness: Directness = "indirect"
    score: float = 0.9
    medium: tuple[int, int] | None = None
    reference: tuple[int, int] | None = None
    aim: bool = False
    told: int | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end

    def covers(self, span: Span) -> bool:
        """Tell whether a span stands inside the content."""
        return any(part.start <= span.start and span.end <= part.end for part in self.content)
