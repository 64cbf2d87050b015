"""Speakers that the parse hides: behind an inverted verb, behind a paper, before a clause about them."""

from stemma.attribution.found import Found, begun_at
from stemma.attribution.kinds import is_medium, may_speak, source_type
from stemma.attribution.lexicon import words
from stemma.attribution.relays import head_in
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of

_IN = frozenset({"in", "through", "via", "by"})
_BEFORE_VERB = ("nsubj", "nsubjpass", "aux", "auxpass")
_ARTICLES = frozenset({"a", "an", "its", "his", "her", "their", "the"})
_FAR = 9  # tokens from "but" to the verb of who speaks behind it
_CLAUSE = frozenset({"but", "while", "and", "whereas"})
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def with_subject(found: list[Found], trees: Trees) -> None:
    """Give attributions, in place, the speaker that their words show and the parse hides.

    Args:
        found: all attributions.
        trees: the report's sentences.
    """
    for each in found:
        if not each.source or not each.cue or each.source_sentence != each.sentence:
            continue
        tree = trees[each.sentence]
        _first_before(each, tree)
        _behind_the_hearer(each, tree)
        _behind_the_verb(each, tree)
        _behind_the_time(each, tree)
        _behind_the_paper(each, tree)
        _behind_but(each, tree)
        _before_its_clause(each, tree)
        _not_from_where(each, tree)


def _not_from_where(found: Found, tree: Tree) -> None:
    """Read "“…,” Sami, a pupil who was hurt, told WIRE from a hospital": the hospital is where he spoke."""
    cue, head = found.cue_token, found.source_head
    if cue is None or head is None or head < cue or found.end > found.cue[0].start:
        return
    by = tree.tokens[head].head
    if tree.tokens[head].dep != "pobj" or tree.words(by) != "from" or tree.tokens[by].head != cue:
        return
    run = tree.trimmed([i for i, token in enumerate(tree.tokens[:cue]) if token.start >= found.end])
    if run and tree.tokens[run[0]].pos == "PROPN" and tree.tokens[run[-1]].end <= found.cue[0].start:
        found.source, found.source_head = spans_of(tree.tokens, run), run[0]


def _first_before(found: Found, tree: Tree) -> None:
    """Read "…, but spokesman Ada Kelm in a message said the rebels fled": the rebels do not say it."""
    cue = found.cue_token
    if cue is None or found.start < found.cue[-1].end or not found.holds(found.source[0]):
        return
    low = next((i + 1 for i in range(cue - 1, 0, -1) if tree.words(i) in _CLAUSE), 0)
    run = []
    for index in range(low, cue):
        if tree.tokens[index].pos not in _IN_PHRASE:
            break
        run.append(index)
    nominal = [i for i in run if tree.tokens[i].pos in _NOMINAL]
    if nominal and nominal[-1] == run[-1] and _speaks(tree, nominal[-1]):
        found.source, found.source_head = spans_of(tree.tokens, run), nominal[-1]


def _behind_the_hearer(found: Found, tree: Tree) -> None:
    """Read "an aide told WIRE | Karelia was behind it": a house's name ends before who the news is about.

    The parse takes both names for one, be it whom he told or what he told of.
    """
    cue = found.cue_token
    if cue is None or found.lemma not in words("rules.toml", "telling"):
        return
    run = _names_behind(tree, cue)
    first = next((i for i, token in enumerate(tree.tokens) if token.start >= found.start), 0)
    if len(run) < 2 or first not in {run[0], run[-1] + 1}:  # noqa: PLR2004 (a house, and another name)
        return
    if first == run[-1] + 1 and tree.tokens[first].tag not in FINITE:
        return
    said = [tree.tokens[i].text for i in run]
    ends = range(len(run) - 2, -1, -1)
    house = next((i for i in ends if is_medium(source_type(" ".join(said[: i + 1]), "", ""))), None)
    if house is not None:
        found.addressee = run[house]
        start = tree.tokens[run[house + 1]].start
        found.content = begun_at(found.content, start)


def _names_behind(tree: Tree, cue: int) -> list[int]:
    """Return the proper nouns right behind a verb."""
    high = cue + 1
    while high < len(tree.tokens) and tree.tokens[high].pos == "PROPN":
        high += 1
    return list(range(cue + 1, high))


