"""What the naming of persons and bodies takes from other rooms: names of groups, and of media."""

from functools import cache

from stemma.naming import Lists


@cache
def name_lists() -> Lists:
    """Return the names of groups that events know, and what attribution tells outlets and agencies by."""
    from stemma.attribution.kinds import of_house  # noqa: PLC0415  heavy rooms are loaded when needed
    from stemma.events.lexicon import parties  # noqa: PLC0415

    states = ("", "government")
    groups = {name: party.kind for name, party in parties().items() if party.kind not in states}
    return Lists(groups, of_house)
