"""Nobody but the window that was opened with the key may read a form, and no other page may send one."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor_support import ITEM, MESSAGE, ORIGIN, PORT, desk
from werkzeug.test import Client

from loa.editor.app import MAX_REQUEST
from loa.editor.guard import own_host


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.evil.example:{PORT}",
        "",
    ],
)
def test_another_name_for_this_machine_is_refused(host: str) -> None:
    assert not own_host(host, PORT)


def test_the_loopback_names_are_ours() -> None:
    assert own_host(f"127.0.0.1:{PORT}", PORT) and own_host(f"localhost:{PORT}", PORT)


def test_without_the_key_nothing_is_shown(tmp_path: Path) -> None:
    made = desk(tmp_path)
    stranger = Client(made.client.application)
    for path in ("/sua/", f"/sua/bai?tep={ITEM}", "/sua/mo?khoa=doan", "/sua/mo", "/sua/edit.js"):
        answer = stranger.get(path, base_url=ORIGIN)
        assert answer.status_code == 403
        assert made.guard.token not in answer.get_data(as_text=True)
    assert stranger.post("/sua/bai", base_url=ORIGIN, data={"token": made.guard.token}).status_code == 403


def test_the_cookie_goes_to_the_editor_only(tmp_path: Path) -> None:
    made = desk(tmp_path)
    cookie = (
        Client(made.client.application)
        .get(f"/sua/mo?khoa={made.guard.key}", base_url=ORIGIN)
        .headers["Set-Cookie"]
    )
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/sua/"))


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "", "Sec-Fetch-Site": ""},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(tmp_path: Path, headers: dict[str, str]) -> None:
    made = desk(tmp_path)
    form = made.form()
    assert made.post({**form, "summary": "Bị đổi"}, **headers).status_code == 403
    assert made.item.read_text(encoding="utf-8") == MESSAGE


@pytest.mark.parametrize("token", ["", "doan", "ồ"])
def test_a_form_without_our_token_changes_nothing(tmp_path: Path, token: str) -> None:
    made = desk(tmp_path)
    assert made.post({**made.form(), "summary": "Bị đổi", "token": token}).status_code == 403
    assert made.item.read_text(encoding="utf-8") == MESSAGE


def test_pages_cannot_be_framed_and_run_no_foreign_script(tmp_path: Path) -> None:
    headers = desk(tmp_path).get().headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_flood_is_refused(tmp_path: Path) -> None:
    made = desk(tmp_path)
    answer = made.client.post(
        "/sua/bai",
        base_url=ORIGIN,
        data=b"body=" + b"x" * MAX_REQUEST,
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": ORIGIN},
    )
    assert answer.status_code == 413
    assert made.item.read_text(encoding="utf-8") == MESSAGE


@pytest.mark.parametrize(
    "path", ["campaigns/../x.md", "docs/../hooks/a.md", "campaigns/thu/messages/moi.md", "x"]
)
def test_a_path_from_the_address_writes_nowhere_else(tmp_path: Path, path: str) -> None:
    made = desk(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert made.get(path).status_code == 404
    assert made.post(dict(made.form()), path).status_code == 404
    assert sorted(tmp_path.rglob("*")) == before
