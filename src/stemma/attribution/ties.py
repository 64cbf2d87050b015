"""Whom a bare noun means among those who spoke: "the group", "the source", a body announced by its kind."""

from collections.abc import Iterable, Sequence

from stemma.attribution.figures import Figure
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.names.normal import nation_of

_NEAR = 3  # sentences from an unnamed speaker to "the source"
_STEM = 5  # first letters that "doctor" and "doctors" share
_COUNCILS = frozenset({"council", "committee", "committees", "commission"})  # of people as well as of states
_BODIES = frozenset({"organisation", "unknown", "military", "participant", "expert"})


def last_body(figures: Sequence[Figure], noun: str, told: Figure | None) -> Figure | None:
    """Return the named body that "the group" means, since it spoke after whoever was last called so.

    Args:
        figures: the report's cast so far.
        noun: the noun, in lower case.
        told: whom the noun would mean by its words alone.
    """
    if noun not in words("rules.toml", "collectives"):
        return None
    spoke = [f for f in figures if f.names and not f.person and f.spoke >= 0 and _is_body(f)]
    recent = max(spoke, key=lambda figure: figure.spoke, default=None)
    if recent is None or (told is not None and recent.spoke <= max(told.spoke, told.last)):
        return None
    same = told is not None and bool(told.names) and bool(told.words & recent.words)
    return None if same else recent  # "Kelm Relief" is "the Kelm Relief Group"


def _is_body(figure: Figure) -> bool:
    last = figure.entity.rsplit(maxsplit=1)[-1]
    kind = source_type(figure.entity, "", last)
    return (kind in _BODIES or last.lower() in _COUNCILS) and not is_medium(kind)


def last_unnamed(figures: Sequence[Figure], where: int) -> Figure | None:
    """Return the one unnamed speaker that "the source" means: who spoke last, if without a name.

    Args:
        figures: the report's cast so far.
        where: the index of the sentence with "the source".
    """
    spoke = [figure for figure in figures if figure.spoke >= 0]
    last = max(spoke, key=lambda figure: figure.spoke, default=None)
    if last is None or last.names or last.plural or last.body or where - last.spoke > _NEAR:
        return None
    return last


def announced(figures: Iterable[Figure], entity: str) -> str:
    """Return the name of the body that "a doctors' group" announces, "" where none or several fit.

    Args:
        figures: the whole report's cast.
        entity: the words that announce it, without their article.
    """
    said = entity.lower().split()
    if len(said) < 2 or said[-1] not in words("rules.toml", "announcing"):  # noqa: PLR2004 (a kind and a noun)
        return ""
    general = words("rules.toml", "general_kinds") | words("rules.toml", "monitoring_bodies")
    kinds = {_stem(word) for word in said[:-1] if word not in general and not nation_of(word)} - {""}
    fit = {
        figure.entity
        for figure in figures
        if figure.names
        and not figure.person
        and figure.spoke >= 0
        and _is_body(figure)
        and kinds & {_stem(word) for word in figure.words}
    }
    return next(iter(fit)) if len(fit) == 1 else ""


def _stem(word: str) -> str:
    """Return the first letters of a word, "" for a short one."""
    return word[:_STEM] if len(word) >= _STEM else ""
