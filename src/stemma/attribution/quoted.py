"""Join quotations to the cues beside them, and give floating quotations their speaker."""

from bisect import bisect_right
from dataclasses import replace

from stemma.attribution.found import Found, hull
from stemma.attribution.lexicon import verb_classes
from stemma.attribution.quotes import Quotation, marked
from stemma.attribution.sources import source_of_verb
from stemma.attribution.tree import Tree, Trees, spans_of
from stemma.attribution.verbs import cue_words
from stemma.records import Report, Span
from stemma.stretches import Stretches

_SPEAKING = frozenset({"assert", "demand", "accuse", "report"})
_NEAR = 4  # characters between a sentence and a quotation that goes on
_LONG = 25  # characters of a quotation that is more than a quoted phrase


def join_quotations(
    found: list[Found], quotations: list[Quotation], trees: list[Tree], report: Report
) -> list[Found]:
    """Widen contents to the quotations that they are part of, and add what only quotations show."""
    used: set[Quotation] = set()
    # Quotations lie apart, so that a content widened to one does not touch another by that.
    around = marked(quotations)
    for attribution in found:
        for quotation in around.touching(*hull(attribution)):
            if _inside(attribution.cue, quotation):
                continue
            if _overlaps(attribution.content, quotation):
                _widen(attribution, quotation)
                used.add(quotation)
    taken = {(each.sentence, each.cue_token) for each in found}
    added = []
    for quotation in quotations:
        if quotation in used or quotation.end - quotation.start < _LONG:
            continue
        new = _from_sentence(quotation, trees, taken)
        if new is not None:
            added.append(new)
            used.add(quotation)
    everything = sorted(
        [*found, *added], key=lambda each: (each.sentence, each.cue[0].start if each.cue else each.start)
    )
    everything.extend(floating_quotations(everything, quotations, trees, report))
    return everything


def _inside(spans: tuple[Span, ...], quotation: Quotation) -> bool:
    return any(quotation.start <= span.start and span.end <= quotation.end for span in spans)


def _overlaps(spans: tuple[Span, ...], quotation: Quotation) -> bool:
    return any(span.start < quotation.end and quotation.start < span.end for span in spans)


