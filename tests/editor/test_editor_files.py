"""Where the editor may write, and that it never loses what somebody else wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.editor import files
from loa.load import Source

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for rights to make links")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    folder = tiny.write(tmp_path / "hub", {"thu/messages/a.md": tiny.item()})
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai" / "a.md").write_text("bí mật", encoding="utf-8")
    return Source.find(tiny.PROJECT, folder)


def test_items_variants_pages_and_campaigns_are_found(source: Source) -> None:
    for name in (
        "campaigns/thu/messages/a.md",
        "campaigns/thu/messages/a.km.md",
        "campaigns/thu/campaign.yml",
        "campaigns/thu/facts.yml",
        "campaigns/facts.yml",
    ):
        assert files.locate(source, name) == source.campaigns.joinpath(*name.split("/")[1:])
    with pytest.raises(files.NotAllowed):  # the project's page, no part of this hub
        files.locate(source, "docs/index.md")
    (source.campaigns / "docs").mkdir()
    own = Source.find(tiny.PROJECT, source.campaigns)
    assert files.locate(own, "docs/index.md") == own.docs / "index.md"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "campaigns",
        "campaigns/../ngoai/a.md",
        "campaigns/thu/../../ngoai/a.md",
        "campaigns/thu/messages/../a.md",
        "campaigns/thu/messages/..\\..\\..\\ngoai\\a.md",
        "campaigns//etc/passwd.md",
        "/etc/passwd",
        "campaigns/thu/messages/a.md/",
        "campaigns/thu/messages/.a.md",
        "campaigns/thu/messages/a.md\0.md",
        "campaigns/thu/messages/a.md:stream.md",
        "campaigns/thu/messages/CON .md ",
        "campaigns/private/messages/a.md",
        "campaigns/thu/messages/a.py",
        "campaigns/thu/origin.yml",
        "campaigns/thu/ledger.csv",
        "campaigns/thu/messages/facts.yml",
        "campaigns/../facts.yml",
        "docs/facts.yml",
        "campaigns/thu/media/a.png",
        "docs/overrides/main.html",
        "docs/overrides/a.md",
        "locales/vi/ui.yml",
        "hooks/site_hooks.py",
        "~/a.md",
        "campaigns/~/messages/a.md",
        "campaigns/thu/messages/" + "a" * 300 + ".md",
    ],
)
def test_no_other_path_is_taken(source: Source, name: str) -> None:
    with pytest.raises(files.NotAllowed):
        files.locate(source, name)


@posix
def test_links_are_not_followed(source: Source, tmp_path: Path) -> None:
    inside = source.campaigns / "thu"
    (inside / "stories").symlink_to(tmp_path / "ngoai")
    (inside / "messages" / "b.md").symlink_to(tmp_path / "ngoai" / "a.md")
    (source.campaigns / "khac").symlink_to(tmp_path / "ngoai")
    for name in ("thu/stories/a.md", "thu/messages/b.md", "khac/messages/a.md", "khac/campaign.yml"):
        with pytest.raises(files.NotAllowed):
            files.locate(source, f"campaigns/{name}")


PARTS = st.lists(
    st.one_of(
        st.sampled_from(["..", ".", "", "campaigns", "thu", "docs", "a.md", "\\", "C:"]), st.text(max_size=8)
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(PARTS)
def test_whatever_is_asked_for_lies_inside(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-path"
    source = Source.find(tiny.PROJECT, tiny.write(folder, {}))
    try:
        found = files.locate(source, "/".join(parts))
    except files.NotAllowed:
        return
    roots = (source.campaigns.resolve(), source.docs.resolve())
    assert any(found.resolve().is_relative_to(root) for root in roots)
    assert found.suffix in (".md", ".yml")


def test_a_file_that_changed_meanwhile_is_not_replaced(source: Source) -> None:
    path = files.locate(source, "campaigns/thu/messages/a.md")
    stored = files.read(path)
    assert stored
    path.write_text("của người khác", encoding="utf-8")
    with pytest.raises(files.Changed):
        files.save(files.Change(path, b"cua toi", stored.stamp))
    assert path.read_text(encoding="utf-8") == "của người khác"
    path.unlink()
    with pytest.raises(files.Changed):
        files.save(files.Change(path, b"cua toi", stored.stamp))
    assert not list(path.parent.iterdir())


def test_a_new_file_does_not_replace_one_that_came_meanwhile(source: Source) -> None:
    path = source.campaigns / "thu" / "messages" / "a.md"
    with pytest.raises(files.Changed):
        files.save(files.Change(path, b"", ""))
    assert path.read_text(encoding="utf-8") == tiny.item()


@posix
def test_rights_and_line_ends_stay(source: Source) -> None:
    path = source.campaigns / "thu" / "messages" / "a.md"
    path.write_bytes(tiny.item().replace("\n", "\r\n").encode())
    path.chmod(0o640)
    stored = files.read(path)
    assert stored and stored.text == tiny.item()
    files.save(files.Change(path, files.encoded(stored.text + "Thêm.\n", stored), stored.stamp))
    assert path.read_bytes() == (tiny.item() + "Thêm.\n").replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["a.md"]
