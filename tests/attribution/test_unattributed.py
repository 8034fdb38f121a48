"""Incidents that no state officially attributed, their age, and what others claim."""

from __future__ import annotations

import numpy as np

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
