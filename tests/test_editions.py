"""What a build publishes: everything, marked, in a preview; what a named person approved in production.

Every approval here is test data: nobody has approved anything.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from loa.editions import Editions, Mark
from loa.hub import Hub
from loa.translation import source_hashes

MESSAGE, KHMER = "thu/messages/viec-nha.md", "thu/messages/viec-nha.km.md"
YES = tiny.APPROVED
SOURCES = "sources:\n  - title: Nguồn thử nghiệm\n"


def fact(extra: str = YES, name: str = "so-thu") -> str:
    lines = (
        'value: "000 000 0009"', "kind: phone", "about: Thử", "source: Thử", "confidence: H", "checked: 2026-11-01",
        *extra.splitlines(),
    )  # fmt: skip
    return f"{name}:\n" + "".join(f"  {line}\n" for line in lines)


def service(extra: str = "", phone: str = "fact: so-thu") -> str:
    return (
        "---\nid: dv1\ntitle: Nơi giúp đỡ thử nghiệm\nsummary: Thử.\nservice_type: hotline\norganization: Đơn vị thử\n"
        f"area: [VN]\nphones: [{{{phone}}}]\n{extra}---\n"
    )


REAL = SOURCES + "assured_date: 2026-11-01\ncheck_due: 2026-12-31\n"


def story(consent: str, extra: str = YES) -> str:
    return f"---\nid: cc1\ntitle: Chuyện thử\nsummary: Thử.\nconsent: {{{consent}}}\n{extra}---\nChuyện.\n"


def both(folder: Path, files: dict[str, str], date: str = tiny.DATE) -> tuple[Editions, Editions]:
    """(preview, production) of the same files."""
    first = Editions(tiny.opened(folder, files, date=date))
    return first, Editions(tiny.opened(folder, files, date=date, production=True))


def reasons(editions: Editions) -> list[str]:
    """Why items and pages were left out; the campaign's own page, which nobody approved either, aside."""
    return [left.reason for left in editions.left_out if not left.what.endswith("campaign.yml")]


@pytest.mark.parametrize(
    ("extra", "marks", "published"),
    [
        ("", (Mark.DRAFT,), False),
        ("status: draft\n", (Mark.DRAFT,), False),
        ("status: needs-check\n", (Mark.NEEDS_CHECK,), False),
        ("status: reviewed\nreviewed_by: Người đọc thử nghiệm\n", (Mark.DRAFT,), False),
        (YES, (), True),
    ],
)
def test_only_what_is_approved_is_published(
    tmp_path: Path, extra: str, marks: tuple[Mark, ...], published: bool
) -> None:
    preview, production = both(
        tmp_path, {MESSAGE: tiny.item(extra), "docs/a.md": f"---\ntitle: A\nsummary: A\n{extra}---\nA.\n"}
    )
    for identifier in ("tg1", "a"):
        shown = preview.get(identifier, "vi")
        assert shown is not None
        assert shown.marks == marks
        assert (production.get(identifier, "vi") is not None) == published
    assert preview.left_out == []
    assert reasons(production) == ([] if published else ["chưa có người duyệt"] * 2)
    assert all(left.what and left.who for left in production.left_out)


@pytest.mark.parametrize(
    "where",
    [
        {MESSAGE: tiny.item(YES, "Gọi {{so-thu}}.\n")},
        {MESSAGE: tiny.item(YES + "leaflet: {lead: 'Gọi {{so-thu}}.'}\n")},
        {MESSAGE: tiny.item(YES + "radio: {hook: 'Gọi {{so-thu}}.'}\n")},
        {MESSAGE: tiny.item(YES).replace("Việc chung.", '"Gọi {{ so-thu }}."')},
        {MESSAGE: tiny.item(YES, "> [!luu-y]\n> - **Gọi {{so-thu}}.**\n")},
        {"thu/services/a.md": service(YES + REAL).replace("dv1", "tg1")},
        {"docs/tg1.md": f"---\ntitle: A\nsummary: A\n{YES}---\nGọi {{{{so-thu}}}}.\n"},
    ],
    ids=["body", "leaflet", "radio", "summary", "nested", "service", "page"],
)
@pytest.mark.parametrize("approval", ["", "status: reviewed\nreviewed_by: Người đọc thử nghiệm\n"])
def test_a_fact_that_nobody_approved_holds_its_items_back(
    tmp_path: Path, where: dict[str, str], approval: str
) -> None:
    preview, production = both(tmp_path / "a", {**where, "facts.yml": fact(approval)})
    assert preview.get("tg1", "vi")
    assert production.get("tg1", "vi") is None
    assert reasons(production) == ["dữ kiện chưa được duyệt: so-thu"]
    _, approved = both(tmp_path / "b", {**where, "facts.yml": fact()})
    assert approved.get("tg1", "vi")
    assert reasons(approved) == []


