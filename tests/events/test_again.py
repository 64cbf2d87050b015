"""A sentence that comes again is coded as if it came for the first time."""

from stemma.events.setting import anchor
from stemma.events.tree import Tree
from stemma.parses import forget
from stemma.records import Span

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


def test_the_cost_of_a_place_is_not_kept_across_what_it_hangs_on(code):
    """The same place as a town and as a country, and the same day with a start and without one."""
    text = "Shelling of Ruritania killed three people in Ruritania's camps on Monday."
    forget()
    settings = [
        {"places": {"Ruritania": {"precision": precision}}, "times": {"Monday": {"start": start}}}
        for precision in ("settlement", "country")
        for start in ("2022-03-07", None)
    ]
    kept = [code(text, **setting) for setting in settings]
    for setting, events in zip(settings, kept, strict=True):
        forget()
        assert code(text, **setting) == events


def test_trees_answer_as_the_plain_definitions_do(parse):
    forget()
    _, parsed = parse(TEXT)
    for sentence in parsed.sentences:
        tree = Tree(sentence)
        for index, token in enumerate(sentence.tokens):
            assert tree.ends(index) == (min(tree.subtree(index)), max(tree.subtree(index)))
            for other in range(len(sentence.tokens)):
                up, down = tree.path(index, other)
                assert (up[0], up[-1], down[-1]) == (index, down[0], other)
                span = Span(token.start, sentence.tokens[other].end)
                inside = [at for at, one in enumerate(sentence.tokens) if span.start <= one.start < span.end]
                heads = [
                    at for at in inside if tree.tokens[at].head == at or tree.tokens[at].head not in inside
                ]
                assert anchor(tree, span) == next(iter(heads or inside[-1:]), None)
