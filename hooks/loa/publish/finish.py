"""The last step of a build: products beside the pages, the sitemap, the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from loa.editions import Editions
from loa.hub import PROJECT
from loa.publish.directory import publish_directory
from loa.publish.manifest import Entry, write_manifest
from loa.publish.sbom import NAME as SBOM
from loa.publish.sbom import sbom
from loa.publish.sitemap import sitemap
from loa.render.pictures.photos import site_picture
from loa.render.products import Product
from loa.render.video import site_videos


def finish(editions: Editions, folder: Path, products: Iterable[Product], pages: Mapping[str, Entry]) -> None:
    """Write all that MkDocs does not into the site's folder.

    Args:
        products: the files beside the pages; `pages`: what the manifest says of each page, by path.
    """
    entries = dict(pages)
    for product in products:
        _write(folder / product.path, product.data)
        entries[product.path] = Entry(
            product.product,
            product.item,
            product.language,
            product.status,
            product.sources,
            alt=product.alt,
        )
    for path, data in _pictures(editions):
        _write(folder / path, data)
        entries[path] = Entry("picture")
    for path, data in site_videos(editions):
        _write(folder / path, data)
        entries[path] = Entry("sign-video")
    directory = publish_directory(editions, folder)
    entries.update(directory.entries)
    if editions.hub.settings.site_url:
        _write(
            folder / "sitemap.xml",
            sitemap(editions.hub.settings.site_url, sorted([*pages, *directory.indexed]), editions).encode(),
        )
        entries["sitemap.xml"] = Entry("sitemap")
    if editions.hub.settings.production:
        _write(folder / SBOM, sbom(PROJECT / "requirements.lock"))
        entries[SBOM] = Entry("sbom")
    write_manifest(folder, entries, editions.hub.settings)


def _pictures(editions: Editions) -> Iterable[tuple[str, bytes]]:
    for src in sorted(editions.pictures()):
        yield from site_picture(src, editions.hub.catalog.media[src], editions.hub.report)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
