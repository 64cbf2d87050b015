"""Mend attributions once all are found: who stands in whom, headlines, quoted sources, no claims."""

import re
from collections.abc import Sequence

from stemma.attribution.absolutes import beside_the_clause
from stemma.attribution.accorded import accorded
from stemma.attribution.asides import without_a_bare_join
from stemma.attribution.citing import behind_the_cited, by_whom_inside, cited_once
from stemma.attribution.denied import apart_from_denials
from stemma.attribution.edges import to_their_ends
from stemma.attribution.finding import STATING_KINDS
from stemma.attribution.fitting import fit, trim
from stemma.attribution.found import Found, without
from stemma.attribution.fronts import in_front
from stemma.attribution.glued import is_glued
from stemma.attribution.kinds import source_type
from stemma.attribution.labels import headlines, per, quoted_from
from stemma.attribution.marks import OPENING
from stemma.attribution.mistaken import is_misread
from stemma.attribution.nesting import fill_outer, part_further, part_joined, part_tellers
from stemma.attribution.overlooked import overlooked
from stemma.attribution.participles import by_who_speaks, say_again
from stemma.attribution.phrases import noun_attributions
from stemma.attribution.quotes import Quotation
from stemma.attribution.quoting import from_the_first_sentence, say_what_was_quoted
from stemma.attribution.righting import put_right
from stemma.attribution.subjects import with_subject
from stemma.attribution.tree import Tree, Trees, spans_of
from stemma.attribution.unnamed import cites_whom, left_unsaid
from stemma.attribution.unparted import part_unparted, without_speakers
from stemma.attribution.unspoken import unspoken
from stemma.parses import kind_of
from stemma.records import Report, Span, Token

_CITING = frozenset({"citing", "quoting"})
_WORDS = re.compile(r"\w")
_QUESTIONS = frozenset({"WRB", "WP", "WDT", "WP$"})
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "query", "decline", "refuse", "question"})
_FACING = frozenset({"see", "feel", "know", "remember", "witness"})  # things met with, not thought
_NAMING = frozenset({"identify", "name", "quote", "give"})
_SAME = 0.5  # share of the shorter content that two contents share when they are one statement
_MADE = frozenset({"make", "repeat", "voice", "raise", "level"})


def mended(found: list[Found], trees: Trees, quotations: Sequence[Quotation], report: Report) -> list[Found]:
    """Return the attributions of a run of sentences without those that put no claim, contents put right.

    Args:
        found: all attributions; contents are changed in place.
        trees: the sentences.
        quotations: the quotations that touch them.
        report: the report.
    """
    found = gathered(found, trees, report)
    return judged(put_in_place(found, trees, quotations), trees, report)


def gathered(found: list[Found], trees: Trees, report: Report) -> list[Found]:
    """Return what was found with what was missed, without what was misread: the first part of mending."""
    found = [*found, *_missed_nouns(found, trees), *headlines(found, trees, report)]
    found.extend(per(found, trees))
    found.extend(quoted_from(found, trees))
    found.extend(in_front(found, trees, report))
    found = [each for each in found if not is_misread(each, trees[each.sentence])]
    found.extend(overlooked(found, trees))
    found = beside_the_clause(found, trees)
    found = [each for each in found if not _only_a_cue(each, found, report.text)]
    part_further(found, report.text)
    part_joined(found, trees)
    part_tellers(found, trees)
    by_whom_inside(found, trees)
    for each in found:
        behind_the_cited(each, trees[each.sentence])
    found = apart_from_denials(cited_once(found, trees), trees)
    accorded(found, trees)
    with_subject(found, trees)
    return found


def put_in_place(found: list[Found], trees: Trees, quotations: Sequence[Quotation]) -> list[Found]:
    """Return attributions with their contents put right: the second part of mending."""
    given = by_who_speaks(found, trees)
    fit(found, trees)
    found = put_right(found, trees)
    trim(found, trees)
    to_their_ends(found, trees)
    for each in found:
        part_unparted(each, trees[each.sentence])
    without_speakers(found, trees)
    say_again(given)
    for each in found:
        say_what_was_quoted(each, trees[each.sentence])
        _join_parts(each, trees[each.sentence])
    from_the_first_sentence(found, trees, quotations)
    return found


