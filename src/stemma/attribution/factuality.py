"""How certain a proposition is put: hedges, modals, polarity, tense, stance and aim."""

# ruff: noqa: RUF001 (typographic apostrophes, quotation marks and dashes)

from functools import cache

from msgspec import Struct

from stemma.attribution.aims import is_aim
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree
from stemma.records import Factuality, Hedge, HedgeKind, Span, Stance

_CERTAIN: dict[str, Factuality] = {"positive": "CT+", "negative": "CT-"}
_PROBABLE: dict[str, Factuality] = {"positive": "PR+", "negative": "PR-"}
_POSSIBLE: dict[str, Factuality] = {"positive": "PS+", "negative": "PS-"}


class Reading(Struct, frozen=True):
    """What the words of a proposition say about its certainty, before its source is asked."""

    hedges: tuple[Hedge, ...]
    modal: str
    negative: bool
    tense: str
    factuality: Factuality
    aim: bool


def read_proposition(tree: Tree, head: int, indices: list[int], klass: str, *, denied: bool) -> Reading:
    """Return hedges, modality, polarity, tense, factuality and aim of a proposition.

    Args:
        tree: the sentence that it stands in.
        head: its main verb (or noun).
        indices: its tokens.
        klass: the class of the cue that brings it in ("" for the outlet's own).
        denied: whether the cue denies it.
    """
    inside = set(indices)
    modal = _modal(tree, head)
    hedges = _hedges(tree, indices)
    negative = _negated(tree, head) != denied
    polarity = "negative" if negative else "positive"
    weak = [
        hedge for hedge in hedges if hedge.kind != "approximation" and _governs(tree, hedge, head, inside)
    ]
    tense = _tense(tree, head, modal)
    aim = is_aim(tree, head, inside, klass, modal, negative=negative)
    factuality: Factuality
    intends = aim and klass and tree.tokens[head].lemma.lower() in words("factuality.toml", "aims.verbs")
    if klass in {"promise", "demand"} or intends or _undone(tree, head, klass):
        factuality = "Uu"
    elif modal in words("factuality.toml", "modals.PS"):
        factuality = _POSSIBLE[polarity]
    elif weak:
        likely = any(hedge.text.lower() in words("factuality.toml", "probable") for hedge in weak)
        factuality = (_PROBABLE if likely else _POSSIBLE)[polarity]
    elif modal in words("factuality.toml", "modals.PR") or klass in {"think", "seem"}:
        factuality = _PROBABLE[polarity]
    else:
        factuality = _CERTAIN[polarity]
    return Reading(hedges, modal, negative, tense, factuality, aim)


def _undone(tree: Tree, head: int, klass: str) -> bool:
    """Whether a content is an infinitive of what is still to do ("agreed to leave"), not "to have left"."""
    to = any(tree.words(kid) == "to" and tree.tokens[kid].dep == "aux" for kid in tree.kids[head])
    perfect = any(tree.words(kid) == "have" for kid in tree.kids[head])
    return to and not perfect and klass not in {"deny", "seem", "report"}


def stance_of(klass: str, lemma: str, *, negated: bool) -> Stance:
    """Return how a cue of a class stands to its proposition."""
    if klass == "deny":
        return "assert" if negated else "deny"
    if klass == "report":
        return "report"
    return "observe" if lemma in {"hear", "learn", "read"} else "assert"


def _modal(tree: Tree, head: int) -> str:
    for kid in tree.kids[head]:
        token = tree.tokens[kid]
        if token.dep == "aux" and token.tag == "MD":
            return {
                "'ll": "will",
                "’ll": "will",
                "wo": "will",
                "ca": "can",
                "'d": "would",
                "’d": "would",
            }.get(token.text.lower(), token.text.lower())
    if any(tree.tokens[kid].dep == "xcomp" for kid in tree.kids[head]) and tree.words(head) == "going":
        return "going"
    return ""


def _negated(tree: Tree, head: int) -> bool:
    for kid in tree.kids[head]:
        if tree.tokens[kid].dep == "neg" or tree.words(kid) in {"never", "neither", "nobody", "nothing"}:
            return True
        if tree.tokens[kid].dep in {"nsubj", "nsubjpass", "dobj", "attr"} and any(
            tree.words(k) == "no" for k in tree.kids[kid]
        ):
            return True
    return False


