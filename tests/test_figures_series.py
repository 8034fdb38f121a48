"""Yearly series as drawn: exactly the points of the frame, and no line across a gap."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.conftest import checked
from timeline.figures import series as figure
from timeline.measures.series import DRAWN, boundaries


def frame(*rows: tuple[str, int, float, str, int], unit: str = "USD", shown_unit: str | None = None) -> pd.DataFrame:
    found = [
        dict.fromkeys(DRAWN, None)
        | {"series_id": one, "title": f"Title of <{one}>", "year": year, "shown": value, "value": value, "segment": segment}
        | {"unit": unit, "shown_unit": shown_unit or unit, "comparability_group": group}
        for one, year, value, group, segment in rows
    ]
    return pd.DataFrame(found)


BROKEN = frame(("a", 2008, 2.0, "A", 1), ("a", 2009, 5.0, "B", 2), ("a", 2011, 4.0, "B", 3), ("a", 2012, 6.0, "B", 3))


def points(drawing: Any) -> list[tuple[int, float]]:
    return [pair for trace in drawing.data for pair in zip(trace.x, trace.y, strict=True)]


def test_lines_hold_the_points_and_break_where_segments_end() -> None:
    drawing = checked(figure.lines)(BROKEN, boundaries(BROKEN))
    assert points(drawing) == list(zip(BROKEN["year"], BROKEN["shown"], strict=True))
    assert [list(trace.x) for trace in drawing.data] == [[2008], [2009], [2011, 2012]]
    assert [trace.showlegend for trace in drawing.data] == [True, False, False]
    assert [shape.x0 for shape in drawing.layout.shapes] == [2008.5]


def test_linear_axis_begins_at_zero_and_log_axis_is_log() -> None:
    assert checked(figure.lines)(BROKEN, boundaries(BROKEN)).layout.yaxis.rangemode == "tozero"
    logarithmic = checked(figure.lines)(BROKEN, boundaries(BROKEN), log=True).layout.yaxis
    assert logarithmic.type == "log"
    assert [one for one in logarithmic.ticktext if one in ("$2", "$5")] == ["$2", "$5"]


def test_series_differ_by_shape_as_well_as_colour() -> None:
    two = pd.concat([frame(("a", 2020, 1.0, "A", 1)), frame(("b", 2020, 2.0, "A", 2))], ignore_index=True)
    marks = [(trace.marker.symbol, trace.marker.color) for trace in checked(figure.lines)(two, boundaries(two)).data]
    assert len({shape for shape, _ in marks}) == len({colour for _, colour in marks}) == 2
    bars = checked(figure.changes)(two.assign(shown_unit="% change on the year before"))
    assert len({trace.marker.pattern.shape for trace in bars.data}) == 2


def test_changes_hold_the_points() -> None:
    drawn = frame(("a", 2020, 33.0, "A", 1), ("a", 2021, -9.0, "A", 1), shown_unit="% change on the year before")
    drawing = checked(figure.changes)(drawn)
    assert points(drawing) == [(2020, 33.0), (2021, -9.0)]
    assert "2021: -9 %" in drawing.data[0].text[1]


def test_text_of_records_is_escaped() -> None:
    drawing = checked(figure.lines)(BROKEN, boundaries(BROKEN))
    assert "<a>" not in drawing.data[0].text[0]
    assert "&lt;a&gt;" in drawing.data[0].text[0]
    assert "&lt;a&gt;" in drawing.data[0].name
