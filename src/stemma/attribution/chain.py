"""Build source chains: originator, addressee, relayers and media, innermost first."""

import re

from msgspec.structs import replace

from stemma.attribution.accorded import SPOKEN_TO
from stemma.attribution.carrying import carried_by
from stemma.attribution.cast import UNNAMED, Cast
from stemma.attribution.descriptions import text_of
from stemma.attribution.found import Found
from stemma.attribution.fronts import hearer_in_front
from stemma.attribution.houses import Houses, source_line
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.layers import Layers
from stemma.attribution.lexicon import words
from stemma.attribution.pronouns import same_again
from stemma.attribution.quoting import quoted_person
from stemma.attribution.relays import as_saying, cited_by, cites, head_in, media_of, platform_of, told_while
from stemma.attribution.sameness import is_bare_kind
from stemma.attribution.settled import Settled
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, span_over
from stemma.records import Layer, Report, Role, Span

_NO_SOURCE = "the cue names no source"

_JOINED = re.compile(r":|\s[-–—]\s")  # noqa: RUF001 (dashes)


class Chains:
    """Builds the chains of one report; its houses and figures are shared by all of them."""

    def __init__(self, report: Report, trees: list[Tree], cast: Cast) -> None:
        self._report = report
        self._trees = trees
        self._cast = cast
        self.houses = Houses(report)
        self._settled = Settled(report.text)
        self._phrases = Layers(report, cast, self.houses)

    def build(self, found: Found, outer: list[Found]) -> tuple[Layer, ...]:
        """Return the layers of one attribution.

        Args:
            found: the innermost attribution.
            outer: the attributions that it stands inside, nearest first.
        """
        layers: list[Layer] = []
        every = [found, *outer]
        # Read from the outermost in: "they said that envoys warned of P" does not mean the envoys by "they".
        for depth in reversed(range(len(every))):
            within = every[depth + 1] if depth + 1 < len(every) else None
            layers = [*self._layers(every[depth], within, first=depth == 0), *layers]
        if not any(layer.role in {"originator", "medium"} for layer in layers[:1]):
            layers.insert(0, self._unnamed_source(found))
        caption = self._report.blocks[self._trees[found.sentence].sentence.block].kind == "caption"
        return tuple(self._distinct([*layers, *self.houses.inferred(caption=caption)]))

    def _unnamed_source(self, found: Found) -> Layer:
        """Return who speaks where a cue names nobody: of a "Quote:", whom a "Source:" line names."""
        line = source_line(self._report) if found.lemma == "quote" and not found.source else None
        if line is None:
            return Layer(
                "originator", UNNAMED, UNNAMED, None, anonymous=True, inferred=True, reason=_NO_SOURCE
            )
        return Layer(
            "originator",
            line.name,
            self._cast.fullest(line.name),
            line.span,
            number="one",
            source_type="person",
            inferred=True,
            reason=line.reason,
        )

    def finished(self, layers: tuple[Layer, ...], sentence: int) -> tuple[Layer, ...]:
        """Return a chain with the names that the report gives its sources only later on."""
        entities = [self._later_name(layer, sentence) for layer in layers]
        if all(entity == layer.entity for entity, layer in zip(entities, layers, strict=True)):
            return layers
        kept = [
            layer if entity == layer.entity else replace(layer, entity=entity, anonymous=False)
            for entity, layer in zip(entities, layers, strict=True)
        ]
        return tuple(self._distinct(kept))

    def _later_name(self, layer: Layer, sentence: int) -> str:
        if layer.role in {"originator", "relayer"} and not layer.inferred:
            one = layer.number == "one"
            named = self._cast.announced(layer.entity) if one else ""
            named = named or (self._cast.named_later(layer.entity, sentence) if one else "")
            if named:
                return named
            if is_bare_kind(layer.entity) or (layer.anonymous and _announces_monitor(layer)):
                return self._cast.monitor(sentence) or layer.entity
            if not layer.anonymous and layer.number != "several":
                return self._cast.fullest(layer.entity)
        return layer.entity

    def own(self, *, caption: bool) -> tuple[Layer, ...]:
        """Return the layers of a statement that no one in the text makes: the houses it came by."""
        return tuple(self.houses.inferred(caption=caption))

    def _distinct(self, layers: list[Layer]) -> list[Layer]:
        """Drop a later layer that is the same source as an earlier one."""
        kept: list[Layer] = []
        for layer in layers:
            if layer.entity and any(
                layer.entity == other.entity
                or (layer.role == other.role == "medium" and self.houses.same(layer.entity, other.entity))
                for other in kept
            ):
                continue
            kept.append(layer)
        return kept

    def _layers(self, found: Found, within: Found | None, *, first: bool) -> list[Layer]:
        layers: list[Layer] = []
        tree = self._trees[found.sentence]
        source, quoted, words_quoted = found.source_head if found.source else None, None, None
        if found.cue_token is not None:
            read = as_saying(tree, found.cue_token)
            if read is not None:
                quoted, words_quoted = head_in(tree, read[1]), (span_over(tree, list(read[1])),)
            else:
                quoted, by = cited_by(tree, found.cue_token)
                source = by if by is not None else source
                quoted = quoted_person(tree, found) if quoted is None else quoted
            if quoted is None:
                anchors = {found.cue_token, *([source] if source is not None else [])}
                quoted = cites(tree, anchors, _before_content(tree, found))
        cited = quoted is not None and quoted != source
        if source is not None and (first or not self.labels_place(found)):
            role: Role = "originator" if first and not cited else "relayer"
            layers.append(self._speaker(found, source, role, within))
        if quoted is not None and cited:
            # Read last, told first: "citing a general, it said" does not mean the general by "it".
            layers.insert(
                0, self._phrases.of(tree, quoted, words_quoted, "originator" if first else "relayer")
            )
        heard = self._addressees(tree, found)
        for each in heard:
            house = self._spoken_to(tree, each, found)
            if house is not None:
                layers.append(house)
                continue
            to_whom = hearer_in_front(tree, found) or _without_content(tree, each, found)
            layers.append(self._phrases.of(tree, each, to_whom, "addressee", high=each if to_whom else 0))
        taken = {source, quoted, *heard}
        layers.extend(self._media(tree, found, taken))
        return layers

    def _spoken_to(self, tree: Tree, hearer: int, found: Found) -> Layer | None:
        """Return the house in "Speaking to HOUSE NAME said", by its words: the parse makes one of the two."""
        if not found.rule.endswith(SPOKEN_TO) or hearer != found.addressee or not found.source:
            return None
        to = next(i for i in range(hearer, 0, -1) if tree.words(i) in {"to", "with"})
        low = to + 1 + (tree.words(to + 1) == "the")
        name, span = text_of(tree, list(range(low, hearer + 1))), span_over(tree, [low, hearer])
        return self._phrases.as_medium(Layer("medium", name, name, span, number="one"), name, unnamed=False)

    def labels_place(self, found: Found) -> bool:
        """Whether what stands before a colon is where it happened: "Tarsa: …" over "Tarsa village"."""
        if found.lemma != ":" or not found.source:
            return False
        text = self._report.text
        return self._settled.holds(text[found.source[0].start : found.source[-1].end])

    def _speaker(self, found: Found, source: int, role: Role, within: Found | None) -> Layer:
        """Return the layer of an attribution's source; ``within`` is the one whose content holds it."""
        same = source == found.source_head
        there = self._trees[found.source_sentence if same else found.sentence]
        again = within.source_head if within and same and _opens_with(within, found) else None
        if again is not None and not same_again(there, source, again):
            again = None
        high = _last(there, found.source[-1]) if hearer_in_front(there, found) else 0
        layer = self._phrases.of(there, source, found.source if same else None, role, again, high=high)
        if found.rule.endswith(" accorded") and layer.span is not None:
            # The parse hangs half of a house's name on what the house tells.
            own = self._report.text[layer.span.start : layer.span.end].removeprefix("the ")
            plain = own.replace("-", " ")
            if own != layer.entity and is_medium(source_type(plain, "", plain.rsplit(maxsplit=1)[-1])):
                return self._phrases.as_medium(replace(layer, name=own), own, unnamed=False)
        if _JOINED.search(layer.entity):  # the parse joins a headline's speaker to what is said
            own = self._report.text[layer.span.start : layer.span.end] if layer.span else layer.name
            return replace(layer, name=own, entity=own)
        return layer

    def _addressees(self, tree: Tree, found: Found) -> list[int]:
        """Return whom a source told: the cue's object, or "speaking to reporters, X said"."""
        hearer = found.addressee
        if hearer is None and found.cue_token is not None:
            hearer = told_while(tree, found.cue_token)
        if hearer is None or tree.tokens[hearer].pos == "PRON":
            return []  # "told him" says no more than that the outer speaker heard it
        place = span_over(tree, [hearer])
        if found.holds(place) or any(span.start <= place.start < span.end for span in found.source):
            return []
        joined = [kid for kid in tree.kids[hearer] if tree.tokens[kid].dep == "conj"]
        return [hearer, *joined]

    def _media(self, tree: Tree, found: Found, taken: set[int | None]) -> list[Layer]:
        """Return the houses and platforms that carried a statement, as its cue's adjuncts say."""
        if found.cue_token is None:
            return []
        layers = []
        carried = carried_by(tree, found)
        for index in [*media_of(tree, found), *([] if carried is None else [carried])]:
            if index in taken or tree.words(index) in words("sources.toml", "occasions"):
                continue  # "at a news conference"
            platform = platform_of(tree, index)
            if platform:
                name, span = text_of(tree, platform).rstrip("."), span_over(tree, platform)
                span = replace(span, end=span.start + len(name))
                layers.append(Layer("medium", name, name, span, number="one", source_type="social_media"))
                continue
            if any(platform_of(tree, each) for each in tree.subtree(index) if each != index):
                continue  # "a post on Telegram": Telegram is the medium
            layer = self._phrases.of(tree, index, None, "addressee")
            if layer.role == "medium":
                layers.append(layer)
        return layers


