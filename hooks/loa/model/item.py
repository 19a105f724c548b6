"""What every kind of item has in its front matter."""

from __future__ import annotations

from pydantic import Field

from loa.model.fields import (
    Date,
    Fields,
    ItemId,
    LeafletFields,
    Line,
    RadioFields,
    RecordingFields,
    Short,
    ShortTexts,
    SignLanguage,
    Source,
    Status,
)


class Approval(Fields):
    """Who stands behind a text. Names are written by the people themselves, never by developers."""

    status: Status = Field(Status.DRAFT, description="draft, needs-check, reviewed hoặc approved")
    reviewed_by: Line | None = Field(None, description="Người đọc soát")
    approved_by: Line | None = Field(None, description="Người duyệt")
    approved_on: Date | None = Field(None, description="Ngày duyệt")


class ItemFields(Approval):
    """Fields that every kind of item has."""

    id: ItemId = Field(description="Mã bài, không bao giờ đổi: 3–8 chữ thường và số, ví dụ tg12")
    title: Line = Field(description="Tên bài")
    summary: Short = Field(description="Một hai câu nói gọn nội dung bài")
    topics: tuple[Line, ...] = Field((), description="Chủ đề, ví dụ: bao-luc-gia-dinh, viec-nha")
    audiences: tuple[Line, ...] = Field((), description="Dành cho ai, ví dụ: nam-gioi, phu-nu, hoc-sinh")
    places: tuple[Line, ...] = Field((), description="Mã tỉnh (2 số) hoặc mã xã (5 số)")
    checked: Date | None = Field(None, description="Ngày kiểm tra nội dung gần nhất")
    sources: tuple[Source, ...] = Field((), description="Nguồn của các thông tin trong bài")
    sensitive: bool = Field(False, description="true: bài nói về bạo lực, trang có nút thoát nhanh")
    leaflet: LeafletFields = Field(LeafletFields(), description="Riêng cho tờ rơi")
    radio: RadioFields = Field(RadioFields(), description="Riêng cho bản phát thanh")
    recording: RecordingFields | None = Field(None, description="Riêng cho bản ghi âm .mp3 đặt cạnh bài")
    sign_language: SignLanguage | None = Field(None, description="Video ngôn ngữ ký hiệu của bài")
    short: ShortTexts = Field(ShortTexts(), description="Tin ngắn cho SMS và Zalo")
