"""The classes of a token: what kind of thing a noun, a name or a pronoun stands for."""

import re
from collections.abc import Iterable
from functools import cached_property

from stemma.events.lexicon import Party, longest_party, noun_classes, parties, party_beginnings, word_set
from stemma.events.tree import Tree
from stemma.records import Place

_ENTITY = {
    "GPE": frozenset({"place"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"place", "building"}),
    "PERSON": frozenset({"person"}),
    "NORP": frozenset({"person"}),
    "ORG": frozenset({"group", "organisation"}),
}
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "themself"})
_THINGS = frozenset({"drone_targets", "projectiles", "weapons"})
_PEOPLE = frozenset(
    {
        "armed",
        "civilians",
        "police",
        "government",
        "protesters",
        "prisoners",
        "media",
        "medical",
        "opposition",
    }
)
# Classes of people that a noun of number takes from those whom it counts.
_WHO = _PEOPLE | {"group", "person", "attacker", "marchers", "raiders"}
# Aircraft are called by their types ("F-16s", "Su-27").
_TYPE = re.compile(r"(?:F|B|A|AC|AH|UH|Su|MiG|Tu|Il|Mi|Ka)-\d{1,3}[A-Z]?s?$")
_NOUNS = ("NOUN", "PROPN", "ADJ", "NUM", "X")
# A word for persons and for aircraft, and one for aircraft alone.
_BOMBER, _WARPLANE = "bomber", "warplane"
_NONE: frozenset[str] = frozenset()


