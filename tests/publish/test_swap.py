"""The swap: readers see the whole old site or the whole new one, whatever happens in between."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from loa.errors import LoaError
from loa.publish import swap as module
from loa.publish.swap import building, recover, swap


def folder(path: Path, text: str) -> Path:
    """A folder with one page below another folder."""
    (path / "km").mkdir(parents=True)
    (path / "manifest.json").write_text("{}", encoding="utf-8")
    (path / "km" / "index.html").write_text(text, encoding="utf-8")
    return path


def content(path: Path) -> str:
    """What `folder` wrote."""
    return (path / "km" / "index.html").read_text(encoding="utf-8")


def codes(error: pytest.ExceptionInfo[LoaError]) -> list[str]:
    """The codes of an error."""
    return [problem.code for problem in error.value.problems]


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap: in one step where the system can, else by two renames."""
    if request.param == "exchange" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux swaps two folders in one step")
    if request.param == "two renames":
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    return str(request.param)


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path, way: str) -> None:
    place, new = folder(tmp_path / "site", "cũ"), folder(tmp_path / "site.new", "mới")
    swap(new, place)
    assert content(place) == "mới"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_salvaged_from_the_old_site_stays(tmp_path: Path, way: str) -> None:
    place, new = folder(tmp_path / "site", "cũ"), folder(tmp_path / "site.new", "mới")
    swap(new, place, lambda old: (old / "km").replace(tmp_path / "spare"))
    assert content(place) == "mới"
    assert (tmp_path / "spare" / "index.html").read_text(encoding="utf-8") == "cũ"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "spare"]


def test_a_first_site_needs_no_old_one(tmp_path: Path, way: str) -> None:
    place, new = tmp_path / "chỗ mới" / "site", folder(tmp_path / "site.new", "mới")
    swap(new, place)
    assert content(place) == "mới"
    assert not new.exists()


def test_linux_really_exchanges(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux swaps two folders in one step")
    one, other = folder(tmp_path / "one", "một"), folder(tmp_path / "other", "hai")
    assert module._exchange(one, other)
    assert (content(one), content(other)) == ("hai", "một")


def test_a_leftover_of_a_killed_build_does_not_hinder_the_next(tmp_path: Path, way: str) -> None:
    place, new = folder(tmp_path / "site", "cũ"), folder(tmp_path / "site.new", "mới")
    folder(tmp_path / "site.old", "rất cũ")
    swap(new, place)
    assert content(place) == "mới"
    assert not (tmp_path / "site.new").exists()


def test_a_kill_between_the_two_renames_is_mended_by_the_next_build(tmp_path: Path) -> None:
    folder(tmp_path / "site.old", "cũ")
    folder(tmp_path / "site.new", "dở dang")
    place = tmp_path / "site"
    with building(place) as new:
        assert content(place) == "cũ", "readers have the old site again while the new one is built"
        assert list(new.iterdir()) == [], "nothing of the killed build gets into the new one"


def test_recover_leaves_a_complete_site_alone(tmp_path: Path) -> None:
    place = folder(tmp_path / "site", "mới")
    folder(tmp_path / "site.old", "cũ")
    recover(place)
    assert content(place) == "mới"


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    place, new = folder(tmp_path / "site", "cũ"), folder(tmp_path / "site.new", "mới")
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    original, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == failing:
            raise OSError(errno.EROFS, "Read-only file system")
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(LoaError) as error:
        swap(new, place)
    assert codes(error) == ["LOA708"]
    assert content(place) == "cũ"


def test_two_builds_of_one_place_at_once(tmp_path: Path) -> None:
    place = folder(tmp_path / "site", "cũ")
    with building(place) as new:
        folder(new / "sub", "mới")
        with pytest.raises(LoaError) as error, building(place):
            raise AssertionError("a second build began")
        assert codes(error) == ["LOA707"]
        assert content(new / "sub") == "mới", "the second build touched the folder of the first"
        with building(tmp_path / "other") as elsewhere:
            assert elsewhere.is_dir(), "another place is free"
    with building(place):
        pass  # and afterwards this one is too


def test_the_folder_goes_when_a_build_fails(tmp_path: Path) -> None:
    place = folder(tmp_path / "site", "cũ")
    with pytest.raises(ZeroDivisionError), building(place) as new:
        folder(new / "sub", "dở dang")
        raise ZeroDivisionError
    assert content(place) == "cũ"
    assert not (tmp_path / "site.new").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("không phải thư mục", encoding="utf-8")
    with pytest.raises(LoaError) as error, building(tmp_path / "file" / "site"):
        raise AssertionError("a build began")
    assert codes(error) == ["LOA708"]


def test_what_is_no_site_is_not_destroyed(tmp_path: Path) -> None:
    """`loa build --out` with a wrong folder must not cost anybody their documents."""
    documents = folder(tmp_path / "Tài liệu", "luận văn của tôi")
    (documents / "manifest.json").unlink()
    with pytest.raises(LoaError), building(documents) as new:
        (new / "manifest.json").write_text("{}", encoding="utf-8")
        swap(new, documents)
    assert content(documents) == "luận văn của tôi"
    file = tmp_path / "luận văn.txt"
    file.write_text("luận văn của tôi", encoding="utf-8")
    with pytest.raises(LoaError), building(file) as new:
        swap(new, file)
    assert file.read_text(encoding="utf-8") == "luận văn của tôi"


def test_an_empty_folder_may_become_a_site(tmp_path: Path, way: str) -> None:
    place = tmp_path / "site"
    place.mkdir()
    with building(place) as new:
        folder(new / "sub", "mới")
        swap(new, place)
    assert content(place / "sub") == "mới"
