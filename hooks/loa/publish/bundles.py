"""`campaign.zip`: a campaign as another hub can take it, with a hash list and, where there is a key, a signature.

It holds what this build publishes and no more: texts and variants that are shown, their pictures and recordings, the
facts they use, the tasks of communicators, and the plan for stations as a pattern where all its scripts go along. What
is a place's own stays at home: rows of service lists, news and who approved them, the ledger.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from minisign import Error as SignatureError
from minisign import SecretKey

from loa.archives import archive
from loa.check.fields import facts_of
from loa.editions import Edition, Editions
from loa.errors import LoaError, Problem, Report
from loa.load.files import read_text
from loa.load.yamlwriter import yaml_text
from loa.locales.locale import SOURCE
from loa.model.blocks import Image, inlines
from loa.model.bundle import FILES, LICENCE_FILE, LIST, BundleFields, BundleFile
from loa.model.catalog import Campaign, Item
from loa.model.fields import Status
from loa.model.kinds import ServiceFields
from loa.render.context import Context
from loa.render.feeds.agenda import tasks_of
from loa.render.feeds.announce import FEED, Announced, announcement
from loa.render.feeds.syndication import LICENCE, updated
from loa.render.producttype import Product
from loa.render.radio.plan import plan_of

# A minisign secret key; the password of one that has a password stands in the second variable.
KEY, PASSWORD = "LOA_SIGN_KEY", "LOA_SIGN_PASSWORD"


def bundle_path(campaign: Campaign) -> str:
    """Where a campaign's archive lies in the site."""
    return f"campaigns/{campaign.slug}/campaign.zip"


def bundle_products(editions: Editions) -> Iterator[Product]:
    """The archive of every shown campaign, its signature, and the feed that announces them all.

    Raises:
        LoaError: LOA742, there is a key that cannot be used.
    """
    key = _secret_key()
    context = Context.of(editions, SOURCE)
    announced = []
    for campaign in editions.campaigns:
        found = _editions_of(campaign, editions)
        files = _files(campaign, found, editions)
        if not found:
            continue
        # A text shown in a preview without any date counts as of no day: the build's would change every day.
        days = [updated(edition, context) for edition in found if not edition.marks]
        day = max(days, default=campaign.fields.start or context.date)
        fields = BundleFields(
            format=1,
            campaign=campaign.slug,
            folder=campaign.text.path.parts[1],
            title=campaign.fields.title,
            summary=campaign.fields.summary,
            updated=day,
            licence=LICENCE,
            files=tuple(entry for entry, _ in files),
        )
        data = _archive(fields, {entry.path: content for entry, content in files}, editions)
        path = bundle_path(campaign)
        sources = tuple(sorted({source for edition in found for source in edition.sources}))
        # Without a status: the list inside says that of each text.
        yield Product(path, data, "campaign", sources=sources)
        if key:
            # The date of the build, not `updated`: an archive with fewer texts is newer all the same. Here and not in
            # the archive, which has the same bytes on any day.
            comment = f"{campaign.slug} {context.date.isoformat()}"
            signature = bytes(key.sign(data, untrusted_comment="Loa", trusted_comment=comment))
            yield Product(f"{path}.minisig", signature, "campaign-signature", sources=sources)
        announced.append(Announced(campaign, path, len(data), day))
    if announced and context.prints_address:
        sources = tuple(str(entry.campaign.text.path) for entry in announced)
        yield Product(FEED, announcement(announced, context), "campaign-feed", "", SOURCE, "", sources)


def _editions_of(campaign: Campaign, editions: Editions) -> list[Edition]:
    """What of a campaign goes along, in the order of its items and of languages."""
    found = []
    for item in campaign.items:
        fields = item.fields
        if isinstance(fields, ServiceFields) and (fields.sample or fields.restricted):
            continue
        if item.text.path.suffix != ".md":
            continue  # a row of a list: a record of the place that keeps the list
        if any(
            isinstance(inline, Image) and editions.no_right(inline.src)
            for inline in inlines(item.text.blocks)
        ):
            continue  # its file names and describes a picture that may not be shown
        found += [
            edition for tag in editions.languages_of(item.id) if (edition := editions.get(item.id, tag))
        ]
    return found


