import pytest
from msgspec.structs import replace

from stemma.records import Block, Copy, Report
from stemma.reuse import CopyIndex, find_copies

STORY = (
    "Rockets struck a grain store on the edge of Dolyna before dawn and burned half of this year's crop. "
    "Farmers dragged sacks through the smoke while the last rounds were still landing in the orchard. "
    "The district head put the loss at 4,200 tonnes and asked the ministry for emergency silos. "
    "Engineers expect the railway spur beside the depot to stay closed for at least nine days."
)
OTHER = (
    "The national orchestra opened its season with a programme of lullabies collected in mountain villages. "
    "Tickets were gone within an hour, and the conductor promised a second evening in the spring."
)
SECOND = (
    "A convoy of ambulances left the northern hospital carrying forty patients towards the coast. "
    "Drivers waited two hours at a checkpoint where soldiers searched each vehicle for fuel."
)
THIRD = (
    "Prosecutors in the harbour town opened an inquiry into missing grain ships and sealed three warehouses. "
    "Two captains were questioned until midnight, and their logbooks were taken to the capital under guard. "
    "Shipping insurers raised their rates by a fifth, which traders said would stop small vessels. "
    "The port authority promised a full list of cargoes by Friday."
)


def report(name: str, text: str, **fields: object) -> Report:
    base = Report(name, name, text, (Block("body", 0, len(text)),), outlet=f"Outlet {name}")
    return replace(base, **fields)


def copies(*reports: Report) -> tuple[Copy, ...]:
    return find_copies({item.id: item for item in reports})


def words(item: Report, copy: Copy) -> list[str]:
    side = "source" if copy.source == item.id else "target"
    spans = [getattr(passage, side) for passage in copy.passages]
    return [item.text[span.start : span.end] for span in spans]


def test_a_verbatim_copy_is_one_passage_over_the_whole_text():
    (copy,) = copies(report("a", STORY, published="2022-05-01"), report("b", STORY, published="2022-05-03"))
    assert (copy.source, copy.target, copy.kind, copy.direction) == ("a", "b", "verbatim", "known")
    assert [passage.kind for passage in copy.passages] == ["verbatim"]
    assert copy.covered_source == copy.covered_target == 1.0


def test_unrelated_reports_share_nothing():
    assert copies(report("a", STORY), report("b", OTHER)) == ()


def test_one_sentence_inside_another_story_is_found_with_its_offsets():
    sentence = STORY.split(". ")[1] + "."
    source, target = report("a", STORY), report("b", f"{OTHER} {sentence} {SECOND}")
    (copy,) = copies(source, target)
    assert words(source, copy) == [sentence.rstrip(".")]
    assert words(target, copy) == [sentence.rstrip(".")]


def test_a_report_merged_from_two_parents_is_a_copy_of_each():
    merged = report("c", f"{STORY} {SECOND}", published="2022-05-09")
    parents = (report("a", STORY, published="2022-05-01"), report("b", SECOND, published="2022-05-01"))
    assert {(copy.source, copy.target) for copy in copies(*parents, merged)} == {("a", "c"), ("b", "c")}


def test_light_edits_are_one_rewritten_passage():
    edited = STORY.replace("struck", "hit").replace("this year's", "the").replace("expect", "fear")
    edited = edited.replace("emergency silos", "new silos").replace("stay closed", "remain shut")
    (copy,) = copies(report("a", STORY), report("b", edited))
    assert copy.kind == "rewritten"
    assert copy.covered_source > 0.85


def test_a_shared_public_statement_is_a_quotation_not_a_copy():
    said = "“We will rebuild every roof in this valley before the snow falls,” the mayor said."
    (copy,) = copies(report("a", f"{STORY} {said}"), report("b", f"{OTHER} {said}"))
    assert copy.kind == "quotation"
    assert all(passage.quotation for passage in copy.passages)


def test_what_an_outlet_repeats_on_its_pages_is_no_copy():
    teaser = "Subscribe to our evening letter for maps, long reads and photographs from every front."
    pages = [
        report(f"p{number}", f"{text} {teaser}", outlet="Outlet")
        for number, text in enumerate((STORY, f"{OTHER} {SECOND}", THIRD))
    ]
    assert copies(*pages) == ()


def test_credit_lines_are_not_copied_text():
    line = "Reporting by the northern desk of the harbour bureau, editing by the team in the old press house"
    text_a, text_b = f"{STORY}\n\n{line}", f"{OTHER}\n\n{line}"
    blocks = [
        (Block("body", 0, len(text)), Block("credit", len(text) + 2, len(text) + 2 + len(line)))
        for text in (STORY, OTHER)
    ]
    assert copies(report("a", text_a, blocks=blocks[0]), report("b", text_b, blocks=blocks[1])) == ()


def test_two_reports_that_credit_one_agency_have_a_common_source():
    one = report("a", f"DOLYNA (Harbour News Agency) - {STORY}")
    two = report("b", STORY, republished_from="Harbour News Agency")
    (copy,) = copies(one, two)
    assert copy.common_source
    assert any("Harbour News Agency" in reason for reason in copy.reasons)


def test_a_credit_for_the_other_outlet_makes_the_direction_known():
    one = report("b", STORY, outlet="Harbour Gazette")
    two = report("a", STORY, republished_from="Harbour Gazette")
    (copy,) = copies(one, two)
    assert (copy.source, copy.target, copy.direction) == ("b", "a", "known")


def test_without_any_sign_the_direction_is_unknown():
    (copy,) = copies(report("a", STORY), report("b", STORY))
    assert copy.direction == "unknown"


def test_a_quotation_of_the_others_narration_tells_the_direction():
    sentence = STORY.split(". ")[1]
    (copy,) = copies(report("b", STORY), report("a", f"{OTHER} “{sentence},” Outlet b reported. {SECOND}"))
    assert (copy.source, copy.direction) == ("b", "inferred")
    assert copy.kind != "quotation"


def test_the_order_of_adding_does_not_change_direction():
    one, two = report("a", STORY, published="2022-05-01"), report("b", STORY, published="2022-05-03")
    results = []
    for order in ((one, two), (two, one)):
        index = CopyIndex()
        results.append([copy for item in order for copy in index.add(item)])
    assert results[0] == results[1]


@pytest.mark.parametrize("text", ["", "…", "“ “ “", "one", "\n\n", "' \" « words without an end"])
def test_poor_input_is_no_copy_and_no_crash(text):
    assert copies(report("a", text), report("b", text), report("c", STORY)) == ()
