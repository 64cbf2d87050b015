"""Differences that merely take back what another telling had changed.

Who agrees with the first telling against a changed one has its words from the first: a reading that two
witnesses share is inherited, not restored (P. Maas, "Textkritik", 1927). The change was made once, on the
way to the changed telling, and nobody undid it. Who shares another change of that telling did read it.
"""

from collections.abc import Iterable, Iterator, Mapping

from stemma.collation.alignment import pair_key
from stemma.records import Variant, VariantType

_MIRRORED: tuple[tuple[VariantType, VariantType], ...] = (
    ("hedge_added", "hedge_dropped"),
    ("attribution_added", "attribution_dropped"),
    ("layer_added", "layer_dropped"),
    ("modality_strengthened", "modality_weakened"),
    ("source_anonymised", "source_named"),
)
_BACK: Mapping[VariantType, VariantType] = {
    kind: back for pair in _MIRRORED for kind, back in (pair, pair[::-1])
}
_Change = tuple[VariantType, str, str]


def standing(variants: Iterable[Variant], compared: frozenset[tuple[str, str]]) -> Iterator[Variant]:
    """Yield the variants but those that take back what was changed on the way to their first mention.

    Args:
        variants: what differs between mentions of claims.
        compared: the pairs of mention ids that were held against each other, as `pair_key`.
    """
    told = list(variants)
    changes: dict[tuple[str, str], set[_Change]] = {}
    before: dict[str, set[str]] = {}  # from what, by known ways, each mention came
    for one in told:
        changes.setdefault((one.from_mention, one.to_mention), set()).add(_change(one))
        if one.direction == "known":
            before.setdefault(one.to_mention, set()).add(one.from_mention)
    for one in told:
        to = one.to_mention
        for first in before.get(one.from_mention, ()):
            made, ours = changes[first, one.from_mention], changes.get((first, to), set())
            if pair_key(first, to) in compared and _undone(one) in made and not made & ours:
                break
        else:
            yield one


def _change(one: Variant) -> _Change:
    """Return what was changed in what way, from what to what."""
    return one.type, one.before.text.casefold(), one.after.text.casefold()


def _undone(one: Variant) -> _Change:
    """Return the change that a variant would undo."""
    return _BACK.get(one.type, one.type), one.after.text.casefold(), one.before.text.casefold()
