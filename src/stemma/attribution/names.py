"""The name and the description in a noun phrase: "former envoy Sara Kelm", "the ministry of defence"."""

from itertools import pairwise

from msgspec import Struct

from stemma.attribution.acronyms import is_acronym, whole_name
from stemma.attribution.descriptions import bare, text_of, told_after, told_before
from stemma.attribution.figures import is_human_noun
from stemma.attribution.halves import NAME, before_office, behind_office, with_other_half
from stemma.attribution.holders import holder, set_off, without_holder
from stemma.attribution.hyphens import whole_name as with_hyphens
from stemma.attribution.lexicon import verb_classes, words
from stemma.attribution.mistaken import is_mistaken
from stemma.attribution.runs import run_of_names
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree
from stemma.names.normal import nation_of

_AWAY = frozenset({"prep", "poss", "relcl", "acl", "advcl", "ccomp", "conj", "pobj", "nummod"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_ARTICLES = frozenset({"a", "an", "the", "another", "one"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_NAMED = frozenset({"name", "call", "identify", "know"})
_NEAR = 9  # tokens from a noun to the verb by which it gives its name
_UNIONS = frozenset({"UN", "EU", "US", "UK"})  # "Sara Kelm UN coordinator", where a comma is lost
_RANKS = frozenset({"gen", "col", "lt", "maj", "capt", "sgt", "adm", "brig", "cmdr"})
_FIELD = frozenset({"PROPN", "NOUN", "ADJ"})
_FIELD_WORDS = 2  # "Human Rights": what stands behind may begin another name
_PLACES = frozenset({"ORG", "GPE", "FAC", "LOC", "NORP"})


class Naming(Struct, frozen=True):
    """A phrase's proper name ("" for none), the words beside it, and whether a person is named."""

    name: str
    description: str
    person: bool


def naming(tree: Tree, head: int, low: int = 0, high: int = 0) -> Naming:
    """Return the name and the description in the phrase of a noun.

    Args:
        tree: the sentence.
        head: the phrase's head.
        low: the phrase's first token, where the parse would begin it too soon.
        high: the phrase's last token, where the parse would end it too late; 0 for none.
    """
    low = low if low and noun_phrase(tree, head)[0] < low <= head else 0
    key = ("naming", head, low, high)
    found: Naming | None = tree.facts.get(key)
    if found is None:
        found = tree.facts[key] = _naming(tree, head, low, high or len(tree.tokens))
    return found


def _naming(tree: Tree, head: int, low: int, high: int) -> Naming:
    core = [index for index in _core(tree, head) if low <= index <= high]
    run = _behind_title(tree, head, _person(tree, head, core)) or before_office(
        tree, head, min([head, *core])
    )
    person = bool(run)
    name = tree.tokens[head].pos == "PROPN" or is_acronym(tree, head) or is_mistaken(tree, head)
    if not run and name and _capital(tree, head):
        run, person = _proper(tree, head, low)
        if all(tree.words(i) in words("sources.toml", "titles") for i in run):
            run = []  # "the Foreign Minister" is a role, not a name
        run = whole_name(tree, head, run)
    if not run:
        run, person = _apposed(tree, head)
    if not person:
        held = holder(tree, head, core)
        run, person = (held, True) if held else (run, person)
    if not run or (not person and _one_of_a_kind(tree, head, run)):
        return Naming("", text_of(tree, bare(tree, _to_comma(tree, head, core))), person=False)
    run = with_hyphens(tree, run, person=person)
    run = run if person else _with_field(tree, _behind_its_seat(tree, run))
    before = told_before(tree, [i for i in core if i < run[0]], person=person)
    after = told_after(tree, [i for i in core if i > run[-1]]) if person else []
    return Naming(text_of(tree, run), text_of(tree, before or after), person)


def _behind_its_seat(tree: Tree, run: list[int]) -> list[int]:
    """Return a body's name without where it sits: "the Tarsa-based | Observatory"."""
    based = next((place for place, i in enumerate(run[:-1]) if tree.words(i) == "based"), None)
    behind = run[based + 1 :] if based and tree.tokens[run[based - 1]].tag == "HYPH" else []
    bodies = words("sources.toml", "bodies") | words("sources.toml", "body_ends")
    whole = bool(behind) and tree.words(behind[-1]) in bodies  # else its holder's name may follow
    return behind if whole and tree.tokens[behind[0]].text[:1].isupper() else run


def _with_field(tree: Tree, run: list[int]) -> list[int]:
    """Return a body's name with what it is for: "the watchdog Karelian Observatory | for Human Rights"."""
    tokens, last, end = tree.tokens, run[-1], run[-1] + 1
    if end >= len(tokens) or tokens[end].text != "for" or not tokens[last].text[:1].isupper():
        return run
    if tree.words(last) not in words("sources.toml", "bodies"):
        return run
    for token in tokens[end + 1 : end + 1 + _FIELD_WORDS]:
        if not token.text.istitle() or token.pos not in _FIELD or (token.entity_start and end > last + 1):
            break
        end += 1
    return [*run, *range(last + 1, end + 1)] if end > last + 1 else run


def _one_of_a_kind(tree: Tree, head: int, run: list[int]) -> bool:
    """Whether a phrase only says what somebody is: "another Vorona Liberal", "an AFP correspondent"."""
    articles = [kid for kid in tree.kids[head] if tree.tokens[kid].dep == "det" and kid < head]
    return head in run and bool(articles) and tree.words(max(articles)) in _INDEFINITE


def _core(tree: Tree, head: int) -> list[int]:
    """Return a phrase without its clauses and brackets: "a witness" of "a witness who fled"."""
    phrase = noun_phrase(tree, head)
    kept = []
    for index in phrase:
        current = index
        while (
            current != head
            and tree.tokens[current].dep not in _CLAUSES
            and tree.tokens[current].head != current
        ):
            current = tree.tokens[current].head
        if current == head:
            kept.append(index)
        elif index > head:
            break
    bracket = next((i for i in kept if tree.tokens[i].text in {"(", "["}), None)
    return [i for i in kept if bracket is None or i < bracket]


def _person(tree: Tree, head: int, core: list[int]) -> list[int]:
    """Return the run of a person's name in a phrase, unless it only owns or follows a preposition.

    Of two, the one with the head: "Kelm campaign chief Sami Darwish" is not Kelm.
    """
    found: list[int] = []
    for index in core:
        token = tree.tokens[index]
        if token.entity != "PERSON" or not (token.entity_start or index == core[0]):
            continue
        run = [index]
        while (
            run[-1] + 1 < len(tree.tokens)
            and tree.tokens[run[-1] + 1].entity == "PERSON"
            and not tree.tokens[run[-1] + 1].entity_start
        ):
            run.append(run[-1] + 1)
        run = with_other_half(tree, _without_strangers(tree, run))
        if run and _belongs(tree, run, head) and not _modifies(tree, run, head) and not _of_body(tree, run):
            if head in run or (run[0] == head + 1 and is_human_noun(tree.words(head))):
                return _without_titles(tree, run)  # so too "Vorona resident | Ada Kelm"
            found = found or run
    return _without_titles(tree, found) if found else []


def _without_strangers(tree: Tree, run: list[int]) -> list[int]:
    """Return a name without what is taken with it where commas are lost.

    That is a nation before it, an acronym or the first word of a body's name after it ("Sara Kelm UNX",
    "Sara Kelm Human Rights Council").
    """
    while run and tree.tokens[run[-1]].dep in {"case", "punct"}:
        run = run[:-1]
    while _spaced(tree, run) > NAME and nation_of(tree.tokens[run[0]].text):
        run = run[1:]
    while _spaced(tree, run) > NAME and _begins_body(tree, run):
        run = run[:-1]
    verb = next((i for i in run[1:-1] if _verb_in_capitals(tree.tokens[i].text)), None)
    return run if verb is None else [i for i in run if i < verb]


def _verb_in_capitals(word: str) -> bool:
    """Whether a word is a verb of a headline in capitals: "Governor Kelm | Orders Probe"."""
    return word.istitle() and word.endswith("s") and bool(verb_classes().get(word[:-1].lower()))


def _spaced(tree: Tree, run: list[int]) -> int:
    """Return how many words of a name stand apart: "Sara Kelm-Orlan" has two."""
    return sum(1 for a, b in pairwise([-1, *run]) if a < 0 or tree.tokens[a].end < tree.tokens[b].start)


def _begins_body(tree: Tree, run: list[int]) -> bool:
    last, first = tree.tokens[run[-1]].text, tree.tokens[run[0]].text
    acronym = (len(last) > NAME or last in _UNIONS) and last.isupper() and not first.isupper()
    return acronym or last.lower() in words("sources.toml", "body_openers")


def _behind_title(tree: Tree, head: int, run: list[int]) -> list[int]:
    """Return the name behind a title where a place before it passes for one: "Tarsa Governor Ilya Dorn"."""
    if not run or run[-1] >= head:
        return run
    titles = words("sources.toml", "titles")
    title = next((i for i in range(head - 1, run[-1], -1) if tree.words(i) in titles), None)
    behind = list(range(title + 1, head + 1)) if title is not None else []
    return behind if behind and all(tree.tokens[i].pos == "PROPN" for i in behind) else run


def _capital(tree: Tree, head: int) -> bool:
    """Whether a noun or a noun before it is capitalised: "health ministry" is no name for its tag alone."""
    before = [kid for kid in tree.kids[head] if tree.tokens[kid].dep == "compound"]
    return any(not tree.tokens[index].text.islower() for index in (head, *before))


def _of_body(tree: Tree, run: list[int]) -> bool:
    """Whether a name that passes for a person's is a body's: "The Orlan Observatory", "the Observatory"."""
    said = [tree.words(i) for i in run]
    definite = run[0] > 0 and tree.words(run[0] - 1) == "the"
    body = (len(run) > 1 or definite) and bool(set(said) & words("sources.toml", "bodies"))
    return said[0] == "the" or body


def _modifies(tree: Tree, run: list[int], head: int) -> bool:
    """Whether a name stands before a common noun that is meant: several, a medium, a person with an article.

    "Vorona residents" are not Vorona, "Sara Kelm state television" and "a senior Kelm adviser" not Kelm.
    """
    token = tree.tokens[head]
    if head < run[-1] or token.tag not in {"NN", "NNS"}:
        return False
    opens = tree.left[head] < run[0] and tree.words(tree.left[head]) in _ARTICLES
    opens = opens and is_human_noun(tree.words(head))
    return opens or token.tag == "NNS" or tree.words(head) in words("sources.toml", "kinds.news_report")


def _belongs(tree: Tree, run: list[int], head: int) -> bool:
    current = next((i for i in run if tree.tokens[i].head not in run), run[-1])
    while current != head:
        if tree.tokens[current].dep in _AWAY or tree.tokens[current].head == current:
            return False
        current = tree.tokens[current].head
    return True


def _without_titles(tree: Tree, run: list[int]) -> list[int]:
    titles = words("sources.toml", "titles")
    before = [i for i in run[:-1] if tree.tokens[i + 1].dep != "case"]  # "the Sheriff's Office" is a body's
    cut = max((i for i in before if tree.words(i) in titles), default=None)
    rest = [i for i in run if cut is None or i > cut]
    body = all(tree.words(i) in words("sources.toml", "named_bodies") - titles for i in rest)
    return run if body else rest  # "the General Staff", "the Defence Ministry"


def _proper(tree: Tree, head: int, least: int = 0) -> tuple[list[int], bool]:
    """Return the proper name around a head, and whether a title before it makes it a person's."""
    run = without_holder(tree, run_of_names(tree, head, least))
    held = behind_office(tree, run)
    if held:
        return held, True
    ranked = _behind_rank(tree, run)
    if ranked:
        return ranked, True
    if tree.tokens[head].entity in _PLACES or tree.words(head) in words("sources.toml", "titles"):
        return run, False
    short = _without_titles(tree, run) if run[-1] == head else run
    return short, len(short) < len(run)


def _behind_rank(tree: Tree, run: list[int]) -> list[int]:
    """Return the name behind a short rank, in capitals no person's to the parse: "COL. SARA KELM"."""
    if not run or tree.words(run[0]).rstrip(".") not in _RANKS or not tree.tokens[run[0]].text[0].isupper():
        return []
    behind = run[1:]
    behind = behind[1:] if behind and tree.tokens[behind[0]].text == "." else behind
    return behind if behind and all(tree.tokens[i].pos == "PROPN" for i in behind) else []


def _apposed(tree: Tree, head: int) -> tuple[list[int], bool]:
    """Return the name that follows a common noun: "the envoy, Sara Kelm", "a man named Orlan"."""
    for kid in tree.kids[head]:
        token = tree.tokens[kid]
        if token.dep == "appos" and token.pos == "PROPN":
            if token.entity == "PERSON":
                run = [i for i in range(tree.left[kid], kid + 1) if tree.tokens[i].entity == "PERSON"]
                run = run or [kid]
                return run, not _of_body(tree, run)
            return _proper(tree, kid)
        verb = _names_itself(tree, head) if token.dep in {"prep", "relcl", "acl"} else None
        if verb is not None or (token.dep == "acl" and token.lemma in _NAMED):
            first = (kid if verb is None else verb) + 1
            name = next(
                (i for i in range(first, min(first + 3, len(tree.tokens))) if tree.tokens[i].pos == "PROPN"),
                None,
            )
            if name is not None:
                end = name
                while end + 1 < len(tree.tokens) and _goes_with(tree, name, end + 1):
                    end += 1
                run = list(range(name, end + 1))
                return run, not _of_body(tree, run)
    return set_off(tree, head)


def _goes_with(tree: Tree, name: int, index: int) -> bool:
    """Whether a token goes on with a name: a proper noun, or one more token of the same body."""
    token = tree.tokens[index]
    body = tree.tokens[name].entity == token.entity == "ORG" and not token.entity_start
    return token.pos == "PROPN" or body


def _names_itself(tree: Tree, head: int) -> int | None:
    """Return the verb of "a resident (of the area) who identified himself as Sami Orlan", None for none.

    Of "who gave her name only as Lina", the word before the name.
    """
    for index in range(head + 1, min(head + _NEAR, len(tree.tokens) - 2)):
        if tree.tokens[index].text == "," and not _is(tree, index + 1, "who"):
            return None
        himself = tree.words(index + 1) in _REFLEXIVE and tree.words(index + 2) == "as"
        if himself and tree.tokens[index].lemma in _NAMED | {"introduce"}:
            return index
        if [tree.tokens[index].lemma, tree.words(index + 2)] == ["give", "name"]:
            return next((i for i in range(index + 3, index + 6) if _is(tree, i, "as")), None)
    return None


def _is(tree: Tree, index: int, word: str) -> bool:
    return index < len(tree.tokens) and tree.words(index) == word


def _to_comma(tree: Tree, head: int, core: list[int]) -> list[int]:
    """Return a phrase without what is set off behind its noun: "a committee | , one of hundreds"."""
    comma = next((i for i in core if i > head and tree.words(i) == ","), None)
    return core if comma is None else [i for i in core if i < comma]


def named_heads(tree: Tree) -> list[int]:
    """Return the heads of the names of persons and bodies in a sentence; not to be changed."""
    heads: list[int] | None = tree.facts.get("named heads")
    if heads is None:
        starts = [
            index
            for index, token in enumerate(tree.tokens)
            if token.entity_start and token.entity in {"PERSON", "ORG"}
        ]
        found = [_entity_head(tree, index) for index in starts]
        heads = tree.facts["named heads"] = [i for i in found if tree.tokens[i].pos in {"PROPN", "NOUN"}]
    return heads


def _entity_head(tree: Tree, start: int) -> int:
    label = tree.tokens[start].entity
    end = start
    while (
        end + 1 < len(tree.tokens)
        and tree.tokens[end + 1].entity == label
        and not tree.tokens[end + 1].entity_start
    ):
        end += 1
    inside = range(end, start - 1, -1)
    return next(
        (i for i in inside if not start <= tree.tokens[i].head <= end or tree.tokens[i].head == i), end
    )
