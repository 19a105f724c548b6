"""`news.yml`: whom a campaign listens to. `news-entries.yml`: what was found, and what an editor said of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loa.model.fields import Address, Date, Fields, Line, Short


class NewsSource(Fields):
    """A feed of another site: RSS, Atom, RDF or JSON Feed."""

    title: Line = Field(description="Tên tờ báo hoặc trang, in cạnh mỗi tin")
    url: Address = Field(description="Địa chỉ của kênh tin (RSS, Atom, JSON Feed), bắt đầu bằng https://")
    language: Line = Field("vi", description="Tiếng của nguồn tin")
    topics: tuple[Line, ...] = Field((), description="Chỉ lấy tin có một trong các từ này; thêm vào từ chung")
    province: Line | None = Field(None, description="Mã tỉnh, nếu nguồn tin là của một tỉnh")
    trust: Literal["official", "press", "other"] = Field(
        "press", description="official: cơ quan nhà nước; press: báo chí; other: nguồn khác"
    )


class NewsFields(Fields):
    """The sources of a campaign. Words of `topics` may be written with or without tone marks."""

    topics: tuple[Line, ...] = Field((), description="Từ chung cho mọi nguồn; bỏ trống hết: lấy mọi tin")
    sources: tuple[NewsSource, ...] = Field(description="Các nguồn tin")


class NewsEntry(Fields):
    """A story found elsewhere. Nobody sees it before a named editor approves it."""

    id: Line = Field(description="Mã tin, máy tự ghi")
    status: Literal["pending", "approved", "rejected"] = Field(
        "pending", description="pending: chờ; approved: cho hiện; rejected: bỏ"
    )
    approved_by: Line | None = Field(None, description="Người duyệt")
    approved_on: Date | None = Field(None, description="Ngày duyệt")
    title: Line = Field(description="Tựa, như nguồn viết")
    summary: Short | None = Field(None, description="Tóm tắt, như nguồn viết; xóa nếu không cần")
    link: Address = Field(description="Địa chỉ bài gốc")
    source: Line = Field(description="Tên nguồn tin")
    language: Line = Field("vi", description="Tiếng của tin")
    province: Line | None = Field(None, description="Mã tỉnh của nguồn")
    published: Date | None = Field(None, description="Ngày đăng")
    found: Date = Field(description="Ngày lấy tin về")
    victim: bool = Field(False, description="true: máy thấy từ ngữ về một vụ việc; đọc kỹ trước khi duyệt")
    victim_checked: bool = Field(
        False, description="true: người duyệt đã đọc bài gốc, không ai nhận ra được nạn nhân"
    )


class NewsEntries(Fields):
    """Everything found so far, newest first; what was rejected stays, so that it is not found again."""

    entries: tuple[NewsEntry, ...] = Field((), description="Các tin")
