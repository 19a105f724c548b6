"""`docs/tiep-can.md` claims what the tests prove: its lists come from `accessibility.toml`, which names the tests."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from loa.hub import PROJECT

HERE = Path(__file__).parent
DATA = tomllib.loads((HERE / "accessibility.toml").read_text(encoding="utf-8"))
PAGE = PROJECT / "docs" / "tiep-can.md"
_LISTS = {"## Máy kiểm tra mỗi lần dựng": "machine", "## Cần người kiểm tra": "person"}


def written(page: str) -> str:
    """The page with its two lists as the data has them."""
    for heading, key in _LISTS.items():
        before, found, after = page.partition(f"{heading}\n")
        assert found, f"the page has no section {heading!r}"
        _, mark, rest = after.partition("\n## ")
        items = "".join(f"- {entry['says']}\n" for entry in DATA[key])
        page = f"{before}{heading}\n\n{items}{mark}{rest}"
    return page


def test_the_page_says_what_the_data_says(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, written(PAGE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("entry", DATA["machine"], ids=lambda entry: entry["test"].partition("::")[2])
def test_every_claim_has_a_test_that_ci_runs(entry: dict[str, str]) -> None:
    """The test exists and is neither skipped nor only in the full run."""
    file, _, name = entry["test"].partition("::")
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    (function,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    marks = " ".join(ast.unparse(decorator) for decorator in function.decorator_list)
    assert not any(word in marks for word in ("skip", "xfail", "mark.full"))
