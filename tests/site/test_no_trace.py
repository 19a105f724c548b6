"""Every built file, read: nothing loads, sends or stores, and what speaks of violence can be left at once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import pikepdf
import pytest
import support

from loa.hub import PROJECT

# Attributes that load, send or lead somewhere (HTML standard, index of attributes of type URL).
_ADDRESSES = {
    *("src", "srcset", "href", "action", "formaction", "data", "poster", "ping", "background", "manifest"),
    *("xlink:href", "imagesrcset", "longdesc", "usemap", "classid", "codebase", "icon", "cite"),
}
_BANNED_TAGS = {
    *("form", "iframe", "object", "embed", "applet", "base", "frame", "portal", "template"),
}
_LINKS = {"icon", "stylesheet", "canonical", "alternate"}
_STORES = re.compile(
    r"localStorage|sessionStorage|indexedDB|openDatabase|\.cookie\b|fetch\(|XMLHttp|sendBeacon|\bcaches\b|serviceWorker|"
    r"WebSocket|EventSource|BroadcastChannel|postMessage|pushState|replaceState|\beval\(|new Function|innerHTML|"
    r"outerHTML|insertAdjacentHTML|document\.write|navigator\.(?!share\b)|import\("
)
# The card of the site itself, which says nothing of what the page is about.
_CARD = r"pictures/[\w-]+\.share\.png"
_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


class _Scan(HTMLParser):
    """The faults of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        where = f"<{tag} {values}>"
        self.script = tag == "script" and values.get("type") != "application/ld+json"
        # The search box: hidden without scripts, never sent (the policy says form-action 'none').
        searches = tag == "form" and values == {"role": "search"}
        if (tag in _BANNED_TAGS and not searches) or values.get("http-equiv", "").lower() in (
            "refresh",
            "set-cookie",
        ):
            self.faults.append(where)
        for name, value in values.items():
            if name.startswith("on") or name in ("style", "target", "ping", "srcdoc"):
                self.faults.append(where)
            outside = name in _ADDRESSES and _OUTSIDE.match(value)
            if outside and tag == "a":
                allowed = value.startswith("https://") and "noreferrer" in values.get("rel", "").split()
                allowed = allowed or value.startswith("tel:")
            elif outside and tag == "link":
                allowed = values.get("rel") in ("canonical", "alternate") or value == "data:,"
            else:
                allowed = not outside
            if not allowed:
                self.faults.append(where)
        if tag == "link" and values.get("rel") not in _LINKS:
            self.faults.append(where)

    def handle_data(self, data: str) -> None:
        if self.script and _STORES.search(data):
            self.faults.append(f"script: {data[:80]}")


@pytest.fixture(params=["preview", "production", pytest.param("own", marks=pytest.mark.full)])
def built(request: pytest.FixtureRequest) -> support.Site:
    """The fixture hub in each mode; in the full run also this repository's own content."""
    site: support.Site = request.getfixturevalue(request.param)
    return site


def faults(html: str) -> list[str]:
    scan = _Scan()
    scan.feed(html)
    scan.close()
    return scan.faults


def pages(site: support.Site) -> Iterator[tuple[str, str]]:
    """Every article, and every directory page that is not one of thousands of communes; of those every hundredth."""
    directory = site.directory()
    communes = [path for path in directory if re.search(r"\d{5}\.html$", path)]
    for path in [*site.pages(), *sorted(set(directory) - set(communes)), *communes[::100]]:
        yield path, site.read(path)


def test_no_page_loads_sends_or_stores(built: support.Site) -> None:
    found = [(path, fault) for path, html in pages(built) for fault in faults(html)]
    assert found == []


def test_no_commune_page_has_what_the_others_have_not(built: support.Site) -> None:
    """The thousands of pages that are not parsed one by one: no foreign address but links that say nothing."""
    for path in built.directory():
        text = built.read(path)
        for address in re.finditer(r'<(\w+)[^<>]*?=["\']?(?:https?:)?//[^<>]*>', text):
            tag, whole = address[1], address[0]
            card = re.fullmatch(rf'<meta property=og:image content="{support.SITE_URL}{_CARD}">', whole)
            assert tag == "link" or (tag == "a" and "noreferrer" in whole) or card, (path, whole)
        assert not re.search(r"<(?:form|iframe|object|embed|img)\b|\son[a-z]+=", text), path


@pytest.mark.parametrize(
    "html",
    [
        "<img src=https://a.example/x.png>", "<img src=//a.example/x.png>", "<p onclick='a()'>x</p>", "<form></form>",
        "<script>localStorage.a=1</script>", "<a href=https://a.example/>x</a>", "<a href=javascript:a()>x</a>",
        "<a href=https://a.example/ rel=noreferrer ping=/p>x</a>", "<link rel=preconnect href=//a.example>",
        "<meta http-equiv=refresh content=0>", "<p style='background:url(//a.example)'>x</p>", "<base href=/>",
    ],
)  # fmt: skip
def test_the_scan_would_find_it(html: str) -> None:
    assert faults(html)


