"""The sentence encoder is asked only about pairs that its answer could join."""

import numpy as np
import pytest

from hand_built import report
from stemma.collation.pairing import judge_pairs
from stemma.collation.statements import count_words, statements
from stemma.records import ClaimMention, Span, Words


class _Asked:
    """An encoder that notes its texts, and finds all of them alike."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.texts += texts
        return np.ones((len(texts), 1), dtype=np.float32)


def asked_about(*said: str) -> list[str]:
    reports = {f"r{at}": report(f"r{at}", text, published="2023-03-06") for at, text in enumerate(said)}
    mentions = [
        ClaimMention(
            id=f"m{at}", report=f"r{at}", sentence=0, block="body",
            content=Words((Span(0, len(text)),), text),
            cue=None, source=None, chain=(), directness="indirect",
        )
        for at, text in enumerate(said)
    ]  # fmt: skip
    items = statements(reports, mentions)
    encoder = _Asked()
    judge_pairs([("m0", "m1")], {}, {one.id: one for one in items}, count_words(items, reports), encoder)
    return encoder.texts


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("drones burned tents", "drones burned lorries", True),
        # Of such short contents more is asked than the most alike of vectors could add.
        ("drones burned tents", "drones burned lorries and vans", False),
    ],
)
def test_asked_where_an_answer_could_join(one: str, other: str, *, asked: bool) -> None:
    assert bool(asked_about(one, other)) is asked
