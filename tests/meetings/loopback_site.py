"""A web site of the tests' own, on the loopback interface: pages that answer, move, vanish, hang."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(ThreadingHTTPServer):
    """``asked``: (method, path, headers) of each request, in their order."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.answers: dict[str, int] = {}
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Page)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path.startswith("/moved-to/"):
            self._redirect(301, path.removeprefix("/moved-to"))
        elif path == "/moved-inside":
            self._redirect(302, self.path.partition("?")[2])
        elif path == "/round":
            self._redirect(302, "/round")
        elif path == "/home":
            self._redirect(302, "/")
        elif path == "/hangs":
            self.server.over.wait(30)
        elif path == "/drips":
            self._drip()
        elif path == "/nonsense":
            self.wfile.write(b"\x00\xff no http\r\n\r\n")
        elif path == "/no-head" and self.command == "HEAD":
            self.send_error(405)
        else:
            self.send_response(
                self.server.answers.get(path, 200 if path in ("/", "/page", "/no-head") else 404)
            )
            self.end_headers()

    def _redirect(self, status: int, target: str) -> None:
        self.send_response(status)
        self.send_header("Location", target)
        self.end_headers()

    def _drip(self) -> None:
        """A byte now and then: no single read ever times out."""
        try:
            while not self.server.over.wait(0.05):
                self.wfile.write(b"H")
                self.wfile.flush()
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def loopback_site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        site.shutdown()
        site.server_close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
