"""Every format on the demo corpus, held against the format's own reader, validator or published schema."""

import csv
import json
import re
from html import escape

import jsonschema
import networkx as nx
import prov.model
import pytest
import stix2
from msgspec.structs import replace

from stemma.errors import UsageError
from stemma.export import FORMATS, chosen, export
from stemma.export.acled import COLUMNS as ACLED
from stemma.export.acled import _interaction
from stemma.export.ftm import COLUMNS as STATEMENT_COLUMNS
from stemma.export.ged import COLUMNS as GED
from stemma.export.ged import number, prio_grid
from stemma.export.stix import stamp
from stemma.export.telling import bounding_days, range_code, region_of, thing_text, things_text
from stemma.export.timelinejs import date_parts
from stemma.names.persons import is_person
from stemma.pipeline.regions import first_level_regions
from stemma.records import EventPlace, EventThing, Layer, Span, Time
from stemma.resources import load_toml

# Written from the public specifications: RFC 7946, the W3C Web Annotation Data Model, TimelineJS 3's
# JSON format and TimeMap's event schema; only what these require of the kinds of objects written here.
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
}
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": POINT,
                    "properties": {"type": "object"},
                },
            },
        },
    },
}
SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
        },
    ]
}
TARGET = {
    "type": "object",
    "required": ["type", "source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "format": "uri"},
        "selector": {"type": "array", "minItems": 1, "items": SELECTOR},
    },
}
BODY = {
    "type": "object",
    "required": ["type"],
    "oneOf": [
        {"properties": {"type": {"const": "TextualBody"}}, "required": ["value"]},
        {"properties": {"type": {"const": "SpecificResource"}}, "required": ["source"]},
    ],
}
ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "type", "target", "motivation"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["describing", "identifying", "classifying", "linking"]},
                    "body": {"type": "array", "items": BODY},
                    "target": {"oneOf": [TARGET, {"type": "array", "minItems": 2, "items": TARGET}]},
                },
            },
        },
    },
}
DATE = {
    "type": "object",
    "required": ["year"],
    "properties": {name: {"type": "integer"} for name in ("year", "month", "day", "hour", "minute")},
    "additionalProperties": False,
}
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "group": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "text": {
                        "type": "object",
                        "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
                    },
                },
                "additionalProperties": False,
            },
        }
    },
}
_TEXT = {"type": "string"}
TIMEMAP = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["description", "associations"],
        "anyOf": [{"required": ["latitude"]}, {"properties": {"date": {"minLength": 1}}}],
        "dependentRequired": {"latitude": ["longitude"], "longitude": ["latitude"]},
        "properties": {
            **dict.fromkeys(
                (
                    "id", "description", "time_precision", "location", "latitude", "longitude", "type",
                    "category", "category_full", "comments", "time_display",
                ),
                _TEXT,
            ),
            "date": {"type": "string", "pattern": r"^(\d{1,2}/\d{1,2}/\d{4})?$"},
            "time": {"type": "string", "pattern": r"^(\d\d:\d\d)?$"},
            "associations": {"type": "array", "items": _TEXT},
            "sources": {"type": "array", "items": _TEXT},
        },
        "additionalProperties": False,
    },
}  # fmt: skip


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("to", "name", "schema"),
    [
        ("geojson", "events.geojson", GEOJSON),
        ("webannotation", "annotations.jsonld", ANNOTATIONS),
        ("timelinejs", "timeline.json", TIMELINE),
        ("timemap", "events.json", TIMEMAP),
    ],
)
def test_json_fits_the_published_schema(exported, to, name, schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(load(exported(to) / name), schema)


@pytest.mark.parametrize("to", sorted(set(FORMATS) - {"site", "warc"}))
def test_the_same_casebook_gives_the_same_bytes(demo_book, tmp_path, to):
    first, second = (export(demo_book, to, tmp_path / name) for name in ("one", "two"))
    assert [path.name for path in first] == [path.name for path in second]
    assert all(one.read_bytes() == two.read_bytes() for one, two in zip(first, second, strict=True))


def test_formats_are_chosen_by_name():
    assert chosen(["csv,stix", "csv"]) == ("csv", "stix")
    assert chosen(["all"]) == tuple(FORMATS)
    for wrong in (["stone"], [], [","]):
        with pytest.raises(UsageError, match="parquet"):
            chosen(wrong)


def test_web_annotations_quote_what_their_positions_hold(exported, demo_book):
    texts = {report.id: report.text for report in demo_book.reports()}
    page = load(exported("webannotation") / "annotations.jsonld")
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            text = texts[target["source"].removeprefix("urn:stemma:text:")]
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_acled_rows_are_physical_events_that_occurred(exported, demo_book):
    found = rows(exported("acled") / "acled.csv")
    assert tuple(found[0])[: len(ACLED)] == ACLED
    expected = [event for event in demo_book.events() if event.type and event.status == "occurred"]
    assert [row["stemma_id"] for row in found] == [event.id for event in expected]
    strike = next(row for row in found if row["fatalities_high"] == "13")
    assert (strike["event_date"], strike["time_precision"], strike["geo_precision"]) == (
        "2022-09-06",
        "1",
        "1",
    )
    assert (strike["fatalities"], strike["fatalities_low"], strike["iso"]) == ("3", "3", "804")
    assert strike["disorder_type"] == "Political violence"
    assert all(not row["latitude"] for row in found if not row["geo_precision"])
    assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["event_date"]) for row in found)
    assert strike["first_reported"] == "2022-09-06"


