"""Which place each name means: size, containment, and what else the report names."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from math import log10

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from stemma.globe import distance_km
from stemma.parses import Recent, facts_of
from stemma.places.candidates import candidates, fits
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.holders import Link, far_from, holders, holds, links_of
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention, entities
from stemma.places.outlets import ENGLISH, Home, home_of
from stemma.records import ParsedReport, Report, Sentence


class Weights(Struct, frozen=True):
    """How much each kind of evidence counts, set on every other article of LGL and TR-News.

    Fitted anew in November 2026, with reports of wars beside them: no change of those that were there gains
    anything on articles left out (docs/decisions/gazetteer.md).
    """

    country: float = 0.6
    region: float = 0.6
    near: float = 0.6
    contained: float = 3.0
    alternate: float = 0.45
    feature: float = 1.0
    domain: float = 0.5
    local: float = 0.7
    nation: float = 1.5
    state: float = 0.85
    county: float = 0.45
    district: float = 0.25
    other: float = 0.9
    capital: float = 0.2
    seat: float = 0.3
    seat_district: float = 0.6
    inside: float = 0.3
    near_km: float = 120.0
    sharpness: float = 5.0


WEIGHTS = Weights()
# A region of at most this radius is called by its town's name, when the town has so many people.
_WIDEST_SEAT_KM, _LEAST_SEAT = 250.0, 15_000
# Towns of so many people have English names of their own.
_KNOWN_ABROAD = 100_000
# A town with so many times the people of its namesakes is meant by its other spellings too.
_OVERSHADOWS = 10
# A city of so many people is meant rather than a namesake a tenth its size in another country that is
# named too; support of half a mention, or one adjective, counts as named.
_LEAST_CITY, _NAMED = 300_000, 0.5
# A name by sound lies in a country that is named at least a third as often as the one named most.
_SOUND_SUPPORT = 0.33
# A small place counts only when its country is named too, if another country is named so often.
_LEAST_SUPPORT, _MOST_SUPPORT, _LEAST_ABROAD = 0.3, 3.0, 50_000
# A town that goes by another name of its own counts abroad only with so many people.
_KNOWN_SPELLING = 1_000_000
# A quarter is no farther from its town.
_QUARTER_KM = 20.0
# Candidates of a name that are weighed; the rest, smaller places, are never chosen without context.
_WEIGHED = 24
_TURNS = 3
_SMALL = frozenset({"settlement", "county"})
_WIDE = frozenset({"country", "region", "county"})
_NO_POINT = frozenset({"country", "continent", "sea"})
Groups = dict[tuple[str, str], list[int]]
Floats = NDArray[np.float64]


class Choice(Struct, frozen=True):
    """The entries that a mention may mean, the best first, with their scores; and how it was found.

    ``link`` says where the words around the mention put it; ``doubt`` says why the best entry is not to
    be taken, "" when it is.
    """

    mention: Mention
    link: Link | None
    ranked: tuple[tuple[Entry, float], ...]
    rule: str
    doubt: str = ""


def resolve(
    mentions: Sequence[Mention],
    report: Report,
    parsed: ParsedReport,
    gazetteer: Gazetteer,
    weights: Weights = WEIGHTS,
) -> list[Choice]:
    """Return a choice for each mention, in order; one name means one place in a report.

    A report with the same names in the same order, and the same countries in its adjectives and its
    address, is resolved from memory, unless one of the two papers is named after one of the names.
    """
    adjectives, home = _adjectives(parsed), home_of(report)
    links = links_of(mentions)
    key = (
        gazetteer, weights, home.country, home.local({name_key(m.name) for m in mentions}),
        tuple(adjectives.items()),
        tuple([(m.name, m.full, m.feature, m.tagged, m.located) for m in mentions]), links,
    )  # fmt: skip
    known = _resolved.get(key)
    if known is not None:
        return [Choice(m, where, *each) for m, where, each in zip(mentions, links, known, strict=True)]
    found = [candidates(m, gazetteer) for m in mentions]
    groups: Groups = defaultdict(list)
    for i, mention in enumerate(mentions):
        if found[i][0]:
            groups[name_key(mention.name), mention.feature].append(i)
    table = _Table(groups, found, mentions, links, weights)
    table.demonyms, table.home = adjectives, home
    ranked = table.rank()
    choices = []
    for mention, where, (_, rule) in zip(mentions, links, found, strict=True):
        best = ranked.get((name_key(mention.name), mention.feature), ())
        doubt = table.doubt(best[0][0], mention, rule) if best else ""
        choices.append(Choice(mention, where, best, rule, doubt))
    _doubt_elsewhere(choices)
    _doubt_quarters(choices)
    _resolved.put(key, [(each.ranked, each.rule, each.doubt) for each in choices])
    return choices


def _doubt_elsewhere(choices: list[Choice]) -> None:
    """Leave a small place open that does not lie where the report says, in all that bear its name."""
    elsewhere: dict[tuple[str, str], str] = {}
    for choice in choices:
        where = choice.link
        if not choice.ranked or choice.doubt or where is None or where.beside or not where.sure:
            continue
        entry, other = choice.ranked[0][0], choices[where.other]
        if not other.ranked or other.doubt or entry.kind not in _SMALL or _well_known(entry):
            continue
        holder = other.ranked[0][0]
        wide = holder.kind in _WIDE or other.mention.feature in {"region", "district"}
        if wide and holder.id != entry.id and far_from(holder, entry):
            elsewhere[name_key(choice.mention.name), choice.mention.feature] = (
                f"the place of that name known ({entry.country}) is not in {holder.name}, as the report says"
            )
    for index, choice in enumerate(choices):
        reason = elsewhere.get((name_key(choice.mention.name), choice.mention.feature), "")
        if reason and choice.ranked and not choice.doubt:
            choices[index] = replace(choice, doubt=reason)


def _doubt_quarters(choices: list[Choice]) -> None:
    """Leave a quarter open whose namesake lies far from every town that the report names."""
    towns = {
        c.ranked[0][0].id: c.ranked[0][0] for c in choices
        if c.ranked and not c.doubt and c.mention.feature != "quarter"
        and c.ranked[0][0].kind in {"settlement", "capital"}
    }  # fmt: skip
    for index, choice in enumerate(choices):
        if choice.mention.feature != "quarter" or not choice.ranked or choice.doubt or not towns:
            continue
        entry = choice.ranked[0][0]
        if _well_known(entry):
            continue  # "the neighbourhoods of X" are its own
        if all(distance_km(t.lat, t.lon, entry.lat, entry.lon) > _QUARTER_KM for t in towns.values()):
            reason = (
                f"the place of that name known ({entry.country}) is far from the towns that the report names"
            )
            choices[index] = replace(choice, doubt=reason)


def _well_known(entry: Entry) -> bool:
    """Tell whether a city goes by its own name, so that the words beside it may mean something else."""
    return entry.main and entry.population >= _LEAST_CITY


_resolved: Recent[Hashable, list[tuple[tuple[tuple[Entry, float], ...], str, str]]] = Recent(500)  # reports


def _adjectives(parsed: ParsedReport) -> Counter[str]:
    """Return the countries that a report's adjectives of nation point to, with how often they do."""
    return Counter([country for sentence in parsed.sentences for country in _adjectives_in(sentence)])


