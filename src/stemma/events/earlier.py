"""What an event takes from its sentence or, where that says nothing, from earlier mentions: place, actor."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.event_rules import EARLIER_PLACE
from stemma.events.casualties import Casualty
from stemma.events.context import Context
from stemma.events.hits import Hit
from stemma.events.lexicon import Code, codes, word_set
from stemma.events.looking_back import hits_it_again, names_unknown, set_elsewhere
from stemma.events.setting import Found
from stemma.events.speakers import owned, speaking_actor, subject_before
from stemma.events.tree import Tree
from stemma.events.when import Moment, choose_time
from stemma.events.where import Scene, choose_place
from stemma.globe import distance_km
from stemma.records import Actor, EventMention, Place, Time

_FINE = ("facility", "settlement", "district", "region", "area", "unknown")
# A year that ended so many days before publication, or a month so many, is background; a day so long ago
# is old.
ROUGH = frozenset({"month", "season", "year", "range"})
_MONTHS = frozenset({"month", "season"})
_HISTORY_DAYS, _OLD_DAYS = (120, 365), 365
_SIZES = ("places_within", "places_settled", "places_around")
_INDEFINITE = frozenset({"a", "an", "another", "other", "one", "some", "different"})
_TIMED = ("DATE", "TIME")
_SPEAKING = frozenset({"i", "we", "you", "us"})
REACH = 4  # sentences back to which "the attack" may take its place and day
BACK = 8  # and to which it may point
NEXT = 1
# How many sentences a place is passed on through mentions that only took it from one before.
_CHAIN = 7
# A town so near the middle of somebody's region lies in it.
_LAND_KM = 120
SAME_SCENE = 0.35
VIOLENT = frozenset({"Explosions/Remote violence", "Violence against civilians", "Battles"})
# How the rules found no place where a sentence says that it is none told before.
ELSEWHERE = "elsewhere"
FINE = frozenset({"facility", "settlement"})  # how exactly a place is known that is a point


def one_day(one: Time | None, other: Time | None) -> bool:
    """Whether two times may be of one day."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return (
        one.start[:10] <= (other.end or other.start)[:10] and other.start[:10] <= (one.end or one.start)[:10]
    )


class Parts(Struct, frozen=True):
    """What belongs to one event beside its trigger; ``harmed`` says that it hit, took or stopped things."""

    actor: Actor | None
    target: Actor | None
    place: Found
    time: Found
    weapon: str
    counts: tuple[Casualty, ...]
    harmed: bool = False


def age_of(published: str | None, time: Found) -> Literal["", "old", "history"]:
    """Tell old events from the news: dated long before publication, "history" when only roughly so."""
    told, day = time.time, (published or "")[:10]
    if told is None or told.end is None or len(day) != len("2022-05-12"):
        return ""
    try:
        days = (date.fromisoformat(day) - date.fromisoformat(told.end[:10])).days
    except ValueError:
        return ""
    if told.precision in ROUGH:
        return "history" if days > _HISTORY_DAYS[told.precision in _MONTHS] else ""
    return "old" if days > _OLD_DAYS else ""


def lasting(context: Context, hit: Hit) -> bool:
    """Say whether a trigger tells what goes on since long ago ("shelled since 2011"): no single event."""
    if not any(moment.since for moment in context.moments):
        return False
    clause = context.tree.clause(hit.head)
    near = [moment for moment in context.moments if context.tree.clause(moment.index) == clause]
    if _tells_losses(context.tree, hit, clause) and _so_far(context.tree, clause, near):
        return True
    return bool(near) and all(
        moment.since and age_of(context.report.published, Found(time=moment.time)) == "history"
        for moment in near
    )


def _tells_losses(tree: Tree, hit: Hit, clause: int) -> bool:
    """Say whether a verb tells who was lost, or a noun in what they were ("killed in the fighting")."""
    if hit.verbal:
        return hit.code.key == "killing" and clause == hit.head
    return tree.lemmas[clause] in word_set("losing") and tree.passive(clause)


