"""Whom a pronoun means: what a relative one hangs on, and who spoke last of those that fit it."""

from collections.abc import Callable
from functools import partial

from stemma.attribution.figures import (
    Figure,
    Gender,
    gender_of_words,
    is_human_noun,
    may_be_he_or_she,
    may_be_it,
)
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.roll import Roll
from stemma.attribution.tree import Tree

FEMALE = frozenset({"she", "her", "hers", "herself"})
MALE = frozenset({"he", "him", "his", "himself"})
SPEAKER = frozenset({"i", "me", "my", "myself"})
PERSONAL = FEMALE | MALE | SPEAKER
IMPERSONAL = frozenset({"it", "its", "itself"})
_ANSWERING = frozenset({"comment", "respond", "reply", "react", "answer", "confirm", "elaborate", "say"})
_PLURAL = frozenset({"they", "them", "their", "we", "us", "our"})
_RELATIVE_TAGS = frozenset({"WP", "WDT"})
_SENTENCES = 8  # back to which a pronoun looks for whoever spoke last
_NEXT = 1  # sentences from a body that spoke to a "they" that may mean it
_TURN = 2  # sentences in which two speak in turn before a "they" that means both
_NEAR = 6  # tokens between what a "who" follows and the person that it means ("men in orange vests who")
_STEPS = 6  # verbs between a relative pronoun and the noun that its clause hangs on


def antecedent(tree: Tree, index: int) -> int | None:
    """Return the noun that a relative pronoun stands for ("two men who say"), None for none.

    Args:
        tree: the sentence.
        index: the pronoun's token.
    """
    tokens = tree.tokens
    if tokens[index].tag not in _RELATIVE_TAGS:
        return None
    current = tokens[index].head
    for _ in range(_STEPS):
        above = tokens[current].head
        if above == current:
            break
        if tokens[current].dep == "relcl":
            return _hung_on(tree, above, index)
        current = above
    return None


def may_mean(word: str, tree: Tree, noun: int) -> bool:
    """Return whether a pronoun of the third person may mean a noun, by its number and kind.

    Args:
        word: the pronoun, in lower case.
        tree: the sentence.
        noun: the noun's token.
    """
    token = tree.tokens[noun]
    person = token.entity == "PERSON" or (token.pos == "NOUN" and is_human_noun(tree.words(noun)))
    if word in IMPERSONAL:
        person = person and tree.words(noun) not in words("sources.toml", "named_bodies")
        return not person and (token.pos == "PROPN" or token.tag == "NN")
    if word in FEMALE | MALE:
        told = gender_of_words([tree.words(noun)])
        other = "male" if word in FEMALE else "female"
        return person and token.tag not in {"NNS", "NNPS"} and told != other
    return word == "they" and (token.tag in {"NNS", "NNPS"} or not person)


def of_main_clause(tree: Tree, pronoun: int) -> int | None:
    """Return the subject of a sentence that a pronoun in its clause means: "the army freed men who it said".

    So too "the rebels showed what they said was a tank" and "the army fought in a raid it called lawful".
    None where the pronoun stands otherwise.
    """
    if not pronoun:
        return None
    if tree.tokens[pronoun - 1].tag not in _RELATIVE_TAGS and not _opens_bare_clause(tree, pronoun):
        return None
    subject = tree.child(_clause_above(tree, pronoun), "nsubj")
    if subject is None or subject >= pronoun or tree.tokens[subject].pos not in {"NOUN", "PROPN"}:
        return None
    return subject if may_mean(tree.words(pronoun), tree, subject) else None


def _opens_bare_clause(tree: Tree, pronoun: int) -> bool:
    """Whether a body's pronoun follows the noun that its clause is about: "a raid | it called lawful".

    Something must follow the verb: "… from the troops, it added" may have lost its comma.
    """
    tokens = tree.tokens
    verb = tokens[pronoun].head
    if tokens[verb].dep != "relcl" or tokens[verb].head != pronoun - 1 or tokens[pronoun].dep != "nsubj":
        return False
    body = tree.words(pronoun) in IMPERSONAL | {"they"} and tokens[pronoun - 1].pos == "NOUN"
    return body and any(kid > verb and tokens[kid].dep != "punct" for kid in tree.kids[verb])


def _clause_above(tree: Tree, pronoun: int) -> int:
    """Return the verb of the half that a pronoun stands in: "X rose, but the army freed men who it …"."""
    verb = tree.tokens[pronoun].head
    for _ in range(_STEPS):
        if verb == tree.root or (tree.tokens[verb].dep == "conj" and tree.child(verb, "nsubj") is not None):
            return verb
        verb = tree.tokens[verb].head
    return tree.root


