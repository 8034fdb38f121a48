"""Collections of any size made of numbers, for what must stay fast; other tables than incidents come from a real one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from timeline.codes import IncidentKind, Sector, Status
from timeline.dataset import Base
from timeline.schema import TABLES

FIRST, LAST = date(1990, 1, 1).toordinal() - 719_163, date(2025, 12, 31).toordinal() - 719_163


def _lists(random: np.random.Generator, values: list[str], count: int, empty: float) -> pa.Array:
    """None, one or two different values for each row."""
    sizes = random.choice([0, 1, 2], size=count, p=[empty, 0.8 - empty, 0.2])
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    indices = random.integers(0, len(values), offsets[-1]).astype(np.int32)
    second = np.flatnonzero(sizes == 2)
    indices[offsets[second] + 1] = (indices[offsets[second]] + random.integers(1, len(values), len(second))) % len(values)
    items = pa.DictionaryArray.from_arrays(pa.array(indices), pa.array(values)).cast(pa.string())
    return pa.ListArray.from_arrays(pa.array(offsets), items)


def _picks(random: np.random.Generator, values: list[str], count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(random.integers(0, len(values), count).astype(np.int32)), pa.array(values)
    ).cast(pa.string())


def incidents(count: int, countries: list[str], actors: list[str], seed: int = 1) -> pa.Table:
    """So many incidents of 1990 to 2025; a third has dates known to the year only, a tenth none for its attribution."""
    random = np.random.default_rng(seed)
    earliest = random.integers(FIRST, LAST, count).astype(np.int32)
    latest = np.where(random.random(count) < 0.33, earliest + 364, earliest).astype(np.int32)
    unattributed = random.random(count) < 0.1
    number = pa.array(np.arange(count)).cast(pa.string())
    empty = pa.ListArray.from_arrays(pa.array(np.zeros(count + 1, dtype=np.int32)), pa.array([], pa.string()))
    made: dict[str, pa.Array] = {
        "incident_id": pa.compute.binary_join_element_wise("made", number, "-"),
        "title": pa.compute.binary_join_element_wise("Intrusion number", number, " "),
        "summary": pa.compute.binary_join_element_wise("What is said of number", number, " "),
        "kinds": _lists(random, [code.value for code in IncidentKind], count, 0),
        "sectors": _lists(random, [code.value for code in Sector], count, 0.1),
        "accused_states": _lists(random, countries[:30], count, 0.4),
        "accused_actors": _lists(random, actors, count, 0.6),
        "victim_countries": _lists(random, countries, count, 0.1),
        "status": _picks(random, [code.value for code in Status], count),
        "collection": _picks(random, ["cfr", "eurepoc"], count),
    }
    for name in ("started", "disclosed", "attributed", "state_attributed"):
        mask = unattributed if "attributed" in name else None
        made[f"{name}_earliest"] = pa.array(earliest, mask=mask).cast(pa.date32())
        made[f"{name}_latest"] = pa.array(latest, mask=mask).cast(pa.date32())
    schema = TABLES["incidents"].arrow
    columns = []
    for field in schema:
        if field.name in made:
            columns.append(made[field.name].cast(field.type))
        elif pa.types.is_list(field.type):
            columns.append(empty)
        elif pa.types.is_integer(field.type):
            columns.append(pa.array(np.zeros(count, dtype=np.int32)).cast(field.type))
        else:
            columns.append(pa.nulls(count, field.type))
    return pa.table(columns, schema=schema)


def large_base(count: int, base: Base) -> Base:
    """The collection of `base` followed by so many made incidents."""
    more = incidents(
        count, sorted(base.country_names)[:120], sorted({*base.actor_names, "made-actor", "other-made-actor"})[:60]
    )
    table = pa.concat_tables([base.tables["incidents"], more]).combine_chunks()
    return Base(base.tables | {"incidents": table.replace_schema_metadata(base.tables["incidents"].schema.metadata)})
