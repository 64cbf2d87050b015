"""Features of cues, contents and sources for the ranker: words of language, no names."""

# ruff: noqa: RUF001 (typographic apostrophes, quotation marks and dashes)

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence

from stemma.attribution.candidates import Content, Source
from stemma.attribution.lexicon import noun_classes, verb_classes
from stemma.attribution.marks import OPENING, QUOTES
from stemma.attribution.quotes import Quotation
from stemma.attribution.tree import Tree
from stemma.records import Token

_NEAR = 2  # tokens between a content and a source that touch
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 26, 40)
# Words of these kinds that open a content are told by themselves, others by their kind.
_OPENING_POS = frozenset({"ADP", "SCONJ", "PRON", "PART", "DET", "ADV", "CCONJ", "PUNCT"})
_CONTENTS = frozenset(
    {
        "ccomp",
        "xcomp",
        "dobj",
        "prep",
        "advcl",
        "acl",
        "oprd",
        "attr",
        "acomp",
        "prt",
        "agent",
        "dative",
        "relcl",
    }
)


class View:
    """A sentence seen from one cue: what its features share, worked out once."""

    __slots__ = (
        "apart",
        "base",
        "cue",
        "dep",
        "frame",
        "kids",
        "klass",
        "lemma",
        "passive",
        "pos",
        "quotes",
        "spoken",
        "subject",
        "tag",
        "tree",
    )

    def __init__(self, tree: Tree, cue: int, quotations: list[Quotation]) -> None:
        token = tree.tokens[cue]
        self.tree = tree
        self.cue = cue
        self.lemma = token.lemma.lower()
        self.pos = token.pos
        self.tag = token.tag
        self.dep = token.dep
        classes = verb_classes().get(self.lemma, ()) if token.pos in {"VERB", "AUX"} else ()
        self.klass = "/".join(classes) or noun_classes().get(self.lemma, "-")
        deps = [tree.tokens[kid].dep for kid in tree.kids[cue]]
        self.passive = "auxpass" in deps
        frame = []
        for kid in tree.kids[cue]:
            dep = tree.tokens[kid].dep
            if dep in _CONTENTS:
                name = f"{dep}.{tree.words(kid)}" if dep in {"prep", "prt", "agent"} else dep
                frame.append(("<" if kid < cue else ">") + name)
        self.kids = frame
        self.frame = "+".join(list(dict.fromkeys(frame))[:4])
        subject = tree.child(cue, "nsubj", "nsubjpass")
        self.subject = _noun(tree, subject) if subject is not None else "-"
        self.spoken = self.subject
        if not self.spoken.isupper() and self.spoken != "-":
            own = tree.child(cue, "nsubj")
            self.spoken = "pron" if own is not None and tree.tokens[own].pos == "PRON" else "noun"
        around = [q.start <= token.start < q.end for q in quotations]
        self.apart = [(q.start, q.end) for q, its in zip(quotations, around, strict=True) if not its]
        self.quotes = f"{'in' if True in around else 'out'}{'+q' if False in around else ''}"


def _noun(tree: Tree, index: int) -> str:
    """Return what kind of noun a token is: its entity label, its pronoun, or its lemma."""
    token = tree.tokens[index]
    if token.entity:
        return token.entity
    if token.pos == "PRON":
        return token.text.lower()
    return "NAME" if token.pos == "PROPN" else token.lemma.lower()


def cue_features(view: View) -> list[str]:
    """Return what speaks for or against a token being a cue."""
    shared = [feature for _, features in cue_groups(view) for feature in features(view)]
    return [*shared, *neighbour_features(view)]


def cue_groups(view: View) -> list[tuple[Hashable, Callable[[View], list[str]]]]:
    """Return what gives most of a cue's features, in groups that hang on little and so come again and again.

    Each stands beside all that its features hang on, its own name among it.
    """
    return [
        (("word", view.lemma, view.pos, view.tag, view.dep), _word_features),
        (
            ("subject", view.lemma, view.klass, view.subject, view.spoken, view.quotes, view.passive),
            _subject_features,
        ),
        (("frame", view.lemma, view.klass, *view.kids), _frame_features),
    ]


def _word_features(view: View) -> list[str]:
    """Return what the word itself says."""
    lemma, klass = view.lemma, view.klass  # the class hangs on the lemma and the part of speech
    return [
        "c:bias",
        f"c:l={lemma}",
        f"c:k={klass}",
        f"c:p={view.pos}",
        f"c:t={view.tag}",
        f"c:d={view.dep}",
        f"c:ld={lemma}|{view.dep}",
        f"c:lt={lemma}|{view.tag}",
        f"c:kd={klass}|{view.dep}",
    ]