def translated(
    folder: Path, status: str, source: str = tiny.item(YES), stale: bool = False
) -> tuple[Editions, Editions]:
    item = next(tiny.opened(folder, {MESSAGE: source}).catalog.items())
    hashes = "".join(f"  {key}: {value}\n" for key, value in source_hashes(item).items())
    text = tiny.variant(f"{status}source_hashes:\n{hashes}")
    return both(folder, {MESSAGE: source.replace("Cả nhà", "Mọi người") if stale else source, KHMER: text})


def test_an_approved_translation_is_published(tmp_path: Path) -> None:
    for editions in translated(tmp_path, YES):
        found = editions.get("tg1", "km")
        assert found is not None
        assert (found.status, found.marks, found.title) == ("approved", (), "សាកល្បង")
        assert editions.languages == ["vi", "km"]
        assert editions.languages_of("tg1") == ["vi", "km"]


def test_a_stale_translation_is_marked_and_withdrawn(tmp_path: Path) -> None:
    preview, production = translated(tmp_path, YES, stale=True)
    shown = preview.get("tg1", "km")
    assert shown is not None
    assert (shown.status, shown.marks) == ("outdated", (Mark.OUTDATED,))
    assert production.get("tg1", "km") is None
    assert production.get("tg1", "vi") is not None
    assert production.languages == ["vi"]
    assert reasons(production) == ["bản dịch đã cũ so với bài gốc"]


@pytest.mark.parametrize("status", ["", "status: reviewed\nreviewed_by: Người đọc thử nghiệm\n"])
def test_a_translation_that_nobody_approved_stays_out(tmp_path: Path, status: str) -> None:
    preview, production = translated(tmp_path, status)
    shown = preview.get("tg1", "km")
    assert shown is not None and shown.marks == (Mark.DRAFT,)
    assert production.get("tg1", "km") is None
    assert reasons(production) == ["bản dịch chưa được duyệt"]


def test_no_translation_without_its_source(tmp_path: Path) -> None:
    _, production = translated(tmp_path, YES, source=tiny.item("status: draft\n"))
    assert list(production) == []
    assert reasons(production) == ["chưa có người duyệt", "bài gốc không được đăng"]


def test_a_translation_of_something_unapproved_is_marked(tmp_path: Path) -> None:
    for name, extra, mark in (("a", "", Mark.DRAFT), ("b", "status: needs-check\n", Mark.NEEDS_CHECK)):
        preview, _ = translated(tmp_path / name, YES, source=tiny.item(extra))
        shown = preview.get("tg1", "km")
        assert shown is not None
        assert (shown.status, shown.marks) == ("approved", (mark,))


def test_an_approved_translation_of_unknown_origin_counts_as_a_draft(tmp_path: Path) -> None:
    preview, production = both(tmp_path, {MESSAGE: tiny.item(YES), KHMER: tiny.variant(YES)})
    shown = preview.get("tg1", "km")
    assert shown is not None and shown.marks == (Mark.DRAFT,)
    assert production.get("tg1", "km") is None


def test_a_fact_in_a_translation_must_be_approved_too(tmp_path: Path) -> None:
    item = next(tiny.opened(tmp_path / "a", {MESSAGE: tiny.item(YES)}).catalog.items())
    hashes = "".join(f"  {key}: {value}\n" for key, value in source_hashes(item).items())
    text = tiny.variant(f"{YES}source_hashes:\n{hashes}").replace("summary: សាកល្បង។", "summary: '{{so-thu}}'")
    _, production = both(tmp_path / "b", {MESSAGE: tiny.item(YES), KHMER: text, "facts.yml": fact("")})
    assert production.get("tg1", "vi") is not None
    assert production.get("tg1", "km") is None


def test_samples_never_enter_production(tmp_path: Path) -> None:
    sample = service(YES + "sample: true\n", "number: 000 000 0001")
    preview, production = both(tmp_path, {"thu/services/a.md": sample})
    shown = preview.get("dv1", "vi")
    assert shown is not None and Mark.SAMPLE in shown.marks
    assert preview.help_lines() == []
    assert production.get("dv1", "vi") is None
    assert reasons(production) == ["hồ sơ mẫu"]


