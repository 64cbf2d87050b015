"""The demo corpus, ingested once, and a function that exports it."""

import pytest

import stemma
from stemma.demo import corpus_paths
from stemma.export import export


@pytest.fixture(scope="session")
def demo_book(tmp_path_factory):
    with stemma.open(tmp_path_factory.mktemp("exports") / "demo.db") as opened:
        opened.ingest(corpus_paths(), workers=1)
        yield opened


@pytest.fixture
def exported(demo_book, tmp_path):
    """``exported("prov") -> the folder`` with the demo corpus in that format."""

    def run(to):
        export(demo_book, to, tmp_path / to)
        return tmp_path / to

    return run
