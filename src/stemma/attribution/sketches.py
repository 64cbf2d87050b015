"""Claim mentions but for their ids and chains: what a sentence and its attributions say by themselves."""

from typing import Literal, cast

from msgspec.structs import replace

from stemma.attribution.asserting import SHORTEST, asserted
from stemma.attribution.factuality import read_proposition, stance_of
from stemma.attribution.found import Found, hull, hulls, shifted
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.nesting import enclosing, is_claim, is_deed, is_wrapper, passed_on_by
from stemma.attribution.tree import FINITE, SUBJECTS, Tree, Trees
from stemma.attribution.unnamed import refuses_to_speak
from stemma.parses import kind_of
from stemma.records import ClaimMention, Hedge, Report, Span, Token, Words

_OWN_KINDS = frozenset({"body", "caption"})
_MOSTLY = 0.6  # of a sentence said by others: nothing of the outlet's own is left
_PARTING = frozenset({",", ";", ":", "-", "–", "—"})  # noqa: RUF001 (dashes)
_TURNS = frozenset({"but", "while", "whereas", "although", "though", "and"})

_CITING = frozenset({"quote", "cite"})
_RAISED = ("ranked s:", "ranked cs:")

# An attribution among those of its part of the report, the ones that it stands in, and its mention.
Sketch = tuple[int, tuple[int, ...], ClaimMention]


def sketches(found: list[Found], trees: Trees, report: Report) -> list[Sketch]:
    """Return the mentions of the attributions that put a claim, in the order of the attributions."""
    drawn: list[Sketch] = []
    places = {id(each): place for place, each in enumerate(found)}
    around = hulls(found)
    for place, each in enumerate(found):
        near = around.touching(*hull(each))
        outer = enclosing(each, near)
        tree = trees[each.sentence]
        if is_claim(each, outer, tree) and not is_wrapper(each, near, tree):
            above = tuple([places[id(one)] for one in passed_on_by(each, outer, tree)])
            drawn.append((place, above, _mention(each, tree, report)))
    return drawn


def _mention(found: Found, tree: Tree, report: Report) -> ClaimMention:
    indices = found.within(tree.tokens)
    head = found.content_head
    if head is None:
        head = min(indices, key=lambda i: tree.depth[i], default=tree.root)
    stance = stance_of(found.klass, found.lemma, negated=found.negated)
    reading = read_proposition(
        tree,
        head,
        indices or [head],
        found.klass,
        denied=stance == "deny" or (found.negated and found.klass != "deny"),
    )
    return ClaimMention(
        id="",
        report="",
        sentence=found.sentence,
        block=kind_of(report, tree.sentence),
        content=words_of(report, found.content),
        cue=words_of(report, found.cue) if found.cue else None,
        source=words_of(report, found.source) if found.source else None,
        chain=(),
        directness=found.directness,
        factuality=reading.factuality,
        stance=stance,
        hedges=reading.hedges,
        polarity="negative" if reading.negative else "positive",
        tense=cast('Literal["past", "present", "future", "none"]', reading.tense),
        modal=reading.modal,
        aim=reading.aim,
        rule=found.rule,
        score=found.score,
    )


def moved(sketch: ClaimMention, by: int, sentence: int) -> ClaimMention:
    """Return a mention so many characters further on, in a sentence of that index."""
    if not by and sketch.sentence == sentence:
        return sketch
    hedges = [
        Hedge(one.text, Span(one.span.start + by, one.span.end + by), one.kind) for one in sketch.hedges
    ]
    return replace(
        sketch,
        sentence=sentence,
        content=_further(sketch.content, by),
        cue=None if sketch.cue is None else _further(sketch.cue, by),
        source=None if sketch.source is None else _further(sketch.source, by),
        hedges=tuple(hedges),
    )


def _further(words: Words, by: int) -> Words:
    return Words(shifted(words.spans, by), words.text)


_DEEDS = frozenset({"owned", "laid"})  # "a raid claimed by the group killed ten": only the raid is its claim


