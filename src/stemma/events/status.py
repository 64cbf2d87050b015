"""Whether an event is told as done, denied, planned or merely possible, by its own words and its claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from stemma.events.lexicon import word_set
from stemma.events.tree import Tree
from stemma.records import ClaimMention, Factuality, Span

Status = str
_CERTAIN = ("occurred", "CT+")


@dataclass(frozen=True, slots=True)
class Standing:
    """An event's status and factuality, and the claim that it stands in."""

    status: str
    factuality: Factuality
    claim: ClaimMention | None


def innermost(claims: Iterable[ClaimMention], span: Span) -> ClaimMention | None:
    """Return the claim with the shortest content that holds ``span``."""
    holding = [
        claim
        for claim in claims
        if any(piece.start <= span.start and span.end <= piece.end for piece in claim.content.spans)
    ]
    return min(
        holding, key=lambda claim: (sum(s.end - s.start for s in claim.content.spans), claim.id), default=None
    )


def standing(tree: Tree, head: int, span: Span, claims: Iterable[ClaimMention]) -> Standing:
    """Return how an event stands: by the words that govern its trigger, then by its claim."""
    claim = innermost(claims, span)
    status, factuality = _local(tree, head)
    if claim is None or not claim.chain:
        return Standing(status, _grade(factuality), claim)
    if claim.stance == "deny" or (
        claim.polarity == "negative" and status == "occurred" and _is_main(tree, head)
    ):
        return Standing("denied", "CT-", claim)
    if claim.aim and status == "occurred" and _is_main(tree, head):
        return Standing("planned", "Uu", claim)
    if (
        status == "occurred"
        and claim.factuality in ("PS+", "PS-", "Uu", "PR-", "CT-")
        and _is_main(tree, head)
    ):
        mapped = {"PS+": "unknown", "PS-": "denied", "PR-": "denied", "CT-": "denied", "Uu": "unknown"}
        if claim.factuality in ("Uu", "PS+") and not _doubted(claim):
            return Standing(status, "PR+" if claim.factuality == "PS+" else _grade(factuality), claim)
        return Standing(mapped[claim.factuality], claim.factuality, claim)
    if status == "occurred" and claim.factuality == "PR+":
        return Standing(status, "PR+", claim)
    return Standing(status, _grade(factuality), claim)


def _doubted(claim: ClaimMention) -> bool:
    """Say whether the claim's own words make it only possible; "reportedly" passes it on undoubted."""
    return bool(claim.modal) or any(hedge.kind == "modality" for hedge in claim.hedges)


def _grade(text: str) -> Factuality:
    known: dict[str, Factuality] = {"CT+": "CT+", "PR+": "PR+", "PS+": "PS+", "CT-": "CT-", "Uu": "Uu"}
    return known.get(text, "Uu")


def _is_main(tree: Tree, head: int) -> bool:
    """Say whether a trigger is in the main line of its sentence, not in a subordinate clause."""
    return not any(
        tree.tokens[node].dep in ("relcl", "advcl", "acl", "pcomp") for node in (head, *tree.ancestors(head))
    )


def _words(name: str) -> frozenset[str]:
    return word_set(name, "status.toml")


def _local(tree: Tree, head: int) -> tuple[str, str]:
    verdict = _at_verb(tree, head) if tree.tokens[head].pos in ("VERB", "AUX") else _at_noun(tree, head)
    if verdict != _CERTAIN:
        return verdict
    previous = head
    for node in tree.ancestors(head):
        token = tree.tokens[previous]
        if tree.lemmas[node] in _words("speech") and token.dep in ("ccomp", "parataxis"):
            break
        verdict = _governed(tree, previous, node)
        if verdict is not None:
            return verdict
        if tree.tokens[node].pos in ("VERB", "AUX") and token.dep in (
            "dobj",
            "nsubj",
            "nsubjpass",
            "xcomp",
            "conj",
            "prep",
            "ccomp",
            "pobj",
        ):
            if _factive_path(token.dep, tree, node):
                break
            above = _at_verb(tree, node)
            if above != _CERTAIN:
                return above
        if token.dep in ("relcl", "advcl") or (token.dep == "acl" and tree.tokens[node].pos != "NOUN"):
            return _conditional(tree, head)
        previous = node
    return _CERTAIN


