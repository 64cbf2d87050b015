"""Run over partitions with an engine, one of whose workers is killed, and write the exports.

Started as a script of its own: Daft takes one runner a process, and leaves threads behind.
Arguments: engine, folder of the tables, folder of the exports, partition size, inputs.
"""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from stemma.casebook import Casebook
from stemma.export import export
from stemma.scale import ingest, open_tables, running
from stemma.scale.analysing import Analyse


@dataclass(frozen=True)
class Mortal(Analyse):
    """The analysis, whose worker dies in the middle the first time that it comes to partition 2."""

    def __call__(self, key: str) -> None:
        died = Path(self.folder.address, "died")
        if key == "000002" and not died.exists():
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        super().__call__(key)


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
