"""Source chains of Russian and Ukrainian attributions, innermost speaker first."""

from collections.abc import Sequence
from typing import cast

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.naming import Names, gender, source_kind
from stemma.records import Layer, Number, Role, SourceType, Span

_NO_SOURCE = "the cue names no source"
_UNNAMED = "unnamed source"


class Chains:
    """Builds the chains of one report; pronouns mean the last speaker of their gender."""

    def __init__(self, clauses: Sequence[Clause], words: Lexicon, language: str) -> None:
        self.clauses = clauses
        self._words = words
        self._names = Names(clauses, language)
        self._last: dict[str, Layer] = {}

    def build(self, said: Said, outer: Sequence[Said]) -> tuple[Layer, ...]:
        """Return the layers of an attribution that stands inside ``outer``, nearest first."""
        layers: list[Layer] = []
        for depth, each in enumerate((said, *outer)):
            layers.extend(self._of(each, first=depth == 0))
        if not layers or layers[0].role not in {"originator", "medium"}:
            nobody = Layer(
                "originator", _UNNAMED, _UNNAMED, None, anonymous=True, inferred=True, reason=_NO_SOURCE
            )
            layers.insert(0, nobody)
        kept: list[Layer] = []
        for layer in layers:
            if all(layer.entity != other.entity for other in kept):
                kept.append(layer)
        return tuple(kept)

    def _of(self, said: Said, *, first: bool) -> list[Layer]:
        clause = self.clauses[said.sentence]
        layers: list[Layer] = []
        if said.reference is not None:
            layers.append(self._layer(clause, said.reference, None, "originator" if first else "relayer"))
        if said.source is not None and said.head is not None:
            house = clause.tokens[said.head].lemma in self._words.media or self._is_agency(clause, said)
            role: Role = "medium" if house else "originator" if first and not layers else "relayer"
            layers.append(self._layer(clause, said.source, said.head, role))
            if role == "originator":
                self._last[gender(clause.tokens[said.head])] = layers[-1]
        if said.medium is not None and said.medium != said.source:
            layers.append(self._layer(clause, said.medium, None, "medium"))
        return layers

    def _is_agency(self, clause: Clause, said: Said) -> bool:
        assert said.source is not None
        return any(clause.tokens[index].lemma in self._words.media for index in range(*said.source))

    def _layer(self, clause: Clause, place: tuple[int, int], head: int | None, role: Role) -> Layer:
        tokens = clause.tokens[place[0] : place[1]]
        if head is None or not place[0] <= head < place[1]:
            head = next((i for i in range(*place) if clause.tokens[i].pos in {"NOUN", "PROPN"}), place[0])
        span = Span(tokens[0].start, tokens[-1].end)
        name = " ".join(token.text for token in tokens)
        meant = (
            self._last.get(self._words.pronouns.get(tokens[0].text.lower(), "")) if len(tokens) == 1 else None
        )
        if meant is not None:
            return Layer(
                role, tokens[0].text, meant.entity, span, meant.anonymous, meant.number, meant.source_type,
                meant.description, reason="the last speaker of that gender",
            )  # fmt: skip
        entity, description = self._names.entity(clause, place, head)
        named = any(token.entity in {"PERSON", "ORG"} or token.pos == "PROPN" for token in tokens)
        plural = gender(clause.tokens[head]) == "plural"
        number: Number = "several" if plural else "one"
        return Layer(
            role, name, entity, span,
            anonymous=not named and clause.tokens[head].lemma in self._words.anonymous,
            number=number, source_type=cast("SourceType", source_kind(tokens, self._words)),
            description=description,
        )  # fmt: skip
