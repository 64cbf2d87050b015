"""Why a page was not fetched."""

from stemma.errors import StemmaError


class FetchError(StemmaError):
    """A page could not be fetched; the message says why. ``again`` tells whether to try again later.

    ``wait`` is how many seconds the server asked to be left alone, None when it said nothing;
    ``status`` what it answered, None when it did not.
    """

    def __init__(
        self, message: str, *, again: bool = False, wait: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.again = again
        self.wait = wait
        self.status = status


class RefusedError(FetchError):
    """An address that is never asked: private, of another scheme, or closed by its robots.txt."""
