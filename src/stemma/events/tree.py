"""A sentence's dependency tree with what the event rules ask of it: clauses, subjects, objects, phrases."""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import cached_property, wraps
from typing import TypeVar

from stemma.events.lexicon import word_set
from stemma.parses import Facts
from stemma.records import Sentence, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "obj")
_CONTINUING = ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis")
# Verbs whose object is the means: who uses it acts ("use the base to bomb X").
_USING = frozenset({"use", "employ", "need", "utilise", "utilize"})
# Verbs whose object did what is told after "of" or "for" ("accused the army of shelling X").
ACCUSING = frozenset({"accuse", "suspect", "convict", "blame", "condemn", "criticise", "criticize", "fault"})
_MAY_PRECEDE = frozenset({"the", "down", "all", "about", "some", "at", "least", "over"})
_RELATIVE = ("which", "that", "who", "whom")
_PERSONAL = ("who", "whom")
_LEFT = (
    "amod", "compound", "nmod", "poss", "nummod", "quantmod", "det", "advmod", "npadvmod", "case", "punct",
    "predet", "neg", "appos",
)  # fmt: skip
_DASHES = frozenset({"\u2014", "\u2013", "--", "-"})
_CLOSING = _DASHES | {")"}
_DATELINE = 14
_MAX_CLIMB = 60
_SHORT, _NAME = 4, 7
_NAMING = ("ADP", "DET", "ADJ", "NOUN", "PROPN", "PART")
# What the parser's rules of spelling take for forms of "to stag", "to hop" and "basis".
_LEMMAS = {"staging": "stage", "hoping": "hope", "bases": "base"}


A = TypeVar("A")


def kept(method: Callable[["Tree", int], A]) -> Callable[["Tree", int], A]:
    """Return a method of a tree whose answer for a token is kept: it hangs on the parse alone."""
    name = method.__name__

    @wraps(method)
    def answer(tree: "Tree", index: int) -> A:
        key = (name, index)
        try:
            known: A = tree.facts[key]
        except KeyError:
            known = tree.facts[key] = method(tree, index)
        return known

    return answer


