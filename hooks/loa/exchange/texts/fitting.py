"""Whether a translated text fits the segment that it was made from."""

from __future__ import annotations

import unicodedata
from collections import Counter

from loa.check.fields import FACT
from loa.check.phones import find_phones
from loa.errors import say
from loa.exchange.texts.segments import Segment, link_numbers, read_inlines
from loa.load.files import hidden
from loa.model import blocks as b


def same_words(text: str) -> str:
    """A text for comparing: Word changes quotation marks, blanks and hyphens on its own."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum() or char in "{}")


def faults_of(segment: Segment, text: str) -> list[str]:
    """Why a translation does not fit its segment."""
    found = []
    if segment.is_field:
        content: tuple[b.Inline, ...] = ()
        found += [say(f"ký tự ẩn {char}", f"the hidden character {char}") for _, char in hidden(text)]
        if set("{}") & set(FACT.sub("", text)):
            found.append(say("dấu {{ }} viết dở", "an unfinished {{ }}"))
    else:
        content, problems = read_inlines(text)
        found += [problem.text("vi")[0].rstrip(".") for problem in problems]
        numbers = [str(number) for number in range(1, len(segment.targets) + 1)]
        own = link_numbers(content)
        if sorted(own) != sorted(numbers):
            found.append(
                say(
                    f"bài gốc có {len(numbers)} liên kết {_listed(numbers)}, bản dịch có {_listed(own)}",
                    f"the source has {len(numbers)} links {_listed(numbers)}, the row has {_listed(own)}",
                )
            )
        ours, theirs = (_bold(read_inlines(words)[0]) for words in (segment.text, text))
        if ours != theirs:
            found.append(
                say(
                    f"bài gốc có {ours} chỗ chữ đậm **…**, bản dịch có {theirs}",
                    f"the source has {ours} bold passages **…**, the row has {theirs}",
                )
            )
        if segment.text.count("\n") != text.count("\n"):
            found.append(say("số lần xuống dòng khác bài gốc", "its line breaks differ from the source"))
    ours_facts, their_facts = Counter(FACT.findall(segment.text)), Counter(FACT.findall(text))
    for missing in ours_facts - their_facts:
        found.append(say(f"thiếu {{{{{missing}}}}}", f"{{{{{missing}}}}} is missing"))
    for extra in their_facts - ours_facts:
        found.append(say(f"thừa {{{{{extra}}}}}", f"{{{{{extra}}}}} is too much"))
    for number in find_phones(FACT.sub("\n", text)):
        found.append(say(f"số điện thoại “{number}” gõ tay", f"the phone number “{number}” is typed by hand"))
    return found


def _listed(numbers: list[str]) -> str:
    return ", ".join(f"({number})" for number in numbers) or "0"


def _bold(content: tuple[b.Inline, ...]) -> int:
    return sum(isinstance(inline, b.Strong) for inline in b.walk_inlines(content))
