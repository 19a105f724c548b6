"""The handbook's page of error codes, made from the rules and one example of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loa.errors import RULES, Problem, Rule, Severity, printable
from loa.errors import __path__ as _errors

PAGE = "loi.md"
_SEVERITY = {
    Severity.ERROR: "lỗi: sửa xong mới làm tiếp được",
    Severity.WARNING: "cảnh báo: vẫn làm tiếp được",
    Severity.NOTE: "ghi chú",
}
_GROUPS = {
    "1": "Tệp và thư mục",
    "2": "Các mục ở đầu bài",
    "3": "Nơi chốn, dữ kiện, liên kết, hình và tiếng",
    "4": "Cách viết thân bài",
    "5": "Bản dịch và ngôn ngữ",
    "6": "Nơi giúp đỡ",
    "7": "Dựng trang, in, tin tức, báo cáo",
    "8": "Bài phát thanh",
    "9": "Bảng tính, tệp dịch và hồ sơ riêng",
}
_INTRO = """# Các mã lỗi

Mỗi câu Loa báo có một mã, ví dụ `LOA208`. Tìm mã ấy ở đây (bấm Ctrl-F), hoặc hỏi ngay trong cửa sổ lệnh:

```
python3 scripts/loa.py explain LOA208
```

Dòng Loa báo luôn gồm tệp nào, dòng thứ mấy, mã, chuyện gì sai. Sửa xong thì chạy lại lệnh vừa rồi.

Trang này do máy làm từ bộ luật kiểm tra của Loa (`loa handbook codes`). Tên tệp và tên bài trong ví dụ là ví dụ.
"""
# `path:line: CODE message — hint`, as `Problem.render` writes it.
_LINE = re.compile(
    r"(?P<path>[^:]*?)(?::(?P<line>\d+))?: (?P<code>LOA\d{3}) (?P<message>.*?)(?: — (?P<hint>.*))?"
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|])")
_BOLD = re.compile(r"^\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Example:
    """One fault as a writer meets it: how it came about, the text that is wrong (may be empty), the line that Loa
    prints, and the way out."""

    situation: str
    excerpt: str
    line: str
    way_out: str


def told() -> dict[str, Example]:
    """The examples of `errors/examples.toml`, by code: faults that no text file can show."""
    raw = tomllib.loads(Path(_errors[0], "examples.toml").read_text(encoding="utf-8"))
    return {code: _told(code, **entry) for code, entry in raw.items()}


def _told(code: str, situation: str, at: str = "", **values: str) -> Example:
    path, _, line = at.partition(":")
    problem = Problem.of(code, path, int(line or 0), **values)
    message, hint = problem.text("vi")
    return Example(situation, "", f"{problem.place}{code} {message}", hint)


def shown(folder: Path) -> dict[str, Example]:
    """The examples of `tests/rules`, by code: of each folder the fault whose line shows it best."""
    found = {}
    for example in sorted(folder.glob("LOA*")):
        code = example.name[:6]
        lines = (example / "expected.txt").read_text(encoding="utf-8").splitlines()
        rows = [match for match in map(_LINE.fullmatch, lines) if match and match["code"] == code]
        # Further files of a folder hold the odd cases.
        rows.sort(key=lambda row: (not _excerpt(example, row), "viec-nha" not in row["path"]))
        row, excerpt = rows[0], _excerpt(example, rows[0])
        is_file = (example / "in" / row["path"]).is_file()
        where = f"{'Tệp' if is_file else 'Thư mục'} `{row['path']}`"
        found[code] = Example(
            f"{where}, dòng {row['line']} viết như sau." if excerpt else f"{where}.",
            excerpt,
            row[0].removesuffix(f" — {row['hint']}"),
            row["hint"] or "",
        )
    return found


def _excerpt(example: Path, row: re.Match[str]) -> str:
    """The line that a message is about; empty where it shows nothing, as for what is missing."""
    number = int(row["line"] or 0)
    if not number:
        return ""
    # A fault at the end of a file may be told of the line after its last one.
    text = (example / "in" / row["path"]).read_text(encoding="utf-8").split("\n")[number - 1 : number]
    line = "".join(text).strip()
    return "" if line == "---" else printable(line, 120)


def page(folder: Path) -> str:
    """The page as Markdown. `folder`: the examples of rules about content.

    Raises:
        KeyError: a rule has no example.
    """
    examples = told() | shown(folder)
    parts = [_INTRO]
    group = ""
    for code, rule in RULES.items():
        if code[3] != group:
            group = code[3]
            parts.append(f"## {_GROUPS[group]}\n")
        parts.extend(_entry(rule, examples[code]))
    return "\n".join(parts)


def _entry(rule: Rule, example: Example) -> Iterator[str]:
    yield f"### {rule.code}\n"
    yield f"{_escaped(general(rule)[0])} ({_SEVERITY[rule.severity]})\n"
    yield f"**Ví dụ.** {example.situation}\n"
    if example.excerpt:
        yield f"~~~\n{example.excerpt}\n~~~\n"
        yield "Loa báo:\n"
    yield f"~~~\n{example.line}\n~~~\n"
    yield f"**Cách sửa.** {_escaped(example.way_out)}\n"


def general(rule: Rule, language: str = "vi") -> tuple[str, str]:
    """(message, hint) of a rule with an ellipsis wherever a value would stand."""
    message, hint = (re.sub(r"(?<!\{)\{\w+\}(?!\})", "…", text) for text in rule.text(language))
    return message.format(), hint.format()


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def entry(code: str, text: str) -> str:
    """The section of one code in the page's `text`, as a terminal shows it: no heading, no marks of Markdown."""
    match = re.search(rf"^### {code}\n+(.*?)\n*(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    lines, inside = [], False
    for line in match[1].splitlines() if match else ():
        if line == "~~~":
            inside = not inside
        elif inside:
            lines.append(f"    {line}")
        else:
            lines.append(_ESCAPED.sub(r"\1", _BOLD.sub(r"\1", line)))
    return "\n".join(lines)
