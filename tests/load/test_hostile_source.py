"""What somebody could put into a source on purpose: each ends as a coded error or as harmless text."""

from __future__ import annotations

import html
import time
from pathlib import Path

import pytest
import tiny
from test_any_input import rendered

from loa.model.blocks import Image, Link, inlines
from loa.model.catalog import Item

MESSAGE = "thu/messages/viec-nha.md"


def loaded(folder: Path, body: str, extra: str = "") -> tuple[list[str], str, Item | None]:
    hub = tiny.opened(folder, {MESSAGE: tiny.item(extra, body)})
    return tiny.codes(hub), rendered(hub), next(hub.catalog.items(), None)


SPELLINGS = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "jAvAsCrIpT:alert(1)", "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)", "javascript&#58;alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)", "\\javascript:alert(1)", "java\\script:alert(1)", "javascript%3Aalert(1)",
    "%6Aavascript:alert(1)",
    "data:text/html,x", "DATA:text/html;base64,eA==", "data&colon;text/html,x", "vbscript:msgbox",
    "VbScRiPt:x", "blob:x", "file:///etc/passwd",
    "ftp://example.org/", "mailto:a@example.org", "tel:0000000000", "//example.org", "\\\\example.org",
    "/\\example.org", "https:/example.org",
    "https:\\\\example.org", "https://", "https://@example.org", "https://a@b.example", "https://a:b@c.example", "HTTPS://example.org",
    "https:javascript:alert(1)", "https://example.org\\@b.example",
]  # fmt: skip


@pytest.mark.parametrize("address", SPELLINGS)
@pytest.mark.parametrize(
    "form",
    ["[x]({})", "[x](<{}>)", "<{}>", "![x]({})", "[x][r]\n\n[r]: <{}>", "[![x]({})](https://example.org)"],
)
def test_no_spelling_of_a_dangerous_address_gets_through(tmp_path: Path, address: str, form: str) -> None:
    codes, output, item = loaded(tmp_path, form.format(address) + "\n")
    assert item is not None
    for inline in inlines(item.text.blocks):
        if isinstance(inline, Link):
            assert inline.href == "https://example.org" or not _scheme(inline.href), inline.href
        if isinstance(inline, Image):
            assert not _scheme(inline.src)
    assert 'href="' not in output.replace('href="https://example.org"', "")
    assert codes or "<a" not in output.replace('<a href="https://example.org"', "")
    for word in ("javascript", "vbscript", "data:", "file:"):
        assert f'="{word}' not in html.unescape(output).casefold()


def _scheme(address: str) -> bool:
    return ":" in address.partition("/")[0]


@pytest.mark.parametrize(
    "path",
    ["../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/x", "a/../../../../../x",
     "....//....//x", "../../../campaigns.md", "C:\\x", "\\..\\x", "/etc/passwd", "~/x",
     "a\x00b".replace("\x00", "%00"), "%0a", "con"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})"])
def test_paths_stay_in_the_source(tmp_path: Path, path: str, form: str) -> None:
    codes, output, _ = loaded(tmp_path, form.format(path) + "\n")
    assert codes
    assert set(codes) <= {"LOA306", "LOA307", "LOA308", "LOA309"}
    assert "href" not in output


SCRIPTS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//a.b></SCRIPT>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>", "<b>x</b>", "<?php x ?>", "<!DOCTYPE x>", "<![CDATA[x]]>",
    "<!-- x -->", "<a href=x>y</a>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">", "<x onclick=a>", "</p>", "<style>*{}</style>",
]  # fmt: skip


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize(
    "place",
    ["{}", "chữ {} chữ", "## {}", "- {}", "> {}", "> [!luu-y]\n> {}", "**{}**", "[{}](https://example.org)"],
)
def test_html_in_the_body_is_refused_or_text(tmp_path: Path, text: str, place: str) -> None:
    codes, output, _ = loaded(tmp_path, place.format(text) + "\n")
    assert "LOA401" in codes or html.escape(text, quote=False)[:4] in output
    assert "<script" not in output.casefold() and "onerror=" not in output.replace("&quot;", "")


