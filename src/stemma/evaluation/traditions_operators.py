"""Planted sentences and their changes, built from parts: every variant type in many shapes of sentence."""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

from stemma.resources import load_toml

# Of each type; with the written ones that makes 25 and more.
EACH = 18

Built = tuple[str, str, str]


@cache
def _parts() -> dict[str, Any]:
    return load_toml("evaluation", "traditions_operators.toml")


class _Builder:
    """Draws the parts of sentences; no two sentences have one subject and one deed."""

    def __init__(self, generator: random.Random) -> None:
        self.generator = generator
        parts = _parts()
        self._deeds = [(who, deed) for who, deed in product(parts["subjects"], parts["deeds"])]
        generator.shuffle(self._deeds)

    def any_of(self, name: str) -> Any:  # noqa: ANN401  a table's entry, as TOML gives it
        return self.generator.choice(_parts()[name])

    def deed(self, *, with_place: bool = False) -> tuple[str, bool, Sequence[str]]:
        """Return a subject, whether it is plural, and a deed, used once."""
        at = next(at for at, (_, deed) in enumerate(self._deeds) if not with_place or "{place}" in deed[3])
        (who, plural), deed = self._deeds.pop(at)
        return who, plural, deed

    def past(self, *, with_place: bool = False) -> str:
        who, _, (_, past, _, rest) = self.deed(with_place=with_place)
        return f"{who} {past} {rest}"

    def told(self, proposition: str, source: str = "{role} {person}", frame: str = "") -> str:
        return lay(frame or self.any_of("frames"), proposition, source)

    def both(self, before: str, after: str) -> tuple[str, str]:
        """Return two propositions in one frame."""
        frame = self.any_of("frames")
        return self.told(before, frame=frame), self.told(after, frame=frame)

    def by_both(self, before: str, after: str) -> tuple[str, str]:
        """Return one proposition of two sources in one frame."""
        frame, proposition = self.any_of("frames"), self.past()
        return self.told(proposition, before, frame), self.told(proposition, after, frame)


def lay(frame: str, proposition: str, source: str) -> str:
    """Lay a proposition and its source into a frame."""
    laid = frame.replace("{P}", _capital(proposition)).replace("{p}", proposition)
    return laid.replace("{source}", source).replace("{Source}", _capital(source))


def _capital(text: str) -> str:
    if text.startswith("{role}"):
        return "{role_cap}" + text.removeprefix("{role}")
    return text[:1].upper() + text[1:]


def built(generator: random.Random) -> Iterator[Built]:
    """Give changes as (type, before, after), patterns with places for persons and places still in them."""
    builder = _Builder(generator)
    for number in range(EACH):
        for kind, (before, after) in _round(builder, number).items():
            yield kind, before, after


def _round(builder: _Builder, number: int) -> Mapping[str, tuple[str, str]]:
    """Return one change of each type."""
    return _of_sources(builder) | _of_strength(builder) | _of_facts(builder, number)


def _of_sources(builder: _Builder) -> dict[str, tuple[str, str]]:
    bare, more = builder.past(), builder.past()
    over, under = builder.any_of("relayed"), builder.any_of("relayed")
    dropped, added = builder.past(), builder.past()
    one, several = builder.any_of("plural")
    named = "{role} {person}"
    return {
        "attribution_dropped": (builder.told(bare), f"{_capital(bare)}."),
        "attribution_added": (f"{_capital(more)}.", builder.told(more)),
        "layer_dropped": (lay(over[0], dropped, named), lay(over[1], dropped, named)),
        "layer_added": (lay(under[1], added, named), lay(under[0], added, named)),
        "source_generalised": builder.by_both(named, builder.any_of("general")),
        "source_pluralised": builder.by_both(one, several),
        "source_anonymised": builder.by_both(named, builder.any_of("anonymous")),
        "source_named": builder.by_both(builder.any_of("anonymous"), named),
        "name_changed": builder.by_both(named, "{role} {garbled}"),
        "role_changed": builder.by_both(*(f"{office} {{person}}" for office in builder.any_of("offices"))),
    }


def _of_strength(builder: _Builder) -> dict[str, tuple[str, str]]:
    result = {}
    for kind in ("hedge_dropped", "hedge_added"):
        who, _, (_, past, _, rest) = builder.deed()
        sure, unsure = f"{who} {past} {rest}", f"{who} {builder.any_of('hedges')} {past} {rest}"
        result[kind] = builder.both(*((unsure, sure) if kind == "hedge_dropped" else (sure, unsure)))
    for kind in ("modality_strengthened", "modality_weakened"):
        who, _, (base, _, _, rest) = builder.deed()
        weak, strong = (f"{who} {modal} {base} {rest}" for modal in builder.any_of("modals"))
        result[kind] = builder.both(*((weak, strong) if kind == "modality_strengthened" else (strong, weak)))
    who, plural, (base, past, participle, rest) = builder.deed()
    plan = builder.any_of("plans")[int(plural)]
    have = "have" if plural else "has"
    result["planned_to_done"] = builder.both(
        f"{who} {plan} {base} {rest}", f"{who} {have} {participle} {rest}"
    )
    who, plural, (base, past, participle, rest) = builder.deed()
    flipped = f"{who} {past} {rest}", f"{who} did not {base} {rest}"
    result["polarity_flipped"] = builder.both(*(flipped if plural else flipped[::-1]))
    return result


def _of_facts(builder: _Builder, number: int) -> dict[str, tuple[str, str]]:
    counted, low, high = _parts()["counted"][number]
    quote, altered = _parts()["quotes"][number]
    day, other = builder.any_of("dates")
    dated = builder.past()
    placed = builder.past(with_place=True)
    _, _, (base, _, participle, rest) = builder.deed()
    frame = builder.generator.choice(("“{P},” {source} said.", "{Source} said: “{P}.”"))
    will = builder.generator.random() < 0.5  # noqa: PLR2004  each form half of the time
    ours = f"we will {base} {rest}" if will else f"we have {participle} {rest}"
    theirs = f"they would {base} {rest}" if will else f"they had {participle} {rest}"
    return {
        "quantity_changed": builder.both(counted.replace("{n}", str(low)), counted.replace("{n}", str(high))),
        "date_changed": builder.both(f"{dated} {day}", f"{dated} {other}"),
        "place_changed": builder.both(placed, placed.replace("{place}", "{elsewhere}")),
        "quote_altered": (builder.told(quote, frame=frame), builder.told(altered, frame=frame)),
        "quote_to_paraphrase": (
            builder.told(ours, frame=frame),
            builder.told(theirs, frame="{Source} said that {p}."),
        ),
    }