def silent_subject(tree: Tree, word: str) -> int | None:
    """Return whom a pronoun means that follows a sentence in which they said nothing, None for none.

    "State media did not mention the raid. They said …"; "Karelia has not commented on it. It has warned …".

    Args:
        tree: the sentence before.
        word: the pronoun, in lower case.
    """
    subject = tree.child(tree.root, "nsubj")
    if subject is None:
        return None
    token = tree.tokens[subject]
    if word == "they":
        kind = source_type("", "", tree.words(subject))
        return subject if token.tag == "NNS" and kind not in {"unknown", "document"} else None
    leaving_out = _ANSWERING | words("rules.toml", "left_out")
    silent = tree.tokens[tree.root].lemma in leaving_out and tree.child(tree.root, "neg") is not None
    return subject if silent and may_mean(word, tree, subject) else None


def acting_person(tree: Tree, word: str, *, speaking: bool = False) -> int | None:
    """Return the person by name whose deed the sentence before tells, whom "he" or "she" means; else None.

    "An aide said Kelm was furious. Kelm left for Tarsa in May. He said …" is Kelm's and not the aide's. So is
    "he said" after "Kelm spoke to the Wire by telephone", whoever spoke before.

    Args:
        tree: the sentence before.
        word: the pronoun, in lower case.
        speaking: whether the deed must be that they spoke, since somebody by name spoke before.
    """
    subject = tree.child(tree.root, "nsubj")
    if word not in FEMALE | MALE or subject is None or tree.tokens[subject].pos != "PROPN":
        return None
    if speaking and tree.tokens[tree.root].lemma.lower() not in words("rules.toml", "speaking_out"):
        return None
    return subject if tree.tokens[subject].entity in {"PERSON", ""} else None


def same_again(tree: Tree, pronoun: int, speaker: int) -> bool:
    """Return whether a pronoun that opens what somebody says means them: "the mission said it saw".

    Args:
        tree: the sentence.
        pronoun: the pronoun's token.
        speaker: the head of who says it.
    """
    token = tree.tokens[pronoun]
    if token.tag != "PRP" or tree.tokens[speaker].pos not in {"NOUN", "PROPN"}:
        return False
    return may_mean(tree.words(pronoun), tree, speaker)


def both_in_turn(figures: Roll, where: int) -> tuple[Figure, Figure] | None:
    """Return the two persons who alone spoke in the two sentences before, whom "they" means; else None.

    "Orlan said the bridge was gone. Kelm said the road was mined. They said the town was cut off."
    """
    spoke = list(figures.spoken(where - _TURN))
    if len(spoke) != _TURN or not all(figure.names and figure.person for figure in spoke):
        return None
    first, second = sorted(spoke, key=lambda figure: figure.spoke)
    return (first, second) if second.spoke == first.spoke + 1 == where - 1 else None


def _hung_on(tree: Tree, noun: int, pronoun: int) -> int | None:
    """Return the noun that a clause is about: for "who", past what is no person ("men in vests who")."""
    tokens = tree.tokens
    if noun > pronoun or tokens[noun].pos not in {"NOUN", "PROPN"}:
        return None
    if tree.words(pronoun) != "who" or tokens[noun].pos == "PROPN" or is_human_noun(tree.words(noun)):
        return noun
    before = [i for i in range(noun - 1, max(-1, noun - _NEAR), -1) if tokens[i].pos in {"NOUN", "PROPN"}]
    return next((i for i in before if tokens[i].pos == "NOUN" and is_human_noun(tree.words(i))), noun)


def meant(word: str, figures: Roll, where: int) -> Figure | None:
    """Return the figure that a pronoun means: the one that fits it and spoke last, or was named last.

    Args:
        word: the pronoun, in lower case.
        figures: the report's cast so far.
        where: the index of the pronoun's sentence.
    """
    fits: Callable[[Figure], bool]
    if word in PERSONAL:
        gender: Gender = "female" if word in FEMALE else "male" if word in MALE else ""
        fits = partial(may_be_he_or_she, gender=gender)
    elif word in IMPERSONAL:
        fits = may_be_it
    elif word in _PLURAL:
        fits = _plural
    elif word == "both":
        fits = _pair
    else:
        return None
    recent = next(filter(fits, figures.spoken(where - _SENTENCES)), None)
    if recent is not None:
        return recent
    if word == "they":
        return next((f for f in figures.spoken(where - _NEXT) if f.names and may_be_it(f)), None)
    near = (figure for figure in figures.told(where - _SENTENCES) if figure.names and figure.last <= where)
    named = list(filter(fits, near))
    if word in FEMALE | MALE:  # a Sara Kelm rather than a Vorona taken for a person
        named = [figure for figure in named if figure.gender or " " in figure.entity] or named
    return named[0] if named else None


def _plural(figure: Figure) -> bool:
    return figure.plural


def _pair(figure: Figure) -> bool:
    return figure.plural and " and " in figure.entity
