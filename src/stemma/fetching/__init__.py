"""Fetching: pages from the web, safely and politely."""

from stemma.fetching.client import Client, Limits, Page, hosts_of
from stemma.fetching.errors import FetchError, RefusedError
from stemma.fetching.polite import Polite
from stemma.fetching.settings import Plan, Source, read_plan

__all__ = [
    "Client", "FetchError", "Limits", "Page", "Plan", "Polite", "RefusedError", "Source",
    "hosts_of", "read_plan",
]  # fmt: skip
