"""The demo corpus: 26 short reports of one week of the war in Ukraine, written for the demo.

The places and the course of the week (5 to 12 September 2022) are real; the outlets, the two
agencies, the persons and the details of the incidents are invented. ``truth.json`` says what is
to be found in it: which reports carry one claim, from how many origins, through which chains, with
which variants; it is the golden test of the whole flow.
"""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any


def corpus_paths() -> list[Path]:
    """Return the files that ``stemma demo`` ingests: one JSONL table and a folder of pages."""
    room = Path(str(files(__name__)))
    return [room / "reports.jsonl", room / "pages"]


def truth() -> dict[str, Any]:
    """Return what is to be found in the corpus; reports are named by the last part of their file or id."""
    room = Path(str(files(__name__)))
    content: dict[str, Any] = json.loads((room / "truth.json").read_text(encoding="utf-8"))
    return content
