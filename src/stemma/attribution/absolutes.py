"""Speakers beside a main clause: "With A announcing X and B saying Y, the town fell"."""

from stemma.attribution.found import Found, up_to
from stemma.attribution.kinds import may_speak
from stemma.attribution.lexicon import statement_class, words
from stemma.attribution.tree import FINITE, Tree, Trees, spans_of

_SPEAKER = 6  # tokens of a speaker
_LEAST = 2  # tokens of a statement
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})


def beside_the_clause(found: list[Found], trees: Trees) -> list[Found]:
    """Return attributions with those of "with A saying X and B saying Y" as their words tell them.

    The parse joins B to what A says, or the main clause to what B says.

    Args:
        found: all attributions; contents that go on into such a phrase are cut before it, in place.
        trees: the report's sentences.
    """
    kept = list(found)
    for tree in trees:
        for at, token in enumerate(tree.tokens):
            opens = token.text == "With" if not at else token.text == "with"
            if not opens or (at and tree.tokens[at - 1].text != ","):
                continue
            read = _read(tree, at)
            if not read:
                continue
            index = tree.sentence.index
            cues = {each.cue_token for each in read}
            low, high = tree.tokens[at].start, read[-1].end
            others = [each for each in kept if each.sentence == index and each.cue_token not in cues]
            kept = [each for each in kept if each.sentence != index or each.cue_token not in cues] + read
            for each in others:
                if at and each.cue and each.cue[0].start < low and each.start < low < each.end <= high:
                    each.content = up_to(each.content, tree.tokens[at - 1].start)
    return kept


def _read(tree: Tree, at: int) -> list[Found]:
    """Return what each speaker behind "with" says, [] where nobody does."""
    tokens = tree.tokens
    end = len(tokens) - 1
    cue = _participle(tree, at + 1)
    if cue and not at:
        commas = (i for i in range(cue + _LEAST, end) if tokens[i].text == ",")
        end = next((i for i in commas if any(token.tag in FINITE for token in tokens[i:])), 0)
    elif cue:
        end = next((i for i in range(cue, end) if tokens[i].text in {",", ";", "("}), tree.closing + 1)
    read: list[Found] = []
    low = at + 1
    while cue and cue + _LEAST <= end:
        joint, after = _second(tree, cue, end)
        said = tree.trimmed(list(range(cue + 1, joint or end)))
        if said and tree.words(said[0]) == "that":
            said = said[1:]
        if len(said) < _LEAST:
            break  # "and B denying it"
        read.append(_found(tree, list(range(low, cue)), cue, said))
        low, cue = joint + 1, after
    return read


def _second(tree: Tree, cue: int, end: int) -> tuple[int, int]:
    """Return the "and" behind a statement and the participle of who speaks next, zeros for nobody."""
    for index in range(cue + _LEAST, end):
        if tree.words(index) in {"and", "while"}:
            after = _participle(tree, index + 1)
            if after and after < end:
                return index, after
    return 0, 0


def _participle(tree: Tree, low: int) -> int:
    """Return the participle of saying behind a phrase that names somebody who may speak, 0 for none."""
    high = min(low + _SPEAKER + 1, len(tree.tokens))
    cue = next((i for i in range(low, high) if tree.tokens[i].pos not in _NOMINAL), 0)
    if not low < cue < len(tree.tokens) - 1 or tree.tokens[cue].tag != "VBG" or not _klass(tree, cue):
        return 0
    if tree.tokens[cue + 1].pos == "ADP":
        return 0  # "with Kelm calling | for a ban"
    last = tree.tokens[cue - 1]
    return cue if may_speak(last) and last.lemma.lower() not in words("rules.toml", "mute") else 0


def _klass(tree: Tree, cue: int) -> str:
    if tree.tokens[cue].lemma.lower() == "put":
        return "assert"  # "putting the toll at 30"
    return statement_class(tree.tokens[cue].lemma.lower())


def _found(tree: Tree, source: list[int], cue: int, said: list[int]) -> Found:
    index = tree.sentence.index
    put = tree.tokens[cue].lemma.lower() == "put"
    return Found(
        sentence=index, cue_token=cue, lemma=tree.tokens[cue].lemma.lower(), klass=_klass(tree, cue),
        cue=spans_of(tree.tokens, [cue]), content=spans_of(tree.tokens, said),
        source=spans_of(tree.tokens, source), source_head=source[-1],
        source_sentence=index, rule="tally" if put else "clause", score=0.6,
    )  # fmt: skip
