"""Labels of acts of force, and the rows that are set against them."""

from msgspec.structs import replace

from stemma.casebook import Analysis
from stemma.collation import collate_events
from stemma.evaluation import acts
from stemma.evaluation.acts_labels import Label, Labelled, read_labels
from stemma.evaluation.acts_matching import EVENT_MARKS, event_marks, is_day, is_party, is_place, matched
from stemma.records import (
    Actor,
    Block,
    EventMention,
    ParsedReport,
    Place,
    Report,
    Sentence,
    Span,
    Time,
    Words,
)

_TEXT = "Rebels shelled Orvale on Monday. The shelling killed two. Talks about an attack went on."
_REPORT = Report("r", "r", _TEXT, (Block("body", 0, len(_TEXT)),), language="en")
_STARTS = (0, 33, 58, len(_TEXT))
_PARSED = ParsedReport(
    "r", tuple(Sentence(i, 0, _STARTS[i], _STARTS[i + 1] - 1, ()) for i in range(3)), "none"
)
_EXPLOSION = "Explosions/Remote violence"


def _span(word: str) -> Span:
    start = _TEXT.index(word)
    return Span(start, start + len(word))


_PLACE = Place("Orvale", _span("Orvale"), lat=10.0, lon=10.0, precision="settlement")
_REBELS = Actor("Rebels", _span("Rebels"), "Rebels", "armed_group")


def _label(word: str, event: str = "e1", *, open_: bool = False) -> Label:
    if open_:
        return Label(event, _span(word), open=True)
    return Label(
        event, _span(word), kinds=frozenset({_EXPLOSION}), actor=(_span("Rebels"),), target=(),
        place=(_span("Orvale"),), day="2020-01-06",
    )  # fmt: skip


def _row(word: str, sentence: int, *, whole: bool = True) -> EventMention:
    words = Words((_span(word),), word)
    time = Time("Monday", _span("Monday"), start="2020-01-06", end="2020-01-06")
    return EventMention(
        f"id-{word}", "r", sentence, "body", words, words, type=_EXPLOSION, sub_type="Shelling",
        actor=_REBELS if whole else None, place=_PLACE if whole else None, time=time if whole else None,
    )  # fmt: skip


def _read(*rows: EventMention) -> Analysis:
    return Analysis("r", None, (), (_PLACE,), (), rows)


def test_the_labels_are_whole_and_parted_in_halves_of_each_set():
    texts = read_labels()
    assert len(texts) == 96
    halves = {part: [one.key.partition(":")[0] for one in read_labels(part)] for part in ("train", "test")}
    for name in {one.key.partition(":")[0] for one in texts}:
        assert abs(halves["train"].count(name) - halves["test"].count(name)) <= 1
    for text in texts:
        for label in text.labels:
            assert label.trigger.start < label.trigger.end
            assert label.open or label.kinds


def test_each_sentence_that_tells_an_act_asks_for_a_row():
    labels = [_label("shelled"), _label("shelling")]
    match = matched(_REPORT, _PARSED, labels, _read(_row("shelled", 0)))
    assert (match.told, match.rows) == (2, 1)
    assert match.marks == ((True,) * 5,)


def test_a_row_of_an_open_mention_counts_for_nothing_and_another_is_false():
    rows = _read(_row("attack", 2), _row("killed", 1))
    match = matched(_REPORT, _PARSED, [_label("attack", "g1", open_=True)], rows)
    assert (match.told, match.rows, match.acts) == (0, 1, ())


def test_what_a_row_does_not_say_is_not_right():
    match = matched(_REPORT, _PARSED, [_label("shelled")], _read(_row("shelled", 0, whole=False)))
    assert match.marks == ((True, False, True, False, False),)


def test_rows_of_one_act_that_stay_apart_are_events_more_than_acts():
    labels = (_label("shelled"), _label("shelling"))
    read = _read(_row("shelled", 0), _row("shelling", 1, whole=False))
    score = acts.score(
        _REPORT, Labelled("x:1", "train", labels), matched(_REPORT, _PARSED, labels, read), read
    )
    assert acts.FIGURES["events_per_act"]([score]) == 2.0
    assert 0.5 < acts.FIGURES["together_f1"]([score]) < 1.0
    assert acts.FIGURES["rows_f1"]([score]) == 1.0


def test_a_party_is_right_by_its_words_or_those_that_mean_it():
    assert is_party(_REPORT, (_span("Rebels"),), Actor("the rebel fighters", Span(70, 80)))
    assert not is_party(_REPORT, (_span("Rebels"),), Actor("army units", Span(70, 80)))
    assert not is_party(_REPORT, (), _REBELS)
    assert is_party(_REPORT, (), None)


def test_a_place_is_right_by_name_or_spot():
    near = Place("Orvale Camp", Span(70, 80), lat=10.05, lon=10.0, precision="settlement")
    assert is_place(_REPORT, (_span("Orvale"),), near, (_PLACE,))
    far = Place("Belmar", Span(70, 80), lat=12.0, lon=10.0, precision="settlement")
    assert not is_place(_REPORT, (_span("Orvale"),), far, (_PLACE,))


def test_a_day_may_be_a_stretch():
    assert is_day("2020-01-06", "2020-01-06T08:00", "2020-01-06T09:00")
    assert not is_day("2020-01-06", "2020-01-05", "2020-01-06")
    assert is_day("2020-01", "2020-01-05", "2020-01-09")
    assert is_day("2020-01-05..2020-01-09", "2020-01-06", "2020-01-06")
    assert is_day("", None, None)
    assert not is_day("", "2020-01-06", "2020-01-06")


def test_an_event_s_actor_is_compared_in_the_words_of_its_mentions():
    """The event has a party's name ("Free Orvale"), its mention the report's ("Rebels")."""
    known = replace(_REBELS, entity="Free Orvale", side="Free Orvale")
    (event,) = collate_events({"r": _REPORT}, [replace(_row("shelled", 0), actor=known)], (), ())
    assert event.actor == "Free Orvale"
    marks = dict(zip(EVENT_MARKS, event_marks(_REPORT, [_label("shelled")], event, (_PLACE,)), strict=True))
    assert marks == {"kind": True, "actor": True, "place": True, "day": True, "target": True}


def test_an_event_s_target_is_right_by_the_labels_of_its_act():
    """A target that no label tells is wrong, one that a label tells right."""
    (event,) = collate_events({"r": _REPORT}, [replace(_row("shelled", 0), target=_REBELS)], (), ())
    assert not event_marks(_REPORT, [_label("shelled")], event, (_PLACE,))[-1]
    told = replace(_label("shelled"), target=(_span("Rebels"),))
    assert event_marks(_REPORT, [told], event, (_PLACE,))[-1]
