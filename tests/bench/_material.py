"""The same articles and directory as a stock Material site: what a phone would load without our own templates."""

import os
import re
import subprocess
import sys
from pathlib import Path

import _articles

# As the theme's own "getting started" has it, but without Google's fonts, which would be a third party. Places stay
# out of the navigation: with 3,355 entries every page of it weighs 0.9 MB.
_CONFIG = """\
site_name: Đo lường
theme:
  name: material
  language: vi
  font: false
plugins: [search]
use_directory_urls: false
nav:
  - index.md
  - Nơi giúp đỡ: d/index.md
  - Bài viết:
{articles}
"""
_MAIN = re.compile(r"<main[^>]*>(.*?)(?:</main>|$)", re.DOTALL)
_NOT_TEXT = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)


def make(folder: Path, directory: Path) -> Path:
    """Build the site in `folder` and return its root.

    Args:
        directory: our own directory; the inside of each of its pages becomes the body of theirs, so that both say the
            same.
    """
    docs = folder / "docs"
    (docs / "d").mkdir(parents=True)
    (docs / "index.md").write_text("# Đo lường\n\nDữ liệu sinh ra để đo.\n", encoding="utf-8")
    names = []
    for number in range(_articles.COUNT):
        name = _articles.path(number, "vi").replace(".html", ".md")
        text = f"# {_articles.title(number, 'vi')}\n\n{_articles.summary(number)}\n\n{_articles.body(number, 'vi')}"
        (docs / name).write_text(text, encoding="utf-8")
        names.append(name)
    for page in (directory / "d").glob("*.html"):
        found = _MAIN.search(page.read_text(encoding="utf-8"))
        assert found, page.name
        body = _NOT_TEXT.sub("", found[1]).replace("\n", " ")
        (docs / "d" / f"{page.stem}.md").write_text(f"<div>{body}</div>\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    entries = "\n".join(f"      - {name}" for name in names)
    config.write_text(_CONFIG.format(articles=entries), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, stdout=sys.stderr, env=environment)
    return folder / "site"
