"""Contested: incidents where something stands against an attribution, by what it is, each with its claims in order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from timeline.codes import NAMING_STANCES, EventKind, Stance, Status, label
from timeline.dataset import Base, Codes, Dataset, Ints, Mask
from timeline.dates import in_words
from timeline.measures.attribution.claims import DENIES, DISPUTES, Row, answers, attributing, listed, marks, once
from timeline.measures.children import Children, children, frame, incident_values

RIVALS, DISPUTED, TAKEN_BACK, CLAIMED, COURT, DENIED = "rivals", "disputed", "taken-back", "claimed", "court", "denied"
REASONS = {
    RIVALS: "rival attributions",
    DISPUTED: "disputed by a third party",
    TAKEN_BACK: "taken back or hedged",
    CLAIMED: "claimed by someone else",
    COURT: "changed in court",
    DENIED: "denied by the accused or from its side",
}
"""What stands against an attribution -> words."""
COURT_STEPS = (EventKind.COURT_STEP, EventKind.SENTENCE, EventKind.INQUIRY)
COURT_WORDS = (
    r"(?i)\b(appeal|overturn|revers|vacat|annul|quash|acquit|dismiss(?:ed|al|es)|withdr[ae]w|dropped|discontinued|"
    r"struck (?:out|down)|cut (?:to|by|from)|reduced|reduces|closed because|would not support)"
)
"""What a court step's summary says when it changes what was claimed or awarded before."""
COUNT_COLUMNS = ("reason", "label", "incidents", "claims")
CASE_COLUMNS = ("incident_id", "title", "status", "reasons", "claims", "against")


def rivals(base: Base) -> tuple[Ints, Ints]:
    """Pairs of attributions: one that answers another and names another state or, within one state, another actor."""

    def make() -> tuple[Ints, Ints]:
        answering, answered = answers(base)
        stances, states, actors = (base.coded("attributions", one) for one in ("stance", "state", "actor_id"))
        names = np.array([*(value in NAMING_STANCES for value in stances.values), False])[stances.codes]
        attributes = np.array([*(value == Stance.ATTRIBUTES for value in stances.values), False])[stances.codes]
        differ = _differ(states, answering, answered) | _differ(actors, answering, answered)
        found = attributes[answering] & names[answered] & differ
        return answering[found], answered[found]

    return base.derived("attribution:rivals", make)


def _differ(coded: Codes, one: Ints, other: Ints) -> Mask:
    found: Mask = (coded.codes[one] >= 0) & (coded.codes[other] >= 0) & (coded.codes[one] != coded.codes[other])
    return found


Reasons = dict[str, Mask]


def reasons(data: Dataset) -> Reasons:
    """For every reason which incidents of the whole collection it holds for, those outside the selection left false."""
    claims = children(data, "attributions")
    base, sorts = data.base, marks(claims)
    retracts = claims.is_one_of("stance", {Stance.RETRACTS})
    denied = sorts.codes == sorts.values.index(DENIES)
    disputed = (sorts.codes == sorts.values.index(DISPUTES)) & ~retracts
    rival = _rows(base, *rivals(base))
    return {
        RIVALS: _at(base, claims.parents[rival[claims.rows]]),
        DISPUTED: _at(base, claims.parents[disputed]),
        TAKEN_BACK: _at(base, claims.parents[retracts]),
        CLAIMED: _at(base, _claimed_by_another(data)),
        COURT: _at(base, _court(data).parents),
        DENIED: _at(base, claims.parents[denied]),
    }


def _claimed_by_another(data: Dataset) -> Ints:
    """Incidents that someone says they did while a standing claim by others answers it with, or only names, someone else."""
    base = data.base
    claims, own = attributing(data), children(data, "attributions")
    own = own.only(own.is_one_of("stance", {Stance.CLAIMS}))
    actors, speaking = base.coded("attributions", "actor_id"), _speaking_actors(base)
    answering, answered = answers(base)
    replies = _rows(base, claims.rows)[answering] & _rows(base, own.rows)[answered]
    names_any = (actors.codes[answering] >= 0) | (base.coded("attributions", "state").codes[answering] >= 0)
    same = (actors.codes[answering] >= 0) & (actors.codes[answering] == speaking[answered])
    contradicted = base.parents("attributions")[answering[replies & names_any & ~same]]
    known = own.only(speaking[own.rows] >= 0)
    named = claims.only((actors.codes[claims.rows] >= 0) & _at(base, known.parents)[claims.parents])
    size = int(speaking.max(initial=0)) + 1
    theirs = known.parents.astype(np.int64) * size + speaking[known.rows]
    others = named.parents.astype(np.int64) * size + actors.codes[named.rows]
    agreed = known.parents[np.isin(theirs, others)]
    apart = _at(base, named.parents) & ~_at(base, agreed)
    return np.concatenate([contradicted, np.flatnonzero(apart)]).astype(np.int32)


def _speaking_actors(base: Base) -> Ints:
    """For each claim the actor who speaks, as code: the one it names of itself, or whose name the party's is.

    Codes are those of `actor_id`, and higher ones for actors whom no claim names.
    """

    def make() -> Ints:
        actors, parties = base.coded("attributions", "actor_id"), base.coded("attributions", "party")
        meant = [base.aliases.get(_bare(party), ()) for party in parties.values]
        known = dict.fromkeys((*actors.values, *(one[0] for one in meant if len(one) == 1)))
        place = {value: code for code, value in enumerate(known)}
        lookup = np.array([*(place[one[0]] if len(one) == 1 else -1 for one in meant), -1], dtype=np.int32)
        found: Ints = np.where(actors.codes >= 0, actors.codes, lookup[parties.codes]).astype(np.int32)
        return found

    return base.derived("attribution:speaking", make)


