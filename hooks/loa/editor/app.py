"""The form editor as a WSGI application below `/sua/`; every address is judged by `loa.editor.guard` first."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from importlib.resources import files as resources
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from loa.editor import files
from loa.editor.documents import BODY, Document, by_field, variants_of
from loa.editor.fields import below, editable, row_name, row_numbers
from loa.editor.guard import HEADERS, Guard
from loa.editor.pictures import PREFIX, PictureRefused, read_picture, rights_fields, wanted
from loa.editor.preview import body_html, source_parts
from loa.editor.trial import problems_with
from loa.errors import LoaError, Problem, Severity
from loa.hub import Hub
from loa.load.frontmatter import shown_value
from loa.locales.locale import SOURCE
from loa.model.catalog import Item
from loa.model.kinds import KINDS
from loa.scaffold import write_item

# Two texts of the largest size that the loader takes, and a picture.
MAX_REQUEST = 12_000_000
_STATIC = {"edit.css": "text/css; charset=utf-8", "edit.js": "text/javascript; charset=utf-8"}
_PARTS = 5000
_SHEETS = {"plan": "Lịch phát", "tasks": "Việc cần làm", "news": "Nguồn tin"}


class _Request(Request):
    """Bounded: what is larger is refused before it is read."""

    max_content_length = MAX_REQUEST
    max_form_memory_size = MAX_REQUEST
    max_form_parts = _PARTS


class Editor:
    """The editor of one running server.

    Args:
        hub: gives the hub as it is on disk now; `guard`: who may come in.
    """

    def __init__(self, hub: Callable[[], Hub], guard: Guard) -> None:
        self.hub, self.guard = hub, guard
        self.templates = Environment(
            loader=PackageLoader("loa.editor"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self.templates.globals.update(
            editable=editable,
            row_numbers=row_numbers,
            row_name=row_name,
            below=below,
            shown_value=shown_value,
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = _Request(environ)
        try:
            response = self._answer(request)
        except RequestEntityTooLarge:
            response = self._refusal(413, "Nội dung gửi lên quá lớn.")
        except files.NotAllowed:
            response = self._refusal(404, "Không có tệp nào như vậy để sửa ở đây.")
        except LoaError as error:
            response = self._refusal(500, str(error))
        except HTTPException as error:
            response = self._refusal(error.code or 500, "Địa chỉ này không dùng được.")
        finally:
            request.close()  # the temporary files of what was sent
        response.headers.update(HEADERS)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        name = request.path.removeprefix("/sua/")
        if request.method == "GET" and name == "mo":
            return self._enter(request)
        if not self.guard.entered(request):
            return self._refusal(
                403, "Hãy mở trang sửa bằng địa chỉ mà lệnh “loa serve” in ra trong cửa sổ lệnh."
            )
        if request.method == "POST" and not self.guard.may_write(request):
            return self._refusal(
                403, "Yêu cầu này không đến từ trang sửa đang mở. Hãy tải lại trang rồi thử lại."
            )
        match request.method, name:
            case "GET", "":
                return self._overview()
            case "GET", "bai":
                return self._form(request)
            case "POST", "bai":
                return self._save(request)
            case "POST", "xem":
                return self._preview(request)
            case "POST", "moi":
                return self._new(request)
            case "GET", _ if name in _STATIC:
                data = resources("loa.editor").joinpath("static", name).read_bytes()
                return Response(data, content_type=_STATIC[name])
        return self._refusal(404, "Không có trang này.")

    def _enter(self, request: Request) -> Response:
        if not self.guard.opens(request.args.get("khoa", "")):
            return self._refusal(403, "Khóa trong địa chỉ không đúng, hoặc “loa serve” đã được mở lại.")
        wanted = request.args.get("tep", "")
        return self.guard.let_in(redirect(_address(wanted) if wanted else "/sua/", 303))

    def _refusal(self, code: int, message: str) -> Response:
        return self._page("refusal.html", code, message=message)

    def _page(self, template: str, code: int = 200, **values: Any) -> Response:
        html = self.templates.get_template(template).render(token=self.guard.token, **values)
        return Response(html, code, content_type="text/html; charset=utf-8")

    # --- choosing and making ------------------------------------------------------------------------------

    def _overview(self, error: str = "", code: int = 200) -> Response:
        hub = self.hub()
        broken: dict[str, list[Problem]] = {}
        for problem in hub.report.errors:
            broken.setdefault(problem.path, []).append(problem)
        return self._page(
            "overview.html",
            code,
            hub=hub,
            kinds=KINDS,
            address=_address,
            broken=broken,
            error=error,
            facts=_facts(hub),
            sheets=_SHEETS,
        )

    def _new(self, request: Request) -> Response:
        hub = self.hub()
        slug, kind = request.form.get("campaign", ""), request.form.get("kind", "")
        title = " ".join(request.form.get("title", "").split())
        if slug not in hub.catalog.campaigns or kind not in KINDS or not 0 < len(title) <= 200:
            return self._overview("Hãy chọn chiến dịch, loại bài và viết tên bài (không quá 200 ký tự).", 422)
        # The folder's name, not the slug: they differ where a folder is called with Vietnamese letters.
        folder = hub.catalog.campaigns[slug].text.path.parent.name
        files.locate(
            hub.source, f"campaigns/{folder}/{KINDS[kind].folder}/bai.md"
        )  # no link that leads outside
        taken = {item.id for item in hub.catalog.items()}
        path = write_item(hub.source.campaigns / folder, kind, title, taken, hub.settings.date)
        return redirect(_address(f"campaigns/{folder}/{path.parent.name}/{path.name}"), 303)

    # --- one file -----------------------------------------------------------------------------------------

    def _form(self, request: Request) -> Response:
        hub, hub_path = self.hub(), request.args.get("tep", "")
        if fact := request.args.get("muc", "").strip():
            return redirect(_address(f"{hub_path}#{fact}"), 303)
        try:
            document = Document.open(hub, hub_path)
        except ValueError:
            return self._unreadable(hub, hub_path)
        own = [problem for problem in hub.report if problem.path == hub.source.shown(document.path)]
        return self._show(hub, document, document.shown(), own, saved="da-luu" in request.args)

    def _unreadable(self, hub: Hub, hub_path: str) -> Response:
        shown = hub.source.shown(files.locate(hub.source, hub_path.partition("#")[0]))
        problems = [problem.render() for problem in hub.report if problem.path == shown]
        text = "Phần đầu của tệp này hỏng nên chưa mở được ở đây. Hãy sửa trong tệp trước."
        return self._refusal(422, "\n".join([text, *problems]))

    def _show(
        self,
        hub: Hub,
        document: Document,
        form: Mapping[str, str],
        problems: list[Problem],
        code: int = 200,
        **more: Any,
    ) -> Response:
        source = document.source or hub.catalog.by_path().get(document.hub_path)
        variant = variants_of(document.source).get(document.language)
        values = {
            "saved": False,
            "conflict": (),
            "picture_error": "",
            "picture_problems": {},
            "stamp": document.stamp,
            "accept": document.stored is None,
            "unsaved": "Chưa lưu: sửa những chỗ đánh dấu dưới đây rồi lưu lại."
            if code == 422
            else "Có chỗ cần xem lại, đánh dấu ở từng mục dưới đây.",
            **more,
        }
        return self._page(
            "form.html",
            code,
            hub=hub,
            document=document,
            heading=_heading(document, form),
            form=form,
            problems=by_field(problems, document),
            source=source,
            parts=source_parts(hub, document.source, variant) if document.source else (),
            address=_address,
            page=_page_of(hub, source, document),
            words=lambda field, value: _words(hub, field, value),
            body=BODY,
            picture_fields=rights_fields() if wanted(document) else (),
            picture=PREFIX,
            is_error=_is_error,
            here=hub.source.shown(document.path),
            failed=any(map(_is_error, problems)),
            **values,
        )

    def _save(self, request: Request) -> Response:
        hub, hub_path = self.hub(), request.args.get("tep", "")
        document = Document.open(hub, hub_path)
        form = {key: value for key, value in request.form.items() if key != "token"}
        stamp = form.pop("stamp", "")
        accept = "accept" in form
        text = document.text_with(form, accept)
        if stamp != document.stamp:
            return self._conflict(hub, document, form, text)
        again: dict[str, Any] = {"accept": accept}
        changes = [document.change(text)]
        picture = request.files.get("picture")
        if (picture and picture.filename) or form.get("alt"):
            name, data = (picture.filename or "", picture.read()) if picture else ("", b"")
            try:
                new = read_picture(hub, document, form, name, data)
            except PictureRefused as refused:
                again |= {"picture_error": str(refused), "picture_problems": refused.problems}
                return self._show(hub, document, form, [], 422, **again)
            text = document.text_with({**form, BODY: new.under(form.get(BODY, ""))}, accept)
            changes = [*new.changes, document.change(text)]
            # A browser does not send a file a second time by itself.
            again["picture_error"] = (
                "Hình chưa được lưu. Sửa xong các chỗ trên, hãy chọn lại tệp hình rồi lưu."
            )
        problems = problems_with(hub, document.path, changes)
        if any(map(_is_error, problems)):
            return self._show(hub, document.reading(text), form, problems, 422, **again)
        try:
            files.save(*changes)
        except files.Changed:
            return self._conflict(hub, Document.open(self.hub(), hub_path), form, text)
        except LoaError as error:  # a full disk, a file that is open elsewhere: the words stay in the form
            return self._show(hub, document, form, list(error.problems), 422, **again)
        return redirect(_address(hub_path) + "&da-luu=1", 303)

    def _conflict(self, hub: Hub, document: Document, form: Mapping[str, str], text: str) -> Response:
        """Both texts line by line; what is sent next from this page replaces the disk's text knowingly."""
        disk = document.stored.text if document.stored else ""
        lines = [
            line for line in difflib.ndiff(disk.splitlines(), text.splitlines()) if not line.startswith("?")
        ]
        return self._show(hub, document, form, [], 409, conflict=lines)

    def _preview(self, request: Request) -> Response:
        hub = self.hub()
        document = Document.open(hub, request.args.get("tep", ""))
        html = body_html(hub, document, request.form.get(BODY, ""))
        return Response(html, content_type="text/html; charset=utf-8")


