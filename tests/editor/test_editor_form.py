"""Forms: what they show, what sending one writes, and where faults appear."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import support
import tiny
from editor_support import ITEM, KHMER, MESSAGE, ORIGIN, desk
from PIL import Image
from test_splice import lines_of

from loa.editor.documents import form_fields
from loa.editor.fields import Field
from loa.hub import PROJECT
from loa.model.schema import schemas
from loa.translation import source_hashes

SAVED = 303


def every_field(fields: tuple[Field, ...]) -> list[Field]:
    return [one for field in fields for one in (field, *every_field(field.fields))]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_field_of_every_schema_speaks_vietnamese(name: str) -> None:
    for field in every_field(form_fields(name)):
        assert not field.label.isascii() or field.label == "URL", field.key
        if field.key == "service_type":  # its words are interface strings
            continue
        assert all(words and not words.isascii() for _, words in field.options), field.key


def test_sending_an_untouched_form_changes_nothing(tmp_path: Path) -> None:
    made = desk(tmp_path)
    before = made.item.stat().st_mtime_ns, made.item.read_bytes()
    assert made.post(dict(made.form())).status_code == SAVED
    assert made.item.read_bytes() == before[1]


def test_a_changed_field_is_the_only_changed_line(tmp_path: Path) -> None:
    made = desk(tmp_path)
    form = {**made.form(), "leaflet.lead": "Cùng vui.", "radio.hook": "Bà con ơi!"}
    assert made.post(form).status_code == SAVED
    assert lines_of(MESSAGE, made.item.read_text(encoding="utf-8")) == [
        "-   lead: Cùng làm.",
        "+   lead: Cùng vui.",
        "+ radio:",
        "+   hook: Bà con ơi!",
    ]


def test_a_new_hub_shows_the_project_s_pages_and_can_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those pages link to campaigns of the project, which the new hub lacks, and are no part of it."""
    monkeypatch.setattr(tiny, "PROJECT", PROJECT)
    made = desk(tmp_path)
    assert made.post({**made.form(), "summary": "Câu mới."}).status_code == SAVED
    assert made.get("docs/can-giup.md").status_code == 404
    assert "Trang cố định" not in made.client.get("/sua/", base_url=ORIGIN).get_data(as_text=True)


def test_rows_are_added_and_taken_away(tmp_path: Path) -> None:
    made = desk(tmp_path)
    row = {"sources.0.title": "Báo cáo A", "sources.0.publisher": "Cơ quan A"}
    assert made.post({**made.form(), **row}).status_code == SAVED
    assert "sources:\n  - title: Báo cáo A\n    publisher: Cơ quan A\n" in made.item.read_text(
        encoding="utf-8"
    )
    form = made.form()
    assert form["sources.0.title"] == "Báo cáo A" and form["sources.1.title"] == ""
    assert made.post({**form, "sources.0.title": "", "sources.0.publisher": ""}).status_code == SAVED
    assert made.item.read_text(encoding="utf-8") == MESSAGE


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("approved_on", "hôm qua", "LOA209"),
        ("summary", "x" * 601, "LOA211"),
        ("call_to_action", "", "LOA207"),
        ("places", "66\n99999", "LOA301"),
        ("sources.0.url", "javascript:alert(1)", "LOA307"),
        ("body", "Gọi 0912345678 nhé.", "LOA311"),
        ("body", "Có {{khong-co}} người.", "LOA303"),
        ("body", "<script>alert(1)</script>", "LOA401"),
        ("body", "Chữ \u202e ẩn.", "LOA104"),
    ],
)
def test_faults_stand_at_their_field_and_nothing_is_written(
    tmp_path: Path, field: str, value: str, code: str
) -> None:
    made = desk(tmp_path)
    sent = {**made.form(), field: value}
    if field.startswith("sources"):
        sent["sources.0.title"] = "Nguồn"
    answer = made.post(sent)
    assert answer.status_code == 422
    assert made.item.read_text(encoding="utf-8") == MESSAGE
    page = support.parse(answer.get_data(as_text=True))
    box = page.one(id=f"o-{field}")
    while box.get("class").split()[:1] != ["field"]:
        assert box.parent
        box = box.parent
    assert code in box.text
    assert (
        page.one(id=f"o-{field}").text.strip("\n") == value or page.one(id=f"o-{field}").get("value") == value
    )


