"""The options of commands that ask the web."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from stemma.cli_output import FLAG

if TYPE_CHECKING:
    from stemma.pipeline.fetched import Web


@Parameter(name="*")
@dataclass(frozen=True, slots=True)  # no Struct: the reader of the command line knows none
class Asking:
    """How addresses are fetched."""

    fetch_lists: Annotated[bool, FLAG, Parameter(help="Fetch the pages that a file of addresses lists.")] = (
        False
    )
    most: Annotated[
        int, Parameter(help="Pages that one feed, sitemap or list may bring.", validator=Number(gte=1))
    ] = 500
    delay: Annotated[
        float, Parameter(help="Least seconds between two questions to one host.", validator=Number(gte=0))
    ] = 2.0
    contact: Annotated[str, Parameter(help="A page or address that the user agent names.")] = ""
    ignore_robots: Annotated[bool, FLAG, Parameter(help="Fetch what robots.txt closes, too.")] = False
    allow_private: Annotated[bool, FLAG, Parameter(help="Let the named hosts be private or local.")] = False

    def web(self) -> "Web":
        """Return the settings for the pipeline."""
        from stemma.pipeline.fetched import Web

        return Web(
            delay=self.delay,
            robots=not self.ignore_robots,
            allow_private=self.allow_private,
            contact=self.contact,
            most=self.most,
            lists=self.fetch_lists,
        )
