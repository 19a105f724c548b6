"""axe-core finds nothing on any kind of page, in light and in dark, with everything folded out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from browser_support import PAGES, PHONE, Visit

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async rules => {
  const options = {resultTypes: ['violations']};
  if (rules.length) options.runOnly = {type: 'rule', values: rules};
  const found = await axe.run(document, options);
  return found.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html.slice(0, 160) + ' ' +
    n.any.concat(n.all, n.none).map(c => c.message).join(' '))]);
}"""
# What the colours of the page can break; everything else does not depend on them.
COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_axe_finds_nothing(visit: Callable[..., Visit], kind: str) -> None:
    page = visit(PHONE).open(PAGES[kind])
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE)
    # Colours that are still changing would be measured half way.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert page.evaluate(RUN, []) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate(RUN, COLOURS) == []


def test_axe_would_find_something(visit: Callable[..., Visit]) -> None:
    page = visit(PHONE).open("index.html")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(
        """() => { const p = document.querySelector('main').appendChild(document.createElement('p'));
          p.textContent = 'Nhạt'; p.style.cssText = 'color: #bbb !important; background: #fff !important';
          document.title = ''; }"""
    )
    page.evaluate(AXE)
    assert {found[0] for found in page.evaluate(RUN, [])} >= {"color-contrast", "document-title"}
    assert [found[0] for found in page.evaluate(RUN, COLOURS)] == ["color-contrast"]
