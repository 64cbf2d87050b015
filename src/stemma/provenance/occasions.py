"""Whether two like statements are one utterance: by speaker, words, medium and dates."""

from rapidfuzz import fuzz

from stemma.dates import days_apart
from stemma.names import Agreement, fold
from stemma.provenance.retelling import quotations
from stemma.provenance.rules import rule
from stemma.provenance.standing import Standing
from stemma.records import ClaimMention


def occasion(  # noqa: PLR0911  one return for each kind of evidence reads best
    agreement: Agreement, apart: float | None, *, quoted: bool, medium: bool
) -> tuple[float, str]:
    """How sure it is that two like statements are one utterance, from speaker, words, medium and dates.

    A medium has many unnamed sources: that two came by way of it joins those alone that are described alike.
    """
    near = apart is not None and apart <= rule("days_one_utterance")
    when = _when(apart)
    if agreement.kind == "compatible":
        strong = agreement.score >= rule("compatible_strong")
        if quoted or (strong and medium):
            return rule("compatible_certain"), when
        if (strong or (medium and agreement.score >= rule("compatible_weak"))) and (near or apart is None):
            return rule("compatible_probable"), when
        return rule("possible"), when
    if quoted or medium:
        return rule("same_speaker_quoted"), when
    if near:
        return rule("same_speaker_near"), when
    if apart is None:
        return rule("same_speaker_undated"), when
    return rule("possible"), f"{when}: more likely two occasions"


def _when(apart: float | None) -> str:
    """Say how far apart two reports were published."""
    if apart is None:
        return "dates unknown"
    return days_apart(apart)


def same_quote(a: ClaimMention, b: ClaimMention) -> bool:
    """Whether two direct quotations share their words."""
    if a.directness not in ("direct", "mixed") or b.directness not in ("direct", "mixed"):
        return False
    if quotations(a.content.text) & quotations(b.content.text):
        return True
    return fuzz.token_sort_ratio(fold(a.content.text), fold(b.content.text)) >= rule("quote_ratio") * 100


def worded_alike(a: Standing, b: Standing) -> bool:
    """Whether two mentions of some length are told in nearly the same words."""
    one, other = fold(a.mention.content.text), fold(b.mention.content.text)
    long = min(len(one.split()), len(other.split())) >= rule("derivative_words")
    return long and fuzz.token_sort_ratio(one, other) / 100 >= rule("derivative_ratio")


__all__ = ["occasion", "same_quote", "worded_alike"]
