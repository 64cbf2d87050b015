"""Which of the places that a sentence names can be where its events are."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from stemma.events.lexicon import Party, word_set
from stemma.events.setting import START, anchor, tokens_in, within
from stemma.events.tree import Tree, kept
from stemma.records import Place, Span

# Kinds of place that name who speaks or acts, not where.
NO_SCENE = frozenset({"metonym", "demonym", "organisation"})
_DATELINE = 14
# An agency in brackets after a dateline has no more words than this.
_CREDIT = 8
_ACRONYM = 3
_QUOTES = frozenset({'"', "'", "\u201c", "\u2018", "\u00ab", "``"})


class Site(Struct, frozen=True):
    """A place where an event of its sentence may be, with what the sentence says of it alone.

    ``index`` is its head token, ``preposition`` the one that it hangs on, and ``party`` the verb
    beside which it stands for a party ("X accused Y"), None for no such verb. ``teller`` marks where
    those live who tell of it ("residents of X said").
    """

    place: Place
    index: int
    preposition: str
    party: int | None
    teller: bool = False


def sites_of(
    tree: Tree, places: Iterable[Place], barred: Sequence[Span], parties: Mapping[int, Party] | None = None
) -> tuple[Site, ...]:
    """Return the places where events of a sentence may be: neither who speaks nor a dateline nor a party.

    ``barred`` are the spans of sources and cues, where a place is the speaker's, ``parties`` the parties that
    tokens name: an armed group is no place, whatever is called so too.
    """
    found = []
    listed = tuple(places)
    placed = [place for place in listed if place.relation]
    for place in listed:
        index = None if place.kind in NO_SCENE else anchor(tree, place.span)
        if (
            index is None
            or _of_branch(tree, index)
            or _beside_based(tree, place.span)
            or _of_ship(tree, place, index)
        ):
            continue
        teller = _of_tellers_there(tree, index) or (
            place.precision in ("region", "district", "settlement") and _of_head_there(tree, index)
        )
        if within(place.span, barred) and not teller:
            continue
        party = None if parties is None else parties.get(index)
        if (party is not None and party.kind == "armed_group") or (placed and _is_landmark(place, placed)):
            continue
        if not (_is_dateline(tree, place.span) or _takes_sides(tree, index)):
            party_beside = _party_beside(tree, index)
            found.append(Site(place, index, _preposition(tree, index), party_beside, teller))
    return tuple(found)


def _of_tellers_there(tree: Tree, index: int) -> bool:
    """Say whether a place is where those live who tell what happened there ("residents of X said")."""
    token = tree.tokens[index]
    if token.dep != "pobj" or tree.words[token.head] not in ("of", "in", "from"):
        return False
    who = tree.tokens[tree.tokens[token.head].head]
    telling = word_set("speech", "status.toml")
    return who.lemma.lower() in word_set("tellers_there") and tree.lemmas[who.head] in telling


def _of_head_there(tree: Tree, index: int) -> bool:
    """Say whether a place is one whose head tells what happened in it ("X region's governor said")."""
    office = next((at for at in tree.ancestors(index) if tree.lemmas[at] in word_set("heads_there")), None)
    if office is None or any(tree.tokens[at].pos == "VERB" for at in _between(tree, index, office)):
        return False
    above = next((at for at in tree.ancestors(office) if tree.tokens[at].pos == "VERB"), None)
    if above is None or tree.lemmas[above] not in word_set("speech", "status.toml"):
        return False
    subjects = tree.children(above, "nsubj")
    return bool(subjects) and (office == subjects[0] or subjects[0] in tree.ancestors(office))


def _between(tree: Tree, index: int, above: int) -> tuple[int, ...]:
    ancestors = tree.ancestors(index)
    return ancestors[: ancestors.index(above)]


def _of_branch(tree: Tree, index: int) -> bool:
    """Say whether a place tells whose branch a group is ("the branch of X in Y"), not where it acts."""
    token = tree.tokens[index]
    if token.dep != "pobj" or tree.words[token.head] not in ("in", "of"):
        return False
    return tree.lemmas[tree.tokens[token.head].head] in word_set("branches")


def _of_ship(tree: Tree, place: Place, index: int) -> bool:
    """Say whether a town's name is a ship's: behind its kind or title, or with an article of its own."""
    if place.precision != "settlement" or index == 0 or place.name == "capital":
        return False
    before = tree.words[index - 1]
    beyond = tree.words[index - 2] if before in _QUOTES and index > 1 else before
    if beyond in word_set("ship_titles"):
        return True
    return (
        before == "the" and tree.tokens[index - 1].head == index and not place.name.lower().startswith("the ")
    )


def _is_landmark(place: Place, others: Iterable[Place]) -> bool:
    """Say whether a place only tells where another of the sentence lies ("the village of Y, 70 km off X")."""
    return any(other.name != place.name and other.relation.endswith(f" of {place.name}") for other in others)


def _beside_based(tree: Tree, span: Span) -> bool:
    if _owns(tree, span):
        return True
    if "-" not in tree.words:
        return False
    first = bisect_left(tree.tokens, span.end, key=START)
    hyphen, after = tree.words[first : first + 1], tree.words[first + 1 : first + 2]
    if hyphen != ("-",) or not after:
        return False
    # "X-based", "X-Y-brokered", "X-Ruritanian"
    joined = tree.words[first + 2 : first + 3] == ("-",) or tree.tokens[first + 1].pos == "ADJ"
    return joined or after[0] in word_set("after_hyphen")


def _owns(tree: Tree, span: Span) -> bool:
    """Say whether a place tells whose something is, without a hyphen ("a US owned and operated tanker")."""
    after = bisect_left(tree.tokens, span.end, key=START)
    if tree.words[after : after + 1] == () or tree.words[after] not in word_set("owning"):
        return False
    return tree.tokens[after].tag == "VBN" and tree.tokens[after].dep == "amod"


def _is_dateline(tree: Tree, span: Span) -> bool:
    """Say whether a place is a dateline without punctuation ("BEIRUT A raid killed …")."""
    inside = tokens_in(tree, span)
    if not inside or inside[0] >= _DATELINE or inside[-1] + 1 >= len(tree.tokens):
        return False
    capitals = all(tree.tokens[at].text.isupper() and len(tree.tokens[at].text) > _ACRONYM for at in inside)
    after = tree.tokens[inside[-1] + 1].text
    if capitals and inside[0] == 0 and after == "(":  # "KYIV (X) Rockets hit", without a dash
        return ")" in tree.words[inside[-1] + 2 : inside[-1] + _CREDIT]
    before = tree.tokens[inside[0] - 1] if inside[0] else None
    alone = before is None or (before.pos not in ("ADP", "DET", "ADJ") and not _shouts(before.text))
    return capitals and alone and after[:1].isupper() and not _shouts(after)


def _shouts(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _takes_sides(tree: Tree, index: int) -> bool:
    """Say whether a place's name stands for a party: "pro-X", "loyal to X", "their ally X"."""
    if index >= 2 and tree.words[index - 1] == "-" and tree.words[index - 2] in ("pro", "anti"):  # noqa: PLR2004  prefix and hyphen
        return True
    token = tree.tokens[index]
    beside = [index - 1] if index else []  # "its ally X", whatever the parse made of it
    if token.dep == "pobj" and tree.tokens[token.head].dep == "agent":
        return True  # who does something is not where it is done ("rebels backed by X")
    if token.dep == "pobj":
        beside.append(tree.tokens[token.head].head)
    return any(tree.lemmas[at] in word_set("siding") for at in beside)


def _party_beside(tree: Tree, index: int) -> int | None:
    """Return the verb of words beside which a place's name stands for a party ("X accused Y")."""
    token = tree.tokens[index]
    if token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return None
    verb = tree.lemmas[token.head]
    of_words = verb in word_set("speech", "status.toml") or verb in word_set("addressing")
    return token.head if of_words else None


@kept
def _preposition(tree: Tree, index: int) -> str:
    node = index
    for above in tree.ancestors(index):
        if tree.tokens[above].pos in ("ADP", "SCONJ"):
            return tree.words[above]
        if node != index and tree.tokens[node].dep not in (
            "compound",
            "appos",
            "conj",
            "amod",
            "nmod",
            "poss",
        ):
            return ""
        if tree.tokens[above].pos in ("VERB", "AUX"):
            return ""
        node = above
    return ""
