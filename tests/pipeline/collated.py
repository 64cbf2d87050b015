"""Reports that were analysed, put into a casebook and collated as a run does."""

from stemma.pipeline import running


def add(book, items):
    """Add documents with their reports and analyses, and collate what they change."""
    book.add([(document, report) for document, report, _ in items], tool=running.TOOL)
    book.add_analyses([analysis for _, _, analysis in items], tool=running.TOOL)
    running.collate(book)