def _adjectives_in(sentence: Sentence) -> list[str]:
    facts = facts_of(sentence)
    if "adjectives of nation" not in facts:
        known, tokens = lexicon().demonyms, sentence.tokens
        facts["adjectives of nation"] = [
            iso
            for first, last, label in entities(tokens)
            if label == "NORP"
            for token in tokens[first:last]
            if (iso := known.get(token.text.lower()))
        ]
    found: list[str] = facts["adjectives of nation"]
    return found


def _seats(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the regions and districts that share their name with a town in them, which a bare name means."""
    towns = [e for e in entries if e.kind in {"settlement", "capital"}]
    return frozenset(
        e.id
        for e in entries
        if (e.kind == "region" and e.radius_km <= _WIDEST_SEAT_KM) or e.is_district
        for least in [_LEAST_SEAT if e.kind == "region" else 0]
        if any(
            t.country == e.country and t.population >= least
            and distance_km(t.lat, t.lon, e.lat, e.lon) <= e.radius_km
            for t in towns
        )
    )  # fmt: skip


def overshadows(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Tell whether a town is far larger than every namesake in its country that has the name as its own.

    Such a town is the one meant by any of its spellings, as when a village is filed under the
    spelling that news uses for the town.
    """
    if entry.main or entry.kind not in {"settlement", "capital"} or entry.population >= _KNOWN_ABROAD:
        return False
    own = [e.population for e in entries if e.main and e.country == entry.country and e.kind == entry.kind]
    return bool(own) and entry.population >= _OVERSHADOWS * max(own)


def prior(entry: Entry, weights: Weights) -> float:
    """Return how likely an entry is before any context, from its kind and its population."""
    if entry.kind in {"country", "continent"}:
        score = weights.nation
    elif entry.kind == "region":
        score = weights.state
    elif entry.kind == "county":
        score = weights.district if entry.is_district else weights.county
    elif entry.kind in {"settlement", "capital"}:
        score = log10(max(entry.population, 100)) / 7 + weights.capital * (entry.kind == "capital")
    else:
        score = weights.other
    if entry.main:
        return score
    # Large places are called by other names than GeoNames' own as often as not ("Geneva", "Odessa").
    fame = min(1.0, log10(max(entry.population, 1)) / 6) if entry.population >= _KNOWN_ABROAD else 0.0
    return score - weights.alternate * (1 - fame)


def _is_spelling(entry: Entry, name: str) -> bool:
    """Tell whether a town that is not known the world over goes by another name of its own than ``name``."""
    if entry.kind != "settlement" or entry.main or entry.population >= _KNOWN_SPELLING:
        return False
    return name_key(entry.name).removeprefix("the ") != name_key(name)


class _Table:
    """All candidates of a report's names as arrays, one row a candidate."""

    def __init__(
        self,
        groups: Groups,
        found: Sequence[tuple[tuple[Entry, ...], str]],
        mentions: Sequence[Mention],
        links: Sequence[Link | None],
        weights: Weights,
    ) -> None:
        self.weights = weights
        self.contained: set[int] = set()
        self.support: dict[str, float] = {}
        self.keys = list(groups)
        self.entries: list[Entry] = []
        self.group: list[int] = []
        base: list[float] = []
        for number, ((name, feature), members) in enumerate(groups.items()):
            held = [h for i in members for h in holders(mentions, links[i], found)]
            scored: list[tuple[float, Entry]] = []
            as_region = (name, "region") in groups and (name, "settlement") not in groups
            seats = frozenset() if feature or as_region else _seats(found[members[0]][0])
            for entry in found[members[0]][0]:
                score = prior(entry, weights)
                if entry.id in seats:
                    score -= weights.seat_district if entry.is_district else weights.seat
                score += weights.alternate * overshadows(entry, found[members[0]][0])
                score += weights.feature * (bool(feature) and fits(entry, feature))
                if any(holds(h, entry) for h in held):
                    score += weights.contained
                    self.contained.add(entry.id)
                scored.append((score, entry))
            scored.sort(key=lambda pair: (-pair[0], -pair[1].population, pair[1].id))
            for score, entry in scored[:_WEIGHED]:
                self.entries.append(entry)
                self.group.append(number)
                base.append(score)
        self.base: Floats = np.array(base)
        self._namesakes = self._small_namesakes()
        self.demonyms: Counter[str] = Counter()
        self.home = Home("", ())

    def _small_namesakes(self) -> dict[int, list[int]]:
        """Return, for each city, the rows of much smaller towns abroad that share its name."""
        found: dict[int, list[int]] = {}
        for row, city in enumerate(self.entries):
            if city.kind in {"settlement", "capital"} and city.population >= _LEAST_CITY:
                found[row] = [
                    other
                    for other, entry in enumerate(self.entries)
                    if self.group[other] == self.group[row]
                    and entry.country != city.country
                    and entry.kind == "settlement"
                    and entry.population * _OVERSHADOWS <= city.population
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
        self.support = dict(zip(countries_of, countries.tolist(), strict=True)) | dict(self.demonyms)
        return score

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
            if countries[row] >= _NAMED:
                for other in others:
                    found[other] = min(found[other], found[row])
        return found

    def doubt(self, entry: Entry, mention: Mention, rule: str) -> str:
        """Return why not to take an entry that is small or misspelt, in a country that is not named."""
        sounds = rule.endswith("sound")
        doubtful = {"settlement", "county", "region"} | ({"capital"} if sounds else set())
        if entry.id in self.contained or entry.kind not in doubtful:
            return ""
        here = max(self.support.values(), default=0.0)
        there = self.support.get(entry.country, 0.0)
        named = there >= (max(_LEAST_SUPPORT, here * _SOUND_SUPPORT) if sounds else _LEAST_SUPPORT)
        if named or entry.country == self.home.country:
            return ""
        if sounds and (here >= 1 or not mention.tagged):
            told = "names more rarely than others" if there >= _LEAST_SUPPORT else "does not name"
            return f"sounds like {entry.name} ({entry.country}), a country that the report {told}"
        small = entry.kind != "region" and entry.population < _LEAST_ABROAD
        if here >= 1 and _is_spelling(entry, mention.name):
            return f"a spelling of {entry.name} ({entry.country}), a country that the report does not name"
        if small and here >= (_NAMED if entry.is_district else _MOST_SUPPORT):
            return f"the places of that name known are elsewhere ({entry.country}) than what the report names"
        return ""

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
