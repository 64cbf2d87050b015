"""What the search for rewritings knows of reports: in arrays as restored, of which few are looked at."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Self

import msgspec
import numpy as np

from stemma.errors import DataError
from stemma.reuse.shingles import Ints, Keys, Longs

_VERSION = 2
_BEFORE = 1  # casebooks had all of it in one piece, with words as they are written
_WHOLE = "whole"
# Restored words that are looked up are found by so many of their bits first: most are not among them.
_SIEVE_BITS = 20
_SIEVED = np.uint64((1 << _SIEVE_BITS) - 1)


class Known(msgspec.Struct, array_like=True, frozen=True):
    """A report as the candidates' search knows it; ``hard`` are its names and numbers, as hashes.

    ``day`` is negative when it is not known.
    """

    name: str
    outlet: str
    day: int
    hard: frozenset[int]


class _Head(msgspec.Struct):
    version: int
    budget: int
    outlets: list[str]


class _OldKnown(msgspec.Struct, array_like=True):
    name: str
    outlet: str
    day: int
    hard: frozenset[str]


class _Old(msgspec.Struct):
    version: int
    budget: int
    known: list[_OldKnown]


@lru_cache(maxsize=1 << 16)
def word_number(word: str) -> int:
    """Return the 64-bit hash that stands for a name or number."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())


class _Restored:
    """Reports as they were stored.

    Args:
        names: their ids.
        outlets: the number of each one's outlet, and the outlets.
        days: their days.
        words: their words, sorted, one report after the other.
        ends: where each one's words end.
    """

    def __init__(
        self, names: list[str], outlets: tuple[Ints, list[str]], days: Ints, words: Keys, ends: Longs
    ) -> None:
        self.names = names
        self.outlets, self.outlet_names = outlets
        self.days = days
        self.words = words
        self.ends = ends

    @classmethod
    def of(cls, known: Iterable[Known]) -> Self:
        """Return reports in this form."""
        listed = list(known)
        numbers: dict[str, int] = {}
        outlets = [numbers.setdefault(one.outlet, len(numbers)) for one in listed]
        return cls(
            [one.name for one in listed],
            (np.array(outlets, dtype=np.int32), list(numbers)),
            np.array([one.day for one in listed], dtype=np.int32),
            np.array([word for one in listed for word in sorted(one.hard)], dtype=np.uint64),
            np.cumsum([len(one.hard) for one in listed], dtype=np.int64),
        )

    def followed_by(self, others: "_Restored") -> "_Restored":
        """Return these reports and others after them."""
        numbers = {name: number for number, name in enumerate(self.outlet_names)}
        same = [numbers.setdefault(name, len(numbers)) for name in others.outlet_names]
        outlets = np.array(same, dtype=np.int32)[others.outlets]
        words = len(self.words)
        return _Restored(
            [*self.names, *others.names],
            (np.concatenate([self.outlets, outlets]), list(numbers)),
            np.concatenate([self.days, others.days]),
            np.concatenate([self.words, others.words]),
            np.concatenate([self.ends, others.ends + words]),
        )

    def known(self, at: int) -> Known:
        """Return a report by its place."""
        start = int(self.ends[at - 1]) if at else 0
        hard = frozenset(self.words[start : int(self.ends[at])].tolist())
        return Known(self.names[at], self.outlet_names[self.outlets[at]], int(self.days[at]), hard)

    def holders(self, words: Collection[int], most: int) -> Iterator[tuple[int, list[str]]]:
        """Yield those of some words that reports have, with the first of these."""
        wanted = np.array(sorted(words), dtype=np.uint64)
        sieve = np.zeros(1 << _SIEVE_BITS, dtype=np.bool_)
        sieve[wanted & _SIEVED] = True
        places = np.flatnonzero(sieve[self.words & _SIEVED])
        at = np.searchsorted(wanted, self.words[places])
        met = wanted[np.minimum(at, len(wanted) - 1)] == self.words[places]
        at, places = at[met], places[met]
        order = np.argsort(at, kind="stable")
        at, places = at[order], places[order]
        first = np.arange(len(at)) - np.searchsorted(at, at) < most
        owners = np.searchsorted(self.ends, places[first], side="right")
        found = zip(wanted[at[first]].tolist(), owners.tolist(), strict=True)
        for word, held in groupby(found, itemgetter(0)):
            yield word, [self.names[owner] for _, owner in held]

    def pieces(self, budget: int) -> dict[str, bytes | bytearray]:
        """Return all of it in pieces, of which more reports change the ends."""
        return {
            "head": msgspec.msgpack.encode(_Head(_VERSION, budget, self.outlet_names)),
            "names": msgspec.msgpack.encode(self.names),
            "outlets": self.outlets.astype("<i4", copy=False).tobytes(),
            "days": self.days.astype("<i4", copy=False).tobytes(),
            "words": self.words.astype("<u8", copy=False).tobytes(),
            "ends": self.ends.astype("<i8", copy=False).tobytes(),
        }


