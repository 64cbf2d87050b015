"""Parts of records and of rows: what lists hold of a casebook."""

from typing import NamedTuple

import msgspec

from stemma.records import Factuality, Range, Stance

# --- parts of records: the decoder passes over everything else ------------------------------


class ToldLayer(msgspec.Struct, frozen=True, gc=False):
    """A layer of a source chain without its span."""

    role: str
    name: str
    entity: str
    description: str = ""
    anonymous: bool = False
    source_type: str = "unknown"

    @property
    def known_as(self) -> str:
        """The fullest name that the report gives, or the one at the place read."""
        return self.entity or self.name


class ToldSpan(msgspec.Struct, frozen=True, gc=False):
    """Where words begin."""

    start: int


class ToldWords(msgspec.Struct, frozen=True, gc=False):
    """Words, and where they begin."""

    text: str
    spans: tuple[ToldSpan, ...]


class Told(msgspec.Struct, frozen=True, gc=False):
    """What lists need of a claim mention, as decisions amend it."""

    id: str
    report: str
    content: ToldWords
    chain: tuple[ToldLayer, ...]
    stance: Stance = "assert"
    factuality: Factuality = "Uu"
    aim: bool = False


class EventParty(msgspec.Struct, frozen=True, gc=False):
    """The side of an event's actor or target."""

    side: str = ""


class EventTold(msgspec.Struct, frozen=True, gc=False):
    """What lists need of an event mention."""

    report: str
    factuality: Factuality = "CT+"
    actor: EventParty | None = None
    target: EventParty | None = None


class EventSpot(msgspec.Struct, frozen=True, gc=False):
    """Where an event was."""

    name: str
    lat: float | None
    lon: float | None
    precision: str
    radius_km: float | None = None
    country: str = ""


class EventToll(msgspec.Struct, frozen=True, gc=False):
    """How many were killed."""

    low: int | None
    best: int | None
    high: int | None
    at_least: bool = False


class EventThingLine(msgspec.Struct, frozen=True, gc=False):
    """What an event used, hit or took, and how many by whom."""

    role: str
    kind: str
    low: int | None
    best: int | None
    high: int | None
    text: str
    claimants: tuple[str, ...]
    at_least: bool = False


class EventLine(msgspec.Struct, frozen=True, gc=False):
    """What lists need of an event; ``mentions`` are read beside it."""

    id: str
    type: str
    sub_type: str
    plover: str
    actor: str
    target: str
    place: EventSpot | None
    start: str | None
    end: str | None
    date_precision: str
    fatalities: EventToll
    status: str
    origins: Range
    mentions: tuple[EventTold, ...] = ()
    things: tuple[EventThingLine, ...] = ()


class DerivedEdge(msgspec.Struct, frozen=True, gc=False):
    """Which mention has a claim from elsewhere, and how."""

    child: str
    kind: str


class Derived(msgspec.Struct, frozen=True, gc=False):
    """The derivations of a claim."""

    edges: tuple[DerivedEdge, ...] = ()


class Worded(msgspec.Struct, frozen=True, gc=False):
    """Words without their spans."""

    text: str


class Said(msgspec.Struct, frozen=True, gc=False):
    """The words of a claim mention."""

    report: str
    content: Worded


class Extended(msgspec.Struct, frozen=True, gc=False):
    """The words of an event mention."""

    extent: Worded


# --- rows -----------------------------------------------------------------------------------


class ClaimLine(NamedTuple):
    """The columns of a claim."""

    id: str
    text: str
    outlets: int
    reports: int
    origins: tuple[int, int, int]
    sides: tuple[str, ...]
    grade: str
    unsourced: int
    circular: bool
    aim: bool


class MentionLine(NamedTuple):
    """The columns of a claim mention that its claim's row is made from."""

    report: str
    speaker: str
    stance: str
    factuality: Factuality


class SourcedLine(NamedTuple):
    """A claim's mention without its words: where it stands and who says so."""

    claim: str
    id: str
    report: str
    stance: str
    aim: bool
    chain: tuple[ToldLayer, ...]


class CopyLine(NamedTuple):
    """The columns of a copy: everything but its passages."""

    id: str
    source: str
    target: str
    direction: str
    covered_target: float


class LinkLine(NamedTuple):
    """A link of a claim or an event, ``cluster``, without its reason."""

    cluster: str
    a: str
    b: str
    kind: str
    score: float
