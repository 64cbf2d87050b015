"""The publishing houses behind a report: its outlet, and those in its dateline and credit lines."""

# ruff: noqa: RUF001 (dashes and typographic apostrophes)

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from stemma.attribution.figures import is_full_name
from stemma.attribution.found import without
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.stamps import posted, stamped
from stemma.datelines import Dateline, dateline_at, first_body
from stemma.names import same_house
from stemma.records import Block, Layer, Report, SourceType, Span
from stemma.stretches import Stretches

_STAFF = re.compile(
    r"(?i)\b(?:report(?:ing|ed)|edit(?:ing|ed)|writ(?:ing|ten)|compiled|translated|graphics?)\s+by\b"
    r"|©|copyright|rights reserved"
)
_PICTURE = re.compile(r"(?i)\b(?:photo(?:graph)?s?|pictures?|images?|getty|credit)\b")
_LEAD = re.compile(
    r"(?i)^[\s([—–-]*(?:with\s+(?:inputs?|files|reporting|material|information|additional\s+reporting|agenc(?:y|ies)(?:\s+inputs?)?)"
    r"(?:\s+(?:from|by))?|sources?|credits?|courtesy(?:\s+of)?|via|from|agenc(?:y|ies)|by)\b\s*:?\s*"
)
_PICTURE_LEAD = re.compile(
    r"(?i)^[\s([]*(?:file\s+)?(?:photo(?:graph)?s?|pictures?|images?)?\s*(?:credits?|courtesy)?\s*(?:by|of|from|:)?\s*"
)
_CAPITALS = re.compile(r"[A-Z][\w'’-]*(?: (?:of |the |and |& )?[A-Z][\w'’-]*)+")
_CAPITAL_PLACE = re.compile(r"(?<=\s)[A-ZÀ-Þ]{4,}")
_STOP = re.compile(r"[.?!]\s")
_HEADLINE = 250  # characters
_MOST_WORDS = 5
_ACRONYM = range(2, 7)


class Credit(Struct, frozen=True):
    """A house that stands outside every statement: its name, where it stands, and why it counts."""

    name: str
    span: Span | None
    reason: str


