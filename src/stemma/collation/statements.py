"""Claim mentions made comparable: words, weights, names, figures, speaker, date."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from msgspec import Struct

from stemma.collation.answers import Answer, answer_of
from stemma.collation.numbers import Figure, figures
from stemma.collation.pointing import points
from stemma.collation.whereabouts import places_around, places_before, places_in
from stemma.collation.words import Word, lexicon, read_word, words_of
from stemma.dates import days
from stemma.records import ClaimMention, Layer, Report
from stemma.resources import load_toml

# Added to the number of mentions, so that a word's weight means something in a collection of two
# reports as well: with 40 mentions a word seen once weighs 4.4, one in ten mentions 2.7.
_PRIOR = 50


class Content(Struct, frozen=True, eq=False):
    """What a content's words alone tell, with offsets from where it begins.

    Contents of equal words are one object for as long as they are remembered. ``stems`` are the content
    words' stems, without repetition; ``named`` the stems of capitalised words, which may be names;
    ``lows`` the folded words; ``denials`` the stems that each word of denial denies; ``places`` the names
    of places (`whereabouts`) beside a toll; ``points`` says that they may point at an event told elsewhere.
    """

    words: tuple[Word, ...]
    stems: frozenset[str]
    named: tuple[str, ...]
    lows: frozenset[str]
    figures: tuple[Figure, ...]
    calendar: frozenset[str]
    denials: tuple[frozenset[str], ...]
    places: frozenset[str] = frozenset()
    points: bool = False


class Statement(Struct, frozen=True):
    """What a claim mention says, taken apart for comparison.

    ``id`` and ``report`` are the mention's, ``start`` and ``end`` where its content begins and ends in the
    report, ``stems`` those of the content: they are asked for so often that they are kept here too.
    ``names`` are the stems of capitalised words that are names; ``denials`` the stems that each denial
    denies; ``date`` the publication date's first and last moment in days; ``nearby`` the places named
    last before a toll that names none; ``answer`` how it answers an accusation; ``scene`` the places that the
    report names around an answer, or around what points at an event, and at its own beginning; ``points``
    says that it points at an event, and ``around`` are then the stems of all names in its report.
    """

    mention: ClaimMention
    content: Content
    names: frozenset[str]
    denials: tuple[frozenset[str], ...]
    voices: tuple[Layer, ...]
    date: tuple[float, float] | None
    id: str
    report: str
    start: int
    end: int
    stems: frozenset[str]
    nearby: frozenset[str] = frozenset()
    answer: Answer = ""
    scene: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    points: bool = False

    @property
    def places(self) -> frozenset[str]:
        """The places that are named beside a toll."""
        return self.content.places

    @property
    def whereabouts(self) -> frozenset[str]:
        """The places that are named beside a toll, or else last before it."""
        return self.content.places or self.nearby

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the content, at their places in the report."""
        return _moved(self.content, self.start)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the content, at their places in the report."""
        base = self.start
        return tuple([one.moved(base) for one in self.content.figures])

    @property
    def calendar(self) -> frozenset[str]:
        """The words for days and months."""
        return self.content.calendar

    @property
    def speaker(self) -> Layer | None:
        """The innermost source that speaks, None for the outlet's own words or a medium's."""
        return self.voices[0] if self.voices else None


def voices_of(mention: ClaimMention) -> tuple[Layer, ...]:
    """Return those who speak in a mention, the innermost first; none in the outlet's own words."""
    if not mention.chain:
        return ()
    return tuple(
        [layer for layer in mention.chain if layer.role in ("originator", "relayer") and speaks(layer)]
    )


def speaks(layer: Layer) -> bool:
    """Whether a layer is a source that speaks for itself: named or described, and no medium."""
    return bool(layer.known_as) and layer.source_type not in ("agency", "news_report")


def statements(reports: Mapping[str, Report], mentions: Iterable[ClaimMention]) -> tuple[Statement, ...]:
    """Take mentions apart, in the order of the reports and of the text.

    Mentions of unknown reports, without content, or whose offsets lie outside the text are left out.
    """
    kept = [
        mention
        for mention in mentions
        if mention.report in reports
        and mention.content.spans
        and mention.content.spans[-1].end <= len(reports[mention.report].text)
    ]
    order = {key: place for place, key in enumerate(reports)}
    kept.sort(key=lambda mention: (order[mention.report], mention.content.spans[0].start, mention.id))
    told = {mention.report for mention in kept}
    capitals = {key: _inner_capitals(reports[key]) for key in sorted(told)}
    dates = {key: days(reports[key].published) for key in told}
    return tuple(
        _statement(mention, reports[mention.report], capitals[mention.report], dates[mention.report])
        for mention in kept
    )


