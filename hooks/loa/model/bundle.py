"""`campaign.zip`, with which one hub hands a campaign to another, and `origin.yml`, which remembers where it came from.

In the archive: `campaign.json` (the list below), `LICENCE.txt`, and below `files/` what lies in the campaign's folder.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loa.model.fields import Address, Date, Fields, Line, Short

LIST, LICENCE_FILE, FILES = "campaign.json", "LICENCE.txt", "files/"
ORIGIN = "origin.yml"


class BundleFile(Fields):
    """One file of the archive; `path` is that in the campaign's folder."""

    path: Line
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)
    item: str = Field("", max_length=40)
    language: str = Field("", max_length=40)
    status: str = Field("", max_length=40)


class BundleFields(Fields):
    """What an archive holds. `updated`: the last day on which somebody approved or checked a part of it."""

    format: Literal[1]
    campaign: str = Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)
    folder: Line = Field(description="The name of its folder, which links between campaigns rest on")
    title: Line
    summary: Short
    updated: Date
    licence: Line
    files: tuple[BundleFile, ...] = Field(max_length=5000)


class OriginFields(Fields):
    """Where a campaign was taken from; `files`: the hash of each file as it came, so that local changes are seen."""

    feed: Address = Field(description="Kênh báo chiến dịch")
    campaign: Line = Field(description="Tên chiến dịch ở nơi đó")
    title: Line = Field(description="Tên nơi đăng")
    licence: Line = Field(description="Giấy phép")
    updated: Date = Field(description="Bản ngày nào")
    built: Date | None = Field(None, description="Bản ký ngày nào; bản ký trước ngày này không nhận nữa")
    key: Line | None = Field(None, description="Khóa công khai; có khóa thì chỉ nhận bản có chữ ký đúng")
    files: dict[str, Line] = Field({}, description="Dấu vết từng tệp, máy tự ghi")
