"""Pictures as parts of a site: manifest, share previews, the page of samples."""

from __future__ import annotations

from pathlib import Path

import pytest
import support
import tiny
from picturing import hub_of, opened
from support import Site

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.cache import Cache
from loa.publish.products import make_products
from loa.publish.samples import samples
from loa.render.context import Context
from loa.render.pictures.canvas import rgb
from loa.render.pictures.layout import FORMATS, SHARE
from loa.render.pictures.palette import NOTICE
from loa.render.producttype import Product
from loa.site.pages import site_pages
from loa.site.share import share

CARDS = {f"card-{form.name}" for form in FORMATS}


def preview_of(page: Path | str, site: Site) -> dict[str, str]:
    """The Open Graph values of a page."""
    metas = site.page(str(page)).all("meta")
    return {node.get("property") or node.get("name"): node.get("content") for node in metas}


def cards(site: Site) -> dict[str, dict]:
    return {path: file for path, file in site.files.items() if file["product"] in CARDS and file["item"]}


def test_every_picture_has_a_text_alternative_in_the_manifest(preview: Site) -> None:
    found = {path: file for path, file in preview.files.items() if path.startswith("pictures/")}
    kinds = {file["product"] for file in found.values()}
    assert kinds == {*CARDS, "card-neutral", "frame", "thumbnail"}
    for path, file in found.items():
        assert bool(file.get("alt")) is (file["product"] != "thumbnail"), path
        assert file["bytes"] <= 60_000 or file["product"] != "card-share"


def test_a_preview_shows_its_marks_on_every_card(preview: Site) -> None:
    marked = {path: file for path, file in cards(preview).items() if file["status"] not in ("approved", "")}
    assert marked
    for path in marked:
        colours = opened((preview.folder / path).read_bytes()).getcolors(2**21) or []
        assert rgb(NOTICE) in [colour for _, colour in colours], path


def test_production_has_cards_of_approved_items_only_and_no_marks(production: Site) -> None:
    found = cards(production)
    assert found
    for path, file in found.items():
        assert file["status"] == "approved"
        colours = opened((production.folder / path).read_bytes()).getcolors(2**21) or []
        assert rgb(NOTICE) not in [colour for _, colour in colours], path


def test_pages_name_their_picture_with_size_and_description(preview: Site) -> None:
    shown = preview_of("hd01.html", preview)
    card = preview.files["pictures/hd01.vi.share.png"]
    assert shown["og:image"] == support.SITE_URL + card["path"]
    assert (shown["og:image:width"], shown["og:image:height"]) == ("1200", "630")
    assert shown["og:image:alt"] == card["alt"]
    assert shown["twitter:card"] == "summary_large_image"
    assert shown["og:url"] == support.SITE_URL + "hd01.html"


def test_every_named_picture_exists(preview: Site) -> None:
    for page in [*preview.pages(), preview.directory()[0]]:
        image = preview_of(page, preview).get("og:image", "")
        if page == "404.html":
            assert not image
        else:
            assert image.removeprefix(support.SITE_URL) in preview.files, page


def test_links_to_help_and_violence_tell_nothing(preview: Site) -> None:
    sensitive = [page for page in preview.pages() if preview.page(page).all("a", class_="loa-exit")]
    assert {"can-giup.html", "an-toan.html"} & set(sensitive)
    for page in [*sensitive, *preview.directory()[:3], *preview.directory()[-3:]]:
        shown = preview_of(page, preview)
        image = shown["og:image"].removeprefix(support.SITE_URL)
        assert preview.files[image]["product"] == "card-neutral", page
        assert shown["og:title"] == "Loa bình đẳng giới" or page.startswith(("km/", "rad/"))
        heading = preview.page(page).all("h1")[0].text
        if page.endswith("index.html") and "/d/" not in f"/{page}":
            continue  # the home page is called as the site is
        assert heading not in (shown["og:title"], shown.get("og:description"), shown["og:image:alt"])


def products_of(source: Path, tmp_path: Path, site_url: str) -> tuple[Editions, dict[str, Product]]:
    hub = open_hub(Settings.of(source, date=support.DATE, site_url=site_url))
    editions = Editions(hub)
    return editions, make_products(editions, Cache(tmp_path))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_without_an_address_there_is_no_picture_in_a_preview(kept: Path) -> None:
    editions, products = products_of(support.HUB, kept, "")
    context = Context.of(editions, "vi")
    pages = site_pages(editions, context, frozenset(products))
    assert {share(page, context, products).image for page in pages} == {""}
    assert any(share(page, context, products).title != "Loa bình đẳng giới" for page in pages)


