"""The mentions of all reports, put together by whom they mean."""

from hypothesis import given
from hypothesis import strategies as st

from stemma.names.gather import gather
from stemma.names.keys import acronym_of, body_key, person_key, usual_body
from stemma.records import Name, Span


def name(report, text, kind="person", entity="", *roles):
    return Name(report, text, Span(0, len(text)), entity or text, kind, roles, "test", 1.0)


def test_persons_are_one_by_given_name_and_surname():
    (one,) = gather(
        [
            name("a", "Sami al-Kelm"),
            name("b", "Sami Kelm"),
            name("b", "Kelm", "person", "Sami Kelm", "source"),
        ]
    )
    assert (one.name, one.kind, one.reports) == ("Sami Kelm", "person", ("a", "b"))
    assert one.spellings == ("Kelm", "Sami Kelm", "Sami al-Kelm")
    assert (one.sources, one.actors, one.targets, one.only_named) == (1, 0, 0, 2)


def test_a_surname_alone_stays_apart():
    found = gather([name("a", "Sami Kelm"), name("b", "Kelm")])
    assert [one.name for one in found] == ["Kelm", "Sami Kelm"]


def test_a_lost_apostrophe_makes_nobody_new():
    (one,) = gather([name("a", "Sami Kelm"), name("b", "Sami Kelms")])
    assert one.reports == ("a", "b")


def test_bodies_are_one_by_their_words():
    (one,) = gather(
        [
            name("a", "Ministry of Rivers", "government"),
            name("b", "Rivers Ministry", "government", "", "actor"),
        ]
    )
    assert (one.actors, one.only_named) == (1, 1)


def test_an_acronym_is_the_body_that_other_reports_spell_out():
    whole = "Orlan Observatory for Rivers"
    told = [name("a", whole, "organisation"), name("a", "OOR", "organisation", whole)]
    (one,) = gather([*told, name("b", "OOR", "organisation")])
    assert (one.name, one.reports) == (whole, ("a", "b"))
    other = name("c", "OOR", "organisation", "Office of Open Roads")
    assert len(gather([*told, other, name("b", "OOR", "organisation")])) == 3


def test_orders():
    names = [name("a", "Zora Kelm"), name("b", "Zora Kelm"), name("a", "Ada Sor", "person", "", "source")]
    assert [one.name for one in gather(names)] == ["Zora Kelm", "Ada Sor"]
    assert [one.name for one in gather(names, "source")] == ["Ada Sor", "Zora Kelm"]
    assert [one.name for one in gather(names, "name")] == ["Ada Sor", "Zora Kelm"]


def test_keys():
    assert usual_body("the ISIL") == "Islamic State"
    assert body_key("U.N.") == body_key("United Nations")
    assert person_key("Abdel-Rahman Sor") == person_key("Abdel Rahman Sor")
    assert (acronym_of("SOHR"), acronym_of("Tarsa"), acronym_of("UN")) == ("sohr", "", "")


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=12), st.sampled_from(["person", "military"])))
)
def test_every_mention_is_somebodys(told):
    names = [name(report, text or "X", kind) for report, text, kind in told]
    found = gather(names)
    assert sorted(map(repr, names)) == sorted(repr(each) for one in found for each in one.mentions)
    assert found == gather(names)
