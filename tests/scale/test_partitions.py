"""Work over partitions gives what the casebook's own path gives, row for row."""

import gzip
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import archive
from runs import exported

import stemma
from stemma.casebook import Casebook
from stemma.cli import run
from stemma.demo import corpus_paths
from stemma.errors import CasebookError, DataError, StemmaError, UsageError
from stemma.scale import Slice, engines, ingest, open_tables, running
from stemma.scale.engines import EngineFault, Processes, engine
from stemma.scale.folder import Folder
from stemma.scale.sources import units
from stemma.scale.tables import _casebook

DEMO = [str(path) for path in corpus_paths()]


def opened(tables: str, path: Path, wanted: Slice | None = None) -> dict[str, str]:
    open_tables(tables, path, wanted)
    with Casebook.open(path) as book:
        assert book.check() == ()
        return exported(book, path.with_suffix(".jsonl"))


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """The tables of a run over partitions of eight reports, in this process."""
    folder = str(tmp_path_factory.mktemp("tables") / "demo")
    summary = ingest(DEMO, folder, engine_name="processes", workers=1, partition=8)
    assert (summary.documents, summary.errors) == (26, ())
    assert summary.holds["reports"] == 26
    return folder


def test_partitions_give_the_exports_of_the_local_path(local, tables, tmp_path):
    assert len(Folder(tables).names("reports")) == 4
    assert opened(tables, tmp_path / "war.db") == local


def test_the_files_of_a_table_have_its_columns(tables):
    stages = {path.parent.name for path in Path(tables).rglob("*.parquet")}
    assert {"reports", "claims", "places", "events", "copies"} <= stages
    for stage in stages:
        (columns,) = {pq.read_schema(path) for path in Path(tables, stage).glob("*.parquet")}
        if stage in _casebook() and stage != "documents":
            assert columns.equals(_casebook()[stage]), stage


def test_what_is_finished_is_not_done_again(local, monkeypatch, tmp_path):
    folder = str(tmp_path / "demo")
    worked = []
    stop_at = iter([3, 8, 20, 33, None])

    class Watched(Processes):
        last = next(stop_at)

        def map(self, task, keys):
            for key in super().map(task, keys):
                worked.append(key)
                yield key
                if len(worked) == Watched.last:
                    Watched.last = next(stop_at)
                    raise KeyboardInterrupt

    monkeypatch.setitem(engines.ENGINES, "processes", lambda workers, _: Watched(workers))
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            ingest(DEMO, folder, engine_name="processes", workers=1, partition=8)
    ingest(DEMO, folder, engine_name="processes", workers=1, partition=8)
    assert len(worked) == len(set(worked)) > 33
    assert opened(folder, tmp_path / "war.db") == local
    count = len(worked)
    ingest(DEMO, folder, engine_name="processes", workers=1, partition=8)
    assert len(worked) == count, "a finished run was done again"


def test_workers_that_are_lost_again_and_again_end_the_run(monkeypatch, tmp_path):
    class Dying(Processes):
        def map(self, _task, _keys):
            raise EngineFault("killed")
            yield

    monkeypatch.setitem(engines.ENGINES, "processes", lambda workers, _: Dying(workers))
    with pytest.raises(StemmaError, match="workers were lost 4 times"):
        ingest(DEMO, str(tmp_path / "demo"), engine_name="processes")


def test_a_folder_holds_one_run(tables, tmp_path):
    with pytest.raises(UsageError, match="other inputs"):
        ingest(DEMO[:1], tables, engine_name="processes", workers=1)
    with pytest.raises(DataError, match="no finished run"):
        open_tables(str(tmp_path), tmp_path / "war.db")
    (tmp_path / "letters.txt").touch()
    with pytest.raises(UsageError, match="no run of Stemma"):
        ingest(DEMO, str(tmp_path), engine_name="processes", workers=1, again=True)
    assert (tmp_path / "letters.txt").exists()
    open_tables(tables, tmp_path / "war.db")
    with pytest.raises(CasebookError, match="holds reports already"):
        open_tables(tables, tmp_path / "war.db")


