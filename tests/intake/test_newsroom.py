"""`loa news`: several sources, good and bad; what waits, what is shown, what is remembered."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import support
import tiny
from conftest import Server

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.intake.newsroom import ENTRIES, STATE, Result, update
from loa.model.catalog import Campaign
from loa.render.context import Context
from loa.site.news import news_of, news_page

NOW = dt.datetime.fromisoformat("2026-11-21T08:00+07:00")


def rss(*stories: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://bao.example/{path}</link><pubDate>20/11/2026</pubDate></item>"
        for title, path in stories
    )
    return f'<rss version="2.0"><channel><title>B</title>{items}</channel></rss>'.encode()


def news_yml(*addresses: str, topics: str = "") -> str:
    rows = "".join(f"  - {{title: Báo {n}, url: '{url}'}}\n" for n, url in enumerate(addresses, 1))
    return f"topics: [{topics}]\nsources:\n{rows}"


def campaign_in(folder: Path) -> Campaign:
    hub = open_hub(Settings.of(folder, date="2026-11-21"), tiny.PROJECT)
    return hub.catalog.campaigns["thu"]


def ask(folder: Path, now: dt.datetime = NOW, **options) -> Result:
    return update(campaign_in(folder), folder / "thu", now, **options)


def titles(folder: Path) -> list[str]:
    news = campaign_in(folder).news
    assert news
    return [entry.title for entry in news.entries]


def test_one_bad_source_never_hurts_the_rest(server: Server, tmp_path: Path) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<rss")
        request.close_connection = True

    server.pages |= {
        "/tot": rss(("Hội nghị bình đẳng giới", "1")),
        "/hong": cut,
        "/trang": b"<html>",
        "/rong": b"",
    }
    paths = ("/khong-co", "/hong", "/trang", "/rong", "/tot")
    tiny.write(tmp_path, {"thu/news.yml": news_yml(*(server.address + path for path in paths))})
    result = ask(tmp_path)
    assert [entry.title for entry in result.new] == ["Hội nghị bình đẳng giới"] == titles(tmp_path)
    assert [problem.code for problem in result.problems] == ["LOA733"] * 4
    assert result.new[0].status == "pending" and result.new[0].published == dt.date(2026, 11, 20)


def test_a_failing_source_is_left_alone_for_longer_and_longer(server: Server, tmp_path: Path) -> None:
    tiny.write(tmp_path, {"thu/news.yml": news_yml(server.address + "/tin")})
    now, waits = NOW, []
    for _ in range(10):
        ask(tmp_path, now)
        state = json.loads((tmp_path / "thu" / STATE).read_text(encoding="utf-8"))
        until = dt.datetime.fromisoformat(state[server.address + "/tin"]["next"])
        asked = len(server.asked)
        assert ask(tmp_path, until - dt.timedelta(minutes=1)).waiting == 1 and len(server.asked) == asked
        waits.append((until - now).total_seconds() / 3600)
        now = until
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]
    server.pages["/tin"] = rss(("Tin mới về bình đẳng", "1"))
    assert len(ask(tmp_path, now - dt.timedelta(hours=2), force=True).new) == 1
    assert "next" not in (tmp_path / "thu" / STATE).read_text(encoding="utf-8")


def test_an_unchanged_source_is_asked_with_its_etag(server: Server, tmp_path: Path) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        body = b"" if request.headers.get("If-None-Match") == '"v1"' else rss(("Tin về bình đẳng giới", "1"))
        request.send_response(200 if body else 304)
        request.send_header("ETag", '"v1"')
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    server.pages["/tin"] = answer
    tiny.write(tmp_path, {"thu/news.yml": news_yml(server.address + "/tin")})
    assert len(ask(tmp_path).new) == 1
    before = support.tree(tmp_path)
    second = ask(tmp_path, NOW + dt.timedelta(days=1))
    assert (second.unchanged, second.new) == (1, []) and support.tree(tmp_path) == before
    # Without its entries the hub knows nothing: "unchanged" would leave it so.
    (tmp_path / "thu" / ENTRIES).unlink()
    assert len(ask(tmp_path, NOW + dt.timedelta(days=2)).new) == 1 and titles(tmp_path)


def test_topics_and_duplicates_across_sources(server: Server, tmp_path: Path) -> None:
    server.pages |= {
        "/mot": rss(("Phát động Tháng hành động vì bình đẳng giới", "1"), ("Bóng đá cuối tuần", "2")),
        "/hai": rss(
            ("PHAT DONG THANG HANH DONG VI BINH DANG GIOI", "bao-khac"),
            ("Một xã vì bình đẳng giới", "1?utm_source=rss"),
            ("Binh dang gioi o truong hoc", "3"),
        ),
    }
    news = news_yml(server.address + "/mot", server.address + "/hai", topics="bình đẳng giới")
    tiny.write(tmp_path, {"thu/news.yml": news})
    assert sorted(entry.link for entry in ask(tmp_path).new) == [
        "https://bao.example/1",
        "https://bao.example/3",
    ]
    assert ask(tmp_path).new == []


def test_what_was_rejected_stays_rejected(server: Server, tmp_path: Path) -> None:
    server.pages["/tin"] = rss(("Tin về bình đẳng giới", "1"))
    tiny.write(tmp_path, {"thu/news.yml": news_yml(server.address + "/tin")})
    ask(tmp_path)
    file = tmp_path / "thu" / ENTRIES
    file.write_text(file.read_text(encoding="utf-8").replace("pending\n", "rejected\n"), encoding="utf-8")
    assert ask(tmp_path).new == []


def test_a_source_that_moved_is_said(server: Server, tmp_path: Path) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(301)
        request.send_header("Location", "/moi")
        request.send_header("Content-Length", "0")
        request.end_headers()

    server.pages |= {"/cu": answer, "/moi": rss(("Tin về bình đẳng giới", "1"))}
    tiny.write(tmp_path, {"thu/news.yml": news_yml(server.address + "/cu")})
    result = ask(tmp_path)
    assert len(result.new) == 1
    assert [problem.code for problem in result.problems] == ["LOA734"]
    assert server.address + "/moi" in result.problems[0].render("vi")


def entries(*lines: str) -> str:
    head = ("title: Tin thử", "link: https://bao.example/1", "source: Báo thử", "found: 2026-11-20")
    return "entries:\n  - id: t1\n" + "".join(f"    {line}\n" for line in (*head, *lines))


APPROVED = ("status: approved", "approved_by: Người duyệt thử nghiệm", "approved_on: 2026-11-20")


@pytest.mark.parametrize(
    ("lines", "codes", "shown"),
    [
        ((), [], False),
        (("status: rejected",), [], False),
        (("status: approved",), ["LOA216", "LOA216"], False),
        (APPROVED, [], True),
        ((*APPROVED, "victim: true"), ["LOA731"], False),
        ((*APPROVED, "victim: true", "victim_checked: true"), [], True),
        ((*APPROVED, "summary: Gọi 1900 000 002"), ["LOA732"], True),
        (("status: xong",), ["LOA210"], False),
    ],
)
def test_only_what_an_editor_approved_is_shown(
    tmp_path: Path, lines: tuple[str, ...], codes: list[str], shown: bool
) -> None:
    files = {"thu/news.yml": news_yml("https://bao.example/rss"), "thu/" + ENTRIES: entries(*lines)}
    source = tiny.write(tmp_path, files)
    hub = open_hub(Settings.of(source, date="2026-11-21"), support.PROJECT)
    assert [p.code for p in hub.report if "thu/news" in p.path] == codes
    campaign = hub.catalog.campaigns["thu"]
    assert bool(news_of(campaign)) is shown
    if shown:
        page = news_page(campaign, Context.of(Editions(hub), "vi"))
        assert 'href="https://bao.example/1" rel="noreferrer noopener nofollow"' in str(page["body"])


@pytest.mark.parametrize(
    ("news", "code"),
    [
        ("sources:\n  - {title: Báo, url: 'http://bao.example/rss'}\n", "LOA730"),
        ("sources:\n  - {title: Báo, url: 'file:///etc/passwd'}\n", "LOA307"),
        ("sources:\n  - {title: Báo, url: 'https://bao.example', language: xx}\n", "LOA302"),
        ("sources:\n  - {title: Báo, url: 'https://bao.example', province: '00000'}\n", "LOA301"),
        ("sources:\n  - {title: Báo}\n", "LOA207"),
    ],
)
def test_faults_of_sources_are_explained(tmp_path: Path, news: str, code: str) -> None:
    assert code in tiny.codes(tiny.opened(tmp_path, {"thu/news.yml": news}))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", str(support.PROJECT / "scripts" / "news.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=support.environment(**environment),
        check=False,
    )


def test_the_command_fetches_lists_and_approves(server: Server, tmp_path: Path) -> None:
    server.pages["/tin"] = rss(("Tin về bình đẳng giới", "1"), ("Khởi tố một vụ bạo hành", "2"))
    news = news_yml(server.address + "/tin")
    source = ("--source", str(tiny.write(tmp_path, {"thu/news.yml": news})))
    # On the loopback interface the address has no https, which the check reports and a build refuses.
    refused = run("fetch", *source)
    assert refused.returncode == 1 and "LOA730" in refused.stderr and not server.asked
    fetched = run("fetch", "--json", *source, LOA_LOOPBACK="1")
    assert fetched.returncode == 0, fetched.stderr
    (told,) = json.loads(fetched.stdout)["campaigns"]
    found = {entry["title"]: entry["id"] for entry in told["new"]}
    assert len(found) == 2
    harmless, case = found["Tin về bình đẳng giới"], found["Khởi tố một vụ bạo hành"]
    assert "2 tin chờ duyệt" in run("list", *source, LOA_LOOPBACK="1").stdout
    assert run("approve", harmless, *source).returncode == 2  # nobody's name
    by = ("--by", "Người duyệt thử nghiệm", "--date", "2026-11-21")
    assert "LOA735" in run("approve", "khong-co", *by, *source, LOA_LOOPBACK="1").stderr
    careful = run("approve", harmless, case, *by, *source, LOA_LOOPBACK="1")
    assert careful.returncode == 1 and "LOA731" in careful.stderr
    assert run("approve", harmless, *by, *source, LOA_LOOPBACK="1").returncode == 0
    assert run("reject", case, *source, LOA_LOOPBACK="1").returncode == 0
    states = {
        e["id"]: e["status"]
        for e in json.loads(run("list", "--json", *source, LOA_LOOPBACK="1").stdout)["stories"]
    }
    assert states == {harmless: "approved", case: "rejected"}
    assert [entry.title for entry in news_of(campaign_in(tmp_path))] == ["Tin về bình đẳng giới"]


def test_a_broken_file_of_entries_is_not_written_over(server: Server, tmp_path: Path) -> None:
    server.pages["/tin"] = rss(("Tin về bình đẳng giới", "1"))
    broken = "entries:\n  - id: [hỏng\n"
    files = {"thu/news.yml": news_yml(server.address + "/tin"), "thu/" + ENTRIES: broken}
    tiny.write(tmp_path, files)
    assert run("fetch", "--source", str(tmp_path), LOA_LOOPBACK="1").returncode == 1
    assert (tmp_path / "thu" / ENTRIES).read_text(encoding="utf-8") == broken
