"""Whose turn it is in transcripts and interviews: a label opens what somebody says up to the next label."""

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from stemma.attribution.found import Found, without
from stemma.attribution.lexicon import words
from stemma.attribution.pointing import Pointed, told_by
from stemma.attribution.relays import head_in
from stemma.attribution.sketches import words_of
from stemma.attribution.tree import Tree, by_blocks, spans_of
from stemma.records import Block, ClaimMention, Report

_LABEL = re.compile(r"(?P<who>[^\W\d_][^:\n?!]{0,60}?)\s*:(?=\s)")
_ASKS = frozenset({"q", "question", "reporter", "journalist", "interviewer", "press", "moderator"})
_ANSWERS = frozenset({"a", "answer"})
_TALKS = frozenset(
    {"interview", "interviewed", "conversation", "spoke", "speaks", "talked", "talks", "answered", "answers"}
)
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME"})
_WORDS = 8  # words of a label
_FEWEST = 2  # labels that make a transcript, where one of them asks; one more where none does
_LETTERS = 3  # letters of a label in capitals
_SCORE = 0.7  # whose turn it is is plain; that each sentence of it is a statement is not


class _Label(Struct, frozen=True):
    """A label: its block, who it names in lower case, and where it ends with its colon."""

    block: int
    who: str
    end: int
    capitals: bool

    @property
    def asks(self) -> bool:
        return self.who in _ASKS

    @property
    def answers(self) -> bool:
        return self.who in _ANSWERS


def turns(trees: Sequence[Tree], report: Report) -> dict[int, Found]:
    """Return who speaks in the sentences of a transcript's turns, by the sentence's index.

    Each has no content yet; its cue is the label's colon. A turn goes on over paragraphs without a label.
    Who asks is left out, and so is an answer where the text does not say that it is an interview.

    Args:
        trees: the report's sentences in order.
        report: the report.
    """
    labels = _labels(report)
    if not _is_transcript(labels):
        return {}
    marked = {label.block: label for label in labels}
    by_block = by_blocks(trees)
    guest = _guest([tree for tree in trees if tree.sentence.block < labels[0].block])
    spoken: dict[int, Found] = {}
    speaker: Found | None = None
    for number in sorted(by_block):
        if report.blocks[number].kind != "body":
            speaker = None
            continue
        label = marked.get(number)
        if label is not None:
            speaker = guest if label.answers else None if label.asks else _named(by_block[number], label)
        if speaker is not None:
            spoken |= {tree.sentence.index: speaker for tree in by_block[number]}
    return spoken


def in_speech(speaker: Found, own: ClaimMention, block: Block, report: Report) -> Pointed:
    """Return what the outlet seems to say in its own voice as the words of whoever holds the speech.

    Args:
        speaker: who holds it.
        own: what is said.
        block: the paragraph that it stands in, whose label is no part of it.
        report: the report.
    """
    label = _LABEL.match(report.text, block.start, block.end) if speaker.rule == "turn" else None
    start = label.end() if label is not None else block.start
    content = without(own.content.spans, block.start, start) or own.content.spans
    one = dataclasses.replace(speaker, content=content)
    said = told_by(one, own, report) if one.source else structs.replace(own, rule=one.rule, score=one.score)
    words_said = words_of(report, content)
    return Pointed(one, [], [], structs.replace(said, content=words_said, directness="direct"))


def passing_on(spoken: Mapping[int, Found], found: Found) -> list[Found]:
    """Return who holds the speech that an attribution stands in, nobody where it is the speaker's own."""
    speaker = spoken.get(found.sentence)
    if speaker is None or speaker.source == found.source:
        return []
    return [dataclasses.replace(speaker, content=found.content)]


def _labels(report: Report) -> list[_Label]:
    """Return the labels of a report's paragraphs that may be those of speakers."""
    found = []
    for number, block in enumerate(report.blocks):
        match = _LABEL.match(report.text, block.start, block.end) if block.kind == "body" else None
        who = match["who"] if match is not None else ""
        if match is None or not _may_be_label(who):
            continue
        capitals = who.isupper() and sum(letter.isalpha() for letter in who) >= _LETTERS
        found.append(_Label(number, who.lower(), match.end(), capitals))
    return found


def _may_be_label(who: str) -> bool:
    """Whether words before a colon are a name, an office or "Q": each begins with a capital."""
    said = who.split()
    if who.lower() in _ASKS or who.lower() in _ANSWERS:
        return True
    if not 0 < len(said) <= _WORDS or who.lower() in words("rules.toml", "headings"):
        return False
    small = words("rules.toml", "small")
    return all(word[0].isupper() or word[0] == "(" or word in small for word in said)


def _is_transcript(labels: Sequence[_Label]) -> bool:
    """Whether labels are those of a talk: somebody asks and somebody answers, or two speak by turns."""
    asked = any(label.asks for label in labels)
    told = Counter(label.who for label in labels if not label.asks)
    if asked:
        return any(label.answers or label.capitals or told[label.who] > 1 for label in labels)
    by_turns = sum(times > 1 for times in told.values()) >= _FEWEST
    shouted = [label for label in labels if label.capitals]
    return by_turns or (
        len(shouted) > _FEWEST and len({label.who for label in shouted}) < len(shouted) == len(labels)
    )


def _named(trees: Sequence[Tree], label: _Label) -> Found | None:
    """Return the speaker whom a label names, None where it names a place or time."""
    inside = [(tree, [i for i, token in enumerate(tree.tokens) if token.end < label.end]) for tree in trees]
    # "GEN. KEL ORLAN:" may be parted behind its first stop.
    tree, run = next(((tree, run) for tree, run in reversed(inside) if run), (trees[0], []))
    while run and tree.tokens[run[-1]].pos == "PUNCT":
        run.pop()
    if not run or all(tree.tokens[i].entity in _PLACES for i in run):
        return None
    return _speaker(tree, run)


def _guest(before: Sequence[Tree]) -> Found | None:
    """Return who is interviewed: the one person named in full where the text tells of the interview.

    Where several are named it is nobody's name, so that the answers are an unnamed speaker's.
    """
    telling = [tree for tree in before if any(tree.words(i) in _TALKS for i in range(len(tree.tokens)))]
    if not telling:
        return None
    for group in (telling, before):
        people = {tree.words(run[-1]): (tree, run) for tree in group for run in _people(tree)}
        if len(people) == 1:
            return _speaker(*next(iter(people.values())))
    return _speaker(telling[-1], [])


def _people(tree: Tree) -> list[list[int]]:
    """Return the names of persons in a sentence, of two words and more."""
    found: list[list[int]] = []
    for index, token in enumerate(tree.tokens):
        if token.entity != "PERSON" or token.pos != "PROPN":
            continue
        if found and found[-1][-1] == index - 1 and not token.entity_start:
            found[-1].append(index)
        else:
            found.append([index])
    return [run for run in found if len(run) > 1]


def _speaker(tree: Tree, run: list[int]) -> Found:
    """Return an attribution without content to whom tokens name, to an unnamed one for no tokens."""
    index = tree.sentence.index
    head = head_in(tree, range(run[0], run[-1] + 1)) if run else None
    return Found(
        sentence=index, cue_token=None, lemma=":", klass="assert", cue=(), content=(),
        source=spans_of(tree.tokens, run), source_head=head, source_sentence=index,
        directness="direct", rule="turn", score=_SCORE,
    )  # fmt: skip
