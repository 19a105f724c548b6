"""The form that communes fill in: a sheet with lists to choose from, its explanation, and the lists themselves."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from loa.exchange.tables import repacked
from loa.hub import Hub
from loa.model.ledger import ACTIVITIES, CHANNELS, COLUMNS, FIRST_DAY, MOST_PEOPLE, PEOPLE, REQUIRED
from loa.reporting.workbook import grid, new_book, put

SHEET, HELP, LISTS = "Phiếu", "Hướng dẫn", "Danh mục"
_TOP = 3
_ROWS = 300
_LISTED = ("what", "language", "channel")
_HINTS = {
    "date": "Ngày làm việc đó, ví dụ 25/11/2026.",
    "what": "Chọn trong danh sách.",
    "count": "Số bản in, số lượt phát, số buổi hoặc số bài. Ghi số nguyên.",
    "language": "Tiếng đã dùng. Một việc làm bằng hai thứ tiếng ghi hai dòng.",
    "channel": "Chọn trong danh sách.",
    "place": "Tên xã và tên tỉnh, ví dụ: xã Đakrông, tỉnh Quảng Trị. Ghi mã 5 số càng tốt.",
    "item": "Mã in ở cuối bài trên trang web, nếu dùng bài có sẵn. Bỏ trống cũng được.",
    "audiences": "Việc này nhắm tới ai, ví dụ: phu-nu, nam-gioi. Bỏ trống nếu theo bài.",
    "women": "Số nữ đến dự. Không đếm thì bỏ trống, đừng ghi số 0.",
    "men": "Số nam đến dự.",
    "ethnic_minority": "Trong số người dự, bao nhiêu người dân tộc thiểu số.",
    "disabled": "Trong số người dự, bao nhiêu người khuyết tật.",
    "evidence": "Giấy tờ hoặc ảnh làm chứng: số kế hoạch, biên bản, sổ trực đài. Không ghi tên người bị bạo lực.",
}
_RULES = (
    "Mỗi việc ghi một dòng. Làm nhiều lần trong một ngày thì cộng vào cột Số lượng.",
    "Cột có dấu * phải điền. Việc không có minh chứng thì không được tính.",
    "Không ghi tên, địa chỉ, số điện thoại của người bị bạo lực hay của gia đình họ vào phiếu này.",
    "Máy bỏ những dòng có ngày không có thật, số âm hoặc quá lớn, nơi không tìm thấy, dòng ghi hai lần. "
    "Máy nói rõ dòng nào, vì sao.",
    "Điền xong gửi tệp này cho người tổng hợp. Gửi lại lần nữa cũng không sợ tính hai lần.",
)


def form(hub: Hub) -> bytes:
    """The empty form as a workbook; the same hub gives the same bytes."""
    book = new_book()
    sheet = book.create_sheet(SHEET)
    put(sheet, 1, 1, "PHIẾU THEO DÕI TRUYỀN THÔNG VỀ BÌNH ĐẲNG GIỚI", bold=True)
    put(sheet, 2, 1, f"Cách điền: xem trang “{HELP}”. Không ghi tên người bị bạo lực.")
    for row in (1, 2):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
    header = [names[0] + (" *" if key in REQUIRED else "") for key, names in COLUMNS.items()]
    grid(sheet, _TOP, header, [[""] * len(header)] * _ROWS)
    for number, key in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 30 if key in ("place", "evidence") else 16
    _lists(book, hub)
    _help(book)
    _validations(sheet, _columns(hub))
    buffer = io.BytesIO()
    book.properties.creator = ""
    book.save(buffer)
    # The form says nothing of a day: it is the same whenever it is made.
    return repacked(buffer.getvalue(), dt.date(2000, 1, 1))


def _columns(hub: Hub) -> dict[str, list[str]]:
    return {
        "what": [activity.label for activity in ACTIVITIES.values()],
        "language": [locale.name for locale in hub.locales.values() if not locale.alternate_of],
        "channel": list(CHANNELS.values()),
    }


def _lists(book: Any, hub: Hub) -> None:
    sheet = book.create_sheet(LISTS)
    for number, (key, words) in enumerate(_columns(hub).items(), 1):
        for row, word in enumerate([COLUMNS[key][0], *words], 1):
            put(sheet, row, number, word, bold=row == 1)
        sheet.column_dimensions[get_column_letter(number)].width = 32
    units = [f"{activity.label}: đếm {activity.unit.label}" for activity in ACTIVITIES.values()]
    for row, word in enumerate(["Đếm gì", *units], 1):
        put(sheet, row, len(_LISTED) + 1, word, bold=row == 1)
    sheet.column_dimensions[get_column_letter(len(_LISTED) + 1)].width = 45


def _help(book: Any) -> None:
    sheet = book.create_sheet(HELP, 1)
    put(sheet, 1, 1, "CÁCH ĐIỀN PHIẾU", bold=True)
    for row, text in enumerate(_RULES, 2):
        put(sheet, row, 1, f"{row - 1}. {text}")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.row_dimensions[row].height = 34
    rows = [(names[0], _HINTS[key]) for key, names in COLUMNS.items()]
    grid(sheet, len(_RULES) + 3, ("Cột", "Cách ghi"), rows)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 80
    sheet.freeze_panes = None


def _validations(sheet: Any, lists: dict[str, list[str]]) -> None:
    for number, key in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        if key in lists:
            column = get_column_letter(list(lists).index(key) + 1)
            where = f"'{LISTS}'!${column}$2:${column}${len(lists[key]) + 1}"
            rule = DataValidation(type="list", formula1=where, allow_blank=True)
        elif key == "date":
            first = (FIRST_DAY - dt.date(1899, 12, 30)).days  # how spreadsheets count days
            rule = DataValidation(
                type="date", operator="greaterThanOrEqual", formula1=str(first), allow_blank=True
            )
        elif key == "count" or key in PEOPLE:
            least, most = (1, 1_000_000) if key == "count" else (0, MOST_PEOPLE)
            rule = DataValidation(
                type="whole", operator="between", formula1=str(least), formula2=str(most), allow_blank=True
            )
        else:
            continue
        rule.promptTitle, rule.prompt = COLUMNS[key][0][:32], _HINTS[key][:255]
        rule.errorTitle, rule.error = "Xem lại ô này", _HINTS[key][:225]
        rule.showInputMessage = rule.showErrorMessage = True
        where = f"{letter}{_TOP + 1}:{letter}{_TOP + _ROWS}"
        rule.add(where)
        sheet.add_data_validation(rule)
        for row in range(_TOP + 1, _TOP + _ROWS + 1):
            cell = sheet[f"{letter}{row}"]
            cell.number_format = "dd/mm/yyyy" if key == "date" else "@" if key in lists else "0"