def _subject_features(view: View) -> list[str]:
    """Return what the subject, the voice and the quotation marks say."""
    lemma, klass, subject = view.lemma, view.klass, view.spoken
    return [
        f"c:s={view.subject}",
        f"c:sk={subject}",
        f"c:ls={lemma}|{subject}",
        f"c:ks={klass}|{subject}",
        f"c:q={view.quotes}",
        f"c:lq={lemma}|{view.quotes}",
        f"c:kq={klass}|{view.quotes}",
        f"c:ps={view.passive}|{klass}",
        f"c:lps={view.passive}|{lemma}",
    ]


def _frame_features(view: View) -> list[str]:
    """Return what the clauses and phrases that hang on the word say."""
    lemma, klass = view.lemma, view.klass
    features = [
        f"c:f={view.frame}",
        f"c:lf={lemma}|{view.frame}",
        f"c:kf={klass}|{view.frame}",
        f"c:x={lemma[-3:]}|{view.frame}",
    ]
    for name in view.kids:
        features += [f"c:lk={lemma}|{name}", f"c:k1={name}"]
    return features


def neighbour_features(view: View) -> list[str]:
    """Return what the head, the words right before and after, auxiliaries, the object and a mark say."""
    tree, tokens, cue, lemma = view.tree, view.tree.tokens, view.cue, view.lemma
    head = tokens[tokens[cue].head]
    before = tokens[cue - 1].text.lower() if cue else "^"
    if cue and (not before.isalpha() or tokens[cue - 1].pos in {"PROPN", "NOUN"}):
        before = tokens[cue - 1].pos
    after = tokens[cue + 1].text.lower() if cue + 1 < len(tokens) else "$"
    next_pos = tokens[min(cue + 1, len(tokens) - 1)].pos
    features = [
        f"c:h={head.lemma.lower() if head.pos != 'PROPN' else head.pos}|{view.dep}",
        f"c:b={before}",
        f"c:a={'NOUN' if next_pos in {'PROPN', 'NOUN'} else after}",
        f"c:la={lemma}|{'NOUN' if next_pos in {'PROPN', 'NOUN', 'NUM'} else after}",
    ]
    for kid in tree.kids[cue]:
        child = tokens[kid]
        if child.dep in {"aux", "neg"}:
            features.append(f"c:aux={child.text.lower()}|{view.klass}")
        elif child.dep == "dobj":
            thing = _noun(tree, kid)
            features += [f"c:o={thing}", f"c:lo={lemma}|{thing}"]
        elif child.dep == "ccomp":
            mark = tree.child(kid, "mark", "advmod")
            features.append(f"c:m={tree.words(mark) if mark is not None else '0'}|{view.klass}")
    return features


def content_features(view: View, content: Content, source: Source, widened: str) -> list[str]:
    """Return what speaks for or against a candidate content of a cue."""
    tree, cue = view.tree, view.cue
    tokens = tree.tokens
    low, high = content.ranges[0][0], content.ranges[-1][1]
    first, last = tokens[low], tokens[high]
    size = sum([b - a + 1 for a, b in content.ranges])
    bucket = bisect_left(_LENGTHS, size)
    before = _form_or_class(tokens[low - 1]) if low else "^"
    after = _form_or_class(tokens[high + 1]) if high + 1 < len(tokens) else "$"
    kind = content.kind
    verb = _has_verb(tokens, low, high)
    start_word = first.text.lower() if first.pos in _OPENING_POS else first.pos
    quoted = f"{first.text in OPENING}{last.text in QUOTES}"
    gap = low - cue if low > cue else high - cue
    near = max(-4, min(4, gap))
    root = tokens[content.head].pos if content.head >= 0 else "-"
    relation, tail = _relation(content, source, cue), _tail(tree, low, high)
    part = _last_part(tree, content.head, low, high)
    return [
        f"k:{kind}",
        f"k:{kind}|{view.lemma}",
        f"k:{kind}|{view.klass}",
        f"k:{kind}|{view.frame}",
        f"k:{kind}|{view.klass}|{view.frame}",
        f"k:{kind}|{view.dep}",
        f"k:{kind}|{view.tag}",
        f"k:{kind}|{view.quotes}|{widened}",
        f"k:{kind}|n{bucket}",
        f"n:{bucket}|{view.klass}",
        f"b:{before}|{kind[:1]}",
        f"b:{before}|{kind}",
        f"a:{after}|{kind[:1]}",
        f"a:{after}",
        f"f:{start_word}|{view.klass}",
        f"f:{start_word}|{kind}",
        f"f:{start_word}|{view.lemma}",
        f"l:{last.pos}|{last.text if last.pos == 'PUNCT' else ''}",
        f"v:{verb}|{view.klass}",
        f"v:{verb}|{root}|{kind[:1]}",
        f"q:{quoted}|{widened}",
        f"q:{quoted}|{view.klass}|{kind[:1]}",
        f"g:{near}|{kind[:1]}|{view.dep}",
        f"g:{near}|{view.klass}",
        f"p:{view.passive}|{kind}",
        f"e:{high + 2 >= len(tokens)}|{low == 0}|{kind}",
        f"r:{len(content.ranges)}|{kind}",
        f"o:{relation}",
        f"o:{relation}|{kind}",
        f"w:{widened}|{kind[:1]}",
        f"t:{tail}|{kind[:1]}",
        f"t:{tail}|{view.klass}",
        f"w:{widened}|{view.klass}",
        f"y:{part}",
        f"y:{part}|{kind}",
        f"y:{part}|{view.klass}",
    ]


