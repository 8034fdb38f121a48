"""Entries into the tables of timeline.schema, part by part, so that a million rows need no more memory than their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from timeline import claims, countries
from timeline.codes import AUTHORITY, OFFICIAL_PARTIES, SourceKind, Stance
from timeline.dataset import Base
from timeline.schema import SCHEMA_VERSION, TABLES
from timeline.trackers import columns, rows
from timeline.trackers.bulk import Plain
from timeline.trackers.entry import ActorEntry, Claim, Entry, Loss, Span

Row = dict[str, Any]
PART = 5_000
"""Incidents that are held as entries before they become columns."""
FILLED = tuple(
    "incidents targets attributions events responses losses sources actors actor_names actor_sponsors".split()  # noqa: SIM905  # a list of names reads better so
)
CURATED = "curated"
_AGAINST = frozenset({Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS})
_APART = re.compile(r"[/,;<(){}]|\baka\b|\s{2,}", re.IGNORECASE)


class Builder:
    """Takes entries of any collection; `tables` gives all of them. Ids of the curated collection stay its own."""

    def __init__(self, curated: Base | None = None) -> None:
        """With the curated collection, names of its actors lead to them."""
        self._held: dict[str, list[Row]] = {name: [] for name in FILLED}
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in FILLED}
        self._ids: set[str] = set(curated.tables["incidents"]["incident_id"].to_pylist()) if curated else set()
        self._actors: set[str] = set(curated.actor_names) if curated else set()
        self._aliases: dict[str, tuple[str, ...]] = dict(curated.aliases) if curated else {}
        self._named: dict[str, str | None] = {}
        if curated:
            listed = curated.tables["actors"]
            for actor, number in zip(listed["actor_id"].to_pylist(), listed["attack_id"].to_pylist(), strict=True):
                if number:
                    self._aliases.setdefault(number.casefold(), (actor,))

    def add(self, entry: Entry, collection: str, origin: str, file: str) -> None:
        """One incident of a collection; `origin` is its name in words."""
        collection = entry.collection or collection
        incident_id = _unique(f"{collection}-{entry.key}", self._ids)
        for claim in entry.claims:
            claim.actor = self._actor(claim.named)
        found = self._held
        key: Row = {"incident_id": incident_id}
        sources = list(_sources(entry, incident_id, origin, file, collection))
        cited = {"source_ids": [sources[0]["source_id"]]}
        found["sources"] += sources
        found["targets"] += [
            key | {"country": one.country, "sector": one.sector, "name": one.name, "critical_infrastructure": one.critical}
            for one in entry.targets
        ]
        found["attributions"] += [row | cited for row in _claim_rows(entry.claims, incident_id)]
        for place, event in enumerate(entry.events, start=1):
            row = {
                "event_id": f"{incident_id}:event-{place}",
                "kind": event.kind,
                "party": event.party,
                "summary": event.summary,
            }
            found["events"].append(key | row | _span("date", event.date) | cited)
        for place, answer in enumerate(entry.responses, start=1):
            row = {
                "response_id": f"{incident_id}:response-{place}",
                "kind": answer.kind,
                "party": answer.party,
                "party_kind": answer.party_kind,
                "party_country": answer.party_country,
                "summary": answer.summary,
                "legal_basis": answer.legal_basis,
            }
            found["responses"].append(key | row | {"shared_with": []} | _span("date", answer.date) | cited)
        losses = [_loss(loss, place, incident_id) for place, loss in enumerate(entry.losses, start=1)]
        found["losses"] += [key | row | cited for row in losses]
        found["incidents"].append(key | _incident(entry, collection, losses, len(sources)))
        if len(found["incidents"]) >= PART:
            self._flush()

    def add_part(self, part: Sequence[Plain], origin: str, file: str) -> None:
        """Incidents of our template that need no remark, all at once."""
        if not part:
            return
        ids = [_unique(f"{one.collection}-{rows.slug(one.id)}", self._ids) for one in part]
        for name, made in columns.tables(part, ids, self._actor, origin, file).items():
            self._parts[name].append(made)

    def add_actor(self, entry: ActorEntry, collection: str, origin: str) -> None:
        """One actor. Where one of its names means exactly one known actor, its names become names of that one."""
        meant = {
            self._aliases[name.casefold()]
            for name in (entry.name, entry.attack_id or entry.name)
            if name.casefold() in self._aliases
        }
        known = [actors[0] for actors in meant if len(actors) == 1]
        cited: Row = {"source_ids": []}
        if len(known) == 1:
            actor = known.pop()
        else:
            actor = _unique(f"{collection}-{entry.key}", self._actors)
            row = {"actor_id": actor, "name": entry.name, "kind": entry.kind, "sponsor_state": entry.sponsor_state}
            self._held["actors"].append(row | {"attack_id": entry.attack_id, "summary": entry.summary})
            for name in (entry.name, *entry.names):
                self._aliases[name.casefold()] = tuple(dict.fromkeys((*self._aliases.get(name.casefold(), ()), actor)))
        self._held["actor_names"] += [
            {"actor_id": actor, "name": name, "used_by": origin} | cited for name in dict.fromkeys((entry.name, *entry.names))
        ]
        if entry.sponsor_state:
            row = {"actor_id": actor, "state": entry.sponsor_state, "alleged_by": entry.alleged_by}
            self._held["actor_sponsors"].append(row | _span("date", None) | cited)

    def tables(self, version: str, day: str, countries_: pa.Table | None = None) -> dict[str, pa.Table]:
        """Every table of the schema; those that no import fills are empty, `countries` is whole."""
        self._flush()
        facts = {"version": version, "date": day, "schema": SCHEMA_VERSION}
        made = {}
        for name, table in TABLES.items():
            schema = table.arrow.with_metadata({"row": table.row, **facts})
            parts = self._parts.pop(name, None) or [schema.empty_table()]
            if name == "countries":
                parts = [countries_ if countries_ is not None else pa.Table.from_pylist(list(countries.rows()), schema=schema)]
            made[name] = _joined(parts, schema)
            pa.default_memory_pool().release_unused()
        return made

    def _flush(self) -> None:
        for name, held in self._held.items():
            if held:
                self._parts[name].append(pa.Table.from_pylist(held, schema=TABLES[name].arrow))
                held.clear()

    def _actor(self, named: str | None) -> str | None:
        """The one actor that a text names; None when its parts name several or none."""
        if not named:
            return None
        if named not in self._named:
            parts = [named, *(_APART.split(named) if len(named) < 1000 else ())]
            meant = [self._aliases.get(part.strip().removeprefix("Group ").casefold(), ()) for part in parts]
            found = {actors[0] for actors in meant if len(actors) == 1}
            self._named[named] = found.pop() if len(found) == 1 else None
        return self._named[named]


def _joined(parts: list[pa.Table], schema: pa.Schema) -> pa.Table:
    """The parts as one table, whose memory they give up column by column, so that nothing stands in memory twice."""
    held = [dict(zip(part.column_names, part.columns, strict=True)) for part in parts]
    parts.clear()
    joined = []
    for field in schema:
        chunks = [chunk for part in held for chunk in part.pop(field.name).chunks]
        joined.append(pa.chunked_array(chunks, field.type).combine_chunks())
        chunks.clear()
    return pa.table(joined, schema=schema)


def _unique(wanted: str, taken: set[str]) -> str:
    """The id, with a number when it is taken; takes it."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found


