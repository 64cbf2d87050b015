"""Whether two mentions are one answer to one accusation, told in few and other words."""

from stemma.collation.comparing import conflicts
from stemma.collation.statements import Statement
from stemma.dates import days_apart, gap
from stemma.names import Agreement, fold

# Days between publications within which one deed is answered for, as within which one toll is told.
_DAYS = 2.0
# Agreement of two sources from which one speaks for the other ("described as one of").
_LIKELY = 0.6


def one_answer(a: Statement, b: Statement, speakers: Agreement | None) -> str:
    """Return the evidence that two mentions are one answer, "" where there is not enough.

    One source denies a part in a deed in both, or owns up to it in both, within two days, and both
    reports name one place; nothing that they say clashes. "Denied responsibility" and "had no connection
    with the incident" share no word, and a short content tells nothing else to hold them apart by.

    Args:
        a: one mention.
        b: the other.
        speakers: how those who speak in them agree.
    """
    if speakers is None or not may_be_one_answer(a, b):
        return ""
    if speakers.kind == "different" or speakers.score < _LIKELY:
        return ""
    own = {word for one in (*a.voices, *b.voices) for word in fold(f"{one.name} {one.entity}").split()}
    shared = sorted(place for place in a.scene & b.scene if own.isdisjoint(place.split()))
    if not shared:
        return ""
    told = "denies a part in it" if a.answer == "denies" else "claims responsibility"
    apart = gap(a.date, b.date) or 0.0
    named = f"both name {shared[0].title()}, published {days_apart(apart)}"
    return f"one answer: the source {told} in both, {named}"


def may_be_one_answer(a: Statement, b: Statement) -> bool:
    """Whether nothing that two mentions say speaks against their being one answer of one time."""
    if not a.answer or a.answer != b.answer:
        return False
    apart = gap(a.date, b.date)
    return apart is not None and apart <= _DAYS and not conflicts(a, b)


def two_answers(a: Statement, b: Statement) -> str:
    """Return why two answers in few and equal words are of two deeds, "" where nothing says so.

    "Denied any involvement" is said of every deed: two days, or one place that both reports name, tell which.
    """
    if not a.answer or a.answer != b.answer:
        return ""
    apart = gap(a.date, b.date)
    if apart is not None and apart > _DAYS:
        return f"the answers are {apart:.0f} days apart"
    return "the reports name other places" if a.scene and b.scene and a.scene.isdisjoint(b.scene) else ""
