"""`ledger.csv`: what was done for a campaign, where, when, in which language, and whom it reached.

A row is an entry that somebody can prove. Codes are English, `label` is what officials read; the form for communes, the
loader and the report all take them from here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from loa.model.folding import fold

# The Law on Gender Equality has been in force since this day (73/2006/QH11): nothing before it belongs to its review.
FIRST_DAY = dt.date(2007, 7, 1)
# More people than the largest commune has: a figure above is a slip of the keyboard. Our own bound, no rule of law.
MOST_PEOPLE = 300_000


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, and the most that one row can hold (our own bounds against slips of the keyboard)."""

    name: str
    label: str
    most: int


COPIES = Unit("copies", "bản in", 1_000_000)
BROADCASTS = Unit("broadcasts", "lượt phát", 1_000)
SESSIONS = Unit("sessions", "buổi", 500)
POSTS = Unit("posts", "bài, tin", 1_000_000)
UNITS = (COPIES, BROADCASTS, SESSIONS, POSTS)


@dataclass(frozen=True, slots=True)
class Activity:
    """A product or activity that the ledger knows."""

    name: str
    label: str
    unit: Unit


ACTIVITIES = {
    activity.name: activity
    for activity in (
        Activity("radio", "Bài phát thanh", BROADCASTS),
        Activity("video", "Phim, video", BROADCASTS),
        Activity("leaflet", "Tờ rơi", COPIES),
        Activity("card", "Thẻ bỏ túi", COPIES),
        Activity("poster", "Áp phích", COPIES),
        Activity("banner", "Băng rôn", COPIES),
        Activity("talk", "Buổi nói chuyện, sinh hoạt", SESSIONS),
        Activity("training", "Lớp tập huấn", SESSIONS),
        Activity("event", "Lễ phát động, sự kiện", SESSIONS),
        Activity("contest", "Hội thi, sân khấu hóa", SESSIONS),
        Activity("post", "Bài đăng mạng xã hội", POSTS),
        Activity("sms", "Tin nhắn", POSTS),
        Activity("article", "Tin, bài trên báo", POSTS),
    )
}
CHANNELS = {
    "loudspeaker": "Loa truyền thanh xã",
    "provincial-radio": "Đài phát thanh tỉnh",
    "television": "Truyền hình",
    "press": "Báo in, báo điện tử",
    "meeting": "Họp thôn, sinh hoạt hội",
    "visit": "Đến tận nhà",
    "school": "Trường học",
    "market": "Chợ, nơi công cộng",
    "office": "Trụ sở, trạm y tế",
    "online": "Mạng xã hội, trang web",
    "phone": "Điện thoại",
}
# People of a row: key → what officials read. Men and women add up; the other two are counted among them.
PEOPLE = {
    "women": "Nữ",
    "men": "Nam",
    "ethnic_minority": "Người dân tộc thiểu số",
    "disabled": "Người khuyết tật",
}
# Columns in their order: key → headers that mean it, the first of them printed.
COLUMNS: dict[str, tuple[str, ...]] = {
    "date": ("Ngày", "Ngày thực hiện"),
    "what": ("Việc, sản phẩm", "Sản phẩm", "Hoạt động", "Việc"),
    "count": ("Số lượng", "Số bản, lượt, buổi"),
    "language": ("Tiếng", "Ngôn ngữ"),
    "channel": ("Kênh", "Hình thức"),
    "place": ("Xã, phường (tên hoặc mã)", "Nơi", "Xã", "Mã xã", "Địa bàn"),
    "item": ("Mã bài",),
    "audiences": ("Đối tượng",),
    "women": ("Số nữ", "Nữ"),
    "men": ("Số nam", "Nam"),
    "ethnic_minority": ("Số người dân tộc thiểu số", "Người dân tộc thiểu số", "DTTS"),
    "disabled": ("Số người khuyết tật", "Người khuyết tật"),
    "evidence": ("Minh chứng", "Bằng chứng"),
}
REQUIRED = ("date", "what", "count", "language", "channel", "place", "evidence")

_HEADERS = {fold(name): key for key, names in COLUMNS.items() for name in (key, *names)}


def column_of(header: str) -> str:
    """The key of the column that a header means; empty for none."""
    return _HEADERS.get(fold(header), "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. People are None where nobody counted; `place`: an official code; `row`: its number in the file."""

    row: int
    date: dt.date
    what: Activity
    count: int
    language: str
    channel: str
    place: str
    evidence: str
    item: str = ""
    audiences: tuple[str, ...] = ()
    people: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two rows one entry: the same thing, there, on that day, in that language and channel."""
        return (self.date, self.what.name, self.language, self.channel, self.place, self.item, self.audiences)

    def cells(self) -> dict[str, str]:
        """The row as the file holds it."""
        return {
            "date": self.date.isoformat(),
            "what": self.what.name,
            "count": str(self.count),
            "language": self.language,
            "channel": self.channel,
            "place": self.place,
            "item": self.item,
            "audiences": " | ".join(self.audiences),
            **{key: str(number) for key, number in self.people.items()},
            "evidence": self.evidence,
        }