class Houses:
    """The houses of one report, each under its fullest name."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._spelled: dict[str, str] | None = None
        # What was answered before, with how many of the known houses a name was held against.
        self._credited: dict[str, tuple[bool, int]] = {}
        self._fuller: dict[str, tuple[str, int]] = {}
        # Worked out anew when another house is learnt of.
        self._inferred: dict[bool, list[Layer]] = {}
        self.own = report.outlet or ""
        self._asked: set[str] = set()  # the names that were held against the outlet's, among others
        self.datelines = _datelines(report)
        self._lines = Stretches((line.span.start, line.span.end, line) for line in self.datelines)
        lines = [credit for block in _credit_lines(report) for credit in _credited(report, block)]
        self._pictures = [credit for credit in lines if credit.reason == "picture credit"]
        outer = [credit for credit in lines if credit.reason != "picture credit"]
        outer = outer if len(outer) == 1 else []  # of several, none is known to carry a given statement
        self._known = [self.own, *(credit.name for credit in lines), report.republished_from or ""]
        dateline = [
            Credit(line.house, line.where, "agency in the dateline")
            for line in self.datelines[:1]
            if line.house
        ]
        if report.republished_from:
            outer.append(Credit(report.republished_from, _place(report), "republication line"))
        self._known += [credit.name for credit in dateline]
        self._outer = self._distinct([*dateline, *outer])

    def full(self, name: str) -> str:
        """Return the fullest name of a house: an acronym is resolved by its initials."""
        self._asked.add(name)
        longer, held = self._fuller.get(name, ("", 0))
        if not longer and held < len(self._known):
            others = (known for known in self._known[held:] if known != name and len(known) > len(name))
            longer = next((known for known in others if _same(known, name)), "")
            self._fuller[name] = longer, len(self._known)
        if longer:
            return longer
        if name.isupper() and len(name) in _ACRONYM:
            return self._spelled_out().get(name, name)
        return name

    def _spelled_out(self) -> dict[str, str]:
        """Return the first run of capitalised words of the report with each row of initials."""
        if self._spelled is None:
            runs = [match[0] for match in _CAPITALS.finditer(self._report.text)]
            self._spelled = {_initials(run): run for run in reversed(runs)}
        return self._spelled

    def learn(self, name: str) -> None:
        """Remember a house that the report cites, for shorter names of it later on."""
        self._asked.add(name)
        if name not in self._known:
            self._known.append(name)
            self._inferred.clear()

    def is_own(self, name: str) -> bool:
        """Whether a name is the report's own outlet."""
        self._asked.add(name)
        return bool(self.own) and _same(self.own, name)

    def asked(self) -> frozenset[str] | None:
        """Return the names that were held against the outlet's own, None where one of them is its own.

        Another outlet's report of the same text has the same chains if none of them is its own either.
        """
        return None if is_one_of(self.own, self._asked) else frozenset(self._asked)

    def is_house(self, name: str, kind: SourceType) -> bool:
        """Whether a name is a publishing house: by its type, or as one that the report credits."""
        if is_medium(kind):
            return True
        self._asked.add(name)
        credited, held = self._credited.get(name, (False, 0))
        if not credited and held < len(self._known):
            credited = any(_same(known, name) for known in self._known[held:])
            self._credited[name] = credited, len(self._known)
        return credited

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean one house."""
        return _same(one, other)

    def inferred(self, *, caption: bool = False) -> list[Layer]:
        """Return the media around every statement, innermost first; the list is not to be changed.

        Args:
            caption: for a statement in a photograph's caption, whose house is the picture's.
        """
        if caption not in self._inferred:
            credits_ = self._distinct(self._pictures) if caption else self._outer
            self._inferred[caption] = [self._layer(credit) for credit in credits_]
        return self._inferred[caption]

    def _layer(self, credit: Credit) -> Layer:
        name = self.full(credit.name)
        return Layer(
            "medium",
            credit.name,
            name,
            credit.span,
            number="one",
            source_type=_medium_type(name, credit.reason),
            inferred=True,
            reason=credit.reason,
        )

    def dates(self, spans: tuple[Span, ...]) -> bool:
        """Whether a dateline touches one of some spans."""
        return bool(self.datelines) and any(self._lines.touching(span.start, span.end) for span in spans)

    def own_words(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return spans without the datelines in them."""
        if not self.datelines or not spans:
            return spans
        low, high = min([span.start for span in spans]), max([span.end for span in spans])
        for line in self._lines.touching(low, high) or self.datelines[:1]:
            spans = without(spans, line.span.start, line.span.end)
        return spans

    def _distinct(self, found: list[Credit]) -> list[Credit]:
        kept: list[Credit] = []
        for credit in found:
            name = self.full(credit.name)
            if not self.is_own(name) and not any(_same(self.full(other.name), name) for other in kept):
                kept.append(credit)
        return kept


def is_one_of(outlet: str, names: Iterable[str]) -> bool:
    """Whether an outlet is one of those that names mean."""
    return bool(outlet) and any(outlet == name or _same(outlet, name) for name in names)


@lru_cache(maxsize=16_384)
def _same(one: str, other: str) -> bool:
    return bool(one.strip() and other.strip()) and (
        same_house(one, other) or _initials(one) == other or _initials(other) == one
    )


@lru_cache(maxsize=16_384)  # a name is held against many others
def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _datelines(report: Report) -> list[Dateline]:
    """Return each body paragraph's dateline, with the stamps before it."""
    found: list[Dateline] = []
    first = first_body(report)
    for index, block in enumerate(report.blocks):
        if block.kind != "body":
            continue
        stamp = stamped(report.text, block.start, block.end)
        line = dateline_at(report.text, stamp, block.end, opening=index == first)
        if line is not None:
            line = replace(line, span=Span(block.start, line.span.end))
        elif not found:
            line = _glued(report.text, stamp, block.end) or _behind_headline(report.text, block)
        if line is not None:
            found.append(line)
        elif stamp > block.start:
            found.append(Dateline(Span(block.start, stamp), "", None))
    return found


