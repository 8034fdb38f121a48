"""What stands against an attribution, by reason, and the ladders."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.attribution.conftest import undated
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


def steps(*summaries: str, **values: object) -> list[dict[str, object]]:
    least = {"date": "2020-05-01", "kind": "court-step", "party": "A court", "sources": ["s"]}
    return [least | {"id": f"e{number}", "summary": one} | values for number, one in enumerate(summaries)]


def test_rivals_by_actor_within_one_state_and_of_the_first_and_the_second_state() -> None:
    actors = (actor("bear", "Bear"), actor("panda", "Panda"))
    first = claim("us", state="RU", actor="bear")
    for other, expected in (
        ({"state": "RU", "actor": "panda"}, ["a-2020"]),
        ({"state": "CN", "actor": "bear"}, ["a-2020"]),
        ({"state": "RU", "actor": None}, []),
        ({"state": None, "actor": "panda", "stance": "supports"}, []),
        ({"state": "CN", "actor": None, "stance": "disputes"}, []),
    ):
        answer = claim("fr", party="France", party_country="FR", answers=["us"], **other)
        for said in ([first, answer], [answer, first]):
            assert held(data_of(incident("a-2020", attributions=said), *actors), measure.RIVALS) == expected


def test_the_answering_claim_of_two_rivals_is_counted_in_the_selection_only() -> None:
    first = claim("us", state="RU")
    others = [claim(f"{one.lower()}", party=one, party_country=one, state="CN", answers=["us"]) for one in ("FR", "DE")]
    data = data_of(incident("a-2020", attributions=[first, *others]), incident("b-2020", attributions=[first, others[0]]))
    found = measure.counts(data, measure.reasons(data)).set_index("reason")
    assert found.loc["rivals", ["label", "incidents", "claims"]].tolist() == ["rival attributions", 2, 3]
    part = data.only(np.array([False, True]))
    assert measure.counts(part, measure.reasons(part)).set_index("reason").loc["rivals", ["incidents", "claims"]].tolist() == [
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("party", "known"),
    [("Night Owls", True), ("Night Owls (on a forum)", True), ("NIGHT OWLS, by post", True), ("Night", False), ("Blue", False)],
)
def test_who_says_they_did_it_is_known_by_a_name_that_is_of_one_actor_only(party: str, known: bool) -> None:
    actors = (actor("bear", "Bear", "Blue"), actor("crew", "Night Owls"), actor("panda", "Panda", "Blue"))
    said = [own(None, party=party), claim("us", state=None, actor="panda")]
    data = data_of(incident("a-2020", attributions=said), *actors)
    assert held(data, measure.CLAIMED) == (["a-2020"] if known else [])


@pytest.mark.parametrize(
    ("other", "contradicted"),
    [
        ({"state": None, "actor": "bear", "answers": ["mine"]}, True),
        ({"state": None, "actor": "crew", "answers": ["mine"]}, False),
        ({"state": "RU", "actor": "crew", "answers": ["mine"]}, False),
        ({"state": None, "named": "nobody known", "answers": ["mine"]}, False),
        ({"state": "RU"}, False),
        ({"state": "RU", "stance": "disputes", "answers": ["mine"]}, False),
        ({"state": None, "actor": "bear"}, True),
    ],
)
def test_a_claim_of_responsibility_is_contradicted_by_another_name_only(other: dict[str, object], contradicted: bool) -> None:
    actors = (actor("bear", "Bear"), actor("crew", "Crew Nine"))
    apart = incident("b-2020", attributions=[claim("us", state=None, actor="bear")])
    first = incident("a-2020", attributions=[own("crew"), claim("us", **other)])
    data = data_of(first, apart, incident("c-2020", attributions=[own("crew")]), *actors)
    assert held(data, measure.CLAIMED) == (["a-2020"] if contradicted else [])
    assert held(data.only(np.array([False, True, True])), measure.CLAIMED) == []


def test_an_answer_to_a_claim_that_names_no_state_and_the_first_actor() -> None:
    said = [own(None), claim("us", state=None, actor="bear", answers=["mine"])]
    assert held(data_of(incident("a-2020", attributions=said), actor("bear", "Bear")), measure.CLAIMED) == ["a-2020"]


@pytest.mark.parametrize("mine", ["bear", "crew"])
def test_who_says_they_did_it_is_the_actor_that_they_name_whatever_they_call_themselves(mine: str) -> None:
    other = claim("us", state=None, actor="crew" if mine == "bear" else "bear")
    for said in ([own(mine, party="A voice"), other], [other, own(mine, party="A voice")]):
        data = data_of(incident("a-2020", attributions=said), actor("bear", "Bear"), actor("crew", "Crew Nine"))
        assert held(data, measure.CLAIMED) == ["a-2020"]


def test_a_known_claim_of_the_first_actor_stands_beside_another_name() -> None:
    actors = (actor("bear", "Bear"), actor("crew", "Crew Nine"))
    said = [own("bear", party="Bear"), claim("us", state=None, actor="crew")]
    assert held(data_of(incident("a-2020", attributions=said), *actors), measure.CLAIMED) == ["a-2020"]


def test_only_steps_in_court_that_change_something_count() -> None:
    data = data_of(
        incident("a-2020", events=steps("The court heard witnesses.", "The sentence was cut to two years.")),
        incident("b-2020", events=steps("The charge was dismissed.", kind="sentence")),
        incident("c-2020", events=steps("The claim was overturned.", kind="confirmed-by-victim")),
    )
    assert held(data, measure.COURT) == ["a-2020", "b-2020"]
    found = measure.counts(data, measure.reasons(data)).set_index("reason")
    assert found.loc["court", ["incidents", "claims"]].tolist() == [2, 2]


def test_summary_in_words_and_of_the_wanted_incidents_only(data: Dataset) -> None:
    rows = measure.cases(data, measure.reasons(data))[:2]
    found = measure.summary(data, measure.reasons(data), rows)
    assert found.to_numpy().tolist() == [
        [
            "rivals-2021",
            "Case rivals-2021",
            "Contested",
            "rival attributions; disputed by a third party; claimed by someone else",
            4,
            1,
        ],
        ["back-2007", "Case back-2007", "Contested", "taken back or hedged; changed in court", 2, 1],
    ]
    assert tuple(found.columns) == measure.CASE_COLUMNS


def test_a_court_step_reads_like_a_claim(data: Dataset) -> None:
    row = data.base.tables["incidents"]["incident_id"].to_pylist().index("back-2007")
    step = measure.ladders(data, np.array([row], dtype=np.int32))[row][2]
    assert step == {
        "incident_id": "back-2007",
        "date_earliest": date(2008, 1, 1),
        "date_latest": date(2008, 1, 1),
        "party": "A court",
        "joined": [],
        "note": "",
        "sure": "",
        "when": "1 January 2008",
        "mark": "court",
        "said": "The award was reduced on appeal.",
        "form_words": "Court step",
    }


def test_undated_steps_come_last(data: Dataset) -> None:
    row = data.base.tables["incidents"]["incident_id"].to_pylist().index("back-2007")
    for table, order in (("attributions", ["court", "accuses", "disputes"]), ("events", ["accuses", "disputes", "court"])):
        found = measure.ladders(undated(data, table), np.array([row], dtype=np.int32))[row]
        assert [step["mark"] for step in found] == order
        assert found[-1]["when"] == "undated"