def test_things_stand_with_who_claims_them(exported, demo_book):
    event = max(demo_book.events(), key=lambda one: sum(len(thing.claimants) for thing in one.things))
    told, claimed = things_text(event), [who for thing in event.things for who in thing.claimants]
    assert len(claimed) > 1
    assert all(who in told for who in claimed)
    row = next(one for one in rows(exported("acled") / "acled.csv") if one["stemma_id"] == event.id)
    assert row["things"] == "; ".join(map(thing_text, event.things))
    assert row["things_claimants"] == "; ".join(claimed)
    features = load(exported("geojson") / "events.geojson")["features"]
    values = next(one["properties"] for one in features if one["id"] == event.id)
    assert [one["text"] for one in values["things"]] == [one.text for one in event.things]
    assert values["things_text"] == row["things"]
    slides = load(exported("timelinejs") / "timeline.json")["events"]
    assert next(escape(told) in one["text"]["text"] for one in slides if one["unique_id"] == event.id)
    incidents = load(exported("stix") / "bundle.stix.json")["objects"]
    assert any(told in one.get("description", "") for one in incidents)


@pytest.mark.parametrize(
    ("low", "best", "high", "at_least", "told"),
    [
        (12, 12, 12, False, "stopped: 12 drones"),
        (9, 12, 12, True, "stopped: 12 drones (9 to 12 or more)"),
        (24, None, None, False, "stopped: 12 drones"),
        (None, None, None, False, "stopped: 12 drones"),
    ],
)
def test_a_thing_has_its_range(low, best, high, at_least, told):
    said = ("A: 12 drones",)
    one = EventThing("stopped", "drone", "airborne", low, best, high, "12 drones", said, ("e",), at_least)
    assert thing_text(one) == told


def test_who_meets_whom_is_named_as_acled_names_it():
    assert _interaction("State forces", "", alone=True) == "State forces only"
    assert _interaction("Civilians", "Rebel group", alone=False) == "Rebel group-Civilians"
    assert (
        _interaction("External/Other forces", "Protesters", alone=False) == "Protesters-External/Other forces"
    )
    assert _interaction("State forces", "", alone=False) == ""
    assert _interaction("", "Civilians", alone=False) == ""
    kinds = load_toml("export", "acled.toml")
    assert set(kinds["inter"].values()) - {kinds["inter"]["codebook"]} <= set(kinds["interaction"]["order"])


@pytest.mark.parametrize(
    ("first", "last", "acled", "ged"),
    [
        ("2022-09-06", "2022-09-06", 1, 1),
        ("2022-09-06T10:00", "2022-09-08T12:00", 2, 2),
        ("2022-09-01", "2022-09-07", 2, 3),
        ("2022-09-01", "2022-09-30", 3, 4),
        ("2022-02-24", "2022-09-30", None, 5),
        ("2022-02-24", None, None, None),
    ],
)
def test_the_days_of_a_range_tell_how_exact_a_date_is(demo_book, first, last, acled, ged):
    event = replace(demo_book.events()[0], start=first, end=last, date_precision="range")
    assert range_code(event, load_toml("export", "acled.toml")["time_precision"]["days"]) == acled
    assert range_code(event, load_toml("export", "ged.toml")["date_prec"]["days"]) == ged


