"""A casebook of the demo corpus, and a function that exports it."""

import shutil

import pytest

import stemma
from stemma.export import export


@pytest.fixture(scope="session")
def demo_book(demo_path, tmp_path_factory):
    with stemma.open(shutil.copy(demo_path, tmp_path_factory.mktemp("exports"))) as opened:
        yield opened


@pytest.fixture
def exported(demo_book, tmp_path):
    """``exported("prov") -> the folder`` with the demo corpus in that format."""

    def run(to):
        export(demo_book, to, tmp_path / to)
        return tmp_path / to

    return run
