"""Build the web page into src/stemma/web/_static (what the wheel's build does by itself)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hatch_build import FrontendError, build_frontend

if __name__ == "__main__":
    try:
        print(build_frontend())
    except FrontendError as error:
        sys.exit(str(error))
