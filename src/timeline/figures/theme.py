"""One look for every chart: colours that mean the same on every page, patterns beside them, and a small template."""

from __future__ import annotations

import math
import zlib
from typing import Any

import orjson
import plotly.graph_objects as go

from timeline.amounts import tick
from timeline.codes import Basis, InstrumentKind, LossKind, Status

BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, GREY = (
    "#0072B2",
    "#CA8308",
    "#466D59",
    "#C04F06",
    "#469BC7",
    "#9A4C7F",
    "#7F7F7F",
)
"""The nearest to Okabe and Ito's palette that stands out from both backgrounds and stays apart in the three common kinds of
colour blindness (tests/test_figures_theme.py); grey for the absence of something."""

SERIES_COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)

STATUS_MARKS: dict[str, tuple[str, str]] = {
    Status.STATE_ATTRIBUTED: (BLUE, "circle"),
    Status.CHARGED: (GREEN, "square"),
    Status.PRIVATE_ONLY: (ORANGE, "diamond"),
    Status.PRESS_ONLY: (PURPLE, "triangle-up"),
    Status.CONTESTED: (VERMILION, "x"),
    Status.CLAIMED: (SKY, "star"),
    Status.UNATTRIBUTED: (GREY, "circle-open"),
}
"""Status -> colour and marker shape; the shape says the same for those who do not see the colour."""

BASIS_MARKS: dict[str, tuple[str, str]] = {Basis.INVOKED: (BLUE, ""), Basis.ANALYST: (ORANGE, "/")}
"""Basis of a norm link -> colour and bar pattern."""

INSTRUMENT_MARKS: dict[str, tuple[str, str]] = {
    InstrumentKind.TREATY: (VERMILION, "square"),
    InstrumentKind.UN_REPORT: (BLUE, "circle"),
    InstrumentKind.UN_RESOLUTION: (BLUE, "circle"),
    InstrumentKind.POLITICAL: (GREEN, "diamond"),
    InstrumentKind.CBM: (GREEN, "diamond"),
    InstrumentKind.BILATERAL: (GREEN, "diamond"),
    InstrumentKind.POLICY: (GREEN, "diamond"),
    InstrumentKind.MULTISTAKEHOLDER: (PURPLE, "triangle-up"),
    InstrumentKind.INDUSTRY: (PURPLE, "triangle-up"),
    InstrumentKind.PROPOSAL: (ORANGE, "star"),
    InstrumentKind.EXPERT: (ORANGE, "star"),
    InstrumentKind.FORUM: (GREY, "circle-open"),
    InstrumentKind.SANCTIONS: (GREY, "square-open"),
}
"""Kind of text -> colour and marker shape; what is no norm is grey and open."""

LOSS_MARKS: dict[str, tuple[str, str]] = {
    LossKind.ECONOMIC_ESTIMATE: (BLUE, "diamond"),
    LossKind.COMPANY_REPORTED: (GREEN, "circle"),
    LossKind.PUBLIC_COST: (GREEN, "square"),
    LossKind.REVENUE_LOSS: (GREEN, "pentagon"),
    LossKind.RANSOM_PAID: (VERMILION, "cross"),
    LossKind.STOLEN_FUNDS: (VERMILION, "x"),
    LossKind.INSURED_LOSS: (PURPLE, "hexagon"),
    LossKind.FINE: (ORANGE, "square"),
    LossKind.SETTLEMENT: (ORANGE, "circle"),
    LossKind.DAMAGES: (ORANGE, "diamond"),
    LossKind.COMPENSATION: (ORANGE, "pentagon"),
    LossKind.DEMAND: (SKY, "cross"),
    LossKind.ATTEMPTED: (SKY, "x"),
    LossKind.RECOVERED: (SKY, "circle"),
    LossKind.INVESTMENT: (SKY, "square"),
    LossKind.OTHER: (GREY, "star"),
}
"""Kind of money figure -> colour (estimates, own cost, money taken, insured, legal, no loss) and marker shape."""

GRID = "rgba(127,127,127,0.25)"

SELECTS = {"clickmode": "event+select"}
"""Layout of charts whose marks can be selected, as Streamlit sets it in any case, but only after the chart is drawn."""

FONT = "Source Sans, Source Sans Pro, system-ui, sans-serif"
SMALL = 12
"""Size of letters at axes and in legends."""


