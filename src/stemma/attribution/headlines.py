"""Whether a headline asserts what it says or merely reports that it is said."""

import re

from stemma.attribution.attribute import attribute
from stemma.attribution.lexicon import words
from stemma.records import ClaimMention, ParsedReport, Report, Stance

_QUESTION = re.compile(r"\?")
_WORD = re.compile(r"[\w’'-]+")  # noqa: RUF001 (typographic apostrophe)
_PHRASE = 3  # words of the longest phrase in the lexicon


def headline_stance(report: Report, parsed: ParsedReport) -> Stance:
    """Return "report" for a headline that leaves its claim to others or open, else "assert".

    A source, a question, a hedge, a modal of possibility, a word for hearsay or for what is only
    expected makes it a report.

    Args:
        report: a report whose text is the headline.
        parsed: its parse.
    """
    text = report.text
    if _QUESTION.search(text) or _hearsay(text):
        return "report"
    return "report" if any(map(_leaves_open, attribute(report, parsed))) else "assert"


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
