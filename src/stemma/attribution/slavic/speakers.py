"""Who speaks: the subject of a verb of saying, the house that carried it, and its reference."""

# ruff: noqa: RUF001 (Cyrillic letters)

from msgspec import Struct

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.records import Span

_SUBJECTS = ("nsubj", "nsubj:pass")
_IN = frozenset({"в", "во", "на", "у"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_STOPS = frozenset({",", ".", ":", ";", "(", ")"})
_CHAIN = 3  # verbs joined by "and" that may share a subject


class Who(Struct, frozen=True):
    """The words (first, end) of the source, its main word, the medium, and the reference."""

    source: tuple[int, int] | None
    head: int | None
    medium: tuple[int, int] | None = None
    reference: tuple[int, int] | None = None


def speaker(clause: Clause, verb: int, content: tuple[Span, ...], words: Lexicon) -> Who:
    """Return who says what the verb opens or closes; nobody where no one is named."""
    head = _subject(clause, verb) if clause.parsed else None
    if head is not None and _inside(clause, head, content):
        head = None
    if head is None:
        head = _near(clause, verb, content)
    if head is None:
        head = _place_of_speech(clause, verb, content)
    source = clause.phrase(head) if head is not None else None
    if source is not None:
        source = _outside(clause, source, content)
    return Who(source, head, _medium(clause, verb, source, content, words), _reference(clause, words))


def _subject(clause: Clause, verb: int) -> int | None:
    for _ in range(_CHAIN):
        subject = clause.child(verb, *_SUBJECTS)
        if subject is not None:
            return subject
        if clause.tokens[verb].dep not in {"conj", "advcl", "xcomp"}:
            return None
        verb = clause.tokens[verb].head
    return None


def _near(clause: Clause, verb: int, content: tuple[Span, ...]) -> int | None:
    """Return the subject of a verb by its place, where the tree names none: after it, else before it."""
    tokens = clause.tokens
    for index in range(verb + 1, len(tokens)):
        token = tokens[index]
        if token.text in _STOPS or token.pos == "ADP" or _inside(clause, index, content):
            break
        if token.pos in _NOMINAL and not _oblique(token.tag):
            return index
    found = None
    for index in range(verb - 1, -1, -1):
        token = tokens[index]
        if token.text in _STOPS - {","} or clause.finite(index) or _inside(clause, index, content):
            break
        if token.pos in _NOMINAL and ("nomn" in token.tag or "Case=Nom" in token.tag):
            found = index
    return found


def _oblique(tag: str) -> bool:
    if "Case=" in tag:
        return "Case=Nom" not in tag
    return any(case in tag for case in ("gent", "datv", "accs", "ablt", "loct")) and "nomn" not in tag


def _place_of_speech(clause: Clause, verb: int, content: tuple[Span, ...]) -> int | None:
    """Return the house in "they said at the ministry"."""
    tokens = clause.tokens
    if "Number=Plur" not in tokens[verb].tag and "plur" not in tokens[verb].tag:
        return None
    for index in range(verb + 1, min(len(tokens) - 1, verb + 8)):
        if tokens[index].text.lower() in _IN:
            head = next(
                (i for i in range(index + 1, min(len(tokens), index + 5)) if tokens[i].pos in _NOMINAL), None
            )
            return head if head is not None and not _inside(clause, head, content) else None
        if tokens[index].text in _STOPS:
            return None
    return None


def _medium(
    clause: Clause, verb: int, source: tuple[int, int] | None, content: tuple[Span, ...], words: Lexicon
) -> tuple[int, int] | None:
    """Return the house that was told: "said to the newspaper X", "in an interview with X"."""
    tokens = clause.tokens
    for index in range(max(0, verb - 8), min(len(tokens), verb + 10)):
        token = tokens[index]
        if _inside(clause, index, content) or (source and source[0] <= index < source[1]):
            continue
        told = token.lemma in words.media or token.entity == "ORG"
        dative = "Case=Dat" in token.tag or "datv" in token.tag
        if told and dative and abs(index - verb) < 6:  # noqa: PLR2004 (an adverb or two between)
            return clause.phrase(index)
        if token.lemma in {"интервью", "інтерв'ю"} and index + 1 < len(tokens):
            rest = [i for i in range(index + 1, min(len(tokens), index + 5)) if tokens[i].pos in _NOMINAL]
            if rest and not _inside(clause, rest[0], content):
                return clause.phrase(rest[0])
    return None


def _reference(clause: Clause, words: Lexicon) -> tuple[int, int] | None:
    """Return the words that name where a house has it from: "with reference to X"."""
    tokens = clause.tokens
    lower = [token.text.lower() for token in tokens]
    for phrase in words.reference:
        parts = phrase.split()
        for index in range(len(tokens) - len(parts)):
            if lower[index : index + len(parts)] == parts:
                start = index + len(parts)
                head = next((i for i in range(start, len(tokens)) if tokens[i].pos in _NOMINAL), None)
                if head is None:
                    return None
                first, end = clause.phrase(head)
                return max(first, start), max(end, head + 1)
    return None


def _inside(clause: Clause, index: int, content: tuple[Span, ...]) -> bool:
    token = clause.tokens[index]
    return any(part.start <= token.start < part.end for part in content)


def _outside(clause: Clause, source: tuple[int, int], content: tuple[Span, ...]) -> tuple[int, int] | None:
    """Cut what the content holds off a source."""
    kept = [index for index in range(*source) if not _inside(clause, index, content)]
    return clause.trimmed(kept[0], kept[-1] + 1) if kept else None
