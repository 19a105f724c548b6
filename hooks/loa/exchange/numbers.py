"""Phone numbers out of cells: exactly as they went in, or refused with the reason. Nothing is guessed."""

from __future__ import annotations

import re

from loa.errors import say
from loa.exchange.sheet import Cell
from loa.model.phones import digits, phone_fault

# The blanks before a word are looked at once, from their first: a cell full of them would take for ever.
_APART = re.compile(r"[|;\n]|(?<![^\S\n])\s+(?:hoặc|và|hay)\s+", re.IGNORECASE)
# Lines such as 113 have no more digits, and neither have extensions.
_SHORT = 4
_TOKEN = re.compile(r'0|#|[ \-()]|\\.|"[^"]*"')


def phones_in(cell: Cell) -> tuple[list[str], list[tuple[str, str]]]:
    """(the numbers of a cell as they stand there, refused parts each with its reason).

    A number that a spreadsheet holds as a number counts only when it cannot have lost a digit: the cell's format
    proves its zeros, or the number begins with none (113, 1800 and 1900 lines).
    """
    if cell.value is not None and not cell.is_number:
        return [], [
            (cell.text, say("ô chứa ngày tháng hoặc đúng/sai", "the cell holds a date or a truth value"))
        ]
    text = cell.text
    if cell.is_number:
        shown = as_shown(cell)
        if shown is None:
            return [], [(cell.text, say("Excel đã đổi số này, không rõ số gốc", "a spreadsheet changed it"))]
        text = shown
    good: list[str] = []
    bad = []
    for part in _APART.split(text):
        numbers = [number.strip().removeprefix("'").strip() for number in re.split("[,/]", part)]
        long = any(len(digits(number)) > _SHORT for number in numbers)
        for number in filter(None, numbers):
            fault = phone_fault(number)
            if not fault and long and len(digits(number)) <= _SHORT:
                fault = say(
                    "đứng sau dấu gạch chéo hoặc dấu phẩy nên có thể là số máy lẻ; ghi xuống dòng hoặc bỏ",
                    "after a slash or comma it may be an extension; give it a line of its own or leave it out",
                )
            if fault:
                bad.append((number, fault))
            elif number not in good:
                good.append(number)
    return good, bad


def as_shown(cell: Cell) -> str | None:
    """What a spreadsheet shows for a whole number, or None where that cannot be told for certain."""
    value = cell.value
    if isinstance(value, float):
        if not value.is_integer():
            return None
        value = int(value)
    if not isinstance(value, int) or not 0 <= value < 10**15:
        return None
    written = str(value)
    form = cell.number_format.split(";")[0].strip()
    if form in ("General", "@", "0", "#", ""):
        return written
    return _formatted(written, form)


def _formatted(written: str, form: str) -> str | None:
    """`written` in a number format made of 0, #, blanks, hyphens, brackets and literals; None for any other."""
    tokens = _TOKEN.findall(form)
    if "".join(tokens) != form or not any(token in "0#" for token in tokens):
        return None
    places = sum(token in ("0", "#") for token in tokens)
    out: list[str] = []
    left = list(written)
    for token in reversed(tokens):
        if token in ("0", "#"):
            places -= 1
            if left:
                out.append(left.pop())
            elif token == "0":
                out.append("0")
            if places == 0:  # the first place takes every digit that is left
                out += reversed(left)
                left = []
        else:
            out.append(token[1:] if token[0] == "\\" else token.strip('"'))
    return "".join(reversed(out)).strip()
