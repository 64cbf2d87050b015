"""Who speaks in a mention, and whether in general words: "officials", a party's media, several together."""

from collections.abc import Hashable
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from stemma.identity import source_traits
from stemma.names import fold, nation_label, nations_in, unnamed
from stemma.names.bodies import is_body
from stemma.names.normal import split_words, word_set
from stemma.names.together import together
from stemma.provenance.retelling import cited, in_headline
from stemma.provenance.sides import Sides
from stemma.provenance.standing import Standing
from stemma.records import Layer
from stemma.resources import load_toml


class Voice(Struct, frozen=True):
    """Who speaks, or which medium tells, in a mention.

    ``general`` says that nothing but a party and words such as "officials" or "media" name it, or only words
    of a headline; ``parties`` are the side and the nation that it may speak for. ``above`` says that it
    speaks in a headline without a name: there it is whoever tells the same below. ``paper_of`` is the body
    whose paper it is ("the ministry's assessment"), "" for all else: such a paper counts with what its body
    says. ``parts`` are those who are named together in one breath ("the mayor and two doctors"): what they
    said counts with what one of them said. ``state`` says that it is a medium, told as some state's.
    ``paper`` says that it is a paper, nobody's by its words ("the statement"): it is whoever's speaks there.
    """

    layer: Layer
    parties: frozenset[str]
    general: bool
    paper_of: str = ""
    above: bool = False
    parts: tuple["Voice", ...] = ()
    state: bool = False
    paper: bool = False


class Voices:
    """Who speaks in mentions, read once for all that name the same speakers in the same words.

    Args:
        sides: the parties.
    """

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._known: dict[tuple[Hashable, ...], Voice | None] = {}

    def of(self, one: Standing) -> Voice | None:
        """Return who speaks in a mention, or the medium that it cites; None for the outlet's own words."""
        if one.speaker is None and not one.media:
            return None
        speakers = tuple([source_traits(layer) for layer in one.voices])
        # Media are asked for only where nobody speaks.
        key = (_above(one), *speakers) if speakers else (one.media, one.credited)
        if key not in self._known:
            self._known[key] = _voice(one, self._sides)
        return self._known[key]


def _above(one: Standing) -> bool:
    """Whether a mention stands in a headline, by somebody without a name."""
    return in_headline(one) and one.speaker is not None and unnamed(one.speaker)


def _voice(one: Standing, sides: Sides) -> Voice | None:
    """Return who speaks in a mention, or the medium that it cites; None for the outlet's own words."""
    layer = one.speaker
    if layer is None:
        media = cited(one)
        if not media:
            return None
        hidden = all(fold(word) in _dull() for word in split_words(media[0]))
        layer = Layer("medium", media[0], media[0], None, hidden, source_type="news_report")
    if layer.source_type == "document":
        body, whose = _paper_of(layer)
        if body:
            return Voice(layer, frozenset(), general=True, paper_of=body)
        if whose and len(one.voices) > 1:
            layer = one.voices[1]  # "its analysis showed, the ministry said"
        elif _is_paper(layer.known_as):
            return Voice(layer, frozenset(), general=True, paper=True)
    parts = tuple(_told(part, sides) for part in _parts(layer))
    found = Voice(layer, frozenset(), general=True, parts=parts) if parts else _told(layer, sides)
    return replace(found, general=True, above=True) if _above(one) else found


def _is_paper(name: str) -> bool:
    """Whether nothing but a word for a paper names a source ("the statement"); "reports" may be anybody's."""
    words = [fold(word) for word in split_words(name)]
    bare = [word for word in words if word not in word_set("filler")]
    return bool(bare) and bare[-1] in word_set("paper") and all(word in _papers() for word in bare)


def _paper_of(layer: Layer) -> tuple[str, bool]:
    """Return the body whose paper a document is by its name, and whether it is told as somebody's own."""
    words = [word for word in split_words(layer.known_as) if fold(word) != "the"]
    at = next((place for place, word in enumerate(words) if fold(word) in _papers()), 0)
    lead = " ".join(words[:at])
    return (lead if lead and is_body(lead) else "", bool(lead) and fold(lead) in _POSSESSIVE)


_POSSESSIVE = frozenset({"its", "their", "his", "her"})


def _told(layer: Layer, sides: Sides) -> Voice:
    name = layer.known_as
    words = split_words(name.replace("-", " "))
    nations = nations_in(words)
    taken = {at for first, end, _ in nations for at in range(first, end)}
    rest = [word for at, word in enumerate(words) if at not in taken]
    side = _side_words(sides.of_name(name))
    general = bool(nations or side) and all(fold(word) in _dull() or _bare(word) in side for word in rest)
    # "The Kremlin" is one body of its nation.
    general = general and not any(fold(word) in word_set("organisation") - _dull() for word in words)
    if layer.source_type in _MEDIA:  # a house that a party owns is one of its own
        general = general and any(fold(word) in _who() for word in rest)
    parties = {sides.of(layer)}
    if layer.source_type in OF_STATE or general:
        parties.update(nation_label(code) for _, _, code in nations_in(split_words(_told_of(layer))))
    if layer.source_type in _OF_NOBODY:
        parties = {sides.of_name(name)}
    state = layer.source_type in _MEDIA and any(fold(word) in _of_state() for word in words)
    return Voice(layer, frozenset(parties - {""}), general or _plain(layer), state=state)


def _parts(layer: Layer) -> tuple[Layer, ...]:
    """Return those whom one name tells together ("a hospital and the mayor"), none for one source."""
    names = together(layer.known_as) if layer.source_type not in _MEDIA else ()
    return tuple(
        replace(layer, name=name, entity=name, anonymous=name[:1].islower(), description="") for name in names
    )


OF_STATE = frozenset({"official", "military"})


def _side_words(side: str) -> frozenset[str]:
    """Return the words of a side's own name and its initials; names of its bodies and leaders are others."""
    words = split_words(side)
    initials = "".join(word[0] for word in words) if len(words) > 1 else ""
    return frozenset(_bare(word) for word in (*words, initials) if word)


def _bare(word: str) -> str:
    return fold(word).removesuffix("s")


_MEDIA = frozenset({"agency", "news_report"})
_OF_NOBODY = frozenset({"agency", "news_report", "witness", "expert", "document"})


def _told_of(layer: Layer) -> str:
    return f"{layer.known_as} {layer.description}"


def _plain(layer: Layer) -> bool:
    """Whether a source without a name is one of officials and the like, or one small word ("monitor")."""
    words = [word for word in split_words(layer.known_as) if fold(word) not in word_set("filler")]
    alone = len(words) == 1 and words[0].islower()
    return unnamed(layer) and (alone or all(fold(word) in _dull() for word in words))


@cache
def _of_state() -> frozenset[str]:
    return frozenset(load_toml("provenance", "general.toml")["state"]["words"])


@cache
def _papers() -> frozenset[str]:
    return frozenset(load_toml("provenance", "general.toml")["paper"]["words"])


@cache
def _who() -> frozenset[str]:
    return frozenset(load_toml("provenance", "general.toml")["who"]["words"])


@cache
def _dull() -> frozenset[str]:
    table = load_toml("provenance", "general.toml")
    return (
        frozenset((*table["who"]["words"], *table["beside"]["words"]))
        | word_set("vague")
        | word_set("filler")
    )


__all__ = ["OF_STATE", "Voice", "Voices"]
