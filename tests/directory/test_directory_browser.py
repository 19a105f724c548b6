"""The directory in a phone-sized Chromium: finding, filtering, leaving, paper."""

import io
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import support
from directory_support import Built, service
from playwright.sync_api import Browser, BrowserContext, Page, Request
from pypdf import PdfReader

from loa.publish.directory import EXIT_SCRIPT, write_directory
from loa.render.directory.records import Number, Text, by_area
from loa.render.directory.style import inline_script
from loa.render.directory.words import Words

pytestmark = pytest.mark.browser
PROJECT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
COMMUNE = "19564"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def site(built: Built) -> Iterator[str]:
    shutil.copytree(PROJECT / "docs/assets", built.folder / "assets", dirs_exist_ok=True)
    (built.folder / "home.html").write_text("<title>home</title><a href=d/index.html>d</a>", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=os.fspath(built.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(chromium: Browser, *, scripts: bool = True) -> tuple[BrowserContext, Page, list[str]]:
    """A phone, and the addresses it asks for. The exit's page is answered here: no test leaves the machine."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
    context.route(
        "https://**", lambda route: route.fulfill(body="<title>neutral</title>", content_type="text/html")
    )
    page = context.new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return context, page, asked


@pytest.mark.parametrize("typed", ["ta long", "xã Tà Long", "huyện Đakrông", "dakrong", "Đa Krông"])
def test_typing_an_old_or_new_name_finds_the_commune(chromium: Browser, site: str, typed: str) -> None:
    context, page, asked = opened(chromium)
    page.goto(f"{site}/d/index.html")
    page.locator("#k").press_sequentially(typed)
    link = page.locator("#r a", has_text="Xã Đakrông, Tỉnh Quảng Trị")
    link.wait_for()
    assert page.url == f"{site}/d/index.html"
    assert all("?" not in url and url.startswith((site, "data:")) for url in asked)
    shards = [url for url in asked if "/d/i/" in url]
    assert 1 <= len(shards) <= 3
    link.click()
    page.wait_for_url(f"{site}/d/{COMMUNE}.html")
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_a_place_is_found_on_an_old_phone_with_a_weak_signal(chromium: Browser, site: str) -> None:
    """A processor four times slower, 400 kbit/s and 400 ms: what was typed stays on the phone all the same."""
    context, page, asked = opened(chromium)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    speed = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    session.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"{site}/d/index.html")
    page.locator("#k").press_sequentially("huyen dakrong", delay=30)
    link = page.locator("#r a", has_text="Xã Đakrông, Tỉnh Quảng Trị")
    link.wait_for()
    assert page.url == f"{site}/d/index.html" and not any("dakrong" in url for url in asked)
    link.click()
    page.wait_for_url(f"{site}/d/{COMMUNE}.html")
    assert page.locator('a[href="tel:113"]').is_visible()
    stored = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
    assert page.evaluate(stored) == 0 and context.cookies() == []
    context.close()


def test_every_kind_of_filter_works_without_scripts(
    chromium: Browser, vietnamese: Words, tmp_path: Path
) -> None:
    """By need, by language, by round the clock, and for whom; what was chosen is in no address."""
    one = service(languages=("vi",), numbers=(Number("0233 3822 456", None, ""),))
    services = [
        one._replace(id="zz11", kind="health", texts={"vi": Text("Khám bệnh", "Khám.")}),
        service(id="zz12", kind="legal", texts={"vi": Text("Hỏi luật", "Hỏi.")}),
        one._replace(
            id="zz13", kind="hotline", texts={"vi": Text("Cho trẻ em", "Nghe.")}, audiences=("tre-em",)
        ),
        one._replace(
            id="zz14", kind="counselling", texts={"vi": Text("Cho phụ nữ", "Nghe.")}, audiences=("phu-nu",)
        ),
    ]
    write_directory(by_area(services), [vietnamese], "", tmp_path, None, 1)
    context, page, _ = opened(chromium, scripts=False)

    def seen(choice: str) -> set[str]:
        page.goto((tmp_path / f"d/{COMMUNE}.html").as_uri())
        address = page.url
        page.locator(f"main > input#{choice}").check()
        assert page.url == address
        return {title.inner_text() for title in page.locator("section.g h3").all() if title.is_visible()}

    assert seen("n-legal") == {"Hỏi luật"}
    assert seen("l-bru") == {"Hỏi luật"}
    assert seen("a") == {"Hỏi luật"}
    assert seen("w-tre-em") == {"Khám bệnh", "Hỏi luật", "Cho trẻ em"}  # what is for everybody stays
    context.close()


def test_typing_works_in_every_language_and_says_when_nothing_is_found(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium)
    page.goto(f"{site}/km/d/44.html")
    page.locator("#k").press_sequentially("ta long")
    page.locator("#r a", has_text="Xã Đakrông").wait_for()
    page.locator("#k").fill("talongxyz")
    page.wait_for_function("document.getElementById('c').textContent.length > 0")
    assert page.locator("#r a").count() == 0
    context.close()


def test_a_commune_page_is_one_request(chromium: Browser, site: str) -> None:
    context, page, asked = opened(chromium)
    page.goto(f"{site}/d/{COMMUNE}.html", wait_until="networkidle")
    assert asked == [f"{site}/d/{COMMUNE}.html"]
    context.close()


def test_without_scripts_three_taps_lead_to_the_numbers(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium, scripts=False)
    page.goto(f"{site}/d/index.html")
    assert not page.locator("#q").is_visible()
    page.get_by_role("link", name="Tỉnh Quảng Trị", exact=True).click()
    page.get_by_role("link", name="Xã Đakrông", exact=True).click()
    assert page.url == f"{site}/d/{COMMUNE}.html"
    assert page.locator('a[href="tel:113"]').is_visible()
    box = page.locator('a[href="tel:113"]').bounding_box()
    assert box and box["height"] >= 44
    page.locator("#loa-exit").click()
    page.wait_for_url("https://vi.wikipedia.org/")
    context.close()


def test_filters_work_without_scripts_and_leave_the_address_alone(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium, scripts=False)
    page.goto(f"{site}/d/index.html")
    boxes = [page.get_by_label("gọi miễn phí").bounding_box(), page.locator("label[for=f]").bounding_box()]
    assert boxes[0] and boxes[1]
    assert (
        abs(boxes[0]["y"] - boxes[1]["y"]) < 24 and boxes[1]["height"] >= 44
    )  # on one line, wide enough to touch
    child = page.locator("li", has=page.locator('a[href="tel:111"]'))
    house = page.locator("li", has=page.locator('a[href="tel:1900969680"]'))
    assert child.is_visible() and house.is_visible()
    page.get_by_label("gọi miễn phí").check()
    assert child.is_visible() and not house.is_visible()
    assert page.locator('a[href="tel:113"]').is_visible()  # danger is never filtered away
    assert page.url == f"{site}/d/index.html"
    context.close()


@pytest.mark.parametrize("width", [320, 400])
def test_a_filter_and_its_label_stay_on_one_line(chromium: Browser, site: str, width: int) -> None:
    context, page, _ = opened(chromium, scripts=False)
    page.set_viewport_size({"width": width, "height": 740})
    for path in ("d/24175.html", "km/d/24175.html"):
        page.goto(f"{site}/{path}")
        rows = page.locator("main > input")
        assert rows.count() > 3
        tops = set()
        for row in rows.all():
            label = page.locator(f"label[for='{row.get_attribute('id')}']")
            box, words = row.bounding_box(), label.bounding_box()
            assert box and words
            assert words["height"] >= 44
            assert words["y"] <= box["y"] and box["y"] + box["height"] <= words["y"] + words["height"]
            assert words["x"] == pytest.approx(box["x"] + box["width"], abs=1)
            assert words["x"] + words["width"] <= width
            tops.add(words["y"])
        assert len(tops) > 1  # they do go on to further lines
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("way", ["click", "shift"])
def test_leaving_replaces_the_whole_walk_through_the_directory(
    chromium: Browser, site: str, way: str
) -> None:
    context, page, _ = opened(chromium)
    page.goto(f"{site}/home.html")
    page.goto(f"{site}/d/index.html")
    page.get_by_role("link", name="Tỉnh Quảng Trị", exact=True).click()
    page.wait_for_url(f"{site}/d/44.html")
    page.get_by_role("link", name="Xã Đakrông", exact=True).click()
    page.wait_for_url(f"{site}/d/{COMMUNE}.html")
    if way == "click":
        page.locator("#loa-exit").click()
    else:
        page.keyboard.press("Shift")
        assert page.locator("[role=status]").inner_text() == "Bấm phím Shift hai lần nữa để thoát."
        assert page.locator("[role=status]").get_attribute("lang") == "vi"
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
    page.wait_for_url("https://vi.wikipedia.org/")
    page.go_back()
    assert page.url == f"{site}/home.html"
    context.close()


def test_three_shifts_far_apart_or_with_letters_between_do_nothing(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium)
    page.goto(f"{site}/d/{COMMUNE}.html")
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.url == f"{site}/d/{COMMUNE}.html"
    context.close()


def test_leaving_covers_the_page_at_once(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium)
    page.goto(f"{site}/d/{COMMUNE}.html")
    # In the same task as the click, before any network: what lies on top of the page?
    top = page.evaluate(
        "() => { document.getElementById('loa-exit').click();"
        " const top = document.elementFromPoint(180, 300), box = top.getBoundingClientRect();"
        " return [box.width, box.height, getComputedStyle(top).backgroundColor, document.title,"
        " document.querySelector('[role=status]').textContent]; }"
    )
    assert top == [PHONE["width"], PHONE["height"], "rgb(255, 255, 255)", "", "Đang mở trang khác."]
    context.close()


def test_a_commune_prints_on_one_page(chromium: Browser, vietnamese: Words, tmp_path: Path) -> None:
    sentence = "Nghe, khám và chỉ đường đi tiếp cho người bị bạo lực, kể cả ban đêm và ngày nghỉ."
    kinds = (
        "police",
        "emergency",
        "children",
        "hotline",
        "health",
        "legal",
        "trusted-address",
        "counselling",
    )
    services = [
        service(id=f"zz{n}1", kind=kind, texts={"vi": Text(f"Nơi {n}", sentence)}, for_whom="Mọi người",
                numbers=(Number("000 000 0001", True, "24/7"),), organization="Đơn vị quản lý của nơi này")
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    script = inline_script(EXIT_SCRIPT.read_text(encoding="utf-8"))
    write_directory(by_area(services), [vietnamese], script, tmp_path, None, 1)
    context, page, _ = opened(chromium)
    page.goto((tmp_path / f"d/{COMMUNE}.html").as_uri())
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    assert "Nơi 7" in text and "000 000 0001" in text and "Thoát nhanh" not in text
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    context.close()


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site for a memory stick."""
    return support.build(support.HUB, tmp_path_factory.mktemp("stick") / "thẻ nhớ", offline=True).folder


@pytest.mark.parametrize("typed", ["ta long", "TÀ LONG", "huyện Đakrông", "da krong"])
def test_the_finder_works_from_a_memory_stick(chromium: Browser, stick: Path, typed: str) -> None:
    """Former communes and districts, with and without tone marks, as in a folder opened without any server."""
    context, page, asked = opened(chromium)
    page.goto((stick / "d/index.html").as_uri())
    page.locator("#k").press_sequentially(typed)
    link = page.locator("#r a", has_text="Xã Đakrông, Tỉnh Quảng Trị")
    link.wait_for(timeout=5000)
    assert {url.split(":")[0] for url in asked} <= {"file", "data"} and page.url.endswith("/d/index.html")
    link.click()
    page.wait_for_url(f"**/d/{COMMUNE}.html")
    assert page.locator('a[href^="tel:"]').first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_work_from_a_memory_stick(chromium: Browser, stick: Path, scripts: bool) -> None:
    context, page, _ = opened(chromium, scripts=scripts)
    page.goto((stick / f"d/{COMMUNE}.html").as_uri())
    titles = page.locator("section.g h3")
    everything = [title.inner_text() for title in titles.all() if title.is_visible()]
    assert "Đường dây thử nghiệm" in everything and len(everything) > 1
    page.locator("main > input#a").check()
    assert [title.inner_text() for title in titles.all() if title.is_visible()] == ["Đường dây thử nghiệm"]
    assert page.url == (stick / f"d/{COMMUNE}.html").as_uri()
    context.close()
