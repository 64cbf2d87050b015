"""A casebook of the demo corpus with decisions."""

import shutil

import pytest

from stemma.api import Book


@pytest.fixture(scope="session")
def finished_book(demo_path, tmp_path_factory):
    """Path of a casebook with the demo corpus and two decisions; only to be copied."""
    path = shutil.copy(demo_path, tmp_path_factory.mktemp("reliability") / "demo.db")
    with Book.open(path) as book:
        book.decide("accept", book.claims()[0].id, note="seen")
        book.decide("redate", book.reports()[0].id, value="2024-05-01")
    return path


@pytest.fixture
def war(finished_book, tmp_path):
    """Path of a copy of that casebook, alone in a folder."""
    folder = tmp_path / "case"
    folder.mkdir()
    return shutil.copy(finished_book, folder / "war.db")