@pytest.mark.parametrize("text", SCRIPTS)
def test_html_in_fields_is_text(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    hub = tiny.opened(tmp_path, {MESSAGE: tiny.item().replace("Việc nhà", quoted)})
    assert tiny.codes(hub) == []
    assert next(hub.catalog.items()).fields.title == text


@pytest.mark.parametrize(
    "text", ["&lt;script&gt;x&lt;/script&gt;", "&#60;script&#62;", "\\<script>x\\</script>", "1 < 2 <3"]
)
def test_escaped_signs_stay_text(tmp_path: Path, text: str) -> None:
    codes, output, _ = loaded(tmp_path, text + "\n")
    assert codes == [] or codes == ["LOA401"]
    assert "<script" not in output


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",  # a billion laughs
        "a: &a\n  b: *a",
        "<<: {title: x}",
        "title: !!python/object/apply:os.system [ls]",
        "title: !!python/name:os.system",
        "title: !x y",
        "!!set {a, b}",
        "title: *nowhere",
    ],
)
def test_yaml_is_read_as_plain_data(tmp_path: Path, text: str) -> None:
    for name in (MESSAGE, "thu/campaign.yml", "facts.yml"):
        hub = tiny.opened(tmp_path, {name: f"---\n{text}\n---\nx\n" if name.endswith(".md") else text + "\n"})
        assert "LOA203" in tiny.codes(hub)


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "off", "012", "1e3", "12:30", "0x1F", "2026-11-15", ".nan", "1_000"]
)
def test_yaml_surprises_stay_text(tmp_path: Path, scalar: str) -> None:
    hub = tiny.opened(tmp_path, {MESSAGE: tiny.item().replace("Việc nhà", scalar)})
    assert next(hub.catalog.items()).fields.title == scalar


@pytest.mark.parametrize(
    "body",
    [
        ">" * 10_000 + " x",
        "> " * 10_000 + "x",
        "- " * 10_000 + "x",
        "1. " * 5_000 + "x",
        "".join("  " * depth + "- x\n" for depth in range(200)),
        "".join("> " * depth + "x\n" for depth in range(200)),
        "*a _b " * 700 + "c" + "_ *" * 700,
        "**" * 4_000 + "x",
        "![" * 99 + "x" + "](a.png)" * 99,
        "[" * 9_000,
        "![" * 4_000,
        "`" * 9_000,
        "<" * 9_000,
        "<a " * 3_000,
        "{{" * 4_000,
        "{{" + "a" * 9_000,
        "&" * 9_000,
        "\\" * 9_000,
        "a" * 59_000,
        "a\n\n" * 19_000,
        "a\n" * 29_000,
        "## a\n" * 11_000,
        "|a" * 4_000 + "|\n" + "|-" * 4_000 + "|\n",
        "[a]: b\n" * 8_000,
        "![a](b.png)\n\n" * 4_000,
        "<!--" * 10_000,
    ],
    ids=lambda body: ascii(body[:6]),
)
def test_deep_and_long_texts_end_soon(tmp_path: Path, body: str) -> None:
    tiny.write(tmp_path, {})
    start = time.process_time()
    loaded(tmp_path, body + "\n")
    assert time.process_time() - start < 3  # seconds of this process; one on an idle machine


def test_nothing_nested_is_lost_without_a_word(tmp_path: Path) -> None:
    """The parser itself drops what lies too deep; the limit that says so must be reached first."""
    for depth in range(1, 60):
        codes, output, _ = loaded(tmp_path, "".join("  " * n + f"- tầng{n}\n" for n in range(depth)))
        assert codes or f"tầng{depth - 1}" in output, depth
        codes, output, _ = loaded(tmp_path, "> " * depth + "đáy\n")
        assert codes or "đáy" in output, depth


def test_unknown_callouts_do_not_reach_a_class_name(tmp_path: Path) -> None:
    codes, output, _ = loaded(tmp_path, '> [!x" onload="alert(1)]\n> Chữ.\n')
    assert codes == ["LOA403"]
    assert "<div" not in output


@pytest.mark.parametrize(
    "char", ["\u202e", "\u2066", "\u200f", "\u00ad", "\ufeff", "\x08", "\x1b", "\x85", "\ufffd", "\U000e0041"]
)
def test_hidden_characters_are_named_wherever_they_come_from(tmp_path: Path, char: str) -> None:
    number = f"{ord(char):x}"
    name = f"U+{ord(char):04X}"
    for extra, body in (
        ("", f"Chữ{char}.\n"),
        (f'leaflet: {{lead: "x\\U{ord(char):08x}"}}\n', "Chữ.\n"),
        ("", f"Chữ&#x{number}; chữ.\n"),
        ("", f"![Hình&#x{number};](a.png)\n"),
        ("", f"**Nam&#x{number};:** chào\n"),
    ):
        # HTML reads the entity of a control character between 80 and 9F as a Windows letter.
        if "&#" in body and char in "\x08\x1b\x85":
            continue
        hub = tiny.opened(tmp_path, {MESSAGE: tiny.item(extra, body)})
        assert any(p.code == "LOA104" and dict(p.values)["char"] == name for p in hub.report), (extra, body)


@pytest.mark.parametrize("text", ["ខ្ញុំ\u200bចូល", "🙂 👩\u200d👧", "Tôi\u00a0đi", "ê̆ ô̆ ơ̆", "≤ ½ ©"])
def test_characters_that_people_need_pass(tmp_path: Path, text: str) -> None:
    codes, output, _ = loaded(tmp_path, text + "\n")
    assert codes == []
    assert text in output
