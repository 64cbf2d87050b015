"""Statements that point back: "The governor said this on Telegram" takes up the sentence before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.attribution.found import Found
from stemma.attribution.lexicon import verb_classes
from stemma.attribution.nesting import enclosing
from stemma.attribution.righting import trailing_speaker
from stemma.attribution.sketches import words_of
from stemma.attribution.sources import noun_phrase, source_of_verb
from stemma.attribution.tree import Tree, spans_of
from stemma.attribution.verbs import addressee_of, cue_words
from stemma.records import ClaimMention, Report

_SAYING = frozenset({"assert", "report"})
_ABOUT = frozenset({"about", "on", "of"})
_SPEAKING = frozenset({"speak", "talk", "tell", "inform", "report", "write", "post"})  # "wrote about this"
_PAST_OR_PRESENT = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_UNREAL = frozenset({"neg", "aux"})
_HAVE_OR_BE = frozenset({"have", "be"})
_IS = frozenset({"is", "was", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s"})
_SCORE = 0.6  # the words are plain; how much of what stands before is meant is not


class Pointed(Struct, frozen=True):
    """An attribution of the sentence before it.

    ``found`` is its speaker and cue, ``outer`` who passes it on, ``taken`` the sentence before as its words.
    ``spent`` are the attributions that say nothing else and stand for no claim of their own.
    """

    found: Found
    outer: list[Found]
    spent: list[Found]
    taken: ClaimMention


def pointed_back(
    trees: Sequence[Tree], found: Iterable[Found], own: Iterable[ClaimMention], report: Report
) -> list[Pointed]:
    """Return the attributions that take up the sentence before them.

    Only a sentence that nobody else says is taken up, and only of the paragraph before at most.

    Args:
        trees: the report's sentences in order.
        found: all attributions, among which those that pass the pointing sentence on are sought.
        own: what the outlet says in its own voice.
        report: the report.
    """
    pointing = [each for tree in trees for each in [points_back(tree)] if each is not None]
    if not pointing:
        return []
    stated = {mention.sentence: mention for mention in own}
    of: dict[int, list[Found]] = defaultdict(list)
    for each in found:
        of[each.sentence].append(each)
    pointed = []
    for each in pointing:
        before = stated.get(each.sentence - 1)
        if before is not None and _adjoins(trees[each.sentence - 1], trees[each.sentence], report):
            tree = trees[each.sentence]
            near = of[each.sentence]
            outer = enclosing(each, near) or _relayed(tree, each)
            same = [one for one in near if one.cue_token == each.cue_token]
            passing = [one for one in outer if _topmost(tree, one) == each.cue_token]
            pointed.append(Pointed(each, outer, [*same, *passing], told_by(each, before, report)))
    return pointed


def points_back(tree: Tree) -> Found | None:
    """Return a sentence's attribution of a bare "this": "X announced this", "this was reported by X"."""
    sentence = tree.sentence
    if "points back" not in tree.facts:
        at = next((i for i, token in enumerate(tree.tokens) if token.text in {"this", "This"}), None)
        found = _according(tree) or _what_is_said(tree) or (None if at is None else _pointing(tree, at))
        tree.facts["points back"] = None if found is None else found.moved(-sentence.start, 0)
    kept: Found | None = tree.facts["points back"]
    return None if kept is None else kept.moved(sentence.start, sentence.index)


def _according(tree: Tree) -> Found | None:
    """Read "That is according to a statement by the ministry": its speaker says what stands before."""
    opening = [token.text.lower() for token in tree.tokens[:4]]
    if len(opening) < 4 or opening[0] not in {"that", "this"} or opening[2:] != ["according", "to"]:  # noqa: PLR2004 (the four words)
        return None
    if opening[1] not in _IS:
        return None
    head = tree.child(3, "pobj")
    by = next((kid for kid in tree.kids[head] if tree.words(kid) in {"by", "from"}), None) if head else None
    maker = tree.child(by, "pobj") if by is not None else None
    head = head if maker is None else maker
    source = tree.trimmed(noun_phrase(tree, head)) if head is not None else []
    if head is None or not source:
        return None
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=2, lemma="according", klass="assert", cue=spans_of(tree.tokens, [2, 3]),
        content=spans_of(tree.tokens, [0]), source=spans_of(tree.tokens, source), source_head=head,
        source_sentence=index, rule="points back", score=_SCORE,
    )  # fmt: skip


