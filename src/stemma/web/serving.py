"""Serving: the port, the token and the address to open."""

import ipaddress
import secrets
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from stemma.errors import StemmaError
from stemma.web.app import create_app
from stemma.web.security import LOCAL_HOSTS

_TRIES = 20


class ServingError(StemmaError):
    """The page cannot be served at the address asked for."""


def is_local(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int, *, tries: int = _TRIES) -> socket.socket:
    """Return a socket bound to the port, or to the next free one after it (0: any free one).

    Raises:
        ServingError: none of the ports is free, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + (tries if port else 1)):
        server = socket.socket(family, socket.SOCK_STREAM)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((host, candidate))
            server.listen()
        except OverflowError as error:
            server.close()
            raise ServingError(f"{port} is not a port; choose one from 1 to 65535 with --port") from error
        except OSError as error:
            server.close()
            if isinstance(error, socket.gaierror) or error.errno in _NOT_OURS:
                raise ServingError(f"cannot listen on {host}: {error.strerror or error}") from error
            continue
        return server
    raise ServingError(f"ports {port} to {port + tries - 1} of {host} are taken; choose another with --port")


@contextmanager
def in_background(app: Starlette) -> Iterator[str]:
    """Serve a page on a free port of this machine while the block runs, and give its address."""
    with bind("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


_NOT_OURS = {99, 49, 10049}  # EADDRNOTAVAIL on Linux, macOS and Windows


def serve(
    casebook_path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8765,
    *,
    open_browser: bool = False,
    token: str | None = None,
    layers: Iterable[str | Path] = (),
) -> None:
    """Serve a casebook until interrupted.

    Bound to anything but a loopback address, the page asks for a token; without one given, a new
    one is made and shown with the address.

    Raises:
        CasebookError: the casebook cannot be opened.
        UsageError: a layer is neither GeoJSON nor PMTiles.
        ServingError: the address or the port cannot be used.
    """
    local = is_local(host)
    if not local and token is None:
        token = secrets.token_urlsafe(24)
    app = create_app(
        casebook_path, token=token, allowed_hosts=LOCAL_HOSTS if local else ("*",), layers=layers
    )
    app.state.shelf.warm()
    server = bind(host, port)
    try:
        address = _address(host, server.getsockname()[1], token)
        message = f"Stemma serves {casebook_path} at {address}  (Ctrl+C ends it)"
        print(message, file=sys.stderr, flush=True)  # noqa: T201  the server's one message
        if open_browser:
            opener = threading.Timer(0.5, webbrowser.open, (address,))
            opener.daemon = True
            opener.start()
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[server])
    finally:
        server.close()


def _address(host: str, port: int, token: str | None) -> str:
    shown = f"[{host}]" if ":" in host else {"0.0.0.0": socket.gethostname()}.get(host, host)  # noqa: S104
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
