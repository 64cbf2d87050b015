"""Where and when: the place and time of an event among those that its sentence names."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from stemma.events.launching import launched_from
from stemma.events.lexicon import word_set
from stemma.events.tree import Tree, kept
from stemma.records import Place, Span, Time

# What a place costs for being coarse, in steps of the tree: of two near places the finer is preferred.
_COARSE = {"facility": 0.0, "settlement": 0.0, "district": 0.8, "region": 1.6, "area": 2.0, "unknown": 1.2}
_COUNTRY = 4.0
_UNRESOLVED = 2.0
# What crossing into or out of a clause costs.
_BARRIERS = {
    "ccomp": 2.0,
    "relcl": 1.5,
    "advcl": 1.5,
    "acl": 0.5,
    "conj": 1.0,
    "parataxis": 2.0,
    "appos": 0.5,
}
# Kinds of place that name who speaks or acts, not where.
_NO_SCENE = frozenset({"metonym", "demonym", "organisation"})
_NAMING = ("compound", "nmod", "poss", "amod")
_DATELINE = 14
# An agency in brackets after a dateline has no more words than this.
_CREDIT = 8
_ACRONYM = 3
_ATTACHED = 7.5
_FAR = 99.0
# A time farther away than this belongs to something else in the sentence.
_LATEST = 9.0
_TOLD = 0.4
_COARSE_TIMES = frozenset({"month", "season", "year", "range", "unknown"})
_START = attrgetter("start")
_SEQUENCE = frozenset({"after", "before", "since", "following", "until", "despite"})


@dataclass(frozen=True, slots=True)
class Found:
    """A place or time chosen for an event, how sure the choice is, and how it was made."""

    place: Place | None = None
    time: Time | None = None
    score: float = 0.0
    how: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a place is sought for.

    ``actor`` is the head of the initiator. ``leaving`` says that "from" leads to the place (a
    withdrawal); ``verbal`` that the event is one of words, whose place must be said outright.
    ``heads`` are those of all triggers of the sentence.
    """

    tree: Tree
    head: int
    actor: int | None
    leaving: bool = False
    verbal: bool = False
    heads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Site:
    """A place where an event of its sentence may be, with what the sentence says of it alone.

    ``index`` is its head token, ``preposition`` the one that it hangs on, and ``party`` the verb
    beside which it stands for a party ("X accused Y"), None for no such verb.
    """

    place: Place
    index: int
    preposition: str
    party: int | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a sentence names, its head token, and whether it only bounds a stretch ("since 2011")."""

    time: Time
    index: int
    barred: bool
    since: bool


def sites_of(tree: Tree, places: Iterable[Place], barred: Sequence[Span]) -> tuple[Site, ...]:
    """Return the places where events of a sentence may be: neither who speaks nor a dateline nor a party.

    ``barred`` are the spans of sources and cues, where a place is the speaker's.
    """
    found = []
    for place in places:
        index = None if place.kind in _NO_SCENE else anchor(tree, place.span)
        if index is None or _within(place.span, barred) or _beside_based(tree, place.span):
            continue
        if not (_is_dateline(tree, place.span) or _takes_sides(tree, index)):
            found.append(Site(place, index, _preposition(tree, index), _party_beside(tree, index)))
    return tuple(found)


def moments_of(tree: Tree, times: Iterable[Time], barred: Sequence[Span]) -> tuple[Moment, ...]:
    """Return the times of a sentence with their tokens; at ``barred`` spans they are times of saying."""
    found = []
    for time in times:
        index = anchor(tree, time.span)
        if index is not None:
            found.append(Moment(time, index, _within(time.span, barred), _long_since(tree, time, index)))
    return tuple(found)


def _tokens_in(tree: Tree, span: Span) -> range:
    """Return the tokens of a sentence that begin in a span."""
    first = bisect_left(tree.tokens, span.start, key=_START)
    return range(first, bisect_left(tree.tokens, span.end, lo=first, key=_START))


def anchor(tree: Tree, span: Span) -> int | None:
    """Return the head token of a span in a sentence, None when it is not in the sentence."""
    inside = _tokens_in(tree, span)
    for index in inside:
        head = tree.tokens[index].head
        if head not in inside or head == index:
            return index
    return inside[-1] if inside else None


def choose_place(scene: Scene, sites: Iterable[Site]) -> Found:
    """Return the place of an event among its sentence's places, none where none can be its own."""
    best: tuple[float, Place] | None = None
    sites = tuple(sites)
    plain = [(site.index, site.preposition) for site in sites if not site.place.relation]
    elsewhere = frozenset() if scene.leaving else launched_from(scene.tree, plain)
    for site in sites:
        place = site.place
        if site.index in elsewhere or site.party not in (None, scene.head):
            continue
        cost = _remembered_cost(scene, site)
        cost += _COARSE.get(place.precision, _COUNTRY) + (1.0 if place.relation else 0.0)
        cost += 0.0 if place.lat is not None else _UNRESOLVED
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, place)
    if best is None:
        return Found()
    cost, place = best
    how = "attached" if cost <= _ATTACHED else "sentence"
    return Found(place=place, score=round(max(0.35, 0.95 - 0.05 * max(cost, 0.0)), 2), how=how)


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _beside_based(tree: Tree, span: Span) -> bool:
    if "-" not in tree.words:
        return False
    first = bisect_left(tree.tokens, span.end, key=_START)
    hyphen, after = tree.words[first : first + 1], tree.words[first + 1 : first + 2]
    if hyphen != ("-",) or not after:
        return False
    # "X-based", "X-Y-brokered", "X-Ruritanian"
    joined = tree.words[first + 2 : first + 3] == ("-",) or tree.tokens[first + 1].pos == "ADJ"
    return joined or after[0] in word_set("after_hyphen")


