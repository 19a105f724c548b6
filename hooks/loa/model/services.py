"""Services of help, after HSDS 3 where it has a field (Open Referral; domain dossier 3).

Names that HSDS has are its own. Three differ: `service_status` (HSDS `status`) because `status` is the approval of a
text here, `for_whom` (HSDS `eligibility_description`) and `area` (HSDS `service_areas`), which older records use.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from loa.model.fields import Address, Date, Fields, Line, Short
from loa.model.hours import Schedule, parse_hours
from loa.model.item import ItemFields


class Level(StrEnum):
    """Publication level of a service; the last two live only under `private/`."""

    PUBLIC = "public"
    PHONE_ONLY = "phone-only"
    INTERNAL = "internal"
    WITHDRAWN = "withdrawn"


# Rule 3 of the design: only `public` may say where and who; a private home or a shelter never says so.
FORBIDDEN = ("address", "contact_name")


class Phone(Fields):
    """A phone of a service: a number, or the fact that holds it."""

    number: Line | None = Field(None, description="Số như in trên giấy, ví dụ 1900 969 680")
    fact: Line | None = Field(None, description="Tên dữ kiện trong facts.yml giữ số này")
    type: Literal["voice", "cell", "text", "textphone", "video", "fax"] = Field(
        "voice", description="voice: gọi; cell: di động; text: chỉ nhắn tin; textphone, video, fax"
    )
    free: bool | None = Field(
        None, description="true: miễn phí; false: người gọi trả tiền; bỏ trống: chưa rõ"
    )
    text: bool = Field(False, description="true: nhắn tin được")
    hours: Line | None = Field(None, description="Giờ trực, ví dụ 24/7")
    note: Short | None = Field(None, description="Ghi chú cho số này")


def _schedules(value: Any) -> Any:
    """A list of schedules as it came; hours written in words as schedules (see `loa.model.hours`)."""
    return parse_hours(value) if isinstance(value, str) else value


# For editors that check against the schema: words or a list.
_Written = str | tuple[Schedule, ...]


class ServiceFields(ItemFields):
    """A service of help, after HSDS 3 where it has a field."""

    service_type: Literal[
        "emergency",
        "hotline",
        "police",
        "health",
        "legal",
        "counselling",
        "shelter",
        "trusted-address",
        "one-stop",
        "children",
        "trafficking",
        "perpetrators",
        "other",
    ] = Field(description="Loại dịch vụ")
    organization: Line = Field(description="Đơn vị quản lý")
    phones: tuple[Phone, ...] = Field((), description="Các số điện thoại")
    languages: tuple[Line, ...] = Field((), description="Tiếng nói được, ghi mã như vi, rad")
    interpretation_services: Short | None = Field(None, description="Có người phiên dịch tiếng nào, cách nhờ")
    area: tuple[Line, ...] = Field((), description="Mã nơi phục vụ; VN: cả nước")
    level: Level = Field(Level.PUBLIC, description="public, phone-only, internal hoặc withdrawn")
    address: Short | None = Field(None, description="Địa chỉ; không bao giờ ghi nhà riêng, nơi tạm lánh")
    contact_name: Line | None = Field(None, description="Người liên hệ, chỉ ở mức public")
    duty_post: Line | None = Field(None, description="Chức danh người trực, không ghi tên người")
    private_home: bool = Field(False, description="true: đặt tại nhà riêng")
    for_whom: Short | None = Field(None, description="Dành cho ai")
    minimum_age: int | None = Field(None, ge=0, le=120, description="Nhận người từ mấy tuổi")
    maximum_age: int | None = Field(None, ge=0, le=120, description="Nhận người đến mấy tuổi")
    children_welcome: bool | None = Field(None, description="true: đi cùng con được; bỏ trống: chưa rõ")
    disabled_access: bool | None = Field(
        None, description="true: người khuyết tật vào được; bỏ trống: chưa rõ"
    )
    accessibility: Short | None = Field(None, description="Lối vào, người hỗ trợ, ngôn ngữ ký hiệu…")
    application_process: Short | None = Field(
        None, description="Cách đến: gọi trước, đến thẳng, ai giới thiệu"
    )
    required_documents: tuple[Line, ...] | None = Field(
        None, description="Giấy tờ cần mang; []: không cần giấy tờ nào; bỏ trống: chưa rõ"
    )
    free: bool | None = Field(None, description="true: dịch vụ miễn phí; bỏ trống: chưa rõ")
    fees_description: Short | None = Field(None, description="Người đến phải trả những gì")
    schedules: Annotated[
        tuple[Schedule, ...], BeforeValidator(_schedules, json_schema_input_type=_Written)
    ] = Field((), description="Giờ mở cửa, ví dụ 24/7 hoặc T2-T6 7:30-11:30, 13:30-17:00")
    service_status: Literal["active", "inactive", "defunct", "temporarily closed"] = Field(
        "active",
        description="active: đang hoạt động; inactive: ngừng; defunct: không còn; temporarily closed: tạm nghỉ",
    )
    url: Address | None = Field(None, description="Trang web của dịch vụ")
    assured_date: Date | None = Field(None, description="Ngày xác minh gần nhất")
    assured_by: Line | None = Field(None, description="Ai đã xác minh")
    check_due: Date | None = Field(None, description="Phải xác minh lại trước ngày")
    alert: Short | None = Field(None, description="Cảnh báo ngắn")
    sample: bool = Field(False, description="true: hồ sơ mẫu, số dạng 000 000 0001, không vào bản chính thức")
    rank: int = Field(50, ge=0, le=99, description="Thứ tự trong danh sách, số nhỏ đứng trước")

    @property
    def restricted(self) -> bool:
        """Whether the fields in `FORBIDDEN` may stand in no product."""
        return self.level is not Level.PUBLIC or self.private_home or self.service_type == "shelter"
