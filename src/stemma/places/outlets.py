"""Where a report's outlet is at home: the country of its address, the town that it is named after."""

import re
from collections.abc import Iterable
from functools import lru_cache

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
        if self.country or not self.names:
            return frozenset()
        return frozenset([one for one in names if _named_after(self, one)])


@lru_cache(maxsize=16_384)  # as a few outlets name the same places
def _named_after(home: Home, name: str) -> bool:
    return home.is_named_after(name)


def home_of(report: Report) -> Home:
    """Return what a report's address and outlet say of where it is published."""
    return _home((report.url or "").partition("://")[2].partition("/")[0].lower(), report.outlet or "")


@lru_cache(maxsize=4096)  # a few outlets tell everything
def _home(host: str, name: str) -> Home:
    suffix = host.rpartition(".")[2].upper()
    country = {"UK": "GB"}.get(suffix, suffix) if len(suffix) == 2 else ""  # noqa: PLR2004 - ISO codes
    outlet = name_key(name).removeprefix("the ").replace(" ", "")
    site = _WWW.sub("", host)
    names = {site, _BEFORE.sub("", site), outlet} - {""}
    return Home(country, tuple(sorted(names)))