def _bare(party: str) -> str:
    """The name of a party without what follows in brackets or after a comma."""
    return party.split(" (")[0].split(",")[0].strip().casefold()


def _rows(base: Base, *rows: Ints) -> Mask:
    """Which rows of attributions are among these."""
    found: Mask = np.zeros(base.tables["attributions"].num_rows, dtype=np.bool_)
    for some in rows:
        found[some] = True
    return found


def _at(base: Base, parents: Ints) -> Mask:
    found: Mask = np.zeros(base.count, dtype=np.bool_)
    found[parents] = True
    return found


def _court(data: Dataset) -> Children:
    """Court steps of the selection whose summary speaks of an appeal, a reversal, a dismissal or a cut."""
    base = data.base

    def make() -> Mask:
        said = pc.match_substring_regex(base.tables["events"]["summary"].combine_chunks(), COURT_WORDS).fill_null(False)
        found: Mask = np.asarray(said.to_numpy(zero_copy_only=False), dtype=np.bool_)
        return found

    events = children(data, "events")
    speaks = base.derived("attribution:court", make)[events.rows]
    return events.only(speaks & events.is_one_of("kind", COURT_STEPS))


def counts(data: Dataset, found: Reasons) -> pd.DataFrame:
    """COUNT_COLUMNS for every reason: incidents it holds for (one may have several), and the claims or steps."""
    claims = children(data, "attributions")
    sorts = marks(claims)
    retracts = int(claims.is_one_of("stance", {Stance.RETRACTS}).sum())
    made = {
        RIVALS: int(_rows(data.base, claims.rows)[rivals(data.base)[0]].sum()),
        DISPUTED: int((sorts.codes == sorts.values.index(DISPUTES)).sum()) - retracts,
        TAKEN_BACK: retracts,
        CLAIMED: int((claims.is_one_of("stance", {Stance.CLAIMS}) & found[CLAIMED][claims.parents]).sum()),
        COURT: len(_court(data).rows),
        DENIED: int((sorts.codes == sorts.values.index(DENIES)).sum()),
    }
    rows = [
        {"reason": key, "label": words, "incidents": int(found[key].sum()), "claims": made[key]}
        for key, words in REASONS.items()
    ]
    return frame(rows, COUNT_COLUMNS)


def cases(data: Dataset, found: Reasons, wanted: tuple[str, ...] = ()) -> Ints:
    """Rows of the incidents to which a wanted reason applies (any when none is named).

    Those whose status is contested come first, then those with more reasons, then the latest.
    """
    hit = np.logical_or.reduce([found[key] for key in (wanted or tuple(REASONS))])
    rows = np.flatnonzero(hit)
    strong = np.sum([found[key][rows] for key in (RIVALS, DISPUTED, TAKEN_BACK, CLAIMED, COURT)], axis=0)
    status = data.base.codes("status").mask({Status.CONTESTED}, data.base.count)[rows]
    begun = data.base.when("started").earliest[rows].astype(np.int64)
    order: Ints = rows[np.lexsort((-begun, -strong, ~status))].astype(np.int32)
    return order


def summary(data: Dataset, found: Reasons, rows: Ints) -> pd.DataFrame:
    """CASE_COLUMNS for these incidents (rows of the collection), in their order."""
    base = data.base
    claims = children(data, "attributions")
    sorts = marks(claims)
    against = (sorts.codes == sorts.values.index(DENIES)) | (sorts.codes == sorts.values.index(DISPUTES))
    ids, titles, statuses = (incident_values(base, rows, name) for name in ("incident_id", "title", "status"))
    return pd.DataFrame(
        {
            "incident_id": ids,
            "title": titles,
            "status": [label(Status, one) for one in statuses],
            "reasons": ["; ".join(words for key, words in REASONS.items() if found[key][row]) for row in rows.tolist()],
            "claims": np.bincount(claims.parents, minlength=base.count)[rows],
            "against": np.bincount(claims.parents[against], minlength=base.count)[rows],
        },
        columns=list(CASE_COLUMNS),
    )


def ladders(data: Dataset, rows: Ints) -> dict[int, list[Row]]:
    """For each of these incidents its claims and court steps in order of date, ready to be read.

    A step has `when`, `mark`, `party`, `said`, `note`, and for claims all that `listed` adds; of a joint statement only the
    author's row is given, with the others in `joined`.
    """
    claims = children(data, "attributions")
    steps: dict[int, list[Row]] = {row: [] for row in rows.tolist()}
    place = dict(zip(incident_values(data.base, rows, "incident_id"), rows.tolist(), strict=True))
    for step in once(listed(claims.only(np.isin(claims.parents, rows)))):
        steps[place[step["incident_id"]]].append(step)
    events = _court(data)
    for event in events.only(np.isin(events.parents, rows)).records():
        steps[place[event["incident_id"]]].append(_court_step(event))
    for found in steps.values():
        found.sort(key=lambda step: (step["date_latest"] is None, step["date_latest"], step["date_earliest"]))
    return steps


def _court_step(event: Row) -> Row:
    earliest, latest = event["date_earliest"], event["date_latest"]
    kept: dict[str, Any] = {name: event[name] for name in ("incident_id", "date_earliest", "date_latest", "party")}
    when = in_words(earliest, latest) if earliest and latest else "undated"
    empty = {"joined": [], "note": "", "sure": ""}
    return kept | empty | {"when": when, "mark": COURT, "said": event["summary"], "form_words": label(EventKind, event["kind"])}
