"""Preview and production: what is shown, what is marked, what is left out (rules 1, 2 and 9 of the design)."""

from __future__ import annotations

import io
import shutil
import zipfile
from functools import lru_cache
from pathlib import Path

import pypdf
import pytest
import support

from loa.hub import Settings, open_hub

MARKS = {"draft": "Bản nháp", "needs-check": "Cần kiểm tra", "outdated": "Bản dịch cũ"}
TEST = "campaigns/chiến-dịch-thử-nghiệm"


def texts(site: support.Site) -> dict[str, str]:
    """Every text in a built site, as a reader or a program can get it: HTML, PDF, everything else as UTF-8."""
    found = {}
    for path in sorted(site.folder.rglob("*")):
        if not path.is_file() or path.suffix == ".woff2":
            continue
        data = path.read_bytes()
        if path.suffix == ".pdf":
            metadata = pypdf.PdfReader(io.BytesIO(data)).metadata or {}
            # XMP stands in the file uncompressed.
            text = (
                support.pdf_text(data) + "".join(map(str, metadata.values())) + data.decode("utf-8", "ignore")
            )
        elif path.suffix == ".docx":
            text = support.docx_text(data)
        elif path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                text = "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
        elif path.suffix in (".png", ".jpg", ".webp"):
            # The words in a picture are its text alternative in the manifest.
            text = data.decode("utf-8", "ignore")
        else:
            text = data.decode("utf-8")
        found[path.relative_to(site.folder).as_posix()] = text
    return found


@lru_cache(maxsize=1)
def folded(text: str) -> str:
    """A text as it is searched: the same one for many words, one after the other."""
    return support.spaced(text).casefold()


def holds(path: str, text: str, words: str) -> bool:
    """Whether a file's text holds these words."""
    # Groups of digits are told apart by their spaces: "1900 000 001" holds 000 000 0 without them.
    if path.endswith(".pdf") and not words[0].isdigit():
        return support.squeezed(words) in support.squeezed(text)
    return words.casefold() in folded(text)


def test_nothing_unapproved_in_any_public_byte_of_production(production: support.Site) -> None:
    found = texts(production)
    leaks = [
        (path, words)
        for path, text in found.items()
        for words in support.UNAPPROVED
        if holds(path, text, words)
    ]
    assert leaks == []
    # Names of files left out neither.
    assert not [
        path for path in found if path.split("/")[-1].split(".")[0] in ("mh01", "tn02", "dv02", "ch02")
    ]


def test_the_words_of_that_search_stand_in_the_preview(preview: support.Site) -> None:
    """So the test above would find them."""
    for kind in (".html", ".pdf", ".txt"):
        found = {path: text for path, text in texts(preview).items() if path.endswith(kind)}
        missing = set(support.UNAPPROVED)
        for path, text in found.items():
            missing -= {words for words in missing if holds(path, text, words)}
        never = {"điều này không được hiện"}  # withdrawn consent: nowhere, in no mode
        paper = {"điều này phải gọi kiểm tra lại", "000 000 0", "1900 000 002"}  # services have pages only
        # A script says numbers in words.
        assert missing == {".html": never, ".pdf": never | paper, ".txt": never | paper | {"4.321"}}[kind]


def test_production_publishes_what_is_approved(production: support.Site) -> None:
    for path in (
        *("index.html", "can-giup.html", "tn01.html", "vb01.html", "hd01.html", "sk01.html", "dv01.html"),
        *("ch01.html", "tn03.html", "km/index.html", "km/tn01.html", "km/dv01.html", "km/radio/tn01.html"),
        *("leaflets/tn01.vi.pdf", "leaflets/tn01.km.pdf", "leaflets/vb01.vi.pdf", "leaflets/hd01.vi.pdf"),
        *("radio/tn01.vi.txt", "radio/tn01.km.txt", "radio/tn01.html", "radio/vb01.vi.txt"),
    ):
        assert (production.folder / path).is_file(), path
    assert production.result.manifest["mode"] == "production"
    for path, file in production.files.items():
        if file["item"]:
            assert file["status"] == "approved", path


def test_production_carries_no_mark(production: support.Site) -> None:
    for path, text in texts(production).items():
        if path.endswith((".html", ".pdf", ".txt")) and not path.startswith("assets/"):
            for mark in MARKS.values():
                assert not holds(path, text, f"{mark}."), (path, mark)
            assert "chưa dùng để phát" not in text, path
            assert "bản xem trước" not in text, path


