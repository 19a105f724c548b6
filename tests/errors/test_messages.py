"""Every rule can be told to a writer, in both languages of messages."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa import errors
from loa.errors import RULES, Problem, Report, Rule, printable
from loa.render.paper.banner import Layout
from loa.render.paper.leaflet import FORMATS as LEAFLETS
from loa.render.pictures.layout import FORMATS as PICTURES
from loa.render.pictures.products import FRAME
from loa.render.talk import TALK

FILE = Path(errors.__file__).with_name("rules.toml")
# Words of the program that mean nothing to a writer.
INTERNALS = re.compile(
    r"Traceback|Exception|Error\b|NoneType|\bNone\b|\bdict\b|\btuple\b|pydantic|markdown.it|regex|\bint\b|\bstr\b"
    r"|__|Decimal|token|parse",
    re.IGNORECASE,
)
# Control characters, line ends, direction overrides, halves of characters.
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
CODES = sorted(RULES)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def names(rule: Rule) -> set[str]:
    return {name for language in ("vi", "en") for text in rule.text(language) for name in placeholders(text)}


@pytest.mark.parametrize("code", CODES)
def test_rule_is_complete(code: str) -> None:
    assert re.fullmatch(r"LOA[1-9]\d\d", code)
    for language in ("vi", "en"):
        message, hint = RULES[code].text(language)
        assert message.strip(), language
        assert hint.strip(), language
        assert not INTERNALS.search(re.sub(r"\{[a-z]+\}", "", message + hint)), language
    vietnamese, english = RULES[code].text("vi"), RULES[code].text("en")
    assert vietnamese != english
    assert placeholders(vietnamese[0]) == placeholders(english[0])


@pytest.mark.parametrize("code", CODES)
@given(value=st.text(max_size=300), line=st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_rule_renders_with_any_value(code: str, value: str, line: int) -> None:
    problem = Problem.of(code, f"a/{value}.md", line, **dict.fromkeys(names(RULES[code]), value))
    for language in ("vi", "en"):
        shown = problem.render(language)
        assert (f":{line}: {code} " if line else f".md: {code} ") in shown
        assert shown == shown.strip() and not HARMFUL.search(shown)
        if names(RULES[code]) and value.strip():
            assert printable(value).strip() in shown
    assert problem.as_dict()["code"] == code


def test_a_missing_placeholder_is_found_when_the_problem_is_made() -> None:
    with pytest.raises(KeyError):
        Problem.of("LOA101", "a.md")
    with pytest.raises(KeyError):
        Problem.of("LOA999", "a.md")


def test_codes_stand_once_and_in_order() -> None:
    text = FILE.read_text(encoding="utf-8")
    written = re.findall(r"^\[(LOA\d+)\]$", text, re.MULTILINE)
    assert written == sorted(set(written)) == sorted(tomllib.loads(text))


def test_every_code_is_raised_and_every_raised_code_exists() -> None:
    package = FILE.parents[1]
    used = {
        code
        for path in [*package.rglob("*.py"), *(package.parents[1] / "scripts").glob("*.py")]
        for code in re.findall(r"\"(LOA\d{3})\"", path.read_text(encoding="utf-8"))
    }
    assert used <= set(RULES)
    assert set(RULES) <= used


@given(st.text(max_size=500))
@settings(max_examples=100, deadline=None)
def test_printable_is_one_harmless_line(text: str) -> None:
    shown = printable(text)
    assert len(shown) <= 200
    assert not HARMFUL.search(shown)
    shown.encode()


def test_report_is_sorted_and_holds_each_problem_once() -> None:
    report = Report()
    for path, line in (("b", 1), ("a", 2), ("a", 1), ("a", 2)):
        report.add("LOA406", path, line)
    assert [(p.path, p.line) for p in report] == [("a", 1), ("a", 2), ("b", 1)]
    assert len(report.errors) == 3


def test_writers_read_a_name_for_every_product() -> None:
    drawn = [form.name for form in PICTURES] + [FRAME]
    for name in [*LEAFLETS, *get_args(Layout), "card", "poster", TALK.name, *drawn]:
        told, _ = Problem.of("LOA711", product=name, language="Khmer").text("vi")
        assert f"Không làm {name} (" not in told, name
