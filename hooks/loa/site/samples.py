"""The page "Sản phẩm mẫu": what comes out of one text, to look at and to open."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from loa.locales.locale import SOURCE
from loa.publish.samples import Sample
from loa.render.context import Context
from loa.render.html import relative
from loa.site.pages import SitePage
from loa.site.parts import text

_BASE = "san-pham-mau.html"


def samples_page(samples: Sequence[Sample], context: Context) -> SitePage:
    """The page in Vietnamese; the first sample must be one of the item that most of them are made of."""
    item = context.editions.get(samples[0].of.item, SOURCE)
    body = ""
    if item:
        href = escape(relative(context.page_path(item.id, SOURCE), _BASE))
        body = (
            f'<p>{text(context, "samples.item")} <a href="{href}">{escape(context.fill(item.title))}</a>.</p>'
        )
    entries = "\n".join(_entry(sample, context) for sample in samples)
    return SitePage(
        path=_BASE,
        base=_BASE,
        language=SOURCE,
        kind="samples",
        title=context.t("samples.title"),
        heading=text(context, "samples.title"),
        description=context.t("samples.intro"),
        summary=text(context, "samples.intro"),
        body=f'{body}\n<ul class="loa-samples">\n{entries}\n</ul>',
        menu=70,
    )


def _entry(sample: Sample, context: Context) -> str:
    """A link with the thumbnail; its name stands below in words, so that the picture needs none."""
    made = sample.of
    locale = context.editions.hub.locale(made.language)
    kind = f"download.{made.product}"
    if kind not in context.strings:
        kind = kind.replace("-", "_")
    name = context.t(kind) if kind in context.strings else made.product
    if made.language != SOURCE:
        name += f", {locale.name}"
    ending = made.path.rsplit(".", 1)[-1].upper()
    return (
        f'<li><a href="{escape(relative(made.path, _BASE))}">'
        f'<img src="{escape(relative(sample.thumbnail.path, _BASE))}" alt="" '
        f'width="{sample.width}" height="{sample.height}" loading="lazy" decoding="async">'
        f"<strong>{escape(name)}</strong> <span>{ending}, {max(len(made.data) // 1000, 1)} KB</span></a></li>"
    )
