"""Counts of people killed, injured, captured, displaced or missing, each as claimed."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from stemma.events.classes import Classes
from stemma.events.lexicon import noun_classes, word_set
from stemma.events.losses import (
    BETWEEN,
    WITHIN,
    also_befell,
    cues,
    joined_measure,
    measure_of,
    near_number,
    said_after,
    to_death,
    words_around,
)
from stemma.events.numbers import Count, find_counts
from stemma.events.pronouns import antecedent
from stemma.events.tree import Tree
from stemma.events.wars import of_whole_war
from stemma.records import ClaimMention, Measure, ParsedReport, Quantity, Report

# Nouns of people whose number an "of" tells.
_HOUSES = frozenset({"family", "household", "crew", "party", "team", "gang"})


class _Figure(Struct, frozen=True):
    """A count with its noun, what befell the people counted, and the word that says so."""

    count: Count
    noun: int
    measure: Measure
    cue: int


class Casualty(Struct, frozen=True):
    """A quantity, the token that its count hangs on, and whether it belongs to a whole war."""

    quantity: Quantity
    token: int
    cue: int
    war: bool


@cache
def _gate() -> frozenset[str]:
    words = {word for name in ("patient", "sufferer", "quality", "noun") for word in cues(name)}
    return frozenset(words | {"gun", "mow", "death"})


def may_have_casualties(lemmas: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether a sentence has any word of loss: the gate before all else."""
    gate = _gate()
    return not (gate.isdisjoint(lemmas) and gate.isdisjoint(words))


def find_casualties(
    report: Report, tree: Tree, classes: Classes, claims: Sequence[ClaimMention]
) -> list[Casualty]:
    """Return the casualty figures of a sentence, in reading order."""
    found: list[Casualty] = []
    measures: dict[int, tuple[Measure, int]] = {}
    counts = (*find_counts(tree), *_single_victims(tree, classes))
    # In reading order, since "three soldiers" in "a major and three soldiers were killed" go with the major.
    for count in sorted(counts, key=lambda count: min(count.tokens)):
        noun = _noun(tree, count)
        close = near_number(tree, count, reach=1)
        if (close is None and not _about_people(tree, classes, noun, count)) or _subset(tree, count, noun):
            continue
        first = close if noun == count.head else said_after(tree, noun)
        known = (
            first
            or measure_of(tree, noun)
            or joined_measure(tree, noun, measures)
            or close
            or near_number(tree, count, BETWEEN)
        )
        if known is None:
            continue
        measures[noun] = known
        found += [
            _casualty(report, tree, classes, _Figure(count, noun, *one), claims)
            for one in (known, *also_befell(tree, noun, known[1]))
        ]
    return sorted(found, key=lambda item: item.token)


def _noun(tree: Tree, count: Count) -> int:
    """Return the counted noun: what the number modifies, or the object of its "of"."""
    token = tree.tokens[count.head]
    if token.dep in ("nummod", "amod", "quantmod", "compound", "det") and tree.tokens[token.head].pos in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
    ):
        return token.head
    above = tree.tokens[token.head].head
    if token.dep == "pobj" and tree.words[token.head] == "of" and tree.lemmas[above] in _HOUSES:
        return above  # "a family of six"
    return count.head


def _of_object(tree: Tree, noun: int) -> int | None:
    return next((inner for word, _, inner in tree.prepositional(noun) if word == "of"), None)


def _about_people(tree: Tree, classes: Classes, noun: int, count: Count) -> bool:
    bare = noun == count.head
    counted = _of_object(tree, noun) if bare else noun
    if counted is None:
        return tree.words[noun + 1 : noun + 2] != ("%",) and tree.tokens[noun].entity not in (
            "DATE",
            "TIME",
            "MONEY",
            "PERCENT",
        )
    counted = _meant(tree, classes, counted)
    lemma = tree.lemmas[counted]
    if lemma in words_around("not_people"):
        return False
    return (
        bool(classes.of(counted) & word_set("people_classes"))
        or lemma in word_set("others")
        or lemma in cues("noun")
        or tree.words[counted] in cues("quality")
    )


def _meant(tree: Tree, classes: Classes, counted: int) -> int:
    """Return the noun that a counted pronoun stands for ("dozens of them"), else the word itself."""
    found = antecedent(tree, classes, counted) if tree.tokens[counted].pos == "PRON" else None
    return counted if found is None else found


def _subset(tree: Tree, count: Count, noun: int) -> bool:
    """Say whether a count is part of another ("including 24 civilians")."""
    first = min(count.tokens)
    before = tree.words[max(0, first - 2) : first]
    if before[-1:] == ("and",) and before[0] in cues("quality"):
        return False  # "five men, including two guards, dead and ten others injured"
    if {"including", "include", "includes", "included"} & set(before) or before[:1] == ("among",):
        return before[-1:] != ("least",)  # "two medics among at least 31 dead" are part of the 31
    if any(
        tree.words[node] in ("including", "among") and tree.tokens[node].dep == "prep"
        for node in list(tree.ancestors(noun))[:2]
    ):
        return True
    after = tree.words[noun + 1 : noun + 3]
    return count.best is not None and after[:2] in (("of", "them"), ("of", "whom"), ("of", "these"))


