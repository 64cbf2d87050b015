"""By way of whom: "told X", "in a post on Telegram", "as quoted by X", "citing Y", in the parse."""

from stemma.attribution.found import Found
from stemma.attribution.kinds import is_platform
from stemma.attribution.lexicon import words
from stemma.attribution.marks import BREAKS, QUOTES
from stemma.attribution.tree import FINITE, Tree

_QUOTING = frozenset({"quote", "cite"})
_CITING = frozenset({"citing", "quoting", "cited", "quoted", "cites", "quotes"})
_AUXILIARIES = frozenset({"was", "were", "been", "is", "are", "being", "be"})
_QUOTED_SHORTEST = 3  # tokens before "as saying": a wire, "quoted" and a name
_QUOTED_LONGEST = 25  # tokens between "quoted" and "as saying"
_PASSING = frozenset({"by", "to", "with", "on", "via", "through", "over", "in", "during", "as", "from", "at"})
_STEPS = frozenset(
    {
        "prep",
        "pobj",
        "agent",
        "acl",
        "advcl",
        "dative",
        "dobj",
        "npadvmod",
        "pcomp",
        "nmod",
        "appos",
        "parataxis",
    }
)
_CLAUSES = frozenset({"advcl", "prep", "conj", "dep", "acl", "relcl", "parataxis", "ccomp", "xcomp"})
_FAR = 8  # steps from a cue to the medium that hangs on it
_BY = frozenset({"agent", "prep", "dative", "npadvmod"})


def cited_by(tree: Tree, cue: int) -> tuple[int | None, int | None]:
    """Return whom a cue quotes and who quotes them, as tokens.

    "X quoted Y as saying …" and "Y was quoted by X as saying …" give (Y, X).
    """
    tokens = tree.tokens
    if tokens[cue].lemma.lower() == "say" and tokens[cue].tag == "VBG":
        above = tokens[cue].head
        above = tokens[above].head if tree.words(above) == "as" else above
        if tokens[above].lemma.lower() in _QUOTING:
            cue = above
    if tokens[cue].lemma.lower() in _QUOTING and tokens[cue].pos == "VERB":
        passive = tree.child(cue, "nsubjpass")
        if passive is not None:
            agent = tree.child(cue, "agent")
            by = tree.child(agent, "pobj") if agent is not None else None
            return passive, by
        thing = tree.child(cue, "dobj")
        saying = any(
            tree.words(kid) == "as" or tokens[kid].lemma in {"say", "tell"}
            for kid in tree.subtree(cue)
            if kid > cue
        )
        if thing is not None and saying and tokens[thing].pos in {"NOUN", "PROPN", "PRON"}:
            return thing, tree.child(cue, "nsubj")
        return None, None
    return None, None


def as_saying(tree: Tree, cue: int) -> tuple[range, range] | None:
    """Return who quotes whom in "WIRE quoted ROLE NAME as saying", as tokens read from the words.

    A small parser often takes "quoted" there for a participle and all before "as" for one phrase.
    """
    tokens = tree.tokens
    as_ = cue - 1
    if tree.words(cue) not in {"saying", "telling"} or as_ < _QUOTED_SHORTEST or tree.words(as_) != "as":
        return None
    start = max(0, as_ - _QUOTED_LONGEST)
    verb = next((i for i in range(as_ - 1, start, -1) if tree.words(i) in _CITING), 0)
    if not verb or tree.words(verb - 1) in _AUXILIARIES or verb + 1 == as_ or tree.words(verb + 1) == "by":
        return None
    low = next((i + 1 for i in range(verb - 1, -1, -1) if tokens[i].text in BREAKS | QUOTES), 0)
    between = [*range(low, verb), *range(verb + 1, as_)]
    if low == verb or any(tokens[i].tag in FINITE for i in between):
        return None
    quoting, quoted = range(low, verb), range(verb + 1, as_)
    return (quoting, quoted) if _nominal(tree, quoting) and _nominal(tree, quoted) else None


def _nominal(tree: Tree, run: range) -> bool:
    return any(tree.tokens[i].pos in {"NOUN", "PROPN", "PRON"} for i in run)


