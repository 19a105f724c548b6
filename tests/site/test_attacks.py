"""Every attack of the corpus in every text of every kind, through every product and page of a build."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attacks
import icalendar
import openpyxl
import pytest
import support
from attack_hub import REAL, hub_files
from lxml import etree

from loa.editions import Editions
from loa.exchange.hsds import publishable
from loa.exchange.tables import to_csv, to_xlsx, values_of
from loa.hub import Settings, open_hub
from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.render.context import Context
from loa.site.pages import site_pages

ATTACKS = {**attacks.MARKUP, "formula": attacks.FORMULAS[0], "calendar": attacks.CALENDAR}
XML = (".xml", ".ssml", ".rels")
COMPONENTS = {"VCALENDAR", "VEVENT", "VTODO", "VTIMEZONE", "STANDARD"}


def editions_of(folder: Path, text: str) -> Editions:
    """What production publishes of this hub; nothing in it may be a fault."""
    for path, content in hub_files(text).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    settings = Settings.of(folder, date=support.DATE, production=True, site_url=REAL)
    editions = Editions(open_hub(settings))
    assert not editions.hub.report.errors, [problem.render() for problem in editions.hub.report.errors]
    return editions


def parts(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and all that lies in it where it is a package."""
    yield path, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield from parts(f"{path}/{name}", package.read(name))


def check(path: str, data: bytes) -> None:
    """Assert that this file holds texts where texts belong, and nothing that its readers would run."""
    if path.endswith(XML):
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
        names = {etree.QName(node).localname for node in tree.iter() if isinstance(node.tag, str)}
        assert not names & {"script", "img", "audio"}, path
    elif path.endswith(".ics"):
        calendar = icalendar.Calendar.from_ical(data)
        assert {part.name for part in calendar.walk()} <= COMPONENTS, path
        assert not [part for part in calendar.walk() if "ATTACH" in part], path
    elif path.endswith(".csv"):
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        assert not [cell for row in rows for cell in row if attacks.starts_a_formula(cell)], path
    elif path.endswith(".xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        assert not [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.data_type == "f"], (
            path
        )
    elif path.endswith(".txt"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", data.decode("utf-8")), path
    elif path.endswith(".js"):
        assert not re.search("[\u2028\u2029]", data.decode("utf-8")), path


# What each kind of reader is given; a product that is not made is not tested either.
ENDINGS = {"xml", "ics", "pdf", "zip", "js", "txt", "csv", "xlsx", "png"}
SPOKEN = {"docx", "ssml"}
# No voice can read them, so that there is no script of them.
UNSPEAKABLE = {"comment", "end of title", "entity", "formula"}


@pytest.mark.parametrize("name", list(ATTACKS))
def test_a_text_stays_a_text_in_every_product(name: str, tmp_path: Path) -> None:
    editions = editions_of(tmp_path / "source", ATTACKS[name])
    products = make_products(editions, Cache(tmp_path / "cache"))
    files = [part for path, made in products.items() for part in parts(path, made.data)]
    rows = [values_of(fields) for _, fields in publishable(editions)]
    assert rows
    files += [("services.csv", to_csv(rows)), ("services.xlsx", to_xlsx(rows, editions.hub.settings.date))]
    endings = {path.rsplit(".", 1)[-1] for path, _ in files}
    assert endings >= ENDINGS and (name in UNSPEAKABLE or endings >= SPOKEN), endings
    for path, data in files:
        check(path, data)
    for page in site_pages(editions, Context.of(editions, "vi"), frozenset(products)):
        for part in (page.heading, page.summary, page.body, page.kicker, *page.sources):
            harmless(support.parse(part), page.path)
        if page.data:
            assert not re.search("[<>]", page.data) and json.loads(page.data), page.path


def harmless(tree: support.Node, path: str) -> None:
    """Assert that no element or attribute of a page came out of a text."""
    assert not tree.all("img", src="x"), path
    assert not [
        s for s in tree.all("script") if not s.get("src") and "alert(1)" in s.text and s.get("type") == ""
    ], path
    assert not [a for node in tree.walk() for a in node.attributes if re.match(r"on[a-z]|autofocus", a)], path


def test_a_text_stays_a_text_on_every_built_page(tmp_path: Path) -> None:
    """The templates: title, description, preview, menu, directory. The parser refuses what is not closed in order."""
    text = attacks.MARKUP["end of title"] + "\" onfocus=alert(1) autofocus y='"
    editions_of(tmp_path / "source", text)
    site = support.build(tmp_path / "source", tmp_path / "site", site_url=REAL)
    directory = [path for path in site.directory() if "noindex" not in site.read(path)]
    assert len(site.pages()) > 15 and any(path.endswith("24133.html") for path in directory)
    for path in (*site.pages(), *directory):
        harmless(site.page(path), path)
