"""What is watched, and how: the settings that ``stemma watch`` reads from a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, field

from stemma.errors import UsageError
from stemma.fetching.client import Limits, check_address
from stemma.fetching.errors import RefusedError

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LEAST_INTERVAL = 60.0
_GENERAL = frozenset({"contact", "delay", "interval", "revisit", "most", "robots", "limits", "watch"})
_OWN = frozenset({"url", "name", "outlet", "interval", "delay", "most", "only"})
_BOUNDS = frozenset({"connect", "read", "total", "megabytes"})


class Source(Struct, frozen=True):
    """A feed, sitemap, list or page that is watched.

    ``interval`` is in seconds; ``most`` is how many new pages one look at it may bring; ``only``
    are parts of addresses, of which a page's address must hold one.
    """

    url: str
    name: str
    interval: float
    most: int
    outlet: str = ""
    only: tuple[str, ...] = ()

    def wants(self, url: str) -> bool:
        """Tell whether a page that the source lists is to be fetched."""
        return not self.only or any(part in url for part in self.only)


class Plan(Struct, frozen=True):
    """All that is watched; ``revisit`` is for how many seconds a page is looked at again."""

    sources: tuple[Source, ...]
    revisit: float = 3 * 86400.0
    delay: float = 2.0
    delays: dict[str, float] = field(default_factory=dict)
    robots: bool = True
    contact: str = ""
    limits: Limits = field(default_factory=Limits)


def read_plan(text: str, name: str = "the settings") -> Plan:
    """Read the settings.

    Args:
        text: TOML (docs/watching.md).
        name: what messages call it.

    Raises:
        UsageError: it is no TOML, names nothing to watch, or holds what is not known or no fit value.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no TOML: {error}") from error
    _only_known(table, _GENERAL, name)
    listed = table.get("watch", [])
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise UsageError(f"{name} names nothing to watch: give each address a [[watch]] table with its url")
    sources = [_source(one, table, f"{name}, [[watch]] {number}") for number, one in enumerate(listed, 1)]
    urls = [source.url for source in sources]
    if twice := next((url for url in urls if urls.count(url) > 1), None):
        raise UsageError(f"{name} names {twice} twice")
    delays = {
        urlsplit(source.url).hostname or "": _number(one, "delay", 0.0, name, least=0.0)
        for source, one in zip(sources, listed, strict=True)
        if "delay" in one
    }
    return Plan(
        sources=tuple(sources),
        revisit=_seconds(table, "revisit", 3 * 86400.0, name),
        delay=_number(table, "delay", 2.0, name, least=0.0),
        delays=delays,
        robots=_flag(table, "robots", name),
        contact=_text(table, "contact", name),
        limits=_limits(table.get("limits", {}), name),
    )


def _source(own: Mapping[str, Any], general: Mapping[str, Any], name: str) -> Source:
    _only_known(own, _OWN, name)
    url = _text(own, "url", name)
    try:
        check_address(url)
    except RefusedError as error:
        raise UsageError(f"{name}: {error}") from error
    only = own.get("only", [])
    if not isinstance(only, list) or not all(isinstance(part, str) for part in only):
        raise UsageError(f"{name}: only must be a list of texts")
    both = {**general, **own}
    return Source(
        url=url,
        name=_text(own, "name", name) or url,
        interval=max(_LEAST_INTERVAL, _seconds(both, "interval", 900.0, name)),
        most=int(_number(both, "most", 100, name, least=1)),
        outlet=_text(own, "outlet", name),
        only=tuple(only),
    )


def _limits(table: object, name: str) -> Limits:
    if not isinstance(table, dict):
        raise UsageError(f"{name}: limits must be a table")
    _only_known(table, _BOUNDS, f"{name}, [limits]")
    usual = Limits()
    return Limits(
        connect=_number(table, "connect", usual.connect, name),
        read=_number(table, "read", usual.read, name),
        total=_number(table, "total", usual.total, name),
        size=int(_number(table, "megabytes", usual.size >> 20, name) * (1 << 20)),
    )


def _only_known(table: Mapping[str, Any], known: frozenset[str], name: str) -> None:
    if unknown := sorted(set(table) - known):
        raise UsageError(f"{name}: {unknown[0]} is no setting; there are {', '.join(sorted(known))}")


def _text(table: Mapping[str, Any], key: str, name: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{name}: {key} must be a text")
    return value


def _flag(table: Mapping[str, Any], key: str, name: str) -> bool:
    value = table.get(key, True)
    if not isinstance(value, bool):
        raise UsageError(f"{name}: {key} must be true or false")
    return value


def _number(table: Mapping[str, Any], key: str, usual: float, name: str, *, least: float = 0.001) -> float:
    value = table.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < float("inf"):
        raise UsageError(f"{name}: {key} must be a number, {least:g} at least")
    return float(value)


def _seconds(table: Mapping[str, Any], key: str, usual: float, name: str) -> float:
    """Read a time: a number of seconds, or a number with s, m, h or d."""
    value = table.get(key, usual)
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", value) if isinstance(value, str) else None
    if found:
        return float(found[1]) * _UNITS[found[2]]
    if isinstance(value, str):
        raise UsageError(f'{name}: {key} must be a number with s, m, h or d, such as "15m", not {value!r}')
    return _number(table, key, usual, name, least=0.0)