@cache
def _kinds_of_hedges() -> dict[str, HedgeKind]:
    """Return what kind of hedge a word is; one of two kinds is of the kind that comes first."""
    kinds: tuple[HedgeKind, ...] = ("approximation", "evidential", "modality")
    return {word: kind for kind in kinds for word in words("factuality.toml", f"hedges.{kind}")}


def _hedges(tree: Tree, indices: list[int]) -> tuple[Hedge, ...]:
    found = []
    kinds = _kinds_of_hedges()
    for index in indices:
        token = tree.tokens[index]
        lower = token.text.lower()
        kind = kinds.get(lower)
        if kind is None:
            continue
        if kind == "approximation" and not _before_number(tree, index):
            continue
        if lower in {"reported", "claimed", "supposed", "suspected", "alleged"} and token.dep != "amod":
            continue
        if _comes_up(tree, index) or _could_not(tree, index):
            continue
        found.append(Hedge(token.text, Span(token.start, token.end), kind))
    return tuple(found) + _said_to(tree, indices)


def _comes_up(tree: Tree, index: int) -> bool:
    """Whether "appear" tells that something is there to see: "the pictures had not appeared before"."""
    token = tree.tokens[index]
    if token.lemma.lower() != "appear" or token.pos != "VERB":
        return False
    return tree.child(index, "xcomp", "ccomp", "oprd", "acomp", "attr") is None


def _could_not(tree: Tree, index: int) -> bool:
    """Whether "possible" tells that something could not be done: "access was not possible"."""
    token = tree.tokens[index]
    return (
        token.text.lower() == "possible"
        and token.dep == "acomp"
        and tree.child(token.head, "neg") is not None
    )


def _said_to(tree: Tree, indices: list[int]) -> tuple[Hedge, ...]:
    """Return "is said to", "are believed to": evidence laid to no one."""
    found = []
    for index in indices:
        if (
            tree.tokens[index].lemma
            in {"say", "believe", "report", "think", "allege", "understand", "rumor", "claim", "know"}
            and tree.tokens[index].tag == "VBN"
        ):
            auxiliary = tree.child(index, "auxpass")
            infinitive = tree.child(index, "xcomp")
            if (
                auxiliary is not None
                and infinitive is not None
                and tree.child(index, "agent") is None
                and tree.tokens[index].lemma != "know"
            ):
                particle = tree.child(infinitive, "aux")
                end = particle if particle is not None and particle > index else index
                start_at, end_at = tree.tokens[auxiliary].start, tree.tokens[end].end
                found.append(
                    Hedge(
                        " ".join(t.text for t in tree.tokens[auxiliary : end + 1]),
                        Span(start_at, end_at),
                        "evidential",
                    )
                )
    return tuple(found)


def _before_number(tree: Tree, index: int) -> bool:
    following = tree.tokens[index + 1 : index + 3]
    return any(token.pos == "NUM" for token in following)


def _governs(tree: Tree, hedge: Hedge, head: int, inside: set[int]) -> bool:
    """Whether a hedge weakens the main verb, not some noun deep inside."""
    for index in inside:
        if tree.tokens[index].start == hedge.span.start:
            return (
                index == head
                or tree.tokens[index].head in {head, tree.tokens[head].head}
                or head in tree.ancestors(index)[:2]
            )
    return False


def _tense(tree: Tree, head: int, modal: str) -> str:
    if modal in {"will", "shall", "going"}:
        return "future"
    candidates = [head, *(kid for kid in tree.kids[head] if tree.tokens[kid].dep in {"aux", "auxpass"})]
    tags = {tree.tokens[index].tag for index in candidates}
    forms = {tree.words(index) for index in candidates}
    if "VBD" in tags or forms & {"was", "were", "had", "did"}:
        return "past"
    if forms & {"has", "have", "'ve", "’ve"} and "VBN" in tags:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return "past" if tags == {"VBN"} else "none"
