"""What the words beside a name say of it: its kind, the place that holds it, the role that it plays."""

from collections.abc import Sequence
from itertools import pairwise

from stemma.places.gazetteer import Gazetteer
from stemma.places.lexicon import lexicon
from stemma.places.mention import Mention
from stemma.records import Token

OWNING = frozenset({"'s", "\u2019s", "'", "\u2019"})
_ONTO = frozenset({"on", "of", "for", "against", "over", "upon"})
# Nouns that before a name say whose it is, not what it is ("the state Constitution", "county Sheriff").
_OF_THEIR_OWN = frozenset({"state", "county", "department", "republic", "region", "province", "district"})
# Adjectives and the noun after an article.
_LONGEST_DESCRIPTION = 3
# "About 75 km" and its like.
_LONGEST_MEASURE = 5
_LEADING = frozenset({",", "located", "situated", "lying", "in", "within"})
_AREAS = frozenset({"district", "region"})
_TOWNS, _CLOSING = frozenset({"capital", "city", "town"}), frozenset({",", ".", ";", ")"})
_SETTLED = frozenset({"settlement", "capital"})
_CALLED = frozenset({"called", "named"})
_LENGTHS = frozenset({"km", "kilometers", "kilometres", "kms", "miles", "mi"})
# "41", a comma and "of".
_AGED = 3
# Words in small letters that a facility's name can end with.
_LONGEST_TAIL = 4


def feature_of(word: str) -> str:
    """Return the kind of place that a common noun names ("towns": settlement), or ""."""
    known = lexicon().feature_words
    low = word.lower()
    kind = known.get(low, "") or known.get(singular(low), "")
    # With a capital it is a party or an army ("the X Front").
    return "" if kind == "front" and word[:1].isupper() else kind


def singular(word: str) -> str:
    """Return an English plural's singular, by its ending alone."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def feature_before(tokens: Sequence[Token], first: int) -> str:
    """Return the kind that "the villages of X" or "the town X" gives the name at ``first``."""
    if first == 0:
        return ""
    before = tokens[first - 1]
    if before.text == "of" and first > 1 and tokens[first - 2].text.islower():
        feature = feature_of(tokens[first - 2].text)
        # In "the capital of X" X is a country, and in "the X quarter of Y" the quarter is X.
        kinds = {"quarter", "district", "region"}
        named = first > 2 and tokens[first - 3].pos == "PROPN" and feature in kinds  # noqa: PLR2004
        other = feature == "front" or tokens[first - 2].text == "capital"  # "in front of X"
        return "" if named or other else feature
    noun = tokens[first - 2].text if first > 1 else ""
    if before.text in _CALLED or (before.text == "including" and noun.endswith("s")):
        return feature_of(noun) if noun.islower() else ""
    if not before.text.islower() or before.text in _OF_THEIR_OWN:
        return ""
    if before.text in lexicon().quarters and first > 1 and tokens[first - 2].pos == "PROPN":
        return ""  # the noun is of the name before it
    return lexicon().feature_words.get(before.text, "")


def local_government(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Return where the name of a local government area ends ("X local government area"), None for no such."""
    for index in range(first + 1, min(len(tokens) - 1, last + 1)):
        if tokens[index].text in {"local", "Local"} and tokens[index + 1].text.lower() == "government":
            return index
        if tokens[index].text == "LGA":
            return index
    return None


def past_list(tokens: Sequence[Token], last: int, end: int) -> int:
    """Return where a list of names ends that goes on behind one, or ``end`` where it goes on to there."""
    while last < end and (tokens[last].text in {",", "and"} or tokens[last].text[:1].isupper()):
        last += 1
    return last


def past_parts(tokens: Sequence[Token], index: int) -> int:
    """Return where a name may begin behind an article and a part ("the northern")."""
    while index < len(tokens) and (tokens[index].text == "the" or tokens[index].text in lexicon().parts):
        index += 1
    return index


