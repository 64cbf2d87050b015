"""Russian and Ukrainian districts and communities that are called by an adjective of their town."""

# ruff: noqa: RUF001 (Cyrillic letters)

import re
from collections.abc import Iterator, Sequence
from functools import cache

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.lexicon import slavic_words
from stemma.places.mention import Mention
from stemma.records import ParsedReport, Sentence, Token

# "Zendan rural territorial community": so many adjectives stand between.
_LONGEST = 3
_ADJECTIVE = re.compile(
    r"(?P<stem>[\w'\u2019\u02bc-]{2,}?)(?P<soft>[сц]ьк|[сц]к)"
    r"(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|і|их|ими|ом|ая|ой|ую|ие|ым|ыми)",
    re.IGNORECASE,
)
# What a town's name may end in where its adjective has the ending alone: "Сумський" of "Суми".
_ENDINGS = {
    "uk": ("", "ськ", "и", "ка", "е", "а", "я", "ь", "о", "є", "ське"),
    "ru": ("", "ск", "о", "ка", "ы", "и", "е", "а", "ь", "ки", "ское"),
}
# Endings of stems that stand for others: "Міловський" of "Мілове", "Шосткинський" of "Шостка".
_CHANGED = (
    ("пільськ", "пілля"), ("івськ", "ове"), ("івськ", "ова"), ("івськ", "и"), ("івськ", "і"), ("ївськ", "ї"),
    ("инськ", "а"), ("анськ", "а"), ("лянськ", "ля"), ("ійськ", "ія"), ("цьк", "ць"), ("цьк", "ці"),
    ("анск", "а"), ("инск", "а"), ("цк", "ц"), ("цк", "цы"),
)  # fmt: skip
# The first words of names written as one in the adjective: "Великоярський" of "Великий Яр".
_FIRST = {
    "велико": ("Велика", "Великий", "Велике", "Великі"), "мало": ("Мала", "Малий", "Мале", "Малі"),
    "ново": ("Нова", "Новий", "Нове", "Нові"), "старо": ("Стара", "Старий", "Старе", "Старі"),
}  # fmt: skip
# A Ukrainian district has a town of so many people; where none has, it is a city's quarter of that name.
_DISTRICT_TOWN = 10_000
_ALONE = 5_000  # where the report names no region, so many people make a town's name the one that is meant


def find_communities(
    parsed: ParsedReport, language: str, gazetteer: Gazetteer, found: Sequence[Mention]
) -> list[Mention]:
    """Return the districts and communities named by an adjective of their town, as their towns.

    Of the names that an adjective may be of, the one is taken that has a place in a region which the
    report names.

    Args:
        parsed: the parsed report.
        language: "ru" or "uk".
        gazetteer: where names are looked up.
        found: the other places of the report, whose words are left to them.
    """
    regions = _regions_of(found, gazetteer)
    taken: dict[int, set[int]] = {}
    for mention in found:
        taken.setdefault(id(mention.sentence), set()).update(range(mention.first, mention.last))
    return [
        mention
        for sentence in parsed.sentences
        for mention in _in_sentence(sentence, language, gazetteer, regions, taken.get(id(sentence), set()))
    ]


def _in_sentence(
    sentence: Sentence,
    language: str,
    gazetteer: Gazetteer,
    regions: frozenset[tuple[str, str]],
    taken: set[int],
) -> Iterator[Mention]:
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if index in taken or not token.text[:1].isupper():
            continue
        end = _noun_after(tokens, index)
        if end is None:
            continue
        quarter = language == "uk" and tokens[end - 1].lemma == "район"
        least = _DISTRICT_TOWN if quarter else 0
        for name in town_names(token.text, language):
            if _is_there(gazetteer.find(name), regions, least):
                yield Mention(sentence, index, end, name, name, feature="district", tagged=True)
                break


def _noun_after(tokens: Sequence[Token], index: int) -> int | None:
    """Return where "X rural community" ends, of a list ("X and Y communities") the first adjective."""
    words, listed = slavic_words("communities"), False
    for at in range(index + 1, min(len(tokens), index + 2 + _LONGEST)):
        token = tokens[at]
        if token.lemma in words:
            of_city = at + 1 < len(tokens) and (
                tokens[at + 1].pos == "PROPN" or tokens[at + 1].lemma in {"місто", "город"}
            )
            return None if of_city else index + 1 if listed else at + 1
        if token.text in {",", "та", "і", "й", "и"} or token.text[:1].isupper():
            listed = True
        elif token.pos != "ADJ":
            return None
    return None


@cache
def town_names(adjective: str, language: str) -> tuple[str, ...]:
    """Return the names that a town may have of which a word is the adjective, the likeliest first."""
    found = _ADJECTIVE.fullmatch(adjective)
    if found is None:
        return ()
    stem, whole = found["stem"], found["stem"] + found["soft"].lower()
    names = [stem + ending for ending in _ENDINGS[language]] if found["soft"][0] in "сС" else []
    names += [whole[: -len(old)] + new for old, new in _CHANGED if whole.endswith(old)]
    first = next((word for word in _FIRST if stem.lower().startswith(word) and len(stem) > len(word) + 2), "")
    if first:
        rest = [name[len(first) :] for name in names]
        names += [f"{word} {name[:1].upper()}{name[1:]}" for name in rest for word in _FIRST[first]]
    if "-" in stem:
        names += [re.sub(r"[ое]-", "а-", name) for name in names]
    return tuple(dict.fromkeys(names))


def _regions_of(found: Sequence[Mention], gazetteer: Gazetteer) -> frozenset[tuple[str, str]]:
    """Return the regions that a report names, by country and first-order code."""
    names = {mention.name for mention in found if mention.feature == "region"}
    return frozenset(
        (entry.country, entry.admin1)
        for name in names
        for entry in gazetteer.find(name)
        if entry.kind == "region"
    )


def _is_there(entries: Sequence[Entry], regions: frozenset[tuple[str, str]], least: int) -> bool:
    """Tell whether a name has a town in one of the regions; a town of some size where none is named."""
    towns = [e for e in entries if e.kind in {"settlement", "capital"} and e.population >= least]
    if regions:
        return any((town.country, town.admin1) in regions for town in towns)
    return any(town.population >= _ALONE and town.country in {"UA", "RU", "BY"} for town in towns)
