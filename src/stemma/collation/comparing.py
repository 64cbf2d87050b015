"""How much two statements' words overlap, and what in them cannot both be right."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from operator import itemgetter

from rapidfuzz.distance import JaroWinkler

from stemma.collation.numbers import Figure, agree, comparable, counted_alike, counts_some
from stemma.collation.statements import Content, Overlap, Statement, Weights
from stemma.collation.whereabouts import places_in
from stemma.collation.words import Word, alike, bare, lexicon, nation_code, read_word
from stemma.resources import load_toml

# What a pair of words counts that are not equal but of one family ("justify", "justification").
_FAMILY = 0.8
# What a seat of government counts against its nation ("Kremlin", "Russia").
_SEAT = 0.6
# Jaro-Winkler above which two names are spellings of each other (Derhachi/Dergachi .94).
_SPELLING = 0.88
# Jaro-Winkler above which one name may be a garbled form of another (Kharkiv/Kherson .60 is not).
GARBLED = 0.7
_ARTICLE = 2  # letters of the Arabic article
DENIED = "one denies what the other affirms"
# What words of one family add to a score at most (seen on FA-KES: .18).
MOST_BY_FAMILIES = 0.2


def overlap(a: Statement, b: Statement, weight: Weights, least: float = 0.0) -> Overlap:
    """Compare two statements' content words, weighted by how telling they are.

    Args:
        a: one statement.
        b: the other.
        weight: the stems' weights.
        least: a score of interest: where equal words stay so far below it that words of one family
            will not reach it either, these are not looked for.
    """
    # Copies say the same in the same words: what two contents share is worked out once.
    key = (a.stems, b.stems, least)
    found = weight.overlaps.get(key)
    if found is None:
        if len(weight.overlaps) >= _REMEMBERED:
            weight.overlaps.clear()
        found = overlap_of(a.stems, weight.total(a), b.stems, weight.total(b), weight.of, least)
        weight.overlaps[key] = found
    return found


_REMEMBERED = 65_536  # pairs: 16 MB or so


def overlap_of(  # noqa: PLR0917  two of everything
    a: frozenset[str],
    total_a: float,
    b: frozenset[str],
    total_b: float,
    of: Mapping[str, float],
    least: float = 0.0,
) -> Overlap:
    """Compare stems with their whole weights, as `overlap` does."""
    if not total_a or not total_b:
        return Overlap(0.0, 0.0, 0)
    both = a & b
    matched = sum([of[stem] for stem in both])
    if score_of(matched, total_a, total_b) < least - MOST_BY_FAMILIES:
        return _overlap(matched, total_a, total_b, len(both))
    count = len(both)
    for stem, kin in _kin(a, b, both):
        best = max([(_kinship(stem, other), other) for other in kin], default=(0.0, ""))
        if best[0]:
            matched += best[0] * min(of[stem], of[best[1]])
            kin.remove(best[1])
            count += 1
    return _overlap(matched, total_a, total_b, count)


def _kin(a: frozenset[str], b: frozenset[str], both: frozenset[str]) -> list[tuple[str, list[str]]]:
    """Return the stems that only the first side has, each with those of its family that only the second has.

    Stems of one family have one list, in which the caller crosses out what is used.
    """
    others = _families(b)
    found: list[tuple[str, list[str]]] = []
    for family, stems in _families(a).items():
        if family not in others or both.issuperset(stems):
            continue
        kin = [other for other in others[family] if other not in both]
        if kin:
            found.extend([(stem, kin) for stem in stems if stem not in both])
    # Shares of weights are added up: the order of adding must be the same in every run.
    found.sort(key=itemgetter(0))
    return found


@lru_cache(maxsize=16_384)  # contents: 25 MB or so
def _families(stems: frozenset[str]) -> dict[str, list[str]]:
    """Return stems by family."""
    found: dict[str, list[str]] = {}
    for stem in stems:
        found.setdefault(family_key(stem), []).append(stem)
    return found


def score_of(matched: float, total_a: float, total_b: float) -> float:
    """Return the score of an overlap (`Overlap.score`) of so much weight."""
    dice = min(1.0, 2 * matched / (total_a + total_b))
    return 0.65 * dice + 0.35 * min(1.0, matched / min(total_a, total_b))


def _overlap(matched: float, total_a: float, total_b: float, count: int) -> Overlap:
    dice = min(1.0, 2 * matched / (total_a + total_b))
    return Overlap(dice, min(1.0, matched / min(total_a, total_b)), count)


def family_key(stem: str) -> str:
    """What two stems of one family have in common: the nation, or the first four letters."""
    return "@" + stem[1:] if stem[:1] in "@^" else stem[:4]


@lru_cache(maxsize=65_536)
def _kinship(a: str, b: str) -> float:
    if a[:1] in "@^" or b[:1] in "@^":
        return _SEAT if a != b and nation_code(a) and nation_code(a) == nation_code(b) else 0.0
    if a[:1] == b[:1] and alike(a, b):
        return _FAMILY
    return 0.0


def akin(stem: str, others: frozenset[str]) -> bool:
    """Whether a stem is among others, itself or as one of its family."""
    if stem in others:
        return True
    family = family_key(stem)
    return any(family_key(other) == family and _kinship(stem, other) > 0 for other in others)


def unmatched_names(a: Statement, b: Statement) -> tuple[list[str], list[str]]:
    """Return the names of each statement that the other has in no spelling."""
    return _only(a.content, a.names, b.content, b.names)


def _only(
    a: Content, names_a: frozenset[str], b: Content, names_b: frozenset[str]
) -> tuple[list[str], list[str]]:
    only_a = _without(names_a - names_b, names_b | b.stems)
    only_b = _without(names_b - names_a, names_a | a.stems)
    return only_a, only_b


def _without(names: Iterable[str], others: Iterable[str]) -> list[str]:
    others = list(others)
    return sorted(name for name in names if not any(same_name(name, other) for other in others))


def same_name(a: str, b: str) -> bool:
    """Whether the stems of two names are one in two spellings, two of one body, or a nation and its seat."""
    if a == b:
        return True
    if a[:1] in "@^" or b[:1] in "@^":
        return bool(nation_code(a)) and nation_code(a) == nation_code(b)
    if a in _aliases() and not _aliases()[a].isdisjoint(_aliases().get(b, ())):
        return True
    return a[:1] == b[:1] and JaroWinkler.similarity(a, b) >= _SPELLING


@cache
def _aliases() -> dict[str, frozenset[str]]:
    """Return what bodies and places several names are of, by the stems that these begin with."""
    found: dict[str, set[str]] = {}
    for body, names in load_toml("collation", "lexicon.toml")["alias"].items():
        for name in names:
            _, first, common = read_word(name.split()[0])
            if not common and len(first) > _ARTICLE:
                found.setdefault(first, set()).add(body)
    return {first: frozenset(bodies) for first, bodies in found.items()}


def garbled(a: str, b: str) -> bool:
    """Say whether one name can be a slip for the other, by letters and by consonants."""
    if a[:1] in "@^" or b[:1] in "@^" or a[:1] != b[:1]:
        return False
    return JaroWinkler.similarity(a, b) >= GARBLED or _skeleton(a) == _skeleton(b)


def _skeleton(name: str) -> str:
    return name[:1] + "".join(char for char in name[1:] if char not in "aeiouyhw")


def conflicts(a: Statement, b: Statement) -> tuple[str, ...]:
    """Name what in two statements cannot both be right: denial, figures, names, days, opposites."""
    # All of it but the denials hangs on their words and names, which copies repeat.
    clash = _clash(a.content, a.names, b.content, b.names)
    if not a.denials and not b.denials:
        return clash  # most deny nothing
    if a.mention.stance == b.mention.stance and (denied_only(a, b) or denied_only(b, a)):
        return (DENIED, *clash)
    return clash


@lru_cache(maxsize=16_384)  # pairs of contents: 8 MB or so
def _clash(a: Content, names_a: frozenset[str], b: Content, names_b: frozenset[str]) -> tuple[str, ...]:
    found = figure_conflicts(a, b)
    only_a, only_b = (
        [name for name in only if name not in _dull()] for only in _only(a, names_a, b, names_b)
    )
    located = _nations_only(only_a) != _nations_only(only_b) and _one_count(a, b)
    located = located or _two_kinds(only_a, a, only_b, b) or _two_kinds(only_b, b, only_a, a)
    if only_a and only_b and not located and not _all_garbled(only_a, only_b):
        found.append(f"different names: {_show(a, only_a)} against {_show(b, only_b)}")
    found.extend(f"“{one}” against “{other}”" for one, other in _opposites(a, b))
    return tuple(found)


@cache
def _dull() -> frozenset[str]:
    """Stems of words that are no names by themselves, whatever their capital.

    They say of what kind a place is ("Velmora Governorate"), or they count, or tell an act or whom it hit:
    words that headlines have with a capital, as sentences have that begin with them.
    """
    data = load_toml("collation", "lexicon.toml")
    tables = [data[name] for name in ("casualty", "people", "comparator", "act_on")]
    listed = [phrase for table in tables for phrases in table.values() for phrase in phrases]
    words = [word for phrase in (*listed, *data["vague"]) for word in phrase.split()]
    return frozenset(read_word(word)[1] for word in (*lexicon("place_noun"), *data["number"], *words))


def _nations_only(names: list[str]) -> bool:
    """Whether all of these are nations: the country of a town that others name is no other place."""
    return all(name[:1] in "@^" for name in names)


def _two_kinds(shorts: list[str], a: Content, towns: list[str], b: Content) -> bool:
    """Whether one side's names are abbreviations and the other's are places: who is no other where."""
    if not shorts or not towns:
        return False
    capitals = {word.stem for word in a.words if word.text.isupper() and len(word.text) > 1}
    return capitals.issuperset(shorts) and _place_stems(b).issuperset(towns)


def _place_stems(content: Content) -> frozenset[str]:
    """Return the stems of the words that name places in a content."""
    return frozenset(read_word(word)[1] for name in places_in(content.words) for word in name.split())


def _one_count(a: Content, b: Content) -> bool:
    """Whether two contents give one toll, and not all the dead of a war."""
    return bool(equal_tolls(a, b)) and "since" not in a.lows | b.lows


def equal_tolls(a: Content, b: Content) -> frozenset[tuple[str, float]]:
    """Return the counts of killed and injured, measure and figure, that two contents share."""
    return frozenset((one.measure, one.value) for one in a.figures if one.measure) & frozenset(
        (one.measure, one.value) for one in b.figures if one.measure
    )


def denied_only(one: Statement, other: Statement) -> frozenset[str]:
    """Return stems that the first statement denies and the second affirms, none if there are none."""
    for scope in one.denials:
        if not scope or any(scope & against for against in other.denials):
            continue
        told = [stem for stem in scope if stem in other.stems or any(alike(stem, own) for own in other.stems)]
        if 2 * len(told) >= len(scope) and not _denied_inside(scope, other.stems):
            return frozenset(told)
    return frozenset()


def _denied_inside(scope: frozenset[str], stems: frozenset[str]) -> bool:
    """Whether one word denies what a denial stands before: "not clear", "unclear"."""
    return any(f"{prefix}{stem}" in stems for stem in scope for prefix in _DENYING)


_DENYING = ("un", "in", "im", "ir", "dis")


def _all_garbled(only_a: list[str], only_b: list[str]) -> bool:
    """Whether the fewer unmatched names each have a garbled partner on the other side."""
    fewer, more = sorted((only_a, only_b), key=len)
    return all(any(garbled(name, other) for other in more) for name in fewer)


def _show(content: Content, stems: list[str]) -> str:
    """Return names in the words of the text, from their stems."""
    return ", ".join(_written(content.words, stem) for stem in stems[:3])


def _written(words: tuple[Word, ...], stem: str) -> str:
    """Return the name that a stem stands for as the text has it: of nations all words ("Saudi Arabia")."""
    # A name's stem may be that of a common word too ("the March on March").
    start = next(at for at, word in sorted(enumerate(words), key=_in_small) if word.stem == stem)
    end = start + 1
    while nation_code(stem) and end < len(words) and not words[end].stem:
        end += 1
    return bare(" ".join(word.text for word in words[start:end]))


def _in_small(placed: tuple[int, Word]) -> bool:
    return not placed[1].capital


def figure_conflicts(a: Content, b: Content) -> list[str]:
    """Name the figures that either of two contents gives otherwise than the other, whichever comes first.

    Who tells of 12 dead in one town and 15 in another clashes with who tells of the 12 alone: one may add to
    the other, but the two are not one statement.
    """
    if not a.figures or not b.figures:
        return []  # most have none
    pairs = {*_otherwise(a, b), *((one, other) for other, one in _otherwise(b, a))}
    ordered = sorted(pairs, key=lambda pair: (pair[0].start, pair[1].start))
    return [f"different figures: “{one.text}” against “{other.text}”" for one, other in ordered]


def _otherwise(a: Content, b: Content) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures of one content that the other has otherwise, each with that of the other."""
    for one in a.figures:
        compared = [other for other in b.figures if comparable(one, other)]
        # Twelve dead are not thirty children dead, where a hundred dead are told besides.
        alike = [other for other in compared if counted_alike(one, other)]
        if any(agree(one, other) for other in alike):
            continue
        rivals = [other for other in alike if one.part == other.part]
        if not rivals and not _part_of(one, a):
            rivals = [other for other in compared if not _part_of(other, b)]
        if rivals and not any(agree(one, other) for other in rivals):
            yield one, rivals[0]


