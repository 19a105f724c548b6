"""Easy-to-read Vietnamese beside the full text, and the page that says how far translations are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import tiny

from loa.editions import Editions, Mark
from loa.hub import Hub, Settings, open_hub
from loa.locales.locale import SOURCE
from loa.publish.products import jobs
from loa.render.context import Context
from loa.render.paper.leaflet import leaflet_data
from loa.site.pages import SitePage, site_pages

MESSAGE, EASY = "thu/messages/viec-nha.md", "thu/messages/viec-nha.vi-x-easy.md"
HELP, EASY_HELP = "docs/can-giup.md", "docs/can-giup.vi-x-easy.md"
FACT = "so-gio:\n  value: '2.5'\n  unit: giờ\n  kind: number\n  about: thử\n  source: thử\n  confidence: H\n"
FILES = {
    "thu/campaign.yml": tiny.CAMPAIGN + tiny.APPROVED + "start: 2026-11-15\nlocalities: ['66']\n",
    "thu/facts.yml": FACT + "  checked: 2026-01-01\n",
    MESSAGE: tiny.item(tiny.APPROVED, "Làm {{so-gio}}, xem [trang](../../../docs/can-giup.md).\n\n## Hai\n\nChữ.\n"),
    EASY: "---\ntitle: Việc nhà, dễ hiểu\nsummary: Ngắn.\ncall_to_action: Chia việc đi.\n---\nLàm {{so-gio}}.\n",
    HELP: "---\ntitle: Số cần gọi\nsummary: Gọi ai.\nmenu: 2\n---\nGọi.\n",
    EASY_HELP: "---\ntitle: Gọi ai\nsummary: Gọi.\n---\nGọi. [Về](../campaigns/" + MESSAGE + ")\n",
}  # fmt: skip


def opened(folder: Path, production: bool = False, **files: str) -> Hub:
    """A hub with the project's own languages."""
    return open_hub(Settings.of(tiny.write(folder, FILES | files), date=tiny.DATE, production=production))


def pages(hub: Hub) -> dict[str, SitePage]:
    editions = Editions(hub)
    return {page.path: page for page in site_pages(editions, Context.of(editions, SOURCE), frozenset())}


def test_the_easy_text_has_a_page_that_is_offered_and_leads_back(tmp_path: Path) -> None:
    found = pages(hub := opened(tmp_path))
    assert not hub.report.errors
    full, easy = found["tg1.html"], found["tg1.vi-x-easy.html"]
    assert full.offers == (("alternate.vi-x-easy", "tg1.vi-x-easy.html"),)
    assert easy.offers == (("alternate.full", "tg1.html"),)
    assert (easy.language, easy.alternate, easy.base, easy.menu) == ("vi", "vi-x-easy", "tg1.html", None)
    # Vietnamese after all: units and its own call, nothing marked as another language.
    assert "2,5\u00a0giờ" in easy.body and "Chia việc đi." in easy.body and "lang=" not in easy.body
    assert found["can-giup.vi-x-easy.html"].menu is None
    # Its links lead to easy texts, where there are some.
    assert 'href="tg1.vi-x-easy.html"' in found["can-giup.vi-x-easy.html"].body
    assert "vi-x-easy" not in Editions(hub).languages


def test_a_shorter_text_is_no_fault_but_another_fact_is(tmp_path: Path) -> None:
    assert not [p for p in opened(tmp_path).report if p.code in ("LOA502", "LOA504", "LOA520")]
    other = opened(tmp_path, **{EASY: FILES[EASY].replace("{{so-gio}}", "{{khac}}")})
    assert "LOA504" in tiny.codes(other)


def test_paper_is_made_of_it_and_radio_is_not(tmp_path: Path) -> None:
    editions = Editions(opened(tmp_path))
    made = [kind.name for kind, edition in jobs(editions) if edition.language == "vi-x-easy"]
    assert made == ["leaflet", "leaflet-large"]
    edition = editions.get("tg1", "vi-x-easy")
    assert edition is not None
    data = json.dumps(leaflet_data(edition, Context.of(editions, "vi-x-easy")), ensure_ascii=False)
    assert "Chia việc\u00a0đi." in data and "2,5\u00a0giờ" in data


def test_production_shows_only_what_somebody_approved(tmp_path: Path) -> None:
    status = "  status: approved\n  approved_by: Người duyệt thử nghiệm\n  approved_on: 2026-11-01\n"
    facts = {"thu/facts.yml": FILES["thu/facts.yml"] + status}
    found = pages(opened(tmp_path, production=True, **facts))
    assert "tg1.html" in found and "tg1.vi-x-easy.html" not in found and found["tg1.html"].offers == ()


def test_an_approved_text_with_an_unapproved_fact_is_marked(tmp_path: Path) -> None:
    edition = Editions(opened(tmp_path)).get("tg1", SOURCE)
    assert edition is not None and edition.marks == (Mark.FACTS,)
    hub = opened(tmp_path, production=True)
    assert Editions(hub).get("tg1", SOURCE) is None


@pytest.mark.parametrize("production", [False, True])
def test_the_page_of_translations(tmp_path: Path, production: bool) -> None:
    status = "giờ\n  status: approved\n  approved_by: Người duyệt thử nghiệm\n  approved_on: 2026-11-01\n"
    old = tiny.variant("source_hashes:\n  title: '000000000000'\n", "")
    files = {
        "thu/facts.yml": FILES["thu/facts.yml"].replace("giờ\n", status),
        "thu/messages/viec-nha.rad.md": old.replace("សាកល្បង", "ala"),
    }
    found = pages(opened(tmp_path, production=production, **files))["tinh-trang-ban-dich.html"]
    assert "<h3>Tỉnh Đắk Lắk</h3>" in found.body
    assert "<strong>Tiếng Ê Đê</strong>: còn thiếu 1 trong 1 bài cần trước." in found.body
    assert '<a href="tg1.html">Việc nhà</a>' in found.body
    total = 1 if production else 2
    assert f'<progress max="{total}" value="0" aria-label="Tiếng Ê Đê: số bài' in found.body
    assert re.search(r"đã có 0/[1-9]\d+ câu", found.body)
    assert f"đã cũ 1, chưa có {total - 1}." in found.body
    # What a text said before a correction is nobody's business in public.
    assert ("Bản dịch đã cũ" in found.body) == (not production)
