"""The guard in front of every request: host names, token, origin of writes, response headers."""

import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")

# MapLibre runs its tile work in a worker of our own origin or of a blob; nothing else may run, load
# or be framed. There is no 'unsafe-inline': scripts and styles come as files of this server.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_COOKIE = "stemma_token"
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def host_name(header: str) -> str:
    """Return the host of a Host header without its port, lower case, brackets of IPv6 taken off."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


class Guard:
    """ASGI middleware that turns away what does not come from the analyst's own browser tab.

    * A Host header that is not ours (DNS rebinding) is refused with 421.
    * With a token, a request must carry it: as a bearer, as a cookie, or once as ``?token=``, which
      sets the cookie and leaves the address.
    * A request that may write must come from a page of this very host (its Origin header), so that
      no other site can make the browser decide something.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], token: str | None) -> None:
        self.app = app
        self.hosts = {host.lower() for host in hosts}
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or turn it away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if "*" not in self.hosts and host_name(host) not in self.hosts:
            return PlainTextResponse("This address is not served here: unknown Host header.\n", 421)
        if scope["method"] not in _SAFE_METHODS:
            origin = urlsplit(headers.get("origin", ""))
            if origin.netloc.lower() != host.lower():
                return PlainTextResponse("Refused: the request comes from another site.\n", 403)
        return self._token_refusal(scope, headers)

    def _token_refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if self.token is None:
            return None
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        given = query.get("token", [""])[0]
        if given and self._is_token(given):
            response = RedirectResponse(scope["path"], 303)
            response.set_cookie(_COOKIE, given, httponly=True, samesite="strict", path="/")
            return response
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
        except CookieError:
            cookie = None
        if self._is_token(bearer) or (cookie is not None and self._is_token(cookie.value)):
            return None
        return PlainTextResponse(
            "A token is needed: open the address that `stemma serve` printed, with its ?token=.\n", 401
        )

    def _is_token(self, given: str) -> bool:
        expected = self.token or ""
        return hmac.compare_digest(given.encode(), expected.encode())
