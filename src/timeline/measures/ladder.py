"""How far the answers to one incident went, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from timeline.codes import LEGAL_FORMS, NAMING_STANCES, OFFICIAL_PARTIES, STATED_FORMS, ResponseKind
from timeline.dataset import Dataset
from timeline.measures.case import Case
from timeline.measures.children import children, distinct, frame

BEGUN, NAMED = "The incident", "A state or body says who did it"
RUNGS: dict[str, frozenset[ResponseKind]] = {
    BEGUN: frozenset(),
    "Order at home: rules, fines, inquiries": frozenset(
        {
            ResponseKind.LEGISLATION,
            ResponseKind.FINE,
            ResponseKind.ORDER,
            ResponseKind.INQUIRY,
            ResponseKind.COMPLAINT,
            ResponseKind.OWN_MEASURE,
            ResponseKind.OTHER,
        }
    ),
    "Disclosure, warning, help": frozenset({ResponseKind.DISCLOSURE, ResponseKind.ADVISORY, ResponseKind.ASSISTANCE}),
    "Statement": frozenset({ResponseKind.STATEMENT, ResponseKind.JOINT_STATEMENT, ResponseKind.MULTILATERAL}),
    NAMED: frozenset(),
    "Courts and police": frozenset(
        {
            ResponseKind.CIVIL_SUIT,
            ResponseKind.REWARD,
            ResponseKind.CHARGE,
            ResponseKind.ARREST,
            ResponseKind.CONVICTION,
            ResponseKind.SEIZURE,
        }
    ),
    "Diplomatic measure": frozenset({ResponseKind.DIPLOMATIC, ResponseKind.EXPULSION}),
    "Sanctions": frozenset({ResponseKind.SANCTIONS}),
    "Against infrastructure": frozenset({ResponseKind.TAKEDOWN, ResponseKind.CYBER_OPERATION}),
}
"""Steps from the lowest, by how far an act reaches. The order is ours and no legal ranking."""
_RUNG = {kind: rung for rung, kinds in RUNGS.items() for kind in kinds}
COLUMNS = ("rung", "earliest", "latest", "when", "what", "party", "text", "sort")
OWN, OFFICIAL_ACT, OTHER_ACT = "the incident itself", "state or international body", "company, researcher or other"


def ladder(case: Case) -> pd.DataFrame:
    """COLUMNS of the incident's own dates, official claims that name someone, and answers, by date."""
    rows = [
        _row(BEGUN, step, step["title"], "", OWN)
        for step in case.ladder
        if step["step"] == "own" and step["earliest"] is not None
    ]
    rows += [
        _row(NAMED, claim | _span(claim), claim["form_words"], claim["party"], OFFICIAL_ACT, f"Names {claim['whom']}.")
        for claim in case.rows["attributions"]
        if _is_official_claim(claim)
    ]
    rows += [
        _row(
            _RUNG[ResponseKind.of(answer["kind"])],
            answer | _span(answer),
            ResponseKind.of(answer["kind"]).label,
            answer["party"],
            OFFICIAL_ACT if answer["party_kind"] in OFFICIAL_PARTIES else OTHER_ACT,
            answer["summary"],
        )
        for answer in case.rows["responses"]
        if answer["date_earliest"] and answer["statement_id"] in (None, answer["response_id"])
    ]
    return frame(sorted(rows, key=lambda row: (row["earliest"], row["latest"])), COLUMNS)


def _is_official_claim(claim: dict[str, Any]) -> bool:
    """An official text that names someone; one joint statement once."""
    return bool(
        claim["party_kind"] in OFFICIAL_PARTIES
        and claim["stance"] in NAMING_STANCES
        and claim["form"] in STATED_FORMS | LEGAL_FORMS
        and claim["statement_id"] in (None, claim["attribution_id"])
        and claim["date_earliest"]
    )


def _span(row: dict[str, Any]) -> dict[str, Any]:
    return {"earliest": row["date_earliest"], "latest": row["date_latest"]}


def _row(rung: str, dated: dict[str, Any], what: str, party: str, sort: str, text: str = "") -> dict[str, Any]:
    return {
        "rung": rung,
        "earliest": dated["earliest"],
        "latest": dated["latest"],
        "when": dated["when"],
        "what": what,
        "party": party,
        "text": text,
        "sort": sort,
    }


def fullest(data: Dataset) -> str | None:
    """The incident of the selection whose official answers are of the most kinds; None when there is none."""
    answers = children(data, "responses")
    answers = answers.only(answers.is_one_of("party_kind", OFFICIAL_PARTIES))
    if not len(answers.rows):
        return None
    kinds = distinct(answers.parents, answers.codes("kind").codes, data.base.count)
    return str(data.base.tables["incidents"]["incident_id"][int(np.argmax(kinds))])