def test_everything_left_out_is_listed_with_a_reason(production: support.Site) -> None:
    listed = {part.what: part for part in production.result.left_out}
    published = {source for file in production.files.values() for source in file["sources"]}
    content = {
        path.relative_to(support.HUB).as_posix()
        for path in support.HUB.rglob("*")
        if path.suffix == ".md" or path.name == "campaign.yml"
    }
    # Nor is there a directory: the Vietnamese strings, which say where to report by law, are not approved.
    assert content - published == set(listed) - {"d/"}
    assert not production.directory()
    assert "ui.yml" in listed["d/"].reason
    for part in listed.values():
        assert part.reason and part.who
    assert "chưa có người duyệt" in listed["docs/an-toan.md"].reason
    assert "cũ" in listed[f"{TEST}/messages/lời-nhắn-đầu-tiên.rad.md"].reason
    assert "mẫu" in listed[f"{TEST}/services/mẫu-địa-chỉ.md"].reason
    assert "rút lại" in listed[f"{TEST}/stories/chuyện-đã-rút.md"].reason
    for name in ("myths/số-chưa-duyệt-trong-bài.md", "myths/dùng-số-chưa-duyệt.md"):
        assert "so-chua-duyet" in listed[f"{TEST}/{name}"].reason
    assert "quá hạn" in listed[f"{TEST}/services/đường-dây-quá-hạn.md"].reason


def test_a_link_to_something_left_out_becomes_plain_text(production: support.Site) -> None:
    page = production.page("can-giup.html").one("main")
    assert "trang an toàn" in page.text
    assert not [link for link in page.all("a") if "an-toan" in link.get("href")]


def test_the_number_in_production_is_the_approved_fact(production: support.Site) -> None:
    page = production.page("can-giup.html")
    assert [link.text for link in page.all("a", href="tel:1900000001")] == ["1900 000 001"]
    for name in ("tn01.vi", "tn01.km"):
        pdf = (production.folder / f"leaflets/{name}.pdf").read_bytes()
        assert support.squeezed("1900 000 001") in support.squeezed(support.pdf_text(pdf))
    script = production.read("radio/tn01.vi.txt")
    # Digit by digit and twice, as a listener writes it down.
    assert script.count("một chín không không, không không không, không không một") >= 2


def test_a_withdrawn_translation_gives_way_to_the_vietnamese_page(production: support.Site) -> None:
    assert not list(production.folder.glob("rad/**/tn01*"))
    assert not list(production.folder.glob("**/tn01.rad.*"))
    # The language itself has approved strings, so it has a home page, from which Vietnamese is reached.
    home = production.page("rad/index.html")
    offers = [
        support.resolve("rad/index.html", a.get("href")) for a in home.one("main").all("a", hreflang="vi")
    ]
    assert any(offer and (production.folder / offer[0]).is_file() for offer in offers), "no way to Vietnamese"
    # And a reader of the Vietnamese page learns, in Ê Đê, that there is none in Ê Đê.
    entries = production.page("tn01.html").one("header").all("li")
    assert [entry for entry in entries if "Êđê" in entry.text and len(entry.text.strip()) > len("Êđê")]


def test_every_product_of_something_unapproved_is_marked(preview: support.Site) -> None:
    seen, languages = set(), open_hub(Settings.of(support.HUB, date=support.DATE), support.PROJECT).locales
    for path, file in preview.files.items():
        if file["status"] not in MARKS:
            continue
        mark = MARKS[file["status"]]
        seen.add((file["product"], file["status"]))
        if file["product"] in ("page", "script-page"):
            main = preview.page(path).one("main")
            assert f"{mark}." in main.text, path
        elif file["product"] in ("leaflet", "leaflet-large", "talk"):
            text = support.pdf_text((preview.folder / path).read_bytes())
            assert support.squeezed(text).find(support.squeezed(mark)) >= 0, path
        elif path in preview.directory():
            ui = languages[file["language"]].ui
            assert ui.get("footer.preview", languages["vi"].ui["footer.preview"]) in preview.read(path), path
        elif file["product"] == "script":
            assert "chưa được duyệt" in preview.read(path).splitlines()[0], path
        elif file["product"].startswith("card-") or file["product"] == "frame":
            assert mark in file["alt"], path
        elif file["product"] == "thumbnail":
            continue  # a small picture of a product that carries its mark
        elif file["product"].startswith("plan-"):
            assert "nháp" in preview.read(path).lower(), path
        else:
            data = (preview.folder / path).read_bytes()
            by_ending = {"pdf": support.pdf_text, "docx": support.docx_text, "ssml": bytes.decode}
            words = support.squeezed(by_ending[path.rpartition(".")[2]](data))
            assert support.squeezed("chưa được duyệt") in words, path
    kinds = {"page", "script-page", "leaflet", "script", "script-pdf", "script-word", "script-ssml"}
    assert seen >= {(kind, status) for kind in kinds for status in ("draft", "outdated")}


def test_a_translation_of_a_draft_is_marked_too(preview: support.Site) -> None:
    """Nobody approved its source, so nobody stands behind what it says, however good the translation is."""
    assert "Bản nháp." in preview.page("km/tn02.html").one("main").text
    assert "chưa được duyệt" in preview.read("radio/tn02.km.txt").splitlines()[0]
    leaflet = support.pdf_text((preview.folder / "leaflets/tn02.km.pdf").read_bytes())
    assert support.squeezed("Bản nháp.") in support.squeezed(leaflet)


