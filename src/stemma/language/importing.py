"""Import spaCy without its command line, which nothing here uses and which costs a third of the import."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy; its command line is left to be imported by whoever asks for it.

    ``spacy/__init__.py`` imports ``spacy.cli.info`` for the function ``spacy.info``, and with it typer,
    requests and forms of pydantic for every command: 0.45 of 1.3 CPU seconds. While spaCy is imported,
    modules that hold nothing but such a function stand in for these two; then they are taken away.
    """
    if "spacy" in sys.modules:
        return
    for name in _COMMAND_LINE:
        module: Any = ModuleType(name)
        module.info = _info
        sys.modules[name] = module
    try:
        import spacy  # noqa: F401, PLC0415  after the stand-ins are there
    finally:
        for name in _COMMAND_LINE:
            del sys.modules[name]
    _group_entry_points()


def _group_entry_points() -> None:
    """Let spaCy's registry find what installed packages offer by its group.

    Loading a model asks for a group 185 times, and `importlib.metadata` goes through all that every package
    offers each time: a sixth of the whole. The registry takes a mapping too, which older Pythons gave.
    """
    import catalogue  # noqa: PLC0415  imported with spaCy

    offered: Any = catalogue.AVAILABLE_ENTRY_POINTS
    # Python 3.11 gives a mapping that warns when it is read as one, later ones a tuple.
    every = chain.from_iterable(dict.values(offered)) if isinstance(offered, dict) else offered
    groups: dict[str, list[Any]] = {}
    for each in every:
        groups.setdefault(each.group, []).append(each)
    catalogue.AVAILABLE_ENTRY_POINTS = groups


@contextmanager
def decoders_asked_once() -> Iterator[None]:
    """Have srsly ask once, inside the block, for what decodes MessagePack.

    Loading a model decodes 89 pieces, and for each of them srsly's registry goes through all that any
    registry holds: 0.03 CPU seconds.
    """
    import srsly.msgpack  # noqa: PLC0415  imported with spaCy

    package: Any = srsly.msgpack
    registry = package.msgpack_decoders
    package.msgpack_decoders = _Decoders(registry.get_all())
    try:
        yield
    finally:
        package.msgpack_decoders = registry


class _Decoders:
    """What stands in for srsly's registry of decoders."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    def get_all(self) -> dict[str, Any]:
        """Return the decoders by name, as the registry does."""
        return self._found


def _info(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  spaCy's own function, whatever it takes
    from spacy.cli.info import info  # noqa: PLC0415  loaded when it is called

    return info(*arguments, **named)