def _what_is_said(tree: Tree) -> Found | None:
    """Read "That is what officials say" and "Or so officials say": its speaker says what stands before."""
    opening = [token.text.lower() for token in tree.tokens[:3]]
    if opening[:2] == ["or", "so"]:
        opening = opening[:2]
    elif opening[:1] not in (["that"], ["this"]) or opening[2:] != ["what"] or opening[1] not in _IS:
        return None
    cue = tree.root if opening[0] == "or" else tree.closing
    lemma, subject = tree.tokens[cue].lemma.lower(), tree.child(cue, "nsubj")
    klass = next((name for name in verb_classes().get(lemma, ()) if name in _SAYING), None)
    if klass is None or subject is None or tree.left[subject] != len(opening) or _unreal(tree, cue):
        return None
    source = tree.trimmed(noun_phrase(tree, subject, cue))
    if not source:
        return None
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=cue, lemma=lemma, klass=klass, cue=spans_of(tree.tokens, [cue]),
        content=spans_of(tree.tokens, [0]), source=spans_of(tree.tokens, source), source_head=subject,
        source_sentence=index, rule="points back", score=_SCORE,
    )  # fmt: skip


def _pointing(tree: Tree, at: int) -> Found | None:
    token = tree.tokens[at]
    if tree.kids[at] or token.head == at:
        return None  # "this week", "this of all things"
    cue = token.head
    if token.dep == "pobj" and tree.words(cue) in _ABOUT:
        cue = tree.tokens[cue].head
        if tree.tokens[cue].lemma.lower() not in _SPEAKING:
            return None
    elif token.dep not in {"dobj", "nsubjpass"}:
        return None
    lemma = tree.tokens[cue].lemma.lower()
    klass = next((name for name in verb_classes().get(lemma, ()) if name in _SAYING), None)
    if klass is None or tree.tokens[cue].tag not in _PAST_OR_PRESENT or _unreal(tree, cue):
        return None
    if token.dep == "nsubjpass":
        agent = tree.child(cue, "agent")
        head = tree.child(agent, "pobj") if agent is not None else None
        source = noun_phrase(tree, head, cue) if head is not None else None
    else:
        source, head = source_of_verb(tree, cue)
    if source is None or head is None or at in source:
        return None
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=cue, lemma=lemma, klass=klass,
        cue=spans_of(tree.tokens, cue_words(tree, cue)), content=spans_of(tree.tokens, [at]),
        source=spans_of(tree.tokens, tree.trimmed(source)), source_head=head, source_sentence=index,
        addressee=addressee_of(tree, cue, lemma), rule="points back", score=_SCORE,
    )  # fmt: skip


def _unreal(tree: Tree, cue: int) -> bool:
    """Whether a verb says what is not or not yet so: "did not say this", "would say this"."""
    kids = [tree.tokens[kid] for kid in tree.kids[cue] if tree.tokens[kid].dep in _UNREAL]
    return any(kid.dep == "neg" or kid.lemma.lower() not in _HAVE_OR_BE for kid in kids)


def _relayed(tree: Tree, found: Found) -> list[Found]:
    """Return who passes a pointing sentence on at its end, where the ranker saw nobody: "…, X reports"."""
    last = max((i for i, token in enumerate(tree.tokens) if token.pos != "PUNCT"), default=0)
    start = next(i for i, token in enumerate(tree.tokens) if token.start == found.source[0].start)
    relay = trailing_speaker(tree, min(start, found.cue_token or start), last, _SAYING)
    return [] if relay is None or relay.cue_token == found.cue_token else [relay]


def _topmost(tree: Tree, found: Found) -> int | None:
    """Return the token of a content on which all its others hang."""
    return min(found.within(tree.tokens), key=lambda index: tree.depth[index], default=None)


def _adjoins(before: Tree, after: Tree, report: Report) -> bool:
    """Whether a sentence follows another in its paragraph, or opens the paragraph after it."""
    first, second = before.sentence.block, after.sentence.block
    return first == second or (second == first + 1 and report.blocks[second].kind == "body")


def told_by(found: Found, own: ClaimMention, report: Report) -> ClaimMention:
    """Return what the outlet said in its own voice as what the speaker of an attribution said."""
    return replace(
        own,
        cue=words_of(report, found.cue),
        source=words_of(report, found.source),
        directness="indirect",
        rule=found.rule,
        score=found.score,
    )
