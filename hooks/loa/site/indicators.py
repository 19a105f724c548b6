"""An indicator's figures: a table, and the same as bars that a policy without inline styles allows."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from loa.editions import Edition
from loa.model.kinds import IndicatorFields, IndicatorFigure
from loa.render.context import Context
from loa.site.parts import label, text, vietnamese

_SYMBOLS = {"%"}
# Units of the drawing: the style sheet scales it to the page.
_WIDTH, _ROW, _LABEL, _NUMBER = 320, 34, 50, 60


def indicator(edition: Edition, fields: IndicatorFields, context: Context) -> str:
    """The table and the chart of an indicator as HTML."""
    figures = sorted(fields.figures, key=lambda figure: (figure.year, figure.kind))
    title = escape(context.fill(edition.title))
    caption = text(context, "indicator.table", title="\0").replace("\0", title)
    rows = "\n".join(
        f'<tr><th scope="row">{figure.year}</th><td>{text(context, f"indicator.{figure.kind}")}</td>'
        f"<td>{_bounded(figure, context)}</td></tr>"
        for figure in figures
    )
    unit = vietnamese(fields.unit, context)
    head = text(context, "indicator.value", unit="\0").replace("\0", unit)
    return (
        f'<table class="loa-table"><caption>{caption}</caption>\n<thead><tr>'
        f'<th scope="col">{text(context, "indicator.year")}</th>'
        f'<th scope="col">{text(context, "indicator.kind")}</th><th scope="col">{head}</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>\n{_chart(figures, fields.unit, context)}"
    )


def _number(figure: IndicatorFigure, context: Context) -> str:
    return context.locale.formats.number(Decimal(figure.value))


def _bounded(figure: IndicatorFigure, context: Context) -> str:
    return text(context, f"indicator.{figure.bound}", value=_number(figure, context))


def _chart(figures: list[IndicatorFigure], unit: str, context: Context) -> str:
    """Bars from zero, so that lengths compare; a percentage is drawn against 100."""
    most = max([Decimal(figure.value) for figure in figures] + [Decimal(100 if unit in _SYMBOLS else 0)])
    room = _WIDTH - _LABEL - _NUMBER
    drawn = []
    for place, figure in enumerate(figures):
        top = place * _ROW
        length = float(room * Decimal(figure.value) / most) if most else 0.0
        drawn.append(
            f'<text x="{_LABEL - 8}" y="{top + 22}" text-anchor="end">{figure.year}</text>'
            f'<rect class="loa-bar--{figure.kind}" x="{_LABEL}" y="{top + 6}" width="{length:.1f}" height="22"/>'
            f'<text x="{_LABEL + length + 6:.1f}" y="{top + 22}">{escape(_number(figure, context))}</text>'
        )
    said = "; ".join(f"{figure.year}: {_number(figure, context)}" for figure in figures)
    return (
        f'<svg class="loa-bars" viewBox="0 0 {_WIDTH} {len(figures) * _ROW}" role="img" '
        f"{label(context, 'indicator.chart', values=said)}>{''.join(drawn)}</svg>"
    )
