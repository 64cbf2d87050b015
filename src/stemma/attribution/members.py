"""The members of a report's cast as they come on: which one a name, a noun or a pronoun stands for."""

from stemma.attribution.acronyms import LETTERS, acronym_behind, definitions, initials
from stemma.attribution.descriptions import text_of
from stemma.attribution.figures import (
    Figure,
    Gender,
    bare,
    may_be_he_or_she,
    without_honorifics,
    without_suffix,
)
from stemma.attribution.kinds import is_medium, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.names import Naming, named_heads, naming
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
    may_hold,
    one_gender,
    said_of,
    same_person,
)
from stemma.attribution.ties import last_body, last_group, last_unnamed, may_be_called, may_be_the_group
from stemma.attribution.titling import Titles
from stemma.attribution.traits import beside, definite, is_set_off_as_person, is_where, subject_of_said
from stemma.attribution.tree import Tree

LINKS = frozenset({"of", "for", "on", "in"})
_SHORTEST = 4  # letters of a word that may stand for a longer name ("the Ministry")
_NEAR = 3  # sentences from who spoke to "the official"


class Members:
    """The figures of one report in the order that they come on, and by their names.

    Each sentence's names are taken in once, before what stands behind them is asked for: "the group" and "he"
    mean who came on before.
    """

    def __init__(self, trees: list[Tree]) -> None:
        self.figures = Roll()
        self.by_name: dict[str, Figure] = {}
        # Names whose phrases begin later than the parse has it, by sentence and head.
        self.cut: dict[tuple[int, int], Naming] = {}
        self._trees = trees
        self._titles = Titles(trees)
        self._seen = -1
        # The sentence that each lemma stands in first, of those read for it.
        self._nouns: dict[str, int] = {}
        self._read = 0

    def advance(self, sentence: int) -> None:
        """Take in the names of all sentences up to one."""
        while self._seen < sentence:
            self._seen += 1
            tree = self._trees[self._seen]
            for head in named_heads(tree):
                said = self.cut.get((self._seen, head)) or naming(tree, head)
                if not self._titles.alone(self._seen, said.name or said.description):
                    self.of(tree, head, said)
            for run, acronym in definitions(tree):
                self._spelt_out(text_of(tree, run), acronym)

    def _spelt_out(self, name: str, acronym: str) -> None:
        """Take in a body's name and the acronym that stands behind it in brackets."""
        known = self.by_name.get(name.lower()) or self.by_name.get(acronym.lower())
        if known is None:
            known = Figure(name, person=False, plural=False)
            self.figures.add(known)
        if len(name) > len(known.entity):
            self.figures.rename(known, name)
        self.figures.describe(known, name)
        for each in (name.lower(), acronym.lower()):
            known.names.add(each)
            self.by_name[each] = known

    def _take_before(self, tree: Tree, head: int) -> None:
        """Take in the names of a sentence that stand before a noun: "a member of Kelm, the group said"."""
        for each in named_heads(tree):
            kind = source_type("", "", tree.words(each))
            if each < head and kind in {"military", "organisation", "participant"}:
                self.of(tree, each, naming(tree, each))

    def of(self, tree: Tree, head: int, said: Naming) -> Figure | None:
        """Return the figure that a noun stands for, taking it in when it is new; None for none."""
        token = tree.tokens[head]
        if token.pos == "PRON":
            return self._of_pronoun(tree, head)
        found = self._of_name(tree, head, said) if said.name else self._of_noun(tree, head)
        located = bool(said.name) and (found is None or found.located) and is_where(tree, head, said.name)
        if found is None:
            entity = said.name or said.description
            if not entity:
                return None
            found = Figure(entity, said.person, plural=token.tag in {"NNS", "NNPS"} and not said.name)
            if not said.name:
                found.of_noun(tree.words(head))
            found.take(entity)
            self.figures.add(found)
        if said.name:
            self._learn(found, tree, head, said)
            found.located = located
        self.figures.tell(found, max(found.last, tree.sentence.index))
        return found

    def _of_pronoun(self, tree: Tree, head: int) -> Figure | None:
        where = tree.sentence.index
        subject = of_main_clause(tree, head)
        if subject is not None:
            return self.of(tree, subject, naming(tree, subject))
        pair = both_in_turn(self.figures, where) if tree.words(head) == "they" else None
        if pair is not None:
            return self.pair(" and ".join(figure.entity for figure in pair), where)
        found = meant(tree.words(head), self.figures, where)
        if tree.words(head) == "it" and found is None:
            subject = subject_of_said(tree, head)
            if subject is not None:
                return self.of(tree, subject, naming(tree, subject))
        if not where or (found is not None and found.spoke >= where - 1):
            return found
        before, word = self._trees[where - 1], tree.words(head)
        subject = silent_subject(before, word)
        if subject is not None:
            return self.of(before, subject, naming(before, subject))
        person = None if found is None else acting_person(before, word, speaking=bool(found.names))
        return self._acting(before, person, word) or found

    def _acting(self, before: Tree, subject: int | None, word: str) -> Figure | None:
        """Return the person by name that a sentence before is about, if a pronoun may mean them."""
        figure = None if subject is None else self.of(before, subject, naming(before, subject))
        gender: Gender = "female" if word in FEMALE else "male"
        fits = figure is not None and bool(figure.names) and may_be_he_or_she(figure, gender)
        return figure if fits else None

    def pair(self, entity: str, where: int) -> Figure:
        """Return two speakers as one figure too, whom "they" and "both" may mean."""
        called = self.figures.called(entity.lower().split()[:1])
        pair = next((figure for figure in called if figure.plural and figure.entity == entity), None)
        if pair is None:
            pair = Figure(entity, person=False, plural=True)
            self.figures.add(pair)
        self.figures.tell(pair, where)
        self.figures.speak(pair, where)
        return pair

    def _learn(self, figure: Figure, tree: Tree, head: int, said: Naming) -> None:
        shorter = figure.entity
        if len(said.name) > len(figure.entity) or not figure.names:
            self.figures.rename(figure, said.name)
        figure.person = figure.person or said.person
        for name in (said.name, acronym_behind(tree, head, said.name)):
            if name:
                figure.names.add(name.lower())
                self.by_name.setdefault(name.lower(), figure)
        if glued_to(said.name.lower().split(), shorter.lower().split()):
            self.figures.rename(figure, shorter)
        self.figures.describe(figure, said.name)
        figure.of_name(said.name, said.description)
        described = said.description
        if not figure.person and is_set_off_as_person(tree, head, said.name):
            figure.person = True
            described = described or tree.words(tree.child(head, "appos") or head)
        description = without_honorifics(described)
        if description not in {"", *figure.descriptions}:
            figure.descriptions.append(description)
            self.figures.describe(figure, description)

    def _of_name(self, tree: Tree, head: int, said: Naming) -> Figure | None:
        lower = said.name.lower()
        known = self.by_name.get(lower)
        if known is not None and one_gender(known, said):
            return known
        key = without_suffix(lower.split())
        token = tree.tokens[head]
        part = token.entity not in {"GPE", "NORP", "LOC"} and len(lower) >= _SHORTEST and definite(tree, head)
        for figure in self.figures.called({key[0], key[-1], bare(key[-1])}):
            own = without_suffix(figure.entity.lower().split())
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
                    or (len(own) > 1 and own == key[: len(own)] and key[len(own)] in LINKS)
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
            near = self.figures.called([lower])
            called = [f for f in near if f.person and f.entity.lower().split()[:1] == [lower]]
            return called[0] if len(called) == 1 else None
        if said.name.isupper() and len(said.name) in LETTERS:
            return next((f for f in self.figures.called([lower]) if initials(f.entity) == lower), None)
        return None

    def _of_noun(self, tree: Tree, head: int) -> Figure | None:
        """Resolve "the ministry", "the spokesman" to the figure last so called."""
        if not definite(tree, head):
            return None
        own = tree.words(head)
        extra = [tree.words(kid) for kid in tree.kids[head] if tree.tokens[kid].dep in {"amod", "compound"}]
        if own == "source" and not extra:
            return last_unnamed(self.figures, tree.sentence.index)
        wrote = None if extra else who_wrote(self.figures, self._trees, tree.sentence.index, own)
        if wrote is not None:
            self.figures.describe(wrote, own)  # it speaks on: "the statement said" once more
        told = wrote or self._told(tree, head, own, extra)
        if told is None and extra and own in words("rules.toml", "group_nouns"):
            self.advance(tree.sentence.index)
            return last_group(self.figures, own, beside(tree, head), tree.sentence.index)
        if told is None and tree.tokens[head].tag == "NN":
            told = self._by_office(own, extra, tree.sentence.index)
        if wrote is None and not set(extra) - words("rules.toml", "monitors"):
            return last_body(self.figures, own, told) or told
        return told

    def _by_office(self, own: str, extra: list[str], where: int) -> Figure | None:
        """Return who spoke last, if "the official" may mean them by their office."""
        spoke = next(self.figures.spoken(), None)
        if spoke is None or not spoke.person or not 0 <= where - spoke.spoke <= _NEAR:
            return None
        if called_more_broadly(own, extra, spoke):
            return spoke
        return spoke if may_hold(own, extra, spoke) and not self._told_before(own, where) else None

    def _told_before(self, noun: str, where: int) -> bool:
        """Whether a noun stands in a sentence before: who is told of by it may be somebody else."""
        while self._read < where:
            for token in self._trees[self._read].tokens:
                self._nouns.setdefault(token.lemma.lower(), self._read)
            self._read += 1
        return self._nouns.get(noun, where) < where

    def _told(self, tree: Tree, head: int, own: str, extra: list[str]) -> Figure | None:
        """Return the figure last called by a noun and the words beside it."""
        one = tree.tokens[head].tag == "NN"
        body = own in words("sources.toml", "bodies")
        for figure in self.figures.described(own):
            if body and figure.person and not any(said.lower().endswith(own) for said in figure.descriptions):
                continue  # "the observatory" is not its director
            if one and figure.plural and " and " in figure.entity:
                continue  # "the member" is not "residents and a member"
            if all(said_of(word, figure) for word in extra):
                return figure
        if body and set(extra) <= words("rules.toml", "monitors"):
            return self._body_called(tree, head, own, civil=bool(extra))
        return None

    def _body_called(self, tree: Tree, head: int, own: str, *, civil: bool) -> Figure | None:
        """Return the body last told of that "the group", "the company" or "the ministry" may mean.

        Whether words beside the noun tell a civil body ("the rights group") is told by ``civil``.
        """
        office = source_type("", "", own) == "official"
        group = own in words("rules.toml", "collectives")
        if group:
            self._take_before(tree, head)
        group = group or own in words("rules.toml", "firms")
        fit = (
            figure
            for figure in self.figures.recent()
            if not figure.person
            and figure.may_be_a_body()
            and not (group and not may_be_the_group(figure))
            and not (office and is_medium(source_type(figure.entity, "", "")))
            and may_be_called(figure, own, civil=civil)
        )
        return next(fit, None)