def _behind_the_verb(found: Found, tree: Tree) -> None:
    """Read "two people were hurt, reported the mayor": who speaks stands behind the verb."""
    cue = found.cue_token
    if cue is None or found.end > found.cue[0].start or not found.holds(found.source[0]):
        return
    if tree.tokens[cue].tag not in {"VBD", "VBZ"} or tree.child(cue, *_BEFORE_VERB) is not None:
        return
    if not cue or tree.tokens[cue - 1].text != ",":
        return
    head = tree.child(cue, "dobj")
    if head is None or head < cue or not _speaks(tree, head):
        return
    source = [i for i in noun_phrase(tree, head, cue) if i > cue]
    found.source, found.source_head = spans_of(tree.tokens, tree.trimmed(source)), head


def _behind_the_time(found: Found, tree: Tree) -> None:
    """Read "“…,” declared in the evening Sara Kelm, the mayor": the time is not who speaks."""
    head = found.source_head
    if head is None or found.source[0].start < found.cue[-1].end:
        return
    if tree.words(head) not in words("rules.toml", "mute"):
        return
    name = next((kid for kid in tree.kids[head] if tree.tokens[kid].dep == "appos" and kid > head), None)
    if name is None or tree.tokens[name].entity != "PERSON":
        return
    source = [i for i in noun_phrase(tree, name, found.cue_token or 0) if i > head]
    found.source, found.source_head = spans_of(tree.tokens, tree.trimmed(source)), name


def _behind_the_paper(found: Found, tree: Tree) -> None:
    """Read "In a report on its site, Kelm Watch, which …, said": the paper is not who speaks."""
    if tree.words(0) not in _IN:
        return
    inside = [i for i, token in enumerate(tree.tokens) if _in_source(found, token.start)]
    if len(inside) < 4 or inside[0] != 1:  # noqa: PLR2004 (a paper, a comma, a name)
        return
    comma = next((i for i in inside if tree.words(i) == ","), None)
    if comma is None or tree.words(inside[0]) not in _ARTICLES or found.cue[0].start < found.source[0].start:
        return
    paper = {tree.tokens[i].lemma.lower() for i in inside if i < comma}
    rest = [i for i in inside if i > comma]
    if not paper & words("sources.toml", "kinds.document") or not rest:
        return
    end = next((i for i in rest if tree.words(i) == ","), rest[-1] + 1)
    name = [i for i in rest if i < end]
    if any(tree.tokens[i].pos in _NOMINAL for i in name):
        found.source = spans_of(tree.tokens, rest)
        found.source_head = head_in(tree, range(name[0], name[-1] + 1))


def _behind_but(found: Found, tree: Tree) -> None:
    """Read "the mayor gave no toll but local media and residents said": the nouns behind "but" speak."""
    cue = found.cue_token
    if cue is None or tree.tokens[cue].tag not in {"VBD", "VBZ", "VBP"} or found.start < found.cue[-1].end:
        return
    but = next((i for i in range(cue - 1, max(0, cue - _FAR), -1) if tree.words(i) == "but"), 0)
    run = list(range(but + 1, cue))
    if not but or not run or found.source[0].start >= tree.tokens[but].start:
        return
    if tree.tokens[run[-1]].pos not in _NOMINAL or not _speaks(tree, run[-1]):
        return
    if all(tree.tokens[i].pos in {"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM"} for i in run):
        found.source, found.source_head = spans_of(tree.tokens, run), head_in(tree, range(but + 1, cue))


def _before_its_clause(found: Found, tree: Tree) -> None:
    """Read "a video shared by the rebels showed": the subject shows it, not who is named in its clause."""
    cue, head = found.cue_token, found.source_head
    if cue is None or head is None or found.lemma not in words("rules.toml", "evidence"):
        return
    by = tree.tokens[head].head
    if tree.tokens[head].dep != "pobj" or tree.tokens[by].dep != "agent" or not head < cue:
        return
    verb = tree.tokens[by].head
    if tree.child(verb, "aux", "auxpass") is not None:
        return
    subject = tree.tokens[verb].head if tree.tokens[verb].dep == "acl" else tree.child(verb, "nsubj")
    if subject is None or subject > verb or source_type("", "", tree.words(subject)) != "document":
        return
    source = [i for i in range(tree.left[subject], cue) if not found.holds(tree.tokens[i])]
    found.source, found.source_head = spans_of(tree.tokens, tree.trimmed(source)), subject


def _in_source(found: Found, start: int) -> bool:
    return found.source[0].start <= start < found.source[-1].end


def _speaks(tree: Tree, index: int) -> bool:
    """Whether a noun may be a speaker: a person, a body, an office, or of a kind of sources."""
    token = tree.tokens[index]
    if token.text.lower() in words("sources.toml", "titles"):
        return True
    return may_speak(token)
