"""When a translation is out of date: by the words of its source, never by dates."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.model.catalog import Item
from loa.translation import (
    VariantStatus,
    fingerprint,
    part_names,
    sections,
    source_hashes,
    state,
    structure,
)

MESSAGE, KHMER = "thu/messages/viec-nha.md", "thu/messages/viec-nha.km.md"
BODY = """Mở đầu, có số {{gio}}.

## Cách làm

- Kể việc.
- Chia việc.

## Kết quả

Nhà vui. [Xem thêm](https://example.org/)
"""
FACTS = "".join(
    f'{name}:\n  value: "2"\n  kind: number\n  about: thử\n  source: thử\n  confidence: H\n  checked: 2026-01-01\n'
    for name in ("gio", "phut")
)


def source(folder: Path, body: str = BODY, extra: str = "", khmer: str | None = None) -> Item:
    files = {MESSAGE: tiny.item(extra, body), "thu/facts.yml": FACTS}
    if khmer is not None:
        files[KHMER] = khmer
    return next(tiny.opened(folder, files).catalog.items())


def recorded(item: Item) -> str:
    return "source_hashes:\n" + "".join(f"  {key}: {value}\n" for key, value in source_hashes(item).items())


@pytest.fixture
def record(tmp_path: Path) -> str:
    """The fingerprints of the source as it is at first."""
    return recorded(source(tmp_path / "first"))


def changed(tmp_path: Path, record: str, body: str = BODY, extra: str = "") -> tuple[str, ...]:
    item = source(tmp_path / "now", body, extra, tiny.variant(tiny.APPROVED + record, BODY))
    found = state(item, item.variants["km"])
    assert (found.status is VariantStatus.OUTDATED) == bool(found.changed)
    return found.changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mở đầu, có", "Mở   đầu có"),
        ("Nhà vui.", "Nhà vui!"),
        ("Kể việc.", "Kể việc…"),
        ("Nhà vui.", "“Nhà vui”."),
        ("Nhà vui.", "**Nhà** *vui*."),
        ("Mở đầu, có số {{gio}}.", "Mở đầu,\ncó số {{ gio }}."),
        ("\n\n## Kết", "\n\n\n\n## Kết"),
    ],
)
def test_spaces_punctuation_and_emphasis_do_not_count(
    tmp_path: Path, record: str, old: str, new: str
) -> None:
    assert old in BODY
    assert changed(tmp_path, record, BODY.replace(old, new)) == ()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Nhà vui", "Nhà rất vui", "ket-qua"),
        ("Nhà vui", "Nhà vui vẻ", "ket-qua"),
        ("Kể việc", "Kể việc 2", "cach-lam"),
        ("Kể", "Kệ", "cach-lam"),
        ("{{gio}}", "{{phut}}", "opening"),
        ("{{gio}}", "{{gio}} %", "opening"),
        ("https://example.org/", "https://example.org/khac", "ket-qua"),
    ],
)
def test_a_changed_word_fact_or_link_counts(
    tmp_path: Path, record: str, old: str, new: str, key: str
) -> None:
    assert changed(tmp_path, record, BODY.replace(old, new)) == (key,)


def test_sections_in_another_order_are_the_same_sections(tmp_path: Path, record: str) -> None:
    opening, first, second = BODY.replace("\n## ", "\f## ").split("\f")
    assert changed(tmp_path, record, f"{opening}\n{second}\n{first}") == ()


def test_added_and_removed_sections_are_named(tmp_path: Path, record: str) -> None:
    assert changed(tmp_path, record, BODY + "\n## Mới\n\nChữ.\n") == ("moi",)
    shorter = BODY[: BODY.index("## Kết quả")]
    assert changed(tmp_path, record, shorter) == ("ket-qua",)
    renamed = BODY.replace("## Kết quả", "## Kết cục")
    assert set(changed(tmp_path, record, renamed)) == {"ket-cuc", "ket-qua"}


def test_title_and_summary_count(tmp_path: Path, record: str) -> None:
    variant = tiny.variant(record, BODY)
    hub = tiny.opened(
        tmp_path / "now",
        {
            MESSAGE: tiny.item(body=BODY).replace("Việc chung", "Việc riêng"),
            KHMER: variant,
            "thu/facts.yml": FACTS,
        },
    )
    item = next(hub.catalog.items())
    assert state(item, item.variants["km"]).changed == ("summary",)
    assert [p.code for p in hub.report] == ["LOA503"]


def test_front_matter_that_a_variant_translates_counts(tmp_path: Path) -> None:
    before = source(tmp_path / "a", extra="leaflet:\n  lead: Câu đầu\nradio:\n  hook: Chào bà con\n")
    own = recorded(before) + "leaflet:\n  lead: សាកល្បង\n"
    after = source(
        tmp_path / "b",
        extra="leaflet:\n  lead: Câu khác\nradio:\n  hook: Chào cả nhà\n",
        khmer=tiny.variant(own, BODY),
    )
    # The variant says nothing of its own on air, so nothing there can be out of date.
    assert state(after, after.variants["km"]).changed == ("leaflet",)


def test_a_heading_named_like_a_field_does_not_hide_it(tmp_path: Path) -> None:
    item = source(tmp_path, "Chữ.\n\n## Title\n\nChữ.\n\n## Leaflet\n\nChữ.\n")
    hashes = source_hashes(item)
    assert hashes["title"] == fingerprint("Việc nhà")
    assert set(hashes) == {"title", "summary", "call_to_action", "opening", "title_", "leaflet_"}
    names = ["tên bài", "tóm tắt", "việc làm ngay", "phần mở đầu", "“Title”", "“Leaflet”"]
    assert part_names(item, hashes) == names


@pytest.mark.parametrize(
    ("extra", "status"),
    [
        ("status: draft\n", VariantStatus.DRAFT),
        ("status: needs-check\n", VariantStatus.DRAFT),
        ("status: reviewed\nreviewed_by: Người đọc thử nghiệm\n", VariantStatus.REVIEWED),
        (tiny.APPROVED, VariantStatus.APPROVED),
    ],
)
def test_status(tmp_path: Path, record: str, extra: str, status: VariantStatus) -> None:
    item = source(tmp_path / "now", khmer=tiny.variant(extra + record, BODY))
    assert state(item, item.variants["km"]).status is status
    # Nobody can know that a text is up to date which does not say what it was made from.
    bare = source(tmp_path / "bare", khmer=tiny.variant(extra, BODY))
    assert state(bare, bare.variants["km"]).status is VariantStatus.DRAFT


def test_missing(tmp_path: Path) -> None:
    assert state(source(tmp_path), None).status is VariantStatus.MISSING


def test_dates_play_no_part(tmp_path: Path, record: str) -> None:
    early = "translated_on: 2001-01-01\n"
    item = source(
        tmp_path / "now",
        extra="checked: 2026-11-01\n",
        khmer=tiny.variant(early + tiny.APPROVED + record, BODY),
    )
    assert state(item, item.variants["km"]).status is VariantStatus.APPROVED


words = st.text("abcđêễ 0123456789%", min_size=1, max_size=30)


@given(words, st.sampled_from([",", ".", " ", "  ", "\n", "…", "“", "–", "!"]), st.data())
@settings(max_examples=150, deadline=None)
def test_signs_between_words_never_count(text: str, sign: str, data: st.DataObject) -> None:
    gaps = [place for place, char in enumerate(text) if char == " "] + [len(text)]
    place = data.draw(st.sampled_from(gaps))
    assert fingerprint(text[:place] + sign + text[place:]) == fingerprint(text)


@given(
    st.lists(st.text("abcđêễ0123456789", min_size=1, max_size=5), max_size=6),
    st.lists(st.text("abcđêễ0123456789", min_size=1, max_size=5), max_size=6),
)
@settings(max_examples=150, deadline=None)
def test_other_words_give_another_fingerprint(left: list[str], right: list[str]) -> None:
    assert (fingerprint(" ".join(left)) == fingerprint(", ".join(right))) == (left == right)


def test_marks_that_stand_alone_belong_to_their_letter() -> None:
    assert fingerprint("ê̆") != fingerprint("ê")
    assert fingerprint("ខ្មែរ") != fingerprint("ខមរ")
    assert fingerprint("e\u0302") == fingerprint("ê")


def test_structure_counts_what_a_reader_would_miss(tmp_path: Path) -> None:
    item = source(tmp_path, BODY + "\n> [!luu-y]\n> - một\n")
    found = structure(item.text.blocks)
    assert (found.headings, found.lists, found.callouts, found.links, found.facts) == (
        (2, 2), 3, ("luu-y",), 1, ("gio",)
    )  # fmt: skip
    assert list(sections(item.text.blocks)) == ["opening", "cach-lam", "ket-qua"]
