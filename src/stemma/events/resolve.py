"""Of several triggers in one sentence: which tell the same event, and what code the event gets."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.events.apart import TURNS, told_apart, two_acts
from stemma.events.beside import LOSSES
from stemma.events.casualties import Casualty
from stemma.events.classes import Classes
from stemma.events.hits import INCIDENT, Hit
from stemma.events.lexicon import Code, codes, noun_classes, word_set
from stemma.events.tree import Tree
from stemma.events.wars import of_war
from stemma.events.weapons import means_at, nearest_weapon

_LINKED = 6
_CLOSE = 4
_GENERAL = 2
_CIVIL = frozenset({"civilians", "media", "medical", "building"})
_STATES = frozenset({"country", "government", "flying"})
_FIGHTING = frozenset({"armed", "police"})
_AIRCRAFT = frozenset({"aircraft_targets"})
_ON_FOOT = frozenset({"armed", "group", "attacker", "civilians", "police", "person"})
_BLASTS = frozenset({"blast", "explosion", "detonation", "detonate", "explode"})
_SUBORDINATE = ("relcl", "advcl", "acl", "pcomp")
_HURTING = ("violence", "protest", "custody", "siege", "territory")
_ARMED_CODES = ("assault", "killing", "attack", "ied", "air_strike", "shelling")

Resolved = tuple[Hit, Code, tuple[Casualty, ...]]


def resolve_hits(
    tree: Tree, classes: Classes, hits: Sequence[Hit], casualties: Sequence[Casualty]
) -> list[Resolved]:
    """Join triggers that tell one event, refine general codes, and hand out the casualty figures."""
    hits = [hit for hit in hits if not (hit.told and _told_by_others(hit, hits))]
    protest = any(hit.code.family == "protest" for hit in hits)
    coded = _joined(
        tree,
        classes,
        [(hit, _at_protest(tree, hit, _by_weapon(tree, classes, hit), protest=protest)) for hit in hits],
    )
    counts: dict[int, list[Casualty]] = {}
    for item in casualties:
        owner = _owner(tree, coded, item)
        if owner is not None and not item.war:
            counts.setdefault(owner.head, []).append(item)
    war_cues = {item.cue for item in casualties if item.war}
    lost = {hit.head: tuple(counts.get(hit.head, ())) for hit, _ in coded}
    return [
        (hit, _by_parties(tree, classes, hit, code, lost[hit.head]), lost[hit.head])
        for hit, code in coded
        if not (hit.code.key == "killing" and (hit.head in war_cues or of_war(tree, hit.head)))
    ]


def _told_by_others(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether a sentence has a word of its own for what another only points to ("the operation")."""
    force = {"violence", "territory"}
    family = force if hit.code.family in force else {hit.code.family}
    return any(other.code.family in family and not other.told for other in hits)


def _by_weapon(tree: Tree, classes: Classes, hit: Hit) -> Code:
    """Return the code of a trigger with the weapon beside it taken into account."""
    if hit.code.key == "shelling" and hit.verbal and "aircraft" in classes.of(hit.actor):
        return codes()["air_strike"]  # "the drone fired a missile"
    if hit.code.key not in _ARMED_CODES or hit.pattern.political:
        return hit.code
    if hit.verbal and hit.code.key == "attack" and hit.pattern.words[0] in word_set("by_hand"):
        return hit.code  # "killed two in an air strike and shot a third"
    if hit.target is not None and _AIRCRAFT & hit.pattern.object:
        return hit.code  # what was shot down is no weapon
    found = nearest_weapon(tree, hit.head, verbal=hit.verbal)
    if found is not None and hit.target is not None:
        whose = _of_the_target(tree, hit.target)
        if not whose.isdisjoint(found[1]):
            found = nearest_weapon(tree, hit.head, verbal=hit.verbal, barred=whose)
    if found is None or found[0] in ("firearm", "blade"):
        return hit.code
    weapon = codes()[found[0]]
    return weapon if weapon.rank > hit.code.rank else hit.code


