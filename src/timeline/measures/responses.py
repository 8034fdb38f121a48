"""What was done in answer: acts and who took part in them, how far they went, how soon, and which incidents drew none.

An act counts once, however many signed it (`statement_id`) and however many incidents it answered (`shared_with`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from timeline.codes import OFFICIAL_PARTIES, Basis, PartyKind, ResponseKind, label
from timeline.dataset import NO_DATE, Base, Codes, Dataset, Ints, Mask
from timeline.measures.children import Children, children, frame, incident_values, parties, years_of

GROUPS: dict[str, frozenset[PartyKind]] = {
    "States": frozenset({PartyKind.STATE}),
    "International organisations": frozenset({PartyKind.INTERNATIONAL}),
    "Companies": frozenset({PartyKind.COMPANY}),
    "Researchers, civil society, others": frozenset(PartyKind) - OFFICIAL_PARTIES - {PartyKind.COMPANY},
}
"""Sort of responder -> kinds of party."""
MEASURES = frozenset(
    {
        ResponseKind.CHARGE,
        ResponseKind.SANCTIONS,
        ResponseKind.EXPULSION,
        ResponseKind.DIPLOMATIC,
        ResponseKind.TAKEDOWN,
        ResponseKind.CIVIL_SUIT,
        ResponseKind.REWARD,
        ResponseKind.CYBER_OPERATION,
        ResponseKind.ARREST,
        ResponseKind.CONVICTION,
        ResponseKind.SEIZURE,
    }
)
"""Kinds of act that touch someone held responsible, beyond words, help and order at home."""
REACHES = (
    "Measure by a state or international body",
    "Only words, warnings, help or rules by one",
    "Only companies, researchers or others answered",
    "No answer recorded",
)
"""How far the answer to an incident went; the first that fits."""
VOICES = (
    "Someone invoked a norm",
    "A state or international body answered, no norm invoked",
    "No answer by a state or international body recorded",
)
"""Whether anyone spoke of a norm; the first that fits."""
UNTIL: dict[str, frozenset[ResponseKind]] = {"first answer of any kind": frozenset(ResponseKind), "first measure": MEASURES}
SINCE = {"disclosed": "it became public", "started": "it began or was first known"}
MOST_STATES = 15
MOST_RESPONDERS = 15
MOST_LAGS = 500
"""Intervals in one chart; of more, every so many-th by rank."""
LONGEST_DOUBT = 366
"""Days between shortest and longest lag above which an interval says too little."""


def acts(base: Base) -> Ints:
    """For each row of responses the row that stands for its act."""
    return base.derived("responses:acts", lambda: _acts(base))


def _acts(base: Base) -> Ints:
    statements = base.coded("responses", "statement_id").codes
    found: Ints = np.arange(len(statements), dtype=np.int32)
    joint = statements >= 0
    first = np.full(int(statements.max(initial=-1)) + 1, len(statements), dtype=np.int32)
    np.minimum.at(first, statements[joint], found[joint])
    found[joint] = first[statements[joint]]
    same: dict[int, int] = {}
    for one, other in _shared(base):
        low, high = sorted((_root(same, int(found[one])), _root(same, int(found[other]))))
        if low != high:
            same[high] = low
    for high in same:
        found[found == high] = _root(same, high)
    return found


def _root(same: dict[int, int], row: int) -> int:
    while row in same:
        row = same[row]
    return row


def _shared(base: Base) -> Iterator[tuple[int, int]]:
    """Pairs of rows under two incidents that are one act: one names the other's incident; kind, party and date agree."""
    table = base.tables["responses"]
    parents, lists = base.parents("responses"), table["shared_with"].combine_chunks()
    owners = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    if not len(owners):
        return
    ids = base.tables["incidents"]["incident_id"].combine_chunks()
    mentioned = pc.index_in(pc.list_flatten(lists), value_set=ids).fill_null(-1).to_numpy(zero_copy_only=False)
    kinds, days = base.coded("responses", "kind").codes, base.days("date", "responses")
    who = _who(_all(base)).codes
    order = np.argsort(parents, kind="stable")
    starts = np.searchsorted(parents[order], mentioned, "left")
    ends = np.searchsorted(parents[order], mentioned, "right")
    for owner, start, end in zip(owners.tolist(), starts.tolist(), ends.tolist(), strict=True):
        for other in order[start:end].tolist():
            if (kinds[other], who[other]) == (kinds[owner], who[owner]) and (
                days.earliest[other] <= days.latest[owner] and days.earliest[owner] <= days.latest[other]
            ):
                yield owner, other


