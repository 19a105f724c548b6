"""A new kind of item is added in one place."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from pydantic import Field

from loa.editions import Editions
from loa.model.fields import Line
from loa.model.kinds import KINDS, ItemFields, Kind, extra_kind
from loa.model.schema import schemas


class SongFields(ItemFields):
    """A song."""

    melody: Line = Field(description="Hát theo điệu nào")


SONG = Kind("song", "songs", SongFields, "Bài hát", sections=("Lời",))
FILE = "thu/songs/a.md"


def song(extra: str, body: str) -> str:
    return f"---\nid: bh1\ntitle: Bài hát thử\nsummary: Thử.\n{extra}---\n{body}"


def test_a_hub_with_a_new_kind_loads_and_is_checked(tmp_path: Path) -> None:
    files = {
        FILE: song("melody: Điệu thử\n" + tiny.APPROVED, "## Lời\n\nLa la.\n"),
        "thu/songs/a.km.md": tiny.variant(body="## ច្រៀង\n\nឡា។\n"),
        "thu/songs/b.md": song("melodi: x\n", "").replace("bh1", "bh2"),
        "thu/songs/c.md": song("melody: x\n", "Không có lời.\n").replace("bh1", "bh3"),
    }
    with extra_kind(SONG):
        hub = tiny.opened(tmp_path, files, production=True)
        assert [(p.path.rpartition("/")[2], p.code) for p in hub.report] == [
            ("b.md", "LOA207"), ("b.md", "LOA206"), ("c.md", "LOA405")
        ]  # fmt: skip
        found = next(hub.catalog.items("song"))
        assert isinstance(found.fields, SongFields)
        assert (found.kind, found.fields.melody, list(found.variants)) == (SONG, "Điệu thử", ["km"])
        assert [edition.kind for edition in Editions(hub)] == ["song"]
        assert schemas()["song"]["properties"]["melody"]["description"] == "Hát theo điệu nào"
    # Without it the folder is unknown, and nothing of it is left behind.
    assert tiny.codes(tiny.opened(tmp_path, files)) == ["LOA106"]
    assert "song" not in KINDS


def test_the_kind_is_taken_away_after_a_failure() -> None:
    with pytest.raises(RuntimeError), extra_kind(SONG):
        raise RuntimeError
    assert "song" not in KINDS


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_kinds_of_the_design(kind: Kind) -> None:
    assert issubclass(kind.fields, ItemFields)
    assert kind.folder.isascii() and kind.folder.islower()
    assert all(field.description for field in kind.fields.model_fields.values())
