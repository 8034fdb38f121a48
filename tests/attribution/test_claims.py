"""Who speaks, whom it is about, what it answers."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import claim, data_of, incident
from timeline.codes import Form, PartyKind, Stance
from timeline.dataset import Dataset
from timeline.measures.attribution import claims as measure
from timeline.measures.children import children


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
