"""Out and back in every format: nothing is lost, of this repository's own texts and of generated ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath

import parcel
import pytest
import tiny
from hypothesis import example, given, settings
from hypothesis import strategies as st
from parcel import FILES, KHMER, MESSAGE

from loa.changes import identifier, translatable
from loa.errors import Report
from loa.exchange.texts.formats import FORMATS, read_file
from loa.exchange.texts.incoming import understand
from loa.exchange.texts.outgoing import collect
from loa.exchange.texts.segments import outline, rebuilt, segments
from loa.hub import Hub, Settings, open_hub
from loa.load.compose import same, to_markdown
from loa.load.markdown import parse
from loa.model.catalog import Item

PATH = PurePosixPath("campaigns/thu/messages/viec-nha.md")


@pytest.fixture(scope="module")
def own() -> Hub:
    """This repository's own content."""
    return open_hub(Settings.of(None, date="2026-11-15"))


def test_every_text_of_the_repository_is_written_as_it_was_read(own: Hub) -> None:
    for source in translatable(own.catalog):
        for text in (source.text, *(variant.text for variant in source.variants.values())):
            again = parse(to_markdown(text.blocks, text.path), text.path, "", Report())
            assert same(again, text.blocks), text.shown
        blocks, bad = rebuilt(source, {segment.code: segment.text for segment in segments(source)})
        assert not bad and same(blocks, source.text.blocks), source.text.shown


@pytest.mark.parametrize("name", FORMATS)
def test_every_item_of_the_repository_comes_back_unchanged(own: Hub, name: str, tmp_path: Path) -> None:
    tags = {
        tag
        for source in translatable(own.catalog)
        for tag in source.variants
        if not own.locale(tag).alternate_of
    }
    assert {"km", "hmn-Latn-VN-x-rpa", "zh-Hant"} <= tags
    for tag in sorted(tags):
        known = [source for source in translatable(own.catalog) if tag in source.variants]
        ids = [s.id if isinstance(s, Item) else s.slug for s in known]
        out = collect(own, tag, ids)
        path = tmp_path / f"{tag}.{name}"
        path.write_bytes(FORMATS[name](out, own.locale(tag), dt.date(2026, 11, 15)))
        back = read_file(path)
        assert [(r.code, r.source, r.target) for i in out.items for r in i.rows] == [
            (r.code, r.source, r.target) for r in back.rows
        ]
        result = understand(path, own, "Người dịch thử nghiệm")
        assert not result.refused and {item.outcome for item in result.items} == {"unchanged"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name == "csv" else [pytest.mark.full]) for name in FORMATS]
)
def test_every_item_becomes_a_variant_of_its_own_form(own: Hub, name: str, tmp_path: Path) -> None:
    """Also of items that nobody has translated yet: the translator here writes the source again."""
    every = {identifier(source): source for source in translatable(own.catalog)}
    out = parcel.answered(collect(own, "rad", list(every)), lambda row: row.source)
    path = tmp_path / f"rad.{name}"
    path.write_bytes(FORMATS[name](out, own.locale("rad"), parcel.DATE))
    result = understand(path, own, "Người dịch thử nghiệm")
    assert not result.refused and [identifier(item.source) for item in result.items] == list(every)
    for item in result.items:
        body = (item.text or "").split("---\n", 2)[2]
        assert same(parse(body, item.source.text.path, "", Report()), item.source.text.blocks), item.path


