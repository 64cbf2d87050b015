"""Actors: the words that name an initiator or target, and the kind, side and country that they say."""

from itertools import takewhile

from msgspec.structs import replace

from stemma.events.aims import aim_words
from stemma.events.classes import Classes
from stemma.events.hits import Hit
from stemma.events.lexicon import Code, Party, word_set
from stemma.events.parties import noun_actor
from stemma.events.phrases import core, located, loyalty
from stemma.events.pronouns import antecedent, only_tells
from stemma.events.tree import Tree
from stemma.records import Actor, Report

# The first class that a head has decides the kind of the actor.
_KINDS = (
    ("prisoners_only", "civilians"),
    ("police", "police"),
    ("armed", "military"),
    ("defence", "military"),
    ("protesters_only", "protesters"),
    ("media", "media"),
    ("medical", "medical"),
    ("government", "government"),
    ("opposition", "opposition"),
    ("civilians", "civilians"),
    ("protesters", "civilians"),
)
_BESIDE = 3
_CHARGING = frozenset({"accuse", "suspect"})
_ENTITY_KINDS = {"PERSON": "person", "ORG": "organisation"}
# Classes that can do something: a place, an abstract noun or a name of nothing known cannot.
_INITIATORS = frozenset({"person", "armed", "group", "aircraft", "attacker", "pronoun", "reflexive"})
_TARGETS = frozenset({"person", "armed", "government", "country", "group", "police", "organisation"})


def actor_at(report: Report, tree: Tree, classes: Classes, head: int) -> Actor:
    """Return the actor that a noun phrase names.

    ``name`` is the phrase without articles, counts and possessors; ``entity`` the fullest name
    inside it, or the name of the party that it names.
    """
    head = _counted(tree, head)
    words = core(tree, classes, tree.phrase(head), head)
    span = tree.span([*words, *loyalty(tree, head)])
    party, backed = _party(tree, classes, words)
    if party is None:
        party = (
            _named_after(tree, classes, head)
            or _owner(tree, classes, head)
            or _belonging(tree, classes, head)
            or _ruled(tree, classes, head)
        )
    kind = _kind(tree, classes, head, words, party)
    country = "" if party is None or backed else party.country
    side = "" if party is None else party.side
    if (
        party is not None
        and party.country
        and kind in ("civilians", "media", "medical", "protesters", "police_detainee")
    ):
        side = ""
    if kind == "armed_group" and party is not None and not backed and party.country:
        side, country = "", party.country
    name = report.text[span.start : span.end]
    # A group that a state backs or that fights in it, or a state's citizens, are not that state.
    apart = party is not None and bool(party.country) and (backed or not side)
    entity = _entity(report, tree, classes, words, head)
    if party is not None and party.country and tree.lemmas[head] in word_set("uncrewed"):
        entity = ""  # "Ruritanian Drone", taken for a name
    if entity and apart and set(_run(tree, words)) <= classes.parties.keys():
        entity = ""
    if not entity and party is not None and not apart:
        entity = party.side
    return Actor(name, span, entity or name, kind, side, country)


def modifier_actor(report: Report, tree: Tree, classes: Classes, index: int) -> Actor:
    """Return the actor that a modifier names ("Russian" in "Russian shelling")."""
    party = classes.parties.get(index)
    words = [index]
    for child in (*tree.children(index, "compound", "amod", "nmod"), *_leading(tree, classes, index)):
        words += tree.subtree(child)
    party = party or _party(tree, classes, sorted(words))[0]
    span = tree.span(core(tree, classes, sorted(words), index))
    name = report.text[span.start : span.end]
    if party is None:
        return Actor(name, span, name, _kind(tree, classes, index, words, None))
    if party.country and {tree.lemmas[at] for at in words} & word_set("rebel_heads"):
        return Actor(name, span, name, "armed_group")  # "X paramilitary shelling" is not the state's
    kind = party.kind or ("government" if party.country else "")
    return Actor(name, span, party.side, kind, party.side, party.country)


def party_at(report: Report, tree: Tree, classes: Classes, index: int) -> Actor:
    """Return the actor that a noun names, or a word before one ("Xian" in "rejected Xian accusations")."""
    modifier = tree.tokens[index].dep in ("amod", "compound", "nmod") or tree.tokens[index].pos == "ADJ"
    return (modifier_actor if modifier else actor_at)(report, tree, classes, index)


def _leading(tree: Tree, classes: Classes, index: int) -> list[int]:
    """Return what stands before a modifier and was hung on its noun ("US-led coalition strikes")."""
    at, party = index - 1, classes.parties.get(index)
    if at not in tree.children(tree.tokens[index].head, "amod", "compound"):
        return []
    if party is not None and classes.parties.get(at) is party:  # one name, "al-" in it
        return [*takewhile(lambda before: classes.parties.get(before) is party, range(at, -1, -1))]
    led = tree.words[at - 1 : at + 1] == ("-", "led") or tree.words[at].endswith("-led")
    # "An Xian commando raid".
    return [at] if led or (at in classes.parties and "armed" in classes.of(index)) else []


