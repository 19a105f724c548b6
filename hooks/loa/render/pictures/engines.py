"""Which engine sets what."""

from __future__ import annotations

from loa.locales import Locale
from loa.render.pictures.paragraph import Engine
from loa.render.pictures.settled import Settled
from loa.render.pictures.shaped import Shaped

# Words stand without spaces between them: where a line may break, only a dictionary (or UAX 14) knows.
_WITHOUT_SPACES = frozenset({"Khmr", "Hant", "Hans"})


def engine_for(locale: Locale, *, raqm: bool | None = None) -> Engine:
    """The engine for a language on this machine; `raqm`: what to believe of the machine."""
    able = Shaped.available() if raqm is None else raqm
    return Shaped() if able and locale.script not in _WITHOUT_SPACES else Settled()
