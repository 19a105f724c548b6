"""Two languages that nobody speaks, made from the Vietnamese: what is not in them on a page is hard-coded.

`qaa-x-long`: every Latin letter has a dot or the like that Vietnamese does not know, and every text is half as long
again. `qab-x-marks`: besides, vowels carry three marks, the highest letters of the Tây Nguyên alphabets and more.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from pathlib import Path

import support
import yaml

from loa.hub import PROJECT

LONG, MARKS = "qaa-x-long", "qab-x-marks"
_DOTTED = dict(zip("abcdefghijklmnopqrstuvwxyz", "ȧḃċḋėḟġḣïĵḱļṁṅȯṗɋṙṡṫüṽẇẋẏż", strict=True))
_STACKED = {vowel: unicodedata.normalize("NFC", f"{vowel}\u0302\u0306\u0323") for vowel in "aeiouy"}
LETTERS = {LONG: _DOTTED, MARKS: {**_DOTTED, **_STACKED}}
# What stays as it is inside a text: placeholders, facts, the target of a link, the name of a callout.
_KEPT = re.compile(r"\{\{[^}]*\}\}|\{[a-z_0-9]+\}|\]\([^)]*\)|\[![a-z-]+\]")
_APPROVED = "status: approved\napproved_by: Người duyệt thử nghiệm\napproved_on: 2026-11-20\n"


def pseudo(text: str, tag: str) -> str:
    """A text in a pseudo-language; what the machine fills in or reads stays."""
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_letters(text[at : kept.start()], tag), kept.group()]
        at = kept.end()
    parts.append(_letters(text[at:], tag))
    return "".join(parts)


def _letters(text: str, tag: str) -> str:
    letters = LETTERS[tag]
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    marked = "".join(letters.get(c) or letters.get(c.lower(), c).upper() for c in plain)
    # Longer by half: the vowels of every word twice or thrice, as in a language of long words.
    return re.sub(r"([ȧėïȯü])", r"\1\1", marked) if tag == LONG else marked


def is_pseudo(text: str) -> bool:
    """Whether no letter of `text` is one that Vietnamese or English writes."""
    return not re.search(r"[A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư]|[Ạ-ỹ]", _without_stacks(text))


def _without_stacks(text: str) -> str:
    """`text` without the vowels of `qab-x-marks`, whose first mark is one of Vietnamese too."""
    for stacked in _STACKED.values():
        text = text.replace(stacked, "").replace(unicodedata.normalize("NFC", stacked.upper()), "")
    return text


def _entry(tag: str) -> str:
    letters = json.dumps(sorted(set(LETTERS[tag].values())), ensure_ascii=False)
    return (
        f"tag: {tag}\nname: Tiếng thử {tag}\nautonym: {pseudo('Tiếng thử', tag)}\nscript: Latn\n"
        f"alphabet: {letters}\nfonts: [Noto Sans]\n"
    )


def _variant(path: Path, tag: str) -> str:
    """A source file in a pseudo-language, with the front matter that a variant has."""
    head, body = path.read_text(encoding="utf-8").split("---\n", 2)[1:]
    fields = yaml.safe_load(head)
    own = {key: pseudo(str(fields[key]), tag) for key in ("title", "summary")}
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in own.items())
    return f"---\n{front}{_APPROVED}---\n{pseudo(body, tag)}"


def hub(folder: Path) -> Path:
    """The small hub, with everything in the two pseudo-languages beside the Vietnamese."""
    shutil.copytree(support.HUB, folder)
    strings = yaml.safe_load((PROJECT / "locales" / "vi" / "ui.yml").read_text(encoding="utf-8"))["strings"]
    sources = [path for path in folder.rglob("*.md") if path.name.count(".") == 1]
    for tag in LETTERS:
        place = folder / "locales" / tag
        place.mkdir(parents=True)
        (place / "locale.yml").write_text(_entry(tag), encoding="utf-8")
        lines = [
            f"  {key}: {json.dumps(pseudo(text, tag), ensure_ascii=False)}\n" for key, text in strings.items()
        ]
        (place / "ui.yml").write_text(f"{_APPROVED}strings:\n{''.join(lines)}", encoding="utf-8")
        for path in sources:
            path.with_suffix(f".{tag}.md").write_text(_variant(path, tag), encoding="utf-8")
    return folder