def _files(campaign: Campaign, found: list[Edition], editions: Editions) -> list[tuple[BundleFile, bytes]]:
    root = editions.hub.source.campaigns
    folder = campaign.text.path.parent
    files: dict[str, tuple[BundleFile, bytes]] = {}

    def add(path: PurePosixPath, edition: Edition | None = None, actual: Path | None = None) -> None:
        if not path.is_relative_to(folder):
            return  # a picture of another campaign goes with that one
        data = _bytes(actual or _actual(root, path), root)
        name = str(path.relative_to(folder))
        about = (
            {"item": edition.id, "language": edition.language, "status": edition.status} if edition else {}
        )
        files[name] = _entry(name, data, **about), data

    add(campaign.text.path)
    for edition in found:
        add(edition.text.path, edition)
        for inline in inlines(edition.text.blocks):
            if isinstance(inline, Image) and inline.src in editions.hub.catalog.media:
                add(PurePosixPath(inline.src), actual=editions.hub.catalog.media[inline.src])
        source = edition.source
        if not isinstance(source, Item):
            continue
        spoken = source.spoken.get(edition.language)
        if spoken and (spoken.fields.status is Status.APPROVED or not editions.hub.settings.production):
            add(spoken.text.path, edition)
        if edition.recording:
            add(source.text.path.parent / edition.recording.name, edition, edition.recording)
    for sheet in _sheets(campaign, found, editions.hub.settings.production):
        add(sheet)
    if facts := _facts(found, editions):
        files["facts.yml"] = _entry("facts.yml", facts), facts
    return [files[name] for name in sorted(files)]


def _sheets(campaign: Campaign, found: list[Edition], production: bool) -> Iterator[PurePosixPath]:
    """The tasks and the plan that this build shows; a plan that names other scripts would be faulty over there."""
    if campaign.tasks and tasks_of(campaign, production):
        yield campaign.tasks.text.path
    plan = plan_of(campaign, production)
    if plan and {programme.item for programme in plan.fields.programmes} <= {edition.id for edition in found}:
        yield plan.text.path


def _bytes(file: Path, root: Path) -> bytes:
    """What travels: pictures and sound as they are, texts as the loader reads them, whatever system wrote them."""
    text = read_text(file, root, file.name, Report()) if file.suffix in (".md", ".yml", ".csv") else None
    return file.read_bytes() if text is None else text.encode()


def _actual(root: Path, path: PurePosixPath) -> Path:
    """The file of a hub path, whose name some systems keep decomposed."""
    plain = root.joinpath(*path.parts[1:])
    if plain.exists():
        return plain
    here = root
    for part in path.parts[1:]:
        here = next(child for child in here.iterdir() if _same_name(child.name, part))
    return here


def _same_name(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def _entry(path: str, data: bytes, **about: str) -> BundleFile:
    return BundleFile(path=path, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), **about)


def _facts(found: list[Edition], editions: Editions) -> bytes:
    """The facts that the texts use, as a `facts.yml`; empty where they use none."""
    known = editions.hub.catalog.facts
    names = sorted(
        {name for edition in found for name in facts_of(edition.fields, edition.text)} & known.keys()
    )
    data = {name: known[name].model_dump(mode="json", exclude_defaults=True) for name in names}
    return yaml_text(data).encode() if data else b""


def _archive(fields: BundleFields, files: dict[str, bytes], editions: Editions) -> bytes:
    licence = editions.hub.source.project / "LICENSE-CONTENT"
    listed = json.dumps(fields.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    members = {
        LIST: listed.encode(),
        LICENCE_FILE: licence.read_bytes() if licence.is_file() else LICENCE.encode(),
    }
    members |= {FILES + path: data for path, data in files.items()}
    return archive(members.items())


def _secret_key() -> SecretKey | None:
    name = os.environ.get(KEY)
    if not name:
        return None
    try:
        key = SecretKey.from_file(name)
        if key.is_encrypted():
            key.decrypt(os.environ.get(PASSWORD, ""))
    except (OSError, SignatureError, ValueError) as error:
        raise LoaError([Problem.of("LOA742", value=KEY, reason=error)]) from error
    return key