def _span(name: str, when: Span | None) -> Row:
    return {f"{name}_earliest": when and when[0], f"{name}_latest": when and when[1]}


def _first(name: str, found: Iterable[Claim]) -> Row:
    dates = [one.date for one in found if one.date]
    return {
        f"{name}_earliest": min((when[0] for when in dates), default=None),
        f"{name}_latest": min((when[1] for when in dates), default=None),
    }


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _incident(entry: Entry, collection: str, losses: list[Row], source_count: int) -> Row:
    standing = claims.standing(entry.claims)
    states = claims.attributing_states(standing)
    wholes = [one[key] for one in losses if one["is_loss"] for key in ("low_usd", "high_usd") if one[key] is not None]
    row: Row = {
        "title": entry.title,
        "summary": entry.summary,
        "other_names": list(entry.other_names),
        "kinds": list(entry.kinds),
        "malware": list(entry.malware),
        "status": claims.status(entry.claims),
        "attributing_state_count": len(states),
        "accused_states": _distinct(claim.state for claim in standing),
        "accused_actors": _distinct(claim.actor for claim in standing),
        "victim_countries": _distinct(target.country for target in entry.targets),
        "sectors": _distinct((*entry.sectors, *(target.sector for target in entry.targets if target.sector != "unknown"))),
        "loss_usd_low": min(wholes, default=None),
        "loss_usd_high": max(wholes, default=None),
        "claim_count": len(entry.claims),
        "denial_count": sum(claim.stance in _AGAINST for claim in entry.claims),
        "response_count": len(entry.responses),
        "state_response_count": sum(answer.party_kind in OFFICIAL_PARTIES for answer in entry.responses),
        "norm_count": 0,
        "invoked_count": 0,
        "source_count": source_count,
        "related": [],
        "collection": collection,
        "original_id": entry.original_id,
        "url": next(iter(entry.urls), None),
    }
    for name in ("started", "ended", "discovered", "disclosed"):
        row |= _span(name, getattr(entry, name))
    return row | _first("attributed", standing) | _first("state_attributed", claims.official(standing))


