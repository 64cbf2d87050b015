"""Whether two sources, in two reports, are one: named, anonymous, persons, bodies, spokespeople."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.names.bodies import force_of, one_body, speaking
from stemma.names.channels import channel_owner, page_beside
from stemma.names.normal import NameKey, fold, name_key, nation_of, nations_in, split_words, word_set
from stemma.names.outlets import named_medium, same_house
from stemma.names.posts import one_post, post_of
from stemma.names.spelt import close, leaves_out, same_sound, written_alike
from stemma.names.together import together
from stemma.records import Layer
from stemma.resources import load_toml

# A body and who speaks for it: as sure as a person described as one of a body, and a little more.
_FOR_BODY = 0.65
# The same where the body's name is told in short, which may be another's ("the Observatory's director").
_SHORT_BODY = 0.6
# No more than possible by itself: a post of which one report does not tell whose it is ("the mayor"), and
# one source beside several that are named together.
_POSSIBLY = 0.5
# People told of as one without a word that tells them apart ("rebels", "residents") in two reports.
_AS_ONE = 0.62
# Words for any body, which tell no unnamed one from another ("a monitoring group", "a monitor").
_BODY = frozenset(
    {"group", "groups", "organisation", "organization", "organisations", "organizations", "body"}
)
# Letters of the shortest word with the ending of a plural ("cousins").
_SHORTEST_PLURAL = 4
# A word in small letters or a comma, first name and surname, and then a comma or the end.
_PERSON = re.compile(r"(,|\b[a-z]+)\s+[A-Z][a-z]+\s+[A-Z][a-z]+\s*(?=,|\||$)")


class Agreement(Struct, frozen=True):
    """How two sources compare: the same, possibly the same, or different; with the reason."""

    kind: Literal["same", "compatible", "different"]
    score: float
    reason: str


@lru_cache(maxsize=100_000)
def compare_sources(a: Layer, b: Layer) -> Agreement:
    """Compare the sources that two layers name."""
    if bool(together(a.known_as)) != bool(together(b.known_as)):
        label = f"“{a.known_as}” and “{b.known_as}”"
        return Agreement("compatible", _POSSIBLY, f"{label}: one tells of several together")
    found = _compare_kinds(a, b)
    if found.kind == "same":
        return _other_page(a, b) or found
    joined = _compare_channels(a, b) or _compare_for_body(a, b) or _compare_posts(a, b)
    return joined if joined and (found.kind == "different" or joined.score > found.score) else found


def _compare_channels(a: Layer, b: Layer) -> Agreement | None:
    """Compare two sources of which one is another's own page or account, None where none is.

    "The Norla Front's Twitter feed" says what the Norla Front says; a page that is close to it is another's.
    """
    one, other = channel_owner(a.known_as), channel_owner(b.known_as)
    if not one and not other:
        return None
    owners = [
        replace(layer, name=name, entity=name) if name else layer for layer, name in ((a, one), (b, other))
    ]
    if _compare_named(owners[0], owners[1]).kind != "same":
        return None
    label = f"“{a.known_as}” and “{b.known_as}”"
    return Agreement("compatible", _FOR_BODY, f"{label}: what one puts out under its own name")


def _other_page(a: Layer, b: Layer) -> Agreement | None:
    """Tell two sources apart of which one is a page that is only close to the other, None for all else."""
    if page_beside(a.known_as) == page_beside(b.known_as):
        return None
    label = f"“{a.known_as}” and “{b.known_as}”"
    return Agreement("different", 0.6, f"{label}: a page close to a party is not told to be its own")


def _compare_for_body(a: Layer, b: Layer) -> Agreement | None:
    """Compare two sources of which at least one speaks for a body, None if that tells nothing.

    A body's head, its spokesman and the body itself are one voice to a careful reader. Two persons
    with names are compared by these, and a head and a spokesman are two.
    """
    one, other = speaking(a), speaking(b)
    if one is None or other is None or (one.person and other.person):
        return None
    if one.office and other.office and one.office != other.office:
        return None
    label = f"“{a.known_as}” and “{b.known_as}”"
    if not one_body(one.body, other.body):
        short = bool(one.office or other.office) and _short_form(one.body, other.body)
        reason = f"{label} speak for one body, told in short by one"
        return Agreement("compatible", _SHORT_BODY, reason) if short else None
    if one.office or other.office or one.person or other.person:
        return Agreement("compatible", _FOR_BODY, f"{label} speak for one body")
    if force_of(one.body) and force_of(one.body) == force_of(other.body):
        return Agreement("same", 0.85, f"{label} are one country's armed forces")
    return None


def _compare_posts(a: Layer, b: Layer) -> Agreement | None:
    """Compare two sources of which one is told by a post only, None if that tells nothing.

    "The governor of Norla" of one report is "Norla Governor Ilan Tresk" of another. Where the one does not
    tell of what it is a post it may be another's.
    """
    one, other = post_of(a), post_of(b)
    if one is None or other is None or (one.person and other.person) or not one_post(one, other):
        return None
    score = _FOR_BODY if one.words and other.words else _POSSIBLY
    return Agreement("compatible", score, f"“{a.known_as}” and “{b.known_as}” are told to hold one post")


def _short_form(a: str, b: str) -> bool:
    """Whether a body's name is the other's but for words left out ("Observatory"), of no other nation."""
    one, other = name_key(a), name_key(b)
    if one.nation and other.nation and one.nation != other.nation:
        return False
    few, many = sorted((_bare(one), _bare(other)), key=len)
    return bool(few) and few <= many


def _bare(key: NameKey) -> frozenset[str]:
    return frozenset(word for word in key.significant if not word.startswith("@"))


def _compare_kinds(a: Layer, b: Layer) -> Agreement:
    if unnamed(a) and unnamed(b):
        return _compare_anonymous(a, b)
    if unnamed(a) or unnamed(b):
        return _compare_mixed(*((a, b) if unnamed(a) else (b, a)))
    return _compare_named(a, b)


@lru_cache(maxsize=100_000)
def unnamed(layer: Layer) -> bool:
    """Whether a source has no name: it is marked so, or one plain word; no person's name stands in its words.

    "The commander of the 14th Brigade, Olena Bondar" names somebody, however it was read.
    """
    if not layer.anonymous:
        return fold(layer.known_as) in word_set("nobody")
    lead = word_set("title") | word_set("post") | {","}
    found = _PERSON.finditer(f"{layer.name} | {layer.entity}")
    return not any(match.group(1) in lead for match in found)


def compare_voices(a: Sequence[Layer], b: Sequence[Layer]) -> Agreement:
    """Compare those who speak in two chains: what the one relays may be the other's source.

    Args:
        a: the layers of one chain that speak, the innermost first; at least one.
        b: those of the other.

    Returns:
        How the innermost compare, or the best agreement of any two if that is better.
    """
    best = compare_sources(a[0], b[0])
    rank = {"different": 0, "compatible": 1, "same": 2}
    for one in a:
        for other in b:
            found = compare_sources(one, other)
            if (rank[found.kind], found.score) > (rank[best.kind], best.score) and found.kind != "different":
                best = found
    return best


def _compare_named(  # noqa: PLR0911  one return for each rule, in order
    a: Layer, b: Layer
) -> Agreement:
    one, other = name_key(a.known_as), name_key(b.known_as)
    label = f"“{a.known_as}” and “{b.known_as}”"
    if not one.words or not other.words:
        return Agreement("different", 0.3, f"{label} cannot be compared")
    if one.words == other.words:
        return Agreement("same", 1.0, f"both name {a.known_as}")
    if one.acronym or other.acronym:
        short, full = (one, other) if one.acronym else (other, one)
        if short.acronym == full.initials:
            return Agreement("same", 0.9, f"{label}: the one is the other's initials")
    if _one_medium(a, b):
        return Agreement("same", 0.85, f"{label} are one medium")
    fewer, more = sorted((one.significant, other.significant), key=len)
    if len(fewer) > 1 and fewer < more and not (one.organisation and other.organisation):
        return Agreement("same", 0.85, f"{label}: one is the short form of the other")
    if not one.organisation and not other.organisation:
        return _compare_persons(one, other, label)
    if one.organisation and other.organisation:
        found = _compare_bodies(one, other, label)
        return (_compare_run(a, b, label) or found) if found.kind == "different" else found
    person, body = (a, b) if other.organisation else (b, a)
    return _compare_voice(person, body)


def _one_medium(a: Layer, b: Layer) -> bool:
    """Whether two sources, of which one is a medium by its name and none a person, are one house."""
    if {a.source_type, b.source_type} & _NO_HOUSES:
        return False
    one, other = a.known_as, b.known_as
    return (named_medium(one) or named_medium(other)) and same_house(one, other)


# Types of sources that are no media: "Marn" the minister is not "Marn TV". What is read as somebody only
# for its name may be one ("Al Fajr").
_NO_HOUSES = frozenset({"official", "military", "expert", "witness", "participant"})


def _compare_persons(  # noqa: PLR0911  one return for each rule, in order
    one: NameKey, other: NameKey, label: str
) -> Agreement:
    last, last_other = one.words[-1], other.words[-1]
    if leaves_out(one, other):
        return Agreement("same", 0.85, f"{label}: the one leaves out names of the other")
    alike = last == last_other or close(last, last_other)
    if not alike and len(one.words) > 1 and len(other.words) > 1 and same_sound(one, other):
        return Agreement("same", 0.8, f"{label} sound like one name")
    if not alike:
        return Agreement("different", 0.9, f"{label} are two names")
    if len(one.words) == 1 or len(other.words) == 1:
        return Agreement("same", 0.9 if last == last_other else 0.75, f"{label} share a surname")
    first, first_other = one.words[0], other.words[0]
    if first == first_other or close(first, first_other) or written_alike(first, first_other):
        return Agreement("same", 0.95, f"{label} are one person's name")
    if first[0] == first_other[0] and min(len(first), len(first_other)) <= 1:
        return Agreement("same", 0.85, f"{label} share surname and initial")
    return Agreement("different", 0.8, f"{label} share a surname but not a first name")


def _compare_run(a: Layer, b: Layer, label: str) -> Agreement | None:
    """Compare two bodies of which one is told by who runs it, None where that tells nothing.

    "The Norlan-run health ministry" may be "the Velmora health ministry": who runs it and where it is are
    no two names. A nation beside it may be another's: two sides of a war may have a ministry each.
    """
    names = [_without_owner(layer.known_as) for layer in (a, b)]
    if names == [a.known_as, b.known_as]:
        return None
    one, other = map(name_key, names)
    if one.nation or other.nation:
        return None
    smaller, larger = sorted((one.significant, other.significant), key=len)
    if smaller <= larger and not smaller <= word_set("organisation"):
        return Agreement("compatible", _FOR_BODY, f"{label} are one body but for who runs it and where")
    return None


@lru_cache(maxsize=100_000)
def _without_owner(name: str) -> str:
    """Return a body's name without words such as "Norlan-run"; as it is where there are none."""
    words = name.split()
    kept = [word for word in words if fold(word).rpartition("-")[2] not in word_set("belonging")]
    return name if len(kept) == len(words) else " ".join(kept)


