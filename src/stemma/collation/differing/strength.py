"""Hedges and modals, beside denial and plans: how strongly a mention commits to the proposition."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from stemma.collation.differing.base import NOTHING, Difference, Side, context, told_in
from stemma.collation.differing.denying import polarity_differences, stance_differences
from stemma.collation.differing.hearing import inquires
from stemma.collation.differing.planning import planned_differences
from stemma.collation.differing.quoting import quoted
from stemma.collation.differing.slavic import slavic_differences
from stemma.collation.differing.tying import tie_differences
from stemma.collation.statements import Content, denies
from stemma.collation.words import Word, alike, lexicon, stem
from stemma.languages import SLAVIC
from stemma.records import Words
from stemma.resources import load_toml

# The strength of a statement without any modal, on the epistemic scale of the lexicon.
_PLAIN = 4
_WEAKEST = 1
# Share of the words after a hedge that the other mention must tell too: at half, another noun's words do.
_SURROUNDED = 0.6
_PLACE = tuple[str, int, int]


def strength_differences(a: Side, b: Side, *, one_matter: bool = False) -> Iterator[Difference]:
    """Yield what changed in hedges, modality, polarity and planned against done.

    ``one_matter`` says that the two are known to tell of the same things (`tie_differences`).
    """
    if a.report.language in SLAVIC and b.report.language == a.report.language:
        yield from stance_differences(a, b)
        yield from slavic_differences(a, b)
        return
    yield from _hedges(a, b)
    of_modals = [*_modality(a, b)]
    yield from of_modals or tie_differences(a, b, one_matter=one_matter)
    yield from polarity_differences(a, b)
    yield from planned_differences(a, b)


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    listed = [tuple(phrase.split()) for phrase in lexicon("hedge")]
    return tuple(sorted(listed, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _scale(kind: str) -> dict[str, int]:
    return dict(load_toml("collation", "lexicon.toml")["modality"][kind])


@lru_cache(maxsize=2048)  # contents, which a claim's pairs bring again: 1 MB or so
def _found_hedges(content: Content) -> Mapping[str, tuple[int, int]]:
    """Hedging phrases of a content that are no modal verbs: phrase to word positions."""
    words = content.words
    lows = [word.low for word in words]
    found: dict[str, tuple[int, int]] = {}
    taken: set[int] = set()
    modals = _scale("epistemic")
    present = set(lows)
    for phrase in _phrases():
        if phrase[0] not in present:
            continue
        size = len(phrase)
        if size == 1 and phrase[0] in modals and phrase[0] not in _ADVERBS:
            continue
        for start in range(len(lows) - size + 1):
            span = range(start, start + size)
            if tuple(lows[start : start + size]) == phrase and not taken & set(span):
                taken.update(span)
                if not (_before_number(words, start + size) or _of_known(words, start + size)):
                    found.setdefault(" ".join(phrase), (start, start + size))
    return found


# Forms of one modal: who tells what somebody said sets it back a tense.
_SHIFTED = frozenset(map(frozenset, (("will", "would"), ("can", "could"), ("shall", "should"))))
_ADVERBS = frozenset({"possibly", "perhaps", "probably", "likely"})
_ABILITY = frozenset({"can", "could"})


def _before_number(words: Sequence[Word], place: int) -> bool:
    """Whether a figure follows: the comparison of figures deals with that."""
    numbers = load_toml("collation", "lexicon.toml")["number"]
    return place < len(words) and (words[place].low[0].isdigit() or words[place].low in numbers)


def _of_known(words: Sequence[Word], place: int) -> bool:
    """Whether a phrase takes some of people told before ("some of whom"), and doubts nothing."""
    return place < len(words) and words[place - 1].low == "of" and words[place].low in _TOLD_BEFORE


_TOLD_BEFORE = frozenset({"whom", "them", "which", "these", "those"})


def _outside_hedges(side: Side) -> dict[str, Words]:
    """Hedges that attribution found outside the content's words ("reportedly" before a clause)."""
    spans = side.statement.mention.content.spans
    return {
        hedge.text.casefold(): side.span_words(hedge.span)
        for hedge in side.statement.mention.hedges
        if hedge.kind != "approximation"
        and not any(span.start <= hedge.span.start < span.end for span in spans)
    }


