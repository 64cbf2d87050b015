"""Who speaks: the subject of a verb of saying, the house that carried it, and its reference."""

# ruff: noqa: RUF001 (Cyrillic letters)

from msgspec import Struct

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.morphology import is_nominative
from stemma.records import Span

_SUBJECTS = ("nsubj", "nsubj:pass")
_IN = frozenset({"в", "во", "на", "у"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_STOPS = frozenset({",", ".", ":", ";", "(", ")"})
_CHAIN = 3  # verbs joined by "and" that may share a subject
_QUOTING = 6  # words between a verb of quoting and "the words of"
_PHRASES = 10  # words behind a verb of saying that may stand before who says it
_PHRASE = 4  # words of a phrase of time or place
_LEADING = frozenset({"ADP", "CCONJ", "PART", "SCONJ"})


class Who(Struct, frozen=True):
    """The words (first, end) of the source, its main word, the medium, and the reference."""

    source: tuple[int, int] | None
    head: int | None
    medium: tuple[int, int] | None = None
    reference: tuple[int, int] | None = None


def speaker(clause: Clause, verb: int, content: tuple[Span, ...], words: Lexicon) -> Who:
    """Return who says what the verb opens or closes; nobody where no one is named."""
    reference = _reference(clause, words)
    if is_told(clause, verb, words):
        head = _document(clause, verb, content, words) or _place_of_speech(clause, verb, content, words)
        return Who(_words_of(clause, head, content), head, reference=reference)
    quoted = quoted_post(clause, verb, words)
    if quoted is not None:
        near = _near(clause, verb, content, words)
        medium = _words_of(clause, near, content) if near is not None and near < quoted else None
        return Who(_words_of(clause, quoted, content), quoted, medium, reference)
    head = _subject(clause, verb, words) if clause.parsed else None
    if head is not None and _inside(clause, head, content):
        head = None
    if head is None:
        head = _near(clause, verb, content, words)
    if head is None:
        head = _place_of_speech(clause, verb, content, words)
    if head is None:
        head = _past_phrases(clause, verb, content, words)
    behind = _behind_house(clause, verb, head, content) or _behind_stamp(clause, verb, head)
    if behind is not None and head is not None:
        source = _words_of(clause, behind, content)
        house = clause.balanced(*clause.trimmed(head, behind if source is None else source[0]))
        return Who(source, behind, house, reference)
    source = _words_of(clause, head, content)
    return Who(source, head, _medium(clause, verb, source, content, words), reference)


def is_told(clause: Clause, verb: int, words: Lexicon) -> bool:
    """Tell whether a verb says that something is said, and its subject is nobody who says it."""
    token = clause.tokens[verb]
    return token.lemma in words.told or (token.text.lower() in words.stated and token.pos in {"VERB", "ADJ"})


def quoted_post(clause: Clause, verb: int, words: Lexicon) -> int | None:
    """Return whose words a house quotes: "X quotes the words of the ministry"."""
    tokens = clause.tokens
    if tokens[verb].lemma not in words.carry:
        return None
    for index in range(verb + 1, min(verb + _QUOTING, len(tokens) - 1)):
        if tokens[index].text in _STOPS:
            return None
        if tokens[index].lemma in words.posts:
            return _owner(clause, index, words)
    return None


def _words_of(clause: Clause, head: int | None, content: tuple[Span, ...]) -> tuple[int, int] | None:
    """Return the words of a source without the preposition, conjunction or particles at its edges."""
    source = _outside(clause, clause.phrase(head), content) if head is not None else None
    if source is None or head is None:
        return None
    first, end = clause.balanced(*source)
    while first < head and clause.tokens[first].pos in _LEADING:
        first += 1
    while end - 1 > head and clause.tokens[end - 1].pos == "PART":
        end -= 1
    return (first, end) if end > first else None


def _subject(clause: Clause, verb: int, words: Lexicon) -> int | None:
    if "VerbForm=Part" in clause.tokens[verb].tag and clause.tokens[verb].dep.startswith("acl"):
        noun = clause.tokens[verb].head
        return noun if clause.tokens[noun].entity or "Animacy=Anim" in clause.tokens[noun].tag else None
    for _ in range(_CHAIN):
        subject = clause.child(verb, *_SUBJECTS)
        if subject is not None:
            relative = clause.tokens[subject].lemma in words.relative
            named = relative and clause.tokens[verb].dep.startswith("acl")
            return clause.tokens[verb].head if named else subject
        if clause.tokens[verb].dep not in {"conj", "advcl", "xcomp"}:
            return None
        verb = clause.tokens[verb].head
    return None


def _near(clause: Clause, verb: int, content: tuple[Span, ...], words: Lexicon) -> int | None:
    """Return the subject of a verb by its place, where the tree names none: after it, else before it."""
    tokens = clause.tokens
    for index in range(verb + 1, len(tokens)):
        token = tokens[index]
        if token.text in _STOPS or token.pos == "ADP" or _inside(clause, index, content):
            break
        if _may_be_subject(clause, index, verb, words):
            return index
    found = None
    for index in range(verb - 1, -1, -1):
        token = tokens[index]
        if token.text in _STOPS - {","} or clause.finite(index) or _inside(clause, index, content):
            break
        if is_nominative(token.tag) or (not clause.parsed and token.pos == "NOUN"):
            found = index if _may_be_subject(clause, index, verb, words) else found
    return found


def _past_phrases(clause: Clause, verb: int, content: tuple[Span, ...], words: Lexicon) -> int | None:
    """Return who speaks behind when or where it was said: "said on Monday on Telegram the mayor"."""
    tokens = clause.tokens
    index = verb + 1
    while index < min(len(tokens), verb + _PHRASES):
        token = tokens[index]
        if token.text in _STOPS or clause.finite(index) or _inside(clause, index, content):
            return None
        if token.pos == "ADP":
            noun = range(index + 1, min(index + _PHRASE, len(tokens)))
            inside = (at for at in noun if tokens[at].pos in {"NOUN", "PROPN", "X"})
            index = next(inside, len(tokens)) + 1
            continue
        known = token.lemma in words.types or token.lemma in words.anonymous or token.entity == "PERSON"
        if known and is_nominative(token.tag) and token.pos in _NOMINAL:
            return index
        index += 1
    return None


def _may_be_subject(clause: Clause, index: int, verb: int, words: Lexicon) -> bool:
    """Tell whether a word may be the subject of a verb: by its case, and by its gender and number."""
    token = clause.tokens[index]
    if not clause.parsed and token.pos == "X":
        return token.text[:1].isupper()
    if token.pos not in _NOMINAL:
        return _surname(clause, index)
    if _oblique(token.tag):
        return clause.nominative(index)
    person = token.lemma in words.types or token.lemma in words.anonymous or token.text[:1].isupper()
    return person or _agree(clause.tokens[verb].tag, token.tag)


def _surname(clause: Clause, index: int) -> bool:
    """Tell whether an adjective is a surname that no noun follows: Ukrainian ones are tagged so."""
    token, tokens = clause.tokens[index], clause.tokens
    if clause.parsed or token.pos != "ADJ" or not index or not token.text[:1].isupper():
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    alone = after is None or after.pos in {"PUNCT", "VERB", "ADP", "CCONJ", "ADV"}
    return alone and "nomn" in token.tag and "plur" not in token.tag and "neut" not in token.tag


def _agree(verb: str, noun: str) -> bool:
    """Tell whether a verb's form allows a noun: people may be called by a noun of another gender."""
    if "inan" not in noun or "Fixd" in noun or "past" not in verb:
        return True
    for gender in ("masc", "femn", "neut"):
        if gender in verb:
            return gender in noun and "plur" not in noun
    return "plur" not in verb or "plur" in noun


def _oblique(tag: str) -> bool:
    if "Case=" in tag:
        return "Case=Nom" not in tag
    return any(case in tag for case in ("gent", "datv", "accs", "ablt", "loct")) and "nomn" not in tag


def _behind_house(clause: Clause, verb: int, head: int | None, content: tuple[Span, ...]) -> int | None:
    """Return who told a house what it carries: "told <house> the head of the region"."""
    tokens = clause.tokens
    marks = head is not None and head == verb + 2 and tokens[verb + 1].text in {"«", '"'}
    if head is None or not (marks or head == verb + 1) or not (marks or tokens[head].entity == "ORG"):
        return None
    index = head + 1
    while marks and index < len(tokens) and tokens[index - 1].text not in {"»", '"'}:
        index += 1
    while index < len(tokens) and tokens[index].entity == "ORG" and not tokens[index].entity_start:
        index += 1
    for at in range(index, min(index + 3, len(tokens))):
        token = tokens[at]
        if token.text in _STOPS or token.pos not in {"ADJ", "NOUN", "PROPN"} or _inside(clause, at, content):
            return None
        if token.pos != "ADJ":
            animate = "Animacy=Anim" in token.tag or "NOUN,anim" in token.tag or token.entity == "PERSON"
            return at if is_nominative(token.tag) and animate else None
    return None


def _behind_stamp(clause: Clause, verb: int, head: int | None) -> int | None:
    """Return who speaks behind an agency's stamp: "<agency> - The governor reported"."""
    if head is None or clause.tokens[head].entity != "ORG" or head > verb:
        return None
    dash = next((at for at in range(head + 1, verb) if clause.tokens[at].text in {"-", "–", "—"}), None)
    for at in range(dash + 1, verb) if dash is not None else ():
        token = clause.tokens[at]
        if token.pos in _NOMINAL and is_nominative(token.tag):
            return at
    return None


def _place_of_speech(clause: Clause, verb: int, content: tuple[Span, ...], words: Lexicon) -> int | None:
    """Return the house in "they said at the ministry" and "at the ministry they said"."""
    tokens = clause.tokens
    plural = "Number=Plur" in tokens[verb].tag or "plur" in tokens[verb].tag
    if not plural and not is_told(clause, verb, words):
        return None
    for index in range(verb + 1, min(len(tokens) - 1, verb + 8)):
        if tokens[index].text.lower() in _IN:
            house = _house(clause, index, words)
            if house is not None and not _inside(clause, house, content):
                return house
        if tokens[index].text in _STOPS:
            break
    for index in range(verb - 1, -1, -1):
        if tokens[index].text in _STOPS:
            break
        house = _house(clause, index, words) if tokens[index].text.lower() in _IN else None
        if house is not None and _is_house(clause, house, words) and not _inside(clause, house, content):
            return house
    return None


def _house(clause: Clause, index: int, words: Lexicon) -> int | None:
    """Return the noun that a preposition of place stands before, but for days, posts and conversations."""
    for at in range(index + 1, min(len(clause.tokens), index + 5)):
        token = clause.tokens[at]
        if token.pos in _NOMINAL or token.pos == "X":
            said_there = token.lemma in words.elsewhere or token.lemma in words.documents
            return None if said_there or token.pos == "PRON" else at
        if token.pos not in {"ADJ", "DET", "PUNCT", "NUM"}:
            return None
    return None


def _is_house(clause: Clause, index: int, words: Lexicon) -> bool:
    token = clause.tokens[index]
    known = token.lemma in words.types or token.lemma in words.houses or token.lemma in words.media
    return known or token.entity in {"ORG", "GPE"} or (len(token.text) > 1 and token.text.isupper())


def _document(clause: Clause, verb: int, content: tuple[Span, ...], words: Lexicon) -> int | None:
    """Return whose post, statement or site says it; the post itself where nobody is named."""
    tokens = clause.tokens
    places = [
        index + 1
        for index in range(len(tokens) - 1)
        if tokens[index].text.lower() in _IN and not _inside(clause, index, content)
    ]
    for start in sorted(places, key=lambda at: abs(at - verb)):
        for at in range(start, min(start + 3, len(tokens))):
            if tokens[at].lemma in words.documents:
                return _owner(clause, at, words) or at
            if tokens[at].lemma in words.elsewhere and (
                tokens[at].pos in {"PROPN", "X"} or tokens[at].text[:1].isupper()
            ):
                return _owner(clause, at, words)  # "it is reported on Twitter of the ministry"
            if tokens[at].pos not in {"ADJ", "DET", "NUM"}:
                break
    return None


def _owner(clause: Clause, noun: int, words: Lexicon) -> int | None:
    """Return the noun in the genitive after another: whose words they are."""
    for at in range(noun + 1, min(noun + 4, len(clause.tokens))):
        token = clause.tokens[at]
        if token.pos in {"NOUN", "PROPN", "X"}:
            whose = clause.genitive(at) or token.lemma in words.houses
            return at if whose or (token.text.isupper() and len(token.text) > 1) else None
        if token.pos != "ADJ" and token.text not in {"«", '"'}:
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
