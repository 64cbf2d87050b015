"""Statements that their words give away where the parse and the ranker go astray."""

from stemma.attribution.found import Found
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.marks import QUOTES
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, Trees, spans_of

_SOURCE = 14  # tokens of a source between "according to" and its comma
_SHORTEST = 3  # tokens of a statement
_APPOSITIONS = 3  # stretches between commas that a speaker fills: name, role, place
_QUOTED = frozenset({"quote", "cite"})
_VERBS = frozenset({"VERB", "AUX"})


def overlooked(found: list[Found], trees: Trees) -> list[Found]:
    """Return what was overlooked: "According to X, …", "put the toll at …", "…, X, the Y, told Z".

    So too "…, X was quoted as saying".

    Args:
        found: the attributions found so far; one whose speaker was read after a cue that follows a
            name and its apposition is set right in place.
        trees: the report's sentences.
    """
    taken = {(each.sentence, each.cue_token): each for each in found}
    added = []
    for tree in trees:
        for index, token in enumerate(tree.tokens):
            new = None
            known = taken.get((tree.sentence.index, index))
            if index == 0 and token.text.lower() == "according" and not (known and _apart(known)):
                new = _according(tree)
            elif token.lemma == "put" and token.pos == "VERB" and known is None:
                new = _toll(tree, index)
            elif token.tag in {"VBD", "VBZ"} and index and tree.tokens[index - 1].text == ",":
                new = _after_apposition(tree, index)
            elif token.lemma in _QUOTED and token.tag == "VBN":
                new = _was_quoted(tree, index)
                saying = taken.get((tree.sentence.index, new.cue_token)) if new is not None else None
                known = known or saying
            if new is not None and known is not None:
                _set_right(known, new)
            elif new is not None:
                added.append(new)
    return added


def _apart(found: Found) -> bool:
    """Whether an attribution has a source that does not stand in its content."""
    return bool(found.source) and not found.holds(found.source[0])


def _found(tree: Tree, cue: list[int], source: list[int], content: list[int], rule: str) -> Found:
    head = next((i for i in source if tree.tokens[i].head not in source), source[-1])
    lemma = "according" if rule == "phrase" else tree.tokens[cue[0]].lemma.lower()
    return Found(
        sentence=tree.sentence.index,
        cue_token=cue[0],
        lemma=lemma,
        klass="assert",
        cue=spans_of(tree.tokens, cue),
        content=spans_of(tree.tokens, content),
        source=spans_of(tree.tokens, source),
        source_head=head,
        source_sentence=tree.sentence.index,
        rule=rule,
        score=0.5,
    )


def _verbal(tree: Tree, low: int, high: int) -> bool:
    return any(tree.tokens[i].pos in _VERBS and tree.tokens[i].tag != "VBG" for i in range(low, high))


def _according(tree: Tree) -> Found | None:
    """Read "According to X, …" from its comma, or its commas where an apposition follows X."""
    tokens = tree.tokens
    commas = [i for i, token in enumerate(tokens[: _SOURCE + 2]) if token.text == ","]
    if len(tokens) < _SHORTEST or tree.words(1) != "to" or not commas or commas[0] < _SHORTEST:
        return None
    end = commas[0]
    for comma in commas[1:2]:
        if not _verbal(tree, end, comma) and _verbal(tree, comma, len(tokens)):
            end = comma
    content = tree.trimmed(list(range(end + 1, len(tokens))))
    if len(content) < _SHORTEST or _verbal(tree, 2, commas[0]) or not _verbal(tree, end, len(tokens)):
        return None
    return _found(tree, [0, 1], list(range(2, end)), content, "phrase")


def _toll(tree: Tree, cue: int) -> Found | None:
    """Read "officials put the toll at 43": what is put is what the subject says of a number."""
    subject, thing = tree.child(cue, "nsubj"), tree.child(cue, "dobj")
    at = next((kid for kid in tree.kids[cue] if kid > cue and tree.words(kid) == "at"), None)
    if subject is None or thing is None or at is None or thing > at:
        return None
    number = any(tree.tokens[i].pos == "NUM" for i in tree.subtree(at))
    if not number or tree.tokens[thing].lemma not in words("rules.toml", "tallies"):
        return None
    content = tree.trimmed([i for i in range(tree.left[thing], tree.right[at] + 1) if i > cue])
    source = tree.trimmed([i for i in noun_phrase(tree, subject, cue) if i < cue])
    return _found(tree, [cue], source, content, "tally") if source and content else None


def _after_apposition(tree: Tree, cue: int) -> Found | None:
    """Read "…, Lina Obeid, the group's head, told Z": a person's name opens one of the stretches."""
    if "assert" not in verb_classes().get(tree.tokens[cue].lemma.lower(), ()):
        return None
    high, low = cue - 1, cue - 1
    for _ in range(_APPOSITIONS):
        low = next((i for i in range(low - 1, 0, -1) if tree.tokens[i].text == ","), 0)
        if not low or _verbal(tree, low, high):
            return None
        if tree.tokens[low + 1].entity == "PERSON":
            break
    else:
        return None
    if not _verbal(tree, 0, low) or low < _SHORTEST:
        return None
    content = tree.trimmed(list(range(low)))
    return _found(tree, [cue], list(range(low + 1, high)), content, "trailing")


def _was_quoted(tree: Tree, cue: int) -> Found | None:
    """Read "…, the mayor was quoted (by Y) as saying" after its statement."""
    tokens = tree.tokens
    saying = next(
        (i for i in range(cue + 2, min(cue + _SOURCE, len(tokens))) if tree.words(i) == "saying"), 0
    )
    comma = next((i for i in range(cue - 2, 0, -1) if tokens[i].text == ","), 0)
    if not saying or tree.words(saying - 1) != "as" or tree.words(cue - 1) not in {"was", "were"}:
        return None
    follows = saying + 1 < len(tokens) and tree.words(saying + 1) not in {"by", ".", "in", "on", ","}
    if follows or comma < _SHORTEST or not comma + 1 < cue - 1 or not _verbal(tree, 0, comma):
        return None
    if _verbal(tree, comma + 1, cue - 1):
        return None
    low = comma + (2 if tokens[comma + 1].text in QUOTES else 1)
    verb = [cue - 1, cue, *([saying - 1, saying] if saying == cue + 2 else [])]
    new = _found(tree, verb, list(range(low, cue - 1)), tree.trimmed(list(range(low))), "trailing")
    new.cue_token, new.lemma = saying, "say"
    return new


def _set_right(known: Found, read: Found) -> None:
    """Take the speaker before a cue for one that was read after it, or that the content swallowed."""
    swallowed = any(known.holds(part) for part in read.source)
    after = bool(known.source) and known.source[0].start > read.cue[0].start
    swallowed = swallowed or (
        known.lemma in _QUOTED and known.rule.endswith("r:prep")
    )  # "quoted | as saying"
    if known.source and not (swallowed or after):
        return
    if swallowed or not known.source:
        known.content, known.content_head, known.rule = read.content, None, read.rule
    known.cue, known.source, known.source_head = read.cue, read.source, read.source_head
    known.source_sentence = read.sentence
