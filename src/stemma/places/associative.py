"""Names that only point to a place: adjectives of countries, and places inside names of organisations.

Gritta, Pilehvar and Collier (2020) call them associative toponyms, against literal ones, where
something is. They are no place of an event; they are found on request only.
"""

from collections.abc import Iterable, Iterator, Sequence

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.records import ParsedReport, Report, Sentence, Token

# A town of fewer people counts inside an organisation's name only if the name is of two words.
_LEAST_PEOPLE = 15_000
_LONGEST = 3
_NOT_NAMES = frozenset({"PERSON", "DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT"})


def find_associative(
    report: Report, parsed: ParsedReport, gazetteer: Gazetteer, literal: Iterable[Mention]
) -> list[Mention]:
    """Return the associative mentions beside the literal ones, in reading order."""
    taken: set[int] = set()
    for mention in literal:
        taken.update(t.start for t in mention.sentence.tokens[mention.first : mention.last])
    found: list[Mention] = []
    for sentence in parsed.sentences:
        found.extend(_in_sentence(report.text, sentence, gazetteer, taken))
    return found


def _in_sentence(text: str, sentence: Sentence, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Mention]:
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        step = 1
        if token.start not in taken and token.text[:1].isupper():
            if country := _demonym(tokens, index):
                iso, step = country
                if entry := gazetteer.country(iso):
                    yield Mention(
                        sentence,
                        index,
                        index + step,
                        entry.name,
                        entry.name,
                        tagged=True,
                        association="demonym",
                    )
            elif token.entity not in _NOT_NAMES:
                longest = _embedded(text, tokens, index, gazetteer, taken)
                if longest:
                    step = longest
                    name = text[token.start : tokens[index + step - 1].end]
                    yield Mention(sentence, index, index + step, name, name, association="organisation")
        index += step


def _demonym(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Return the ISO code and the number of tokens of a demonym that starts at ``index``."""
    known = lexicon().demonyms
    word = tokens[index].text.lower()
    if index + 1 < len(tokens):
        pair = f"{word}-{tokens[index + 1].text.lower()}"
        if iso := known.get(pair) or known.get(pair.removesuffix("s")):
            return iso, 2
    iso = known.get(word) or known.get(word.removesuffix("s"))
    return (iso, 1) if iso else None


def _embedded(text: str, tokens: Sequence[Token], index: int, gazetteer: Gazetteer, taken: set[int]) -> int:
    """Return how many tokens of a longer name, from ``index`` on, name a place; 0 for none."""
    words = lexicon()
    for length in range(min(_LONGEST, len(tokens) - index), 0, -1):
        part = tokens[index : index + length]
        if any(t.start in taken or not t.text[:1].isupper() or t.entity in _NOT_NAMES for t in part):
            continue
        name = text[part[0].start : part[-1].end]
        key = name_key(name)
        if key in words.never or key in words.unless_tagged or len(key) < 3 or key in words.feature_words:  # noqa: PLR2004 - codes
            continue
        if any(_important(entry, length) for entry in gazetteer.find(name)):
            return length
    return 0


def _important(entry: Entry, length: int) -> bool:
    if entry.is_district:
        # They share their names with surnames: LGL's end-to-end F1 falls from .717 to .703 with them.
        return False
    if entry.kind in {"country", "region", "county", "continent"}:
        return entry.main or entry.kind == "country"
    if entry.kind in {"settlement", "capital"}:
        return entry.main and (length > 1 or entry.population >= _LEAST_PEOPLE)
    return False
