"""Drawings hold exactly the numbers of their frames, escape what records say, and tell apart by more than colour."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import checked, claim, data_of, incident
from timeline.dataset import Dataset
from timeline.figures.attribution import confidence as confidence_figure
from timeline.figures.attribution import lags as lags_figure
from timeline.figures.attribution import matrix as matrix_figure
from timeline.measures.attribution import confidence, joint, lags, matrix
from timeline.measures.attribution.claims import MARKS

HOSTILE = "<img src=x onerror=alert(1)> & <b>co</b>"


def drawn_matrix(data: Dataset) -> tuple[matrix.Matrix, Any]:
    found = matrix.matrix(data, opened=("state",))
    return found, checked(matrix_figure.matrix)(found.cells, found.rows, found.columns, MARKS, "statements")


def test_matrix_has_a_mark_with_its_number_for_each_cell(data: Dataset) -> None:
    found, drawing = drawn_matrix(data)
    marks = [(*pair, text) for trace in drawing.data for pair, text in zip(trace.customdata, trace.text, strict=True)]
    cells = found.cells[["row", "column", "count"]].itertuples(index=False)
    assert sorted(marks) == sorted((row, column, str(count)) for row, column, count in cells)


def test_matrix_marks_never_lie_on_one_another(data: Dataset) -> None:
    _, drawing = drawn_matrix(data)
    places = [pair for trace in drawing.data for pair in zip(trace.x, trace.y, strict=True)]
    assert len(set(places)) == len(places)
    shapes = [trace.marker.symbol for trace in drawing.data]
    assert len(set(shapes)) == len(shapes)
    assert set(matrix_figure.MARKS) == set(MARKS)


def test_matrix_rows_lie_between_their_rules(data: Dataset) -> None:
    found, drawing = drawn_matrix(data)
    edges = [shape.y0 for shape in drawing.layout.shapes]
    assert edges == sorted(edges, reverse=True)
    assert len(edges) == len(found.rows) + 1
    number = {row["key"]: place for place, row in enumerate(found.rows)}
    for trace in drawing.data:
        for (row, _), y in zip(trace.customdata, trace.y, strict=True):
            assert edges[number[row]] > y > edges[number[row] + 1]


def test_text_of_records_is_escaped(data: Dataset) -> None:
    found = matrix.matrix(data)
    found.cells["claimant"] = found.cells["accused"] = HOSTILE
    rows = [row | {"label": HOSTILE} for row in found.rows]
    columns = [column | {"label": HOSTILE} for column in found.columns]
    drawing = checked(matrix_figure.matrix)(found.cells, rows, columns, MARKS, "statements")
    texts = [text for trace in drawing.data for text in trace.hovertext]
    texts += [*drawing.layout.xaxis.ticktext, *drawing.layout.yaxis.ticktext]
    assert not any("<img" in text or "<b>co" in text for text in texts)


def test_pairs_hold_the_counts(data: Dataset) -> None:
    found = joint.pairs(data)
    drawing = checked(matrix_figure.pairs)(found, found.attrs["states"])
    marks = {tuple(pair): text for trace in drawing.data for pair, text in zip(trace.customdata, trace.text, strict=True)}
    assert marks == {(row.state, row[1]): str(row.incidents) for row in found.itertuples(index=False)}


def test_lags_draw_every_incident_and_only_known_medians(data: Dataset) -> None:
    spread = lags.by_accused(lags.lags(data))
    assert spread.single is not None
    drawing = checked(lags_figure.lags)(spread.groups, spread.single)
    points = next(trace for trace in drawing.data if trace.mode == "markers")
    assert len(points.x) == len(spread.single)
    medians = next(trace for trace in drawing.data if trace.name and trace.name.startswith("median"))
    assert len(medians.x or ()) == 0
    assert "92 days" in points.text[1]


def test_an_imprecise_lag_is_a_line_and_enough_of_them_have_a_median_and_a_middle() -> None:
    records = [
        incident(f"m{place}-2020", disclosed="2020-03-01", attributions=[claim("x", date=f"2020-0{4 + place}", state="RU")])
        for place in range(5)
    ]
    spread = lags.by_accused(lags.lags(data_of(*records)))
    assert spread.single is not None
    traces = {trace.name or trace.mode: trace for trace in checked(lags_figure.lags)(spread.groups, spread.single).data}
    assert len(traces["lines"].x) == 3 * 5
    assert len(traces["middle half"].x) == 3
    words = "<b>Russia: median 92 to 121 days</b><br>5 incidents; all within 31 to 183 days; 0 left out"
    assert traces["median (its bounds)"].text[:2] == (words, words)


def test_the_axis_of_days_keeps_order_on_both_sides_of_the_same_day() -> None:
    days = [-400, -31, -1, 0, 1, 2, 30, 365, 4000]
    places = [lags_figure._position(day) for day in days]
    assert places == sorted(places)
    assert lags_figure._position(0) == 0


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1, 1, "1 day"),
        (12, 12, "12 days"),
        (2, 9.5, "2 to 10 days"),
        (-3, 43, "3 days before to 43 days after"),
        (-1, 0, "1 day before to the same day"),
        (-5, -5, "5 days before"),
        (0, 1200, "0 to 1,200 days"),
    ],
)
def test_days_in_words(low: float, high: float, words: str) -> None:
    assert lags_figure.in_days(low, high) == words


def test_confidence_parts_make_whole_bars(data: Dataset) -> None:
    found = confidence.counts(data)
    drawing = checked(confidence_figure.shares)(found, {level: level for level in confidence_figure.LEVELS}, "statements")
    assert [trace.name for trace in drawing.data] == ["high", "moderate", "low", "not-stated"]
    totals = [sum(trace.x[place] for trace in drawing.data) for place in range(found["group"].nunique())]
    assert totals == pytest.approx([1] * len(totals))
    patterns = [trace.marker.pattern.shape for trace in drawing.data]
    assert len(set(patterns)) == len(patterns)