def parties_of(
    report: Report, tree: Tree, classes: Classes, hit: Hit, code: Code | None = None
) -> tuple[Actor | None, Actor | None]:
    """Return the initiator and the target of a trigger, as actors; ``code`` is its code as resolved."""
    actor = _bomber(report, tree, hit) if hit.actor is None else None
    if hit.actor is not None:
        head, modifier = _behind(tree, classes, hit)
        if head is None or (not modifier and located(tree, tree.phrase(head))):
            return None, _target(report, tree, classes, hit)
        actor = (modifier_actor if modifier else actor_at)(report, tree, classes, head)
        known = actor.kind or actor.side or actor.country
        if not known and tree.lemmas[_counted(tree, head)] in word_set("uncrewed"):
            return None, _target(report, tree, classes, hit)
        can_act = bool(known or classes.of(_counted(tree, head)) & _INITIATORS)
        if not can_act or _never_did(tree, classes, head, actor, code or hit.code):
            actor = None
    return _if_named(actor), _target(report, tree, classes, hit)


def _bomber(report: Report, tree: Tree, hit: Hit) -> Actor | None:
    """Return who blew themselves up, where nobody else is told to have sent them."""
    if hit.verbal or hit.code.key != "suicide_bomb" or tree.lemmas[hit.head] != "bomber":
        return None
    span = tree.span(hit.words)
    name = report.text[span.start : span.end]
    return Actor(name, span, name)


def _never_did(tree: Tree, classes: Classes, head: int, actor: Actor, code: Code) -> bool:
    """Say whether who stands in an actor's place can only be a victim or a teller of such an act."""
    if not code.type:
        return False
    if code.key in word_set("of_arms") and actor.kind in word_set("unarmed"):
        return True
    if code.key == "suicide_bomb" and actor.kind == "government":
        return True  # "a Kabul suicide blast": where it was
    return not actor.side and only_tells(tree, classes, head)


def _without_charge(tree: Tree, hit: Hit, target: int, actor: Actor) -> Actor:
    """Return who is accused without what of, which the parse may hang on them ("forces | of an attack")."""
    if tree.lemmas[hit.head] not in _CHARGING:
        return actor
    if any(tree.words[at] == "of" for at in tree.children(hit.head, "prep")):
        return actor
    charges = [at for at in tree.children(target, "prep") if tree.words[at] == "of"]
    end = tree.tokens[charges[-1] - 1].end if charges else actor.span.end
    if not actor.span.start < end < actor.span.end:
        return actor
    name = actor.name[: end - actor.span.start]
    entity = name if actor.entity == actor.name else actor.entity
    return replace(actor, name=name, span=replace(actor.span, end=end), entity=entity)


def _target(report: Report, tree: Tree, classes: Classes, hit: Hit) -> Actor | None:
    if hit.target is None or hit.target == hit.actor or _withdrawn(tree, hit):
        return None
    counted = _counted(tree, hit.target)
    # Of "18 of the lorries" the number is nobody.
    found = classes.of(hit.target if tree.tokens[hit.target].pos != "NUM" else counted)
    observed = hit.verbal and "diplomats" in found
    if not (found & _TARGETS or observed or classes.of(_counted(tree, hit.target)) & _TARGETS):
        holder = None if hit.pattern.political else _holder(tree, classes, hit.target)
        if holder is None:
            return None
        before = tree.tokens[holder].dep != "pobj"
        return _if_named((modifier_actor if before else actor_at)(report, tree, classes, holder))
    if tree.tokens[_counted(tree, hit.target)].pos == "NUM":  # "five killed" does not say who
        return None
    found_at = party_at if hit.pattern.political else actor_at
    actor = _without_charge(tree, hit, hit.target, found_at(report, tree, classes, hit.target))
    # Shells are fired at no single person: the name is that of a place nobody knows.
    return None if actor.kind == "person" and hit.code.key == "shelling" else _if_named(actor)


def _holder(tree: Tree, classes: Classes, thing: int) -> int | None:
    """Return who holds what was hit ("rebel bases", "a police outpost", "hideouts of the militants")."""
    if tree.lemmas[thing] in word_set("amounts_of_acts"):  # "a series of rebel targets"
        thing = next((at for word, _, at in tree.prepositional(thing) if word == "of"), thing)
    if tree.lemmas[thing] not in word_set("held_by_arms"):
        return None
    of = (at for noun in tree.conjuncts(thing) for word, _, at in tree.prepositional(noun) if word == "of")
    own = (at for noun in tree.conjuncts(thing) for clause in tree.children(noun, "acl")
           if tree.lemmas[clause] in word_set("belonging")
           for word, _, at in tree.prepositional(clause) if word in ("to", "by"))  # fmt: skip
    for at in (*tree.children(thing, "amod", "compound", "nmod", "poss")[::-1], *of, *own):
        if at in classes.parties or classes.of(at) & {"armed", "police"}:
            return at
    return None