def _has_verb(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether a verb stands among tokens from one to another."""
    for token in tokens[low : high + 1]:  # noqa: SIM110  asked of every content; a generator costs twice that
        if token.pos == "VERB" or token.pos == "AUX":  # noqa: PLR1714  quicker than a look-up
            return True
    return False


def _form_or_class(token: Token) -> str:
    """Return the part of speech of an open class of words, which has too many forms; else the form."""
    return token.pos if token.pos in {"PROPN", "NOUN", "VERB", "NUM", "ADJ"} else token.text.lower()


def _tail(tree: Tree, low: int, high: int) -> str:
    """Return what hangs on a content's end after its last comma: another cue, a clause, a phrase."""
    tokens = tree.tokens
    for index in range(high - 1, low + 1, -1):
        if tokens[index].text in {",", "—", "–", ";"}:
            following = tokens[index + 1]
            for later in range(index + 1, min(index + 6, high + 1)):
                token = tokens[later]
                if token.pos == "VERB" or (token.pos == "AUX" and token.tag in {"VBD", "VBZ", "VBP"}):
                    klass = verb_classes().get(token.lemma.lower(), ("other",))[0]
                    opener = following.text.lower() if following.pos in {"CCONJ", "SCONJ"} else following.pos
                    return f"{opener}:{klass}:{token.tag}"
            return following.pos
    return "0"


def _last_part(tree: Tree, top: int, low: int, high: int) -> str:
    """Return how the last part of a content hangs on its head, and that part's first word."""
    tokens = tree.tokens
    here = high
    while here != top:
        head = tokens[here].head
        if head in {top, here} or not low <= head <= high:
            break
        here = head
    if here == top:
        return "head"
    first = tokens[max(low, tree.left[here])]
    return f"{tokens[here].dep}:{first.text.lower() if first.pos in _WORDS else first.pos}"


_WORDS = frozenset({"ADP", "SCONJ", "PRON", "CCONJ", "PART", "ADV"})  # that say how a part hangs on the rest


def _relation(content: Content, source: Source, cue: int) -> str:
    """Return how a candidate content lies to the chosen source."""
    if source.head < 0:
        return "none"
    first, last = source.tokens[0], source.tokens[-1]
    shared = any(low <= source.head <= high for low, high in content.ranges)
    if shared:
        return "holds"
    if any(low <= last and first <= high for low, high in content.ranges):
        return "cuts"
    low, high = content.ranges[0][0], content.ranges[-1][1]
    near = "touch" if min(abs(low - last), abs(first - high)) <= _NEAR else "far"
    side = "after" if low > last else "before"
    return f"{side}|{near}|{'same' if (low > cue) == (first > cue) else 'across'}"


def source_features(view: View, source: Source) -> list[str]:
    """Return what speaks for or against a candidate source of a cue."""
    tree, cue, kind = view.tree, view.cue, source.kind
    if source.head < 0:
        return [
            "s:none",
            f"s:none|{view.lemma}|{view.passive}",
            f"s:none|{view.dep}|{view.passive}",
            f"s:none|{view.tag}",
            f"s:none|{view.klass}|{view.subject}",
            f"s:none|{tree.tokens[cue].pos}",
        ]
    tokens = tree.tokens
    low, high = source.tokens[0], source.tokens[-1]
    noun = _noun(tree, source.head)
    pos = tokens[source.head].pos
    gap = low - cue if low > cue else high - cue
    near = max(-6, min(6, gap))
    before = (
        tokens[low - 1].text.lower()
        if low and tokens[low - 1].pos in {"PUNCT", "ADP", "SCONJ", "CCONJ"}
        else ("^" if not low else "w")
    )
    after = (
        tokens[high + 1].text.lower()
        if high + 1 < len(tokens) and tokens[high + 1].pos in {"PUNCT", "ADP", "SCONJ", "CCONJ"}
        else "w"
    )
    return [
        f"s:{kind}",
        f"s:{kind}|{view.dep}",
        f"s:{kind}|{view.lemma}",
        f"s:{kind}|{view.klass}|{view.passive}",
        f"s:{kind}|{view.tag}",
        f"s:{kind}|{pos}",
        f"s:{kind}|{noun if noun.isupper() or pos == 'PRON' else 'n'}",
        f"n:{noun}",
        f"n:{pos}|{view.klass}",
        f"g:{near}|{kind[:1]}",
        f"b:{before}|{kind[:1]}",
        f"a:{after}|{kind[:1]}",
        f"d:{tokens[source.head].dep}|{kind}",
        f"p:{view.passive}|{kind}",
        f"z:{min(len(source.tokens), 9)}|{kind[:1]}",
    ]
