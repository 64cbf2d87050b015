"""What the reading of a Russian or Ukrainian report has found so far, and the sentence that is read."""

from dataclasses import dataclass, field

from msgspec import Struct

from stemma.events.lexicon import Code
from stemma.events.setting import Found
from stemma.events.slavic.line import Line
from stemma.events.slavic.standpoints import Seat
from stemma.records import BlockKind, ClaimMention, EventMention, Place, Quantity, Report, Time


@dataclass(slots=True)
class State:
    """What the reading of a report has found so far.

    ``head`` is the last sentence that opened with the place of what follows it, ``lists`` the mentions at
    the place of a list that is told first, ``listed`` those at the others.
    """

    report: Report
    lines: list[Line] = field(default_factory=list)
    mentions: list[EventMention] = field(default_factory=list)
    named: list[tuple[int, Place]] = field(default_factory=list)
    waiting: list[tuple[int, Quantity]] = field(default_factory=list)
    offices: list[Place] = field(default_factory=list)
    dated: dict[int, Found] = field(default_factory=dict)
    head: int = 0
    lists: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    acts: list[EventMention] = field(default_factory=list)
    struck: tuple[Code, Found] | None = None
    holders: dict[str, Seat] = field(default_factory=dict)

    def near(self) -> list[EventMention]:
        """Return the mentions that what is told now may go on from: those under the same heading."""
        return [one for one in self.mentions if one.sentence >= self.head]


class Here(Struct, frozen=True):
    """One sentence with what touches it."""

    line: Line
    index: int
    block: BlockKind
    claims: tuple[ClaimMention, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
