"""Whether an event is told as done, denied, planned or merely possible, by its own words and its claim."""

from collections.abc import Iterable

from msgspec import Struct

from stemma.events.lexicon import word_set
from stemma.events.tree import Tree, kept
from stemma.records import ClaimMention, EventMention, EventStatus, Factuality, Span

Verdict = tuple[EventStatus, Factuality]

_OCCURRED: Verdict = ("occurred", "CT+")
_DENIED: Verdict = ("denied", "CT-")
_PLANNED: Verdict = ("planned", "Uu")
_OPEN: Verdict = ("unknown", "Uu")
_PROBABLE: Verdict = ("occurred", "PR+")
_POSSIBLE: Verdict = ("hypothetical", "PS+")
_CONDITIONAL: Verdict = ("hypothetical", "Uu")
_BY_CLAIM: dict[Factuality, EventStatus] = {
    "PS+": "unknown",
    "PS-": "denied",
    "PR-": "denied",
    "CT-": "denied",
    "Uu": "unknown",
}
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "xcomp", "conj", "prep", "ccomp", "pobj"})
_GOVERNED = frozenset({"xcomp", "ccomp", "dobj", "prep", "nsubjpass", "acomp"})
_SUBORDINATE = frozenset({"relcl", "advcl", "acl", "pcomp"})


# Quotation marks and spaces by which a content may go beyond its sentence.
_EDGE = 3
# What a noun has before it that speaks of an act told before.
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both"})


class Standing(Struct, frozen=True):
    """An event's status and factuality, and the claim that it stands in."""

    status: EventStatus
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


def standing(
    tree: Tree, head: int, span: Span, claims: Iterable[ClaimMention], *, coded: bool = False
) -> Standing:
    """Return how an event stands: by the words that govern its trigger, then by its claim.

    ``coded`` says that the trigger's own auxiliaries and negation are in its code already: who "will not
    accept" a plan has rejected it, and the rejection is done.
    """
    claim = innermost(claims, span)
    verdict = _above(tree, head) if coded else _local(tree, head)
    if coded and verdict == _OCCURRED and (claim is None or claim.stance != "deny"):
        return Standing(*verdict, claim)
    if claim is not None and claim.chain:
        verdict = _as_claimed(tree, head, claim, verdict)
    return Standing(*verdict, claim)


def presupposed(tree: Tree, noun: int, stand: Standing, told: EventMention) -> Standing:
    """Return how an act stands that "the" or "this" points back to: done, where it was told as done.

    Who did it may be unclear or denied, and somebody asked to answer for it ("hold them accountable for the
    attack"); what is planned or to end stays so.
    """
    if stand.status not in ("hypothetical", "denied") or told.status != "occurred":
        return stand
    if stand.claim is not None and stand.claim.stance == "deny":
        return stand
    if not any(tree.words[at] in _KNOWN for at in tree.children(noun, "det")):
        return stand
    if any(tree.lemmas[at] in _words("preventing") for at in tree.ancestors(noun)):
        return stand
    return Standing("occurred", told.factuality, stand.claim)


def _as_claimed(tree: Tree, head: int, claim: ClaimMention, verdict: Verdict) -> Verdict:
    """Return the verdict with what the claim around the event says of its main proposition."""
    if claim.stance == "deny":
        return verdict if verdict == _OPEN else _DENIED
    if verdict[0] != "occurred":
        return verdict
    if _runs_on(tree, claim) or (claim.polarity == "negative" and _beside_denial(tree, head)):
        return verdict
    if not _is_main(tree, head):
        return ("occurred", "PR+") if claim.factuality == "PR+" else verdict
    return _of_proposition(claim, verdict)


@kept
def _beside_denial(tree: Tree, head: int) -> bool:
    """Say whether a negated main verb does not negate an act: it is its subject, or a clause of its own.

    ("The attack cannot be tolerated"; "this was not the first case, and jets struck X".)
    """
    if tree.tokens[head].pos == "VERB":
        return tree.tokens[head].dep == "conj" and _own_clause(tree, head)
    below = head
    for node in tree.ancestors(head):
        if tree.tokens[node].pos in ("VERB", "AUX"):
            return tree.tokens[below].dep in ("nsubj", "nsubjpass") and tree.lemmas[node] not in _words(
                "carrying"
            )
        below = node
    return False


