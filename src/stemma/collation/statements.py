"""Claim mentions made comparable: words, weights, names, figures, speaker, date."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemma.collation.numbers import Figure, figures
from stemma.collation.words import Word, lexicon, read_word, words_at
from stemma.dates import days
from stemma.records import ClaimMention, Layer, Report
from stemma.resources import load_toml

# Added to the number of mentions, so that a word's weight means something in a collection of two
# reports as well: with 40 mentions a word seen once weighs 4.4, one in ten mentions 2.7.
_PRIOR = 50


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim mention says, taken apart for comparison.

    ``stems`` are the content words' stems, without repetition; ``names`` those of capitalised
    words; ``denials`` the stems that each denial denies; ``date`` the publication
    date's first and last moment in days.
    """

    mention: ClaimMention
    words: tuple[Word, ...]
    stems: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    calendar: frozenset[str]
    denials: tuple[frozenset[str], ...]
    voices: tuple[Layer, ...]
    date: tuple[float, float] | None

    @property
    def speaker(self) -> Layer | None:
        """The innermost source that speaks, None for the outlet's own words or a medium's."""
        return self.voices[0] if self.voices else None

    @property
    def start(self) -> int:
        """Where the content begins in the report."""
        return self.mention.content.spans[0].start

    @property
    def end(self) -> int:
        """Where the content ends in the report."""
        return self.mention.content.spans[-1].end


def voices_of(mention: ClaimMention) -> tuple[Layer, ...]:
    """Return those who speak in a mention, the innermost first; none in the outlet's own words."""
    return tuple(
        layer for layer in mention.chain if layer.role in ("originator", "relayer") and speaks(layer)
    )


def speaks(layer: Layer) -> bool:
    """Whether a layer is a source that speaks for itself: named or described, and no medium."""
    return bool(layer.entity or layer.name) and layer.source_type not in ("agency", "news_report")


def statements(reports: Mapping[str, Report], mentions: Iterable[ClaimMention]) -> tuple[Statement, ...]:
    """Take mentions apart, in an order that does not depend on the order given.

    Mentions of unknown reports, without content, or whose offsets lie outside the text are left out.
    """
    kept = [
        mention
        for mention in mentions
        if mention.report in reports
        and mention.content.spans
        and mention.content.spans[-1].end <= len(reports[mention.report].text)
    ]
    kept.sort(key=lambda mention: (mention.report, mention.content.spans[0].start, mention.id))
    capitals = {key: _inner_capitals(report) for key, report in sorted(reports.items())}
    dates = {key: days(report.published) for key, report in reports.items()}
    return tuple(
        _statement(mention, reports[mention.report], capitals[mention.report], dates[mention.report])
        for mention in kept
    )


_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z][ ,;])\s?([A-Z\u00c0-\u00dd][^\W\d_]+(?:['\u2019][^\W\d_]+)*)")


def _inner_capitals(report: Report) -> frozenset[str]:
    """Stems of words that the report writes with a capital inside a sentence: they are names."""
    names: set[str] = set()
    for block in report.blocks:
        if block.kind != "headline":
            names.update(_INNER_CAPITAL.findall(report.text, block.start, block.end))
    return frozenset(read_word(name)[1] for name in names)


def _statement(
    mention: ClaimMention, report: Report, capitals: frozenset[str], date: tuple[float, float] | None
) -> Statement:
    words = words_at(report.text, mention.content.spans)
    calendar = _calendar()
    content = [word for word in words if not word.common and word.low not in calendar]
    stems = frozenset(word.stem for word in content if not word.stem[:1].isdigit())
    names = frozenset(
        word.stem for word in content if word.capital and (word.stem[:1] in "@^" or word.stem in capitals)
    )
    found = figures(words)
    return Statement(
        mention=mention,
        words=words,
        stems=stems,
        names=names,
        figures=found,
        calendar=frozenset(word.low for word in words if word.low in calendar),
        denials=_denials(words, stems, mention),
        voices=voices_of(mention),
        date=date,
    )


def denies(words: Sequence[Word], place: int) -> bool:
    """Whether the word at a place denies ("not only" and "no fewer than" do not)."""
    low = words[place].low
    following = words[place + 1].low if place + 1 < len(words) else ""
    if following in ("only", "just", "fewer", "less", "more", "doubt"):
        return False
    return low in lexicon("negation") or low.endswith("n't")


_SCOPE = 3


def _denials(
    words: Sequence[Word], stems: frozenset[str], mention: ClaimMention
) -> tuple[frozenset[str], ...]:
    """Return the stems in the scope of each denial: the next few telling words.

    A verb of refusal or failure, which only the mention's polarity tells, denies all of them.
    """
    found = []
    for place in range(len(words)):
        if denies(words, place):
            scope = [word.stem for word in words[place + 1 :] if word.stem in stems][:_SCOPE]
            found.append(frozenset(scope or (word.stem for word in words[:place] if word.stem in stems)))
    if not found and mention.polarity == "negative":
        return (stems,)
    return tuple(found)


def _calendar() -> frozenset[str]:
    data = load_toml("collation", "lexicon.toml")["calendar"]
    return frozenset(
        (*data["days"], *(month for month in data["months"] if month != "may"), *data["relative"])
    )


class Weights:
    """How telling each stem is: its inverse document frequency over the mentions, smoothed.

    Args:
        items: the statements of the collection.
    """

    def __init__(self, items: Sequence[Statement]) -> None:
        counts: Counter[str] = Counter()
        for item in items:
            counts.update(item.stems)
        top = len(items) + _PRIOR
        self.of = {stem: math.log(1 + top / (count + 0.5)) for stem, count in counts.items()}
        self.total = {item.mention.id: sum(self.of[stem] for stem in item.stems) for item in items}
        self.alone = frozenset(stem for stem, count in counts.items() if count == 1)
