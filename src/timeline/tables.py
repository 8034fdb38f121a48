"""Records into the tables of timeline.schema, and these into Parquet files: whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from timeline import claims, countries, whole
from timeline.codes import AUTHORITY, OFFICIAL_PARTIES, Basis, Stance
from timeline.collection import EXCHANGE_SERIES, Collection
from timeline.dates import PartialDate
from timeline.records import Documented, Incident, Loss, NormLink, Statement
from timeline.schema import SCHEMA_VERSION, TABLES

Row = dict[str, Any]

_INSTRUMENT_FIELDS = {"name", "short_name", "body", "body_kind", "kind", "status", "summary", "url", "succeeds"}
_SERIES_FIELDS = {"title", "kind", "body", "population", "edition", "currency", "unit", "definition", "caveat"}
_AGAINST = frozenset({Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS})


def rows(collection: Collection) -> dict[str, list[Row]]:
    """Every table as rows of plain values; withdrawn incidents appear in `changes` only."""
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for incident in collection.incidents.values():
        found["changes"].extend(_changes(incident))
        if incident.withdrawn is None:
            _add_incident(found, incident, collection)
    _add_actors(found, collection)
    _add_instruments(found, collection)
    _add_series(found, collection)
    found["countries"] = list(countries.rows())
    return found


def build(collection: Collection) -> dict[str, pa.Table]:
    """The tables; equal records give equal tables. Each carries the version of the whole collection."""
    found = rows(collection)
    version = hashlib.sha256(json.dumps(found, default=str, sort_keys=True).encode()).hexdigest()[:12]
    changed = max((row["date_latest"].isoformat() for row in found["changes"]), default="")
    facts = {"version": version, "date": changed, "schema": SCHEMA_VERSION}
    return {
        name: pa.Table.from_pylist(found[name], schema=table.arrow.with_metadata({"row": table.row, **facts}))
        for name, table in TABLES.items()
    }


def write(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Write every table as `<name>.parquet`; when one cannot be written, none is replaced."""
    with whole.folder(folder) as beside:
        for name, table in tables.items():
            pq.write_table(table, beside / f"{name}.parquet", compression="zstd")


def _span(name: str, when: PartialDate | None) -> Row:
    return {f"{name}_earliest": when and when.earliest, f"{name}_latest": when and when.latest}


def _first(name: str, found: Sequence[Statement]) -> Row:
    """Span of the earliest of several dated statements: no later than the earliest `latest`."""
    dates = [one.date for one in found]
    return {
        f"{name}_earliest": min((when.earliest for when in dates), default=None),
        f"{name}_latest": min((when.latest for when in dates), default=None),
    }


def _sources(owner: Documented, ids: Iterable[str]) -> list[str]:
    return [f"{owner.id}:{source}" for source in ids]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _distinct(values: Iterable[str | None]) -> list[str]:
    """Without repetition and absent values, in order of appearance."""
    return list(dict.fromkeys(value for value in values if value))


def _by_state(local: str, statement: Statement) -> Iterator[tuple[str, Row]]:
    """The row id and party of the statement's author and of each state that joined."""
    yield local, {"party": statement.party, "party_country": statement.party_country}
    for code in statement.joined_by:
        yield f"{local}:{code}", {"party": countries.names()[code], "party_country": code}


def _add_incident(found: dict[str, list[Row]], incident: Incident, collection: Collection) -> None:
    key = {"incident_id": incident.id}
    before = {name: len(found[name]) for name in ("attributions", "responses", "norm_links")}
    found["targets"] += [key | target.model_dump() for target in incident.targets]
    found["attributions"] += _attributions(incident)
    found["responses"] += _responses(incident)
    found["norm_links"] += [row for link in incident.norms for row in _norm_links(incident, link, collection)]
    found["losses"] += [key | _loss(incident, loss, collection) for loss in incident.losses]
    found["sources"] += _source_rows(incident, "incidents")
    found["tracker_refs"] += [
        key | {"tracker": one.tracker, "external_id": one.id, "title": one.title, "url": one.url} for one in incident.trackers
    ]
    for event in incident.events:
        found["events"].append(
            key
            | {"event_id": f"{incident.id}:{event.id}", "kind": event.kind, "party": event.party, "summary": event.summary}
            | _span("date", event.date)
            | {"source_ids": _sources(incident, event.sources)}
        )
    own = {name: found[name][start:] for name, start in before.items()}
    found["incidents"].append(_incident(incident, own, collection))


