"""Every page of a built site: languages, links, products, and a site without an address."""

from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import pytest
import support
import yaml
from sitemap_verify import validate_target

from loa.hub import PROJECT, Settings
from loa.site.build import build_site

KINDS = (
    "index.html",
    "tn01.html",
    "km/tn01.html",
    "blt/tn01.html",
    "rad/tn01.html",
    "radio/tn01.html",
    "404.html",
)


# --- languages --------------------------------------------------------------------------------------------


def test_every_page_says_its_language(built: support.Site) -> None:
    languages = defaultdict(set)
    for path in built.pages():
        html = built.page(path).one("html")
        assert (html.get("lang"), html.get("dir")) == (support.language_of(path), "ltr"), path
        languages[html.get("lang")].add(path)
    expected = (
        {"vi", "km", "rad", "blt"} if built.result.manifest["mode"] == "preview" else {"vi", "km", "rad"}
    )
    assert set(languages) == expected


def test_the_error_page_is_vietnamese_whatever_was_built_last(built: support.Site) -> None:
    page = built.page("404.html")
    assert page.one("html").get("lang") == "vi"
    assert page.one("h1").text == "Không tìm thấy trang"
    assert "tìm thấy" in page.one("title").text
    # It stands in for any address, so nothing on it may depend on where that is.
    for node in page.all():
        for name in ("href", "src"):
            value = node.get(name)
            assert not value or value.startswith(("/", "#", support.SITE_URL, "https://")), value
    assert not [node for node in page.all() if node.get("lang") not in ("", "vi", "km", "blt", "rad")]


def alternates(page: support.Node) -> list[support.Node]:
    """The links to a page's versions in other languages; feeds have a media type, and tests of their own."""
    return [link for link in page.all("link", rel="alternate") if not link.get("type")]


def test_alternates_lead_to_every_language_the_page_exists_in_and_no_other(built: support.Site) -> None:
    existing = set(built.pages())  # the directory has its own test
    checked = 0
    for path in existing - {"404.html"}:
        language = support.language_of(path)
        base = path if language == "vi" else path.split("/", 1)[1]
        versions = {
            tag: (base if tag == "vi" else f"{tag}/{base}")
            for tag in ("vi", "km", "rad", "blt")
            if (base if tag == "vi" else f"{tag}/{base}") in existing
        }
        links = alternates(built.page(path))
        found = {link.get("hreflang"): link.get("href") for link in links}
        assert len(found) == len(links), path
        expected = {tag: support.SITE_URL + target for tag, target in versions.items()}
        # One version alone needs no list; with two or more each names itself and all others.
        assert {tag: unquote(link) for tag, link in found.items()} == (
            expected if len(expected) > 1 else {}
        ), path
        checked += len(expected) > 1
    assert checked >= 6


def test_a_validator_accepts_the_sitemap(built: support.Site, tmp_path: Path) -> None:
    checked = validate_target(
        str(built.folder / "sitemap.xml"),
        recursive=False,
        check_reachability=False,
        store_path=tmp_path / "store.sqlite",
    )
    # A thread of its own: the browser of other tests keeps its loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        report = thread.submit(asyncio.run, checked).result()
    assert report.diagnostics == [] and len(report.discovered_urls) >= len(built.pages()) - 1  # not 404.html


