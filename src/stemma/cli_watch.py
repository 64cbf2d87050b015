"""The command that watches feeds, sitemaps and pages."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from stemma.cli_casebook import DEFAULT, CasebookPath, open_book
from stemma.cli_output import FLAG, message, write_json, write_records
from stemma.cli_output import Output as Form
from stemma.cli_words import plural, safe
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.casebook.watching import Logged
    from stemma.pipeline.watching import Round, Watcher

_LINES = 40  # of the log, where --limit does not say
_PLAIN = Form()
_STDERR = 2


def watch(
    settings: Annotated[Path | None, Parameter(name="FEEDS", help="What is watched, as TOML.")] = None,
    /,
    *,
    casebook: CasebookPath = DEFAULT,
    once: Annotated[bool, FLAG, Parameter(help="Ask what is due now, and end.")] = False,
    log: Annotated[bool, FLAG, Parameter(help="Print what watching has done, and end.")] = False,
    limit: Annotated[
        int | None, Parameter(help="With --log: so many lines; 0 for all.", validator=Number(gte=0))
    ] = None,
    allow_private: Annotated[bool, FLAG, Parameter(help="Let the named hosts be private or local.")] = False,
    output: Form = _PLAIN,
) -> int:
    """Watch feeds, sitemaps, lists and pages, and ingest what is new or changed in them.

    Runs until it is interrupted (SIGINT, SIGTERM); what was finished is stored, and the same command
    goes on. A changed article is a new version of its report.
    """
    if log:
        return _print_log(casebook, limit, output)
    if settings is None:
        raise UsageError("name a file that says what is watched: stemma watch feeds.toml (docs/watching.md)")
    from stemma.api import Book
    from stemma.fetching.settings import read_plan
    from stemma.pipeline.watching import Watcher

    try:
        plan = read_plan(settings.read_text(encoding="utf-8"), settings.name)
    except UnicodeDecodeError as error:
        raise UsageError(f"{settings} is no text in UTF-8") from error
    with Book.open(casebook) as book:
        watcher = Watcher(book, plan, allow_private=allow_private, tell=_tell)
        message(f"watching {_addresses(len(plan.sources))} into {casebook}")
        with _until_signalled(watcher):
            if once:
                return _end(watcher.once(), output)
            watcher.run()
    message(f"stopped; everything finished is stored in {casebook}")
    return 0


def _end(done: "Round", output: Form) -> int:
    if output.data:
        write_json(done)
    message(
        f"asked {_addresses(done.asked)}: {plural(done.new, 'new report')}, "
        f"{plural(done.versions, 'new version')}, {done.same:,} unchanged, {done.failed:,} failed"
    )
    if not done.failed:
        return 0
    return 3 if done.asked > done.failed else 1


def _addresses(number: int) -> str:
    return f"{number:,} {'address' if number == 1 else 'addresses'}"


def _tell(line: "Logged") -> None:
    message(safe(f"{line.at[11:16]} {line.outcome:<8} {line.url}: {line.detail}"))


def _print_log(casebook: Path, limit: int | None, output: Form) -> int:
    from stemma.casebook.watching import log

    with open_book(casebook) as book:
        found = book.store.read(log, None if limit == 0 else limit or _LINES)
    if output.data:
        write_records(found, output)
        return 0
    from stemma.cli_output import Column, console, table

    if not found:
        message(f"nothing was watched into {casebook} yet, or nothing was new")
        return 0
    columns = [
        Column("at", whole=True),
        Column("outcome", whole=True),
        Column("address", grow=True),
        Column("what", grow=True),
    ]
    rows = [(line.at[:16], line.outcome, line.url, line.detail) for line in found]
    console().print(table(columns, rows))
    return 0


@contextmanager
def _until_signalled(watcher: "Watcher") -> Iterator[None]:
    """Have the first SIGINT or SIGTERM stop the watcher; a second one ends the program at once.

    A line of the log may be half written when a signal is handled; Python's own stream refuses another then.
    """
    names = (signal.SIGINT, signal.SIGTERM)
    before = {name: signal.getsignal(name) for name in names}

    def stop(_number: int, _frame: FrameType | None) -> None:
        for name, handler in before.items():
            signal.signal(name, handler)
        os.write(_STDERR, b"stopping when what is being stored is stored\n")
        watcher.stop()

    for name in names:
        signal.signal(name, stop)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
