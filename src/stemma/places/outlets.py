"""Where a report's outlet is at home: the country of its address, the town that it is named after."""

import re
from collections.abc import Iterable

from msgspec import Struct

from stemma.places.keys import name_key
from stemma.records import Report

# Most papers whose address ends in no country's code are published where English is spoken.
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_WWW = re.compile(r"^www\d?\.")
# Words before a town in an outlet's address ("thezendanews", "onlinezenda").
_BEFORE = re.compile(r"^(?:the|online|daily|my|thisis|news\.|e)")
_LEAST_LETTERS = 5


class Home(Struct, frozen=True):
    """The country of an outlet's address ("" for none), and its address and name as one word each."""

    country: str
    names: tuple[str, ...]

    def is_named_after(self, name: str) -> bool:
        """Tell whether the outlet is named after the place of a name ("The Zenda News")."""
        word = name_key(name).replace(" ", "")
        return len(word) >= _LEAST_LETTERS and any(known.startswith(word) for known in self.names)

    def local(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names of places after which a paper is named whose address tells no country."""
        return frozenset() if self.country else frozenset([one for one in names if self.is_named_after(one)])


def home_of(report: Report) -> Home:
    """Return what a report's address and outlet say of where it is published."""
    host = (report.url or "").partition("://")[2].partition("/")[0].lower()
    suffix = host.rpartition(".")[2].upper()
    country = {"UK": "GB"}.get(suffix, suffix) if len(suffix) == 2 else ""  # noqa: PLR2004 - ISO codes
    outlet = name_key(report.outlet or "").removeprefix("the ").replace(" ", "")
    site = _WWW.sub("", host)
    names = {site, _BEFORE.sub("", site), outlet} - {""}
    return Home(country, tuple(sorted(names)))