def _so_far(tree: Tree, verb: int, near: Sequence[Moment]) -> bool:
    """Say whether losses are summed up over weeks ("have been killed since the start of May")."""
    perfect = any(tree.words[at] in ("have", "has") for at in tree.children(verb, "aux"))
    return perfect and any(moment.since and moment.time.precision in ROUGH for moment in near)


def pointing(tree: Tree, hit: Hit) -> bool:
    """Say whether a trigger points back to an event told before ("the attack")."""
    if hit.verbal:
        return hit.code.key in ("killing", "assault")
    return any(
        tree.words[child] in word_set("pointing") or tree.tokens[child].entity in _TIMED  # "Friday's attack"
        for child in tree.children(hit.head, "det", "poss")
    )


def of_stretch(context: Context, hit: Hit) -> bool:
    """Say whether a clause tells of a stretch of days ("for months"): no day before is its own."""
    clause = context.tree.clause(hit.head)
    return any(
        moment.since
        or moment.time.value == "PAST_REF"  # "in recent weeks"
        or (moment.time.type in ("DURATION", "SET") and not moment.time.value.startswith("PT"))
        for moment in context.moments
        if context.tree.clause(moment.index) == clause
    )


def event_place(context: Context, hit: Hit, code: Code, before: Sequence[EventMention]) -> Found:
    """Return the place of an event: its own sentence's, else that of the mention it continues."""
    scene = scene_of(context, hit, code)
    found = _sentence_place(context, scene, hit)
    fine = found.place is not None and found.place.precision != "country" and found.how == "attached"
    if fine and any(site.teller and site.place is found.place for site in context.sites):
        return _in_their_land(context, found, before)
    if fine or hit.pattern.political:
        return found
    if _of_many(context, hit):
        return _or_elsewhere(found)
    return _continued(context, hit, code, before, found)


def _continued(context: Context, hit: Hit, code: Code, before: Sequence[EventMention], found: Found) -> Found:
    """Return the place of the mention that an event continues, else the one found in its sentence."""
    back = found.place is not None or pointing(context.tree, hit) or hits_it_again(context.tree, hit)
    reach = REACH if back else NEXT + 1
    earlier = last(
        context, before, reach, lambda item: item.place is not None and item.place.precision in _FINE
    )
    if earlier is None or earlier.place is None:
        return found
    if _elsewhere(context, hit, earlier.place):
        return _or_elsewhere(found)
    attached = found.place is not None and found.how == "attached"
    own = attached and _of_its_own(context, hit, earlier)
    own = own or (found.place is not None and (_told_anew(context.tree, hit) or _summed(context.tree, hit)))
    beside = _beside(context, scene_of(context, hit, code), hit) if found.place is None else None
    own = own or beside is not None or _names_town(context, hit, found)
    if own or not _told_near(context, earlier, before):
        return beside or found
    same = found.how == "sentence" and earlier.sub_type == code.sub_type
    if found.place is not None and not same and found.place.country != earlier.place.country:
        return found
    return Found(place=earlier.place, score=SAME_SCENE, how="earlier mention")


def scene_of(context: Context, hit: Hit, code: Code) -> Scene:
    """Return what the place of an event is sought for."""
    away = any(word == "from" for word, _ in hit.pattern.prep)
    leaving = away or code.family == "withdrawal"
    heads = context.reading.heads
    return Scene(
        context.tree, hit.head, hit.actor, leaving=leaving, verbal=hit.pattern.political, heads=heads
    )


def _or_elsewhere(found: Found) -> Found:
    """Return a place found, or that the event was at none that was told before."""
    return Found(how=ELSEWHERE) if found.place is None else found


def _names_town(context: Context, hit: Hit, found: Found) -> bool:
    """Say whether a sentence names a town or village: it is its event's place, though it is told far off."""
    if found.place is None or pointing(context.tree, hit):
        return False
    return found.place.precision in FINE or found.place.relation.startswith("probably in")


def _sentence_place(context: Context, scene: Scene, hit: Hit) -> Found:
    """Return the place that a sentence names for an event, by its trigger or one that it followed from."""
    found = choose_place(scene, context.sites)
    if not hit.also or found.how == "attached":
        return found
    others = (choose_place(replace(scene, head=at), context.sites) for at in hit.also)
    return next((one for one in others if _finer_than(found, one)), found)


