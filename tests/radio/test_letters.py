"""Letters of the Tây Nguyên languages: carons for breves, texts of old fonts, hidden characters."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import Make

from loa.cli import root
from loa.errors import Report
from loa.hub import Settings, open_hub
from loa.locales import load_locales
from loa.locales.letters import from_legacy, is_legacy, with_breves

LOCALES = load_locales((root() / "locales",), Report())
VARIANT = "---\ntitle: Klei\nsummary: Klei.\nstatus: draft\n---\n{body}\n"


@pytest.mark.parametrize(
    ("tag", "typed", "right"),
    [
        ("rad", "klěi ǒ ǔ ǐ", "klĕi ŏ ŭ ĭ"),
        ("rad", "ê\u030c ơ\u030c Ư\u030c", "ê\u0306 ơ\u0306 Ư\u0306"),
        ("rad", "čar Čar", "čar Čar"),
        ("vi", "ě", "ě"),
        ("km", "សួស្តី", "សួស្តី"),
    ],
)
def test_a_caron_becomes_a_breve_only_where_the_alphabet_has_it(tag: str, typed: str, right: str) -> None:
    mended, changes = with_breves(typed, LOCALES[tag])
    assert mended == right
    assert bool(changes) is (typed != right)


def test_carons_are_mended_with_a_warning_for_each_line(trial: Make) -> None:
    made = trial(extra={"messages/bai-thu.rad.md": VARIANT.format(body="Klěi mâo.\n\nČar ǒ.")})
    found = [(p.line, dict(p.values)["write"]) for p in made.hub.report if p.code == "LOA508"]
    assert found == [(6, "ĕ"), (8, "ŏ")]
    assert (
        "Klĕi mâo." in made.script(language="rad").text() and "Čar ŏ." in made.script(language="rad").text()
    )


OLD = r"[ing do\ le\ hmư\ r^m h^ `u ]ơđai [ơi jê| C|"


def test_old_fonts_are_read_as_their_table_says() -> None:
    assert from_legacy(OLD) == "ƀing dŏ lĕ hmư\u0306 rĭm hĭ ñu čơđai ƀơi jê\u0306 Č"


@pytest.mark.parametrize(
    ("tag", "text", "legacy"),
    [
        ("jra", OLD, True),
        ("vi", OLD, False),
        ("rad", "Klei bhiăn [Luật](../laws/luat.md) mâo.\n\n[Nhạc hiệu]\n\n> [!luu-y]\n> Klei.", False),
        ("rad", "Klei bhiăn mâo mơ̆ng ayŏng adei.", False),
    ],
)
def test_old_fonts_are_recognised(tag: str, text: str, legacy: bool) -> None:
    assert is_legacy(text, LOCALES[tag]) is legacy


def test_old_fonts_are_never_changed_in_silence(trial: Make) -> None:
    made = trial(extra={"messages/bai-thu.jra.md": VARIANT.format(body=r"do\ le\ hmư\ r^m nao.")})
    assert "LOA509" in [problem.code for problem in made.hub.report]
    assert "dŏ" not in made.script(language="jra").text()


def test_convert_prints_a_preview_and_leaves_the_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "cũ.jra.md"
    path.write_text(OLD + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", str(root() / "scripts" / "translations.py"), "convert", str(path)],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, "LOA_MESSAGES": "vi"},
    )  # fmt: skip
    assert done.returncode == 0 and done.stdout.startswith("ƀing dŏ")
    assert "xem thử" in done.stderr and path.read_text(encoding="utf-8") == OLD + "\n"


@pytest.mark.parametrize("char", ["\u200e", "\ufeff", "\u202e", "\u00ad", "\ufffd"])
def test_hidden_characters_are_refused_with_their_line(files, char: str) -> None:  # type: ignore[no-untyped-def]
    source = files({"messages/bai.md": VARIANT.format(body=f"Bà con{char} ơi.")})
    found = [(p.code, p.line) for p in open_hub(Settings.of(source, date="2026-11-21")).report]
    assert ("LOA104", 6) in found


def test_mojibake_is_left_out_and_named(trial: Make) -> None:
    from loa.render.radio.products import wanted

    made = trial("BÃ  con Æ¡i, hÃ£y gá»\x8di.".replace("\x8d", ""))
    make, problems = wanted(made.edition(), made.context())
    assert not make and "LOA703" in [problem.code for problem in problems]