def _all(base: Base) -> Children:
    return children(Dataset(base), "responses")


def _who(answers: Children) -> Codes:
    """States by their name; of a company or laboratory the country is only where it is."""
    return parties(answers, "party", "party_country", answers.is_one_of("party_kind", {PartyKind.STATE}))


def _dated(data: Dataset, groups: Sequence[str] = ()) -> Children:
    """Responses with a date, by these sorts of responder (all when none is named)."""
    answers = children(data, "responses")
    wanted = answers.days("date").known
    if groups:
        wanted = wanted & answers.is_one_of("party_kind", frozenset().union(*(GROUPS[group] for group in groups)))
    return answers.only(wanted)


def kinds_per_year(data: Dataset, groups: Sequence[str] = (), *, signatories: bool = False) -> pd.DataFrame:
    """`kind`, `label`, `year`, `count`: acts by their first possible year, kinds in order of their total.

    With `signatories` each party of an act counts, so that a joint statement of ten states is ten.
    """
    answers = _dated(data, groups)
    answers = answers.only(_once(answers, _who(answers).codes if signatories else None))
    kinds, years = answers.codes("kind"), _years(data.base)[answers.rows]
    first, span = int(years.min(initial=9999)), int(np.ptp(years)) + 1 if len(years) else 1
    size = max(len(kinds.values), 1)
    counts = np.bincount(kinds.codes * span + years - first, minlength=size * span).reshape(size, span)
    found = frame(
        [
            {"kind": kinds.values[kind], "label": label(ResponseKind, kinds.values[kind]), "year": first + int(year)}
            | {"count": int(counts[kind, year]), "total": int(counts[kind].sum())}
            for kind, year in np.argwhere(counts)
        ],
        ("kind", "label", "year", "count", "total"),
    )
    found = found.sort_values(["total", "label", "year"], ascending=[False, True, True], ignore_index=True)
    return found.drop(columns="total")


def _once(answers: Children, also: Ints | None = None) -> Mask:
    """Which rows to count so that each act, or each pair of an act and what `also` tells apart, counts once."""
    act, size = acts(answers.base)[answers.rows], len(acts(answers.base))
    several = np.bincount(act, minlength=size)[act] > 1
    kept: Mask = ~several
    rows = np.flatnonzero(several)
    pairs = act[rows].astype(np.int64) * (0 if also is None else int(also.max(initial=0)) + 1)
    kept[rows[np.unique(pairs + (act[rows] if also is None else also[rows]), return_index=True)[1]]] = True
    return kept


def _years(base: Base) -> Ints:
    """The first possible year of every response; meaningless where there is no date."""
    return base.derived("responses:years", lambda: years_of(base.days("date", "responses").earliest))


def responders(data: Dataset, groups: Sequence[str] = ()) -> pd.DataFrame:
    """`party`, `group`, `acts` (in which it took part), of these `measures` and `others`; the most active first."""
    answers = _dated(data, groups)
    answers = answers.only(_once(answers, _who(answers).codes))
    who = _who(answers)
    size = len(who.values)
    sort_of = np.zeros(size, dtype=np.int32)
    sort_of[who.codes[::-1]] = _group_codes(answers)[::-1]
    found = pd.DataFrame(
        {
            "party": list(who.values),
            "group": [list(GROUPS)[code] for code in sort_of],
            "acts": np.bincount(who.codes, minlength=size),
            "measures": np.bincount(who.codes[answers.is_one_of("kind", MEASURES)], minlength=size),
        }
    )
    found["others"] = found["acts"] - found["measures"]
    return found[found["acts"] > 0].sort_values(["acts", "party"], ascending=[False, True], ignore_index=True)


