"""Counts of people killed, injured, captured, displaced or missing, each as claimed."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from stemma.events.classes import Classes
from stemma.events.lexicon import noun_classes, word_set
from stemma.events.numbers import Count, find_counts
from stemma.events.pronouns import antecedent
from stemma.events.tree import Tree
from stemma.events.wars import of_whole_war
from stemma.records import ClaimMention, ParsedReport, Quantity, Report
from stemma.resources import load_toml

Measure = Literal["killed", "injured", "captured", "displaced", "missing"]
_INJURIES = frozenset({"injury", "wound", "burn"})
_NEEDED = {
    "suffer": _INJURIES, "sustain": _INJURIES, "receive": _INJURIES,
    "lose": frozenset({"life", "live", "lives"}),
}  # fmt: skip
_DEALT = frozenset({"beat", "burn", "club", "bludgeon", "torture", "crush"})
_COMPLEMENTS = ("oprd", "acomp", "advmod", "xcomp", "amod", "dep", "advcl", "ccomp")
_ROLES = ("dobj", "nsubj", "nsubjpass")
_BETWEEN = 6
_WITHIN = 3
_ASIDES = (("including",), ("among",), ("mostly",), ("most",), ("mainly",), ("many",), ("some",), ("all",))
_ASIDE = 14  # tokens of an aside at most


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
def _cues(name: str) -> dict[str, Measure]:
    rows: dict[Measure, list[str]] = load_toml("events", "numbers.toml")[name]
    return {word: measure for measure, words in rows.items() for word in words}


@cache
def _context(name: str) -> frozenset[str]:
    return frozenset(load_toml("events", "numbers.toml")["context"][name])


@cache
def _gate() -> frozenset[str]:
    words = {word for name in ("patient", "sufferer", "quality", "noun") for word in _cues(name)}
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
        close = _linear(tree, count, reach=1)
        if (close is None and not _about_people(tree, classes, noun, count)) or _subset(tree, count, noun):
            continue
        first = close if noun == count.head else _said_after(tree, noun)
        known = (
            first
            or _measure(tree, noun)
            or _joined(tree, noun, measures)
            or close
            or _linear(tree, count, _BETWEEN)
        )
        if known is None:
            continue
        measures[noun] = known
        found += [
            _casualty(report, tree, classes, _Figure(count, noun, *one), claims)
            for one in (known, *_also(tree, noun, known[1]))
        ]
    return sorted(found, key=lambda item: item.token)


def _said_after(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what the word right after the people counted says of them ("58 others injured")."""
    after = noun + 1
    said = after < len(tree.words) and tree.tokens[after].tag in ("VBN", "VBD", "JJ")
    if not said or tree.words[after] not in _cues("quality") or tree.children(after, "dobj", "auxpass"):
        return None
    return _cues("quality")[tree.words[after]], after


def _also(tree: Tree, noun: int, cue: int) -> list[tuple[Measure, int]]:
    """Return what else befell the same people: "killing and wounding dozens" counts both."""
    token = tree.tokens[cue]
    if token.dep != "conj" or tree.tokens[noun].head != cue or tree.tokens[noun].dep != "dobj":
        return []
    measure = _cues("patient").get(tree.lemmas[token.head])
    shared = measure is not None and not tree.children(token.head, "dobj", "nsubjpass")
    return [(measure, token.head)] if shared and measure is not None else []


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
    if lemma in _context("not_people"):
        return False
    return (
        bool(classes.of(counted) & word_set("people_classes"))
        or lemma in word_set("others")
        or lemma in _cues("noun")
        or tree.words[counted] in _cues("quality")
    )


def _meant(tree: Tree, classes: Classes, counted: int) -> int:
    """Return the noun that a counted pronoun stands for ("dozens of them"), else the word itself."""
    found = antecedent(tree, classes, counted) if tree.tokens[counted].pos == "PRON" else None
    return counted if found is None else found


def _subset(tree: Tree, count: Count, noun: int) -> bool:
    """Say whether a count is part of another ("including 24 civilians")."""
    first = min(count.tokens)
    before = tree.words[max(0, first - 2) : first]
    if before[-1:] == ("and",) and before[0] in _cues("quality"):
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


