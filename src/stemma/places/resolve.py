"""Which place each name means: size, containment, and what else the report names."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from stemma.parses import Recent
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.geometry import distance_km
from stemma.places.keys import name_key, romanised, with_loose_article, without_article
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention, entities
from stemma.records import ParsedReport, Report


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, set on every other article of LGL and TR-News."""

    country: float = 0.6
    region: float = 0.6
    near: float = 0.6
    contained: float = 3.0
    alternate: float = 0.45
    feature: float = 1.0
    domain: float = 0.3
    nation: float = 1.5
    state: float = 0.85
    county: float = 0.45
    other: float = 0.9
    capital: float = 0.2
    seat: float = 0.3
    near_km: float = 120.0
    sharpness: float = 5.0


WEIGHTS = Weights()
# A name that only sounds like a gazetteer name counts when so much of its spelling agrees. Other
# spellings of places in UA, RU, BY: .61 right, .13 wrong, .27 not found (.6: .68, .15; .8: .47, .11); in
# Arabic-speaking countries .53, .05, .42. Of US, French and German names, 3 to 5% would find one.
_LEAST_ALIKE = 0.7
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
# Candidates of a name that are weighed; the rest, smaller places, are never chosen without context.
_WEIGHED = 24
_TURNS = 3
_NO_POINT = frozenset({"country", "continent", "sea"})
Groups = dict[tuple[str, str], list[int]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries that a mention may mean, the best first, with their scores; and how it was found.

    ``doubt`` says why the best entry is not to be taken, "" when it is.
    """

    mention: Mention
    ranked: tuple[tuple[Entry, float], ...]
    rule: str
    doubt: str = ""


def candidates(mention: Mention, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str]:
    """Return the entries for a mention's name and the rule that found them."""
    if mention.full != mention.name and (entries := gazetteer.find(mention.full)):
        return entries, "gazetteer:full"
    if entries := gazetteer.find(mention.name):
        fitting = tuple(e for e in entries if fits(e, mention.feature))
        return (fitting or entries), "gazetteer:name"
    loose = with_loose_article(mention.name)
    if loose != mention.name and (entries := gazetteer.find(loose)):
        # A name of one word is shared by too many villages to be taken without its country.
        return entries, "gazetteer:name" if " " in mention.name else "gazetteer:sound"
    if mention.tagged or mention.feature:
        own = romanised(without_article(mention.name))
        alike = [e for e in gazetteer.alike(mention.name) if _alike(own, e) >= _LEAST_ALIKE]
        if alike:
            return tuple(alike), "gazetteer:sound"
    return (), ""


def _alike(own: str, entry: Entry) -> float:
    return Levenshtein.normalized_similarity(own, romanised(without_article(entry.name)))


def fits(entry: Entry, feature: str) -> bool:
    """Tell whether an entry is of the kind that a feature word names."""
    if not feature:
        return True
    if feature == "settlement":
        return entry.kind in {"settlement", "capital", "district"}
    if feature == "district":
        return entry.kind in {"county", "district"}
    if feature == "region":
        return entry.kind in {"region", "area"}
    if feature == "valley":
        return entry.kind in {"area", "crossing"}
    return entry.kind == feature


def resolve(
    mentions: Sequence[Mention],
    report: Report,
    parsed: ParsedReport,
    gazetteer: Gazetteer,
    weights: Weights = WEIGHTS,
) -> list[Choice]:
    """Return a choice for each mention, in order; one name means one place in a report.

    A report with the same names in the same order, and the same countries in its adjectives and its
    address, is resolved from memory.
    """
    adjectives, domain = _adjectives(parsed), _domain(report)
    key = (
        gazetteer, weights, domain, tuple(adjectives.items()),
        tuple([(m.name, m.full, m.feature, m.tagged, _lies_in_next(mentions, at))
               for at, m in enumerate(mentions)]),
    )  # fmt: skip
    known = _resolved.get(key)
    if known is not None:
        return [Choice(mention, *each) for mention, each in zip(mentions, known, strict=True)]
    found = [candidates(m, gazetteer) for m in mentions]
    groups: Groups = defaultdict(list)
    for i, mention in enumerate(mentions):
        if found[i][0]:
            groups[name_key(mention.name), mention.feature].append(i)
    table = _Table(groups, found, mentions, weights)
    table.demonyms, table.domain = adjectives, domain
    ranked = table.rank()
    choices = []
    for mention, (_, rule) in zip(mentions, found, strict=True):
        best = ranked.get((name_key(mention.name), mention.feature), ())
        choices.append(Choice(mention, best, rule, table.doubt(best[0][0], mention, rule) if best else ""))
    _resolved.put(key, [(each.ranked, each.rule, each.doubt) for each in choices])
    return choices


_resolved: Recent[Hashable, list[tuple[tuple[tuple[Entry, float], ...], str, str]]] = Recent(500)  # reports


def _adjectives(parsed: ParsedReport) -> Counter[str]:
    """Return the countries that a report's adjectives of nation point to, with how often they do."""
    known = lexicon().demonyms
    found: Counter[str] = Counter()
    for sentence in parsed.sentences:
        for first, last, label in entities(sentence.tokens):
            if label == "NORP":
                found.update(iso for t in sentence.tokens[first:last] if (iso := known.get(t.text.lower())))
    return found


def _domain(report: Report) -> str:
    """Return the country that the outlet's address points to, "" for none."""
    host = (report.url or "").partition("://")[2].partition("/")[0]
    suffix = host.rpartition(".")[2].upper()
    return {"UK": "GB"}.get(suffix, suffix) if len(suffix) == 2 else ""  # noqa: PLR2004 - ISO codes


def _seats(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the regions that share their name with a town in them: the bare name means the town."""
    towns = [e for e in entries if e.kind in {"settlement", "capital"} and e.population >= _LEAST_SEAT]
    return frozenset(
        e.id
        for e in entries
        if e.kind == "region" and e.radius_km <= _WIDEST_SEAT_KM
        and any(
            t.country == e.country and distance_km(t.lat, t.lon, e.lat, e.lon) <= e.radius_km for t in towns
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
        score = weights.county
    elif entry.kind in {"settlement", "capital"}:
        score = log10(max(entry.population, 100)) / 7 + weights.capital * (entry.kind == "capital")
    else:
        score = weights.other
    if entry.main:
        return score
    # Large places are called by other names than GeoNames' own as often as not ("Geneva", "Odessa").
    fame = min(1.0, log10(max(entry.population, 1)) / 6) if entry.population >= _KNOWN_ABROAD else 0.0
    return score - weights.alternate * (1 - fame)


class _Table:
    """All candidates of a report's names as arrays, one row a candidate."""

    def __init__(
        self,
        groups: Groups,
        found: Sequence[tuple[tuple[Entry, ...], str]],
        mentions: Sequence[Mention],
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
            held = [h for i in members for h in _holders(mentions, i, found)]
            scored: list[tuple[float, Entry]] = []
            as_region = (name, "region") in groups and (name, "settlement") not in groups
            seats = frozenset() if feature or as_region else _seats(found[members[0]][0])
            for entry in found[members[0]][0]:
                score = prior(entry, weights) - weights.seat * (entry.id in seats)
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
        self.domain = ""

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
        names = [name for name, _ in self.keys]
        other_name = np.array([[a != b for b in names] for a in names])[group][:, group]
        country = np.array([e.country for e in self.entries])
        admin = np.array([f"{e.country}.{e.admin1}" if e.admin1 else "" for e in self.entries])
        near = self._nearness() * other_name
        same_country = (country[:, None] == country) & (country != "") & other_name
        same_admin = (admin[:, None] == admin) & (admin != "") & other_name
        demonyms = np.array([self.demonyms[e.country] for e in self.entries]) / 2
        base = self.base + w.domain * (country == self.domain)
        score: Floats = base
        for _ in range(_TURNS):
            chance = _softmax(score * w.sharpness, group)
            countries = same_country @ chance + demonyms
            regions = same_admin @ chance
            close = near @ chance
            score = (
                base
                + w.country * self._of_country(countries) / (countries.max() + 1)
                + w.region * np.minimum(regions, 2) / 2
                + w.near * np.minimum(close, 3) / 3
            )
        self.support = dict(zip(country.tolist(), countries.tolist(), strict=True)) | dict(self.demonyms)
        return score

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
        if entry.id in self.contained or entry.kind not in {"settlement", "county", "region"}:
            return ""
        here = max(self.support.values(), default=0.0)
        there = self.support.get(entry.country, 0.0)
        sounds = rule.endswith("sound")
        named = there >= (max(_LEAST_SUPPORT, here * _SOUND_SUPPORT) if sounds else _LEAST_SUPPORT)
        if named or entry.country == self.domain:
            return ""
        if sounds and (here >= 1 or not mention.tagged):
            told = "names more rarely than others" if there >= _LEAST_SUPPORT else "does not name"
            return f"sounds like {entry.name} ({entry.country}), a country that the report {told}"
        small = entry.kind != "region" and entry.population < _LEAST_ABROAD
        if small and here >= _MOST_SUPPORT:
            return f"the places of that name known are elsewhere ({entry.country}) than what the report names"
        return ""

    def _nearness(self) -> Floats:
        """Return, for each pair of candidates, 1 at one spot and falling off with distance."""
        lat = np.radians([e.lat for e in self.entries])
        lon = np.radians([e.lon for e in self.entries])
        points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
        km = 6371.0 * np.arccos(np.clip(points.T @ points, -1.0, 1.0))
        placed = np.array([e.kind not in _NO_POINT for e in self.entries])
        near: Floats = np.exp(-km / self.weights.near_km) * placed[:, None] * placed
        return near


def _softmax(score: Floats, group: NDArray[np.int64]) -> Floats:
    size = int(group.max()) + 1
    top = np.full(size, -np.inf)
    np.maximum.at(top, group, score)
    weight = np.exp(score - top[group])
    total = np.bincount(group, weight, size)
    share: Floats = weight / total[group]
    return share


def _holders(
    mentions: Sequence[Mention], index: int, found: Sequence[tuple[tuple[Entry, ...], str]]
) -> tuple[Entry, ...]:
    """Return the entries of the place that a name is said to lie in ("X, Y", "X in Y province")."""
    if not _lies_in_next(mentions, index):
        return ()
    return tuple(e for e in found[index + 1][0] if e.kind in {"country", "region", "county", "area"})


def _lies_in_next(mentions: Sequence[Mention], index: int) -> bool:
    """Tell whether the words between a name and the next say that the one lies in the other."""
    mention = mentions[index]
    if index + 1 == len(mentions):
        return False
    following = mentions[index + 1]
    if following.sentence is not mention.sentence:
        return False
    between = [t.text.lower() for t in mention.sentence.tokens[mention.last : following.first]]
    if not 0 < len(between) <= 4 or between[0] not in {",", "in", "("}:  # noqa: PLR2004 - ", in the central"
        return False
    return all(w in {",", "in", "the", "(", "central"} or w in lexicon().parts for w in between)


def holds(holder: Entry, entry: Entry) -> bool:
    """Tell whether ``entry`` lies in ``holder``."""
    if holder.id == entry.id or (holder.country and holder.country != entry.country):
        return False
    if holder.kind == "country":
        return True
    if holder.admin1 and entry.admin1 and holder.kind == "region":
        return holder.admin1 == entry.admin1
    return distance_km(holder.lat, holder.lon, entry.lat, entry.lon) <= holder.radius_km
