"""What two sayings have in common, worked out once for all that are said by the same in the same way."""

from collections.abc import Hashable, Mapping
from itertools import product

from stemma.dates import days, gap
from stemma.identity import source_traits
from stemma.names import Agreement, compare_voices, same_house
from stemma.provenance.standing import Standing
from stemma.records import Report


class Sayings:
    """Compares the mentions of one claim by who speaks, by way of whom, and when.

    The carriers of one story name the same speakers in the same words. So each mention gets a number
    for its speakers and one for its media, and what is found of two numbers is kept.
    """

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._dates: dict[str, tuple[float, float] | None] = {}
        self._numbers: dict[tuple[Hashable, ...], int] = {}
        self._speakers: dict[str, int] = {}
        self._agreements: dict[tuple[int, int], Agreement] = {}
        self._media: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
        self._cited: dict[tuple[tuple[str, ...], str], bool] = {}

    def agreement(self, a: Standing, b: Standing) -> Agreement:
        """Return how those who speak in two mentions compare."""
        pair = self._speaker(a), self._speaker(b)
        found = self._agreements.get(pair)
        if found is None:
            found = self._agreements[pair] = compare_voices(a.voices, b.voices)
        return found

    def _speaker(self, one: Standing) -> int:
        """Return the number of a mention's speakers: where they stand in a text does not matter."""
        number = self._speakers.get(one.mention.id)
        if number is None:
            voices = tuple([source_traits(layer) for layer in one.voices])
            number = self._numbers.setdefault(voices, len(self._numbers))
            self._speakers[one.mention.id] = number
        return number

    def common_medium(self, a: Standing, b: Standing) -> str:
        """Return a house by way of which both mentions have it, "" if there is none."""
        if not a.media or not b.media:
            return ""
        pair = a.media, b.media
        found = self._media.get(pair)
        if found is None:
            both = (one for one, other in product(a.media, b.media) if same_house(one, other))
            found = self._media[pair] = next(both, "")
        return found

    def cites(self, child: Standing, parent: Standing) -> bool:
        """Whether a mention cites, or is credited to, the house that another's report comes from."""
        outlet = self._reports[parent.mention.report].outlet
        if not child.media or not outlet:
            return False
        pair = child.media, outlet
        found = self._cited.get(pair)
        if found is None:
            found = self._cited[pair] = any(same_house(outlet, name) for name in child.media)
        return found

    def one_outlet(self, a: Standing, b: Standing) -> bool:
        """Whether two mentions are in reports of one outlet."""
        outlet = self._reports[a.mention.report].outlet
        return bool(outlet) and outlet == self._reports[b.mention.report].outlet

    def apart(self, a: Standing, b: Standing) -> float | None:
        """Return the days that lie at least between two mentions' reports, None if unknown."""
        return gap(self._date(a.mention.report), self._date(b.mention.report))

    def _date(self, report: str) -> tuple[float, float] | None:
        if report not in self._dates:
            self._dates[report] = days(self._reports[report].published)
        return self._dates[report]