def _group_codes(answers: Children) -> Ints:
    kinds = answers.codes("party_kind")
    lookup = [next(n for n, group in enumerate(GROUPS.values()) if value in group) for value in kinds.values]
    return np.array([*lookup, len(GROUPS) - 1], dtype=np.int32)[kinds.codes]


def curated(data: Dataset) -> Dataset:
    """Without rows imported from trackers, whose answers nobody has recorded here."""
    return data.only(data.base.codes("collection").mask({"curated"}, data.base.count))


def reach_per_year(data: Dataset) -> pd.DataFrame:
    """`year`, `class`, `incidents` for every class of REACHES; undated incidents are counted in `attrs["undated"]`."""
    return _per_year(curated(data), _reach(curated(data)), REACHES)


def reach_per_accused(data: Dataset) -> pd.DataFrame:
    """`state`, `class`, `incidents`, `total`: states that standing claims name; an incident with two of them is in both."""
    kept = curated(data)
    named, reach = kept.codes("accused_states"), _reach(kept)
    counts = np.bincount(named.codes * len(REACHES) + reach[named.rows], minlength=len(named.values) * len(REACHES))
    table = counts.reshape(-1, len(REACHES))
    rows = [
        {"state": kept.base.country_names.get(named.values[place], named.values[place]), "class": name, "incidents": int(count)}
        | {"total": int(table[place].sum())}
        for place in np.argsort(-table.sum(axis=1), kind="stable").tolist()
        if table[place].any()
        for name, count in zip(REACHES, table[place], strict=True)
    ]
    return frame(rows, ("state", "class", "incidents", "total"))


def _reach(data: Dataset) -> Ints:
    """For each chosen incident its place in REACHES."""
    answers = children(data, "responses")
    official = answers.is_one_of("party_kind", OFFICIAL_PARTIES)
    found: Ints = np.full(data.base.count, 3, dtype=np.int32)
    found[answers.parents] = 2
    found[answers.parents[official]] = 1
    found[answers.parents[official & answers.is_one_of("kind", MEASURES)]] = 0
    return found[data.incident_rows]


def voices_per_year(data: Dataset) -> pd.DataFrame:
    """`year`, `class`, `incidents` for every class of VOICES.

    `attrs["totals"]` maps class to incidents, undated ones included; `attrs["read"]` counts incidents where nobody invoked a
    norm and our reading sees one touched.
    """
    kept = curated(data)
    voice, read = _voice(kept)
    found = _per_year(kept, voice, VOICES)
    found.attrs["totals"] = dict(zip(VOICES, np.bincount(voice, minlength=len(VOICES)).tolist(), strict=True))
    found.attrs["read"] = int((read & (voice > 0)).sum())
    return found


def _voice(data: Dataset) -> tuple[Ints, Mask]:
    """For each chosen incident its place in VOICES, and whether we tied it to a norm."""
    links = children(data, "norm_links")
    voice: Ints = np.where(_reach(data) <= 1, 1, 2).astype(np.int32)
    invoked, read = (np.zeros(data.base.count, dtype=np.bool_) for _ in range(2))
    invoked[links.parents[links.is_one_of("basis", {Basis.INVOKED})]] = True
    read[links.parents[links.is_one_of("basis", {Basis.ANALYST})]] = True
    voice[invoked[data.incident_rows]] = 0
    return voice, read[data.incident_rows]


def silent_cases(data: Dataset, most: int) -> pd.DataFrame:
    """`incident_id`, `title`, `acts`, `read`: incidents with the most official acts where nobody invoked a norm."""
    kept = curated(data)
    voice, read = _voice(kept)
    answers = children(kept, "responses")
    answers = answers.only(answers.is_one_of("party_kind", OFFICIAL_PARTIES))
    answers = answers.only(_once(answers, answers.parents))
    counts = np.bincount(answers.parents, minlength=data.base.count)[kept.incident_rows]
    counts[voice != 1] = 0
    best = np.argsort(-counts, kind="stable")[: min(most, int((counts > 0).sum()))]
    rows = kept.incident_rows[best]
    values: dict[str, Any] = {name: incident_values(data.base, rows, name) for name in ("incident_id", "title")}
    return pd.DataFrame(values | {"acts": counts[best], "read": read[best]})


