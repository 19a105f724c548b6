"""Whatever lies in the files beside the articles: coded problems in time, or data; never a traceback.

Each begins as a good file, so that damage reaches what is behind the reading of YAML, CSV and WebVTT.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from test_any_input import PIECES, assert_clean

from loa.errors import LoaError, Problem, Report
from loa.hub import PROJECT
from loa.locales import load_locales
from loa.render.radio.editorial import read_editorial
from loa.speech.lexicon import load_lexicon

OWN = PROJECT / "campaigns" / "thang-hanh-dong-2026"
VIDEO = (
    "sign_language:\n  file: a.mp4\n  captions: a.vtt\n  length: 9\n"
    "  consent: {by: Người thử, scope: trang web, until: 2030-01-01}\n"
)
BESIDE: dict[str, str | bytes] = {
    "thu/messages/viec-nha.md": tiny.item(VIDEO),
    "thu/messages/a.mp4": b"\0\0\0\x14ftypisom",
    "thu/messages/a.vtt": "WEBVTT\n\n1\n00:01.000 --> 00:04.000\nCâu.\n",
    "thu/news.yml": "sources: [{title: Nguồn, url: 'https://a.example/'}]\n",
}
NEWS = (
    "entries:\n  - id: t1\n    status: approved\n    approved_by: Người thử\n    approved_on: 2026-11-02\n"
    "    title: Tựa\n    summary: Tóm tắt.\n    link: https://a.example/\n    source: Nguồn\n    found: 2026-11-01\n"
)
ORIGIN = (
    "feed: https://a.example/campaigns/feed.atom.xml\ncampaign: thu\ntitle: Nơi khác\nlicence: CC BY 4.0\n"
    "updated: 2026-11-01\nfiles:\n  campaign.yml: abc\n"
)
SERVICES = (
    "id,title,summary,service_type,organization,phones,area,level,assured_date,check_due,source\n"
    "sv1,Nơi thử,Thử.,hotline,Đơn vị,1900 000 001,VN,public,2026-11-01,2027-05-01,Nguồn\n"
)
LEDGER = (
    "date,what,count,language,channel,place,women,men,evidence\n"
    "2026-11-01,radio,3,vi,loudspeaker,24133,12,10,Sổ trực đài\n"
)
GOOD = {
    "thu/plan.yml": (OWN / "plan.yml").read_text(encoding="utf-8"),
    "thu/tasks.yml": (OWN / "tasks.yml").read_text(encoding="utf-8"),
    "thu/news.yml": (OWN / "news.yml").read_text(encoding="utf-8"),
    "thu/news-entries.yml": NEWS,
    "thu/origin.yml": ORIGIN,
    "thu/ledger.csv": LEDGER,
    "thu/services/bang.csv": SERVICES,
    "thu/messages/a.vtt": str(BESIDE["thu/messages/a.vtt"]),
    "thu/messages/viec-nha.radio.md": "---\ntitle: Bài\n---\n[Nhạc hiệu]\n\n**Nam:** Chào bà con.\n",
    "thu/messages/viec-nha.km.md": tiny.variant("short: {sms: សាកល្បង}\n"),
}


def languages(path: Path) -> object:
    """A registry in which a language has this file; what is wrong there is in the report."""
    root = path.parent / "locales"
    shutil.copytree(tiny.PROJECT / "locales", root)
    shutil.copy(path, root / "km" / path.name)
    return load_locales([root], Report())


WORDS: dict[str, Callable[[Path], object]] = {
    "vi/speech.yml": lambda path: load_lexicon(path.parent),
    "vi/editorial.yml": read_editorial,
    "km/glossary.yml": languages,
    "km/locale.yml": languages,
    "km/ui.yml": languages,
}
# Where in a file (as a share of it), how much goes, what comes instead.
damage = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 20), st.sampled_from(PIECES) | st.text(max_size=6)), max_size=5
)


def damaged(text: str, changes: list[tuple[float, int, str]]) -> bytes:
    for share, cut, piece in changes:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + cut :]
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", list(GOOD))
@given(changes=damage)
@settings(max_examples=25, deadline=None)
def test_damage_anywhere_gives_problems_or_data(name: str, changes: list[tuple[float, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        hub = tiny.opened(Path(folder), {**BESIDE, name: damaged(GOOD[name], changes)})
        assert time.process_time() - start < 3
    assert all(isinstance(problem, Problem) and problem.render("en") for problem in hub.report)
    assert_clean(hub.catalog)


@pytest.mark.parametrize("name", list(WORDS))
@given(changes=damage)
@settings(max_examples=25, deadline=None)
def test_damaged_lists_of_words_give_words_or_say_why(
    name: str, changes: list[tuple[float, int, str]]
) -> None:
    good = PROJECT / "locales" / name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / good.name
        path.write_bytes(damaged(good.read_text(encoding="utf-8"), changes))
        start = time.process_time()
        try:
            WORDS[name](path)
        except LoaError as error:
            assert error.problems
        assert time.process_time() - start < 3


@pytest.mark.parametrize("name", list(WORDS))
@pytest.mark.parametrize(
    "text",
    [
        *(
            "? [a]\n: b",
            "? {a: b}\n: c",
            "a: &a [*a]",
            "a: &a [x, x]\nb: [*a, *a]",
            "<<: {a: b}",
            "!!python/name:os.system",
        ),
        *(
            'a: "\\UFFFFFFFF"',
            'a: "\\uD800"',
            "[" * 3000,
            "{a: " * 3000,
            "%YAML 9.9",
            "a: b\na: c",
            "- a",
            "",
            "\x00",
        ),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile_yaml_in_lists_of_words(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text(text, encoding="utf-8")
    with suppress(LoaError):
        WORDS[name](path)


def test_a_lexicon_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "speech.yml").write_text(
        "abbreviations:\n" + "".join(f"  A{n}: a\n" for n in range(30_000)), "utf-8"
    )
    with pytest.raises(LoaError, match="quá lớn"):
        load_lexicon(tmp_path)


def test_the_good_files_reach_the_model(tmp_path: Path) -> None:
    campaign = tiny.opened(tmp_path, {**BESIDE, **GOOD}).catalog.campaigns["thu"]
    assert campaign.plan and campaign.tasks and campaign.news and campaign.origin and campaign.ledger
    (message,) = (item for item in campaign.items if item.id == "tg1")
    assert message.video and message.spoken and message.variants
    assert "sv1" in {item.id for item in campaign.items}