def test_the_sitemap_lists_the_same_languages(built: support.Site) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ET.fromstring(built.read("sitemap.xml"))
    listed = {}
    for url in tree.findall("s:url", space):
        location = url.find("s:loc", space)
        assert location is not None and location.text
        links = {link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", space)}
        listed[unquote(location.text).removeprefix(support.SITE_URL)] = links
    indexed = {path for path in built.directory() if "content=noindex" not in built.read(path)}
    assert set(listed) == set(built.pages()) - {"404.html"} | indexed
    for path, links in listed.items():
        page = {link.get("hreflang"): link.get("href") for link in alternates(built.page(path))}
        assert {t: unquote(a) for t, a in links.items()} == {t: unquote(a) for t, a in page.items()}, path


def test_the_language_menu_offers_what_exists_and_names_what_is_missing(preview: support.Site) -> None:
    header = preview.page("tn01.html").one("header")
    targets = {a.get("hreflang"): support.resolve("tn01.html", a.get("href")) for a in header.all("a")}
    for tag in ("km", "rad", "blt"):
        assert targets[tag] == (f"{tag}/tn01.html", "")
    # The law exists in Vietnamese only: the others are named as missing, and lead to that language's home.
    header = preview.page("vb01.html").one("header")
    for tag, autonym in (("km", "ភាសាខ្មែរ"), ("rad", "Êđê"), ("blt", "ꪼꪕꪒꪾ")):
        link = header.one("a", hreflang=tag)
        assert autonym in link.text and link.text.strip() != autonym
        assert support.resolve("vb01.html", link.get("href")) == (f"{tag}/index.html", "")
    assert "chưa có bài này" in header.one("a", hreflang="blt").text


def test_names_of_languages_are_marked_as_theirs(built: support.Site) -> None:
    for path in built.pages():
        for node in built.page(path).one("header").all():
            own = "".join(child for child in node.children if isinstance(child, str)).strip()
            if own in ("ភាសាខ្មែរ", "ꪼꪕꪒꪾ", "Êđê", "Tiếng Việt"):
                expected = {"ភាសាខ្មែរ": "km", "ꪼꪕꪒꪾ": "blt", "Êđê": "rad", "Tiếng Việt": "vi"}[own]
                assert node.lang == expected, (path, own)


VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
KHMER, TAI_VIET = re.compile(r"[\u1780-\u17ff]"), re.compile(r"[\uaa80-\uaadf]")


def unmarked(path: str, page: support.Node) -> list[str]:
    """The texts on a page that are in another language than they say."""
    found = []
    for node in page.one("body").all():
        for text in (child for child in node.children if isinstance(child, str)):
            other = node.lang != "km" if KHMER.search(text) else TAI_VIET.search(text) and node.lang != "blt"
            # "(chữ thử)" is Vietnamese inside the test's own made-up text; names of people need no mark.
            own = "chữ thử" in text or text.strip() in ("Người dịch thử nghiệm", "Người duyệt thử nghiệm")
            if support.language_of(path) in ("km", "blt") and VIETNAMESE.search(text) and not own:
                other = other or node.lang not in ("vi", "rad")
            if other:
                found.append(f"{path} ({node.lang}): {text.strip()}")
    return found


def test_text_in_another_language_is_marked(preview: support.Site) -> None:
    """WCAG 3.1.2: a Khmer voice that reads Vietnamese words, or the other way round, is not understood."""
    found = [
        text
        for path in preview.pages()
        if "radio/" not in path
        for text in unmarked(path, preview.page(path))
    ]
    assert found == []


def test_text_in_another_language_is_marked_in_scripts(preview: support.Site) -> None:
    """Where a language has no greeting of its own yet, its script has the Vietnamese one."""
    found = [
        text for path in preview.pages() if "radio/" in path for text in unmarked(path, preview.page(path))
    ]
    assert found == []


def test_each_text_of_a_variant_page_is_in_its_language(preview: support.Site) -> None:
    page = preview.page("km/tn01.html")
    assert page.one("h1").text == "អត្ថបទសាកល្បងទីមួយ"
    assert page.one("h1").lang == "km"
    assert "អត្ថបទសាកល្បង" in page.one("title").text
    # A number keeps its digits and gets the marks of its own language.
    assert "1900 000 001" in page.text


# --- links, anchors, structure ----------------------------------------------------------------------------


def test_every_link_and_anchor_exists_and_says_its_language(built: support.Site) -> None:
    files = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()}
    assert support.check_links({path: built.page(path) for path in built.pages()}, files) > 300


def test_ids_are_unique_and_headings_in_order(built: support.Site) -> None:
    for path in built.pages():
        support.check_structure(path, built.page(path))


def test_anchors_of_every_script_are_readable(preview: support.Site) -> None:
    assert [h.get("id") for h in preview.page("tn01.html").one("main").all("h2") if h.text == "Làm gì"] == [
        "lam-gi"
    ]
    for path, letters in (("km/tn01.html", KHMER), ("blt/tn01.html", TAI_VIET)):
        own = [h for h in preview.page(path).one("main").all("h2") if letters.search(h.text)]
        assert own
        for heading in own:
            assert letters.search(heading.get("id")), (path, heading.get("id"))
    own = [h for h in preview.page("rad/mh01.html").one("main").all("h2") if h.text == "ƀ č"]
    assert [h.get("id") for h in own] == ["b-c"]


