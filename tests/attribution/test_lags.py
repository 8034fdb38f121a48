"""How soon: hand-counted lags, what is left out, and intervals that hold the true lag."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attribution.conftest import company
from tests.conftest import claim, data_of, incident
from timeline.dataset import Base, Dataset
from timeline.dates import PartialDate
from timeline.measures.attribution import lags as measure


def named(found: measure.Lags) -> dict[str, tuple[int, int]]:
    ids = np.array(found.data.base.tables["incidents"]["incident_id"].to_pylist())[found.data.incident_rows][found.rows]
    return dict(zip(ids.tolist(), zip(found.low.tolist(), found.high.tolist(), strict=True), strict=True))


def left_out(found: measure.Lags) -> list[str]:
    ids = np.array(found.data.base.tables["incidents"]["incident_id"].to_pylist())[found.data.incident_rows]
    return list(ids[found.left_out])


def test_first_official_attribution(data: Dataset) -> None:
    found = measure.lags(data)
    assert named(found) == {"joint-2020": (92, 92), "denied-2019": (10, 10)}
    assert left_out(found) == ["year-2018"]
    assert found.never == 3


def test_a_denial_before_any_attribution_starts_no_clock(data: Dataset) -> None:
    assert named(measure.lags(data))["denied-2019"] == (10, 10)


def test_an_accusation_taken_back_is_no_first_attribution(data: Dataset) -> None:
    assert "back-2007" not in named(measure.lags(data))


def test_first_private_attribution(data: Dataset) -> None:
    assert named(measure.lags(data, until="private")) == {"joint-2020": (31, 31), "rivals-2021": (2, 2)}


def test_charges_count_only_when_asked_for() -> None:
    charged = incident("c-2020", attributions=[claim("x", date="2020-03-11", form="indictment")])
    data = data_of(charged)
    assert named(measure.lags(data)) == {}
    assert named(measure.lags(data, until="act")) == {"c-2020": (10, 10)}


def test_a_claim_may_precede_disclosure() -> None:
    data = data_of(incident("early-2020", disclosed="2020-03", attributions=[claim("x", date="2020-02-28")]))
    assert named(measure.lags(data)) == {"early-2020": (-32, -2)}


def test_from_the_start_falls_back_on_first_knowledge() -> None:
    started = incident("s-2020", started="2020-01-01", attributions=[claim("x", date="2020-03-01")])
    unknown = incident("u-2020", discovered="2020-02-01", attributions=[claim("x", date="2020-03-01")])
    data = data_of(started, unknown)
    assert named(measure.lags(data, since="started")) == {"s-2020": (60, 60), "u-2020": (29, 29)}


def test_of_several_claims_the_first_is_no_later_than_any() -> None:
    rough, exact = claim("a", date="2020"), claim("b", date="2020-04-01", party_country="GB", party="United Kingdom")
    data = data_of(incident("f-2020", attributions=[rough, exact]))
    assert named(measure.lags(data)) == {"f-2020": (-60, 31)}


def many(count: int) -> Dataset:
    return data_of(
        *(
            incident(
                f"n{number}-2020",
                disclosed="2020-03-01",
                attributions=[claim("x", date=str(date(2020, 3, 1) + timedelta(number)), state="RU")],
            )
            for number in range(count)
        )
    )


def test_no_median_over_fewer_than_five() -> None:
    four, five = (measure.lags(many(count)) for count in (4, 5))
    assert measure.summary(four.low, four.high).median is None
    found = measure.summary(five.low, five.high)
    assert found.median == (2.0, 2.0)
    assert (found.count, found.at_once, found.shortest, found.longest) == (5, 1, 0, 4)
    groups = measure.by_accused(four).groups
    assert groups["median_min"].isna().all()
    assert groups["incidents"].tolist() == [4]


def test_a_filter_moves_the_median() -> None:
    data = many(9)
    whole = measure.lags(data)
    part = measure.lags(data.only(np.arange(9) >= 4))
    assert measure.summary(whole.low, whole.high).median == (4.0, 4.0)
    assert measure.summary(part.low, part.high).median == (6.0, 6.0)


def test_by_accused_state_with_those_left_out(data: Dataset) -> None:
    found = measure.by_accused(measure.lags(data))
    rows = found.groups.set_index("group")
    assert rows.loc["Russia", ["incidents", "left_out"]].tolist() == [1, 1]
    assert rows.loc["North Korea", ["incidents", "left_out"]].tolist() == [1, 0]
    assert found.single is not None
    assert found.single["incident_id"].tolist() == ["denied-2019", "joint-2020"]


def test_an_incident_with_two_accused_is_in_both_groups() -> None:
    both = [claim("a", date="2020-03-05", state="RU"), claim("b", date="2020-03-09", state="CN")]
    groups = measure.by_accused(measure.lags(data_of(incident("b-2020", attributions=both)))).groups
    assert sorted(zip(groups["group"], groups["incidents"], strict=True)) == [("China", 1), ("Russia", 1)]


def test_by_year_a_date_in_two_years_stands_under_neither() -> None:
    clear = incident("c-2020", attributions=[claim("x", date="2020-03-02")])
    torn = incident("t-2020", disclosed="2019-12-20/2020-01-05", attributions=[claim("x", date="2020-03-02")])
    found = measure.lags(data_of(clear, torn))
    assert len(found.rows) == 2
    groups = measure.by_year(found).groups
    assert list(zip(groups["group"], groups["incidents"], strict=True)) == [("2020", 1)]


def test_too_many_to_draw_leaves_the_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    found = measure.lags(many(6))
    monkeypatch.setattr(measure, "MOST_DRAWN", 6)
    assert measure.by_accused(found).single is not None
    monkeypatch.setattr(measure, "MOST_DRAWN", 5)
    spread = measure.by_accused(found)
    assert spread.single is None
    assert spread.groups["incidents"].tolist() == [6]


def test_a_code_without_a_name_stands_for_itself() -> None:
    data = data_of(incident("x-2020", attributions=[claim("x", date="2020-03-05", state="RU")]))
    countries = data.base.tables["countries"]
    nameless = Dataset(Base(data.base.tables | {"countries": countries.slice(0, 0)}))
    assert measure.by_accused(measure.lags(nameless)).groups["group"].tolist() == ["RU"]


def test_the_middle_half_has_bounds_from_five_on() -> None:
    low, high = np.array([0, 1, 2, 3, 40], np.int32), np.array([9, 9, 10, 20, 40], np.int32)
    assert measure.summary(low, high) == measure.Summary(5, 1, (2.0, 10.0), (1.0, 20.0), 0, 40)
    assert measure.summary(low[:4], high[:4]) == measure.Summary(4, 1, None, None, 0, 20)
    assert measure.summary(low[:0], high[:0]) == measure.Summary(0, 0, None, None, None, None)


def test_interval_of_a_year_less_two_days_is_the_widest_kept() -> None:
    kept = incident("k-2020", disclosed="2019-02-03", attributions=[claim("x", date="2019-01-01/2019-12-30")])
    wide = incident("w-2020", disclosed="2019-02-03", attributions=[claim("x", date="2019-01-01/2019-12-31")])
    found = measure.lags(data_of(kept, wide))
    assert named(found) == {"k-2020": (-33, 330)}
    assert left_out(found) == ["w-2020"]


def test_groups_by_year_newest_first_with_those_left_out() -> None:
    records = [
        incident(f"y{year}", disclosed=f"{year}-03-01", attributions=[claim("x", date=f"{year}-03-0{1 + year % 3}")])
        for year in range(2001, 2018)
    ]
    vague = incident("v2010", disclosed="2010-01-01", attributions=[claim("x", date="2010/2011")])
    spread = measure.by_year(measure.lags(data_of(*records, vague)))
    assert spread.groups["group"].tolist() == [str(year) for year in range(2017, 2017 - measure.MOST_GROUPS, -1)]
    assert spread.groups["place"].tolist() == list(range(measure.MOST_GROUPS))
    assert spread.groups.set_index("group").loc["2010", "left_out"] == 1
    assert spread.groups["left_out"].sum() == 1
    assert spread.single is not None
    assert spread.single.index.tolist() == list(range(measure.MOST_GROUPS))
    assert spread.single.loc[0].to_dict() == {
        "incident_id": "y2017", "title": "Case y2017", "group": "2017", "place": 0, "days_min": 1, "days_max": 1,
    }  # fmt: skip


def test_groups_by_accused_most_first_and_at_most_fourteen() -> None:
    codes = ["RU", "CN", "IR", "KP", "US", "IL", "VN", "PK", "IN", "TR", "SA", "AE", "GB", "FR", "DE", "UA"]
    records = [
        incident(f"{code.lower()}-{number}", disclosed="2020-03-01", attributions=[claim("x", date="2020-03-02", state=code)])
        for place, code in enumerate(codes)
        for number in range(2 if place == 15 else 1)
    ]
    found = measure.by_accused(measure.lags(data_of(*records))).groups
    assert len(found) == measure.MOST_GROUPS
    assert found["incidents"].tolist() == [2] + [1] * 13
    assert found["group"].iloc[0] == "Ukraine"


def test_single_lags_stand_shortest_first() -> None:
    spread = measure.by_accused(measure.lags(many(4)))
    assert spread.single is not None
    assert spread.single["days_min"].tolist() == [0, 1, 2, 3]


def test_nothing_chosen(data: Dataset) -> None:
    found = measure.lags(data.only(np.zeros(data.base.count, dtype=np.bool_)))
    assert measure.summary(found.low, found.high).count == 0
    assert measure.by_year(found).groups.empty
    assert measure.by_accused(found).groups.empty


PRECISE = st.dates(date(2015, 1, 1), date(2020, 12, 28))


def written(day: date, precision: str) -> str:
    return {"day": str(day), "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[precision]


@settings(max_examples=60, deadline=None)
@given(
    cases=st.lists(
        st.tuples(PRECISE, PRECISE, st.sampled_from(["day", "month", "year"]), st.sampled_from(["day", "month", "year"])),
        min_size=1,
        max_size=7,
    )
)
def test_intervals_and_medians_contain_the_truth(cases: list[tuple[date, date, str, str]]) -> None:
    records = [
        incident(
            f"p{number}-2020",
            disclosed=written(begun, rough),
            attributions=[company("x", date=written(said, vague))],
        )
        for number, (begun, said, rough, vague) in enumerate(cases)
    ]
    found = measure.lags(data_of(*records), until="private")
    truth = {f"p{number}-2020": (said - begun).days for number, (begun, said, _, _) in enumerate(cases)}
    kept = named(found)
    assert all(low <= truth[one] <= high for one, (low, high) in kept.items())
    spread = measure.summary(found.low, found.high)
    if spread.median:
        middle = float(np.median([truth[one] for one in kept]))
        assert spread.median[0] <= middle <= spread.median[1]
    for number, (begun, said, rough, vague) in enumerate(cases):
        width = sum(
            (PartialDate(written(day, one)).latest - PartialDate(written(day, one)).earliest).days
            for day, one in ((begun, rough), (said, vague))
        )
        assert (f"p{number}-2020" in kept) == (width <= measure.LONGEST_DOUBT)
