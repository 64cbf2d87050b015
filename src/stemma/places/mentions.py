"""Which words of a report name places: named entities and the gazetteer, each correcting the other."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.parses import facts_of
from stemma.places.bearers import is_persons
from stemma.places.facilities import facility_mention
from stemma.places.gazetteer import Gazetteer
from stemma.places.keys import name_key
from stemma.places.lexicon import lexicon
from stemma.places.mention import Asked, Kept, Mention, entities
from stemma.places.naming import Naming
from stemma.places.nearby import feature_of, is_placed, is_struck
from stemma.places.review import WELL_KNOWN, shared_features, told_again, without_words
from stemma.places.surnames import surnames
from stemma.places.unknown import is_of_words, told_as
from stemma.places.verdicts import (
    FACILITIES,
    is_bare_dateline,
    is_excluded,
    is_tagged_rightly,
    verdict_on,
    word_before,
)
from stemma.records import ParsedReport, Report, Sentence, Token

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Entity labels that a place's name never has by mistake.
_OTHER_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LONGEST_RUN = 4
_BETWEEN = frozenset({",", ";", "/", "(", ")"})
_PREPOSITIONS = frozenset({"on", "in", "at", "to", "from", "for", "since"})


def find_mentions(report: Report, parsed: ParsedReport, gazetteer: Gazetteer) -> list[Mention]:
    """Return the place mentions of a report in reading order."""
    finder = _Finder(report, gazetteer, surnames(parsed))
    for sentence in parsed.sentences:
        finder.read_again(sentence)
    accepted = {
        name_key(m.name) for m in finder.found
        if m.tagged or m.feature or any(e.kind in FACILITIES for e in gazetteer.find(m.name)[:1])
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


def _with_small_article(tokens: Sequence[Token], first: int) -> int:
    """Return where a name begins that has its article in small letters, without a hyphen ("al Tabaqa")."""
    before = tokens[first - 1].text if first else ""
    return first - 1 if before in {"al", "el"} else first


def _is_after_area(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Tell whether "of" follows the noun that ends a district's name ("X Local Government Area of Y")."""
    noun = tokens[index - 1].text
    ended = noun == "Area" or feature_of(noun) == "district"
    return tokens[index].text == "of" and index > first + 1 and ended