def _of_the_target(tree: Tree, target: int) -> frozenset[int]:
    """Return the words that name whom an act hit: "an air force pilot", "ten men, including two bombers"."""
    among = (at for word, _, at in tree.prepositional(target) if word == "including")
    return frozenset([*tree.phrase(target), *(node for at in among for node in tree.subtree(at))])


def _at_protest(tree: Tree, hit: Hit, code: Code, *, protest: bool) -> Code:
    """Return the code of violence or arrests at a protest: ACLED counts them as protests or riots."""
    if hit.pattern.political or code.family not in ("violence", "custody", "property", "protest"):
        return code
    table, marchers = codes(), word_set("marchers")
    against = hit.target is not None and bool(marchers & {tree.lemmas[at] for at in tree.phrase(hit.target)})
    by = hit.actor is not None and tree.lemmas[hit.actor] in marchers
    if code.key == "armed_clash" and hit.verbal and hit.pattern.words[0] in word_set("fighting_together"):
        by = by or against  # "police clashed with protesters" as much as the other way round
    if code.key == "armed_clash" and not hit.verbal:
        by = by or bool(marchers & {tree.lemmas[at] for at in tree.subtree(hit.head) if at != hit.head})
    if code.family == "custody":
        return table["protest_intervention"] if against and not by else code
    if code.family == "property" or (code.key == "armed_clash" and (by or against)):
        return table["violent_demonstration"] if by or (protest and code.family != "property") else code
    if code.family == "violence" and against and not by and code.rank <= _GENERAL:
        return table["excessive_force"]
    return code


def _by_parties(tree: Tree, classes: Classes, hit: Hit, code: Code, counts: Sequence[Casualty]) -> Code:
    """Return the code of a trigger that names no weapon, by its own word and by who acts on whom."""
    if _shot_in_arms(classes, hit):
        return codes()["armed_clash"]
    if hit.pattern.words == ("storm",) and code.key == "armed_clash" and _only_civilians(counts):
        return codes()["attack"]
    if code.key not in ("assault", "killing"):
        return code
    target, actor = classes.of(hit.target).union(*_victims(counts)), classes.of(hit.actor)
    if hit.target is not None and _lived_in(tree, hit.target):
        target |= {"civilians"}
    key = _by_word(hit, actor, target)
    if key is None:
        fought = target & _FIGHTING and (not target & _CIVIL or _only_fighters(counts))
        unsaid = code.key == "assault" and not target & (_CIVIL | {"person"}) and actor & _FIGHTING
        key = "armed_clash" if fought or unsaid or _on_garrison(tree, classes, hit) else "attack"
    return codes()[key]


def _lived_in(tree: Tree, target: int) -> bool:
    """Say whether an area that was hit is one where people live ("residential areas")."""
    beside = tree.children(target, "amod", "compound")
    return any(tree.lemmas[at] in word_set("lived_in") for at in beside)


def _shot_in_arms(classes: Classes, hit: Hit) -> bool:
    """Say whether people in arms are shot by others in arms ("soldiers were shot dead by rebels")."""
    shot = hit.verbal and hit.pattern.words in (("shoot", "dead"), ("gun", "down"))
    target, actor = classes.of(hit.target), classes.of(hit.actor)
    return shot and bool(target & _FIGHTING and actor & _FIGHTING) and "civilians" not in target | actor


def _victims(counts: Sequence[Casualty]) -> list[frozenset[str]]:
    """Return the classes of those whom each count tells of."""
    return [noun_classes().get(item.quantity.victims, frozenset()) for item in counts]


def _only_civilians(counts: Sequence[Casualty]) -> bool:
    """Say whether the losses are of civilians, and of nobody in arms."""
    victims = _victims(counts)
    return bool(victims) and all("civilians" in one and not one & _FIGHTING for one in victims)


def _only_fighters(counts: Sequence[Casualty]) -> bool:
    """Say whether the losses are all of people in arms ("attacked a convoy, leaving six soldiers dead")."""
    victims = _victims(counts)
    return bool(victims) and all(one & _FIGHTING and "civilians" not in one for one in victims)


