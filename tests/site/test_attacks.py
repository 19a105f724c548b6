"""Every attack of the corpus in every text of every kind, through every product of a build."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import attacks
import icalendar
import pytest
import support
import tiny
from lxml import etree

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.render.context import Context
from loa.site.pages import site_pages

# Machines are told nothing from an address that is only an example.
REAL = "https://binh-dang.gov.vn/"
XML = (".xml", ".ssml", ".xspf")


def hub_files(text: str) -> dict[str, str]:
    """A campaign of one message, event, myth and story whose texts are all the attack."""
    said = json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string
    head = f"title: {said}\nsummary: {said}\n"
    own = {
        "messages/a": f"call_to_action: {said}\nshort: {{sms: {said}, zalo: {said}}}\nradio: {{hook: {said}}}\n",
        "events/a": f"start: 2026-11-25\ntime: {said}\nlocation: {said}\ncontact: {said}\n",
        "myths/a": f"claim: {said}\nfact: {said}\n",
        "stories/a": "consent: {composite: true}\n",
    }
    about = f"start: 2026-11-01\nend: 2026-12-01\ntheme: {said}\nslogans: [{said}]\n{tiny.APPROVED}"
    files = {
        "campaigns/thu/campaign.yml": f"{head}{about}",
        "docs/index.md": f"---\ntitle: Trang đầu\nsummary: Thử.\n{tiny.APPROVED}---\nThử.\n",
    }
    for number, (path, more) in enumerate(own.items()):
        sources = f"sources: [{{title: {said}, publisher: {said}}}]\n"
        files[f"campaigns/thu/{path}.md"] = (
            f"---\nid: at{number}\n{head}{more}{sources}{tiny.APPROVED}---\nMột câu thử.\n"
        )
    return files


@pytest.mark.parametrize("name", [*attacks.MARKUP, "formula", "calendar"])
def test_a_text_stays_a_text_in_every_product(name: str, tmp_path: Path) -> None:
    text = {**attacks.MARKUP, "formula": attacks.FORMULAS[0], "calendar": attacks.CALENDAR}[name]
    source = tmp_path / "source"
    for path, content in hub_files(text).items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(content, encoding="utf-8")
    settings = Settings.of(source, date=support.DATE, production=True, site_url=REAL)
    editions = Editions(open_hub(settings))
    assert not editions.hub.report.errors, [problem.render() for problem in editions.hub.report.errors]
    found = make_products(editions, Cache(tmp_path / "cache"))
    endings = {path.rsplit(".", 1)[-1] for path in found}
    assert {"xml", "ics", "pdf", "zip", "js"} <= endings, endings
    for path, made in found.items():
        if path.endswith(XML):
            tree = etree.fromstring(made.data, etree.XMLParser(resolve_entities=False))
            assert not [node for node in tree.iter() if etree.QName(node).localname == "script"], path
        elif path.endswith(".ics"):
            calendar = icalendar.Calendar.from_ical(made.data)
            assert {part.name for part in calendar.walk()} <= {
                "VCALENDAR",
                "VEVENT",
                "VTODO",
                "VTIMEZONE",
                "STANDARD",
            }
            assert not [part for part in calendar.walk() if "ATTACH" in part]
        elif path.endswith(".csv"):
            rows = csv.reader(io.StringIO(made.data.decode("utf-8-sig")))
            assert not [cell for row in rows for cell in row if attacks.starts_a_formula(cell)], path
        elif path.endswith(".docx"):
            assert not [part for part in attacks.texts_of(made.data) if b"<script" in part], path
        elif path.endswith(".js"):
            assert not re.search("[\u2028\u2029]", made.data.decode("utf-8")), path
    for page in site_pages(editions, Context.of(editions, "vi"), frozenset(found)):
        for part in (page.heading, page.summary, page.body, page.kicker, *page.sources):
            tree = support.parse(part)
            assert not tree.all("script") + tree.all("img", src="x"), page.path
            assert not [a for node in tree.walk() for a in node.attributes if a.startswith("on")], page.path
        if page.data:
            assert not re.search("[<>]", page.data) and json.loads(page.data), page.path