def test_a_body_with_capitals_is_no_person():
    def layer(name):
        return Layer("originator", name, name, None, source_type="participant")

    assert is_person(layer("Ilan Tresk"))
    assert not any(map(is_person, map(layer, ("Free Marsh Army", "United Nations", "Harbour Coalition"))))


def test_geojson_has_plain_columns_for_map_programs(exported):
    for feature in load(exported("geojson") / "events.geojson")["features"]:
        values = feature["properties"]
        for name in ("fatalities", "injuries", "origins"):
            for bound in ("low", "best", "high"):
                assert values[f"{name}_{bound}"] == values[name][bound]
        assert values["name"]


@pytest.mark.parametrize(("name", "column"), [("acled", "admin1"), ("ged", "adm_1")])
def test_towns_have_the_region_that_they_lie_in(demo_book, tmp_path, name, column):
    export(demo_book, name, tmp_path, regions=lambda lat, lon, country: f"{country} {lat:.0f} {lon:.0f}")
    town = next(row for row in rows(tmp_path / f"{name}.csv") if row[column].startswith("UA "))
    assert town[column] == f"UA {float(town['latitude']):.0f} {float(town['longitude']):.0f}"


@pytest.mark.parametrize(
    ("precision", "radius", "region"),
    [
        ("settlement", 2.0, "Upper Region"),
        ("region", 90.0, "X"),
        ("country", 400.0, ""),
        ("area", 5.0, "Upper Region"),
        ("area", 300.0, ""),
        ("area", None, ""),
    ],
)
def test_a_wide_place_has_no_region(precision, radius, region):
    place = EventPlace("X", 1.0, 2.0, None, precision, radius, "UA")
    assert region_of(place, lambda _lat, _lon, _country: "Upper Region") == region
    assert region_of(replace(place, lat=None), lambda _lat, _lon, _country: "Upper Region") in (
        "",
        place.name,
    )


def test_a_point_lies_in_the_region_of_the_nearest_settlement():
    region = first_level_regions()
    assert region(49.98, 36.25, "UA") == "Kharkiv"
    assert region(0.0, -150.0, "UA") == ""


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_each_column_of_a_sheet_has_its_meaning(exported, name):
    (sheet, *_) = (exported(name) / f"{name}.csv").read_text().splitlines()
    meanings = rows(exported(name) / f"{name}_codebook.csv")
    assert [row["column"] for row in meanings] == sheet.split(",")
    assert all(row["meaning"] for row in meanings)
    told = load_toml("export", "codebook.toml")[name]
    for row in rows(exported(name) / f"{name}.csv"):
        assert not any(value for column, value in row.items() if told[column].startswith("Always empty"))


def test_ged_rows_have_deaths_and_a_cell(exported):
    found = rows(exported("ged") / "ged.csv")
    assert tuple(found[0])[: len(GED)] == GED
    assert all(int(row["high"]) >= int(row["low"]) >= 1 for row in found)
    strike = next(row for row in found if row["high"] == "13")
    assert strike["geom_wkt"] == f"POINT ({strike['longitude']} {strike['latitude']})"
    assert strike["type_of_violence"] == "3"
    assert int(strike["id"]) == number(strike["relid"])


def test_prio_grid_cells():
    assert prio_grid(-90, -180) == 1
    assert prio_grid(90, 180) == 259_200
    assert prio_grid(0.25, 0.25) == 180 * 720 + 361


def generated(document):
    return document.get_records(prov.model.ProvGeneration)


def test_prov_loads_round_trips_and_both_notations_agree(exported):
    folder = exported("prov")
    document = prov.model.ProvDocument.deserialize(str(folder / "prov.json"))
    again = prov.model.ProvDocument.deserialize(content=document.serialize())
    assert again == document
    ours = {line.strip() for line in (folder / "prov.provn").read_text().splitlines() if line.strip()}
    theirs = {line.strip() for line in document.get_provn().splitlines() if line.strip()}
    assert ours == theirs
    known = {str(record.identifier) for record in document.get_records() if record.identifier}
    made = {str(dict(one.formal_attributes)[prov.model.PROV_ATTR_ENTITY]) for one in generated(document)}
    assert made == {one for one in known if one.startswith("claim:")}
    for record in document.get_records(prov.model.ProvDerivation):
        ends = dict(record.formal_attributes)
        named = [ends[prov.model.PROV_ATTR_GENERATED_ENTITY], ends[prov.model.PROV_ATTR_USED_ENTITY]]
        assert {str(end) for end in named} <= known