def _glued(text: str, start: int, end: int) -> Dateline | None:
    """Return a dateline behind a headline that careless text has no break after."""
    for place in _CAPITAL_PLACE.finditer(text, start, min(end, start + _HEADLINE)):
        if _STOP.search(text, start, place.start()):
            return None
        line = dateline_at(text, place.start(), end)
        if line is not None and line.house:
            return line
    return None


def _behind_headline(text: str, block: Block) -> Dateline | None:
    """Return the agency and the day behind a headline that careless text has no break after."""
    day = posted(text, block.start, block.end)
    if day is None:
        return None
    span, house = day
    return Dateline(span, text[house.start : house.end] if house else "", house)


def _credit_lines(report: Report) -> list[Span]:
    """Return the lines that credit someone: credit blocks, and a house's name alone at the end."""
    lines = [Span(block.start, block.end) for block in report.blocks if block.kind == "credit"]
    body = [block for block in report.blocks if block.kind == "body"]
    if len(body) > 1:
        last = report.text[body[-1].start : body[-1].end].strip(" .—–-()")
        kind = source_type(last, "", last.rsplit(maxsplit=1)[-1] if last else "")
        lead = _LEAD.match(last)
        if len(last.split()) <= _MOST_WORDS and (
            is_medium(kind) or (lead is not None and lead[0].strip().lower() != "by")
        ):
            lines.append(Span(body[-1].start, body[-1].end))
    return lines


def _credited(report: Report, line: Span) -> list[Credit]:
    """Return the houses in a credit line; none in one that names staff."""
    text = report.text[line.start : line.end]
    if _STAFF.search(text):
        return []
    if _PICTURE.search(text):
        tail = _PICTURE_LEAD.sub("", text)
        # "Photographer/House via Distributor": the house, not the distributor.
        parts, reason = (re.split(r"[/|]| via ", tail)[1:2] or [tail]), "picture credit"
    else:
        lead = _LEAD.match(text)
        byline = lead is not None and lead[0].strip(" ([—–-").lower().startswith("by")
        bare = text[lead.end() :] if lead else text
        parts, reason = re.split(r"\s*(?:/|,|;|\band\b|\|)\s*", bare), "credit line"
        if byline or lead is None or _holds_office(bare):
            parts = [part for part in parts if is_medium(_medium_type(part.strip(" .()[]—–-"), ""))]
    found = []
    for part in parts:
        name = part.strip(" .()[]—–-\n")
        at = text.find(name)
        photographer = reason == "picture credit" and is_full_name(name)
        if name and name[0].isupper() and len(name.split()) <= _MOST_WORDS and not photographer:
            found.append(Credit(name, Span(line.start + at, line.start + at + len(name)), reason))
    return found


def _holds_office(text: str) -> bool:
    """Whether a line of sources names somebody with an office: "Source: Ivan Kelm, Mayor of Tarsa"."""
    return bool({word.strip(".,()").lower() for word in text.split()} & words("sources.toml", "titles"))


def source_line(report: Report) -> Credit | None:
    """Return the person whom a report's "Source:" line names with an office, None for none."""
    for line in _credit_lines(report):
        text = report.text[line.start : line.end]
        lead = _LEAD.match(text)
        bare = text[lead.end() :] if lead is not None and "source" in lead[0].lower() else ""
        name = bare.split(",")[0].strip()
        person = 1 < len(name.split()) <= _MOST_WORDS and name[0].isupper()
        if person and "," in bare and _holds_office(bare):
            start = line.start + text.find(name)
            return Credit(name, Span(start, start + len(name)), "line of sources")
    return None


def _place(report: Report) -> Span | None:
    name = report.republished_from or ""
    for block in report.blocks:
        if block.kind == "republication":
            at = report.text.find(name, block.start, block.end)
            if at >= 0:
                return Span(at, at + len(name))
    return None


def _medium_type(name: str, reason: str) -> SourceType:
    kind = source_type(name, "", name.rsplit(maxsplit=1)[-1] if name.split() else "")
    if is_medium(kind):
        return kind
    if not reason:
        return "unknown"
    return "agency" if reason == "agency in the dateline" else "news_report"
