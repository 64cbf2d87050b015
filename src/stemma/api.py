"""The Python interface: an open casebook that can also read new reports."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from stemma.casebook import Casebook, Table
from stemma.records import Decision, PossibleMatch

if TYPE_CHECKING:
    from stemma.pipeline import Summary


class Book(Casebook):
    """A casebook whose reports come from anywhere and whose decisions take effect at once."""

    def ingest(
        self,
        inputs: Iterable[str | Path],
        *,
        stdin: BinaryIO | None = None,
        workers: int | None = None,
        again: bool = False,
        outlet: str = "",
    ) -> "Summary":
        """Read reports, find everything in them, and collate them with what is there.

        Args:
            inputs: files, folders, URLs; ``"-"`` reads ``stdin``.
            stdin: what ``"-"`` stands for.
            workers: how many processes analyse reports; None for as many as help.
            again: analyse every report anew, as after an upgrade or an addition to the gazetteer.
            outlet: who published those that name no outlet themselves.

        Returns:
            What was done, with the documents that failed and why.
        """
        from stemma.pipeline import ingest  # noqa: PLC0415  loads the language model's libraries

        named = [str(entry) for entry in inputs]
        return ingest(self, named, stdin=stdin, workers=workers, again=again, outlet=outlet)

    def collate(self) -> None:
        """Apply the decisions that stand, and compute claims, origins, variants and events anew."""
        from stemma.pipeline import collate  # noqa: PLC0415  likewise

        collate(self)

    def decide(self, action: str, *targets: str, value: str = "", note: str = "", by: str = "") -> Decision:
        """Store an analyst's decision, apply it at once, and return it; see `Casebook.decide`."""
        decision = super().decide(action, *targets, value=value, note=note, by=by)
        self.collate()
        return decision

    def possible_matches(self, claim: str, *, best: int | None = None) -> Table[PossibleMatch]:
        """Return the other claims that may be one with a claim, the likeliest first.

        Args:
            claim: the claim's id.
            best: at most so many; five if None.
        """
        from stemma.matching import possible_matches  # noqa: PLC0415  likewise

        return Table.of(PossibleMatch, possible_matches(self, claim, best))

    def matches(self, *, claims: int | None = None) -> Table[PossibleMatch]:
        """Return the pairs of claims that may be one, the likeliest first, each pair once.

        Args:
            claims: of how many claims, those of the latest reports; 2,000 if None.
        """
        from stemma.matching import all_matches  # noqa: PLC0415  likewise

        return Table.of(PossibleMatch, all_matches(self, claims))

    def set_sides(self, text: str) -> None:
        """Use a list of parties to the conflict (TOML), now and at every collation to come.

        Args:
            text: the list; "" goes back to the bundled one.

        Raises:
            DataError: it is no TOML, or a side in it has no name.
        """
        from stemma.provenance import Sides  # noqa: PLC0415  likewise

        if text:
            Sides.parse(text)
        super().set_sides(text)
        self.collate()


def open(path: str | Path = "stemma.db", *, create: bool = True, readonly: bool = False) -> Book:  # noqa: A001
    """Open the casebook at ``path`` and return it; it is made when it is missing.

    Raises:
        CasebookError: the file is damaged, newer than this version, or no casebook.
    """
    return Book.open(path, create=create, readonly=readonly)
