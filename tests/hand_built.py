"""Reports and mentions by hand: the content is found in the text, so that offsets are right."""

from stemma.identity import stable_id
from stemma.records import (
    Block,
    ClaimMention,
    Copy,
    Hedge,
    Layer,
    Passage,
    Report,
    Span,
    Words,
)  # fmt: skip


def report(name, text, outlet=None, published=None, **fields):
    return Report(
        id=name, sha256=name, text=text, blocks=(Block("body", 0, len(text)),),
        outlet=outlet or f"{name} Gazette", published=published, **fields,
    )  # fmt: skip


def words(text, *parts):
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    return Words(spans, " … ".join(parts))


def layer(text, name, **fields):
    start = text.find(name)
    span = Span(start, start + len(name)) if start >= 0 else None
    fields.setdefault("role", "originator")
    fields.setdefault("entity", name)
    return Layer(name=name, span=span, **fields)


def mention(where, *content, chain=(), hedges=(), **fields):
    fields.setdefault("directness", "indirect" if chain else "own")
    fields.setdefault("tense", "past")
    return ClaimMention(
        id=stable_id("m", where.id, *content), report=where.id, sentence=0, block="body",
        content=words(where.text, *content), cue=None,
        source=fields.pop("source", None) or (
            words(where.text, chain[0].name) if chain and chain[0].span else None
        ),
        chain=tuple(chain),
        hedges=tuple(
            Hedge(text, Span(where.text.index(text), where.text.index(text) + len(text))) for text in hedges
        ),
        **fields,
    )  # fmt: skip


def said(where, who, content, **fields):
    """A mention by one named speaker; keyword arguments with ``layer_`` go to the layer."""
    own = {key.removeprefix("layer_"): fields.pop(key) for key in list(fields) if key.startswith("layer_")}
    return mention(where, content, chain=(layer(where.text, who, **own),), **fields)


def in_offices(first, second):
    """Two reports, and in each a mention of one content by one speaker, whose office is told otherwise."""
    content = "the Velmora garrison has run out of fuel and shells"
    reports, mentions = [], []
    for name, role in (("a", first), ("b", second)):
        one = report(name, f"{role} Ilan Tresk said {content}.", published="2023-03-01")
        reports.append(one)
        source = words(one.text, f"{role} Ilan Tresk")
        mentions.append(said(one, "Ilan Tresk", content, source=source, layer_description=role))
    return *reports, *mentions


def copy(source, target, passage, other=None, *, kind="verbatim", direction="known", **fields):
    other = other or passage
    here, there = source.text.index(passage), target.text.index(other)
    quotation = fields.pop("quotation", False)
    part = Passage(
        Span(here, here + len(passage)), Span(there, there + len(other)), kind, quotation,
        1.0 if kind == "verbatim" else 0.7,
    )  # fmt: skip
    return Copy(
        id=stable_id("copy", source.id, target.id), source=source.id, target=target.id, passages=(part,),
        kind=kind, direction=direction, direction_score=0.9, covered_source=0.5, covered_target=0.5,
        score=0.9, **fields,
    )  # fmt: skip


def by_id(*reports):
    return {one.id: one for one in reports}
