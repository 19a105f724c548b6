"""The help panel of every print product: who answers, the number, fee and hours, the date of the check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loa.render.context import Context, HelpLine
from loa.render.paper.content import Json, bound, breakable, phrase, short, vietnamese

# Which services answer which need, most urgent first: danger, then a child or trafficking, then somebody to talk to
# and a safe place (order of a card: facts on models, section 7).
NEEDS = (
    ("emergency", "police"),
    ("children", "trafficking"),
    ("trusted-address", "one-stop", "shelter", "counselling", "hotline"),
)
# A panel of more lines would push the text off the sheet.
MOST_LINES = 9


def help_lines(context: Context, local: Sequence[HelpLine] = ()) -> list[HelpLine]:
    """The lines to print: the national emergency line first, the commune's own, then the other national ones.

    Paper cannot be called back, so a line without the date of its check is never printed.
    """
    national = context.help_lines()
    first = [line for line in national if line.service_type in NEEDS[0]]
    rest = [line for line in national if line.service_type not in NEEDS[0]]
    return [line for line in (*first, *local, *rest) if line.checked][:MOST_LINES]


def card_lines(context: Context, local: Sequence[HelpLine] = ()) -> list[HelpLine]:
    """At most three lines, one for each need: a card in a purse has no room to search in.

    For danger and for children the national short numbers, which everybody can remember; to talk and for a safe
    place the commune's own line, if it has one that was checked.
    """
    national = context.help_lines()
    found = []
    for need in NEEDS:
        lines = [*local, *national] if need is NEEDS[-1] else [*national, *local]
        found += [line for line in lines if line.service_type in need and line.checked][:1]
    return found


def line_data(line: HelpLine, context: Context) -> Json:
    """A line as the templates print it."""
    return {
        "number": line.number,
        "title": {"v": bound(breakable(line.title)), "lang": short(line.lang)},
        "notes": notes(line, context),
    }


def notes(line: HelpLine, context: Context) -> list[Json]:
    """Fee and hours of a number in a few words; nothing where nothing is known."""
    parts = []
    if line.free is not None:
        parts.append(phrase(context, "phone.free" if line.free else "phone.paid"))
    if line.hours == "24/7":
        parts.append(phrase(context, "phone.always"))
    elif line.hours:
        parts.append(vietnamese(line.hours))
    if line.can_text:
        parts.append(phrase(context, "phone.text"))
    return parts


def panel(context: Context, local: Sequence[HelpLine] = ()) -> Json:
    """The help panel of a leaflet."""
    lines = help_lines(context, local)
    return {
        "title": phrase(context, "help.title"),
        "lines": [line_data(line, context) for line in lines],
        "local": phrase(context, "help.local"),
        "checked": _checked(lines, context),
    }


def _checked(lines: Iterable[HelpLine], context: Context) -> Json | None:
    dates = [line.checked for line in lines if line.checked]
    return phrase(context, "help.checked", date=min(dates)) if dates else None


def advice(context: Context) -> list[Json]:
    """What to do where no call can be made, and that others may call."""
    return [phrase(context, f"directory.danger.{key}") for key in ("else", "other")]


def month_checked(lines: Iterable[HelpLine]) -> str:
    """The month of the oldest check among `lines`, "11/2026"; empty for no lines."""
    dates = [line.checked for line in lines if line.checked]
    return f"{min(dates):%m/%Y}" if dates else ""
