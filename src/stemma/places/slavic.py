"""Places of Russian and Ukrainian reports: names brought into the nominative and looked up."""

# ruff: noqa: RUF001, RUF003 (Cyrillic letters)

import re
from collections.abc import Iterator, Sequence
from functools import cache

from stemma.morphology import dictionary_forms, nominative
from stemma.places.communities import find_communities
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.lexicon import slavic_words
from stemma.places.mention import Mention
from stemma.records import ParsedReport, Report, Sentence, Token
from stemma.resources import load_toml

_LONGEST = 4  # words of a name ("Автономная Республика Крым" has three)
_PLACES = frozenset({"GPE", "LOC"})
# A name that no entity marks must be this large to count without a preposition of place before it.
_WELL_KNOWN = 100_000
_AT, _AND = frozenset({"в", "у", "на"}), frozenset({"и", "і", "й", "та"})
# Prepositions after which two names of one town are no person's ("по Кривому Рогу").
_UPON = frozenset({"в", "во", "у", "по", "под", "під", "над", "возле", "біля"})
# Cases end a town's name that no dictionary has: "Куп'янська" is of "Куп'янськ".
_ENDINGS = ("ом", "ем", "а", "у", "е", "і", "я", "ю")
_LEAST_STEM = 4
# What stands after a name in a list of places, and after a place that opens a line of a digest.
_GOES_ON = frozenset({",", ".", ";", ")", "(", "!", *_AND})
_OPENING = frozenset({":", "—", "–", "-"})
# A line of a digest counts people so many words behind its place.
_COUNTED = 5
# A verb stands so many words before its object where "with artillery" stands between.
_WITH = 3
# The cases of a name for a land, whatever a dictionary makes of it, and how the name itself ends.
_LANDS = {
    "а": re.compile(r"(\w[\w-]*[щч]ин)(?:а|ы|и|е|і|у|ой|ою|о)"),
    "е": re.compile(r"(\w+ь)(?:е|я|ю|ем|и)"),
}
# "Нікопольщина" is the district of Nikopol where it is no region.
_AROUND, _DISTRICT = "щина", "ський район"


def find_slavic(report: Report, parsed: ParsedReport, gazetteer: Gazetteer) -> list[Mention]:
    """Return the place mentions of a Russian or Ukrainian report in reading order."""
    found: list[Mention] = []
    for sentence in parsed.sentences:
        index = 0
        while index < len(sentence.tokens):
            joined = bool(found) and _is_joined(sentence, index, found[-1])
            listed = bool(found) and _is_listed(sentence, index, found[-1])
            mention = (
                _land(sentence, index)
                or _listed_region(sentence, index, report.language, gazetteer)
                or _at(sentence, index, report.language, gazetteer, joined=joined, listed=listed)
                or _village(sentence, index)
            )
            if mention is not None:
                found.append(mention)
            index = mention.last if mention is not None else index + 1
    communities = find_communities(parsed, report.language, gazetteer, found)
    return sorted((*found, *communities), key=lambda m: (m.start, m.end))


def _village(sentence: Sentence, index: int) -> Mention | None:
    """Return the name behind "the village of", which no gazetteer needs to have; None for no such name."""
    tokens = sentence.tokens
    if not index or not tokens[index].text[:1].isupper():
        return None
    if not {tokens[index - 1].lemma, tokens[index - 1].text.lower()} & slavic_words("villages"):
        return None
    last = index + 1
    while last < len(tokens) and tokens[last - 1].pos == "ADJ" and tokens[last].text[:1].isupper():
        last += 1
    if tokens[last - 1].pos == "ADJ" and last < len(tokens) and tokens[last].lemma in slavic_words("areas"):
        return None  # "in the village, in X district", of which a word is lost
    name = _joined(tokens[index:last], [token.text for token in tokens[index:last]])
    return Mention(sentence, index, last, name, name, feature="settlement", tagged=True)


def _is_joined(sentence: Sentence, index: int, before: Mention) -> bool:
    """Return whether a word follows a place and a word for "and": in Beryslav and Kakhovka."""
    follows = before.sentence is sentence and before.last == index - 1
    return follows and sentence.tokens[index - 1].text.lower() in _AND