def test_item_pages_have_short_addresses_without_a_subject(built: support.Site) -> None:
    """A printed address tells nobody what it is about: only the id."""
    for path, file in built.files.items():
        if file["item"] and path.endswith(".html"):
            assert re.fullmatch(r"(?:[a-z]+/)?(?:radio/)?[a-z0-9]{3,8}\.html", path), path


def test_titles_with_special_letters_are_shown_as_written(built: support.Site) -> None:
    page = built.page("tn01.html")
    assert page.one("h1").text == "Lời nhắn đầu tiên: ưỡn ẹo, khuỷu tay & đỡ đần"
    assert page.one("title").text.startswith("Lời nhắn đầu tiên: ưỡn ẹo, khuỷu tay & đỡ đần")
    assert "&amp;amp;" not in built.read("tn01.html")
    campaign = built.page(built.campaign)
    assert campaign.one("h1").text == "Chiến dịch thử nghiệm “Đừng để ưỡn ẹo ngữ nghĩa”"


def test_products_are_linked_from_their_page(built: support.Site) -> None:
    linked = {
        support.resolve(path, link.get("href"))
        for path in built.pages()
        for link in built.page(path).one("main").all("a")
    }
    for path, file in built.files.items():
        if file["product"] in ("leaflet", "script", "script-page"):
            assert (path, "") in linked, path


# --- without an address -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> support.Site:
    """The fixture hub built by a project whose mkdocs.yml has no site_url."""
    project = tmp_path_factory.mktemp("project")
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    config = yaml.safe_load(text)
    del config["site_url"]
    config["docs_dir"] = str(PROJECT / "docs")
    config["theme"]["custom_dir"] = str(PROJECT / "docs" / "overrides")
    config["watch"] = []
    config["hooks"] = [str(PROJECT / hook) for hook in config["hooks"]]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    settings = Settings.of(support.HUB, date=support.DATE)
    return support.Site(project / "out", build_site(settings, project / "out", project=project))


def test_without_an_address_there_is_no_code_and_a_warning(
    homeless: support.Site, preview: support.Site
) -> None:
    assert "LOA701" in {problem.code for problem in homeless.result.problems}
    assert "LOA701" not in {problem.code for problem in preview.result.problems}
    for path, shown in ((homeless, False), (preview, True)):
        pdf = (path.folder / "leaflets/tn01.vi.pdf").read_bytes()
        assert (support.squeezed("loa.example/tn01.html") in support.squeezed(support.pdf_text(pdf))) is shown
    assert "sitemap.xml" not in homeless.files


def test_without_an_address_pages_work_from_any_folder(homeless: support.Site) -> None:
    for path in homeless.directory():
        text = homeless.read(path)
        assert "loa.example" not in text and "rel=canonical" not in text, path
        assert not re.search(r"(?:href|src)=[\"']?/", text), path
    for path in homeless.pages():
        text = homeless.read(path)
        assert "loa.example" not in text, path
        assert not homeless.page(path).all("link", rel="canonical"), path
        if path == "404.html":
            continue
        for node in homeless.page(path).walk():
            assert not node.get("href").startswith("/") and not node.get("src").startswith("/"), path


def test_the_address_may_have_a_folder(tmp_path: Path) -> None:
    settings = Settings.of(support.HUB, date=support.DATE, site_url="https://xa.example/loa")
    built = support.Site(tmp_path / "site", build_site(settings, tmp_path / "site"))
    page = built.page("km/tn01.html")
    assert page.one("link", rel="canonical").get("href") == "https://xa.example/loa/km/tn01.html"
    pdf = support.pdf_text((built.folder / "leaflets/tn01.km.pdf").read_bytes())
    assert support.squeezed("xa.example/loa/km/tn01.html") in support.squeezed(pdf)
    assert built.page("404.html").one("main").all("a")[0].get("href").rstrip("/").endswith("/loa/index.html")
    assert "loa.example" not in built.read("sitemap.xml")
