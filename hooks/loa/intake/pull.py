"""Taking campaigns from another hub: what is new there, laid beside what people changed and added here.

Each file is compared three ways: as it came last time, as it is here, as it comes now. What was changed here stays;
where both sides changed a file, it stays too and is reported. Files that exist only here are never touched.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from loa.errors import LoaError, Problem, Report, say
from loa.hub import Hub
from loa.intake.bundle import MOST_BYTES, Bundle, BundleError, open_bundle, verify_signature
from loa.intake.fetch import Answer, FetchError, Limits, fetch
from loa.intake.reading import NoFeed, Story, read_feed
from loa.load.frontmatter import validate
from loa.load.yamlsource import read_yaml
from loa.load.yamlwriter import yaml_text
from loa.model.bundle import ORIGIN, OriginFields
from loa.model.catalog import Campaign
from loa.model.kinds import FactFields
from loa.writing import write_all

_NAME = "loa:campaign:"
_ARCHIVE = Limits(total=1800, bytes=MOST_BYTES)
_HEAD = """\
# Chiến dịch này lấy từ một trang khác bằng lệnh: python3 scripts/loa.py campaigns pull. Máy tự ghi tệp này.
# Bài sửa ở đây, bản dịch và dịch vụ thêm ở đây được giữ nguyên khi lấy bản mới.
"""


@dataclass
class Pulled:
    """What happened to one campaign: paths in its folder, problems for the reader."""

    slug: str
    title: str
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything is new."""
        return bool(self.added or self.updated or self.removed)


def announced(feed: str, get: Callable[..., Answer] = fetch) -> dict[str, Story]:
    """The campaigns that a feed announces, by their name there.

    Raises:
        LoaError: LOA736, the feed cannot be fetched; LOA745, it announces nothing.
    """
    try:
        answer = get(feed)
        stories = read_feed(answer.data, answer.address, answer.content_type)
    except FetchError as error:
        raise LoaError([Problem.of("LOA736", value=feed, reason=error)]) from error
    except NoFeed:
        stories = []
    found = {
        story.id.removeprefix(_NAME): story
        for story in stories
        if story.enclosures and re.fullmatch(_NAME + "[a-z0-9]+(-[a-z0-9]+)*", story.id)
    }
    if not found:
        raise LoaError([Problem.of("LOA745", value=feed, reason="")])
    return found


def pull(
    hub: Hub,
    feed: str,
    slug: str,
    story: Story,
    *,
    key: str = "",
    take: Collection[str] = (),
    dry: bool = False,
    older: bool = False,
    get: Callable[..., Answer] = fetch,
) -> Pulled:
    """Take one announced campaign into the hub.

    Args:
        key: a public key that the archive must be signed with; once given it is remembered for the whole feed.
        take: files of which the local version is given up, as `folder/path`; `dry`: write nothing;
        older: take an archive that was signed before the last one, too.

    Raises:
        LoaError: LOA736, the archive cannot be fetched; LOA740, it is refused; LOA747, it is older than the last one;
            LOA708, nothing can be written.
    """
    campaign = _mine(hub, feed, slug)
    before = campaign.origin if campaign else None
    key = key or _pinned(hub, feed, before)
    address = story.enclosures[0]
    try:
        data = get(address, limits=_ARCHIVE).data
        built = verify_signature(data, _signature(address, get), key) if key else None
        bundle = open_bundle(data)
        if bundle.fields.campaign != slug:
            raise BundleError(say("tên chiến dịch khác với tin báo", "it is another campaign than announced"))
    except FetchError as error:
        raise LoaError([Problem.of("LOA736", value=address, reason=error)]) from error
    except BundleError as error:
        raise LoaError([Problem.of("LOA740", value=address, reason=error)]) from error
    if before and not older:
        _check_newer(address, built, before.built)
    folder = _folder(hub, campaign) if campaign else hub.source.campaigns / bundle.fields.folder
    result = Pulled(slug, bundle.fields.title)
    files = _fitting(hub, bundle, folder, result)
    changes, hashes = _compared(files, folder, before.files if before else {}, result, take)
    origin = OriginFields(
        feed=feed,
        campaign=slug,
        title=_publisher(feed),
        licence=bundle.fields.licence,
        updated=bundle.fields.updated,
        built=built,
        key=key or None,
        files=hashes,
    )
    # The date alone is not written: a hub that asks every night would have a change to commit every morning.
    known = before.built if before else None
    if origin.model_copy(update={"built": known or built}) != before or older:
        text = _HEAD + yaml_text(origin.model_dump(mode="json", exclude_none=True))
        changes[folder / ORIGIN] = text.encode()
    if not dry:
        write_all(changes)
    return result


def _check_newer(address: str, built: dt.date | None, last: dt.date | None) -> None:
    """Refuse an archive from before the last one: its signature is right, but somebody may play it again.

    Raises:
        LoaError: LOA747.
    """
    if last and (built is None or built < last):
        shown = f"{built:%d/%m/%Y}" if built else say("không rõ ngày", "unknown")
        raise LoaError([Problem.of("LOA747", value=address, built=shown, last=f"{last:%d/%m/%Y}")])


def _pinned(hub: Hub, feed: str, origin: OriginFields | None) -> str:
    """The key that the campaign came with, else one of the same feed: a new campaign there is no way around it."""
    others = (campaign.origin for campaign in hub.catalog.campaigns.values())
    known = [origin, *(other for other in others if other and other.feed == feed)]
    return next((found.key for found in known if found and found.key), "")


