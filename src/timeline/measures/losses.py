"""Published money figures of single incidents: side by side, never added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import LossKind, PartyKind, ResponseKind, label
from timeline.dataset import Dataset

MOST_ROWS = 25
"""Figures that a chart holds; the table has all."""
COLUMNS = (
    "incident_id",
    "title",
    "loss_id",
    "part_of",
    "kind",
    "is_loss",
    "estimator",
    "counts",
    "low",
    "high",
    "currency",
    "estimate_year",
    "usd_rate",
    "usd_rate_series",
    "low_usd",
    "high_usd",
    "caveat",
)
ANSWERS: dict[str, tuple[ResponseKind, ...]] = {
    "Sanctions, expulsions or a cyber operation": (
        ResponseKind.SANCTIONS,
        ResponseKind.EXPULSION,
        ResponseKind.CYBER_OPERATION,
    ),
    "Charges, arrests or convictions": (ResponseKind.CHARGE, ResponseKind.ARREST, ResponseKind.CONVICTION),
    "Infrastructure or money seized": (ResponseKind.TAKEDOWN, ResponseKind.SEIZURE),
    "Statements or diplomatic steps": (
        ResponseKind.STATEMENT,
        ResponseKind.JOINT_STATEMENT,
        ResponseKind.DIPLOMATIC,
        ResponseKind.MULTILATERAL,
    ),
}
"""Class of answer -> kinds in it; a case stands under the first class that it drew."""
OTHER_ANSWER, NO_ANSWER = "Another answer only", "No answer by a state found"


def estimates(data: Dataset) -> pd.DataFrame:
    """COLUMNS of every figure of the chosen incidents, with `whole`: the figure that contains it, or itself."""
    rows = data.child_rows("losses")
    parents = data.base.parents("losses")
    if rows is not None:
        parents = parents[rows]
    titles = data.base.tables["incidents"]["title"].take(pa.array(parents))
    found = data.frame("losses", [name for name in COLUMNS if name != "title"])
    found["title"] = titles.to_pylist()
    found["whole"] = _wholes(found)
    return found[[*COLUMNS, "whole"]]


def _wholes(found: pd.DataFrame) -> list[str]:
    """For each figure the one that contains it, or itself; what is no loss is no part of one that is. Parts have no parts."""
    is_loss = dict(zip(found["loss_id"], found["is_loss"], strict=True))
    pairs = zip(found["loss_id"], found["part_of"], strict=True)
    return [outer if outer and is_loss.get(outer) == is_loss[one] else one for one, outer in pairs]


def ranked(found: pd.DataFrame, *, is_loss: bool, most: int = MOST_ROWS) -> pd.DataFrame:
    """Figures in rows for a chart, by kind and then from the highest; parts share the `row` of their whole.

    Adds `row` (int from 0), `part` (bool) and `kind_label`. A part gets no row and no rank of its own. A figure in a
    currency without a rate for its year is absent. `attrs["left_out"]` counts the wholes beyond `most`, which are the
    lowest, and `attrs["unconverted"]` those without a rate.
    """
    wholes = found[(found["is_loss"] == is_loss) & (found["whole"] == found["loss_id"])].copy()
    wholes["rank"] = wholes["high_usd"].fillna(wholes["low_usd"])
    unconverted = int(wholes["rank"].isna().sum())
    wholes = wholes.dropna(subset="rank").sort_values("rank", ascending=False, kind="stable")
    left_out = max(len(wholes) - most, 0)
    order = {code.value: place for place, code in enumerate(LossKind)}
    wholes = wholes.head(most)
    wholes = wholes.sort_values("kind", key=lambda kinds: kinds.map(order), kind="stable")
    row = {one: place for place, one in enumerate(wholes["loss_id"])}
    drawn = found[found["whole"].isin(list(row)) & (found["low_usd"].notna() | found["high_usd"].notna())].copy()
    drawn["row"] = drawn["whole"].map(row).astype(int)
    drawn["part"] = drawn["whole"] != drawn["loss_id"]
    drawn["kind_label"] = [label(LossKind, kind) for kind in drawn["kind"]]
    drawn = drawn.sort_values(["row", "part"], kind="stable", ignore_index=True).drop(columns="whole")
    drawn.attrs |= {"left_out": left_out, "unconverted": unconverted}
    return drawn


def without_figure(data: Dataset) -> pd.DataFrame:
    """Incidents known to be costly that have no credible figure: `incident_id`, `title`, `no_loss_figure` (why)."""
    table = data.base.tables["incidents"].select(["incident_id", "title", "no_loss_figure"])
    marked = np.asarray(table["no_loss_figure"].is_valid()) & data.mask()
    rows: pd.DataFrame = table.take(np.flatnonzero(marked)).to_pandas()
    return rows


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the chosen incidents have a published loss, an answer by a state, or both."""

    incidents: int
    losses: int
    answers: int
    both: int