def own(tree: Tree, found: list[Found], report: Report) -> ClaimMention | None:
    """Return the outlet's own assertion in a sentence, None where someone else makes its main clause.

    Its content is the sentence, datelines not yet cut, up to where somebody else takes over for the rest.

    Args:
        tree: the sentence.
        found: the attributions of its part of the report, at least those that touch it.
        report: the report.
    """
    sentence = tree.sentence
    block = kind_of(report, sentence)
    head = asserted(tree) if block in _OWN_KINDS else None
    if head is None:
        return None
    reach = _own_reach(tree, head, found)
    if reach is None:
        return None
    head, last = reach
    reading = read_proposition(tree, head, list(range(last + 1)), "", denied=False)
    end = sentence.end if last == len(tree.tokens) - 1 else tree.tokens[last].end
    return ClaimMention(
        id="",
        report="",
        sentence=sentence.index,
        block=block,
        content=words_of(report, (Span(sentence.start, end),)),
        cue=None,
        source=None,
        chain=(),
        directness="own",
        factuality=reading.factuality,
        hedges=reading.hedges,
        polarity="negative" if reading.negative else "positive",
        tense=cast('Literal["past", "present", "future", "none"]', reading.tense),
        modal=reading.modal,
        aim=False,
        rule="own",
        score=1.0,
    )


def _own_reach(tree: Tree, head: int, found: list[Found]) -> tuple[int, int] | None:
    """Return the head of what the outlet itself tells in a sentence, and its last token; None for nothing."""
    root, sentence = tree.tokens[head], tree.sentence
    place = Span(root.start, root.end)
    # "Forces attacked the village" is the outlet's word, though the ranker may see an attitude in it.
    near = [
        each
        for each in found
        if _touches(each, sentence.start, sentence.end)
        and not (_bare_deed(each) or _impersonal(each, tree) or _attitude(each, found, tree))
    ]
    if any(each.holds(place) or _says(each, place) for each in near):
        return _before_semicolon(tree, near)
    last = _last_own(tree, near)
    if _all_is_others(tree, root, near, last) or _quotes(tree, found):
        return None
    return head, last


def _all_is_others(tree: Tree, root: Token, near: list[Found], last: int) -> bool:
    """Whether the outlet tells nothing but what others said, or that they said nothing."""
    sentence = tree.sentence
    if _says_nothing(tree, near) or (last == len(tree.tokens) - 1 and _mostly_said(tree, near)):
        return True
    # "Ten were killed, the mayor said, as the army listed …": the news is the mayor's
    return any(
        each.source and each.cue and each.start <= sentence.start < each.end < root.start
        for each in near
        if each.rule not in _DEEDS
    )


def _before_semicolon(tree: Tree, near: list[Found]) -> tuple[int, int] | None:
    """Return the head and the last token of the clause that nobody says before somebody else's behind a mark.

    "A blast killed six; the radio called it an attack": the mark is a semicolon.
    """
    mark = next((i for i, token in enumerate(tree.tokens) if token.text == ";"), 0)
    if mark < SHORTEST or mark > tree.root:
        return None
    start, end = tree.sentence.start, tree.tokens[mark].end
    if any(_touches(each, start, end) or any(part.start < end for part in each.source) for each in near):
        return None
    clauses = (kid for kid in tree.kids[tree.root] if kid < mark and tree.right[kid] <= mark)
    told = (kid for kid in clauses if tree.tokens[kid].pos in {"VERB", "AUX"})
    head = next((kid for kid in told if tree.child(kid, *SUBJECTS) is not None), None)
    return None if head is None else (head, mark - 1)


def _mostly_said(tree: Tree, near: list[Found]) -> bool:
    """Whether others say so much of a sentence that nothing of the outlet's own is left."""
    sentence = tree.sentence
    said = sum(
        max(0, min(part.end, sentence.end) - max(part.start, sentence.start))
        for each in near
        for part in each.content
    )
    return said > _MOSTLY * (sentence.end - sentence.start)


def _last_own(tree: Tree, near: list[Found]) -> int:
    """Return the last token before somebody takes over: "the mayor declined to answer, | but X argued that".

    It is the sentence's last one where nobody does, or the outlet goes on afterwards.
    """
    tokens = tree.tokens
    every = len(tokens) - 1
    end = tokens[tree.closing].end
    for each in near:
        in_turn = each.source and each.cue and each.source[0].start < each.cue[0].start < each.start
        if not in_turn or each.end < end:
            continue
        at = next((i for i, token in enumerate(tokens) if token.start >= each.source[0].start), 0) - 1
        if at <= tree.root or tree.words(at) not in _TURNS:
            continue
        own = [i for i in range(at) if tokens[i].text not in _PARTING]
        return own[-1] if len(own) >= SHORTEST else every
    return every


