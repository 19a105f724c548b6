"""A campaign from another hub, opened: nothing of it is believed before its list, hashes, names and sizes are right."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from minisign import Error as MinisignError
from minisign import PublicKey, Signature

from loa.errors import say
from loa.model.bundle import FILES, LICENCE_FILE, LIST, BundleFields
from loa.model.kinds import KINDS

# A hundred recordings of six minutes at 32 kbit/s have some 150 MB; texts alone are far below one.
MOST_BYTES, MOST_FILE, MOST_FILES = 200_000_000, 60_000_000, 5_000
_LIST_BYTES = 5_000_000
_ENDINGS = {".md", ".png", ".jpg", ".jpeg", ".webp", ".mp3"}
_AT_TOP = {"campaign.yml", "facts.yml", "tasks.yml", "plan.yml"}
_BAD_NAME = re.compile(
    r'[<>:"|?*\\\x00-\x1f\x7f]|[. ]$|^[.\s_-]|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE
)


class BundleError(Exception):
    """The archive is refused; the text says why, in the language of messages."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """An archive that keeps its promises: its list, and the bytes of each file by its path in the campaign."""

    fields: BundleFields
    files: dict[str, bytes]
    licence: bytes


def open_bundle(data: bytes) -> Bundle:
    """The campaign in an archive.

    Raises:
        BundleError: it is no such archive, or holds anything that its list does not promise.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        KeyError,
    ) as error:
        raise BundleError(say("không phải tệp ZIP đọc được", "it is no ZIP that can be read")) from error


def verify_signature(data: bytes, signature: bytes, key: str) -> dt.date | None:
    """Check a minisign signature with a public key as `minisign` prints it.

    Returns:
        The day of signing, which our signatures hold; None for one that somebody made by hand.

    Raises:
        BundleError: the signature is missing, broken, or of another key.
    """
    try:
        signed = Signature.from_bytes(signature)
        PublicKey.from_base64(key.strip()).verify(data, signed)
    except (MinisignError, ValueError, IndexError) as error:
        raise BundleError(
            say("chữ ký không đúng với khóa đã ghi", "the signature is not of the pinned key")
        ) from error
    try:
        return dt.date.fromisoformat(signed.trusted_comment.rpartition(" ")[2])
    except ValueError:
        return None


def public_key(text: str) -> str:
    """The key in `text`: the key itself, or what stands in a file that minisign made.

    Raises:
        BundleError: there is no key in it.
    """
    last = text.strip().splitlines()[-1].strip() if text.strip() else ""
    try:
        PublicKey.from_base64(last)
    except (MinisignError, ValueError, IndexError) as error:
        raise BundleError(say("đây không phải khóa công khai", "this is no public key")) from error
    return last


def _read(archive: zipfile.ZipFile) -> Bundle:
    members = {info.filename: info for info in archive.infolist()}
    if len(members) != len(archive.infolist()) or len(members) > MOST_FILES + 2:
        raise BundleError(say("có tệp ghi hai lần hoặc quá nhiều tệp", "doubled or too many files"))
    for info in members.values():
        _plain_file(info)
    fields = _list(_bytes(archive, members.get(LIST), _LIST_BYTES))
    if _BAD_NAME.search(fields.folder) or "/" in fields.folder:
        raise BundleError(say("tên thư mục không được phép", "the name of its folder is not allowed"))
    promised = {FILES + entry.path for entry in fields.files}
    if len(promised) != len(fields.files) or set(members) != promised | {LIST, LICENCE_FILE}:
        raise BundleError(say("danh sách không khớp với các tệp", "its list and its files differ"))
    if sum(entry.bytes for entry in fields.files) > MOST_BYTES:
        raise BundleError(say("quá lớn", "it is too large"))
    folded: set[str] = set()
    files = {}
    for entry in fields.files:
        _safe_path(entry.path)
        folded.add(entry.path.casefold())
        content = _bytes(archive, members[FILES + entry.path], min(entry.bytes, MOST_FILE))
        if len(content) != entry.bytes or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise BundleError(say(f"tệp “{entry.path}” đã bị đổi", f"the file “{entry.path}” was changed"))
        files[entry.path] = content
    if len(folded) != len(files) or "campaign.yml" not in files:
        raise BundleError(
            say("thiếu campaign.yml hoặc có tệp trùng tên", "no campaign.yml, or names that clash")
        )
    return Bundle(fields, files, _bytes(archive, members[LICENCE_FILE], 100_000))


def _plain_file(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if info.is_dir() or kind not in (0, stat.S_IFREG) or info.flag_bits & 1 or not packed:
        raise BundleError(say("có lối tắt, thư mục hoặc tệp khóa", "it holds links, folders or locked files"))


def _list(data: bytes) -> BundleFields:
    try:
        return BundleFields.model_validate_json(data)
    except ValueError as error:
        raise BundleError(
            say("danh sách tệp hỏng hoặc của bản mới hơn", "its list is broken or newer")
        ) from error


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None, most: int) -> bytes:
    """A member of at most `most` bytes: what its head claims is not asked, one byte too many is enough."""
    if info is None:
        raise BundleError(say("thiếu danh sách tệp", "it has no list of files"))
    with archive.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise BundleError(say(f"tệp “{info.filename}” quá lớn", f"the file “{info.filename}” is too large"))
    return data


def _safe_path(path: str) -> None:
    """A path that stays in the campaign's folder, on every system, and is of a kind that a campaign has."""
    parts = path.split("/")
    top, ending = parts[0], PurePosixPath(path).suffix
    folders = {kind.folder for kind in KINDS.values()} | {"media"}
    known = path in _AT_TOP or (len(parts) > 1 and top in folders and ending in _ENDINGS)
    bad = any(not part or _BAD_NAME.search(part) for part in parts)
    if bad or not known or path != unicodedata.normalize("NFC", path):
        raise BundleError(say(f"tên tệp “{path}” không được phép", f"the name “{path}” is not allowed"))
