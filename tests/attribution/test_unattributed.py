"""Incidents that no state officially attributed, their age, and what others claim."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.attribution.conftest import company, denial, press
from tests.conftest import claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures.attribution import unattributed as measure


def ids(data: Dataset, rows: measure.Ints) -> list[str]:
    return [data.base.tables["incidents"]["incident_id"][int(row)].as_py() for row in rows]


def test_oldest_first_and_remarks_are_no_attribution(data: Dataset) -> None:
    assert ids(data, measure.cases(data)) == ["back-2007", "two-2010", "rivals-2021"]


def test_what_exists_instead(data: Dataset) -> None:
    found = measure.summary(data, measure.cases(data)).set_index("incident_id")
    assert found["class"].to_dict() == {
        "back-2007": "nobody is named",
        "two-2010": "only press or officials' remarks",
        "rivals-2021": "companies or researchers name someone",
    }
    assert found["private_claims"].to_dict() == {"back-2007": 0, "two-2010": 0, "rivals-2021": 2}


def test_charges_and_own_claims_have_classes() -> None:
    charged = incident("c-2020", attributions=[claim("x", form="indictment")])
    mine = {"party": "We", "party_kind": "perpetrator", "party_country": None, "form": "claim-of-responsibility"}
    owned = incident("o-2020", attributions=[claim("x", stance="claims", state=None, named="us", **mine)])
    found = measure.summary(data := data_of(charged, owned), measure.cases(data)).set_index("incident_id")["class"]
    assert found.to_dict() == {"c-2020": measure.CLASSES[0], "o-2020": measure.CLASSES[3]}


def test_age_as_precision_allows() -> None:
    data = data_of(incident("d-2020", disclosed="2020-03-01"), incident("y-2020", disclosed="2019"))
    found = measure.summary(data, measure.cases(data)).set_index("incident_id")
    assert data.base.date == "2026-01-01"
    assert found.loc["d-2020", ["years_min", "years_max"]].tolist() == [5, 5]
    assert found.loc["y-2020", ["years_min", "years_max"]].tolist() == [6, 7]


def test_no_age_without_a_date() -> None:
    data = data_of(incident("n-2020", disclosed=None, started="2020"))
    assert measure.summary(data, measure.cases(data))[["years_min", "years_max"]].isna().all(axis=None)


def test_per_year_counts_each_incident_once(data: Dataset) -> None:
    rows = measure.cases(data)
    found = measure.per_year(data, rows)
    assert found["incidents"].sum() == 3
    assert found["year"].min() == 2007
    assert found["year"].max() == 2021
    assert found.attrs["undated"] == 0


def test_claims_that_name_someone_and_officials_remarks(data: Dataset) -> None:
    rows = measure.cases(data)
    found = dict(zip(ids(data, rows), (measure.named_by(data, rows)[row] for row in rows.tolist()), strict=True))
    assert [claim["attribution_id"] for claim in found["rivals-2021"]] == ["rivals-2021:acme", "rivals-2021:best"]
    assert measure.officials_remarks(found["two-2010"]) == ["Iran (a general)"]


def test_nothing_chosen(data: Dataset) -> None:
    none = data.only(np.zeros(data.base.count, dtype=np.bool_))
    assert not len(measure.cases(none))
    assert measure.per_year(none, measure.cases(none)).empty


def test_undated_cases_come_last_and_the_attributed_not_at_all() -> None:
    data = data_of(
        incident("a-2020", disclosed=None, started="2010"),
        incident("b-2020", disclosed="2020"),
        incident("c-2020", disclosed="2019-05"),
        incident("d-2020", disclosed="2019-05-01"),
        incident("e-2020", disclosed="2018", attributions=[claim("us")]),
        incident("f-2020", disclosed="2018", attributions=[claim("us", form="interview")]),
    )
    rows = measure.cases(data)
    assert ids(data, rows) == ["f-2020", "c-2020", "d-2020", "b-2020", "a-2020"]
    found = measure.per_year(data, rows)
    assert found.attrs["undated"] == 1
    counted = {(row.year, row[1]): row.incidents for row in found.itertuples(index=False) if row.incidents}
    assert counted == {(2018, measure.CLASSES[2]): 1, (2019, measure.CLASSES[4]): 2, (2020, measure.CLASSES[4]): 1}
    assert found["year"].tolist() == [year for year in (2018, 2019, 2020) for _ in measure.CLASSES]
    assert found["class"].tolist() == list(measure.CLASSES) * 3


def test_the_first_class_that_fits() -> None:
    mine = {"party": "We", "party_kind": "perpetrator", "party_country": None, "form": "claim-of-responsibility"}
    own = claim("own", stance="claims", state=None, named="us", **mine)
    charge, firm, paper = claim("charge", form="indictment"), company("firm"), press("paper", state="KP")
    data = data_of(
        incident("a-2020", attributions=[paper, own, firm, charge]),
        incident("b-2020", attributions=[own, firm, paper]),
        incident("c-2020", attributions=[own, paper]),
        incident("d-2020", attributions=[own]),
        incident("e-2020", attributions=[denial("kp", "KP")]),
    )
    assert measure.classes(data, measure.cases(data)).tolist() == [0, 1, 2, 3, 4]


def test_every_column_of_a_case(data: Dataset) -> None:
    found = measure.summary(data, measure.cases(data))
    assert tuple(found.columns) == measure.CASE_COLUMNS
    assert found.to_numpy().tolist() == [
        ["back-2007", "Case back-2007", "Contested", "2007-04-27", 18, 18, 0, "nobody is named"],
        ["two-2010", "Case two-2010", "Press only", "2010-06-01", 15, 15, 0, "only press or officials' remarks"],
        ["rivals-2021", "Case rivals-2021", "Contested", "2021-02-01", 4, 4, 2, "companies or researchers name someone"],
    ]


def test_an_unknown_day_is_none_and_a_later_one_no_age() -> None:
    data = data_of(incident("n-2020", disclosed=None, started="2020"), incident("f-2026", disclosed="2026-05-01"))
    found = measure.summary(data, measure.cases(data)).set_index("incident_id")
    assert pd.isna(found.loc["n-2020", "disclosed"])
    assert found.loc["f-2026", ["disclosed", "years_min", "years_max"]].tolist() == ["2026-05-01", 0, 0]


def test_a_year_of_age_is_full_only_when_it_is_over() -> None:
    data = data_of(incident("a-2025", disclosed="2025-01-02"), incident("b-2024", disclosed="2024-12-31"))
    assert measure.summary(data, measure.cases(data))["years_min"].tolist() == [1, 0]


def test_remarks_of_officials_are_those_of_states_and_bodies_once_each() -> None:
    union = {"party": "A union", "party_kind": "international-organisation", "party_country": None}
    said = [claim("b", form="interview", date="2020-06-02"), claim("a", form="interview", date="2020-06-01", **union)]
    said += [claim("c", form="interview", date="2020-06-03"), company("d"), press("e", state="KP")]
    data = data_of(incident("a-2020", attributions=said), incident("b-2020", attributions=[claim("z", form="interview")]))
    found = measure.named_by(data, measure.cases(data)[:1])
    assert list(found) == [0]
    assert measure.officials_remarks(found[0]) == ["A union", "United States (White House)"]
    assert len(found[0]) == 5
