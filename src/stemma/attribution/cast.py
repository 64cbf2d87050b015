"""Who a source phrase means: names, surnames, titles, pronouns and acronyms within one report."""

from msgspec import Struct

from stemma.attribution.acronyms import LETTERS, acronym_behind, definitions, initials
from stemma.attribution.figures import (
    Figure,
    Gender,
    bare,
    is_full_name,
    may_be_he_or_she,
    without_honorifics,
)
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.names import Naming, named_heads, naming, text_of
from stemma.attribution.papers import who_wrote
from stemma.attribution.pronouns import (
    FEMALE,
    acting_person,
    both_in_turn,
    meant,
    of_main_clause,
    silent_subject,
)
from stemma.attribution.roll import Roll
from stemma.attribution.sameness import (
    acronym_alone,
    called_more_broadly,
    glued_to,
    is_bare_kind,
    may_hold,
    one_gender,
    said_of,
    same_person,
    watches,
)
from stemma.attribution.ties import (
    announced,
    last_body,
    last_group,
    last_unnamed,
    may_be_a_group,
    named_later,
    told_of,
)
from stemma.attribution.traits import (
    alone,
    beside,
    definite,
    is_set_off_as_person,
    number_of,
    subject_of_said,
    without_article,
)
from stemma.attribution.tree import Tree
from stemma.records import Number, SourceType

_LINKS = frozenset({"of", "for", "on", "in"})
UNNAMED = "unnamed source"
_SHORTEST = 4  # letters of a word that may stand for a longer name ("the Ministry")
_NEAR = 3  # sentences from who spoke to "the official"
_ANNOUNCED = 2  # sentences from "a monitoring group said" to its name


class Referent(Struct, frozen=True):
    """What a source phrase comes to: the entity, the words used, and what can be said of it."""

    name: str
    entity: str
    description: str
    anonymous: bool
    number: Number
    source_type: SourceType


