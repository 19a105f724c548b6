"""What a script says, in which order, and what is never spoken."""

from __future__ import annotations

import re
import time

import pytest
from conftest import APPROVED, ITEM, Make

from loa.errors import LoaError
from loa.hub import Settings, open_hub
from loa.render.radio.products import wanted

DRAMA = """**Người dẫn chuyện:** Chuyện xảy ra vào một buổi chiều. Đây là câu chuyện ghép.

[Tiếng gà gáy]

**Nam (gọi với):** Em ơi! (Cười) Hôm nay anh nấu cơm (món cá kho).

**Nữ:** (Ngạc nhiên) Thật hả anh?

(Hai người cùng vào bếp)

**Nam:** Luật có từ lâu (năm 2007) rồi mà em.
"""


def test_the_parts_stand_in_the_order_of_a_station_programme(trial: Make) -> None:
    script = trial("## Việc nhà\n\nBà con chia sẻ việc nhà.").script()
    assert [part.name for part in script.parts] == [
        "tune", "opening", "text", "call", "pause", "help", "close", "tune",
    ]  # fmt: skip
    assert script.text().splitlines()[-2:] == [
        "Bài phát thanh đến đây là hết.",
        "Cảm ơn bà con và các bạn đã lắng nghe.",
    ]


def test_every_number_of_the_help_block_is_said_twice_digit_by_digit(trial: Make) -> None:
    help_part = next(part for part in trial().script().parts if part.name == "help")
    assert help_part.lines[1:] == ("Công an.", "Số một một ba.", "Xin nhắc lại, số một một ba.")


def test_directions_cues_and_names_are_never_spoken(trial: Make) -> None:
    script = trial(DRAMA).script()
    spoken = script.text()
    for silent in ("Cười", "gọi với", "Ngạc nhiên", "vào bếp", "gà gáy", "Nam:", "Nữ", "dẫn chuyện", "["):
        assert silent not in spoken
    # A bracket inside a sentence is text, with or without a number: leaving it out would change what is said.
    assert "món cá kho" in spoken and "năm hai nghìn không trăm linh bảy" in spoken
    assert script.cast == ("Người dẫn chuyện", "Nam", "Nữ")
    asides = [(line.kind, line.text) for part in script.parts for line in part.said if line.kind != "say"]
    assert ("direction", "gọi với") in asides and ("direction", "Hai người cùng vào bếp") in asides
    assert [part.cue for part in script.parts if part.name == "cue"] == ["Tiếng gà gáy"]


def test_a_list_keeps_the_capitals_of_names(trial: Make) -> None:
    items = (
        "UBND xã họp",
        "Ủy ban nhân dân xã họp",
        "Gọi công an",
        "Đảng và Nhà nước lo",
        "Chị Lan nói",
        "Đắk Lắk làm",
    )
    body = "".join(f"{number}. {item}.\n" for number, item in enumerate(items, 1))
    assert [line for part in trial(body).script().parts if part.name == "text" for line in part.lines] == [
        "Thứ nhất, Ủy ban nhân dân xã họp.",
        "Thứ hai, Ủy ban nhân dân xã họp.",
        "Thứ ba, gọi công an.",
        "Thứ tư, Đảng và Nhà nước lo.",
        "Thứ năm, chị Lan nói.",
        "Thứ sáu, Đắk Lắk làm.",
    ]


def test_a_hidden_name_does_not_end_a_sentence(trial: Make) -> None:
    body = "Chị H. kể lại chuyện này. Em N. T. H. ở nhà. Nhà văn hóa ở khu B. Mời bà con đến."
    assert [line for part in trial(body).script().parts if part.name == "text" for line in part.lines] == [
        "Chị H. kể lại chuyện này.",
        "Em N. T. H. ở nhà.",
        "Nhà văn hóa ở khu B.",
        "Mời bà con đến.",
    ]


def test_a_text_for_the_air_replaces_the_article(trial: Make) -> None:
    spoken = f"---\ntitle: Lời trên loa\nstatus: {APPROVED}\n---\nThưa bà con, đây là lời riêng cho loa.\n"
    made = trial("Bài viết dài trên trang.", extra={"messages/bai-thu.radio.md": spoken})
    text = made.script().text()
    assert "lời riêng cho loa" in text and "Lời trên loa." in text
    assert "trên trang" not in text and "Hãy cùng làm" not in text


