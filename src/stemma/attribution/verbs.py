"""Attributions whose cue is a verb: complement clauses, inverted and trailing cues, objects."""

# ruff: noqa: RUF001 (typographic apostrophes, quotation marks and dashes)

from stemma.attribution.candidates import edge_of, starts_before
from stemma.attribution.found import Found
from stemma.attribution.lexicon import frames, verb_classes, words
from stemma.attribution.marks import BREAKS
from stemma.attribution.sources import source_of_verb
from stemma.attribution.tree import SUBJECTS, Tree, spans_of
from stemma.records import Span

# Classes whose noun object can be the content ("denied the charge", "demanded a ceasefire").
_OBJECT_CLASSES = frozenset({"deny", "accuse", "promise", "demand"})
_OBJECT_LEMMAS = words("rules.toml", "objects")
_INFINITIVE_CLASSES = frozenset({"think", "promise", "demand", "deny", "seem"})
_INFINITIVE_LEMMAS = words("rules.toml", "infinitives")
_WANDERING = frozenset({"ROOT", "parataxis", "ccomp", "conj", "advcl", "acl", "relcl"})
_SHORTEST = 3  # tokens of a clause
_TRAIL = 14  # tokens from a trailing cue to the end of its sentence


def verb_attributions(tree: Tree) -> list[Found]:
    """Return the attributions of one sentence whose cue is a verb of the lexicon."""
    found = []
    for index, token in enumerate(tree.tokens):
        if token.pos not in {"VERB", "AUX"} or verb_classes().get(token.lemma.lower(), ("seem",)) == (
            "seem",
        ):
            continue
        attribution = _attribution(tree, index)
        if attribution is not None:
            found.append(attribution)
    return found


def _attribution(tree: Tree, cue: int) -> Found | None:
    lemma = tree.tokens[cue].lemma.lower()
    klass = verb_classes()[lemma][0]
    source, subject_is_content = source_of_verb(tree, cue)
    trailing = trailing_source(tree, cue) if klass in {"assert", "report", "think"} else None
    if trailing is not None:
        return _trailing(tree, cue, lemma, klass, trailing)
    chosen = _content(tree, cue, lemma, klass)
    if chosen is None or (not chosen[0]):
        return None
    indices, head, rule, extra = chosen
    taken = set(source or ())
    indices = [index for index in indices if index not in taken]
    indices = tree.trimmed(indices)
    if not indices:
        return None
    cue_indices = cue_words(tree, cue, extra)
    content = spans_of(tree.tokens, [i for i in indices if i not in set(cue_indices)])
    if not content:
        return None
    return Found(
        sentence=tree.sentence.index,
        cue_token=cue,
        lemma=lemma,
        klass=klass,
        cue=spans_of(tree.tokens, cue_indices),
        content=content,
        source=spans_of(tree.tokens, tree.trimmed(source)) if source else (),
        source_head=subject_is_content,
        source_sentence=tree.sentence.index,
        content_head=head,
        addressee=addressee_of(tree, cue, lemma),
        negated=tree.child(cue, "neg") is not None,
        rule=rule,
        score=0.9 if rule == "clause" else 0.7,
    )


def trailing_source(tree: Tree, cue: int) -> list[int] | None:
    """Return the source of a trailing "…, a source told X" read from the words, whatever the parse.

    A small parser often takes the last noun before the comma and the speaker for an apposition.
    """
    tokens = tree.tokens
    if tokens[cue].tag not in {"VBD", "VBZ", "VBP"} or len(tokens) - cue > _TRAIL:
        return None
    if any(kid > cue and tokens[kid].dep in {"ccomp", "xcomp"} for kid in tree.kids[cue]):
        return None
    high = edge_of(tree, cue)
    low = next(iter(starts_before(tree, cue)), high)
    if high == low or low < _SHORTEST or tokens[low - 1].text not in BREAKS - {"-", "'", "’"}:
        return None
    if not any(tokens[i].pos in {"NOUN", "PROPN", "PRON"} for i in range(low, high)):
        return None
    verb_before = any(tokens[i].pos in {"VERB", "AUX"} for i in range(low - 1))
    return list(range(low, high)) if verb_before else None


