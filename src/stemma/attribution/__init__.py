"""Attribution: who says so, through which chain of sources, and how certain it is put."""

from stemma.attribution.attribute import attribute, attribute_outermost, attributing

__all__ = ["attribute", "attribute_outermost", "attributing"]
