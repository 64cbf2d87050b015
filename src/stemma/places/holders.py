"""What the words between two names say of where the one lies: in the other, or beside it."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from stemma.globe import distance_km
from stemma.places.gazetteer import Entry
from stemma.places.keys import is_cyrillic
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.nearby import OWNING

_INSIDE = frozenset(
    {",", "in", "(", "located", "situated", "inside", "within", "which", "lies", "lying", "is"}
)
_BETWEEN = _INSIDE | {"the", "central", "of", "same", "neighbouring", "neighboring"}
_HOLDING = frozenset({"country", "region", "county", "area"})
# Between a place and what it lies in, and between a place and what it lies beside ("some 10 km to the ...").
_LONGEST, _LONGEST_BESIDE = 6, 14
# A place this far outside of the circle of a district or region may still be of it.
_BORDER_KM = 50.0
_AT = frozenset({",", "в", "у", "на"})  # noqa: RUF001 (Cyrillic letters)
_LYING = frozenset({"located", "situated", "lying", "lies"})


class Link(Struct, frozen=True):
    """The mention, by its index, that another lies in, or beside which it lies.

    ``sure``: words say so ("in", "district of", "X's"); a comma alone may stand in a list.
    ``beside``: the words from the one name to the other, when they may tell a distance or a direction.
    """

    other: int
    sure: bool
    beside: bool = False


def links_of(mentions: Sequence[Mention]) -> tuple[Link | None, ...]:
    """Return for each name what the words around it say of where it lies, None for nothing."""
    # The words behind each name up to the next; None where that is in another sentence.
    behind: list[list[str] | None] = [
        _words(one, other) if one.sentence is other.sentence else None for one, other in pairwise(mentions)
    ]
    behind += [None, None]
    return tuple([_link(mentions, index, behind) for index in range(len(mentions))])


def _link(mentions: Sequence[Mention], index: int, behind: Sequence[list[str] | None]) -> Link | None:
    mention, after, before = mentions[index], behind[index], behind[index - 1] if index else None
    if after is not None and (how := _inside(mention, mentions[index + 1], after)):
        return Link(_innermost(mentions, index + 1, behind[index + 1]), how == "sure")
    if after == [] and _in_genitive(mentions[index + 1]):
        return Link(index + 1, sure=True)
    if before and _told_after(mentions[index - 1], mention, before):
        return Link(index - 1, sure=True)
    if before is not None and _owned(mentions[index - 1], mention, before):
        return Link(index - 1, sure=True)
    if after is not None and _beside(mention, mentions[index + 1]):
        return Link(index + 1, sure=True, beside=True)
    return None


def _in_genitive(following: Mention) -> bool:
    """Tell whether a Slavic region follows at once, which then holds ("в селе X Y района")."""
    return following.feature == "region" and is_cyrillic(following.sentence.tokens[following.first].text)


def _told_after(previous: Mention, mention: Mention, between: Sequence[str]) -> bool:
    """Tell whether a Slavic village is named behind its district ("в X районе, в селе Y")."""
    kinds = previous.feature == "region" and mention.feature == "settlement"
    return kinds and between[0] in _AT and all(word in _AT for word in between[:-1])


def _words(one: Mention, other: Mention) -> list[str]:
    """Return the words between two names, without a date ("the village of X on Monday, in Y district")."""
    tokens = one.sentence.tokens[one.last : other.first]
    dated = [t.entity in {"DATE", "TIME"} for t in tokens]
    if True not in dated:
        return [t.text.lower() for t in tokens]
    return [
        t.text.lower() for i, t in enumerate(tokens)
        if not dated[i] and not (t.text in {"on", "at"} and i + 1 < len(tokens) and dated[i + 1])
    ]  # fmt: skip


def _innermost(mentions: Sequence[Mention], index: int, after: list[str] | None) -> int:
    """Return the index of the place meant by "Ruritania's Zenda province", of its two names the second."""
    if after and after[0] in OWNING and _owned(mentions[index], mentions[index + 1], after):
        return index + 1
    return index


def _inside(mention: Mention, following: Mention, between: Sequence[str]) -> str:
    """Return "sure" or "list" for "X in Y", "X, Y province" and "X district of Y"; "" for none of these."""
    if not 0 < len(between) <= _LONGEST_BESIDE or not _connecting().issuperset(between):
        return ""
    between = _without_apposition(between)
    if len(between) > _LONGEST:
        return ""
    kinds = lexicon().feature_words
    area = between[0] == "area"  # "the X area of Y"
    kind = area or between[0] in kinds  # of the first name, in small letters
    after = between[1:] if kind else between
    if not after or (kind and not area and not mention.feature):
        return ""
    if after[0] not in (_INSIDE | {"of"} if kind else _INSIDE) or _is_apart(after):
        return ""
    if mention.feature and mention.feature == following.feature and set(after) <= {",", *kinds}:
        return ""  # a list of their kind
    said = any(w not in {",", "the"} for w in after) or following.feature in {"region", "district"}
    return "sure" if said else "list"


def _is_apart(between: Sequence[str]) -> bool:
    """Tell whether words put a place outside of another (", north of"; not "in the north of")."""
    for index in range(1, len(between) - 1):
        if between[index] in lexicon().directions and between[index + 1] == "of":
            return "in" not in between[:index]
    return False


def _without_apposition(between: Sequence[str]) -> Sequence[str]:
    """Return the words between two names without what the first is said to be (", a small town in")."""
    if len(between) > 2 and between[0] == "," and between[1] in {"a", "an", "the"}:  # noqa: PLR2004 - and a noun
        words = lexicon()
        for index in range(2, len(between)):
            if between[index] in words.settled:
                return [",", *between[index + 1 :]] if between[index + 1 :] else between
            if between[index] not in words.describing:
                break
    return between


@cache
def _connecting() -> frozenset[str]:
    """Return the words that may stand between a place and what holds it."""
    words = lexicon()
    return (
        _BETWEEN
        | {"a", "an", "area"}
        | words.describing
        | words.parts.keys()
        | words.directions.keys()
        | words.feature_words.keys()
    )


def _owned(previous: Mention, mention: Mention, between: Sequence[str]) -> bool:
    """Tell whether the name before holds this one: "Y's X", "Y district, X village", "the Y suburb of X"."""
    words = lexicon()
    kinds = words.feature_words
    skipped = kinds.keys() | words.parts.keys() | words.describing | {"the"}
    rest = [w for w in between if w not in skipped]
    if not rest or len(between) > _LONGEST:
        return False
    if rest[0] in OWNING:
        return all(w in {"of", *OWNING} for w in rest)
    if rest == [","]:
        return previous.feature in {"region", "district"} and mention.feature == "settlement"
    return rest == ["of"] and len(between) > 1 and between[-1] == "of" and between[0] in kinds


def _beside(mention: Mention, following: Mention) -> bool:
    """Tell whether nothing but a distance or a direction may stand between two names."""
    tokens = mention.sentence.tokens[mention.last : following.first]
    if not 0 < len(tokens) <= _LONGEST_BESIDE:
        return False
    return all(t.pos not in {"VERB", "AUX", "PROPN", "CCONJ", "PRON"} or t.text in _LYING for t in tokens)


def holders(
    mentions: Sequence[Mention], told: Link | None, found: Sequence[tuple[tuple[Entry, ...], str]]
) -> Iterator[Entry]:
    """Yield the entries of the place that a name is said to lie in."""
    if told is None or told.beside:
        return
    feature = mentions[told.other].feature
    for entry in found[told.other][0]:
        if entry.kind in _HOLDING and (not entry.is_district or told.sure or feature == "district"):
            yield entry


def far_from(holder: Entry, entry: Entry) -> bool:
    """Tell whether ``entry`` is in another country than ``holder``, or far outside its circle."""
    if holder.country and entry.country != holder.country:
        return True
    if holder.kind == "country" or (holder.kind == "region" and holder.admin1 == entry.admin1):
        return False
    apart = holder.kind == "county" and holder.admin1 and entry.admin1 and holder.admin1 != entry.admin1
    reach = holder.radius_km + (0.0 if apart else _BORDER_KM)
    return distance_km(holder.lat, holder.lon, entry.lat, entry.lon) > reach


def holds(holder: Entry, entry: Entry) -> bool:
    """Tell whether ``entry`` lies in ``holder``."""
    if holder.id == entry.id or (holder.country and holder.country != entry.country):
        return False
    if holder.kind == "country":
        return True
    if holder.admin1 and entry.admin1 and holder.kind == "region":
        return holder.admin1 == entry.admin1
    return distance_km(holder.lat, holder.lon, entry.lat, entry.lon) <= holder.radius_km
