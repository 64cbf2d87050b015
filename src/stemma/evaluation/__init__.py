"""Scorers and readers of the benchmarks: one module a benchmark, each with ``evaluate(data)``."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from stemma.errors import UsageError
from stemma.evaluation.base import DataMissing, Evaluation, Figure, bootstrap, data_folder, need

__all__ = [
    "NAMES",
    "DataMissing",
    "Evaluation",
    "Figure",
    "available",
    "bootstrap",
    "data_folder",
    "evaluate",
    "need",
]

NAMES = {
    "polnear": "polnear",
    "adaq-ru": "adaq",
    "warnews": "warnews",
    "chains": "chains",
    "factuality": "factuality",
    "emergent": "emergent",
    "factappeal": "factappeal",
    "exaggeration": "exaggeration",
    "re3d": "re3d",
    "transmission": "transmission",
    "variants-real": "variants_real",
    "stories": "stories",
    "fakes-pairs": "fakes_pairs",
    "case": "case",
    "plv": "plv",
    "plover": "plover",
    "petrarch": "petrarch",
    "lgl": "lgl",
    "trnews": "trnews",
    "tempeval": "tempeval",
    "wikiwars": "wikiwars",
    "casualties": "casualties",
    "whole-events": "whole_events",
    "acts": "acts",
    "slavic-events": "slavic_events",
    "slavic-political": "slavic_political",
    "slavic-things": "slavic_things",
    "extraction": "extraction",
    "pages": "pages",
}


def available() -> tuple[str, ...]:
    """Return the names of the evaluations that this version can run."""
    return tuple(name for name, module in NAMES.items() if find_spec(f"{__name__}.{module}"))


def evaluate(name: str, data: Path | str | None = None) -> Evaluation:
    """Run the evaluation ``name`` and return its figures.

    Args:
        name: one of `NAMES`.
        data: the folder of evaluation data; see `data_folder` for the default.

    Raises:
        UsageError: there is no such evaluation.
        DataMissing: its data are not in the folder.
    """
    if name not in available():
        raise UsageError(f"no evaluation named {name!r}; there are: {', '.join(available()) or 'none yet'}")
    module = import_module(f"{__name__}.{NAMES[name]}")
    result: Evaluation = module.evaluate(data_folder(data))
    return result
