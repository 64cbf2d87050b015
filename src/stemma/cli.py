"""The command line: its commands, and the exit codes of every way that a command can end."""

import atexit
import gc
import os
import sys
from typing import NoReturn

from stemma import __version__
from stemma.errors import DecisionError, StemmaError, UsageError

DONE, FAILED, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130

_SEARCHED_AT = 20_000  # new objects at which Python searches for cycles

ABOUT = "A family tree for the news of a war: who says so, and from how many independent origins."

# Where each command is, and what it does. Commands are imported when they are run, and the list
# of them is printed without loading anything, so that the start stays short.
COMMANDS = {
    "ingest": ("stemma.cli_ingest:ingest", "Read reports into a casebook and find everything in them."),
    "watch": ("stemma.cli_watch:watch", "Watch feeds, sitemaps and pages, and ingest what is new."),
    "claims": ("stemma.cli_tables:claims", "List claims: who says so, how many outlets, how many origins."),
    "origins": ("stemma.cli_tables:origins", "List origins, or draw one claim's derivation tree."),
    "variants": ("stemma.cli_tables:variants", "List what changed between two wordings of a claim."),
    "matches": ("stemma.cli_matches:matches", "List claims that may be one, for you to merge or separate."),
    "events": ("stemma.cli_tables:events", "List what happened, where and when, by how many origins."),
    "names": ("stemma.cli_names:names", "List who is named: persons and bodies, where, and as what."),
    "reports": ("stemma.cli_reports:reports", "List the reports and how they were read."),
    "search": ("stemma.cli_reports:search", "Search the words of reports and claims."),
    "show": ("stemma.cli_show:show", "Show one report, claim, event, origin, variant or mention by its id."),
    "review": ("stemma.cli_review:app", "Correct what was found; every decision can be undone."),
    "sides": ("stemma.cli_sides:sides", "Print or replace the list of the parties to the conflict."),
    "serve": ("stemma.cli_tools:serve", "Serve the casebook as a local web page."),
    "export": ("stemma.cli_export:export", "Write the casebook in other formats, whole or redacted."),
    "casebook": ("stemma.cli_scale:app", "Make a casebook of the tables of a large run, or of a slice."),
    "demo": ("stemma.cli_ingest:demo", "Ingest the bundled demo corpus and print its leading claims."),
    "eval": ("stemma.cli_tools:evaluate", "Run a benchmark and print its figures."),
    "verify": ("stemma.cli_keeping:verify", "Check every hash and every span of a casebook."),
    "doctor": ("stemma.cli_keeping:doctor", "Say what is wrong with a casebook; repair or salvage it."),
    "backup": ("stemma.cli_keeping:backup", "Copy a casebook while it is in use, and check the copy."),
    "gazetteer": ("stemma.cli_tools:gazetteer", "Add places to the gazetteer."),
}


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 usage, 3 partly, 130 interrupted."""
    given = sys.argv[1:] if arguments is None else arguments
    if given in ([], ["--help"], ["-h"], ["--version"]):
        sys.stdout.write(f"{__version__}\n" if given == ["--version"] else overview())
        return DONE
    try:
        return _dispatch(given)
    except StemmaError as error:
        return _complain(str(error), USAGE if isinstance(error, (UsageError, DecisionError)) else FAILED)
    except KeyboardInterrupt:
        return _complain(
            "interrupted; what was finished is stored, and the same command goes on", INTERRUPTED
        )
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone. Nothing is wrong, and nothing can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001  raised again there, unless it is the machine's
        return _failed(error, given)


def _failed(error: Exception, given: list[str]) -> int:
    """Say what the machine or the casebook's file did not do; raise again what is a mistake of ours."""
    if isinstance(error, UnicodeEncodeError) and (odd := [one for one in given if not _is_text(one)]):
        told = os.fsencode(odd[0]).decode("utf-8", "backslashreplace")
        return _complain(f"{told} is no text in UTF-8", USAGE)
    if isinstance(error, MemoryError):
        return _complain(
            "this machine has not memory enough; what was finished is stored. A smaller part of the input, "
            "or --workers 1, needs less",
            FAILED,
        )
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return _complain(f"{error.strerror or error}{where}", FAILED)
    if type(error).__module__ == "sqlite3":  # a library that not every command loads
        return _complain(f"the casebook cannot be read or written: {error}; stemma doctor tells why", FAILED)
    raise error


def _is_text(argument: str) -> bool:
    """Tell whether an argument came as UTF-8; what did not has halves of characters in it."""
    return not any("\ud800" <= character <= "\udfff" for character in argument)


def _dispatch(arguments: list[str]) -> int:
    from cyclopts import CycloptsError, UnusedCliTokensError

    from stemma.cli_app import app

    try:
        result = app(arguments, exit_on_error=False, print_error=False)
    except UnusedCliTokensError as error:
        tokens = " ".join(error.unused_tokens or ())
        command = " ".join(error.command_chain or ())
        return _complain(f"{command} takes no argument {tokens!r}; see stemma {command} --help", USAGE)
    except CycloptsError as error:
        return _complain(str(error) or type(error).__name__, USAGE)
    return result if isinstance(result, int) else DONE  # a command's --help returns nothing


def overview() -> str:
    """Return the list of commands."""
    lines = [ABOUT, "", "Usage: stemma COMMAND [ARGUMENTS]", ""]
    lines += [f"  {name:<10} {about}" for name, (_, about) in COMMANDS.items()]
    lines += [
        "",
        "stemma COMMAND --help tells more. The casebook is stemma.db unless --casebook names another.",
    ]
    return "\n".join(lines) + "\n"


def _complain(text: str, code: int) -> int:
    from stemma.cli_output import message

    message(f"stemma: {text}")
    return code


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # What a command loads are hundreds of thousands of objects that stay: searched for cycles at each 700,
    # as Python does by itself, the start of an ingest takes a twentieth more.
    gc.set_threshold(_SEARCHED_AT)
    code = run()
    # Python searches all that lives for cycles as it ends, more than once, and frees it piece by piece:
    # after an ingest of 804 reports that took 2.7 of 25 CPU seconds. What is frozen is not searched, and
    # a process that is left at once frees nothing (.19 of 20 more).
    gc.freeze()
    if _nothing_else_runs() and _all_is_written():
        os._exit(code)
    sys.exit(code)


def _nothing_else_runs() -> bool:
    """Do what was to be done at the end; return whether no other thread is to be waited for."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return False
    atexit._run_exitfuncs()  # noqa: SLF001  Python's own way to do so; none of them is done twice
    return True


def _all_is_written() -> bool:
    """Write out what was printed; return whether that could be done, or nobody reads it any more."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    except OSError:
        return False  # Python complains of it as it ends
    return True
