"""Coverage-guided fuzzing of the readers with atheris, which is no dependency of the project.

    pip install atheris
    python tests/fuzz/fuzz_readers.py .html -max_total_time=120 -timeout=10 -rss_limit_mb=2048

The first argument is one of the kinds of `test_fuzz_readers.SEEDS`; the rest goes to libFuzzer. It begins
with that kind's seed and ends at the first fault, and writes that input down: keep it in
`test_found_by_fuzzing`.
"""

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))
_INSTRUMENTED = [
    "stemma",
    "feedparser",
    "pypdf",
    "email",
    "zipfile",
    "tarfile",
    "csv",
    "htmldate",
    "trafilatura",
]
with atheris.instrument_imports(include=_INSTRUMENTED):
    from test_fuzz_readers import SEEDS, check


def main() -> None:
    """Fuzz the reader of one kind of input."""
    name = sys.argv.pop(1)
    suffix = "." + name.lstrip(".").split(".", 1)[-1]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seed").write_bytes(SEEDS[name])
        atheris.Setup([*sys.argv, folder], lambda raw: check(raw, suffix))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
