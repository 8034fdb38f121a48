"""Case files: ladder, verdict, rivals, neighbours, relatives, comparison; small records counted by hand."""

from __future__ import annotations

import re

import pytest

from tests.conftest import actor, claim, data_of, incident, response
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import case as measure
from timeline.measures import comparison, neighbours, rivals, search, thread
from timeline.measures.case import Case
from timeline.measures.related import related

ELSEWHERE = {"name": "Elsewhere", "sector": "other"}
DENIAL = {"party": "North Korea (embassy)", "party_country": "KP", "stance": "denies", "state": None}


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Three incidents; `one` has claims, denials, a joint response and two states named in one statement."""
    return data_of(
        actor("group", "The Group", "Hidden Thing", attack_id="G0099"),
        incident(
            "one-2019",
            title="The first case",
            started="2019",
            discovered="2019-12-20",
            disclosed="2020-03-01",
            malware=["Worm"],
            related=["two-2020"],
            attributions=[
                claim(
                    "vendor",
                    date="2020-03-06",
                    party="A vendor",
                    party_kind="company",
                    form="technical-report",
                    actor="group",
                    state=None,
                ),
                claim("us", date="2020-06-01"),
                claim("us-iran", date="2020-06-01", state="IR"),
                claim("denial", date="2020-06-02", answers=["us"], **DENIAL),
                claim("again", date="2020-07-02", answers=["us"], **DENIAL | {"party": "North Korea (ministry)"}),
            ],
            responses=[response("joint", date="2020-03-01", joined_by=["GB"], shared_with=["three-2021"])],
        ),
        incident("two-2020", title="The second case", disclosed="2020-05-05"),
        incident("three-2021", title="The third case", disclosed="2021-01-01", malware=["Worm"], targets=[ELSEWHERE]),
    )


@pytest.fixture(scope="module")
def one(data: Dataset) -> Case:
    """The first case."""
    found = measure.case(data, "one-2019")
    assert found
    return found


def test_unknown_case(data: Dataset) -> None:
    assert measure.case(data, "nothing") is None


def test_rows_of_other_incidents_stay_out(data: Dataset) -> None:
    found = measure.case(data, "two-2020")
    assert found
    assert found.rows["attributions"] == []
    assert len(found.sources) == 1


def test_ladder_begins_with_the_beginning_and_tells_joint_acts_once(one: Case) -> None:
    steps = [(step["when"], step["title"], step["party"]) for step in one.ladder]
    assert steps[0][:2] == ("2019", "Began")
    assert [step["title"] for step in one.ladder].count("Statement") == 1
    assert ("1 March 2020", "Statement", "United States (Department of State); United Kingdom") in steps
    texts = [step["text"] for step in one.ladder if step["when"] == "1 June 2020"]
    assert texts == ["Names North Korea and Iran."]


def test_verdict_names_each_denying_state_once(one: Case) -> None:
    assert one.verdict == (
        "First publicly attributed to The Group by A vendor, 6 March 2020. "
        "First official claim: United States (White House), 1 June 2020, naming North Korea. "
        "Denied by North Korea (2 times)."
    )


def test_verdict_without_claims(data: Dataset) -> None:
    found = measure.case(data, "two-2020")
    assert found
    assert found.verdict == "Nobody is publicly named as responsible by others. No state has officially attributed it."


def test_rivals_have_denials_beside_what_they_deny(data: Dataset, one: Case) -> None:
    found = {rival.whom: rival for rival in rivals.rivals(one.rows["attributions"], data.base)}
    assert list(found) == ["North Korea", "Iran", "The Group"]
    assert found["North Korea"].parties("official") == ["United States"]
    assert found["North Korea"].opponents == ["North Korea"]
    assert len(found["North Korea"].against) == 2
    assert found["The Group"].parties("private") == ["A vendor"]
    assert found["Iran"].against == []


def test_a_support_that_names_nobody_stands_with_what_it_supports() -> None:
    support = claim("nz", party="New Zealand", party_country="NZ", stance="supports", state=None, answers=["uk"])
    data = data_of(incident("one-2020", attributions=[claim("uk", party="United Kingdom", party_country="GB"), support]))
    found = measure.case(data, "one-2020")
    assert found
    (only,) = rivals.rivals(found.rows["attributions"], data.base)
    assert (only.whom, only.parties("official")) == ("North Korea", ["United Kingdom", "New Zealand"])


def test_a_claim_says_whom_it_names_more_closely_and_an_act_whom_it_is_against() -> None:
    data = data_of(
        actor("group", "The Group"),
        incident(
            "one-2020",
            attributions=[
                claim("c", actor="group", state=None, named="Two officers"),
                claim("again", date="2021-01-01", state="IR", named="Iran, or its officers"),
            ],
            responses=[
                response("r", against="Two officers"),
                response("said", summary="Listed Two officers.", against="Two officers"),
            ],
        ),
    )
    found = measure.case(data, "one-2020")
    assert found
    texts = {step["text"] for step in found.ladder if step["text"]}
    assert {"Names The Group: Two officers.", "Names Iran, or its officers."} <= texts
    assert "Listed Two officers." in texts
    assert any(text.endswith(" Against: Two officers.") for text in texts)


def test_verdict_gives_country_names_their_article() -> None:
    denial = {**DENIAL, "party": "United States (embassy)", "party_country": "US"}
    claims = [
        claim("c", party="United Kingdom (ministry)", party_country="GB", state="US"),
        claim("d", answers=["c"], **denial),
    ]
    found = measure.case(data_of(incident("one-2020", attributions=claims)), "one-2020")
    assert found
    assert found.verdict.startswith("First publicly attributed to the United States by the United Kingdom (ministry), ")
    assert found.verdict.endswith("Denied by the United States.")


def test_waits_are_intervals(one: Case) -> None:
    assert thread.waits(one) == [
        ("First attribution by anyone", "5 days later"),
        ("First official attribution", "92 days later"),
        ("First denial", "93 days later"),
        ("First response", "the same day"),
    ]


def test_waits_of_imprecise_dates() -> None:
    data = data_of(
        incident(disclosed="2020-03", attributions=[claim("c", date="2020-04-10")], responses=[response("r", date="2020-03")])
    )
    found = measure.case(data, "one-2020")
    assert found
    assert dict(thread.waits(found)) == {
        "First attribution by anyone": "between 10 and 40 days later",
        "First official attribution": "between 10 and 40 days later",
        "First response": "between 30 days before and 30 days later",
    }


def test_what_was_never_disclosed_waits_for_nothing() -> None:
    found = measure.case(data_of(incident(disclosed=None, started="2020")), "one-2020")
    assert found
    assert thread.waits(found) == []


def test_a_text_without_the_word_is_shown_from_its_beginning() -> None:
    assert search.around("x" * 2000, re.compile("absent")) == "x" * (2 * search.AROUND)


def test_thread_has_a_row_for_each_sort_of_fact(one: Case) -> None:
    facts = thread.facts(one)
    assert facts.groupby("row").size().to_dict() == {0: 3, 1: 2, 2: 2, 3: 1}
    view = thread.view(one)
    assert view
    assert view.first < facts["earliest"].min()
    assert view.last > facts["latest"].max()


def test_neighbours_by_date(data: Dataset) -> None:
    assert [one for one, _ in neighbours.listed(data, 2)] == ["one-2019", "two-2020"]
    assert neighbours.beside(data, "two-2020") == (("one-2019", "The first case"), ("three-2021", "The third case"))
    assert neighbours.beside(data, "one-2019")[0] is None
    assert neighbours.beside(data, "nothing") == (None, None)
    without = IncidentFilter(years=(2020, 2021)).apply(data)
    assert neighbours.beside(without, "two-2020")[0] is None
    assert neighbours.beside(without, "one-2019") == (None, None)


def test_related_says_why(data: Dataset, one: Case) -> None:
    found = {group.reason: [incident_id for incident_id, _ in group.incidents] for group in related(data, one)}
    assert found == {
        "Named in the record": ["two-2020"],
        "Same malware or tool: Worm": ["three-2021"],
        "Same victim: Ministry": ["two-2020"],
        "Answered by the same act": ["three-2021"],
    }


def test_comparison_has_a_line_for_what_any_case_has(data: Dataset, one: Case) -> None:
    other = measure.case(data, "three-2021")
    assert other
    lines = dict(comparison.compared([one, other]))
    assert lines["Status"] == [["Officially attributed"], ["Unattributed"]]
    assert lines["Began"] == [["2019"], ["none found"]]
    assert lines["Claims"] == [["3 by 2 parties", "2 denials or disputes"], ["none found"]]
    assert lines["Malware and tools"] == [["Worm"], ["Worm"]]
    assert "Ended" not in lines


def test_search_marks_words_where_they_stand(data: Dataset) -> None:
    found = search.matches(IncidentFilter(text="hidden").apply(data), "hidden", "started")
    assert [match.incident_id for match in found] == ["one-2019"]
    assert found[0].title == (("The first case", False),)
    assert found[0].places == (("Actor", (("The Group, ", False), ("Hidden", True), (" Thing", False))),)


def test_search_marks_the_title_and_cuts_long_texts() -> None:
    data = data_of(incident(title="A WIPER in a bank", summary=f"{'x ' * 200}then a wiper struck {'y ' * 200}".strip()))
    (found,) = search.matches(data, "wiper", "started")
    assert found.title == (("A ", False), ("WIPER", True), (" in a bank", False))
    name, text = found.places[0]
    assert name == "Summary"
    assert ("wiper", True) in text
    assert len("".join(piece for piece, _ in text)) < 170


def test_changes_of_a_record(data: Dataset) -> None:
    assert [(one["kind"], one["when"]) for one in measure.changes(data.base, "one-2019")] == [("added", "1 January 2026")]


def test_groups_that_attack_describes(data: Dataset, one: Case) -> None:
    assert measure.groups(one, data.base) == [{"actor_id": "group", "name": "The Group", "attack_id": "G0099"}]
    second = measure.case(data, "two-2020")
    assert second
    assert measure.groups(second, data.base) == []


def test_a_group_that_the_record_names_is_not_named_twice() -> None:
    told = {"tracker": "attack", "id": "G0099", "title": "The Group"}
    data = data_of(
        actor("group", "The Group", attack_id="G0099"),
        incident(attributions=[claim("c", actor="group")], trackers=[told]),
    )
    found = measure.case(data, "one-2020")
    assert found
    assert measure.groups(found, data.base) == []
