"""Phrases of source beside another's words, in Russian and Ukrainian."""

import pytest

from stemma.attribution import attribute
from stemma.language import Parser
from stemma.languages import installed
from stemma.records import Block, Report

pytestmark = pytest.mark.skipif(not installed("ru"), reason="the packages of the extra ru are not installed")


@pytest.mark.parametrize(
    ("text", "content", "names"),
    [
        ("По его словам, передаёт агентство, сгорели сто домов.", "сгорели сто домов", ["его", "агентство"]),
        ("По её словам, сообщает издание, погибли трое.", "погибли трое", ["её", "издание"]),
    ],
)
def test_a_phrase_cut_off_by_who_passed_it_on(text, content, names):
    report = Report("x", "x", text, (Block("body", 0, len(text)),), language="ru")
    (parsed,) = Parser().parse([report])
    (claim,) = attribute(report, parsed)
    assert (claim.content.text, [link.name for link in claim.chain]) == (content, names)
