"""The preview as a WSGI application: pages and products of the content as it is now, its faults on the page itself."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from threading import Condition, RLock
from typing import Any
from urllib.parse import quote

from werkzeug.exceptions import HTTPException
from werkzeug.security import safe_join
from werkzeug.wrappers import Request, Response

from loa.editor.app import Editor
from loa.editor.files import SHEETS
from loa.editor.guard import Guard, own_host
from loa.errors import LoaError, Problem, Report, Severity
from loa.handbook.book import Book
from loa.hub import PROJECT
from loa.preview.desk import Desk
from loa.site.live import LiveSite

# Seconds that a page waits for news before it asks again; below the time after which browsers give up.
WAIT = 20
_CSP = "default-src 'none';"
_BODY = re.compile(r"<body[^>]*>")
_HTML = "text/html; charset=utf-8"


class Preview:
    """The preview of one running server, the editor below `/sua/` included.

    Args:
        desk: the content; `folder`: where the whole site is built behind it; `guard`: the editor's secrets.
    """

    def __init__(self, desk: Desk, folder: Path, guard: Guard) -> None:
        self.desk, self.folder, self.guard = desk, folder, guard
        self.editor = Editor(desk.hub, guard)
        self.handbook = Book(PROJECT / "docs" / "so-tay")
        self.live: LiveSite | None = None
        self.problems: tuple[Problem, ...] = ()
        self.epoch = 0
        self._hub: object = None
        self._lock, self._news = RLock(), Condition()

    # --- content ------------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take in what changed on disk; whether anything did. With errors the last good state stays, and they show."""
        with self._lock:
            try:
                hub = self.desk.hub()
                if hub is self._hub:
                    return False
                self._hub = hub
                self.live = LiveSite(hub, self.live)
                self.problems = ()
            except LoaError as error:
                found = tuple(
                    Report({problem for problem in error.problems if problem.severity is Severity.ERROR})
                )
                if found == self.problems:
                    return False
                self.problems = found
        self.tell()
        return True

    def tell(self) -> None:
        """Make every open page load again."""
        with self._news:
            self.epoch += 1
            self._news.notify_all()

    # --- answers ------------------------------------------------------------------------------------------

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        if not own_host(request.host, self.guard.port):
            refused = Response(
                "Địa chỉ này không phải của bản xem trước trên máy này.\n", 421, content_type=_HTML
            )
            return refused(environ, start_response)
        if request.path in ("/sua", "/so-tay"):
            return Response(status=308, headers={"Location": f"{request.path}/"})(environ, start_response)
        if request.path.startswith("/sua/"):
            return list(self.editor(environ, start_response))
        try:
            response = self._answer(request)
        except HTTPException as error:
            response = Response(error.description, error.code)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response("", 405)
        path = request.path.lstrip("/") or "index.html"
        if path == "-/doi":
            return self._wait(request)
        if path in ("-/live.js", "-/live.css"):
            return _file(path, resources("loa.preview").joinpath("static", path[2:]).read_bytes())
        if path.startswith("so-tay/"):
            leaf = path.removeprefix("so-tay/") or "index.html"
            found = self.handbook.file(leaf)
            return Response("", 404) if found is None else _file(leaf, found)
        self.refresh()
        live = self.live
        if live and live.entry(path):
            return Response(self._dressed(live.html(path), path), content_type=_HTML)
        if live and (data := live.product(path)) is not None:
            return _file(path, data)
        name = safe_join(str(self.folder), path)
        if name and Path(name).is_file():
            data = Path(name).read_bytes()
            if path.endswith(".html"):
                return Response(self._dressed(data.decode("utf-8"), path), content_type=_HTML)
            return _file(path, data)
        if path.endswith(".html"):
            return Response(
                self._dressed(self._nothing(), path), 500 if self.problems else 404, content_type=_HTML
            )
        return Response("", 404)

    def _wait(self, request: Request) -> Response:
        """Answers when there is something newer than what the page shows, or after `WAIT` seconds."""
        have = request.args.get("co", "")
        with self._news:
            self._news.wait_for(lambda: str(self.epoch) != have, timeout=WAIT)
            return Response(str(self.epoch), content_type="text/plain")

    def _nothing(self) -> str:
        text = (
            "Nội dung đang có lỗi nên chưa dựng được trang."
            if self.problems
            else ("Chưa có trang này. Danh bạ và hình được dựng sau, khi bạn ngừng sửa một lúc.")
        )
        return (
            '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bản xem trước</title></head>'
            f'<body><main class="loa-live-nothing"><h1>Bản xem trước</h1><p>{text}</p>'
            '<p><a href="/">Trang đầu</a> · <a href="/sua/">Sửa nội dung</a> · '
            '<a href="/so-tay/">Sổ tay</a></p></main></body></html>'
        )

    def _dressed(self, html: str, path: str) -> str:
        """A page with what the preview adds: what is wrong, where to edit, and reloading."""
        page = self.live.entry(path) if self.live else None
        sources = page.made_from if page else ()
        top = self._faults(sources)
        own = [name for name in sources if name.endswith((".md", "campaign.yml"))]
        mine = [name for name in own if page and name.endswith(f".{page.language}.md")] or own
        edit = f'<p class="loa-live-edit"><a href="{_edit(mine[0])}">Sửa trang này</a></p>' if mine else ""
        head = '<link rel="stylesheet" href="/-/live.css">'
        head += f'<script src="/-/live.js" data-epoch="{self.epoch}" defer></script>'
        html = html.replace(_CSP, f"{_CSP}connect-src 'self'; ", 1).replace("</head>", f"{head}</head>", 1)
        return _BODY.sub(lambda match: f"{match.group()}{top}{edit}", html, count=1)

    def _faults(self, sources: Iterable[str]) -> str:
        """The errors that stop a build, those of the page's own files first."""
        if not self.problems:
            return ""
        names = {self._hub_path(problem): problem for problem in self.problems}
        here = any(name in set(sources) for name in names)
        intro = (
            "Bài của trang này đang có lỗi. Bên dưới là bản trước khi có lỗi."
            if here
            else ("Nội dung đang có lỗi. Các trang hiện bản trước khi có lỗi.")
        )
        rows = []
        for problem in sorted(self.problems, key=lambda one: self._hub_path(one) not in set(sources)):
            message, hint = problem.text("vi")
            name = self._hub_path(problem)
            where = f"{escape(problem.path)}, dòng {problem.line}" if problem.line else escape(problem.path)
            link = f'<a href="{_edit(name)}">{where}</a>' if name.endswith((".md", *SHEETS)) else where
            rows.append(
                f"<li>{link}: {escape(message)} <strong>{escape(hint)}</strong> "
                f'(<a href="/so-tay/loi.html#{problem.code.lower()}">{problem.code}</a>)</li>'
            )
        return (
            f'<aside class="loa-live-faults" role="alert"><p>{intro} Sửa xong và lưu, trang tự hiện lại.</p>'
            f"<ul>{''.join(rows)}</ul></aside>"
        )

    def _hub_path(self, problem: Problem) -> str:
        """The path of a problem's file in the hub, as pages name their sources."""
        source = self.desk.source
        for name, folder in (("campaigns", source.campaigns), ("docs", source.docs)):
            shown = source.shown(folder)
            if problem.path.startswith(f"{shown}/"):
                return name + problem.path[len(shown) :]
        return problem.path


def _edit(hub_path: str) -> str:
    return f"/sua/bai?tep={quote(hub_path, safe='/')}"


def _file(path: str, data: bytes) -> Response:
    # Not strict: before Python 3.13 WebP is no standard type.
    kind = mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"
    charset = (
        "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")) else ""
    )
    return Response(data, content_type=kind + charset)
