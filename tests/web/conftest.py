"""The sample casebook and a client of its page."""

import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from sample import write_sample

from stemma.web import create_app


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("web") / "sample.db")


@pytest.fixture
def client(sample):
    with TestClient(create_app(sample), base_url="http://127.0.0.1:8765") as client:
        yield client
