"""Reading: files, folders, tables and pages to reports of clean paragraphs."""

from stemma.reading.inputs import documents
from stemma.reading.report import read

__all__ = ["documents", "read"]
