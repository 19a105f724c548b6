"""A picture sent with a form: cleaned of everything but what is seen, kept beside the campaign, named in the text."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from loa.editor import files
from loa.editor.documents import Document
from loa.hub import Hub
from loa.model.slug import slug
from loa.render.pictures.encode import webp
from loa.render.pictures.photos import MAX_BYTES, PhotoError, open_photo

_ENDINGS = {".png", ".jpg", ".jpeg", ".webp"}


class PictureRefused(Exception):
    """The picture cannot be taken; the text says why, to the writer."""


def insert_picture(hub: Hub, document: Document, body: str, filename: str, data: bytes, alt: str) -> str:
    """The body with the picture's line at its end, after the cleaned picture was written into `media/`.

    Phones write into a picture where it was taken: only its pixels are kept, as for the site.

    Raises:
        PictureRefused: no description, no picture, too large, or a file that has no campaign.
        OSError: the picture cannot be written.
    """
    words = " ".join(alt.split())
    if not words:
        raise PictureRefused("Viết mô tả hình: người không nhìn thấy hình sẽ nghe câu này.")
    if any(char in "[]\\" for char in words) or len(words) > 300:
        raise PictureRefused("Mô tả hình không quá 300 ký tự và không có dấu [ ] \\.")
    parts = document.hub_path.split("/")
    if parts[0] != "campaigns" or document.body is None:
        raise PictureRefused("Hình chỉ gửi được cho bài nằm trong một chiến dịch.")
    media = hub.source.campaigns / parts[1] / "media"
    sent = PurePosixPath(filename.replace(chr(92), "/"))
    ending = sent.suffix.lower() if sent.suffix.lower() in _ENDINGS else ""
    name = f"{slug(sent.stem) or 'hinh'}.webp"
    target = _free(media, name)
    # The folder may be a link that leads outside; the file itself does not exist yet.
    files.locate(hub.source, f"campaigns/{parts[1]}/media/hinh.md")
    files.save(target, _cleaned(data, ending), "")
    return f"{body.rstrip()}\n\n![{words}](../media/{target.name})\n"


def _free(media: Path, name: str) -> Path:
    stem, number, path = Path(name).stem, 1, media / name
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