def _incident(incident: Incident, own: Mapping[str, Sequence[Row]], collection: Collection) -> Row:
    standing = claims.standing(incident.attributions)
    states = claims.attributing_states(standing)
    row: Row = {
        "incident_id": incident.id,
        "title": incident.title,
        "summary": incident.summary,
        "other_names": incident.other_names,
        "kinds": incident.kinds,
        "malware": incident.malware,
        "status": claims.status(incident.attributions),
        "attributing_state_count": len(states),
        "accused_states": _distinct(claim.state for claim in standing),
        "accused_actors": _distinct(claim.actor for claim in standing),
        "victim_countries": _distinct(target.country for target in incident.targets),
        "sectors": _distinct(target.sector for target in incident.targets),
        "no_loss_figure": incident.no_loss_figure,
        "claim_count": len(own["attributions"]),
        "denial_count": sum(claim["stance"] in _AGAINST for claim in own["attributions"]),
        "response_count": len(own["responses"]),
        "state_response_count": sum(answer["party_kind"] in OFFICIAL_PARTIES for answer in own["responses"]),
        "norm_count": len(own["norm_links"]),
        "invoked_count": sum(link["basis"] == Basis.INVOKED for link in own["norm_links"]),
        "source_count": len(incident.sources),
        "related": _related(incident, collection),
        "collection": "curated",
        "url": f"incident?incident={incident.id}",
    }
    for name in ("started", "ended", "discovered", "disclosed"):
        row |= _span(name, getattr(incident, name))
    row |= _first("attributed", standing) | _first("state_attributed", claims.official(standing))
    return row | _loss_span(incident, collection)


def _related(incident: Incident, collection: Collection) -> list[str]:
    """Related incidents, whichever of the two records says so."""
    back = (one.id for one in collection.incidents.values() if incident.id in one.related and one.withdrawn is None)
    return _distinct((*(one for one in incident.related if collection.incidents[one].withdrawn is None), *back))


def _loss_span(incident: Incident, collection: Collection) -> Row:
    counted = [_loss(incident, loss, collection) for loss in incident.losses if loss.is_loss and not loss.part_of]
    amounts = [amount for loss in counted for amount in (loss["low_usd"], loss["high_usd"]) if amount is not None]
    return {"loss_usd_low": min(amounts, default=None), "loss_usd_high": max(amounts, default=None)}


def _attributions(incident: Incident) -> Iterator[Row]:
    standing = {claim.id for claim in claims.standing(incident.attributions)}
    for claim in incident.attributions:
        shared = {
            "incident_id": incident.id,
            "statement_id": f"{incident.id}:{claim.id}" if claim.joined_by else None,
            "party_kind": claim.party_kind,
            "stance": claim.stance,
            "form": claim.form,
            "authority": AUTHORITY[claim.form],
            "confidence": claim.confidence,
            "wording": claim.wording,
            "actor_id": claim.actor,
            "state": claim.state,
            "named": claim.named,
            "answers": [f"{incident.id}:{one}" for one in claim.answers],
            "standing": claim.id in standing,
            "note": claim.note,
            "source_ids": _sources(incident, claim.sources),
        } | _span("date", claim.date)
        for local, party in _by_state(claim.id, claim):
            yield shared | party | {"attribution_id": f"{incident.id}:{local}"}


def _responses(incident: Incident) -> Iterator[Row]:
    for answer in incident.responses:
        shared = {
            "incident_id": incident.id,
            "statement_id": f"{incident.id}:{answer.id}" if answer.joined_by else None,
            "party_kind": answer.party_kind,
            "kind": answer.kind,
            "summary": answer.summary,
            "legal_basis": answer.legal_basis,
            "against": answer.against,
            "shared_with": answer.shared_with,
            "source_ids": _sources(incident, answer.sources),
        } | _span("date", answer.date)
        for local, party in _by_state(answer.id, answer):
            yield shared | party | {"response_id": f"{incident.id}:{local}"}


def _loss(incident: Incident, loss: Loss, collection: Collection) -> Row:
    series = None if loss.currency == "USD" else EXCHANGE_SERIES.format(currency=loss.currency.lower())
    rate = next(float(one.value) for one in collection.series[series].points if one.year == loss.year) if series else 1.0
    low, high = _number(loss.low), _number(loss.high)
    return {
        "loss_id": f"{incident.id}:{loss.id}",
        "low": low,
        "high": high,
        "currency": loss.currency,
        "estimate_year": loss.year,
        "low_usd": None if low is None else round(low * rate, 2),
        "high_usd": None if high is None else round(high * rate, 2),
        "usd_rate": rate,
        "usd_rate_series": series,
        "kind": loss.kind,
        "is_loss": loss.is_loss,
        "part_of": f"{incident.id}:{loss.part_of}" if loss.part_of else None,
        "counts": loss.counts,
        "estimator": loss.estimator,
        "caveat": loss.caveat,
        "source_ids": _sources(incident, loss.sources),
    } | _span("date", loss.date)


