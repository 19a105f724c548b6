"""Why a language's files cannot be used, in Vietnamese and English: the `reason` of LOA505."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from loa.errors.rules import message_language

REASONS: dict[str, tuple[str, str]] = {
    "too-large": ("tệp lớn hơn {limit} KB", "the file is larger than {limit} KB"),
    "unreadable": ("không đọc được tệp {name}", "the file {name} cannot be read"),
    "not-utf8": ("tệp không phải chữ UTF-8", "the file is not UTF-8 text"),
    "outside": ("lối tắt dẫn ra ngoài thư mục locales", "a link leaves the folder locales"),
    "syntax": (
        'không đọc được dòng này; mỗi dòng viết “tên: giá trị”, chữ có dấu hai chấm đặt trong “"…"”',
        "this line cannot be read; write “name: value” on each line and quote text with a colon",
    ),
    "deep": ("lồng quá sâu", "it is nested too deeply"),
    "alias": ("không dùng &, * và ! ở đầu giá trị", "&, * and ! may not begin a value"),
    "not-mapping": ("tệp phải gồm các dòng “tên: giá trị”", "the file must consist of lines “name: value”"),
    "twice": ("mục “{key}” được viết hai lần", "“{key}” stands twice"),
    "unknown": (
        "không có mục “{key}”; có phải ý bạn là “{nearest}”?",
        "there is no field “{key}”; did you mean “{nearest}”?",
    ),
    "missing": ("thiếu mục “{key}”", "“{key}” is missing"),
    "missing-file": ("thiếu tệp {name}", "the file {name} is missing"),
    "empty": ("mục “{key}” bỏ trống", "“{key}” is empty"),
    "not-text": ("mục “{key}” phải là một dòng chữ", "“{key}” must be one line of text"),
    "not-list": ("mục “{key}” phải là danh sách viết trong [ ]", "“{key}” must be a list in [ ]"),
    "not-strings": (
        "mục “strings” phải gồm các dòng “khóa: câu”",
        "“strings” must consist of lines “key: text”",
    ),
    "choice": ("mục “{key}” chỉ nhận: {known}", "“{key}” takes only: {known}"),
    "hidden": ("mục “{key}” có ký tự ẩn {char}", "“{key}” holds the hidden character {char}"),
    "tag": ("mã “{tag}” không đúng mẫu BCP 47", "“{tag}” is not a well-formed BCP 47 tag"),
    "tag-case": ("mã phải viết là “{right}”", "the tag must be written “{right}”"),
    "tag-folder": ("mã “{tag}” khác tên thư mục", "the tag “{tag}” differs from the folder's name"),
    "script": (
        "chữ viết “{value}” không phải mã bốn chữ như Latn",
        "the script “{value}” is not a code such as Latn",
    ),
    "province": ("mã tỉnh “{value}” không phải hai chữ số", "the province code “{value}” is not two digits"),
    "rate": (
        "tốc độ đọc “{value}” không phải số tiếng mỗi phút như 180",
        "the rate “{value}” is not a number of syllables a minute such as 180",
    ),
    "date-format": (
        "mẫu ngày phải có {{day}}, {{month}}, {{year}}, mỗi phần một lần",
        "the date needs {{day}}, {{month}} and {{year}}, each once",
    ),
    "months": ("cần đủ tên 12 tháng, không trùng nhau", "the names of 12 months are needed, each another"),
    "alternate": (
        "không có ngôn ngữ “{value}” để làm bản viết khác",
        "there is no language “{value}” to be an alternate of",
    ),
    "date": ("ngày “{value}” không đúng, viết như 2026-11-15", "“{value}” is not a date such as 2026-11-15"),
    "approval": (
        "trạng thái approved cần approved_by và approved_on",
        "the status approved needs approved_by and approved_on",
    ),
    "placeholder": (
        "câu “{key}” phải có đúng các chỗ trống của câu tiếng Việt: {wanted}",
        "“{key}” must have exactly the placeholders of the Vietnamese text: {wanted}",
    ),
    "braces": (
        "câu “{key}” có dấu {{ }} không phải chỗ trống dạng {{ten}}",
        "“{key}” has braces that are not a placeholder such as {{name}}",
    ),
}


def reason(why: str, /, **values: object) -> str:
    """The reason called `why` in the language of messages, its placeholders filled.

    Raises:
        KeyError: there is no such reason, or a placeholder has no value.
    """
    vietnamese, english = REASONS[why]
    return (english if message_language() == "en" else vietnamese).format(**values)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to `word`; "–" where none is near."""
    found = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.5)
    return found[0] if found else "–"
