"""Whether a headline asserts what it says or merely reports that it is said."""

import re

from stemma.attribution.attribute import attribute
from stemma.attribution.lexicon import words
from stemma.records import ClaimMention, ParsedReport, Report, Stance

_QUESTION = re.compile(r"\?")
_WORD = re.compile(r"[\w’'-]+")  # noqa: RUF001 (typographic apostrophe)
_PHRASE = 3  # words of the longest phrase in the lexicon
_COMPARED = re.compile(r"\bthan\b.*", re.IGNORECASE | re.DOTALL)  # "earlier than reported" vouches
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|MY|[Ww]e|WE|[Oo]ur|OUR)\b")  # noqa: RUF001 (apostrophe)
_LABEL = 4  # words of a speaker before a colon
_MAIN = 0.4  # share of a headline that a content fills which is what the headline tells


def headline_stance(report: Report, parsed: ParsedReport) -> Stance:
    """Return "report" for a headline that leaves its claim to others or open, else "assert".

    A source, a question, a hedge, a modal of possibility, a word for hearsay or for what is only
    expected, or a speaker's own "I" after a colon makes it a report.

    Args:
        report: a report whose text is the headline.
        parsed: its parse.
    """
    text = _COMPARED.sub("", report.text)
    if _QUESTION.search(text) or _hearsay(text) or _in_first_person(text):
        return "report"
    told = (each for each in attribute(report, parsed) if _tells(each, report.text))
    return "report" if any(map(_leaves_open, told)) else "assert"


def _tells(mention: ClaimMention, text: str) -> bool:
    """Whether a statement is what the headline tells, no circumstance of it ("after X told him …")."""
    size = sum(part.end - part.start for part in mention.content.spans)
    return size >= _MAIN * len(text.strip())


def _in_first_person(text: str) -> bool:
    """Whether a label before a colon speaks for itself: "Shopkeeper: I was robbed"."""
    label, colon, said = text.partition(":")
    return bool(colon) and len(label.split()) <= _LABEL and _FIRST_PERSON.search(said) is not None


def _leaves_open(mention: ClaimMention) -> bool:
    """Whether a statement is another's, brought in by a word that does not vouch for it."""
    if mention.source is None or mention.cue is None:
        return False
    cue = mention.cue.text.lower()
    if cue == ":" or not cue[-1:].isalpha():
        return mention.chain[0].source_type not in {"unknown", "document", "person", "social_media"}
    return cue in words("factuality.toml", "open_cues.words")


def _hearsay(text: str) -> bool:
    """Whether a headline has one of the words for hearsay, possibility or mere expectation."""
    lower = [match[0].lower() for match in _WORD.finditer(text)]
    listed = words("factuality.toml", "hearsay.words")
    runs = (" ".join(lower[i : i + size]) for size in range(1, _PHRASE + 1) for i in range(len(lower)))
    return any(run in listed for run in runs)
