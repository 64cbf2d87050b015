"""A trigger as it was found in a sentence: its code, its words, who acts and who is acted upon."""

from msgspec import Struct

from stemma.events.lexicon import Code, Pattern, codes, word_set
from stemma.records import EventMention

_EXPLOSIONS = "Explosions/Remote violence"
# Codes whose nouns name the kind of act, and pairs of which a word for one may point to the other.
_KINDS = frozenset({"air_strike", "shelling", "ied", "suicide_bomb", "grenade", "chemical"})
_EITHER = (
    {"air_strike", "shelling"}, {"ied", "suicide_bomb"}, {"chemical", "shelling"}, {"chemical", "air_strike"},
)  # fmt: skip


# A word that names no act, only one told before.
INCIDENT = ("incident",)
# What a lexicon's entry needs whose words name an act only where one was told before.
_TOLD = "told"


class Hit(Struct, frozen=True):
    """A trigger found: its code, its tokens, and the heads of its actor and target.

    ``modifier`` says that the actor is a modifier of the trigger ("Russian shelling"). ``also`` are the heads
    of other triggers that tell the same event ("raided X on Monday, leading to a gun battle").
    """

    code: Code
    pattern: Pattern
    head: int
    words: tuple[int, ...]
    verbal: bool
    actor: int | None = None
    target: int | None = None
    modifier: bool = False
    also: tuple[int, ...] = ()

    @property
    def told(self) -> bool:
        """Whether its word names an act only where one was told before ("the operation")."""
        return _TOLD in self.pattern.needs


def names_kind_of(hit: Hit, told: EventMention) -> bool:
    """Say whether a trigger's own word may name the act of a mention ("the blast" is no shooting).

    A word that leaves the kind open ("the attack") may name any.
    """
    if hit.verbal:
        return True
    if not word_set("blasts").isdisjoint(hit.pattern.words) and told.type != _EXPLOSIONS:
        return False
    kind = hit.pattern.code
    if kind not in _KINDS:
        return True
    its = next((key for key in _KINDS if codes()[key].sub_type == told.sub_type), None)
    return its is None or its == kind or {its, kind} in _EITHER
