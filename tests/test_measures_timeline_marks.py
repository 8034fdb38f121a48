"""Marks, rows, labels and boxes to the pixel: a hundred days from 1970 on a thousand pixels, ten pixels a day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.conftest import claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures import timeline as measure
from timeline.measures.placing import View, day
from timeline.records import Incident

VIEW = View(0, 99)
BLAMED = {"attributions": [claim("c", date="1975-01-01")]}


def on(name: str, first: int, last: int | None = None, **values: Any) -> Incident:
    """An incident of one day, or of a span of days, counted from 1970."""
    started = f"{day(first)}" if last is None else f"{day(first)}/{day(last)}"
    return incident(name, **{"title": name.title(), "started": started, "disclosed": "1980-01-01"} | values)


def column(board: measure.Board, name: str) -> dict[str, Any]:
    return dict(zip(board.marks["incident_id"], board.marks[name].tolist(), strict=True))


def names(found: Dataset) -> list[str]:
    return [str(one) for one in found.arrow("incidents")["incident_id"].to_pylist()]


@pytest.fixture
def five() -> Dataset:
    """Three in view, one of them in the upper lane; one beside the view; one so far that it is not drawn."""
    return data_of(
        on("alpha", 10), on("beta", 10, 19, title="Beta: a span"), on("gamma", 40, **BLAMED), on("near", 150), on("far", 250)
    )


def test_marks_in_full(five: Dataset) -> None:
    board = measure.board(five, "status", "started", VIEW)
    assert (board.by, board.view, board.period, board.is_density) == ("status", VIEW, "", False)
    assert (board.in_view, board.spans, board.undated, board.marks_in_view, board.unplaced) == (3, 1, 0, 3, 0)
    assert board.lanes.to_dict("list") == {
        "lane": ["Officially attributed", "Unattributed"],
        "incidents": [1, 2],
        "peak": [0, 0],
        "bottom": [41, 96],
        "top": [0, 41],
    }
    assert board.bars.empty
    assert board.bars.columns.tolist() == ["lane", "first", "last", "incidents", "when", "view"]
    marks = board.marks.to_dict("list")
    assert marks.pop("label_at") == pytest.approx([41.45, 11.45, 20.3, 151.45])
    assert marks == {
        "incident_id": ["gamma", "alpha", "beta", "near"],
        "title": ["Gamma", "Alpha", "Beta: a span", "Near"],
        "status": ["state-attributed", "unattributed", "unattributed", "unattributed"],
        "when": [
            "10 February 1970",
            "11 January 1970",
            "between 11 January 1970 and 20 January 1970",
            "31 May 1970",
        ],
        "row": [0, 0, 1, 0],
        "label": ["Gamma", "Alpha", "Beta", ""],
        "place": [3, 0, 1, 4],
        "lane": [0, 1, 1, 1],
        "earliest": [40, 10, 10, 150],
        "latest": [40, 10, 19, 150],
        "y": [27, 68, 82, 68],
    }


def test_the_whole_is_in_view_at_a_thousand_pixels_unless_said_otherwise(five: Dataset) -> None:
    board = measure.board(five, "status", "started")
    assert board.view == View.years(1968, 1970)
    assert measure.board(five, "status", "started", board.view, 1000).marks.equals(board.marks)
    assert not measure.board(five, "status", "started", board.view, 1001).marks.equals(board.marks)
    assert measure.board(five, "status", "disclosed").view == View.years(1978, 1980)


def test_whole_view_of_dates_known_in_part() -> None:
    data = data_of(incident("a", disclosed=None, started="2014"), incident("b", disclosed="2010-05-01", started="2001"))
    assert measure.whole_view(data.when("started")) == View.years(2001, 2014)
    assert measure.whole_view(data.when("disclosed")) == View.years(2008, 2010)
    assert measure.whole_view(data.when("attributed")) == View.years(2000, 2026)
    two = data_of(incident("a", started="2013-12-31"), incident("b", started="2014/2015"))
    assert measure.whole_view(two.when("started")) == View.years(2013, 2015)


def test_what_has_no_date_is_undated_only_within_the_selection() -> None:
    data = data_of(on("a", 1), on("b", 2, disclosed=None), on("c", 3, disclosed=None))
    assert measure.board(data, "status", "disclosed").undated == 2
    board = measure.board(data.only(np.array([True, True, False])), "status", "disclosed")
    assert (board.in_view, board.undated) == (1, 1)


def test_the_edges_of_the_view_and_of_what_is_drawn_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_of(*(on(f"day{one}" if one >= 0 else f"before{-one}", one) for one in (-101, -100, -1, 0, 99, 100, 199, 200)))
    board = measure.board(data, "status", "started", VIEW)
    drawn = ["before100", "before1", "day0", "day99", "day100", "day199"]
    assert (board.in_view, board.marks["incident_id"].tolist()) == (2, drawn)
    assert list(measure.titles(board, 9)) == ["day0", "day99"]
    assert names(measure.inside(data, "status", "started", VIEW)) == ["day0", "day99"]
    monkeypatch.setattr(measure, "MOST_MARKS", 6)
    assert measure.board(data, "status", "started", VIEW).marks["incident_id"].tolist() == drawn
    monkeypatch.setattr(measure, "MOST_MARKS", 5)
    assert measure.board(data, "status", "started", VIEW).marks["incident_id"].tolist() == ["day0", "day99"]
    monkeypatch.setattr(measure, "MOST_MARKS", 2)
    assert measure.board(data, "status", "started", VIEW).marks["incident_id"].tolist() == ["day0", "day99"]
    monkeypatch.setattr(measure, "MOST_MARKS", 1)
    assert measure.board(data, "status", "started", VIEW).is_density


@pytest.mark.parametrize(("most", "drawn"), [(4, 4), (3, 2), (2, 2), (1, 0)])
def test_marks_of_several_lanes_count_for_each(monkeypatch: pytest.MonkeyPatch, most: int, drawn: int) -> None:
    """One incident in view that stands in two lanes, one beside it in two."""
    monkeypatch.setattr(measure, "MOST_MARKS", most)
    data = data_of(on("in", 10, kinds=["espionage", "worm"]), on("beside", 150, kinds=["espionage", "worm"]))
    board = measure.board(data, "kind", "started", VIEW)
    assert (board.is_density, len(board.marks)) == (not drawn, drawn)
    assert (board.in_view, board.marks_in_view, board.lanes["incidents"].tolist()) == (1, 2, [1, 1])


def test_bars_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_MARKS", 4)
    data = data_of(
        *(on(name, 10) for name in ("a", "b", "c")), on("d", 20), on("e", 20, 30), on("f", 40, **BLAMED), on("g", 300)
    )
    board = measure.board(data, "status", "started", VIEW)
    assert (board.by, board.view, board.period, board.is_density) == ("status", VIEW, "day", True)
    assert (board.in_view, board.spans, board.undated, board.marks_in_view, board.unplaced) == (6, 1, 0, 6, 1)
    assert board.lanes.to_dict("list") == {
        "lane": ["Officially attributed", "Unattributed"],
        "incidents": [1, 5],
        "peak": [1, 3],
        "bottom": [64, 128],
        "top": [0, 64],
    }
    assert board.bars[["lane", "first", "incidents"]].to_numpy().tolist() == [[0, 40, 1], [1, 10, 3], [1, 20, 1]]
    columns = "incident_id title status place lane row y earliest latest when label label_at"
    assert (board.marks.empty, board.marks.columns.tolist()) == (True, columns.split())
    assert measure.titles(board, 9) == {}


def test_a_lane_is_as_deep_as_its_marks_in_view() -> None:
    data = data_of(on("one", 10, **BLAMED), *(on(f"beside{place}", 150, **BLAMED) for place in range(3)), on("out", -200))
    board = measure.board(data, "status", "started", VIEW)
    assert board.lanes["bottom"].tolist() == [41, 82]
    assert column(board, "row") == {"one": 0, "beside0": 0, "beside1": 0, "beside2": 0}
    assert set(column(board, "y").values()) == {27}
    both = measure.board(data, "status", "started", View(10, 150))
    assert both.lanes["bottom"].tolist() == [20 + 3 * 14 + 7, 20 + 3 * 14 + 7 + 41]
    assert [both.lanes["top"][1] - both.lanes["bottom"][0], *sorted(set(column(both, "y").values()))] == [0, 27, 41, 55]
    edges = measure.board(data_of(on("a", 0, 9), on("b", -9, 0), on("c", 99, 150), on("d", 99)), "status", "started", VIEW)
    assert (edges.in_view, edges.lanes["bottom"].tolist()) == (4, [20 + 2 * 14 + 7])
    first = measure.board(data_of(on("out", -12, -5), on("in", -9, 0)), "status", "started", VIEW)
    assert (first.in_view, first.lanes["bottom"].tolist()) == (1, [20 + 2 * 14 + 7])


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """Two rows of marks at most, three on a narrow chart. In the upper lane one mark, in the lower three of a day and one."""
    monkeypatch.setattr(measure, "MOST_ROWS", 2)
    monkeypatch.setattr(measure, "MOST_ROWS_NARROW", 3)
    return data_of(on("up", 10, **BLAMED), *(on(f"same{place}", 10) for place in range(3)), on("later", 13))


@pytest.mark.parametrize(
    ("room", "width", "rows"),
    [
        (5, 1000, [0, 1, 2, 3]),
        (4, 1000, [0, 1, 0, 0]),
        (4, 600, [0, 1, 0, 0]),
        (4, 599, [0, 1, 2, 0]),
    ],
)
def test_room_for_labels_while_rows_are_few(
    crowd: Dataset, monkeypatch: pytest.MonkeyPatch, room: int, width: int, rows: list[int]
) -> None:
    monkeypatch.setattr(measure, "LABELLED_ROWS", room)
    found = column(measure.board(crowd, "status", "started", VIEW, width), "row")
    assert [found[name] for name in ("same0", "same1", "same2", "later")] == rows
    assert found["up"] == 0


@pytest.mark.parametrize(("room", "rows", "labels"), [(3, [0, 1], ["Two", "Three"]), (2, [0, 0], ["", "Three"])])
def test_labels_that_fit(monkeypatch: pytest.MonkeyPatch, room: int, rows: list[int], labels: list[str]) -> None:
    """`two` ends at 114.5 pixels and its label takes 28.3; `three` begins at 138.5."""
    monkeypatch.setattr(measure, "LABELLED_ROWS", room)
    board = measure.board(data_of(on("one", 10, **BLAMED), on("two", 10), on("three", 14)), "status", "started", VIEW)
    row, label = column(board, "row"), column(board, "label")
    assert ([row["two"], row["three"]], [label["two"], label["three"]], label["one"]) == (rows, labels, "One")


@pytest.mark.parametrize(("room", "rows"), [(3, [0, 1]), (2, [0, 0])])
def test_a_lane_without_marks_takes_a_row(monkeypatch: pytest.MonkeyPatch, room: int, rows: list[int]) -> None:
    monkeypatch.setattr(measure, "LABELLED_ROWS", room)
    data = data_of(on("away", 999, **BLAMED), on("two", 10), on("three", 14))
    found = column(measure.board(data, "status", "started", VIEW), "row")
    assert [found["two"], found["three"]] == rows


@pytest.mark.parametrize(
    ("title", "others", "short"),
    [
        ("x" * 30, ["other"], "x" * 30),
        ("x" * 30 + ": and more", ["other"], "x" * 30),
        ("x" * 31, ["other"], "other"),
        ("x" * 31, ["y" * 25, "y" * 24, "z"], "y" * 24),
        ("x" * 31, [], "x" * 29 + "…"),
        ("x" * 26 + " yy zz: a: b", ["y" * 25], "x" * 26 + "…"),
        ("a b " + "x" * 23 + " zz zz", None, "a b " + "x" * 23 + "…"),
        ("One: two: three", None, "One"),
    ],
)
def test_a_short_name_has_thirty_letters_at_most(title: str, others: list[str] | None, short: str) -> None:
    assert measure.short_name(title, others) == short


def test_labels_are_short_names() -> None:
    data = data_of(on("long", 10, title="x" * 40, other_names=["Short"]), on("plain", 20, title="y" * 40))
    assert column(measure.board(data, "status", "started", VIEW), "label") == {"long": "Short", "plain": "y" * 29 + "…"}


@pytest.mark.parametrize(
    ("view", "top", "bottom", "found"),
    [
        (VIEW, 0, 100, ["alpha", "beta", "gamma"]),
        (VIEW, 68, 82, ["alpha", "beta"]),
        (VIEW, 68.5, 81.5, []),
        (VIEW, 0, 27, ["gamma"]),
        (View(19, 40), 0, 100, ["beta", "gamma"]),
        (View(20, 39), 0, 100, []),
        (View(0, 10), 0, 100, ["alpha", "beta"]),
        (View(0, 9), 0, 100, []),
    ],
)
def test_a_box_of_marks(five: Dataset, view: View, top: float, bottom: float, found: list[str]) -> None:
    board = measure.board(five, "status", "started", VIEW)
    assert names(measure.boxed(five, board, "started", view, top, bottom)) == found


@pytest.mark.parametrize(
    ("top", "bottom", "found"),
    [
        (0, 64, ["gamma"]),
        (64, 128, ["alpha", "beta"]),
        (63.9, 64, ["gamma"]),
        (63, 65, ["alpha", "beta", "gamma"]),
        (130, 140, []),
    ],
)
def test_a_box_of_bars(five: Dataset, monkeypatch: pytest.MonkeyPatch, top: float, bottom: float, found: list[str]) -> None:
    monkeypatch.setattr(measure, "MOST_MARKS", 1)
    board = measure.board(five, "status", "started", VIEW)
    assert names(measure.boxed(five, board, "started", VIEW, top, bottom)) == found


def test_inside_is_of_the_selection_and_of_the_chosen_lanes(five: Dataset) -> None:
    assert names(measure.inside(five, "status", "started", View(10, 40))) == ["alpha", "beta", "gamma"]
    assert names(measure.inside(five, "status", "started", View(11, 150))) == ["beta", "gamma", "near"]
    assert names(measure.inside(five, "status", "started", VIEW, [0])) == ["gamma"]
    assert names(measure.inside(five, "status", "started", VIEW, [1, 0])) == ["alpha", "beta", "gamma"]
    assert names(measure.inside(five, "status", "started", VIEW, [])) == []
    cut = five.only(np.array([False, True, False, True, True]))
    assert names(measure.inside(cut, "status", "started", VIEW)) == ["beta", "gamma"]
    assert names(measure.inside(five, "status", "disclosed", VIEW)) == []


def test_titles_in_order_of_date() -> None:
    data = data_of(on("c", 10, 30), on("b", 10, 20), on("a", 50), on("d", 5), on("e", 99, 120), on("f", -9, 0), on("g", 100))
    board = measure.board(data, "status", "started", VIEW)
    assert measure.titles(board, 9) == {"f": "F", "d": "D", "b": "B", "c": "C", "a": "A", "e": "E"}
    assert measure.titles(board, 2) == {"f": "F", "d": "D"}


def states(*codes: str, prefix: str, count: int) -> list[Incident]:
    claims = [claim(f"c-{code.lower()}", date="1975-01-01", state=code) for code in codes]
    return [on(f"{prefix}{place}", 10, attributions=claims) for place in range(count)]


def test_sentence_names_the_three_fullest_lanes_that_hold_something() -> None:
    data = data_of(
        *states("KP", prefix="a", count=1),
        *states("IR", prefix="b", count=4),
        *states("RU", prefix="c", count=2),
        *states("CN", prefix="d", count=3),
        on("far", 900, attributions=[claim("c", state="US")]),
    )
    board = measure.board(data, "state", "started", View.years(1970, 1970))
    assert measure.sentence(board) == (
        "Timeline of 10 incidents, 1970, in lanes by accused state. Fullest lanes: Iran 4, China 3, Russia 2."
    )
    nothing = measure.board(data, "kind", "started", View.years(1950, 1951))
    assert measure.sentence(nothing) == "Timeline of 0 incidents, 1950 to 1951, in lanes by kind."


def test_finding_in_full() -> None:
    counts = {"state-attributed": 1001, "charged": 1002, "contested": 1003, "unattributed": 9}
    assert measure.finding(10_000, counts) == (
        "Of 10,000 incidents, 1,001 are attributed by a state or intergovernmental body and 1,002 by charges or sanctions "
        "alone; on 1,003 claims of equal standing contradict each other; for the other 6,994 there is no official word on "
        "who did it."
    )
    assert measure.finding(2, {}).startswith("Of 2 incidents, 0 are attributed by a state or intergovernmental body and 0 by")


def test_statuses_of_a_selection(five: Dataset) -> None:
    assert measure.by_status(five) == {"state-attributed": 1, "unattributed": 4}
    assert measure.by_status(five.only(np.array([True, True, False, False, False]))) == {"unattributed": 2}
