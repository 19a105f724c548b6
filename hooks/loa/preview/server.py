"""Running the preview: the loopback server, the eye on the files, the build behind."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from loa.editor.guard import Guard
from loa.errors import LoaError, Problem
from loa.hub import PROJECT, Settings
from loa.preview.app import Preview
from loa.preview.backstage import Backstage
from loa.preview.desk import Desk
from loa.site.live import preview_settings

HOST = "127.0.0.1"
# Seconds between two looks at the files: fast enough to feel at once, a hundredth of a processor.
LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Running:
    """A preview at work: the address of the site, and that of the editor with its key."""

    address: str
    edit_address: str
    preview: Preview
    server: BaseWSGIServer


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        """Say nothing: what a writer needs to know stands on the page."""


@contextmanager
def running(settings: Settings, port: int, place: Path, project: Path = PROJECT) -> Iterator[Running]:
    """A preview of the hub at a port of this machine (0: any), for the length of a `with` block.

    Args:
        place: the folder in which the whole site is built.

    Raises:
        LoaError: LOA790, the port is taken; LOA107, the source folder does not exist.
    """
    settings = preview_settings(settings, project)
    desk = Desk(settings, project)
    try:
        # A socket of our own: make_server would end the program when the port is taken.
        listener = socket.create_server((HOST, port))
    except OSError as error:
        raise LoaError([Problem.of("LOA790", port=port)]) from error
    with listener:
        port = listener.getsockname()[1]
        guard = Guard(port)
        preview = Preview(desk, place, guard)
        server = make_server(HOST, port, preview, threaded=True, request_handler=_Quiet, fd=listener.fileno())
        behind = Backstage(settings, place, preview.tell, project)
        ended = Event()

        def watch() -> None:
            while not ended.wait(LOOK):
                try:
                    if preview.refresh():
                        behind.ask()
                except Exception:  # a fault of ours must not end the preview of everything else
                    traceback.print_exc()

        threads = [Thread(target=server.serve_forever, daemon=True), Thread(target=watch, daemon=True)]
        preview.refresh()
        behind.start()
        behind.ask()
        for thread in threads:
            thread.start()
        try:
            address = f"http://{HOST}:{port}/"
            yield Running(address, f"{address}sua/mo?khoa={guard.key}", preview, server)
        finally:
            ended.set()
            server.shutdown()
            behind.close()
            for thread in threads:
                thread.join()
            server.server_close()
