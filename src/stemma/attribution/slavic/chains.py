"""Source chains of Russian and Ukrainian attributions, innermost speaker first."""

# ruff: noqa: RUF001 (Cyrillic letters)

from collections.abc import Sequence
from typing import cast

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon
from stemma.attribution.slavic.naming import Names, gender, source_kind
from stemma.records import Layer, Number, Role, SourceType, Span

_NO_SOURCE = "the cue names no source"
_UNNAMED = "unnamed source"
_CARRIED = frozenset({"parenthesis", "points back"})
_SPOKE = "the last who spoke"
_THEIRS = frozenset({"его", "её", "ее", "их", "його", "її", "їх", "їхній", "їхніми"})


class Chains:
    """Builds the chains of one report; pronouns mean the last speaker of their gender."""

    def __init__(self, clauses: Sequence[Clause], words: Lexicon, language: str) -> None:
        self.clauses = clauses
        self._words = words
        self._names = Names(clauses, language)
        self._last: dict[str, Layer] = {}
        self._bodies: dict[str, Layer] = {}
        self._spoke: Layer | None = None
        self._titled: list[tuple[frozenset[str], Layer]] = []

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
            house = self._is_agency(clause, said)
            role: Role = "medium" if house else "originator" if first and not layers else "relayer"
            layers.append(self._layer(clause, said.source, said.head, role))
            if role == "originator":
                self._keep(clause, said, layers[-1])
            elif first and len(layers) == 1:
                self._spoke = layers[0]  # a house that says it itself
        if said.medium is not None and said.medium != said.source:
            layers.append(self._layer(clause, said.medium, None, "medium"))
        return layers

    def _keep(self, clause: Clause, said: Said, layer: Layer) -> None:
        """Remember a speaker, whom pronouns, titles and "the statement" after it mean."""
        assert said.source is not None
        assert said.head is not None
        source, token = said.source, clause.tokens[said.head]
        if token.entity != "ORG" and token.lemma not in self._words.houses:  # no house is "he" or "she"
            self._last[self._gender(clause, said)] = layer
        else:
            self._bodies[gender(token)] = layer
        self._spoke = layer
        if layer.reason:
            return
        self._titled = [one for one in self._titled if one[1] != layer]
        self._titled.append((frozenset(token.lemma for token in clause.tokens[source[0] : source[1]]), layer))

    def _gender(self, clause: Clause, said: Said) -> str:
        """Return a speaker's gender: by the verb in the past, which knows a woman whose office is a man's."""
        assert said.head is not None
        own, verb = gender(clause.tokens[said.head]), clause.tokens[said.cue[0]]
        past = verb.pos == "VERB" and ("Tense=Past" in verb.tag or "past" in verb.tag)
        subject = said.rule not in {"phrase", "noun"} and said.cue[1] - said.cue[0] == 1
        if own == "plural" or not past or not subject or gender(verb) == "plural":
            return own
        known = any(mark in verb.tag for mark in ("Gender=Masc", "masc", "Gender=Fem", "femn"))
        return gender(verb) if known and "VerbForm=Part" not in verb.tag else own

    def _meant(self, clause: Clause, place: tuple[int, int], head: int) -> tuple[Layer | None, str]:
        """Return the speaker before whom one word means: "he", "the minister", "the statement"."""
        token = clause.tokens[head]
        if place[1] - place[0] > 1:
            return None, ""
        pronoun = self._words.pronouns.get(clause.tokens[place[0]].text.lower())
        if pronoun is not None:
            theirs = clause.tokens[place[0]].text.lower() in _THEIRS  # "by its data" may be a house's
            meant = self._last.get(pronoun) or (self._bodies.get(pronoun) if theirs else None)
            return meant, "the last speaker of that gender"
        if token.lemma in self._words.documents:
            return self._spoke, _SPOKE
        if token.pos == "NOUN" and token.lemma in self._words.types and "plur" not in token.tag.lower():
            for lemmas, layer in reversed(self._titled):
                if token.lemma in lemmas and len(lemmas) > 1:
                    return layer, "the last speaker of that title"
        return None, ""

    def _is_agency(self, clause: Clause, said: Said) -> bool:
        """Tell whether a source is a house that publishes, or one that only passes on what others said."""
        assert said.source is not None
        assert said.head is not None
        head, words = clause.tokens[said.head], self._words
        if head.lemma in words.anonymous or head.entity == "PERSON":
            return False
        carried = clause.tokens[said.cue[0]].lemma in words.carry and said.rule in _CARRIED
        if carried and (head.entity == "ORG" or head.pos in {"PROPN", "X"}):
            return True
        if head.lemma in words.media:
            return True
        before = range(said.source[0], said.head)
        return any(clause.tokens[index].lemma in words.media for index in before)

    def _layer(self, clause: Clause, place: tuple[int, int], head: int | None, role: Role) -> Layer:
        tokens = clause.tokens[place[0] : place[1]]
        if head is None or not place[0] <= head < place[1]:
            head = next((i for i in range(*place) if clause.tokens[i].pos in {"NOUN", "PROPN"}), place[0])
        span = Span(tokens[0].start, tokens[-1].end)
        name = " ".join(token.text for token in tokens)
        meant, why = self._meant(clause, place, head)
        if meant is not None:
            return Layer(
                role, tokens[0].text, meant.entity, span, meant.anonymous, meant.number, meant.source_type,
                meant.description, reason=why,
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