@pytest.mark.parametrize("name", FORMATS)
def test_a_translation_gets_the_form_of_its_source(name: str, tmp_path: Path) -> None:
    hub = tiny.opened(tmp_path / "hub", FILES)
    out = parcel.answered(parcel.sent(hub, "tg1"))
    assert parcel.imported(hub, out, tmp_path / f"back.{name}", name) == [tmp_path / "hub" / KHMER]
    text = (tmp_path / "hub" / KHMER).read_text("utf-8")
    assert text.split("---\n", 2)[2] == (
        "សាក Mở đầu, gọi {{so-goi}}, xem [bài kia](bai-kia.md) và **làm ngay**.\n\n## សាក Cách làm\n\n"
        "1. សាក Kể việc.\n2. សាក Chia việc cho *mọi người*.\n\n> [!luu-y]\n> សាក Không ép ai.\n\n"
        "## សាក Kết quả\n\n**Nam:** សាក!\n\n- សាក Vợ nghỉ.\n  - សាក Con chơi.\n"
    )
    again = tiny.opened(tmp_path / "hub", {})
    item = next(item for item in again.catalog.items() if item.id == "tg1")
    fields = item.variants["km"].fields
    assert (fields.status, fields.translated_by) == ("draft", "Người dịch thử nghiệm")
    assert (fields.call_to_action, fields.leaflet.lead, fields.radio.hook) == (
        "សាក Chia việc.",
        "សាក Câu đầu",
        "សាក Chào bà con",
    )
    assert outline(item.variants["km"].text.blocks) == outline(item.text.blocks)
    # What was just imported is complete and up to date: it goes out full and comes back as nothing new.
    full = collect(again, "km", ["tg1"])
    assert all(row.target for row in full.items[0].rows)
    assert parcel.came_back(again, full, tmp_path / f"full.{name}", name).items[0].outcome == "unchanged"


words = st.text("aăđễơ ụ1234*_[]()<>&`#+-.!\\=~|:'\"ខ្ម", min_size=1, max_size=20)
plain_words = words.map(lambda text: " ".join(text.split())).filter(bool)
inline = st.one_of(
    plain_words,
    plain_words.map(lambda text: f"**{text}**"),
    plain_words.map(lambda text: f"*{text}*"),
    plain_words.map(lambda text: f"[{text}](bai-kia.md)"),
    st.sampled_from(["{{so-goi}}", "[Nhạc hiệu]", "**Nam:** chào", "\\\nxuống dòng"]),
)
lines = st.lists(inline, min_size=1, max_size=4).map(" ".join)
block = st.one_of(
    lines,
    plain_words.map(lambda text: f"## {text}"),
    st.lists(lines, min_size=1, max_size=3).map(lambda entries: "\n".join(f"- {e}" for e in entries)),
    st.lists(lines, min_size=1, max_size=3).map(lambda entries: "\n\n".join(f"3. {e}" for e in entries)),
    lines.map(lambda text: "> [!luu-y]\n> " + text.replace("\n", "\n> ")),
    lines.map(lambda text: "> " + text.replace("\n", "\n> ")),
)
bodies = st.lists(block, min_size=1, max_size=6).map("\n\n".join)


@given(bodies)
@example("*_1_*")
@example("**1*_1_**")
@settings(max_examples=120, deadline=None)
def test_whatever_can_be_read_can_be_written_again(body: str) -> None:
    report = Report()
    blocks = parse(body, PATH, "", report)
    if not report.errors:
        assert same(parse(to_markdown(blocks, PATH), PATH, "", Report()), blocks)


@given(bodies, st.sampled_from(sorted(FORMATS)))
@settings(max_examples=25, deadline=None)
def test_generated_texts_come_back_as_they_went_out(
    tmp_path_factory: pytest.TempPathFactory, body: str, name: str
) -> None:
    folder = tmp_path_factory.mktemp("hub")
    hub = tiny.opened(folder / "hub", {**FILES, MESSAGE: tiny.item(parcel.EXTRA, body)})
    if hub.report.errors:
        return
    out = parcel.answered(parcel.sent(hub, "tg1"), lambda row: row.source)
    result = parcel.came_back(hub, out, folder / f"back.{name}", name)
    # Faults of wording (left untranslated) are hints; nothing may be refused, and the body is the source's.
    assert [problem.render() for problem in result.items[0].problems if problem.severity == "error"] == []
    written = result.items[0].text
    assert written is not None
    source = next(item for item in hub.catalog.items() if item.id == "tg1")
    assert same(parse(written.split("---\n", 2)[2], PATH, "", Report()), source.text.blocks)
