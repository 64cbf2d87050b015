"""Which words of a report make up a place's name, and what kind of place the words around give it."""

from collections.abc import Sequence

from stemma.places.build import country_keys
from stemma.places.gazetteer import Gazetteer
from stemma.places.holders import holds
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.places.nearby import (
    facility_end,
    feature_apposed,
    feature_before,
    feature_of,
    is_joined,
    is_metonym,
    is_of_city,
    kind_of_list,
    local_government,
    with_article,
)
from stemma.places.review import weighty
from stemma.places.surnames import opens
from stemma.records import Sentence, Token

# Letters of what points to a side ("W."), at most.
_SIDE_LENGTH = 2


class Naming:
    """Reads names off a report's text, from tokens of its sentences (``last`` exclusive)."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.lexicon = lexicon()

    def words(self, tokens: Sequence[Token], first: int, last: int) -> str:
        """Return the characters of some tokens."""
        return self.text[tokens[first].start : tokens[last - 1].end]

    def known(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether the gazetteer has the name that some tokens make up."""
        return bool(self.gazetteer.find(self.words(tokens, first, last)))

    def parts(self, tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
        """Part an unknown entity in two where both halves are known ("Odessa Ukraine", a lost comma)."""
        if last - first < 2 or self.known(tokens, first, last):  # noqa: PLR2004 - two words
            return [(first, last)] if last > first else []
        for middle in range(first + 1, last):
            halves = [self.gazetteer.find(self.words(tokens, *h)) for h in ((first, middle), (middle, last))]
            known = all(any(weighty(e) for e in half) for half in halves)
            wide = [e for e in halves[1] if e.kind in {"country", "region"}]
            if known or any(holds(e, h) for e in wide for h in halves[0]):
                return [(first, middle), (middle, last)]
        return [(first, last)]

    def trim(self, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
        """Cut determiners, directions and possessives off an entity's edges."""
        while first < last - 1:
            word = tokens[first].text
            lower = word.lower()
            side = lower in self.lexicon.parts or len(lower.strip(".")) <= _SIDE_LENGTH  # "Western", "W."
            owner = self.owns(word)
            # "Western Sahara", "Saudi Arabia"
            known = (side or owner) and word[0].isupper() and self.known(tokens, first, last)
            if known or (not owner and lower not in self.lexicon.edges and lower not in self.lexicon.parts):
                break
            first += 1
        while first < last - 1 and (tokens[last - 1].tag == "POS" or not tokens[last - 1].text[0].isalnum()):
            last -= 1
        return first, last

    def owns(self, word: str) -> bool:
        """Tell whether a word before a name is an adjective of nation, or a country without apostrophe."""
        low = word.lower()
        return low in self.lexicon.demonyms or (low[-1:] == "s" and low[:-1] in country_keys())

    def is_led(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether a word stands before a name and is none of it ("Syrian", "Near")."""
        other = self.owns(tokens[first].text) or opens(tokens, first)
        return other and not self.known(tokens, first, last)

    def mention(
        self, sentence: Sentence, first: int, last: int, previous: Mention | None, *, tagged: bool
    ) -> Mention:
        """Return the mention of a name and what belongs to it, behind the sentence's ``previous`` place."""
        tokens = sentence.tokens
        first = with_article(tokens, first)
        end = facility_end(self.text, tokens, first, last, self.gazetteer)
        if end > last:
            name = self.words(tokens, first, end)
            return Mention(sentence, first, end, name, name, tagged=tagged)
        if (area := local_government(tokens, first, last)) is not None:
            name = self.words(tokens, first, area)
            return Mention(sentence, first, max(area, last), name, name, "district", tagged)
        feature = ""
        full_last = last
        inner = feature_of(tokens[last - 1].text) if last - first > 1 else ""
        if inner:
            feature, bare_last = inner, last - 1
        else:
            bare_last = last
            if last < len(tokens) and (outer := feature_of(tokens[last].text)):
                feature = outer
                if tokens[last].text[0].isupper():
                    full_last = last + 1
        if feature and full_last == last and not inner and self._only_modifies(tokens, first, last, feature):
            feature = ""
        if feature == "district" and is_of_city(tokens, full_last):
            feature = "quarter"
        feature = feature or kind_of_list(tokens, full_last)
        if not feature:
            feature = feature_before(tokens, first) or feature_apposed(tokens, last)
            feature = feature or _inherited(sentence, first, previous)
        metonym = is_metonym(tokens, last - 1) or self._is_seat(tokens, first, last)
        return Mention(
            sentence, first, full_last, self.words(tokens, first, bare_last),
            self.words(tokens, first, full_last), feature, tagged, metonym,
            "demonym" if is_joined(tokens, last) else "",
            bool(feature) and _is_plural_noun(tokens, last - 1 if inner else last),
        )  # fmt: skip

    def _only_modifies(self, tokens: Sequence[Token], first: int, last: int, feature: str) -> bool:
        """Tell whether a country's name only says where a village is ("a Ruritania village attack")."""
        entries = self.gazetteer.find(self.words(tokens, first, last)) if feature == "settlement" else ()
        country = next((e.country for e in entries if e.kind == "country"), "")
        return bool(country) and not any(e.kind == "capital" and e.country == country for e in entries)

    def _is_seat(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether a building stands for its government: it does unless "in" or "near" it."""
        before = tokens[first - 2].text.lower() if first > 1 else ""
        seat = self.words(tokens, first, last).lower() in self.lexicon.seats
        return seat and before not in self.lexicon.strong_locatives


def _inherited(sentence: Sentence, first: int, previous: Mention | None) -> str:
    """Return the kind of the name before, in a list ("the towns of A, B and C")."""
    if previous is None or first < 2:  # noqa: PLR2004 - a name and a conjunction stand before
        return ""
    between = sentence.tokens[previous.last : first]
    listed = 0 < len(between) <= 2  # noqa: PLR2004 - ", and"
    if listed and all(t.text in {",", "and", "or"} for t in between):
        # "The city of X, Y" is no list: its noun is none of several.
        head = _head_of_list(sentence, previous.first)
        several = any(t.text in {"and", "or"} for t in between) or _is_plural(sentence, head)
        return previous.feature if several and feature_before(sentence.tokens, head) else ""
    return ""


def _head_of_list(sentence: Sentence, first: int) -> int:
    """Return where the first name of a list begins of which a later one begins at ``first``."""
    tokens, head = sentence.tokens, first
    while head > 1 and (tokens[head - 1].text == "," or tokens[head - 1].text[:1].isupper()):
        head -= 1
    while head < first and not tokens[head].text[:1].isupper():
        head += 1
    return head


def _is_plural_noun(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].text.endswith("s")


def _is_plural(sentence: Sentence, first: int) -> bool:
    """Tell whether the noun before "of" and a name is a plural ("the towns of X")."""
    return first > 1 and sentence.tokens[first - 2].text.endswith("s")
