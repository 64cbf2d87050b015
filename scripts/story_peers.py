"""What plain likeness of sentences reaches on the labelled stories, beside claims (`stemma eval stories`).

The sentences of a group's reports are joined where their TF-IDF vectors, or those of the sentence
encoder, have a cosine of a bar or more. Each half is scored with the bar that is best on the other.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from stemma.encoder import shared_encoder
from stemma.evaluation import data_folder
from stemma.evaluation.stories import FIGURES, Score, score
from stemma.evaluation.stories_found import SETS, mentions_met
from stemma.evaluation.stories_labels import Story, read_stories
from stemma.evaluation.variants_real_sets import rows_of
from stemma.language import split_sentences
from stemma.records import Claim, ClaimMention, Credibility, Range, Span, Words

Cosines = NDArray[np.float64]
_BARS = [round(0.2 + 0.05 * step, 2) for step in range(14)]
_SHOWN = ("links_f1", "links_precision", "links_recall", "reworded_recall")
_NOT_TRACED = Credibility("6", ())


class Group(Struct, frozen=True):
    """A story with the sentences of its reports and, by kind of vector, the cosines of each two."""

    story: Story
    sentences: tuple[ClaimMention, ...]
    cosines: dict[str, Cosines]


def main() -> None:
    """Print a line of figures for each kind of vector and each half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    data = data_folder(parser.parse_args().data)
    texts = {row["id"]: row["text"] for name in SETS for row in rows_of(name, data) or ()}
    groups = list(grouped(list(read_stories(texts)), texts))
    for kind in groups[0].cosines:
        halves = {part: [one for one in groups if one.story.part == part] for part in ("train", "test")}
        for part, other in (("train", "test"), ("test", "train")):
            bar = max(_BARS, key=lambda bar: FIGURES["links_f1"](joined(halves[other], texts, kind, bar)))
            found = joined(halves[part], texts, kind, bar)
            figures = " ".join(f"{name} {FIGURES[name](found):.3f}" for name in _SHOWN)
            print(f"{kind}, {part}, cosine {bar} and more: {figures}")


def grouped(stories: Sequence[Story], texts: Mapping[str, str]) -> Iterator[Group]:
    """Yield each story with its sentences and how alike they are."""
    sentences = {story.id: tuple(sentences_of(story, texts)) for story in stories}
    every = [one.content.text for story in stories for one in sentences[story.id]]
    counted = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(every)
    for story in stories:
        own = [one.content.text for one in sentences[story.id]]
        rare, sense = counted.transform(own), shared_encoder().encode(own)
        cosines = {"TF-IDF": (rare @ rare.T).toarray(), "sentence vectors": np.asarray(sense @ sense.T)}
        yield Group(story, sentences[story.id], cosines)


def sentences_of(story: Story, texts: Mapping[str, str]) -> Iterator[ClaimMention]:
    """Yield the sentences of a story's reports, each as a mention of what it says."""
    for report in story.reports:
        text = texts[report]
        for number, (start, end) in enumerate(split_sentences(text)):
            words = Words((Span(start, end),), text[start:end])
            yield ClaimMention(f"{report} {start}", report, number, "body", words, None, None, (), "own")


def joined(groups: Sequence[Group], texts: Mapping[str, str], kind: str, bar: float) -> list[Score]:
    """Return the scores of groups whose sentences are joined from a cosine on."""
    scored = []
    for one in groups:
        made = list(claims(one, one.cosines[kind] >= bar))
        scored.append(score(mentions_met(one.story, texts, made, ()), made))
    return scored


def claims(group: Group, alike: NDArray[np.bool_]) -> Iterator[Claim]:
    """Yield the sentences that hang together as claims."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(group.sentences)))
    for one, other in combinations(range(len(group.sentences)), 2):
        if alike[one, other] and group.sentences[one].report != group.sentences[other].report:
            graph.add_edge(one, other)
    for number, members in enumerate(nx.connected_components(graph)):
        mentions = tuple(group.sentences[at] for at in sorted(members))
        yield Claim(str(number), "", mentions, Range(0, 0, 0), 0, 0, (), _NOT_TRACED, ())


if __name__ == "__main__":
    main()
