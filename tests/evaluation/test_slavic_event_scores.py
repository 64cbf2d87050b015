"""The scores of Russian and Ukrainian events, on events made here."""

from stemma.evaluation.slavic_events import _scored, cases_of, read_cases
from stemma.records import Event, EventPlace, Range, Toll

ROW = {
    "language": "ru",
    "published": "2024-05-07",
    "text": "Заголовок\n\nТекст сообщения.",
    "event": [{"types": ["Battles"], "place": [48.0, 37.8], "date": "2024-05-06", "killed": 2}],
}


def event(kind="Battles", lat=48.0, day="2024-05-06", killed=2, status="occurred"):
    place = EventPlace("X", lat, 37.8, None, "settlement")
    return Event(
        "e", kind, "", "", "", "", "", place, day, day, "day", "", Toll(killed, killed, killed),
        Toll(None, None, None), status, (), Range(1, 1, 1),
    )  # fmt: skip


def test_an_event_is_right_when_type_place_day_and_toll_are():
    (case,) = cases_of([ROW])
    scored = _scored(case, [event()])
    assert scored.outcomes[0].right
    assert (scored.rows, scored.wrong) == (1, 0)


def test_what_is_wrong_is_told_apart():
    (case,) = cases_of([ROW])
    (found,) = _scored(case, [event(lat=49.0, day="2024-05-05", killed=3)]).outcomes
    assert (found.typed, found.placed, found.dated, found.counted) == (True, False, False, False)


def test_other_types_and_places_are_false_rows_and_plans_are_none():
    (case,) = cases_of([ROW])
    scored = _scored(case, [event("Riots"), event(lat=51.0), event("Riots", status="planned")])
    assert (scored.rows, scored.wrong) == (2, 2)


def test_the_labels_of_both_halves_read():
    for half in ("dev", "held"):
        cases = read_cases(half)
        assert {case.report.language for case in cases} == {"ru", "uk"}
        assert sum(len(case.events) for case in cases) > 20
        assert any(not case.events for case in cases)
    (case,) = cases_of([ROW])
    assert [block.kind for block in case.report.blocks] == ["headline", "body"]