def _part_of(one: Figure, content: Content) -> bool:
    """Whether a figure counts some of those that another of its content counts ("12, 3 women among them")."""
    if not counts_some(one):
        return False
    return any(other.measure == one.measure and not counts_some(other) for other in content.figures)


def _opposites(a: Content, b: Content) -> list[tuple[str, str]]:
    opposites = _opposite_words()
    # Few contents have any of these words.
    if not (opposites.keys() & a.lows and opposites.keys() & b.lows):
        return []
    only_b = b.lows - a.lows
    found = [
        (place, one, other)
        for one in (opposites.keys() & a.lows) - b.lows
        for place, other in opposites[one]
        if other in only_b and not _told_too(one, b) and not _told_too(other, a)
    ]
    return [(one, other) for _, one, other in sorted(found)]


def _told_too(word: str, content: Content) -> bool:
    """Whether a content says the same in another word: "30 dead" and "30 fatalities"."""
    return read_word(word)[1] in content.stems


@cache
def _opposite_words() -> dict[str, list[tuple[int, str]]]:
    """Return words with their opposites, each with its place in the lexicon."""
    pairs = load_toml("collation", "lexicon.toml")["opposites"]["pairs"]
    turned = [two for pair in pairs for two in (pair, pair[::-1])]
    found: dict[str, list[tuple[int, str]]] = {}
    for place, (one, other) in enumerate(turned):
        found.setdefault(one, []).append((place, other))
    return found