def head_in(tree: Tree, run: range, *, person: bool = True) -> int:
    """Return the head of a phrase that the words set off: the noun that hangs on nothing inside it.

    In broken text a phrase may have no noun; its last word then stands for it.

    Args:
        tree: the sentence.
        run: the phrase's tokens, one at least.
        person: whether a person's name in it goes first.
    """
    tokens = tree.tokens
    nouns = [i for i in run if tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
    persons = [i for i in nouns if person and tokens[i].entity == "PERSON" and tokens[i].dep != "poss"]
    outside = [i for i in nouns if tokens[i].head not in run and tokens[i].dep != "pobj"]
    return (persons[-1:] or outside[-1:] or nouns[-1:] or [run[-1]])[0]


def cites(tree: Tree, anchors: set[int], between: range = range(0)) -> int | None:
    """Return whom a cue or its source cites ("X said, citing Y", "X, which quoted Y"), or None.

    Args:
        tree: the sentence.
        anchors: the tokens of the cue and of its source.
        between: the tokens between the cue and a content behind it, whatever these hang on in the parse.
    """
    clauses: tuple[int, ...] | None = tree.facts.get("citing clauses")
    if clauses is None:
        joined = [index for index, token in enumerate(tree.tokens) if token.dep in _CLAUSES]
        clauses = tuple([index for index in joined if tree.words(index) in _CITING])
        tree.facts["citing clauses"] = clauses
    for index in clauses:
        above = tree.tokens[index].head
        beside = index in between and tree.words(index - 1) == ","
        if (
            beside
            or above in anchors
            or (tree.tokens[above].dep in {"prep", "pobj"} and tree.tokens[above].head in anchors)
        ):
            thing = tree.child(index, "dobj", "pobj")
            if thing is not None:
                return thing
    return None


def told_while(tree: Tree, cue: int) -> int | None:
    """Return whom a source spoke to in a clause beside its cue: "Speaking to reporters, X said …"."""
    for kid in tree.kids[cue]:
        if tree.tokens[kid].dep in {"advcl", "ccomp", "prep"} and tree.tokens[kid].lemma in {"speak", "talk"}:
            to = next((each for each in tree.kids[kid] if tree.words(each) in {"to", "with"}), None)
            return tree.child(to, "pobj") if to is not None else None
    return None


def media_of(tree: Tree, found: Found) -> list[int]:
    """Return the tokens of nouns that hang on a cue or its source as what carried the statement.

    Whether they are publishing houses is for the caller to ask of their names.
    """
    anchors = {index for index in (found.cue_token, found.source_head) if index is not None}
    if found.source_sentence != found.sentence:
        anchors.discard(found.source_head or -1)
    tokens = tree.tokens
    return [
        index
        for index in _hanging(tree)
        if index not in anchors and not found.holds(tokens[index]) and _hangs(tree, index, anchors)
    ]


def _hanging(tree: Tree) -> tuple[int, ...]:
    """Return the tokens of a sentence's nouns that may hang on a cue, as their dependencies tell."""
    nouns: tuple[int, ...] | None = tree.facts.get("hanging nouns")
    if nouns is None:
        nouns = tree.facts["hanging nouns"] = tuple(
            [
                index
                for index, token in enumerate(tree.tokens)
                if token.pos in {"NOUN", "PROPN"}
                and token.entity not in {"DATE", "TIME"}
                and token.dep in {"pobj", "dobj", "dative", "npadvmod", "conj"}
            ]
        )
    return nouns


def _hangs(tree: Tree, index: int, anchors: set[int]) -> bool:
    """Whether a noun hangs on an anchor by way of prepositions and participles that pass on."""
    tokens = tree.tokens
    steps = 0
    passing = False
    while index not in anchors:
        token = tokens[index]
        if token.head == index or token.dep not in _STEPS or steps > _FAR:
            return False
        if token.dep in _BY:
            if token.dep == "prep" and not passing and token.text.lower() not in _PASSING:
                return False
            passing = True
        if token.pos == "VERB" and token.tag not in {"VBN", "VBG", "VBD"}:
            return False
        if token.pos == "VERB" and tree.child(index, "nsubj") is not None:
            return False
        index = token.head
        steps += 1
    return passing


def platform_of(tree: Tree, head: int) -> list[int]:
    """Return the platform's name beside a noun ("a Telegram post", "his Facebook page"), [] for none."""
    if is_platform(tree.tokens[head].text):
        return [head]
    if tree.words(head) not in words("sources.toml", "platform_nouns"):
        return []
    before = [index for index in tree.subtree(head) if index < head or index in tree.kids[head]]
    return [index for index in before if is_platform(tree.tokens[index].text)][:1]