def _runs_on(tree: Tree, claim: ClaimMention) -> bool:
    """Say whether a claim goes over several sentences: which of them it denies or doubts is open."""
    start, end = tree.sentence.start, tree.sentence.end
    most = max(claim.content.spans, key=lambda piece: piece.end - piece.start)
    return most.start < start - _EDGE or most.end > end + _EDGE


def _of_proposition(claim: ClaimMention, verdict: Verdict) -> Verdict:
    """Return the verdict of an event that is its claim's main proposition."""
    if claim.polarity == "negative":
        return _DENIED
    if claim.aim:
        return _PLANNED
    if claim.factuality in ("Uu", "PS+") and not _doubted(claim):
        return ("occurred", "PR+") if claim.factuality == "PS+" else verdict
    return _BY_CLAIM.get(claim.factuality, "occurred"), claim.factuality


def _doubted(claim: ClaimMention) -> bool:
    """Say whether the claim's own words make it only possible; "reportedly" passes it on undoubted."""
    hedges = (hedge for hedge in claim.hedges if hedge.text.lower() not in _words("suspecting"))
    return bool(claim.modal) or any(hedge.kind == "modality" for hedge in hedges)


@kept
def _is_main(tree: Tree, head: int) -> bool:
    """Say whether a trigger is in the main line of its sentence, not in a subordinate clause."""
    return not any(tree.tokens[node].dep in _SUBORDINATE for node in (head, *tree.ancestors(head)))


def _words(name: str) -> frozenset[str]:
    return word_set(name, "status.toml")


@kept
def _local(tree: Tree, head: int) -> Verdict:
    """Return the verdict of the sentence's own words, from the trigger upwards as far as they govern."""
    verbal = tree.tokens[head].pos in ("VERB", "AUX")
    own = _at_verb(tree, head) if verbal else _at_noun(tree, head)
    return own if own != _OCCURRED else _above(tree, head)


@kept
def _above(tree: Tree, head: int) -> Verdict:
    """Return the verdict of what governs a trigger, from the word above it upwards."""
    below = head
    for node in tree.ancestors(head):
        dep = tree.tokens[below].dep
        if tree.lemmas[node] in _words("speech") and dep in ("ccomp", "parataxis"):
            return _OCCURRED
        verdict = _governed(tree, below, node) or _inherited(tree, below, node)
        if verdict is not None:
            return verdict
        if _presupposed(tree, below, node) or _told_for_itself(tree, below, node):
            return _OCCURRED
        if dep in ("relcl", "advcl", "dep") or (dep == "acl" and tree.tokens[node].pos != "NOUN"):
            return _under_condition(tree, head)
        below = node
    return _OCCURRED


def _presupposed(tree: Tree, below: int, node: int) -> bool:
    """Say whether a noun only speaks about an event ("to take action over the bombing")."""
    about = tree.tokens[below].dep == "prep" and tree.words[below] in _words("about")
    return about and tree.tokens[node].pos in ("NOUN", "PROPN")


def _told_for_itself(tree: Tree, below: int, node: int) -> bool:
    """Say whether a past tense was joined to an infinitive ("threatened to use force and sent tanks")."""
    return (
        tree.tokens[below].dep == "conj" and tree.tokens[below].tag == "VBD" and tree.tokens[node].tag == "VB"
    )


def _inherited(tree: Tree, below: int, node: int) -> Verdict | None:
    """Return what the verb above says of its own doing ("will carry out a raid"); None to look further up."""
    dep = tree.tokens[below].dep
    if tree.tokens[node].pos not in ("VERB", "AUX") or dep not in _ARGUMENTS:
        return None
    if dep == "conj" and _own_clause(tree, below):
        return None  # ("I did not know it and then there was a blast")
    carries = tree.lemmas[node] in _words("carrying")
    if dep == "nsubj" and _is_thought(tree, below, node):
        return _POSSIBLE
    if dep == "prep" or (dep in ("nsubj", "dobj", "nsubjpass") and not carries):
        # What a verb merely has to do with is done, whatever is said of the verb ("will mourn the attack").
        return _OCCURRED
    verdict = _at_verb(tree, node)
    return None if verdict == _OCCURRED else verdict


def _is_thought(tree: Tree, noun: int, verb: int) -> bool:
    """Say whether an act is only thought of ("an attack on X would be a mistake")."""
    told = any(tree.words[at] in ("a", "an", "any") for at in tree.children(noun, "det"))
    modal = {tree.words[at] for at in tree.children(verb, "aux")}
    return told and bool(modal & _words("thinking_modals")) and "have" not in modal


