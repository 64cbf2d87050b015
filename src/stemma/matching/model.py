"""How likely two mentions tell one claim: signs weighed by what was learned from labelled stories."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from msgspec import Struct

from stemma.resources import load_toml

WEIGHTS = "signs.toml"
COSINE = "cosine"
NONE = "none"
_DECIMALS = 4  # of a chance


class Model(Struct, frozen=True):
    """How much each sign counts in the logarithm of the odds; ``none`` is what it is without any."""

    weights: Mapping[str, float]

    def odds(self, signs: Mapping[str, float]) -> float:
        """Return the logarithm of the odds that signs speak for, but for the likeness of vectors."""
        return sum([self.weights[name] * value for name, value in signs.items()], self.weights[NONE])

    def chance(self, odds: float, cosine: float) -> float:
        """Return how likely a pair is one claim, from 0 to 1, with sentence vectors at some cosine."""
        whole = odds + self.weights[COSINE] * cosine
        return round(1 / (1 + math.exp(-whole)), _DECIMALS)


@cache
def _bundled() -> Model:
    return read_model("matching", WEIGHTS)


_in_use: ContextVar[Model | None] = ContextVar("_in_use", default=None)


def model() -> Model:
    """Return the model in use: the bundled one, unless another was set."""
    return _in_use.get() or _bundled()


@contextmanager
def judged_by(other: Model) -> Iterator[None]:
    """Have pairs judged by another model than the bundled one, as evaluations of held-out halves do."""
    token = _in_use.set(other)
    try:
        yield
    finally:
        _in_use.reset(token)


def read_model(room: str, name: str) -> Model:
    """Return the model that a room's file holds."""
    return Model(load_toml(room, name)["signs"])


__all__ = ["COSINE", "NONE", "WEIGHTS", "Model", "judged_by", "model", "read_model"]
