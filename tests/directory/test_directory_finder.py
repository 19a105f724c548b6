"""The index for typing: light shards in which every place is found under every name it has or had."""

import gzip
import json
from pathlib import Path

import pytest

from loa import places
from loa.render.directory.finder import LIMIT, fold, key, shards

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("ta long", "Xã Tà Long"),
        ("TÀ LONG", "Tà Long"),
        ("dakrong", "Huyện Đa Krông"),
        ("da krong", "Xã Đakrông"),
        ("thi xa dong trieu", "Thị xã Đông Triều"),
        ("Ea H'leo", "xã Ea H’leo"),
        ("ho chi minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_names_are_compared_without_marks_kinds_and_blanks(typed: str, same: str) -> None:
    assert key(typed) == key(same)


def test_fold_keeps_letters_and_digits_only() -> None:
    assert fold("  Phường 1, Quận 5 ") == "phuong 1 quan 5"


def test_every_shard_is_light_and_so_is_the_script() -> None:
    assert max(len(gzip.compress(text.encode(), 9)) for text in shards().values()) <= LIMIT == 8192
    assert len((PROJECT / "docs/assets/d.js").read_bytes()) <= 3 * 1024


def test_every_place_is_in_the_shard_of_each_of_its_names() -> None:
    rows: dict[str, dict[str, list[str]]] = {}
    for prefix, script in shards().items():
        text = json.loads(f"[{script.strip().removeprefix('loaPlaces(').removesuffix(')')}]")[1]
        rows[prefix] = {(parts := line.split("|"))[0]: parts for line in text.split("\n")}
    for place in [*places.provinces().values(), *places.communes().values()]:
        names = {place.name, *(name for name in place.former if name)}
        names |= {name.partition(", ")[2] for name in names if ", " in name}
        for name in names:
            prefixes = [key(name)[:length] for length in range(1, 9)]
            found = [rows[prefix][place.code] for prefix in prefixes if place.code in rows.get(prefix, {})]
            assert any(name in (row[1], *row[3:]) for row in found), (place, name)


def test_no_more_than_a_few_shards_are_loaded_for_one_word() -> None:
    for word in ("talong", "phu", "phuong", "dakrong", "tan"):
        assert sum(word.startswith(prefix) for prefix in shards()) <= 2
