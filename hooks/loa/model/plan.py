"""`plan.yml`: which script goes on air where, when, in which languages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from loa.model.fields import Date, Fields, Line
from loa.model.kinds import Approval

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"(\d{1,2})(?:[:h](\d{2})?)", re.ASCII)


def parse_time(value: Any) -> Any:
    """`8h30`, `17h` or `8:30` as a time; what is not text as it came, for pydantic to refuse.

    Raises:
        ValueError: the text is no time of day.
    """
    if not isinstance(value, str):
        return value
    match = _TIME.fullmatch(value.strip().lower())
    if not match:
        raise ValueError("time")
    return dt.time(int(match[1]), int(match[2] or 0))  # an hour of 25 raises ValueError too


Time = Annotated[dt.time, BeforeValidator(parse_time)]


class ProgrammeFields(Fields):
    """One line of the plan."""

    week: int = Field(ge=1, le=53, description="Tuần thứ mấy của kế hoạch: 1, 2, 3 …")
    day: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = Field(
        description="mon: thứ hai; tue: thứ ba; wed: thứ tư; thu: thứ năm; fri: thứ sáu; sat: thứ bảy; sun: chủ nhật"
    )
    session: Line = Field(description="Tên buổi phát, như ghi ở sessions")
    item: Line = Field(description="Mã bài, ví dụ tg19")
    repeats: int | None = Field(None, ge=1, le=10, description="Số lần phát; bỏ trống: theo bài")
    localities: tuple[Line, ...] = Field((), description="Mã tỉnh, xã; bỏ trống: mọi nơi của chiến dịch")


class PlanFields(Approval):
    """The weekly plan of a campaign. Times are those of Viet Nam."""

    start: Date | None = Field(None, description="Một ngày trong tuần 1; bỏ trống: ngày bắt đầu chiến dịch")
    sessions: dict[str, Time] = Field(description="Tên buổi và giờ phát, ví dụ sáng: 5h30")
    languages: dict[str, tuple[Line, ...]] = Field(
        {}, description="Mã tỉnh hoặc xã và các thứ tiếng phát ở đó, theo thứ tự phát"
    )
    programmes: tuple[ProgrammeFields, ...] = Field(description="Các buổi phát")