def judged(found: list[Found], trees: Trees, report: Report) -> list[Found]:
    """Return the attributions that put a claim, who stands in whom told: the last part of mending."""
    _cut_mutual(found)
    _house_outside(found, trees)
    fill_outer([each for each in found if each.content], trees)
    for each in found:
        _without_verb_before(each, found)
        without_a_bare_join(each, trees[each.sentence])
    found = [each for each in found if each.content]
    own = {tree.sentence.index for tree in trees if kind_of(report, tree.sentence) in STATING_KINDS}
    found = [each for each in found if each.sentence in own]  # none in the credit of a picture
    said = [each for each in found if any(_WORDS.search(report.text, s.start, s.end) for s in each.content)]
    kept = [each for each in said if not (_no_claim(each, trees[each.sentence]) or unspoken(each, trees))]
    return [each for each in kept if not _told_already(each, kept)]


def _missed_nouns(found: list[Found], trees: Trees) -> list[Found]:
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


def _join_parts(found: Found, tree: Tree) -> None:
    """Join the rest of a quotation that its cue interrupts: "“The town,” he said, “will hold.”"."""
    if found.directness != "direct" or not found.cue or not found.source:
        return
    edge = max(found.cue[-1].end, found.source[-1].end)
    if found.end > edge:
        return
    after = [i for i, token in enumerate(tree.tokens) if token.start >= edge]
    if len(after) > 3 and tree.tokens[after[0]].text == "," and tree.tokens[after[1]].text in OPENING:  # noqa: PLR2004 (marks and a word)
        found.content = (*found.content, *spans_of(tree.tokens, after[1:]))


def _cut_mutual(found: list[Found]) -> None:
    """Part two statements that each hold the other's cue: the later, trailing cue is the outer one."""
    for outer in found:
        if not outer.cue or not outer.source or outer.start > outer.cue[0].start:
            continue
        low = min(outer.cue[0].start, outer.source[0].start)
        for inner in found:
            if inner is outer or inner.cue == outer.cue or not inner.cue or not inner.holds(outer.cue[0]):
                continue
            if outer.holds(inner.cue[0]) and inner.cue[0].start < low:
                inner.content = without(inner.content, low, inner.end, least=2)


def _house_outside(found: list[Found], trees: Trees) -> None:
    """Read "A said that B fled, the Herald reported": the Herald passes on what A said, and not A the Herald.

    The parse hangs the verb at the end on the first one, and the statement on the verb at the end.
    """
    for outer in found:
        if not outer.cue or not outer.source or outer.directness == "direct" or len(outer.content) != 1:
            continue
        tree = trees[outer.sentence]
        low = min(outer.cue[0].start, outer.source[0].start)
        for inner in found:
            at = _reports_last(inner, outer, tree) if inner is not outer else None
            if at is not None and outer.cue[-1].end <= outer.start:
                end = tree.tokens[at - 1].end
                outer.content = (Span(outer.start, end),)
                inner.content = (Span(low, end),)
                break


def _reports_last(inner: Found, outer: Found, tree: Tree) -> int | None:
    """Return the comma before a speaker and verb at a sentence's end that a content took, else None."""
    if inner.sentence != outer.sentence or inner.source_sentence != outer.source_sentence:
        return None
    if not (inner.cue and inner.source and inner.content) or inner.klass not in {"assert", "report"}:
        return None
    head = inner.source_head
    between = inner.end <= inner.source[0].start < inner.cue[0].start
    near = 0 <= inner.start - outer.start <= len("that ")
    if head is None or not (between and near and outer.holds(inner.cue[0])):
        return None
    at = next((i for i, token in enumerate(tree.tokens) if token.start == inner.source[0].start), 0) - 1
    named = tree.tokens[head].pos in {"NOUN", "PROPN"} and source_type("", "", tree.words(head)) != "document"
    behind = tree.tokens[inner.cue_token or 0].end
    rest = [token for token in tree.tokens if token.start >= behind and token.pos in {"VERB", "NOUN"}]
    return at if at > 0 and named and tree.tokens[at].text == "," and not rest else None


