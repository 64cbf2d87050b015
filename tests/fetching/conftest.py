"""A local server that answers badly on request, and a client that may ask it."""

import gzip
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from stemma.fetching import Client, Limits

PAGE = "<html><head><title>Depot</title></head><body><p>The depot burned on Monday.</p></body></html>"


BOMB = gzip.compress(bytes(32 << 20))
BOMB_TWICE = gzip.compress(BOMB)


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; ``server.pages`` holds what may change between two requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or a body waits 40 ms until the client acknowledges its head

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        name = self.path.partition("?")[0].strip("/").replace("-", "_").replace(".", "_").partition("/")[0]
        with suppress(ConnectionError, BrokenPipeError):
            getattr(self, f"answer_{name}", self.answer_page)()

    def send(self, body, *, status=200, headers=None, length=None):
        self.send_response(status)
        given = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
        given.setdefault("Content-Length", str(len(body) if length is None else length))
        for key, value in given.items():
            if value is not None:
                self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        body = self.server.pages.get(self.path)
        self.send(b"none", status=404) if body is None else self.send(body.encode())

    def answer_robots_txt(self):
        rules = self.server.pages.get("/robots.txt")
        if rules is None:
            self.send(b"none", status=404)
        elif rules == "broken":
            self.answer_broken()
        else:
            self.send(rules.encode(), headers={"Content-Type": "text/plain"})

    def answer_known(self):
        if self.headers.get("If-None-Match") == '"a1"':
            self.send(b"", status=304)
        else:
            self.send(
                PAGE.encode(), headers={"ETag": '"a1"', "Last-Modified": "Mon, 01 Jan 2024 10:00:00 GMT"}
            )

    def answer_circle(self):
        self.send(b"", status=302, headers={"Location": "/circle-too"})

    def answer_circle_too(self):
        self.send(b"", status=302, headers={"Location": "/circle"})

    def answer_moved(self):
        self.send(b"", status=301, headers={"Location": "/story"})

    def answer_to(self):
        self.send(b"", status=302, headers={"Location": self.path.partition("?")[2]})

    def answer_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(4096):
            self.wfile.write(b"x" * 65536)
        self.close_connection = True

    def answer_bomb(self):
        self.send(BOMB_TWICE if "twice" in self.path else BOMB, headers={"Content-Encoding": "gzip"})

    def answer_trickle(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def answer_silent(self):
        time.sleep(6)

    def answer_short(self):
        self.send(b"<p>half a page", length=5000)
        self.close_connection = True

    def answer_long(self):
        self.send(PAGE.encode(), length=10)

    def answer_not_gzip(self):
        self.send(PAGE.encode(), headers={"Content-Encoding": "gzip"})

    def answer_lying(self):
        said = {"Content-Type": "text/html; charset=utf-16"}
        self.send("<p>Wybuch w składzie: żółw</p>".encode(), headers=said)

    def answer_garbage(self):
        self.wfile.write(b"\x00\xff nothing of HTTP at all\r\n\r\n")
        self.close_connection = True

    def answer_busy(self):
        self.send(b"", status=429, headers={"Retry-After": "7"})

    def answer_broken(self):
        self.send(b"", status=503)


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        made.pages = {"/story": PAGE}
        made.asked = []
        made.address = f"http://127.0.0.1:{made.server_port}"
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield made
        made.shutdown()


@pytest.fixture
def client():
    limits = Limits(connect=2, read=1, total=2, size=1 << 20)
    with Client(limits, allow_private=True) as made:
        yield made
