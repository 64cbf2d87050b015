"""Attributions whose cue is a phrase or a noun: "according to", "citing", "the claim that"."""

from stemma.attribution.found import Found
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import noun_classes, verb_classes, words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, Trees, spans_of

_MARKS = 3  # a stop and closing marks after a phrase at the end of its sentence
_SHORTEST = 3  # tokens of a clause
_MADE_BY = frozenset({"from", "by", "of"})
_MADE = frozenset({"make", "repeat", "voice", "raise", "level"})
_OPENING = frozenset({"according", "citing", "quoting", "per", "by", "in"})


def phrase_attributions(tree: Tree) -> list[Found]:
    """Return the attributions of "according to X", "citing X", "per X" and "as confirmed by X"."""
    found = []
    for index, token in enumerate(tree.tokens):
        lower = token.text.lower()
        if lower not in _OPENING:
            continue
        if lower == "according" and index + 2 < len(tree.tokens) and tree.words(index + 1) == "to":
            inner = tree.child(index + 1, "pobj")
            attribution = _of_phrase(tree, [index, index + 1], inner, "according to")
        elif lower in {"citing", "quoting"}:
            attribution = _of_phrase(tree, [index], tree.child(index, "dobj"), lower)
        elif lower == "per" and token.dep == "prep" and index > 0:
            inner = tree.child(index, "pobj")
            named = inner is not None and tree.tokens[inner].pos == "PROPN"
            attribution = _of_phrase(tree, [index], inner, "per") if named else None
        elif lower == "by" and index > 1 and tree.words(index - 2) == "as" and _told(tree, index - 1):
            inner = tree.child(index, "pobj")
            attribution = _of_phrase(tree, [index - 2, index - 1, index], inner, tree.words(index - 1))
        elif lower in {"by", "in"} and token.dep == "prep":
            attribution = _of_account(tree, index)
        else:
            continue
        if attribution is not None:
            found.append(attribution)
    return found


def _of_account(tree: Tree, index: int) -> Found | None:
    """Read "by the army's count, …" and "…, in the words of the mayor": whose count or words they are."""
    noun = tree.child(index, "pobj")
    kinds = "by_count" if tree.words(index) == "by" else "in_words"
    if noun is None or tree.tokens[noun].lemma.lower() not in words("rules.toml", kinds):
        return None
    of = tree.child(noun, "prep")
    owner = tree.child(noun, "poss")
    if owner is None and of is not None and tree.words(of) == "of":
        owner = tree.child(of, "pobj")
    if owner is None or not (tree.tokens[owner].pos == "PRON" or may_speak(tree.tokens[owner])):
        return None
    high = tree.right[index]
    apart = index == 0 and tree.words(high + 1) == ","
    if not apart and not (index > 1 and tree.words(index - 1) == "," and len(tree.tokens) - high <= _MARKS):
        return None
    source = [i for i in noun_phrase(tree, owner) if index < i <= high and tree.tokens[i].dep != "case"]
    return _told_by(tree, [index, noun], range(index, high + 1), (source, owner), tree.tokens[noun].lemma)


