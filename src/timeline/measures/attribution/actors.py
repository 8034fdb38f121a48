"""Actors: whom a name means, who uses it, who alleges a sponsor, and which claims name the actor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from timeline.codes import ActorKind, label
from timeline.dataset import Base, Dataset
from timeline.dates import in_words
from timeline.measures.attribution.claims import Row, named
from timeline.measures.children import Children, children, frame

MOST_FOUND = 30
NAME_COLUMNS = ("name", "used_by", "also")
SPONSOR_COLUMNS = ("state", "alleged_by", "when")
RANK_COLUMNS = ("actor_id", "name", "sponsor_alleged", "incidents", "claims")


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor with its names (NAME_COLUMNS), alleged sponsors (SPONSOR_COLUMNS), and ids above and below it."""

    row: Row
    names: pd.DataFrame
    sponsors: pd.DataFrame
    parts: list[str]
    sources: list[Row]


@dataclass(frozen=True, slots=True)
class Found:
    """A name that a search found; `actors` are those it may mean, each with those who use the name so (may be nobody)."""

    name: str
    actors: dict[str, str]


def search(base: Base, text: str, most: int = MOST_FOUND) -> list[Found]:
    """Names that contain the text, the whole names first, then those that begin with it; an id only when it is all there is."""
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return []
    hits = [(name, actors) for name, actors in base.aliases.items() if wanted in name]
    hits.sort(key=lambda hit: (hit[0] != wanted, not hit[0].startswith(wanted), hit[0]))
    spelt, users = _spellings(base)
    known = [hit for hit in hits if hit[0] in spelt] or hits
    return [Found(spelt.get(name, name), {one: users.get((name, one), "") for one in actors}) for name, actors in known[:most]]


def _spellings(base: Base) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Case-folded name -> as it is written; and with an actor -> who uses it for that actor."""

    def make() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        spelt = {name.casefold(): name for name in base.actor_names.values()}
        users: dict[tuple[str, str], str] = {}
        for row in base.tables["actor_names"].select(["actor_id", "name", "used_by"]).to_pylist():
            folded = row["name"].casefold()
            spelt.setdefault(folded, row["name"])
            before = users.get((folded, row["actor_id"]))
            users[folded, row["actor_id"]] = f"{before}; {row['used_by']}" if before else row["used_by"]
        return spelt, users

    return base.derived("attribution:spellings", make)


def actor(base: Base, actor_id: str) -> Actor | None:
    """All that is known of an actor; None when there is none of that id."""
    rows = _rows(base, "actors", actor_id)
    if not rows:
        return None
    row = rows[0] | {"kind_words": label(ActorKind, rows[0]["kind"])}
    table = base.tables["actors"].select(["actor_id", "part_of"])
    parts = table.filter(pc.equal(table["part_of"], actor_id))["actor_id"].to_pylist()
    return Actor(row, _names(base, actor_id), _sponsors(base, actor_id), parts, _sources(base, actor_id))


def _rows(base: Base, table: str, actor_id: str) -> list[Row]:
    found = base.tables[table]
    rows: list[Row] = found.filter(pc.equal(found["actor_id"], actor_id)).to_pylist()
    return rows


def _sources(base: Base, actor_id: str) -> list[Row]:
    table = base.tables["sources"].select(["record", "title", "publisher", "url"])
    rows: list[Row] = table.filter(pc.equal(table["record"], f"actors/{actor_id}")).to_pylist()
    return rows


def _names(base: Base, actor_id: str) -> pd.DataFrame:
    """Names with who uses them; `also` are other actors for whom the same name stands."""
    rows = []
    for row in _rows(base, "actor_names", actor_id):
        others = [one for one in base.aliases.get(row["name"].casefold(), ()) if one != actor_id]
        also = ", ".join(base.actor_names.get(one, one) for one in others)
        rows.append({"name": row["name"], "used_by": row["used_by"], "also": also})
    rows.sort(key=lambda row: (row["used_by"].casefold(), row["name"].casefold()))
    return frame(rows, NAME_COLUMNS)


def _sponsors(base: Base, actor_id: str) -> pd.DataFrame:
    rows = []
    for row in _rows(base, "actor_sponsors", actor_id):
        earliest, latest = row["date_earliest"], row["date_latest"]
        rows.append(
            {
                "state": base.country_names.get(row["state"], row["state"]),
                "alleged_by": row["alleged_by"],
                "when": in_words(earliest, latest) if earliest and latest else "",
            }
        )
    return frame(rows, SPONSOR_COLUMNS)


def claims_about(data: Dataset, actor_id: str) -> Children:
    """Claims of any stance about the actor: that name it, or answer one that does."""
    about = named(data.base, "actors")
    code = about.values.index(actor_id) if actor_id in about.values else -2
    claims = children(data, "attributions")
    return claims.only(np.isin(claims.rows, about.rows[about.codes == code]))


def ranking(data: Dataset, most: int = 50) -> pd.DataFrame:
    """RANK_COLUMNS of the actors that standing claims name in most incidents of the selection."""
    coded = data.codes("accused_actors")
    counts = np.bincount(coded.codes, minlength=len(coded.values))
    about = named(data.base, "actors")
    chosen = np.zeros(data.base.tables["attributions"].num_rows, dtype=np.bool_)
    chosen[children(data, "attributions").rows] = True
    kept = chosen[about.rows] & (about.codes >= 0)
    claims = dict(zip(about.values, np.bincount(about.codes[kept], minlength=len(about.values)).tolist(), strict=True))
    sponsors = _sponsor_states(data.base)
    rows = [
        {
            "actor_id": coded.values[code],
            "name": data.base.actor_names.get(coded.values[code], coded.values[code]),
            "sponsor_alleged": sponsors.get(coded.values[code], ""),
            "incidents": int(counts[code]),
            "claims": claims.get(coded.values[code], 0),
        }
        for code in np.argsort(-counts, kind="stable")[:most].tolist()
        if counts[code]
    ]
    return frame(rows, RANK_COLUMNS)


def _sponsor_states(base: Base) -> dict[str, str]:
    """Actor -> states alleged to stand behind it, by anyone."""
    found: dict[str, dict[str, None]] = {}
    table = base.tables["actor_sponsors"]
    for one, state in zip(table["actor_id"].to_pylist(), table["state"].to_pylist(), strict=True):
        found.setdefault(one, {})[base.country_names.get(state, state)] = None
    return {one: ", ".join(states) for one, states in found.items()}
