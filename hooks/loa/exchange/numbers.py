"""Phone numbers out of cells: exactly as they went in, or refused with the reason. Nothing is guessed."""

from __future__ import annotations

import re

from loa.errors import say
from loa.exchange.sheet import Cell
from loa.model.phones import phone_fault

_APART = re.compile(r"[|;,/\n]|\s+(?:hoặc|và|hay)\s+", re.IGNORECASE)
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
    good, bad = [], []
    for part in _APART.split(text):
        number = part.strip().removeprefix("'").strip()
        if not number:
            continue
        fault = phone_fault(number)
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
    digits = str(value)
    form = cell.number_format.split(";")[0].strip()
    if form in ("General", "@", "0", "#", ""):
        return digits
    return _formatted(digits, form)


def _formatted(digits: str, form: str) -> str | None:
    """`digits` in a number format made of 0, #, blanks, hyphens, brackets and literals; None for any other."""
    tokens = _TOKEN.findall(form)
    if "".join(tokens) != form or not any(token in "0#" for token in tokens):
        return None
    places = sum(token in ("0", "#") for token in tokens)
    out: list[str] = []
    left = list(digits)
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