def _told(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    classes = verb_classes().get(token.lemma.lower(), ())
    return token.tag in {"VBN", "VBD"} and bool({"assert", "report"} & {*classes})


def _of_phrase(tree: Tree, cue: list[int], inner: int | None, lemma: str) -> Found | None:
    if inner is None:
        return None
    source = [index for index in noun_phrase(tree, inner) if index > cue[-1]]
    if not source:
        return None
    return _told_by(tree, cue, range(cue[0], source[-1] + 1), (source, inner), lemma)


def _told_by(
    tree: Tree, cue: list[int], phrase: range, teller: tuple[list[int], int], lemma: str
) -> Found | None:
    """Return what the clause of a phrase says besides, as told by whom the phrase names.

    Args:
        tree: the sentence.
        cue: the tokens of the cue, a noun that the phrase is made by as the last.
        phrase: all tokens of the phrase, that of the teller too.
        teller: the tokens of who tells it, and their head.
        lemma: what the cue is called.
    """
    away, end = set(phrase), phrase[-1]
    at_edge = cue[0] == 0 or len(tree.tokens) - end <= _MARKS
    clause = tree.root if at_edge and cue[0] != tree.root else _clause_of(tree, cue[0])
    indices = [index for index in tree.subtree(clause) if index not in away]
    if cue[0] == tree.left[clause] or len(indices) < _SHORTEST:
        indices = [index for index in tree.subtree(clause) if index > end] or indices
    indices = tree.trimmed(indices)
    source = tree.trimmed(teller[0])
    if not indices or not source:
        return None
    return Found(
        sentence=tree.sentence.index,
        cue_token=cue[-1] if tree.tokens[cue[-1]].pos == "NOUN" else cue[0],
        lemma=lemma,
        klass="assert",
        cue=spans_of(tree.tokens, cue),
        content=spans_of(tree.tokens, indices),
        source=spans_of(tree.tokens, source),
        source_head=teller[1],
        source_sentence=tree.sentence.index,
        content_head=clause,
        rule="phrase",
        score=0.9,
    )


def _clause_of(tree: Tree, index: int) -> int:
    """Return the head of the clause that a phrase stands in: the nearest finite verb above it."""
    for ancestor in tree.ancestors(index):
        token = tree.tokens[ancestor]
        if token.pos in {"VERB", "AUX"} and token.dep in {"ROOT", "ccomp", "conj", "advcl", "parataxis"}:
            return ancestor
    return tree.root


def noun_attributions(tree: Tree) -> list[Found]:
    """Return the attributions of "X's claim that …", "warnings from X that …" and "the fear that …"."""
    found = []
    for index, token in enumerate(tree.tokens):
        klass = noun_classes().get(token.lemma.lower()) if token.pos == "NOUN" else None
        if klass is None:
            continue
        clause = next(
            (kid for kid in tree.kids[index] if kid > index and _is_content_clause(tree, kid)), None
        )
        if clause is None:
            continue
        indices = tree.subtree(clause)
        if tree.words(indices[0]) == "that":
            indices = indices[1:]
        indices = tree.trimmed(indices)
        if not indices:
            continue
        owner = tree.child(index, "poss") or _maker(tree, index, clause) or _before(tree, index)
        source = noun_phrase(tree, owner, clause) if owner is not None else []
        source = [i for i in source if tree.tokens[i].dep != "case"]
        found.append(
            Found(
                sentence=tree.sentence.index,
                cue_token=index,
                lemma=token.lemma.lower(),
                klass=klass,
                cue=spans_of(tree.tokens, [index]),
                content=spans_of(tree.tokens, indices),
                source=spans_of(tree.tokens, source),
                source_head=owner,
                source_sentence=tree.sentence.index,
                content_head=clause,
                rule="noun",
                score=0.7,
            )
        )
    return found


def _maker(tree: Tree, noun: int, clause: int) -> int | None:
    """Return who makes a statement that a noun stands for: "warnings from | aid agencies | that …"."""
    for kid in tree.kids[noun]:
        if noun < kid < clause and tree.words(kid) in _MADE_BY:
            maker = tree.child(kid, "pobj")
            return maker if maker is not None and may_speak(tree.tokens[maker]) else None
    return None


def _before(tree: Tree, noun: int) -> int | None:
    """Return whose statement a noun stands for where no mark says so: "the | army | claims that …"."""
    owner = tree.child(noun, "compound")
    return owner if owner == noun - 1 and may_speak(tree.tokens[owner]) else None


def _is_content_clause(tree: Tree, kid: int) -> bool:
    token = tree.tokens[kid]
    if token.dep not in {"acl", "relcl", "ccomp"} or token.pos not in {"VERB", "AUX"}:
        return False
    mark = tree.child(kid, "mark")
    return mark is not None and tree.words(mark) == "that"


def missed_nouns(found: list[Found], trees: Trees) -> list[Found]:
    """Return "X's claim that …" and "the claim that … was made by X" where nothing else was found."""
    taken = {(each.sentence, each.cue_token) for each in found}
    missed = []
    for tree in trees:
        for each in noun_attributions(tree):
            if (each.sentence, each.cue_token) in taken or each.klass not in {"assert", "report", "deny"}:
                continue
            if not each.source and each.cue_token is not None:
                _take_maker(each, tree, each.cue_token)
            if each.source:
                missed.append(each)
    return missed


def _take_maker(found: Found, tree: Tree, noun: int) -> None:
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep != "nsubjpass" or tree.tokens[verb].lemma not in _MADE:
        return
    agent = tree.child(verb, "agent")
    by = tree.child(agent, "pobj") if agent is not None else None
    if by is not None:
        found.source_head = by
        found.source = spans_of(tree.tokens, tree.subtree(by))
