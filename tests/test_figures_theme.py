"""One palette: it stands out from both backgrounds and stays apart for readers with any common kind of colour blindness."""

from __future__ import annotations

import itertools
import re
import tomllib

import numpy as np
import numpy.typing as npt
import pytest
from colorspacious import cspace_convert, deltaE

from tests.conftest import ROOT
from timeline.figures import bars, responses, series, theme
from timeline.figures import timeline as timeline_figure
from timeline.figures.attribution import confidence, matrix
from timeline.ui.attribution import joint, unattributed

PALETTE = {name: getattr(theme, name) for name in ("BLUE", "ORANGE", "GREEN", "VERMILION", "SKY", "PURPLE", "GREY")}
LOOK = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
BACKGROUNDS = {scheme: LOOK[scheme]["backgroundColor"] for scheme in ("light", "dark")}
BLINDNESS = ("protanomaly", "deuteranomaly", "tritanomaly")
APART = 10.0
"""Least distance in CAM02-UCS, in which 1 is about the least that a reader can see side by side."""
STYLES: dict[str, list[tuple[str, str]]] = {
    "status": list(theme.STATUS_MARKS.values()),
    "basis": list(theme.BASIS_MARKS.values()),
    "instrument": list(dict.fromkeys(theme.INSTRUMENT_MARKS.values())),  # one style for a group of kinds
    "loss": list(theme.LOSS_MARKS.values()),
    "series as lines": list(zip(theme.SERIES_COLOURS, series.SHAPES, strict=False)),
    "series as bars": list(zip(theme.SERIES_COLOURS, series.PATTERNS, strict=False)),
    "confidence": list(confidence.LEVELS.values()),
    "steps": list(bars.STEPS),
    "together": list(joint.STYLES),
    "unattributed": list(unattributed.STYLES),
    "thread": list(timeline_figure.THREAD_MARKS.values()),
    "ladder": list(responses.LADDER_MARKS),
    "matrix": [(one["color"], one["symbol"]) for one in matrix.MARKS.values()],
}


def rgb(colour: str) -> npt.NDArray[np.float64]:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    part = rgb(colour)
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str, blindness: str) -> npt.NDArray[np.float64]:
    space = {"name": "sRGB1+CVD", "cvd_type": blindness, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def least_distance(one: str, other: str) -> float:
    """The least distance for readers who see all colours and for the three kinds of colour blindness."""
    pairs = [(rgb(one), rgb(other)), *((seen(one, kind), seen(other, kind)) for kind in BLINDNESS)]
    return min(float(deltaE(*pair, input_space="sRGB1")) for pair in pairs)


@pytest.mark.parametrize("scheme", BACKGROUNDS)
@pytest.mark.parametrize("name", PALETTE)
def test_every_colour_stands_out(name: str, scheme: str) -> None:
    assert contrast(PALETTE[name], BACKGROUNDS[scheme]) >= 3


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(PALETTE, 2)))
def test_any_two_colours_stay_apart(one: str, other: str) -> None:
    assert least_distance(PALETTE[one], PALETTE[other]) >= APART


@pytest.mark.parametrize("name", STYLES)
def test_any_two_marks_of_a_chart_differ(name: str) -> None:
    """In shape or pattern, or in colours that no reader confuses."""
    for (one, mark), (other, another) in itertools.combinations(STYLES[name], 2):
        assert mark != another or least_distance(one, other) >= APART
    assert {colour for colour, _ in STYLES[name]} <= set(PALETTE.values())


@pytest.mark.parametrize("style", matrix.MARKS.values(), ids=list(matrix.MARKS))
def test_numbers_on_marks_can_be_read(style: dict[str, str]) -> None:
    if style["text"]:
        assert contrast(style["text"], style["color"]) >= 4.5


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", (ROOT / "src" / "timeline" / "ui" / "style.css").read_text("utf-8")))
    assert used <= {*PALETTE.values(), *BACKGROUNDS.values()}