def test_a_slice_has_whole_claims_with_the_origins_of_the_whole_collection(local, tables, tmp_path):
    everything = [json.loads(line) for line in local["claims.jsonl"].splitlines()]
    outlets = {}
    for line in local["reports.jsonl"].splitlines():
        report = json.loads(line)
        outlets[report["id"]] = report["outlet"]
    outlet = outlets[everything[0]["mentions"][0]["report"]]
    sliced = opened(tables, tmp_path / "outlet.db", Slice(outlets=(outlet.upper(),)))
    claims = [json.loads(line) for line in sliced["claims.jsonl"].splitlines()]
    assert claims == [
        claim for claim in everything if any(outlets[one["report"]] == outlet for one in claim["mentions"])
    ]
    assert 0 < len(claims) < len(everything)
    one = opened(tables, tmp_path / "claim.db", Slice(claims=(everything[0]["id"],)))
    assert [json.loads(line) for line in one["claims.jsonl"].splitlines()] == everything[:1]
    assert {json.loads(line)["id"] for line in one["reports.jsonl"].splitlines()} == {
        mention["report"] for mention in everything[0]["mentions"]
    }
    with pytest.raises(DataError, match="no claim"):
        open_tables(tables, tmp_path / "none.db", Slice(claims=("claim-none",)))


def test_a_slice_of_days():
    days = Slice(since="2022-09-06", until="2022-09-08")
    assert days.holds("A", "2022-09-08T23:00:00+00:00")
    assert days.holds(None, "2022-09-06")
    assert not days.holds("A", "2022-09-09")
    assert not days.holds("A", "2022-09-05")
    assert not days.holds("A", None)
    assert Slice(until="2022-09-08").holds("A", "2022-09-01")
    assert not Slice(claims=("claim-1",)).holds("A", "2022-09-01")


def page(title: str, sentence: str) -> bytes:
    paragraphs = "".join(
        f"<p>{sentence} {more}</p>" for more in ("Nobody was hurt.", "Work goes on.", "It rained.")
    )
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>".encode()
    )


