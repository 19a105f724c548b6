"""Front-matter values: the small types that the fields of every kind are made of."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

_VN_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def parse_date(value: Any) -> Any:
    """`2026-11-15` or `15/11/2026` as a date; what is not text as it came, for pydantic to refuse.

    Raises:
        ValueError: the text is no date, or a day that no calendar has; its message is always "date".
    """
    if not isinstance(value, str):
        return value
    if match := _VN_DATE.fullmatch(value.strip()):
        day, month, year = map(int, match.groups())
    elif match := _ISO_DATE.fullmatch(value.strip()):
        year, month, day = map(int, match.groups())
    else:
        raise ValueError("date")
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise ValueError("date") from error


def _item_id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]{3,8}", value) or not any(char.isdigit() for char in value):
        raise ValueError("id")
    return value


def _https(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'\\]{1,500}", value):
        raise ValueError("address")
    return value


def _one_line(value: Any) -> Any:
    """Line breaks of a folded or quoted YAML text as spaces: these fields are titles, cells and spoken lines."""
    return re.sub(r"[ \t]*[\r\n]\s*", " ", value.strip()) if isinstance(value, str) else value


Date = Annotated[
    dt.date,
    BeforeValidator(parse_date),
    WithJsonSchema({"type": "string", "pattern": r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$"}),
]
Line = Annotated[str, Field(min_length=1, max_length=200), BeforeValidator(_one_line)]
Short = Annotated[str, Field(min_length=1, max_length=600), BeforeValidator(_one_line)]
Long = Annotated[str, Field(min_length=1, max_length=4000)]
ItemId = Annotated[
    str,
    AfterValidator(_item_id),
    WithJsonSchema({"type": "string", "pattern": "^(?=[a-z0-9]*[0-9])[a-z0-9]{3,8}$"}),
]
Address = Annotated[
    str, AfterValidator(_https), WithJsonSchema({"type": "string", "pattern": r"^https?://[^\s<>\"'\\]+$"})
]


class Fields(BaseModel):
    """Base of everything that stands in front matter or a YAML file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Status(StrEnum):
    """How far a text has come. `needs-check`: written from sources, a named person has yet to confirm it."""

    DRAFT = "draft"
    NEEDS_CHECK = "needs-check"
    REVIEWED = "reviewed"
    APPROVED = "approved"


