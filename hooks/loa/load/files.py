"""Reading one text file: size, encoding, hidden characters, links out of the source folder."""

from __future__ import annotations

import errno
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from loa.errors import Report, say
from loa.model.slug import is_device

# A long article is 20 KB; a megabyte can only be a mistake or an attack.
MAX_BYTES = 1_000_000

# Control characters but tab and newline, surrogates, noncharacters, what stands for a lost letter (U+FFFD),
# characters nobody sees, and the direction overrides that can make a text read differently from what it says
# (Unicode TR 36). Zero-width space and joiners stay: Khmer needs them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffd\ufffe\uffff\U000e0000-\U000e007f]"
)


# Characters that file names may not hold on Windows.
_NO_NAME = re.compile(r'[<>:"|?*\\\n\t]|[ .]$')


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """(position, code point as `U+202E`) of every character that no text may hold."""
    for match in _HIDDEN.finditer(text):
        yield match.start(), f"U+{ord(match.group()):04X}"


def inside(path: Path, folder: Path) -> bool:
    """Whether `path`, links followed, lies in `folder`; False for a link that leads back to itself."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder that may be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether `path` is something that may be tried as a file."""
    try:
        return path.is_file() or path.is_fifo()
    except OSError:
        return False


def entries(folder: Path, shown: str, report: Report) -> list[Path]:
    """What lies in a folder, in the order of names; names that some system cannot carry are reported.

    Of two names that Windows and macOS take for one (capitals, composed letters) a copy there would keep one file.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        report.add("LOA105", shown, reason=why(error))
        return []
    good = []
    seen: set[str] = set()
    for path in found:
        same = unicodedata.normalize("NFC", path.name).casefold()
        if any(hidden(path.name)) or _NO_NAME.search(path.name) or is_device(path.name) or same in seen:
            report.add("LOA110", f"{shown}/{path.name}", name=path.name)
        else:
            good.append(path)
            seen.add(same)
    return good


def why(error: OSError) -> str:
    """An operating system's refusal in the writer's words."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return say("máy không cho phép đọc", "permission denied")
        case errno.ENOENT:
            return say("tệp không còn ở đó", "it is not there")
        case errno.EISDIR:
            return say("đây là thư mục", "it is a folder")
        case errno.ENAMETOOLONG:
            return say("tên tệp quá dài", "its name is too long")
        case _:
            return say("máy báo lỗi khi đọc", error.strerror or "the system refused")


def read_text(path: Path, folder: Path, shown: str, report: Report) -> str | None:
    """The file's text in NFC with `\\n` line ends, or None when it cannot be used (the report says why).

    Args:
        path: the file; `folder`: the folder it may not leave; `shown`: its name in messages.
    """
    if not inside(path, folder):
        report.add("LOA103", shown)
        return None
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would keep us waiting for ever
            report.add("LOA105", shown, reason=say("đây không phải là tệp thường", "not an ordinary file"))
            return None
        if found.st_size > MAX_BYTES:
            report.add("LOA102", shown, size=f"{found.st_size:,} byte", limit=f"{MAX_BYTES:,} byte")
            return None
        raw = path.read_bytes()
    except OSError as error:
        report.add("LOA105", shown, reason=why(error))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind the byte order mark.
        offset = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        report.add("LOA101", shown, raw[:offset].count(b"\n") + 1, offset=offset)
        return None
    written = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", written)
    if text != written:
        apart = [
            n for n, line in enumerate(written.split("\n"), 1) if line != unicodedata.normalize("NFC", line)
        ]
        report.add("LOA525", shown, apart[0] if apart else 1, count=len(apart))
    faults = list(hidden(text))
    for position, char in faults[:20]:
        report.add("LOA104", shown, text.count("\n", 0, position) + 1, char=char)
    return None if faults else text