def _withdrawn(tree: Tree, hit: Hit) -> bool:
    """Say whether a target is what somebody takes away: forces of their own ("withdrew its units")."""
    own = hit.code.key == "transfer" and hit.verbal and hit.actor is not None
    return own and hit.target is not None and tree.tokens[hit.target].dep == "dobj"


def _behind(tree: Tree, classes: Classes, hit: Hit) -> tuple[int | None, bool]:
    """Return who is behind an actor that is itself an act or a weapon ("Ruritanian artillery fire")."""
    assert hit.actor is not None
    head = _counted(tree, hit.actor)
    means = {tree.lemmas[head], tree.lemmas[head].removesuffix("s")} & word_set("acting_means")
    if hit.modifier or not means or "person" in classes.of(head):
        return hit.actor, hit.modifier
    return noun_actor(tree, classes, head, hit.words)


def _if_named(actor: Actor | None) -> Actor | None:
    """Return an actor unless its words are only a number."""
    counted = actor is None or not any(letter.isalpha() for letter in actor.name)
    return None if actor is None or counted or actor.name.lower() in word_set("vague") else actor


def _named_after(tree: Tree, classes: Classes, head: int) -> Party | None:
    """Return the party that a common noun is named by ("the group Islamic State")."""
    if tree.tokens[head].pos != "NOUN":
        return None
    names = (classes.parties.get(at) for at in tree.children(head, "appos") if at - head <= _BESIDE)
    return next((party for party in names if party is not None and not party.country), None)


def _belonging(tree: Tree, classes: Classes, head: int) -> Party | None:
    """Return the group that people are said to be of ("gunmen believed to be from X", "belonging to X")."""
    above = tree.tokens[head].head
    beside = [above] if tree.tokens[head].dep == "nsubj" and tree.children(above, "xcomp") else []
    clauses = (
        at for at in (*tree.children(head, "acl"), *beside) if tree.lemmas[at] in word_set("belonging")
    )
    inside = (
        classes.parties.get(inner)
        for clause in clauses
        for below in (clause, *tree.children(clause, "xcomp"))
        for word, _, inner in tree.prepositional(below)
        if word in ("from", "of", "to", "with")
    )
    return next((party for party in inside if party is not None and not party.country), None)


def _ruled(tree: Tree, classes: Classes, head: int) -> Party | None:
    """Return the state whose rulers are told by where they are ("authorities in X")."""
    if tree.tokens[head].pos != "NOUN" or tree.lemmas[head] not in aim_words("ruling"):
        return None
    inside = (classes.parties.get(at) for word, _, at in tree.prepositional(head) if word == "in")
    return next((party for party in inside if party is not None and party.kind == "government"), None)


def _owner(tree: Tree, classes: Classes, head: int) -> Party | None:
    """Return the party that "its" in "its troops" stands for."""
    for child in tree.children(head, "poss"):
        owner = antecedent(tree, classes, child) if tree.tokens[child].pos == "PRON" else child
        if owner is not None and "armed" in classes.of(head):
            return next((classes.parties[at] for at in tree.phrase(owner) if at in classes.parties), None)
    return None


def _counted(tree: Tree, head: int) -> int:
    """Return what is counted: "soldiers" for "four of its soldiers"."""
    if (
        tree.tokens[head].pos == "NUM"
        or tree.words[head] in word_set("vague")
        or tree.lemmas[head] in word_set("counting")
    ):
        inner = next((at for word, _, at in tree.prepositional(head) if word == "of"), None)
        if inner is not None:
            return inner
    return head


def _party(tree: Tree, classes: Classes, words: list[int]) -> tuple[Party | None, bool]:
    """Return the party that a phrase names, and whether it is only that party's client."""
    chosen: Party | None = None
    backed = False
    for index in words:
        party = classes.parties.get(index)
        if party is None:
            continue
        before, after = tree.words[max(0, index - 2) : index], tree.words[index + 1 : index + 3]
        if "anti" in before or ("-" in after[:1] and set(after) & word_set("seated")):
            continue
        client = bool(word_set("backed") & set(after)) and "-" in after
        client = client or "pro" in before
        if chosen is None or backed or (not client and _of(chosen, party)):
            chosen, backed = party, client
    return chosen, backed


def _of(state: Party, party: Party) -> bool:
    """Say whether a name is that of a group of a state named before it ("Ruritania's X rebels")."""
    own = state.kind in ("", "government") and party.kind not in ("", "government")
    return own and party.country in ("", state.country)


