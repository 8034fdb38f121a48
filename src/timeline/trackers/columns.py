"""Parts of our template as columns of timeline.schema: what `build` makes of rows one by one, made of many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from timeline import claims
from timeline.codes import AUTHORITY, SourceKind, Stance
from timeline.schema import TABLES
from timeline.trackers import rows
from timeline.trackers.bulk import PLAIN_ADDRESS, Accusation, Plain
from timeline.trackers.entry import Claim, Span

Columns = Mapping[str, Sequence[Any]]


class Standing(NamedTuple):
    """What an accusation adds up to."""

    status: str
    state_count: int
    states: list[str]
    actors: list[str]
    official: bool


def standing(one: Accusation, actor: str | None) -> Standing:
    """As `claims` reads it."""
    made = [
        Claim(
            id=str(place),
            party=one.party,
            party_kind=one.party_kind,
            party_country=one.party_country,
            stance=Stance.ATTRIBUTES,
            form=one.form,
            state=state,
            actor=actor,
        )
        for place, state in enumerate(one.states)
    ]
    return Standing(
        status=claims.status(made),
        state_count=len(claims.attributing_states(made)),
        states=list(dict.fromkeys(state for state in one.states if state)),
        actors=[actor] if actor else [],
        official=bool(claims.official(made)),
    )


NOBODY = Standing(claims.status([]), 0, [], [], official=False)


def tables(
    part: Sequence[Plain], ids: Sequence[str], actor: Callable[[str | None], str | None], origin: str, file: str
) -> dict[str, pa.Table]:
    """The rows as tables of the schema; `ids` are those of their incidents, `actor` finds the one that a text names."""
    actors = [actor(one.accusation.named) if one.accusation else None for one in part]
    known: dict[tuple[Any, ...], Standing] = {}
    stand = [_standing(one.accusation, who, known) for one, who in zip(part, actors, strict=True)]
    return {
        "incidents": _table("incidents", _incidents(part, ids, stand)),
        "targets": _table("targets", _target_columns(part, ids)),
        "attributions": _table("attributions", _claim_columns(part, ids, actors)),
        "losses": _table("losses", _loss_columns(part, ids)),
        "sources": _table("sources", _source_columns(part, ids, origin, file)),
    }


def _standing(one: Accusation | None, actor: str | None, known: dict[tuple[Any, ...], Standing]) -> Standing:
    if one is None:
        return NOBODY
    key = (one.states, one.party_kind, one.party_country, one.form, actor)
    if key not in known:
        known[key] = standing(one, actor)
    return known[key]


def _table(name: str, columns: Columns) -> pa.Table:
    """The columns in the order of the schema; those that are not given are null."""
    count = len(next(iter(columns.values())))
    schema = TABLES[name].arrow
    arrays = [pa.array(columns[one.name], one.type) if one.name in columns else pa.nulls(count, one.type) for one in schema]
    return pa.table(arrays, schema=schema)


def _spans(name: str, found: Sequence[Span | None]) -> dict[str, list[date | None]]:
    return {
        f"{name}_earliest": [one[0] if one else None for one in found],
        f"{name}_latest": [one[1] if one else None for one in found],
    }


def _incidents(part: Sequence[Plain], ids: Sequence[str], stand: Sequence[Standing]) -> Columns:
    claimed = [one.accusation.date if one.accusation else None for one in part]
    official = [when if found.official else None for when, found in zip(claimed, stand, strict=True)]
    zero, nothing = [0] * len(part), [()] * len(part)
    return {
        "incident_id": ids,
        "title": [one.title for one in part],
        "summary": [one.summary for one in part],
        "other_names": [one.other_names for one in part],
        "kinds": [one.kinds for one in part],
        "malware": nothing,
        **_spans("started", [one.started for one in part]),
        **_spans("ended", [one.ended for one in part]),
        **_spans("discovered", [one.discovered for one in part]),
        **_spans("disclosed", [one.disclosed for one in part]),
        **_spans("attributed", claimed),
        **_spans("state_attributed", official),
        "status": [one.status for one in stand],
        "attributing_state_count": [one.state_count for one in stand],
        "accused_states": [one.states for one in stand],
        "accused_actors": [one.actors for one in stand],
        "victim_countries": [list(dict.fromkeys(place for _, place, _ in one.targets if place)) for one in part],
        "sectors": [one.sectors for one in part],
        "loss_usd_low": [min(one.loss.dollars, default=None) if one.loss else None for one in part],
        "loss_usd_high": [max(one.loss.dollars, default=None) if one.loss else None for one in part],
        "claim_count": [len(one.accusation.states) if one.accusation else 0 for one in part],
        **dict.fromkeys(("denial_count", "response_count", "state_response_count", "norm_count", "invoked_count"), zero),
        "source_count": [1 + len(one.urls) for one in part],
        "related": nothing,
        "collection": [one.collection for one in part],
        "original_id": [one.id for one in part],
        "url": [one.urls[0] if one.urls else None for one in part],
    }


def _target_columns(part: Sequence[Plain], ids: Sequence[str]) -> Columns:
    pairs = [(incident, target) for incident, one in zip(ids, part, strict=True) for target in one.targets]
    return {
        "incident_id": [incident for incident, _ in pairs],
        "country": [target[1] for _, target in pairs],
        "sector": [target[2] for _, target in pairs],
        "name": [target[0] for _, target in pairs],
    }


def _claim_columns(part: Sequence[Plain], ids: Sequence[str], actors: Sequence[str | None]) -> Columns:
    found = [
        (incident, place, state, one.accusation, who)
        for incident, one, who in zip(ids, part, actors, strict=True)
        if one.accusation
        for place, state in enumerate(one.accusation.states, start=1)
    ]
    count = len(found)
    return {
        "incident_id": [one[0] for one in found],
        "attribution_id": [f"{one[0]}:claim-{one[1]}" for one in found],
        **_spans("date", [one[3].date for one in found]),
        "party": [one[3].party for one in found],
        "party_kind": [one[3].party_kind for one in found],
        "party_country": [one[3].party_country for one in found],
        "stance": [Stance.ATTRIBUTES] * count,
        "form": [one[3].form for one in found],
        "authority": [AUTHORITY[one[3].form] for one in found],
        "confidence": [one[3].confidence for one in found],
        "actor_id": [one[4] for one in found],
        "state": [one[2] for one in found],
        "named": [one[3].named for one in found],
        "answers": [()] * count,
        "standing": [True] * count,
        "source_ids": [(f"{one[0]}:row",) for one in found],
    }


def _loss_columns(part: Sequence[Plain], ids: Sequence[str]) -> Columns:
    found = [(incident, one.loss) for incident, one in zip(ids, part, strict=True) if one.loss]
    dollars = [loss.currency == "USD" for _, loss in found]
    return {
        "incident_id": [incident for incident, _ in found],
        "loss_id": [f"{incident}:loss-1" for incident, _ in found],
        "low": [loss.low for _, loss in found],
        "high": [loss.high for _, loss in found],
        "currency": [loss.currency for _, loss in found],
        "estimate_year": [loss.year for _, loss in found],
        "low_usd": [loss.low if usd else None for usd, (_, loss) in zip(dollars, found, strict=True)],
        "high_usd": [loss.high if usd else None for usd, (_, loss) in zip(dollars, found, strict=True)],
        "usd_rate": [1.0 if usd else None for usd in dollars],
        "kind": [loss.kind for _, loss in found],
        "is_loss": [loss.is_loss for _, loss in found],
        "estimator": [loss.estimator for _, loss in found],
        "source_ids": [(f"{incident}:row",) for incident, _ in found],
    }


def _source_columns(part: Sequence[Plain], ids: Sequence[str], origin: str, file: str) -> Columns:
    """The row of the file, then what it cites, incident by incident."""
    found = [
        (incident, place, url, one)
        for incident, one in zip(ids, part, strict=True)
        for place, url in enumerate(("", *one.urls))
    ]
    return {
        "source_id": [f"{incident}:{place or 'row'}" for incident, place, _, _ in found],
        "incident_id": [one[0] for one in found],
        "record": [f"{one.collection}/{one.id}" for _, _, _, one in found],
        "title": [url or f"{file}, row {one.number}, id {one.id}" for _, _, url, one in found],
        "publisher": [_publisher(url) if url else origin for _, _, url, _ in found],
        "url": [url or None for _, _, url, _ in found],
        "kind": [SourceKind.REFERENCE if url else SourceKind.RESEARCH for _, _, url, _ in found],
        "read": [False] * len(found),
        "supports": ["cited by the tracker; not read here" if url else "everything said here" for _, _, url, _ in found],
    }


def _publisher(url: str) -> str:
    plain = PLAIN_ADDRESS.match(url)
    return plain[1].removeprefix("www.") if plain else rows.publisher(url)
