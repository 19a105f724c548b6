"""`tasks.yml`: what communicators have to do for a campaign, and by when."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, Field

from loa.model.fields import Date, Fields, Line, Short, Source
from loa.model.item import Approval


def _task_id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError("id")
    return value


class TaskFields(Fields):
    """One task: in the weeks before the campaign, or by a fixed day."""

    id: Annotated[Line, AfterValidator(_task_id)] = Field(description="Mã việc, không bao giờ đổi")
    title: Line = Field(description="Việc cần làm")
    weeks_before: int | None = Field(
        None, ge=1, le=52, description="Làm trong tuần thứ mấy trước ngày mở đầu: 6 là sáu tuần trước"
    )
    due: Date | None = Field(None, description="Hạn chót, nếu là một ngày nhất định")
    note: Short | None = Field(None, description="Nói thêm cách làm")
    audiences: tuple[Line, ...] = Field((), description="Việc của ai, ví dụ can-bo-xa")
    unconfirmed: bool = Field(False, description="true: hạn này lấy từ văn bản cũ, năm nay chưa xác nhận")
    source: Source | None = Field(None, description="Văn bản quy định việc này, có năm")

    def days(self, start: dt.date | None) -> tuple[dt.date, dt.date] | None:
        """First and last day: a week that ends the day before `start` less whole weeks, or the due day alone.

        Args:
            start: the first day of the campaign. None is returned where a week hangs on a start nobody gave.
        """
        if self.due is not None:
            return self.due, self.due
        if start is None or self.weeks_before is None:
            return None
        first = start - dt.timedelta(weeks=self.weeks_before)
        return first, first + dt.timedelta(days=6)


class TasksFields(Approval):
    """The tasks of a campaign, for those who make it."""

    tasks: tuple[TaskFields, ...] = Field(description="Các việc")
