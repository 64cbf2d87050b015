"""Decisions that come from the page: checked, then handed to the casebook."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from stemma.casebook import Casebook
from stemma.casebook.decisions import ACTIONS
from stemma.errors import UsageError
from stemma.records import Decision

_NOTED = ("accept", "rate")  # these change no cluster
_LONGEST = 2000


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an analyst asked for on the page."""

    action: str
    targets: tuple[str, ...]
    value: str = ""
    note: str = ""


def read_wish(body: bytes) -> Wish:
    """Return the wish in a request's body.

    Raises:
        UsageError: the body is not one.
    """
    try:
        wish = msgspec.json.decode(body, type=Wish)
    except msgspec.DecodeError as error:
        raise UsageError(f"a decision needs action, targets and perhaps value and note: {error}") from error
    if wish.action not in ACTIONS:
        raise UsageError(f"no decision {wish.action!r}; there are {', '.join(ACTIONS)}")
    if not wish.targets or any(not target for target in wish.targets):
        raise UsageError("a decision needs a target")
    if max(len(wish.note), len(wish.value), *map(len, wish.targets)) > _LONGEST:
        raise UsageError(f"a decision's parts hold at most {_LONGEST} characters each")
    return wish


def is_noted(wish: Wish, decisions: Iterable[Decision]) -> bool:
    """Tell whether a decision changes no cluster: it is such a one, or takes such ones back."""
    if wish.action != "undo":
        return wish.action in _NOTED
    made = {decision.id: decision.action for decision in decisions}
    return all(made.get(target) in _NOTED for target in wish.targets)


def note(path: Path, wish: Wish) -> Decision:
    """Write a decision that changes no cluster, so that nothing has to be collated anew.

    Raises:
        DecisionError: it names something that the casebook does not hold.
    """
    with Casebook.open(path, create=False) as book:
        return book.decide(wish.action, *wish.targets, value=wish.value, note=wish.note)


def decide(path: Path, wish: Wish) -> Decision:
    """Write a decision into the casebook, apply it, and return it as stored.

    Raises:
        DecisionError: it names something that the casebook does not hold.
    """
    import stemma  # noqa: PLC0415  the pipeline is heavy, and reading pages needs none of it

    with stemma.open(path, create=False) as working_book:
        return working_book.decide(wish.action, *wish.targets, value=wish.value, note=wish.note)