def _only_a_cue(found: Found, every: list[Found], text: str) -> bool:
    """Whether a content is another's source and cue: "they added that" | "one ship reported damage"."""
    for other in every:
        if other is found or other.sentence != found.sentence or not other.cue or not other.source:
            continue
        low, high = other.source[0].start, other.cue[-1].end
        rest = text[high : found.end].strip().lower() if found.start <= low < high <= found.end else "-"
        if rest in {"", "that"} and not _WORDS.search(text, found.start, low):
            return True
    return False


def _without_verb_before(found: Found, every: list[Found]) -> None:
    """Cut a speaker down, in place, where the verb is taken for a part of it.

    "The source | stated | in press remarks: “…”", where the parse takes "remarks" for the verb.
    """
    if not (found.source and found.content and found.cue) or found.source_sentence != found.sentence:
        return
    low, high = found.source[0].start, found.source[-1].end
    for other in every:
        told = other.content and other.cue and other.source
        if not told or other is found or other.sentence != found.sentence:
            continue
        inside = low == other.source[0].start < other.source[-1].end <= other.cue[0].start < high
        ahead = inside and other.cue[0].start < found.cue[-1].end
        if ahead and other.start == found.start and other.end == found.end:
            found.source, found.source_head = other.source, other.source_head
            found.cue = (Span(other.cue[0].start, found.cue[-1].end),)
            other.content = ()


def _no_claim(found: Found, tree: Tree) -> bool:
    """Whether what is found is a question left open, a wish to stay unnamed, or only a source cited."""
    inside = found.within(tree.tokens)
    if found.cue_token is None or not inside:
        return False
    cue = tree.tokens[found.cue_token]
    tokens = [tree.tokens[i] for i in inside]
    verbal = any(token.pos in {"VERB", "AUX"} for token in tokens)
    if left_unsaid(tree, found.cue_token):
        return True
    if found.klass == "seem" and not found.addressee:
        return True  # "troops appear to have left": nobody's words but the outlet's, with a hedge
    if found.lemma in {"cite", "quote"} | _CITING and (not verbal or cites_whom(found, tree)):
        return True
    if found.lemma in _FACING and not verbal and found.rule != "seen":
        return True
    return _is_question(found, cue, tokens) or _is_purpose(found, tree, inside, verbal=verbal)


def _is_question(found: Found, cue: Token, tokens: list[Token]) -> bool:
    """Whether a content is a question left open: "did not say where", "asked whether"."""
    asked = tokens[0].tag in _QUESTIONS or tokens[0].text.lower() in {"whether", "if"}
    unanswered = found.negated or found.lemma in _ASKING or cue.tag == "VB"
    return asked and unanswered and found.directness != "direct"


def _is_purpose(found: Found, tree: Tree, inside: list[int], *, verbal: bool) -> bool:
    """Whether a content is a wish to stay unnamed, a document's purpose, or a thing ordered."""
    cue = tree.tokens[found.cue_token or 0]
    head = min(inside, key=lambda i: tree.depth[i])
    if tree.tokens[head].lemma in _NAMING and tree.tokens[head].tag != "VBD" and cue.dep == "relcl":
        return True
    if found.klass == "promise" and found.source_head is not None and found.source_sentence == found.sentence:
        owner = tree.tokens[found.source_head].text
        if source_type("", "", owner) == "document" and "xcomp" in found.rule:
            return True  # what a decree aims at is its purpose, not its words
    if found.lemma == "request" and cue.pos == "NOUN":
        return not verbal  # "requests for comment about the raid"
    return found.klass == "demand" and not verbal and found.lemma in {"order", "command", "direct", "require"}


def _told_already(found: Found, kept: list[Found]) -> bool:
    """Whether "citing Y" or what nobody says or quotes repeats a statement; Y is then in its chain."""
    if is_glued(found):
        return False
    unsaid = found.lemma in _CITING or found.cue_token is None
    if not unsaid and found.source:
        return False
    size = sum(span.end - span.start for span in found.content)
    return any(
        other is not found
        and other.lemma not in _CITING
        and other.cue_token is not None
        and not (found.cue_token is None and found.holds(other.cue[0]))  # told inside the quotation
        and (other.sentence == found.sentence or found.cue_token is None)
        and (unsaid or bool(other.source))
        and sum(
            max(0, min(a.end, b.end) - max(a.start, b.start)) for a in found.content for b in other.content
        )
        >= _SAME * min(size, sum(span.end - span.start for span in other.content))
        for other in kept
    )
