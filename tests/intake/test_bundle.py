"""Archives of campaigns: what goes in, and what is refused when one comes from elsewhere."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import support
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from minisign import KeyPair

from loa.editions import Editions
from loa.errors import LoaError
from loa.hub import Settings, open_hub
from loa.intake.bundle import BundleError, open_bundle, public_key, verify_signature
from loa.publish.bundles import bundle_products

REAL = "https://binh-dang.gov.vn/"
ZIP = "campaigns/chien-dich-thu-nghiem/campaign.zip"


def products(
    source: Path = support.HUB, *, production: bool = True, date: str = support.DATE
) -> dict[str, bytes]:
    settings = Settings.of(source, date=date, production=production, site_url=REAL)
    hub = open_hub(settings, support.PROJECT)
    assert not hub.report.errors
    return {product.path: product.data for product in bundle_products(Editions(hub))}


def archive(files: dict[str, bytes], /, **changes: object) -> bytes:
    """An archive of these files with a right list; `changes` are made to the list, `raw` members are added."""
    raw = changes.pop("raw", {})
    listed = [
        {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for path, data in files.items()
    ]
    head = {
        "format": 1, "campaign": "thu", "folder": "thu", "title": "Thử", "summary": "Thử.", "updated": "2026-11-20",
        "licence": "CC BY 4.0", "files": listed, **changes,
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found:
        found.writestr("campaign.json", json.dumps(head))
        found.writestr("LICENCE.txt", "CC BY 4.0")
        for path, data in files.items():
            found.writestr("files/" + path, data)
        for info, data in raw.items():
            found.writestr(info, data)
    return out.getvalue()


GOOD = {"campaign.yml": tiny.CAMPAIGN.encode(), "messages/a.md": tiny.item().encode()}


def test_it_holds_what_the_mode_publishes_and_no_more() -> None:
    found = open_bundle(products()[ZIP])
    assert (
        "messages/lời-nhắn-đầu-tiên.md" in found.files and "messages/lời-nhắn-đầu-tiên.km.md" in found.files
    )
    for path in (
        *("messages/lời-nhắn-nháp.md", "messages/lời-nhắn-đầu-tiên.rad.md", "stories/chuyện-đã-rút.md"),
        *("services/mẫu-địa-chỉ.md", "services/đường-dây-quá-hạn.md", "myths/dùng-số-chưa-duyệt.md"),
    ):
        assert path not in found.files
    assert "services/đường-dây-thử.md" in found.files
    everything = b"\n".join(found.files.values()).decode()
    assert not [words for words in support.UNAPPROVED if words in everything]
    assert {entry.status for entry in found.fields.files} <= {"approved", ""}
    assert "chien-dich-nhap" not in "".join(products())
    preview = open_bundle(products(production=False)[ZIP])
    assert "messages/lời-nhắn-nháp.md" in preview.files and "services/mẫu-địa-chỉ.md" not in preview.files
    assert "stories/chuyện-đã-rút.md" not in preview.files


def test_facts_go_with_the_texts_that_use_them(tmp_path: Path) -> None:
    about = "  about: Số thử\n  source: Thử\n  confidence: H\n  checked: 2026-11-01\n"
    fact = f"  value: 1900 000 001\n  kind: phone\n{about}"
    files = {
        "facts.yml": f"sdt-thu:\n{fact}sdt-khac:\n{fact.replace('001', '003')}",
        "thu/messages/a.md": tiny.item(body="Gọi {{sdt-thu}}.\n"),
    }
    found = open_bundle(products(tiny.write(tmp_path, files), production=False)["campaigns/thu/campaign.zip"])
    assert b"sdt-thu" in found.files["facts.yml"] and b"sdt-khac" not in found.files["facts.yml"]


def test_private_and_restricted_records_stay_out(tmp_path: Path) -> None:
    record = (
        "---\nid: {id}\ntitle: Nơi thử {id}\nsummary: Thử.\nservice_type: hotline\norganization: Đơn vị thử\n"
        "level: {level}\nphones:\n  - number: 1900 000 001\narea: ['66']\nassured_date: 2026-11-01\n"
        "assured_by: Thử\ncheck_due: 2027-01-01\nsources:\n  - title: Thử\n---\nThử.\n"
    )
    files = {
        f"thu/services/{name}.md": record.format(id=f"{name}1", level=level)
        for name, level in (("mot", "public"), ("hai", "phone-only"))
    }
    files["thu/tasks.yml"] = "tasks: []\n"
    files["thu/news.yml"] = "sources: []\n"
    found = open_bundle(products(tiny.write(tmp_path, files), production=False)["campaigns/thu/campaign.zip"])
    assert list(found.files) == ["campaign.yml", "services/mot.md"]


def test_the_same_content_gives_the_same_bytes_on_any_day() -> None:
    assert products() == products(date="2026-12-24")


def test_signatures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair, other = KeyPair.generate(), KeyPair.generate()
    (tmp_path / "key").write_bytes(bytes(pair.secret_key))
    monkeypatch.setenv("LOA_SIGN_KEY", str(tmp_path / "key"))
    found = products()
    key = public_key(bytes(pair.public_key).decode())
    assert key == pair.public_key.to_base64().decode()
    data, signature = found[ZIP], found[ZIP + ".minisig"]
    verify_signature(data, signature, key)
    for broken in (
        lambda: verify_signature(data + b"x", signature, key),
        lambda: verify_signature(data, signature, other.public_key.to_base64().decode()),
        lambda: verify_signature(data, b"", key),
        lambda: verify_signature(data, b"a\nb\nc\nd\n", key),
        lambda: public_key("không phải khóa"),
        lambda: public_key(""),
    ):
        with pytest.raises(BundleError):
            broken()
    assert products() == found  # signing twice gives the same bytes
    monkeypatch.setenv("LOA_SIGN_KEY", str(tmp_path / "khong-co"))
    with pytest.raises(LoaError, match="LOA742"):
        products()


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../a.md",
            "messages/../../a.md",
            "/etc/passwd",
            "messages//a.md",
            "messages/./a.md",
            "messages\\..\\a.md",
        ),
        *(
            "C:/a.md",
            "messages/a.md:x",
            "messages/con.md",
            "messages/a.md ",
            "messages/.git.md",
            "messages/_a.md",
        ),
        *(
            "a.md",
            "news.yml",
            "ledger.csv",
            "origin.yml",
            "scripts/a.py",
            "hooks/a.md",
            "messages/a.html",
            "messages/a",
        ),
        *("private/a.md", "messages/a\x00.md", "media/a.svg", "messages/\u0065\u0302.md", "messages/nul", ""),
    ],
)
def test_names_that_leave_the_folder_or_do_not_belong_there(path: str) -> None:
    with pytest.raises(BundleError):
        open_bundle(archive({**GOOD, path: b"x"}))


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"PK\x03\x04 khong phai zip",
        lambda: archive(GOOD)[:-40],
        lambda: archive(GOOD, format=2),
        lambda: archive(GOOD, campaign="../x"),
        lambda: archive(GOOD, folder=".."),
        lambda: archive(GOOD, folder="a/b"),
        lambda: archive(GOOD, folder=".git"),
        lambda: archive(GOOD, files=[]),
        lambda: archive(GOOD, files=[{"path": "campaign.yml", "sha256": "0" * 64, "bytes": 1}] * 2),
        lambda: archive(GOOD, thua="x"),
        lambda: archive({"messages/a.md": b"x"}),
        lambda: archive({**GOOD, "messages/A.md": b"x"}),
        lambda: archive(GOOD, raw={"files/messages/b.md": b"x"}),
        lambda: archive(GOOD, raw={link("files/messages/b.md"): b"/etc/passwd"}),
        lambda: archive(GOOD, raw={"files/messages/": b""}),
    ],
)
def test_archives_that_do_not_keep_their_promise(make: Callable[[], bytes]) -> None:
    with pytest.raises(BundleError):
        open_bundle(make())


def test_a_changed_file_is_noticed() -> None:
    fields = json.loads(zipfile.ZipFile(io.BytesIO(archive(GOOD))).read("campaign.json"))["files"]
    other = {**GOOD, "messages/a.md": GOOD["messages/a.md"].replace("Cả".encode(), "Cá".encode())}
    with pytest.raises(BundleError, match="đã bị đổi"):
        open_bundle(archive(other, files=fields))


def test_a_bomb_is_not_unpacked() -> None:
    """A small archive whose list lies about sizes: reading stops one byte after what was promised."""
    bomb = b"0" * 30_000_000
    listed = [{"path": path, "sha256": "0" * 64, "bytes": 10} for path in (*GOOD, "messages/b.md")]
    with pytest.raises(BundleError, match=r"quá lớn|đã bị đổi"):
        open_bundle(archive({**GOOD, "messages/b.md": bomb}, files=listed))
    huge = [{"path": path, "sha256": "0" * 64, "bytes": 10**12} for path in GOOD]
    with pytest.raises(BundleError, match="quá lớn"):
        open_bundle(archive(GOOD, files=huge))


def cut_and_changed() -> Iterator[bytes]:
    good = archive(GOOD)
    for at in range(0, len(good), 37):
        yield good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]


def test_any_changed_byte_gives_the_same_campaign_or_none() -> None:
    good = open_bundle(archive(GOOD))
    for data in cut_and_changed():
        try:
            found = open_bundle(data)
        except BundleError:
            continue
        assert found.files == good.files and dataclasses.is_dataclass(found)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(BundleError):
        open_bundle(data)
