"""Deeds that somebody claims or blames in a clause behind them: "the raid, claimed by the group"."""

from stemma.attribution.found import Found
from stemma.attribution.lexicon import words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, spans_of
from stemma.attribution.verbs import cue_words

_LAID = frozenset({"blame", "pin"})  # "on" whom
_REACH = 12  # tokens from a clause's pronoun to its verb


def with_antecedent(found: Found, tree: Tree) -> None:
    """Give a content, in place, the deed that somebody claims or blames in a clause behind it.

    "The raid, | which the army blamed | on the rebels": what the army says is the raid, on the rebels.
    "The raid, for which the group claimed | responsibility", "the raid, claimed by the group": it claims
    the raid, and says nothing of what else the sentence tells.

    Args:
        found: the attribution.
        tree: its sentence.
    """
    cue = found.cue_token
    if cue is None or not found.source:
        return
    if found.lemma == "claim":
        deed = _claimed(found, tree, cue)
        if deed:
            found.rule, found.klass = "owned", "assert"
            found.content, found.content_head = spans_of(tree.tokens, deed), None
            _without_main_verb(found, tree)
    elif found.lemma in _LAID:
        deed = _antecedent(tree, cue)
        whom = _led_to(tree, cue, "on")
        if not deed or not whom or any(found.holds(tree.tokens[i]) for i in deed):
            return
        found.rule = "laid"
        found.content, found.content_head = spans_of(tree.tokens, [*deed, *whom]), None


def _without_main_verb(found: Found, tree: Tree) -> None:
    """Leave out of a source the sentence's verb that hangs on it: "claimed by the group | killed ten"."""
    head = found.source_head
    root = next((i for i, token in enumerate(tree.tokens) if token.dep == "ROOT"), None)
    if root is None or head is None or tree.tokens[root].pos in {"VERB", "AUX"}:
        return
    for kid in tree.kids[head]:
        token = tree.tokens[kid]
        clause = token.dep == "acl" or (
            token.dep == "relcl" and tree.child(kid, "nsubj", "nsubjpass") is None
        )
        if clause and kid > head and token.tag in {"VBD", "VBN"} and tree.child(kid, "dobj") is not None:
            found.source = spans_of(tree.tokens, list(range(tree.left[head], tree.left[kid])))
            return


def accused(tree: Tree, cue: int) -> Found | None:
    """Return what a clause behind a noun charges it with: "the rebels, which it accuses of looting"."""
    subject, whom = tree.child(cue, "nsubj"), tree.child(cue, "dobj")
    if subject is None or whom is None or not whom < subject < cue or tree.tokens[whom].tag[0] != "W":
        return None
    charge = _led_to(tree, cue, "of")
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    if tree.tokens[cue].dep != "relcl" or not charge or not source or tree.child(cue, "neg") is not None:
        return None
    return Found(
        sentence=tree.sentence.index,
        cue_token=cue,
        lemma="accuse",
        klass="accuse",
        cue=spans_of(tree.tokens, cue_words(tree, cue)),
        content=spans_of(tree.tokens, charge),
        source=spans_of(tree.tokens, source),
        source_head=subject,
        source_sentence=tree.sentence.index,
        rule="laid",
    )


def _led_to(tree: Tree, cue: int, word: str) -> list[int]:
    """Return the tokens of a cue's phrase with a preposition, [] for none."""
    at = next((kid for kid in tree.kids[cue] if kid > cue and tree.words(kid) == word), None)
    return [] if at is None else tree.trimmed(list(range(at, tree.right[at] + 1)))


def _claimed(found: Found, tree: Tree, cue: int) -> list[int]:
    """Return the deed that somebody owns up to in a clause behind it, or as the subject of a passive."""
    deeds = words("rules.toml", "claimed_deeds")
    passive = tree.tokens[cue].tag == "VBN" and tree.child(cue, "agent") is not None
    subject = tree.child(cue, "nsubjpass") if passive else None
    if subject is not None and tree.tokens[subject].lemma.lower() in deeds:
        return tree.trimmed(list(range(tree.left[subject], min(tree.right[subject] + 1, cue))))
    if not passive and not _bare(found, tree):
        return []
    head = tree.tokens[tree.tokens[cue].head]
    return _antecedent(tree, cue) if head.lemma.lower() in deeds else []


def _antecedent(tree: Tree, cue: int) -> list[int]:
    """Return the tokens of the noun that a cue's clause hangs on, up to the clause; [] for none."""
    token = tree.tokens[cue]
    if token.dep not in {"relcl", "acl"} or token.head >= cue or cue - tree.left[cue] > _REACH:
        return []
    return tree.trimmed(list(range(tree.left[token.head], tree.left[cue])))


def _bare(found: Found, tree: Tree) -> bool:
    """Whether a content is "responsibility", "credit" or "which", and nothing more."""
    inside = [tree.words(i) for i in found.within(tree.tokens)]
    return len(inside) == 1 and inside[0] in {"responsibility", "credit", "which", "that"}
