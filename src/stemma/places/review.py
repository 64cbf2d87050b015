"""What the whole of a report says of the names found in it: shared kinds, words, villages told again."""

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.places.gazetteer import Entry, Gazetteer
from stemma.places.keys import spelt_once
from stemma.places.mention import Mention
from stemma.places.nearby import is_placed
from stemma.records import ParsedReport

# An untagged name counts without a preposition before it only when so many people live there.
WELL_KNOWN = 100_000


def weighty(entry: Entry) -> bool:
    """Tell whether a place is known beyond its surroundings."""
    return entry.kind in {"country", "region", "capital"} or entry.population >= WELL_KNOWN


def told_again(found: Sequence[Mention], unknown: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Return those unknown names that the report elsewhere calls a village or the like."""
    if not unknown:
        return []
    villages = {
        spelt_once(m.name) for m in found
        if m.feature and m.full == m.name and not m.name.isupper() and not gazetteer.find(m.name)
    }  # fmt: skip
    return [m for m in unknown if spelt_once(m.name) in villages] if villages else []


def without_words(found: list[Mention], parsed: ParsedReport, gazetteer: Gazetteer) -> list[Mention]:
    """Drop small places whose name the report has in small letters too: words of a headline, as a rule."""
    small = [m for m in found if not m.feature and not any(map(weighty, gazetteer.find(m.name)))]
    if not small:
        return found
    parts = {word for m in small for word in m.name.lower().split()}
    words = {t.text for sentence in parsed.sentences for t in sentence.tokens if t.text in parts}
    dropped = {
        id(m) for m in small if words.issuperset(m.name.lower().split()) and not is_placed(m)
    }  # fmt: skip
    return [m for m in found if id(m) not in dropped] if dropped else found


def shared_features(mentions: list[Mention]) -> list[Mention]:
    """Give the first names of a list the plural noun after its last ("Aleppo and Idlib provinces")."""
    for index in range(len(mentions) - 1, 0, -1):
        last, previous = mentions[index], mentions[index - 1]
        between = last.sentence.tokens[previous.last : last.first]
        listed = previous.sentence is last.sentence and 0 < len(between) <= 2  # noqa: PLR2004 - ", and"
        if (
            last.plural
            and not previous.feature
            and listed
            and all(t.text in {",", "and", "or", "&"} for t in between)
        ):
            mentions[index - 1] = replace(previous, feature=last.feature, plural=True)
    return mentions
