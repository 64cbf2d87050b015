"""How a proposition is put: hedges, factuality, negation and tense."""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.found import Said
from stemma.attribution.slavic.lexicon import Lexicon, lexicon
from stemma.records import Factuality, Hedge, HedgeKind, Span

Tense = Literal["past", "present", "future", "none"]
_KINDS: dict[str, HedgeKind] = {
    "probable": "modality", "possible": "modality", "hearsay": "evidential", "approximate": "approximation",
}  # fmt: skip


class Reading(Struct, frozen=True):
    """The hedges of a content, its factuality after FactBank, whether it is negated, and its tense."""

    hedges: tuple[Hedge, ...]
    factuality: Factuality
    negative: bool
    tense: Tense


def read_content(text: str, said: Said, clause: Clause, words: Lexicon, language: str) -> Reading:
    """Read how a content is put."""
    hedges, classes = _hedges(text, said.content, language)
    main = _main(clause, said)
    negative = said.kind == "deny" or (main is not None and _negated(clause, main, words))
    sign = "-" if negative else "+"
    if said.aim or said.kind == "urge" or "hearsay" in classes:
        factuality: Factuality = "Uu"
    elif "possible" in classes:
        factuality = "PS+" if sign == "+" else "PS-"
    elif "probable" in classes or said.kind == "think":
        factuality = "PR+" if sign == "+" else "PR-"
    else:
        factuality = "CT+" if sign == "+" else "CT-"
    return Reading(hedges, factuality, negative, _tense(clause, main))


def _hedges(text: str, content: tuple[Span, ...], language: str) -> tuple[tuple[Hedge, ...], set[str]]:
    pattern = _pattern(language)
    groups = dict(lexicon(language).hedges)
    found, classes = [], set()
    for part in content:
        for match in pattern.finditer(text, part.start, part.end):
            group = groups[match.group().lower()]
            classes.add(group)
            found.append(Hedge(match.group(), Span(*match.span()), _KINDS[group]))
    return tuple(found), classes


@cache
def _pattern(language: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase, _ in lexicon(language).hedges)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


def _main(clause: Clause, said: Said) -> int | None:
    """Return the content's main verb: the one highest in the tree, or the first finite one."""
    inside = [
        index
        for index, token in enumerate(clause.tokens)
        if any(part.start <= token.start < part.end for part in said.content)
    ]
    finite = [index for index in inside if clause.finite(index)]
    if not clause.parsed:
        return finite[0] if finite else None
    held = set(inside)
    tops = [
        index
        for index in inside
        if clause.tokens[index].head not in held or clause.tokens[index].dep == "root"
    ]
    return next((index for index in tops if clause.tokens[index].pos not in {"PUNCT", "SCONJ"}), None)


def _negated(clause: Clause, main: int, words: Lexicon) -> bool:
    if clause.parsed:
        return any(clause.tokens[kid].lemma in words.negation for kid in clause.kids[main])
    return main > 0 and clause.tokens[main - 1].lemma in words.negation


def _tense(clause: Clause, main: int | None) -> Tense:
    if main is None:
        return "none"
    tags = [clause.tokens[main].tag, *(clause.tokens[kid].tag for kid in clause.kids[main] if
            clause.tokens[kid].pos == "AUX")]  # fmt: skip
    joined = " ".join(tags)
    if clause.tokens[main].lemma in {"быть", "бути"} and clause.tokens[main].text.lower().startswith("буд"):
        return "future"
    if "Tense=Fut" in joined or "futr" in joined or ("Aspect=Perf" in joined and "Tense=Pres" in joined):
        return "future"
    if "Tense=Past" in joined or "past" in joined:
        return "past"
    return "present" if "Tense=Pres" in joined or "pres" in joined else "none"
