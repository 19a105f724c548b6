"""The same pages as a Hugo site: same text, same links, same elements."""

import json
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import _articles

from loa import places
from loa.render.directory.finder import fold
from loa.render.directory.pages import grouped
from loa.render.directory.records import COUNTRY, DANGER, NEEDS, Records, Service
from loa.render.directory.service import dial, features
from loa.render.directory.words import Words

_SERVICE = (
    '<li class="{{ .class }}"><h3>{{ .title }}</h3><p>{{ .summary }}</p>{{ range .numbers }}'
    '<a class=n href="tel:{{ .dial }}">{{ .shown }}</a>{{ with .notes }}<p>{{ . }}</p>{{ end }}{{ end }}'
    "<p class=s>{{ .small }}</p></li>"
)
_PLACES = (
    "{{ .Params.where | safeHTML }}{{ with .Params.communes }}<ul class=p>{{ range . }}"
    "<li><a href={{ .code }}.html>{{ .name }}</a>{{ with .former }} <small>({{ . }})</small>{{ end }}{{ end }}</ul>"
    "{{ end }}"
)
_PAGE = (
    "{{ $l := .Language.Lang }}{{ $w := index site.Data.words $l }}{{ $c := index site.Data.country $l }}"
    "{{ $p := .Params }}"
    "{{ $head := cond $p.commune $w.head $w.head_finder }}"
    "{{ $head | safeHTML }}<title>{{ .Title }}</title>{{ $w.header | safeHTML }}<main>{{ $p.trail | safeHTML }}"
    "<h1>{{ $p.name }}</h1><section class=d><h2>{{ $w.danger }}</h2><ul>"
    '{{ range $c.danger }}{{ partial "service.html" . }}{{ end }}</ul><p>{{ $w.tip }}</p></section>'
    '{{ if not $p.late }}{{ partial "places.html" . }}{{ end }}{{ $p.need | safeHTML }}'
    '{{ $p.filters | safeHTML }}{{ range $p.groups }}<section class="g n-{{ .need }}"><h2>{{ .title }}</h2><ul>'
    '{{ range .items }}{{ partial "service.html" . }}{{ end }}{{ range index $c .need }}'
    '{{ partial "service.html" . }}{{ end }}</ul></section>{{ end }}'
    '{{ if $p.late }}{{ partial "places.html" . }}{{ end }}'
    "{{ $w.places | safeHTML }}</main>"
    "<footer>{{ $w.help | safeHTML }}<nav aria-labelledby=v><span id=v hidden>{{ $w.menu }}</span>"
    "{{ range .AllTranslations }}{{ if ne .Language.Lang $.Language.Lang }}"
    '<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Language.LanguageName }}</a>{{ end }}{{ end }}'
    "</nav>{{ $w.preview | safeHTML }}</footer>{{ $w.script | safeHTML }}"
    "{{ if not $p.commune }}{{ $w.finder | safeHTML }}{{ end }}\n"
)


def _item(service: Service, words: Words, place: str) -> dict[str, object]:
    html = words.html
    text = service.texts[words.version.tag]
    small = [
        f"{html['directory.serves']}: {place}",
        f"{html['service.for_whom']}: {service.for_whom}",
        f"{html['directory.speaks']}: {', '.join(unescape(words.names[tag]) for tag in service.languages)}",
        f"{html['service.organization']}: {service.organization}",
        f"{html['service.assured']} {words.day(service.assured) if service.assured else ''}",
    ]
    numbers = []
    for number in service.numbers:
        notes = [] if number.free is None else [html["phone.free"] if number.free else html["phone.paid"]]
        if number.hours:
            notes.append(words.open_hours(number.hours))
        numbers.append({"shown": number.shown, "dial": dial(number.shown), "notes": " · ".join(notes)})
    return {
        "class": " ".join(features(service)),
        "title": text.title,
        "summary": text.summary,
        "numbers": numbers,
        "small": re.sub("<[^>]+>", "", ". ".join(small)) + ".",
    }


