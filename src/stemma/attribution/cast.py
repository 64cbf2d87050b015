"""Who a source phrase means: names, surnames, titles, pronouns and acronyms within one report."""

from dataclasses import dataclass, field

from stemma.attribution.lexicon import words
from stemma.attribution.sources import noun_phrase
from stemma.attribution.tree import Tree
from stemma.records import Number, SourceType

_KINDS: tuple[SourceType, ...] = (
    "social_media", "agency", "news_report", "document", "military", "official", "expert", "witness",
    "participant", "organisation",
)  # fmt: skip
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "i", "himself", "herself", "me", "my"})
_IMPERSONAL = frozenset({"it", "its", "itself", "which", "that"})
_PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "who"})


@dataclass(slots=True)
class Figure:
    """Someone or something that a report names or describes: one member of its cast."""

    entity: str
    head: str
    person: bool
    plural: bool
    names: set[str] = field(default_factory=set)
    descriptions: list[str] = field(default_factory=list)
    last: int = -1
    spoke: int = -1

    def words(self) -> set[str]:
        """Return the lower-case words of its name and descriptions."""
        return {
            word.lower().strip(".,'’()")
            for text in (self.entity, *self.descriptions)
            for word in text.split()
        }


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source phrase comes to: the entity, the words used, and what can be said of it."""

    name: str
    entity: str
    description: str
    anonymous: bool
    number: Number
    source_type: SourceType
    start: int
    end: int
    resolved: bool


class Cast:
    """The figures of one report in the order that they come on."""

    def __init__(self, trees: list[Tree]) -> None:
        self._trees = trees
        self._figures: list[Figure] = []
        self._acronyms: dict[str, Figure] = {}
        self._seen = -1

    def advance(self, sentence: int) -> None:
        """Take in the names of all sentences up to one."""
        while self._seen < sentence:
            self._seen += 1
            self._read(self._trees[self._seen])

    def _read(self, tree: Tree) -> None:
        for index, token in enumerate(tree.tokens):
            if token.entity in {"PERSON", "ORG"} and token.entity_start:
                end = index
                while (
                    end + 1 < len(tree.tokens)
                    and tree.tokens[end + 1].entity == token.entity
                    and not tree.tokens[end + 1].entity_start
                ):
                    end += 1
                head = next(
                    (
                        i
                        for i in range(end, index - 1, -1)
                        if not index <= tree.tokens[i].head <= end or tree.tokens[i].head == i
                    ),
                    end,
                )
                if tree.tokens[head].pos in {"PROPN", "NOUN"}:
                    self.figure_of(tree, head)

    def figure_of(self, tree: Tree, head: int) -> Figure | None:
        """Return the figure that a noun stands for, taking it in when it is new; None for none."""
        token = tree.tokens[head]
        if token.pos == "PRON":
            return self._of_pronoun(tree, head)
        name, description, person = parts(tree, head)
        where = tree.sentence.index
        part = token.entity not in {"GPE", "NORP", "LOC", "PERSON"} and _definite(tree, head)
        found = self._of_name(name, person=person, part=part) if name else self._of_noun(tree, head)
        if found is None:
            entity = name or description
            if not entity:
                return None
            plural = token.tag in {"NNS", "NNPS"} and not name
            found = Figure(entity, token.text.lower(), person, plural)
            self._figures.append(found)
        elif name and len(name) > len(found.entity):
            found.entity = name
        if name:
            found.names.add(name.lower())
            acronym = _acronym_after(tree, head)
            if acronym:
                found.names.add(acronym.lower())
                self._acronyms[acronym.lower()] = found
        if description and description not in found.descriptions and name:
            found.descriptions.append(description)
        found.last = where
        return found

    def _of_name(self, name: str, *, person: bool, part: bool) -> Figure | None:
        lower = name.lower()
        key = lower.split()
        if lower in self._acronyms:
            return self._acronyms[lower]
        for figure in reversed(self._figures):
            own = figure.entity.lower().split()
            if lower in figure.names or own == key:
                return figure
            if (
                person
                and figure.person
                and (key[-1] == own[-1] and (len(key) == 1 or len(own) == 1 or key[0][0] == own[0][0]))
            ):
                return figure
            if person or figure.person or len(name) <= 3 or not set(key) <= set(own):
                continue
            if key[-1] == own[-1] or part:
                return figure
        if name.isupper() and 2 <= len(name) <= 6:
            for figure in reversed(self._figures):
                if _initials(figure.entity) == lower:
                    return figure
        return None

    def _of_noun(self, tree: Tree, head: int) -> Figure | None:
        """Resolve "the ministry", "its mayor", "the spokesman" to the figure last so called."""
        if not _definite(tree, head):
            return None
        own = tree.words(head)
        extra = [tree.words(kid) for kid in tree.kids[head] if tree.tokens[kid].dep in {"amod", "compound"}]
        for figure in sorted(self._figures, key=lambda each: -each.last):
            known = figure.words()
            if own in known and all(word in known for word in extra):
                return figure
        return None

    def _of_pronoun(self, tree: Tree, head: int) -> Figure | None:
        word = tree.words(head)
        figures = self._figures
        if word in _PERSONAL:
            figures = [figure for figure in figures if figure.person and not figure.plural]
        elif word in _IMPERSONAL:
            figures = [figure for figure in figures if not figure.person and not figure.plural]
        elif word in _PLURAL:
            figures = [figure for figure in figures if figure.plural] or [f for f in figures if not f.person]
        else:
            return None
        where = tree.sentence.index
        recent = [figure for figure in figures if figure.spoke >= 0 and where - figure.spoke <= 8]
        if recent:
            return max(recent, key=lambda figure: figure.spoke)
        return max(figures, key=lambda figure: figure.last, default=None)

    def resolve(self, tree: Tree, head: int, indices: list[int], text: str) -> Referent:
        """Return what a source phrase comes to.

        Args:
            tree: the sentence that it stands in.
            head: its head token.
            indices: its tokens.
            text: the report's text.
        """
        self.advance(max(tree.sentence.index - 1, -1))
        figure = self.figure_of(tree, head)
        self.advance(tree.sentence.index)
        token = tree.tokens[head]
        name, description, _ = parts(tree, head) if token.pos != "PRON" else (token.text, "", False)
        start, end = tree.tokens[indices[0]].start, tree.tokens[indices[-1]].end
        shown = name or " ".join(text[start:end].split())
        entity = figure.entity if figure else shown
        if figure is not None:
            figure.spoke = figure.last = tree.sentence.index
        known = figure.descriptions if figure else []
        described = description or (known[0] if known else "")
        anonymous = figure is None or not figure.names
        number = _number(tree, head, figure)
        kind = source_type(entity, described if name or figure is not None else description, token.text)
        if kind == "unknown" and figure is not None and figure.person and figure.names:
            kind = "person"
        return Referent(
            shown,
            entity,
            described if described != entity else "",
            anonymous,
            number,
            kind,
            start,
            end,
            figure is not None,
        )


def parts(tree: Tree, head: int) -> tuple[str, str, bool]:
    """Return the proper name in a noun phrase, the words beside it, and whether it is a person's."""
    tokens = tree.tokens
    phrase = noun_phrase(tree, head)
    person = [i for i in phrase if tokens[i].entity == "PERSON" and abs(i - head) <= 4]
    if tokens[head].pos != "PROPN" and tokens[head].entity not in {"PERSON", "ORG"}:
        apposed = tree.child(head, "appos")
        if apposed is not None and tokens[apposed].pos == "PROPN":
            name, _, is_person = parts(tree, apposed)
            return name, _clean(tree, [i for i in phrase if i <= head]), is_person
        return "", _clean(tree, [i for i in phrase if tokens[i].dep != "relcl"]), False
    if head in person:
        run = _run(tree, head, "PERSON")
    else:
        run = _proper_run(tree, head)
    titles = words("sources.toml", "titles")
    cut = (
        max((i for i in run[:-1] if tokens[i].text.lower() in titles), default=None)
        if _looks_personal(tree, run, head, person)
        else None
    )
    if cut is not None:
        run = [i for i in run if i > cut]
    is_person = bool(head in person) or (cut is not None and tokens[head].entity not in {"ORG", "GPE"})
    members = set(run)
    rest = [i for i in phrase if i not in members and not _in_relative(tree, i, head)]
    before = _clean(tree, [i for i in rest if i < run[0]])
    after = (
        _clean(tree, [i for i in rest if i > run[-1] and tokens[i].text not in {"(", ")"}])
        if is_person
        else ""
    )
    return _text(tree, run), before or after, is_person


