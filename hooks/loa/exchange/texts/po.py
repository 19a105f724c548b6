"""PO files (GNU gettext): the context is the segment's code, facts are placeholders that Weblate keeps."""

from __future__ import annotations

import datetime as dt

import polib

from loa.check.fields import FACT
from loa.errors import say
from loa.exchange.texts.sheets import InFile, InRow, OutFile, Unreadable

_STAMPS = "X-Loa-Items"


def to_po(out: OutFile, date: dt.date) -> bytes:
    """The file, UTF-8. Placeholders are flagged as Weblate reads them (`placeholders:`)."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "Loa",
        "POT-Creation-Date": f"{date.isoformat()} 00:00+0700",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": out.language.replace("-", "_"),
        "X-Language": out.language,
        _STAMPS: " ".join(item.stamp for item in out.items),
    }
    for item in out.items:
        for row in item.rows:
            facts = dict.fromkeys("{{" + name + "}}" for name in FACT.findall(row.source))
            flags = ["placeholders:" + ":".join(f'"{fact}"' for fact in facts)] if facts else []
            comment = "\n".join([f"{item.title} – {row.place}", *row.hints])
            file.append(
                polib.POEntry(
                    msgctxt=row.code, msgid=row.source, msgstr=row.target, comment=comment, flags=flags
                )
            )
    return (str(file).rstrip("\n") + "\n").encode("utf-8")


def read_po(data: bytes) -> InFile:
    """The rows of a file. A text marked fuzzy is a guess of a program, not a translation: it comes back empty.

    Raises:
        Unreadable: no PO file, or damaged.
    """
    try:
        file = polib.pofile(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(say("không phải chữ UTF-8", "it is not UTF-8 text")) from error
    except Exception as error:  # polib raises whatever its parser stumbles over
        raise Unreadable(say("tệp PO hỏng", "the PO file is damaged")) from error
    found = InFile(file.metadata.get("X-Language", ""))
    for stamp in file.metadata.get(_STAMPS, "").split():
        found.stamp(stamp)
    for number, entry in enumerate(file, 1):
        if not entry.obsolete:
            target = "" if entry.fuzzy else entry.msgstr
            found.rows.append(InRow(number, entry.msgctxt or "", entry.msgid, target))
    return found