def _is_dateline(tree: Tree, span: Span) -> bool:
    """Say whether a place is a dateline without punctuation ("BEIRUT A raid killed …")."""
    inside = _tokens_in(tree, span)
    if not inside or inside[0] >= _DATELINE or inside[-1] + 1 >= len(tree.tokens):
        return False
    capitals = all(tree.tokens[at].text.isupper() and len(tree.tokens[at].text) > _ACRONYM for at in inside)
    after = tree.tokens[inside[-1] + 1].text
    if capitals and inside[0] == 0 and after == "(":  # "KYIV (X) Rockets hit", without a dash
        return ")" in tree.words[inside[-1] + 2 : inside[-1] + _CREDIT]
    before = tree.tokens[inside[0] - 1] if inside[0] else None
    alone = before is None or (before.pos not in ("ADP", "DET", "ADJ") and not _shouts(before.text))
    return capitals and alone and after[:1].isupper() and not _shouts(after)


def _shouts(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _takes_sides(tree: Tree, index: int) -> bool:
    """Say whether a place's name stands for a party: "pro-X", "loyal to X", "their ally X"."""
    if index >= 2 and tree.words[index - 1] == "-" and tree.words[index - 2] in ("pro", "anti"):  # noqa: PLR2004  prefix and hyphen
        return True
    token = tree.tokens[index]
    beside = [index - 1] if index else []  # "its ally X", whatever the parse made of it
    if token.dep == "pobj" and tree.tokens[token.head].dep == "agent":
        return True  # who does something is not where it is done ("rebels backed by X")
    if token.dep == "pobj":
        beside.append(tree.tokens[token.head].head)
    return any(tree.lemmas[at] in word_set("siding") for at in beside)


def _party_beside(tree: Tree, index: int) -> int | None:
    """Return the verb of words beside which a place's name stands for a party ("X accused Y")."""
    token = tree.tokens[index]
    if token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return None
    verb = tree.lemmas[token.head]
    of_words = verb in word_set("speech", "status.toml") or verb in word_set("addressing")
    return token.head if of_words else None


def _remembered_cost(scene: Scene, site: Site) -> float:
    """Return the cost of a place, kept with the tree: copies of a sentence ask it again."""
    country = site.place.precision == "country"
    key = ("place", scene.head, scene.actor, scene.leaving, scene.verbal, site.index, country)
    facts = scene.tree.facts
    if key not in facts:
        facts[key] = _cost(scene, site)
    cost: float = facts[key]
    return cost


def _cost(scene: Scene, site: Site) -> float:
    """Return how far a place is from its trigger, in steps of the tree and what they cross."""
    tree = scene.tree
    up, down = tree.path(scene.head, site.index)
    cost = float(len(up) + len(down) - 2) + _crossings(tree, up, down)
    if up[-1] != scene.head and tree.lemmas[up[-1]] in word_set("speech", "status.toml"):
        cost += 6.0
    if any(tree.tokens[node].dep == "relcl" for node in up[:-1]) and tree.tokens[up[-1]].pos == "VERB":
        cost += 3.0
    if any(
        tree.tokens[node].pos == "VERB" and tree.lemmas[node] in word_set("residing") for node in down[1:]
    ):
        return _FAR
    if any(tree.words[node] in _SEQUENCE and tree.children(node, "pcomp") for node in down[1:]):
        cost += 6.0  # another act of before or after ("after delivering aid to X")
    own = tree.tokens[site.index]
    if own.dep in _NAMING and own.head != scene.head and own.head in scene.heads:
        return _FAR  # it names another event ("since the X attacks")
    cost -= 2.0 * sum(_only_introduces(tree, node) for node in down)
    return cost + _by_preposition(scene, site)


def _crossings(tree: Tree, up: Sequence[int], down: Sequence[int]) -> float:
    tokens = tree.tokens
    return sum([_BARRIERS.get(tokens[node].dep, 0.0) for node in (*up[:-1], *down[1:])])


def _only_introduces(tree: Tree, node: int) -> bool:
    return tree.words[node] == "of" and tree.lemmas[tree.tokens[node].head] in word_set("named_by_of")


def _by_preposition(scene: Scene, site: Site) -> float:
    """Return what the preposition before a place, or its lack, adds to the cost."""
    index, preposition, country = site.index, site.preposition, site.place.precision == "country"
    acts = index == scene.actor or (
        country and scene.actor is not None and index in scene.tree.phrase(scene.actor)
    )
    if acts or (scene.verbal and preposition not in word_set("inside")):
        return _FAR
    if preposition in word_set("away"):
        return -1.0 if scene.leaving else 4.0
    if preposition in word_set("inside"):
        return _inside(preposition, leaving=scene.leaving)
    return (
        3.0
        if preposition in word_set("accompanying")
        else _without_preposition(scene, index, country=country)
    )


def _inside(preposition: str, *, leaving: bool) -> float:
    if leaving and preposition in word_set("onward"):
        return 3.0
    return 1.0 if preposition in word_set("beside") else -1.0


def _without_preposition(scene: Scene, index: int, *, country: bool) -> float:
    token = scene.tree.tokens[index]
    if token.dep in ("nsubj", "poss", "agent"):
        return _FAR if country else 2.0
    return 2.0 if token.dep == "nsubjpass" and token.head != scene.head else 0.0


@kept
def _preposition(tree: Tree, index: int) -> str:
    node = index
    for above in tree.ancestors(index):
        if tree.tokens[above].pos in ("ADP", "SCONJ"):
            return tree.words[above]
        if node != index and tree.tokens[node].dep not in (
            "compound",
            "appos",
            "conj",
            "amod",
            "nmod",
            "poss",
        ):
            return ""
        if tree.tokens[above].pos in ("VERB", "AUX"):
            return ""
        node = above
    return ""


def choose_time(
    tree: Tree, head: int, moments: Iterable[Moment], heads: frozenset[int] = frozenset()
) -> Found:
    """Return the time of an event among its sentence's times; the time of saying is not the event's.

    ``heads`` are the heads of all triggers of the sentence.
    """
    best: tuple[float, Time] | None = None
    for moment in moments:
        time = moment.time
        if time.start is None and (time.type in ("SET", "DURATION") or time.value.endswith("_REF")):
            continue
        if moment.barred or (moment.since and not _counted_from(tree, head, moment.index)):
            continue
        if time.precision == "year" and _labels(tree, moment.index, head):
            continue
        cost = _remembered_time_cost(tree, head, moment.index, heads) + (
            0.0 if time.start is not None else 2.0
        )
        if cost <= _LATEST and (best is None or cost < best[0]):
            best = (cost, time)
    if best is None:
        return Found()
    return Found(time=best[1], score=round(max(0.35, 0.95 - 0.06 * best[0]), 2), how="attached")


def _counted_from(tree: Tree, head: int, index: int) -> bool:
    """Say whether an event is what a stretch begins with ("since 2014, when X took Y")."""
    clause = _from_when(tree, index)
    if head in tree.subtree(index) or (clause is not None and head in tree.subtree(clause)):
        return True
    return any(tree.words[at] == "since" for at in tree.ancestors(head))


def _from_when(tree: Tree, index: int) -> int | None:
    """Return the verb of the clause with "since" that a time stands in, None for none."""
    clause = tree.clause(index)
    return clause if any(tree.words[at] == "since" for at in tree.children(clause, "mark")) else None


def _labels(tree: Tree, index: int, head: int) -> bool:
    """Say whether a year only names something else than the event ("the 2016 campaign")."""
    token = tree.tokens[index]
    modifies = token.dep in ("nummod", "compound", "nmod", "amod") and tree.tokens[token.head].pos in (
        "NOUN",
        "PROPN",
    )
    return modifies and head != index and head not in tree.subtree(token.head)


def _long_since(tree: Tree, time: Time, index: int) -> bool:
    """Say whether a time only bounds a stretch: it dates no single event.

    "Since 2011" does, and any time of what somebody counts from ("since the end of the truce on Monday").
    """
    if "since" not in tree.words:
        return False
    above = tree.ancestors(index)
    nested = next((step for step, at in enumerate(above) if tree.words[at] == "since"), 0)
    if nested and not any(tree.tokens[at].pos in ("VERB", "AUX") for at in above[:nested]):
        return True
    if _from_when(tree, index) is not None:  # "since the talks broke off in April"
        return True
    if time.precision not in _COARSE_TIMES:
        return False
    before = [
        word for token, word in zip(tree.tokens, tree.words, strict=True) if token.end <= time.span.start
    ]
    return before[-1:] == ["since"]


def told_time(tree: Tree, head: int, moments: Iterable[Moment]) -> Found:
    """Return the time of telling for news told in the perfect ("have recaptured X, she said on Monday").

    The perfect says that what is told is recent at that time; the simple past says nothing of the kind.
    """
    perfect = any(tree.words[aux] in ("have", "has") for aux in tree.children(head, "aux"))
    if not perfect:
        return Found()
    telling = next(
        (n for n in tree.ancestors(head) if tree.lemmas[n] in word_set("speech", "status.toml")), None
    )
    for moment in moments:
        if telling is not None and moment.time.start is not None and tree.clause(moment.index) == telling:
            return Found(time=moment.time, score=_TOLD, how="time of telling")
    return Found()


def _answers(tree: Tree, index: int) -> bool:
    """Say whether a noun makes one act the answer to, or the memory of, another."""
    return tree.tokens[index].pos == "NOUN" and tree.lemmas[index] in word_set("answers")


def _answer_between(tree: Tree, head: int, index: int) -> bool:
    """Say whether an act and a time stand on two sides of the words by which one act answers another."""
    first, last = min(head, index), max(head, index)
    return any(
        _answers(tree, node) and any(inner <= last for _, _, inner in tree.prepositional(node))
        for node in range(first + 1, last)
    )


def answered(tree: Tree, head: int) -> bool:
    """Say whether an act is one that another answers ("in response to a raid")."""
    return any(_answers(tree, node) for node in tree.ancestors(head))


def _remembered_time_cost(tree: Tree, head: int, index: int, heads: frozenset[int]) -> float:
    """Return the cost of a time, kept like that of a place."""
    key = ("time", head, index)
    if key not in tree.facts:
        tree.facts[key] = _time_cost(tree, head, index, heads)
    cost: float = tree.facts[key]
    return cost


def _time_cost(tree: Tree, head: int, index: int, heads: frozenset[int]) -> float:
    up, down = tree.path(head, index)
    clause = tree.clause(index)
    if clause != head and clause not in up[:-1] and tree.lemmas[clause] in word_set("speech", "status.toml"):
        return _FAR
    if _answer_between(tree, head, index):
        return _FAR  # "fired on Monday in response to a raid" dates no raid
    cost = float(len(up) + len(down) - 2) + _crossings(tree, up, down)
    above = tree.tokens[index].head
    if above != head and tree.lemmas[above] in word_set("saying_nouns"):
        return _FAR
    # A participle that is no event of its own ends the phrase of another ("a shell fired at X on Monday").
    hung = {node for node in (*up, *down) if tree.tokens[node].dep == "acl" and node not in heads}
    clauses = [node for node in down[1:] if tree.tokens[node].dep in ("relcl", "advcl", "acl")]
    clauses = [node for node in clauses if node not in hung]
    if any(tree.tokens[node].head != head for node in clauses):
        cost += 4.0
    between = [node for node in (*up[1:-1], *down[1:]) if node not in hung]
    if not any(tree.tokens[node].pos in ("VERB", "AUX") for node in between):
        # A chain of nouns and prepositions only is one clause, however long ("in and around X on Monday").
        cost = min(cost, _LATEST)
    if any(tree.words[node] in _SEQUENCE for node in (*up[1:-1], *down[1:])):
        cost += 3.0
    return cost