def _norm_links(incident: Incident, link: NormLink, collection: Collection) -> Iterator[Row]:
    shared = {
        "incident_id": incident.id,
        "clause_id": link.clause,
        "instrument_id": link.instrument_id,
        "basis": link.basis,
        "explicit": link.explicit,
        "instrument_timing": _timing(incident, collection.norms[link.instrument_id].adopted),
        "reason": link.reason,
        "response_id": f"{incident.id}:{link.response}" if link.response else None,
        "source_ids": _sources(incident, link.sources),
    } | _span("date", link.date)
    parties = [(link.id, link.invoked_by, link.invoked_by_country)]
    parties += [(f"{link.id}:{code}", countries.names()[code], code) for code in link.joined_by]
    for local, party, country in parties:
        yield shared | {"link_id": f"{incident.id}:{local}", "invoked_by": party, "invoked_by_country": country}


def _timing(incident: Incident, adopted: PartialDate | None) -> str:
    """Whether the instrument existed before the first date known of the incident."""
    began = incident.started or incident.discovered or incident.disclosed
    if began is None or adopted is None:
        return "unclear"
    if adopted.latest < began.earliest:
        return "before"
    return "after" if adopted.earliest > began.latest else "unclear"


def _source_rows(owner: Documented, folder: str) -> Iterator[Row]:
    for source in owner.sources:
        yield {
            "source_id": f"{owner.id}:{source.id}",
            "incident_id": owner.id if folder == "incidents" else None,
            "record": f"{folder}/{owner.id}",
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "kind": source.kind,
            "read": source.read,
            "supports": source.supports,
            "language": source.language,
        } | _span("published", source.date)


def _changes(incident: Incident) -> Iterator[Row]:
    record = {"record": f"incidents/{incident.id}"}
    yield record | _span("date", incident.added) | {"kind": "added", "note": incident.title}
    for correction in incident.corrections:
        kind = "withdrawn" if incident.withdrawn and correction.date == incident.withdrawn else "corrected"
        yield record | _span("date", correction.date) | {"kind": kind, "note": correction.note}


def _add_actors(found: dict[str, list[Row]], collection: Collection) -> None:
    for actor in collection.actors.values():
        key = {"actor_id": actor.id}
        alleged = _distinct(sponsor.state for sponsor in actor.sponsors)
        found["actors"].append(
            key
            | {"name": actor.name, "kind": actor.kind, "part_of": actor.part_of, "attack_id": actor.attack_id}
            | {"summary": actor.summary, "sponsor_state": alleged[0] if len(alleged) == 1 else None}
        )
        for name in actor.names:
            named = {"name": name.name, "used_by": name.used_by, "source_ids": _sources(actor, name.sources)}
            found["actor_names"].append(key | named)
        for sponsor in actor.sponsors:
            row = {"state": sponsor.state, "alleged_by": sponsor.alleged_by} | _span("date", sponsor.date)
            found["actor_sponsors"].append(key | row | {"source_ids": _sources(actor, sponsor.sources)})
        found["sources"] += _source_rows(actor, "actors")


def _add_instruments(found: dict[str, list[Row]], collection: Collection) -> None:
    for one in collection.norms.values():
        key = {"instrument_id": one.id}
        row = one.model_dump(include=_INSTRUMENT_FIELDS)
        dates = _span("adopted", one.adopted) | _span("in_force", one.in_force) | _span("ended", one.ended)
        found["instruments"].append(key | row | dates | {"source_ids": _sources(one, one.cites)})
        for clause in one.clauses:
            row = clause.model_dump(include={"number", "title", "title_by", "paraphrase", "url"})
            row |= {"clause_id": f"{one.id}:{clause.number}", "source_ids": _sources(one, clause.sources)}
            found["clauses"].append(key | row)
        for count in one.counts:
            row = {"count": count.count, "of": count.of, "source_ids": _sources(one, count.sources)}
            found["instrument_counts"].append(key | row | _span("date", count.date))
        for pair in one.equivalents:
            here, there = f"{one.id}:{pair.number}", pair.same_as
            row = {"reason": pair.reason, "source_ids": _sources(one, pair.sources)}
            found["crosswalk"].append({"clause_id": here, "other_clause_id": there} | row)
            found["crosswalk"].append({"clause_id": there, "other_clause_id": here} | row)
        found["sources"] += _source_rows(one, "norms")
    found["crosswalk"].sort(key=lambda row: (row["clause_id"], row["other_clause_id"]))


def _add_series(found: dict[str, list[Row]], collection: Collection) -> None:
    for one in collection.series.values():
        addresses = {source.id: source.url for source in one.sources}
        shared = one.model_dump(include=_SERIES_FIELDS)
        for point in sorted(one.points, key=lambda point: point.year):
            found["series"].append(
                {"series_id": one.id, "year": point.year, "value": float(point.value), "point_caveat": point.caveat}
                | shared
                | {"comparability_group": point.group, "source_id": f"{one.id}:{point.source}"}
                | {"source_url": addresses[point.source]}
            )
        for gap in one.breaks:
            row = {"series_id": one.id, "year": gap.year, "reason": gap.reason, "source_ids": _sources(one, gap.sources)}
            found["series_breaks"].append(row)
        found["sources"] += _source_rows(one, "series")
