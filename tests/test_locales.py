"""The language registry: the entries of this repository, reading and overlaying them, strings, formats."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.errors import Report, set_language
from loa.locales import Locale, Phrase, Strings, load_locales

PROJECT = Path(__file__).resolve().parents[1]

VI = "tag: vi\nname: Tiếng Việt\nautonym: Tiếng Việt\nscript: Latn\nfonts: [Noto Sans]\n"
RAD = "tag: rad\nname: Tiếng Ê Đê\nautonym: Êđê\nscript: Latn\nfonts: [Noto Sans]\n"
VI_UI = "status: draft\nstrings:\n  hello: Chào {name}\n  home: Trang đầu\n"
SOURCE = {"vi/locale.yml": VI, "vi/ui.yml": VI_UI}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def load(*roots: Path) -> tuple[dict[str, Locale], list[str]]:
    report = Report()
    locales = load_locales(roots, report)
    assert all(problem.code == "LOA505" for problem in report)
    return locales, [problem.render("vi") for problem in report]


def test_the_command_counts_what_is_missing(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        {"locales/rad/ui.yml": "status: draft\nstrings:\n  menu.home: Mă\n", "campaigns/.gitkeep": ""},
    )
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "scripts/translations.py",
            "status",
            "--source",
            str(source),
            "--lang",
            "rad",
            "--json",
        ],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    (row,) = json.loads(done.stdout)["interface"]
    assert (row["source"], row["status"]) == ("locales/rad/ui.yml", "draft")
    assert len(row["missing"]) == row["strings"] - 1 and "menu.home" not in row["missing"]


# --- reading
# ----------------------------------------------------------------------------------------------------


def test_values_stay_text(tmp_path: Path) -> None:
    norwegian = "tag: no\nname: Tiếng Na Uy\nscript: Latn\nfonts: [Noto Sans]\nprovinces: [01, 04]\n"
    locales, problems = load(write(tmp_path, SOURCE | {"no/locale.yml": norwegian}))
    assert problems == []
    assert locales["no"].provinces == ("01", "04")


def test_text_is_normalised(tmp_path: Path) -> None:
    decomposed = RAD.replace("Êđê", "E\u0302đe\u0302")
    locales, _ = load(write(tmp_path, SOURCE | {"rad/locale.yml": decomposed}))
    assert locales["rad"].autonym == "Êđê"


@pytest.mark.parametrize(
    ("entry", "reason", "line"),
    [
        (RAD.replace("tag: rad", "tag: jra"), "khác tên thư mục", 1),
        (RAD.replace("tag: rad", "tag: r_d"), "BCP 47", 1),
        (RAD.replace("tag: rad", "tag: RAD"), "phải viết là “rad”", 1),
        (RAD.replace("tag: rad\n", ""), "thiếu mục “tag”", 0),
        (RAD.replace("name: Tiếng Ê Đê", "name:"), "mục “name” bỏ trống", 2),
        (RAD + "autonim: x\n", "có phải ý bạn là “autonym”", 6),
        (RAD + "name: x\n", "mục “name” được viết hai lần", 6),
        (RAD.replace("Latn", "Latin"), "chữ viết “Latin”", 4),
        (RAD + "provinces: ['066']\n", "mã tỉnh “066”", 6),
        (RAD + "direction: up\n", "chỉ nhận: ltr, rtl", 6),
        (RAD + "alphabet: abc\n", "phải là danh sách", 6),
        (RAD + "note: [a]\n", "phải là một dòng chữ", 6),
        (RAD + "note: &a x\n", "không dùng &", 6),
        (RAD + "note: !!python/object:os.system x\n", "không dùng &", 6),
        (RAD + "note: \"a\\u202eb\"\n", "ký tự ẩn U+202E", 6),
        (RAD + "note: 'a\n", "không đọc được dòng này", 7),
        (RAD + "date_format: '{day}/{month}'\n", "mẫu ngày phải có {day}, {month}, {year}", 6),
        (RAD + "date_format: '{day}{day}/{month}/{year}'\n", "mẫu ngày phải có {day}", 6),
        (RAD + "date_format: '{day!r}/{month}/{year}'\n", "mẫu ngày phải có {day}", 6),
        (RAD + "months: [Một, Hai]\n", "12 tháng", 6),
        (RAD + "thousands: '_'\n", "chỉ nhận: ., ,", 6),
        (RAD + "alternate_of: xx\n", "không có ngôn ngữ “xx”", 0),
        (RAD + "alternate_of: rad\n", "không có ngôn ngữ “rad”", 0),
        ("- rad\n", "phải gồm các dòng", 0),
        ("", "phải gồm các dòng", 0),
        ("a: " + "[" * 5000 + "]" * 5000, "lồng quá sâu", 0),
        ("note: " + "x" * 300_000, "lớn hơn 256 KB", 0),
    ],
)  # fmt: skip
def test_a_faulty_entry_is_reported(tmp_path: Path, entry: str, reason: str, line: int) -> None:
    _, problems = load(write(tmp_path / "locales", SOURCE | {"rad/locale.yml": entry}))
    place = f"locales/rad/locale.yml:{line}: LOA505 " if line else "locales/rad/locale.yml: LOA505 "
    assert any(problem.startswith(place) and reason in problem for problem in problems), problems


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 30)]
    files = SOURCE | {"rad/locale.yml": "\n".join(lines)}
    locales, problems = load(write(tmp_path, files))
    assert "rad" not in locales
    assert len(problems) == 1


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, SOURCE | {"rad/locale.yml": RAD})
    (tmp_path / "rad/locale.yml").write_bytes(b"tag: rad\nname: Ti\xe9ng\n")
    locales, problems = load(tmp_path)
    assert list(locales) == ["vi"]
    assert "UTF-8" in problems[0]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    root = write(tmp_path / "locales", SOURCE)
    (root / "rad").mkdir()
    write(tmp_path, {"secret.yml": RAD})
    (root / "rad/locale.yml").symlink_to(tmp_path / "secret.yml")
    locales, problems = load(root)
    assert "rad" not in locales
    assert "lối tắt" in problems[0]


def test_english_messages(tmp_path: Path) -> None:
    set_language("en")
    try:
        _, problems = load(write(tmp_path, SOURCE | {"rad/locale.yml": "tag: rad"}))
    finally:
        set_language("vi")
    assert any("“name” is missing" in problem for problem in problems)


def test_without_vietnamese_there_is_no_hub(tmp_path: Path) -> None:
    _, problems = load(write(tmp_path, {"rad/locale.yml": RAD}))
    assert any("locales/vi/locale.yml" in problem for problem in problems)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(alphabet="tagnmescripfo:,[]{}'\"&*!|>#%@`-? \n\t\\uU0", max_size=200).map(str.encode),
    )
)
def test_no_file_ends_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = write(tmp_path_factory.mktemp("l") / "locales", SOURCE)
    for name in ("rad/locale.yml", "jra/ui.yml", "jra/locale.yml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)
    (root / "jra/locale.yml").write_text(RAD.replace("rad", "jra"), encoding="utf-8")
    (root / "jra/ui.yml").write_bytes(content)
    locales, problems = load(root)
    assert {"vi", "jra"} <= set(locales)
    assert problems


# --- overlays
# -----------------------------------------------------------------------------------------------------


def test_a_source_lays_its_files_over_the_projects(tmp_path: Path) -> None:
    project = write(
        tmp_path / "project",
        {
            "vi/locale.yml": VI,
            "vi/ui.yml": VI_UI,
            "rad/locale.yml": RAD,
            "rad/glossary.yml": "status: draft\nterms:\n  nhà: project\n",
            "rad/speech.yml": "project",
        },
    )
    source = write(
        tmp_path / "source",
        {
            "rad/ui.yml": "status: draft\nstrings:\n  hello: RAD {name}\n",
            "rad/glossary.yml": "status: draft\nterms:\n  nhà: source | src\n",
            "jra/locale.yml": RAD.replace("rad", "jra"),
        },
    )
    locales, problems = load(project, source, tmp_path / "missing")
    assert problems == []
    rad = locales["rad"]
    assert rad.ui == {"hello": "RAD {name}"}
    assert rad.folder == project / "rad"
    assert rad.file("glossary.yml") == source / "rad/glossary.yml"
    assert rad.glossary == {"nhà": ("source", "src")}
    assert rad.file("speech.yml") == project / "rad/speech.yml"
    assert rad.file("nothing.yml") is None
    assert "jra" in locales


def test_overlaid_vietnamese_keeps_the_strings_it_does_not_name(tmp_path: Path) -> None:
    project = write(tmp_path / "project", SOURCE)
    source = write(
        tmp_path / "source", {"vi/ui.yml": "status: draft\nstrings:\n  home: Đầu trang\n  homme: x\n"}
    )
    locales, problems = load(project, source)
    assert locales["vi"].ui == {"hello": "Chào {name}", "home": "Đầu trang"}
    assert len(problems) == 1
    assert "có phải ý bạn là “home”" in problems[0]


# --- strings
# --------------------------------------------------------------------------------------------------------

APPROVED = "status: approved\napproved_by: Người thử nghiệm (dữ liệu thử)\napproved_on: 2026-01-02\n"


def strings(tmp_path: Path, ui: str, *, production: bool = False) -> tuple[Strings, list[str], Locale]:
    files = SOURCE | {"rad/locale.yml": RAD, "rad/ui.yml": ui}
    locales, problems = load(write(tmp_path / "locales", files))
    return Strings(locales["rad"], locales["vi"], production=production), problems, locales["rad"]


def test_a_string_says_which_language_it_is_in(tmp_path: Path) -> None:
    ui, problems, _ = strings(tmp_path, "status: draft\nstrings:\n  hello: RAD {name}\n")
    assert problems == []
    assert ui.get("hello", name="<b>") == Phrase("RAD <b>", "rad")
    assert ui.get("home") == Phrase("Trang đầu", "vi")
    assert "home" in ui
    assert "nothing" not in ui
    with pytest.raises(KeyError, match="nothing"):
        ui.get("nothing")
    with pytest.raises(KeyError, match="name"):
        ui.get("hello")


def test_values_are_not_filled_in_again(tmp_path: Path) -> None:
    ui, _, _ = strings(tmp_path, "status: draft\nstrings:\n")
    assert ui.get("hello", name="{name}{0.__class__}").text == "Chào {name}{0.__class__}"


def test_production_uses_only_approved_strings(tmp_path: Path) -> None:
    ui, _, rad = strings(tmp_path / "a", "status: draft\nstrings:\n  home: X\n", production=True)
    assert (rad.ui_status, ui.get("home").lang) == ("draft", "vi")
    ui, problems, rad = strings(tmp_path / "b", APPROVED + "strings:\n  home: X\n", production=True)
    assert problems == []
    assert (rad.ui_status, ui.get("home")) == ("approved", Phrase("X", "rad"))


def test_strings_of_an_alternate_are_in_its_language(tmp_path: Path) -> None:
    easy = RAD.replace("tag: rad", "tag: vi-x-easy") + "alternate_of: vi\n"
    files = {
        "vi/locale.yml": VI,
        "vi/ui.yml": VI_UI,
        "vi-x-easy/locale.yml": easy,
        "vi-x-easy/ui.yml": "status: draft\nstrings:\n  home: Về đầu\n",
    }
    locales, _ = load(write(tmp_path, files))
    easy_strings = Strings(locales["vi-x-easy"], locales["vi"], production=False)
    assert easy_strings.get("home") == Phrase("Về đầu", "vi")


@pytest.mark.parametrize(
    ("ui", "reason", "line", "status"),
    [
        ("status: draft\nstrings:\n  hello: RAD {who}\n", "chỗ trống của câu tiếng Việt: {name}", 3, "draft"),
        ("status: draft\nstrings:\n  hello: RAD\n", "chỗ trống của câu tiếng Việt: {name}", 3, "draft"),
        ("status: draft\nstrings:\n  home: X {name}\n", "chỗ trống của câu tiếng Việt: –", 3, "draft"),
        ("status: draft\nstrings:\n  home: X {0.__class__}\n", "không phải chỗ trống", 3, "draft"),
        ("status: draft\nstrings:\n  hom: X\n", "có phải ý bạn là “home”", 3, "draft"),
        ("status: draft\nstrings:\n  home:\n", "mục “home” bỏ trống", 3, "draft"),
        ("status: draft\nstrings: [a]\n", "mục “strings” phải gồm", 2, "draft"),
        ("status: draft\nstrings:\n  home: [a]\n", "mục “strings.home” phải là một dòng chữ", 3, "draft"),
        ("status: done\nstrings:\n", "chỉ nhận: draft, approved", 1, "draft"),
        ("strings:\n", "chỉ nhận: draft, approved", 0, "draft"),
        ("status: approved\nstrings:\n", "cần approved_by và approved_on", 1, "draft"),
        ("status: approved\napproved_by: X\napproved_on: 2026-02-30\n", "ngày “2026-02-30”", 3, "draft"),
        ("status: draft\nstring:\n", "có phải ý bạn là “strings”", 2, "draft"),
    ],
)  # fmt: skip
def test_faulty_strings_are_reported_and_fall_back(
    tmp_path: Path, ui: str, reason: str, line: int, status: str
) -> None:
    made, problems, rad = strings(tmp_path, ui)
    place = f"locales/rad/ui.yml:{line}: LOA505 " if line else "locales/rad/ui.yml: LOA505 "
    assert any(problem.startswith(place) and reason in problem for problem in problems), problems
    assert rad.ui_status == status
    assert made.get("home").lang == "vi"
