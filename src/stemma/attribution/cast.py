"""Who a source phrase means in one report: its entity, its type, and its fullest name."""

from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from stemma.attribution.acronyms import LETTERS, initials
from stemma.attribution.descriptions import office_told, offices_of
from stemma.attribution.figures import Figure, bare, is_full_name, is_human_noun, without_honorifics
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.members import LINKS, Members
from stemma.attribution.names import Naming, naming
from stemma.attribution.pairs import holds_both, named_before, partner_of
from stemma.attribution.sameness import is_bare_kind, watches, watching
from stemma.attribution.ties import announced, bodies_that_spoke, named_later
from stemma.attribution.traits import alone, number_of, without_article
from stemma.attribution.tree import Tree
from stemma.names.bodies import office_of
from stemma.records import Number, SourceType

UNNAMED = "unnamed source"
_CLAUSES = frozenset({"who", "which", "that", "and", "on", "said"})
_PLACE = 5  # words of where somebody without a name is
_ANNOUNCED = 2  # sentences from "a monitoring group said" to its name


class Referent(Struct, frozen=True):
    """What a source phrase comes to: the entity, the words used, and what can be said of it."""

    name: str
    entity: str
    description: str
    anonymous: bool
    number: Number
    source_type: SourceType


def _is_whole(tree: Tree, head: int, low: int, cut: str) -> bool:
    """Whether a name that a phrase cuts is one, by a given name or an office: "envoy Lina | Kelm"."""
    whole = naming(tree, head).name
    before = low - max(0, len(whole.split()) - len(cut.split())) - 1
    return is_full_name(whole) or (0 <= before < low - 1 and is_human_noun(tree.words(before)))


def _of_no_figure(tree: Tree, head: int, shown: str, said: Naming) -> Referent:
    """Return what a phrase comes to that stands for nobody known: its own words, or an unnamed source."""
    token = tree.tokens[head]
    entity = said.name or said.description or (UNNAMED if token.pos == "PRON" else shown)
    kind = source_type(entity, said.description, token.text)
    number = number_of(tree, head, None)
    return Referent(
        said.name or shown, entity, said.description, anonymous=True, number=number, source_type=kind
    )


def _bodies_watching(figure: Figure) -> list[str]:
    """Return the named bodies that watch and count whom a person who speaks is told to speak for."""
    if not figure.person or not figure.names or figure.first_spoke < 0:
        return []
    bodies = [office_of(said)[1] for said in figure.descriptions]
    return [body for body in bodies if body and watching(body) and not is_bare_kind(body)]


def _is_short(body: str, name: str) -> bool:
    """Whether a body's name is another but for words left out ("the Observatory")."""
    return set(body.lower().split()) <= set(name.lower().split())


def _with_its_place(said: Naming, shown: str) -> Naming:
    """Return who has no name with the place that the parse hangs elsewhere: "a source | at Tarsa Police"."""
    whole = without_article(shown)
    rest = whole.removeprefix(f"{said.description} at ")
    if said.name or not said.description or rest == whole or not rest[0].isupper():
        return said
    plain = rest.count(" ") <= _PLACE and not any(word in _CLAUSES for word in rest.lower().split())
    return replace(said, description=whole) if plain and "," not in rest else said


@dataclass(slots=True)
class _Whole:
    """What was worked out of the whole cast since somebody last spoke.

    ``bodies`` are those that spoke, ``fullest`` names that were asked for, ``monitors`` bodies that watch.
    """

    bodies: dict[str, list[Figure]] | None = None
    fullest: dict[str, str] = field(default_factory=dict)
    monitors: dict[str, int] | None = None


