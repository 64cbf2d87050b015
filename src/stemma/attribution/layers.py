"""Build one layer of a source chain of the phrase that tells it: who is meant, and whether it is a medium."""

from msgspec.structs import replace

from stemma.attribution.cast import Cast, Referent
from stemma.attribution.houses import Houses
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.nameless import indefinite, nameless, pointed_out
from stemma.attribution.pairs import first_of
from stemma.attribution.pronouns import antecedent
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree, span_over, token_at
from stemma.records import Layer, Report, Role, SourceType, Span


class Layers:
    """Builds the layers of one report; it remembers the house cited last, and who was left without a name."""

    def __init__(self, report: Report, cast: Cast, houses: Houses) -> None:
        self._report = report
        self._cast = cast
        self._houses = houses
        self._cited = ""
        self._unnamed: dict[str, bool] = {}  # whether who is meant was left open where first told of

    def of(
        self,
        tree: Tree,
        head: int,
        spans: tuple[Span, ...] | None,
        role: Role,
        stands_for: int | None = None,
        *,
        high: int = 0,
    ) -> Layer:
        """Return the layer of a phrase.

        ``stands_for`` is the noun that a pronoun is known to mean, ``high`` the phrase's last token where
        the parse would go on.
        """
        if (numbered := self._numbered_house(tree, head)) is not None:
            return numbered
        span = Span(spans[0].start, spans[-1].end) if spans else span_over(tree, noun_phrase(tree, head))
        if role == "addressee":
            span = self._first_hearer(tree, head, span)
        shown = " ".join(self._report.text[span.start : span.end].split())
        stands_for = antecedent(tree, head) if stands_for is None else stands_for
        head = _first_of_two(tree, head, span) if stands_for is None else stands_for
        low, speaks = token_at(tree, span.start) if stands_for is None else 0, role != "addressee"
        who = self._cast.resolve(tree, head, shown, speaks=speaks, low=low, high=high)
        layer = Layer(
            role=role,
            name=who.name if stands_for is None else shown,
            entity=who.entity,
            span=span,
            anonymous=speaks and self._left_open(tree, head, who),
            number=who.number,
            source_type=who.source_type,
            description=who.description,
        )
        epithet = self._epithet(tree, head)
        if not self._is_medium(tree, head, role, who, epithet):
            return layer
        loose = not epithet and who.anonymous and (who.number == "several" or indefinite(tree, head))
        return self.as_medium(layer, epithet or who.entity, unnamed=loose)

    def _first_hearer(self, tree: Tree, head: int, span: Span) -> Span:
        """Return the words of the first of several hearers ("told the paper and the mayor")."""
        several = any(tree.tokens[kid].dep == "conj" for kid in tree.kids[head])
        if not several or self._houses.is_own(self._report.text[span.start : span.end]):
            return span
        joined = tree.child(head, "cc", "conj")
        return span_over(tree, [i for i in noun_phrase(tree, head) if joined is None or i < joined])

    def _is_medium(self, tree: Tree, head: int, role: Role, who: Referent, epithet: str) -> bool:
        """Whether a phrase tells of a house, and of no audience, place, person or page of somebody's own."""
        if (role == "addressee" and _is_audience(tree, head) and not _carries(tree, head)) or _is_place(
            tree, head, who.source_type
        ):
            return False
        if role == "addressee" and _beside_a_house(tree, head, who.entity):
            return True
        if not epithet and not self._houses.is_house(who.entity, who.source_type):
            return False
        if tree.tokens[head].pos == "PRON" and " and " in who.entity:
            return False  # "residents and local media said …; both said": no medium by its last word
        described = "" if self._houses.is_house(who.entity, "unknown") else who.description
        return not (_is_person(who.entity, described) or (role == "addressee" and _its_own(tree, head)))

    def _numbered_house(self, tree: Tree, head: int) -> Layer | None:
        """Return a known house whose name ends in a number ("told Channel 12"), None for none."""
        if head + 1 >= len(tree.tokens) or not tree.tokens[head + 1].text.isdigit():
            return None
        low = head
        while low and tree.tokens[low - 1].pos == "PROPN":
            low -= 1
        span = span_over(tree, [low, head + 1])
        name = self._report.text[span.start : span.end]
        if tree.tokens[head].pos != "PROPN" or not self._houses.is_house(name, "unknown"):
            return None
        return self.as_medium(Layer("medium", name, name, span, number="one"), name, unnamed=False)

    def _left_open(self, tree: Tree, head: int, who: Referent) -> bool:
        """Whether a source goes without a name; a pronoun's is what its noun was."""
        if tree.tokens[head].pos == "PRON":
            return self._unnamed.get(who.entity, who.anonymous and not _is_body(who))
        left_open = who.anonymous and nameless(tree, head, who.source_type)
        self._unnamed[who.entity] = left_open
        return left_open

    def as_medium(self, layer: Layer, entity: str, *, unnamed: bool) -> Layer:
        """Return a layer as that of a medium, by its fullest name; the report knows it from here on."""
        entity = self._houses.own if self._houses.is_own(entity) else self._houses.full(entity)
        named = entity[:1].isupper() and not unnamed
        if named:
            self._cited = entity
            self._houses.learn(entity)
        kind = source_type(entity, "", entity.rsplit(maxsplit=1)[-1]) if named else layer.source_type
        return replace(
            layer,
            role="medium",
            entity=entity,
            anonymous=unnamed,
            number="one" if named else layer.number,
            source_type=kind if is_medium(kind) else "news_report",
        )

    def _epithet(self, tree: Tree, head: int) -> str:
        """Return the house that "the newspaper" or "the agency" stands for, "" for none."""
        if tree.words(head) not in words("sources.toml", "media_epithets") or not pointed_out(tree, head):
            return ""
        if any(tree.tokens[kid].pos == "PROPN" for kid in tree.kids[head]):
            return ""  # "the Vorona agency" has a name of its own
        if tree.tokens[head].dep == "pobj" and tree.words(tree.tokens[head].head) in {"at", "near", "in"}:
            return ""  # "a reporter at the site saw"
        return self._cited