def _kind(tree: Tree, classes: Classes, head: int, words: list[int], party: Party | None) -> str:
    """Return the kind of an actor: what its party is, else what its head noun says."""
    found = classes.of(head)
    if party is not None and party.kind not in ("", "government"):
        return party.kind
    if "aircraft" in found and ((party is not None and party.country) or _of_state(tree, head, words)):
        return "military"
    if "armed" in found:
        return _armed_kind(tree, head, words, party)
    by_class = next((kind for name, kind in _KINDS if name in found), "")
    named = tree.tokens[head].entity == "PERSON"
    by_class = by_class or (_by_title(tree, head, words) if named else "")
    if by_class == "government" and not aim_words("former").isdisjoint(tree.words[at] for at in words):
        return "person"  # "the former president" is nobody's government
    if by_class or party is not None:
        return by_class or (party.kind if party is not None else "")
    return _ENTITY_KINDS.get(tree.tokens[head].entity, "")


def _of_state(tree: Tree, head: int, words: list[int]) -> bool:
    """Say whether an aircraft is a state's by its words; armed groups have no bombers."""
    bomber = tree.lemmas[head].removesuffix("s") == "bomber"
    return bomber or not word_set("state_modifiers").isdisjoint(tree.lemmas[at] for at in words)


def _by_title(tree: Tree, head: int, words: list[int]) -> str:
    """Return the kind of a person by the title before the name ("opposition leader A. B.")."""
    lemmas = {tree.lemmas[at] for at in words if at != head}
    if lemmas & word_set("rebel_heads") or lemmas & word_set("rebel_modifiers"):
        return "armed_group"
    if "opposition" in lemmas:
        return "opposition"
    return "government" if lemmas & aim_words("titles") else ""


def _armed_kind(tree: Tree, head: int, words: list[int], party: Party | None) -> str:
    """Tell the forces of a state from armed groups."""
    lemma = tree.lemmas[head]
    if lemma.endswith("s") and tree.tokens[head].pos == "PROPN":
        lemma = lemma.removesuffix("s")  # the capitals of a headline hide a plural
    modifiers = {tree.lemmas[index] for index in words if index != head}
    state = bool(modifiers & word_set("state_modifiers"))
    state = state or (lemma == "force" and bool(modifiers & word_set("state_arms")))
    if "police" in modifiers and not state:
        return "police"
    if lemma in word_set("rebel_heads") | word_set("collectives") or modifiers & word_set("rebel_modifiers"):
        return "military" if state and lemma == "fighter" else "armed_group"
    if lemma == "army" and party is None and _named_army(tree, head, words):
        return "armed_group"  # "the X Y Army", of no state that is known
    if lemma in word_set("state_heads") or state or (party is not None and party.country):
        return "military" if not _client(tree, words) else "armed_group"
    return "military" if "security" in modifiers else "armed"


def _named_army(tree: Tree, head: int, words: list[int]) -> bool:
    """Say whether an army has a name of its own, and not one by which states call theirs."""
    names = [at for at in words if at != head and tree.tokens[at].pos == "PROPN"]
    return (
        tree.tokens[head].pos == "PROPN"
        and bool(names)
        and not any(tree.words[at] in word_set("names_of_state_armies") for at in names)
    )


def _client(tree: Tree, words: list[int]) -> bool:
    return any(tree.words[index] in word_set("backed") and tree.words[index - 1] == "-" for index in words)


def _entity(report: Report, tree: Tree, classes: Classes, words: list[int], head: int) -> str:
    """Return the longest name among some words, as the report writes it; no place that only says whose."""
    run = _run(tree, words)
    if not run or (head not in run and all(_says_whence(tree, classes, head, index) for index in run)):
        return ""
    if head in classes.parties and head not in run and not any(at in classes.parties for at in run):
        return ""  # "El X RSF shelling": where, before who
    span = tree.span(run)
    return report.text[span.start : span.end]


def _says_whence(tree: Tree, classes: Classes, head: int, index: int) -> bool:
    """Say whether a name beside a noun is a place's, as it always is behind "a resident of"."""
    if tree.tokens[index].entity == "GPE" or tree.lemmas[head] in word_set("tellers_there"):
        return True
    return "place" in classes.of(index) and index not in classes.parties


def _run(tree: Tree, words: list[int]) -> list[int]:
    """Return the longest run of words that are one name."""
    best: list[int] = []
    run: list[int] = []
    for index in words:
        token = tree.tokens[index]
        if token.entity in ("ORG", "PERSON", "GPE") and (not token.entity_start or not run):
            run.append(index)
        else:
            run = [index] if token.entity in ("ORG", "PERSON", "GPE") else []
        if len(run) > len(best):
            best = list(run)
    return best
