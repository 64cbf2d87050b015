from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.attribution import attribute
from stemma.parses import forget

SENTENCES = st.sampled_from(
    [
        "The mayor of Vorona, Ilya Vesk, said on Thursday that three people had been killed.",
        "“We will not leave,” he told the Kestrel News Agency.",
        "According to the ministry, the bridge at Lomnica was hit twice.",
        "The army denied it.",
        "“The town will hold,” Vesk said. “Nobody is leaving.”",
        "Officials fear that more bodies will be found, adding that the search goes on.",
        "The ministry said the depot had burnt, citing the mayor, which was then quoted by the Kestrel Wire.",
        "It was raining.",
    ]
)


@settings(deadline=None, max_examples=25)
@given(first=st.lists(SENTENCES, max_size=5), second=st.lists(SENTENCES, min_size=1, max_size=6))
def test_what_came_before_changes_nothing(parse, first, second):
    report, parsed = parse(" ".join(second))
    forget()
    fresh = attribute(report, parsed)
    forget()
    attribute(*parse("\n\n".join(first)))
    assert attribute(report, parsed) == fresh
    assert attribute(report, parsed) == fresh
