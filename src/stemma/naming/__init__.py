"""Who is named: the persons and bodies that a report names, whether or not they say or do something."""

from stemma.naming.find import find_names
from stemma.naming.lists import Lists

__all__ = ["Lists", "find_names"]