def _signature(address: str, get: Callable[..., Answer]) -> bytes:
    try:
        return get(f"{address}.minisig").data
    except FetchError as error:
        reason = f"không lấy được chữ ký, mà ở đây chỉ nhận bản có chữ ký đúng ({error})"
        raise BundleError(
            say(reason, f"there is no signature, and it is taken here only with one ({error})")
        ) from error


def _mine(hub: Hub, feed: str, slug: str) -> Campaign | None:
    """The campaign of this hub that came from there, whatever its folder is called now."""
    for campaign in hub.catalog.campaigns.values():
        if campaign.origin and (campaign.origin.feed, campaign.origin.campaign) == (feed, slug):
            return campaign
    return hub.catalog.campaigns.get(slug)


def _folder(hub: Hub, campaign: Campaign) -> Path:
    return hub.source.campaigns.joinpath(*campaign.text.path.parts[1:]).parent


def _fitting(hub: Hub, bundle: Bundle, folder: Path, result: Pulled) -> dict[str, bytes]:
    """The files that fit this hub: languages it knows, ids it does not use, facts it does not have."""
    taken = {
        item.id: item.text.path
        for item in hub.catalog.items()
        if _folder_of(hub, item.text.path.parts) != folder
    }
    files = dict(bundle.files)
    for entry in bundle.fields.files:
        if entry.language and entry.language not in hub.locales:
            result.problems.append(Problem.of("LOA744", value=entry.language))
            files.pop(entry.path, None)
        elif entry.item in taken:
            reason = say(
                f"mã {entry.item} đã dùng cho {taken[entry.item]}",
                f"{taken[entry.item]} has the id {entry.item}",
            )
            result.problems.append(Problem.of("LOA746", _shown(folder, entry.path), reason=reason))
            files.pop(entry.path, None)
    result.problems = list(dict.fromkeys(result.problems))
    if "facts.yml" in files:
        facts = _new_facts(hub, files.pop("facts.yml"), folder, result)
        files |= {"facts.yml": facts} if facts else {}
    return files


def _folder_of(hub: Hub, parts: tuple[str, ...]) -> Path:
    return hub.source.campaigns / parts[1]


def _new_facts(hub: Hub, data: bytes, folder: Path, result: Pulled) -> bytes:
    """The facts that this hub lacks, as a `facts.yml`; those it has stay as they are here.

    Raises:
        LoaError: LOA740, the facts are no facts.
    """
    report, shown = Report(), _shown(folder, "facts.yml")
    source = read_yaml(data.decode("utf-8", "replace"), shown, report, limit=400_000)
    raw = source.data if source and isinstance(source.data, dict) else {}
    new = {}
    for name, value in raw.items():
        theirs = validate(FactFields, type(source)(value, {}), shown, report) if source else None
        mine = hub.catalog.facts.get(name)
        where = Path(hub.catalog.fact_texts[name][0]) if mine else None
        if theirs is None:
            continue
        if mine is None or (where and where.resolve() == (folder / "facts.yml").resolve()):
            new[name] = value
        elif (mine.value, mine.unit) != (theirs.value, theirs.unit):
            other = f"{theirs.value} ≠ {mine.value}"
            result.problems.append(Problem.of("LOA743", shown, value=name, other=other))
    if report.errors:
        raise LoaError([Problem.of("LOA740", value="facts.yml", reason=report.errors[0].text("vi")[0])])
    return yaml_text(new).encode() if new else b""


def _compared(
    files: Mapping[str, bytes],
    folder: Path,
    base: Mapping[str, str],
    result: Pulled,
    take: Collection[str],
) -> tuple[dict[Path, bytes | None], dict[str, str]]:
    """(what may be written, None for a file that goes; the hash of every file as it last came, for the next time)."""
    changes: dict[Path, bytes | None] = {}
    hashes: dict[str, str] = {}
    for path, data in sorted(files.items()):
        theirs, was, here = _hash(data), base.get(path), _hash_here(folder / path)
        hashes[path] = theirs
        if here == theirs:
            continue
        if here is None and was is None:
            result.added.append(path)
        elif here == was or _shown(folder, path) in take:
            result.updated.append(path)
        elif was is not None and was == theirs:
            result.kept.append(path)  # changed or deleted here alone
            continue
        else:
            reason = say("cả hai nơi đều đã sửa tệp này", "both sides changed this file")
            result.problems.append(_conflict(folder, path, reason))
            del hashes[path]  # not taken: the next pull says it again
            hashes |= {path: was} if was else {}
            continue
        changes[folder / path] = data
    for path in sorted(set(base) - set(files)):
        here = _hash_here(folder / path)
        if here is not None and (here == base[path] or _shown(folder, path) in take):
            result.removed.append(path)
            changes[folder / path] = None
        elif here is not None:
            reason = say("nơi gửi đã bỏ tệp này, ở đây đã sửa", "they removed a file that was changed here")
            result.problems.append(_conflict(folder, path, reason))
            hashes[path] = base[path]  # the next pull says it again
    return changes, hashes


def _conflict(folder: Path, path: str, reason: str) -> Problem:
    shown = _shown(folder, path)
    return Problem.of("LOA741", shown, reason=reason, value=shown)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hash_here(path: Path) -> str | None:
    try:
        return _hash(path.read_bytes())
    except OSError:
        return None


def _shown(folder: Path, path: str) -> str:
    return f"{folder.name}/{path}"


def _publisher(feed: str) -> str:
    """The host that published it, which is what the licence's naming can rest on."""
    return re.sub(r"^https?://", "", feed).partition("/")[0]
