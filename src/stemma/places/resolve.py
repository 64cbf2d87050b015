"""Which place each name means: population, containment, the report's countries, and distance."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from rapidfuzz.distance import Levenshtein

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.geometry import distance_km
from stemma.places.keys import name_key, romanised
from stemma.places.lexicon import lexicon
from stemma.places.mentions import Mention, entities
from stemma.records import ParsedReport

# Weights of the evidence, set on the first halves of LGL and TR-News (see evaluation/toponyms.py).
COUNTRY, REGION, NEAR, CONTAINED, ALTERNATE, FEATURE = 0.6, 0.8, 0.5, 3.0, 0.25, 1.0
_NEAR_KM = 150.0
# A name that only sounds like a gazetteer name counts when so much of its spelling agrees.
_LEAST_ALIKE = 0.7
_FACILITIES = frozenset({"plant", "dam", "bridge", "airport", "crossing", "camp", "building"})
_WIDE = frozenset({"region", "valley", "sea", "river", "lake", "mountains", "strait", "island"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries that a mention may mean, the best first, with their scores; and how it was found."""

    mention: Mention
    ranked: tuple[tuple[Entry, float], ...]
    rule: str


def candidates(mention: Mention, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str]:
    """Return the entries for a mention's name and the rule that found them."""
    if mention.full != mention.name and (entries := gazetteer.find(mention.full)):
        return entries, "gazetteer:full"
    if entries := gazetteer.find(mention.name):
        fitting = tuple(e for e in entries if fits(e, mention.feature))
        return (fitting or entries), "gazetteer:name"
    if mention.tagged or mention.feature:
        own = romanised(mention.name)
        alike = [e for e in gazetteer.alike(mention.name) if _alike(own, e) >= _LEAST_ALIKE]
        if alike:
            return tuple(alike), "gazetteer:sound"
    return (), ""


def _alike(own: str, entry: Entry) -> float:
    return Levenshtein.normalized_similarity(own, romanised(entry.name))


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


def resolve(mentions: Sequence[Mention], parsed: ParsedReport, gazetteer: Gazetteer) -> list[Choice]:
    """Return a choice for each mention, in order; one name means one place in a report."""
    found = [candidates(m, gazetteer) for m in mentions]
    holders = [_holder(mentions, i, found) for i in range(len(mentions))]
    context = _Context(parsed)
    for (entries, _), mention in zip(found, mentions, strict=True):
        context.anchor(entries, mention)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        groups[name_key(mention.name), mention.feature].append(i)
    ranked: dict[tuple[str, str], list[tuple[Entry, float]]] = {}
    points: dict[tuple[str, str], Entry] = {}
    for turn in (0, 1):
        for key, members in groups.items():
            entries = found[members[0]][0]
            if not entries:
                continue
            held = [h for i in members for h in holders[i]]
            others = [e for k, e in points.items() if k[0] != key[0]]
            ranked[key] = context.rank(entries, key[1], held, others if turn else [])
        points = {key: rank[0][0] for key, rank in ranked.items()}
    return [
        Choice(m, tuple(ranked.get((name_key(m.name), m.feature), ())), found[i][1])
        for i, m in enumerate(mentions)
    ]


def _holder(
    mentions: Sequence[Mention], index: int, found: Sequence[tuple[tuple[Entry, ...], str]]
) -> tuple[Entry, ...]:
    """Return the entries of the place that a name is said to lie in ("X, Y", "X in Y province")."""
    mention = mentions[index]
    if index + 1 == len(mentions):
        return ()
    following = mentions[index + 1]
    if following.sentence is not mention.sentence:
        return ()
    between = [t.text.lower() for t in mention.sentence.tokens[mention.last : following.first]]
    if 0 < len(between) <= 4 and (between[0] in {",", "in", "("}):  # noqa: PLR2004 - ", in the central"
        rest = [
            w for w in between if w not in {",", "in", "the", "(", "central"} and w not in lexicon().parts
        ]
        if not rest:
            return tuple(e for e in found[index + 1][0] if e.kind in {"country", "region", "county", "area"})
    return ()


class _Context:
    """What a report says about where it is: countries by name and demonym, and regions."""

    def __init__(self, parsed: ParsedReport) -> None:
        self.countries: Counter[str] = Counter()
        self.regions: Counter[tuple[str, str]] = Counter()
        demonyms = lexicon().demonyms
        for sentence in parsed.sentences:
            for first, last, label in entities(sentence.tokens):
                if label == "NORP":
                    for token in sentence.tokens[first:last]:
                        if iso := demonyms.get(token.text.lower()):
                            self.countries[iso] += 1

    def anchor(self, entries: Sequence[Entry], mention: Mention) -> None:
        """Count an unambiguous country or region as context."""
        if not entries:
            return
        country = next((e for e in entries if e.kind == "country"), None)
        if country is not None:
            self.countries[country.country] += 1
            return
        regions = [e for e in entries if e.kind == "region"]
        if regions and (len(regions) == 1 or mention.feature == "region") and entries[0].population < 10**6:
            self.countries[regions[0].country] += 1
            self.regions[regions[0].country, regions[0].admin1] += 1

    def rank(
        self, entries: Sequence[Entry], feature: str, held: Sequence[Entry], others: Sequence[Entry]
    ) -> list[tuple[Entry, float]]:
        """Return entries with scores, best first."""
        most = max(self.countries.values(), default=0)
        most_region = max(self.regions.values(), default=0)
        scored = []
        for entry in entries:
            score = prior(entry)
            if most:
                score += COUNTRY * self.countries[entry.country] / most
            if most_region and entry.admin1:
                score += REGION * self.regions[entry.country, entry.admin1] / most_region
            if feature and fits(entry, feature):
                score += FEATURE
            if any(holds(h, entry) for h in held):
                score += CONTAINED
            if others:
                near = sum(
                    o.id != entry.id
                    and o.kind not in {"country", "continent", "sea"}
                    and distance_km(entry.lat, entry.lon, o.lat, o.lon) < _NEAR_KM
                    for o in others
                )
                score += NEAR * min(1.0, near / 3)
            scored.append((entry, score))
        return sorted(scored, key=lambda pair: (-pair[1], -pair[0].population, pair[0].id))


def prior(entry: Entry) -> float:
    """Return how likely an entry is before any context, from its kind and its population."""
    if entry.kind in {"country", "continent"}:
        return 1.5
    if entry.kind == "region":
        score = 0.85
    elif entry.kind == "county":
        score = 0.45
    elif entry.kind in {"settlement", "capital"}:
        score = log10(max(entry.population, 100)) / 7 + (0.2 if entry.kind == "capital" else 0.0)
    else:
        score = 0.9
    return score - (0.0 if entry.main else ALTERNATE)


def holds(holder: Entry, entry: Entry) -> bool:
    """Tell whether ``entry`` lies in ``holder``."""
    if holder.id == entry.id or (holder.country and holder.country != entry.country):
        return False
    if holder.kind == "country":
        return True
    if holder.admin1 and entry.admin1 and holder.kind == "region":
        return holder.admin1 == entry.admin1
    return distance_km(holder.lat, holder.lon, entry.lat, entry.lon) <= holder.radius_km
