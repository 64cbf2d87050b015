"""The sample casebook, opened."""

import pytest

import sample_book
from stemma.casebook import Casebook


@pytest.fixture
def documents():
    return sample_book.documents()


@pytest.fixture
def pairs():
    return sample_book.pairs()


@pytest.fixture
def book(tmp_path):
    with Casebook.open(tmp_path / "war.db") as casebook:
        sample_book.fill(casebook)
        yield casebook
