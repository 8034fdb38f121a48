"""All records read, and every reference between them resolved; or a list of what is wrong, file by file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from timeline.dates import PartialDate
from timeline.records import KINDS, Actor, Documented, Incident, Instrument, Series, parse

EXCHANGE_SERIES = "usd-per-{currency}"
"""Id of the series that holds the annual average rate of a currency."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one record, with what to write instead."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        """`file: field: what is wrong; what to write instead`."""
        return ": ".join(part for part in (self.file, self.field, self.message) if part)


class RecordError(Exception):
    """One or more records cannot be used; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by file."""
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Collection:
    """Every record by id, in order of id."""

    incidents: dict[str, Incident]
    actors: dict[str, Actor]
    norms: dict[str, Instrument]
    series: dict[str, Series]
    unreadable: frozenset[str] = frozenset()
    """`kind/id` of files with errors of their own; references to them are not called wrong."""

    def has(self, kind: str, record_id: str) -> bool:
        """Whether a record of that id exists, readable or not."""
        return record_id in getattr(self, kind) or f"{kind}/{record_id}" in self.unreadable


def _nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word that is probably meant."""
    found = process.extractOne(wanted, list(known), scorer=fuzz.ratio, score_cutoff=70)
    return found[0] if found else None


def _where(location: tuple[int | str, ...]) -> str:
    """A pydantic location as a reader of the file would say it: `[[losses]] no. 2, low`."""
    words: list[str] = []
    for step, following in zip(location, (*location[1:], None), strict=False):
        if isinstance(step, int):
            continue
        if not isinstance(following, int):
            words.append(step)
        elif len(words) == 0 and step not in ("kinds", "other_names", "malware", "cites", "related", "succeeds"):
            words.append(f"[[{step}]] no. {following + 1}")
        else:
            words.append(f"{step} no. {following + 1}")
    return ", ".join(words)


def _known_keys(kind: str, location: tuple[int | str, ...]) -> list[str]:
    model: type = KINDS[kind]
    for step in location[:-1]:
        if isinstance(step, str):
            model = _item_model(model, step)
    return list(getattr(model, "model_fields", {}))


def _item_model(model: type, name: str) -> type:
    annotation = model.model_fields[name].annotation  # type: ignore[attr-defined]  # all are pydantic models
    return cast(type, next(iter(getattr(annotation, "__args__", ())), annotation))


def _sentence(kind: str, location: tuple[int | str, ...], code: str, message: str, value: object, expected: str) -> str:
    """What is wrong and what to write instead, from one pydantic error."""
    key = str(location[-1]) if location else ""
    match code:
        case "extra_forbidden":
            known = _known_keys(kind, location)
            near = _nearest(key, known)
            hint = f"did you mean `{near}`?" if near else "known keys are " + ", ".join(known)
            return f"unknown key `{key}`; {hint}"
        case "missing":
            return f"`{key}` is missing; add it"
        case "enum":
            near = _nearest(str(value), expected.replace(" or ", ", ").replace("'", "").split(", "))
            hint = f"did you mean {near}? " if near else ""
            return f"{value!r} is not a code of this list; {hint}write one of {expected}"
        case "too_short" | "string_too_short":
            return "is empty; write at least one" if code == "too_short" else "is empty; write a text or leave the key out"
        case "string_pattern_mismatch":
            return f"{value!r} is not written as expected; use small letters, digits and hyphens, such as kudankulam-2019"
        case "record":
            return message
    return f"{value!r}: {message[:1].lower()}{message[1:]}; correct it"


def _problems(name: str, kind: str, error: ValidationError) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        expected = str(item.get("ctx", {}).get("expected", ""))
        yield Problem(
            name, _where(item["loc"]), _sentence(kind, item["loc"], item["type"], item["msg"], item["input"], expected)
        )


def read_record(path: Path, kind: str) -> Documented:
    """The record in one file. Raises RecordError with every problem of that file."""
    name = f"{kind}/{path.name}"
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8"))
        record = parse(kind, values)
    except UnicodeDecodeError as error:
        raise RecordError([Problem(name, f"byte {error.start + 1}", "is not UTF-8 text; save the file as UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        raise RecordError([Problem(name, "", f"is not valid TOML ({error}); correct that line")]) from error
    except ValidationError as error:
        raise RecordError(_problems(name, kind, error)) from error
    if record.id != path.stem:
        problem = Problem(name, "id", f"is {record.id!r} but the file is named {path.stem!r}; make both the same")
        raise RecordError([problem])
    return record


def read_collection(folder: Path) -> Collection:
    """Every record under `folder`, checked one by one and against each other. Raises RecordError with all problems."""
    problems: list[Problem] = []
    unreadable: set[str] = set()
    found: dict[str, dict[str, Documented]] = {kind: {} for kind in KINDS}
    if not folder.is_dir():
        raise RecordError([Problem(str(folder), "", "is not a folder of records; give the folder that holds incidents/")])
    for path in sorted(folder.rglob("*.toml")):
        kind = path.relative_to(folder).parts[0]
        if kind not in KINDS:
            problems.append(Problem(str(path.relative_to(folder)), "", f"is in no known folder; use {', '.join(KINDS)}"))
            continue
        try:
            record = read_record(path, kind)
        except RecordError as error:
            problems.extend(error.problems)
            unreadable.add(f"{kind}/{path.stem}")
            continue
        if record.id in found[kind]:
            problems.append(Problem(f"{kind}/{path.name}", "id", f"{record.id!r} is used by two files; rename one"))
        found[kind][record.id] = record
    collection = _collection(found, unreadable)
    problems.extend(_unresolved(collection))
    if problems:
        raise RecordError(problems)
    return collection


def _collection(found: dict[str, dict[str, Documented]], unreadable: set[str]) -> Collection:
    by_id = {kind: dict(sorted(records.items())) for kind, records in found.items()}
    return Collection(
        cast(dict[str, Incident], by_id["incidents"]),
        cast(dict[str, Actor], by_id["actors"]),
        cast(dict[str, Instrument], by_id["norms"]),
        cast(dict[str, Series], by_id["series"]),
        frozenset(unreadable),
    )


def _unresolved(collection: Collection) -> Iterator[Problem]:
    """References to records that do not exist, and facts that contradict each other across records."""
    clauses = {f"{one.id}:{clause.number}" for one in collection.norms.values() for clause in one.clauses}
    for incident in collection.incidents.values():
        report = _reporter("incidents", incident.id)
        yield from _incident_references(incident, collection, clauses, report)
        yield from _shared_acts(incident, collection, report)
        yield from _incident_rates(incident, collection, report)
        yield from _incident_dates(incident, report)
    for actor in collection.actors.values():
        if actor.part_of and not collection.has("actors", actor.part_of):
            yield _reporter("actors", actor.id)("part_of", _unknown("actor", actor.part_of, collection.actors))
    for instrument in collection.norms.values():
        yield from _instrument_references(instrument, collection, clauses)


def _reporter(kind: str, record_id: str) -> Callable[[str, str], Problem]:
    return lambda field, message: Problem(f"{kind}/{record_id}.toml", field, message)


def _unknown(what: str, wanted: str, known: Iterable[str]) -> str:
    near = _nearest(wanted, known)
    hint = f"did you mean {near!r}?" if near else f"add a record for it, or correct the {what}"
    return f"there is no {what} {wanted!r}; {hint}"


def _incident_references(
    incident: Incident, found: Collection, clauses: set[str], report: Callable[[str, str], Problem]
) -> Iterator[Problem]:
    for claim in incident.attributions:
        if claim.actor and not found.has("actors", claim.actor):
            yield report(f"[[attributions]] {claim.id}, actor", _unknown("actor", claim.actor, found.actors))
    for link in incident.norms:
        if not found.has("norms", link.instrument_id):
            yield report(f"[[norms]] {link.id}, instrument", _unknown("instrument", link.instrument_id, found.norms))
        elif link.clause and link.clause not in clauses and link.instrument_id in found.norms:
            yield report(f"[[norms]] {link.id}, clause", _unknown("clause", link.clause, clauses))
    shared = [(f"[[responses]] {one.id}, shared_with", one.shared_with) for one in incident.responses]
    for field, ids in (("related", incident.related), *shared):
        for other in ids:
            if other == incident.id or not found.has("incidents", other):
                yield report(field, _unknown("other incident", other, found.incidents))


def _shared_acts(incident: Incident, found: Collection, report: Callable[[str, str], Problem]) -> Iterator[Problem]:
    """An act that answers several incidents stands in each of them, or pages would lose or double it."""
    for act in incident.responses:
        for other in act.shared_with:
            if other not in found.incidents:
                continue
            twins = found.incidents[other].responses
            if not any((one.kind, one.party, one.date) == (act.kind, act.party, act.date) for one in twins):
                what = f"of kind {act.kind.value} by {act.party!r} on {act.date}"
                reason = f"incidents/{other}.toml has no response {what}; add it there with shared_with, or correct either"
                yield report(f"[[responses]] {act.id}, shared_with", reason)


def _incident_rates(incident: Incident, found: Collection, report: Callable[[str, str], Problem]) -> Iterator[Problem]:
    for loss in incident.losses:
        wanted = EXCHANGE_SERIES.format(currency=loss.currency.lower())
        if loss.currency == "USD" or f"series/{wanted}" in found.unreadable:
            continue
        rates = found.series.get(wanted)
        if rates is None or loss.year not in {point.year for point in rates.points}:
            yield report(f"[[losses]] {loss.id}", f"has no rate for {loss.year}; add the year to series/{wanted}.toml")


def _incident_dates(incident: Incident, report: Callable[[str, str], Problem]) -> Iterator[Problem]:
    today = date.today()
    own: list[tuple[str, PartialDate | None]] = [
        (name, getattr(incident, name)) for name in ("started", "ended", "discovered", "disclosed")
    ]
    statements = [(f"[[attributions]] {one.id}, date", one.date) for one in incident.attributions]
    statements += [(f"[[responses]] {one.id}, date", one.date) for one in incident.responses]
    events = [(f"[[events]] {one.id}, date", one.date) for one in incident.events]
    for field, when in (*own, *statements, *events):
        if when and when.earliest > today:
            yield report(field, f"{when} lies in the future; check it against the source")
    for field, when in statements:
        if incident.started and when.latest < incident.started.earliest:
            yield report(field, f"{when} lies before the incident started ({incident.started}); check both")


def _instrument_references(instrument: Instrument, found: Collection, clauses: set[str]) -> Iterator[Problem]:
    report = _reporter("norms", instrument.id)
    for other in instrument.succeeds:
        if other == instrument.id or not found.has("norms", other):
            yield report("succeeds", _unknown("instrument", other, found.norms))
    for pair in instrument.equivalents:
        other, number = pair.same_as.split(":", 1)
        if f"norms/{other}" in found.unreadable:
            continue
        if pair.same_as not in clauses:
            yield report(f"[[equivalents]] {pair.number}", _unknown("clause", pair.same_as, clauses))
            continue
        back = f"{instrument.id}:{pair.number}"
        if any(one.number == number and one.same_as == back for one in found.norms[other].equivalents):
            yield report(f"[[equivalents]] {pair.number}", f"is also written in norms/{other}.toml; keep one of the two")
