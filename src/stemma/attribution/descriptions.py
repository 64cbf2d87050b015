"""What the words beside a name say of who has it: "former envoy | Sara Kelm", "Sara Kelm, | who heads X"."""

# ruff: noqa: RUF001 (typographic apostrophes)

from stemma.attribution.figures import is_full_name, is_human_noun
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import words
from stemma.attribution.tree import Tree

_EMPTY = frozenset({"the", "a", "an", "'s", "’s", "and", "but", ",", "-", "as", "both"})
_MARKS = frozenset({"'", "’", "‘", "‘s", "“", "”", '"', "(", ")", ":", ";", "|", "–", "—"})
_AWAY = frozenset({"in", "on", "to", "at", "with", "by", "like", "than", "about", "after", "before"})
_COUNTS = frozenset(
    {"more", "most", "many", "some", "other", "such", "neither", "either", "one", "two", "few", "all", "no"}
)
_CLAUSE = 14  # tokens of a clause that tells an office, at most
_EMPTY_POS = frozenset({"ADV", "PRON", "VERB", "AUX", "PART", "DET", "SCONJ", "PUNCT"})


def told_before(tree: Tree, before: list[int], *, person: bool) -> list[int]:
    """Return the words before a name that tell who has it; not those before "and", which are another's."""
    and_ = next((i for i in reversed(before) if tree.words(i) == "and"), 0) if person else 0
    named = and_ and tree.tokens[and_ - 1].entity == "PERSON" and tree.tokens[and_ - 1].pos == "PROPN"
    return _telling(tree, bare(tree, [i for i in before if i > and_] if named else before))


def told_after(tree: Tree, after: list[int]) -> list[int]:
    """Return the words behind a person's name that tell who it is.

    What a headline's colon opens is said, and "and" brings in somebody else.
    """
    if after and tree.words(after[0]) in {":", "and"}:
        return []
    return _telling(tree, bare(tree, after))


def office_told(tree: Tree, head: int) -> str:
    """Return the clause behind a name that tells its office: "Kelm, | who heads the mission", "" for none.

    What somebody did or suffered ("who was in Tarsa at the time") is no office.
    """
    clause = next((kid for kid in tree.kids[head] if tree.tokens[kid].dep == "relcl"), None)
    if clause is None or clause < head:
        return ""
    who = next((i for i in tree.kids[clause] if tree.words(i) == "who" and i < clause), None)
    if who is None or not tree.tokens[who].dep.startswith("nsubj") or tree.child(clause, "neg") is not None:
        return ""
    if not _is_office(tree, clause):
        return ""
    inside = [i for i in range(who, tree.right[clause] + 1) if i <= who + _CLAUSE]
    cut = next((i for i in inside if i > clause and _ends_clause(tree, i)), inside[-1] + 1)
    return text_of(tree, bare(tree, [i for i in inside if i < cut]))


def offices_of(tree: Tree, first: int, second: int) -> str:
    """Return the two offices before a name: "party leader and former surgeon | Mark Dorel"."""
    name = next((i for i in range(first, second + 1) if tree.tokens[i].entity == "PERSON"), second)
    return text_of(tree, bare(tree, list(range(tree.left[first], name))))


def _is_office(tree: Tree, verb: int) -> bool:
    """Whether a clause's verb tells an office: "heads X", "works for X", "is a doctor"."""
    lemma = tree.tokens[verb].lemma.lower()
    if lemma == "be":
        attribute = tree.child(verb, "attr")
        return attribute is not None and attribute > verb and is_human_noun(tree.words(attribute))
    if lemma in {"work", "serve"}:
        return any(tree.words(kid) in {"as", "for", "at", "with"} for kid in tree.kids[verb])
    thing = tree.child(verb, "dobj")
    return lemma in words("rules.toml", "heading") and thing is not None and tree.tokens[thing].pos != "PRON"


def _ends_clause(tree: Tree, index: int) -> bool:
    """Whether a word opens something else: a comma, another clause, what is said where no comma closes it."""
    token = tree.tokens[index]
    says = token.tag in {"VBD", "VBZ"} and token.dep in {"ROOT", "ccomp", "conj"}
    return says or token.text in {",", "–", "—"} or token.tag in {"WRB", "WDT", "WP", ":"}


def _telling(tree: Tree, indices: list[int]) -> list[int]:
    """Return words that say what somebody is, none of those that say how many, where, when, or who else."""
    while indices and tree.words(indices[0]) in _MARKS:
        indices = indices[1:]
    while indices and tree.words(indices[-1]) in _MARKS:
        indices = indices[:-1]
    if not indices:
        return []
    said = [tree.words(i) for i in indices]
    counted = (
        tree.tokens[indices[0]].tag == "CD" and said[0] != "one"
    )  # "one of the envoys", "one radio host"
    if counted or said[0] in _AWAY or tree.tokens[indices[-1]].pos == "ADV":
        return []
    joined = any(tree.tokens[i].tag == "HYPH" for i in indices)  # "Karelian-led", "so-called"
    if not joined and all(
        tree.tokens[i].pos in _EMPTY_POS | {"NUM"} or tree.words(i) in _COUNTS for i in indices
    ):
        return []
    return [] if _is_another(tree, indices) else indices


def _is_another(tree: Tree, indices: list[int]) -> bool:
    """Whether words beside a name are another's: "Sara Kelm | Oleh Marek", where careless text joins two."""
    if any(tree.words(i).strip(".") in words("sources.toml", "titles") for i in indices):
        return False
    named = all(tree.tokens[i].entity == "PERSON" and tree.tokens[i].tag != "NN" for i in indices)
    told = text_of(tree, indices)
    return (named and source_type("", "", told.rsplit(maxsplit=1)[-1]) == "unknown") or is_full_name(told)


def bare(tree: Tree, indices: list[int]) -> list[int]:
    """Return the words without articles, marks and possessive endings at their edges."""
    indices = [i for i in indices if tree.tokens[i].entity not in {"DATE", "TIME"}]
    low, high = 0, len(indices)
    while low < high and (tree.words(indices[low]) in _EMPTY or tree.tokens[indices[low]].dep == "punct"):
        low += 1
    while low < high and (
        tree.words(indices[high - 1]) in _EMPTY or tree.tokens[indices[high - 1]].dep == "punct"
    ):
        high -= 1
    kept = indices[low:high]
    if low and tree.words(indices[low - 1]) == "both" and [tree.tokens[i].tag for i in kept] == ["NNS"]:
        return indices[low - 1 : high]  # "both sides" are two, and each of them speaks
    if [tree.words(i) for i in kept[-3:]] == ["at", "the", "time"]:
        kept = kept[:-3]
    while len(kept) > 1 and tree.tokens[kept[-1]].pos == "ADP":
        kept = kept[:-1]  # what is left of "on Sunday"
    return kept


def text_of(tree: Tree, indices: list[int]) -> str:
    """Return the words at token indices, white space where the text had any."""
    pieces: list[str] = []
    previous = None
    for index in indices:
        token = tree.tokens[index]
        if previous is not None and tree.tokens[previous].end != token.start:
            pieces.append(" ")
        pieces.append(token.text)
        previous = index
    return "".join(pieces)
