"""An analysis whose worker dies; in a module of its own, so that workers can load it."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

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