def answered_cases(data: Dataset, most: int) -> dict[str, str]:
    """Id -> title of incidents with any answer, those with the most of them first."""
    counts = np.bincount(children(data, "responses").parents, minlength=data.base.count)
    best = np.argsort(-counts, kind="stable")[: min(most, int((counts > 0).sum()))].astype(np.int32)
    ids, titles = (incident_values(data.base, best, name) for name in ("incident_id", "title"))
    return dict(zip(ids, titles, strict=True))


def _per_year(data: Dataset, classes: Ints, names: Sequence[str]) -> pd.DataFrame:
    earliest = data.when("started").earliest
    known = earliest != NO_DATE
    rows: list[dict[str, Any]] = []
    if known.any():
        years = years_of(earliest[known])
        first, size = int(years.min()), len(names)
        counts = np.bincount((years - first) * size + classes[known], minlength=(int(years.max()) - first + 1) * size)
        rows = [
            {"year": first + place, "class": name, "incidents": int(count)}
            for place, row in enumerate(counts.reshape(-1, size))
            for name, count in zip(names, row, strict=True)
        ]
    found = frame(rows, ("year", "class", "incidents"))
    found.attrs["undated"] = int((~known).sum())
    return found


def lags(data: Dataset, since: str = "disclosed", until: str = "first answer of any kind") -> pd.DataFrame:
    """Days from an incident to the first answer by a state or international body, as the interval that precision allows.

    Returns:
        `incident_id`, `title`, `days_min`, `days_max` (negative when the answer came first), `share` (of incidents answered
        as soon or sooner, 0 to 1), shortest first; `drawn_min`, `drawn_max` are at least 1, for a logarithmic axis.
        In `attrs`: `answered`, `left_out` (answered, but the interval is wider than LONGEST_DOUBT days or there is no date to
        count from), `unanswered`, `median` (two bounds), `drawn` (every how many-th).

    """
    kept = curated(data)
    first = _first_answers(kept, UNTIL[until])
    begun = kept.when(since)
    answered = first[0] != NO_DATE
    usable = answered & begun.known
    low, high = first[0] - begun.latest, first[1] - begun.earliest
    usable &= (high.astype(np.int64) - low) <= LONGEST_DOUBT
    rows = np.flatnonzero(usable)
    rows = rows[np.lexsort((high[rows], low[rows]))]
    step = max(1, -(-len(rows) // MOST_LAGS))
    shown = rows[::step]
    values: dict[str, Any] = {
        name: incident_values(data.base, kept.incident_rows[shown], name) for name in ("incident_id", "title")
    }
    share = (np.arange(len(rows)) + 1)[::step] / max(len(rows), 1)
    found = pd.DataFrame(values | {"days_min": low[shown], "days_max": high[shown], "share": share})
    found["drawn_min"], found["drawn_max"] = np.maximum(found["days_min"], 1), np.maximum(found["days_max"], 1)
    found.attrs |= {
        "answered": int(answered.sum()),
        "left_out": int((answered & ~usable).sum()),
        "unanswered": int((~answered).sum()),
        "median": (float(np.median(low[rows])), float(np.median(high[rows]))) if len(rows) else None,
        "drawn": step,
    }
    return found


def _first_answers(data: Dataset, kinds: frozenset[ResponseKind]) -> tuple[Ints, Ints]:
    """For each chosen incident the first and last day on which its first official answer can have come, or NO_DATE."""
    answers = _dated(data)
    answers = answers.only(answers.is_one_of("party_kind", OFFICIAL_PARTIES) & answers.is_one_of("kind", kinds))
    days = answers.days("date")
    never = np.iinfo(np.int32).max
    bounds = []
    for day in (days.earliest, days.latest):
        first = np.full(data.base.count, never, dtype=np.int32)
        np.minimum.at(first, answers.parents, day)
        first[first == never] = NO_DATE
        bounds.append(first[data.incident_rows])
    return bounds[0], bounds[1]