class Tree:
    """Children and paths of one parsed sentence; tokens are named by their index in it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words: tuple[str, ...] = tuple([token.text.lower() for token in sentence.tokens])
        self.lemmas: tuple[str, ...] = tuple([token.lemma.lower() for token in sentence.tokens])
        if not _LEMMAS.keys().isdisjoint(self.words):
            pairs = zip(self.words, self.lemmas, strict=True)
            self.lemmas = tuple([_LEMMAS.get(word, lemma) for word, lemma in pairs])
        # What hangs on the parse alone, kept for all sentences of the same parse.
        self.facts: Facts = {}

    def at(self, sentence: Sentence) -> "Tree":
        """Return the tree of a sentence of the same parse, which shares all but the offsets."""
        if sentence.tokens is self.tokens:
            return self
        made = copy(self)
        made.sentence, made.tokens = sentence, sentence.tokens
        return made

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                below[token.head].append(index)
        return tuple(map(tuple, below))

    def children(self, index: int, *deps: str) -> list[int]:
        """Return the children of a token, only those with one of ``deps`` if any are given."""
        found = self._children[index]
        if not found or not deps:
            return list(found)
        tokens = self.tokens
        return [child for child in found if tokens[child].dep in deps]

    def subtree(self, index: int) -> list[int]:
        """Return the token and all that hangs below it, in reading order."""
        children = self._children
        found = [index]
        for node in found:  # which grows meanwhile
            found += children[node]
        found.sort()
        return found

    @kept
    def ends(self, index: int) -> tuple[int, int]:
        """Return the first and the last token of a subtree."""
        below = self.subtree(index)
        return below[0], below[-1]

    @kept
    def ancestors(self, index: int) -> tuple[int, ...]:
        """Return the heads above a token, nearest first."""
        above: list[int] = []
        for _ in range(_MAX_CLIMB):
            head = self.tokens[index].head
            if head == index:
                break
            above.append(head)
            index = head
        return tuple(above)

    def clause(self, index: int) -> int:
        """Return the verb (or other head) of the clause that a token stands in."""
        for node in (index, *self.ancestors(index)):
            token = self.tokens[node]
            if token.pos in ("VERB", "AUX") or token.dep == "ROOT":
                return node
        return index

    def path(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """Return the tokens up from ``start`` to the common ancestor, and down from it to ``end``.

        Both lists include the common ancestor and leave out the end points' other relatives.
        """
        up = [start, *self.ancestors(start)]
        down = [end, *self.ancestors(end)]
        for steps, node in enumerate(up):
            if node in down:
                return up[: steps + 1], down[down.index(node) :: -1]
        return up, down[::-1]

    # --- what verbs govern --------------------------------------------------------------------

    @kept
    def passive(self, verb: int) -> bool:
        """Say whether the verb is passive (be-passive, or a reduced relative participle)."""
        if self.children(verb, "nsubjpass", "auxpass"):
            return True
        token = self.tokens[verb]
        if token.tag == "VBN" and token.dep == "conj" and token.head < verb:  # "was shot and killed by"
            return not self.children(verb, "aux", "nsubj", *_OBJECTS) and self.passive(token.head)
        if (
            token.tag == "VBN"
            and token.dep in ("acl", "amod", "advcl", "oprd")
            and not self.children(verb, "aux")
        ):
            return not self.children(verb, *_OBJECTS) or bool(self.children(verb, "agent"))
        return False

    @kept
    def subject(self, verb: int) -> int | None:
        """Return the agent of a verb: its subject if active, its by-phrase if passive."""
        return self._subject(verb, 0)

    def _subject(self, verb: int, depth: int) -> int | None:
        if self.passive(verb):
            for agent in self.children(verb, "agent", "prep"):
                if self.words[agent] == "by":
                    return next(iter(self.children(agent, "pobj")), None)
            return None
        own = self.children(verb, *_SUBJECTS)
        if own:
            headed = len(own) > 1 and ":" in self.words[own[0] : own[1]]  # "X region: troops shelled Y"
            return self._antecedent(self._past_dateline(own[headed], verb), verb)
        return self._inherited_subject(verb, depth) if depth < 4 else None  # noqa: PLR2004  chains are short

    def _inherited_subject(self, verb: int, depth: int) -> int | None:
        """Return the subject that a verb without its own takes from the words above it."""
        token = self.tokens[verb]
        head = token.head
        above = self.tokens[head]
        if head == verb:
            return None
        if above.pos in ("VERB", "AUX") and token.dep in _CONTINUING:
            beside = self._subject_beside(verb) if token.dep == "ccomp" else None
            return self._shared_subject(verb, head, depth) if beside is None else beside
        if token.dep == "acl" and token.tag != "VBN":
            return head if token.tag == "VBG" else self._possessor(head)
        if token.dep == "xcomp" and above.pos in ("ADJ", "ADP", "ADV") and above.head != head:
            return self._subject(above.head, depth + 1)
        return self._pcomp_subject(verb, depth) if token.dep in ("pcomp", "conj") else None

    def _shared_subject(self, verb: int, head: int, depth: int) -> int | None:
        """Return the subject that a verb shares with the verb above it; "urged X to go" shares its object."""
        if self.tokens[verb].dep == "xcomp" and self.children(verb, "aux"):
            objects = self.children(head, *_OBJECTS)
            if objects and self.lemmas[head] not in _USING:
                return objects[0]
        if self.passive(head):
            patient = self.children(head, "nsubjpass")
            return self._antecedent(patient[0], head) if patient else None
        return self._subject(head, depth + 1)

    def _subject_beside(self, verb: int) -> int | None:
        """Return the subject that a participle was taken for a verb with ("said rebels based in X fired")."""
        beside = (at for at in self.children(self.tokens[verb].head, "ccomp") if at < verb)
        return next(
            (own[0] for at in beside
             if self.tokens[at].tag in ("VBD", "VBN") and (own := self.children(at, "nsubj"))
             and not self.children(at, "aux", *_OBJECTS)),
            None,
        )  # fmt: skip

    def _pcomp_subject(self, verb: int, depth: int) -> int | None:
        for node in self.ancestors(verb):
            possessor = self._possessor(node)
            if possessor is not None:
                return possessor
            if self.lemmas[node] in word_set("condemning"):
                return None
            if self.tokens[node].pos in ("VERB", "AUX"):
                accused = self.object(node) if self.lemmas[node] in ACCUSING else None
                return self._subject(node, depth + 1) if accused is None else accused
        return None

    def _past_dateline(self, subject: int, verb: int) -> int:
        """Return a verb's subject, past a dateline that was taken for it ("KYIV (X) — Rockets hit")."""
        ends = _DASHES if ")" not in self.words[subject:verb] or "(" in self.words[subject:verb] else _CLOSING
        dash = next((at for at in range(subject, min(verb, _DATELINE)) if self.words[at] in ends), None)
        if dash is None or subject > dash:
            return subject
        after = range(dash + 1, verb)
        heads = (
            at for at in after if self.tokens[at].pos in ("NOUN", "PROPN", "PRON") and self._heads_phrase(at)
        )
        return next(heads, subject)

    def _heads_phrase(self, index: int) -> bool:
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return following is None or following.pos not in ("NOUN", "PROPN", "PART")

    def _possessor(self, noun: int) -> int | None:
        return next(iter(self.children(noun, "poss")), None)

    def _antecedent(self, subject: int, verb: int) -> int:
        if self.words[subject] not in _RELATIVE or self.tokens[verb].dep != "relcl":
            return subject
        meant = self.tokens[verb].head
        if self.words[subject] not in _PERSONAL or self.tokens[meant].entity != "GPE":
            return meant
        # A place is no "who": it is the people before it ("rebels backed by X, who entered …").
        people = (at for at in range(meant - 1, -1, -1) if self.tokens[at].tag == "NNS")
        return next(people, meant)

    @kept
    def object(self, verb: int) -> int | None:
        """Return the patient of a verb: its direct object if active, its subject if passive."""
        token = self.tokens[verb]
        if not self.passive(verb):
            own = self.children(verb, *_OBJECTS)
            return own[0] if own else self._name_after(verb) or self._contact(verb) or self._cut_short(verb)
        own = self.children(verb, "nsubjpass") or (self.children(verb, "nsubj") if token.dep == "acl" else [])
        if own:
            return self._antecedent(own[0], verb)
        if token.dep in ("acl", "amod"):
            return token.head
        if token.dep in ("conj", "xcomp", "advcl") and token.head < verb and self.passive(token.head):
            return self.object(token.head)
        return None

    def _contact(self, verb: int) -> int | None:
        """Return the noun whose relative clause has no pronoun for it ("the troops we attacked")."""
        token = self.tokens[verb]
        own = self.children(verb, "nsubj")
        if token.dep != "relcl" or not own or own[0] < token.head or self.words[own[0]] in _RELATIVE:
            return None
        between = self.words[token.head + 1 : verb]
        asked = not {"where", "when", "why", *_RELATIVE}.isdisjoint(between)
        return None if asked or self.tokens[token.head].entity in ("DATE", "TIME") else token.head

    def _name_after(self, verb: int) -> int | None:
        """Return what stands right after a verb and was taken for an adverbial.

        A name ("recaptured X"), or a number of a whole ("downed 48 of 53 drones").
        """
        return next(
            (
                at
                for at in self.children(verb, "npadvmod")
                if self._named_or_counted(at) and not set(self.words[verb + 1 : at]) - _MAY_PRECEDE
                and self.tokens[at].entity not in ("DATE", "TIME")
            ),
            None,
        )  # fmt: skip

    def _named_or_counted(self, index: int) -> bool:
        if self.tokens[index].pos == "PROPN":
            return True
        after = self.words[index + 1 : index + 3]
        return self.tokens[index].pos == "NUM" and (after[:1] == ("of",) or after == ("out", "of"))

    def _cut_short(self, verb: int) -> int | None:
        """Return the object whose participle was taken for a verb of its own ("downed drones fired at X")."""
        if self.lemmas[verb] not in word_set("never_of_clauses"):
            return None
        for clause in self.children(verb, "ccomp"):
            sent = self.lemmas[clause] in word_set("of_things_sent")
            if sent and not self.children(clause, "mark", "aux", *_OBJECTS):
                return next((at for at in self.children(clause, "nsubj") if verb < at < clause), None)
        return None

    @kept
    def prepositional(self, index: int) -> tuple[tuple[str, int, int], ...]:
        """Return (preposition, its token, its object) for the phrases below a token."""
        found: list[tuple[str, int, int]] = []
        for prep in self.children(index, "prep", "agent", "dative", "prt"):
            word = self.words[prep]
            found += [(word, prep, child) for child in self.children(prep, "pobj", "pcomp")]
            for inner in self.children(prep, "prep"):
                found += [(word, inner, child) for child in self.children(inner, "pobj")]
        return tuple(found)

    def conjuncts(self, index: int) -> Iterator[int]:
        """Yield a noun and the nouns that are joined to it."""
        yield index
        for child in self.children(index, "conj", "appos"):
            if self.tokens[child].dep == "conj":
                yield from self.conjuncts(child)

    # --- words --------------------------------------------------------------------------------

    def phrase(self, head: int) -> list[int]:
        """Return a noun with its modifiers on the left, and its "of" phrase where it has one."""
        found = {head}
        for child in self.children(head):
            if child < head and self._another_person(child, head):
                continue
            if child < head and self._is_between(child, head):
                found.update(node for at in self.children(child, "conj") for node in self.subtree(at))
                continue
            if child < head and self.tokens[child].dep in _LEFT:
                found.update(self.subtree(child))
            elif child > head and self.tokens[child].dep == "prep" and self.words[child] == "of":
                objects = self.children(child, "pobj")
                if objects and self._one_phrase(head, objects[0]):
                    found.add(child)
                    found.update(node for node in self.phrase(objects[0]))
        first = self._after_dash(min(found), head)
        return sorted(node for node in found if node >= first)

    def _after_dash(self, first: int, head: int) -> int:
        """Return where a phrase begins whose parse reaches over a dash ("UPDATE - X troops kill six")."""
        if _DASHES.isdisjoint(self.words[first:head]):
            return first
        return next((at + 1 for at in range(head - 1, first, -1) if self._parts(at)), first)

    def _parts(self, at: int) -> bool:
        """Say whether a word is a dash with spaces around it, no hyphen."""
        before, dash, after = self.tokens[at - 1 : at + 2]
        return self.words[at] in _DASHES and before.end < dash.start and dash.end < after.start

    def _another_person(self, child: int, head: int) -> bool:
        """Say whether the parse hung one of two joined persons on the other ("between A and Minister B")."""
        two = self.tokens[child].entity == self.tokens[head].entity == "PERSON"
        return two and self.tokens[child].dep == "nmod" and bool(self.children(child, "cc"))

    def _is_between(self, child: int, head: int) -> bool:
        """Say whether a modifier is the first of two ("between the army and rebel fighters")."""
        token, above = self.tokens[child], self.tokens[head]
        led = above.dep == "pobj" and self.words[above.head] == "between"
        return led and token.dep == "nmod" and bool(self.children(child, "cc"))

    def _one_phrase(self, head: int, inner: int) -> bool:
        """Say whether an "of" phrase is short ("forces of the interior ministry") or nothing but a name."""
        between = self.tokens[head + 1 : inner]
        return len(between) < _SHORT or (
            len(between) < _NAME and all(token.pos in _NAMING for token in between)
        )

    def span(self, indexes: Iterable[int]) -> Span:
        """Return the characters from the first to the last of some tokens."""
        chosen = tuple(indexes)
        return Span(self.tokens[min(chosen)].start, self.tokens[max(chosen)].end)
