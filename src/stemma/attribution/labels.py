"""Attributions of headlines, and those that a label brings in: "Envoy: …", "…, army says", "Per X, …"."""

from stemma.attribution.figures import gender_of
from stemma.attribution.found import Found
from stemma.attribution.glued import glued_headline
from stemma.attribution.kinds import source_type
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.marks import DASHES
from stemma.attribution.tree import Tree, Trees, spans_of
from stemma.attribution.twofold import speaks_behind, told_anew, two_told
from stemma.parses import kind_of
from stemma.records import Report

_ENDS = frozenset({".", "?", "!", "”", '"', "…", "..."})
_NAME = 3  # words of a headline's speaker before a colon
_LABEL = 8  # words of a headline's speaker at most


def headlines(found: list[Found], trees: Trees, report: Report) -> list[Found]:
    """Return the attributions of headlines: "3 killed in strike: mayor", "Envoy: …", "…, army says"."""
    added = []
    for tree in trees:
        tokens = tree.tokens
        headline = kind_of(report, tree.sentence) == "headline"
        if len(tokens) < 4 or not (headline or tokens[-1].text not in _ENDS):  # noqa: PLR2004 (a headline)
            continue
        glued = glued_headline(tree)
        if glued is not None:
            added.append(glued)
            continue
        inside = [each for each in found if each.sentence == tree.sentence.index]
        behind = speaks_behind(tree) if headline else None
        if behind is not None:
            added.extend(told_anew(inside, behind))
            continue
        new = None if inside else _labelled(tree) or _trailing(tree)
        new = new or ((_signed_in_front(tree, inside) or two_told(inside, tree)) if headline else None)
        if new is not None:
            added.append(new)
    return added


def per(found: list[Found], trees: Trees) -> list[Found]:
    """Return "Per X, …" at a sentence's beginning, which nothing else can be."""
    taken = {(each.sentence, each.cue_token) for each in found}
    starts = [t for t in trees if len(t.tokens) > _LABEL and t.words(0) == "per"]
    added = []
    for tree in starts:
        comma = next((i for i, token in enumerate(tree.tokens) if token.text == ","), 0)
        if (
            (tree.sentence.index, 0) in taken
            or not 1 < comma <= _LABEL
            or tree.tokens[comma - 1].pos != "PROPN"
        ):
            continue
        added.append(
            _headline(tree, list(range(1, comma)), list(range(comma + 1, len(tree.tokens))), 0, "per")
        )
    return added


def quoted_from(found: list[Found], trees: Trees) -> list[Found]:
    """Return "Quote from the ministry: “…”" at a paragraph's beginning."""
    told = {each.sentence for each in found if each.source}
    added = []
    for tree in trees:
        if len(tree.tokens) <= _LABEL or [tree.words(0), tree.words(1)] != ["quote", "from"]:
            continue
        colon = next((i for i, token in enumerate(tree.tokens[: _LABEL + 2]) if token.text == ":"), 0)
        if colon > 2 and tree.sentence.index not in told:  # noqa: PLR2004 (quote, from)
            rest = list(range(colon + 1, len(tree.tokens)))
            added.append(_headline(tree, list(range(2, colon)), rest, 0, "quote"))
    return added


def _labelled(tree: Tree) -> Found | None:
    """Return the statement beside a colon whose other side names a speaker and nothing else."""
    at = [i for i, token in enumerate(tree.tokens) if token.text == ":"]
    low = 0
    if len(at) == 1 and all(tree.words(i) in words("rules.toml", "headings") for i in range(at[0])):
        low, at = at[0] + 1, []  # "Breaking: … - source"
    dashes = [
        i
        for i, token in enumerate(tree.tokens)
        if token.text in DASHES or (token.text == "-" and i and tree.tokens[i - 1].end < token.start)
    ]
    tail = list(range(dashes[-1] + 1, len(tree.tokens))) if dashes else []
    unnamed = bool(tail) and tree.words(tail[-1]) in {"source", "sources"}
    if not at and tail and (unnamed or _speaker(tree, tail)):
        at = dashes[-1:]
    if len(at) != 1 or not 0 < at[0] < len(tree.tokens) - 1:
        return None
    before, after = list(range(low, at[0])), list(range(at[0] + 1, len(tree.tokens)))
    for label, said in ((after, before), (before, after)):
        if len(said) > 2 and (_speaker(tree, label) or (unnamed and label == after)):  # noqa: PLR2004 (words of a statement)
            return _headline(tree, label, said, at[0], ":")
    return None