def _beside_a_house(tree: Tree, head: int, entity: str) -> bool:
    """Whether a hearer of one word stands before "and" and a house: "told Kestrel and Cape Radio"."""
    other = tree.child(head, "conj")
    if other is None or tree.tokens[head].pos != "PROPN" or " " in entity:
        return False
    return tree.tokens[other].pos == "PROPN" and is_medium(source_type("", "", tree.tokens[other].text))


def _is_body(who: Referent) -> bool:
    """Whether a pronoun means a body that is known without a name, though it spoke nowhere else: the army."""
    last = who.entity.lower().rsplit(maxsplit=1)[-1:]
    return who.number == "one" and set(last) <= words("sources.toml", "named_bodies")


def _first_of_two(tree: Tree, head: int, span: Span) -> int:
    """Return the first of two speakers where the second was taken for the head: "residents and media"."""
    token = tree.tokens[head]
    first = tree.tokens[token.head]
    two = token.dep == "conj" and span.start <= first.start and first.pos in {"NOUN", "PROPN"}
    if two:
        return token.head
    other = first_of(tree, head)
    return head if other is None or tree.tokens[other].start < span.start else other


def _carries(tree: Tree, head: int) -> bool:
    """Whether a phrase tells by whom something was carried: "was quoted as saying by local media"."""
    return tree.tokens[head].dep == "pobj" and tree.words(tree.tokens[head].head) == "by"


def _is_audience(tree: Tree, head: int) -> bool:
    return tree.words(head) in words("sources.toml", "audience")


def _is_place(tree: Tree, head: int, kind: SourceType) -> bool:
    """Whether a name is a country's or a town's, though a house may be called after it."""
    return tree.tokens[head].entity in {"GPE", "NORP", "LOC"} and not is_medium(kind)


def _is_person(entity: str, description: str) -> bool:
    """Whether a name is that of somebody who publishes, not of what is published: a blogger."""
    last = {text.rsplit(maxsplit=1)[-1] for text in (entity, description) if text.split()}
    return bool(last & words("sources.toml", "publishing_persons"))


def _its_own(tree: Tree, head: int) -> bool:
    """Whether a phrase is somebody's own medium: "on its website"."""
    return any(tree.tokens[kid].dep == "poss" and tree.tokens[kid].pos == "PRON" for kid in tree.kids[head])