def _compare_bodies(  # noqa: PLR0911  one return for each rule, in order
    one: NameKey, other: NameKey, label: str
) -> Agreement:
    if one.nation and other.nation and one.nation != other.nation:
        return Agreement("different", 0.95, f"{label} belong to two countries")
    a, b = one.significant, other.significant
    if a == b:
        return Agreement("same", 1.0, f"{label} are one body")
    bare_a = {word for word in a if not word.startswith("@")}
    bare_b = {word for word in b if not word.startswith("@")}
    if not bare_a or not bare_b:
        if one.nation == other.nation:
            return Agreement("compatible", 0.4, f"{label}: a government and a body of its country")
        return Agreement("different", 0.7, f"{label} share no word")
    if bare_a == bare_b:
        return Agreement("compatible", 0.7, f"{label}: the same body, its country named once only")
    smaller, larger = sorted((bare_a, bare_b), key=len)
    if smaller <= larger and not smaller <= word_set("organisation"):
        return Agreement("same", 0.85, f"{label}: one is the short form of the other")
    if smaller <= larger:
        return Agreement("compatible", 0.62, f"{label}: one may be the short form of the other")
    return Agreement("different", 0.8, f"{label} are two bodies")


def _compare_voice(person: Layer, body: Layer) -> Agreement:
    """A person and a body: one may speak for the other."""
    description = name_key(f"{person.description} {person.name}")
    target = name_key(body.known_as)
    label = f"“{person.known_as}” and “{body.known_as}”"
    wanted = {word for word in target.significant if word not in word_set("filler")}
    if wanted and wanted <= description.titled:
        return Agreement("compatible", 0.6, f"{label}: the first is described as one of the second")
    if _speaks_at_home(person, description, target):
        return Agreement(
            "compatible", 0.6, f"{label}: the first speaks for such a body of an unnamed country"
        )
    return Agreement("different", 0.7, f"{label}: a person and a body, nothing joins them")


