"""The analyst's desk: the web page of a casebook, and the JSON and CSV behind it."""

from stemma.web.app import create_app
from stemma.web.serving import ServingError, serve

__all__ = ["ServingError", "create_app", "serve"]
