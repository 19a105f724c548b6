"""Writing: what has not changed is kept, and the tree is always the one that a clean build makes."""

import hashlib
import os
from pathlib import Path

import pytest
from directory_support import Write, service

from loa.publish import directory as publish
from loa.publish import store as store_module
from loa.publish.manifest import write_manifest
from loa.publish.store import Store, room_of
from loa.render.directory.records import Number


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_one_changed_number_writes_one_page(write: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    near, far = service(), service(id="zz12", area=("24277",))
    before = write(near, far, cache=cache)
    changed = near._replace(numbers=(Number("000 000 0009"),))
    after = write(changed, far, cache=cache)
    assert tree(after) == tree(write(changed, far))
    old, new = tree(before), tree(after)
    assert {path for path in new if new[path] != old[path]} == {"d/19564.html"}
    assert (after / "d/24277.html").stat().st_nlink >= 3  # kept, not written again


def test_a_province_or_the_country_changes_all_pages_below(write: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    write(service(area=("44",)), cache=cache)
    changed = service(area=("44",), numbers=(Number("000 000 0009"),))
    assert tree(write(changed, cache=cache)) == tree(write(changed))
    country = service(area=("VN",))
    assert tree(write(country, cache=cache)) == tree(write(country))
    assert tree(write(cache=cache)) == tree(write())


def test_the_folder_of_the_site_before_becomes_the_next_one(write: Write, tmp_path: Path) -> None:
    """What is moved instead of linked has every fault that a public folder may get, and none reaches the next site."""
    cache, far = tmp_path / "cache", service(id="zz12", area=("24277",))
    first = write(service(), far, cache=cache)
    moved = (cache / "spare/d").stat().st_ino
    second = write(service(organization="Khác"), cache=cache)
    assert (second / "d").stat().st_ino == moved, "the spare was moved, not linked file by file"
    assert not (cache / "spare/d").exists()
    (first / "d/24277.html").write_text("x", encoding="utf-8")
    (first / "d/00004.html").unlink()
    (first / "d/00008.html").unlink()
    (first / "d/00008.html").write_text("replaced by an editor", encoding="utf-8")
    (first / "d/strange.html").write_text("x", encoding="utf-8")
    (first / "d/i/a.js").unlink()
    Store.take_back(cache, ["d/", "km/d/"], first)
    assert not (first / "d").exists()
    third = write(far, cache=cache)
    assert tree(third) == tree(write(far))
    # Two sites from one store: whoever comes second, or has no room for a spare, links.
    Store.take_back(cache, ["d/"], second)
    sites = [write(service(), cache=cache) for _ in range(2)]
    Store.take_back(cache, ["d/"], sites[0])
    kept = (cache / "spare/d").stat().st_ino
    Store.take_back(cache, ["d/"], sites[1])
    assert (cache / "spare/d").stat().st_ino == kept and (sites[1] / "d").is_dir()
    assert tree(sites[1]) == tree(write(service()))


def test_without_links_nothing_is_kept_twice(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    cache = tmp_path / "cache"
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "supports_dir_fd", os.supports_dir_fd | {refuse})
    assert tree(write(service(), cache=cache)) == tree(write(service()))
    assert not list((cache / "spare").rglob("*.html"))
    assert tree(write(cache=cache)) == tree(write())


def test_other_words_or_another_script_change_every_page(write: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    write(cache=cache)
    assert tree(write(cache=cache, script="2")) == tree(write(script="2"))


def test_a_site_edited_by_hand_does_not_come_back(write: Write, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    site = write(cache=cache)
    with (site / "d/19564.html").open("a") as page:
        page.write("x")
    (cache / "d/24277.html").unlink()
    (cache / "d/i/a.js").unlink()
    assert tree(write(cache=cache)) == tree(write())


def test_a_killed_build_is_not_believed(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    write(cache=cache)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "_link", die)
        with pytest.raises(KeyboardInterrupt):
            write(service(), cache=cache)
    assert tree(write(cache=cache)) == tree(write())


def test_two_processes_write_what_one_writes(write: Write) -> None:
    assert tree(write(service(), processes=2)) == tree(write(service(), processes=1))


def test_the_manifest_has_every_file_with_its_hash(write: Write, tmp_path: Path, vietnamese: object) -> None:
    site = tmp_path / "site"
    made = publish.write_directory({}, [vietnamese], "1", site, tmp_path / "cache")  # type: ignore[list-item]
    from loa.hub import Settings
    from loa.publish.verify import verify

    write_manifest(site, made.entries, Settings.of(date="2026-11-21"))
    found = verify(site)
    assert found.good and found.files == len(tree(site)) - 1


def test_hubs_built_in_turn_keep_their_pages(tmp_path: Path) -> None:
    rooms = [room_of(tmp_path, "hub", production) for production in (True, False)]
    assert rooms[0] != rooms[1] and room_of(tmp_path, "hub", True) == rooms[0]
    (rooms[0] / "page").touch()
    for number in range(3):
        room_of(tmp_path, number)
        os.utime(rooms[0])
    assert (rooms[0] / "page").exists() and not rooms[1].exists()
    assert len(list(tmp_path.iterdir())) == 4


def test_a_room_in_use_is_not_cleared(tmp_path: Path) -> None:
    room = room_of(tmp_path, "first")
    with Store.open(room, tmp_path / "site") as store:
        for number in range(6):
            room_of(tmp_path, number)
        assert store.folder == room and room.is_dir()
