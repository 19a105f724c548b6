"""Two hubs and a real server between them: the second takes, adds, keeps, and publishes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
import support
import tiny
from conftest import Server
from lxml import etree
from minisign import KeyPair

from loa.editions import Editions
from loa.hub import Settings, open_hub
from loa.publish.bundles import bundle_products

SLUG, FOLDER = "chien-dich-thu-nghiem", "chiến-dịch-thử-nghiệm"
FIRST = "messages/lời-nhắn-đầu-tiên"
SERVICE = (
    "---\nid: tinh1\ntitle: Nơi của tỉnh\nsummary: Thử.\nservice_type: hotline\norganization: Đơn vị thử\n"
    "phones:\n  - number: 1900 000 001\narea: ['66']\nassured_date: 2026-11-01\nassured_by: Thử\n"
    "check_due: 2027-01-01\nsources:\n  - title: Thử\n---\nThử.\n"
)


def publish(
    server: Server, source: Path = support.HUB, *, production: bool = True, date: str = support.DATE
) -> None:
    """What the hub in `source` publishes, at the server."""
    settings = Settings.of(source, date=date, production=production, site_url=server.address)
    hub = open_hub(settings, support.PROJECT)
    assert not hub.report.errors
    server.pages.clear()
    server.pages |= {f"/{product.path}": product.data for product in bundle_products(Editions(hub))}


def pull(server: Server, local: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = support.PROJECT / "scripts" / "campaigns.py"
    return subprocess.run(
        [
            *(sys.executable, "-P", str(script), "pull", f"{server.address}/campaigns/feed.atom.xml"),
            *("--source", str(local), *options),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=support.environment(LOA_LOOPBACK="1"),
        check=False,
    )


def pulled(server: Server, local: Path, *options: str) -> dict:
    done = pull(server, local, "--json", "--only", SLUG, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    (result,) = json.loads(done.stdout)["campaigns"]
    return result


@pytest.fixture
def national(tmp_path: Path) -> Path:
    """A copy of the fixture hub that a test may change."""
    return shutil.copytree(support.HUB, tmp_path / "national")


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """An empty hub of a province, which has its own service and its own facts."""
    folder = tmp_path / "local"
    (folder / "campaigns").mkdir(parents=True)
    return folder


def test_the_feed_announces_every_campaign(server: Server) -> None:
    publish(server)
    data = server.pages["/campaigns/feed.atom.xml"]
    assert isinstance(data, bytes)
    found = feedparser.parse(data)
    assert not found.bozo and found.entries[0].id == f"loa:campaign:{SLUG}"
    (archive,) = found.entries[0].enclosures
    assert archive.type == "application/zip"
    body = server.pages[archive.href.removeprefix(server.address)]
    assert isinstance(body, bytes) and len(body) == int(archive.length)
    schema = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "feeds" / "atom.rng"))
    schema.assertValid(etree.fromstring(data.replace(b"http://127", b"https://127")))


def test_taking_adding_and_taking_again(server: Server, national: Path, local: Path) -> None:
    publish(server, national)
    first = pulled(server, local)
    assert f"{FIRST}.km.md" in first["added"] and first["problems"] == []
    folder = local / "campaigns" / FOLDER
    origin = (folder / "origin.yml").read_text(encoding="utf-8")
    assert f"{server.address}/campaigns/feed.atom.xml" in origin and "CC BY 4.0" in origin

    # The province adds a language and a service of its own and rewrites one text; the nation changes another text.
    own = folder / f"{FIRST}.blt.md"
    own.write_text("---\ntitle: Chữ thử\nsummary: Chữ thử.\n---\nChữ thử.\n", encoding="utf-8")
    service = folder / "services" / "cua-tinh.md"
    service.write_text(SERVICE, encoding="utf-8")
    mine = folder / f"{FIRST}.md"
    mine.write_text(mine.read_text(encoding="utf-8") + "\nCâu của tỉnh.\n", encoding="utf-8")
    law = national / "campaigns" / FOLDER / "laws" / "văn-bản-thử-nghiệm.md"
    law.write_text(law.read_text(encoding="utf-8") + "\nCâu mới của trung ương.\n", encoding="utf-8")
    (national / "campaigns" / FOLDER / "stories" / "chuyện-ghép.md").unlink()
    publish(server, national)
    second = pulled(server, local)
    assert second["updated"] == ["laws/văn-bản-thử-nghiệm.md"] and second["removed"] == [
        "stories/chuyện-ghép.md"
    ]
    assert second["kept"] == [f"{FIRST}.md"] and second["problems"] == [] and second["added"] == []
    assert "Câu của tỉnh." in mine.read_text(encoding="utf-8") and own.is_file() and service.is_file()
    assert "Câu mới của trung ương." in (folder / "laws/văn-bản-thử-nghiệm.md").read_text(encoding="utf-8")
    before = support.tree(local)
    third = pulled(server, local)
    assert not (third["added"] or third["updated"] or third["removed"]) and support.tree(local) == before


def test_a_conflict_is_said_every_time_and_nothing_is_written_over(
    server: Server, national: Path, local: Path
) -> None:
    publish(server, national)
    pulled(server, local)
    mine = local / "campaigns" / FOLDER / "laws" / "văn-bản-thử-nghiệm.md"
    mine.write_text(mine.read_text(encoding="utf-8") + "\nCâu của tỉnh.\n", encoding="utf-8")
    law = national / "campaigns" / FOLDER / "laws" / "văn-bản-thử-nghiệm.md"
    law.write_text(law.read_text(encoding="utf-8") + "\nCâu mới của trung ương.\n", encoding="utf-8")
    publish(server, national)
    for _ in range(2):
        found = pulled(server, local)
        assert [problem["code"] for problem in found["problems"]] == ["LOA741"]
        assert mine.read_text(encoding="utf-8").endswith("Câu của tỉnh.\n")
    mine.unlink()  # deleted here, changed there: a person decides that too
    (problem,) = pulled(server, local)["problems"]
    assert problem["code"] == "LOA741" and not mine.exists()
    # As the hint says: their version is taken by name, and the matter is settled.
    shown = f"{FOLDER}/laws/văn-bản-thử-nghiệm.md"
    assert f'--take "{shown}"' in problem["hint"]
    taken = pulled(server, local, "--take", shown)
    assert taken["updated"] == ["laws/văn-bản-thử-nghiệm.md"] and taken["problems"] == []
    assert "Câu mới của trung ương." in mine.read_text(encoding="utf-8")
    assert pulled(server, local)["problems"] == []


def test_a_file_that_they_removed_and_that_was_changed_here(
    server: Server, national: Path, local: Path
) -> None:
    publish(server, national)
    pulled(server, local)
    mine = local / "campaigns" / FOLDER / "stories" / "chuyện-ghép.md"
    mine.write_text(mine.read_text(encoding="utf-8") + "\nCâu của tỉnh.\n", encoding="utf-8")
    (national / "campaigns" / FOLDER / "stories" / "chuyện-ghép.md").unlink()
    publish(server, national)
    for _ in range(2):
        assert [problem["code"] for problem in pulled(server, local)["problems"]] == ["LOA741"]
        assert mine.is_file()
    found = pulled(server, local, "--take", f"{FOLDER}/stories/chuyện-ghép.md")
    assert found["removed"] == ["stories/chuyện-ghép.md"] and not mine.exists()


def test_files_that_were_here_before_are_kept(server: Server, local: Path) -> None:
    publish(server)
    mine = local / "campaigns" / FOLDER / f"{FIRST}.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("của tôi", encoding="utf-8")
    found = pulled(server, local)
    assert [problem["code"] for problem in found["problems"]] == ["LOA741"]
    assert mine.read_text(encoding="utf-8") == "của tôi"


def test_ids_facts_and_languages_of_this_hub_count(server: Server, tmp_path: Path, local: Path) -> None:
    about = "  about: Số thử\n  source: Thử\n  confidence: H\n  checked: 2026-11-01\n"
    fact = "sdt-thu:\n  value: {v}\n  kind: phone\n" + about
    away = tiny.write(
        tmp_path / "away",
        {
            "facts.yml": fact.format(v="1900 000 001") + fact.format(v="1900 000 003").replace("thu", "moi"),
            "thu/messages/a.md": tiny.item(body="Gọi {{sdt-thu}} hoặc {{sdt-moi}}.\n"),
            "thu/messages/b.md": tiny.item(identifier="tg2"),
        },
    )
    tiny.write(
        local / "campaigns",
        {
            "thu/campaign.yml": "",
            "facts.yml": fact.format(v="1900 000 005"),
            "nha/campaign.yml": tiny.CAMPAIGN,
            "nha/messages/c.md": tiny.item(identifier="tg2"),
        },
    )
    shutil.rmtree(local / "campaigns" / "thu")
    publish(server, away, production=False)
    done = pull(server, local, "--json")
    (found,) = json.loads(done.stdout)["campaigns"]
    assert sorted(problem["code"] for problem in found["problems"]) == ["LOA743", "LOA746"]
    assert "messages/b.md" not in found["added"]
    facts = (local / "campaigns" / "thu" / "facts.yml").read_text(encoding="utf-8")
    assert "sdt-moi" in facts and "sdt-thu" not in facts
    assert json.loads(pull(server, local, "--json").stdout)["campaigns"][0]["added"] == []


def test_a_pinned_key_is_asked_for_ever_after(
    server: Server, national: Path, local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, other = KeyPair.generate(), KeyPair.generate()
    (tmp_path / "key").write_bytes(bytes(pair.secret_key))
    monkeypatch.setenv("LOA_SIGN_KEY", str(tmp_path / "key"))
    publish(server, national)
    monkeypatch.delenv("LOA_SIGN_KEY")
    (tmp_path / "loa.pub").write_bytes(bytes(pair.public_key))
    wrong = pull(server, local, "--only", SLUG, "--key", other.public_key.to_base64().decode())
    assert wrong.returncode == 1 and "LOA740" in wrong.stderr and not (local / "campaigns" / FOLDER).exists()
    assert pulled(server, local, "--key", str(tmp_path / "loa.pub"))["added"]
    before = support.tree(local)
    archive = f"/campaigns/{SLUG}/campaign.zip"
    genuine = server.pages[archive]
    publish(server)  # without a signature
    unsigned = pull(server, local, "--only", SLUG).stderr
    assert "LOA740" in unsigned and "chữ ký" in unsigned
    # Nor does another campaign of the same feed come in without that key.
    (local / "campaigns" / FOLDER).rename(tmp_path / "away")
    (local / "campaigns" / "khác").mkdir()
    origin = (tmp_path / "away" / "origin.yml").read_text(encoding="utf-8")
    (local / "campaigns" / "khác" / "campaign.yml").write_text(tiny.CAMPAIGN, encoding="utf-8")
    (local / "campaigns" / "khác" / "origin.yml").write_text(
        origin.replace(f"campaign: {SLUG}", "campaign: khac"), encoding="utf-8"
    )
    assert "LOA740" in pull(server, local, "--only", SLUG).stderr
    shutil.rmtree(local / "campaigns" / "khác")
    (tmp_path / "away").rename(local / "campaigns" / FOLDER)
    server.pages[archive + ".minisig"] = b"untrusted comment: x\nx\n"
    assert "LOA740" in pull(server, local, "--only", SLUG).stderr
    assert support.tree(local) == before and genuine


def test_an_old_archive_played_again_is_refused(
    server: Server, national: Path, local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = KeyPair.generate()
    (tmp_path / "key").write_bytes(bytes(pair.secret_key))
    monkeypatch.setenv("LOA_SIGN_KEY", str(tmp_path / "key"))
    publish(server, national)
    old = dict(server.pages)
    pulled(server, local, "--key", pair.public_key.to_base64().decode())
    # Newer, though with fewer texts: what was withdrawn must go away here without any further word.
    (national / "campaigns" / FOLDER / "stories" / "chuyện-ghép.md").unlink()
    publish(server, national, date="2026-12-02")
    assert pulled(server, local)["removed"] == ["stories/chuyện-ghép.md"]
    before = support.tree(local)
    publish(server, national, date="2026-12-05")
    assert (
        pulled(server, local)["problems"] == [] and support.tree(local) == before
    )  # a date alone is no change
    server.pages.clear()
    server.pages |= old
    refused = pull(server, local, "--only", SLUG)
    assert refused.returncode == 1 and "LOA747" in refused.stderr and "02/12/2026" in refused.stderr
    assert "--older" in refused.stderr and support.tree(local) == before
    assert pulled(server, local, "--older")["added"] == ["stories/chuyện-ghép.md"]
    assert pulled(server, local)["problems"] == []


TASKS = tiny.APPROVED + "tasks:\n  - {id: dich, title: Gửi dịch, weeks_before: 6}\n"
PLAN = tiny.APPROVED + (
    "start: 2026-11-16\nsessions:\n  sáng: 5h30\nlanguages: {}\nprogrammes:\n"
    "  - {week: 1, day: mon, session: sáng, item: ITEM}\n"
)


@pytest.mark.parametrize(("item", "travels"), [("tg1", True), ("tg2", False)])
def test_tasks_and_the_pattern_of_a_plan_travel_where_they_are_whole(
    server: Server, tmp_path: Path, local: Path, item: str, travels: bool
) -> None:
    away = tiny.write(
        tmp_path / "away",
        {
            "thu/campaign.yml": tiny.CAMPAIGN + tiny.APPROVED + "start: 2026-11-15\nend: 2026-12-15\n",
            "thu/messages/a.md": tiny.item(tiny.APPROVED),
            "thu/messages/b.md": tiny.item("status: draft\n", identifier="tg2"),
            "thu/tasks.yml": TASKS,
            "thu/plan.yml": PLAN.replace("ITEM", item),
        },
    )
    publish(server, away)
    (found,) = json.loads(pull(server, local, "--json").stdout)["campaigns"]
    assert "tasks.yml" in found["added"] and ("plan.yml" in found["added"]) is travels
    assert "messages/b.md" not in found["added"]


def test_a_dry_run_writes_nothing(server: Server, local: Path) -> None:
    publish(server)
    assert pulled(server, local, "--dry-run")["added"]
    assert support.tree(local) == {}


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>']
)
def test_a_feed_without_campaigns(server: Server, local: Path, body: bytes) -> None:
    server.pages["/campaigns/feed.atom.xml"] = body
    done = pull(server, local)
    assert done.returncode == 1 and "LOA745" in done.stderr and "Traceback" not in done.stderr


def test_a_feed_or_an_archive_that_is_not_there(server: Server, local: Path) -> None:
    assert "LOA736" in pull(server, local).stderr
    publish(server)
    del server.pages[f"/campaigns/{SLUG}/campaign.zip"]
    assert "LOA736" in pull(server, local, "--only", SLUG).stderr
    assert "LOA745" in pull(server, local, "--only", "khong-co").stderr


def test_keys_are_made_once(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-P",
        str(support.PROJECT / "scripts" / "campaigns.py"),
        "keys",
        "--out",
        str(tmp_path),
    ]
    first = subprocess.run(command, capture_output=True, env=support.environment(), check=False)
    again = subprocess.run(command, capture_output=True, env=support.environment(), check=False)
    assert first.returncode == 0 and again.returncode == 1 and b"LOA742" in again.stderr
    if sys.platform != "win32":
        assert (tmp_path / "loa.key").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_the_local_hub_adds_its_place_and_language_and_publishes(
    server: Server, local: Path, tmp_path: Path
) -> None:
    publish(server)
    pulled(server, local)
    folder = local / "campaigns" / FOLDER
    campaign = folder / "campaign.yml"
    campaign.write_text(campaign.read_text(encoding="utf-8").replace("[66]", "['24175']"), encoding="utf-8")
    variant = "---\ntitle: Chữ thử\nsummary: Chữ thử.\nstatus: draft\n---\nChữ thử.\n"
    (folder / "events" / "ngày-thử.tyz.md").write_text(variant, encoding="utf-8")
    shutil.copytree(support.HUB / "docs", local / "docs")
    site = support.build(local, tmp_path / "site")
    assert "tyz/sk01.html" in site.files and "km/tn01.html" in site.files
    page = site.page(f"{SLUG}.html").one("main").text
    assert server.address.removeprefix("http://") in page and "CC BY 4.0" in page
    assert f"campaigns/{SLUG}/campaign.zip" in site.files and f"radio/{SLUG}-24175.html" in site.files
