"""The stage that makes claims of the mentions that hang together, with their origins and variants."""

from dataclasses import dataclass

from stemma.collation import find_variants
from stemma.collation.claims import claims_of
from stemma.collation.constraints import constraints
from stemma.collation.pairing import Pairing
from stemma.provenance import trace
from stemma.scale import tables
from stemma.scale.bonding import members, touching
from stemma.scale.eventing import judge_claimed
from stemma.scale.folder import Folder
from stemma.scale.layout import key_of, name
from stemma.scale.library import Library, report_of
from stemma.scale.pairing import CLAIM_BONDS
from stemma.scale.wording import HOUSES

CLAIMS = "claims"


@dataclass(frozen=True)
class MakeClaims:
    """Make the claims whose first mention is in a partition, with their origins and variants."""

    library: Library

    def __call__(self, key: str) -> None:
        """Make the claims of one partition; the claims are written last and mark it as done."""
        library = self.library
        held = members(library.folder, CLAIM_BONDS, key)
        numbers = {report_of(number) for number in held}
        by_number = library.reports(numbers)
        reports = {report.id: report for report in by_number.values()}
        items = {item.id: item for number, item in library.statements(by_number).items() if number in held}
        pairings = touching(library.folder, CLAIM_BONDS, key, Pairing)
        claims = claims_of(reports, items, library.weights, pairings, constraints(()))
        partitions = {library.partition(number) for number in numbers}
        copies = library.copies(partitions, reports)
        relied = _relied(library.folder, partitions, frozenset(reports))
        traced, origins = trace(claims, reports, copies, relied=relied)
        variants = find_variants(traced, reports, copies)
        judge_claimed(library, key, by_number, traced, copies)
        made = {**tables.origins(origins), **tables.variants(variants), **tables.claims(traced)}
        for stage in sorted(made, key=lambda stage: stage == CLAIMS):
            library.folder.write(name(stage, key), made[stage])


def _relied(folder: Folder, partitions: set[int], reports: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the houses that each report cites for anything."""
    found: dict[str, frozenset[str]] = {}
    for part in sorted(partitions):
        table = folder.read(name(HOUSES, key_of(part)), filters=[("report", "in", sorted(reports))])
        named = (frozenset(houses) for houses in table["houses"].to_pylist())
        found |= zip(table["report"].to_pylist(), named, strict=True)
    return found