def _claim_rows(found: list[Claim], incident_id: str) -> Iterable[Row]:
    standing = {claim.id for claim in claims.standing(found)}
    for claim in found:
        yield {
            "incident_id": incident_id,
            "attribution_id": f"{incident_id}:{claim.id}",
            "party": claim.party,
            "party_kind": claim.party_kind,
            "party_country": claim.party_country,
            "stance": claim.stance,
            "form": claim.form,
            "authority": AUTHORITY[claim.form],
            "confidence": claim.confidence,
            "wording": claim.wording,
            "actor_id": claim.actor,
            "state": claim.state,
            "named": claim.named,
            "answers": [],
            "standing": claim.id in standing,
            "note": claim.note,
        } | _span("date", claim.date)


def _loss(loss: Loss, place: int, incident_id: str) -> Row:
    """A figure; in US dollars only when it was given in them."""
    dollars = loss.currency == "USD"
    return {
        "loss_id": f"{incident_id}:loss-{place}",
        "low": loss.low,
        "high": loss.high,
        "currency": loss.currency,
        "estimate_year": loss.year,
        "low_usd": loss.low if dollars else None,
        "high_usd": loss.high if dollars else None,
        "usd_rate": 1.0 if dollars else None,
        "kind": loss.kind,
        "is_loss": loss.is_loss,
        "estimator": loss.estimator,
        "caveat": loss.caveat,
    } | _span("date", None)


def _sources(entry: Entry, incident_id: str, origin: str, file: str, collection: str) -> Iterable[Row]:
    """The row of the file first, then what it cites."""
    shared = {"incident_id": incident_id, "read": False} | _span("published", None)
    where = ", ".join(str(number) for number in entry.rows)
    numbers = f"row {where}" if len(entry.rows) == 1 else f"rows {where}"
    yield shared | {
        "source_id": f"{incident_id}:row",
        "record": f"{collection}/{entry.original_id}",
        "title": f"{file}, {numbers}, id {entry.original_id}",
        "publisher": origin,
        "kind": SourceKind.RESEARCH,
        "supports": "everything said here",
    }
    for place, url in enumerate(entry.urls, start=1):
        yield shared | {
            "source_id": f"{incident_id}:{place}",
            "record": f"{collection}/{entry.original_id}",
            "title": url,
            "publisher": rows.publisher(url),
            "url": url,
            "kind": SourceKind.REFERENCE,
            "supports": "cited by the tracker; not read here",
        }


def combined(curated: Base, imported: Mapping[str, pa.Table]) -> Base:
    """Both collections as one base, of the memory of both; texts of law, series and countries are the curated ones."""
    tables = {}
    for name, ours in curated.tables.items():
        theirs = imported[name]
        if name == "countries" or not theirs.num_rows:
            tables[name] = ours
        else:
            tables[name] = pa.concat_tables(
                [ours.replace_schema_metadata(None), theirs.replace_schema_metadata(None).cast(ours.schema)]
            )
    return _as_one(curated, imported, tables)


def alone(curated: Base, imported: Mapping[str, pa.Table]) -> Base:
    """The imported incidents with the actors, texts of law and series of the curated collection."""
    both = combined(curated, imported)
    tables = {name: imported[name] if TABLES[name].has_incident and name != "sources" else both.tables[name] for name in TABLES}
    tables["sources"] = imported["sources"]
    return _as_one(curated, imported, tables)


def _as_one(curated: Base, imported: Mapping[str, pa.Table], tables: Mapping[str, pa.Table]) -> Base:
    """A base whose version names both."""
    theirs = (imported["incidents"].schema.metadata or {}).get(b"version", b"").decode()
    facts = {"version": f"{curated.version}+{theirs}", "date": curated.date, "schema": SCHEMA_VERSION}
    return Base({name: table.replace_schema_metadata({"row": TABLES[name].row, **facts}) for name, table in tables.items()})


def marked(base: Base) -> Base:
    """The base with its imported incidents told apart by name: `◇ Title [cfr]`. Without any, the base itself."""
    incidents = base.tables["incidents"]
    ours = pc.equal(incidents["collection"], CURATED)
    if pc.all(ours).as_py() in (True, None):
        return base
    named = pc.binary_join_element_wise("◇ ", incidents["title"], " [", incidents["collection"], "]", "")
    titles = pc.if_else(ours, incidents["title"], named)
    place = incidents.schema.get_field_index("title")
    table = incidents.set_column(place, incidents.schema.field(place), titles)
    return Base(base.tables | {"incidents": table})