class Classes:
    """Classes of the tokens of one sentence, and the parties that its words name."""

    def __init__(self, tree: Tree, places: Iterable[Place]) -> None:
        self._tree = tree
        self._places = [place.span for place in places]
        self._known: dict[int, frozenset[str]] = {}

    @cached_property
    def parties(self) -> dict[int, Party]:
        """Return the party that each token (alone or with its neighbours) names."""
        found: dict[int, Party] = {}
        names, beginnings = parties(), party_beginnings()
        words = [token.text for token in self._tree.tokens]
        if "\u2019" in "".join(words):
            words = [word.replace("\u2019", "'") for word in words]
        begun = [index for index, word in enumerate(words) if word in beginnings or "-led" in word]
        for index in begun:
            word = words[index]
            if index in found:
                continue  # in a name that began before
            if word in beginnings and (word[:1].isupper() or word == "al" or word.startswith("al-")):
                party, length = self._longest_name(index)
                if party is not None:
                    found.update(dict.fromkeys(range(index, index + length), party))
            elif "-led" in word and word.removesuffix("-led") in names:  # "U.S.-led" is one token
                found[index] = names[word.removesuffix("-led")]
        return found

    def _longest_name(self, start: int) -> tuple[Party | None, int]:
        """Return the party of the longest name that begins at a token, and its number of tokens."""
        tokens, names, beginnings = self._tree.tokens, parties(), party_beginnings()
        best: Party | None = None
        length, text, end = 0, "", tokens[start].start
        for count, token in enumerate(tokens[start : start + longest_party()], start=1):
            text += ("" if token.start == end else " ") + token.text.replace("\u2019", "'")
            if text not in beginnings:
                break
            end = token.end
            if text in names:
                best, length = names[text], count
        return best, length

    def of(self, index: int | None) -> frozenset[str]:
        """Return the classes of a token; the empty set for ``None`` or a word of no class."""
        if index is None:
            return _NONE
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._find(index)
        return known

    def _find(self, index: int) -> frozenset[str]:
        token, word = self._tree.tokens[index], self._tree.words[index]
        if token.pos == "PRON":
            return frozenset({"reflexive"}) if word in _REFLEXIVE else frozenset({"pronoun", "any"})
        found = {"any"}
        if token.pos in _NOUNS or token.dep in ("pobj", "dobj", "nsubj", "nsubjpass"):
            lemma = self._tree.lemmas[index]
            found |= self._listed(index)
            if lemma in word_set("collectives") and (self._beside(index, "arming") or self._backed(index)):
                found |= {"armed", "group"}
            if lemma in ("vehicle", "system") and self._beside(index, "airborne"):
                found |= {"drone_targets", "aircraft"}
            found |= self._of_others(index, lemma)
        if found & _PEOPLE:
            found.add("person")
        # A weapon is nobody, whatever a headline's capitals make of it ("Units Down 1 Missile").
        found |= self._named(index) - ({"person"} if found & _THINGS else set())
        if token.pos == "NUM" and token.dep != "nummod":
            found |= {"number", "person"}
        if found & {"settlement", "territory"} and "armed" not in found:
            found.add("place")
            if token.entity == "PERSON":  # "the X Y Region", taken for somebody's name
                found.discard("person")
        return frozenset(found)

    def _of_others(self, index: int, lemma: str) -> frozenset[str] | set[str]:
        """Return the classes that a noun takes from who is named beside it."""
        if lemma in word_set("members"):
            return self._member(index)
        return self._counted(index) if lemma in word_set("many_of") else _NONE

    def _counted(self, index: int) -> frozenset[str]:
        """Return the classes of the people that a noun counts ("hundreds of rebels", "a group of gunmen")."""
        inner = next(
            (at for word, _, at in self._tree.prepositional(index) if word == "of" and at > index), None
        )
        return self.of(inner) & _WHO

    def _beside(self, index: int, words: str) -> bool:
        """Say whether a modifier of a noun is among some words ("terrorist groups", "aerial vehicles")."""
        tree = self._tree
        return any(tree.lemmas[at] in word_set(words) for at in tree.children(index, "amod", "compound"))

    def _listed(self, index: int) -> frozenset[str]:
        """Return the classes that the list gives a noun; bombers may be aircraft."""
        table, lemma = noun_classes(), self._tree.lemmas[index]
        one = lemma.removesuffix("s")
        if one == _BOMBER and self._flies(index):
            return table[_WARPLANE]
        return table.get(lemma, _NONE) or table.get(self._tree.words[index], _NONE) or table.get(one, _NONE)

    def _flies(self, index: int) -> bool:
        """Say whether bombers are aircraft: by their type, by what they do, or several of a state."""
        tree = self._tree
        modifiers = tree.children(index, "amod", "compound", "poss", "nmod")
        if any(tree.lemmas[at] in word_set("bombing_persons") for at in modifiers):
            return False
        beside = (*modifiers, *range(max(0, index - 1), index))
        kinds = word_set("bombing_aircraft")
        if any(tree.lemmas[at] in kinds or _TYPE.match(tree.tokens[at].text) for at in beside):
            return True
        above = tree.tokens[index].head if tree.tokens[index].dep == "nsubj" else index
        things = {tree.lemmas[at] for at in tree.children(above, "dobj")} if above != index else set()
        if tree.lemmas[above] in word_set("flying_acts") or things & word_set("flown_acts"):
            return True
        if tree.words[index].endswith("s"):
            able = tree.lemmas[above] not in word_set("acts_of_persons")
        else:
            able = tree.lemmas[above] in word_set("acts_of_one_aircraft")
        of_states = (self.parties[at] for at in modifiers if at in self.parties)
        return able and any(party.country and party.kind in ("", "government") for party in of_states)

    def _backed(self, index: int) -> bool:
        """Say whether a group is one that a state backs ("the Ruritania-backed group"), which has arms."""
        tree = self._tree
        backed = (at for at in tree.children(index, "amod") if tree.words[at] == "backed")
        return any(inner in self.parties for at in backed for inner in tree.children(at))

    def _member(self, index: int) -> set[str]:
        """Return the classes of a member: a person, armed where a group in arms is named before."""
        modifiers = self._tree.children(index, "amod", "compound", "poss", "nmod")
        joined = (self._tree.lemmas[one] for at in modifiers for one in self._tree.conjuncts(at))
        if "civilian" in joined:
            return {"person"}  # "military and civilian personnel"
        return {"person", *({"armed"} if any("armed" in self.of(at) for at in modifiers) else ())}

    def _named(self, index: int) -> set[str]:
        token = self._tree.tokens[index]
        found = set(_ENTITY.get(token.entity, _NONE))
        if _TYPE.match(token.text):
            found |= {"aircraft", "armed"}
        party = self.parties.get(index)
        if party is not None:
            found |= _party_classes(party)
            if party.kind == "armed_group":
                found -= {"place"}
        elif any(span.start <= token.start < span.end for span in self._places):
            found |= {"place"}
            found -= {"person", "group", "organisation"}
        return found


def _party_classes(party: Party) -> set[str]:
    if party.kind == "armed_group":
        return {"group", "armed", "person"}
    if party.kind in ("international", "organisation", "opposition", "military"):
        return {"group", "organisation", *({"armed"} if party.kind == "military" else ())}
    if party.country:
        return {"country", "government"} if party.kind else {"country", "person"}
    return {"group"}
