"""Facts themselves: a value that fits its kind. What cannot be formatted would fail in every renderer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.check.phones import is_phone
from loa.errors import Problem, say
from loa.load.frontmatter import key_path
from loa.model.fields import parse_date
from loa.model.kinds import FactFields

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)


def check_fact(name: str, fact: FactFields, shown: str, line: int) -> Iterator[Problem]:
    """The problems of one fact; `shown` and `line` say where it stands."""
    key = key_path((name, "value"))
    if fact.kind == "number" and not _NUMBER.fullmatch(fact.value):
        what = say(
            "Viết số với dấu chấm thập phân, không có dấu ngăn nghìn, ví dụ 62.9 hoặc 3321.",
            "Write the number with a decimal point and no thousands mark, such as 62.9 or 3321.",
        )
        yield Problem.of("LOA208", shown, line, key=key, value=fact.value, what=what)
    elif fact.kind == "date":
        try:
            parse_date(fact.value)
        except ValueError:
            yield Problem.of("LOA209", shown, line, key=key, value=fact.value)
    elif fact.kind == "phone" and not is_phone(fact.value):
        yield Problem.of("LOA603", shown, line, value=fact.value)
    if fact.valid_from and fact.valid_to and fact.valid_to < fact.valid_from:
        yield Problem.of("LOA214", shown, line, start=fact.valid_from, end=fact.valid_to)
