"""A web server of this machine whose answers a test writes, and what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from loa.intake.fetch import LOOPBACK

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """`pages`: by path, bytes or a function that answers itself; `asked`: (path, headers) of every request."""

    address: str
    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv(LOOPBACK, "1")

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            page = found.pages.get(self.path)
            if callable(page):
                page(self)
                return
            self.send_response(200 if page is not None else 404)
            self.send_header("Content-Type", found.types.get(self.path, "application/xml"))
            self.send_header("Content-Length", str(len(page or b"")))
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        running.daemon_threads = True
        found = Server(f"http://127.0.0.1:{running.server_port}")
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield found
        running.shutdown()
        thread.join()
