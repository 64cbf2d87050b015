"""Languages of texts in the style of headlines, where function words are few."""

import subprocess
import sys

import pytest

from stemma.reading import languages

TERSE = (
    "Depot Fire Kills Nine Workers in Port District Rescue Teams Arrive Governor Says Blast Damaged Crane "
    "Two Warehouses and Customs Office Crews from Neighbouring Towns Fought Flames That Spread With Wind "
    "Police Closed Bridge Thursday Evening"
)
DANISH = (
    "Branden i havnen er nu slukket, siger politiet, og for at hjælpe de ramte har byen åbnet en hal, hvor "
    "de kan være i nat; over hundrede er hjemløse, og man har brug for tæpper, mad og vand til dem alle"
)


@pytest.mark.parametrize(("text", "language"), [(TERSE, "en"), (DANISH, "da")])
def test_terse_text_is_told_from_a_neighbour(text: str, language: str) -> None:
    assert languages.identify(text) == language


def test_terse_english_needs_no_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(languages, "_identified")
    assert languages.identify(TERSE) == "en"


def test_reading_a_table_loads_no_reader_of_pages() -> None:
    script = (
        "import sys; from stemma.reading import documents, read; "
        "[read(one) for one in documents([sys.argv[1]])]; "
        "print([name for name in ('trafilatura', 'pypdf', 'feedparser', 'pyarrow') if name in sys.modules])"
    )
    table = '{"text": "The harbour was closed after the fire, the mayor of the town said on Friday."}\n'
    found = subprocess.run(
        [sys.executable, "-c", script, "-"], input=table, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
