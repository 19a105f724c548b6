"""What the handbook names exists: commands with their options, fields, files, codes, pages, pictures."""

from __future__ import annotations

import importlib
import json
import re
import shlex
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from loa import cli
from loa.errors import RULES
from loa.handbook.book import HOME, Book
from loa.handbook.codes import PAGE
from loa.model.ledger import COLUMNS
from loa.screenshots import MOST, PICTURES

ROOT = cli.root()
FOLDER = ROOT / "docs" / "so-tay"
PAGES = sorted(FOLDER.glob("*.md"))
WRITTEN = [page for page in PAGES if page.name != PAGE]
FENCE = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LAUNCHER = "python3 scripts/loa.py "
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<![!\\])\[[^\]]+(?<!\\)\]\(([^)]+)\)")
# Files and folders of a hub or of a result, which need not stand in this repository.
OF_A_HUB = {
    "ledger.csv", "glossary.yml", "speech.yml", "plan.yml", "tasks.yml", "campaign.yml", "editorial.yml", "facts.yml",
    "index.html", "lich-phat.csv", "lich-phat.ics", "site/", "site/index.html", "private/", "locales/",
    ".translations/", ".radio.md", ".vi-x-easy.md", ".txt", ".ssml", ".xlsx", "goi-xa", "goi-in", "trang-usb",
}  # fmt: skip
LAUNCHERS = {r"py scripts\loa.py", LAUNCHER.strip()}


class Parsed(Exception):
    """A command line was understood."""


@pytest.fixture
def stop_at_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands end once they have understood their options."""
    understand = cli._Parser.parse_args

    def parse(self: Any, args: Any = None, namespace: Any = None) -> Namespace:
        understand(self, args, namespace)
        raise Parsed

    monkeypatch.setattr(cli._Parser, "parse_args", parse)


def prose(page: Path) -> str:
    """A page without its commands and examples."""
    return re.sub(
        r"^(```|~~~)\n.*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


def commands(text: str) -> Iterator[str]:
    """Every command line of a page, those inside sentences too."""
    for block in FENCE.findall(text):
        yield from block.splitlines()
    yield from (code for code in CODE.findall(FENCE.sub("", text)) if code.startswith(LAUNCHER))


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_every_command_is_understood(
    page: Path, stop_at_parsing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in commands(page.read_text(encoding="utf-8")):
        assert line.startswith(LAUNCHER), line
        name, *arguments = shlex.split(line.removeprefix(LAUNCHER))
        command = importlib.import_module(f"scripts.{name}")
        monkeypatch.setattr("sys.argv", [name, *arguments])
        with pytest.raises(SystemExit if "--help" in arguments else Parsed):
            command.main()


def words(schema: Any, prefix: str = "", root: Any = None) -> Iterator[str]:
    """The fields of a JSON schema with dots between them, and the values they may have."""
    root = root or schema
    if isinstance(schema, list):
        for part in schema:
            yield from words(part, prefix, root)
    elif isinstance(schema, dict):
        if "$ref" in schema:
            yield from words(root["$defs"][schema["$ref"].rpartition("/")[2]], prefix, root)
        for value in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]:
            yield str(value)
        for key, part in schema.get("properties", {}).items():
            yield prefix + key
            yield from words(part, f"{prefix}{key}.", root)
        for key in ("items", "anyOf", "oneOf", "allOf", "additionalProperties"):
            yield from words(schema.get(key), prefix, root)


def known(*kinds: str) -> set[str]:
    """The words of these schemas, of all of them when none is named."""
    folder = ROOT / "hooks" / "loa" / "data" / "schemas"
    files = [folder / f"{kind}.json" for kind in kinds] or sorted(folder.glob("*.json"))
    return {word for file in files for word in words(json.loads(file.read_text(encoding="utf-8")))}


def options() -> set[str]:
    """Every option of every command."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("*.py"))
    text += Path(cli.__file__).read_text(encoding="utf-8")
    return {"--help", *re.findall(r'"(--[\w-]+)"', text)}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_every_name_in_the_text_exists(page: Path) -> None:
    text = prose(page)
    facts = (ROOT / "campaigns" / "facts.yml").read_text(encoding="utf-8")
    names = known() | set(COLUMNS) | OF_A_HUB | options()
    names |= {"phu-nu", "nam-gioi"}  # topics and audiences are free words
    for code in CODE.findall(text):
        if code in LAUNCHERS or code.startswith(LAUNCHER):
            continue  # a command, judged above
        if code.startswith("{{"):
            assert f"{code[2:-2]}:" in facts, code
        elif re.fullmatch(r"LOA\d{3}", code):
            assert code in RULES, code
        else:
            assert set(code.split()[:1]) <= names or (ROOT / code).exists(), code


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("viet-thong-diep.md", ("message",)),
        ("them-noi-giup-do.md", ("service",)),
        ("duyet-bai.md", ("message", "variant")),
    ],
)
def test_fields_belong_to_the_kind_that_the_page_is_about(page: str, kinds: tuple[str, ...]) -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", prose(FOLDER / page), re.MULTILINE)
    assert rows and set(rows) <= known(*kinds)


def test_the_ledger_is_told_column_by_column() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", (FOLDER / "bao-cao.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for row in rows for name in CODE.findall(row)] == list(COLUMNS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for address in LINK.findall(prose(page)):
        name, _, anchor = address.partition("#")
        assert (FOLDER / name).is_file(), address
        if anchor:
            assert f"### {anchor.upper()}\n" in (FOLDER / name).read_text(encoding="utf-8"), address


def test_codes_in_the_text_are_linked() -> None:
    for page in WRITTEN:
        text = CODE.sub("", prose(page))
        for code in re.findall(r"LOA\d{3}", text):
            assert f"[{code}](loi.md#{code.lower()})" in text, page.name


def test_every_page_is_in_the_book() -> None:
    assert set(Book(FOLDER).chapters) == {page.name for page in PAGES}
    assert next(iter(Book(FOLDER).chapters)) == HOME


def test_pictures_are_described_exist_and_can_be_taken_again() -> None:
    found = [match for page in PAGES for match in IMAGE.findall(prose(page))]
    named = [Path(address).stem for _, address in found]
    assert sorted(named) == sorted(PICTURES) == sorted(path.stem for path in FOLDER.glob("hinh/*"))
    for words_, address in found:
        assert len(words_) > 20 and words_.endswith("."), address
        file = FOLDER / address
        assert file.stat().st_size <= MOST
        with Image.open(file) as picture:
            assert picture.format == "WEBP"


def test_dates_of_reports_are_marked_as_unconfirmed() -> None:
    for page in WRITTEN:
        for line in page.read_text(encoding="utf-8").splitlines():
            if "20/5" in line or "trước ngày 15/11" in line:
                assert "hưa xác nhận" in line, line
