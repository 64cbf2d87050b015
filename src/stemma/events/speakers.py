"""Who a pronoun stands for beyond its sentence: who tells what they did, or the subject of the one before."""

from msgspec.structs import replace

from stemma.events.actors import actor_at
from stemma.events.classes import Classes
from stemma.events.context import Context
from stemma.events.hits import Hit
from stemma.events.lexicon import Party, longest_party, parties, word_set
from stemma.events.pronouns import agrees
from stemma.events.status import innermost
from stemma.events.tree import Tree
from stemma.records import Actor, Layer, Span, Words

_ITSELF = {"it": frozenset({"it", "its"}), "they": frozenset({"they", "their"})}
_OWN = ("its ", "their ")
_TELLERS = frozenset({"unknown", "military", "organisation", "participant"})
_ARMIES = frozenset({"military", "official", "organisation", "unknown"})
# Whose "we" is a state's, a body's or a group's.
_SPEAKING_FOR = frozenset({"official", "military", "organisation"})
_FORCES = frozenset({"army", "military", "navy", "air", "force", "forces", "troops", "soldiers", "guard"})
_ABLE = frozenset({"armed", "group", "country", "police", "attacker"})


def speaking_actor(context: Context, hit: Hit, actor: Actor) -> Actor | None:
    """Return the source that tells what it did itself ("It said that it had captured X"), None for no such.

    The room ``attribution`` knows whom a source's pronoun stands for, also from sentences before.

    Args:
        context: the event's sentence.
        hit: its trigger.
        actor: a pronoun in the actor's place.
    """
    word = actor.name.lower()
    teller = _teller(context, hit)
    if teller is None or word not in _ITSELF or (word == "it" and teller.number == "several"):
        return None
    named = _party(teller.entity)
    if named is None:
        return None
    kind = _kind(teller, named)
    return Actor(teller.entity, actor.span, named.side, kind, named.side, named.country) if kind else None


def asserting_actor(context: Context, hit: Hit, actor: Actor) -> Actor | None:
    """Return the source whose words an act is ("It accused X of"), None where nobody known says them.

    The room ``attribution`` knows whom the pronoun of a source stands for, also from sentences before.
    """
    token = context.tree.tokens[hit.head]
    voiced = (claim for claim in context.claims if claim.cue is not None and claim.chain)
    said = next((claim for claim in voiced if _holds(claim.cue, token.start)), None)
    if actor.name.lower() == "we":
        teller = _teller(context, hit, _SPEAKING_FOR)  # "We call on X", a minister said
    else:
        teller = _teller(context, hit) if said is None else said.chain[0]
    if teller is None or not teller.entity or teller.entity.lower() in word_set("pronouns"):
        return None
    found = Actor(teller.entity, actor.span, teller.entity)
    named = _party(teller.entity)
    if named is None:
        return found
    kind = named.kind or ("government" if named.country else "")
    return replace(found, entity=named.side, kind=kind, side=named.side, country=named.country)


def _holds(words: Words | None, start: int) -> bool:
    return words is not None and any(span.start <= start < span.end for span in words.spans)


def owned(context: Context, hit: Hit, actor: Actor | None) -> Actor | None:
    """Return an actor with the side of who speaks of it as its own ("the army said its forces …").

    Bare troops and aircraft of which a state's forces tell are theirs too ("the army said jets had hit X").
    """
    if actor is None or actor.side or actor.country:
        return actor
    if _bare(actor):
        return _of_tellers_forces(context, hit, actor)
    if actor.kind not in ("armed", "military"):
        return actor
    before = context.report.text[max(0, actor.span.start - len(_OWN[1])) : actor.span.start].lower()
    teller = _teller(context, hit) if before.endswith(_OWN) else None
    named = None if teller is None else _party(teller.entity)
    if named is None or teller is None or not _kind(teller, named):
        return actor
    kind = "military" if named.country else "armed_group"
    return replace(actor, side=named.side, country=named.country, kind=kind)


def _bare(actor: Actor) -> bool:
    """Say whether an actor is nothing but a state's means of war ("troops", "fighter jets")."""
    words = actor.name.lower().split()
    return not set(words) - word_set("state_bare") and words[-1] in word_set("state_means")


def _of_tellers_forces(context: Context, hit: Hit, actor: Actor) -> Actor:
    teller = _teller(context, hit, _ARMIES)
    named = None if teller is None else _party(teller.entity)
    if named is None or teller is None or not named.country or _kind(teller, named) != "military":
        return actor
    return replace(actor, side=named.side, country=named.country, kind="military")


def subject_before(context: Context, hit: Hit) -> Actor | None:
    """Return the subject of the sentence before, for a pronoun that is the subject of its own.

    Only who can use force is taken, and only where the two agree in number ("The rebels came at dawn. They
    attacked …").
    """
    before, tree = context.previous, context.tree
    if before is None or hit.actor is None or hit.actor > hit.head or not before.tokens:
        return None
    clause = tree.tokens[hit.actor].head
    if tree.tokens[clause].dep not in ("ROOT", "ccomp") or tree.words[hit.actor] not in _ITSELF:
        return None
    told = Tree(before)
    root = next((at for at, token in enumerate(told.tokens) if token.dep == "ROOT"), None)
    subject = None if root is None else told.subject(root)
    if subject is None or told.tokens[subject].pos not in ("NOUN", "PROPN"):
        return None
    classes = Classes(told, ())
    if not classes.of(subject) & _ABLE or not agrees(told, classes, tree.words[hit.actor], subject):
        return None
    found = actor_at(context.report, told, classes, subject)
    return found if found.kind or found.side else None


def _teller(context: Context, hit: Hit, types: frozenset[str] = _TELLERS) -> Layer | None:
    """Return who says what a trigger stands in, where they are named and of a type that may have done it."""
    token = context.tree.tokens[hit.head]
    claim = innermost(context.claims, Span(token.start, token.end))
    if claim is None or not claim.chain:
        return None
    first = claim.chain[0]
    return first if first.role == "originator" and first.source_type in types else None


def _kind(teller: Layer, named: Party) -> str:
    """Return what kind of actor a source is: forces, or an armed group; "" for one without arms."""
    words = {word.strip("'\u2019").lower() for word in teller.entity.replace("-", " ").split()}
    if named.country and (teller.source_type == "military" or words & _FORCES):
        return "military"
    return "armed_group" if named.kind == "armed_group" or words & word_set("group_nouns") else ""


def _party(name: str) -> Party | None:
    """Return the first party that some words name, by the longest name."""
    words = name.replace("\u2019", "'").split()
    known = parties()
    for first in range(len(words)):
        for last in range(min(len(words), first + longest_party()), first, -1):
            words_here = " ".join(words[first:last])
            party = known.get(words_here) or known.get(words_here.removesuffix("'s"))
            if party is not None:
                return party
    return None