def test_schemaorg_claims_appear_and_are_never_rated(exported):
    text = (exported("schemaorg") / "schemaorg.jsonld").read_text()
    assert "ClaimReview" not in text
    assert "Rating" not in text
    graph = json.loads(text)["@graph"]
    articles = {node["@id"] for node in graph if node["@type"] == "NewsArticle"}
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert claims
    for claim in claims:
        assert {one["@id"] for one in claim["appearance"]} <= articles
    authors = {author["name"]: author["@type"] for claim in claims for author in claim.get("author", ())}
    assert authors["Lidiia Bondar"] == "Person"
    assert authors["city's emergency service"] == "Organization"


@pytest.mark.parametrize("name", ["reports", "outlets"])
def test_the_graph_formats_hold_one_graph(exported, name):
    first = nx.read_gexf(exported("gexf") / f"{name}.gexf")
    second = nx.read_graphml(exported("graphml") / f"{name}.graphml")
    assert set(first.nodes) == set(second.nodes)
    assert set(first.edges) == set(second.edges)
    assert first.number_of_edges() > 0
    for source, target, values in second.edges(data=True):
        assert first.edges[source, target]["weight"] == values["weight"] >= 1
        assert first.edges[source, target]["claims"] == values["claims"]


def test_no_report_of_the_collection_and_no_unnamed_source_of_several_is_a_node_outside(exported, demo_book):
    graph = nx.read_graphml(exported("graphml") / "reports.graphml")
    outside = {node: label for node, label in graph.nodes(data="label") if node.startswith("outside:")}
    assert outside
    roots = {origin.name for origin in demo_book.origins() if origin.report is not None}
    assert not {node for node, label in outside.items() if label in roots and node == f"outside:{label}"}
    assert "outside:Taras Hnatiuk" in outside
    unnamed = {node for node, label in outside.items() if label == "unnamed source"}
    assert unnamed
    assert all(node.endswith(")") for node in unnamed)


def test_the_copied_are_before_the_copying_in_the_graph(exported):
    graph = nx.read_graphml(exported("graphml") / "outlets.graphml")
    assert graph.has_edge("Meridian Press Agency", "Northgate Daily")
    assert not graph.has_edge("Northgate Daily", "Meridian Press Agency")


def test_timemap_sources_and_categories_are_there(exported):
    folder = exported("timemap")
    events, sources = load(folder / "events.json"), load(folder / "sources.json")
    assert {source for event in events for source in event["sources"]} == {one["id"] for one in sources}
    kinds = {one["id"] for one in load(folder / "associations.json")}
    assert {kind for event in events for kind in event["associations"]} == kinds
    sheet = rows(folder / "events.csv")
    assert [row["id"] for row in sheet] == [event["id"] for event in events]
    assert sheet[0]["source1"] == events[0]["sources"][0]


def test_stix_parses_strictly_and_refers_to_what_is_there(exported):
    text = (exported("stix") / "bundle.stix.json").read_text()
    bundle = stix2.parse(text, allow_custom=False)
    known = {one.id for one in bundle.objects}
    assert len(known) == len(bundle.objects)
    for one in bundle.objects:
        named = [*getattr(one, "object_refs", ()), getattr(one, "created_by_ref", None)]
        named += [getattr(one, "source_ref", None), getattr(one, "target_ref", None)]
        assert {reference for reference in named if reference} <= known
    reports = [one for one in bundle.objects if one.type == "report"]
    told = {reference for one in reports for reference in one.object_refs}
    assert {one.id for one in bundle.objects if one.type in ("note", "incident")} <= told
    kinds = {one.type for one in bundle.objects}
    assert kinds == {"identity", "report", "note", "opinion", "incident", "location", "relationship"}


def test_dates_are_told_as_the_formats_want_them():
    assert stamp("2022-05") == "2022-05-01T00:00:00.000Z"
    assert stamp("2022-05-12T09:30:00+03:00") == "2022-05-12T06:30:00.000Z"
    assert stamp("in May") == stamp(None) == ""
    assert date_parts("2022-05-12T09:30") == {"year": 2022, "month": 5, "day": 12, "hour": 9, "minute": 30}
    assert date_parts("2022-05") == {"year": 2022, "month": 5}
    assert date_parts(None) == {}


