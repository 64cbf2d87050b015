"""How far a second reader agrees with the labels of stories (`stemma eval stories`), on 20 of the groups.

The second reader marked them without having seen the first one's labels. The marks are scored as if they
were a casebook's claims, so that the figures stand beside what Stemma reaches on the same groups; what
the first reader calls doubtful counts in neither.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from stemma.evaluation import data_folder
from stemma.evaluation.stories import FIGURES, Score, score, scores
from stemma.evaluation.stories_found import SETS, mentions_met
from stemma.evaluation.stories_labels import Story, label_rows, read_stories
from stemma.evaluation.variants_real_sets import rows_of
from stemma.records import Claim, ClaimMention, Credibility, Origin, Range, Span, Words

Row = dict[str, str]
_LINKS = ("links_f1", "links_precision", "links_recall", "reworded_recall")
_ORIGINS = ("origins_right", "false_splits", "false_merges")
_NOT_TRACED = Credibility("6", ())


def main() -> None:
    """Print a line of figures for the second reader, and one for the casebook."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    data = data_folder(parser.parse_args().data)
    texts = {row["id"]: row["text"] for name in SETS for row in rows_of(name, data) or ()}
    again = label_rows("stories_second.csv")
    every = list(read_stories(texts))
    stories = [story for story in every if story.id in again]
    read, sourced = (
        [scored(story, again[story.id], texts, told=told) for story in stories] for told in (False, True)
    )
    print(f"second reader: {shown(read, _LINKS)} {shown(sourced, _ORIGINS)} {shown(read, ['counted_right'])}")
    found = [one for story, (_, one) in zip(every, scores(data), strict=True) if story.id in again]
    print(f"casebook: {shown(found, [*_LINKS, *_ORIGINS, 'counted_right'])}")


def scored(story: Story, rows: Sequence[Row], texts: Mapping[str, str], *, told: bool) -> Score:
    """Return the score of a reader's labels of a group; ``told`` as in `claims`."""
    made, origins = claims(story.id, rows, texts, told=told)
    return score(mentions_met(story, texts, made, origins), made)


def claims(
    group: str, rows: Sequence[Row], texts: Mapping[str, str], *, told: bool
) -> tuple[list[Claim], list[Origin]]:
    """Return a reader's labels of a group as claims with their origins.

    Args:
        group: its id.
        rows: the labels.
        texts: the texts by report.
        told: leave out tellings whose source the reader does not know.
    """
    tellings: dict[str, dict[str, list[ClaimMention]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        if row["claim"] and not (told and row["origin"] == "?"):
            tellings[row["claim"]][row["origin"]].append(_mention(f"{group} {number}", row, texts))
    return (
        [_claim(f"{group} {name}", by_origin) for name, by_origin in tellings.items()],
        list(_origins(group, tellings)),
    )


def _mention(name: str, row: Row, texts: Mapping[str, str]) -> ClaimMention:
    start, end = map(int, row["span"].split("-"))
    words = Words((Span(start, end),), texts[row["report"]][start:end])
    return ClaimMention(name, row["report"], 0, "body", words, None, None, (), "own")


def _claim(name: str, by_origin: Mapping[str, Sequence[ClaimMention]]) -> Claim:
    known = max(1, len(by_origin.keys() - {"?"}))
    mentions = tuple(one for found in by_origin.values() for one in found)
    return Claim(name, "", mentions, Range(known, known, known), 0, 0, (), _NOT_TRACED, ())


def _origins(group: str, tellings: Mapping[str, Mapping[str, Sequence[ClaimMention]]]) -> Iterator[Origin]:
    for claim, by_origin in tellings.items():
        for origin, found in by_origin.items():
            members = tuple(one.id for one in found)
            name = f"{group} {claim}"
            yield Origin(f"{name} {origin}", name, origin, "speaker", None, members, ())


def shown(found: Sequence[Score], names: Sequence[str]) -> str:
    """Return figures as words."""
    return " ".join(f"{name} {FIGURES[name](found):.3f}" for name in names)


if __name__ == "__main__":
    main()