def _signed_in_front(tree: Tree, inside: list[Found]) -> Found | None:
    """Return the statement behind a surname and a colon, in which others are told to speak.

    "Kelmenko: the district reported ten wounded" is Kelmenko's, by way of whom the district speaks.
    """
    at = next((i for i, token in enumerate(tree.tokens) if token.text == ":"), 0)
    if (
        not 0 < at <= _NAME
        or at == len(tree.tokens) - 1
        or not all(t.text[0].isupper() for t in tree.tokens[:at])
    ):
        return None
    if any(not each.cue or each.cue[0].start < tree.tokens[at].end for each in inside):
        return None
    name = " ".join(token.text for token in tree.tokens[:at])
    person = tree.tokens[at - 1].entity == "PERSON" or gender_of(name, "")
    if not person or tree.tokens[at - 1].entity in {"GPE", "LOC", "FAC", "NORP"}:
        return None
    return _headline(tree, list(range(at)), list(range(at + 1, len(tree.tokens))), at, ":")


def _speaker(tree: Tree, label: list[int]) -> bool:
    """Whether words are a noun phrase of somebody who may speak."""
    if not 0 < len(label) <= _LABEL or any(tree.tokens[i].pos in {"VERB", "AUX"} for i in label):
        return False
    head = _head(tree, label)
    token = tree.tokens[head]
    if token.text.lower() in {"source", "sources"}:
        return sum(tree.tokens[i].text.isalpha() for i in label) > 1  # "Army source: …", not "(Source: …)"
    return token.entity == "PERSON" or source_type("", "", token.text) not in {"unknown", "social_media"}


def _trailing(tree: Tree) -> Found | None:
    """Return the statement before "…, army says" at a sentence's end."""
    tokens = tree.tokens
    commas = [i for i, token in enumerate(tokens) if token.text == ","]
    if not commas or not 2 <= commas[-1] < len(tokens) - 1:  # noqa: PLR2004 (words of a statement)
        return None
    tail = list(range(commas[-1] + 1, len(tokens)))
    cue = next((i for i in reversed(tail) if tokens[i].text[:1].isalpha()), tail[-1])
    classes = verb_classes().get(tokens[cue].lemma.lower(), ())
    label = [i for i in tail if i < cue]
    if not label or not {"assert", "report"} & set(classes) or not _speaker(tree, label):
        return None
    return _headline(tree, label, list(range(commas[-1])), cue, tokens[cue].lemma.lower())


def _headline(tree: Tree, label: list[int], said: list[int], cue: int, lemma: str) -> Found:
    index = tree.sentence.index
    return Found(
        sentence=index, cue_token=cue, lemma=lemma, klass="assert", cue=spans_of(tree.tokens, [cue]),
        content=spans_of(tree.tokens, tree.trimmed(said)), source=spans_of(tree.tokens, label),
        source_head=_head(tree, label), source_sentence=index, rule="headline", score=0.8,
    )  # fmt: skip


def _head(tree: Tree, label: list[int]) -> int:
    nouns = [i for i in label if tree.tokens[i].pos in {"NOUN", "PROPN"}]
    inside = set(label)
    return next((i for i in reversed(nouns) if tree.tokens[i].head not in inside), (nouns or label)[-1])
