"""One product of each kind with a thumbnail, for the page that shows what comes out of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from loa.editions import Editions
from loa.locales.locale import SOURCE
from loa.publish.cache import Cache
from loa.render.pictures import thumbnails
from loa.render.producttype import Product
from loa.render.sensitive import is_sensitive

# The same card once in every language shows that scripts come out right.
_IN_EVERY_LANGUAGE = "card-share"


@dataclass(frozen=True, slots=True)
class Sample:
    """A product, its thumbnail as a product of its own, and the thumbnail's width and height."""

    of: Product
    thumbnail: Product
    width: int
    height: int


def samples(editions: Editions, products: Iterable[Product], cache: Cache) -> list[Sample]:
    """A sample of each kind of product that can be seen, of one item where it has that kind.

    The item is one that children may look at too: none that speaks of violence.
    """
    heavy = {edition.id for edition in editions if is_sensitive(edition, editions)}
    seen = [made for made in products if made.path.endswith(thumbnails.ENDINGS) and made.item not in heavy]
    of_items = Counter(made.item for made in seen if made.item)
    item = max(of_items, key=lambda name: of_items[name], default="")
    if not item:
        return []
    chosen: dict[tuple[str, str], Product] = {}
    # The chosen item's products first; sorting keeps the order of the rest.
    for made in sorted(seen, key=lambda made: (made.item != item, made.language != SOURCE)):
        if made.language == SOURCE or (made.product == _IN_EVERY_LANGUAGE and made.item == item):
            chosen.setdefault((made.product, made.language), made)
    return [_sample(made, cache) for made in chosen.values()]


def _sample(made: Product, cache: Cache) -> Sample:
    key = thumbnails.key(made.data)
    data = cache.get(key)
    if data is None:
        data = thumbnails.thumbnail(made.data)
        cache.put(key, data)
    name = f"pictures/samples/{made.path.replace('/', '-')}.webp"
    return Sample(
        made, replace(made, path=name, data=data, product="thumbnail", alt=""), *thumbnails.size_of(data)
    )
