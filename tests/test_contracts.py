"""The contracts that other people's scripts lean on: field names, schemas, the public API."""

import json
import sys
from pathlib import Path

import jsonschema
import pytest

import sample_book
import stemma
from stemma.casebook import Casebook
from stemma.cli import run
from stemma.schemas import schemas
from waiting import ran

SCHEMA = Path(__file__).parents[1] / "docs" / "schema"

FIELDS = {
    "reports": {
        "id", "url", "outlet", "title", "published", "language", "sha256", "republished_from", "text",
    },
    "claims": {"id", "text", "mentions", "origins", "outlets", "sides", "credibility"},
    "origins": {"id", "claim", "name", "kind", "report", "mentions", "reasons"},
    "variants": {
        "id", "claim", "from_mention", "to_mention", "type", "before", "after", "direction", "score",
    },
    "events": {
        "id", "type", "sub_type", "plover", "actor", "target", "place", "start", "end", "date_precision",
        "fatalities", "injuries", "mentions", "origins",
    },
}  # fmt: skip
MENTION = {
    "id", "report", "content", "cue", "source", "chain", "directness", "factuality", "hedges", "polarity",
    "tense",
}  # fmt: skip
LAYER = {"role", "name", "entity", "span", "anonymous", "number", "inferred"}


@pytest.fixture
def output(tmp_path, capfdbinary):
    path = tmp_path / "war.db"
    with Casebook.open(path) as book:
        sample_book.fill(book)

    def records(command):
        assert run([command, "--json", "--casebook", str(path)]) == 0
        return json.loads(capfdbinary.readouterr().out)

    return records


@pytest.mark.parametrize("command", FIELDS)
def test_the_fields_are_those_of_the_contract(output, command):
    for record in output(command):
        assert set(record) >= FIELDS[command]


def test_the_nested_fields_are_those_of_the_contract(output):
    (claim,) = output("claims")
    assert set(claim["origins"]) == {"low", "best", "high"}
    assert set(claim["credibility"]) == {"grade", "reasons"}
    for mention in claim["mentions"]:
        assert set(mention) >= MENTION
        assert set(mention["content"]) == {"spans", "text"}
        assert all(set(layer) >= LAYER for layer in mention["chain"])
    (event,) = output("events")
    assert set(event["place"]) >= {"name", "lat", "lon", "geonames_id", "precision"}
    assert set(event["fatalities"]) >= {"low", "best", "high"}
    (variant,) = output("variants")
    assert set(variant["before"]) == set(variant["after"]) == {"spans", "text"}


@pytest.mark.parametrize("name", schemas())
def test_the_written_schemas_are_current(name):
    assert (SCHEMA / f"{name}.json").read_bytes() == schemas()[name], (
        "run: python -m stemma.schemas docs/schema"
    )


def test_no_schema_is_left_over():
    assert {file.stem for file in SCHEMA.glob("*.json")} == set(schemas())


@pytest.mark.parametrize("command", FIELDS)
def test_the_output_fits_its_schema(output, command):
    schema = json.loads((SCHEMA / f"{command}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(output(command), schema)


def test_the_public_names_are_there():
    for name in stemma.__all__:
        assert getattr(stemma, name) is not None
    assert set(dir(stemma)) == set(stemma.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        stemma.nonsense  # noqa: B018  reading the attribute is the test


def test_open_reads_what_is_there_as_records_and_arrow(tmp_path):
    path = tmp_path / "war.db"
    with stemma.open(path) as book:
        sample_book.fill(book)
        table = book.claims().to_arrow()
        assert table.column("id").to_pylist() == ["claim-1"]
        assert table.column("origins").to_pylist() == [{"low": 1, "best": 1, "high": 2}]
        assert table.to_pandas().loc[0, "outlets"] == 2 if _has_pandas() else True
    with pytest.raises(stemma.CasebookError):
        stemma.open(tmp_path / "none.db", create=False)


def _has_pandas() -> bool:
    try:
        __import__("pandas")
    except ModuleNotFoundError:
        return False
    return True


def test_importing_stemma_and_listing_commands_loads_nothing_heavy():
    heavy = ("spacy", "numpy", "pyarrow", "cyclopts", "rich", "msgspec", "sqlite3")
    program = (
        "import sys, stemma, stemma.cli; stemma.cli.run(['--help']); "
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = ran([sys.executable, "-c", program])
    assert done.stderr.strip() == "[]"


def test_listing_claims_loads_no_model(tmp_path):
    path = tmp_path / "war.db"
    with Casebook.open(path) as book:
        sample_book.fill(book)
    program = (
        f"import sys; from stemma.cli import run; run(['claims', '--json', '--casebook', {str(path)!r}]); "
        "print([name for name in ('spacy', 'onnxruntime', 'pyarrow', 'networkx') if name in sys.modules], "
        "file=sys.stderr)"
    )
    done = ran([sys.executable, "-c", program])
    assert done.stderr.strip() == "[]"


def test_the_web_app_starts_without_what_collates():
    heavy = ("spacy", "numpy", "stemma.collation")
    program = (
        f"import sys, stemma.web; print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = ran([sys.executable, "-c", program])
    assert done.stderr.strip() == "[]"