def _says(found: Found, place: Span) -> bool:
    """Whether a place lies in a cue or in its source: "footage shared by the rebels showed"."""
    return any(part.start <= place.start < part.end for part in (*found.cue, *found.source))


def _says_nothing(tree: Tree, near: list[Found]) -> bool:
    """Whether a sentence only tells that somebody left something out before they said the rest of it."""
    root = tree.tokens[tree.root]
    if refuses_to_speak(tree, tree.root):
        return not _goes_on_to_act(tree, near)
    silent = (
        root.lemma.lower() in words("rules.toml", "left_out") and tree.child(tree.root, "neg") is not None
    )
    unanswered = silent and root.lemma.lower() in {"respond", "reply", "comment"}
    return unanswered or (silent and bool(near))


def _goes_on_to_act(tree: Tree, near: list[Found]) -> bool:
    """Whether a sentence goes on with a deed that nobody tells: "declined to comment and left for Vorona"."""
    cues = {each.cue_token for each in near if each.sentence == tree.sentence.index}
    verbs = [tree.root, *(kid for kid in tree.kids[tree.root] if tree.tokens[kid].dep == "xcomp")]
    joined = (kid for verb in verbs for kid in tree.kids[verb] if tree.tokens[kid].dep == "conj")
    return any(kid not in cues and tree.tokens[kid].tag in FINITE for kid in joined)


def _bare_deed(found: Found) -> bool:
    return is_deed(found) and "xcomp" not in found.rule


def _attitude(found: Found, others: list[Found], tree: Tree) -> bool:
    """Whether somebody only takes a stand or a step towards a thing, as the outlet tells: "signed a deal"."""
    stands = found.klass == "attitude" and bool(found.source) and not found.quoted and not found.negated
    if not stands or found.sentence != tree.sentence.index:
        return False  # "did not rule out a truce" tells of no step
    # "Was quoted as saying", "announced that" are not the outlet's, though the ranker saw an attitude there.
    if found.lemma in _CITING or not {"assert", "report"}.isdisjoint(verb_classes().get(found.lemma, ())):
        return False
    return not is_claim(found, enclosing(found, others), tree)


def _impersonal(found: Found, tree: Tree) -> bool:
    """Whether nobody speaks and nobody is said to hold it: "it should be noted that the bridge is closed"."""
    cue = found.cue_token
    if found.source or cue is None or found.sentence != tree.sentence.index or is_claim(found, [], tree):
        return False
    subject = tree.child(cue, *SUBJECTS)
    raised = found.klass != "accuse" and found.rule.startswith(
        _RAISED
    )  # "the bridge is considered a supply line"
    return raised or (subject is not None and tree.words(subject) == "it")


def _touches(found: Found, start: int, end: int) -> bool:
    """Whether what lies from an attribution's first content or cue to its last touches a stretch."""
    parts = (*found.content, *found.cue)
    return min(part.start for part in parts) < end and start < max(part.end for part in parts)


def _quotes(tree: Tree, found: list[Found]) -> bool:
    """Whether a sentence only passes on what another is quoted as saying."""
    if tree.tokens[tree.root].lemma not in _CITING:
        return False
    return any(
        each.sentence == tree.sentence.index
        and each.cue_token is not None
        and tree.tokens[each.cue_token].dep == "pcomp"
        and tree.tokens[tree.tokens[each.cue_token].head].head == tree.root
        for each in found
    )


def words_of(report: Report, spans: tuple[Span, ...]) -> Words:
    """Return the words at spans of a report, white space and lone commas at their edges left out."""
    trimmed = tuple(part for part in (_trim(report.text, span) for span in spans) if part.start < part.end)
    kept = trimmed or spans
    return Words(kept, " … ".join(report.text[span.start : span.end] for span in kept))


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",.;:—–-…"):  # noqa: RUF001 (dashes)
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:—–-(["):  # noqa: RUF001 (dashes)
        end -= 1
    return Span(start, end)
