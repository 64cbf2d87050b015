"""Runs that lose a worker, made beside the other tests of this room, and what they are compared with."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest
from runs import begin, exported, finish

import stemma
from stemma.demo import corpus_paths
from waiting import kill

ENGINES = ("processes", "daft", "ray")


@pytest.fixture(scope="session")
def local(demo_path, tmp_path_factory):
    """The exports of the demo corpus by the casebook's own path."""
    folder = tmp_path_factory.mktemp("local")
    with stemma.open(shutil.copy(demo_path, folder)) as book:
        return exported(book, folder / "jsonl")


@pytest.fixture(scope="session")
def killed(tmp_path_factory):
    """The exports of the demo corpus by engine, each of which loses a worker; to be waited for.

    The runs are made one after the other. Daft takes one runner a process, and leaves threads
    behind: each has a process of its own.
    """
    begun = []

    def make(name):
        folder = tmp_path_factory.mktemp(name)
        begun.append(begin(name, folder, 9, corpus_paths()))
        return finish(begun[-1], folder)

    beside = ThreadPoolExecutor(1)
    runs = {name: beside.submit(make, name) for name in ENGINES if name == "processes" or find_spec(name)}
    beside.shutdown(wait=False)  # its thread ends with the last run
    yield runs
    for run in runs.values():
        run.cancel()
    for process in begun:
        kill(process)


@pytest.fixture(scope="session", autouse=True)
def _begun_early(request):
    """Have those runs begin with the first test of this room; the tests that read them are its last.

    An engine starts processes for each stage and waits for them: such a run takes long and leaves a
    processor free for other tests.
    """
    if any("killed" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("killed")