ONCE = {"autosize": True}
"""Layout of charts that Plotly draws once, with `_revision`.

Streamlit hands every figure to Plotly twice: without its width and with it, the second time with copies of its arrays. Here is
said that the width is that of the page in any case, and that arrays of one revision are equal. A template, Streamlit's own
included, would make Plotly draw everything again.
"""


class Drawn(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A figure of plain lists and numbers that is sent as it is.

    Plotly's own copies every value three times and validates it, which takes longer than all else; the tests validate.
    """

    def __init__(self, traces: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        """No value may be an array."""
        self._drawn = {"data": traces, "layout": layout}

    def to_dict(self) -> dict[str, Any]:
        """Traces and layout; not a copy."""
        return self._drawn


def figure(traces: list[dict[str, Any]], ground: str, **more: Any) -> Drawn:
    """A figure of these traces in the shared layout, without template: to be shown without Streamlit's theme."""
    own = layout(**more)
    return Drawn(traces, own | _once(traces, own, ground))


def _once(traces: list[dict[str, Any]], own: dict[str, Any], ground: str) -> dict[str, Any]:
    """What makes Plotly draw once, and the box beside the pointer in the colour of the page."""
    return {"hoverlabel": own["hoverlabel"] | _hover(ground), "datarevision": _revision(traces), **ONCE}


def _hover(ground: str) -> dict[str, Any]:
    return {"bgcolor": ground, "bordercolor": GREY, "font": {"family": FONT, "size": 14}}


def _revision(traces: list[dict[str, Any]]) -> int:
    """A number that is another when anything that is drawn is."""
    return zlib.crc32(orjson.dumps(traces, default=str, option=orjson.OPT_SERIALIZE_NUMPY))


def styled(drawn: Drawn, ink: str, ground: str, **more: Any) -> Drawn:
    """A figure in the colours of the page: to be shown without Streamlit's theme. `more` goes into its layout."""
    traces, own = drawn.to_dict()["data"], drawn.to_dict()["layout"]
    small = {"color": ink, "size": SMALL}
    axes = {name: _axis(name, axis, small) for name, axis in own.items() if name[:5] in ("xaxis", "yaxis")}
    told = {
        "font": own["font"] | {"color": ink},
        "legend": own["legend"] | {"font": small},
    }
    return Drawn(traces, own | axes | told | _once(traces, own, ground) | more)


def _axis(name: str, axis: dict[str, Any], font: dict[str, Any]) -> dict[str, Any]:
    """Labels as dark as the text, lines as faint as everywhere; upright ones only where a chart asks for them."""
    lines = {"gridcolor": GRID, "zerolinecolor": GRID, "showgrid": name.startswith("y")}
    title = {"title": {"font": font} | axis["title"]} if "title" in axis else {}
    return lines | axis | title | {"tickfont": font | axis.get("tickfont", {})}


def log_axis(least: float, most: float, prefix: str = "") -> dict[str, Any]:
    """An axis of a power of ten or more around the values: ticks at 1, 2 and 5, or at powers alone where there are many."""
    first, last = math.log10(least), math.log10(most)
    steps = (1, 2, 5) if last - first < 2 else (1,)
    ticks = [step * 10**power for power in range(math.floor(first) - 1, math.ceil(last) + 1) for step in steps]
    pad = max(0.1 + (last - first) * 0.03, (1 - last + first) / 2)
    words = [prefix + tick(one) for one in ticks]
    return {"type": "log", "tickvals": ticks, "ticktext": words, "range": [first - pad, last + pad]}


def layout(**more: Any) -> dict[str, Any]:
    """The shared layout; keys in `more` are merged over it."""
    base: dict[str, Any] = {
        "font": {"family": FONT, "size": 13},
        "margin": {"l": 12, "r": 12, "t": 8, "b": 8, "pad": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        "xaxis": {"automargin": True, "zeroline": False},
        "yaxis": {"automargin": True, "zeroline": False},
        "modebar": {"orientation": "h", "bgcolor": "rgba(0,0,0,0)", "color": GREY, "activecolor": BLUE},
    }
    for key, value in more.items():
        base[key] = {**base[key], **value} if isinstance(value, dict) and isinstance(base.get(key), dict) else value
    return base
