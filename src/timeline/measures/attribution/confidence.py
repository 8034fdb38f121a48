"""How sure: the confidence that claimants stated, by sort of claimant and by form, and the words that were read so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline.codes import AUTHORITY, NAMING_STANCES, Confidence, Form, label
from timeline.dataset import Codes, Dataset, Ints
from timeline.measures.attribution.claims import GROUPS, Row, counted, groups
from timeline.measures.children import Children, children, frame, incident_values

BY = {"claimant": "sort of claimant", "form": "form of the claim"}
MOST_WORDINGS = 400
COLUMNS = ("group", "label", "confidence", "claims", "share", "total", "stated")
WORD_COLUMNS = ("confidence", "wording", "claims", "party", "incident_id", "title")
SCALE_COLUMNS = ("rank", "forms", "claims", "stated")


def claims_of(data: Dataset, unit: str) -> Children:
    """Claims that name someone, standing or since taken back; denials state no confidence."""
    claims = counted(children(data, "attributions"), unit)
    return claims.only(claims.is_one_of("stance", NAMING_STANCES))


def counts(data: Dataset, by: str = "claimant", unit: str = "statements") -> pd.DataFrame:
    """COLUMNS for each group that has a claim and every confidence, "not stated" too; `share` of the group's claims, 0 to 1.

    `attrs` holds all claims in `total`, and in `stated` those that state a confidence.
    """
    claims = claims_of(data, unit)
    coded = groups(claims) if by == "claimant" else claims.codes("form")
    words = {key: name for key, (name, _) in GROUPS.items()} if by == "claimant" else {}
    order = list(GROUPS) if by == "claimant" else sorted(coded.values, key=_by_authority)
    table = _table(coded, _levels(claims))
    rows: list[Row] = []
    for value in order:
        found = table[value]
        total = sum(found)
        rows += [
            {
                "group": value,
                "label": words.get(value) or label(Form, value),
                "confidence": level.value,
                "claims": count,
                "share": count / total,
                "total": total,
                "stated": sum(found[:-1]),
            }
            for level, count in zip(Confidence, found, strict=False)
            if total
        ]
    drawn = frame(rows, COLUMNS)
    drawn.attrs |= {"total": len(claims.rows), "stated": int((_levels(claims) < len(Confidence) - 1).sum())}
    return drawn


def _by_authority(form: str) -> tuple[int, str]:
    ranks: dict[str, int] = dict(AUTHORITY.items())
    return -ranks.get(form, 0), form


def _table(coded: Codes, levels: Ints) -> dict[str, list[int]]:
    """Value -> claims at each confidence, in the order of the code list."""
    size = len(coded.values) * len(Confidence)
    found = np.bincount(coded.codes * len(Confidence) + levels, minlength=size).reshape(-1, len(Confidence))
    return dict(zip(coded.values, found.tolist(), strict=True))


def _levels(claims: Children) -> Ints:
    """Place of each claim's confidence in the code list; absent is "not stated"."""
    coded = claims.codes("confidence")
    place: dict[str, int] = {level.value: number for number, level in enumerate(Confidence)}
    last = len(Confidence) - 1
    return np.array([*(place.get(value, last) for value in coded.values), last], dtype=np.int32)[coded.codes]


def wordings(data: Dataset, unit: str = "statements") -> pd.DataFrame:
    """WORD_COLUMNS: each wording and how we read it, the highest reading and the most used first, with one who used it.

    `attrs["left_out"]` counts the rarest beyond MOST_WORDINGS.
    """
    claims = claims_of(data, unit)
    words = claims.codes("wording")
    quoted = np.flatnonzero(words.codes >= 0)
    key = _levels(claims)[quoted].astype(np.int64) * max(len(words.values), 1) + words.codes[quoted]
    found, first, used = np.unique(key, return_index=True, return_counts=True)
    levels, codes = np.divmod(found, max(len(words.values), 1))
    order = np.lexsort((codes, -used, levels))
    kept = order[:MOST_WORDINGS]
    examples = quoted[first[kept]]
    parties = claims.base.tables["attributions"]["party"].take(pa.array(claims.rows[examples])).to_pylist()
    drawn = pd.DataFrame(
        {
            "confidence": [label(Confidence, list(Confidence)[level]) for level in levels[kept].tolist()],
            "wording": [words.values[code] for code in codes[kept].tolist()],
            "claims": used[kept],
            "party": parties,
            "incident_id": incident_values(claims.base, claims.parents[examples], "incident_id"),
            "title": incident_values(claims.base, claims.parents[examples], "title"),
        }
    )
    drawn.attrs["left_out"] = len(order) - len(kept)
    return drawn[list(WORD_COLUMNS)]


def authority(data: Dataset, unit: str = "statements") -> pd.DataFrame:
    """SCALE_COLUMNS: ranks of source authority from the highest, their forms, claims, and those with a stated confidence."""
    claims = claims_of(data, unit)
    table = _table(claims.codes("form"), _levels(claims))
    rows = []
    for rank in sorted(set(AUTHORITY.values()), reverse=True):
        forms = [form for form, one in AUTHORITY.items() if one == rank]
        found = np.array([table.get(form, [0] * len(Confidence)) for form in forms]).sum(axis=0)
        named = ", ".join(form.label.lower() for form in forms)
        rows.append({"rank": rank, "forms": named, "claims": int(found.sum()), "stated": int(found[:-1].sum())})
    return frame(rows, SCALE_COLUMNS)