def test_production_leaves_out_a_text_for_the_air_that_nobody_approved(trial: Make) -> None:
    spoken = "---\nstatus: draft\n---\nThưa bà con, đây là lời riêng cho loa.\n"
    made = trial(extra={"messages/bai-thu.radio.md": spoken}, production=True)
    make, problems = wanted(made.edition(), made.context())
    assert not make and [problem.code for problem in problems] == ["LOA828"]
    preview = trial(extra={"messages/bai-thu.radio.md": spoken})
    assert "chưa được duyệt" in preview.script().text()


def test_approved_without_an_approver_is_refused(trial: Make) -> None:
    made = trial  # the hub does not open without errors
    with pytest.raises(AssertionError, match="LOA216"):
        made(status="approved")


def test_a_text_for_the_air_without_an_item_is_reported(files) -> None:  # type: ignore[no-untyped-def]
    source = files({"messages/lac.km.radio.md": "---\nstatus: draft\n---\nLời.\n"})
    assert "LOA501" in [problem.code for problem in open_hub(Settings.of(source, date="2026-11-21")).report]


def test_a_voice_without_words_is_named_and_not_read(trial: Make) -> None:
    made = trial("Mở đầu.\n\n**Nam:**\n\n**Nữ:** (Im lặng)\n\n[ ]\n\n**Nam:** Chào bà con.")
    assert [problem.line for problem in made.problems("LOA825")] == [12, 14, 16]
    assert "Nam" not in made.script().text()


# --- duration, slots, cuts ---------------------------------------------------------------------------------


