"""The direction of imports (docs: design), and the size of modules."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "hooks" / "loa"
SCRIPTS = PACKAGE.parents[1] / "scripts"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))

# What each part may import of the others, beside itself:
# errors ← model ← locales, places ← load ← {translation, check, speech} ← (hub, editions) ← render ← publish ← site
_FOUNDATION = {"errors", "archives", "progress", "writing"}
_CONTENT = _FOUNDATION | {"model", "locales", "places", "data"}
_JUDGED = _CONTENT | {"load", "translation", "check", "speech"}
MAY_IMPORT = {
    "errors": set[str](),
    "archives": set(),
    "progress": set(),
    "bars": {"cli", "progress"},
    "packing": {"cli", "errors"},
    "writing": {"errors"},
    "data": set(),
    "model": _FOUNDATION,
    "locales": _FOUNDATION | {"model"},
    "places": _FOUNDATION | {"data"},
    "load": _CONTENT,
    "places_search": _FOUNDATION | {"data", "model", "places"},
    "exchange": _JUDGED | {"changes", "hub", "editions", "places_search"},
    "intake": _JUDGED | {"hub"},
    "translation": _CONTENT | {"load"},
    "changes": _CONTENT | {"load", "translation"},
    "check": _CONTENT | {"load", "translation"},
    "speech": _CONTENT | {"load"},
    "hub": _JUDGED,
    "overview": _JUDGED | {"changes", "hub"},
    "editions": _JUDGED | {"hub"},
    "render": _JUDGED | {"hub", "editions"},
    "publish": _JUDGED | {"hub", "editions", "render"},
    "site": _JUDGED | {"changes", "overview", "hub", "editions", "render", "publish"},
    "reporting": _JUDGED | {"hub", "editions", "render", "publish", "exchange", "places_search"},
    "editor": _JUDGED | {"hub", "editions", "render", "scaffold"},
    "handbook": {"errors", "model"},
    "preview": _JUDGED | {"hub", "site", "editor", "handbook"},
    "screenshots": {"cli", "machine", "hub", "preview", "render"},
    "scaffold": _CONTENT | {"load"},
    "renew": _CONTENT | {"load", "scaffold"},
    # They run before anything is installed: the standard library, messages and each other.
    "cli": _FOUNDATION,
    "machine": _FOUNDATION | {"cli"},
    "bootstrap": _FOUNDATION | {"cli", "machine"},
}
BEFORE_INSTALLATION = ("cli", "machine", "bootstrap")
# Libraries that one part alone may know.
ONLY = {
    "mkdocs": "site/",
    "material": "site/",
    "mkdocs_static_i18n": "site/",
    "typst": "render/typesetting.py",
    "segno": "render/paper/masks.py",
    "PIL": ("render/pictures/", "render/paper/sample.py", "render/radio/artwork.py", "screenshots.py"),
    "playwright": "screenshots.py",
    "openpyxl": ("exchange/", "reporting/"),
    "urllib3": "intake/fetch.py",
    "feedparser": "intake/reading.py",
    "nh3": "intake/reading.py",
    "feedgenerator": "render/feeds/",
    "icalendar": "render/",
    "minisign": ("intake/", "publish/"),
    "defusedxml": "exchange/",
    "polib": "exchange/texts/",
    "rapidfuzz": "exchange/texts/",
    "fontTools": "render/",
    "werkzeug": ("editor/", "preview/"),
    "markdown_it": ("load/", "handbook/book.py"),
    "tinycss2": "site/stylesheet.py",
    "yaml": ("load/", "locales/", "speech/"),
    "ruamel": "load/",
    "pydantic": ("model/", "load/", "check/"),
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Full names of everything that a module imports, wherever in it; `from loa import x` gives `loa.x`."""
    yield from names(ast.parse(path.read_text(encoding="utf-8")))


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "loa" else (module,)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    own = part_of(path)
    if own == "__init__":
        assert list(imports(path)) == []
        return
    known = {name.split(".")[1] for name in imports(path) if name.startswith("loa.")} - {"__version__"}
    assert known <= MAY_IMPORT[own] | {own}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_behind_their_part(path: Path) -> None:
    for library in {name.split(".")[0] for name in imports(path)}:
        assert name_of(path).startswith(ONLY.get(library, "")), library


@pytest.mark.parametrize("part", BEFORE_INSTALLATION)
def test_what_runs_before_installation_needs_no_library(part: str) -> None:
    """A function may ask for a library later, when it can do without."""
    for module in [PACKAGE / f"{part}.py", *(PACKAGE / "errors").glob("*.py")]:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
        tops = {name.split(".")[0] for name in names(top)} - {"loa"}
        assert tops <= sys.stdlib_module_names


def test_every_part_has_its_rule() -> None:
    assert {part_of(path) for path in MODULES} - {"__init__"} == set(MAY_IMPORT)


def test_the_rule_has_no_circle() -> None:
    done: set[str] = set()
    while left := {part for part in MAY_IMPORT if part not in done and MAY_IMPORT[part] <= done}:
        done |= left
    assert done == set(MAY_IMPORT)


@pytest.mark.parametrize(
    "path", [*MODULES, *sorted(SCRIPTS.glob("*.py")), *TESTS], ids=lambda path: path.name
)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text or ast.get_docstring(ast.parse(text))
