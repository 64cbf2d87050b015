"""Events of a short text, with places and times given by their words."""

from collections.abc import Callable
from typing import Any

import pytest

from stemma.events import code_events
from stemma.records import ClaimMention, EventMention, Place, Span, Time

Code = Callable[..., tuple[EventMention, ...]]


def place(text: str, name: str, **fields: Any) -> Place:
    start = text.index(name)
    fields.setdefault("precision", "settlement")
    fields.setdefault("lat", 49.0)
    fields.setdefault("lon", 36.0)
    return Place(name, Span(start, start + len(name)), name, **fields)


def time(text: str, words: str, **fields: Any) -> Time:
    start = text.index(words)
    return Time(words, Span(start, start + len(words)), **fields)


@pytest.fixture(scope="session")
def code(parse) -> Code:
    def run(
        text: str,
        places: dict[str, dict[str, Any]] | tuple[str, ...] = (),
        times: dict[str, dict[str, Any]] | tuple[str, ...] = (),
        claims: tuple[ClaimMention, ...] = (),
        **report: Any,
    ) -> tuple[EventMention, ...]:
        fields = places if isinstance(places, dict) else {name: {} for name in places}
        known = tuple(place(text, name, **(more or {})) for name, more in fields.items())
        told = times if isinstance(times, dict) else {words: {} for words in times}
        when = tuple(time(text, words, **more) for words, more in told.items())
        return code_events(*parse(text, **report), claims, known, when)

    return run
