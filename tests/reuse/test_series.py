"""Issues of a daily bulletin are no copies of each other; a report told anew with a new toll is one."""

import pytest

from stemma.records import Block, Report
from stemma.reuse import find_copies

BULLETIN = (
    "The regional command in Ostrova said on {day} that the coast had been shelled {times} times over "
    "the past day with artillery, mortars and rocket launchers. In the town of Ostrova itself "
    "{houses} houses and a grain store lost their roofs. {dead} residents were killed and {hurt} were "
    "taken to the hospital of the district, the command said in its morning bulletin, which asks "
    "people not to touch unexploded shells."
)
FIRST = {"day": "Tuesday", "times": "64", "houses": "nine", "dead": "Three", "hurt": "11"}
NEXT = {"day": "Wednesday", "times": "71", "houses": "four", "dead": "Two", "hurt": "17"}
EVENT = (
    "{dead} people were killed and {hurt} hurt when a rocket hit the ferry pier of Ostrova on "
    "Tuesday, harbour master Ilya Brand said. Divers were looking for passengers who had jumped into "
    "the water near the second buoy. Brand said the pier had been crowded because the morning boat "
    "was late, and that no warship lay in the bay. The command on the other shore did not answer "
    "questions."
)


def report(name, text, published=None):
    return Report(
        name,
        "",
        text,
        (Block("body", 0, len(text)),),
        outlet=f"{name.title()} Post",
        published=published,
        language="en",
    )


def copies(first, second, days=(None, None)):
    one, other = report("first", first, days[0]), report("second", second, days[1])
    return find_copies({one.id: one, other.id: other})


@pytest.mark.parametrize("days", [(None, None), ("2023-05-02", "2023-05-03")])
def test_the_next_issue_of_a_bulletin_is_no_copy(days):
    assert copies(BULLETIN.format(**FIRST), BULLETIN.format(**NEXT), days) == ()


def test_the_same_issue_by_another_outlet_is_one():
    (copy,) = copies(BULLETIN.format(**FIRST), "By wire. " + BULLETIN.format(**FIRST))
    assert copy.kind == "verbatim"


def test_one_changed_figure_makes_no_other_issue():
    (copy,) = copies(BULLETIN.format(**FIRST), BULLETIN.format(**{**FIRST, "times": "46"}))
    assert copy.kind in ("rewritten", "verbatim")


def test_a_new_toll_of_the_same_event_is_told_anew():
    (copy,) = copies(
        EVENT.format(dead="Eight", hurt="23"),
        EVENT.format(dead="Twelve", hurt="40"),
        ("2023-05-02", "2023-05-03"),
    )
    assert copy.source == "first"


def test_days_by_date_or_moved_together_tell_an_issue():
    dated = [BULLETIN.format(**{**issue, "day": day}) for issue, day in ((FIRST, "May 2"), (NEXT, "May 3"))]
    assert copies(*dated) == ()
    between = [
        BULLETIN.format(**{**issue, "day": days})
        for issue, days in ((FIRST, "Tuesday and Monday"), (NEXT, "Wednesday and Tuesday"))
    ]
    assert copies(*between, ("2023-05-02", "2023-05-03")) == ()
    assert len(copies(*between)) == 1, "undated, a day in common leaves it open"


def test_without_days_many_other_figures_of_other_days_tell_an_issue():
    plain = [
        BULLETIN.replace(" on {day}", "").format(
            **{key: value for key, value in issue.items() if key != "day"}
        )
        for issue in (FIRST, NEXT)
    ]
    assert copies(*plain, ("2023-05-02", "2023-05-03")) == ()
    assert len(copies(*plain, ("2023-05-02", "2023-05-02"))) == 1
    assert len(copies(*plain)) == 1


def test_years_background_dates_and_one_are_no_figures_of_a_form():
    since = " The siege began on March 3, 2022, with 1 ship, and has cost more than the war of 1994."
    assert copies(BULLETIN.format(**FIRST) + since, BULLETIN.format(**NEXT) + since) == ()