def _single_victims(tree: Tree, classes: Classes) -> list[Count]:
    """Return "a journalist" under "killed" or "wounded" as a count of one."""
    found = []
    patients = cues("patient")
    for index, lemma in enumerate(tree.lemmas):
        if tree.tokens[index].pos != "VERB":
            continue
        if patients.get(lemma) not in ("killed", "injured") and not to_death(tree, index):
            continue
        patient = tree.object(index)
        for each in () if patient is None else tree.conjuncts(patient):
            article = _single(tree, classes, each)
            if article is not None:
                found.append(Count((article,), article, 1, 1, 1, "exactly"))
    return found


def _single(tree: Tree, classes: Classes, patient: int) -> int | None:
    """Return the article before one person, None where more than one or nobody is meant."""
    if tree.tokens[patient].tag not in ("NN", "NNP") or not classes.of(patient) & word_set("people_classes"):
        return None
    if tree.children(patient, "nummod") or tree.lemmas[patient] in word_set("many_of"):
        return None
    inner = _of_object(tree, patient) if tree.lemmas[patient] in _HOUSES else None
    if inner is not None and tree.tokens[inner].pos == "NUM":
        return None
    return next((c for c in tree.children(patient, "det") if tree.words[c] in ("a", "an", "another")), None)


def _casualty(
    report: Report, tree: Tree, classes: Classes, figure: _Figure, claims: Sequence[ClaimMention]
) -> Casualty:
    count, noun = figure.count, figure.noun
    counted = _of_object(tree, noun) if noun == count.head else noun
    if counted is not None and counted - max(count.tokens) > WITHIN + 1:
        counted = None
    victims = _victims(tree, classes, None if counted is None else _meant(tree, classes, counted))
    tokens = list(count.tokens)
    if counted is not None and counted > max(tokens) and victims:
        tokens += range(max(tokens) + 1, counted + 1)
    span = tree.span(tokens)
    war = of_whole_war(tree, figure.cue, count)
    quantity = Quantity(
        figure.measure,
        count.best,
        count.low,
        count.high,
        count.comparator,
        victims,
        span,
        report.text[span.start : span.end],
        _cumulative(tree, figure.cue, war=war),
        claimant(claims, span.start, span.end),
    )
    return Casualty(quantity, noun, figure.cue, war)


def _victims(tree: Tree, classes: Classes, counted: int | None) -> str:
    """Return the class of the people counted, as a lemma ("civilian", "soldier"), "" when not said."""
    if counted is None or tree.tokens[counted].pos == "NUM":
        return ""
    lemma = _singular(tree.lemmas[counted])
    inner = _of_object(tree, counted)
    modifiers = [tree.lemmas[i] for i in tree.children(counted, "amod", "compound")]
    if lemma in cues("noun") or tree.words[counted] in cues("quality") or lemma in ("other", "more"):
        if inner is not None and tree.tokens[inner].pos != "NUM":
            return _singular(tree.lemmas[inner])
        return next((word for word in modifiers if word in words_around("victims_from")), "")
    if lemma in ("member", "leader") and _of_fighters(tree, classes, counted, inner):
        return "fighter"
    return "civilian" if "civilian" in modifiers else lemma


def _of_fighters(tree: Tree, classes: Classes, counted: int, inner: int | None) -> bool:
    around = [
        *tree.children(counted, "amod", "compound", "nmod"),
        *([] if inner is None else tree.phrase(inner)),
    ]
    return any("armed" in classes.of(index) for index in around)


def _singular(lemma: str) -> str:
    """Return the lemma of a plural that was taken for a name ("Militants")."""
    known = noun_classes()
    return lemma.removesuffix("s") if lemma not in known and lemma.removesuffix("s") in known else lemma


def _cumulative(tree: Tree, cue: int, *, war: bool) -> bool:
    if war:
        return True
    text = f" {' '.join(tree.words[i] for i in tree.subtree(tree.clause(cue)))} "
    return any(f" {phrase} " in text for phrase in words_around("cumulative"))


def claimant(claims: Sequence[ClaimMention], start: int, end: int) -> str:
    """Return who claims the figure at a place: the innermost source of the claim that holds it."""
    holding = [
        claim for claim in claims
        if claim.chain and any(piece.start <= start and end <= piece.end for piece in claim.content.spans)
    ]  # fmt: skip
    claim = min(
        holding, key=lambda item: (sum(s.end - s.start for s in item.content.spans), item.id), default=None
    )
    return "" if claim is None else claim.chain[0].known_as


def count_casualties(
    report: Report, parsed: ParsedReport, claims: Sequence[ClaimMention] = ()
) -> tuple[Quantity, ...]:
    """Return every casualty figure of a report in reading order, those of a whole war included."""
    found: list[Quantity] = []
    for sentence in parsed.sentences:
        tree = Tree(sentence)
        if may_have_casualties(tree.lemmas, tree.words):
            items = find_casualties(report, tree, Classes(tree, ()), claims)
            found += [item.quantity for item in items]
    return tuple(found)


def victim_class(victims: str) -> str:
    """Return the class of a figure's victims: civilians, fighters, medical, or people if it is not said."""
    classes = noun_classes().get(victims, frozenset())
    if victims in ("", "people", "person", "member", "victim") or not classes:
        return "people"
    if "medical" in classes and victims != "volunteer":
        return "medical"
    return "fighters" if classes & {"armed", "police"} else "civilians"
