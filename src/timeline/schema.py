"""Every table and column: type, unit, meaning. Tables, dataset, trackers, exports and codebook meet here."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from timeline import codes
from timeline.codes import Code

SCHEMA_VERSION = "1"
"""Raised when a column is removed or changes its meaning."""

TEXT, LIST, DAY, WHOLE, AMOUNT, FLAG = (
    pa.string(),
    pa.list_(pa.string()),
    pa.date32(),
    pa.int32(),
    pa.float64(),
    pa.bool_(),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, in which unit, from which code list."""

    name: str
    type: pa.DataType
    meaning: str
    unit: str = ""
    codes: type[Code] | None = None

    @property
    def field(self) -> pa.Field[pa.DataType]:
        """The Parquet field, with description, unit and codes in its metadata."""
        facts = {"description": self.meaning, "unit": self.unit}
        if self.codes:
            facts["codes"] = ", ".join(self.codes)
        return pa.field(self.name, self.type, metadata=facts)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is and its columns; `key` tells rows apart."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def arrow(self) -> pa.Schema:
        """The Parquet schema."""
        return pa.schema([column.field for column in self.columns], metadata={"row": self.row})

    @property
    def has_incident(self) -> bool:
        """Whether its rows belong to incidents, so that a filter cuts it."""
        return any(column.name == "incident_id" for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


def _dates(name: str, what: str) -> tuple[Column, Column]:
    """`<name>_earliest` and `<name>_latest`: the span of days that the source's precision allows."""
    return (
        Column(f"{name}_earliest", DAY, f"First day on which {what}, as the source's precision allows.", "day"),
        Column(f"{name}_latest", DAY, f"Last day on which {what}, as the source's precision allows.", "day"),
    )


INCIDENT = Column("incident_id", TEXT, "The incident; permanent, never used again for another.")
SOURCES = Column("source_ids", LIST, "Sources of this row, as `source_id`.")
COUNTRY = "ISO 3166-1 alpha-2"

INCIDENTS = Table(
    "incidents",
    "an incident",
    ("incident_id",),
    (
        INCIDENT,
        Column("title", TEXT, "Neutral name of the event."),
        Column("summary", TEXT, "What happened, in our words, saying who says so."),
        Column("other_names", LIST, "Names used elsewhere."),
        Column("kinds", LIST, "What was done.", codes=codes.IncidentKind),
        Column("malware", LIST, "Malware and tools that the sources name."),
        *_dates("started", "activity against the target began"),
        *_dates("ended", "activity ended"),
        *_dates("discovered", "a victim or defender noticed"),
        *_dates("disclosed", "it became public"),
        *_dates("attributed", "the first claim was made that names who did it"),
        *_dates("state_attributed", "the first official statement by a state or intergovernmental body named who did it"),
        Column("status", TEXT, "Where its attribution stands, computed from its claims.", codes=codes.Status),
        Column("attributing_state_count", WHOLE, "States that officially attribute it.", "states"),
        Column("accused_states", LIST, "States that standing claims name, whoever makes them.", COUNTRY),
        Column("accused_actors", LIST, "Actors that standing claims name, as `actor_id`."),
        Column("victim_countries", LIST, "Countries of the targets.", COUNTRY),
        Column("sectors", LIST, "Sectors of the targets.", codes=codes.Sector),
        Column("loss_usd_low", AMOUNT, "Lowest published figure among losses that are no part of another; not a sum.", "USD"),
        Column("loss_usd_high", AMOUNT, "Highest published figure among losses that are no part of another; not a sum.", "USD"),
        Column("no_loss_figure", TEXT, "For costly cases: why no credible figure exists."),
        Column("claim_count", WHOLE, "Attribution claims of any stance.", "claims"),
        Column("denial_count", WHOLE, "Denials, disputes and retractions among them.", "claims"),
        Column("response_count", WHOLE, "Responses by any party.", "responses"),
        Column("state_response_count", WHOLE, "Responses by states and intergovernmental bodies.", "responses"),
        Column("norm_count", WHOLE, "Links to norms, invoked and analyst.", "links"),
        Column("invoked_count", WHOLE, "Links where someone invoked the norm.", "links"),
        Column("source_count", WHOLE, "Documents cited.", "documents"),
        Column("related", LIST, "Related incidents, as `incident_id`."),
        Column("collection", TEXT, "`curated`, or the tracker that an imported row came from."),
        Column("original_id", TEXT, "Id in the tracker it was imported from; absent for curated incidents."),
        Column(
            "url", TEXT, "Permanent address of the case file, relative to the site; for imported rows, that of the tracker."
        ),
    ),
)

TARGETS = Table(
    "targets",
    "a target",
    ("incident_id", "name", "country"),
    (
        INCIDENT,
        Column("country", TEXT, "Where it is; absent when several or unknown.", COUNTRY),
        Column("sector", TEXT, "What it does.", codes=codes.Sector),
        Column("name", TEXT, "Victim or group of victims."),
        Column("critical_infrastructure", FLAG, "As the sources say; absent when they do not."),
    ),
)

ATTRIBUTIONS = Table(
    "attributions",
    "a claim",
    ("attribution_id",),
    (
        INCIDENT,
        Column("attribution_id", TEXT, "The claim: `incident:claim`, with `:CC` for each state that joined."),
        Column("statement_id", TEXT, "Shared by the rows of one joint statement."),
        *_dates("date", "the claim was made"),
        Column("party", TEXT, "Who makes the claim."),
        Column("party_kind", TEXT, "What sort of party.", codes=codes.PartyKind),
        Column("party_country", TEXT, "State of the party.", COUNTRY),
        Column("stance", TEXT, "What the claim does.", codes=codes.Stance),
        Column("form", TEXT, "In what form.", codes=codes.Form),
        Column("authority", WHOLE, "Rank of the form, 7 highest (court judgment), after CRS report R46974.", "rank"),
        Column("confidence", TEXT, "The confidence the claimant stated.", codes=codes.Confidence),
        Column("wording", TEXT, "The words that state it, quoted."),
        Column("actor_id", TEXT, "Actor that the claim names."),
        Column("state", TEXT, "State that the claim names.", COUNTRY),
        Column("named", TEXT, "Whom it names in the claimant's words."),
        Column("answers", LIST, "Claims that it denies, disputes, retracts, supports or rivals, as `attribution_id`."),
        Column("standing", FLAG, "True while an attribution that its maker has not retracted."),
        Column("note", TEXT, "What a reader must know to read it rightly."),
        SOURCES,
    ),
)

EVENTS = Table(
    "events",
    "another dated fact",
    ("event_id",),
    (
        INCIDENT,
        Column("event_id", TEXT, "The fact: `incident:event`."),
        *_dates("date", "it happened"),
        Column("kind", TEXT, "What sort of fact.", codes=codes.EventKind),
        Column("party", TEXT, "Who did or said it."),
        Column("summary", TEXT, "What happened."),
        SOURCES,
    ),
)

RESPONSES = Table(
    "responses",
    "a response",
    ("response_id",),
    (
        INCIDENT,
        Column("response_id", TEXT, "The response: `incident:response`, with `:CC` for each state that joined."),
        Column("statement_id", TEXT, "Shared by the rows of one joint act."),
        *_dates("date", "it was made"),
        Column("party", TEXT, "Who answered."),
        Column("party_kind", TEXT, "What sort of party.", codes=codes.PartyKind),
        Column("party_country", TEXT, "State of the party.", COUNTRY),
        Column("kind", TEXT, "What was done.", codes=codes.ResponseKind),
        Column("summary", TEXT, "What was done, in our words."),
        Column("legal_basis", TEXT, "Statute, order or regime used, as the source names it."),
        Column("against", TEXT, "Against whom, as the source names them."),
        Column("shared_with", LIST, "Other incidents that the same act answered, as `incident_id`."),
        SOURCES,
    ),
)

LOSSES = Table(
    "losses",
    "an estimate",
    ("loss_id",),
    (
        INCIDENT,
        Column("loss_id", TEXT, "The estimate: `incident:loss`."),
        Column("low", AMOUNT, "Lower bound; absent when unknown.", "`currency`"),
        Column("high", AMOUNT, "Upper bound; absent when unknown.", "`currency`"),
        Column("currency", TEXT, "Currency of the original figure.", "ISO 4217"),
        Column("estimate_year", WHOLE, "Year whose money it is in.", "year"),
        Column("low_usd", AMOUNT, "Lower bound at the rate in `usd_rate`.", "USD"),
        Column("high_usd", AMOUNT, "Upper bound at the rate in `usd_rate`.", "USD"),
        Column(
            "usd_rate", AMOUNT, "US dollars for one unit of `currency`, annual average of `estimate_year`; 1 for USD.", "USD"
        ),
        Column("usd_rate_series", TEXT, "Series that holds the rate and its source; absent for USD."),
        Column("kind", TEXT, "What was counted.", codes=codes.LossKind),
        Column("is_loss", FLAG, "False for demands, attempts, recoveries and planned spending."),
        Column("part_of", TEXT, "Estimate that already contains it, as `loss_id`."),
        Column("counts", TEXT, "What is and is not in the figure."),
        Column("estimator", TEXT, "Who made the estimate."),
        *_dates("date", "the figure was published"),
        Column("caveat", TEXT, "What a reader must know before using it."),
        SOURCES,
    ),
)

NORM_LINKS = Table(
    "norm_links",
    "incident x clause",
    ("link_id",),
    (
        INCIDENT,
        Column("link_id", TEXT, "The link: `incident:link`, with `:CC` for each state that joined."),
        Column("clause_id", TEXT, "The clause: `instrument:number`; absent when an instrument is named as a whole."),
        Column("instrument_id", TEXT, "The instrument."),
        Column("basis", TEXT, "Why it is tied; the two are never added.", codes=codes.Basis),
        Column("invoked_by", TEXT, "Who invoked it; absent for analyst links."),
        Column("invoked_by_country", TEXT, "State that invoked it.", COUNTRY),
        *_dates("date", "it was invoked"),
        Column("explicit", TEXT, "How explicitly it was named.", codes=codes.Explicitness),
        Column(
            "instrument_timing", TEXT, "Whether the instrument existed `before` the incident began, came `after`, or `unclear`."
        ),
        Column("reason", TEXT, "What was said, or our reading and what is arguable in it."),
        Column("response_id", TEXT, "Response that invoked it."),
        SOURCES,
    ),
)

SOURCE_TABLE = Table(
    "sources",
    "a document",
    ("source_id",),
    (
        Column("source_id", TEXT, "The document: `record:source`."),
        Column("incident_id", TEXT, "Incident that cites it; absent for sources of actors, instruments and series."),
        Column("record", TEXT, "Record that cites it, as `folder/id`."),
        Column("title", TEXT, "Title as printed."),
        Column("publisher", TEXT, "Who published it."),
        *_dates("published", "it was published"),
        Column("url", TEXT, "Where it was seen."),
        Column("kind", TEXT, "Who stands behind it.", codes=codes.SourceKind),
        Column("read", FLAG, "True when the passages it supports were read by whoever wrote or checked the record."),
        Column("supports", TEXT, "What it supports."),
        Column("language", TEXT, "Language when not English.", "ISO 639"),
    ),
)

TRACKER_REFS = Table(
    "tracker_refs",
    "the same event in another collection",
    ("incident_id", "tracker", "external_id", "title"),
    (
        INCIDENT,
        Column("tracker", TEXT, "Which collection.", codes=codes.Tracker),
        Column("external_id", TEXT, "Its id there."),
        Column("title", TEXT, "Its title there."),
        Column("url", TEXT, "Its address there."),
    ),
)

ACTORS = Table(
    "actors",
    "an actor",
    ("actor_id",),
    (
        Column("actor_id", TEXT, "The actor; permanent."),
        Column("name", TEXT, "The name used here."),
        Column("kind", TEXT, "What sort of actor.", codes=codes.ActorKind),
        Column(
            "sponsor_state",
            TEXT,
            "State alleged to stand behind it; absent without allegation or when several are named.",
            COUNTRY,
        ),
        Column("attack_id", TEXT, "MITRE ATT&CK group."),
        Column("part_of", TEXT, "Actor that it is said to belong to."),
        Column("summary", TEXT, "What is said of it, by whom."),
    ),
)

ACTOR_NAMES = Table(
    "actor_names",
    "a name in use",
    ("actor_id", "name", "used_by"),
    (
        Column("actor_id", TEXT, "The actor."),
        Column("name", TEXT, "The name, as its user writes it. One name may stand for several actors."),
        Column("used_by", TEXT, "Who uses or coined it."),
        SOURCES,
    ),
)

ACTOR_SPONSORS = Table(
    "actor_sponsors",
    "an allegation that a state stands behind an actor",
    ("actor_id", "state", "alleged_by"),
    (
        Column("actor_id", TEXT, "The actor."),
        Column("state", TEXT, "The state alleged.", COUNTRY),
        Column("alleged_by", TEXT, "Who alleges it."),
        *_dates("date", "it was alleged"),
        SOURCES,
    ),
)

INSTRUMENTS = Table(
    "instruments",
    "an instrument",
    ("instrument_id",),
    (
        Column("instrument_id", TEXT, "The instrument; permanent."),
        Column("name", TEXT, "Full official name."),
        Column("short_name", TEXT, "Name in use."),
        *_dates("adopted", "it was adopted, signed, published or founded"),
        *_dates("in_force", "it entered into force"),
        *_dates("ended", "it or its mandate ended"),
        Column("body", TEXT, "Who adopted, proposed or runs it."),
        Column("body_kind", TEXT, "What sort of body.", codes=codes.BodyKind),
        Column("kind", TEXT, "What sort of text; a forum or a sanctions regime is no norm.", codes=codes.InstrumentKind),
        Column("status", TEXT, "Where it stands, with the date of that knowledge."),
        Column("summary", TEXT, "What it is and is not."),
        Column("url", TEXT, "Where the official text is."),
        Column("succeeds", LIST, "Instruments it continues or replaces, as `instrument_id`."),
        SOURCES,
    ),
)

CLAUSES = Table(
    "clauses",
    "a clause",
    ("clause_id",),
    (
        Column("clause_id", TEXT, "The clause: `instrument:number`."),
        Column("instrument_id", TEXT, "The instrument."),
        Column("number", TEXT, "The official number."),
        Column("title", TEXT, "Official short title; absent when the text has none."),
        Column("title_by", TEXT, "Who gave the title, when the instrument did not."),
        Column("paraphrase", TEXT, "What it asks, in our words."),
        Column("url", TEXT, "Where it can be read."),
        SOURCES,
    ),
)

INSTRUMENT_COUNTS = Table(
    "instrument_counts",
    "how many had joined on a date",
    ("instrument_id", "date_earliest", "of", "count"),
    (
        Column("instrument_id", TEXT, "The instrument."),
        *_dates("date", "the count held"),
        Column("count", WHOLE, "How many.", "`of`"),
        Column("of", TEXT, "Of whom."),
        SOURCES,
    ),
)

CROSSWALK = Table(
    "crosswalk",
    "a pair of clauses that ask much the same; every pair stands both ways",
    ("clause_id", "other_clause_id"),
    (
        Column("clause_id", TEXT, "One clause."),
        Column("other_clause_id", TEXT, "The other."),
        Column("reason", TEXT, "What is common and what differs."),
        SOURCES,
    ),
)

SERIES = Table(
    "series",
    "a point of an annual series",
    ("series_id", "year"),
    (
        Column("series_id", TEXT, "The series; permanent."),
        Column("title", TEXT, "What is counted and by whom."),
        Column("kind", TEXT, "What it measures.", codes=codes.SeriesKind),
        Column("body", TEXT, "Who publishes it."),
        Column("population", TEXT, "Whom it covers."),
        Column("edition", TEXT, "Edition, when later ones restate the past."),
        Column("year", WHOLE, "Calendar year, or the year in which a reporting year ends.", "year"),
        Column("value", AMOUNT, "The value.", "`unit`"),
        Column("currency", TEXT, "Currency of money values.", "ISO 4217"),
        Column("unit", TEXT, "Unit of the values."),
        Column("comparability_group", TEXT, "Points of one group are comparable; no line joins two groups."),
        Column("definition", TEXT, "What a value counts."),
        Column("caveat", TEXT, "What it must not be used for."),
        Column("point_caveat", TEXT, "What holds for this point alone."),
        Column("source_id", TEXT, "Source of the point."),
        Column("source_url", TEXT, "Address of that source."),
    ),
)

SERIES_BREAKS = Table(
    "series_breaks",
    "a change of method or a missing year",
    ("series_id", "year"),
    (
        Column("series_id", TEXT, "The series."),
        Column("year", WHOLE, "First year to which it applies.", "year"),
        Column("reason", TEXT, "What changed or is missing."),
        SOURCES,
    ),
)

COUNTRIES = Table(
    "countries",
    "a country",
    ("country",),
    (
        Column("country", TEXT, "The code; SU, YU, DD and CS are former states, XK is Kosovo.", COUNTRY),
        Column("name", TEXT, "Short English name."),
        Column("region", TEXT, "Region, from the UN geoscheme (M49)."),
    ),
)

CHANGES = Table(
    "changes",
    "a change of the collection",
    ("record", "date_earliest", "kind", "note"),
    (
        Column("record", TEXT, "The record, as `folder/id`."),
        *_dates("date", "it was made"),
        Column("kind", TEXT, "`added`, `corrected` or `withdrawn`."),
        Column("note", TEXT, "What was wrong and what stands now."),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        INCIDENTS,
        TARGETS,
        ATTRIBUTIONS,
        EVENTS,
        RESPONSES,
        LOSSES,
        NORM_LINKS,
        SOURCE_TABLE,
        TRACKER_REFS,
        ACTORS,
        ACTOR_NAMES,
        ACTOR_SPONSORS,
        INSTRUMENTS,
        CLAUSES,
        INSTRUMENT_COUNTS,
        CROSSWALK,
        SERIES,
        SERIES_BREAKS,
        COUNTRIES,
        CHANGES,
    )
}
"""Every table by name; `data/<name>.parquet` holds it."""
