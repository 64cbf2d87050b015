"""A claim's derivation tree on the terminal."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from hand_built import report, said
from stemma import cli_tree
from stemma.records import Claim, Credibility, Edge, Range


@pytest.mark.parametrize("length", [3, 1500])
def test_a_chain_of_copies_is_printed_whole(length, capsys, monkeypatch):
    monkeypatch.setattr(cli_tree, "reports_of", lambda *_: {})
    where = report("a", "Ilan Tresk said the bridge fell.")
    mentions = [replace(said(where, "Ilan Tresk", "the bridge fell"), id=f"m{n}") for n in range(length)]
    edges = [
        Edge("claim", f"m{n - 1}" if n else "origin", f"m{n}", "copy", 0.9, f"step {n}.")
        for n in range(length)
    ]
    one = Range(1, 1, 1)
    claim = Claim("claim", "the bridge fell", tuple(mentions), one, 1, 1, (), Credibility("6", ()))
    claim = replace(claim, edges=tuple(edges))
    origin = SimpleNamespace(
        id="origin", name="Ilan Tresk", kind="named", stance="", certain=True, reasons=(), mentions=()
    )  # fmt: skip
    cli_tree.print_tree(SimpleNamespace(origins=lambda _: [origin], variants=lambda _: []), claim)
    printed = capsys.readouterr().out
    assert [f"step {n}." in printed for n in range(length)] == [True] * length
