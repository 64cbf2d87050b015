"""Whether words that look like a time are one, and the tense of the verb that governs them."""

import re
from collections.abc import Sequence

from stemma.records import Sentence, Token
from stemma.times.grammar import words
from stemma.times.reading import Tense

_WILL = frozenset({"will", "'ll", "\u2019ll", "wo", "shall", "going"})
# Words before a number that make it no year.
_NOT_YEAR = frozenset({
    "section", "route", "flight", "highway", "article", "no.", "number", "room", "about", "than", "some",
    "nearly", "over", "almost", "$", "least",
})  # fmt: skip
# Years of other calendars than the common one, the Ethiopian and the Islamic.
_OTHER_ERA = re.compile(r"\s*(?:E\.?C\.?|A\.?H\.?)(?!\w)")
# A bare figure below this is a count or a time of day, unless a word before it makes it a year.
_LATE_ENOUGH = 1800
_YEAR_CUES = frozenset(
    {
        "in",
        "since",
        "of",
        "until",
        "till",
        "by",
        "from",
        "year",
        "to",
        "and",
        "after",
        "before",
        "during",
        "between",
        "circa",
    }
)
# After these a figure names a year, whatever noun comes next ("In 1956 demonstrations began").
_YEAR_BEFORE = frozenset({"in", "since", "until"})
_STOPS = frozenset(":;,.()")
# Verbs that look ahead in any tense ("a rally planned for Saturday"), and those that do in the present
# ("the truce begins on Thursday").
_PLANNING = frozenset({"plan", "schedule", "expect", "slate", "set", "prepare"})
_BEGINNING = frozenset({"begin", "start", "open", "resume", "expire", "convene"})
# No verb stands further above a time than this many dependencies.
_HIGHEST = 8


def token_at(sentence: Sentence, offset: int) -> int:
    """Return the index of the token that holds, or comes last before, an offset of the report."""
    low, high = 0, len(sentence.tokens)
    while low < high:
        middle = (low + high) // 2
        if sentence.tokens[middle].start <= offset:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


def plausible(  # noqa: PLR0911 - one for each kind of word
    rule: str, matched: str, at: int, text: str, sentence: Sentence
) -> bool:
    """Tell whether the words stand for a time here ("may", "march", "second" and bare numbers do not)."""
    before = text[:at].rstrip().rpartition(" ")[2].lower()
    index = token_at(sentence, sentence.start + at)
    token = sentence.tokens[index] if sentence.tokens else None
    if rule in {"month", "month_rel", "day_rel", "md", "dm"} and not _capital_month(matched):
        return False
    if rule == "month":
        return _is_month(matched, before, at, sentence)
    if rule == "year" and _OTHER_ERA.match(text, at + len(matched)):
        return False
    if rule == "year":
        told = before in _YEAR_BEFORE and not text[at + len(matched) :].startswith(" and ")
        return before not in _NOT_YEAR and (told or not _counts(sentence, index, text[at + len(matched) :]))
    if rule in {"feast", "moon_date"}:
        # "The Easter Offensive" is no day.
        return not re.match(r"\s+[A-Z]", text[at + len(matched) :])
    if rule == "season":
        return _is_season(matched, before, token)
    if rule == "day_word":
        return not _is_named(matched, index, sentence.tokens)
    if rule == "weekday":
        return any(c.isupper() for c in matched)
    return True


def _is_named(matched: str, index: int, tokens: Sequence[Token]) -> bool:
    """Tell whether "Today" ends a name ("the Zenda Today channel"): both have capitals, and not all words."""
    if not matched[:1].isupper() or index == 0 or not tokens[index - 1].text[:1].isupper():
        return False
    words = [t.text for t in tokens if t.text.isalpha()]
    return sum(word[0].islower() for word in words) * 2 > len(words)


def is_late_year(matched: str, text: str) -> bool:
    """Tell whether figures may name a year: before 1800 only with a word or a second year to say so."""
    before = text.rstrip().rpartition(" ")[2].lower()
    figures = re.search(r"\d{4}", matched)
    late = figures is not None and int(figures[0]) >= _LATE_ENOUGH
    return late or matched.strip() != (figures[0] if figures else "") or before in _YEAR_CUES


def _capital_month(matched: str) -> bool:
    return any(
        word.rstrip(".,").lower() in words().months and word[0].isupper()
        for word in re.split(r"[\s-]+", matched)
        if word
    )


def _is_month(matched: str, before: str, at: int, sentence: Sentence) -> bool:
    """Tell whether a word like a month is one: a noun, or after "in" and its like, and no first name."""
    if not sentence.tokens:
        return True
    last = sentence.tokens[token_at(sentence, sentence.start + at + len(matched) - 1)]
    noun = last.pos in {"PROPN", "NOUN", "NUM"} or before in {"in", "since", "until", "by"}
    # "Late March" has a word before it that only a month has.
    return (noun or " " in matched.strip()) and not _is_first_name(sentence, last)


def _is_first_name(sentence: Sentence, month: Token) -> bool:
    """Tell whether a word like a month is of a person's name ("Jan Rassendyll", "April Hentzau")."""
    return month.entity == "PERSON" and any(
        t.entity == "PERSON" and not t.entity_start and t.start == month.end + 1 for t in sentence.tokens
    )


def _counts(sentence: Sentence, index: int, rest: str) -> bool:
    """Tell whether a bare number counts the noun after it ("2000 shells"); no stop stands between."""
    if index >= len(sentence.tokens) or rest[:1] in _STOPS:
        return False
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    determined = index > 0 and sentence.tokens[index - 1].pos == "DET"
    return token.dep == "nummod" and head.tag == "NNS" and head.start > token.start and not determined


def _is_season(matched: str, before: str, token: Token | None) -> bool:
    low = matched.lower()
    if re.search(r"\d|last|this|next|early|late|mid", low):
        return "fall" not in low or bool(re.search(r"\d|last fall|this fall|next fall", low))
    if low in {"spring", "fall"}:
        return before in {"in", "since", "by", "until", "of"} and (
            token is None or token.pos in {"NOUN", "PROPN"}
        )
    return (
        low.split()[-1] in {"summer", "winter", "autumn", "spring"}
        and before in {"in", "since", "by", "until", "during", "the", "of", "for", "every"}
    ) or low.startswith("the ")


def tense_of(sentence: Sentence, token: Token | None) -> Tense:
    """Return the tense of the verb that governs a token: future with "will", else by its form."""
    for _ in range(_HIGHEST):
        if token is None:
            return ""
        if token.pos in {"VERB", "AUX"}:
            return _verb_tense(sentence, token)
        head = sentence.tokens[token.head]
        if head is token:
            return ""
        token = head
    return ""


def _verb_tense(sentence: Sentence, verb: Token) -> Tense:  # noqa: PLR0911 - one for each form
    place = sentence.tokens.index(verb)
    helpers = [t for t in sentence.tokens if t.head == place and t.dep in {"aux", "auxpass"}]
    low = {t.text.lower() for t in helpers}
    if low & _WILL or verb.lemma in _PLANNING:
        return "future"
    if any(t.tag == "VBD" for t in (verb, *helpers)) or low & {"had", "was", "were", "did"}:
        return "past"
    if low & {"has", "have"} or verb.tag == "VBN":
        return "past"
    if "to" in low:
        return "future"
    if verb.tag in {"VBP", "VBZ"} and verb.lemma in _BEGINNING:
        return "future"
    if verb.tag in {"VBP", "VBZ"} or any(t.tag in {"VBP", "VBZ"} for t in helpers):
        return "present"
    return ""
