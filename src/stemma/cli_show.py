"""The command that shows one thing: an article with its marks, a claim with its tree, an event."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, find, open_book
from stemma.cli_output import FLAG, console, write_json
from stemma.cli_told import STYLES, mention_lines, print_told
from stemma.cli_tree import print_tree
from stemma.cli_words import (
    certainty,
    place_of,
    plural,
    reports_of,
    safe,
    shorten,
    spread,
    when,
    where,
)

if TYPE_CHECKING:
    from rich.console import Console

    from stemma.api import Book
    from stemma.records import (
        Claim,
        ClaimMention,
        Copy,
        Decision,
        Event,
        EventMention,
        EventThing,
        Origin,
        Report,
        Span,
        Toll,
        Variant,
    )  # fmt: skip

_LINKS = 8  # merges, and near splits, of a claim that are told


def show(
    identifier: Annotated[str, Parameter(name="ID", help="An id, or the beginning of one.")],
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    json: Annotated[bool, FLAG, Parameter(help="Print the record as JSON.")] = False,
) -> int:
    """Show one report, claim, event, origin, variant or mention by its id.

    A report is printed with its sources, cues, contents, hedges, names, places, times and events marked.
    """
    with open_book(casebook) as book:
        found = find(book, identifier)
        if json:
            write_json(found)
        else:
            printer: Callable[[Console, Book, Any], None] = _PRINTERS[type(found).__name__]
            printer(console(), book, found)
    return 0


# --- reports ----------------------------------------------------------------------------------


def _report(out: "Console", book: "Book", report: "Report") -> None:
    from rich.text import Text

    facts = [
        ("outlet", report.outlet, report.outlet_source),
        ("published", report.published or "no date", report.published_source),
        ("updated", report.updated, ""),
        ("by", report.byline, ""),
        ("credits", ", ".join(report.credits), ""),
        ("republished from", report.republished_from, ""),
        ("address", report.url, ""),
        *_other_versions(book, report),
        ("read from", report.origin, report.reader),
        ("language", report.language, report.status_reason),
    ]
    out.print(Text(safe(report.title or "without a title"), style="bold"))
    for name, value, note in facts:
        if value:
            out.print(Text(safe(f"  {name}: {value}" + (f" ({note})" if note else "")), style="dim"))
    out.print()
    _article(out, book, report)
    mentions = book.mentions(report.id)
    if mentions:
        legend = Text("marks: ", style="dim")
        for name, style in STYLES.items():
            legend.append(name, style=style).append(" ")
        out.print(legend)
        out.print()
    print_told(out, mentions, book.claims(report=report.id))
    for copy in book.copies(report.id):
        other = book.report(copy.source if copy.target == report.id else copy.target)
        word = {"unknown": "shares text with"}.get(
            copy.direction, "is copied by" if copy.source == report.id else "copies"
        )
        passages = plural(len(copy.passages), "passage")
        out.print(Text(safe(f"{word} {place_of(other)}: {copy.kind}, {passages} ({copy.id})")))


def _other_versions(book: "Book", report: "Report") -> list[tuple[str, str, str]]:
    """Return a line for each text that a changed report has had, nothing for one that was not changed."""
    found = book.versions(report)
    if len(found) == 1:
        return []
    lines = []
    for one in found:
        seen = one.extra.get("captured") or one.updated or ""
        name = "this" if one.id == report.id else one.id
        lines.append((f"version {one.version} of {len(found)}", name, seen and f"as of {seen[:16]}"))
    return lines


def _article(out: "Console", book: "Book", report: "Report") -> None:
    from rich.text import Text

    text = Text(_same_length(report.text))
    for name, spans in _marks(book, report.id):
        for span in spans:
            text.stylize(STYLES[name], span.start, span.end)
    for block in report.blocks:
        label = "" if block.kind == "body" else f"[{block.kind}] "
        out.print(Text.assemble((label, "dim"), text[block.start : block.end]))
        out.print()


def _same_length(text: str) -> str:
    """Return text without control characters, each replaced so that offsets stay."""
    return "".join(character if safe(character) else "\ufffd" for character in text)


def _marks(book: "Book", report: str) -> Iterable[tuple[str, Sequence["Span"]]]:
    mentions = book.mentions(report)
    yield from (("content", mention.content.spans) for mention in mentions if mention.cue)
    yield from (("name", (name.span,)) for name in book.names(report))
    yield from (("place", (place.span,)) for place in book.places(report))
    yield from (("time", (time.span,)) for time in book.times(report))
    yield from (("event", event.trigger.spans) for event in book.event_mentions(report))
    yield from (("cue", mention.cue.spans) for mention in mentions if mention.cue)
    yield from (("source", mention.source.spans) for mention in mentions if mention.source)
    yield from (("hedge", tuple(hedge.span for hedge in mention.hedges)) for mention in mentions)


# --- claims and what hangs on them --------------------------------------------------------------


def _claim(out: "Console", book: "Book", claim: "Claim") -> None:
    from rich.text import Text

    from stemma.collation.told_figures import told_counts

    print_tree(book, claim)
    out.print(Text(f"credibility {claim.credibility.grade}, proposed by rule", style="bold"))
    for reason in claim.credibility.reasons:
        out.print(Text(safe(f"  {reason}")))
    near = sorted((link for link in claim.links if link.kind == "split"), key=lambda link: -link.score)
    merges = [link for link in claim.links if link.kind == "merge"]
    for link in (*merges[:_LINKS], *near[:_LINKS]):
        word = "together" if link.kind == "merge" else "kept apart"
        out.print(
            Text(safe(f"  {link.a} and {link.b} {word}: {link.reason} ({link.score:.2f})"), style="dim")
        )
    reports = reports_of(book, (mention.report for mention in claim.mentions))
    homes = {mention.id: reports.get(mention.report) for mention in claim.mentions}
    for count in told_counts(claim, reports):
        told = "; ".join(f"{one.text} ({place_of(homes[one.mention])})" for one in count.figures)
        out.print(Text(safe(f"figures given, {count.counted}: {told}")))
    out.print()
    for mention in claim.mentions:
        report = reports.get(mention.report)
        out.print(Text(safe(f"{place_of(report)} ({mention.report})"), style="bold"))
        mention_lines(out, mention)


# --- the rest -----------------------------------------------------------------------------------


def _mention(out: "Console", book: "Book", mention: "ClaimMention") -> None:
    from rich.text import Text

    out.print(Text(safe(f"{place_of(book.report(mention.report))} ({mention.report})"), style="bold"))
    mention_lines(out, mention)
    for layer in mention.chain:
        details = [layer.description, layer.source_type, "anonymous" if layer.anonymous else ""]
        details += [layer.number if layer.number == "several" else "", layer.reason if layer.inferred else ""]
        out.print(Text(safe(f"  {layer.role}: {layer.known_as} ({', '.join(filter(None, details))})")))
    for claim in book.claims(report=mention.report):
        if any(member.id == mention.id for member in claim.mentions):
            out.print(Text(safe(f"  in the claim {claim.id}: {shorten(claim.text, 120)}")))


def _origin(out: "Console", book: "Book", origin: "Origin") -> None:
    from rich.text import Text

    out.print(
        Text(
            safe(f"{origin.name}, {origin.kind}" + (f", {origin.side}" if origin.side else "")), style="bold"
        )
    )
    for reason in origin.reasons:
        out.print(Text(safe(f"  because {reason}"), style="italic"))
    claim = book.claim(origin.claim)
    if claim:
        print_tree(book, claim)


def _variant(out: "Console", book: "Book", variant: "Variant") -> None:
    from rich.text import Text

    out.print(
        Text(
            safe(f"{variant.type.replace('_', ' ')} (direction {variant.direction}, {variant.score:.2f})"),
            style="bold",
        )
    )
    for word, mention_id, words in (
        ("before", variant.from_mention, variant.before),
        ("after", variant.to_mention, variant.after),
    ):
        mention = book.find(mention_id)
        report = book.report(getattr(mention, "report", ""))
        out.print(Text(safe(f"{word}, {place_of(report)}: {words.text or '(nothing)'}")))
        if mention is not None and hasattr(mention, "content"):
            mention_lines(out, mention)  # type: ignore[arg-type]


def _event(out: "Console", book: "Book", event: "Event") -> None:
    from rich.text import Text

    types = [event.type, event.sub_type, event.plover, event.mode]
    out.print(Text(safe(" / ".join(filter(None, types))), style="bold"))
    place = event.place
    coordinates = (
        f" {place.lat:.4f}, {place.lon:.4f}"
        if place and place.lat is not None and place.lon is not None
        else ""
    )
    facts = [
        ("status", event.status),
        ("actor", event.actor),
        ("target", event.target),
        (
            "when",
            f"{when(event)}, {event.date_precision}"
            + (f" ({event.date_reason})" if event.date_reason else ""),
        ),
        (
            "where",
            where(place)
            + coordinates
            + (f" ({place.note or place.reason})" if place and (place.note or place.reason) else ""),
        ),
        ("killed", _toll(event.fatalities)),
        ("injured", _toll(event.injuries)),
        *((one.role, _thing(one)) for one in event.things),
        ("origins", spread(event.origins.low, event.origins.best, event.origins.high)),
        ("claims", ", ".join(event.claims)),
    ]
    for name, value in facts:
        if value:
            out.print(Text(safe(f"  {name}: {value}")))
    for mention in event.mentions:
        _event_mention(out, book, mention)


def _toll(toll: "Toll") -> str:
    if toll.low is None and toll.best is None and toll.high is None:
        return ""
    count = spread(toll.low, toll.best, toll.high, at_least=toll.at_least)
    return count + (f", according to {', '.join(toll.claimants)}" if toll.claimants else "")


def _thing(thing: "EventThing") -> str:
    """Return how many of a thing, with who claims which number: "12 drones (9 to 12), according to ..."."""
    from stemma.export.telling import thing_text

    return f"{thing_text(thing).partition(': ')[2]}, according to {', '.join(thing.claimants)}"


def _event_mention(out: "Console", book: "Book", mention: "EventMention") -> None:
    from rich.text import Text

    out.print(Text(safe(f"{place_of(book.report(mention.report))} ({mention.report})"), style="bold"))
    out.print(Text(safe(f"  {shorten(mention.extent.text, 300)}")))
    out.print(Text(safe(f"  {mention.status}, {certainty(mention.factuality)} ({mention.id})"), style="dim"))


def _copy(out: "Console", book: "Book", copy: "Copy") -> None:
    from rich.text import Text

    source, target = book.report(copy.source), book.report(copy.target)
    arrow = "↔" if copy.direction == "unknown" else "→"
    out.print(Text(safe(f"{place_of(source)} {arrow} {place_of(target)}: {copy.kind}"), style="bold"))
    for reason in copy.reasons:
        out.print(Text(safe(f"  because {reason}"), style="italic"))
    for passage in copy.passages:
        if source and target:
            out.print(Text(safe(f"  {source.text[passage.source.start : passage.source.end]!r}")))
            out.print(
                Text(safe(f"  {target.text[passage.target.start : passage.target.end]!r}"), style="cyan")
            )


def _decision(out: "Console", _book: "Book", decision: "Decision") -> None:
    from rich.text import Text

    parts = [decision.action, *decision.targets, decision.value, decision.note, decision.by, decision.at]
    out.print(Text(safe(", ".join(filter(None, parts)))))


_PRINTERS: dict[str, Callable[..., None]] = {
    "Report": _report,
    "Claim": _claim,
    "ClaimMention": _mention,
    "Origin": _origin,
    "Variant": _variant,
    "Event": _event,
    "EventMention": _event_mention,
    "Copy": _copy,
    "Decision": _decision,
}
