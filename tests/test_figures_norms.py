"""Charts of norms and responses draw what the measures gave, and nothing else."""

from __future__ import annotations

from html import unescape
from typing import Any

import pandas as pd
import pytest

from tests.conftest import checked, data_of, incident, instrument, invoked, read, response
from tests.test_measures_norms import CALL, GGE
from timeline.dataset import Dataset
from timeline.figures import bars
from timeline.figures import instruments as text_figure
from timeline.figures import norms as figure
from timeline.figures import responses as answer_figure
from timeline.measures import case, instruments, ladder, norms, responses

EVIL = "<b>x</b> & <a href='https://example.org'>y</a>"


@pytest.fixture(scope="module")
def data() -> Dataset:
    return data_of(
        incident(
            "one-2017",
            title=EVIL,
            started="2017-01-01",
            norms=[invoked("us"), read("f", "gge-2015:13f"), read("call", "call-2018:1")],
            responses=[response("us", date="2020-06", summary=EVIL), response("ms", party="Microsoft", party_kind="company")],
        ),
        GGE,
        CALL,
        instrument("next-2021", (), adopted="2021", short_name=EVIL, succeeds=["gge-2015"]),
    )


def texts(drawn: Any) -> str:
    return drawn.to_json().replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")


def test_counts_keep_the_two_bases_on_axes_of_their_own(data: Dataset) -> None:
    drawn = checked(figure.counts)(norms.clause_counts(data, "gge-2015"), norms.BASES, norms.TIMINGS, with_text=False)
    sides = {trace.xaxis: trace for trace in drawn.data if sum(trace.x)}
    assert {axis: sum(trace.x) for axis, trace in sides.items()} == {"x": 1, "x2": 1}
    assert sides["x"].name.startswith("Invoked by someone")
    assert drawn.layout.xaxis.range == drawn.layout.xaxis2.range
    assert sides["x"].customdata[0][0] == "gge-2015:13f"


def test_matrix_marks_basis_by_shape_and_timing_by_filling(data: Dataset) -> None:
    found = norms.matrix(data, norms.linked_cases(data))
    drawn = checked(figure.matrix)(found.cases, found.columns, found.cells, norms.BASES, norms.TIMINGS, with_text=True)
    assert {unescape(trace.name): trace.marker.symbol for trace in drawn.data} == {
        "Invoked by someone, text older than the incident": "circle",
        "Our reading, text older than the incident": "diamond",
        "Our reading, text later than the incident's start": "diamond-open",
    }
    assert list(drawn.data[0].customdata[0]) == ["one-2017", "gge-2015:13f"]
    marks = {(x, y) for trace in drawn.data for x, y in zip(trace.x, trace.y, strict=True)}
    assert len(marks) == 3, "invoked and read marks of one cell stand side by side"


def test_timeline_has_a_row_for_each_text_and_a_line_to_its_successor(data: Dataset) -> None:
    rows = instruments.timeline(data)
    drawn = checked(text_figure.timeline)(rows, instruments.succession(data, rows))
    marks = [place for trace in drawn.data if trace.mode == "markers" for place in trace.y]
    assert len(marks) == len(set(marks)) == 3
    line = drawn.data[0]
    assert [line.x[place] for place in (0, 1, 4, 5)] == ["2015-07-22", "2018-11-12", "2015-07-22", "2021-07-02"]
    assert line.y[0] == line.y[1] != line.y[2]


def test_texts_from_records_are_escaped(data: Dataset) -> None:
    rows = instruments.timeline(data)
    found = norms.matrix(data, norms.linked_cases(data))
    one = case.case(data, "one-2017")
    assert one is not None
    charts = [
        checked(text_figure.timeline)(rows, instruments.succession(data, rows)),
        checked(figure.matrix)(found.cases, found.columns, found.cells, norms.BASES, norms.TIMINGS, with_text=True),
        checked(figure.invokers)(norms.invokers(data), 5),
        checked(answer_figure.lags)(responses.lags(data)),
        checked(answer_figure.ladder)(ladder.ladder(one), list(ladder.RUNGS)),
    ]
    for drawn in charts:
        assert "<a href" not in texts(drawn)


def test_bars_of_kinds_are_as_high_as_their_count(data: Dataset) -> None:
    rows = pd.DataFrame({"kind": ["a", "a", "b"], "label": ["A", "A", "B"], "year": [2019, 2020, 2020], "count": [4, 2, 1]})
    (bar,) = checked(answer_figure.kinds)(rows, "acts").data
    assert list(bar.customdata) == [4, 2, 1]
    assert bar.y[0] == pytest.approx(2 * bar.y[1])
    assert bar.base[0] == bar.base[1] != bar.base[2]


def test_accused_states_have_one_bar_in_parts() -> None:
    rows = pd.DataFrame(
        [
            (state, name, count, 3)
            for state in ("Iran", "China")
            for name, count in zip(responses.REACHES, (1, 0, 2, 0), strict=True)
        ],
        columns=["state", "class", "incidents", "total"],
    )
    drawn = checked(answer_figure.accused)(rows, responses.REACHES, 1)
    assert [list(trace.x) for trace in drawn.data] == [[1], [0], [2], [0]]
    assert drawn.layout.annotations[0].text == "Iran: 3"


def test_few_lags_bear_their_names_and_many_their_share() -> None:
    rows = pd.DataFrame(
        {
            "incident_id": [f"c{n}" for n in range(40)],
            "title": "Case",
            "days_min": range(40),
            "days_max": range(1, 41),
            "share": [(n + 1) / 40 for n in range(40)],
            "drawn_min": [max(n, 1) for n in range(40)],
            "drawn_max": range(1, 41),
        }
    )
    assert checked(answer_figure.lags)(rows).layout.yaxis.ticksuffix == " %"
    assert checked(answer_figure.lags)(rows.head(3)).layout.yaxis.ticktext == ("Case", "Case", "Case")


def test_years_are_stacked_in_the_order_given() -> None:
    rows = pd.DataFrame({"year": [2020, 2020], "class": ["most", "least"], "incidents": [2, 3]})
    drawn = checked(bars.stacked_years)(rows)
    assert [(trace.name, list(trace.y)) for trace in drawn.data] == [("most", [2]), ("least", [3])]
    assert len({trace.marker.pattern.shape for trace in drawn.data}) == 2