def _is_listed(sentence: Sentence, index: int, before: Mention) -> bool:
    """Return whether a word goes on with a list of places: names alone between a place and it, and a comma.

    Names that no gazetteer has do not end the list.
    """
    tokens = sentence.tokens
    if before.sentence is not sentence or tokens[index - 1].text not in (",", *_AND):
        return False
    between = tokens[before.last : index]
    listed = all(
        token.text in (",", *_AND) or (token.text[:1].isupper() and token.entity != "PERSON")
        for token in between
    )
    end = index + 1
    while end < len(tokens) and end < index + _LONGEST and tokens[end].text[:1].isupper():
        end += 1
    return listed and (end == len(tokens) or tokens[end].text.lower() in _GOES_ON)


def _opens(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Return whether a name opens its sentence before a dash or colon ("Kharkiv: two strikes")."""
    return index == 0 and last < len(tokens) and tokens[last].text in _OPENING


def _at(
    sentence: Sentence, index: int, language: str, gazetteer: Gazetteer, *, joined: bool, listed: bool
) -> Mention | None:
    """Return the longest place name that begins at a word.

    ``joined`` says that it follows a place and a word for "and", ``listed`` a place and a comma.
    """
    tokens = sentence.tokens
    before = tokens[index - 1].text.lower() if index else ""
    # No network names Ukrainian persons, and dictionaries have surnames that towns' cases are forms of. No
    # dative follows "in": what is taken for one is a locative.
    tag = tokens[index].tag
    placed = language == "uk" and (joined or (before in _AT and ("loct" in tag or "datv" in tag)))
    upon = before in _UPON  # two names of one large town are no person's after these
    item = _itemised(tokens, index, index + 1)
    if not tokens[index].text[:1].isupper() or (_of_person(tokens, index) and not (placed or upon or item)):
        return None
    for last in range(min(len(tokens), index + _LONGEST), index, -1):
        words = tokens[index:last]
        if any(not _of_name(word, at) for at, word in enumerate(words)):
            continue
        person = _of_person(tokens, last - 1) and not (placed and last == index + 1)
        if person and not (upon and last > index + 1) and not (item and last == index + 1):
            continue
        for name in _forms(words, language, every=placed):
            wide = _wide(sentence, (index, last), name, language, gazetteer)
            if wide is not None:
                return wide
            entries = gazetteer.find(name)
            if not entries or (person and not item and entries[0].population < _WELL_KNOWN):
                continue
            tagged = any(word.entity in _PLACES for word in words)
            known = entries[0].population >= _WELL_KNOWN or entries[0].kind in {"region", "country"}
            known = known and (index > 0 or _opens(tokens, index, last)) and not _first_name(tokens, last)
            located = joined or listed or _is_led(tokens, index) or _itemised(tokens, index, last)
            marked = tagged or located or known or words[-1].lemma in slavic_words("areas")
            if marked and not _names_after(words, tokens, last):
                feature = "region" if words[-1].lemma in slavic_words("areas") else _in_town(before, entries)
                return Mention(sentence, index, last, name, name, feature=feature, tagged=True)
    return None


def _wide(
    sentence: Sentence, words: tuple[int, int], name: str, language: str, gazetteer: Gazetteer
) -> Mention | None:
    """Return the country or region of a name, None where it is neither."""
    country = _countries(language).get(name.casefold())
    entry = gazetteer.country(country) if country else None
    if entry is not None:
        return Mention(sentence, *words, entry.name, entry.name, tagged=True)
    region = _regions().get(name) or _around(name, gazetteer)
    if region is None:
        return None
    return Mention(sentence, *words, region, region, feature="region", tagged=True)


def _itemised(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Return whether a name opens an item of a digest that counts people hurt."""
    opens = not index or tokens[index - 1].text in (",", ";", "•")
    if not opens or last >= len(tokens) or tokens[last].text not in _OPENING:
        return False
    return any(token.lemma in slavic_words("hurt") for token in tokens[last + 1 : last + 1 + _COUNTED])


def _is_led(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether what stands before a name leads to a place: "in", "shelled", "the village of"."""
    if not index:
        return False
    before, struck = tokens[index - 1].text.lower(), slavic_words("struck")
    if before in slavic_words("leading") | slavic_words("listing") or tokens[index - 1].lemma in struck:
        return True
    # "shelled with artillery X"
    weapon = index > _WITH and tokens[index - 2].pos == "ADP" and tokens[index - _WITH].lemma in struck
    return weapon or _after_short(tokens, index)


def _names_after(words: tuple[Token, ...], tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether an adjective is only the beginning of a name ("Upper X", where no X is known)."""
    after = tokens[last] if last < len(tokens) else None
    alone = len(words) == 1 and words[0].pos == "ADJ"
    return alone and after is not None and after.pos == "PROPN" and after.text[:1].isupper()


def _first_name(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether a name follows at once: what stands before it is a first name, as Volodymyr is too."""
    return last < len(tokens) and tokens[last].text[:1].isupper()


def _land(sentence: Sentence, index: int) -> Mention | None:
    """Return a region by a short name in any case ("на Одещині"), None where a word is none.

    Dictionaries have few of these names, and take the others for surnames.
    """
    text, regions = sentence.tokens[index].text, _regions()
    stems = ((ending, cases.fullmatch(text)) for ending, cases in _LANDS.items())
    region = next((regions.get(stem[1] + ending) for ending, stem in stems if stem is not None), None)
    if region is None:
        return None
    return Mention(sentence, index, index + 1, region, region, feature="region", tagged=True)


def _around(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the district that a Ukrainian name for the land around a town stands for, None for none."""
    if not name.endswith(_AROUND):
        return None
    district = name.removesuffix(_AROUND) + _DISTRICT
    return district if gazetteer.find(district) else None


def _listed_region(sentence: Sentence, index: int, language: str, gazetteer: Gazetteer) -> Mention | None:
    """Return a region of which several share the noun ("the X, Y and Z regions"), None for no such list."""
    token, name = sentence.tokens[index], ""
    if token.pos in ("ADJ", "PROPN") and token.text[:1].isupper():
        for after in sentence.tokens[index + 1 :]:
            if after.lemma == "область" and ("Plur" in after.tag or "plur" in after.tag):
                name = f"{nominative(token.text, token.tag, language)} область"
            if after.pos != "ADJ" and after.text.lower() not in (*_AND, ","):
                break
    if not name or not gazetteer.find(name):
        return None
    return Mention(sentence, index, index + 1, name, name, feature="region", tagged=True)


def _in_town(before: str, entries: Sequence[Entry]) -> str:
    """Return "settlement" for a name after "in" that a river has too: nobody lives in the river."""
    kinds = {entry.kind for entry in entries}
    return "settlement" if before in _AT and kinds >= {"river", "settlement"} else ""


def _after_short(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a word for a settlement, cut short, stands before a name."""
    return (
        index > 1
        and tokens[index - 1].text == "."
        and tokens[index - 2].text.lower() in slavic_words("short")
    )


def _of_person(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a word is of a person's or a house's name; a thing taken for a person is none."""
    token = tokens[index]
    if token.entity == "ORG":
        return True
    alone = not any(
        0 <= near < len(tokens) and tokens[near].entity == "PERSON" for near in (index - 1, index + 1)
    )
    return token.entity == "PERSON" and not (alone and "Animacy=Inan" in token.tag)


def _of_name(token: Token, place: int) -> bool:
    area = place > 0 and token.lemma in slavic_words("areas")
    return token.text[:1].isupper() or area or token.text in {"-", "и", "і"}


def _forms(words: tuple[Token, ...], language: str, *, every: bool) -> Iterator[str]:
    """Yield a name as it stands, with every word in the nominative, and as a dictionary has it.

    ``every`` yields all words whose form a single word may be.
    """
    yield _joined(words, [word.text for word in words])
    yield _joined(words, [nominative(word.text, word.tag, language) for word in words])
    if len(words) == 1:
        yield words[0].lemma.capitalize()
        yield from dictionary_forms(words[0].text, language) if every else ()
        text = words[0].text
        for ending in _ENDINGS:
            if text.endswith(ending) and len(text) - len(ending) >= _LEAST_STEM:
                yield text[: -len(ending)]


def _joined(words: tuple[Token, ...], texts: list[str]) -> str:
    made = texts[0]
    for index in range(1, len(words)):
        made += (" " if words[index - 1].end < words[index].start else "") + texts[index]
    return made


@cache
def _regions() -> dict[str, str]:
    names: dict[str, str] = load_toml("places", "slavic.toml")["regions"]
    return names


@cache
def _countries(language: str) -> dict[str, str]:
    place = 0 if language == "ru" else 1
    rows: dict[str, list[list[str]]] = load_toml("places", "slavic.toml")["countries"]
    return {name.casefold(): code for code, names in rows.items() for name in names[place]}
