"""The strip of norm instruments."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import data_of, incident, instrument
from timeline.measures.placing import APART, MARK, View
from timeline.measures.strip import instruments


def test_instruments_of_the_view_most_linked_first() -> None:
    link = {"clause": "b-2015:1", "basis": "analyst", "reason": "Because.", "sources": ["s"], "id": "l"}
    data = data_of(
        incident(norms=[link]),
        instrument("a-2015", adopted="2015"),
        instrument("b-2015", adopted="2015-07-22"),
        instrument("c-2001", adopted="2001-11-23", kind="treaty"),
        instrument("d-2016", adopted="2016-01-01", kind="sanctions-regime"),
        instrument("e-2016", adopted="2016-01-02", kind="forum"),
    )
    found = instruments(data.base, View.years(2010, 2020), 1000).set_index("instrument_id")
    assert next(iter(found.index)) == "b-2015"
    assert "c-2001" not in found.index
    assert found["group"].to_dict() == {"b-2015": "norms", "a-2015": "norms", "d-2016": "sanctions", "e-2016": "forum"}
    assert found.loc["a-2015", "when"] == "2015"
    assert found.loc["b-2015", "label"] == "B-2015"


def test_instruments_without_room_share_the_first_row() -> None:
    data = data_of(incident(), *(instrument(f"norm-{number}", adopted="2015-07-22") for number in range(9)))
    found = instruments(data.base, View.years(2010, 2020), 1000)
    assert sorted(found["row"]) == [0, 0, 0, 0, 1, 2, 3, 4, 5]
    assert found.loc[found["row"] == 0, "label"].tolist() == [""] * 4


def test_no_instruments() -> None:
    found = instruments(data_of(incident()).base, View.years(2010, 2020), 1000)
    assert found.empty
    assert found["row"].dtype == np.int64


def link(number: int, clause: str) -> dict[str, object]:
    return {"clause": clause, "basis": "analyst", "reason": "Because.", "sources": ["s"], "id": f"l-{number}"}


def test_rows_of_the_strip_in_full() -> None:
    """A hundred days on a thousand pixels: ten pixels a day."""
    data = data_of(
        incident("one", norms=[link(1, "c-1970:1"), link(2, "c-1970:2"), link(3, "b-1970:1")]),
        incident("two", norms=[link(1, "c-1970:1")]),
        instrument("a-1970", adopted="1970-01-06", name="The first", kind="policy-framework"),
        instrument("b-1970", adopted="1970-01-11", name="The second", kind="sanctions-regime"),
        instrument("c-1970", ("1", "2"), adopted="1970-01-03/1970-01-12", name="The third", kind="forum"),
        instrument("d-1970", adopted="1970-01-05", name="The fourth", kind="treaty"),
    )
    found = instruments(data.base, View(0, 99), 1000)
    columns = [
        "instrument_id",
        "short_name",
        "name",
        "group",
        "when",
        "links",
        "earliest",
        "latest",
        "label",
        "label_at",
        "row",
    ]
    assert found.columns.tolist() == columns
    assert found["instrument_id"].tolist() == ["c-1970", "b-1970", "d-1970", "a-1970"]
    assert found["short_name"].tolist() == ["C-1970", "B-1970", "D-1970", "A-1970"]
    assert found["name"].tolist() == ["The third", "The second", "The fourth", "The first"]
    assert found["group"].tolist() == ["forum", "sanctions", "norms", "forum"]
    assert found["when"].tolist() == [
        "between 3 January 1970 and 12 January 1970",
        "11 January 1970",
        "5 January 1970",
        "6 January 1970",
    ]
    assert found["links"].tolist() == [3, 1, 0, 0]
    assert found["earliest"].tolist() == [2, 10, 4, 5]
    assert found["latest"].tolist() == [11, 10, 4, 5]
    assert found["label"].tolist() == found["short_name"].tolist()
    ends = [120, 105 + MARK / 2, 45 + MARK / 2, 55 + MARK / 2]
    assert found["label_at"].tolist() == pytest.approx([(end + APART) / 10 for end in ends])
    assert found["row"].tolist() == [0, 1, 2, 3]


def test_of_equal_links_the_older_chooses_first_and_the_edge_of_the_view_counts() -> None:
    data = data_of(
        incident(),
        instrument("a-1970", adopted="1970-01-31"),
        instrument("b-1970", adopted="1970-01-11"),
        instrument("c-1970", adopted="1970-02-01"),
        instrument("d-1970", adopted="1970-01-10"),
        instrument("e-1970", adopted="1970-01"),
    )
    found = instruments(data.base, View(10, 30), 1000)
    assert found["instrument_id"].tolist() == ["e-1970", "b-1970", "a-1970"]
    assert found["label"].tolist() == ["", "B-1970", ""]
    assert found["row"].tolist() == [0, 1, 0]
    again = instruments(data.base, View(9, 31), 100)
    assert again["instrument_id"].tolist() == ["e-1970", "d-1970", "b-1970", "a-1970", "c-1970"]
    assert instruments(data.base, View(9, 9), 1000)["earliest"].tolist() == [0, 9]
    assert instruments(data.base, View(9, 9), 1000)["latest"].dtype == np.int32


def test_an_instrument_without_a_date_is_not_on_the_strip() -> None:
    data = data_of(incident(), instrument("a-2015", adopted=None), instrument("b-2016", adopted="2016-01-01"))
    assert instruments(data.base, View.years(2010, 2020), 1000)["instrument_id"].tolist() == ["b-2016"]