class Register:
    """All reports that a search knows, by id, in the order of adding.

    Args:
        restored: those that were stored.
    """

    def __init__(self, restored: _Restored | None = None) -> None:
        self._restored = restored or _Restored.of(())
        self._places = dict(zip(self._restored.names, range(len(self._restored.names)), strict=True))
        self._seen: dict[str, Known] = {}  # restored ones that were looked at
        self._new: dict[str, Known] = {}

    @classmethod
    def restore(cls, state: bytes | Mapping[str, bytes | bytearray]) -> tuple[Self, int]:
        """Return the reports of what ``pieces`` gave, or of what casebooks had before, and the budget.

        Raises:
            DataError: it is no such thing, or one of another version.
        """
        before = state if isinstance(state, bytes) else state.get(_WHOLE)
        try:
            if before is not None:
                old = msgspec.msgpack.decode(before, type=_Old)
                version, budget = old.version, old.budget
                restored = _Restored.of(map(_renewed, old.known))
            else:
                assert not isinstance(state, bytes)
                head = msgspec.msgpack.decode(state["head"], type=_Head)
                version, budget = head.version, head.budget
                restored = _joined(head, state)
        except (msgspec.MsgspecError, KeyError, ValueError) as error:
            raise DataError(f"no state of a search for rewritings: {error}") from error
        if version != (_VERSION if before is None else _BEFORE):
            raise DataError(f"a state of version {version}; this version reads {_VERSION}")
        return cls(restored), budget

    def __contains__(self, name: str) -> bool:
        return name in self._new or name in self._places

    def __getitem__(self, name: str) -> Known:
        """Return a report by its id."""
        found = self._new.get(name) or self._seen.get(name)
        if found is None:
            found = self._seen[name] = self._restored.known(self._places[name])
        return found

    def __iter__(self) -> Iterator[Known]:
        """Yield all reports, in the order of adding."""
        yield from (self[name] for name in (*self._restored.names, *self._new))

    def add(self, known: Known) -> None:
        """Add a report."""
        self._new[known.name] = known

    def change(self, changed: Mapping[str, Known]) -> None:
        """Have reports that are here as they are now; they keep their places."""
        every = [changed.get(known.name, known) for known in self]
        self._restored, self._seen, self._new = _Restored.of(every), {}, {}
        self._places = {name: at for at, name in enumerate(self._restored.names)}

    def holders(self, words: Collection[int], most: int) -> Iterator[tuple[int, list[str]]]:
        """Yield those of some words that restored reports have, with the ids of the first of these."""
        return self._restored.holders(words, most) if words and self._restored.names else iter(())

    def pieces(self, budget: int) -> dict[str, bytes | bytearray]:
        """Return all that is known in pieces, of which more reports change the ends."""
        return self._restored.followed_by(_Restored.of(self._new.values())).pieces(budget)


def _joined(head: _Head, pieces: Mapping[str, bytes | bytearray]) -> _Restored:
    """Put pieces together; whoever stores them may have dropped those that were empty."""
    names = msgspec.msgpack.decode(pieces["names"], type=list[str])
    kinds = {"outlets": "<i4", "days": "<i4", "words": "<u8", "ends": "<i8"}
    outlets, days, words, ends = (
        np.frombuffer(pieces.get(name, b""), dtype=kind) for name, kind in kinds.items()
    )
    if {len(outlets), len(days), len(ends)} != {len(names)} or len(words) != (ends[-1] if len(ends) else 0):
        raise ValueError("its pieces do not fit together")
    return _Restored(names, (outlets, head.outlets), days, words, ends)


def _renewed(old: _OldKnown) -> Known:
    return Known(old.name, old.outlet, old.day, frozenset(map(word_number, old.hard)))
