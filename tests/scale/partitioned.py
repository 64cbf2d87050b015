"""Run over partitions with an engine, one of whose workers is killed, and write the exports.

Started as a script of its own: Daft takes one runner a process, and leaves threads behind.
Arguments: engine, folder of the tables, folder of the exports, partition size, inputs.
"""

import os
import sys
from pathlib import Path

from mortal import Mortal

from stemma.casebook import Casebook
from stemma.export import export
from stemma.scale import ingest, open_tables, running


def main(engine: str, tables: str, exports: str, partition: str, *inputs: str) -> None:
    running.Analyse = Mortal
    summary = ingest(inputs, tables, engine_name=engine, workers=2, partition=int(partition))
    assert summary.engine == engine
    assert Path(tables, "died").exists(), "no worker was killed"
    casebook = Path(exports, "war.db")
    casebook.parent.mkdir()
    open_tables(tables, casebook)
    with Casebook.open(casebook) as book:
        export(book, "jsonl", Path(exports, "jsonl"))


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)  # the results are written: how the runners take their leave is not tested
