"""From files to a `Catalog`: reading, front matter, Markdown. Every fault is collected, none is a traceback."""

from loa.load.loader import load_catalog
from loa.load.private import load_private
from loa.load.source import Source

__all__ = ["Source", "load_catalog", "load_private"]
