"""What one mention tells as planned and another as done."""

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.collation.differing.base import Difference, Side, context
from stemma.collation.statements import denies
from stemma.collation.words import Word, alike
from stemma.resources import load_toml


@cache
def _plan_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Verbs of plan, modals of what will be, and what stands before a participle."""
    table = load_toml("collation", "lexicon.toml")
    return (
        frozenset(table["plan"]["verbs"]),
        frozenset(table["plan"]["modals"]),
        frozenset(table["done"]["words"]),
    )


@cache
def _irregular_pasts() -> frozenset[str]:
    table: dict[str, list[str]] = load_toml("collation", "lexicon.toml")["irregular"]
    return frozenset(form for forms in table.values() for form in forms)


# Before a verb, these tell of no deed either.
_UNSURE = frozenset({"may", "might", "could", "should", "must"})
_BEGUN = frozenset({"began", "begun", "started", "managed"})
_BETWEEN = frozenset({"also", "soon"})
_LEAD = 3  # words before a verb that are looked at
# Verbs that alone tell of no deed.
_NO_DEEDS = frozenset({"be", "have", "do", "not", "to", "get", "become"})


def _plans(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Words of plan or future with the verbs that they plan: the positions of both."""
    verbs, modals, _ = _plan_words()
    found = []
    for place, word in enumerate(words):
        if word.low in verbs and place + 2 < len(words) and words[place + 1].low == "to":
            verb = place + 2
        elif word.low in modals and place + 1 < len(words) and not denies(words, place + 1):
            between = words[place + 1].low.endswith("ly") or words[place + 1].low in _BETWEEN
            verb = place + 1 + between
        else:
            continue
        # "is to be evacuated" plans the evacuation.
        verb += verb + 1 < len(words) and words[verb].low == "be"
        if verb < len(words) and words[verb].low not in _NO_DEEDS:
            found.append((place, verb))
    return found


def _deeds(words: Sequence[Word]) -> list[int]:
    """Positions of verbs that tell of something done: "withdrew", "has withdrawn", "began to withdraw"."""
    unsure = _plan_words()[1] | _UNSURE
    planned = {verb for _, verb in _plans(words)}
    found = []
    for place, word in enumerate(words):
        if word.common or place in planned:
            continue
        lead = range(max(0, place - _LEAD), place)
        before = [words[at].low for at in lead]
        if _done(word, before) and not unsure & {*before} and not any(denies(words, at) for at in lead):
            found.append(place)
    return found


def _done(word: Word, before: Sequence[str]) -> bool:
    """Whether a verb's form and the words before it tell of something done or begun."""
    if any(low in _BEGUN for low in before[-2:]):
        return before[-1] == "to" or word.low.endswith("ing")
    if before and before[-1] == "to":
        return False
    past = word.low.endswith("ed") or word.low in _irregular_pasts()
    return past or bool({*before[-2:]} & _plan_words()[2])


def _one_verb(base: Word, form: Word) -> bool:
    """Whether a form of the past is the verb's own."""
    regular = (f"{base.low}d", f"{base.low}ed", f"{base.low}{base.low[-1]}ed")
    return base.stem == form.stem or form.low in regular or alike(base.stem, form.stem)


def planned_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Yield what is planned on the first side and told as done, with the same verb, on the second."""
    mention = b.statement.mention
    done = mention.tense in ("past", "present") and mention.factuality in ("CT+", "PR+", "Uu")
    if not done or mention.aim:
        return
    words = b.statement.words
    for place, verb in _plans(a.around):
        _, after = context(a.around, verb, verb + 1)
        for deed in _deeds(words):
            _, told = context(words, deed, deed + 1)
            if _one_verb(a.around[verb], words[deed]) and (not after or told & after):
                yield Difference(
                    "planned_to_done",
                    a.words(a.around[place].start, a.around[verb].end),
                    b.words(words[deed].start, words[deed].end),
                    0.75,
                )
                return