def _hedges(a: Side, b: Side) -> Iterator[Difference]:
    inside_a, inside_b = _found_hedges(a.statement.content), _found_hedges(b.statement.content)
    outside_a, outside_b = _outside_hedges(a), _outside_hedges(b)
    all_a, all_b = {*inside_a, *outside_a}, {*inside_b, *outside_b}
    if all_a - all_b and all_b - all_a:
        return  # one hedge in place of another
    doubts_a, doubts_b = _doubts(a), _doubts(b)
    for side, other, inside, outside, missing, kind in (
        (a, b, inside_a, outside_a, all_a - all_b, "hedge_dropped"),
        (b, a, inside_b, outside_b, all_b - all_a, "hedge_added"),
    ):
        left = (doubts_b - doubts_a) if side is a else (doubts_a - doubts_b)
        for phrase in sorted(missing):
            if left - _own(phrase) or inquires(other, side):
                continue  # the doubt is worded otherwise
            if phrase in inside:
                start, end = inside[phrase]
                if not _bound(side, other, end):
                    continue
                before, after = context(side.statement.words, start, end)
                if not told_in(after or before, other.statement, least=_SURROUNDED):
                    continue
                words = side.statement.words
                text = side.words(words[start].start, words[end - 1].end)
            else:
                text = outside[phrase]
            dropped = kind == "hedge_dropped"
            yield Difference(
                "hedge_dropped" if dropped else "hedge_added",
                text if dropped else NOTHING,
                NOTHING if dropped else text,
                0.9,
            )


def _bound(side: Side, other: Side, end: int) -> bool:
    """Whether the other mention tells the word that a hedge stands before."""
    weakened = next((word for word in side.statement.words[end:] if not word.common), None)
    return weakened is None or told_in([weakened.stem], other.statement)


def _doubts(side: Side) -> frozenset[str]:
    """What tells of doubt in a mention: weak modals by themselves, other words by their stems."""
    weak, words = _weak(), side.around
    found = {
        word.low
        for place, word in enumerate(words)
        if word.low in weak and not _denied_ability(words, place + 1) and not _is_month(words, place)
    }
    return frozenset(found | ({word.stem for word in words} & _doubtful()))


@cache
def _weak() -> frozenset[str]:
    return frozenset(word for word, strength in _scale("epistemic").items() if strength < _PLAIN)


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(map(stem, lexicon("doubt")))


def _own(phrase: str) -> frozenset[str]:
    """The doubts that a hedging phrase itself counts as."""
    return frozenset(phrase.split()) | frozenset(map(stem, phrase.split()))


def _denied_ability(words: Sequence[Word], place: int) -> bool:
    """Whether a modal that ends at a place is denied: "could not determine" doubts nothing."""
    return place < len(words) and denies(words, place)


def _modals(side: Side) -> list[_PLACE]:
    """Modal verbs of the content with their word positions, in order."""
    words = side.around
    known, begins = _known_modals()
    found: list[_PLACE] = []
    for start, word in enumerate(words):
        if word.low not in begins:
            continue
        pair = f"{word.low} {words[start + 1].low}" if start + 1 < len(words) else ""
        if pair in known:
            found.append((pair, start, start + 2))
        elif (
            word.low in known
            and word.low not in _ADVERBS
            and not _is_month(words, start)
            and side.report.text[word.end : word.end + 1] != "-"  # "would-be attackers"
            and not (word.low in _ABILITY and _denied_ability(words, start + 1))
        ):
            found.append((word.low, start, start + 1))
    return found


@cache
def _known_modals() -> tuple[frozenset[str], frozenset[str]]:
    """Return all modals, of one word or two, and the words that they begin with."""
    known = frozenset((*_scale("epistemic"), *_scale("deontic")))
    return known, frozenset(modal.split(" ", 1)[0] for modal in known)


def _is_month(words: Sequence[Word], place: int) -> bool:
    """Whether "May" is the month: a figure beside it, or a capital where most words have none."""
    if words[place].low != "may":
        return False
    beside = [words[index].low for index in (place - 1, place + 1) if 0 <= index < len(words)]
    if any(low[0].isdigit() for low in beside):
        return True
    # A headline writes its verbs with a capital too ("Women May Have to Pay").
    return words[place].capital and 2 * sum(word.capital for word in words) < len(words)


def _modality(a: Side, b: Side) -> Iterator[Difference]:
    """Compare modals that stand before the same verb; a missing one counts as a plain statement."""
    left, right = _modals(a), _modals(b)
    used: set[int] = set()
    for modal, start, end in left:
        _, after = context(a.around, start, end)
        verb = next((word.stem for word in a.around[end:] if not word.common), "")
        match = next(
            (
                index
                for index, (_, _, other_end) in enumerate(right)
                if index not in used and verb and verb in _next_stems(b, other_end)
            ),
            None,
        )
        if match is None:
            if after and told_in(after, b.statement) and not right:
                yield from _against_plain(a, (modal, start, end), b)
            continue
        used.add(match)
        yield from _compared(a, b, (modal, start, end), right[match])
    if not left:
        for modal, start, end in right:
            _, after = context(b.around, start, end)
            if after and told_in(after, a.statement):
                yield from (one.turned() for one in _against_plain(b, (modal, start, end), a))