class Confidence(StrEnum):
    """H: official or primary page; M: one secondary source; L: unconfirmed, never printed."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


class Source(Fields):
    """Where a statement comes from."""

    title: Short = Field(description="Tên văn bản hoặc bài viết")
    publisher: Line | None = Field(None, description="Cơ quan ban hành hoặc nơi đăng")
    date: Line | None = Field(None, description="Ngày hoặc năm của nguồn, như nguồn ghi")
    url: Address | None = Field(None, description="Địa chỉ trang, bắt đầu bằng https://")
    confidence: Confidence = Field(Confidence.MEDIUM, description="H: nguồn chính thức; M: nguồn thứ cấp")


class LeafletFields(Fields):
    """What the leaflet says differently from the page."""

    lead: Short | None = Field(None, description="Câu mở đầu in đậm trên tờ rơi")
    omit: tuple[Line, ...] = Field((), description="Tên các mục (tiêu đề ##) không in trên tờ rơi")
    skip: bool = Field(False, description="true: bài này không có tờ rơi")


# Lengths of programmes that stations plan with, in minutes (domain dossier 2.4).
SLOTS = (1, 3, 5, 7, 15)


def _slot(value: int) -> int:
    if value not in SLOTS:
        raise ValueError("slot")
    return value


class RadioFields(Fields):
    """What the radio script says differently from the page."""

    hook: Short | None = Field(None, description="Câu mở đầu khi đọc trên loa")
    close: Short | None = Field(None, description="Câu kết trước phần nhắc số trợ giúp")
    omit: tuple[Line, ...] = Field((), description="Tên các mục không đọc trên loa")
    addresses: dict[str, Line] = Field({}, description="Cách đọc của từng địa chỉ trang web")
    skip: bool = Field(False, description="true: bài này không có bản phát thanh")
    slot: Annotated[int, AfterValidator(_slot)] | None = Field(
        None, description="Khung thời lượng tính bằng phút: 1, 3, 5, 7 hoặc 15"
    )
    priority: Literal["normal", "priority", "urgent"] = Field(
        "normal", description="normal: thường; priority: ưu tiên; urgent: khẩn cấp"
    )
    repeats: int = Field(1, ge=1, le=10, description="Số lần phát trong một buổi")
    voice: Line | None = Field(None, description="Giọng đọc, ví dụ: nữ, miền Trung; hoặc: Nam và Nữ")
    seconds: int | None = Field(
        None,
        ge=1,
        le=7200,
        description="Thời lượng đọc thử, tính bằng giây (cho tiếng không đếm được số tiếng)",
    )
    cut: tuple[Line, ...] = Field((), description="Tên các mục bỏ trước khi bài dài quá khung")


class ShortTexts(Fields):
    """Texts for SMS and messaging apps."""

    sms: Line | None = Field(None, description="Tin nhắn SMS, không quá 160 ký tự là tốt nhất")
    zalo: Short | None = Field(None, description="Tin đăng Zalo, Facebook")


class Permission(Fields):
    """What a person who can be recognised agreed to."""

    by: Line | None = Field(
        None, description="Ai đã đồng ý; ghi vai trò, không ghi tên nếu người đó không muốn"
    )
    scope: Line | None = Field(None, description="Đồng ý cho dùng ở đâu")
    until: Date | None = Field(None, description="Đồng ý đến ngày nào")
    withdrawn: bool = Field(False, description="true: đã rút lại đồng ý, không được đăng")

    @property
    def complete(self) -> bool:
        """Whether it says who agreed, to what and for how long."""
        return bool(self.by and self.scope and self.until)


class Consent(Permission):
    """What a person who appears in a story agreed to. A story about nobody in particular is `composite`."""

    composite: bool = Field(False, description="true: câu chuyện ghép, không kể về một người có thật")


def _beside(*endings: str) -> Any:
    """The name of a file in the same folder, with one of these endings."""
    return Field(max_length=120, pattern=rf"^[^/\\]+\.({'|'.join(endings)})$")


class SignLanguage(Fields):
    """A video of the text in sign language; its files lie beside the text."""

    file: Annotated[str, _beside("mp4", "webm")] = Field(
        description="Tên tệp video .mp4 hoặc .webm đặt cạnh bài"
    )
    captions: Annotated[str, _beside("vtt")] = Field(
        description="Tên tệp phụ đề tiếng Việt .vtt đặt cạnh bài"
    )
    poster: Annotated[str, _beside("png", "jpg", "jpeg", "webp")] | None = Field(
        None, description="Tên tệp hình hiện trước khi bấm xem, đặt cạnh bài"
    )
    length: int = Field(ge=1, le=1800, description="Thời lượng tính bằng giây")
    consent: Permission = Field(description="Sự đồng ý của người ký hiệu trong video")


class RecordingFields(Fields):
    """The recording of a person that lies beside a text as `.mp3`."""

    consent: Permission = Field(description="Sự đồng ý của người đọc, người nói trong bản ghi âm")


class PictureFields(Fields):
    """A picture of a campaign, and the right to use it; a drawing shows nobody who could be recognised."""

    file: Line = Field(description="Tệp ảnh trong thư mục của chiến dịch, ví dụ media/phat-dong.jpg")
    licence: Line = Field(description="Giấy phép hoặc ai cho phép dùng ảnh, ví dụ CC BY 4.0")
    credit: Line | None = Field(None, description="Người chụp hoặc nguồn ảnh, nếu họ muốn được ghi tên")
    recognisable: bool = Field(
        description="true: nhìn ra được người trong ảnh; khi đó phải ghi sự đồng ý của họ"
    )
    consent: Permission = Field(Permission(), description="Sự đồng ý của những người trong ảnh")


class PhotoFields(PictureFields):
    """The photograph of a campaign itself, which stands on its page and cards."""

    alt: Short = Field(description="Ảnh chụp gì, tả cho người không nhìn thấy")
