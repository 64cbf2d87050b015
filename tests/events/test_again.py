"""A sentence that comes again is coded as if it came for the first time."""

from stemma.parses import forget

TEXT = (
    "Shelling killed three civilians and wounded at least twelve people near Kharkiv, Olena Moroz said. "
    "Rebels seized the town of Izium on Monday and then withdrew."
)


def test_a_repeated_sentence_gives_the_same_events_further_on(code):
    forget()
    first = code(TEXT)
    lead = "Nobody spoke.\n\n"
    second = code(lead + TEXT)
    assert len(first) == len(second) > 0
    for one, other in zip(first, second, strict=True):
        assert (one.type, one.sub_type, one.actor and one.actor.name, one.status) == (
            other.type, other.sub_type, other.actor and other.actor.name, other.status,
        )  # fmt: skip
        assert [span.start + len(lead) for span in one.trigger.spans] == [
            span.start for span in other.trigger.spans
        ]
        for left, right in zip(one.casualties, other.casualties, strict=True):
            assert left.span.start + len(lead) == right.span.start
            assert (left.text, left.best, left.victims) == (right.text, right.best, right.victims)
            assert (lead + TEXT)[right.span.start : right.span.end] == right.text


def test_the_events_do_not_hang_on_what_was_remembered(code):
    code(TEXT)
    remembered = code(TEXT)
    forget()
    assert code(TEXT) == remembered
