"""Attribution: who says so, through which chain of sources, and how certain it is put."""

from stemma.attribution.attribute import attribute

__all__ = ["attribute"]
