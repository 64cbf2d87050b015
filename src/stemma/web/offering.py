"""The possible matches of a whole casebook, sought once and kept beside what is decided meanwhile."""

import threading

from stemma.casebook import Casebook
from stemma.records import PossibleMatch
from stemma.web.index import Index
from stemma.web.pages.matches import MatchesPage, offers

_CLAIMS = 500  # of the latest reports that are looked at: some four seconds
_LONGEST = 100  # offers of a page


class Offering:
    """Possible matches for the review queue.

    They are sought anew when reports have come or gone. A decision only takes pairs away: what was merged or
    kept apart is left out, and the rest stays, for to seek all again after each decision would take seconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: frozenset[str] = frozenset()
        self._found: tuple[PossibleMatch, ...] = ()

    def page(self, index: Index, book: Casebook) -> MatchesPage:
        """Return the likeliest pairs that no decision is about."""
        from stemma.matching import all_matches, still_open  # noqa: PLC0415  the server's start needs none of it

        with self._lock:
            if index.reports.keys() != self._of:
                self._found, self._of = all_matches(book, _CLAIMS), frozenset(index.reports)
            found = self._found
        return MatchesPage(tuple(offers(index, book, still_open(book, found)[:_LONGEST])))
