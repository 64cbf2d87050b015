"""Keep the named weights of linear models in a file: those that say something, as 16-bit floats."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

SMALLEST = 0.02  # a weight below it says next to nothing


def without_small(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that say something, in the order of their names."""
    return {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}


def packed(weights: Mapping[str, float], model: str = "") -> dict[str, Any]:
    """Return weights, in their order, as the arrays that `write` keeps; ``model`` tells which of a file's."""
    print(model, len(weights), "weights")
    before = f"{model}_" if model else ""
    return {
        f"{before}names": np.array("\n".join(weights)),
        f"{before}weights": np.array(list(weights.values()), dtype=np.float16),
    }


def kept(path: Path) -> dict[str, Any]:
    """Return the arrays of a file."""
    with np.load(path, allow_pickle=False) as known:
        return {name: known[name] for name in known.files}


def write(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write arrays into a file."""
    with path.open("wb") as out:
        np.savez_compressed(out, **arrays)
