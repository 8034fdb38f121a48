"""The strip of norm instruments."""

from __future__ import annotations

from tests.conftest import data_of, incident, instrument
from timeline.measures.placing import View
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
    assert instruments(data_of(incident()).base, View.years(2010, 2020), 1000).empty