def test_what_is_approved_is_not_marked(preview: support.Site) -> None:
    page = preview.page("tn01.html").one("main")
    assert not [mark for mark in MARKS.values() if f"{mark}." in page.text]
    assert "chưa được duyệt" not in preview.read("radio/tn01.vi.txt")


def test_a_sample_is_marked_and_cannot_be_dialled(preview: support.Site) -> None:
    page = preview.page("dv02.html")
    assert "Hồ sơ mẫu." in page.one("main").text
    assert "000 000 0001" in page.text
    for path in preview.pages():
        for link in preview.page(path).all("a"):
            assert not link.get("href").startswith("tel:000"), path
    assert preview.directory()
    for path in preview.directory():
        assert "tel:000" not in preview.read(path), path
    # The directory shows it where it serves, with the same mark.
    (record,) = [li for li in preview.page("d/66.html").all("li") if "000 000 0001" in li.text]
    assert "Hồ sơ mẫu" in record.text and not record.all("a")
    # Neither paper nor radio names it, not even in a preview.
    for path, text in texts(preview).items():
        if path.endswith((".pdf", ".txt")):
            assert not holds(path, text, "000 000 0001"), path


def test_an_overdue_number_stays_off_paper_and_radio(preview: support.Site) -> None:
    assert "Quá hạn xác minh." in preview.page("dv03.html").one("main").text
    for path, text in texts(preview).items():
        if path.endswith((".pdf", ".txt")) or path.startswith("radio/"):
            assert not holds(path, text, "1900 000 002"), path


def test_a_withdrawn_story_is_nowhere(preview: support.Site) -> None:
    assert "ch02.html" not in preview.files
    assert [part.what for part in preview.result.left_out] == [f"{TEST}/stories/chuyện-đã-rút.md"]
    for path, text in texts(preview).items():
        assert "ch02" not in text and "Chuyện đã rút" not in text, path


def test_production_without_anything_approved_says_so(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    shutil.rmtree(source / "locales")
    for news in source.rglob("news-entries.yml"):
        news.unlink()
    for path in [*source.rglob("*.md"), *source.rglob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        for key in (
            "status: approved\n",
            "approved_by: Người duyệt thử nghiệm\n",
            "approved_on: 2026-11-20\n",
        ):
            text = text.replace("  " + key, "").replace(key, "")
        path.write_text(text, encoding="utf-8")
    built = support.build(source, tmp_path / "site", production=True)
    pages = [path for path in built.pages() if built.files[path]["product"] in ("page", "script-page")]
    assert pages == ["index.html"]
    assert "Chưa có bài nào được người có thẩm quyền duyệt" in built.page("index.html").text
    assert built.result.left_out


@pytest.mark.parametrize("status", ["reviewed", "needs-check", "draft"])
def test_only_approved_reaches_production(tmp_path: Path, status: str) -> None:
    source = tmp_path / "source"
    shutil.copytree(support.HUB, source)
    path = source / TEST / "laws" / "văn-bản-thử-nghiệm.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("status: approved\n", f"status: {status}\nreviewed_by: Người thử nghiệm\n", 1),
        encoding="utf-8",
    )
    built = support.build(source, tmp_path / "site", production=True)
    assert not [name for name in built.files if "vb01" in name or name == "laws.html"]
    assert f"{TEST}/laws/văn-bản-thử-nghiệm.md" in {part.what for part in built.result.left_out}


def test_one_translation_of_the_fixture_hub_is_stale_and_no_other(preview: support.Site) -> None:
    """Fails with the file's name when a source text of the fixture hub was changed without its `source_hashes`."""
    stale = {Path(problem.path).name for problem in preview.result.problems if problem.code == "LOA503"}
    assert stale == {"lời-nhắn-đầu-tiên.rad.md"}


def test_landmarks_with_vietnamese_names_in_other_languages_say_so(preview: support.Site) -> None:
    """The words of an attribute cannot: a voice would read them as the language of the page."""
    hub = open_hub(Settings.of(support.HUB, date=support.DATE), support.PROJECT)
    vietnamese = set(hub.locales["vi"].ui.values())
    fallbacks = 0
    for path in (path for path in preview.pages() if support.language_of(path) != "vi"):
        page = preview.page(path)
        elements = page.all()
        labels = [e.get("aria-label") for e in elements if e.get("aria-label") and e.get("lang") != "vi"]
        assert not vietnamese.intersection(labels), path
        for landmark in (e for e in elements if e.get("aria-labelledby")):
            (name,) = [e for e in elements if e.get("id") == landmark.get("aria-labelledby")]
            words = name.all("span")[-1] if name.all("span") else name
            if words.text in vietnamese:
                fallbacks += 1
                assert words.lang == "vi", (path, words.text)
    assert fallbacks
