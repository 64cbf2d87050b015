"""Places that only say where another of their sentence lies: "X district of Y", "Y's town of X"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from stemma.events.lexicon import word_set
from stemma.events.setting import tokens_in
from stemma.events.sites import Site
from stemma.events.tree import Tree
from stemma.records import Place

# The larger holds the smaller; areas and unknown places hold nothing for certain.
_SIZES = {"facility": 0, "settlement": 1, "district": 2, "region": 3, "country": 4}
_OWNING = frozenset({"'s", "\u2019s", "'", "\u2019"})
_HOLDING = frozenset({"of", "in"})
_DESCRIBING = frozenset({"ADJ", "ADV", "DET"})


def holders(tree: Tree, sites: Sequence[Site]) -> Mapping[int, int]:
    """Return the index of the place that lies in it for each place told only to say where that is."""
    if len(sites) < 2:  # noqa: PLR2004  one place lies in no other
        return {}
    found: dict[int, int] = {}
    for first, second in pairwise(sorted(sites, key=lambda site: site.place.span.start)):
        between = range(*_between(tree, first.place, second.place))
        if _lies_in(second.place, first.place) and _owned(tree, between):
            found[first.index] = second.index
        elif _is_told_in(first.place, second.place) or (
            _lies_in(first.place, second.place) and _is_part(tree, between)
        ):
            found[second.index] = first.index
    return found


def _between(tree: Tree, first: Place, second: Place) -> tuple[int, int]:
    inside = tokens_in(tree, first.span)
    return inside.stop, tokens_in(tree, second.span).start


def _lies_in(place: Place, holder: Place) -> bool:
    """Say whether a place may lie in another: it is known, smaller, and of the same country."""
    own, its = _size(place), _size(holder)
    if own is None or its is None or place.lat is None or holder.relation:
        return False
    return bool(place.country) and place.country == holder.country and own < its


def _is_told_in(place: Place, holder: Place) -> bool:
    """Say whether a village that no gazetteer has is told to lie in a place ("X village in Y province")."""
    return place.rule == "text:said" and place.relation == f"in {holder.name}"


def _size(place: Place) -> int | None:
    """Return how large a place is; "near X" is as small as a town, other areas are of no known size."""
    return 1 if place.precision == "area" and place.relation else _SIZES.get(place.precision)


def _owned(tree: Tree, between: range) -> bool:
    """Say whether "'s" leads from one place to the next ("X's Y", "X's northern town of Y")."""
    if not between or tree.words[between[0]] not in _OWNING:
        return False
    return all(_describes(tree, at) or tree.words[at] == "of" for at in between[1:])


def _is_part(tree: Tree, between: range) -> bool:
    """Say whether "of" or "in" leads from one place to the next ("Y district of X", "Y in northern X")."""
    words = [tree.words[at] for at in between]
    link = next((at for at, word in enumerate(words) if word in _HOLDING), None)
    if link is None:
        return False
    return all(_describes(tree, at) for at in (*between[:link], *between[link + 1 :]))


def _describes(tree: Tree, at: int) -> bool:
    """Say whether a word is one of a description: "the", "northern", "district"."""
    if tree.tokens[at].pos in _DESCRIBING:
        return True
    lemma = tree.lemmas[at]
    return any(lemma in word_set(name) for name in ("places_within", "places_settled", "places_around"))
