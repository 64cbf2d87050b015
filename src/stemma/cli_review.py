"""The commands of review: an analyst's decisions, append-only and undoable."""

from typing import Annotated

from cyclopts import App, Parameter

from stemma.cli_casebook import DEFAULT, CasebookPath, find, open_book, say_empty
from stemma.cli_output import (
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

app = App(name="review", help="Correct what was found; every decision can be undone.")

Note = Annotated[str, Parameter(help="Why.")]
By = Annotated[str, Parameter(env_var="STEMMA_ANALYST", help="Who decides.")]
Ids = Annotated[str, Parameter(name="ID", help="Ids, or beginnings of ids, as the lists tell them.")]
_PLAIN = Output()


def _decide(
    casebook: CasebookPath, action: str, targets: tuple[str, ...], *, note: str, by: str, value: str = ""
) -> int:
    with open_book(casebook) as book:
        known = targets if action == "rate" else tuple(find(book, target).id for target in targets)
        decision = book.decide(action, *known, value=value, note=note, by=by)
        waiting = action == "rate" and not book.count_claims(speaker=targets[0])
    told = " ".join(filter(None, (action, *decision.targets, decision.value)))
    message(f"decided {decision.id}: {told}")
    if waiting:
        message(f"no claim in {casebook} has a source of that name so far; the grade waits for one")
    message(f"undo it with: stemma review undo {decision.id} --casebook {casebook}")
    return 0


@app.command
def accept(*ids: Ids, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = "") -> int:
    """Accept what was found: its mentions stay, and stay together."""
    return _decide(casebook, "accept", ids, note=note, by=by)


@app.command
def reject(*ids: Ids, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = "") -> int:
    """Reject what was found: its mentions are left out."""
    return _decide(casebook, "reject", ids, note=note, by=by)


@app.command
def merge(*ids: Ids, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = "") -> int:
    """Merge two or more claims, or two or more events."""
    return _decide(casebook, "merge", ids, note=note, by=by)


@app.command
def separate(*ids: Ids, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = "") -> int:
    """Keep two or more claims, or events, apart: they are not one, and not offered as one again."""
    return _decide(casebook, "separate", ids, note=note, by=by)


@app.command
def split(
    claim: str, /, *mentions: str, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = ""
) -> int:
    """Part mentions from a claim (or an event); together they become another."""
    return _decide(casebook, "split", (claim, *mentions), note=note, by=by)


@app.command
def redate(
    report: str, date: str, /, *, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = ""
) -> int:
    """Give a report another publication date (2022-05-12), or none."""
    return _decide(casebook, "redate", (report,), value=date, note=note, by=by)


@app.command
def resource(
    mention: str, source: str, *, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = ""
) -> int:
    """Give a claim mention another source."""
    return _decide(casebook, "resource", (mention,), value=source, note=note, by=by)


@app.command
def rate(
    source: str, reliability: str, *, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = ""
) -> int:
    """Set a source's reliability, A to F (Admiralty code)."""
    return _decide(casebook, "rate", (source,), value=reliability.upper(), note=note, by=by)


@app.command
def undo(decision: str, /, *, casebook: CasebookPath = DEFAULT, note: Note = "", by: By = "") -> int:
    """Undo a decision."""
    return _decide(casebook, "undo", (decision,), note=note, by=by)


@app.command(name="list")
def list_decisions(*, casebook: CasebookPath = DEFAULT, limit: Limit = None, output: Output = _PLAIN) -> int:
    """List every decision in the order in which they were made."""
    with open_book(casebook) as book:
        found = book.decisions()
        if output.data:
            write_records(first(found, limit), output)
        elif not found:
            say_empty(book, "decisions")
        else:
            undone = {target for one in found if one.action == "undo" for target in one.targets}
            rows = [
                (
                    one.at[:16].replace("T", " "),
                    one.action + (" (undone)" if one.id in undone else ""),
                    " ".join(one.targets),
                    " ".join(filter(None, (one.value, one.note, one.by))),
                    one.id,
                )
                for one in first(found, rows_of(limit))
            ]
            columns = [
                Column("when", whole=True),
                Column("what"),
                Column("of", width=32),
                Column("value, note, by", grow=True),
                Column("id", whole=True),
            ]
            console().print(table(columns, rows))
            say_rest(len(found), rows_of(limit))
    return 0