def _own_clause(tree: Tree, verb: int) -> bool:
    """Say whether a joined verb has a subject, or a tense, of its own ("cannot be held and has accused")."""
    if tree.children(verb, "nsubj", "nsubjpass", "expl"):
        return True
    return any(tree.words[at] in ("has", "had") for at in tree.children(verb, "aux"))


def _under_condition(tree: Tree, head: int) -> Verdict:
    """Return the verdict for a verb below an "if" farther up ("if it was the army that fired")."""
    if tree.tokens[head].pos != "VERB":
        return _OCCURRED
    marks = (child for node in tree.ancestors(head) for child in tree.children(node, "mark", "advcl"))
    open_clause = any(
        tree.words[mark] in _words("conditions")
        or any(tree.words[inner] in _words("conditions") for inner in tree.children(mark, "mark"))
        for mark in marks
        if mark < head
    )
    return _CONDITIONAL if open_clause else _OCCURRED


def _at_verb(tree: Tree, verb: int) -> Verdict:
    """Return the verdict of a verb's own auxiliaries, negation and conjunction."""
    auxiliaries = tree.children(verb, "aux", "auxpass")
    names = {tree.lemmas[index] for index in auxiliaries} | {tree.words[index] for index in auxiliaries}
    adverbs = {tree.words[index] for index in tree.children(verb, "mark", "advmod")}
    if tree.children(verb, "neg") or "never" in adverbs or _befell_nobody(tree, verb):
        return _DENIED
    if adverbs & _words("conditions"):
        return _CONDITIONAL
    if names & _words("future"):
        return _PLANNED
    if names & _words("possible"):
        return _POSSIBLE
    return _infinitive(tree, verb) if "to" in names and "have" not in names else _OCCURRED


def _befell_nobody(tree: Tree, verb: int) -> bool:
    """Say whether a passive has nobody for its subject ("no residents were hurt", "nobody was hit")."""
    for subject in tree.children(verb, "nsubjpass"):
        if tree.words[subject] in ("nobody", "none") or tree.words[subject - 1 : subject + 1] == (
            "no",
            "one",
        ):
            return True
        if any(tree.words[at] == "no" for at in tree.children(subject, "det")):
            return True
    return False


def _infinitive(tree: Tree, verb: int) -> Verdict:
    """Return the verdict of "to shell": planned as an aim, possible under "risk", done under "the first"."""
    token = tree.tokens[verb]
    noun = tree.lemmas[token.head]
    if token.dep == "ROOT" and tree.children(verb, "nsubj"):
        # A headline's future: "Army to leave the valley".
        return _PLANNED
    if token.dep == "xcomp" and _not_yet(tree, token.head, verb):
        return _DENIED
    if token.dep == "xcomp" and (
        _is_purpose(tree, token.head) or tree.lemmas[token.head] in word_set("going_to")
    ):
        return _PLANNED
    if token.dep == "acl" and noun in _words("done_nouns"):
        vague = any(tree.words[at] in _words("open_determiners") for at in tree.children(token.head, "det"))
        return _POSSIBLE if vague else _OCCURRED
    if token.dep not in ("advcl", "relcl", "acl"):
        return _OCCURRED
    return _POSSIBLE if noun in _words("possible_nouns") else _PLANNED


def _not_yet(tree: Tree, above: int, verb: int) -> bool:
    """Say whether something is not done yet ("has yet to capture X", "is yet to be found")."""
    return tree.lemmas[above] in ("have", "be") and "yet" in tree.words[above + 1 : verb]


def _is_purpose(tree: Tree, above: int) -> bool:
    """Say whether a participle tells what its noun is there for ("a coalition led by X to drive out Y")."""
    token = tree.tokens[above]
    bare = token.tag == "VBN" and not tree.children(above, "aux", "auxpass")
    return bare and token.dep == "acl" and tree.lemmas[above] in word_set("for_purposes")


def _at_noun(tree: Tree, noun: int) -> Verdict:
    """Return the verdict of a noun's own determiner and adjectives ("no", "possible", "planned")."""
    modifiers = {tree.lemmas[index] for index in tree.children(noun, "amod", "compound", "nmod")}
    if any(tree.words[index] == "no" for index in tree.children(noun, "det")):
        return _DENIED
    if modifiers & _words("possible_adjectives"):
        return _POSSIBLE
    if modifiers & _words("planned_adjectives"):
        return _PLANNED
    return _CONDITIONAL if _at_large(tree, noun) else _OCCURRED