def test_restricted_records_are_never_written_into_the_public_source(tmp_path: Path) -> None:
    made = desk(tmp_path)
    new = made.client.post(
        "/sua/moi",
        base_url="http://127.0.0.1:8123",
        headers={"Origin": "http://127.0.0.1:8123"},
        data={"token": made.guard.token, "campaign": "thu", "kind": "service", "title": "Nơi thử"},
    )
    assert new.status_code == SAVED
    path = "campaigns/thu/services/noi-thu.md"
    before = (tmp_path / "thu" / "services" / "noi-thu.md").read_text(encoding="utf-8")
    answer = made.post({**made.form(path), "level": "internal", "address": "Số 1, ngõ 2"}, path)
    assert answer.status_code == 422 and "LOA604" in answer.get_data(as_text=True)
    assert (tmp_path / "thu" / "services" / "noi-thu.md").read_text(encoding="utf-8") == before


def test_a_file_that_changed_meanwhile_is_shown_beside_mine(tmp_path: Path) -> None:
    made = desk(tmp_path)
    form = {**made.form(), "summary": "Bản của tôi."}
    theirs = MESSAGE.replace("Việc chung.", "Bản của bạn tôi.")
    made.item.write_text(theirs, encoding="utf-8")
    answer = made.post(form)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Bản của tôi." in shown and "Bản của bạn tôi." in shown
    assert made.item.read_text(encoding="utf-8") == theirs
    import editor_support

    assert made.post(dict(editor_support.sent_by(shown))).status_code == SAVED
    assert "Bản của tôi." in made.item.read_text(encoding="utf-8")


def test_a_translation_is_begun_beside_its_source_and_changed_parts_are_marked(tmp_path: Path) -> None:
    made = desk(tmp_path)
    form = {**made.form(KHMER), "title": "សាកល្បង", "summary": "សាកល្បង។", "body": "សាកល្បង។\n\n## សាក\n\nសាក។"}
    assert form.get("accept") == "1"
    assert made.post(form, KHMER).status_code == SAVED
    (item,) = made.hub().catalog.items()
    assert item.variants["km"].fields.source_hashes == source_hashes(item)
    assert "part--changed" not in made.get(KHMER).get_data(as_text=True)
    made.item.write_text(MESSAGE.replace("Đoạn phụ.", "Đoạn đã khác."), encoding="utf-8")
    page = support.parse(made.get(KHMER).get_data(as_text=True))
    changed = page.one("section", class_="part--changed")
    assert "Phụ" in changed.text and "Đoạn đã khác." in changed.text
    stale = made.form(KHMER)
    assert "accept" not in stale
    assert made.post({**stale, "accept": "1"}, KHMER).status_code == SAVED
    assert "part--changed" not in made.get(KHMER).get_data(as_text=True)


def picture() -> dict[str, object]:
    """What the form sends of a photograph in which nobody can be recognised."""
    data = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Nha chi A, xom B"
    Image.new("RGB", (40, 30), "orange").save(data, "JPEG", exif=exif)
    data.seek(0)
    words = {"alt": "Bà con họp thôn", "picture.licence": "Người chụp cho dùng"}
    return {"picture": (data, "../../Ảnh họp.jpg"), "picture.recognisable": "false", **words}


AGREED = {"picture.consent.by": "bà con trong ảnh", "picture.consent.scope": "trang web, tờ rơi"}