# Facts of followthemoney's schemata, for where the library is not installed: the properties that
# are used, and the kind of entity at the other end of those that point to one.
FTM = {
    "Article": {"title", "publishedAt", "modifiedAt", "publisher", "author", "sourceUrl", "language"},
    "Event": {
        "name", "description", "startDate", "endDate", "keywords", "notes", "location", "country",
        "addressEntity", "proof",
    },
    "Person": {"name", "position"},
    "Organization": {"name"},
    "PublicBody": {"name"},
    "LegalEntity": {"name"},
    "Mention": {"document", "resolved", "name", "detectedSchema"},
    "Note": {"name", "description", "summary", "proof", "entity"},
    "UnknownLink": {"subject", "object", "role", "summary"},
    "Address": {"full", "country", "latitude", "longitude", "remarks", "notes"},
}  # fmt: skip
FTM_ENDS = {
    "proof": {"Article"}, "document": {"Article"}, "subject": {"Article"}, "object": {"Article"},
    "addressEntity": {"Address"}, "resolved": {"Person", "Organization", "PublicBody", "LegalEntity"},
    "entity": {"Person", "Organization", "PublicBody", "LegalEntity"},
}  # fmt: skip


def test_ftm_entities_use_properties_that_their_schemata_have(exported):
    lines = (exported("ftm") / "entities.ftm.json").read_text().splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert len(entities) == len(lines)
    for entity in entities.values():
        assert set(entity["properties"]) <= FTM[entity["schema"]]
        for name, values in entity["properties"].items():
            assert all(isinstance(value, str) and value for value in values)
            if name in FTM_ENDS:
                assert {entities[value]["schema"] for value in values} <= FTM_ENDS[name]


def test_ftm_statements_are_the_entities_with_their_origins(exported, demo_book):
    folder = exported("ftm")
    entities = map(json.loads, (folder / "entities.ftm.json").read_text().splitlines())
    told = {
        (one["id"], name, value)
        for one in entities
        for name, values in one["properties"].items()
        for value in values
    }
    statements = rows(folder / "statements.csv")
    assert tuple(statements[0]) == STATEMENT_COLUMNS
    assert {(row["entity_id"], row["prop"], row["value"]) for row in statements} == told
    assert len({row["id"] for row in statements}) == len(statements)
    texts = {report.id: report.text for report in demo_book.reports()}
    spoken = [row for row in statements if row["schema"] == "Event" and row["prop"] == "description"]
    assert spoken
    for row in spoken:
        report, start, end = re.fullmatch(r"(.+)#char=(\d+),(\d+)", row["origin"]).groups()
        assert row["value"].startswith(texts[report][int(start) : int(end)])


def test_ftm_keeps_every_value(exported):
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for line in (exported("ftm") / "entities.ftm.json").read_text().splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity)
        model.get(entity["schema"]).validate(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}


def _untimed(event, **time):
    told = tuple(
        replace(one, time=Time("then", Span(0, 4), **time) if time else None) for one in event.mentions
    )
    return replace(event, start=None, end=None, date_precision="unknown", mentions=told)


def test_an_event_without_a_time_has_the_days_up_to_its_first_report(demo_book):
    event = _untimed(demo_book.events()[0])
    assert bounding_days(event, "2022-09-06", 31) == ("2022-08-07", "2022-09-06")
    assert bounding_days(event, "", 31) == bounding_days(event, "2022-09", 31) == ("", "")


def test_a_time_that_was_told_is_never_replaced(demo_book):
    event = demo_book.events()[0]
    assert bounding_days(replace(event, start="2022-09-01"), "2022-09-06", 31) == ("", "")
    assert bounding_days(_untimed(event, reason="which years is not said"), "2022-09-06", 31) == ("", "")


@pytest.mark.parametrize(("name", "day", "code"), [("acled", "event_date", "3"), ("ged", "date_end", "4")])
def test_a_date_says_whether_it_was_told(exported, demo_book, name, day, code):
    events = {event.id: event for event in demo_book.events()}
    precision = {"acled": "time_precision", "ged": "date_prec"}[name]
    for row in rows(exported(name) / f"{name}.csv"):
        told = events[row["stemma_id" if name == "acled" else "relid"]].start
        assert (row["date_rule"] == "told") == bool(told)
        assert bool(row[day]) == bool(row["date_rule"])
        if row["date_rule"] == "first report":
            assert (row[day], row[precision]) == (row["first_reported"], code)