class Cast:
    """The figures of one report in the order that they come on."""

    def __init__(self, trees: list[Tree]) -> None:
        self._trees = trees
        self._figures = Roll()
        self._by_name: dict[str, Figure] = {}
        self._seen = -1

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
        self._advance(where - 1)
        token = tree.tokens[head]
        partner = tree.child(head, "conj")
        if partner is not None and tree.tokens[partner].text in shown.split():
            return self._several(tree, head, partner, shown, low)
        said = Naming("", "", person=False) if token.pos == "PRON" else naming(tree, head, low, high)
        figure = self._figure(tree, head, said)
        self._advance(where)
        if figure is None:
            entity = said.name or said.description or (UNNAMED if token.pos == "PRON" else shown)
            kind = source_type(entity, said.description, token.text)
            number = number_of(tree, head, None)
            return Referent(
                said.name or shown, entity, said.description, anonymous=True, number=number, source_type=kind
            )
        figure.last = where
        figure.heard = figure.heard or not speaks
        if speaks:
            figure.speak(where)
        known = figure.descriptions[0] if figure.descriptions else ""
        description = (without_honorifics(said.description) if said.name else "") or known
        kind = self._kind(figure, description, "" if token.pos == "PRON" else token.text)
        return Referent(
            name=said.name or shown,
            entity=figure.entity,
            description="" if description == figure.entity else description,
            anonymous=not figure.names,
            number=number_of(tree, head, figure),
            source_type=kind,
        )

    def _kind(self, figure: Figure, description: str, head: str) -> SourceType:
        """Return a figure's type; a person's name tells none: Sara Law is no paper."""
        named = figure.person and is_full_name(figure.entity)
        kind = source_type("" if named else figure.entity, description, "" if named else head)
        if figure.person and (kind == "unknown" or (named and is_medium(kind))):
            return "person"
        return kind

    def fullest(self, entity: str) -> str:
        """Return the fullest name that the whole report gives a source: "SOHR" may be spelt out later."""
        figure = self._by_name.get(entity.lower())
        if figure is not None and len(figure.entity) > len(entity):
            return figure.entity
        key = entity.lower().split()
        if figure is None or not (figure.person or len(key) > 1 or entity.isupper()):
            return entity
        longer = [
            other for other in self._figures.called([*key, bare(key[-1])]) if self._later(figure, key, other)
        ]
        names = {other.entity for other in longer}
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
        return not other.person and own[: len(key)] == key and own[len(key)] in _LINKS

    def monitor(self, after: int) -> str:
        """Return the named body that watches and counts which a lead's "monitoring group" announces, or "".

        Of several, the one that alone speaks soon after the lead.

        Args:
            after: the lead's sentence.
        """
        found: dict[str, int] = {}
        for figure in self._figures:
            if (
                figure.names
                and figure.first_spoke >= 0
                and not figure.person
                and watches(figure)
                and not is_bare_kind(figure.entity)
            ):
                name = self.fullest(figure.entity)
                found[name] = min(figure.first_spoke, found.get(name, figure.first_spoke))
        if len(found) == 1:
            return next(iter(found))
        near = [name for name, spoke in found.items() if 0 <= spoke - after <= _ANNOUNCED]
        return near[0] if len(near) == 1 else ""

    def announced(self, entity: str) -> str:
        """Return the fullest name of the body that a lead's "doctors' group" announces, "" for none."""
        figure = self._by_name.get(entity.lower())
        name = announced(self._figures, entity) if figure is None else ""
        return self.fullest(name) if name else ""

    def named_later(self, entity: str, where: int) -> str:
        """Return the name that the report gives later on to "the head of the mission", "" for none."""
        figure = self._by_name.get(entity.lower())
        return named_later(self._figures, entity, where) if figure is None else ""

    def _take_before(self, tree: Tree, head: int) -> None:
        """Take in the names of a sentence that stand before a noun: "a member of Kelm, the group said"."""
        for each in named_heads(tree):
            kind = source_type("", "", tree.words(each))
            if each < head and kind in {"military", "organisation", "participant"}:
                self._figure(tree, each, naming(tree, each))

    def _several(self, tree: Tree, head: int, partner: int, shown: str, low: int) -> Referent:
        """Return two speakers at once: "Orlan and the ministry", each by its fullest name."""
        figures = []
        for index in (head, partner):
            figure = self._figure(tree, index, alone(tree, index, low if index == head else 0))
            if figure is None:
                return Referent(shown, shown, "", anonymous=True, number="several", source_type="unknown")
            figure.last = tree.sentence.index
            figures.append(figure)
        rest = shown.partition(" and ")[2]  # "(the envoy and) doctors at the scene"
        second = figures[1].entity if figures[1].names or not rest else without_article(rest)
        names = dict.fromkeys([figures[0].entity, second])
        if figures[0].entity != figures[1].entity and figures[1].entity in figures[0].entity:
            names = dict.fromkeys([figures[0].entity])  # the first already holds both: "A and B"
        named = any(figure.names for figure in figures)
        entity = " and ".join(names) if named else naming(tree, head, low).description or shown
        self._pair(entity, tree.sentence.index)
        kind = source_type(figures[0].entity, "", tree.tokens[head].text)
        return Referent(shown, entity, "", anonymous=not named, number="several", source_type=kind)

    def _pair(self, entity: str, where: int) -> Figure:
        """Return two speakers as one figure too, whom "they" and "both" may mean."""
        called = self._figures.called(entity.lower().split()[:1])
        pair = next((figure for figure in called if figure.plural and figure.entity == entity), None)
        if pair is None:
            pair = Figure(entity, person=False, plural=True)
            self._figures.add(pair)
        pair.last = where
        pair.speak(where)
        return pair

    def _advance(self, sentence: int) -> None:
        """Take in the names of all sentences up to one."""
        while self._seen < sentence:
            self._seen += 1
            tree = self._trees[self._seen]
            for head in named_heads(tree):
                self._figure(tree, head, naming(tree, head))
            for run, acronym in definitions(tree):
                self._spelt_out(text_of(tree, run), acronym)

    def _spelt_out(self, name: str, acronym: str) -> None:
        """Take in a body's name and the acronym that stands behind it in brackets."""
        known = self._by_name.get(name.lower()) or self._by_name.get(acronym.lower())
        if known is None:
            known = Figure(name, person=False, plural=False)
            self._figures.add(known)
        if len(name) > len(known.entity):
            self._figures.rename(known, name)
        known.take(name)
        for each in (name.lower(), acronym.lower()):
            known.names.add(each)
            self._by_name[each] = known

    def _figure(self, tree: Tree, head: int, said: Naming) -> Figure | None:
        """Return the figure that a noun stands for, taking it in when it is new; None for none."""
        token = tree.tokens[head]
        if token.pos == "PRON":
            return self._of_pronoun(tree, head)
        found = self._of_name(tree, head, said) if said.name else self._of_noun(tree, head)
        if found is None:
            entity = said.name or said.description
            if not entity:
                return None
            found = Figure(entity, said.person, plural=token.tag in {"NNS", "NNPS"} and not said.name)
            if not said.name:
                found.of_noun(tree.words(head))
            found.take(entity)
            self._figures.add(found)
        if said.name:
            self._learn(found, tree, head, said)
        found.last = max(found.last, tree.sentence.index)
        return found

    def _of_pronoun(self, tree: Tree, head: int) -> Figure | None:
        where = tree.sentence.index
        subject = of_main_clause(tree, head)
        if subject is not None:
            return self._figure(tree, subject, naming(tree, subject))
        pair = both_in_turn(self._figures, where) if tree.words(head) == "they" else None
        if pair is not None:
            return self._pair(" and ".join(figure.entity for figure in pair), where)
        found = meant(tree.words(head), self._figures, where)
        if tree.words(head) == "it" and found is None:
            subject = subject_of_said(tree, head)
            if subject is not None:
                return self._figure(tree, subject, naming(tree, subject))
        if not where or (found is not None and found.spoke >= where - 1):
            return found
        before, word = self._trees[where - 1], tree.words(head)
        subject = silent_subject(before, word)
        if subject is not None:
            return self._figure(before, subject, naming(before, subject))
        person = None if found is None else acting_person(before, word, speaking=bool(found.names))
        return self._acting(before, person, word) or found

    def _acting(self, before: Tree, subject: int | None, word: str) -> Figure | None:
        """Return the person by name that a sentence before is about, if a pronoun may mean them."""
        figure = None if subject is None else self._figure(before, subject, naming(before, subject))
        gender: Gender = "female" if word in FEMALE else "male"
        fits = figure is not None and bool(figure.names) and may_be_he_or_she(figure, gender)
        return figure if fits else None

    def _learn(self, figure: Figure, tree: Tree, head: int, said: Naming) -> None:
        shorter = figure.entity
        if len(said.name) > len(figure.entity) or not figure.names:
            self._figures.rename(figure, said.name)
        figure.person = figure.person or said.person
        for name in (said.name, acronym_behind(tree, head, said.name)):
            if name:
                figure.names.add(name.lower())
                self._by_name.setdefault(name.lower(), figure)
        if glued_to(said.name.lower().split(), shorter.lower().split()):
            self._figures.rename(figure, shorter)
        figure.take(said.name)
        figure.of_name(said.name, said.description)
        described = said.description
        if not figure.person and is_set_off_as_person(tree, head, said.name):
            figure.person = True
            described = described or tree.words(tree.child(head, "appos") or head)
        description = without_honorifics(described)
        if description not in {"", *figure.descriptions}:
            figure.descriptions.append(description)
            figure.take(description)

    def _of_name(self, tree: Tree, head: int, said: Naming) -> Figure | None:
        lower = said.name.lower()
        known = self._by_name.get(lower)
        if known is not None and one_gender(known, said):
            return known
        key = lower.split()
        token = tree.tokens[head]
        part = token.entity not in {"GPE", "NORP", "LOC"} and len(lower) >= _SHORTEST and definite(tree, head)
        for figure in self._figures.called({key[0], key[-1], bare(key[-1])}):
            own = figure.entity.lower().split()
            if not figure.names:
                continue
            if figure.person:
                if same_person(key, own, said) and one_gender(figure, said):
                    return figure
            elif said.person and len(key) > 1 and own == key[-1:] and not figure.entity.isupper():
                return figure  # "Kelm", then "Sara Kelm": a surname that passed for a body's name
            elif (
                not said.person
                and len(lower) >= _SHORTEST
                and (
                    (set(key) <= set(own) and (key[-1] == own[-1] or part))
                    or (len(own) > 1 and own == key[: len(own)] and key[len(own)] in _LINKS)
                    or glued_to(key, own)
                    or (len(own) > 1 and key == own[:1] and acronym_alone(said.name))
                )
            ):
                return figure
        return self._by_part(tree, head, said)

    def _by_part(self, tree: Tree, head: int, said: Naming) -> Figure | None:
        """Return the one whose given name ("Kibrom Sor", then "Kibrom") or initials a name is."""
        lower = said.name.lower()
        if said.person and " " not in lower and not (head and tree.tokens[head - 1].text == "-"):
            near = self._figures.called([lower])
            called = [f for f in near if f.person and f.entity.lower().split()[:1] == [lower]]
            return called[0] if len(called) == 1 else None
        if said.name.isupper() and len(said.name) in LETTERS:
            return next((f for f in self._figures.called([lower]) if initials(f.entity) == lower), None)
        return None

    def _of_noun(self, tree: Tree, head: int) -> Figure | None:
        """Resolve "the ministry", "the spokesman" to the figure last so called."""
        if not definite(tree, head):
            return None
        own = tree.words(head)
        extra = [tree.words(kid) for kid in tree.kids[head] if tree.tokens[kid].dep in {"amod", "compound"}]
        if own == "source" and not extra:
            return last_unnamed(self._figures, tree.sentence.index)
        wrote = None if extra else who_wrote(self._figures, self._trees, tree.sentence.index, own)
        if wrote is not None:
            wrote.take(own)  # it speaks on: "the statement said" once more
        told = wrote or self._told(tree, head, own, extra)
        if told is None and extra and own in words("rules.toml", "group_nouns"):
            self._advance(tree.sentence.index)
            return last_group(self._figures, own, beside(tree, head), tree.sentence.index)
        if told is None and tree.tokens[head].tag == "NN":
            told = self._by_office(own, extra, tree.sentence.index)
        if wrote is None and not set(extra) - words("rules.toml", "monitors"):
            return last_body(self._figures, own, told) or told
        return told

    def _by_office(self, own: str, extra: list[str], where: int) -> Figure | None:
        """Return who spoke last, if "the official" may mean them by their office."""
        spoke = max(self._figures, key=lambda figure: figure.spoke, default=None)
        if spoke is None or not spoke.person or spoke.spoke < 0 or not 0 <= where - spoke.spoke <= _NEAR:
            return None
        if called_more_broadly(own, extra, spoke):
            return spoke
        return spoke if may_hold(own, extra, spoke) and not told_of(self._trees, own, where) else None

    def _told(self, tree: Tree, head: int, own: str, extra: list[str]) -> Figure | None:
        """Return the figure last called by a noun and the words beside it."""
        one = tree.tokens[head].tag == "NN"
        body = own in words("sources.toml", "bodies")
        for figure in sorted([each for each in self._figures if own in each.words], key=Figure.recency):
            if body and figure.person and not any(said.lower().endswith(own) for said in figure.descriptions):
                continue  # "the observatory" is not its director
            if one and figure.plural and " and " in figure.entity:
                continue  # "the member" is not "residents and a member"
            if all(said_of(word, figure) for word in extra):
                return figure
        if body and set(extra) <= words("rules.toml", "monitors"):
            office = source_type("", "", own) == "official"
            group = own in words("rules.toml", "collectives")
            if group:
                self._take_before(tree, head)
            bodies = [
                each
                for each in self._figures
                if not each.person
                and each.may_be_a_body()
                and not (group and each.names and not may_be_a_group(each))
            ]
            fit = (
                figure
                for figure in sorted(bodies, key=Figure.recency)
                if not (office and is_medium(source_type(figure.entity, "", "")))
            )
            return next(fit, None)
        return None
