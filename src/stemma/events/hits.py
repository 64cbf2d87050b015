"""A trigger as it was found in a sentence: its code, its words, who acts and who is acted upon."""

from msgspec import Struct

from stemma.events.lexicon import Code, Pattern


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