def coverage(data: Dataset) -> Coverage:
    """A loss is a figure that counts as one, in any currency; an answer is a response by a state or intergovernmental body."""
    chosen = data.incident_rows
    lost = np.zeros(data.base.count, dtype=np.bool_)
    parents = data.base.parents("losses")
    lost[parents[np.asarray(data.base.tables["losses"]["is_loss"]) & (parents >= 0)]] = True
    counts = data.base.tables["incidents"]["state_response_count"]
    answered = np.asarray(pc.greater(counts.fill_null(0), 0))
    lost, answered = lost[chosen], answered[chosen]
    return Coverage(len(chosen), int(lost.sum()), int(answered.sum()), int((lost & answered).sum()))


def beside_answers(data: Dataset, found: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """Losses that are no part of another, one `row` an incident, under the class of answer that it drew.

    Adds `row`, `answer` (class), `answers` (all kinds by states and intergovernmental bodies, in words) and
    `kind_label`. Incidents are in order of class, then of their highest figure; the lowest beyond `most` are absent,
    counted in `attrs["left_out"]`.
    """
    losses = found[found["is_loss"].eq(True) & found["whole"].eq(found["loss_id"])].copy()
    losses["rank"] = losses["high_usd"].fillna(losses["low_usd"])
    losses = losses.dropna(subset="rank")
    highest = losses.groupby("incident_id")["rank"].max().sort_values(ascending=False, kind="stable")
    kept = highest.head(most)
    kinds = _answer_kinds(data, list(kept.index))
    classes = [*ANSWERS, OTHER_ANSWER, NO_ANSWER]
    answer = {one: _answer_class(kinds.get(one, [])) for one in kept.index}
    order = sorted(kept.index, key=lambda one: classes.index(answer[one]))
    row = {one: place for place, one in enumerate(order)}
    drawn = losses[losses["incident_id"].isin(list(row))].copy()
    drawn["row"] = drawn["incident_id"].map(row).astype(int)
    drawn["answer"] = drawn["incident_id"].map(answer)
    drawn["answers"] = [", ".join(label(ResponseKind, kind) for kind in kinds.get(one, [])) for one in drawn["incident_id"]]
    drawn["kind_label"] = [label(LossKind, kind) for kind in drawn["kind"]]
    drawn = drawn.sort_values(["row", "rank"], ascending=[True, False], ignore_index=True).drop(columns=["whole", "rank"])
    drawn.attrs["left_out"] = len(highest) - len(kept)
    return drawn


def _answer_kinds(data: Dataset, incident_ids: list[str]) -> dict[str, list[str]]:
    """Incident -> kinds of answer by states and intergovernmental bodies, in order of the code list."""
    table = data.base.tables["responses"].select(["incident_id", "party_kind", "kind"])
    official = pa.array([PartyKind.STATE.value, PartyKind.INTERNATIONAL.value])
    mine = pc.is_in(table["incident_id"], value_set=pa.array(incident_ids, pa.string()))
    rows = table.filter(pc.and_(mine, pc.is_in(table["party_kind"], value_set=official))).to_pylist()
    made = {(row["incident_id"], row["kind"]) for row in rows}
    return {one: [kind.value for kind in ResponseKind if (one, kind.value) in made] for one in incident_ids}


def _answer_class(kinds: list[str]) -> str:
    if not kinds:
        return NO_ANSWER
    return next((name for name, members in ANSWERS.items() if any(one in members for one in kinds)), OTHER_ANSWER)