def _trailing(tree: Tree, cue: int, lemma: str, klass: str, source: list[int]) -> Found:
    head = next((i for i in reversed(source) if tree.tokens[i].head not in source), source[-1])
    if tree.tokens[head].pos not in {"NOUN", "PROPN", "PRON"}:
        head = next(i for i in reversed(source) if tree.tokens[i].pos in {"NOUN", "PROPN", "PRON"})
    cue_indices = [index for index in cue_words(tree, cue) if index > source[-1]]
    content = tree.trimmed(list(range(source[0])))
    return Found(
        sentence=tree.sentence.index,
        cue_token=cue,
        lemma=lemma,
        klass=klass,
        cue=spans_of(tree.tokens, cue_indices),
        content=spans_of(tree.tokens, content),
        source=spans_of(tree.tokens, source),
        source_head=head,
        source_sentence=tree.sentence.index,
        addressee=addressee_of(tree, cue, lemma),
        negated=tree.child(cue, "neg") is not None,
        rule="trailing",
        score=0.9,
    )


_Chosen = tuple[list[int], int | None, str, tuple[int, ...]]


def _content(tree: Tree, cue: int, lemma: str, klass: str) -> _Chosen | None:
    """Return content token indices, their head, the rule's name, and words that join the cue."""
    without = frozenset({cue})
    needs = frames().get(lemma)
    clauses = [kid for kid in tree.kids[cue] if tree.tokens[kid].dep == "ccomp"]
    clause = next((kid for kid in reversed(clauses) if kid > cue), clauses[0] if clauses else None)
    if clause is not None:
        return _clause(tree, cue, clause), clause, "clause", _particles(tree, cue, needs)
    infinitive = tree.child(cue, "xcomp")
    if infinitive is not None and (klass in _INFINITIVE_CLASSES or lemma in _INFINITIVE_LEMMAS):
        return tree.subtree(infinitive, without), infinitive, "infinitive", ()
    before = _before(tree, cue) if klass in {"assert", "report", "think", "demand"} else None
    if before:
        return before, None, "inverted", ()
    after = _after_colon(tree, cue)
    if after:
        return after, None, "colon", ()
    return _object(tree, cue, lemma, klass, needs)


def _clause(tree: Tree, cue: int, clause: int) -> list[int]:
    indices = tree.subtree(clause, frozenset({cue}))
    if clause > cue:
        # A complementiser is not part of the proposition.
        first = indices[0]
        if tree.tokens[first].dep == "mark" and tree.words(first) == "that":
            indices = indices[1:]
        return [index for index in indices if index > cue]
    # A clause before its cue: all that stands before the break, so that fronted adverbials stay.
    before = _before(tree, cue)
    if before is None and tree.tokens[cue].dep != "ROOT":
        return []
    return before if before and len(before) >= len(indices) // 2 else indices


def _before(tree: Tree, cue: int) -> list[int] | None:
    """Return the tokens before a trailing "…, X said" or "…," said X", if this is one."""
    if tree.tokens[cue].dep not in _WANDERING:
        return None
    subject = tree.child(cue, *SUBJECTS)
    edge = edge_of(tree, cue)
    if subject is not None and subject < cue:
        edge = min(edge, tree.left[subject])
    if subject is None and tree.tokens[cue].dep != "ROOT":
        return None
    if edge == 0 or tree.tokens[edge - 1].text not in BREAKS:
        return None
    return list(range(edge)) if edge >= _SHORTEST else None


