"""Ingest files into a new casebook and print a hash of each table of its JSON Lines export.

Run before and after a change that should change nothing: equal lines are the proof.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Ingest the files named, or the demo corpus, and print a line for each table."""
    inputs = sys.argv[1:]
    if not inputs:
        from stemma.demo import corpus_paths  # noqa: PLC0415  only where it is asked for

        inputs = [str(path) for path in corpus_paths()]
    stemma = [sys.executable, "-m", "stemma"]
    with tempfile.TemporaryDirectory() as folder:
        casebook, tables = Path(folder, "new.db"), Path(folder, "tables")
        # The ingest ends with 3 where some documents failed; what could be read is exported all the same.
        ingest = [*stemma, "ingest", *inputs, "--casebook", str(casebook)]
        subprocess.run(ingest, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        export = [*stemma, "export", "--to", "jsonl", "--output", str(tables), "--casebook", str(casebook)]
        subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
        for path in sorted(tables.rglob("*.jsonl")):
            print(hashlib.sha256(path.read_bytes()).hexdigest()[:16], path.stem)


if __name__ == "__main__":
    main()
