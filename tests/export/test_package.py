"""The data package around the tables, held against Frictionless."""

import hashlib
import json

import frictionless
import pyarrow.parquet
import pytest


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_csv_package_is_valid(exported):
    report = frictionless.Package(str(exported("csv") / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "fieldName", "type", "note"])
    assert report.stats["tasks"] == 10


@pytest.mark.parametrize("to", ["csv", "jsonl", "parquet"])
def test_the_package_tells_of_every_file(exported, to):
    folder = exported(to)
    package = json.loads((folder / "datapackage.json").read_text())
    assert frictionless.Package.from_descriptor(package).to_descriptor()["name"] == package["name"]
    assert {resource["path"] for resource in package["resources"]} == {
        path.name for path in folder.iterdir() if path.name != "datapackage.json"
    }
    for resource in package["resources"]:
        raw = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert resource["description"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_jsonl_and_parquet_have_the_fields_of_their_schemas(exported):
    types = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
        "object": dict,
    }
    for resource in json.loads((exported("jsonl") / "datapackage.json").read_text())["resources"]:
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for line in (exported("jsonl") / resource["path"]).read_text().splitlines():
            record = json.loads(line)
            assert set(record) == set(fields)
            for name, value in record.items():
                assert value is None or isinstance(value, types[fields[name]])
    for resource in json.loads((exported("parquet") / "datapackage.json").read_text())["resources"]:
        found = pyarrow.parquet.read_schema(exported("parquet") / resource["path"]).names
        assert found == [field["name"] for field in resource["schema"]["fields"]]
