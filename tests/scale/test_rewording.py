"""Rewritings in wholly other words, found over partitions as in one go."""

import pyarrow as pa
import pytest

from stemma.demo import corpus_paths
from stemma.pipeline.rooms import REAL
from stemma.records import Copy, Report
from stemma.reuse import retelling, semantic
from stemma.reuse.copies import turn
from stemma.reuse.rewritten import with_rewritings
from stemma.reuse.semantic import Rewritings
from stemma.scale import rewording, tables
from stemma.scale.copying import WORDINGS
from stemma.scale.folder import Folder
from stemma.scale.layout import NUMBERED, REPORTS, key_of, name
from stemma.scale.library import COPIES, Library
from stemma.scale.rewording import AddRewritings, JoinDetails, Propose, SendDetails, keep_budget

SIZE, BUCKETS = 5, 3


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found = [REAL.read(document) for document in REAL.documents([str(path) for path in corpus_paths()])]
    return sorted(found, key=lambda report: turn(report.published, report.id))


@pytest.fixture(scope="module")
def remembered():
    """``encoded``, which computes the vectors of each report once: they are the same in all searches."""
    known = {}

    def encoded(sentences):
        texts = tuple(one.text for one in sentences)
        if texts not in known:
            known[texts] = retelling.encoded(sentences)
        return known[texts]

    return encoded


@pytest.fixture(autouse=True)
def _encoded_once(remembered, monkeypatch):
    monkeypatch.setattr(semantic, "encoded", remembered)
    monkeypatch.setattr(rewording, "encoded", remembered)


def written(tmp_path, reports: list[Report], shown: list[Copy]) -> Library:
    """A folder in which everything before the search for rewritings is finished."""
    library = Library(Folder(str(tmp_path)), SIZE)
    at = {report.id: n for n, report in enumerate(reports)}
    numbered = {"id": list(at), "n": list(at.values())}
    library.folder.write(name(NUMBERED, "all"), pa.table(numbered))
    for start in range(0, len(reports), SIZE):
        key = key_of(start // SIZE)
        part = list(enumerate(reports))[start : start + SIZE]
        library.folder.write(name(REPORTS, key), tables.reports(part))
        here = [one for one in shown if max(at[one.source], at[one.target]) // SIZE == start // SIZE]
        library.folder.write(name(WORDINGS, key), tables.copies(here)[COPIES])
    return library


def over_partitions(library: Library, partitions: int) -> list[Copy]:
    keys = [key_of(part) for part in range(partitions)]
    for key in keys:
        SendDetails(library, BUCKETS)(key)
    for bucket in range(BUCKETS):
        JoinDetails(library)(key_of(bucket))
    for key in keys:
        Propose(library)(key)
    keep_budget(library)
    for key in keys:
        AddRewritings(library)(key)
    found = tables.decode(Copy, library.folder.read_all(COPIES, ["record"])["record"])
    return sorted(found, key=lambda copy: (copy.source, copy.target))


@pytest.mark.parametrize(
    ("budget", "readings"), [(semantic.BUDGET, 400), (70, 400), (70, 3), (40, 5), (0, 400)]
)
def test_rewritings_are_those_of_the_local_search(reports, monkeypatch, tmp_path, budget, readings):
    # Nearly everything is taken for a rewriting, so that the budget and the kept readings matter.
    for module, threshold, value in (
        (semantic, "LEAST_HARD", 1),
        (rewording, "LEAST_HARD", 1),
        (semantic, "_SHARED_HARD", 0.0),
        (semantic, "_MOST_READINGS", readings),
        (retelling, "_ALONE", 1.0),
        (retelling, "_MEAN", 0.0),
        (retelling, "_WORST", -1.0),
        (retelling, "_COVERED", 0.0),
        (retelling, "_LEAST_WORDS_SHARED", 0.0),
        (retelling, "_LEAST_LENGTH", 10),
        (retelling, "_LEAST_SENTENCES", 2),
    ):
        monkeypatch.setattr(module, threshold, value)
    monkeypatch.setattr(rewording, "Purse", lambda: semantic.Purse(budget))
    chosen = reports[:16]
    shown = list(with_rewritings(chosen[:4], (), Rewritings(budget=200)))[:2]
    wanted = with_rewritings(chosen, shown, Rewritings(budget=budget))
    library = written(tmp_path, chosen, shown)
    assert tuple(over_partitions(library, -(-len(chosen) // SIZE))) == wanted
    assert (len(wanted) > len(shown)) == (budget > 0)