def _after_colon(tree: Tree, cue: int) -> list[int] | None:
    for index in range(cue + 1, min(cue + 8, len(tree.tokens) - 2)):
        text = tree.tokens[index].text
        if text == ":" or (text == "," and tree.tokens[index + 1].text in {'"', "“", "‘", "«"}):
            return list(range(index + 1, len(tree.tokens)))
    return None


def _object(tree: Tree, cue: int, lemma: str, klass: str, needs: frozenset[str] | None) -> _Chosen | None:
    for kid in tree.kids[cue]:
        if needs and tree.tokens[kid].dep == "prep" and tree.words(kid) in needs:
            inner = tree.child(kid, "pobj", "pcomp")
            if inner is not None:
                return tree.subtree(inner), inner, "preposition", (kid,)
    if needs is not None:
        return None
    thing = tree.child(cue, "dobj", "attr", "oprd")
    allowed = klass in _OBJECT_CLASSES or lemma in _OBJECT_LEMMAS
    if thing is not None and allowed and tree.tokens[thing].pos != "PRON":
        indices = tree.subtree(thing)
        linked = [
            kid
            for kid in tree.kids[cue]
            if tree.tokens[kid].dep == "prep"
            and kid > thing
            and tree.words(kid) in {"of", "for", "with", "as", "about", "over"}
        ]
        for kid in linked:
            indices += tree.subtree(kid)
        return sorted(indices), thing, "object", ()
    return None


def _particles(tree: Tree, cue: int, needs: frozenset[str] | None) -> tuple[int, ...]:
    return tuple(
        kid
        for kid in tree.kids[cue]
        if tree.tokens[kid].dep == "prt" or (needs and tree.words(kid) in needs and kid > cue)
    )


def cue_words(tree: Tree, cue: int, extra: tuple[int, ...] = ()) -> list[int]:
    """Return the cue with its auxiliaries, negation, particle and the adverbs among them."""
    found = {cue, *extra}
    for kid in tree.kids[cue]:
        if tree.tokens[kid].dep in {"aux", "auxpass", "neg", "prt"}:
            found.add(kid)
    low = min(found)
    head = tree.tokens[cue].head
    if tree.tokens[cue].dep in {"xcomp", "advcl"} and low - _PHASE < head < low and goes_on(tree, head):
        found.update(range(head, low))
        found.update(kid for kid in tree.kids[head] if tree.tokens[kid].dep in {"aux", "neg"} and kid < head)
        low = min(found)
    for kid in tree.kids[cue]:
        if tree.tokens[kid].dep == "advmod" and not tree.kids[kid] and (low < kid < cue or kid == low - 1):
            found.add(kid)
    return sorted(found)


_PHASE = 3  # tokens from "went" to the verb in "went on to say"


def goes_on(tree: Tree, verb: int) -> bool:
    """Return whether a verb tells that another goes on or begins: "keeps insisting", "went on to say"."""
    lemma = tree.tokens[verb].lemma.lower()
    if lemma == "go":
        return verb + 1 < len(tree.tokens) and tree.words(verb + 1) == "on"
    return lemma in words("rules.toml", "going_on")


def will_not(tree: Tree, verb: int) -> bool:
    """Return whether a verb is negated with "will" or "would"."""
    deps = {tree.tokens[kid].dep: tree.words(kid) for kid in tree.kids[verb] if kid < verb}
    return "neg" in deps and deps.get("aux") in {"will", "would", "wo"}


def addressee_of(tree: Tree, cue: int, lemma: str) -> int | None:
    """Return the token of whom a cue addresses, if it names one."""
    if lemma in words("rules.toml", "telling"):
        found = tree.child(cue, "dative", "dobj")
        if found is not None:
            return found
    for kid in tree.kids[cue]:
        if tree.tokens[kid].dep in {"prep", "dative"} and tree.words(kid) == "to":
            return tree.child(kid, "pobj")
    return None


def hull(spans: tuple[Span, ...]) -> Span:
    """Return the span from the first start to the last end."""
    return Span(spans[0].start, spans[-1].end)
