"""Speakers in front of a paragraph's colon, as live blogs and channels set them: "14:32 Army: ten fell"."""

from stemma.attribution.figures import is_full_name, is_human_noun
from stemma.attribution.found import Found
from stemma.attribution.kinds import source_type
from stemma.attribution.relays import head_in
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of
from stemma.records import Report, Span

_FRONT = 12  # tokens before the colon
_SHORTEST = 3  # tokens of a statement
_TO = frozenset({"to", "via"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME"})
_STOPS = frozenset({".", "!", "?", "…", '"', "\N{RIGHT DOUBLE QUOTATION MARK}"})
_WHEN = frozenset({"DATE", "TIME", "CARDINAL"})
_MARKS = frozenset({",", "(", ")", "-", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s", "."})
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "PART", "NUM"})
_KINDS = frozenset({"military", "official", "organisation", "agency", "news_report", "witness", "expert"})


def in_front(found: list[Found], trees: Trees, report: Report) -> list[Found]:
    """Return what speakers say whose office or name opens a paragraph, before a colon.

    Args:
        found: all attributions so far; one whose cue is such a colon gets the speaker in front of it.
        trees: the report's sentences.
        report: the report.
    """
    added = []
    for tree in trees:
        block = report.blocks[tree.sentence.block]
        opens = block.kind == "body" and tree.sentence.start == block.start
        colon = _colon(tree) if opens and not _is_headline(tree) else 0
        new = _read(tree, colon) if colon else None
        if new is None:
            continue
        inside = [each for each in found if each.sentence == tree.sentence.index and each.cue]
        same = next((each for each in inside if each.cue_token == colon), None)
        if same is not None:
            same.source, same.source_head, same.addressee = new.source, new.source_head, new.addressee
        elif not any(new.start <= each.cue[0].start or each.holds(new.content[0]) for each in inside):
            added.append(new)
    return added


def _is_headline(tree: Tree) -> bool:
    """Whether a sentence has no stop, or most of its words are capitalised: `labels` reads those."""
    said = [token.text for token in tree.tokens if token.text[0].isalpha()]
    titled = sum(word[0].isupper() for word in said)
    return tree.tokens[-1].text not in _STOPS or 2 * titled > len(said)


def _colon(tree: Tree) -> int:
    """Return the colon that parts a front from its statement, 0 for none: that of "5:32 a.m." is none."""
    tokens = tree.tokens
    for index, token in enumerate(tokens[: _FRONT + 1]):
        clock = index + 1 < len(tokens) and tokens[index + 1].start == token.end
        if token.text in {":", "):"} and index and not clock:
            return index if len(tokens) - index > _SHORTEST else 0
    return 0


def _read(tree: Tree, colon: int) -> Found | None:
    """Return the statement behind a front that names somebody who may speak, None for another front."""
    tokens = tree.tokens
    low = 0
    while low < colon and (tokens[low].entity in _WHEN or tokens[low].pos in {"PUNCT", "NUM", "SYM"}):
        low += 1  # "14:32 - "
    to = next((i for i in range(low + 1, colon) if tree.words(i) in _TO), 0)
    who = list(range(low, to or colon))
    said = tree.trimmed(list(range(colon + 1, len(tokens))))
    verbal = any(tokens[i].tag in FINITE for i in said)
    hearer = colon - 1 if to and tokens[colon - 1].pos in {"PROPN", "NOUN"} else None
    if not who or len(said) < _SHORTEST or not verbal or (to and hearer is None):
        return None
    comma = next((i for i in who if tokens[i].text in {",", "("}), who[-1] + 1)
    if any(tokens[i].pos not in _PHRASE and tokens[i].text not in _MARKS for i in who):
        return None
    if not _may_front(tree, list(range(low, comma)), told=hearer is not None):
        return None
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=colon, lemma=":", klass="assert", cue=spans_of(tokens, [colon]),
        content=spans_of(tokens, said), source=spans_of(tokens, tree.trimmed(who)),
        source_head=head_in(tree, range(low, comma)), source_sentence=index, addressee=hearer,
        rule="headline", score=0.6,
    )  # fmt: skip


def hearer_in_front(tree: Tree, found: Found) -> tuple[Span, ...] | None:
    """Return whom a speaker in front told, as it is written: "Kelm to | Vorona TV | : …"; None for none."""
    if found.lemma != ":" or found.addressee is None or not found.source:
        return None
    to = next((i for i, token in enumerate(tree.tokens) if token.start >= found.source[-1].end), 0)
    name = list(range(to + 1, found.addressee + 1))
    return spans_of(tree.tokens, name) if name else None


def _may_front(tree: Tree, who: list[int], *, told: bool) -> bool:
    """Whether words are an office, a body of war or state, or a person's name; of whom somebody is told."""
    tokens = tree.tokens
    if not who or not tokens[who[0]].text[:1].isupper():
        return False
    head = head_in(tree, range(who[0], who[-1] + 1))
    if tokens[head].entity in _PLACES:
        return False
    name = " ".join(tokens[i].text for i in who if i <= head)
    if tokens[head].entity == "PERSON" or is_full_name(name):
        return told or " " in name
    kind = source_type(name if tokens[head].pos == "PROPN" else "", "", tokens[head].text)
    return kind in _KINDS and (kind != "organisation" or is_human_noun(tree.words(head)))
