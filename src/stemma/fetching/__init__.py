"""Fetching: pages from the web, safely and politely."""

from stemma.fetching.client import Client, Limits, Page
from stemma.fetching.errors import FetchError, RefusedError
from stemma.fetching.polite import Polite

__all__ = ["Client", "FetchError", "Limits", "Page", "Polite", "RefusedError"]