def _heading(document: Document, form: Mapping[str, str]) -> str:
    """What the file is, as its form's heading."""
    if document.fact:
        return f"Dữ kiện {document.fact}"
    if document.schema == "spoken" and document.source:
        return f"Lời đọc trên loa: {document.source.fields.title}"
    return form.get("title") or _SHEETS.get(document.schema) or "Bản dịch mới"


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _address(hub_path: str) -> str:
    """The address of a file's form."""
    return "/sua/bai?" + urlencode({"tep": hub_path}, quote_via=quote)


def _facts(hub: Hub) -> dict[str, str]:
    """The hub path of every fact that lies where it may be edited, by its name."""
    campaigns = hub.source.shown(hub.source.campaigns)
    return {
        name: f"campaigns{shown.removeprefix(campaigns)}#{name}"
        for name, (shown, _) in hub.catalog.fact_texts.items()
        if shown.startswith(f"{campaigns}/")
    }


def _page_of(hub: Hub, source: Any, document: Document) -> str:
    """The address of the page in the preview, empty where the file has none of its own."""
    if source is None:
        return ""
    name = source.id if isinstance(source, Item) else source.slug
    if document.language == SOURCE:
        return f"/{name}.html"
    alternate = hub.locale(document.language).alternate_of == SOURCE
    return f"/{name}.{document.language}.html" if alternate else f"/{document.language}/{name}.html"


def _words(hub: Hub, field: str, value: str) -> str:
    """What a value means: the title of an item, else from the interface strings (`service.type.hotline`)."""
    if field == "item":
        return next((item.fields.title for item in hub.catalog.items() if item.id == value), "")
    phrase = hub.locale(SOURCE).ui.get(f"{field.replace('_', '.', 1)}.{value}")
    return str(phrase or "")