def test_scripts_styles_and_drawings_stay_at_home(built: support.Site) -> None:
    for path in built.files:
        if path.endswith(".js"):
            assert not _STORES.search(built.read(path)), path
        elif path.endswith((".css", ".svg")):
            text = re.sub(r"/\*.*?\*/", "", built.read(path), flags=re.DOTALL)
            outside = re.findall(r"(?:url\(|@import|href=|src=)\s*[\"']?\s*((?:https?:)?//[^\"')\s]*)", text)
            assert outside == [] and "<script" not in text, path


def test_papers_run_nothing_and_carry_nothing(built: support.Site) -> None:
    """PDF and Word files: no scripts, no actions, no attachments, nothing loaded; only links that somebody clicks."""
    names = {
        "/JavaScript",
        "/JS",
        "/OpenAction",
        "/AA",
        "/Launch",
        "/SubmitForm",
        "/EmbeddedFiles",
        "/RichMedia",
    }
    for path in built.files:
        data = (built.folder / path).read_bytes()
        if path.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                used = {
                    key for found in pdf.objects if isinstance(found, pikepdf.Dictionary) for key in found
                }
                assert not used & names, path
        elif path.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert not [
                    name for name in archive.namelist() if "vba" in name.lower() or "embed" in name.lower()
                ]
                for name in archive.namelist():
                    if name.endswith(".rels"):
                        for external in re.findall(
                            r"<[^>]*TargetMode=\"External\"[^>]*>", archive.read(name).decode()
                        ):
                            assert "/hyperlink" in external, (path, external)


def test_no_file_names_the_machine_that_built_it(built: support.Site) -> None:
    machine = [str(PROJECT).encode(), str(built.folder.parent).encode()]
    for path in built.files:
        data = (built.folder / path).read_bytes()
        assert not [name for name in machine if name in data], path


# --- violence ---------------------------------------------------------------------------------------------

VIOLENCE = re.compile(
    r"bạo lực|bạo hành|xâm hại|hiếp dâm|đánh (?:vợ|chồng|con)\b|tảo hôn|mua bán người|cưỡng ép|tạm lánh|"
    r"quấy rối tình dục",
    re.IGNORECASE,
)


@pytest.fixture(params=["preview", "own"])
def shown(request: pytest.FixtureRequest) -> support.Site:
    """Both hubs: the fixtures', and this repository's own content with its real pages on violence."""
    site: support.Site = request.getfixturevalue(request.param)
    return site


def test_every_page_that_speaks_of_violence_can_be_left_at_once(shown: support.Site) -> None:
    """What its words say, in Vietnamese; its translations, whose words this test cannot read, as their source."""
    languages = {path.split("/")[0] for path in shown.pages() if path.endswith("/index.html")}
    without, hard = [], set()
    for path in sorted(shown.pages(), key=lambda path: path.split("/")[0] in languages):
        page = shown.page(path)
        base = path.partition("/")[2] if path.split("/")[0] in languages else path
        if VIOLENCE.search(page.one("main").text):
            hard.add(base)
        exits = [a for a in page.all("a", id="loa-exit") if "noreferrer" in a.get("rel")]
        scripts = [node for node in page.all("script") if node.get("src").endswith("exit.js")]
        if base in hard and not (len(exits) == len(scripts) == 1):
            without.append(path)
    assert without == []
    assert hard or shown.folder.parent.name.startswith("preview")


def test_places_of_help_have_one_neutral_name(shown: support.Site) -> None:
    """What a tab, the history and a preview in a messenger show of them says what any page of the site says."""
    titles, descriptions, previews = set(), set(), set()
    for path in shown.pages():
        page = shown.page(path)
        (body,) = page.all("body")
        if "loa--service" in body.get("class"):
            head = page.one("head")
            titles.add((page.one("html").lang, head.one("title").text))
            descriptions.add((page.one("html").lang, head.one("meta", name="description").get("content")))
            cards = [meta.get("content") for meta in head.all("meta", property="og:image")]
            assert [card for card in cards if not re.fullmatch(support.SITE_URL + _CARD, card)] == []
            previews.update(
                meta.get("content") for meta in head.all("meta") if meta.get("property")[:3] == "og:"
            )
            assert re.fullmatch(r"(?:[\w-]+/)?[a-z0-9]{3,8}\.html", path)
    assert len(titles) == len(descriptions) == len({language for language, _ in titles}) >= 1
    assert not [said for said in previews if VIOLENCE.search(said)]
    assert not [title for _, title in titles | descriptions if VIOLENCE.search(title)]


def test_the_directory_is_called_a_directory(shown: support.Site) -> None:
    for path in shown.directory()[::50]:
        head = shown.read(path).partition("</head>")[0]
        assert not VIOLENCE.search(head) and "name=description" not in head, path
        assert '<link rel=icon href="data:,">' in head