def _conditional(tree: Tree, head: int) -> tuple[str, str]:
    """Return the verdict for a verb below an "if" farther up ("if it was the army that fired")."""
    if tree.tokens[head].pos == "VERB":
        for node in tree.ancestors(head):
            for child in tree.children(node, "mark"):
                if tree.words[child] in _words("conditions") and child < head:
                    return "hypothetical", "Uu"
    return _CERTAIN


def _factive_path(dep: str, tree: Tree, node: int) -> bool:
    """Say whether what hangs below a verb is done whatever is said of the verb itself."""
    if dep == "prep":
        return True
    return dep in ("nsubj", "dobj", "nsubjpass") and tree.lemmas[node] not in _words("carrying")


def _at_verb(tree: Tree, verb: int) -> tuple[str, str]:
    auxiliaries = tree.children(verb, "aux", "auxpass")
    names = {tree.lemmas[index] for index in auxiliaries} | {tree.words[index] for index in auxiliaries}
    if tree.children(verb, "neg") or any(
        tree.words[index] == "never" for index in tree.children(verb, "advmod")
    ):
        return "denied", "CT-"
    if any(tree.words[index] in _words("conditions") for index in tree.children(verb, "mark", "advmod")):
        return "hypothetical", "Uu"
    if names & _words("future"):
        return "planned", "Uu"
    if names & _words("possible"):
        return "hypothetical", "PS+"
    if "to" in names and tree.tokens[verb].dep in ("advcl", "relcl", "acl") and "have" not in names:
        noun = tree.lemmas[tree.tokens[verb].head]
        if tree.tokens[verb].dep == "acl" and noun in _words("done_nouns"):
            return _CERTAIN
        return ("hypothetical", "PS+") if noun in _words("possible_nouns") else ("planned", "Uu")
    return _CERTAIN


def _at_noun(tree: Tree, noun: int) -> tuple[str, str]:
    if any(tree.words[index] == "no" for index in tree.children(noun, "det")):
        return "denied", "CT-"
    modifiers = {tree.lemmas[index] for index in tree.children(noun, "amod", "compound", "nmod")}
    if modifiers & _words("possible_adjectives"):
        return "hypothetical", "PS+"
    if modifiers & _words("planned_adjectives"):
        return "planned", "Uu"
    return _CERTAIN


def _governed(tree: Tree, below: int, node: int) -> tuple[str, str] | None:
    """Return the verdict of the word above a trigger ("plan to", "threat of", "denied")."""
    lemma, dep = tree.lemmas[node], tree.tokens[below].dep
    if tree.tokens[node].pos in ("NOUN", "PROPN"):
        if dep in ("acl", "prep", "compound"):
            if lemma in _words("planning_nouns"):
                return "planned", "Uu"
            if lemma in _words("possible_nouns"):
                return "hypothetical", "PS+"
        return None
    if tree.tokens[node].pos == "ADP" or dep not in (
        "xcomp",
        "ccomp",
        "dobj",
        "prep",
        "nsubjpass",
        "advcl",
        "acomp",
    ):
        return None
    if lemma in _words("denying") and dep != "advcl":
        return "denied", "CT-"
    if dep in ("xcomp", "ccomp", "dobj", "nsubjpass", "prep"):
        if lemma in _words("planning") and (dep != "ccomp" or "to" in _auxiliaries(tree, below)):
            return ("planned", "Uu") if dep != "prep" or lemma in _words("planning_for") else None
        if lemma in _words("wishing") and (dep != "prep" or tree.words[below] == "for"):
            return "hypothetical", "Uu"
        if lemma in _words("preventing") and dep in ("dobj", "xcomp", "nsubjpass"):
            return "denied", "CT-"
    return None


def _auxiliaries(tree: Tree, verb: int) -> set[str]:
    return {tree.words[index] for index in tree.children(verb, "aux")}
