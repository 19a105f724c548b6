"""What a phone number of Viet Nam looks like in print.

Sources of the shapes: mobile numbers have ten digits and begin with 03, 05, 07, 08 or 09; fixed lines have eleven and
begin with 02; 1800 and 1900 lines have eight or ten; short lines three or four, beginning with 1. Fixed lines of ten
digits, with the area codes that were in force until 2017, are dialled no more. Where such a code is no mobile prefix of
today (libphonenumber 9.0.43), the number is refused; the others (031, 038 and the like) cannot be told apart.
"""

from __future__ import annotations

import re

from loa.errors import say

# Groups of digits apart by one blank, dot or hyphen; an area code may stand in brackets.
_PRINTED = re.compile(r"(?:\+?\d+|\(\+?\d{2,5}\)[ .-]?\d+)(?:[ .-]\d+)*", re.ASCII)
_SAMPLE = re.compile(r"000 000 \d{4}", re.ASCII)
_SHAPES = re.compile(
    r"1\d{2,3}|1[89]00\d{4}(?:\d{2})?|(?:0|\+84)(?:(?!5[0347]|7[1-5]|80)[35789]\d{8}|2\d{9})", re.ASCII
)


def digits(number: str) -> str:
    """Only what is dialled: digits and a leading plus."""
    return ("+" if number.lstrip(" (").startswith("+") else "") + re.sub(r"[^0-9]", "", number)


def is_phone(number: str) -> bool:
    """Whether `number` can be a phone number of Viet Nam as it is printed, or is one of those kept for samples."""
    return is_sample(number) or not phone_fault(number)


def is_sample(number: str) -> bool:
    """Whether this is one of the numbers reserved for samples, `000 000 0001` and the like."""
    return _SAMPLE.fullmatch(number) is not None


def phone_fault(number: str) -> str:
    """Why this is no phone number, in the writer's words; empty when it is one. Nothing is ever mended."""
    dialled = digits(number)
    if not dialled:
        return say("không có chữ số nào", "there is no digit in it")
    if re.fullmatch(r"\d+[.,]\d*[eE]\+?\d+|\d{8,}[.,]0+", number.strip(), re.ASCII):
        return say(
            "Excel đã đổi số này thành số thập phân, có thể đã mất chữ số",
            "a spreadsheet turned it into a decimal number and may have lost digits",
        )
    if len(number) > 24 or not _PRINTED.fullmatch(number):
        return say(
            "lẫn chữ hoặc dấu lạ; mỗi số chỉ gồm chữ số, cách nhau bằng dấu cách, dấu chấm hoặc gạch nối",
            "it holds letters or signs; write digits, apart by blanks, dots or hyphens",
        )
    if _SHAPES.fullmatch(dialled):
        return ""
    if re.fullmatch(r"[35789]\d{8}|2\d{9}", dialled, re.ASCII):
        return say(
            "thiếu chữ số đầu; nếu bảng tính đã làm mất số 0, hãy gõ lại cả số dưới dạng chữ",
            "the first digit is missing; if a spreadsheet dropped the zero, type the whole number as text",
        )
    if re.fullmatch(r"(?:0|\+84)[578]\d{8}", dialled, re.ASCII):
        prefix = "0" + dialled.removeprefix("+84").removeprefix("0")[:2]
        return say(
            f"không mạng di động nào dùng đầu số {prefix}; nếu là số bàn cũ (mã vùng trước năm 2017) thì số này không "
            "còn gọi được, hãy hỏi lại số mới gồm 11 chữ số, mở đầu bằng 02",
            f"no mobile network has the prefix {prefix}; a fixed line with an area code of before 2017 cannot be "
            "dialled any more: ask for the new number of 11 digits, beginning with 02",
        )
    if re.fullmatch(r"84\d{9,10}", dialled, re.ASCII):
        return say("mở đầu bằng 84 mà thiếu dấu +", "it begins with 84 without the plus")
    return say(
        f"có {len(dialled.lstrip('+'))} chữ số, đầu số {dialled[:3]}: không khớp số di động (10 chữ số), "
        "số bàn (11 chữ số, đầu 02), 1800, 1900 hay số ngắn",
        f"{len(dialled.lstrip('+'))} digits beginning with {dialled[:3]} fit no mobile (10 digits), fixed line "
        "(11 digits, 02), 1800, 1900 or short number",
    )
