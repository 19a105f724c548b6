"""Changing fields of a file: nothing else changes, and what was meant can be read back."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Any

import pytest
from editor_support import MESSAGE
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loa.errors import Report
from loa.load.splice import changed, changed_file
from loa.load.yamlsource import read_yaml


def lines_of(before: str, after: str) -> list[str]:
    """The changed lines, `- ` and `+ `."""
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("values", "diff"),
    [
        ({}, []),
        ({"summary": "Của cả nhà."}, ["- summary: Việc chung.", "+ summary: Của cả nhà."]),
        (
            {"title": "Việc: nhà"},
            ['- title: "Việc nhà"   # tên ngắn thôi', '+ title: "Việc: nhà"  # tên ngắn thôi'],
        ),
        ({"leaflet": {"lead": "Cùng vui.", "omit": ["Phụ"]}}, ["-   lead: Cùng làm.", "+   lead: Cùng vui."]),
        ({"leaflet.lead": "Cùng vui."}, ["-   lead: Cùng làm.", "+   lead: Cùng vui."]),
        ({"leaflet.note": None, "radio.hook": None}, []),
        ({"radio.hook": "Chào."}, ["+ radio:", "+   hook: Chào."]),
        ({"places": ["66", "01"]}, ["- places: [66]", "+ places: [66, '01']"]),
        ({"places": ["66?"]}, ["- places: [66]", "+ places: ['66?']"]),
        ({"checked": "2026-11-01"}, ["+ checked: 2026-11-01"]),
        ({"call_to_action": None}, ["- call_to_action: Chia việc."]),
    ],
)
def test_only_the_lines_of_a_changed_field_change(values: dict[str, Any], diff: list[str]) -> None:
    assert lines_of(MESSAGE, changed_file(MESSAGE, values, None)) == diff


def test_a_field_that_a_template_keeps_ready_goes_into_its_place() -> None:
    text = "title: A\n# Cần bao nhiêu người\n# team:\nsummary: B\n"
    assert (
        changed(text, {"team": "5 người"}) == "title: A\n# Cần bao nhiêu người\nteam: 5 người\nsummary: B\n"
    )


def test_a_new_field_stands_where_the_schema_has_it() -> None:
    assert changed("title: A\nsummary: B\n", {"status": "draft"}, ["title", "status", "summary"]) == (
        "title: A\nstatus: draft\nsummary: B\n"
    )


@pytest.mark.parametrize("text", ["{a: b}\n", "- a\n", "a: [\n", "a: 1\na: 2\n"])
def test_what_is_no_block_of_fields_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        changed(text, {"a": "c"})


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(
    lambda text: text == text.strip() and text
)
VALUES = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["lead", "note", "hook"]), WORDS, min_size=1),
)


@settings(max_examples=150, deadline=None)
@example({"places": ["0?", "?0", "a ? b"], "title": "?0"})
@given(st.dictionaries(st.sampled_from(["title", "leaflet", "checked", "places"]), VALUES))
def test_what_was_written_is_what_is_read(values: dict[str, Any]) -> None:
    values = {key: _normal(value) for key, value in values.items()}
    report = Report()
    front = MESSAGE.split("---\n")[1]
    read = read_yaml(changed(front, values), "", report)
    before = read_yaml(front, "", report)
    assert read and before and not list(report)
    assert read.data == {**before.data, **values}


def _normal(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [unicodedata.normalize("NFC", one) for one in value]
        case _:
            return {key: unicodedata.normalize("NFC", one) for key, one in value.items()}
