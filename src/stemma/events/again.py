"""What a sentence's parse alone tells of its events, remembered: copies repeat sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from stemma.events.actors import parties_of
from stemma.events.acts import directed, outermost
from stemma.events.background import is_background, unlisted
from stemma.events.casualties import Casualty, claimant, find_casualties, may_have_casualties
from stemma.events.classes import Classes
from stemma.events.headings import righted
from stemma.events.hits import Hit
from stemma.events.lexicon import Code
from stemma.events.resolve import Resolved, resolve_hits
from stemma.events.things import things_of
from stemma.events.tree import Tree
from stemma.events.triggers import candidates, find_hits, may_have_trigger
from stemma.events.weapons import weapon_of
from stemma.parses import facts_of
from stemma.records import Actor, ClaimMention, Place, Report, Sentence, Span, Thing, Words


class Told(Struct, frozen=True):
    """A trigger with all that its sentence tells of the event, wherever the sentence stands."""

    hit: Hit
    code: Code
    counts: tuple[Casualty, ...]
    actor: Actor | None
    target: Actor | None
    weapon: str
    trigger: Words
    things: tuple[Thing, ...] = ()


class Reading(Struct, frozen=True):
    """A sentence that may report an event: its tree, its classes, and what its triggers tell.

    ``heads`` are the heads of the triggers; ``righted`` says that it is a headline whose parse was mended.
    The classes are those of the sentence that came first, and so are all offsets: it began at ``start``.
    """

    start: int
    tree: Tree
    classes: Classes
    told: tuple[Told, ...]
    heads: frozenset[int]
    righted: bool = False

    def at(self, sentence: Sentence) -> "Reading":
        """Return the reading of a sentence of the same parse, with its own offsets."""
        by = sentence.start - self.start
        told = tuple([_further(one, by) for one in self.told]) if by else self.told
        tree = self.tree.at(righted(sentence) if self.righted else sentence)
        return Reading(sentence.start, tree, self.classes, told, self.heads, self.righted)


def claimed(told: Told, claims: Sequence[ClaimMention]) -> Told:
    """Return what a trigger tells with the claimants of its figures and things."""
    counts = tuple([_claimed(one, claims) for one in told.counts])
    things = tuple([_thing_claimed(one, claims) for one in told.things])
    before, after = (*told.counts, *told.things), (*counts, *things)
    unchanged = all(one is other for one, other in zip(before, after, strict=True))
    return told if unchanged else replace(told, counts=counts, things=things)


@dataclass(slots=True)
class _Work:
    """What the steps have found yet of a sentence, where it stood first."""

    report: Report
    places: Sequence[Place]
    tree: Tree
    classes: Classes
    hits: list[Hit]
    news: list[Resolved] = field(default_factory=list)


@dataclass(slots=True)
class Begun:
    """A sentence that is read step by step, where it stood first, and what it tells when all are taken.

    Reports that share its words take the steps together: whoever comes to one first takes it.
    """

    sentence: Sentence
    _asked: tuple[Report, Sequence[Place]] | None
    _work: _Work | None = None
    _done: int = 0
    _reading: Reading | None = None

    def reach(self, step: int) -> None:
        """Take the steps that are not taken yet, up to one of them."""
        while self._done < step:
            (self._find, self._resolve, self._tell)[self._done]()
            self._done += 1

    def at(self, sentence: Sentence) -> Reading | None:
        """Return what a sentence of these words tells, None when no word of it can be a trigger."""
        self.reach(TOLD)
        return (
            self._reading
            if self._reading is None or sentence is self.sentence
            else self._reading.at(sentence)
        )

    def _find(self) -> None:
        """Find the triggers."""
        tree = Tree(righted(self.sentence))
        found = candidates(tree) if may_have_trigger(tree.lemmas, tree.words) else ()
        if found and self._asked is not None:
            report, places = self._asked
            classes = Classes(tree, places)
            hits = find_hits(tree, classes, found)
            if hits:
                self._work = _Work(report, places, tree, classes, outermost(tree, unlisted(tree, hits)))

    def _resolve(self) -> None:
        """Find which triggers tell one act, who was lost in it, and which are news."""
        work = self._work
        if work is None:
            return
        tree, casualties = work.tree, list[Casualty]()
        if may_have_casualties(tree.lemmas, tree.words):
            casualties = find_casualties(work.report, tree, work.classes, ())
        work.news = [
            resolved
            for resolved in resolve_hits(tree, work.classes, work.hits, casualties)
            if not is_background(tree, resolved[0])
        ]

    def _tell(self) -> None:
        """Find who did it to whom and with what."""
        work = self._work
        if work is not None:
            report, tree, classes, news = work.report, work.tree, work.classes, work.news
            things = things_of(report, tree, classes, news)
            told = [_told(report, tree, classes, one, things.get(one[0].head, ())) for one in news]
            heads = frozenset([one.hit.head for one in told])
            mended = tree.sentence is not self.sentence
            self._reading = Reading(self.sentence.start, tree, classes, tuple(told), heads, mended)
        self._asked, self._work = None, None


FOUND, RESOLVED, TOLD = range(1, 4)


def begun(report: Report, sentence: Sentence, places: Sequence[Place]) -> Begun:
    """Return the reading of a sentence, no step taken where its words come for the first time.

    All of it hangs on the sentence's parse, on its characters and on where places lie in it, and on
    nothing else.
    """
    base, facts = sentence.start, facts_of(sentence)
    key = (
        "events",
        report.text[base : sentence.end],
        tuple([(place.span.start - base, place.span.end - base) for place in places]),
    )
    known: Begun | None = facts.get(key)
    if known is None:
        known = facts[key] = Begun(sentence, (report, places))
    return known


def _told(
    report: Report, tree: Tree, classes: Classes, resolved: Resolved, things: tuple[Thing, ...]
) -> Told:
    hit, code, counts = resolved
    if hit.pattern.political:
        hit = directed(tree, classes, hit)
    actor, target = parties_of(report, tree, classes, hit, code)
    weapon = weapon_of(tree, hit.head)
    return Told(hit, code, counts, actor, target, weapon, words_at(report, tree, hit.words), things)


def words_at(report: Report, tree: Tree, indexes: Sequence[int]) -> Words:
    """Return the words at some tokens of a sentence, neighbours joined into one span."""
    text = report.text
    spans: list[Span] = []
    for index in sorted(indexes):
        token = tree.tokens[index]
        if spans and not text[spans[-1].end : token.start].strip(" -"):
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(Span(token.start, token.end))
    return Words(tuple(spans), " … ".join(text[span.start : span.end] for span in spans))


def _further(told: Told, by: int) -> Told:
    """Return what a trigger tells, so many characters further on."""
    return Told(
        told.hit,
        told.code,
        tuple([replace(one, quantity=replace(one.quantity, span=_moved(one.quantity.span, by)))
               for one in told.counts]),
        None if told.actor is None else replace(told.actor, span=_moved(told.actor.span, by)),
        None if told.target is None else replace(told.target, span=_moved(told.target.span, by)),
        told.weapon,
        Words(tuple([_moved(span, by) for span in told.trigger.spans]), told.trigger.text),
        tuple([replace(one, span=_moved(one.span, by)) for one in told.things]),
    )  # fmt: skip


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _claimed(casualty: Casualty, claims: Sequence[ClaimMention]) -> Casualty:
    quantity = casualty.quantity
    who = claimant(claims, quantity.span.start, quantity.span.end)
    return (
        replace(casualty, quantity=replace(quantity, claimant=who)) if who != quantity.claimant else casualty
    )


def _thing_claimed(thing: Thing, claims: Sequence[ClaimMention]) -> Thing:
    who = claimant(claims, thing.span.start, thing.span.end)
    return replace(thing, claimant=who) if who != thing.claimant else thing
