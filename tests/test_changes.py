"""What changed in a source is shown word by word, as long as a copy of the old source is kept."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
import tiny
from test_translation import BODY, FACTS, KHMER, MESSAGE, recorded

from loa.changes import FOLDER, as_it_was, changes, copies, digest, word_changes
from loa.hub import Hub
from loa.model.catalog import Item
from loa.overview import counts, overview, urgency
from loa.translation import VariantStatus, source_hashes
from loa.writing import write_all

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import translations


def opened(folder: Path, body: str = BODY, khmer: str | None = None) -> tuple[Hub, Item]:
    files = {MESSAGE: tiny.item(body=body), "thu/facts.yml": FACTS}
    hub = tiny.opened(folder, files | ({KHMER: khmer} if khmer else {}))
    return hub, next(hub.catalog.items())


@pytest.fixture
def moved(tmp_path: Path) -> tuple[Hub, Item]:
    """A hub whose source changed after a copy of it was kept."""
    _, item = opened(tmp_path)
    write_all(copies([item]))
    body = BODY.replace("Kể việc", "Kể hết việc nhà").replace("## Kết quả", "## Kết cục")
    return opened(tmp_path, body, tiny.variant(recorded(item), BODY))


def test_changed_sections_show_their_words(moved: tuple[Hub, Item]) -> None:
    found = {change.name: change for change in changes(moved[1], moved[1].variants["km"])}
    assert set(found) == {"“Cách làm”", "“Kết quả”", "“Kết cục”"}
    words = found["“Cách làm”"].words
    assert words == ((" ", "Cách làm Kể"), ("+", "hết"), (" ", "việc"), ("+", "nhà."), (" ", "Chia việc."))
    assert {sort for sort, _ in found["“Kết quả”"].words} == {"-"}
    assert {sort for sort, _ in found["“Kết cục”"].words} == {"+"}


def test_without_a_copy_only_the_present_is_known(tmp_path: Path, moved: tuple[Hub, Item]) -> None:
    for copy in (tmp_path / "thu/messages" / FOLDER).iterdir():
        copy.write_text("không phải bài nào", "utf-8")
    found = changes(moved[1], moved[1].variants["km"])
    assert all(change.before is None and not change.words for change in found)


def test_a_copy_counts_only_with_the_very_words_of_its_name(moved: tuple[Hub, Item]) -> None:
    _, item = moved
    name = digest(item.variants["km"].fields.source_hashes)
    old = as_it_was(item, name)
    assert old is not None and digest(source_hashes(old)) == name
    copy = next((Path(item.text.shown).parent / FOLDER).iterdir())
    copy.write_text(copy.read_text("utf-8").replace("Chia việc.", "Chia tiền."), "utf-8")
    assert as_it_was(item, name) is None


def test_nothing_to_translate_makes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, item = opened(tmp_path)
    files = {"docs/trang.md": "---\ntitle: Trang\nsummary: Trang.\n---\nChữ.\n"}
    variants = {
        KHMER: tiny.variant(recorded(item), BODY),
        "docs/trang.km.md": tiny.variant("source_hashes:\n  title: 'x'\n"),
    }
    hub = tiny.opened(tmp_path, files | variants)
    page = hub.catalog.pages["trang"]
    hashes = "".join(f"  {key}: {value}\n" for key, value in source_hashes(page).items())
    tiny.write(tmp_path, {"docs/trang.km.md": tiny.variant(f"source_hashes:\n{hashes}")})
    out = tmp_path / "gui.xliff"
    arguments = ["--source", str(tmp_path), "--lang", "km", "--format", "xliff", "--out", str(out)]
    assert translations.main(["export", *arguments]) == 0
    assert "Không còn bài nào cần dịch" in capsys.readouterr().out and not out.exists()


def test_word_changes() -> None:
    assert word_changes("một hai ba", "một bốn ba năm") == [
        (" ", "một"), ("-", "hai"), ("+", "bốn"), (" ", "ba"), ("+", "năm"),
    ]  # fmt: skip


def test_all_texts_in_all_languages_orphans_too(tmp_path: Path, moved: tuple[Hub, Item]) -> None:
    (tmp_path / "thu/messages/mo-coi.km.md").write_text(tiny.variant(), "utf-8")
    hub, item = opened(tmp_path)
    entries = [entry for entry in overview(hub) if entry.kind != "page"]
    assert counts(entries)["km"] == {VariantStatus.DRAFT: 1, VariantStatus.ORPHAN: 1}
    assert counts(entries)["rad"] == {VariantStatus.MISSING: 1}
    assert urgency(item, hub) == 3


def test_the_command_shows_the_difference(
    tmp_path: Path, moved: tuple[Hub, Item], capsys: pytest.CaptureFixture[str]
) -> None:
    assert translations.main(["status", "--source", str(tmp_path), "--lang", "km"]) == 0
    text = capsys.readouterr().out
    assert "{+hết+} việc" in text and "“Cách làm”" in text
    assert translations.main(["status", "--source", str(tmp_path), "--lang", "km", "--json"]) == 0
    entry = next(e for e in json.loads(capsys.readouterr().out)["texts"] if e["id"] == "tg1")
    assert entry["status"] == "outdated" and entry["changed"][0]["before"].startswith("Cách làm")


def test_the_command_sends_and_takes_back(
    tmp_path: Path, moved: tuple[Hub, Item], capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = ["--source", str(tmp_path)], tmp_path / "gui" / "km.po"
    arguments = ["--lang", "km", "--format", "po", "--item", "tg1", "--out", str(out)]
    assert translations.main(["export", *source, *arguments]) == 0
    text = out.read_text("utf-8")
    out.write_text(text.replace('msgstr ""\n\n', 'msgstr "សាក"\n\n').removesuffix('msgstr ""\n'), "utf-8")
    assert translations.main(["import", str(out), *source, "--dry-run"]) == 1
    assert "chưa ghi gì" in capsys.readouterr().out
    before = (tmp_path / KHMER).read_bytes()
    assert translations.main(["import", str(out), *source, "--translator", "Người dịch thử nghiệm"]) == 1
    assert "LOA94" in capsys.readouterr().out and (tmp_path / KHMER).read_bytes() == before
    assert translations.main(["accept", str(tmp_path / KHMER), *source]) == 0
    accepted = (tmp_path / KHMER).read_text("utf-8")
    assert "source_hashes:\n" in accepted
    # Nothing but the fingerprints was touched.
    assert re.sub(r"source_hashes:\n(  .*\n)+", "", accepted) == re.sub(
        r"source_hashes:\n(  .*\n)+", "", before.decode("utf-8")
    )
    assert translations.main(["status", *source, "--lang", "km"]) == 0
    assert "đã cũ so với" not in capsys.readouterr().out
