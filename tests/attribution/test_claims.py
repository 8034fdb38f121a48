"""Who speaks, whom it is about, what it answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.attribution.conftest import company, denial, press, undated
from tests.conftest import actor, claim, data_of, incident
from timeline.codes import Form, PartyKind, Stance
from timeline.dataset import Dataset
from timeline.measures.attribution import claims as measure
from timeline.measures.children import Children, children


def about(data: Dataset, axis: str) -> dict[str, set[str]]:
    found = measure.named(data.base, axis)
    ids = data.base.tables["attributions"]["attribution_id"].to_pylist()
    said: dict[str, set[str]] = {one: set() for one in ids}
    for row, code in zip(found.rows.tolist(), found.codes.tolist(), strict=True):
        said[ids[row]].add(found.values[code] if code >= 0 else "nobody")
    return said


def sort_of(data: Dataset) -> dict[str, str]:
    claims = children(data, "attributions")
    found = measure.marks(claims)
    ids = [row["attribution_id"] for row in claims.records()]
    return dict(zip(ids, (found.values[code] for code in found.codes.tolist()), strict=True))


def test_every_kind_of_party_stands_in_one_group() -> None:
    members = [kind for _, kinds in measure.GROUPS.values() for kind in kinds]
    assert sorted(members) == sorted(PartyKind)


def test_every_stance_has_a_mark(data: Dataset) -> None:
    assert set(measure._MARK_OF) == set(Stance)
    assert set(measure._MARK_OF.values()) == set(measure.MARKS)


def test_a_denial_is_about_those_whom_it_answers_or_its_own_state(data: Dataset) -> None:
    said = about(data, "states")
    assert said["joint-2020:dprk"] == {"KP"}
    assert said["denied-2019:ru"] == {"RU"}


def test_support_takes_over_whom_the_supported_claim_names_but_a_rival_does_not(data: Dataset) -> None:
    assert about(data, "states")["denied-2019:us"] == {"RU"}
    assert about(data, "actors")["rivals-2021:best"] == {"panda"}
    assert about(data, "actors")["rivals-2021:doubt"] == {"bear"}
    assert about(data, "states")["rivals-2021:acme"] == {"nobody"}


def test_every_claim_is_about_someone_or_nobody(data: Dataset) -> None:
    assert all(about(data, axis)[one] for axis in measure.AXES for one in about(data, axis))


def test_marks_tell_accusing_denying_disputing_and_claiming_apart(data: Dataset) -> None:
    found = sort_of(data)
    assert found["joint-2020:three:GB"] == measure.ACCUSES
    assert found["joint-2020:dprk"] == measure.DENIES
    assert found["rivals-2021:doubt"] == found["back-2007:ee-hedge"] == measure.DISPUTES
    assert found["rivals-2021:crew"] == measure.OWN


def test_a_dispute_from_the_accused_country_is_a_denial() -> None:
    spoken = claim("ru", party="Russia (embassy)", party_country="RU", stance="disputes", state=None, answers=["us"])
    data = data_of(incident("one-2020", attributions=[claim("us", state="RU"), spoken]))
    assert sort_of(data)["one-2020:ru"] == measure.DENIES


def test_a_joint_statement_counts_once_or_once_for_each_signatory(data: Dataset) -> None:
    claims = children(data, "attributions")
    signatories = measure.counted(claims, "signatories")
    statements = measure.counted(claims, "statements")
    assert len(signatories.rows) - len(statements.rows) == 2
    ids = [row["attribution_id"] for row in statements.records()]
    assert "joint-2020:three" in ids
    assert "joint-2020:three:GB" not in ids


def test_speakers_are_states_by_name_and_others_without_their_sources(data: Dataset) -> None:
    found = measure.speakers(children(data, "attributions"))
    spoken = {found.values[code] for code in found.codes.tolist()}
    assert {"United States", "Germany", "The Paper", "Acme", "Crew Nine"} <= spoken
    assert not any("citing" in one or "(" in one for one in spoken)


@pytest.mark.parametrize(
    ("claim_id", "words"),
    [
        ("joint-2020:acme", "attributes it to North Korea"),
        ("joint-2020:dprk", "denies it (said by United States (White House))"),
        ("denied-2019:us", "supports the attribution to Russia by United Kingdom (Foreign Office)"),
        ("rivals-2021:crew", "says that it did it"),
        ("rivals-2021:doubt", "disputes the claim of Acme"),
        ("back-2007:ee-hedge", "takes back or hedges its earlier claim"),
    ],
)
def test_a_claim_in_words(data: Dataset, claim_id: str, words: str) -> None:
    rows = {row["attribution_id"]: row for row in measure.listed(children(data, "attributions"))}
    assert rows[claim_id]["said"].startswith(words)
    assert "did it" not in rows["joint-2020:three"]["said"]


def test_confidence_is_quoted_and_its_absence_is_said(data: Dataset) -> None:
    rows = {row["attribution_id"]: row for row in measure.listed(children(data, "attributions"))}
    assert rows["joint-2020:three"]["sure"] == "high confidence (“almost certainly”)"
    assert rows["year-2018:de"]["sure"] == "confidence not stated"
    assert rows["joint-2020:dprk"]["sure"] == ""


def test_listed_claims_carry_their_documents_in_order_of_date(data: Dataset) -> None:
    rows = [row for row in measure.listed(children(data, "attributions")) if row["incident_id"] == "denied-2019"]
    assert [row["when"] for row in rows] == ["11 May 2019", "20 May 2019", "22 May 2019"]
    assert rows[0]["sources"][0]["title"] == "A report"


def test_joint_statements_are_read_once_with_those_who_joined(data: Dataset) -> None:
    rows = measure.once([row for row in measure.listed(children(data, "attributions")) if row["statement_id"]])
    assert len(rows) == 1
    assert rows[0]["joined"] == ["United Kingdom", "Australia"]


def test_standing_and_official_follow_the_status_rules(data: Dataset) -> None:
    claims = measure.attributing(data)
    ids = np.array([row["attribution_id"] for row in claims.records()])
    assert "back-2007:ee" not in ids
    official = set(ids[measure.stated(claims)])
    assert "two-2010:ir" not in official
    assert {"joint-2020:three:AU", "year-2018:de", "denied-2019:us"} <= official
    assert Form.INTERVIEW not in {row["form"] for row in claims.only(measure.stated(claims)).records()}


def claims_of(*claims: dict[str, Any]) -> Dataset:
    return data_of(incident("one-2020", attributions=list(claims)))


def ids(claims: Children) -> list[str]:
    return [row["attribution_id"].removeprefix("one-2020:") for row in claims.records()]


def test_only_a_state_that_denies_and_names_nobody_speaks_of_itself() -> None:
    said = about(
        claims_of(
            claim("uk", state="RU", party="United Kingdom", party_country="GB"),
            denial("cn", "CN"),
            denial("ir-for-ru", "IR", state="RU"),
            denial("firm", "DE", party="A company", party_kind="company"),
            claim("fr", state=None, named="somebody", party="France", party_country="FR"),
        ),
        "states",
    )
    assert {key.removeprefix("one-2020:"): value for key, value in said.items()} == {
        "uk": {"RU"},
        "cn": {"CN"},
        "ir-for-ru": {"RU"},
        "firm": {"nobody"},
        "fr": {"nobody"},
    }


def test_a_claim_that_names_someone_of_its_own_takes_nobody_over() -> None:
    said = about(
        claims_of(
            claim("us", state="RU"),
            claim("uk", state="CN", party="United Kingdom", party_country="GB", answers=["us"]),
            claim("fr", state="RU", party="France", party_country="FR", stance="supports", answers=["uk"]),
            claim("de", state=None, party="Germany", party_country="DE", stance="supports", answers=["us", "uk"]),
        ),
        "states",
    )
    assert said["one-2020:fr"] == {"RU"}
    assert said["one-2020:de"] == {"RU", "CN"}


@pytest.mark.parametrize("stance", ["retracts", "disputes"])
def test_what_the_accused_country_takes_back_is_no_denial(stance: str) -> None:
    russia = claim("ru", party="Russia", party_country="RU", stance=stance, state=None, answers=["us"])
    others = claim("cn", party="China", party_country="CN", stance="disputes", state=None, answers=["us"])
    found = sort_of(claims_of(claim("us", state="RU"), russia, others))
    assert found["one-2020:ru"] == (measure.DENIES if stance == "disputes" else measure.DISPUTES)
    assert found["one-2020:cn"] == measure.DISPUTES


def test_a_dispute_by_a_country_that_nobody_names_or_by_no_country_is_no_denial() -> None:
    named = [claim(f"us-{code.lower()}", state=code) for code in ("RU", "CN", "IR")]
    answers = ["us-ru", "us-cn", "us-ir"]
    others = [press("no", stance="disputes", state=None, answers=answers, party_country=code) for code in ("NO", None)]
    for doubt in others:
        assert sort_of(claims_of(*named, doubt))["one-2020:no"] == measure.DISPUTES


def test_claimants_by_sort_and_by_what_they_did() -> None:
    union = {"party": "European Union", "party_kind": "international-organisation", "party_country": None}
    held = children(
        claims_of(
            claim("charge", form="indictment"),
            claim("listing", form="sanctions-listing", **union),
            claim("speech"),
            claim("remark", form="interview", **union),
            company("report"),
            company("suit", form="civil-complaint"),
            press("paper"),
            company("lab", party_kind="researcher"),
            company("someone", party_kind="other"),
        ),
        "attributions",
    )
    assert ids(held.only(measure.charged(held))) == ["charge", "listing"]
    assert ids(held.only(measure.stated(held))) == ["speech"]
    assert ids(held.only(measure.private(held))) == ["report", "suit", "lab", "someone"]
    sorts = measure.groups(held)
    assert [sorts.values[code] for code in sorts.codes] == [
        "state",
        "organisation",
        "state",
        "organisation",
        "company",
        "company",
        "press",
        "researcher",
        "other",
    ]
    for coded in (sorts, measure.marks(held), measure.speakers(held)):
        assert coded.rows.tolist() == held.rows.tolist()


def test_a_listed_claim_has_its_case_form_and_date_in_words(data: Dataset) -> None:
    rows = {row["attribution_id"]: row for row in measure.listed(children(data, "attributions"))}
    one = rows["denied-2019:uk"]
    assert (one["title"], one["form_words"], one["mark"]) == ("Case denied-2019", "Official statement", "accuses")
    assert {row["when"] for row in measure.listed(children(undated(data, "attributions"), "attributions"))} == {"undated"}


def test_names_are_actor_and_state_then_the_words_of_the_claimant() -> None:
    data = data_of(
        incident(
            attributions=[
                claim("both", state="RU", actor="bear", named="a unit"),
                claim("actor", state=None, actor="bear"),
                claim("words", state=None, named="a crew"),
                claim("none", state=None, stance="disputes", answers=["both"]),
            ]
        ),
        actor("bear", "Bear"),
    )
    rows = children(data, "attributions").records()
    assert [measure.names(row, data.base) for row in rows] == ["Bear / Russia: a unit", "Bear", "a crew", ""]


def test_listed_claims_of_several_incidents_stand_by_incident_then_first_day_then_last_day() -> None:
    said = [claim("month", date="2020-05"), claim("day", date="2020-05-01"), claim("before", date="2020-04-30")]
    held = data_of(incident("one-2020", attributions=said), incident("two-2020", attributions=[claim("early", date="2019")]))
    rows = measure.listed(children(held, "attributions"))
    assert [row["attribution_id"].split(":")[1] for row in rows] == ["before", "day", "month", "early"]
    assert [row["title"] for row in rows] == ["Case one-2020"] * 3 + ["Case two-2020"]


WORDS = {
    "us": "attributes it to Russia",
    "support-alone": "supports the attribution to Russia",
    "doubt": "disputes the claim of United States (White House)",
    "hedge-alone": "takes back or hedges its earlier claim",
    "own-alone": "says that it did it",
    "rival": "attributes it to China (beside the claim of United States (White House))",
    "support": "supports the attribution to Russia; China by United States (White House), United Kingdom",
    "support-of-nobody": "supports the attribution to the accused by The Paper, citing officials",
    "nobody": "attributes it to nobody by name (beside the claim of The Paper, citing officials)",
    "denial": "denies it",
    "dispute": "disputes the claim: it was someone else",
    "hedge": "takes back or hedges its earlier claim: it may have been",
    "own": "says that it did it: the Crew",
    "words": "attributes it to Russia: a unit",
}


@pytest.mark.parametrize("claim_id", WORDS)
def test_a_claim_in_all_its_words(claim_id: str) -> None:
    mine = {"party": "Crew", "party_kind": "perpetrator", "party_country": None, "form": "claim-of-responsibility"}
    held = claims_of(
        claim("us", state="RU"),
        claim("rival", state="CN", party="United Kingdom", party_country="GB", answers=["us"]),
        claim("support", state=None, stance="supports", answers=["us", "rival"]),
        press("doubt", stance="disputes", state=None, answers=["us"]),
        claim("support-of-nobody", state=None, stance="supports", answers=["doubt"]),
        claim("nobody", state=None, answers=["doubt"]),
        denial("denial", "RU", named="it"),
        press("dispute", stance="disputes", state=None, named="it was someone else"),
        press("hedge", stance="retracts", state=None, named="it may have been", answers=["dispute"]),
        claim("own", stance="claims", state=None, named="the Crew", **mine),
        claim("words", state="RU", named="a unit"),
        claim("support-alone", state="RU", stance="supports"),
        press("hedge-alone", stance="retracts", state=None, answers=["doubt"]),
        claim("own-alone", stance="claims", **mine),
    )
    rows = {row["attribution_id"]: row["said"] for row in measure.listed(children(held, "attributions"))}
    assert rows[f"one-2020:{claim_id}"] == WORDS[claim_id]
