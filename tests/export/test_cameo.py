import pytest

from stemma.casebook.table import Table
from stemma.export.cameo import CodedEvent, cameo, coded
from stemma.records import Event, Range, Toll


def event(**values):
    shared = {
        "id": "event-1", "type": "", "sub_type": "", "plover": "", "mode": "", "actor": "", "target": "",
        "place": None, "start": None, "end": None, "date_precision": "unknown", "date_reason": "",
        "fatalities": Toll(None, None, None), "injuries": Toll(None, None, None), "status": "occurred",
        "mentions": (), "origins": Range(1, 1, 1),
    }  # fmt: skip
    return Event(**{**shared, **values})


@pytest.mark.parametrize(
    ("values", "prefix"),
    [
        ({"type": "Battles", "sub_type": "Armed clash", "plover": "ASSAULT"}, "19"),
        ({"type": "Strategic developments", "sub_type": "Arrests", "plover": "COERCE"}, "17"),
        ({"plover": "CONSULT"}, "04"),
        ({"plover": "CONSULT", "mode": "no such mode"}, "04"),
        ({"plover": "no such event"}, ""),
    ],
)
def test_codes_have_their_cameo_alias(values, prefix):
    assert cameo(event(**values)).startswith(prefix)
    assert bool(cameo(event(**values))) is bool(prefix)


def test_the_alias_is_a_column_of_the_exported_events():
    table = Table.of(CodedEvent, [coded(event(plover="CONSULT"))])
    assert table.to_arrow().column("cameo").to_pylist()[0].startswith("04")
    assert "cameo" in Table.of(CodedEvent, []).to_arrow().column_names