def _is_direction(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word only says on which side of another place one lies ("X South of the Y River")."""
    behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return tokens[index].text.lower() in lexicon().directions and behind == "of"


class _Finder:
    """Reads one report's sentences; ``doubtful`` mentions count if the name is a place elsewhere."""

    def __init__(self, report: Report, gazetteer: Gazetteer, surnames: frozenset[str]) -> None:
        self.text = report.text
        self.gazetteer = gazetteer
        self.surnames = Asked(surnames)
        self.lexicon = lexicon()
        self.naming = Naming(report.text, gazetteer)
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
        seen = 0  # tokens that belong to what was read
        for index, token in enumerate(tokens):
            if index < seen:
                continue
            if index in tagged:
                seen = self._tagged(sentence, index, tagged[index][0])
            elif token.text[:1].isupper() and _can_name(token, index):
                seen = self._untagged(sentence, index)

    def _previous(self, sentence: Sentence) -> Mention | None:
        """Return the place found last, if it is in the same sentence."""
        return self.found[-1] if self.found and self.found[-1].sentence is sentence else None

    # --- names that the parser took for places ----------------------------------------------

    def _tagged(self, sentence: Sentence, first: int, last: int) -> int:
        """Add the places of one entity; return the index to go on from."""
        tokens = sentence.tokens
        start = first
        inside = _BETWEEN if self.naming.known(tokens, first, last) else _BETWEEN | _PREPOSITIONS
        for index in range(first, last + 1):
            if index == last or tokens[index].text in inside:
                for part in self.naming.parts(tokens, start, index):
                    self._add_tagged(sentence, *part, last)
                start = index + 1
        previous = self._previous(sentence)
        return previous.last if previous is not None else last

    def _add_tagged(self, sentence: Sentence, first: int, last: int, end: int) -> None:
        tokens = sentence.tokens
        first, last = self.naming.trim(tokens, first, last)
        if not any(c.isalpha() for c in self.naming.words(tokens, first, last)):
            return
        after = tokens[last] if last < len(tokens) else None
        if after is not None and last >= end and after.text[:1].isupper():
            lower = after.text.lower()
            if lower in self.lexicon.organisation and not feature_of(after.text):
                return
        mention = self.naming.mention(sentence, first, last, self._previous(sentence), tagged=True)
        if is_excluded(self.naming, mention, tokens, first):
            return
        unknown = not self.gazetteer.find(mention.full) and not self.gazetteer.find(mention.name)
        if unknown and (facility := facility_mention(mention, self.text)):
            self.found.append(facility)
        elif is_tagged_rightly(self.naming, self.surnames, mention, first, last):
            kind = told_as(mention, self._previous(sentence)) if unknown and not mention.feature else ""
            self.found.append(replace(mention, feature=kind) if kind else mention)
        elif not is_of_words(mention.name) and not self.gazetteer.find(mention.name):
            self._add_unknown(mention)

    # --- names that it took for something else ----------------------------------------------

    def _untagged(self, sentence: Sentence, first: int) -> int:
        """Add the place that a run of capitalised words names, if any; return the index after it."""
        tokens = sentence.tokens
        last = first
        while last < len(tokens) and self._in_run(tokens, last) and not _is_after_area(tokens, first, last):
            if last > first and _is_direction(tokens, last):
                break
            last += 1
        start = first
        while start < last - 1 and self.naming.is_led(tokens, start, last):
            start += 1
        if start == first:
            start = _with_small_article(tokens, start)
        # A common noun with a sentence's capital is no part of the name ("Residents of X").
        while start + 2 < last and is_struck(tokens, start + 2):
            start += 2
        while last > start + 1 and tokens[last - 1].text.lower() in self.lexicon.inner:
            last -= 1
        if last - start <= _LONGEST_RUN and tokens[start].entity not in _OTHER_LABELS:
            self._add_untagged(sentence, start, last)
        previous = self._previous(sentence)
        return max(last, previous.last) if previous is not None else last

    def _in_run(self, tokens: Sequence[Token], index: int) -> bool:
        token = tokens[index]
        if token.entity in _PLACE_LABELS:
            return False
        if token.text[:1].isupper():
            return _can_name(token, index)
        ahead = [t.text for t in tokens[index + 1 : index + 3]]
        hyphened = bool(ahead) and ahead[0] == "-"
        inner = (
            bool(ahead) and token.text in self.lexicon.inner and (hyphened or token.text not in _PREPOSITIONS)
        )
        return inner and (ahead[0][:1].isupper() or (len(ahead) > 1 and hyphened and ahead[1][:1].isupper()))

    def _add_untagged(self, sentence: Sentence, first: int, last: int) -> None:
        tokens = sentence.tokens
        mention = self.naming.mention(sentence, first, last, self._previous(sentence), tagged=False)
        if is_excluded(self.naming, mention, tokens, first):
            return
        entries = self.gazetteer.find(mention.full) or self.gazetteer.find(mention.name)
        if not entries:
            self._add_unknown(mention)
            return
        before = word_before(mention)
        after = tokens[last].text.lower() if last < len(tokens) else ""
        owned = before in {"'s", "\u2019s"} and tokens[first].entity == "PERSON"
        road = after in self.lexicon.streets and entries[0].population < WELL_KNOWN
        if owned or road or before in self.lexicon.titles or is_persons(mention, entries):
            return
        verdict = verdict_on(self.naming, self.surnames, mention, entries[0], self._previous(sentence))
        if verdict:
            self.found.append(mention)
        elif verdict is None:
            self.doubtful.append(mention)

    def _add_unknown(self, mention: Mention) -> None:
        """Add a name that no gazetteer has, where the words beside it say what it is."""
        kind = told_as(mention, self._previous(mention.sentence))
        if facility := facility_mention(mention, self.text):
            self.found.append(facility)
        elif kind is not None:
            self.found.append(replace(mention, feature=kind))
        elif (is_placed(mention) or is_bare_dateline(mention)) and self.gazetteer.alike(mention.name):
            self.found.append(replace(mention, located=True))
        elif mention.sentence.tokens[mention.first].entity != "NORP":
            self.unknown.append(mention)
