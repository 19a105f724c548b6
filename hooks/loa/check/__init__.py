"""The rules that look at the whole catalog: references, services, variants, places."""

from loa.check.rules import Context, check_catalog

__all__ = ["Context", "check_catalog"]