def test_the_address_stands_on_a_card_only_when_it_is_a_real_one(kept: Path) -> None:
    for url, shown in (("https://loa.example/", False), ("https://binhdanggioi.vn/", True)):
        _, products = products_of(support.HUB, kept, url)
        assert ("binhdanggioi.vn" in products["pictures/tn01.vi.share.png"].alt) is shown


def test_kept_pictures_are_those_of_a_clean_build(tmp_path: Path) -> None:
    files = {"thu/messages/a.md": tiny.item()}
    first = make_products(Editions(hub_of(tmp_path / "hub", files)), Cache(tmp_path / "cache"))
    second = make_products(Editions(hub_of(tmp_path / "hub", files)), Cache(tmp_path / "cache"))
    assert first == second
    files["thu/messages/a.md"] = tiny.item().replace("Việc nhà", "Việc khác")
    third = make_products(Editions(hub_of(tmp_path / "hub", files)), Cache(tmp_path / "cache"))
    clean = make_products(Editions(hub_of(tmp_path / "hub", files)), Cache(tmp_path / "other"))
    assert third == clean
    assert third["pictures/tg1.vi.share.png"].data != first["pictures/tg1.vi.share.png"].data


STORY = "---\nid: ch1\ntitle: Một chuyện\nsummary: Chuyện kể.\nconsent:\n{consent}---\nCả nhà cùng làm việc nhà.\n"


@pytest.mark.parametrize(
    ("consent", "has"),
    [("  composite: true\n", True), ("  by: Người kể\n  scope: trang web\n  until: 2027-01-01\n", False)],
)
def test_a_real_story_is_not_passed_on_as_a_picture(tmp_path: Path, consent: str, has: bool) -> None:
    hub = hub_of(tmp_path / "hub", {"thu/stories/a.md": STORY.format(consent=consent)})
    editions = Editions(hub)
    assert editions.get("ch1", "vi")
    assert ("pictures/ch1.vi.share.png" in make_products(editions, Cache(tmp_path / "c"))) is has


def test_long_titles_are_left_out_by_name(tmp_path: Path) -> None:
    text = tiny.item().replace("title: Việc nhà", "title: " + "W" * 190)
    hub = hub_of(tmp_path / "hub", {"thu/messages/dai.md": text})
    products = make_products(Editions(hub), Cache(tmp_path / "c"))
    assert "pictures/tg1.vi.share.png" not in products
    found = [problem for problem in hub.report if problem.code == "LOA713"]
    assert {problem.path.rsplit("/", 1)[-1] for problem in found} == {"dai.md"}


# --- the page of samples --------------------------------------------------------------------------------------


def test_the_page_of_samples_is_light_and_opens_files(preview: Site) -> None:
    page = preview.page("san-pham-mau.html")
    entries = page.one("ul", class_="loa-samples").all("li")
    shown = {preview.files[entry.one("a").get("href")]["product"] for entry in entries}
    assert {"leaflet", *CARDS, "card-neutral", "frame", "script-pdf"} <= shown
    weight = 0
    for entry in entries:
        image, link = entry.one("img"), entry.one("a")
        assert image.get("loading") == "lazy"
        assert link.text.strip()
        file = preview.files[image.get("src")]
        size = opened((preview.folder / file["path"]).read_bytes()).size
        assert size == (int(image.get("width")), int(image.get("height")))
        weight += file["bytes"]
    assert weight < 300_000
    # Each kind once, and share cards once a language.
    names = [(preview.files[entry.one("a").get("href")]) for entry in entries]
    assert len({(file["product"], file["language"]) for file in names}) == len(entries)


def test_samples_are_taken_from_an_item_that_does_not_speak_of_violence(kept: Path) -> None:
    editions, products = products_of(support.HUB, kept, support.SITE_URL)
    heavy = {edition.id for edition in editions if getattr(edition.item_fields, "sensitive", False)}
    found = samples(editions, products.values(), Cache(kept))
    assert found
    assert not heavy & {sample.of.item for sample in found}
    assert all(max(sample.width, sample.height) <= 400 for sample in found)


def test_share_cards_are_the_size_that_tags_say(preview: Site) -> None:
    for path, file in preview.files.items():
        if file["product"] in ("card-share", "card-neutral") and path.endswith(".png"):
            assert opened((preview.folder / path).read_bytes()).size == SHARE.size
