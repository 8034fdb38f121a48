"""Lanes, marks, bars and boxes, counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.conftest import actor, claim, data_of, incident
from tests.large import large_base
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import timeline as measure
from timeline.measures.density import periods
from timeline.measures.lanes import LANES, MOST_LANES, lanes
from timeline.measures.placing import View, number


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Five incidents: two against North Korea, one of them against Iran too; one with nobody named; one without a start."""
    return data_of(
        actor("group", "The Group"),
        incident("one-2010", started="2010", attributions=[claim("c", date="2011-02-03", actor="group")]),
        incident(
            "two-2012",
            started="2012-05",
            kinds=["worm", "sabotage"],
            attributions=[claim("c", date="2012-08-01"), claim("d", state="IR", date="2012-09-01")],
        ),
        incident("three-2014", started="2014-03-01"),
        incident("four-2015", disclosed="2015-06-30", started=None),
        incident("five-2019", started="2019-01-01", ended="2019-02-01", targets=[{"name": "Somebody", "sector": "other"}]),
    )


@pytest.fixture(scope="module")
def large() -> Dataset:
    """Twenty thousand made incidents."""
    return Dataset(large_base(20_000, data_of(incident("one-2010")).base))


def frame_of(data: Dataset, by: str, **more: object) -> dict[str, int]:
    lanes_frame = measure.board(data, by, "started", **more).lanes  # type: ignore[arg-type]  # whatever a test sets
    return dict(zip(lanes_frame["lane"], lanes_frame["incidents"].tolist(), strict=True))


def test_lanes_by_state_have_one_for_incidents_that_name_none(data: Dataset) -> None:
    assert frame_of(data, "state") == {"North Korea": 2, "Iran": 1, "No state named": 3}


def test_lanes_by_other_things(data: Dataset) -> None:
    assert frame_of(data, "actor") == {"The Group": 1, "No actor named": 4}
    assert frame_of(data, "kind") == {"Espionage": 4, "Sabotage": 1, "Worm": 1}
    assert frame_of(data, "region") == {"Europe": 4, "Several countries, or country not known": 1}
    assert list(frame_of(data, "status")) == ["Officially attributed", "Unattributed"]
    assert set(frame_of(data, "sector")) == {"Government", "Other"}


def test_an_incident_has_a_mark_in_each_lane_it_belongs_to(data: Dataset) -> None:
    board = measure.board(data, "state", "started")
    assert (board.in_view, board.marks_in_view) == (5, 6)
    assert sorted(board.marks["incident_id"]).count("two-2012") == 2


def test_imprecise_dates_are_spans(data: Dataset) -> None:
    marks = measure.board(data, "status", "started").marks.set_index("incident_id")
    year, day = marks.loc["one-2010"], marks.loc["three-2014"]
    assert (year["earliest"], year["latest"]) == (number(date(2010, 1, 1)), number(date(2010, 12, 31)))
    assert year["when"] == "2010"
    assert day["earliest"] == day["latest"] == number(date(2014, 3, 1))
    assert measure.board(data, "status", "started").spans == 2


def test_start_falls_back_on_disclosure(data: Dataset) -> None:
    marks = measure.board(data, "status", "started").marks.set_index("incident_id")
    assert marks.loc["four-2015", "earliest"] == number(date(2015, 6, 30))


def test_incidents_without_the_date_are_counted_not_drawn(data: Dataset) -> None:
    board = measure.board(data, "status", "attributed")
    assert (board.in_view, board.undated) == (2, 3)
    assert board.marks.set_index("incident_id").loc["one-2010", "when"] == "3 February 2011"


def test_view_cuts_and_whole_view_is_whole_years(data: Dataset) -> None:
    assert measure.whole_view(data.when("started")) == View.years(2010, 2019)
    board = measure.board(data, "state", "started", View.years(2010, 2012))
    assert board.in_view == 2
    assert set(board.marks["incident_id"]) >= {"one-2010", "two-2012"}


def test_a_span_that_reaches_into_the_view_is_in_view(data: Dataset) -> None:
    board = measure.board(data, "status", "started", View(number(date(2010, 12, 31)), number(date(2011, 1, 31))))
    assert board.in_view == 1


