"""What each page of the desk shows, as plain records: functions from the summary to one answer."""

from stemma.web.pages.aims import aim_lines, aims_page
from stemma.web.pages.claim import claim_page
from stemma.web.pages.claims import claims_page, filtered
from stemma.web.pages.copied import CopiedPage, copied_page
from stemma.web.pages.events import event_page, event_rows, event_table
from stemma.web.pages.matches import MatchesPage, matches_page
from stemma.web.pages.overview import decisions_page, overview, reports_page
from stemma.web.pages.packed import packed_events
from stemma.web.pages.reader import ReaderPage, reader_page
from stemma.web.pages.review import ReviewPage, review_page
from stemma.web.pages.search import search_page
from stemma.web.pages.sources import sources_page
from stemma.web.pages.statements import chosen_statements, statements, statements_page

__all__ = [
    "CopiedPage",
    "MatchesPage",
    "ReaderPage",
    "ReviewPage",
    "aim_lines",
    "aims_page",
    "chosen_statements",
    "claim_page",
    "claims_page",
    "copied_page",
    "decisions_page",
    "event_page",
    "event_rows",
    "event_table",
    "filtered",
    "matches_page",
    "overview",
    "packed_events",
    "reader_page",
    "reports_page",
    "review_page",
    "search_page",
    "sources_page",
    "statements",
    "statements_page",
]
