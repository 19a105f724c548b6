"""What tests of the directory share: a written directory, small neutral records."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loa.editions import Editions
from loa.publish.directory import Directory
from loa.render.directory.records import Number, Service, Text

SITE_URL = "https://danh-ba.gov.vn/"


@dataclass(frozen=True)
class Built:
    """A written directory."""

    folder: Path
    directory: Directory
    editions: Editions

    def pages(self) -> dict[str, str]:
        return {
            path: (self.folder / path).read_text(encoding="utf-8")
            for path in self.directory.entries
            if path.endswith(".html")
        }


def service(**values: object) -> Service:
    """A record that is real and public unless `values` say otherwise."""
    base = Service(
        id="zz11",
        kind="health",
        area=("19564",),
        texts={"vi": Text("Nơi thử", "Nghe và khám.")},
        numbers=(Number("000 000 0001", free=True, hours="24/7"),),
        languages=("vi", "bru"),
        assured=dt.date(2026, 11, 1),
        listed=True,
    )
    return base._replace(**values)


Write = Callable[..., Path]