def _widen(attribution: Found, quotation: Quotation) -> None:
    spans = sorted(
        [(span.start, span.end) for span in attribution.content] + [(quotation.start, quotation.end)]
    )
    merged: list[list[int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    cues = [(span.start, span.end) for span in (*attribution.cue, *attribution.source)]
    parts = []
    for start, end in merged:
        parts.extend(_minus(start, end, cues))
    covered = quotation.end - quotation.start
    total = sum(end - start for start, end in merged)
    attribution.directness = "direct" if covered >= 0.9 * total else "mixed"
    attribution.content = tuple(Span(start, end) for start, end in parts) or attribution.content


def _minus(start: int, end: int, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    parts = []
    for low, high in sorted(holes):
        if high <= start or low >= end:
            continue
        if low > start:
            parts.append((start, low))
        start = max(start, high)
    if start < end:
        parts.append((start, end))
    return parts


def _from_sentence(
    quotation: Quotation, trees: list[Tree], taken: set[tuple[int, int | None]]
) -> Found | None:
    """Attribute a quotation to a verb of speech, not yet taken, outside it in one of its sentences."""
    for tree in trees:
        sentence = tree.sentence
        if sentence.end <= quotation.start or sentence.start >= quotation.end:
            continue
        for index, token in enumerate(tree.tokens):
            inside = quotation.start <= token.start < quotation.end
            classes = verb_classes().get(token.lemma.lower(), ()) if token.pos == "VERB" else ()
            if inside or not {"assert", "demand"} & set(classes) or (sentence.index, index) in taken:
                continue
            source, head = source_of_verb(tree, index)
            if source is not None:
                return Found(
                    sentence=sentence.index,
                    cue_token=index,
                    lemma=token.lemma.lower(),
                    klass=classes[0],
                    cue=spans_of(tree.tokens, cue_words(tree, index)),
                    content=(Span(quotation.start, quotation.end),),
                    source=spans_of(tree.tokens, tree.trimmed(source)),
                    source_head=head,
                    source_sentence=sentence.index,
                    directness="direct",
                    rule="quotation",
                    score=0.8,
                )
    return None


def floating_quotations(
    found: list[Found], quotations: list[Quotation], trees: Trees, report: Report
) -> list[Found]:
    """Attribute quotations without a cue to whoever spoke last.

    That is a paragraph that is only a quotation, right after the speaker's paragraph or after another
    such quotation, and a quotation that opens right after the speaker's sentence.
    """
    added: list[Found] = []
    said = Stretches((span.start, span.end, span) for each in found for span in each.content)
    rest = [q for q in quotations if not said.touching(q.start, q.end)]
    if not any(quotation.end - quotation.start >= _LONG for quotation in rest):
        return added
    sentences = Stretches((tree.sentence.start, tree.sentence.end, tree) for tree in trees)
    ends, latest = _latest(found)
    closing = _told_at_the_end(found, quotations, report)
    for quotation in rest:
        tree = next(iter(sentences.touching(quotation.start, quotation.start + 1)), None)
        last = latest[bisect_right(ends, quotation.start)]
        if added and (last is None or _when(added[-1]) > _when(last)):
            last = added[-1]  # quotations come in order, so that the latest of those added is the last
        if quotation in closing and tree is not None:
            added.append(_continued(closing[quotation], Span(quotation.start, quotation.end), tree))
            continue
        if tree is None or last is None or quotation.end - quotation.start < _LONG:
            continue
        if last.klass in _SPEAKING and _goes_on(quotation, last, trees, report):
            added.append(_continued(last, Span(quotation.start, quotation.end), tree))
    return added


def _told_at_the_end(
    found: list[Found], quotations: list[Quotation], report: Report
) -> dict[Quotation, Found]:
    """Return whose a quotation is that goes on in the next paragraph and names its speaker only there.

    “A. / “B,” he said: A is his, whoever spoke before.
    """
    whose: dict[Quotation, Found] = {}
    if not any(quotation.open for quotation in quotations):
        return whose
    told = Stretches(
        (span.start, span.end, each)
        for each in found
        if each.source and each.klass in _SPEAKING and each.directness == "direct"
        for span in each.content
    )
    for this, following in zip(quotations[-2::-1], quotations[:0:-1], strict=True):
        block, after = report.blocks[this.block], report.blocks[following.block]
        alone = this.open and not report.text[block.start : this.start].strip()
        if not alone or following.block != this.block + 1 or following.start != after.start:
            continue
        first, second = report.text[this.start], report.text[following.start]
        if first != second and not (first.isalnum() or second.isalnum()):
            continue  # a quotation in another's
        own = [each for each in told.touching(this.start, this.end) if not _inside(each.cue, this)]
        speaker = None if own else next(iter(told.touching(following.start, following.end)), None)
        speaker = speaker or whose.get(following)
        if speaker is not None and not _inside(speaker.cue, following):
            whose[this] = speaker
    return whose


def _latest(found: list[Found]) -> tuple[list[int], list[Found | None]]:
    """Return where contents of a source end, in order, and which was the latest before each and after all."""
    ending = sorted(speaking(found), key=lambda each: each.end)
    latest: list[Found | None] = [None]
    for each in ending:
        last = latest[-1]
        latest.append(each if last is None or _when(each) > _when(last) else last)
    return [each.end for each in ending], latest


def speaking(found: list[Found]) -> list[Found]:
    """Return the attributions with a source that do not stand inside what somebody else says.

    "We consider it a crime, said the chancellor. “B.”": B is the chancellor's, and no thought of "we".
    """
    told = [each for each in found if each.source]
    saying = [each for each in told if each.klass in _SPEAKING]
    if len(told) < 2:  # noqa: PLR2004 (one outside the other)
        return told
    by_sentence: dict[int, list[Found]] = {}
    for each in saying:
        by_sentence.setdefault(each.sentence, []).append(each)
    return [
        each
        for each in told
        if not each.cue
        or not any(
            other is not each and other.holds(each.cue[0]) and not (other.cue and each.holds(other.cue[0]))
            for other in by_sentence.get(each.sentence, ())
        )
    ]


def _when(found: Found) -> tuple[int, int]:
    return found.sentence, found.end


def split_later_quotations(found: list[Found], chosen: list[Tree], trees: Trees) -> list[Found]:
    """Part a quotation that opens after its cue's sentence from the one in it: two propositions.

    “A,” he said. “B.” is one attribution in PARC and PolNeAR; as claims, A and B stand apart.

    Args:
        found: all attributions.
        chosen: the sentences that a quotation may stand in, in order.
        trees: all sentences.
    """
    starts: list[int] = []
    parted: list[Found] = []
    for each in found:
        end = trees[each.sentence].sentence.end
        later = [span for span in each.content if span.start >= end]
        sooner = tuple(span for span in each.content if span.start < end)
        if not later or not sooner:
            parted.append(each)
            continue
        parted.append(replace(each, content=sooner))
        for span in later:
            starts = starts or [tree.sentence.start for tree in chosen]
            at = bisect_right(starts, span.start) - 1
            if at >= 0 and span.start < chosen[at].sentence.end:
                parted.append(_continued(each, span, chosen[at]))
    return parted


def _continued(speaking: Found, span: Span, tree: Tree) -> Found:
    """Return a quotation of whoever spoke before, with no cue of its own."""
    return replace(
        speaking,
        sentence=tree.sentence.index,
        cue_token=None,
        cue=(),
        content=(span,),
        content_head=None,
        addressee=None,
        negated=False,
        klass="assert",
        directness="direct",
        rule="floating quotation",
        score=0.7,
    )


def _goes_on(quotation: Quotation, last: Found, trees: Trees, report: Report) -> bool:
    """Whether a quotation follows at once who spoke last, or the quotation that they spoke last."""
    speaking = trees[last.sentence].sentence
    block = report.blocks[quotation.block]
    outside = report.text[block.start : quotation.start] + report.text[quotation.end : block.end]
    if not outside.strip(" .,"):
        return max(speaking.block, _quoted_block(last, report)) >= quotation.block - 1
    follows = 0 <= quotation.start - speaking.end <= _NEAR
    return follows and speaking.block == quotation.block


def _quoted_block(last: Found, report: Report) -> int:
    """Return the block that a quotation ends in, which may follow its cue's; -1 for other words."""
    if last.directness != "direct":
        return -1
    return bisect_right([block.start for block in report.blocks], last.end - 1) - 1
