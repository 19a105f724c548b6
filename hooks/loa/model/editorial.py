"""`editorial.yml`: the rules of radio talk on violence, as its editors write them."""

from __future__ import annotations

from pydantic import Field

from loa.model.fields import Fields, Line, Short


class WordRule(Fields):
    """Words, why they do harm, and what to write. `unless`: the script may use them when it says one of these."""

    words: tuple[Line, ...]
    why: Short
    write: Short
    unless: tuple[Line, ...] = ()
    law: bool = False


class Identifying(Fields):
    """How details are recognised by which neighbours could know somebody."""

    people: tuple[Line, ...]
    places: tuple[Line, ...]
    details: tuple[Line, ...]
    not_names: tuple[Line, ...] = ()
    declared: tuple[Line, ...] = ()


class Grave(Fields):
    """What children should not hear unprepared, and the words with which a script says so beforehand."""

    words: tuple[Line, ...]
    warned: tuple[Line, ...]


class Editorial(Fields):
    """`editorial.yml`."""

    violence: tuple[Line, ...] = Field(description="Từ cho biết bài nói về bạo lực")
    exit: tuple[Line, ...] = Field((), description="Thêm các từ mà trang nào có thì có nút thoát nhanh")
    rules: tuple[WordRule, ...] = Field(description="Từ nên tránh, vì sao, viết thay thế nào")
    refused: tuple[Line, ...] = Field((), description="Từ phủ định: đứng trước từ nên tránh thì thôi nhắc")
    identifying: Identifying
    grave: Grave = Field(description="Nội dung không phát vào giờ trẻ em nghe, và lời báo trước")
    sounds: tuple[Line, ...] = Field(description="Tiếng động không phát")
    sounds_allowed: tuple[Line, ...] = ()
