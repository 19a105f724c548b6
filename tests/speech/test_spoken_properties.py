"""Nothing is ever silently changed: what holds for every text."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from spoken_cases import LEFT_OVER, vietnamese

from loa.speech import Rule, Spoken, speak
from loa.speech.syllables import is_syllable
from loa.speech.vietnamese import compiled

_WORDS = (
    "chị em phụ nữ bình đẳng giới bạo lực gia đình xã thôn bản ngày tháng năm quý từ đến số gọi tổng đài và của tỉnh "
    "hộ người Luật Kế hoạch Nghị quyết Công văn Điều khoản Chương thứ mùng cứ khoảng Ea H'leo Krông Búk Đắk Lắk"
)
_PIECES = (
    "15/11 15/11-15/12 15/11 01/3/2022 2021-2030 1/3 24/7 8h30 5h–6h 17h 10-15% 62,9 3.321 1.234.567 500.000đ 06 0912 "
    "345 1900 969 680 111 113 XIII IV II UBND BĐG LĐTBXH TP. tx tp V/v (BĐG) 418/LĐTBXH-BĐG 01/NQ-CP 62/KH-UBND, "
    "13/2022/QH15 https://a.vn/b x@y.vn #tag QR XQZ - – / | ** ( ) ... … ./. % & + 3,5km 120 m2 A1 “ ” ; : . , 😀 ½ "
    "3-1 T7 T11/2026 1tr5 1m65 (113) 111/113 P.203 15,16,17/11 50/50 7g30-9g 22oC km m2 5.11 2m x 3m 500 000đ 12,000 đ "
    "I-II/2026 II.1 1/ 4.0 -5°C 30’ giờ tuổi thứ phút điểm thắng tỷ số máy lẻ mã số Luật *101# nhắn tin gửi 1400 8 - 3"
)
WORDS, PIECES = _WORDS.split(), _PIECES.split()

texts = st.lists(st.sampled_from(WORDS + PIECES), max_size=25).flatmap(
    lambda parts: st.lists(
        st.sampled_from([" ", " ", " ", "", "\n", ", "]), min_size=len(parts), max_size=len(parts)
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(parts, gaps, strict=True)))
)
numbers = st.lists(st.one_of(st.sampled_from(WORDS), st.integers(0, 10**18).map(str), st.from_regex(
    r"\A[0-9]{1,4}([./,:-][0-9]{1,4}){0,3}\Z")), max_size=20).map(" ".join)  # fmt: skip
anything = st.one_of(texts, numbers, st.text(max_size=80))

TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text.casefold())


def rebuilt(spoken: Spoken) -> list[list[str]]:
    """For each line, the words outside the spans and those said for the spans, in order."""
    lines = []
    for number, line in enumerate(spoken.source.split("\n"), start=1):
        words, done = [], 0
        for span in (span for span in spoken.spans if span.line == number):
            assert span.start >= done, "spans stand in order and never overlap"
            words += tokens(line[done : span.start]) + tokens(span.said)
            done = span.end
        lines.append(words + tokens(line[done:]))
    return lines


def rules() -> dict[str, list[Rule]]:
    named: dict[str, list[Rule]] = {}
    for rule in compiled(vietnamese()).rules():
        named.setdefault(rule.name, []).append(rule)
    return named


@given(anything, st.booleans(), st.sampled_from(["north", "south"]))
@settings(max_examples=400, deadline=None)
def test_the_words_of_the_source_survive_in_order(text: str, with_numbers: bool, region: str) -> None:
    spoken = speak(text, vietnamese(), with_numbers=with_numbers, region=region)
    assert [tokens(line) for line in spoken.text.split("\n")] == rebuilt(spoken)


@given(anything)
@settings(max_examples=300, deadline=None)
def test_a_rule_takes_only_its_declared_pattern_and_drops_only_its_declared_words(text: str) -> None:
    spoken, named, lexicon = speak(text, vietnamese()), rules(), vietnamese()
    lines = spoken.source.split("\n")
    # Keys of the lexicon are replaced as a whole: "ha" after a number is no word.
    keys = {w for key in (*lexicon.abbreviations, *lexicon.phrases, *lexicon.units) for w in tokens(key)}
    for span in spoken.spans:
        if span.rule in ("address", "run"):
            continue
        line = lines[span.line - 1]
        # No rule reads into an address.
        stop = min(
            (
                s.start
                for s in spoken.spans
                if s.rule == "address" and s.line == span.line and s.start >= span.end
            ),
            default=len(line),
        )
        fitting = [
            rule for rule in named[span.rule]
            if (match := re.compile(f"(?:{rule.before})?(?:{rule.pattern})").match(line, span.start, stop))
            and match.end() == span.end
        ]  # fmt: skip
        assert fitting, (span, line)
        plain = [
            word
            for word in TOKEN.findall(line[span.start : span.end])
            if word.islower() and is_syllable(word)
        ]
        kept = [word for word in plain if word not in fitting[0].drops and word not in keys]
        said = iter(tokens(span.said))
        assert all(word in said for word in kept), (span, line)


@given(anything)
@settings(max_examples=400, deadline=None)
def test_nothing_is_left_to_expand(text: str) -> None:
    spoken = speak(text, vietnamese())
    in_other_scripts = any(problem.code == "LOA803" for problem in spoken.problems)
    assert not re.search(r"\d", spoken.text)
    assert in_other_scripts or LEFT_OVER.findall(spoken.text) == []
    assert spoken.text.count("\n") == spoken.source.count("\n")


@given(anything)
@example("chị II.1chị ")
@example("500.000đ1400 ")
@example("3-1-5°C ")
@settings(max_examples=300, deadline=None)
def test_same_text_same_reading_and_a_reading_stays_as_it_is(text: str) -> None:
    spoken = speak(text, vietnamese())
    assert speak(text, vietnamese()) == spoken
    # What nobody can read is an error, and what stands in its place is no reading.
    unreadable = any(problem.code == "LOA801" for problem in spoken.problems)
    assert unreadable or speak(spoken.text, vietnamese()).text == spoken.text


@given(
    st.lists(st.sampled_from([*WORDS, "nhà", "trẻ", "gái", "Đảng", "H'Yim", "M'Nông"]), min_size=1).map(
        " ".join
    )
)
@settings(max_examples=200, deadline=None)
def test_plain_words_are_not_touched(text: str) -> None:
    spoken = speak(text, vietnamese())
    assert (spoken.text, spoken.problems, spoken.spans) == (text, (), ())
