"""Which words of a report name places: named entities and the gazetteer, each correcting the other."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.parses import facts_of
from stemma.places.bearers import is_borne, is_of_fighters, is_persons
from stemma.places.build import country_keys
from stemma.places.facilities import facility_mention
from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.holders import holds
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Asked, Kept, Mention, entities
from stemma.places.nearby import (
    facility_end,
    feature_apposed,
    feature_before,
    feature_of,
    has_parts,
    in_state,
    is_between,
    is_cut,
    is_home,
    is_joined,
    is_metonym,
    is_parted,
    is_placed,
    is_struck,
    is_taken,
    with_article,
)
from stemma.places.review import WELL_KNOWN, shared_features, told_again, weighty, without_words
from stemma.places.surnames import opens, surnames
from stemma.places.unknown import is_of_words, told_as
from stemma.records import ParsedReport, Report, Sentence, Token

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Entity labels that a place's name never has by mistake.
_OTHER_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LONGEST_RUN = 4
_BETWEEN = frozenset({",", ";", "/", "(", ")"})
_PREPOSITIONS = frozenset({"on", "in", "at", "to", "from", "for", "since"})
# Names that are words in small letters, and the length of postal codes, which follow a comma.
_CODES = frozenset({"us", "la", "u s", "uk"})
_CODE_LENGTH = 2
_DATELINE = frozenset({"\u2014", "-", "\u2013", ":", "("})
# And whatever the parser took it for, when it is of such a kind, or so many people live there.
_FAMOUS = 1_000_000
_FACILITIES = frozenset({"plant", "dam", "bridge", "airport", "camp", "crossing", "building"})
_UNMISTAKABLE = frozenset({"country", "region", "sea", "river"})


def find_mentions(report: Report, parsed: ParsedReport, gazetteer: Gazetteer) -> list[Mention]:
    """Return the place mentions of a report in reading order."""
    finder = _Finder(report, gazetteer, surnames(parsed))
    for sentence in parsed.sentences:
        finder.read_again(sentence)
    accepted = {
        name_key(m.name) for m in finder.found
        if m.tagged or m.feature or any(e.kind in _FACILITIES for e in gazetteer.find(m.name)[:1])
    }  # fmt: skip
    late = [m for m in finder.doubtful if name_key(m.name) in accepted]
    late += told_again(finder.found, finder.unknown, gazetteer)
    found = sorted((*finder.found, *late), key=lambda m: (m.start, m.end))
    return shared_features(without_words(found, parsed, gazetteer))


def _can_name(token: Token, index: int) -> bool:
    """Tell whether a token can be of a name: a capital, and no function word; unknown names may be ADV."""
    return token.text[:1].isupper() and (
        token.pos in _NAME_TAGS or (index > 0 and token.pos in {"ADV", "INTJ"})
    )


def _is_plural(sentence: Sentence, first: int) -> bool:
    """Tell whether the noun before "of" and a name is a plural ("the towns of X")."""
    return first > 1 and sentence.tokens[first - 2].text.endswith("s")


class _Finder:
    """Reads one report's sentences; ``doubtful`` mentions count if the name is a place elsewhere."""

    def __init__(self, report: Report, gazetteer: Gazetteer, surnames: frozenset[str]) -> None:
        self.text = report.text
        self.gazetteer = gazetteer
        self.surnames = Asked(surnames)
        self.words = lexicon()
        self.found: list[Mention] = []
        self.doubtful: list[Mention] = []
        self.unknown: list[Mention] = []

    def read_again(self, sentence: Sentence) -> None:
        """Add the sentence's mentions, from memory where an equal one was read before.

        They hang on its parse and characters, and on which of its names are surnames in the report.
        """
        facts = facts_of(sentence)
        key = ("places", self.gazetteer, self.text[sentence.start : sentence.end])
        kept: Kept | None = facts.get(key)
        if kept is None or not kept.holds(self.surnames.known):
            found, doubtful, unknown = len(self.found), len(self.doubtful), len(self.unknown)
            self.surnames.asked.clear()
            self.read(sentence)
            asked = frozenset(self.surnames.asked)
            kept = Kept(
                asked & self.surnames.known, asked, self.found[found:], self.doubtful[doubtful:],
                self.unknown[unknown:],
            )  # fmt: skip
            facts[key] = kept
        else:
            self.found += [mention.at(sentence) for mention in kept.found]
            self.doubtful += [mention.at(sentence) for mention in kept.doubtful]
            self.unknown += [mention.at(sentence) for mention in kept.unknown]

    def read(self, sentence: Sentence) -> None:
        """Add the sentence's mentions."""
        tokens = sentence.tokens
        tagged = {f: (last, label) for f, last, label in entities(tokens) if label in _PLACE_LABELS}
        index = 0
        while index < len(tokens):
            if index in tagged:
                index = max(index + 1, self._tagged(sentence, index, tagged[index][0]))
            elif _can_name(tokens[index], index):
                index = max(index + 1, self._untagged(sentence, index))
            else:
                index += 1

    # --- names that the parser took for places ----------------------------------------------

    def _tagged(self, sentence: Sentence, first: int, last: int) -> int:
        """Add the places of one entity; return the index to go on from."""
        tokens = sentence.tokens
        start = first
        inside = _BETWEEN if self._known(tokens, first, last) else _BETWEEN | _PREPOSITIONS
        for index in range(first, last + 1):
            if index == last or tokens[index].text in inside:
                for part in self._parts(tokens, start, index):
                    self._add_tagged(sentence, *part, last)
                start = index + 1
        return self.found[-1].last if self.found and self.found[-1].sentence is sentence else last

    def _parts(self, tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
        """Part an unknown entity in two where both halves are known ("Odessa Ukraine", a lost comma)."""
        if last - first < 2 or self._known(tokens, first, last):  # noqa: PLR2004 - two words
            return [(first, last)] if last > first else []
        for middle in range(first + 1, last):
            halves = [self.gazetteer.find(self._words(tokens, *h)) for h in ((first, middle), (middle, last))]
            known = all(any(weighty(e) for e in half) for half in halves)
            wide = [e for e in halves[1] if e.kind in {"country", "region"}]
            if known or any(holds(e, h) for e in wide for h in halves[0]):
                return [(first, middle), (middle, last)]
        return [(first, last)]

    def _add_tagged(self, sentence: Sentence, first: int, last: int, end: int) -> None:
        tokens = sentence.tokens
        first, last = self._trim(tokens, first, last)
        if not any(c.isalpha() for c in self._words(tokens, first, last)):
            return
        after = tokens[last] if last < len(tokens) else None
        if after is not None and last >= end and after.text[:1].isupper():
            lower = after.text.lower()
            if lower in self.words.organisation and not feature_of(after.text):
                return
        mention = self._mention(sentence, first, last, tagged=True)
        if self._excluded(mention, tokens, first):
            return
        unknown = not self.gazetteer.find(mention.full) and not self.gazetteer.find(mention.name)
        if unknown and (facility := facility_mention(mention, self.text)):
            self.found.append(facility)
        elif self._tagged_rightly(mention, tokens, first, last):
            self.found.append(mention)
        elif not is_of_words(mention.name) and not self.gazetteer.find(mention.name):
            self._add_unknown(mention)

    def _excluded(self, mention: Mention, tokens: Sequence[Token], first: int) -> bool:
        """Tell whether a name is one that never is a place, or a code that stands by itself."""
        name, key = mention.name, name_key(mention.name)
        before = tokens[first - 1].text.lower() if first else ""
        if (
            self._empty(key)
            or key in self.words.demonyms
            or (key in self.words.never and not mention.feature)
            or before == "ethnic"
            or is_borne(tokens, mention.first)
            or (key in self.words.abbreviations and not is_cut(tokens, first, mention.last))
        ):
            return True
        if key in _CODES:
            return not name.replace(".", "").isupper()
        return len(name) == _CODE_LENGTH and name.isupper() and before != ","

    def _tagged_rightly(self, mention: Mention, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether an entity that the parser took for a place can be one: no person, no street."""
        if tokens[first].text.lower() in self.words.titles - {"st.", "saint"}:
            return False
        before = tokens[mention.first - 1].text.lower() if mention.first else ""
        known = self.gazetteer.find(mention.full) or self.gazetteer.find(mention.name)
        surname = name_key(tokens[last - 1].text) in self.surnames
        located = before in self.words.locatives or bool(mention.feature)
        if not known and before not in self.words.strong_locatives and not mention.feature:
            return False
        if not known and (is_of_words(mention.name) or is_of_fighters(tokens, last)):
            return False
        if is_persons(mention, known):
            return False
        if surname and not (located or in_state(self.text, tokens, last, self.gazetteer)):
            return False
        road = {t.text.lower() for t in tokens[last - 1 : last + 1]} & self.words.streets
        return not road or any(e.population >= WELL_KNOWN for e in known)

    def _empty(self, key: str) -> bool:
        """Tell whether a name is made of nothing but common nouns ("City of", "Region")."""
        return all(w in self.words.feature_words or w in self.words.never or w.isdigit() for w in key.split())

    def _trim(self, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
        """Cut determiners, directions and possessives off an entity's edges."""
        while first < last - 1:
            word = tokens[first].text
            lower = word.lower()
            side = lower in self.words.parts or len(lower.strip(".")) <= _CODE_LENGTH  # "Western", "W."
            owner = self._owns(word)
            # "Western Sahara", "Saudi Arabia"
            known = (side or owner) and word[0].isupper() and self._known(tokens, first, last)
            if known or (not owner and lower not in self.words.edges and lower not in self.words.parts):
                break
            first += 1
        while first < last - 1 and (tokens[last - 1].tag == "POS" or not tokens[last - 1].text[0].isalnum()):
            last -= 1
        return first, last

    def _owns(self, word: str) -> bool:
        """Tell whether a word before a name is an adjective of nation, or a country without apostrophe."""
        low = word.lower()
        return low in self.words.demonyms or (low[-1:] == "s" and low[:-1] in country_keys())

    # --- names that it took for something else ----------------------------------------------

    def _untagged(self, sentence: Sentence, first: int) -> int:
        """Add the place that a run of capitalised words names, if any; return the index after it."""
        tokens = sentence.tokens
        last = first
        while last < len(tokens) and self._in_run(tokens, last):
            last += 1
        start = first
        while start < last - 1 and self._is_led(tokens, start, last):
            start += 1
        # A common noun with a sentence's capital is no part of the name ("Residents of X").
        while start + 2 < last and is_struck(tokens, start + 2):
            start += 2
        while last > start + 1 and tokens[last - 1].text.lower() in self.words.inner:
            last -= 1
        if last - start <= _LONGEST_RUN and tokens[start].entity not in _OTHER_LABELS:
            self._add_untagged(sentence, start, last)
        return max(last, self.found[-1].last) if self.found and self.found[-1].sentence is sentence else last

    def _is_led(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether a word stands before a name and is none of it ("Syrian", "Near")."""
        other = self._owns(tokens[first].text) or opens(tokens, first)
        return other and not self._known(tokens, first, last)

    def _in_run(self, tokens: Sequence[Token], index: int) -> bool:
        token = tokens[index]
        if token.entity in _PLACE_LABELS:
            return False
        if token.text[:1].isupper():
            return _can_name(token, index)
        ahead = [t.text for t in tokens[index + 1 : index + 3]]
        hyphened = bool(ahead) and ahead[0] == "-"
        inner = (
            bool(ahead) and token.text in self.words.inner and (hyphened or token.text not in _PREPOSITIONS)
        )
        return inner and (ahead[0][:1].isupper() or (len(ahead) > 1 and hyphened and ahead[1][:1].isupper()))

    def _add_untagged(self, sentence: Sentence, first: int, last: int) -> None:
        tokens = sentence.tokens
        mention = self._mention(sentence, first, last, tagged=False)
        if self._excluded(mention, tokens, first):
            return
        entries = self.gazetteer.find(mention.full) or self.gazetteer.find(mention.name)
        if not entries:
            self._add_unknown(mention)
            return
        before = tokens[mention.first - 1].text.lower() if mention.first else ""
        after = tokens[last].text.lower() if last < len(tokens) else ""
        owned = before in {"'s", "\u2019s"} and tokens[first].entity == "PERSON"
        road = after in self.words.streets and entries[0].population < WELL_KNOWN
        if owned or road or before in self.words.titles or is_persons(mention, entries):
            return
        verdict = self._verdict(mention, before, entries[0])
        if verdict:
            self.found.append(mention)
        elif verdict is None:
            self.doubtful.append(mention)

    def _add_unknown(self, mention: Mention) -> None:
        """Add a name that no gazetteer has, where the words beside it say what it is."""
        previous = self.found[-1] if self.found and self.found[-1].sentence is mention.sentence else None
        kind = told_as(mention, previous)
        if facility := facility_mention(mention, self.text):
            self.found.append(facility)
        elif kind is not None:
            self.found.append(replace(mention, feature=kind))
        elif is_placed(mention) and self.gazetteer.alike(mention.name):
            self.found.append(replace(mention, located=True))
        elif mention.sentence.tokens[mention.first].entity != "NORP":
            self.unknown.append(mention)

    def _verdict(self, mention: Mention, before: str, entry: Entry) -> bool | None:
        """Tell whether an untagged gazetteer name is a place here; None when it depends on the rest."""
        key = name_key(mention.name)
        surname, common = key in self.surnames, key in self.words.unless_tagged
        facility = entry.kind in _FACILITIES and " " in mention.full
        if (
            key in self.words.seats
            or mention.feature
            or facility
            or self._stands_as_place(mention, surname=surname)
        ):
            return True
        if (before in self.words.strong_locatives or is_parted(mention)) and not common:
            return None if surname else True
        if surname:
            return False
        if common:
            return None
        if entry.kind in _UNMISTAKABLE or (entry.main and entry.population >= _FAMOUS):
            return True
        label = mention.sentence.tokens[mention.first].entity
        well_known = entry.population >= WELL_KNOWN or entry.kind in {"country", "region", "sea", "river"}
        located = before in self.words.locatives
        sure = (well_known and located) if label else (well_known or located)
        return True if sure and label != "PERSON" else None

    def _follows_place(self, mention: Mention) -> bool:
        """Tell whether a name is listed after a place ("Rafah and X")."""
        if not self.found or self.found[-1].sentence is not mention.sentence:
            return False
        between = mention.sentence.tokens[self.found[-1].last : mention.first]
        joined = all(t.text in {",", "and", "or", "&"} for t in between)
        return joined and bool(between) and between[-1].text != ","

    def _stands_as_place(self, mention: Mention, *, surname: bool) -> bool:
        """Tell whether the words around say so: a state after it, "residents" after it, a dateline."""
        tokens = mention.sentence.tokens
        after = tokens[mention.last].text if mention.last < len(tokens) else ""
        if in_state(self.text, tokens, mention.last, self.gazetteer):
            return True
        known_role = is_taken(tokens, mention.last - 1) or is_struck(tokens, mention.first)
        if not surname and (known_role or has_parts(tokens, mention.last) or self._follows_place(mention)):
            return True
        if is_home(tokens, mention.first) or is_between(self.text, mention, self.gazetteer):
            return True
        dateline = mention.first == 0 and after in _DATELINE and tokens[0].text.isupper()
        return dateline or (after in self.words.placed and not surname)

    # --- what stands around a name ----------------------------------------------------------

    def _mention(self, sentence: Sentence, first: int, last: int, *, tagged: bool) -> Mention:
        tokens = sentence.tokens
        first = with_article(tokens, first)
        end = facility_end(self.text, tokens, first, last, self.gazetteer)
        if end > last:
            name = self._words(tokens, first, end)
            return Mention(sentence, first, end, name, name, tagged=tagged)
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
        feature = feature or feature_before(tokens, first) or feature_apposed(tokens, last)
        feature = feature or self._inherited(sentence, first)
        metonym = is_metonym(tokens, last - 1) or self._is_seat(tokens, first, last)
        return Mention(
            sentence, first, full_last, self._words(tokens, first, bare_last),
            self._words(tokens, first, full_last), feature, tagged, metonym,
            "demonym" if is_joined(tokens, last) else "",
            bool(feature) and last < len(tokens) and tokens[last].text.endswith("s"),
        )  # fmt: skip

    def _only_modifies(self, tokens: Sequence[Token], first: int, last: int, feature: str) -> bool:
        """Tell whether a country's name only says where a village is ("a Ruritania village attack")."""
        entries = self.gazetteer.find(self._words(tokens, first, last)) if feature == "settlement" else ()
        country = next((e.country for e in entries if e.kind == "country"), "")
        return bool(country) and not any(e.kind == "capital" and e.country == country for e in entries)

    def _is_seat(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether a building stands for its government: it does unless "in" or "near" it."""
        before = tokens[first - 2].text.lower() if first > 1 else ""
        seat = self._words(tokens, first, last).lower() in self.words.seats
        return seat and before not in self.words.strong_locatives

    def _inherited(self, sentence: Sentence, first: int) -> str:
        """Return the kind of the name before, in a list ("the towns of A, B and C")."""
        if not self.found or first < 2:  # noqa: PLR2004 - a name and a conjunction stand before
            return ""
        previous = self.found[-1]
        between = sentence.tokens[previous.last : first]
        listed = previous.sentence is sentence and 0 < len(between) <= 2  # noqa: PLR2004 - ", and"
        if listed and all(t.text in {",", "and", "or"} for t in between):
            # "The city of X, Y" is no list: its noun is none of several.
            several = any(t.text in {"and", "or"} for t in between) or _is_plural(sentence, previous.first)
            return previous.feature if several and feature_before(sentence.tokens, previous.first) else ""
        return ""

    def _words(self, tokens: Sequence[Token], first: int, last: int) -> str:
        return self.text[tokens[first].start : tokens[last - 1].end]

    def _known(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        return bool(self.gazetteer.find(self._words(tokens, first, last)))
