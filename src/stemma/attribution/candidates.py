"""What may be a cue, a content, a source: the records of the ranker's candidates."""

from dataclasses import dataclass, field

from msgspec import Struct

from stemma.attribution.lexicon import noun_classes, words
from stemma.attribution.marks import EDGES
from stemma.attribution.tree import Tree

NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
NOMINAL = NOUNS | {"NUM", "ADJ", "DET"}
LABEL = 9  # tokens before or after a colon that may be a speaker
HEADS_ABOVE = 4  # heads above a cue whose clauses and subjects are looked at

Range = tuple[int, int]


class Content(Struct, frozen=True):
    """A candidate content: inclusive token ranges of its sentence, and how it hangs on the cue."""

    kind: str
    ranges: tuple[Range, ...]
    head: int


class Source(Struct, frozen=True):
    """A candidate source: its tokens and head, and how it hangs on the cue; head -1 for none."""

    kind: str
    tokens: tuple[int, ...]
    head: int


@dataclass(slots=True)
class Contents:
    """The candidate contents of one cue, each set of words once, the first kind kept."""

    tree: Tree
    cue: int
    found: dict[tuple[Range, ...], Content] = field(default_factory=dict)

    def add(self, kind: str, head: int, *ranges: Range) -> None:
        """Take in a candidate, edges trimmed; one that holds the cue is none.

        Nor is one that ends in the preposition before the cue: "… the agency quoted her as | saying".
        """
        cue = self.cue
        parts: list[Range] = []
        for low, high in ranges:
            part = self._trim(low, high)
            if part is not None:
                if part[0] <= cue <= part[1]:
                    return
                parts.append(part)
        kept = tuple(parts)
        if not kept or kept in self.found:
            return
        above = self.tree.tokens[cue].head
        if self.tree.tokens[above].pos != "ADP" or all(high != above for _, high in kept):
            self.found[kept] = Content(kind, kept, head)

    def _trim(self, low: int, high: int) -> Range | None:
        tokens = self.tree.tokens
        while low <= high and tokens[low].text in EDGES:
            low += 1
        while low <= high and tokens[high].text in EDGES:
            high -= 1
        if low <= high and tokens[low].dep == "mark" and tokens[low].text.lower() == "that":
            low += 1
        return (low, high) if low <= high else None


def cue_candidates(tree: Tree) -> list[int]:
    """Return the tokens that may be cues: verbs, nouns and adjectives of saying, "according", a colon."""
    return [index for index in range(len(tree.tokens)) if _may_be_cue(tree, index)]


def _may_be_cue(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    last = len(tree.tokens) - 1
    if token.pos == "VERB":
        return True
    if token.pos == "AUX":
        return token.dep not in {"aux", "auxpass"} and token.lemma not in {"be", "have", "do"}
    if token.pos == "NOUN":
        return token.lemma in noun_classes()
    if token.pos == "ADJ":
        near = (*tree.kids[index], *tree.kids[token.head])
        complement = any(tree.tokens[kid].dep in {"ccomp", "xcomp", "prep", "advcl"} for kid in near)
        return complement and token.lemma in words("cues.toml", "adjectives.words")
    if token.text == ":":
        return 0 < index <= LABEL and index + 1 < last
    return token.text.lower() in {"according", "per"} and index < last


def starts_before(tree: Tree, cue: int) -> list[int]:
    """Return where a source that stands right before a cue may begin.

    Careless text has no comma between a statement and its source ("… on Monday the agency said"), so
    the last determiner, the beginning of a name and the end of a date are tried besides the whole run
    of nouns. The list is not to be changed.
    """
    known: list[int] | None = tree.facts.get(("starts", cue))  # asked for contents and for sources
    if known is None:
        known = tree.facts[("starts", cue)] = _starts_before(tree, cue)
    return known


def _starts_before(tree: Tree, cue: int) -> list[int]:
    tokens = tree.tokens
    high = edge_of(tree, cue)
    low = high
    while low > 0 and (
        tokens[low - 1].pos in NOMINAL
        or tokens[low - 1].dep == "case"
        or tree.words(low - 1) in {"of", "for", "in", "at"}
    ):
        low -= 1
    run = range(high - 1, low - 1, -1)
    starts = {
        low,
        next((i for i in run if tokens[i].pos == "DET"), low),
        next((i for i in run if tokens[i].entity_start), low),
        next((i + 1 for i in run if tokens[i].entity in {"DATE", "TIME"}), low),
    }
    return sorted(start for start in starts if start < high)


def edge_of(tree: Tree, cue: int) -> int:
    """Return where the verb group of a cue begins: its auxiliaries and adverbs."""
    edge = cue
    while (
        edge > 0
        and tree.tokens[edge - 1].dep in {"aux", "auxpass", "advmod", "neg"}
        and tree.tokens[edge - 1].head == cue
    ):
        edge -= 1
    return edge