def test_marks_of_a_lane_do_not_overlap(data: Dataset) -> None:
    many = data_of(*(incident(f"one-{number_}", started="2014-03-01") for number_ in range(5)))
    assert sorted(measure.board(many, "status", "started").marks["row"]) == [0, 1, 2, 3, 4]


def test_filter_is_kept(data: Dataset) -> None:
    assert frame_of(IncidentFilter(states=("IR",)).apply(data), "state") == {"Iran": 1, "North Korea": 1}


def test_empty_selection(data: Dataset) -> None:
    board = measure.board(IncidentFilter(text="nothing like it").apply(data), "state", "started")
    assert (board.in_view, len(board.lanes), len(board.marks)) == (0, 0, 0)


def test_more_values_than_lanes_share_one(large: Dataset) -> None:
    board = measure.board(large, "sector", "started")
    assert len(board.lanes) == MOST_LANES + 1
    names = board.lanes["lane"].tolist()
    assert names[-2].endswith("other sectors")
    assert names[-1] == "Sector not given"


@pytest.mark.parametrize("by", LANES)
@pytest.mark.parametrize("chosen", [IncidentFilter(), IncidentFilter(years=(2001, 2010))], ids=["all", "filtered"])
def test_bars_count_each_incident_once_in_a_lane(large: Dataset, by: str, chosen: IncidentFilter) -> None:
    cut = chosen.apply(large)
    board = measure.board(cut, by, "started")
    assert board.is_density
    held = lanes(cut, by, cut.mask())
    row, lane = held.members(cut.mask())
    assert len(set(zip(row.tolist(), lane.tolist(), strict=True))) == len(row)
    assert board.lanes["incidents"].tolist() == np.bincount(lane, minlength=len(held.names)).tolist()
    days = cut.base.when("started")
    one_period = periods(days.earliest.astype(np.int64), board.period) == periods(days.latest.astype(np.int64), board.period)
    assert board.bars["incidents"].sum() == np.count_nonzero(one_period[row])
    assert board.unplaced == np.count_nonzero(cut.mask() & ~one_period)


def test_bars_turn_into_marks_when_zoomed(large: Dataset) -> None:
    view = View(number(date(2014, 1, 1)), number(date(2014, 1, 31)))
    board = measure.board(large, "status", "started", view)
    assert not board.is_density
    assert 0 < board.in_view <= measure.MOST_MARKS


def test_box_of_marks(data: Dataset) -> None:
    board = measure.board(data, "state", "started")
    korea = board.lanes.iloc[0]
    found = measure.boxed(data, board, "started", View.years(2010, 2013), korea["top"], korea["bottom"])
    assert found.arrow("incidents")["incident_id"].to_pylist() == ["one-2010", "two-2012"]
    assert measure.boxed(data, board, "started", View.years(2013, 2013), korea["top"], korea["bottom"]).count == 0


def test_box_of_bars_means_lanes_and_days(large: Dataset) -> None:
    board = measure.board(large, "status", "started")
    lane = board.lanes.iloc[1]
    found = measure.boxed(large, board, "started", View.years(2005, 2005), lane["top"] + 5, lane["bottom"] - 5)
    assert set(found.arrow("incidents")["status"].to_pylist()) == {"charged"}
    inside = measure.inside(large, "status", "started", View.years(2005, 2005), [1])
    assert found.count == inside.count > 0


def test_sentence_and_finding(data: Dataset) -> None:
    assert measure.sentence(measure.board(data, "state", "started")) == (
        "Timeline of 5 incidents, 2010 to 2019, in lanes by accused state. "
        "Fullest lanes: No state named 3, North Korea 2, Iran 1."
    )
    assert measure.by_status(data) == {"state-attributed": 2, "unattributed": 3}
    assert measure.finding(5, measure.by_status(data)).startswith("Of 5 incidents, 2 are attributed by a state")


@pytest.mark.parametrize(
    ("title", "others", "short"),
    [
        ("Stuxnet: sabotage code", ["W32"], "Stuxnet"),
        ("Malware on the administrative network of a plant", ["KKNPP incident"], "KKNPP incident"),
        ("Malware on the administrative network of a plant", None, "Malware on the…"),
    ],
)
def test_short_name(title: str, others: list[str] | None, short: str) -> None:
    assert measure.short_name(title, others) == short
