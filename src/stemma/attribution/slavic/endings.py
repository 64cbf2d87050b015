"""Where a statement that "that" opens ends: before who passes it on, or another clause of the sentence."""

# ruff: noqa: RUF001 (Cyrillic letters, dashes)

from stemma.attribution.slavic.clause import Clause
from stemma.attribution.slavic.lexicon import Lexicon

_COMMA = frozenset({",", "-", "–", "—"})
_AS = frozenset({"как", "як"})
# A clause that these open stands beside the sentence of saying: "X says that …, but Y …".
_BESIDE = frozenset({"но", "однако", "зато", "але", "проте", "однак", "зате", "хотя", "хоча"})
_REACH = 8  # words between a verb and "that"


def statement_end(clause: Clause, first: int, end: int, words: Lexicon) -> int:
    """Return where the statement that begins at ``first`` ends.

    Args:
        clause: the sentence.
        first: the statement's first word.
        end: where the tree ends it: what the tree leaves out is mostly the tree's error.
        words: the language's words.
    """
    stop = len(clause.tokens)
    for comma in range(first + 1, stop - 1):
        if clause.tokens[comma].text in _COMMA and _passed_on(clause, comma + 1, words):
            return comma
        if comma >= end - 1 and clause.tokens[comma].text == "," and _beside(clause, comma + 1):
            return comma
    return stop


def hands_over(clause: Clause, index: int, words: Lexicon) -> bool:
    """Tell whether a gerund of passing on passes on a thing and no words: no "that" is behind it."""
    token = clause.tokens[index]
    if not clause.gerund(index) or token.lemma not in words.carry & words.say:
        return False
    after = [each.text for each in clause.tokens[index + 1 : index + _REACH]]
    return not any(one == "," and _that(after, at) for at, one in enumerate(after))


def _passed_on(clause: Clause, start: int, words: Lexicon) -> bool:
    """Tell whether ", X reports" or ", adding that" begins here: words about a statement."""
    for index in range(start, min(start + 3, len(clause.tokens))):
        token = clause.tokens[index]
        if words.kind(token.lemma) != "say" or token.pos not in {"VERB", "AUX"}:
            if token.lemma in _AS or token.pos in {"ADV", "PART"}:
                continue
            return False
        after = [each.text for each in clause.tokens[index + 1 : index + _REACH]]
        if clause.gerund(index):
            return not hands_over(clause, index, words)
        return clause.finite(index) and not any(
            one == "," and _that(after, at) for at, one in enumerate(after)
        )
    return False


def _that(texts: list[str], comma: int) -> bool:
    return texts[comma + 1 : comma + 2] in (["что"], ["що"], ["будто"], ["ніби"])


def _beside(clause: Clause, start: int) -> bool:
    return clause.tokens[start].lemma in _BESIDE
