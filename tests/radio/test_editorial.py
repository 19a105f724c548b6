"""Editorial rules: what is warned of, what is not, and that `loa check` says it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ITEM, Make

from loa.cli import root
from loa.render.radio.editorial import read_editorial

HARD = "sensitive: true\n"
RULES = read_editorial(root() / "locales" / "vi" / "editorial.yml")


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.words[0])
def test_every_word_is_warned_of_with_reason_and_better_wording(trial: Make, rule) -> None:  # type: ignore[no-untyped-def]
    body = "\n\n".join(f"Chuyện kể rằng {word} trong nhà." for word in rule.words)
    found = trial(body, HARD).problems("LOA831" if rule.law else "LOA830")
    assert {dict(problem.values)["value"] for problem in found} >= set(rule.words)
    for problem in found:
        if dict(problem.values)["value"] in rule.words:
            assert rule.why in problem.render("vi") and rule.write in problem.render("vi")


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("Luật nói về nạn nhân của việc mua bán người.", HARD),
        ("Đừng hỏi: sao không bỏ đi?", HARD),
        ("Bà con không nên khuyên chị em chịu đựng.", HARD),
        ("Hai thôn xô xát vì tranh nhau nước.", ""),
        ("Anh em trong nhà máy xô xátt.", HARD),
    ],
)
def test_ordinary_talk_is_left_alone(trial: Make, body: str, more: str) -> None:
    assert not {"LOA830", "LOA831"} & set(trial(body, more).codes())


def test_violence_is_recognised_without_the_flag(trial: Make) -> None:
    assert "LOA830" in trial("Bạo lực gia đình bắt đầu từ một trận xô xát.").codes()


@pytest.mark.parametrize("word", RULES.grave.words)
def test_hard_content_needs_a_warning_before_it(trial: Make, word: str) -> None:
    body = f"Luật phạt nặng hành vi {word}. Luật phạt cả hành vi {word} khác."
    assert [dict(p.values)["value"] for p in trial(body, HARD).problems("LOA835")] == [word]
    assert "LOA835" not in trial(f"Bài này {RULES.grave.warned[0]}.\n\n{body}", HARD).codes()
    assert "LOA835" in trial(f"{body}\n\nBài này {RULES.grave.warned[0]}.", HARD).codes()


MYTH = "fact: Bạo lực là vi phạm pháp luật.\nclaim: Đánh vợ là việc riêng.\n"


def test_a_myth_read_out_first_is_warned_of(trial: Make) -> None:
    first = trial("Có người nói: “Đánh vợ là việc riêng.” Nói vậy sai.", MYTH, kind="myths")
    assert [problem.line for problem in first.problems("LOA832")] == [11]
    title = trial("Bạo lực là vi phạm.", MYTH, kind="myths", title="Đánh vợ là việc riêng?")
    assert "LOA832" in title.codes()
    good = trial("Bạo lực là vi phạm.\n\nCó người nói: “Đánh vợ là việc riêng.”", MYTH, kind="myths")
    assert "LOA832" not in good.codes()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Chị Hoa ở thôn Đông bị đánh.", True),
        ("Chị Hoa bị đánh. Chị là giáo viên.", True),
        ("Anh Y Nam bị đe dọa. Anh có hai con.", True),
        ("Chị Hoa bị đánh.", False),
        ("Một chị ở xã bên bị đánh. Chị là giáo viên.", False),
        ("Trưởng thôn và các bà Hội Phụ nữ ở thôn Đông đến thăm.", False),
        ("Đây là câu chuyện ghép. Chị Hoa ở thôn Đông bị đánh.", False),
        ("Anh ở nhà nấu cơm. Bệnh viện mở cửa.", False),
    ],
)
def test_details_that_give_somebody_away(trial: Make, body: str, found: bool) -> None:
    assert ("LOA833" in trial(body, HARD).codes()) is found


def test_a_script_on_violence_without_a_number_is_warned_of(trial: Make) -> None:
    assert "LOA834" in trial("Lời.", HARD, help_status="draft", production=True).codes()
    assert "LOA834" not in trial("Lời.", HARD, production=True).codes()
    assert "LOA834" not in trial("Chia sẻ việc nhà.", help_status="draft", production=True).codes()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[Tiếng khóc]", True),
        ("**Nữ:** (Khóc) Em xin anh.", True),
        ("**Nam:** Em đâu? (Tiếng đập bát đĩa) Ra đây!", True),
        ("[Tiếng đánh trống]", False),
        ("**Nữ:** (Cười) Chào anh.", False),
    ],
)
def test_sounds_of_beating_and_crying(trial: Make, body: str, found: bool) -> None:
    assert ("LOA836" in trial(f"Mở đầu.\n\n{body}").codes()) is found


def test_loa_check_says_it(files, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    item = ITEM.format(
        id="bt01",
        title="Bài",
        status="draft",
        more="call_to_action: Hãy báo.\n" + HARD,
        body="Hai vợ chồng xô xát.",
    )
    source = files({"messages/bai.md": item})
    done = subprocess.run(
        [sys.executable, "-P", str(root() / "scripts" / "check.py"), "--source", str(source), "--json"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    found = {problem["code"]: problem for problem in json.loads(done.stdout)["problems"]}
    assert done.returncode == 0
    assert found["LOA830"]["line"] == 9 and "xô xát" in found["LOA830"]["message"]
