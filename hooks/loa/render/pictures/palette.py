"""The colours of pictures. Text and its ground always differ by 7:1 or more (WCAG 2.2, 1.4.6; tested)."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1d1a17"
WHITE = "#ffffff"
PAPER = "#fffaf3"
SAND = "#ffe9d6"
# Brighter than the site's #f58220, on which ink has 6.7:1 only.
ORANGE = "#ff8f1f"
EARTH = "#5c2200"
NOTICE = "#fff3c4"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a card: `ground` under `text`; `panel` carries the rings in `motif`."""

    ground: str
    text: str
    panel: str
    motif: str
    foot: str


# What people may do (messages, models, stories), what is so (laws, facts), the whole (campaigns, the site).
CALL = Theme(ORANGE, INK, EARTH, ORANGE, PAPER)
FACT = Theme(PAPER, INK, ORANGE, EARTH, SAND)
WHOLE = Theme(EARTH, WHITE, ORANGE, EARTH, PAPER)
