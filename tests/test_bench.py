"""`make bench`: every benchmark is in it, its options are there, and one that fails says why in its line."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench", ROOT / "scripts" / "bench.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_benchmark_is_part_of_it(bench):
    scripts = (ROOT / "benchmarks").glob("[a-z]*.py")
    there = {path.stem for path in scripts if "__main__" in path.read_text(encoding="utf-8")}
    assert set(bench.RUNS) == there
    assert all(set(calls) == set(bench.LONGEST) for calls in bench.RUNS.values())


def test_the_options_are_those_of_the_benchmarks(bench):
    for name, calls in bench.RUNS.items():
        source = (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
        for arguments in filter(None, calls.values()):
            options = [word for word in arguments.split() if word.startswith("--")]
            assert all(f'add_argument("{option}"' in source for option in options)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('print(\'{"name": "a"}\')', [{"name": "a"}]),
        ("import sys; print('{\"name\": \"a\"}'); sys.exit('no such data')", [{"name": "a"}, "no such data"]),
        ("raise OSError('the disk is full')", ["OSError: the disk is full"]),
        ("import time; time.sleep(60)", ["it was ended: a benchmark of such a run has 1 seconds"]),
    ],
)
def test_lines_come_through_and_failures_are_told(bench, tmp_path, monkeypatch, script, expected):
    monkeypatch.setattr(bench, "BENCHMARKS", tmp_path)
    (tmp_path / "one.py").write_text(script, encoding="utf-8")
    said = [json.loads(line) for line in bench.lines("one", [], 1 if "sleep" in script else 60)]
    assert [one.get("skipped", one) for one in said] == expected
    for one in said:
        if "skipped" in one:
            assert {"name", "figure", "unit", "baseline", "ratio"} <= set(one)
