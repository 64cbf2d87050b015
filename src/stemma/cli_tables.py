"""The commands that list what was found: claims, origins, variants and events."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from cyclopts import Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, find, open_book, say_empty, whole_id
from stemma.cli_output import (
    FLAG,
    Column,
    Limit,
    Output,
    console,
    first,
    message,
    rows_of,
    say_rest,
    table,
    write_records,
)
from stemma.cli_words import (
    chains,
    origins_text,
    outlets_of_mentions,
    plural,
    reports_of,
    shorten,
    spread,
    variant_type,
    when,
    where,
)

if TYPE_CHECKING:
    from rich.table import Table

    from stemma.api import Book
    from stemma.records import Claim, Event, Origin, Variant

# In whose voice so many claims are told is looked up in a tenth of a second; more are not counted by that.
_MANY = 20_000
_PLAIN = Output()


class _Asked(NamedTuple):
    """Which claims are asked for, as `Casebook.claims` and `Casebook.count_claims` take it."""

    report: str | None
    speaker: str | None
    aims: bool
    min_origins: int | None
    max_origins: int | None


def claims(
    *,
    casebook: CasebookPath = DEFAULT,
    report: Annotated[
        str | None, Parameter(help="Only claims with a mention in this report (its id).")
    ] = None,
    speaker: Annotated[
        str | None, Parameter(name=["--speaker", "--actor"], help="Only claims of a source with these words.")
    ] = None,
    aims: Annotated[bool, FLAG, Parameter(help="Only declared aims and intentions, by date.")] = False,
    min_origins: Annotated[int | None, Parameter(help="Only claims with at least so many origins.")] = None,
    max_origins: Annotated[int | None, Parameter(help="Only claims with at most so many origins.")] = None,
    own: Annotated[
        bool,
        Parameter(
            negative="",
            show_default=False,
            help="In the table, also what a single outlet says in its own voice.",
        ),
    ] = False,
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List claims: who says so, how many outlets, how many origins.

    The most widely carried come first. The table leaves out what one report alone says in its own
    voice (--own shows it); JSON, JSONL and CSV give every claim.
    """
    with open_book(casebook) as book:
        report = whole_id(book, report, "report")
        asked = _Asked(report, speaker, aims=aims, min_origins=min_origins, max_origins=max_origins)._asdict()
        chosen = partial(book.claims, **asked)
        if output.data:
            write_records(chosen(limit=limit or None), output)
            return 0
        # Aims are few, and listed by date; of other claims a large casebook's are not all read.
        shown = chosen(told=not own, limit=None if aims else rows_of(limit) or None)
        if not shown:
            say_empty(book, "claims")
            return 0
        dates = _dates(book, shown) if aims else None
        listed = shown if dates is None else sorted(shown, key=partial(_first_date, dates))
        console().print(_claims_table(first(listed, rows_of(limit)), dates))
        counted = partial(book.count_claims, **asked)
        _say_claims_left(counted, len(shown), 0 if aims else rows_of(limit), rows_of(limit), own=own)
    return 0


def _say_claims_left(counted: Callable[..., int], shown: int, cut_at: int, rows: int, *, own: bool) -> None:
    """Say how many claims a table leaves out, and why.

    Args:
        counted: counts the claims that were asked for.
        shown: how many were read.
        cut_at: where reading them was cut; 0 where it was not.
        rows: how many the table shows.
        own: whether what one report says in its own voice is shown.
    """
    total = counted()
    cut = cut_at > 0 and shown == cut_at
    if cut and not own and total > _MANY:
        message(f"of {total:,} claims; --limit 0 shows all but those of one report's own voice")
        return
    told = counted(told=not own) if cut else shown
    say_rest(told, rows)
    if told < total:
        message(f"{plural(total - told, 'claim')} of one report's own voice not shown; see --own")


def _dates(book: "Book", claims: Iterable["Claim"]) -> dict[str, str | None]:
    """Return the dates of the reports that carry some claims."""
    reports = reports_of(book, (mention.report for claim in claims for mention in claim.mentions))
    return {name: report.published for name, report in reports.items()}