def _on_garrison(tree: Tree, classes: Classes, hit: Hit) -> bool:
    """Say whether fighters attack what is held by forces ("the group attacked a military base")."""
    if hit.actor is None or hit.target is None or "base" not in classes.of(hit.target):
        return False
    if classes.of(hit.actor) & _STATES:
        return False
    beside = {tree.lemmas[at] for at in tree.children(hit.target, "amod", "compound", "poss")}
    return bool({tree.lemmas[hit.target], *beside} & word_set("garrisons"))


def _by_word(hit: Hit, actor: frozenset[str], target: frozenset[str]) -> str | None:
    words = set(hit.pattern.words)
    # Who bombs places and armed groups, not buildings, has aircraft ("the bombing of X and other cities").
    wide = "bombing" in words and bool(target & {"place", "group"}) and "building" not in target
    flies = bool(actor & {"country", "flying"}) or (wide and not actor & _ON_FOOT)
    if _BLASTS & words or ("bombing" in words and not flies):
        return "ied"
    if hit.verbal and "bomb" in words:
        return "ied" if actor & _ON_FOOT and not flies else "air_strike"
    if {"strike", "bomb", "bombing"} & words or ("raid" in words and actor & {"country", "from_air"}):
        return "air_strike"
    return None


def _joined(tree: Tree, classes: Classes, coded: list[tuple[Hit, Code]]) -> list[tuple[Hit, Code]]:
    """Drop triggers that another, more specific one of the same family tells already."""
    kept: list[tuple[Hit, Code]] = []
    for hit, code in sorted(coded, key=_specific_first):
        alike = [at for at, (other, its) in enumerate(kept) if _same(tree, hit, code, other, its)]
        if not alike:
            kept.append((hit, code))
            continue
        same = min(alike, key=lambda at: _nearness(tree, kept[at][0].head, hit.head))
        other, its = kept[same]
        if its.family == "protest" and code.family == "violence" and classes.of(hit.actor) & _FIGHTING:
            kept[same] = (hit, codes()["excessive_force"])
            continue
        # Who gathered is not who shelled them, though both are told in one breath.
        told = other if "protest" in {code.family, its.family} else _filled(tree, classes, other, hit)
        kept[same] = (replace(told, also=(*told.also, hit.head)) if _leads_to(tree, hit, told) else told, its)
    return sorted(kept, key=lambda pair: pair[0].head)


def _leads_to(tree: Tree, hit: Hit, told: Hit) -> bool:
    """Say whether where and when a verb tells its act to be holds for what followed from it, told behind it.

    "Troops raided X on Monday, leading to a gun battle": the verb stands in the main line of its sentence.
    """
    if not hit.verbal or hit.head > told.head:
        return False
    return not any(tree.tokens[at].dep in _SUBORDINATE for at in (hit.head, *tree.ancestors(hit.head)))


def _specific_first(pair: tuple[Hit, Code]) -> tuple[int, bool, int]:
    """Return the order of keeping triggers: the most specific first; a strike tells more than a hit."""
    hit, code = pair
    says_how = code.key == "assault" and not hit.verbal and "strike" in hit.pattern.words
    return -code.rank, not says_how, hit.head


def _same(tree: Tree, hit: Hit, code: Code, other: Hit, its: Code) -> bool:
    """Say whether ``hit`` tells the event of ``other``, which is at least as specific."""
    if INCIDENT in (hit.pattern.words, other.pattern.words) or hit.told or other.told:
        return False
    if two_acts(tree, hit, code, other, its):
        return False
    distance = _distance(tree, hit.head, other.head)
    if code.family == its.family == "violence":
        reach = _GENERAL + 1 if code.key == "armed_clash" != its.key else _LINKED
        alike = code.rank <= _GENERAL or code.key == its.key or hit.code.rank <= 1
        alike = alike or _lost_in(tree, hit, other)
        return distance <= reach and alike and not told_apart(tree, hit.head, other.head)
    if code.family == "violence" and code.rank <= _GENERAL and its.type:
        if its.family in ("territory", "siege"):
            aim = any(tree.words[child] == "to" for child in tree.children(other.head, "aux"))
            by_another = None not in (hit.actor, other.actor) and hit.actor != other.actor
            return (
                distance <= _CLOSE
                and not (aim or by_another)
                and (other.head in tree.ancestors(hit.head) or not hit.verbal)
            )
        return its.family in ("protest", "custody") and distance <= _CLOSE
    return code.family == its.family and distance <= _GENERAL


