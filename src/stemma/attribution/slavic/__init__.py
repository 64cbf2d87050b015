"""Attribution in Russian and Ukrainian, by rule: verbs of saying, "according to", quotations."""

from stemma.attribution.slavic.attribute import attribute_slavic, outermost_slavic

__all__ = ["attribute_slavic", "outermost_slavic"]
