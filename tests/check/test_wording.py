"""Numbers are the same however a language writes them, and what a variant says of its own is used everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.check.wording import findings, numbers
from loa.editions import Editions
from loa.errors import Report
from loa.hub import PROJECT, Settings, open_hub
from loa.locales import load_locales
from loa.locales.glossary import missing_terms, terms_in
from loa.render.context import Context
from loa.render.paper.leaflet import leaflet_data
from loa.render.radio import script_of
from loa.site.pages import site_pages


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("62,9%", "62.9 %"),
        ("1.200.000 đồng", "1,200,000"),
        ("ngày 05/11/2026", "2026-11-05"),
        ("năm 2026", "ឆ្នាំ ២០២៦"),
        ("{{sdt-111}} và 3", "3 {{sdt-113}}"),
        ("1 và 2", "2, 1"),
    ],
)
def test_the_same_numbers(left: str, right: str) -> None:
    assert numbers(left) == numbers(right) != {}


@pytest.mark.parametrize(
    ("left", "right"), [("3", "30"), ("1,5", "15"), ("2 và 2", "2"), ("11/2026", "12/2026")]
)
def test_other_numbers(left: str, right: str) -> None:
    assert numbers(left) != numbers(right)


@given(st.integers(0, 10**12))
@settings(max_examples=100, deadline=None)
def test_thousands_may_be_set_apart_in_either_way(number: int) -> None:
    assert numbers(f"{number:,}") == numbers(f"{number:,}".replace(",", ".")) == numbers(str(number))


def test_a_term_inside_a_longer_one_is_not_asked_for() -> None:
    glossary = {"bạo lực": ("A",), "bạo lực gia đình": ("B",)}
    assert list(terms_in("Bạo lực gia đình là sai.", glossary)) == ["bạo lực gia đình"]
    assert list(missing_terms("Bạo lực gia đình và bạo lực.", "b", glossary)) == [("bạo lực", ("A",))]


LOCALES = load_locales((PROJECT / "locales",), Report())
texts = st.text("aăđ ខ១ 1.,/[](){}*ҝ\u0300", max_size=60)


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_any_two_texts_can_be_compared(source: str, target: str) -> None:
    assert {code for code, _ in findings(source, target, LOCALES["km"])} <= {f"LOA52{n}" for n in range(5)}


@pytest.mark.parametrize(
    ("tag", "source", "target", "reported"),
    [
        ("km", "từ 15/11 đến 15/12/2026", "ថ្ងៃទី 15 ខែវិច្ឆិកា ដល់ថ្ងៃទី ១៥ ខែធ្នូ ឆ្នាំ 2026", None),
        ("km", "tháng 12 năm 2025", "ខែវិច្ឆិកា ឆ្នាំ 2025", ("12", "–")),
        ("km", "Tòa án có 3 việc", "តុលាការ 3", None),
        ("hmn-Latn-VN-x-rpa", "Luật Trẻ em, Điều 6.", "Txoj cai, nqe 6 (Điều 6).", None),
        ("hmn-Latn-VN-x-rpa", "Luật Trẻ em, Điều 6.", "Txoj cai, nqe 8 (Điều 6).", ("–", "8")),
        ("hmn-Latn-VN-x-rpa", "Luật Trẻ em, Điều 6.", "Txoj cai, nqe 6 (nqe 6).", ("–", "6")),
    ],
)
def test_named_months_and_quotations_in_brackets_are_no_other_numbers(
    tag: str, source: str, target: str, reported: tuple[str, str] | None
) -> None:
    told = [v for code, v in findings(source, target, LOCALES[tag]) if code == "LOA520"]
    assert [(v["missing"], v["extra"]) for v in told] == ([reported] if reported else [])


def test_a_variants_own_call_stands_on_the_page_the_leaflet_and_in_the_script(tmp_path: Path) -> None:
    own = "call_to_action: ចែកការងារ។\n"
    files = {"thu/messages/a.md": tiny.item(), "thu/messages/a.km.md": tiny.variant(own)}
    hub = open_hub(Settings.of(tiny.write(tmp_path, files), date=tiny.DATE))
    editions = Editions(hub)
    context = Context.of(editions, "km")
    edition = editions.get("tg1", "km")
    assert edition is not None
    page = next(p for p in site_pages(editions, context, frozenset()) if p.path == "km/tg1.html")
    assert "<p>ចែកការងារ។</p>" in page.body
    assert "ចែកការងារ។" in str(leaflet_data(edition, context))
    parts = {part.name: part for part in script_of(edition, context).parts}
    assert [line.text for line in parts["call"].said] == ["ចែកការងារ។"]


def test_a_field_of_another_kind_is_refused(tmp_path: Path) -> None:
    files = {"thu/messages/a.md": tiny.item(), "thu/messages/a.km.md": tiny.variant("claim: ក\n")}
    assert "LOA215" in tiny.codes(tiny.opened(tmp_path, files))
