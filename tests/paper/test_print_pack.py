"""The print pack of a commune, and the command that writes it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import support
from paper_support import CODE, DATE, ITEM, hub, service

from loa.cli import root
from loa.errors import LoaError, Report
from loa.load.private import load_private
from loa.model.kinds import ServiceFields
from loa.render.paper.pack import print_pack

INTERNAL = """---
id: {identifier}
title: Nhà bà Nguyễn Thị Hoa
summary: Nơi tạm lánh.
service_type: trusted-address
organization: {post}
level: {level}
phones:
  - number: "0262 3000 {number}"
area: ["24175"]
contact_name: Nguyễn Thị Hoa
address: Thôn Đông
private_home: true
{more}---
Chỗ bí mật.
"""
CHECKED = "assured_date: 2026-11-02\ncheck_due: 2027-11-02\n"
ENVIRONMENT = {"PYTHONPATH": str(root() / "hooks"), "LOA_SITE_URL": support.SITE_URL}


def private(folder: Path, *records: str) -> list[ServiceFields]:
    folder.mkdir()
    for number, text in enumerate(records):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    # Records that say too much are refused by the command; whoever uses the package must be as safe.
    return [fields for _, fields in load_private(folder, Report())]


def all_text(files: dict[str, bytes]) -> str:
    return "\n".join(
        support.pdf_text(data) if name.endswith(".pdf") else data.decode() for name, data in files.items()
    )


def test_it_holds_every_product_in_the_languages_of_the_commune(tmp_path: Path) -> None:
    pack = print_pack(hub(tmp_path, {}), CODE)
    assert pack.name == "loa-in-24175.zip" and pack.problems == []
    each = {"the-bo-tui.pdf", "ap-phich-a3.pdf"}
    each |= {
        f"{folder}/bt01-chia-viec-nha.pdf" for folder in ("to-roi-a4", "to-roi-a5", "to-gap-ba", "chu-lon")
    }
    expected = {f"{tag}/{name}" for tag in ("vi", "km") for name in each}
    expected |= {"vi/bang-ron-thu.pdf", "vi/chu-roi-thu.pdf", "index.html", "manifest.json"}
    assert set(pack.files) == expected
    page = support.parse(pack.files["index.html"].decode())
    assert {link.get("href") for link in page.all("a")} == expected - {"index.html", "manifest.json"}
    listing = json.loads(pack.files["manifest.json"])
    assert {entry["path"] for entry in listing["files"]} == expected - {"index.html", "manifest.json"}


def test_the_commune_finds_its_own_number_on_its_leaflets(tmp_path: Path) -> None:
    pack = print_pack(hub(tmp_path, {}), CODE)
    for name in (
        "vi/to-roi-a4/bt01-chia-viec-nha.pdf",
        "vi/chu-lon/bt01-chia-viec-nha.pdf",
        "vi/to-gap-ba/bt01-chia-viec-nha.pdf",
        "vi/ap-phich-a3.pdf",
    ):
        assert "02623000111" in support.squeezed(support.pdf_text(pack.files[name]))
    elsewhere = print_pack(
        hub(tmp_path, {}), "24580"
    )  # another commune of the province: the campaign is not there
    assert [name for name in elsewhere.files if name.startswith("vi/to-")] == []


def test_one_language_alone(tmp_path: Path) -> None:
    pack = print_pack(hub(tmp_path, {}), CODE, only="km")
    assert pack.name == "loa-in-24175-km.zip"
    assert {name.split("/")[0] for name in pack.files} == {"km", "index.html", "manifest.json"}


def test_internal_records_appear_as_duty_post_and_phone_alone(tmp_path: Path) -> None:
    records = private(
        tmp_path / "r",
        INTERNAL.format(
            identifier="nb01", post="Tổ trực của xã", level="internal", number="222", more=CHECKED
        ),
    )
    editions = hub(tmp_path, {})
    with_them = all_text(print_pack(editions, CODE, private=records).files)
    assert "Tổ trực của xã" in support.spaced(with_them) and "0262 3000 222" in support.spaced(with_them)
    assert not [
        word for word in ("Nguyễn", "Hoa", "Thôn Đông", "bí mật") if word in support.spaced(with_them)
    ]
    assert print_pack(editions, CODE, private=records).name == "loa-in-24175-noi-bo.zip"
    assert "3000 222" not in support.spaced(all_text(print_pack(editions, CODE).files))


def test_a_withdrawn_record_takes_the_published_one_off_the_paper(tmp_path: Path) -> None:
    gone = INTERNAL.format(identifier="xa01", post="Trạm", level="withdrawn", number="333", more="")
    text = support.spaced(
        all_text(print_pack(hub(tmp_path, {}), CODE, private=private(tmp_path / "r", gone)).files)
    )
    assert "0262 3000 111" not in text and "0262 3000 333" not in text


def test_a_record_without_the_date_of_its_check_stays_off_and_is_named(tmp_path: Path) -> None:
    undated = INTERNAL.format(identifier="nb02", post="Tổ trực thôn", level="internal", number="444", more="")
    pack = print_pack(hub(tmp_path, {}), CODE, private=private(tmp_path / "r", undated))
    assert "3000 444" not in support.spaced(all_text(pack.files))
    (problem,) = pack.problems
    assert problem.code == "LOA712" and dict(problem.values)["value"] == "Tổ trực thôn"


def test_a_text_too_long_for_the_folded_sheet_costs_that_sheet_alone(tmp_path: Path) -> None:
    long = (
        ITEM
        + "\n"
        + "\n\n".join(f"Đoạn {number}. " + "Một câu văn để thử cho đầy. " * 18 for number in range(11))
    )
    pack = print_pack(hub(tmp_path, {"messages/viec-nha.md": long}), CODE, only="vi")
    assert [problem.code for problem in pack.problems] == ["LOA710"]
    assert pack.problems[0].line > 8
    assert (
        "vi/to-roi-a4/bt01-chia-viec-nha.pdf" in pack.files
        and "vi/to-gap-ba/bt01-chia-viec-nha.pdf" not in pack.files
    )


def test_production_packs_what_was_approved(tmp_path: Path) -> None:
    pack = print_pack(hub(tmp_path, {}, production=True), CODE)
    assert (
        "vi/to-roi-a4/bt01-chia-viec-nha.pdf" in pack.files
        and "km/to-roi-a4/bt01-chia-viec-nha.pdf" not in pack.files
    )
    assert "Bản nháp" not in support.spaced(all_text(pack.files))


def test_without_an_address_there_is_no_code_and_a_warning(tmp_path: Path) -> None:
    pack = print_pack(hub(tmp_path, {}, site_url=""), CODE, only="vi")
    assert [problem.code for problem in pack.problems] == ["LOA701"]
    assert "loa.example" not in all_text(pack.files)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    first, second = (print_pack(hub(tmp_path, {}), CODE, only="vi").archive() for _ in range(2))
    assert first == second


def test_no_such_commune(tmp_path: Path) -> None:
    for code in ("99999", "66", "x"):
        with pytest.raises(LoaError) as error:
            print_pack(hub(tmp_path, {}), code)
        assert error.value.problems[0].code == "LOA848"


# --- the command ----------------------------------------------------------------------------------------------


def run(source: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-P",
        str(root() / "scripts" / "print.py"),
        "--source",
        str(source),
        "--date",
        DATE,
    ]
    return subprocess.run(
        [*command, *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **ENVIRONMENT},
    )


def test_the_command_writes_the_zip_and_lists_it(tmp_path: Path) -> None:
    hub(tmp_path, {})
    done = run(
        tmp_path, "--commune", CODE, "--lang", "vi", "--bleed", "--out", str(tmp_path / "in"), "--json"
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    with zipfile.ZipFile(io.BytesIO(Path(result["file"]).read_bytes())) as archive:
        assert sorted(archive.namelist()) == result["files"]
        assert json.loads(archive.read("manifest.json"))["bleed"] is True


def test_the_command_keeps_internal_numbers_out_of_the_site(tmp_path: Path) -> None:
    hub(tmp_path, {"services/them.md": service("xa02", "Tư vấn", "0262 3000 555")})
    private(
        tmp_path / "r",
        INTERNAL.format(identifier="nb01", post="Tổ trực", level="internal", number="222", more=CHECKED),
    )
    site = tmp_path / "site"
    site.mkdir()
    (site / "manifest.json").write_text("{}")
    for place in (site, site / "in", root() / "site", root()):
        done = run(tmp_path, "--commune", CODE, "--private", str(tmp_path / "r"), "--out", str(place))
        assert done.returncode == 1 and "LOA846" in done.stderr
    assert not list(site.rglob("*.zip"))


def test_a_wrong_language_is_named(tmp_path: Path) -> None:
    hub(tmp_path, {})
    done = run(tmp_path, "--commune", CODE, "--lang", "xx", "--out", str(tmp_path / "in"))
    assert done.returncode == 1 and "LOA302" in done.stderr
