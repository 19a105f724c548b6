"""The press kit of a campaign: one ZIP with texts for provincial radio, television and press, sources and pictures.

In Vietnamese, from what this build publishes. A text that nobody approved says so in its first line. Times and names
inside are fixed, so that the same campaign gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping

from loa.check.fields import facts_of
from loa.editions import Edition, Editions
from loa.errors import Report
from loa.load.columns import guard
from loa.locales.locale import SOURCE
from loa.model.blocks import Image, inlines
from loa.model.catalog import Campaign
from loa.model.fields import Source, Status
from loa.model.kinds import MessageFields, MythFields
from loa.render.context import Context
from loa.render.feeds.agenda import cited
from loa.render.feeds.syndication import LICENCE
from loa.render.pictures.layout import SQUARE
from loa.render.pictures.photos import site_picture
from loa.render.pictures.products import campaign_paths, card_path
from loa.render.producttype import Product
from loa.render.radio.products import script_text_path
from loa.render.radio.word import settled
from loa.render.short import count, without_marks
from loa.render.talk import points

# Events tell a date, services a number: neither is a text for the press.
_NOT_TEXTS = frozenset({"service", "event", "indicator"})


def press_path(campaign: Campaign) -> str:
    """Where a campaign's press kit lies in the site."""
    return f"press/{campaign.slug}.zip"


def press_kits(editions: Editions, made: Mapping[str, Product]) -> Iterator[Product]:
    """The kit of every shown campaign that has a text; `made`: the products so far, for scripts and cards."""
    context = Context.of(editions, SOURCE)
    for campaign in editions.campaigns:
        found = [
            edition
            for item in campaign.items
            if item.kind.name not in _NOT_TEXTS and (edition := editions.get(item.id, SOURCE))
        ]
        if not found:
            continue
        files = dict(_files(campaign, found, context, made))
        sources = tuple(sorted({source for edition in found for source in edition.sources}))
        yield Product(press_path(campaign), _zip(files), "press", "", SOURCE, "", sources)


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return settled(out.getvalue())


def _files(
    campaign: Campaign, found: list[Edition], context: Context, made: Mapping[str, Product]
) -> Iterator[tuple[str, bytes]]:
    yield "DOC-TRUOC.txt", _text(_about(campaign, found, context))
    for edition in found:
        yield f"bao-viet/{edition.id}.txt", _text(_article(edition, context))
        yield f"truyen-hinh/{edition.id}.txt", _text(_television(edition, context))
        for tag in context.editions.languages_of(edition.id):
            own = context.editions.get(edition.id, tag)
            if own and (script := made.get(script_text_path(own))):
                head = _text(_marks(own, context)) if own.marks else b""
                yield f"phat-thanh/{edition.id}.{tag}.txt", head + script.data
    yield "tin-ngan.csv", _short(found, context)
    yield "so-lieu.csv", _facts(found, context)
    # The square card is what a page of a newspaper and its posts can both take.
    cards = [campaign_paths(campaign, context.editions)[SQUARE.name], *map(card_path(SQUARE), found)]
    for path in cards:
        if card := made.get(path):
            yield f"hinh/{path.rpartition('/')[2]}", card.data
    shown = {i.src for e in found for i in inlines(e.text.blocks) if isinstance(i, Image)}
    for src in sorted(shown & context.editions.hub.catalog.media.keys()):
        # Faults of pictures are reported where the site's own copies are made.
        for name, data in site_picture(src, context.editions.hub.catalog.media[src], Report()):
            yield f"hinh/{name.rpartition('/')[2]}", data


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8")


def _marks(edition: Edition, context: Context) -> list[str]:
    return [f"[{context.t(f'mark.{mark}')}. {context.t(f'mark.{mark}.text')}]" for mark in edition.marks] + (
        [""] if edition.marks else []
    )


