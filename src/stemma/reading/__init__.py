"""Reading: files, folders, archives, feeds, tables and pages to reports of clean paragraphs."""

from stemma.reading.addresses import addresses
from stemma.reading.inputs import documents
from stemma.reading.kinds import parts
from stemma.reading.report import read
from stemma.reading.sniff import kind_of

__all__ = ["addresses", "documents", "kind_of", "parts", "read"]
