"""The stage that analyses reports, partition by partition."""

from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from stemma.pipeline.analysing import Analyst, batches, real_analyst
from stemma.pipeline.running import PARSED
from stemma.records import Report
from stemma.scale import tables
from stemma.scale.folder import Folder
from stemma.scale.layout import REPORTS, name

ANALYSES = "analyses"

_ANALYSES = pa.schema([("report", pa.string()), ("published", pa.string()), ("error", pa.string())])


@cache
def _analyst() -> Analyst:
    """The analyst of this process, with its models."""
    return real_analyst()


@dataclass(frozen=True)
class Analyse:
    """Find everything in the reports of one partition."""

    folder: Folder

    def __call__(self, key: str) -> None:
        """Analyse one partition; the list of its analyses is written last and marks it as done."""
        table = self.folder.read(name(REPORTS, key), columns=["n", "record", "status"]).sort_by("n")
        table = table.filter(pc.equal(table["status"], "analysed"))
        reports = tables.decode(Report, table["record"])
        found = [one for batch in batches(reports, PARSED) for one in _analyst().analyse(batch)]
        for stage, made in tables.analyses(found).items():
            self.folder.write(name(stage, key), made)
        listed = [{"report": one.report, "published": one.published, "error": one.error} for one in found]
        self.folder.write(name(ANALYSES, key), pa.Table.from_pylist(listed, schema=_ANALYSES))
