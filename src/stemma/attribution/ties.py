"""Whom a bare noun means among those who spoke: "the group", "the source", a body announced by its kind."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from stemma.attribution.figures import Figure
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.roll import Roll
from stemma.attribution.sameness import watches
from stemma.names.normal import nation_of

_NEAR = 6  # sentences from an unnamed speaker to "the source", if nobody else spoke in them
_OF = frozenset({"of", "for", "at", "to", "in", "from", "with"})
_SOON = 4  # sentences from a role to the name of who has it
_FAR = 4  # sentences from a body that spoke to "the militant group"
_ARMS = frozenset({"official", "military"})
_LETTERS = 5  # of an acronym
_STEM = 5  # first letters that "doctor" and "doctors" share
_COUNCILS = frozenset({"council", "committee", "committees", "commission"})  # of people as well as of states
_BODIES = frozenset({"organisation", "unknown", "military", "participant", "expert"})


def last_body(figures: Roll, noun: str, told: Figure | None) -> Figure | None:
    """Return the named body that "the group" means, since it spoke after whoever was last called so.

    Args:
        figures: the report's cast so far.
        noun: the noun, in lower case.
        told: whom the noun would mean by its words alone.
    """
    if noun not in words("rules.toml", "collectives"):
        return None
    fit = (f for f in figures.spoken() if may_be_a_group(f) and _is_body(f) and may_be_called(f, noun))
    recent = next(fit, None)
    if recent is None or (told is not None and recent.spoke <= max(told.spoke, told.last)):
        return None
    same = told is not None and bool(told.names) and bool(told.words & recent.words)
    return None if same else recent  # "Kelm Relief" is "the Kelm Relief Group"


def may_be_a_group(figure: Figure) -> bool:
    """Return whether "the group" may mean a figure: no person, medium, office or arm of a state."""
    if not figure.names or figure.person or figure.plural or figure.heard:
        return False
    nations = [bool(nation_of(word)) for word in figure.entity.split()]
    if all(nations):
        return False
    kind = source_type(figure.entity, "", _last_word(figure))
    if kind == "military":
        return not any(nations)
    office = _last_word(figure).lower() in words("rules.toml", "state_offices")
    return not office and not is_medium(kind)


def may_be_called(figure: Figure, noun: str, *, civil: bool = False) -> bool:
    """Return whether a noun for a kind of body fits a figure: no city is an observatory, no army a paper.

    Args:
        figure: one that the noun has not been told of.
        noun: the noun, in lower case.
        civil: whether words beside it tell a body that watches, helps or counts ("the rights group").
    """
    kind, wanted = source_type(figure.entity, "", _last_word(figure)), source_type("", "", noun)
    if noun in words("rules.toml", "monitoring_bodies"):
        return watches(figure) or (kind == "unknown" and figure.entity.isupper())
    if civil and (kind == "military" or is_medium(kind)):
        return False
    if noun in words("rules.toml", "departments"):
        return _is_short_for(figure.entity, noun)
    if wanted == "agency":
        return kind not in _ARMS or (kind == "official" and figure.entity.isupper())
    if is_medium(wanted):
        return kind not in _ARMS
    return not (noun in words("rules.toml", "causes") and (kind in _ARMS or is_medium(kind)))


def _is_short_for(name: str, noun: str) -> bool:
    """Whether a name is letters among which a noun's first one stands: "UK MoD" for a ministry."""
    last = name.rsplit(maxsplit=1)[-1]
    letters = [letter for letter in last if letter.isupper()]
    return len(last) <= _LETTERS and len(letters) > 1 and noun[0].upper() in letters


def may_be_the_group(figure: Figure) -> bool:
    """Return whether "the group" or "the company" may mean a body of the cast, with a name or without one."""
    return may_be_a_group(figure) if figure.names else source_type(figure.entity, "", "") != "official"


def last_group(figures: Roll, noun: str, extra: list[str], where: int) -> Figure | None:
    """Return the named body that "the militant group" or "the Karelian movement" means, None for none.

    It is the one that spoke a few sentences before, or else the only armed body that was named.

    Args:
        figures: the report's cast so far.
        noun: the noun, in lower case.
        extra: the words beside it, as they are written.
        where: the index of the sentence.
    """
    kinds = words("rules.toml", "group_kinds")
    if noun not in words("rules.toml", "group_nouns") or not extra:
        return None
    if not all(word.lower() in kinds or nation_of(word) for word in extra):
        return None
    spoke = next(filter(_may_be_armed, figures.spoken(where - _FAR)), None)
    return _only_armed(figures) if spoke is None else spoke


def _only_armed(figures: Roll) -> Figure | None:
    """Return the one armed body of a report's cast, None for none or several."""
    armed: Figure | None = None
    for figure in figures:
        military = source_type(figure.entity, "", _last_word(figure)) == "military"
        if not military or not _may_be_armed(figure):
            continue
        if armed is not None and figure.entity != armed.entity:
            return None
        armed = figure
    return armed


def _may_be_armed(figure: Figure) -> bool:
    return bool(figure.names) and not figure.person and _is_body(figure) and not _other_than_armed(figure)


