"""What renderers give for the fixture hub, compared with golden files that a person has read.

After a wanted change: `pytest tests/render/test_goldens.py --update-goldens`, then read the difference.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import support

from loa.editions import Edition, Editions
from loa.hub import Settings, open_hub
from loa.render.context import Context
from loa.render.html import HtmlRenderer
from loa.render.paper.leaflet import leaflet_data
from loa.render.radio import script_of

Golden = Callable[[Path, str], None]
FOLDER = Path(__file__).parent / "golden"
EVERY = [
    *[("tn01", language) for language in ("vi", "km", "rad", "blt")],
    *[("vb01", "vi"), ("mh01", "vi"), ("mh01", "rad"), ("hd01", "vi")],
]


@cache
def editions() -> Editions:
    """The editions of the fixture hub, at an address so that there are QR codes."""
    hub = open_hub(Settings.of(support.HUB, date=support.DATE, site_url=support.SITE_URL))
    assert not hub.report.errors
    return Editions(hub)


def edition(identifier: str, language: str) -> tuple[Edition, Context]:
    """An edition and its context."""
    found = editions().get(identifier, language)
    assert found is not None
    return found, Context.of(editions(), language)


@pytest.mark.parametrize(("identifier", "language"), EVERY)
def test_leaflet_data(golden: Golden, identifier: str, language: str) -> None:
    data = leaflet_data(*edition(identifier, language))
    assert "<svg" in data["qr"]["svg"]
    data["qr"]["svg"] = "<svg …>"  # the library's own business
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    golden(FOLDER / f"{identifier}.{language}.leaflet.json", text)


@pytest.mark.parametrize(("identifier", "language"), EVERY)
def test_script(golden: Golden, identifier: str, language: str) -> None:
    script = script_of(*edition(identifier, language))
    assert script.readable, script.problems
    # Cues stand in the golden file too, so that a reader sees where they come.
    shown = "".join(
        f"[{part.cue}]\n" if part.cue else "".join(line + "\n" for line in part.lines)
        for part in script.parts
    )
    golden(FOLDER / f"{identifier}.{language}.script.txt", shown)
    assert script.text() == "".join(
        line + "\n" for part in script.parts if not part.cue for line in part.lines
    )


@pytest.mark.parametrize(("identifier", "language"), EVERY)
def test_article(golden: Golden, identifier: str, language: str) -> None:
    found, context = edition(identifier, language)
    page = context.page_path(identifier, language)
    html = HtmlRenderer(context, page).blocks(found.text.blocks)
    support.parse(html)
    golden(FOLDER / f"{identifier}.{language}.article.html", html + "\n")


def test_no_golden_file_is_left_over() -> None:
    expected = {
        f"{identifier}.{language}.{kind}"
        for identifier, language in EVERY
        for kind in ("leaflet.json", "script.txt", "article.html")
    }
    assert {path.name for path in FOLDER.iterdir()} == expected
