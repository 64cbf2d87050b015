"""The stage that judges pairs of claim mentions."""

from dataclasses import dataclass

from stemma.collation.alignment import align, pair_key
from stemma.collation.pairing import judge_pairs
from stemma.records import Copy
from stemma.scale import tables
from stemma.scale.bonding import Bonds, write_pairs
from stemma.scale.layout import name
from stemma.scale.library import COPIES, HOMES, STATEMENTS, Library, report_of
from stemma.scale.wording import keyed_pairs

PAIRINGS = "pairings"
CLAIM_BONDS = Bonds(STATEMENTS, (PAIRINGS,), "members", "touching", HOMES)


@dataclass(frozen=True)
class JudgePairs:
    """Judge the pairs whose later report is in a partition: those that share keys, those copied."""

    library: Library

    def __call__(self, key: str) -> None:
        """Judge the pairs of one partition."""
        library, part = self.library, int(key)
        pairs = list(keyed_pairs(library.folder, part))
        copies = tables.decode(Copy, library.folder.read(name(COPIES, key), ["record"])["record"])
        numbers = {report_of(number) for pair in pairs for number in pair}
        numbers.update(number for copy in copies for number in library.numbers((copy.source, copy.target)))
        items = library.statements(library.reports(numbers))
        by_id = {item.id: item for item in items.values()}
        number_by_id = {item.id: number for number, item in items.items()}
        keyed = [pair_key(items[one].id, items[other].id) for one, other in pairs]
        found = judge_pairs(keyed, align(by_id.values(), copies), by_id, library.weights)
        binding = {pair: pairing.binds for pair, pairing in found.items()}
        write_pairs(library.folder, name(PAIRINGS, key), found, binding, number_by_id)