def _measure(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    told = _after_noun(tree, noun) or _by_verb(tree, _summed(tree, noun))
    return told or _by_quality(tree, noun) or _by_noun(tree, noun)


def _after_noun(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what befell people right after a noun of harm ("the killing of two and injuries to ten")."""
    first = tree.ends(noun)[0]
    near = first > 1 and tree.words[first - 1] == "to" and tree.lemmas[first - 2] in _cues("noun")
    return (_cues("noun")[tree.lemmas[first - 2]], first - 2) if near else None


def _summed(tree: Tree, noun: int) -> int:
    """Return the sum that people are counted in ("a total of five residents"), else the people."""
    above = tree.tokens[noun].head
    of = tree.tokens[noun].dep == "pobj" and tree.words[above] == "of"
    total = tree.tokens[above].head
    return total if of and tree.lemmas[total] == "total" else noun


def _by_verb(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what befell the people counted by the verb that they are object or subject of."""
    token = tree.tokens[noun]
    above = token.head
    if above != noun and tree.tokens[above].pos in ("VERB", "AUX") and token.dep in _ROLES:
        told = _by_role(tree, noun, above)
        if told is not None:
            return told
    for clause in tree.children(noun, "acl", "relcl"):
        if tree.lemmas[clause] in _cues("patient") and tree.passive(clause):
            return _cues("patient")[tree.lemmas[clause]], clause
        if tree.lemmas[clause] in _cues("sufferer") and tree.tokens[clause].dep == "relcl":
            return _sufferer(tree, clause)
    return None


def _by_role(tree: Tree, noun: int, verb: int) -> tuple[Measure, int] | None:
    dep, lemma = tree.tokens[noun].dep, tree.lemmas[verb]
    if dep != "nsubj" and (dep == "nsubjpass") == tree.passive(verb) and _to_death(tree, verb):
        return "killed", verb
    if dep != "nsubj" and lemma in _cues("patient") and (dep == "nsubjpass") == tree.passive(verb):
        return _cues("patient")[lemma], verb
    if dep == "nsubj" and lemma in _cues("sufferer"):
        return _sufferer(tree, verb)
    if dep == "dobj" and lemma == "leave":
        return _behind_aside(tree, noun) or _complement(tree, verb)
    return _complement(tree, verb) or (_below(tree, verb) if dep == "nsubjpass" else None)


def _to_death(tree: Tree, verb: int) -> bool:
    """Say whether a verb's complement says that it kills ("shot dead", "gunned down", "beaten to death")."""
    lemma = tree.lemmas[verb]
    if lemma == "shoot" and any(tree.words[at] == "dead" for at in tree.children(verb, *_COMPLEMENTS)):
        return True
    if lemma in ("gun", "mow") and any(
        tree.words[at] == "down" for at in tree.children(verb, "prt", "advmod")
    ):
        return True
    dealt = lemma in word_set("by_hand") or lemma in _DEALT
    return dealt and any(
        word == "to" and tree.words[inner] == "death" for word, _, inner in tree.prepositional(verb)
    )


def _behind_aside(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    """Return what is said of people behind an aside ("leaving nine men, including two guards, dead")."""
    words = tree.words
    if words[noun + 1 : noun + 2] != (",",) or words[noun + 2 : noun + 3] not in _ASIDES:
        return None
    end = next((at for at in range(noun + 3, min(noun + _ASIDE, len(words) - 1)) if words[at] == ","), noun)
    measure = _cues("quality").get(words[end + 1])
    return None if measure is None else (measure, end + 1)


def _sufferer(tree: Tree, verb: int) -> tuple[Measure, int] | None:
    """Return what befell the subject of "die", "lose their lives", "sustain injuries"."""
    needed = _NEEDED.get(tree.lemmas[verb])
    if needed and not needed & {tree.lemmas[index] for index in tree.children(verb, "dobj")}:
        return None
    return _cues("sufferer")[tree.lemmas[verb]], verb


def _below(tree: Tree, verb: int) -> tuple[Measure, int] | None:
    """Return what befell the subject of "are believed to have been killed", "were seized and shot"."""
    for child in tree.children(verb, "xcomp", "conj"):
        if tree.lemmas[child] in _cues("patient") and not tree.children(child, "nsubj", "nsubjpass", "dobj"):
            return _cues("patient")[tree.lemmas[child]], child
    return None


def _complement(tree: Tree, verb: int) -> tuple[Measure, int] | None:
    for child in tree.children(verb, "oprd", "acomp", "xcomp", "ccomp", "advcl", "attr", "dobj", "acl"):
        measure = _cues("quality").get(tree.words[child])
        if measure is not None and tree.lemmas[verb] in word_set("stative"):
            return measure, child
    return None


def _by_quality(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    if tree.words[noun] in _cues("quality"):
        return _cues("quality")[tree.words[noun]], noun
    for child in tree.children(noun, "amod", "acl", "oprd", "advcl", "appos"):
        measure = _cues("quality").get(tree.words[child])
        if measure is not None:
            return measure, child
    return None


def _by_noun(tree: Tree, noun: int) -> tuple[Measure, int] | None:
    if tree.lemmas[noun] in _cues("noun"):
        return _cues("noun")[tree.lemmas[noun]], noun
    for steps, node in enumerate(tree.ancestors(noun), start=1):
        if tree.tokens[node].pos in ("NOUN", "PROPN") and steps <= _WITHIN:
            lemma = tree.lemmas[node]
            return (_cues("noun")[lemma], node) if lemma in _cues("noun") else _tolled(tree, node)
        if tree.tokens[node].pos in ("VERB", "AUX"):
            tolls = (_tolled(tree, child) for child in tree.children(node, "nsubj", "dobj", "nsubjpass"))
            return next((toll for toll in tolls if toll is not None), None)
        if steps > _WITHIN:
            return None
    return None


def _tolled(tree: Tree, node: int) -> tuple[Measure, int] | None:
    """Return what a toll counts: the dead, unless it says who."""
    if tree.lemmas[node] not in word_set("tolls"):
        return None
    around = [tree.words[index] for index in tree.subtree(node)]
    told = next((_cues("quality")[word] for word in around if word in _cues("quality")), None)
    if told is not None:
        return told, node
    return ("killed", node) if tree.lemmas[node] == "toll" or {"death", "deaths"} & set(around) else None


def _joined(tree: Tree, noun: int, measures: dict[int, tuple[Measure, int]]) -> tuple[Measure, int] | None:
    token = tree.tokens[noun]
    return measures.get(token.head) if token.dep in ("conj", "appos") else None


def _linear(tree: Tree, count: Count, reach: int) -> tuple[Measure, int] | None:
    """Find a word of quality soon after the number, for headlines and parses that went wrong."""
    index = max(count.tokens) + 1
    for at in range(index, min(index + reach, len(tree.words))):
        word, token = tree.words[at], tree.tokens[at]
        if word in _cues("quality"):
            return _cues("quality")[word], at
        if word not in word_set("links") and token.pos not in ("NOUN", "ADJ", "PROPN", "ADV"):
            return None
    return None


def _single_victims(tree: Tree, classes: Classes) -> list[Count]:
    """Return "a journalist" under "killed" or "wounded" as a count of one."""
    found = []
    cues = _cues("patient")
    for index, lemma in enumerate(tree.lemmas):
        if tree.tokens[index].pos != "VERB":
            continue
        if cues.get(lemma) not in ("killed", "injured") and not _to_death(tree, index):
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
    return next((c for c in tree.children(patient, "det") if tree.words[c] in ("a", "an", "another")), None)


def _casualty(
    report: Report, tree: Tree, classes: Classes, figure: _Figure, claims: Sequence[ClaimMention]
) -> Casualty:
    count, noun = figure.count, figure.noun
    counted = _of_object(tree, noun) if noun == count.head else noun
    if counted is not None and counted - max(count.tokens) > _WITHIN + 1:
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
    if lemma in _cues("noun") or tree.words[counted] in _cues("quality") or lemma in ("other", "more"):
        if inner is not None and tree.tokens[inner].pos != "NUM":
            return _singular(tree.lemmas[inner])
        return next((word for word in modifiers if word in _context("victims_from")), "")
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
    return any(f" {phrase} " in text for phrase in _context("cumulative"))


def claimant(claims: Sequence[ClaimMention], start: int, end: int) -> str:
    """Return who claims the figure at a place: the innermost source of the claim that holds it."""
    holding = [
        claim for claim in claims
        if claim.chain and any(piece.start <= start and end <= piece.end for piece in claim.content.spans)
    ]  # fmt: skip
    claim = min(
        holding, key=lambda item: (sum(s.end - s.start for s in item.content.spans), item.id), default=None
    )
    return "" if claim is None else claim.chain[0].entity or claim.chain[0].name


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
