"""The formats of translators' files: which there are, and which one a file is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from loa.errors import LoaError, Problem, say
from loa.exchange.texts.po import read_po, to_po
from loa.exchange.texts.sheets import InFile, OutFile, Unreadable
from loa.exchange.texts.table import read_table, to_table
from loa.exchange.texts.word import to_word
from loa.exchange.texts.wordreader import read_word
from loa.exchange.texts.xliff import read_xliff, to_xliff
from loa.load.source import Source
from loa.locales import Locale

MAX_BYTES = 20_000_000
FORMATS: dict[str, Callable[[OutFile, Locale, dt.date], bytes]] = {
    "docx": to_word,
    "xliff": lambda out, locale, date: to_xliff(out),
    "po": lambda out, locale, date: to_po(out, date),
    "csv": lambda out, locale, date: to_table(out),
}


def read_file(path: Path) -> InFile:
    """What came back, by what the file holds, whatever its name.

    Raises:
        LoaError: LOA940 with the reason.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(say("tệp lớn hơn 20 MB", "it is larger than 20 MB"))
        return _reader(data := path.read_bytes())(data)
    except OSError as error:
        reason = say("máy không mở được tệp", "the system could not open it")
        raise LoaError([Problem.of("LOA940", Source.shown(path), reason=reason)]) from error
    except RecursionError as error:  # elements inside elements without end
        reason = say("tệp lồng quá sâu", "it is nested too deeply")
        raise LoaError([Problem.of("LOA940", Source.shown(path), reason=reason)]) from error
    except Unreadable as error:
        raise LoaError([Problem.of("LOA940", Source.shown(path), reason=error)]) from error


def _reader(data: bytes) -> Callable[[bytes], InFile]:
    start = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"PK"):
        return read_word
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            say("đây là .doc kiểu cũ hoặc tệp có mật khẩu", "it is an old .doc or protected by a password")
        )
    if start.startswith(b"<"):
        return read_xliff
    if b"msgid" in start:
        return read_po
    return read_table
