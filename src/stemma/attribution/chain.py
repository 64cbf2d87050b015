"""Build source chains: originator, addressee, relayers and media, innermost first."""

import re

from stemma.attribution.cast import UNNAMED, Cast
from stemma.attribution.found import Found
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree
from stemma.records import Layer, Report, Role, SourceType, Span

_NO_SOURCE = "the cue names no source"
_DATELINE = re.compile(r"^[A-Z][\w .,/'’-]{1,60}?\(([A-Z][\w .&-]{1,30})\)\s*[—–-]", re.MULTILINE)  # noqa: RUF001 (dashes)


def build_chain(
    found: Found, outer: list[Found], trees: list[Tree], cast: Cast, report: Report
) -> tuple[Layer, ...]:
    """Return the layers of one attribution.

    Args:
        found: the innermost attribution.
        outer: the attributions that it stands inside, nearest first.
        trees: the report's sentences.
        cast: the report's figures.
        report: the report.
    """
    layers: list[Layer] = []
    for depth, attribution in enumerate([found, *outer]):
        layers.extend(_layers(attribution, trees, cast, report, first=depth == 0))
    if found.source_head is None or not found.source:
        layers.insert(
            0, Layer("originator", UNNAMED, UNNAMED, None, anonymous=True, inferred=True, reason=_NO_SOURCE)
        )
    layers = _distinct(layers)
    known = {layer.entity for layer in layers}
    layers.extend(layer for layer in _inferred(report) if layer.entity not in known)
    return tuple(layers)


def _distinct(layers: list[Layer]) -> list[Layer]:
    """Drop a later layer that is the same source as an earlier one."""
    seen: set[str] = set()
    kept = []
    for layer in layers:
        if layer.entity and layer.entity in seen:
            continue
        seen.add(layer.entity)
        kept.append(layer)
    return kept


def _layers(found: Found, trees: list[Tree], cast: Cast, report: Report, *, first: bool) -> list[Layer]:
    layers = []
    if found.source_head is not None and found.source:
        tree = trees[found.source_sentence]
        role: Role = "originator" if first else "relayer"
        layers.append(_layer(tree, found.source_head, found.source, cast, report, role))
    if found.addressee is not None:
        tree = trees[found.sentence]
        phrase = noun_phrase(tree, found.addressee)
        span = (Span(tree.tokens[phrase[0]].start, tree.tokens[phrase[-1]].end),)
        layers.append(_layer(tree, found.addressee, span, cast, report, "addressee"))
    return layers


def _layer(tree: Tree, head: int, spans: tuple[Span, ...], cast: Cast, report: Report, role: Role) -> Layer:  # noqa: PLR0917 (one call each way)
    span = Span(spans[0].start, spans[-1].end)
    who = cast.resolve(tree, head, " ".join(report.text[span.start : span.end].split()))
    if is_medium(who.source_type) and (
        role == "relayer" or (role == "addressee" and not who.anonymous and not _is_audience(tree, head))
    ):
        role = "medium"
    return Layer(
        role=role,
        name=who.name,
        entity=who.entity,
        span=span,
        anonymous=who.anonymous,
        number=who.number,
        source_type=who.source_type,
        description=who.description,
    )


def _is_audience(tree: Tree, head: int) -> bool:
    return tree.words(head) in words("sources.toml", "audience")


def _inferred(report: Report) -> list[Layer]:
    """Return the media that stand outside every statement: dateline agency and republication line."""
    layers = []
    body = next((block for block in report.blocks if block.kind == "body"), None)
    match = _DATELINE.match(report.text, body.start, body.end) if body is not None else None
    if match is not None:
        layers.append(
            Layer(
                "medium",
                match[1],
                match[1],
                Span(match.start(1), match.end(1)),
                number="one",
                source_type="agency",
                inferred=True,
                reason="agency in the dateline",
            )
        )
    if report.republished_from:
        name = report.republished_from
        layers.append(
            Layer(
                "medium",
                name,
                name,
                _place(report, name),
                number="one",
                source_type=_medium_type(name),
                inferred=True,
                reason="republication line",
            )
        )
    return layers


def _place(report: Report, name: str) -> Span | None:
    for block in report.blocks:
        if block.kind == "republication":
            at = report.text.find(name, block.start, block.end)
            if at >= 0:
                return Span(at, at + len(name))
    return None


def _medium_type(name: str) -> SourceType:
    kind = source_type(name, "", name.rsplit(maxsplit=1)[-1] if name.split() else "")
    return kind if is_medium(kind) else "news_report"