def _about(campaign: Campaign, found: list[Edition], context: Context) -> list[str]:
    fields = campaign.fields
    lines = [context.t("press.title"), fields.title, "", fields.summary, ""]
    if fields.status is not Status.APPROVED:
        lines[:0] = [f"[{context.t('mark.draft')}. {context.t('mark.draft.text')}]", ""]
    if fields.start and fields.end:
        lines += [f"{context.day(fields.start)} – {context.day(fields.end)}", ""]
    if fields.slogans:
        lines += [context.t("campaign.slogans"), *(f"- {slogan}" for slogan in fields.slogans), ""]
    lines += [context.t("press.inside"), *(f"- {context.t(f'press.inside.{n}')}" for n in range(1, 7)), ""]
    lines += [
        context.t("press.help"),
        *(f"- {line.title}: {line.number}" for line in context.help_lines()),
        "",
    ]
    lines += [context.t("press.care"), *(f"- {context.t(f'press.care.{n}')}" for n in range(1, 4)), ""]
    lines += [context.t("press.list"), *(f"- {e.id}: {context.fill(e.title)}" for e in found), ""]
    return [*lines, f"{context.t('press.licence')} {LICENCE}"]


def _article(edition: Edition, context: Context) -> list[str]:
    fields = edition.item_fields
    lines = [*_marks(edition, context), context.fill(edition.title), "", context.fill(edition.summary), ""]
    if isinstance(fields, MythFields):  # the fact goes before what is wrong
        lines += [context.fill(fields.fact), ""]
    for point in points(edition.text.blocks):
        lines += [context.fill(point), ""]
    if isinstance(fields, MessageFields):
        lines += [context.fill(fields.call_to_action), ""]
    sources: tuple[Source, ...] = fields.sources
    return [*lines, context.t("page.sources"), *(f"- {cited(source)}" for source in sources)]


def _television(edition: Edition, context: Context) -> list[str]:
    """The presenter's introduction, and the line that runs below the picture."""
    radio = getattr(edition.fields, "radio", None)
    short = getattr(edition.fields, "short", None)
    lead = radio.hook if radio and radio.hook else edition.summary
    running = short.sms if short and short.sms else edition.summary
    lines = [
        *_marks(edition, context),
        context.t("press.lead"),
        context.fill(lead),
        context.fill(edition.summary),
    ]
    return [*lines, "", context.t("press.running"), context.fill(running)]


def _short(found: list[Edition], context: Context) -> bytes:
    head = "ma tieu_de trang_thai sms bang_ma so_ky_tu so_tin sms_khong_dau so_tin_khong_dau zalo"
    rows = [head.split()]
    for edition in found:
        short = getattr(edition.fields, "short", None)
        if not short or not (short.sms or short.zalo):
            continue
        sms = context.fill(short.sms or "")
        counted, plain = count(sms), without_marks(sms)
        cells = [
            edition.id,
            context.fill(edition.title),
            edition.status,
            sms,
            counted.encoding,
            counted.units,
        ]
        cells += [counted.parts, plain, count(plain).parts, context.fill(short.zalo or "")]
        rows.append([str(cell) for cell in cells])
    return _csv(rows)


def _facts(found: list[Edition], context: Context) -> bytes:
    rows = [["ma", "so_lieu", "noi_ve", "nguon", "muc_tin_cay", "ngay_kiem_tra", "dung_trong_bai"]]
    used: dict[str, list[str]] = {}
    for edition in found:
        for name in facts_of(edition.fields, edition.text):
            used.setdefault(name, []).append(edition.id)
    for name in sorted(used.keys() & context.facts.keys()):
        fact = context.facts[name]
        cells = [name, context.fact(name), fact.about, fact.source, fact.confidence, fact.checked.isoformat()]
        rows.append([*cells, " ".join(used[name])])
    return _csv(rows)


def _csv(rows: list[list[str]]) -> bytes:
    """CSV with the byte order mark that Excel needs; no cell runs as a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([guard(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")