def _other_than_armed(figure: Figure) -> bool:
    """Whether a body is a state's ("Karelian army"), an office, or one that watches or helps."""
    own = [re.sub(r"[\N{RIGHT SINGLE QUOTATION MARK}']s$", "", word) for word in figure.entity.split()]
    kind = source_type(figure.entity, "", own[-1])
    if kind in {"official", "expert"} or any(nation_of(word) for word in own):
        return True
    return bool({word.lower() for word in own} & words("rules.toml", "civil_bodies"))


def _last_word(figure: Figure) -> str:
    return figure.entity.rsplit(maxsplit=1)[-1]


def _is_body(figure: Figure) -> bool:
    last = _last_word(figure)
    kind = source_type(figure.entity, "", last)
    return (kind in _BODIES or last.lower() in _COUNCILS) and not is_medium(kind)


def last_unnamed(figures: Roll, where: int) -> Figure | None:
    """Return the one unnamed speaker that "the source" means: who spoke last, if without a name.

    Args:
        figures: the report's cast so far.
        where: the index of the sentence with "the source".
    """
    last = next(figures.spoken(), None)
    if last is None or last.names or last.plural or last.body or where - last.spoke > _NEAR:
        return None
    return last


def bodies_that_spoke(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Return the named bodies of the whole report's cast that speak, by the stems of their words."""
    bodies: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.names and not figure.person and figure.spoke >= 0 and _is_body(figure):
            for stem in {_stem(word) for word in figure.words}:
                bodies.setdefault(stem, []).append(figure)
    return bodies


def announced(bodies: Mapping[str, Sequence[Figure]], entity: str) -> str:
    """Return the name of the body that "a doctors' group" announces, "" where none or several fit.

    Args:
        bodies: the bodies of the report that speak, by the stems of their words.
        entity: the words that announce it, without their article.
    """
    said = entity.lower().split()
    if len(said) < 2 or said[-1] not in words("rules.toml", "announcing"):  # noqa: PLR2004 (a kind and a noun)
        return ""
    general = words("rules.toml", "general_kinds") | words("rules.toml", "monitoring_bodies")
    kinds = {_stem(word) for word in said[:-1] if word not in general and not nation_of(word.title())} - {""}
    fit = {figure.entity for kind in kinds for figure in bodies.get(kind, ())}
    return next(iter(fit)) if len(fit) == 1 else ""


def named_later(figures: Roll, role: str, where: int) -> str:
    """Return who a role without a name is, by the name that the report gives soon after, "" for none.

    "The head of the relief mission warned …; “…,” said Sara Kelm, head of the Karelia Relief Mission". One
    person only may fit: who speaks there for the first time, in the same office and of the same body; for
    "mayor" alone, the only mayor whom the report names.

    Args:
        figures: the whole report's cast.
        role: the words for the role, without their article.
        where: the index of the sentence.
    """
    office, body = _parted(role)
    if not office:
        return ""
    if not body:
        return _only_holder(figures, office, where) if role.lower() == office else ""
    fit = {
        figure.entity
        for figure in figures.spoke_first(where, where + _SOON)
        if figure.names
        and figure.person
        and any(_same_office(office, body, _parted(said)) for said in figure.descriptions)
    }
    return next(iter(fit)) if len(fit) == 1 else ""


def _only_holder(figures: Roll, office: str, where: int) -> str:
    """Return who alone holds an office told by one word, "Bridge hit - mayor", if that person soon speaks.

    A deputy has another one.
    """
    if office not in words("sources.toml", "offices"):
        return ""
    titles = words("sources.toml", "titles")
    holders = {
        figure.entity
        for figure in figures
        if figure.names
        and figure.person
        and any(office in _office_words(said, titles) for said in figure.descriptions)
    }
    soon = {figure.entity for figure in figures.spoke_first(where, where + _SOON)}
    if len(holders) != 1 or not holders <= soon:
        return ""
    (holder,) = holders
    plain = (
        _office_words(said, titles) == {office}
        for f in figures
        if f.entity == holder
        for said in f.descriptions
    )
    return holder if any(plain) else ""


def _office_words(said: str, titles: Collection[str]) -> set[str]:
    """Return the words of an office in a description, without what it is of: "deputy", "mayor"."""
    found = [word.strip(",.()'") for word in said.lower().split()]
    cut = next((i for i, word in enumerate(found) if word in _OF), len(found))
    return {word for word in found[:cut] if word in titles}


def _parted(role: str) -> tuple[str, set[str]]:
    """Return the office in a description, "" for none, and the stems of the words that say of what."""
    said = [word.strip(",.()'") for word in role.lower().split()]
    cut = next((i for i, word in enumerate(said) if word in _OF), len(said))
    titles = words("sources.toml", "titles") | words("sources.toml", "offices")
    office = next((word for word in reversed(said[:cut]) if word in titles), "")
    rest = {word for word in said if len(word) >= _STEM - 1 and word not in titles}
    return office, {word[:_STEM] for word in rest - words("rules.toml", "general_kinds")}


def _same_office(office: str, body: set[str], other: tuple[str, set[str]]) -> bool:
    """Whether two descriptions are of one office: the same title, and half of what it is of, or more."""
    if office != other[0]:
        return False
    least = min(len(body), len(other[1]))
    return least > 0 and len(body & other[1]) * 2 >= least


def _stem(word: str) -> str:
    """Return the first letters of a word, "" for a short one."""
    return word[:_STEM] if len(word) >= _STEM else ""
