"""All places that a report's names may mean, weighed against one another in one table."""

from collections import Counter, defaultdict
from collections.abc import Container, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.places.candidates import fits
from stemma.places.gazetteer import Entry
from stemma.places.holders import Link, holders, holds
from stemma.places.mention import Mention
from stemma.places.outlets import ENGLISH, Home
from stemma.places.priors import LEAST_CITY, NAMED, OVERSHADOWS, Weights, overshadows, prior, seats_among

# Candidates of a name that are weighed; the rest, smaller places, are never chosen without context.
_WEIGHED = 24
_TURNS = 3
# What a name that only sounds like a place says of the country.
_HEARD = 0.25
_NO_POINT = frozenset({"country", "continent", "sea"})
Groups = dict[tuple[str, str], list[int]]
Floats = NDArray[np.float64]


class Table:
    """All candidates of a report's names as arrays, one row a candidate."""

    def __init__(
        self,
        groups: Groups,
        found: Sequence[tuple[tuple[Entry, ...], str]],
        mentions: Sequence[Mention],
        links: Sequence[Link | None],
        *,
        weights: Weights,
        demonyms: Counter[str],
        home: Home,
    ) -> None:
        self.weights = weights
        self.demonyms = demonyms
        self.home = home
        self.contained: set[int] = set()
        # The names that are known by their sound only.
        self.heard = {
            number for number, members in enumerate(groups.values()) if found[members[0]][1].endswith("sound")
        }
        self._named: dict[str, dict[str, float]] = {}
        self.keys = list(groups)
        self.entries: list[Entry] = []
        self.group: list[int] = []
        base: list[float] = []
        for number, ((name, feature), members) in enumerate(groups.items()):
            entries = found[members[0]][0]
            held = [h for i in members for h in holders(mentions, links[i], found)]
            as_region = (name, "region") in groups and (name, "settlement") not in groups
            seats = frozenset() if feature or as_region else seats_among(entries)
            for score, entry in self._likeliest(entries, feature, held, seats):
                self.entries.append(entry)
                self.group.append(number)
                base.append(score)
        self.base: Floats = np.array(base)
        self._namesakes = self._small_namesakes()

    def _likeliest(
        self, entries: Sequence[Entry], feature: str, held: Sequence[Entry], seats: Container[int]
    ) -> list[tuple[float, Entry]]:
        """Return the places that one name most likely means, with what speaks for each by itself.

        Args:
            entries: all places of that name.
            feature: what kind of place the words around it tell, "" for none.
            held: the places that are told to hold it.
            seats: ids of those that are named for the town that they lie around.
        """
        weights = self.weights
        scored: list[tuple[float, Entry]] = []
        for entry in entries:
            score = prior(entry, weights)
            if entry.id in seats:
                score -= weights.seat_district if entry.is_district else weights.seat
            score += weights.alternate * overshadows(entry, entries)
            score += weights.feature * (bool(feature) and fits(entry, feature))
            if any(holds(h, entry) for h in held):
                score += weights.contained
                self.contained.add(entry.id)
            scored.append((score, entry))
        scored.sort(key=lambda pair: (-pair[0], -pair[1].population, pair[1].id))
        return scored[:_WEIGHED]

    def _small_namesakes(self) -> dict[int, list[int]]:
        """Return, for each city, the rows of much smaller towns abroad that share its name."""
        found: dict[int, list[int]] = {}
        for row, city in enumerate(self.entries):
            if city.kind in {"settlement", "capital"} and city.population >= LEAST_CITY:
                found[row] = [
                    other
                    for other, entry in enumerate(self.entries)
                    if self.group[other] == self.group[row]
                    and entry.country != city.country
                    and entry.kind == "settlement"
                    and entry.population * OVERSHADOWS <= city.population
                ]
        return {row: others for row, others in found.items() if others}

    def rank(self) -> dict[tuple[str, str], tuple[tuple[Entry, float], ...]]:
        """Return each group's entries with their scores, best first."""
        if not self.entries:
            return {}
        score = self._scores()
        ranked = {}
        rows: dict[int, list[int]] = defaultdict(list)
        for row, number in enumerate(self.group):
            rows[number].append(row)
        for number, key in enumerate(self.keys):
            pairs = [(self.entries[row], float(score[row])) for row in rows[number]]
            pairs.sort(key=lambda pair: (-pair[1], -pair[0].population, pair[0].id))
            ranked[key] = tuple(pairs)
        return ranked

    def _scores(self) -> Floats:
        w = self.weights
        group = np.array(self.group)
        name = _numbers([name for name, _ in self.keys])[group]
        other_name = name[:, None] != name
        countries_of = [e.country for e in self.entries]
        km, placed = self._distances()
        near = np.exp(-km / w.near_km) * placed * other_name
        counties, inside = self._inside(km, other_name)
        same_country = _same(countries_of) * other_name
        same_admin = _same([f"{e.country}.{e.admin1}" if e.admin1 else "" for e in self.entries]) * other_name
        demonyms = np.array([self.demonyms[country] for country in countries_of]) / 2
        base = self.base + w.domain * np.array([country == self.home.country for country in countries_of])
        base += w.local * self._local()
        score: Floats = base
        for _ in range(_TURNS):
            chance = _softmax(score * w.sharpness, group)
            countries = same_country @ chance + demonyms
            regions = same_admin @ chance
            close = near @ chance
            held = inside @ chance[counties]
            score = (
                base
                + w.country * self._of_country(countries) / (countries.max() + 1)
                + w.region * np.minimum(regions, 2) / 2
                + w.near * np.minimum(close, 3) / 3
                + w.inside * np.minimum(held, 1)
            )
        self._named = self._names_by_country(chance.tolist())
        return score

    def _names_by_country(self, chance: Sequence[float]) -> dict[str, dict[str, float]]:
        """Return for each country how surely each of the report's names means a place in it."""
        found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for entry, number, share in zip(self.entries, self.group, chance, strict=True):
            name = self.keys[number][0]
            said = share * (_HEARD if number in self.heard else 1.0)
            found[entry.country][name] = max(found[entry.country][name], said)
        return found

    def support(self, name: str) -> dict[str, float]:
        """Return how often each country is named, or pointed to, by other names than ``name``."""
        found = {
            country: sum([share for other, share in named.items() if other != name])
            for country, named in self._named.items()
        }
        for country, count in self.demonyms.items():
            found[country] = max(found.get(country, 0.0) + count / 2, count)
        return found

    def _local(self) -> Floats:
        """Return 1.0 for the places of the name of an English paper's own town where English is spoken."""
        if self.home.country:
            return np.zeros(len(self.entries))
        own = [self.home.is_named_after(name) for name, _ in self.keys]
        here = [own[n] and e.country in ENGLISH for n, e in zip(self.group, self.entries, strict=True)]
        return np.array(here, dtype=np.float64)

    def _of_country(self, countries: Floats) -> Floats:
        """Return each candidate's support by its country; a city's is no less than its small namesakes'.

        A report on one country's city names the other party's country as often ("Russian officials"):
        where both countries are named, the count says nothing of which town is meant.
        """
        found = countries.copy()
        for row, others in self._namesakes.items():
            if countries[row] >= NAMED:
                for other in others:
                    found[other] = min(found[other], found[row])
        return found

    def _distances(self) -> tuple[Floats, Floats]:
        """Return the distance of each pair of candidates in km, and 1.0 where both are points."""
        lat = np.radians([e.lat for e in self.entries])
        lon = np.radians([e.lon for e in self.entries])
        points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        km: Floats = 6371.0 * np.arccos(np.clip(points.T @ points, -1.0, 1.0))
        placed = np.array([float(e.kind not in _NO_POINT) for e in self.entries])
        return km, placed[:, None] * placed

    def _inside(self, km: Floats, other_name: NDArray[np.bool_]) -> tuple[list[int], Floats]:
        """Return the rows of counties and districts, and 1.0 for each candidate that lies in one of them."""
        counties = [row for row, entry in enumerate(self.entries) if entry.kind == "county"]
        reach = np.array([self.entries[row].radius_km for row in counties])
        within: Floats = ((km[:, counties] <= reach) & other_name[:, counties]).astype(np.float64)
        return counties, within


def _numbers(words: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each word, the same for the same word, and 0 for "".

    NumPy compares numbers many times as fast as it compares words.
    """
    known = {"": 0}
    return np.array([known.setdefault(word, len(known)) for word in words])


def _same(words: Sequence[str]) -> Floats:
    """Return 1.0 for each pair of the same word, 0.0 for others and where there is none."""
    numbers = _numbers(words)
    same: Floats = ((numbers[:, None] == numbers) & (numbers > 0)).astype(np.float64)
    return same


def _softmax(score: Floats, group: NDArray[np.int64]) -> Floats:
    size = int(group.max()) + 1
    top = np.full(size, -np.inf)
    np.maximum.at(top, group, score)
    weight = np.exp(score - top[group])
    total = np.bincount(group, weight, size)
    share: Floats = weight / total[group]
    return share