def _first_date(dates: dict[str, str | None], claim: "Claim") -> str:
    return min(dates.get(mention.report) or "9999" for mention in claim.mentions)


def leading_claims(casebook: Path, limit: int = 12) -> "Table":
    """Return the table of a casebook's most widely carried claims."""
    with open_book(casebook) as book:
        return _claims_table(book.claims(told=True, limit=limit), None)


def _claims_table(found: Sequence["Claim"], dates: dict[str, str | None] | None) -> "Table":
    columns = [
        Column("claim", grow=True),
        Column("who says so", width=25),
        Column("carried by", width=18),
        Column("id", whole=True),
    ]
    if dates is not None:
        columns = [Column("date", whole=True), *columns]
    rows = []
    for claim in found:
        row = [shorten(claim.text, 140), "\n".join(chains(claim)), _carried(claim), claim.id]
        if dates is not None:
            days = sorted(day[:10] for mention in claim.mentions if (day := dates.get(mention.report)))
            row = [days[0] if days else "no date", *row]
        rows.append(row)
    return table(columns, rows)


def _carried(claim: "Claim") -> str:
    return f"{plural(claim.outlets, 'outlet')}\n{origins_text(claim.origins)}"


def origins(
    claim: Annotated[str | None, Parameter(help="The claim whose derivation tree is drawn.")] = None,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List origins, or draw one claim's derivation tree.

    An origin is an independent root of a claim: one speaker or observer on one occasion. A lost
    origin lies outside the collection, known only from those who cite it.
    """
    with open_book(casebook) as book:
        if claim is not None and not output.data:
            from stemma.cli_tree import print_tree

            print_tree(book, find(book, claim, "claim"))
            return 0
        found = book.origins(whole_id(book, claim, "claim"))
        if output.data:
            write_records(first(found, limit), output)
            return 0
        if not found:
            say_empty(book, "origins")
            return 0
        ordered = sorted(found, key=lambda one: (-len(one.mentions), one.name, one.id))
        console().print(_origins_table(book, first(ordered, rows_of(limit))))
        say_rest(len(found), rows_of(limit))
    return 0


def _origins_table(book: "Book", listed: Sequence["Origin"]) -> "Table":
    texts = {one.id: one for key in {one.claim for one in listed} if (one := book.claim(key)) is not None}
    rows = [
        (
            one.name,
            one.kind + (f", {one.side}" if one.side else ""),
            len(one.mentions),
            shorten(texts[one.claim].text, 120) if one.claim in texts else "",
            one.claim,
        )
        for one in listed
    ]
    columns = [
        Column("origin", width=24),
        Column("kind, side", width=12),
        Column("told", right=True),
        Column("claim", grow=True),
        Column("claim's id", whole=True),
    ]
    return table(columns, rows)


def variants(
    claim: Annotated[str | None, Parameter(help="Only variants of this claim.")] = None,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    type: Annotated[str | None, Parameter(help="Only variants of this type.")] = None,  # noqa: A002  the option's name
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List what changed between two wordings of a claim."""
    wanted = variant_type(type)
    with open_book(casebook) as book:
        of_claim = book.variants(whole_id(book, claim, "claim"))
        found = [one for one in of_claim if wanted in (None, one.type)]
        if output.data:
            from stemma.casebook import Table as Records
            from stemma.records import Variant

            write_records(Records.of(Variant, first(found, limit)), output)
            return 0
        if not found:
            say_empty(book, "variants")
            return 0
        console().print(_variants_table(book, first(found, rows_of(limit))))
        say_rest(len(found), rows_of(limit))
        if any(one.direction == "inferred" for one in found):
            message("⇢ the order of the two reports is not known; the fuller wording is taken as the earlier")
    return 0


def _variants_table(book: "Book", listed: Sequence["Variant"]) -> "Table":
    outlets = outlets_of_mentions(
        book, (name for one in listed for name in (one.from_mention, one.to_mention))
    )
    rows = [
        (
            one.type.replace("_", " "),
            shorten(one.before.text, 90) or "-",
            shorten(one.after.text, 90) or "-",
            _way(one, outlets),
            one.id,
        )
        for one in listed
    ]
    columns = [
        Column("what", width=14),
        Column("before", grow=True),
        Column("after", grow=True),
        Column("from → to", width=18),
        Column("id", whole=True),
    ]
    return table(columns, rows)


def _way(variant: "Variant", outlets: dict[str, str]) -> str:
    arrow = "→" if variant.direction == "known" else "⇢"
    return f"{outlets.get(variant.from_mention, '?')} {arrow} {outlets.get(variant.to_mention, '?')}"


def events(
    *,
    casebook: CasebookPath = DEFAULT,
    report: Annotated[str | None, Parameter(help="Only events mentioned in this report (its id).")] = None,
    type: Annotated[str | None, Parameter(help="Only events whose types have these words.")] = None,  # noqa: A002
    all: Annotated[  # noqa: A002  the option's name
        bool,
        Parameter(
            negative="",
            show_default=False,
            help="In the table, also planned, denied and hypothetical events.",
        ),
    ] = False,
    limit: Limit = None,
    output: Output = _PLAIN,
) -> int:
    """List what happened, where and when, by how many origins.

    The table shows events that are told as having occurred (--all shows the others); JSON, JSONL
    and CSV give all, with their status.
    """
    with open_book(casebook) as book:
        report = whole_id(book, report, "report")
        if output.data:
            write_records(book.events(report=report, type=type, limit=limit or None), output)
            return 0
        shown = book.events(report=report, type=type, occurred=not all, limit=rows_of(limit) or None)
        if not shown:
            say_empty(book, "events")
            return 0
        console().print(_events_table(book, shown))
        counted = book.count_events(report=report, type=type, occurred=not all)
        say_rest(counted, rows_of(limit))
        if not all and (rest := book.count_events(report=report, type=type) - counted):
            message(f"{plural(rest, 'event')} planned, denied or hypothetical; see --all")
    return 0


def _what(event: "Event") -> str:
    """Name the event's type, its status where it is not told as done, and the words that tell of it."""
    name = (event.sub_type or event.type or event.plover.capitalize()).replace("/", " / ")
    told = ", ".join(dict.fromkeys(mention.trigger.text.lower() for mention in event.mentions))
    status = "" if event.status == "occurred" else f" ({event.status})"
    return f"{name}{status}: “{shorten(told, 40)}”" if told else f"{name}{status}"


def _who(event: "Event") -> str:
    if not (event.actor or event.target):
        return ""
    return f"{event.actor or '?'} → {event.target or '?'}"


def _things(event: "Event") -> str:
    """Name what was used, stopped, hit and taken, as far as it fits."""
    from stemma.export.telling import thing_text

    return shorten("; ".join(map(thing_text, event.things)), 80)


def _when(book: "Book", event: "Event") -> str:
    """Return an event's date or dates; without one, the day of its first report, by which it had happened."""
    if event.start:
        return when(event)
    reports = reports_of(book, (mention.report for mention in event.mentions)).values()
    days = [report.published[:10] for report in reports if report.published]
    return f"no date, reported {min(days)}" if days else when(event)


def _events_table(book: "Book", found: Sequence["Event"]) -> "Table":
    rows = [
        (
            "\n".join((_when(book, event), where(event.place))),
            "\n".join(filter(None, (_what(event), _who(event), _things(event)))),
            _tolls(event),
            _standing(event),
            event.id,
        )
        for event in found
    ]
    columns = [
        Column("when, where", width=18),
        Column("what, who", grow=True),
        Column("casualties", width=12),
        Column("carried by", width=18),
        Column("id", whole=True),
    ]
    return table(columns, rows)


def _standing(event: "Event") -> str:
    reports = plural(len({mention.report for mention in event.mentions}), "report")
    return f"{reports}\n{origins_text(event.origins)}"


def _tolls(event: "Event") -> str:
    parts: list[str] = []
    for toll, word in ((event.fatalities, "killed"), (event.injuries, "hurt")):
        if toll.best is not None or toll.low is not None or toll.high is not None:
            parts.append(f"{spread(toll.low, toll.best, toll.high, at_least=toll.at_least)} {word}")
    return "\n".join(parts)