@pytest.mark.parametrize(
    ("changed", "said", "field"),
    [
        ({"alt": ""}, "mô tả hình", ""),
        ({"picture": (io.BytesIO(), "")}, "Chưa chọn tệp hình", ""),
        ({"picture": (io.BytesIO(b"<svg onload=alert(1)>"), "a.png")}, "không phải PNG", ""),
        ({"picture.licence": ""}, "LOA207", "picture.licence"),
        ({"picture.recognisable": ""}, "LOA207", "picture.recognisable"),
        ({"picture.recognisable": "true"}, "thiếu sự đồng ý của người trong ảnh", ""),
        ({"picture.recognisable": "true", **AGREED}, "thiếu sự đồng ý", ""),
        (
            {"picture.recognisable": "true", **AGREED, "picture.consent.until": "2026-01-01"},
            "đã hết hạn",
            "",
        ),
        ({**AGREED, "picture.consent.until": "mai"}, "LOA209", "picture.consent.until"),
        ({"summary": "x" * 601}, "chọn lại tệp hình", "summary"),
    ],
)
def test_a_picture_that_may_not_be_used_is_not_written(
    tmp_path: Path, changed: dict[str, object], said: str, field: str
) -> None:
    made = desk(tmp_path)
    before = support.tree(tmp_path)
    answer = made.post({**made.form(), **picture(), **changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and said in page
    assert not field or f'id="loi-{field}-1"' in page
    assert support.tree(tmp_path) == before


def test_a_picture_comes_with_the_right_to_use_it_and_loses_what_the_phone_wrote_into_it(
    tmp_path: Path,
) -> None:
    made = desk(tmp_path)
    agreed = {"picture.recognisable": "true", **AGREED, "picture.consent.until": "2027-11-15"}
    assert made.post({**made.form(), **picture(), **agreed}).status_code == SAVED
    (file,) = (tmp_path / "thu" / "media").iterdir()
    with Image.open(file) as kept:
        assert not kept.getexif() and set(kept.info) <= {"loop", "background", "timestamp", "duration"}
    assert b"xom B" not in file.read_bytes()
    assert f"![Bà con họp thôn](../media/{file.name})" in made.item.read_text(encoding="utf-8")
    assert (tmp_path / "thu" / "campaign.yml").read_text(encoding="utf-8") == tiny.CAMPAIGN + (
        f"pictures:\n  - file: media/{file.name}\n    licence: Người chụp cho dùng\n    recognisable: true\n"
        "    consent:\n      by: bà con trong ảnh\n      scope: trang web, tờ rơi\n      until: 2027-11-15\n"
    )
    assert tiny.codes(made.hub()) == tiny.codes(desk(tmp_path / "khac").hub()), (
        "and may be published: no LOA344"
    )
    assert made.post({**made.form(), **picture()}).status_code == SAVED
    assert len(made.hub().catalog.pictures()) == 2


def test_the_preview_is_the_page_s_own_text(tmp_path: Path) -> None:
    made = desk(tmp_path)

    def preview(body: str) -> str:
        answer = made.client.post(
            f"/sua/xem?tep={ITEM}",
            base_url="http://127.0.0.1:8123",
            headers={"Origin": "http://127.0.0.1:8123"},
            data={"token": made.guard.token, "body": body},
        )
        return answer.get_data(as_text=True)

    assert preview("## Một\n\n- Hai *ba*") == '<h2 id="mot">Một</h2>\n<ul>\n<li>Hai <em>ba</em></li>\n</ul>'
    assert "<script>" not in preview("<script>alert(1)</script>")
    assert "LOA303" in preview("Có {{khong-co}}.")


def test_a_broken_file_is_named_and_left_alone(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.item.write_text("---\nid: [\n---\n", encoding="utf-8")
    answer = made.get()
    assert answer.status_code == 422 and "LOA202" in answer.get_data(as_text=True)
    assert "LOA202" in made.client.get("/sua/", base_url="http://127.0.0.1:8123").get_data(as_text=True)
