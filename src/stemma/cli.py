"""The command line: it runs a command, and tells by an exit code how that ended."""

import atexit
import gc
import os
import sys
from typing import NoReturn

from stemma import __version__
from stemma.cli_commands import ABOUT, COMMANDS
from stemma.errors import DecisionError, StemmaError, UsageError

DONE, FAILED, USAGE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130

_SEARCHED_AT = 20_000  # new objects at which Python searches for cycles


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