def _next_stems(side: Side, place: int) -> list[str]:
    return [word.stem for word in side.around[place:] if not word.common][:2]


def _compared(a: Side, b: Side, one: _PLACE, other: _PLACE) -> Iterator[Difference]:
    strengths = _common_scale(one[0], other[0])
    if strengths is None or strengths[0] == strengths[1] or _set_back(a, b, one, other):
        return
    kind = "modality_strengthened" if strengths[1] > strengths[0] else "modality_weakened"
    yield Difference(
        "modality_strengthened" if kind == "modality_strengthened" else "modality_weakened",
        a.words(a.around[one[1]].start, a.around[one[2] - 1].end),
        b.words(b.around[other[1]].start, b.around[other[2] - 1].end),
        0.85,
    )


def _set_back(a: Side, b: Side, one: _PLACE, other: _PLACE) -> bool:
    """Whether two modals are one in two tenses, as when one mention reports and the other quotes.

    So it is too where the content tells itself that somebody says it ("saying he can", "saying they could").
    """
    if frozenset((one[0], other[0])) not in _SHIFTED:
        return False
    if a.statement.mention.directness != b.statement.mention.directness:
        return True
    inside = [quoted(side, side.around[at].start) for side, (_, at, _) in ((a, one), (b, other))]
    if any(inside):
        return not all(inside)
    if all(side.statement.mention.directness == "mixed" for side in (a, b)):
        return True  # the reporter's tense before quoted words: would "answer in force", will "answer"
    return any(_reported(side, at) for side, (_, at, _) in ((a, one), (b, other)))


def _reported(side: Side, place: int) -> bool:
    """Whether the content itself tells, before a place, that somebody says so."""
    return any(word.stem in _saying() for word in side.around[:place] if word.start >= side.statement.start)


@cache
def _saying() -> frozenset[str]:
    return frozenset(map(stem, lexicon("saying")))


def _common_scale(one: str, other: str) -> tuple[int, int] | None:
    """Both modals' strengths on the scale that holds both; obligation first if it holds both."""
    for kind in ("epistemic", "deontic"):
        scale = _scale(kind)
        if one in scale and other in scale:
            return scale[one], scale[other]
    return None


def _against_plain(side: Side, modal: _PLACE, other: Side) -> Iterator[Difference]:
    """A modal on one side, none on the other: weaker than a plain statement, or an obligation."""
    name, start, end = modal
    strength = _scale("epistemic").get(name)
    if strength is None or strength >= _PLAIN:
        return
    words = side.around
    text = side.words(words[start].start, words[end - 1].end)
    adverb = next((word for word in other.around if word.low in _ADVERBS), None)
    if adverb is not None:
        stronger = _scale("epistemic")[adverb.low]
        if stronger != strength:
            yield Difference(
                "modality_strengthened" if stronger > strength else "modality_weakened",
                text,
                other.words(adverb.start, adverb.end),
                0.7,
            )
        return
    if _doubts(other) - _doubts(side) or _outside_hedges(other) or not _plainly(side, end, other):
        return
    if strength == _WEAKEST:
        # "may have come" told as "came": a hedge is lost, and the statement is the stronger for it.
        yield Difference("hedge_dropped", text, NOTHING, 0.8)
    yield Difference("modality_strengthened", text, NOTHING, 0.7)


def _plainly(side: Side, end: int, other: Side) -> bool:
    """Whether the other mention tells the verb after a modal as a fact: no "-ing", no infinitive."""
    verb = next((word for word in side.around[end:] if not word.common), None)
    if verb is None:
        return True
    words = other.around
    lead = side.around[end].low
    if lead == "be" and not verb.low.endswith(("ed", "en")) and not _COPULA & {word.low for word in words}:
        return False  # "the answer would be swift" and "a swift answer", which tells no fact
    return any(
        (word.stem == verb.stem or alike(word.stem, verb.stem))
        and not word.low.endswith("ing")
        and (not place or words[place - 1].low != "to")
        for place, word in enumerate(words)
    )


_COPULA = frozenset({"is", "are", "was", "were", "been", "be"})
