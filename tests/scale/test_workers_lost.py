"""A worker that is lost changes nothing, whichever engine it worked for."""

import faulthandler
import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from runs import LIMIT, begin, exported, finish

import stemma

# Minutes of work: only where the data are named, not wherever they happen to lie.
FAKES = Path(os.environ.get("STEMMA_DATA", ""), "fa-kes")


@pytest.mark.parametrize("name", ["processes", "daft", "ray"])
def test_a_killed_worker_changes_nothing(name, killed, local):
    if name not in killed:
        pytest.skip(f"{name} is not installed: pip install 'stemma-news[ray]'")
    faulthandler.cancel_dump_traceback_later()  # the run has a limit of its own, and tells what it printed
    assert killed[name].result(LIMIT + 10) == local


@pytest.mark.data
@pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed: pip install 'stemma-news[ray]'")
@pytest.mark.skipif(
    not (os.environ.get("STEMMA_DATA") and FAKES.exists()), reason="name the data with STEMMA_DATA"
)
def test_two_ray_workers_give_the_exports_of_the_local_path_on_real_news(tmp_path):
    faulthandler.cancel_dump_traceback_later()  # likewise
    inputs = sorted(FAKES.glob("*.csv"))
    with stemma.open(tmp_path / "local.db") as book:
        book.ingest(inputs)
        wanted = exported(book, tmp_path / "local")
    assert finish(begin("ray", tmp_path, 128, inputs), tmp_path, 3600) == wanted
