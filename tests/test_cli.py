"""The commands: their forms, their messages and their exit codes."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

import sample_book
from stemma.casebook import Casebook
from stemma.cli import run
from stemma.cli_commands import COMMANDS
from stemma.cli_output import WIDTH
from stemma.cli_words import chain_text, safe, shorten, spread
from stemma.export import FORMATS
from stemma.export.flat import guard
from waiting import ended, ran, started

DOCS = Path(__file__).parents[1] / "docs" / "cli.md"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "war.db"
    with Casebook.open(path) as book:
        sample_book.fill(book)
    return str(path)


@pytest.fixture
def stemma(path, capfdbinary):
    """Run a command on the sample casebook: (exit code, standard output, standard error)."""

    def command(*arguments, casebook=path):
        code = run([*arguments, "--casebook", casebook])
        out, error = capfdbinary.readouterr()
        return code, out.decode(), error.decode()

    return command


LISTS = ["claims", "origins", "variants", "events", "names", "reports"]


@pytest.mark.parametrize("command", LISTS)
def test_json_is_one_array_and_jsonl_the_same_records(stemma, command):
    code, out, error = stemma(command, "--json")
    assert (code, error) == (0, "")
    records = json.loads(out)
    assert records
    _, lines, _ = stemma(command, "--jsonl")
    assert [json.loads(line) for line in lines.splitlines()] == records


@pytest.mark.parametrize("command", LISTS)
def test_csv_has_a_header_and_one_row_a_record(stemma, command):
    _, out, _ = stemma(command, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    _, records, _ = stemma(command, "--json")
    assert [row["id"] for row in rows] == [record["id"] for record in json.loads(records)]


@pytest.mark.parametrize("command", LISTS)
def test_tables_fit_in_100_columns(stemma, command):
    code, out, _ = stemma(command)
    assert code == 0
    assert max(len(line.rstrip()) for line in out.splitlines()) <= WIDTH
    assert "\x1b" not in out


@pytest.mark.parametrize("command", [*LISTS, "search"])
def test_an_empty_casebook_says_what_to_do(stemma, tmp_path, command):
    empty = tmp_path / "empty.db"
    Casebook.open(empty).close()
    arguments = [command, *(["depot"] if command == "search" else [])]
    code, out, error = stemma(*arguments, casebook=str(empty))
    assert (code, out) == (0, "")
    assert "stemma ingest" in error
    code, out, _ = stemma(*arguments, "--json", casebook=str(empty))
    assert json.loads(out) == []
    code, out, _ = stemma(*arguments, "--csv", casebook=str(empty))
    assert out.startswith(("id,", "kind,"))


@pytest.mark.parametrize("command", [*LISTS, "doctor", "serve"])
def test_a_missing_casebook_fails_with_advice(stemma, tmp_path, command):
    code, out, error = stemma(command, casebook=str(tmp_path / "none.db"))
    assert (code, out) == (1, "")
    assert "stemma ingest" in error
    assert not (tmp_path / "none.db").exists()


def test_claims_are_filtered(stemma):
    for arguments, number in [
        (("--speaker", "brol"), 1),
        (("--actor", "nobody"), 0),
        (("--aims",), 0),
        (("--min-origins", "1"), 1),
        (("--min-origins", "2"), 0),
        (("--limit", "1"), 1),
    ]:
        _, out, _ = stemma("claims", *arguments, "--json")
        assert len(json.loads(out)) == number


def test_claims_table_says_who_and_how_many(stemma):
    _, out, _ = stemma("claims")
    text = " ".join(out.split())
    assert "2 outlets" in text
    assert "1 origin (1 to 2)" in text
    assert "Colonel Ana Brol, [via Tern Wire]" in text or "Colonel Ana Brol" in text


def test_origins_of_a_claim_is_a_tree(stemma):
    _, out, _ = stemma("origins", "claim-1")
    assert "Colonel Ana Brol" in out
    assert "Alder Post, 2022-05-10" in out
    assert "Fen Daily, no date" in out
    assert "utterance: she said it" in out
    assert "hedge dropped: possibly → (nothing)" in out
    assert stemma("origins", "claim-none")[0] == 2
    assert stemma("origins", "claim-none", "--json")[0] == 2


@pytest.mark.parametrize("kind", ["r-", "m-", "e-", "claim-1", "o-1", "v-1", "ev-1", "c-1"])
def test_show_shows_every_kind_of_id(stemma, kind):
    report = sample_book.pairs()[0][1].id
    identifier = {"r-": report, "m-": f"m-{report}", "e-": f"e-{report}"}.get(kind, kind)
    code, out, error = stemma("show", identifier)
    assert (code, error) == (0, "")
    assert out.strip()
    code, out, _ = stemma("show", identifier, "--json")
    assert json.loads(out)["id"] == identifier


def test_a_report_is_shown_with_who_else_carries_its_claims(stemma, path):
    with Casebook.open(path) as book:
        carried = next(claim for claim in book.claims() if claim.reports > 1)
        report = carried.mentions[0].report
        of_report = book.claims(report=report)
    code, out, _ = stemma("show", report)
    told = " ".join(out.split())
    assert code == 0
    assert f"{carried.origins.best} origin" in told
    assert f"also in {carried.reports - 1} other report" in told
    assert carried.id in told
    alone = sum(claim.reports == 1 for claim in of_report)
    assert f"{len(of_report)} claim" in told
    assert f"{alone} told by this report alone" in told
    assert "CT+" not in told


def test_reports_that_were_added_last_come_first(stemma, path):
    with Casebook.open(path) as book:
        ids = [report.id for report in book.originals()]
    _, out, _ = stemma("reports", "--added", "--json")
    assert [record["id"] for record in json.loads(out)] == ids[::-1]


def test_a_few_new_reports_are_named_by_their_ids(stemma, tmp_path):
    (tmp_path / "a.txt").write_text("Shells hit the bridge at Orlen\n\nShells hit it twice, a guard said.\n")
    code, out, error = stemma("ingest", str(tmp_path / "a.txt"), "--json")
    (new,) = json.loads(out)["reports"]
    assert code == 0
    assert f"{new}  Shells hit the bridge at Orlen" in error
    assert "stemma show" in error
    assert new not in stemma("ingest", str(tmp_path / "a.txt"))[2]


def test_an_outlet_is_given_to_reports_that_name_none(stemma, path, tmp_path):
    (tmp_path / "a.txt").write_text("Shells hit the bridge at Orlen\n\nShells hit it twice, a guard said.\n")
    (tmp_path / "b.csv").write_text("text,outlet\nThe bridge at Orlen is closed since noon.,Orlen Courier\n")
    code, out, _ = stemma(
        "ingest", str(tmp_path / "a.txt"), str(tmp_path / "b.csv"), "--outlet", "Tern Wire", "--json"
    )
    assert code == 0
    with Casebook.open(path) as book:
        found = [book.report(report) for report in json.loads(out)["reports"]]
    assert [report.outlet for report in found] == ["Tern Wire", "Orlen Courier"]
    assert found[0].outlet_source == "given with the document"
    assert not any("given" in key for report in found for key in report.extra)


def test_show_takes_the_beginning_of_an_id(stemma):
    report = sample_book.pairs()[0][1].id
    code, out, _ = stemma("show", report[:8])
    assert code == 0
    assert "the depot at Kherson" in out
    assert "[headline] Depot burns" in out
    code, _, error = stemma("show", "r-")
    assert code == 2
    assert "is the beginning of" in error
    code, _, error = stemma("show", "nothing")
    assert code == 2
    assert "no record with the id nothing" in error


def test_usage_faults_are_told_with_code_2(stemma):
    for arguments in [
        ("claims", "--nonsense"),
        ("show",),
        ("events", "--limit", "many"),
        ("nonsense",),
        ("ingest",),
    ]:
        code, out, error = stemma(*arguments)
        assert (code, out) == (2, "")
        assert error.startswith("stemma: ")


def test_help_and_version(capfdbinary):
    assert run([]) == run(["--help"]) == 0
    assert "ingest" in capfdbinary.readouterr().out.decode()
    assert run(["--version"]) == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", capfdbinary.readouterr().out.decode())
    assert run(["claims", "--help"]) == 0
    assert "--min-origins" in capfdbinary.readouterr().out.decode()


def test_doctor_finds_what_is_wrong(stemma, path):
    code, _, error = stemma("doctor")
    assert code == 0
    assert "2 reports" in error
    with Casebook.open(path) as book, book.store.transaction() as db:
        db.execute("UPDATE reports SET text = replace(text, 'Colonel', 'General') WHERE n = 1")
        db.execute("UPDATE raw SET bytes = x'00'")
        db.execute("DELETE FROM mentions WHERE rowid = 2")
    code, out, error = stemma("doctor", "--json")
    assert code == 1
    assert "quotes 'Colonel Ana Brol', but its spans say 'General Ana Brol'" in error
    assert "cannot be unpacked" in error
    assert "is not there" in error
    assert json.loads(out)["findings"]


@pytest.mark.parametrize("to", ["jsonl", "csv", "parquet", "geojson"])
def test_export_writes_the_same_bytes_every_time(stemma, tmp_path, to):
    code, out, error = stemma("export", "--to", to, "-o", str(tmp_path / "one"))
    assert (code, out) == (0, "")
    assert "wrote" in error
    stemma("export", "--to", to, "-o", str(tmp_path / "two"))
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_export_to_an_unknown_format_names_the_known(stemma, tmp_path):
    code, _, error = stemma("export", "--to", "stone", "-o", str(tmp_path))
    assert code == 2
    assert "parquet" in error


def test_all_formats_are_written_but_for_one_that_cannot_be(stemma, tmp_path, monkeypatch):
    monkeypatch.setattr("stemma.web.site.STATIC", tmp_path / "nothing")
    code, _, error = stemma("export", "--to", "all", "-o", str(tmp_path / "out"), "--hide-persons")
    assert code == 3
    assert "not written: warc" in error
    assert "not written: site: the web page is not built" in error
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if any(path.iterdir())) == sorted(
        {*FORMATS} - {"site", "warc"}
    )
    code, _, error = stemma("export", "--to", "site", "-o", str(tmp_path / "out"))
    assert code == 1


def test_the_help_of_export_names_every_format(capfdbinary):
    assert run(["export", "--help"]) == 0
    words = set(re.findall(r"\w+", capfdbinary.readouterr().out.decode()))
    assert words.issuperset(FORMATS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("claims", "--report", "nothing"),
        ("events", "--report", "nothing"),
        ("variants", "nothing"),
        ("origins", "nothing", "--json"),
        ("variants", "--type", "nothing"),
        ("claims", "--limit", "-1"),
    ],
)
def test_what_nothing_has_is_a_fault_of_the_command(stemma, arguments):
    code, out, error = stemma(*arguments)
    assert (code, out) == (2, "")
    assert error.startswith("stemma: ")


def test_ids_may_be_given_by_their_beginning_in_every_list(stemma):
    (claim, *_) = json.loads(stemma("claims", "--json")[1])
    whole = json.loads(stemma("origins", claim["id"], "--json")[1])
    assert whole
    assert json.loads(stemma("origins", claim["id"][:-1], "--json")[1]) == whole
    report = claim["mentions"][0]["report"]
    narrowed = stemma("claims", "--report", report, "--json")[1]
    assert stemma("claims", "--report", report[:-1], "--json")[1] == narrowed
    assert stemma("variants", "--type", "Hedge dropped", "--json")[0] == 0


def test_geojson_holds_the_events_that_have_coordinates(stemma, tmp_path):
    stemma("export", "--to", "geojson", "-o", str(tmp_path))
    (feature,) = json.loads((tmp_path / "events.geojson").read_text())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [32.6, 46.6]}
    assert feature["properties"]["fatalities"]["best"] == 3
    assert feature["properties"]["precision"] == "settlement"


def test_eval_lists_and_refuses(capfdbinary):
    assert run(["eval"]) == 0
    assert b"polnear\n" in capfdbinary.readouterr().out
    assert run(["eval", "nonsense"]) == 2
    assert b"no evaluation named 'nonsense'" in capfdbinary.readouterr().err


def test_a_closed_pipe_is_no_fault(path):
    command = f"{sys.executable} -m stemma reports --jsonl --casebook {path} | head -c 10"
    done = ended(started(["bash", "-o", "pipefail", "-c", command]))
    assert done.stderr == ""
    assert done.returncode in (0, 120)


def test_an_interrupt_ends_with_130(monkeypatch, capfdbinary, path):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("stemma.casebook.Casebook.reports", interrupted)
    assert run(["reports", "--casebook", path]) == 130
    assert b"interrupted" in capfdbinary.readouterr().err


def test_the_casebook_may_be_named_in_the_environment(path):
    environment = {**os.environ, "STEMMA_CASEBOOK": path}
    command = [sys.executable, "-m", "stemma", "reports", "--json"]
    assert len(json.loads(ran(command, env=environment).stdout)) == 2


def documented() -> dict[str, str]:
    """The sections of the commands' page by command."""
    parts = re.split(r"^## `stemma (\w+)[^\n]*\n", DOCS.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command, capfdbinary):
    section = documented()[command]
    head = DOCS.read_text().split("## `stemma")[0]
    commands = {
        "review": ["accept", "redate", "list"],
        "gazetteer": ["add"],
        "casebook": ["from-parquet"],
    }.get(command, [""])
    for name in commands:
        assert run([command, *filter(None, [name]), "--help"]) == 0
        for option in re.findall(r"--[a-z-]+", capfdbinary.readouterr().out.decode()):
            assert option in section or option in head, f"{command}: {option}"


def test_every_documented_command_exists():
    assert set(documented()) == set(COMMANDS)


def test_terminals_are_not_ruled_by_the_text():
    assert safe("a\x1b[31mb\x07c\u202ed") == "a[31mbcd"
    assert safe("Київ\tі\nХерсон") == "Київ\tі\nХерсон"


def test_words_for_people():
    assert spread(1, 1, 1) == "1"
    assert spread(1, 2, 3) == "2 (1 to 3)"
    assert spread(3, 3, None) == "at least 3"
    assert spread(3, 3, 3, at_least=True) == "at least 3"
    assert spread(3, 5, 13, at_least=True) == "5 (3 to 13 or more)"
    assert spread(None, None, None) == "?"
    assert spread(4, None, None) == "at least 4"
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one\n two", 9) == "one two"
    mention = sample_book.make_mention(sample_book.pairs()[0][1])
    assert chain_text(mention) == "Colonel Ana Brol, [via Tern Wire]"


def test_no_cell_is_a_formula():
    assert guard("=1+1") == "'=1+1"
    assert guard("said") == "said"
