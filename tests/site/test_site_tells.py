"""What every page of a built site loads, keeps, and tells a stranger."""

from __future__ import annotations

import json
import re

import support

from loa.hub import PROJECT


def test_nothing_is_loaded_from_elsewhere(built: support.Site) -> None:
    for path in built.pages():
        page = built.page(path)
        for node in page.walk():
            loads = node.tag in ("script", *support.LOADING)
            style = node.tag == "link" and node.get("rel") not in ("canonical", "alternate", "license")
            data = node.get("type") == "application/ld+json"
            if (loads or style) and not data:
                value = node.get("src") or node.get("href") or node.get("data")
                outside = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]*:", value, re.IGNORECASE)
                assert value and not outside, (path, value)
    for sheet in built.folder.rglob("*.css"):
        for address in re.findall(
            r"(?:url\(|@import\s+)\s*[\"']?([^\"')\s]+)", sheet.read_text(encoding="utf-8")
        ):
            assert not re.match(r"(?:https?:)?//", address), (sheet.name, address)


def test_no_script_of_material_and_none_inside_a_page(built: support.Site) -> None:
    scripts = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*.js")}
    own = {f"assets/{path.name}" for path in (PROJECT / "docs" / "assets").glob("*.js")}
    places = {path for path, file in built.files.items() if file["product"] == "directory-index"}
    found = {path for path, file in built.files.items() if file["product"] == "search"}
    assert scripts <= own | places | found
    for path in found:  # data too: a name, and what JSON can say
        assert re.fullmatch(r"search/[A-Za-z-]+/[0-9a-f]{10}-[tr]\d+\.js", path)
        call = re.fullmatch(r'loaFound\("[tr]\d+",(.*)\)\n', built.read(path), re.DOTALL)
        assert call and json.loads(call[1]), path
    for path in places:  # data of ours: a call with two plain strings and nothing else
        assert re.fullmatch(r"d/i/[a-z0-9]+\.js", path)
        assert re.fullmatch(r'loaPlaces\("[a-z0-9]+","(?:[^"\\]|\\n)*"\);?\n?', built.read(path)), path
    assert not list(built.folder.rglob("search_index.json"))
    for path in built.pages():
        for node in built.page(path).walk():
            if node.tag == "script" and node.get("type") == "application/ld+json":
                assert not node.get("src") and json.loads(node.text), path  # data: no browser runs it
            elif node.tag == "script":
                assert node.get("src") and not node.text.strip(), path
            handlers = [name for name in node.attributes if name.startswith("on")]
            assert not handlers and "style" not in node.attributes, (path, node.tag)
            assert not node.get("href").lower().startswith(("javascript:", "data:", "vbscript:")), path


def test_scripts_store_nothing(built: support.Site) -> None:
    for script in built.folder.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        banned = r"localStorage|sessionStorage|indexedDB|document\.cookie|fetch\(|XMLHttp|sendBeacon|caches\."
        assert not re.search(banned, text), script.name


def test_nothing_but_the_reader_chooses_the_language(built: support.Site) -> None:
    """No script asks the phone for its language or its place, and no page leads on by itself."""
    for script in built.folder.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"navigator\.|geolocation|timeZone", text), script.name
    for path in built.pages():
        assert not [
            meta for meta in built.page(path).all("meta") if meta.get("http-equiv").lower() == "refresh"
        ]


def test_every_page_has_a_strict_content_policy(built: support.Site) -> None:
    for path in built.pages():
        head = built.page(path).one("head")
        policies = [
            m.get("content") for m in head.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, path
        rules = {rule.split()[0]: rule.split()[1:] for rule in policies[0].split(";")}
        assert rules["default-src"] == ["'none'"]
        assert rules["script-src"] == ["'self'"]
        assert rules["base-uri"] == rules["form-action"] == ["'none'"]
        assert not [rule for rule, values in rules.items() if set(values) - {"'none'", "'self'"}], path
        # The policy counts only for what stands after it.
        loading = [node for node in head.walk() if node.tag in ("script", "link") or node.get("http-equiv")]
        assert loading[0].tag == "meta", path
        assert head.one("meta", name="referrer").get("content") == "no-referrer"


def test_sensitive_pages_tell_a_preview_nothing(built: support.Site) -> None:
    """What a messenger or the history shows of a page about violence must not give its reader away."""
    neutral = built.page("index.html").one("meta", name="description").get("content")
    tagline = "Thông tin cho mọi nhà, dễ đọc, dễ nghe"
    pages = ("tn01.html", "dv01.html", "km/tn01.html", "radio/tn01.html", "can-giup.html", built.campaign)
    for path in pages:
        head = built.page(path).one("head")
        assert head.one("meta", name="description").get("content") in (neutral, tagline), path
        summary = "Lời nhắn thử nghiệm có đủ dấu" if path != "dv01.html" else "Đường dây không có thật"
        for meta in head.all("meta"):
            assert summary not in meta.get("content"), path


def running(page: support.Node) -> list[support.Node]:
    """The scripts that a browser runs."""
    return [node for node in page.all("script") if node.get("type") != "application/ld+json"]


def test_sensitive_pages_have_the_quick_exit_and_others_do_not(built: support.Site) -> None:
    # What lists such a page, with its title and summary, speaks of it too.
    lists = ("index.html", "km/index.html", "messages.html", "services.html", built.campaign)
    for path in ("tn01.html", "km/tn01.html", "radio/tn01.html", "dv01.html", "can-giup.html", *lists):
        page = built.page(path)
        exits = page.all("a", href="https://loi-thoat.example/")
        assert len(exits) == 1 and "noreferrer" in exits[0].get("rel"), path
        assert [script.get("src").split("/")[-1] for script in running(page)] == ["exit.js"], path
    for path in ("vb01.html", "laws.html", "404.html"):
        assert not running(built.page(path)), path
        assert not built.page(path).all("a", href="https://loi-thoat.example/"), path