def _opens_with(outer: Found, inner: Found) -> bool:
    """Whether what somebody says begins with who speaks in it: "the mission said | it could confirm"."""
    one_sentence = outer.sentence == outer.source_sentence == inner.sentence == inner.source_sentence
    if not one_sentence or not inner.source or not outer.source or outer.source == inner.source:
        return False
    return 0 <= inner.source[0].start - outer.start <= len("that ") and outer.source[0].end <= outer.start


def _without_content(tree: Tree, hearer: int, found: Found) -> tuple[Span, ...] | None:
    """Return a hearer's words where the parse takes in what was said: "told | dpa | that …", else None."""
    phrase = noun_phrase(tree, hearer)
    if not tree.tokens[hearer].end <= found.start < tree.tokens[phrase[-1]].end:
        return None
    own = [i for i in phrase if i <= hearer and (i == hearer or tree.words(i) not in {"to", "with"})]
    return (span_over(tree, own),)


def _before_content(tree: Tree, found: Found) -> range:
    """Return the tokens between a cue and a content behind it."""
    if found.cue_token is None or found.start < tree.tokens[found.cue_token].end:
        return range(0)
    first = next((i for i, token in enumerate(tree.tokens) if token.start >= found.start), 0)
    return range(found.cue_token + 1, first)


def _last(tree: Tree, span: Span) -> int:
    """Return the last token of a span, 0 for none of the sentence's."""
    return next((i for i, token in enumerate(tree.tokens) if token.end == span.end), 0)


def _announces_monitor(layer: Layer) -> bool:
    """Whether a layer is "a monitoring group", as a lead puts what the text then names.

    "The war monitor" is so too, where nothing before it was; "the rights group" may be another.
    """
    said = layer.name.lower().replace("-", " ").split()
    if layer.number != "one" or len(said) < 2 or said[0] == "another":  # noqa: PLR2004 (article and noun)
        return False
    watching = set(said) & words("rules.toml", "monitoring_bodies") - (
        {"rights"} if said[0] == "the" else set()
    )
    return bool(watching) and said[-1] in words("rules.toml", "monitoring_heads")
