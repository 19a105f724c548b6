"""Columns of service lists: which field a header means, and how a cell of it is written.

One table serves the bulk lists of a campaign (every header has to be known) and the spreadsheets of officials.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from loa.model.folding import fold
from loa.model.services import Level, ServiceFields


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` of the record; `form` of its cells; the headers that mean it."""

    key: str
    form: str
    headers: tuple[str, ...]


# form: text · list · codes · flag · number · date · phones · choice · place (only spreadsheets: names to be found)
COLUMNS: tuple[Column, ...] = (
    Column("id", "text", ("Mã", "Mã bài", "Mã dịch vụ")),
    Column(
        "title",
        "text",
        (
            "Tên",
            "Tên dịch vụ",
            "Tên đơn vị",
            "Tên cơ sở",
            "Tên nơi",
            "Tên địa chỉ tin cậy",
            "Tên địa chỉ",
            "Tên mô hình",
            "Tên cơ quan",
            "Tên nơi giúp đỡ",
            "Cơ sở",
            "Địa chỉ tin cậy",
        ),
    ),
    Column("summary", "text", ("Tóm tắt", "Mô tả", "Nội dung hỗ trợ", "Hỗ trợ gì", "Nội dung dịch vụ")),
    Column("status", "choice", ("Trạng thái", "Trạng thái bài")),
    Column("reviewed_by", "text", ("Người đọc soát",)),
    Column("approved_by", "text", ("Người duyệt",)),
    Column("approved_on", "date", ("Ngày duyệt",)),
    Column("topics", "list", ("Chủ đề",)),
    Column("audiences", "list", ("Đối tượng (mã)",)),
    Column("places", "codes", ("Mã tỉnh, xã",)),
    Column("sensitive", "flag", ("Nhạy cảm",)),
    Column("service_type", "choice", ("Loại", "Loại dịch vụ", "Loại hình", "Loại hình dịch vụ", "Type")),
    Column(
        "organization",
        "text",
        ("Đơn vị quản lý", "Cơ quan quản lý", "Cơ quan chủ quản", "Đơn vị chủ quản", "Đơn vị phụ trách"),
    ),
    Column(
        "phones",
        "phones",
        (
            "Điện thoại",
            "Số điện thoại",
            "SĐT",
            "ĐT",
            "Số ĐT",
            "Điện thoại liên hệ",
            "Số điện thoại liên hệ",
            "Hotline",
            "Đường dây nóng",
            "Số máy",
            "Di động",
            "Số điện thoại di động",
            "Điện thoại di động",
            "Phone",
            "Phone number",
            "Tel",
        ),
    ),
    Column("phone_free", "flag", ("Gọi miễn phí", "Miễn phí cuộc gọi", "Cuộc gọi miễn phí")),
    Column("phone_hours", "text", ("Giờ trực", "Giờ trực điện thoại", "Thời gian trực")),
    Column("phone_text", "flag", ("Nhắn tin được", "Nhắn tin")),
    Column("languages", "codes", ("Tiếng nói", "Ngôn ngữ", "Tiếng", "Tiếng dân tộc")),
    Column("interpretation_services", "text", ("Phiên dịch",)),
    Column("area", "codes", ("Mã nơi phục vụ", "Mã xã", "Mã ĐVHC", "Mã đơn vị hành chính")),
    Column(
        "commune",
        "place",
        (
            "Xã",
            "Xã phường",
            "Phường xã",
            "Xã/phường/thị trấn",
            "Tên xã",
            "Đơn vị xã",
            "Xã phường đặc khu",
            "Phường",
        ),
    ),
    Column("district", "place", ("Huyện", "Quận huyện", "Huyện/thị xã/thành phố", "Tên huyện", "Quận")),
    Column("province", "place", ("Tỉnh", "Tỉnh thành", "Tỉnh/thành phố", "Tên tỉnh", "Thành phố")),
    Column(
        "area_names",
        "place",
        ("Nơi phục vụ", "Phạm vi", "Phạm vi phục vụ", "Địa bàn", "Địa bàn phục vụ", "Địa phương"),
    ),
    Column("level", "choice", ("Mức", "Mức công khai", "Công khai")),
    Column("address", "text", ("Địa chỉ", "Địa chỉ liên hệ", "Trụ sở", "Nơi đặt")),
    Column(
        "contact_name",
        "text",
        ("Người liên hệ", "Người phụ trách", "Họ tên", "Họ và tên", "Chủ nhà", "Đầu mối", "Cán bộ phụ trách"),
    ),
    Column("duty_post", "text", ("Chức danh", "Chức vụ", "Người trực")),
    Column("private_home", "flag", ("Nhà riêng",)),
    Column("for_whom", "text", ("Dành cho ai", "Đối tượng", "Đối tượng phục vụ")),
    Column("minimum_age", "number", ("Tuổi từ", "Từ tuổi")),
    Column("maximum_age", "number", ("Tuổi đến", "Đến tuổi")),
    Column("children_welcome", "flag", ("Đi cùng con", "Nhận trẻ em đi cùng", "Nhận trẻ em")),
    Column("disabled_access", "flag", ("Người khuyết tật vào được",)),
    Column("accessibility", "text", ("Hỗ trợ người khuyết tật", "Tiếp cận người khuyết tật")),
    Column("application_process", "text", ("Cách đến", "Cách tiếp cận", "Cách liên hệ")),
    Column("required_documents", "documents", ("Giấy tờ", "Giấy tờ cần mang", "Giấy tờ cần thiết")),
    Column("free", "flag", ("Miễn phí", "Dịch vụ miễn phí")),
    Column("fees_description", "text", ("Chi phí", "Phí", "Lệ phí")),
    Column(
        "schedules", "text", ("Giờ", "Giờ mở cửa", "Giờ làm việc", "Thời gian", "Thời gian làm việc", "Hours")
    ),
    Column("service_status", "choice", ("Tình trạng", "Tình trạng hoạt động")),
    Column("url", "text", ("Trang web", "Website")),
    Column("assured_date", "date", ("Ngày xác minh", "Ngày kiểm tra")),
    Column("assured_by", "text", ("Người xác minh", "Xác minh bởi", "Ai xác minh")),
    Column("check_due", "date", ("Hạn xác minh lại", "Ngày xác minh lại")),
    Column("checked", "date", ("Ngày kiểm tra nội dung",)),
    Column("alert", "text", ("Cảnh báo", "Chú ý")),
    Column("sample", "flag", ("Mẫu", "Hồ sơ mẫu")),
    Column("rank", "number", ("Thứ tự",)),
    Column("source", "text", ("Nguồn",)),
    Column("source_publisher", "text", ("Nơi ban hành nguồn",)),
    Column("source_date", "text", ("Ngày của nguồn",)),
    Column("source_url", "text", ("Địa chỉ nguồn",)),
    Column("source_confidence", "text", ("Mức tin cậy của nguồn",)),
)
BY_KEY = {column.key: column for column in COLUMNS}
_BY_HEADER = {fold(name): column for column in COLUMNS for name in (*column.headers, column.key)}

