"""Whether a Russian or Ukrainian sentence tells an event as done, denied, planned or possible."""

from collections.abc import Sequence

from stemma.events.slavic.lexicon import word_set
from stemma.events.slavic.line import Line
from stemma.events.slavic.triggers import Hit
from stemma.events.status import Standing, Verdict, innermost
from stemma.records import ClaimMention

_OCCURRED: Verdict = ("occurred", "CT+")
_DENIED: Verdict = ("denied", "CT-")
_PLANNED: Verdict = ("planned", "Uu")
_POSSIBLE: Verdict = ("hypothetical", "PS+")
_CONDITIONAL: Verdict = ("hypothetical", "Uu")
# How far to the left of a trigger a word that governs it stands.
_GOVERNS = 5
_NOT = frozenset({"не"})
_LISTED = frozenset({",", "и", "та", "і", "й"})  # noqa: RUF001 (Cyrillic letters)


def standing(line: Line, hit: Hit, claims: Sequence[ClaimMention]) -> Standing:
    """Return how an event stands: by the words of its clause, then by the claim that it stands in."""
    claim = innermost(claims, line.span(range(hit.at, hit.at + 1)))
    verdict = _local(line, hit)
    if claim is not None:
        verdict = _as_claimed(claim, verdict)
    return Standing(*verdict, claim)


def _as_claimed(claim: ClaimMention, verdict: Verdict) -> Verdict:
    if claim.stance == "deny":
        return _DENIED
    if verdict[0] != "occurred":
        return verdict
    if claim.aim:
        return _PLANNED
    return ("occurred", "PR+") if claim.factuality in ("PR+", "PS+") else verdict


def _local(line: Line, hit: Hit) -> Verdict:
    clause = line.clause(hit.at)
    verdict = _negated(line, hit, clause) or _conditional(line, hit, clause)
    return verdict or _governed(line, hit, clause) or _ahead(line, hit, clause) or _OCCURRED


def _negated(line: Line, hit: Hit, clause: Sequence[int]) -> Verdict | None:
    """Return "denied" for "did not shell", "there was no battle" and "no strikes were made"."""
    if any(line.has(at, word_set("denials")) for at in range(hit.at)):
        return _DENIED
    if hit.verbal:
        return _DENIED if hit.at and line.has(hit.at - 1, _NOT) else None
    before = range(max(clause[0], hit.at - 2), hit.at)
    if any(line.has(at, word_set("none")) for at in before):
        return _DENIED
    for at in clause:
        if line.has(at, _NOT) and at + 1 in clause and line.has(at + 1, word_set("happening")):
            return _DENIED
    return None


def _conditional(line: Line, hit: Hit, clause: Sequence[int]) -> Verdict | None:
    opening = range(max(0, clause[0] - 1), hit.at)
    return _CONDITIONAL if any(line.has(at, word_set("conditions")) for at in opening) else None


def _governed(line: Line, hit: Hit, clause: Sequence[int]) -> Verdict | None:
    """Return the verdict of a word to the left that makes an act possible or intended."""
    for at in range(hit.at - 1, max(clause[0], hit.at - _GOVERNS) - 1, -1):
        if line.has(at, word_set("managed")):
            return None
        if line.has(at, word_set("possible")):
            return _POSSIBLE
        if line.has(at, word_set("planned")):
            return _PLANNED
    if hit.verbal and not line.words[hit.at].finite and not line.words[hit.at].short:
        return _CONDITIONAL if not line.words[hit.at].full else None
    return None


def _ahead(line: Line, hit: Hit, clause: Sequence[int]) -> Verdict | None:
    """Return "planned" where the predicate lies ahead."""
    if hit.verbal:
        return _PLANNED if line.words[hit.at].future else None
    clause = with_predicate(line, hit.at, clause)
    if line.any_of(clause, word_set("obliged")) and any(line.words[at].infinitive for at in clause):
        return _PLANNED
    verbs = [line.words[at] for at in clause if line.words[at].pos in ("VERB", "AUX")]
    return _PLANNED if verbs and all(word.future for word in verbs) else None


def with_predicate(line: Line, at: int, clause: Sequence[int]) -> Sequence[int]:
    """Return a clause with those up to a verb: a list parts "the shelling of X, Y" from "must stop"."""
    verbs = [one for one in clause if line.words[one].pos in ("VERB", "AUX")]
    if verbs or line.words[at].case not in ("nom", "acc"):
        return clause
    for after in range(max(clause) + 1, len(line.words)):
        word = line.words[after]
        if word.pos in ("VERB", "AUX") or word.short:
            return (*clause, *range(max(clause) + 1, after), *line.clause(after))
        listed = word.name or word.text in _LISTED or word.pos in ("NOUN", "PROPN", "ADJ", "ADP")
        if not listed:
            return clause
    return clause