class Cast:
    """Who speaks in one report, asked phrase by phrase in the order of the text."""

    def __init__(self, trees: list[Tree]) -> None:
        self._members = Members(trees)
        self._whole: _Whole | None = None

    def resolve(
        self, tree: Tree, head: int, shown: str, *, speaks: bool = True, low: int = 0, high: int = 0
    ) -> Referent:
        """Return what a source phrase comes to.

        Args:
            tree: the sentence that it stands in.
            head: its head token.
            shown: its words, for a phrase that has no name of its own.
            speaks: whether it speaks here, so that a later "he" may mean it.
            low: the token that the phrase begins with, 0 where the parse tells.
            high: the token that it ends with, 0 where the parse tells.
        """
        where = tree.sentence.index
        self._whole = None
        self._members.advance(where - 1)
        token = tree.tokens[head]
        second = partner_of(tree, head)
        offices = ""
        if second is not None and holds_both(tree, head, second):
            offices = offices_of(tree, head, second)
            head, second = second, None
            token = tree.tokens[head]
        if second is not None and tree.tokens[second].text in shown.split():
            return self._several(tree, head, second, shown, low)
        first = named_before(tree, head)
        if first is not None and tree.tokens[first].text in shown.split():
            return self._several(tree, first, head, shown, low)
        said = Naming("", "", person=False) if token.pos == "PRON" else naming(tree, head, low, high)
        said = self._surname(tree, head) or _with_its_place(said, shown)
        said = replace(said, description=offices) if offices and said.name else said
        if low and said.name and not _is_whole(tree, head, low, said.name):
            self._members.cut[where, head] = said
        figure = self._members.of(tree, head, said)
        self._members.advance(where)
        if figure is None:
            return _of_no_figure(tree, head, shown, said)
        self._members.figures.tell(figure, where)
        figure.heard = figure.heard or not speaks
        if speaks:
            self._members.figures.speak(figure, where)
        office = office_told(tree, head) if figure.person and not figure.descriptions else ""
        if office:  # its words are no noun of theirs: "the mission" is not its head
            figure.descriptions.append(office)
        known = figure.descriptions[0] if figure.descriptions else ""
        description = (without_honorifics(said.description) if said.name else "") or known
        noun = token.text
        if token.pos == "PRON":
            noun = figure.entity.rsplit(maxsplit=1)[-1] if figure.names else ""
        kind = self._kind(figure, description, noun)
        return Referent(
            name=said.name or shown,
            entity=figure.entity,
            description="" if description == figure.entity else description,
            anonymous=not figure.names,
            number=number_of(tree, head, figure),
            source_type=kind,
        )

    def _surname(self, tree: Tree, head: int) -> Naming | None:
        """Return the name of somebody named in full before whose surname passes for a word: "Power said"."""
        token = tree.tokens[head]
        if (
            token.pos in {"PROPN", "PRON"}
            or not token.text[0].isupper()
            or tree.left[head] != tree.right[head]
        ):
            return None
        named = self._members.figures.called([token.text.lower()])
        full = [
            f for f in named if f.person and is_full_name(f.entity) and f.entity.endswith(f" {token.text}")
        ]
        return Naming(token.text, "", person=True) if full else None

    def _kind(self, figure: Figure, description: str, head: str) -> SourceType:
        """Return a figure's type; a person's name tells none: Sara Law is no paper."""
        named = figure.person and is_full_name(figure.entity)
        kind = source_type("" if named else figure.entity, description, "" if named else head)
        if figure.person and (kind == "unknown" or (named and is_medium(kind))):
            return "person"
        return kind

    def _so_far(self) -> "_Whole":
        if self._whole is None:
            self._whole = _Whole()
        return self._whole

    def fullest(self, entity: str) -> str:
        """Return the fullest name that the whole report gives a source: "SOHR" may be spelt out later."""
        known = self._so_far().fullest
        if entity not in known:
            known[entity] = self._fullest(entity)
        return known[entity]

    def _fullest(self, entity: str) -> str:
        figure = self._members.by_name.get(entity.lower())
        if figure is not None and len(figure.entity) > len(entity):
            return figure.entity
        key = entity.lower().split()
        if figure is None or not (figure.person or len(key) > 1 or entity.isupper()):
            return entity
        roll = self._members.figures
        others = roll.called([bare(key[-1])]) if figure.person else roll.called_all(key)
        names = {other.entity for other in others if self._later(figure, key, other)}
        return max(names, key=len) if len(names) == 1 else entity

    def _later(self, figure: Figure, key: list[str], other: Figure) -> bool:
        """Whether another figure is the same by a name that the report gives later on."""
        if not other.names or len(other.entity) <= len(figure.entity) or figure.plural or other.plural:
            return False
        own = other.entity.lower().split()
        if figure.person:
            one_gender = not (figure.gender and other.gender) or figure.gender == other.gender
            ends = [*own[-len(key) : -1], bare(own[-1])] == [*key[:-1], bare(key[-1])]
            return other.person and one_gender and len(key) < len(own) and ends
        if len(key) == 1:
            return not other.person and len(key[0]) in LETTERS and initials(other.entity) == key[0]
        return not other.person and own[: len(key)] == key and own[len(key)] in LINKS

    def monitor(self, after: int) -> str:
        """Return the named body that watches and counts which a lead's "monitoring group" announces, or "".

        Of several, the one that alone speaks soon after the lead.

        Args:
            after: the lead's sentence.
        """
        whole = self._so_far()
        if whole.monitors is None:
            whole.monitors = self._monitors()
        found = whole.monitors
        if len(found) == 1:
            return next(iter(found))
        near = [name for name, spoke in found.items() if 0 <= spoke - after <= _ANNOUNCED]
        return near[0] if len(near) == 1 else ""

    def _monitors(self) -> dict[str, int]:
        """Return the named bodies that watch and count, with the sentence that each first speaks in.

        Where a body does not speak itself, whoever is told to head it or to speak for it does.
        """
        found: dict[str, int] = {}
        for figure in self._members.figures:
            if (
                figure.names
                and figure.first_spoke >= 0
                and not figure.person
                and watches(figure)
                and not is_bare_kind(figure.entity)
            ):
                name = self.fullest(figure.entity)
                found[name] = min(figure.first_spoke, found.get(name, figure.first_spoke))
        heads = [
            (self.fullest(body), figure.first_spoke)
            for figure in self._members.figures
            for body in _bodies_watching(figure)
        ]
        for body, spoke in sorted(heads, key=lambda one: (-len(one[0]), one[1])):
            if not any(_is_short(body, name) for name in found):
                found[body] = spoke
        return found

    def announced(self, entity: str) -> str:
        """Return the fullest name of the body that a lead's "doctors' group" announces, "" for none."""
        figure = self._members.by_name.get(entity.lower())
        if figure is not None:
            return ""
        whole = self._so_far()
        if whole.bodies is None:
            whole.bodies = bodies_that_spoke(self._members.figures)
        name = announced(whole.bodies, entity)
        return self.fullest(name) if name else ""

    def named_later(self, entity: str, where: int) -> str:
        """Return the name that the report gives later on to "the head of the mission", "" for none."""
        figure = self._members.by_name.get(entity.lower())
        return named_later(self._members.figures, entity, where) if figure is None else ""

    def _several(self, tree: Tree, head: int, partner: int, shown: str, low: int) -> Referent:
        """Return two speakers at once: "Orlan and the ministry", each by its fullest name."""
        figures = []
        for index in (head, partner):
            figure = self._members.of(tree, index, alone(tree, index, low if index == head else 0))
            if figure is None:
                return Referent(shown, shown, "", anonymous=True, number="several", source_type="unknown")
            self._members.figures.tell(figure, tree.sentence.index)
            figures.append(figure)
        rest = shown.partition(" and ")[2]  # "(the envoy and) doctors at the scene"
        second = figures[1].entity if figures[1].names or not rest else without_article(rest)
        names = dict.fromkeys([figures[0].entity, second])
        if figures[0].entity != figures[1].entity and figures[1].entity in figures[0].entity:
            names = dict.fromkeys([figures[0].entity])  # the first already holds both: "A and B"
        named = any(figure.names for figure in figures)
        entity = " and ".join(names) if named else naming(tree, head, low).description or shown
        self._members.pair(entity, tree.sentence.index)
        kind = source_type(figures[0].entity, "", tree.tokens[head].text)
        return Referent(shown, entity, "", anonymous=not named, number="several", source_type=kind)