def _speaks_at_home(person: Layer, description: NameKey, target: NameKey) -> bool:
    """Whether a person is told to speak for a body whose nation the other report names, or its capital.

    "The government spokesman" is that of the country that the report is from.
    """
    words = f"{person.description} {person.name}"
    told = {fold(word) for word in split_words(words)}
    if nation_of(words) or not target.nation or told.isdisjoint(_spokes()):
        return False
    bare = {word for word in target.significant if not word.startswith("@")}
    return bare <= description.titled if bare else "government" in told


@cache
def _spokes() -> frozenset[str]:
    return frozenset(load_toml("names", "lexicon.toml")["office"]["voice"])


@cache
def _kinds() -> dict[str, str]:
    table: dict[str, list[str]] = load_toml("names", "lexicon.toml")["kind"]
    return {word: kind for kind, words in table.items() for word in words}


@lru_cache(maxsize=100_000)
def _describe(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Kinds of person, nations and telling words in a description."""
    words = split_words(text)
    nations = frozenset(code for _, _, code in nations_in(words))
    folded = [fold(word) for word in words]
    kinds = frozenset(_kinds()[word] for word in folded if word in _kinds())
    dull = word_set("filler") | word_set("vague")
    telling = frozenset(
        _one_of_many(word) for word in folded if word not in dull and word not in _kinds() and len(word) > 1
    )
    return kinds, nations, telling


def _one_of_many(word: str) -> str:
    """Return a word without the mark of a plural: "one of his cousins" is "a cousin" elsewhere."""
    return word[:-1] if len(word) > _SHORTEST_PLURAL and word[-1] == "s" and word[-2] not in "siu" else word


def _words_of(layer: Layer) -> str:
    return " ".join(dict.fromkeys((layer.name, layer.entity, layer.description)))


def _compare_anonymous(  # noqa: PLR0911  one return for each rule, in order
    a: Layer, b: Layer
) -> Agreement:
    kinds_a, nations_a, telling_a = _describe(_words_of(a))
    kinds_b, nations_b, telling_b = _describe(_words_of(b))
    label = f"“{a.name}” and “{b.name}”"
    if nations_a and nations_b and not nations_a & nations_b:
        return Agreement("different", 0.9, f"{label} are of two countries")
    if kinds_a and kinds_b and not kinds_a & kinds_b and "source" not in kinds_a | kinds_b:
        return Agreement("different", 0.7, f"{label} are two kinds of source")
    if telling_a == telling_b and len(telling_a) + len(kinds_a) > 1 and kinds_a == kinds_b:
        return Agreement("compatible", 0.8, f"{label} are described in the same words")
    told_alike = telling_a == telling_b and kinds_a == kinds_b and bool(telling_a or kinds_a)
    if told_alike and a.number == b.number == "several":
        return Agreement("compatible", _AS_ONE, f"{label} are told as one body of people")
    if kinds_a & kinds_b and (telling_a & telling_b or telling_a - _BODY == telling_b - _BODY):
        return Agreement("compatible", 0.75, f"{label} fit one unnamed source")
    few, many = sorted((telling_a, telling_b), key=len)
    if len(few) > 1 and few <= many:
        return Agreement("compatible", 0.65, f"{label}: all that tells of the one is told of the other")
    if telling_a & telling_b or kinds_a & kinds_b or not kinds_a or not kinds_b:
        return Agreement("compatible", 0.5, f"{label} may be one unnamed source")
    return Agreement("compatible", 0.35, f"{label} do not exclude each other")


# Kinds of people who speak for a body when they are told by its name; an activist or a witness does not.
_OF_BODIES = frozenset({"source", "official", "officer"})


def _of_that_body(hidden: frozenset[str], named: frozenset[str]) -> bool:
    """Whether the words that tell of an unnamed source are all a body's ("a Sorvan police source")."""
    general = word_set("organisation")
    own = hidden - general
    return bool(own) and own <= named and (len(own) > 1 or bool(hidden & named & general))


def _compare_mixed(hidden: Layer, named: Layer) -> Agreement:
    """An unnamed source and a named one: the same when what is told of both fits."""
    kinds_a, nations_a, telling_a = _describe(_words_of(hidden))
    kinds_b, nations_b, telling_b = _describe(_words_of(named))
    label = f"“{hidden.name}” and “{named.known_as}”"
    if nations_a and nations_b and not nations_a & nations_b:
        return Agreement("different", 0.9, f"{label} are of two countries")
    if kinds_a <= _OF_BODIES and not kinds_b and _of_that_body(telling_a, telling_b):
        return Agreement("compatible", 0.6, f"{label}: the one is of the other, by its words")
    if (telling_a & telling_b or nations_a & nations_b) and (kinds_a & kinds_b or not kinds_b):
        return Agreement("compatible", 0.55, f"{label}: what is told of them fits")
    if kinds_a & kinds_b:
        return Agreement("compatible", 0.45, f"{label} are the same kind of source")
    if not kinds_b and not telling_a:
        return Agreement("compatible", 0.3, f"{label} do not exclude each other")
    return Agreement("different", 0.5, f"{label}: nothing joins them")
