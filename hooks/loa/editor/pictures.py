"""A picture sent with a form: cleaned of all but what is seen, kept beside the campaign, with the right to use it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from loa.check.consent import picture_refusal
from loa.editor import files
from loa.editor.documents import Document, form_fields
from loa.editor.fields import Field, group
from loa.errors import Problem, Report
from loa.hub import Hub
from loa.load.frontmatter import validate
from loa.load.yamlsource import YamlSource
from loa.model.fields import PictureFields
from loa.model.slug import slug
from loa.render.pictures.encode import webp
from loa.render.pictures.photos import MAX_BYTES, PhotoError, open_photo

PREFIX = "picture"
"""What the names of a new picture's fields begin with in a form: `picture.licence`."""

_ENDINGS = {".png", ".jpg", ".jpeg", ".webp"}


class PictureRefused(Exception):
    """The picture cannot be taken; the text says why, to the writer, and `problems` more at single fields."""

    def __init__(self, reason: str, problems: Mapping[str, list[Problem]] | None = None) -> None:
        super().__init__(reason)
        self.problems = problems or {}


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture that may be taken: what is written into `media/` and `campaign.yml`, and its line in a text."""

    changes: tuple[files.Change, ...]
    markdown: str

    def under(self, body: str) -> str:
        """The body with the picture at its end."""
        return f"{body.rstrip()}\n\n{self.markdown}\n"


def wanted(document: Document) -> bool:
    """Whether a picture may be put into this file: into a text of a campaign that is not only heard."""
    return (
        document.hub_path.startswith("campaigns/")
        and document.body is not None
        and document.schema != "spoken"
    )


@cache
def rights_fields() -> tuple[Field, ...]:
    """The fields of a new picture: those of `pictures:` in `campaign.yml` that a writer has to fill in."""
    (pictures,) = (field for field in form_fields("campaign") if field.key == "pictures")
    return tuple(
        replace(field, fields=tuple(inner for inner in field.fields if inner.key != "withdrawn"))
        for field in pictures.fields
        if field.key != "file"
    )


def read_picture(
    hub: Hub, document: Document, form: Mapping[str, str], filename: str, data: bytes
) -> NewPicture:
    """The picture as it would be written; nothing is written here.

    Phones write into a picture where it was taken: only its pixels are kept, as for the site.

    Raises:
        PictureRefused: no file, no description, no picture, too large, no word on the right to use it, or people in it
            who did not agree.
    """
    if not filename:
        raise PictureRefused(
            "Chưa chọn tệp hình. Hãy chọn tệp, hoặc xóa các ô về hình nếu không thêm hình nữa."
        )
    words = " ".join(form.get("alt", "").split())
    if not words:
        raise PictureRefused("Viết mô tả hình: người không nhìn thấy hình sẽ nghe câu này.")
    if any(char in "[]\\" for char in words) or len(words) > 300:
        raise PictureRefused("Mô tả hình không quá 300 ký tự và không có dấu [ ] \\.")
    folder = document.hub_path.split("/")[1]
    media = hub.source.campaigns / folder / "media"
    sent = PurePosixPath(filename.replace(chr(92), "/"))
    ending = sent.suffix.lower() if sent.suffix.lower() in _ENDINGS else ""
    # The folder may be a link that leads outside; the file itself does not exist yet.
    files.locate(hub.source, f"campaigns/{folder}/media/hinh.md")
    target = _free(media, slug(sent.stem) or "hinh")
    entry = _entry(hub, form, target.name)
    picture = files.Change(target, _cleaned(data, ending), "")
    return NewPicture((picture, _listed(hub, folder, entry)), f"![{words}](../media/{target.name})")


def _entry(hub: Hub, form: Mapping[str, str], name: str) -> dict[str, object]:
    """What `pictures:` says of the picture."""
    entry = {"file": f"media/{name}", **group(form, rights_fields(), PREFIX)}
    report = Report()
    rights = validate(PictureFields, YamlSource(entry), "", report)
    if rights is None:
        problems: dict[str, list[Problem]] = {}
        for problem in report:
            key = dict(problem.values).get("key", "").replace(" › ", ".")
            problems.setdefault(f"{PREFIX}.{key}", []).append(problem)
        raise PictureRefused("Xem lại các ô đánh dấu về quyền dùng hình.", problems)
    if reason := picture_refusal(rights, hub.settings.date):
        raise PictureRefused(
            f"Hình chưa được đưa vào: {reason}. Nhận ra người trong ảnh thì phải ghi đủ ai đồng ý, cho dùng ở đâu, "
            "đến ngày nào. Chưa hỏi được thì đừng đăng."
        )
    return entry


def _listed(hub: Hub, folder: str, entry: Mapping[str, object]) -> files.Change:
    """The campaign's own file with the picture in its list."""
    try:
        sheet = Document.open(hub, f"campaigns/{folder}/campaign.yml")
        listed = sheet.values.get("pictures") or []
        if not isinstance(listed, list):
            raise ValueError("no list")
        return sheet.change(sheet.text_of({"pictures": [*listed, entry]}))
    except ValueError as error:
        raise PictureRefused(
            "Tệp campaign.yml của chiến dịch đang có lỗi nên chưa ghi được quyền dùng hình."
        ) from error


def _free(media: Path, stem: str) -> Path:
    number, path = 1, media / f"{stem}.webp"
    while path.exists() or path.is_symlink():
        number += 1
        path = media / f"{stem}-{number}.webp"
    return path


def _cleaned(data: bytes, ending: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise PictureRefused(f"Hình quá lớn: tối đa {MAX_BYTES // 1_000_000} MB.")
    with tempfile.TemporaryDirectory(prefix="loa-hinh-") as folder:
        file = Path(folder, f"hinh{ending}")
        file.write_bytes(data)
        try:
            return webp(open_photo(file))
        except PhotoError as error:
            raise PictureRefused(f"Không dùng được hình này: {error}.") from error
