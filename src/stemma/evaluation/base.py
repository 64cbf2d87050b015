"""What every evaluation gives back: figures with their intervals, beside the peers' figures."""

import os
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct, field

from stemma.errors import DataError

T = TypeVar("T")

DATA_VARIABLE = "STEMMA_DATA"
# Folders whose presence tells a folder of many sets from one set's own folder.
_SETS = ("fa-kes", "polnear", "case2021", "lgl", "plover")


class DataMissing(DataError):  # noqa: N818  named by its contract
    """The data that an evaluation reads is not there; the message says which and where it was sought."""


class Figure(Struct, frozen=True):
    """A metric's value with its bootstrap 95% interval over ``n`` items."""

    value: float
    low: float
    high: float
    n: int


class Evaluation(Struct, frozen=True):
    """The figures of one evaluation: ``figures`` by metric, ``peers`` by peer and then metric."""

    name: str
    data: str
    figures: dict[str, Figure]
    peers: dict[str, dict[str, float]] = field(default_factory=dict)


def share(holds: Callable[[T], bool]) -> Callable[[Sequence[T]], float]:
    """Return the statistic that tells what part of some items hold, 0 without items."""
    return lambda items: sum(map(holds, items)) / len(items) if items else 0.0


def mean(items: Sequence[float]) -> float:
    """Return the mean of some figures, of answers the share of right ones; 0 without any."""
    return sum(items) / len(items) if items else 0.0


class Answers(Protocol):
    """How many answers were found, how many found ones are none, and how many were missed."""

    @property
    def found(self) -> int:
        """How many were found."""

    @property
    def wrong(self) -> int:
        """How many of what was found are none."""

    @property
    def missed(self) -> int:
        """How many were not found."""


def f1(items: Sequence[Answers]) -> float:
    """Return the harmonic mean of precision and recall of all answers, 0 where none was found."""
    found = sum(item.found for item in items)
    errors = sum(item.wrong + item.missed for item in items)
    return 2 * found / (2 * found + errors) if found else 0.0


class Rows(Protocol):
    """How many rows something has, and how many of them are wrong."""

    @property
    def rows(self) -> int:
        """How many rows there are."""

    @property
    def wrong(self) -> int:
        """How many of them are wrong."""


def false_rows(items: Sequence[Rows]) -> float:
    """Return what part of all rows are wrong, 0 without rows."""
    rows = sum(item.rows for item in items)
    return sum(item.wrong for item in items) / rows if rows else 0.0


def bootstrap(
    items: Sequence[T], statistic: Callable[[Sequence[T]], float], samples: int = 1000, seed: int = 0
) -> Figure:
    """Return ``statistic`` over ``items`` with its percentile bootstrap 95% interval.

    Items are drawn with replacement; they should be what was sampled independently (documents
    rather than sentences). Without items every value is 0.

    Args:
        items: the sampled units, each holding what the statistic needs (counts, say).
        statistic: computes the metric of a sample of items.
        samples: how many resamples.
        seed: makes the interval the same in every run.

    Returns:
        The figure, with ``n`` the number of items.
    """
    if not items:
        return Figure(0.0, 0.0, 0.0, 0)
    generator = random.Random(seed)  # noqa: S311  resampling, nothing secret
    size = len(items)
    values = sorted(statistic(generator.choices(items, k=size)) for _ in range(samples))
    if not values:
        value = statistic(items)
        return Figure(value, value, value, size)
    low = values[int(0.025 * (len(values) - 1))]
    high = values[round(0.975 * (len(values) - 1))]
    return Figure(statistic(items), low, high, size)


def by_halves(
    items: Sequence[tuple[str, T]], statistics: Mapping[str, Callable[[Sequence[T]], float]]
) -> dict[str, Figure]:
    """Return figures over items of two halves: over all of them, and ("_train", "_test") over those of each.

    Args:
        items: the half of each item, "train" or "test", and the item.
        statistics: by name.
    """
    figures = {}
    for ending, part in (("", ""), ("_train", "train"), ("_test", "test")):
        own = [item for half, item in items if part in ("", half)]
        figures.update({f"{name}{ending}": bootstrap(own, one) for name, one in statistics.items()})
    return figures


def data_folder(data: Path | str | None = None) -> Path:
    """Return the folder of evaluation data: ``data``, else $STEMMA_DATA, else ``../shared/data``.

    The last is beside the repository's root, where a development checkout keeps it.
    """
    if data is not None:
        return Path(data)
    if value := os.environ.get(DATA_VARIABLE):
        return Path(value)
    return Path(__file__).resolve().parents[4] / "shared" / "data"


def need(path: Path) -> Path:
    """Return where ``path`` (a folder of data, a set's folder, perhaps a file of it) is.

    A folder of data may hold the sets each in a folder of its own, or be one set's folder itself: then
    the set's folder is left out of the path.

    Raises:
        DataMissing: there is no such file or folder.
    """
    if path.exists():
        return path
    bare = path.parent.parent / path.name if path.suffix else path.parent
    if bare.is_file() or (bare.is_dir() and not any((bare / name).is_dir() for name in _SETS)):
        return bare
    raise DataMissing(f"evaluation data not found: {path} (set --data or ${DATA_VARIABLE})")