def _beside(context: Context, scene: Scene, hit: Hit) -> Found | None:
    """Return the place of another act of a sentence, for losses of which it tells none.

    "Seven were killed as a bomb went off while they prepared an attack in X."
    """
    if not hit.verbal or hit.code.key != "killing":
        return None
    others = (choose_place(replace(scene, head=at), context.sites) for at in sorted(scene.heads - {hit.head}))
    near = next((one for one in others if _finer_than(Found(), one)), None)
    if near is None or near.place is None or near.place.precision == "country":
        return None
    return Found(place=near.place, score=SAME_SCENE, how="sentence")


def _in_their_land(context: Context, found: Found, before: Sequence[EventMention]) -> Found:
    """Return the place of who tells, or a town near it that was told just before ("its governor said")."""
    town = last(context, before, NEXT, lambda item: item.place is not None and item.place.precision in FINE)
    theirs, its = found.place, None if town is None else town.place
    if (
        theirs is None
        or its is None
        or theirs.precision in FINE
        or None in (theirs.lat, theirs.lon, its.lat, its.lon)
    ):
        return found
    near = distance_km(theirs.lat or 0, theirs.lon or 0, its.lat or 0, its.lon or 0) <= _LAND_KM
    return Found(place=its, score=SAME_SCENE, how="earlier mention") if near else found


def _finer_than(found: Found, other: Found) -> bool:
    """Say whether another trigger of an event tells its place, where its own tells none or only a country."""
    if other.place is None or other.how != "attached":
        return False
    return found.place is None or other.place.precision != "country"


def _of_many(context: Context, hit: Hit) -> bool:
    """Say whether a noun tells of acts over days and places ("air strikes … in recent weeks")."""
    tree = context.tree
    bare = not hit.verbal and tree.tokens[hit.head].tag == "NNS" and tree.tokens[hit.head].dep == "nsubj"
    return bare and not tree.children(hit.head, "det", "poss", "nummod") and of_stretch(context, hit)


def _summed(tree: Tree, hit: Hit) -> bool:
    """Say whether a noun counts several acts ("carried out 24 attacks in X"): they had no one scene."""
    return not hit.verbal and tree.tokens[hit.head].tag == "NNS" and bool(tree.children(hit.head, "nummod"))


def _told_anew(tree: Tree, hit: Hit) -> bool:
    """Say whether a noun tells of an act for the first time ("a blast in the country's north")."""
    return not hit.verbal and _new(tree, hit.head)


def _of_its_own(context: Context, hit: Hit, earlier: EventMention) -> bool:
    """Say whether an event in a country is another than one in a town there: of other days, or beside it.

    "Another attack in the country's south last month" was not where today's was.
    """
    if earlier.sentence == context.sentence.index:
        return True
    own = choose_time(context.tree, hit.head, context.moments, context.reading.heads).time
    days, its = (None if time is None else days_of(time) for time in (own, earlier.time))
    return days is not None and its is not None and (days[1] < its[0] or its[1] < days[0])


def _told_near(context: Context, earlier: EventMention, before: Sequence[EventMention]) -> bool:
    """Say whether a place was named not long ago, by a mention that did not take it from another."""
    own = (
        item for item in reversed(before) if item.place == earlier.place and EARLIER_PLACE not in item.rule
    )
    first = next(own, earlier)
    return context.sentence.index - first.sentence <= _CHAIN


def _elsewhere(context: Context, hit: Hit, earlier: Place) -> bool:
    """Say whether a clause sets its event in a place of its own, though none whose name is known.

    "In an eastern province" or "the village of X" are not where the event before was; a village may
    be in the province named before, a quarter in its town.
    """
    tree, sizes = context.tree, _sizes()
    if names_unknown(context, hit, earlier) or set_elsewhere(tree, hit):
        return True
    nouns = [at for at, lemma in enumerate(tree.lemmas) if lemma in sizes]
    if not nouns:
        return False
    clause = tree.subtree(tree.clause(hit.head))
    known = {site.index for site in context.sites}
    for at in nouns:
        size = sizes[tree.lemmas[at]]
        if at not in clause or at in known or tree.words[tree.tokens[at].head] not in word_set("inside"):
            continue
        if (_new(tree, at) or _named(tree, at, known, earlier)) and not holds(earlier, size):
            return True
        if tree.words[tree.tokens[at].head] in ("across", "throughout") and tree.lemmas[at] == "country":
            return True
    return False


