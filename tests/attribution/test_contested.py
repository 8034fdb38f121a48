"""What stands against an attribution, by reason, and the ladders."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import actor, claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures.attribution import contested as measure


def held(data: Dataset, reason: str) -> list[str]:
    ids = np.array(data.base.tables["incidents"]["incident_id"].to_pylist())
    return list(ids[measure.reasons(data)[reason]])


@pytest.mark.parametrize(
    ("reason", "incidents"),
    [
        (measure.RIVALS, ["rivals-2021"]),
        (measure.DISPUTED, ["rivals-2021"]),
        (measure.TAKEN_BACK, ["back-2007"]),
        (measure.CLAIMED, ["rivals-2021"]),
        (measure.COURT, ["back-2007"]),
        (measure.DENIED, ["denied-2019", "joint-2020"]),
    ],
)
def test_reasons(data: Dataset, reason: str, incidents: list[str]) -> None:
    assert held(data, reason) == incidents


def test_counts(data: Dataset) -> None:
    found = measure.counts(data, measure.reasons(data)).set_index("reason")
    assert found["incidents"].to_dict() == {"rivals": 1, "disputed": 1, "taken-back": 1, "claimed": 1, "court": 1, "denied": 2}
    assert found["claims"].to_dict() == {"rivals": 1, "disputed": 1, "taken-back": 1, "claimed": 1, "court": 1, "denied": 2}


def own(actor_id: str | None, **values: object) -> dict[str, object]:
    mine = {"party": "Crew Nine", "party_kind": "perpetrator", "party_country": None, "form": "claim-of-responsibility"}
    return claim("mine", **(mine | {"stance": "claims", "state": None, "named": "us", "actor": actor_id} | values))


def test_a_claim_that_others_confirm_is_not_claimed_by_someone_else() -> None:
    crew = actor("crew", "Crew Nine")
    answering = claim("us", state=None, actor="crew", answers=["mine"])
    assert held(data_of(incident("a-2020", attributions=[own(None), answering]), crew), measure.CLAIMED) == []
    assert (
        held(
            data_of(incident("b-2020", attributions=[own("crew"), claim("us", state=None, actor="crew")]), crew),
            measure.CLAIMED,
        )
        == []
    )


def test_a_state_named_in_answer_to_a_claim_is_someone_else() -> None:
    answering = claim("us", state="IR", answers=["mine"])
    assert held(data_of(incident("a-2020", attributions=[own(None), answering])), measure.CLAIMED) == ["a-2020"]


def test_rivals_name_different_states_and_support_is_none() -> None:
    first, same = claim("us", state="RU"), claim("uk", party="UK", party_country="GB", state="RU", answers=["us"])
    other = claim("fr", party="France", party_country="FR", state="CN", answers=["us"])
    assert held(data_of(incident("s-2020", attributions=[first, same])), measure.RIVALS) == []
    assert held(data_of(incident("r-2020", attributions=[first, other])), measure.RIVALS) == ["r-2020"]


def test_contested_status_comes_first_then_more_reasons(data: Dataset) -> None:
    ids = data.base.tables["incidents"]["incident_id"].to_pylist()
    order = [ids[row] for row in measure.cases(data, measure.reasons(data))]
    assert order[:2] == ["rivals-2021", "back-2007"]
    assert set(order[2:]) == {"joint-2020", "denied-2019"}
    assert [ids[row] for row in measure.cases(data, measure.reasons(data), ("denied",))] == ["joint-2020", "denied-2019"]


def test_summary_counts_claims_and_those_against(data: Dataset) -> None:
    found = measure.summary(data, measure.reasons(data), measure.cases(data, measure.reasons(data))).set_index("incident_id")
    assert found.loc["rivals-2021", ["claims", "against"]].tolist() == [4, 1]
    assert found.loc["joint-2020", ["claims", "against"]].tolist() == [5, 1]
    assert "rival attributions" in found.loc["rivals-2021", "reasons"]


def test_ladder_in_order_of_date_with_court_steps(data: Dataset) -> None:
    ids = data.base.tables["incidents"]["incident_id"].to_pylist()
    row = ids.index("back-2007")
    steps = measure.ladders(data, np.array([row], dtype=np.int32))[row]
    assert [step["mark"] for step in steps] == ["accuses", "disputes", "court"]
    assert steps[2]["said"] == "The award was reduced on appeal."
    assert steps[0]["standing"] is False


def test_a_filter_leaves_other_incidents_out(data: Dataset) -> None:
    ids = data.base.tables["incidents"]["incident_id"].to_pylist()
    part = data.only(np.array([one == "joint-2020" for one in ids]))
    assert measure.counts(part, measure.reasons(part))["incidents"].tolist() == [0, 0, 0, 0, 0, 1]
    assert [ids[row] for row in measure.cases(part, measure.reasons(part))] == ["joint-2020"]