def _lost_in(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether the other tells only losses, and has its code from a weapon of the act that caused them."""
    up, down = tree.path(hit.head, other.head)
    before = any(tree.words[node] in TURNS for node in (*up, *down))
    return not hit.verbal and not before and bool(LOSSES & set(other.pattern.words))


def _nearness(tree: Tree, word: int, to: int) -> tuple[int, bool, int]:
    """Return how near a word is to another: in the tree, else the nearer one before it in the sentence."""
    return _distance(tree, word, to), word > to, abs(word - to)


def _distance(tree: Tree, first: int, second: int) -> int:
    up, down = tree.path(first, second)
    return len(up) + len(down) - 2


def _filled(tree: Tree, classes: Classes, hit: Hit, other: Hit) -> Hit:
    """Return a trigger with the parties that only the other trigger of its event names."""
    foe = _foe(tree, hit, other)
    if foe is not None:
        return replace(hit, actor=foe, target=other.target)
    if (
        hit.actor is None
        and other.actor is not None
        and other.actor not in (*hit.words, hit.head, hit.target)
        and not _only_recorded(tree, hit, other)
    ):
        hit = replace(hit, actor=other.actor, modifier=other.modifier)
    if (
        (hit.target is None or _place_of_dead(classes, hit, other))
        and other.target is not None
        and other.target not in (*hit.words, hit.head, hit.actor)
    ):
        hit = replace(hit, target=other.target)
    return hit


def _only_recorded(tree: Tree, hit: Hit, other: Hit) -> bool:
    """Say whether the subject of losses only counted the act ("X documented 24 strikes, killing 87")."""
    if hit.verbal:
        return False
    first = hit.head
    while tree.tokens[first].dep == "conj" and tree.tokens[first].head < first:
        first = tree.tokens[first].head
    verb = tree.tokens[first].head
    told = tree.tokens[first].dep == "dobj" and tree.lemmas[verb] in word_set("recording")
    return told and other.actor == tree.subject(verb)


def _place_of_dead(classes: Classes, hit: Hit, other: Hit) -> bool:
    """Say whether a noun's target is only where the dead of another fell ("killed in shelling of X")."""
    if not LOSSES & set(other.pattern.words) or other.target is None:
        return False
    where = classes.of(hit.target)
    if hit.verbal:  # "three people were killed and five others wounded"
        return (
            bool(LOSSES & set(hit.pattern.words))
            and not where & _ON_FOOT
            and "person" in classes.of(other.target)
        )
    fell = where & {"place", "building"}
    return bool(fell) and "person" not in where and "person" in classes.of(other.target)


def _foe(tree: Tree, hit: Hit, other: Hit) -> int | None:
    """Return the party that the dead of another trigger fell to ("killed in clashes with X")."""
    if hit.code.key != "armed_clash" or hit.verbal or hit.actor is not None:
        return None
    if other.pattern.code != "killing" or other.actor is not None or other.target is None:
        return None
    foe = next((inner for word, _, inner in tree.prepositional(hit.head) if word == "with"), None)
    return None if foe == other.target else foe


def _owner(tree: Tree, coded: Sequence[tuple[Hit, Code]], item: Casualty) -> Hit | None:
    """Return the event that a casualty figure belongs to: the nearest that can hurt people."""
    able = [hit for hit, code in coded if code.family in _HURTING]
    means = means_at(tree, item.cue)  # "ten were killed in a series of clashes"
    able = [hit for hit in able if hit.head in means] or able
    return min(
        able, key=lambda hit: (*_nearness(tree, _told_by(tree, hit), item.cue), hit.head), default=None
    )


def _told_by(tree: Tree, hit: Hit) -> int:
    """Return the verb that does a noun's act ("launched strikes on X, killing six"), else the trigger."""
    token = tree.tokens[hit.head]
    does = not hit.verbal and token.dep == "dobj" and tree.lemmas[token.head] in word_set("doing")
    return token.head if does else hit.head
