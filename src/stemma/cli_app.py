"""The parser of the command line's arguments."""

from cyclopts import App

from stemma import __version__
from stemma.cli_commands import ABOUT, COMMANDS

app = App(
    name="stemma",
    help=ABOUT,
    version=__version__,
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)
for _name, (_target, _) in COMMANDS.items():
    app.command(_target, name=_name)
