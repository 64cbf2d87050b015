"""Names that only point to a place: adjectives of countries, and places inside names of organisations.

Gritta, Pilehvar and Collier (2020) call them associative toponyms, against literal ones, where
something is. They are no place of an event; they are found on request only.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.records import ParsedReport, Report, Sentence, Token

# A town of fewer people counts inside an organisation's name only if the name is of two words, or a word
# after it says that the organisation is the town's ("X Police").
_LEAST_PEOPLE = 15_000
# A name that no other word of an organisation's name follows counts for so many people. Of smaller towns'
# names that the report gives nowhere else, LGL and TR-News (every other article) label 32 of 112, of larger
# ones 20 of 26.
_LEAST_ALONE = 100_000
_LONGEST = 3
_NOT_NAMES = frozenset({"PERSON", "DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT"})


def find_associative(
    report: Report, parsed: ParsedReport, gazetteer: Gazetteer, literal: Iterable[Mention]
) -> list[Mention]:
    """Return the associative mentions beside the literal ones, in reading order."""
    taken: set[int] = set()
    named: set[str] = set()
    for mention in literal:
        named.add(name_key(mention.name))
        taken.update(t.start for t in mention.sentence.tokens[mention.first : mention.last])
    found: list[Mention] = []
    for sentence in parsed.sentences:
        found.extend(_in_sentence(_Search(report.text, gazetteer, taken, named), sentence))
    return found


class _Search(Struct, frozen=True):
    """Where names are looked for: in a report's text, beside the tokens taken and the places named."""

    text: str
    gazetteer: Gazetteer
    taken: set[int]
    named: set[str]


def _in_sentence(search: _Search, sentence: Sentence) -> Iterator[Mention]:
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        step = 1
        if token.start not in search.taken and token.text[:1].isupper():
            if country := _demonym(tokens, index):
                iso, step = country
                if entry := search.gazetteer.country(iso):
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
                longest = _embedded(search, tokens, index)
                if longest:
                    step = longest
                    name = search.text[token.start : tokens[index + step - 1].end]
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


def _embedded(search: _Search, tokens: Sequence[Token], index: int) -> int:
    """Return how many tokens of a longer name, from ``index`` on, name a place; 0 for none."""
    words = lexicon()
    for length in range(min(_LONGEST, len(tokens) - index), 0, -1):
        part = tokens[index : index + length]
        if any(t.start in search.taken or not t.text[:1].isupper() or t.entity in _NOT_NAMES for t in part):
            continue
        name = search.text[part[0].start : part[-1].end]
        key = name_key(name)
        if key in words.never or len(key) < 3 or key in words.feature_words:  # noqa: PLR2004 - codes
            continue
        wide = key in words.unless_tagged
        least = 0 if key in search.named else _least_people(tokens, index, length)
        if any(_important(e, least, wide=wide) for e in search.gazetteer.find(name)):
            return length
    return 0


def _least_people(tokens: Sequence[Token], first: int, length: int) -> int:
    """Return how many people a town needs for its name to count, by the words around the name."""
    last = first + length
    after = tokens[last].text if last < len(tokens) else ""
    if after.lower() in lexicon().civic and after[0].isupper():
        return 0
    entity = tokens[first].entity
    followed = after[:1].isupper() and tokens[last].entity == entity and not tokens[last].entity_start
    if not entity or not followed:
        return _LEAST_ALONE
    return 0 if length > 1 else _LEAST_PEOPLE


def _important(entry: Entry, least: int, *, wide: bool) -> bool:
    """Tell whether a place counts inside a name: a wide area, or a town of ``least`` people or more."""
    if entry.is_district:
        # They share their names with surnames: LGL's end-to-end F1 falls from .717 to .703 with them.
        return False
    if entry.kind in {"country", "region", "county", "continent"}:
        return entry.main or entry.kind == "country"
    return not wide and entry.kind in {"settlement", "capital"} and entry.main and entry.population >= least