def _at_large(tree: Tree, noun: int) -> bool:
    """Say whether a subject stands for all acts of its kind ("any attack on a clinic is terror").

    So do "a raid" and "every raid" where the verb says what such a thing is, or must be; "a raid is the third
    this week" tells of one.
    """
    token = tree.tokens[noun]
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    said = {tree.words[at] for at in tree.children(noun, "det")}
    if "any" in said or not said & _words("each_and_any"):
        return "any" in said
    if {tree.lemmas[at] for at in tree.children(token.head, "aux")} & _words("obliging"):
        return True
    told = [tree.words[at] for attr in tree.children(token.head, "attr") for at in tree.children(attr, "det")]
    return tree.lemmas[token.head] == "be" and tree.tokens[token.head].tag == "VBZ" and "the" not in told


def _governed(tree: Tree, below: int, node: int) -> Verdict | None:
    """Return the verdict of the word above a trigger ("plan to", "threat of", "denied"), None for no say."""
    dep = tree.tokens[below].dep
    if tree.tokens[node].pos in ("NOUN", "PROPN"):
        return _by_noun(tree, node) if dep in ("acl", "prep", "compound") else None
    if tree.tokens[node].pos == "ADP" or dep not in _GOVERNED:
        return None
    if tree.lemmas[node] == "able" or tree.lemmas[node] == "capable":
        return _by_ability(tree, node)
    if tree.lemmas[node] == "avoid" and any(tree.words[at] == "the" for at in tree.children(below, "det")):
        return None  # who fled "to avoid the battles" fled from some
    verdict = _by_governor(tree, below, tree.lemmas[node], dep)
    return _OPEN if verdict == _DENIED and _undone(tree, node) else verdict


def _by_ability(tree: Tree, node: int) -> Verdict | None:
    """Return the verdict of "able to": "was able to" and "has been able to" tell what was done."""
    verb = tree.tokens[node].head
    if tree.children(verb, "neg") or tree.children(node, "neg"):
        return _DENIED
    perfect = tree.tokens[verb].tag == "VBN" and any(
        tree.lemmas[at] == "have" for at in tree.children(verb, "aux")
    )
    return None if tree.tokens[verb].tag == "VBD" or perfect else _POSSIBLE


def _undone(tree: Tree, node: int) -> bool:
    """Say whether a denial is itself denied ("did not deny", "refused to deny"): nothing is said."""
    if tree.lemmas[node] != "deny":
        return False
    above = tree.tokens[node].head
    refused = tree.tokens[node].dep == "xcomp" and tree.lemmas[above] in _words("denying")
    return refused or bool(tree.children(node, "neg"))


def _by_noun(tree: Tree, noun: int) -> Verdict | None:
    lemma = tree.lemmas[noun]
    if lemma in _words("sign_nouns") and any(tree.words[at] == "no" for at in tree.children(noun, "det")):
        return _DENIED
    if lemma in _words("ceasing_nouns"):
        return _OPEN
    if lemma in _words("planning_nouns"):
        return _PLANNED
    return _POSSIBLE if lemma in _words("possible_nouns") else None


def _by_governor(tree: Tree, below: int, lemma: str, dep: str) -> Verdict | None:
    if lemma in _words("appearing") and dep == "xcomp":
        return _PROBABLE
    if lemma in _words("denying") or (
        lemma in _words("preventing") and dep in ("dobj", "xcomp", "nsubjpass")
    ):
        return _DENIED
    if lemma in _words("ceasing") and dep in ("dobj", "xcomp", "nsubjpass"):
        return _OPEN
    infinitive = "to" in {tree.words[index] for index in tree.children(below, "aux")}
    # "Announced the attack" tells of one that was done.
    known = any(tree.words[at] == "the" for at in tree.children(below, "det"))
    done = lemma == "announce" and dep == "dobj" and known
    planned = lemma in _words("planning") and not done and (dep != "ccomp" or infinitive)
    if planned and (dep != "prep" or lemma in _words("planning_for")):
        return _PLANNED
    if dep == "dobj" and lemma in _words("pressing"):  # "are pressing an offensive"
        return None
    wished = lemma in _words("wishing") and dep != "acomp" and (dep != "prep" or tree.words[below] == "for")
    return _CONDITIONAL if wished else None