def kind_of_list(tokens: Sequence[Token], last: int) -> str:
    """Return the kind that the last noun of a list gives its names ("A, B and C districts"), "" for none."""
    end = past_list(tokens, last, len(tokens))
    if end < last + 2 or end == len(tokens) or not tokens[end].text.endswith("s"):
        return ""
    kind = feature_of(tokens[end].text)
    return kind if kind in _AREAS else ""


def is_of_city(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a district is one of a city ("district of the city")."""
    behind = [t.text for t in tokens[index : index + 4]]
    if behind and feature_of(behind[0]):
        behind = behind[1:]
    return behind[:2] == ["of", "the"] and behind[2:3] in (["city"], ["town"], ["capital"])


def is_apposed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a name stands behind what it is, and nothing is said of it ("the state capital, X,")."""
    if first < 2 or tokens[first - 1].text != "," or tokens[first - 2].text not in _TOWNS:  # noqa: PLR2004
        return False
    return last == len(tokens) or tokens[last].text in _CLOSING


def feature_apposed(tokens: Sequence[Token], last: int) -> str:
    """Return the kind that "X, a small town" gives the name that ends before ``last``, of towns only."""
    behind = [t.text for t in tokens[last : last + 4] if t.text != "the"]
    if behind[:3] == [",", "capital", "of"]:
        return "settlement"
    # A comma may be lost ("hit X a village in Y").
    comma = last < len(tokens) and tokens[last].text == ","
    last = last if comma else last - 1
    if last + 2 >= len(tokens) or tokens[last + 1].text not in ({"a", "an", "the"} if comma else {"a"}):
        return ""
    for token in tokens[last + 2 : last + 2 + _LONGEST_DESCRIPTION]:
        if token.text in lexicon().settled:
            feature = feature_of(token.text)
            return feature if feature == "settlement" else ""
        if token.text not in lexicon().describing:
            return ""
    return ""


def is_measured(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a distance follows a name ("X, about 75 km north of the capital")."""
    if last == len(tokens) or tokens[last].text not in {",", "("}:
        return False
    ahead = tokens[last + 1 : last + 1 + _LONGEST_MEASURE]
    return any(number.pos == "NUM" and unit.text.lower() in _LENGTHS for number, unit in pairwise(ahead))


def is_held(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether the district or region that a name lies in stands behind it ("X, located in Y province").

    It needs a noun of its kind: companies and papers are "in" towns and countries too.
    """
    index = last
    while index < len(tokens) and tokens[index].text in _LEADING:
        index += 1
    if index == last:
        return False
    first = index = past_parts(tokens, index)
    while index < len(tokens) and tokens[index].text[:1].isupper():
        index += 1
    nouns = [t.text for t in (*tokens[index - 1 : index], *tokens[index : index + 1])]
    return index > first and any(feature_of(noun) in _AREAS for noun in nouns)


def is_metonym(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the name that ends at ``index`` says, wants or decides something."""
    token = tokens[index]
    head = tokens[token.head]
    return token.dep in {"nsubj", "nsubjpass"} and head.pos == "VERB" and head.lemma in lexicon().speech


def is_joined(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether the name that ends before ``last`` is in a compound such as "Britain-based"."""
    return last + 1 < len(tokens) and tokens[last].text == "-" and tokens[last + 1].text in lexicon().joined


def in_state(text: str, tokens: Sequence[Token], last: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a name that ends before ``last`` has its region or country after a comma or "in"."""
    if (
        last + 1 >= len(tokens)
        or tokens[last].text not in {",", "in"}
        or not tokens[last + 1].text[0].isupper()
    ):
        return False
    limit = min(len(tokens), last + 4)
    end = last + 2
    while end < limit and (tokens[end].text[0].isupper() or tokens[end].text == "."):
        end += 1
    names = {text[tokens[last + 1].start : tokens[stop - 1].end] for stop in range(last + 2, end + 1)}
    return any(e.kind in {"region", "country"} for name in names for e in gazetteer.find(name))


def with_article(tokens: Sequence[Token], first: int) -> int:
    """Return where a name starts with its Arabic article ("al-Nouman", parsed as three tokens)."""
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in lexicon().articles:
        return first - 2
    return first


def is_taken(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the name that ends at ``index`` is what a verb such as "capture" is done to."""
    token = tokens[index]
    return token.dep in {"dobj", "nsubjpass"} and tokens[token.head].lemma in lexicon().territorial


def is_struck(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the name at ``first`` is what a strike is on, a siege of, a battle for."""
    if first < 2 or tokens[first - 1].text not in _ONTO:  # noqa: PLR2004 - a noun and a preposition
        return False
    noun = tokens[first - 2].text.lower()
    return noun in lexicon().struck or singular(noun) in lexicon().struck


def is_home(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the name at ``first`` is where someone of a told age is from ("Rassendyll, 41, of X")."""
    if first < _AGED or tokens[first - 1].text not in {"of", "from"}:
        return False
    *_, age, comma = tokens[first - _AGED : first - 1]
    return comma.text == "," and age.text.isdigit()


def is_placed(mention: Mention) -> bool:
    """Tell whether the words before a name say that something is there ("in X", "Y's X", "west of X")."""
    tokens, first = mention.sentence.tokens, mention.first
    before = tokens[first - 1].text.lower() if first else ""
    return before in lexicon().strong_locatives or is_struck(tokens, first)


def is_between(text: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Tell whether a name and another known one stand behind "between" ("between X and Y")."""
    tokens, first, last = mention.sentence.tokens, mention.first, mention.last
    if not first or tokens[first - 1].text.lower() != "between" or last + 1 >= len(tokens):
        return False
    if tokens[last].text != "and" or not tokens[last + 1].text[:1].isupper():
        return False
    ends = range(last + 2, min(len(tokens), last + 2 + _LONGEST_TAIL) + 1)
    return any(gazetteer.find(text[tokens[last + 1].start : tokens[end - 1].end]) for end in ends)


def is_cut(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether letters that cut a region's name stand as such: after a town, or with a full stop."""
    after = tokens[last].text if last < len(tokens) else ""
    behind = first > 0 and tokens[first - 1].text in {",", "("}
    return behind or last > first + 1 or tokens[first].text[-1:] == "." or after == "."


def has_parts(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether the name that ends before ``last`` owns what only towns have ("X's city hall")."""
    if last >= len(tokens) or tokens[last].text not in OWNING:
        return False
    for token in tokens[last + 1 : last + 2 + _LONGEST_DESCRIPTION]:
        if token.text in lexicon().town_parts:
            return True
        if token.pos not in {"ADJ", "NOUN"}:
            return False
    return False


def is_parted(mention: Mention) -> bool:
    """Tell whether a part of a place is named before it, in small letters ("eastern X")."""
    first = mention.first
    return first > 0 and mention.sentence.tokens[first - 1].text in lexicon().parts


def facility_end(text: str, tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> int:
    """Return where the longest name ends that goes on in small letters ("X nuclear power plant")."""
    start = tokens[first].start
    furthest = last
    for index in range(last, min(len(tokens), last + _LONGEST_TAIL)):
        token, before = tokens[index], tokens[index - 1]
        if not token.text.isalpha():
            break
        # Most names are not continued by any: that is asked once of a name, not of all that follows it.
        # Words without a space between them, or in other letters, may make up a key of their own.
        plain = first < index and token.text.isascii() and before.end < token.start
        if plain and not gazetteer.goes_on(text[start : before.end]):
            break
        furthest = index + 1
    for end in range(furthest, last, -1):
        entries = gazetteer.find(text[start : tokens[end - 1].end])
        # A town's quarter is filed as "X district" too, and is not the district of X.
        area = feature_of(tokens[end - 1].text) in _AREAS
        if entries and (not area or any(e.kind not in _SETTLED for e in entries)):
            return end
    return last
