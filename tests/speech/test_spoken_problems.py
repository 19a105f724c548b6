"""What the writer is told, and what stays in the text all the same."""

from __future__ import annotations

import pytest
from spoken_cases import vietnamese

from loa.speech import phone_digits, speak, speak_other, speaker_for


def problems(text: str, **options: object) -> list[tuple[str, int, str]]:
    spoken = speak(text, vietnamese(), **options)  # type: ignore[arg-type]
    return [(problem.code, problem.line, dict(problem.values)["value"]) for problem in spoken.problems]


def test_an_unknown_abbreviation_is_an_error_of_its_line_and_stays_in_the_text() -> None:
    text = "Dòng đầu\nCông tác XQZĐ ở xã, XQZĐ ở huyện"
    assert problems(text) == [("LOA801", 2, "XQZĐ")]
    assert speak(text, vietnamese()).text == text


@pytest.mark.parametrize("word", ["KHÔNG", "PHỤ NỮ", "QR", "H'YIM", "Zalo", "TP HCM"])
def test_words_in_capitals_are_not_abbreviations(word: str) -> None:
    assert problems(f"Chị em {word} nhé") == []


def test_a_short_unmarked_word_in_small_text_is_taken_for_an_abbreviation() -> None:
    assert problems("Báo CA xã") == [("LOA801", 1, "CA")]
    assert problems("NHÀ TA Ở") == []


@pytest.mark.parametrize("value", ["500.000đ1400", "500.000 đ1400", "120abc5", "6T", "2,5T"])
def test_what_is_joined_to_a_number_and_has_no_reading_is_an_error_of_its_line(value: str) -> None:
    assert problems(f"Dòng đầu\nHỗ trợ {value} mỗi hộ") == [("LOA801", 2, value)]


def test_labels_with_a_letter_are_no_such_errors() -> None:
    assert problems("Lớp 6T, lớp 10a1, nhà 5T, tổ 4a, tăng 2tr5") == []


def test_an_address_is_left_out_with_a_warning_or_said_as_the_author_wants() -> None:
    text = "Xem https://example.org/a?b=1. Viết tới lan123@example.org."
    assert problems(text) == [
        ("LOA802", 1, "https://example.org/a?b=1"),
        ("LOA802", 1, "lan123@example.org"),
    ]
    assert speak(text, vietnamese()).text == "Xem. Viết tới."
    said = {"https://example.org/a?b=1": "trang của Hội", "lan123@example.org": "hộp thư của xã"}
    assert problems(text, addresses=said) == []
    assert speak(text, vietnamese(), addresses=said).text == "Xem trang của Hội. Viết tới hộp thư của xã."


def test_a_sign_without_reading_is_an_error_and_left_out() -> None:
    assert problems("Chào 😀😀 bạn ^ nhé") == [("LOA803", 1, "😀😀"), ("LOA803", 1, "^")]
    assert speak("Chào 😀😀 bạn ^ nhé", vietnamese()).text == "Chào bạn nhé"


def test_a_word_in_another_script_stays_with_an_error() -> None:
    text = "Tiếng Khmer là ភាសាខ្មែរ nhé"
    assert [problem[0] for problem in problems(text)] == ["LOA803"]
    assert speak(text, vietnamese()).text == text


def test_invisible_characters_and_other_line_ends_go_without_a_word() -> None:
    spoken = speak("Ch\u200bào\u00ad bạn\r\nGọi\u202e 1\u200b11\rhết\ufeff", vietnamese())
    assert spoken.text == "Chào bạn\nGọi một một một\nhết"
    assert spoken.problems == ()


def test_decomposed_letters_and_digits_of_other_scripts_read_alike() -> None:
    assert speak("Trẻ 15 tuổi, gọi １１１", vietnamese()).text == "Trẻ mười lăm tuổi, gọi một một một"


def test_one_output_line_for_each_input_line() -> None:
    text = "\n\nUBND\n\n   \n5 % |\n- \n---\n"
    assert speak(text, vietnamese()).text.split("\n") == [
        "", "", "Ủy ban nhân dân", "", "   ", "Năm phần trăm", "", "", ""
    ]  # fmt: skip


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(ValueError, match="south"):
        speak("5", vietnamese(), region="east")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1900 969 680", "một chín không không, chín sáu chín, sáu tám không"),
        ("113", "một một ba"),
        ("+84 24 3936 6411", "cộng tám bốn, hai bốn, ba chín ba sáu, sáu bốn một một"),
        ("0912.345.678", "không chín một hai, ba bốn năm, sáu bảy tám"),
    ],
)
def test_telephone_numbers_in_their_printed_groups(number: str, said: str) -> None:
    assert phone_digits(number) == said


def test_other_languages_keep_their_numbers_and_space_telephones() -> None:
    spoken = speak_other("ទូរស័ព្ទ 1900 969 680 ឬ 111\nឆ្នាំ 2026, 50%, UBND, 15/11", "km")
    assert spoken.text == "ទូរស័ព្ទ 1 9 0 0, 9 6 9, 6 8 0 ឬ 1 1 1\nឆ្នាំ 2026, 50%, UBND, 15/11"
    assert spoken.problems == ()
    assert speak_other("លេខ ០៩១២ ៣៤៥ ៦៧៨", "km").text == "លេខ 0 9 1 2, 3 4 5, 6 7 8"
    assert speak_other("https://example.org", "jra").text == ""
    assert [p.code for p in speak_other("https://example.org", "jra").problems] == ["LOA802"]


def test_the_tag_chooses_the_speaker() -> None:
    assert speaker_for("vi", vietnamese())("5").text == "Năm"
    assert speaker_for("vi-x-easy", vietnamese())("5").text == "Năm"
    assert speaker_for("jra")("5 UBND").text == "5 UBND"
    with pytest.raises(ValueError, match="lexicon"):
        speaker_for("vi")


@pytest.mark.parametrize(
    ("written", "unclear"),
    [
        ("Họp sáng T7", "T7"),
        ("thứ 7, CN", "CN"),
        ("chị Lan (SN 1985)", "SN"),
        ("Trẻ 15t", "15t"),
        ("Đi vs tôi", "vs"),
    ],
)
def test_what_has_two_readings_is_never_guessed(written: str, unclear: str) -> None:
    assert [(code, value) for code, _, value in problems(written)] == [("LOA801", unclear)]


@pytest.mark.parametrize(
    ("written", "unclear"),
    [("-2,5% so với năm trước", "-2,5%"), ("> 80% dân số", "> 80%"), ("> 3 tháng", "> 3")],
)
def test_a_sign_that_may_be_a_mark_of_the_text_is_not_dropped_unsaid(written: str, unclear: str) -> None:
    assert [(code, value) for code, _, value in problems(written)] == [("LOA803", unclear)]


@pytest.mark.parametrize("written", ["- 5 xã", "-5 xã", "-5°C", "- 2,5 triệu đồng", "> Lời của bà con"])
def test_marks_of_a_list_and_of_a_quotation_are_no_problem(written: str) -> None:
    assert problems(written) == []