@cache
def _sizes() -> Mapping[str, int]:
    """Return how large a place is that a noun names: 0 lies in a town, 1 is one, 2 holds many."""
    return {word: size for size, name in enumerate(_SIZES) for word in word_set(name)}


def _new(tree: Tree, at: int) -> bool:
    return any(tree.words[child] in _INDEFINITE for child in tree.children(at, "det", "amod", "nummod"))


def _named(tree: Tree, at: int, known: Container[int], earlier: Place) -> bool:
    """Say whether a noun of place has a name, of no place that is known and not of the one before."""
    told = {*earlier.name.lower().split(), *(earlier.canonical or "").lower().split()}
    inner = [below for word, _, below in tree.prepositional(at) if word == "of"]
    names = (*tree.children(at, "compound", "nmod", "appos"), *inner)
    unknown = [name for name in names if tree.tokens[name].text[:1].isupper() and name not in known]
    return bool(unknown) and not any(tree.words[name] in told for name in unknown)


def holds(place: Place, size: int) -> bool:
    """Say whether a place is so large that one of a size can lie in it."""
    if size == 0:
        return place.precision not in ("facility", "district")
    return size == 1 and (place.precision == "region" or (place.precision == "area" and not place.relation))


def days_of(time: Time) -> tuple[date, date] | None:
    """Return the first and last day of a time, None where they are not known."""
    try:
        return date.fromisoformat((time.start or "")[:10]), date.fromisoformat((time.end or "")[:10])
    except ValueError:
        return None


def by_taker(code: Code, actor: Actor | None, place: Place | None) -> Code:
    """Decide between ACLED's two codes for taking a place by who took it."""
    table = codes()
    if actor is None:
        return table["government_regains" if code.key == "recapture" else "nonstate_overtakes"]
    if actor.kind in ("armed_group", "opposition") and actor.country == "":
        return table["nonstate_overtakes"]
    if actor.country and place is not None and place.country:
        return table["government_regains" if actor.country == place.country else "nonstate_overtakes"]
    own = code.key == "recapture" or actor.kind in ("military", "government")
    return table["government_regains" if own else "nonstate_overtakes"]


def continued_actor(
    context: Context, hit: Hit, actor: Actor | None, before: Sequence[EventMention]
) -> Actor | None:
    """Return an actor; for a pronoun, who speaks or acted just before, and None when there is none."""
    if actor is None or not _pronoun(actor.name):
        return owned(context, hit, actor)
    if actor.name.lower() in _SPEAKING:  # who speaks is not who acted in the sentence before
        return None
    speaking = speaking_actor(context, hit, actor)
    if speaking is not None:
        return speaking
    earlier = last(context, before, NEXT, lambda item: item.actor is not None)
    found = subject_before(context, hit) if earlier is None else earlier.actor
    return None if found is None or _is_scene(found, before) else found


def _is_scene(actor: Actor, before: Sequence[EventMention]) -> bool:
    """Say whether a name without a side is that of a place where something was ("X is near the front")."""
    if actor.side or actor.country:
        return False
    return any(one.place is not None and one.place.name.lower() == actor.name.lower() for one in before)


def _pronoun(name: str) -> bool:
    """Say whether an actor's name is a pronoun; in capitals "US" is a country."""
    return name.lower() in word_set("pronouns") and not (len(name) > 1 and name.isupper())


def last(
    context: Context, before: Sequence[EventMention], reach: int, wanted: Callable[[EventMention], bool]
) -> EventMention | None:
    """Return the last mention of an event done that is wanted, not more than so many sentences back."""
    for mention in reversed(before):
        if context.sentence.index - mention.sentence > reach:
            return None
        if mention.block == context.block and mention.status == "occurred" and wanted(mention):
            return mention
    return None