def test_every_kind_of_file_and_damaged_ones_and_a_text_that_came_before(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    row = {
        "text": "The bridge at Orikhiv fell on Monday, the mayor said.",
        "outlet": "Steppe Wire",
        "id": "a",
    }
    other = row | {"text": "The bridge at Orikhiv stands, the governor said on Tuesday."}
    (source / "1.jsonl").write_text(f"{json.dumps(row)}\nno JSON\n{json.dumps(other)}\n{json.dumps(row)}\n")
    (source / "2.jsonl.gz").write_bytes(gzip.compress(json.dumps(row | {"id": "b"}).encode())[:-12])
    (source / "3.jsonl").write_text(json.dumps(row))
    third = {
        "text": "The mill at Orikhiv burnt down, the mayor said on Friday.",
        "outlet": "River Post",
        "id": "c",
    }
    pq.write_table(pa.Table.from_pylist([third, row]), source / "4.parquet")
    pages = [
        page("Bridge falls", "The bridge at Orikhiv fell on Monday, the mayor said."),
        page("Mill burns", "The mill at Orikhiv burnt down on Friday, a firefighter said."),
    ]
    here = "https://steppe-wire.example"
    (source / "5.warc.gz").write_bytes(archive([(f"{here}/5/0", pages[0])], "2022-09-08"))
    damaged = archive([(f"{here}/6/0", pages[1]), (f"{here}/6/1", pages[0])], "2022-09-08")
    (source / "6.warc.gz").write_bytes(damaged[:-90])
    (source / "7.html").write_bytes(page("School shut", "The school at Orikhiv is shut, its head said."))
    with stemma.open(tmp_path / "local.db") as book:
        book.ingest([source])
        local = exported(book, tmp_path / "local")
        failed = sorted(book.failures(), key=str)
    summary = ingest([str(source)], str(tmp_path / "tables"), engine_name="processes", workers=1, partition=1)
    assert sorted(summary.errors, key=str) == failed
    assert {Path(failure.origin.split(".gz")[0]).name[:1] for failure in failed} >= {"1", "2", "6"}
    assert opened(str(tmp_path / "tables"), tmp_path / "war.db") == local
    assert len(local["reports.jsonl"].splitlines()) >= 6
    with Casebook.open(tmp_path / "war.db") as book:
        assert sorted(book.failures(), key=str) == failed


def test_a_run_in_which_nothing_can_be_read_ends(tmp_path):
    (tmp_path / "empty.html").touch()
    summary = ingest(
        [str(tmp_path / "empty.html")], str(tmp_path / "tables"), engine_name="processes", workers=1
    )
    assert summary.holds["reports"] == 0
    assert len(summary.errors) == 1
    assert open_tables(str(tmp_path / "tables"), tmp_path / "war.db")["reports"] == 0


def test_the_engine_is_chosen_before_inputs_are_listed(monkeypatch, tmp_path):
    called = []

    def listed(inputs):
        called.append("inputs")
        return units(inputs)

    def chosen(workers, _address):
        called.append("engine")
        return Processes(workers)

    monkeypatch.setattr(running, "units", listed)
    monkeypatch.setitem(engines.ENGINES, "processes", chosen)
    (tmp_path / "empty.html").touch()
    for _ in range(2):
        ingest([str(tmp_path)], str(tmp_path / "tables"), engine_name="processes", workers=1)
    assert called == ["engine", "inputs", "engine"]


def test_inputs_are_read_in_units_in_their_order(tmp_path, monkeypatch):
    for file in ("b.html", "a.txt", "README.md", "style.css", ".hidden"):
        (tmp_path / file).write_text("text")
    a, b = (str(tmp_path / file) for file in ("a.txt", "b.html"))
    assert units([str(tmp_path), "missing.txt"]) == [[a, b, "missing.txt"]]
    monkeypatch.setattr("stemma.scale.sources._UNIT_BYTES", 4)
    assert units([str(tmp_path)]) == [[a], [b]]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert units([str(empty)]) == [[str(empty)]]
    with pytest.raises(UsageError, match="standard input"):
        units(["-"])


def test_engines_that_are_not_there_say_what_to_install(monkeypatch):
    with pytest.raises(UsageError, match="no engine 'spark'"):
        engine("spark", 1)
    with pytest.raises(UsageError, match="goes with --engine ray"):
        engine("processes", 1, "ray://there:10001")
    monkeypatch.setattr(engines, "find_spec", lambda _name: None)
    monkeypatch.delitem(sys.modules, "daft", raising=False)
    monkeypatch.delitem(sys.modules, "ray", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'stemma-news\[scale\]'"):
        engine("daft", 1)
    with pytest.raises(UsageError, match=r"pip install 'stemma-news\[ray\]'"):
        engine("ray", 1)


def test_the_command_line_writes_tables_and_opens_them(tables, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(running, "PARTITION", 8)
    assert (
        run(["ingest", *DEMO, "--engine", "processes", "--tables", tables, "--workers", "1", "--json"]) == 0
    )
    assert json.loads(capfd.readouterr().out)["holds"]["reports"] == 26
    book = str(tmp_path / "war.db")
    assert run(["casebook", "from-parquet", tables, "--casebook", book, "--since", "2022-09-10"]) == 0
    assert "holds" in capfd.readouterr().err
    assert run(["ingest", *DEMO, "--engine", "processes"]) == 2
    assert run(["ingest", *DEMO, "--tables", tables]) == 2
    assert run(["ingest", "--engine", "processes", "--tables", tables]) == 2