def _definite(tree: Tree, head: int) -> bool:
    return any(
        tree.tokens[kid].dep == "det" and tree.words(kid) in {"the", "this", "that"}
        for kid in tree.kids[head]
    )


def _looks_personal(tree: Tree, run: list[int], head: int, person: list[int]) -> bool:
    if head in person:
        return True
    return (
        len(run) > 1
        and tree.tokens[head].entity not in {"ORG", "GPE", "FAC", "LOC"}
        and tree.tokens[head].text.lower() not in words("sources.toml", "titles")
    )


def _run(tree: Tree, head: int, label: str) -> list[int]:
    low = high = head
    while low > 0 and tree.tokens[low].entity == label and not tree.tokens[low].entity_start:
        low -= 1
    while (
        high + 1 < len(tree.tokens)
        and tree.tokens[high + 1].entity == label
        and not tree.tokens[high + 1].entity_start
    ):
        high += 1
    if tree.tokens[high].dep == "case" and high > low:
        high -= 1
    return list(range(low, high + 1))


def _proper_run(tree: Tree, head: int) -> list[int]:
    """Return the proper name around a head: "the United Kingdom's Ministry of Defence"."""
    tokens = tree.tokens
    low = high = head
    while low > 0 and (
        tokens[low - 1].pos == "PROPN"
        or (
            tokens[low - 1].dep in {"case", "amod", "compound"}
            and tree.left[head] <= low - 1
            and (tokens[low - 1].text[0].isupper() or tokens[low - 1].dep == "case")
        )
    ):
        low -= 1
    while (
        high + 2 < len(tokens)
        and tree.right[head] > high
        and tokens[high + 1].text.lower() in {"of", "for", "and", "on", "the", "&"}
        and _capital_within(tree, high + 1)
    ):
        high += 1
        while high + 1 < len(tokens) and tokens[high + 1].text[0].isupper() and tree.right[head] > high:
            high += 1
    return list(range(low, high + 1))


