"""What the timeline draws of small frames; every figure obeys Plotly's own rules."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.conftest import claim, data_of, incident, instrument
from tests.large import large_base
from timeline.codes import Status
from timeline.dataset import Dataset
from timeline.figures import theme
from timeline.figures import timeline as figure
from timeline.measures import case as case_measure
from timeline.measures import strip, thread
from timeline.measures import timeline as measure
from timeline.measures.placing import View


def drawn(data: Dataset, view: View | None = None, selected: str = "") -> go.Figure:
    board = measure.board(data, "state", "started", view)
    case = case_measure.case(data, selected) if selected else None
    axis = figure.Axis((board.view.first, board.view.last), board.view.ticks(1000), "#111111", "#FFFFFF")
    norms = strip.instruments(data.base, board.view, 1000)
    facts = thread.facts(case) if case else None
    return go.Figure(figure.board(board.lanes, board.marks, board.bars, norms, axis, selected, facts).to_dict())


@pytest.fixture(scope="module")
def data() -> Dataset:
    return data_of(
        incident("year-2010", title="A <b>bold</b> case", started="2010", attributions=[claim("c")]),
        incident("day-2014", started="2014-03-01"),
        instrument("norm-2013", adopted="2013-06-01"),
    )


def test_many_titles_are_cut_few_are_not() -> None:
    long = "Theft of the data of a very great many people from a company with a long name"
    assert figure._titles([long] * 3)[0].replace("<br>", " ") == long
    assert figure._titles([long] * (figure.MANY + 1))[0].replace("<br>", " ") == "Theft of the data of a very great many …"


def test_is_sent_as_it_is_and_drawn_once(data: Dataset) -> None:
    sent = {name: drawn(data).to_dict()["layout"][name] for name in figure.theme.ONCE}
    assert sent == figure.theme.ONCE
    board = measure.board(Dataset(large_base(9000, data.base)), "state", "started")
    axis = figure.Axis((board.view.first, board.view.last), [], "#111111", "#FFFFFF")
    large = figure.board(board.lanes, board.marks, board.bars, strip.instruments(data.base, board.view, 1000), axis)
    assert json.loads(large.to_json()) == large.to_dict()
    assert "template" not in large.to_dict()["layout"]


def test_a_year_is_drawn_as_its_span(data: Dataset) -> None:
    spans = [trace for trace in drawn(data).data if trace.fill == "toself"]
    assert len(spans) == 1
    assert pd.to_datetime(list(spans[0].x[:2]), unit="ms").strftime("%Y-%m-%d").tolist() == ["2010-01-01", "2011-01-01"]


def test_status_says_itself_by_colour_and_shape(data: Dataset) -> None:
    (marks,) = [trace for trace in drawn(data).data if trace.customdata is not None]
    looks = dict(zip(marks.customdata, zip(marks.marker.color, marks.marker.symbol, strict=True), strict=True))
    assert looks == {
        "year-2010": theme.STATUS_MARKS[Status.STATE_ATTRIBUTED],
        "day-2014": theme.STATUS_MARKS[Status.UNATTRIBUTED],
    }
    assert {text.split("<br>")[1] for text in marks.hovertext} == {"Officially attributed", "Unattributed"}
    assert len({shape for _, shape in theme.STATUS_MARKS.values()}) == len(Status)


def test_titles_are_escaped(data: Dataset) -> None:
    text = str(drawn(data).to_dict())
    assert "A &lt;b&gt;bold&lt;/b&gt; case" in text
    assert "A <b>bold" not in text


def test_selected_incident_has_a_ring_and_its_thread(data: Dataset) -> None:
    names = [trace.name for trace in drawn(data, selected="year-2010").data]
    assert {"Selected", "Thread", "Facts of the thread"} <= set(names)
    assert not {"Selected", "Thread"} & {trace.name for trace in drawn(data).data}


def test_instruments_stand_on_the_same_axis_below(data: Dataset) -> None:
    made = drawn(data)
    (norms,) = [trace for trace in made.data if trace.name == "Norm instruments"]
    assert norms.xaxis in (None, "x")
    assert norms.yaxis in (None, "y")
    lanes = measure.board(data, "state", "started").lanes
    assert min(norms.y) > lanes["bottom"].max()


def test_many_incidents_are_bars_that_stay_in_their_lane(data: Dataset) -> None:
    large = Dataset(large_base(9000, data.base))
    board = measure.board(large, "state", "started")
    (bars,) = [trace for trace in drawn(large).data if trace.type == "bar"]
    assert 0 < len(bars.x) <= 2000
    lane = board.bars["lane"].to_numpy()
    assert (pd.Series(bars.base) + pd.Series(bars.y) >= board.lanes["top"].to_numpy()[lane]).all()
    assert (pd.Series(bars.base) <= board.lanes["bottom"].to_numpy()[lane]).all()
    assert not [trace for trace in drawn(large).data if trace.name == "Incidents"]


def test_thread_of_a_case(data: Dataset) -> None:
    case = case_measure.case(data, "year-2010")
    assert case
    view = thread.view(case)
    assert view
    axis = figure.Axis((view.first, view.last), [], "#111111", "#FFFFFF")
    made = go.Figure(figure.thread(thread.facts(case), list(thread.ROWS.values()), axis).to_dict())
    assert list(made.layout.yaxis.ticktext) == ["Facts", "Claims", "Denials", "Responses"]
    assert {trace.name for trace in made.data} >= {"own", "claim"}


def test_wrapped_text() -> None:
    assert figure.wrapped("one two three", 7) == "one two<br>three"
    assert figure.wrapped("<i>") == "&lt;i&gt;"
