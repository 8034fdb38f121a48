"""Two or three cases side by side, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from timeline.amounts import range_in_words
from timeline.codes import Basis, IncidentKind, ResponseKind, Sector, Stance, Status, label
from timeline.measures import thread
from timeline.measures.case import OWN_DATES, Case, acts, words

Lines = list[str]
_AGAINST = (Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS)


def compared(cases: Sequence[Case]) -> list[tuple[str, list[Lines]]]:
    """For each line of the comparison its name and what each case has there; lines that no case has are absent."""
    rows = [(name, [lines(case) for case in cases]) for name, lines in _LINES.items()]
    return [(name, [lines or ["none found"] for lines in texts]) for name, texts in rows if any(texts)]


def _date(name: str, case: Case) -> Lines:
    found = words(case.incident, name)
    return [found] if found else []


def _targets(case: Case) -> Lines:
    return [
        ", ".join(one for one in (target["name"], target["country_name"], label(Sector, target["sector"]).lower()) if one)
        for target in case.rows["targets"]
    ]


def _claims(case: Case) -> Lines:
    said = case.rows["attributions"]
    against = sum(claim["stance"] in _AGAINST for claim in said)
    parties = len({claim["party"] for claim in said if claim["stance"] not in _AGAINST})
    if not said:
        return []
    return [f"{len(said) - against} by {parties} parties", f"{against} denials or disputes"]


def _responses(case: Case) -> Lines:
    kinds = Counter(label(ResponseKind, row["kind"]) for row in acts(case.rows["responses"]))
    return [f"{kind}: {count}" for kind, count in kinds.most_common()]


def _costs(case: Case) -> Lines:
    wholes = [loss for loss in case.rows["losses"] if loss["is_loss"] and not loss["part_of"]]
    return [f"{range_in_words(loss['low'], loss['high'], loss['currency'])} ({loss['estimator']})" for loss in wholes]


def _norms(basis: Basis, case: Case) -> Lines:
    links = [link for link in case.rows["norm_links"] if link["basis"] == basis]
    names = [" ".join(one for one in (link["instrument"], link["number"]) if one) for link in links]
    return list(dict.fromkeys(names))


_LINES: dict[str, Callable[[Case], Lines]] = {
    "Status": lambda case: [label(Status, case.incident["status"])],
    "Who blames whom": lambda case: [case.verdict],
    **{title: partial(_date, name) for name, title in OWN_DATES.items()},
    "After it became public": lambda case: [f"{what}: {lag}" for what, lag in thread.waits(case)],
    "Targets": _targets,
    "What was done": lambda case: [", ".join(label(IncidentKind, one) for one in case.incident["kinds"])],
    "Malware and tools": lambda case: list(case.incident["malware"] or ()),
    "Claims": _claims,
    "Responses": _responses,
    "Cost, side by side and never added": _costs,
    "Norms that someone invoked": partial(_norms, Basis.INVOKED),
    "Norms by our reading": partial(_norms, Basis.ANALYST),
    "Sources": lambda case: [str(len(case.sources))],
}