_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z][ ,;])\s?([A-Z\u00c0-\u00dd][^\W\d_]+(?:['\u2019][^\W\d_]+)*)")


def _inner_capitals(report: Report) -> frozenset[str]:
    """Stems of words that the report writes with a capital inside a sentence: they are names."""
    told = [block for block in report.blocks if block.kind != "headline"]
    # The two characters before a block tell whether it begins inside a sentence.
    texts = [report.text[max(0, block.start - 2) : block.end] for block in told]
    # No name begins at a full stop or goes on behind it, and copies share most of what lies between two.
    return frozenset().union(*[_capitals_in(piece) for text in texts for piece in text.split(". ")])


@lru_cache(maxsize=16_384)  # sentences, which copies and every later look bring again: 10 MB or so
def _capitals_in(piece: str) -> frozenset[str]:
    return frozenset([read_word(name)[1] for name in _INNER_CAPITAL.findall(piece)])


def _statement(
    mention: ClaimMention, report: Report, capitals: frozenset[str], date: tuple[float, float] | None
) -> Statement:
    spans = mention.content.spans
    base = spans[0].start
    # Copies, and every later look at the same mention, find the words taken apart already.
    content = _content(
        tuple([report.text[span.start : span.end] for span in spans]),
        tuple([span.start - base for span in spans]),
    )
    denials = content.denials
    # A verb of refusal or failure, which only the mention's polarity tells, denies all of them.
    if not denials and mention.polarity == "negative":
        denials = (content.stems,)
    answer = answer_of(mention, content.words)
    names = frozenset([one for one in content.named if one[:1] in "@^" or one in capitals])
    pointing = content.points and all(one[:1] in "@^" for one in names)
    scene = places_around(report, base, spans[-1].end) if answer or pointing else frozenset[str]()
    return Statement(
        mention=mention,
        content=content,
        names=names,
        denials=denials,
        voices=voices_of(mention),
        date=date,
        id=mention.id,
        report=mention.report,
        start=base,
        end=spans[-1].end,
        stems=content.stems,
        nearby=places_before(report, base) if _tolls(content.figures) and not content.places else frozenset(),
        answer=answer,
        scene=scene,
        around=_around(capitals, scene) if pointing else frozenset(),
        points=pointing,
    )


def _around(capitals: frozenset[str], scene: frozenset[str]) -> frozenset[str]:
    """Return the stems of a report's names, with those of places that stand in its headline or dateline."""
    return capitals.union([read_word(word)[1] for place in scene for word in place.split()])


def _tolls(found: Iterable[Figure]) -> bool:
    """Whether there is a figure of killed or injured among some."""
    return any(one.measure for one in found)


@lru_cache(maxsize=1024)
def _moved(content: Content, base: int) -> tuple[Word, ...]:
    """Return the words of a content that begins at a place of its report."""
    return tuple(
        [
            Word(base + one.start, base + one.end, one.text, one.low, one.stem, one.common)
            for one in content.words
        ]
    )


@lru_cache(maxsize=8192)  # contents: 25 MB or so
def _content(pieces: tuple[str, ...], places: tuple[int, ...]) -> Content:
    words = words_of(pieces, places)
    calendar = _calendar()
    content = [word for word in words if not word.common and word.low not in calendar]
    stems = frozenset([word.stem for word in content if not word.stem[:1].isdigit()])
    named = tuple(dict.fromkeys([word.stem for word in content if _may_name(word)]))
    counted = figures(words)
    return Content(
        words=words,
        stems=stems,
        named=named,
        lows=frozenset([word.low for word in words]),
        figures=counted,
        calendar=frozenset([word.low for word in words if word.low in calendar]),
        denials=_denials(words, stems),
        places=places_in(words) if _tolls(counted) else frozenset(),
        points=points(words, stems, named, counted),
    )


def _may_name(word: Word) -> bool:
    """Whether a word has a capital, and is no article of a name ("El-Fasher", "Ash-Sham")."""
    return word.text[:1].isupper() and (word.low not in _ARTICLES or word.text[1:].isupper())


# Arabic articles, also as they sound before some letters.
_ARTICLES = frozenset(
    {"al", "el", "ul", "ad", "ed", "ar", "er", "as", "es", "at", "an", "ash", "esh", "az", "ez"}
)


def denies(words: Sequence[Word], place: int) -> bool:
    """Whether the word at a place denies ("not only", "no fewer than" and "no other" do not)."""
    low = words[place].low
    following = words[place + 1].low if place + 1 < len(words) else ""
    if following in _NO_DENIAL:
        return False
    return low in lexicon("negation") or low.endswith("n't")


# "No other aircraft fly there" says that some do.
_NO_DENIAL = frozenset({"only", "just", "fewer", "less", "more", "doubt", "other"})
_SCOPE = 3


def _denials(words: Sequence[Word], stems: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return the stems in the scope of each denial: the next few telling words."""
    found = []
    negations = lexicon("negation")
    for place, word in enumerate(words):
        if (word.low in negations or word.low.endswith("n't")) and denies(words, place):
            following = takewhile(lambda word: word.low not in negations, words[place + 1 :])
            scope = [word.stem for word in following if word.stem in stems][:_SCOPE]
            found.append(frozenset(scope or (word.stem for word in words[:place] if word.stem in stems)))
    return tuple(found)


@cache
def _calendar() -> frozenset[str]:
    data = load_toml("collation", "lexicon.toml")["calendar"]
    return frozenset(
        (*data["days"], *(month for month in data["months"] if month != "may"), *data["relative"])
    )


# What the two figures of an overlap count for in its score.
DICE, CONTAINMENT = 0.65, 0.35


class Overlap(Struct, frozen=True):
    """Shared weight of two statements: ``dice`` over both, ``containment`` in the smaller one."""

    dice: float
    containment: float
    shared: int

    @property
    def score(self) -> float:
        """One figure from 0 to 1: mostly Dice, with credit for a statement inside a longer one."""
        return DICE * self.dice + CONTAINMENT * self.containment


class Weights:
    """How telling each stem is: its inverse document frequency, smoothed.

    Weights are multiples of 1/1024, so that sums of them are exact and do not depend on the order
    of adding.

    Args:
        counts: in how many of the counted mentions each stem is; a stem that is missing counts as one.
        size: how many mentions were counted.

    Attributes:
        most: the weight of a stem that was counted once, or never.
    """

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        self.counts = counts
        self.size = size
        self.of = _OfStem(counts, size)
        self.most = _weight_of(1, size + _PRIOR)
        self.overlaps: dict[tuple[frozenset[str], frozenset[str], float], Overlap] = {}
        self.keys: dict[Content, Sequence[str]] = {}
        self._totals: dict[frozenset[str], float] = {}

    def total(self, item: Statement) -> float:
        """Return the weight of all of a statement's stems."""
        found = self._totals.get(item.stems)
        if found is None:
            found = self._totals[item.stems] = sum([self.of[stem] for stem in item.stems])
        return found

    def alone(self, stem: str) -> bool:
        """Tell whether a stem was counted once at most."""
        return self.counts.get(stem, 1) <= 1


class _OfStem(dict[str, float]):
    """Weights by stem, worked out when they are first asked for."""

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        super().__init__()
        self._counts = counts
        self._top = size + _PRIOR

    def __missing__(self, stem: str) -> float:
        self[stem] = weight = _weight_of(self._counts.get(stem, 1), self._top)
        return weight


def _weight_of(count: int, top: int) -> float:
    """Return the weight of a stem that was counted so many times."""
    return round(math.log(1 + top / (count + 0.5)) * 1024) / 1024


# Weights are counted in all mentions of the first so many reports, and anew each time that the
# collection has grown by a quarter: until then what was judged stays judged. The weights of so many
# reports are those of any more, nearly (docs/decisions/incremental.md), and are kept from then on.
FIRST_SAMPLE = 128
_GROWTH = 1.25
LARGEST_SAMPLE = 2000


def sampled(reports: int) -> int:
    """Return in how many of a collection's reports, the first to come, words are counted."""
    if reports <= FIRST_SAMPLE:
        return reports
    sample = FIRST_SAMPLE
    while int(sample * _GROWTH) <= min(reports, LARGEST_SAMPLE):
        sample = int(sample * _GROWTH)
    return sample


def count_words(items: Sequence[Statement], reports: Iterable[str]) -> Weights:
    """Count the words of a collection's first reports.

    Args:
        items: the statements of the collection.
        reports: the ids of its reports, in the order in which they came.
    """
    ids = list(reports)
    sample = set(ids[: sampled(len(ids))])
    counts: Counter[str] = Counter()
    size = 0
    for item in items:
        if item.report in sample:
            counts.update(item.stems)
            size += 1
    return Weights(counts, size)