@pytest.mark.parametrize(
    ("due", "overdue"), [("2026-11-14", True), ("2026-11-15", False), ("2027-01-01", False)]
)
def test_overdue_services_are_not_printed_and_leave_production(
    tmp_path: Path, due: str, overdue: bool
) -> None:
    record = service(YES + REAL.replace("2026-12-31", due))
    preview, production = both(tmp_path, {"thu/services/a.md": record, "facts.yml": fact()})
    shown = preview.get("dv1", "vi")
    assert shown is not None
    assert (Mark.OVERDUE in shown.marks) == overdue
    for editions in (preview, production):
        assert [edition.id for edition in editions.help_lines()] == ([] if overdue else ["dv1"])
    assert (production.get("dv1", "vi") is None) == overdue
    assert reasons(production) == (["đã quá hạn xác minh"] if overdue else [])


def test_help_lines_are_national_in_order_of_rank_and_in_the_language_if_there_is_one(tmp_path: Path) -> None:
    def record(identifier: str, rank: int, area: str = "VN") -> str:
        extra = YES + REAL + f"rank: {rank}\n"
        return service(extra).replace("dv1", identifier).replace("[VN]", f"[{area}]")

    files = {
        "thu/services/a.md": record("dv1", 9),
        "thu/services/b.md": record("dv2", 1),
        "thu/services/c.md": record("dv3", 0, "66"),
        "thu/services/b.km.md": tiny.variant(body=""),
        "facts.yml": fact(),
    }
    preview, production = both(tmp_path, files)
    assert [(e.id, e.language) for e in preview.help_lines("km")] == [("dv2", "km"), ("dv1", "vi")]
    assert [(e.id, e.language) for e in production.help_lines("km")] == [("dv2", "vi"), ("dv1", "vi")]


@pytest.mark.parametrize("level", ["internal", "withdrawn"])
def test_restricted_records_are_in_no_build_at_all(tmp_path: Path, level: str) -> None:
    files = {
        "thu/services/a.md": service(YES + REAL + f"level: {level}\n"),
        "thu/services/a.km.md": tiny.variant(YES, ""),
        "facts.yml": fact(),
    }
    for editions in both(tmp_path, files):
        assert list(editions) == []
        assert editions.help_lines() == []
    assert "LOA604" in tiny.codes(preview_hub(tmp_path))


def preview_hub(folder: Path) -> Hub:
    return tiny.opened(folder, {})


FULL = "by: Người kể (vai trò), scope: Trang và loa, until: {}"


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ("composite: true", ""),
        (FULL.format("2026-11-15"), ""),
        (FULL.format("14/11/2026"), "sự đồng ý đã hết hạn"),
        (FULL.format("2027-01-01") + ", withdrawn: true", "người trong chuyện đã rút lại đồng ý"),
        ("by: Người kể (vai trò)", "thiếu sự đồng ý của người trong chuyện"),
        ("", "thiếu sự đồng ý của người trong chuyện"),
    ],
)
def test_no_story_without_consent_in_any_build(tmp_path: Path, consent: str, reason: str) -> None:
    for editions in both(
        tmp_path, {"thu/stories/a.md": story(consent), "thu/stories/a.km.md": tiny.variant(YES)}
    ):
        assert (editions.get("cc1", "vi") is None) == bool(reason)
        assert (reason in reasons(editions)) == bool(reason)
        if reason:
            assert list(editions) == []


def test_campaigns_with_dates_come_first_the_newest_first(tmp_path: Path) -> None:
    files = {
        f"{name}/campaign.yml": f"title: {name}\nsummary: Thử.\n{extra}"
        for name, extra in (("cu", "start: 2025-11-15\n" + YES), ("moi", "start: 15/11/2026\n"), ("thu", YES))
    }
    preview, production = both(tmp_path, files)
    assert [campaign.slug for campaign in preview.campaigns] == ["moi", "cu", "thu"]
    assert [campaign.slug for campaign in production.campaigns] == ["cu", "thu"]
    assert [(left.what, left.reason) for left in production.left_out] == [
        ("campaigns/moi/campaign.yml", "chưa có người duyệt")
    ]
    assert preview.left_out == []


def test_a_language_without_anything_to_show_is_not_built(tmp_path: Path) -> None:
    preview, _ = both(tmp_path, {MESSAGE: tiny.item(YES)})
    assert preview.languages == ["vi"]
    assert set(preview.hub.locales) == {"vi", "km", "rad"}