def make(folder: Path, records: Records, languages: list[Words], ours: Path) -> None:
    """Write the Hugo site that gives the pages under `ours`: what stands around the services comes from there."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "layouts/partials").mkdir()
    (folder / "data").mkdir()
    (folder / "layouts/_default/single.html").write_text(_PAGE, encoding="utf-8")
    (folder / "layouts/partials/places.html").write_text(_PLACES, encoding="utf-8")
    (folder / "layouts/partials/service.html").write_text(_SERVICE, encoding="utf-8")
    _config(folder, languages)
    data: dict[str, dict[str, object]] = {"words": {}, "country": {}}
    for of in languages:
        tag = of.version.tag.lower()
        data["words"][tag] = _words(of, ours)
        country: dict[str, list[object]] = {need: [] for need in NEEDS}
        for service in records[COUNTRY]:
            country[service.need].append(_item(service, of, of.html["service.whole_country"]))
        data["country"][tag] = country
        _content(folder, records, of, ours)
    for name, value in data.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _words(words: Words, ours: Path) -> dict[str, str]:
    html = words.html
    page = (ours / f"{words.folder}19564.html").read_text(encoding="utf-8")
    index = (ours / f"{words.folder}index.html").read_text(encoding="utf-8")
    title = html["directory.places"]
    shown = re.search("</main><footer>(<p class=e>.*?</p>)?", page)
    assert shown
    return {
        "head": page.partition("<title>")[0],
        "head_finder": index.partition("<title>")[0],
        "header": "</head>" + page.partition("</head>")[2].partition("<main>")[0],
        "danger": html["directory.danger"],
        "tip": f"{html['directory.danger.else']} {html['directory.danger.other']}",
        "places": f"<section><h2>{title}" + page.rpartition(title)[2].partition("</main>")[0],
        "help": shown[1] or "",
        "menu": html["language.menu"],
        "preview": f"<p><b>{html['footer.preview']}</b></p>" if words.preview else "",
        "script": "<script>" + page.partition("<script>")[2].partition("</script>")[0] + "</script>",
        "finder": f'<script src="{words.root}assets/d.js" defer></script>',
    }


def _config(folder: Path, languages: list[Words]) -> None:
    lines = [
        'baseURL = "/"',
        "uglyURLs = true",
        "defaultContentLanguage = 'vi'",
        'disableKinds = ["taxonomy","term","RSS","sitemap","404","robotsTXT","home","section"]',
        "[markup.goldmark.renderer]",
        "unsafe = true",
    ]
    for number, of in enumerate(languages):
        tag = of.version.tag
        lines += [
            f"[languages.{tag.lower()}]",
            f"languageName = '{of.version.name}'",
            f"weight = {number + 1}",
        ]
        lines += [f"contentDir = 'content/{tag}'"]
    (folder / "hugo.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _content(folder: Path, records: Records, words: Words, ours: Path) -> None:
    target = folder / "content" / words.version.tag / "d"
    target.mkdir(parents=True)
    html = words.html
    served = {service.need for service in records[COUNTRY]} - {DANGER}
    for code in ["index", *places.provinces(), *places.communes()]:
        place = places.find(code)
        page = (ours / f"{words.folder}{code}.html").read_text(encoding="utf-8")
        own = records.get(code, ())
        groups = []
        for need in NEEDS:
            items = [
                _item(service, words, place.name if place else "") for service in own if service.need == need
            ]
            if need != DANGER and (items or need in served):
                groups.append({"need": need, "title": html[f"directory.need.{need}"], "items": items})
        main = page.partition("<main>")[2]
        filters = re.search("<p class=e>" + re.escape(html["directory.filter"]) + ".*?(?=<section)", main)
        where, rows = "", []
        if not place or not place.province:
            title = f"<h2>{html['directory.where']}</h2>"
            where = title + main.partition(title)[2].partition("<ul class=p><li>")[0]
            rows = _rows(code, words)
        matter = {
            "title": f"Danh bạ {place.name}" if place else "Danh bạ",
            "url": f"/{words.folder}{code}.html",
            "name": place.name if place else html["directory.title"],
            "commune": place is not None and bool(place.province),
            "trail": main.partition("<h1")[0],
            "where": where,
            "need": f"<h2>{html['directory.need']}</h2>" if rows else "",
            "late": code == "index",
            "communes": rows,
            "filters": filters[0] if filters else "",
            "groups": groups,
        }
        (target / f"{'p' if code == 'index' else code}.md").write_text(
            json.dumps(matter, ensure_ascii=False) + "\n", encoding="utf-8"
        )


_ARTICLE = (
    "{{ $a := index site.Data.articles .Language.Lang }}{{ $p := .Params }}"
    '{{ $top := replace (replace (replace $a.top "@id" $p.id) "@title" .Title) "@summary" $p.summary }}'
    '{{ $top | safeHTML }}{{ .Content }}{{ replace (replace $a.end "@id" $p.id) "@title" .Title | safeHTML }}'
)


def add_articles(folder: Path, tags: tuple[str, ...], ours: Path) -> None:
    """Add the articles to the Hugo site: Markdown of its own, around it what stands in our pages under `ours`."""
    (folder / "layouts/article").mkdir(parents=True)
    (folder / "layouts/article/single.html").write_text(_ARTICLE, encoding="utf-8")
    data = {}
    for tag in tags:
        page = (ours / _articles.path(0, tag)).read_text(encoding="utf-8")
        for said, name in (
            ("dl00", "@id"),
            (_articles.title(0, tag), "@title"),
            (_articles.summary(0), "@summary"),
        ):
            page = page.replace(said, name)
        top, first, _ = page.partition("<p>Đoạn mở đầu")
        _, last, end = page.partition("Đoạn kết của bài 0.</p>")
        assert first and last
        data[tag.lower()] = {"top": top, "end": end}
        for number in range(_articles.COUNT):
            matter = {
                "title": _articles.title(number, tag),
                "summary": _articles.summary(number),
                "id": f"dl{number:02}",
                "type": "article",
                "url": "/" + article_path(number, tag),
            }
            text = json.dumps(matter, ensure_ascii=False) + "\n" + _articles.body(number, tag)
            (folder / "content" / tag / f"dl{number:02}.md").write_text(text, encoding="utf-8")
    (folder / "data/articles.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def article_path(number: int, tag: str) -> str:
    """Where the Hugo site has an article."""
    return ("" if tag == "vi" else f"{tag}/") + f"dl{number:02}.html"


def _rows(code: str, words: Words) -> list[dict[str, str]]:
    if code == "index":
        found = sorted(places.provinces().values(), key=lambda place: fold(place.name))
    else:
        found = sorted(
            (place for place in places.communes().values() if place.province == code),
            key=lambda place: (fold(place.short_name), place.code),
        )
    merged = f"{words.html['directory.merged']} " if code == "index" else ""
    rows = []
    for place in found:
        former = [name for name in place.former if name and name != place.name]
        text = ", ".join(former) if code == "index" else grouped(former)
        rows.append({"code": place.code, "name": place.name, "former": merged + text if former else ""})
    return rows


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links = 0
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("script", "style")
        self.links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)


def visible(page: str) -> tuple[list[str], int]:
    """The words that a reader sees, and the number of links."""
    parser = _Visible()
    parser.feed(page)
    return "".join(parser.text).split(), parser.links