def _capital_within(tree: Tree, index: int) -> bool:
    following = index + 1
    if tree.words(following) == "the" and following + 1 < len(tree.tokens):
        following += 1
    return tree.tokens[following].pos == "PROPN" and tree.words(index) != "and"


def _in_relative(tree: Tree, index: int, head: int) -> bool:
    while index != head and tree.tokens[index].head != index:
        if tree.tokens[index].dep in {"relcl", "acl", "prep"} and index > head:
            return True
        index = tree.tokens[index].head
    return False


def _clean(tree: Tree, indices: list[int]) -> str:
    indices = [i for i in indices if tree.tokens[i].dep not in {"punct"}]
    while indices and tree.words(indices[0]) in {"the", "a", "an", "'s", "’s", "and", "but"}:
        indices = indices[1:]
    while indices and tree.words(indices[-1]) in {"the", "a", "an", ",", "'s", "’s"}:
        indices = indices[:-1]
    return _text(tree, indices)


def _text(tree: Tree, indices: list[int]) -> str:
    parts_: list[str] = []
    previous = None
    for index in indices:
        token = tree.tokens[index]
        if previous is not None and tree.tokens[previous].end != token.start:
            parts_.append(" ")
        parts_.append(token.text)
        previous = index
    return "".join(parts_)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).lower()


def _acronym_after(tree: Tree, head: int) -> str | None:
    for index in range(head + 1, min(head + 6, len(tree.tokens) - 2)):
        if tree.tokens[index].text == "(" and tree.tokens[index + 2].text == ")":
            inner = tree.tokens[index + 1].text
            if sum(letter.isupper() for letter in inner) >= 2:
                return inner
    return None


def _number(tree: Tree, head: int, figure: Figure | None) -> Number:
    token = tree.tokens[head]
    lower = token.text.lower()
    if token.pos == "PRON" and lower in _PERSONAL | _IMPERSONAL:
        return "one"
    if token.tag in {"NNS", "NNPS"} or lower in words("sources.toml", "several"):
        return "several"
    if any(tree.tokens[kid].dep == "conj" for kid in tree.kids[head]):
        return "several"
    if figure is not None and figure.plural:
        return "several"
    return "one" if token.pos in {"NOUN", "PROPN"} else "unknown"


def source_type(entity: str, description: str, head: str) -> SourceType:
    """Return the type of a source from its head word, then its name, then its description."""
    for candidates in ([head.lower()], _lower_words(entity)[::-1], _lower_words(description)[::-1]):
        for word in candidates:
            for kind in _KINDS:
                if word in words("sources.toml", f"kinds.{kind}"):
                    return kind
    return "unknown"


def is_medium(kind: SourceType) -> bool:
    """Whether a source of this type passes on what others say."""
    return kind in {"news_report", "agency", "social_media"}


def _lower_words(text: str) -> list[str]:
    return [word.lower().strip(".,'’()\"“”").removesuffix("'s").removesuffix("’s") for word in text.split()]
