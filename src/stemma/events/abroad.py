"""Capitals abroad that the words around an act name as who acts, speaks or is spoken to, not as its place.

In a report on a war in Ruritania "Strelsau has been bombing the hills" says nothing of where Strelsau lies,
and "in Strelsau the ministry confirmed eight raids" says where a ministry spoke.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from stemma.event_rules import without_place
from stemma.events.lexicon import word_set
from stemma.events.options import Coded
from stemma.events.tree import Tree
from stemma.records import Place, Span

_INNER = frozenset({"settlement", "district", "facility", "region"})
_CAPITAL = "capital"
_VERBS = frozenset({"VERB", "AUX"})
_ABOUT = ("nsubj", "nsubjpass", "dobj", "advcl", "conj", "xcomp")
_BORNE = frozenset({"dobj", "nsubjpass", "compound"})  # "bombed X", "X was hit", "the X blast"


def home_of(places: Iterable[Place]) -> str:
    """Return the country in which most of the towns and regions lie that a report names, "" for none.

    Capitals are left out: they stand for governments as often as for towns.
    """
    named = (
        one.country for one in places if one.precision in _INNER and one.kind != _CAPITAL and one.country
    )
    counts = Counter(named)
    country, most = next(iter(counts.most_common(1)), ("", 0))
    return country if most > 1 and 2 * most > counts.total() else ""


def without_seats_abroad(coded: Sequence[Coded], home: str) -> list[Coded]:
    """Return the acts of a report, those of force without a capital abroad that is no scene.

    Args:
        coded: the acts by rule, in the order of the text.
        home: the country that the report tells of; "" leaves all as it is.
    """
    if not home or not any(_abroad(one, home) for one in coded):
        return list(coded)
    scenes: set[Span] = set()
    kept: list[Coded] = []
    for one in coded:
        place = one.mention.place
        if place is not None and _abroad(one, home):
            if named_as_scene(one, place):
                scenes.add(place.span)
            elif place.span not in scenes:
                mention = replace(one.mention, place=None, rule=without_place(one.mention.rule, place.name))
                kept.append(replace(one, mention=mention))
                continue
        kept.append(one)
    return kept


def _abroad(coded: Coded, home: str) -> bool:
    """Say whether an act of violence was placed in a capital abroad; protests are held in those."""
    place = coded.mention.place
    if place is None or coded.hit.code.family != "violence":
        return False
    return place.kind == _CAPITAL and bool(place.country) and place.country != home


def named_as_scene(coded: Coded, place: Place) -> bool:
    """Say whether an act's own sentence names a place as one where the act was."""
    context = coded.context
    index = next((site.index for site in context.sites if site.place.span == place.span), None)
    return index is not None and in_scene(context.tree, coded.hit.head, index)


def in_scene(tree: Tree, act: int, index: int) -> bool:
    """Say whether a place's name stands where an act is said to be: "in X" or "X" itself below its words.

    Args:
        tree: the sentence.
        act: the head token of its trigger.
        index: the head token of the place's name.
    """
    inside, below, node = False, index, index
    while node != act:
        token = tree.tokens[node]
        if token.pos in _VERBS and node != index:
            return inside and tree.tokens[below].pos == "ADP" and _is_about(tree, node, act)
        if token.head == node:
            return False
        if node == index and token.head == act:
            return token.dep in _BORNE
        inside = inside or tree.words[node] in word_set("at_places")
        below, node = node, token.head
    return inside


def _is_about(tree: Tree, verb: int, act: int) -> bool:
    """Say whether an act is what a verb is about ("a bomb went off in X"), not what it tells."""
    return tree.lemmas[verb] not in word_set("speech", "status.toml") and act in tree.children(verb, *_ABOUT)