_YES = {"co", "true", "yes", "1", "x", "dung"}
_NO = {"khong", "false", "no", "0", "sai"}
_NONE = {"khong", "khongcan", "khongcangiayto", "khongcangiaytonao"}
# Vietnamese words of cells that hold a code.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "service_type": {
        "emergency": ("Khẩn cấp", "Cấp cứu"),
        "hotline": ("Đường dây nóng", "Tổng đài", "Hotline"),
        "police": ("Công an", "Đồn biên phòng"),
        "health": ("Y tế", "Trạm y tế", "Bệnh viện", "Cơ sở y tế", "Trung tâm y tế"),
        "legal": ("Pháp lý", "Trợ giúp pháp lý", "Trung tâm trợ giúp pháp lý"),
        "counselling": ("Tư vấn", "Tâm lý", "Tư vấn tâm lý"),
        "shelter": ("Nơi tạm lánh", "Tạm lánh", "Nhà tạm lánh"),
        "trusted-address": (
            "Địa chỉ tin cậy",
            "Địa chỉ tin cậy ở cộng đồng",
            "Địa chỉ tin cậy tại cộng đồng",
        ),
        "one-stop": ("Một cửa", "Dịch vụ một cửa", "Mô hình một cửa"),
        "children": ("Trẻ em", "Bảo vệ trẻ em"),
        "trafficking": ("Mua bán người", "Phòng chống mua bán người"),
        "perpetrators": ("Người gây bạo lực", "Hỗ trợ người muốn thay đổi hành vi"),
        "other": ("Khác",),
    },
    "level": {
        "public": ("Công khai", "Có"),
        "phone-only": ("Chỉ điện thoại", "Chỉ số điện thoại"),
        "internal": ("Nội bộ",),
        "withdrawn": ("Ẩn", "Rút", "Đã rút"),
    },
    "status": {
        "draft": ("Nháp", "Bản nháp"),
        "needs-check": ("Cần kiểm tra",),
        "reviewed": ("Đã đọc soát",),
        "approved": ("Đã duyệt",),
    },
    "service_status": {
        "active": ("Đang hoạt động", "Hoạt động"),
        "inactive": ("Ngừng", "Ngừng hoạt động"),
        "defunct": ("Không còn", "Đã giải thể"),
        "temporarily closed": ("Tạm nghỉ", "Tạm dừng"),
    },
}
_CODES = {
    key: {fold(word): code for code, words in table.items() for word in (code, *words)}
    for key, table in WORDS.items()
}
assert set(WORDS["level"]) == {str(level) for level in Level}
assert set(WORDS["service_type"]) == set(get_args(ServiceFields.model_fields["service_type"].annotation))


def column_of(header: str) -> Column | None:
    """The column that a header means, however it is cased, marked or spaced."""
    return _BY_HEADER.get(fold(header))


def split_list(text: str, commas: bool = False) -> list[str]:
    """The parts of a cell that holds several: apart by `|`, `;` or a line break (and commas, for codes)."""
    return [part.strip() for part in re.split(r"[|;\n,]" if commas else r"[|;\n]", text) if part.strip()]


_FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")


def guard(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before = + - @ (OWASP, CSV injection)."""
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The cell as it was before `guard`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def flag(text: str) -> Any:
    """True or False for "có", "không" and the like; other text as it came, for the schema to refuse."""
    return True if fold(text) in _YES else False if fold(text) in _NO else text


def choice(key: str, text: str) -> str:
    """The code that a Vietnamese word means; other text as it came."""
    return _CODES[key].get(fold(text), text)


def cell(column: Column, text: str) -> Any:
    """The value of a cell as front matter would hold it; what is not understood stays text for the schema to refuse."""
    match column.form:
        case "list":
            return split_list(text)
        case "codes":
            return split_list(text, commas=True)
        case "documents":
            return [] if fold(text) in _NONE else split_list(text)
        case "flag":
            return flag(text)
        case "choice":
            return choice(column.key, text)
        case _:
            return text