def words(count: int) -> str:
    """Sentences of ten tiếng."""
    return " ".join(["Bà con cùng nhau chia sẻ việc nhà mỗi ngày."] * (count // 10))


def test_duration_is_counted_from_the_rate_and_the_pauses(trial: Make) -> None:
    made = trial(words(500))
    script = made.script()
    assert script.syllables == sum(len(line.split()) for part in script.parts for line in part.lines)
    assert script.seconds == pytest.approx(
        script.syllables / 3 + 0.4 * len(script.text().splitlines()) + 30, abs=6
    )
    assert script.slot == 5 and not script.over


def test_what_does_not_fit_its_slot_is_shown_with_where_to_cut(trial: Make) -> None:
    body = f"{words(90)}\n\n## Chính\n\n{words(100)}\n\n## Thêm\n\n{words(100)}\n\n## Cuối\n\n{words(60)}"
    script = trial(body, "radio:\n  slot: 3\n  cut: [Thêm]\n").script()
    assert script.over > 0
    assert [part.section for part in script.parts if part.dropped] == ["Thêm"]
    problem = next(problem for problem in script.problems if problem.code == "LOA822")
    assert "“Thêm”" in problem.render("vi")
    left = [part for part in script.parts if not part.dropped]
    assert {"help", "opening", "close"} <= {part.name for part in left}
    assert words(100).split(". ")[0] in script.text()  # shown, not lost


def test_a_script_of_forty_minutes_is_told_what_to_do_at_once(trial: Make) -> None:
    made = trial("\n\n".join([words(100)] * 66))
    started = time.process_time()
    script = made.script()
    assert time.process_time() - started < 3  # of this process; well under one second on an idle machine
    assert script.seconds > 40 * 60 and script.slot == 0
    assert "LOA823" in made.codes()
    assert len(script.text().split()) == script.syllables > 6600


def test_other_languages_take_a_stated_duration(trial: Make) -> None:
    variant = "---\ntitle: សួស្តី\nsummary: សួស្តីបងប្អូន។\nstatus: draft\n{more}---\nសួស្តីបងប្អូន។\n"
    unknown = trial(extra={"messages/bai-thu.km.md": variant.format(more="")})
    assert unknown.script(language="km").seconds == 0
    stated = trial(extra={"messages/bai-thu.km.md": variant.format(more="radio:\n  seconds: 95\n")})
    script = stated.script(language="km")
    assert (script.seconds, script.slot, script.syllables) == (95, 3, 0)


def test_a_wrong_slot_is_refused_with_the_five_lengths(files) -> None:  # type: ignore[no-untyped-def]
    item = ITEM.format(id="bt01", title="Bài", status="draft", more="radio:\n  slot: 4\n", body="Lời.")
    source = files({"messages/bai.md": item + "\n"})
    found = [p for p in open_hub(Settings.of(source, date="2026-11-21")).report if p.code == "LOA208"]
    assert found and "1, 3, 5, 7 hoặc 15" in found[0].render("vi")


def test_long_sentences_warn_and_very_long_ones_stop_the_build(trial: Make) -> None:
    made = trial("Bà con " + "ơi " * 24 + "nhé.\n\n" + "Bà con " + "ơi " * 50 + "nhé.")
    assert [(p.code, p.line) for p in made.script().problems] == [("LOA820", 10), ("LOA821", 12)]
    assert not wanted(made.edition(), made.context())[0]
    assert "LOA820" not in trial("Bà con " + "ơi " * 22 + "nhé.").codes()


# --- bad input ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Chào bà con 😀 nhé.", "Chào п р и в е т bà con."], ids=["emoji", "mixed"])
def test_what_cannot_be_read_leaves_the_script_out_and_names_the_line(trial: Make, text: str) -> None:
    made = trial(text)
    make, problems = wanted(made.edition(), made.context())
    assert not make
    assert {(problem.code, problem.line) for problem in problems} == {("LOA703", 10)}


def test_an_unknown_abbreviation_leaves_the_script_out_and_names_it(trial: Make) -> None:
    made = trial("Mời bà con đến XYZQ hôm nay.")
    _, problems = wanted(made.edition(), made.context())
    assert [problem.code for problem in problems] == ["LOA703"] and "XYZQ" in problems[0].render("vi")


def test_a_megabyte_in_one_line_is_refused_at_once(files) -> None:  # type: ignore[no-untyped-def]
    item = ITEM.format(id="bt01", title="Bài", status="draft", more="", body="việc nhà " * 100_000)
    source = files({"messages/bai.md": item})
    open_hub(Settings.of(source, date="2026-11-21"))  # warm
    started = time.process_time()
    from loa.errors import Report
    from loa.load import Source, load_catalog

    report = Report()
    load_catalog(Source.find(source, source), ["vi"], report)
    assert time.process_time() - started < 3  # of this process; well under one second on an idle machine
    assert "LOA102" in [problem.code for problem in report]


def test_a_folder_that_does_not_exist_is_said(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(LoaError, match="LOA107"):
        open_hub(Settings.of(tmp_path / "không-có", date="2026-11-21"))


SECTIONS = "Mở đầu.\n\n## Nên làm\n\nLàm.\n\n## Nguồn\n\nSách.\n"
KHMER = (
    "---\ntitle: ចំណងជើង\nsummary: សង្ខេប។\nstatus: draft\n---\nបើក។\n\n## គួរធ្វើ\n\nធ្វើ។\n\n## ប្រភព\n\nសៀវភៅ។\n"
)


@pytest.mark.parametrize("named", ["Nguồn", "ប្រភព"])
def test_what_is_left_out_is_left_out_in_every_language(trial: Make, named: str) -> None:
    made = trial(SECTIONS, f"radio:\n  omit: [{named}]\n", extra={"messages/bai-thu.km.md": KHMER})
    khmer = made.script(language="km").text()
    assert "សៀវភៅ" not in khmer and "ធ្វើ" in khmer
    assert ("Sách" in made.script().text()) is (named != "Nguồn")


def test_a_variant_with_other_sections_keeps_them(trial: Make) -> None:
    other = KHMER.replace("## គួរធ្វើ\n\n", "")
    made = trial(SECTIONS, "radio:\n  omit: [Nguồn]\n", extra={"messages/bai-thu.km.md": other})
    assert "សៀវភៅ" in made.script(language="km").text()


def test_vietnamese_in_the_script_of_another_language_is_one_sentence_a_line(trial: Make) -> None:
    made = trial(extra={"messages/bai-thu.rad.md": KHMER})
    lines = [line for part in made.script(language="rad").parts for line in part.said if line.lang == "vi"]
    assert lines and all(len(re.findall(r"[.!?](?:\s|$)", line.text)) <= 1 for line in lines)
