"""The kinds of item and their front matter. A new kind is one class here and one entry in `KINDS`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from loa.model.fields import (
    Address,
    Consent,
    Date,
    Fields,
    LeafletFields,
    Line,
    Long,
    PhotoFields,
    PictureFields,
    RadioFields,
    RecordingFields,
    Short,
    ShortTexts,
    SignLanguage,
    Source,
)
from loa.model.item import Approval as Approval
from loa.model.item import ItemFields as ItemFields
from loa.model.services import Level as Level
from loa.model.services import Phone as Phone
from loa.model.services import ServiceFields as ServiceFields


class VariantFields(Approval):
    """Front matter of an item in another language; everything else comes from its source."""

    title: Line = Field(description="Tên bài bằng tiếng của bản dịch")
    summary: Short = Field(description="Tóm tắt bằng tiếng của bản dịch")
    translated_by: Line | None = Field(None, description="Người dịch")
    translated_on: Date | None = Field(None, description="Ngày dịch")
    source_hashes: dict[str, str] = Field(
        {}, description="Dấu vết bài gốc, máy tự ghi khi chạy loa translations accept"
    )
    call_to_action: Short | None = Field(None, description="Việc làm ngay, khi bài gốc là thông điệp")
    claim: Short | None = Field(None, description="Điều sai, khi bài gốc là bài hiểu cho đúng")
    fact: Short | None = Field(None, description="Sự thật, khi bài gốc là bài hiểu cho đúng")
    leaflet: LeafletFields = Field(LeafletFields(), description="Riêng cho tờ rơi")
    radio: RadioFields = Field(RadioFields(), description="Riêng cho bản phát thanh")
    recording: RecordingFields | None = Field(None, description="Riêng cho bản ghi âm .mp3 của bản dịch")
    short: ShortTexts = Field(ShortTexts(), description="Tin ngắn")


class SpokenFields(Approval):
    """Front matter of `<stem>.radio.md` and `<stem>.<tag>.radio.md`: the text that is read in place of the article.

    It has an approval of its own: a station's programmes are approved one by one (QĐ 29/2021/QĐ-UBND of
    Thừa Thiên Huế).
    """

    title: Line | None = Field(None, description="Tên chương trình, nếu khác tên bài")
    translated_by: Line | None = Field(None, description="Người dịch")


class LawFields(ItemFields):
    """A law or decree in plain words."""

    number: Line = Field(description="Số, ký hiệu văn bản, ví dụ 13/2022/QH15")
    document_type: Literal["law", "code", "decree", "resolution", "decision", "group"] = Field(
        description="law: luật; code: bộ luật; decree: nghị định; resolution: nghị quyết; decision: quyết định; "
        "group: bài gom nhiều văn bản"
    )
    issuer: Line = Field(description="Cơ quan ban hành")
    passed: Date | None = Field(None, description="Ngày thông qua hoặc ký")
    in_force: Date | None = Field(None, description="Ngày có hiệu lực")
    in_force_note: Line | None = Field(None, description="Nói rõ khi nguồn chưa thống nhất về ngày hiệu lực")
    legal_status: Literal["in-force", "replaced", "ended", "unconfirmed"] = Field(
        description="in-force: còn hiệu lực; replaced: đã bị thay; ended: hết thời hạn; unconfirmed: chưa rõ"
    )
    replaces: Line | None = Field(None, description="Văn bản bị thay thế")
    replaced_by: Line | None = Field(None, description="Văn bản thay thế")
    confirmed_until: Date | None = Field(None, description="Nguồn mới nhất chúng tôi đọc được có ngày nào")


class ModelFields(ItemFields):
    """A model that works in communities."""

    run_by: Short = Field(description="Ai tổ chức")
    team: Line | None = Field(None, description="Cần tối thiểu bao nhiêu người")
    first_cost: Line | None = Field(None, description="Khoản chi đầu tiên")


class MessageFields(ItemFields):
    """A campaign message."""

    call_to_action: Short = Field(description="Việc cụ thể người đọc có thể làm ngay")


class MythFields(ItemFields):
    """A false claim and the facts."""

    claim: Short = Field(description="Điều sai đang được nói, ghi ngắn gọn")
    fact: Short = Field(description="Sự thật, nói trước điều sai")


class StoryFields(ItemFields):
    """A story of a good example."""

    consent: Consent = Field(description="Sự đồng ý của người trong chuyện")


class EventFields(ItemFields):
    """An event of a campaign."""

    start: Date = Field(description="Ngày bắt đầu")
    end: Date | None = Field(None, description="Ngày kết thúc, nếu nhiều ngày")
    time: Line | None = Field(None, description="Giờ, ví dụ 8h30")
    location: Line | None = Field(None, description="Nơi tổ chức")
    contact: Short | None = Field(
        None, description="Hỏi ai; số điện thoại viết bằng dữ kiện, ví dụ {{sdt-ubnd-xa}}"
    )
    unconfirmed: bool = Field(False, description="true: ngày hoặc nơi chưa chốt")


class TrainingFields(ItemFields):
    """A session that communicators can hold: for whom, how long, what to bring."""

    duration: Line = Field(description="Thời lượng, ví dụ: một buổi, 3 giờ")
    participants: Line = Field(description="Ai tham dự, bao nhiêu người")
    materials: tuple[Line, ...] = Field((), description="Cần chuẩn bị gì")


class IndicatorFigure(Fields):
    """One figure of an indicator: what a year must reach, or what was counted."""

    year: int = Field(ge=2000, le=2100, description="Năm")
    value: Annotated[str, Field(pattern=r"^\d{1,9}(\.\d{1,3})?$")] = Field(
        description="Số, dấu chấm thập phân, ví dụ 1.7"
    )
    kind: Literal["target", "actual"] = Field("target", description="target: chỉ tiêu; actual: đã đạt")
    bound: Literal["exactly", "at-least", "at-most", "about"] = Field(
        "exactly", description="exactly: bằng; at-least: từ; at-most: dưới; about: khoảng"
    )


class IndicatorFields(ItemFields):
    """A target of a strategy or programme. Its sources are never unconfirmed ones."""

    programme: Line = Field(description="Chiến lược hoặc chương trình đặt ra chỉ tiêu")
    unit: Line = Field(description="Đơn vị, ví dụ % hoặc lần")
    figures: tuple[IndicatorFigure, ...] = Field(min_length=1, description="Các con số theo năm")
    measure: Literal["informed-twice", "action-month"] | None = Field(
        None,
        description="Cách tính từ sổ theo dõi; informed-twice: mỗi xã được truyền thông ít nhất 2 lần một năm; "
        "action-month: địa phương nào có hoạt động trong Tháng hành động",
    )


class PageFields(Approval):
    """A standing page of the site (in `docs/`)."""

    title: Line = Field(description="Tên trang")
    summary: Short = Field(description="Một hai câu nói gọn nội dung trang")
    menu: int | None = Field(None, description="Thứ tự trong thực đơn; bỏ trống: không có trong thực đơn")
    sensitive: bool = Field(False, description="true: trang có nút thoát nhanh")
    checked: Date | None = Field(None, description="Ngày kiểm tra gần nhất")
    sources: tuple[Source, ...] = Field((), description="Nguồn")
    sign_language: SignLanguage | None = Field(None, description="Video ngôn ngữ ký hiệu của trang")


class FactFields(Approval):
    """One fact of `facts.yml`."""

    value: Line = Field(
        description="Giá trị: số viết 62.9, ngày viết 2026-11-15, số điện thoại như in trên giấy"
    )
    kind: Literal["number", "date", "phone", "text"] = Field("text", description="Loại giá trị")
    unit: Line | None = Field(None, description="Đơn vị, ví dụ % hoặc triệu đồng")
    about: Short = Field(description="Dữ kiện này nói gì")
    source: Short = Field(description="Nguồn")
    confidence: Literal["H", "M", "L"] = Field(description="H, M hoặc L; L không được in")
    checked: Date = Field(description="Ngày kiểm tra")
    valid_from: Date | None = Field(None, description="Có hiệu lực từ ngày")
    valid_to: Date | None = Field(None, description="Có hiệu lực đến ngày")


class CampaignFields(Approval):
    """`campaign.yml`: one campaign, or the year-round library when it has no dates."""

    title: Line = Field(description="Tên chiến dịch")
    summary: Short = Field(description="Một hai câu giới thiệu")
    theme: Short | None = Field(None, description="Chủ đề của năm")
    theme_unconfirmed: bool = Field(False, description="true: chủ đề chưa có văn bản chính thức")
    start: Date | None = Field(None, description="Ngày bắt đầu")
    end: Date | None = Field(None, description="Ngày kết thúc")
    localities: tuple[Line, ...] = Field((), description="Mã tỉnh, xã tham gia")
    audiences: tuple[Line, ...] = Field((), description="Đối tượng")
    languages: tuple[Line, ...] = Field(("vi",), description="Ngôn ngữ của chiến dịch")
    slogans: tuple[Line, ...] = Field((), description="Khẩu hiệu")
    exit_url: Address | None = Field(None, description="Trang trung tính mà nút thoát nhanh mở ra")
    about: Long | None = Field(None, description="Giới thiệu dài hơn")
    photo: PhotoFields | None = Field(None, description="Ảnh của chiến dịch, không bắt buộc")
    pictures: tuple[PictureFields, ...] = Field(
        (), description="Hình đặt trong các bài, và quyền dùng từng hình"
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item: its name, its folder, its front matter, the sections that its body must have."""

    name: str
    folder: str
    fields: type[ItemFields]
    label: str
    sections: tuple[str, ...] = ()
    has_body: bool = True


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("law", "laws", LawFields, "Luật và quy định"),
        Kind(
            "model",
            "models",
            ModelFields,
            "Mô hình",
            sections=("Để làm gì", "Cách hoạt động", "Cách lập", "Kết quả", "Cách rà soát"),
        ),
        Kind("message", "messages", MessageFields, "Thông điệp"),
        Kind("myth", "myths", MythFields, "Hiểu cho đúng"),
        Kind("story", "stories", StoryFields, "Câu chuyện"),
        Kind("event", "events", EventFields, "Sự kiện", has_body=False),
        Kind("service", "services", ServiceFields, "Nơi giúp đỡ", has_body=False),
        Kind("training", "training", TrainingFields, "Tập huấn"),
        Kind("indicator", "indicators", IndicatorFields, "Chỉ tiêu", has_body=False),
    )
}


@contextmanager
def extra_kind(kind: Kind) -> Iterator[None]:
    """Add a kind for the length of a `with` block: how a test, or a trial, adds one without touching the rest."""
    KINDS[kind.name] = kind
    try:
        yield
    finally:
        del KINDS[kind.name]
