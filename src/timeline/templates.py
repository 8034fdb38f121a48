"""Commented templates for new records; each passes the check once its placeholders are true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

FOLDERS = {"incident": "incidents", "actor": "actors", "norm": "norms", "series": "series"}

_SOURCE = """
[[sources]]
id = "source-1"                 # your name for the document, used wherever it is cited
title = "Title as printed"
publisher = "Publisher"
date = "{today}"             # its date; remove the line when it shows none
url = "https://example.org/"    # where you saw it
kind = "press"                  # court, government, international-organisation, victim, company, research, press ...
read = false                    # true only when you read the passages that it supports
supports = "what it shows"
"""

_INCIDENT = (
    """# One incident. Lines that begin with # are notes; remove them or leave them.
# Every code and its meaning is in docs/codebook.md. Leave out what no source says: unknown is never 0 or a guess.
id = "{id}"
title = "Neutral name of the event"
summary = "Two to five neutral sentences that say who says so."
kinds = ["espionage"]
# Dates as precise as the source: "2019", "2019-09", "2019-09-04", or a range "2019-09/2019-11".
# started = first activity, discovered = noticed by a defender, disclosed = became public.
disclosed = "{today}"
cites = ["source-1"]            # sources of the summary, the targets and these dates
added = "{today}"

[[targets]]
name = "Who was hit"
# country = "IN"                # ISO code; leave out when several or unknown
sector = "unknown"

# One entry for each claim, denial or dispute; remove the # to use it.
# [[attributions]]
# id = "us-2019-12-19"
# date = "2019-12-19"
# party = "United States (White House)"
# party_kind = "state"          # state, international-organisation, company, researcher, press ...
# party_country = "US"
# state = "KP"                  # the state this claim names, and only if it does
# stance = "attributes"         # attributes, supports, disputes, denies, claims, retracts
# form = "official-statement"
# confidence = "not-stated"     # what the claimant stated: high, moderate, low, not-stated
# sources = ["source-1"]

# [[events]]
# id = "confirmed"
# date = "2019-10-30"
# kind = "confirmed-by-victim"
# party = "The operator"
# summary = "What happened, in one sentence."
# sources = ["source-1"]

# [[responses]]
# id = "us-charges"
# date = "2020-10-15"
# party = "United States (Department of Justice)"
# party_kind = "state"
# party_country = "US"
# kind = "charge"
# summary = "What was done."
# sources = ["source-1"]

# [[losses]]
# id = "company-2020"
# low = 1000000                 # leave out a bound that is unknown
# high = 1500000
# currency = "USD"
# year = 2020
# kind = "company-reported"
# is_loss = true
# counts = "what is and is not in the figure"
# estimator = "who made the estimate"
# sources = ["source-1"]

# [[norms]]
# id = "gge-13f"
# clause = "gge-2015:13f"
# basis = "analyst"             # or "invoked", which needs invoked_by, date, explicit and sources
# reason = "Which words of the clause meet which fact, and what is arguable."
"""
    + _SOURCE
)

_ACTOR = (
    """# One actor: a name to which operations are attributed.
id = "{id}"
name = "Name used here"
kind = "unknown"                # state-unit, state-linked, criminal, hacktivist, commercial-vendor, individual, unknown
summary = "What is said of it, and by whom."

# [[sponsors]]                  # a public allegation that a state stands behind it
# state = "KP"
# alleged_by = "United States (Department of the Treasury)"
# sources = ["source-1"]

[[names]]
name = "Another name"
used_by = "who uses or coined it"
sources = ["source-1"]
"""
    + _SOURCE
)

_NORM = (
    """# One instrument: a text that sets or applies norms, or a forum.
id = "{id}"
name = "Full official name"
short_name = "Name in use"
adopted = "{today}"
body = "Who adopted it"
body_kind = "united-nations"
kind = "political-commitment"
status = "Where it stands, as of which date."
summary = "What it is and is not."
cites = ["source-1"]

[[clauses]]
number = "1"
# title = "Official short title"
paraphrase = "What it asks, in your own words."
sources = ["source-1"]
"""
    + _SOURCE
)

_SERIES = (
    """# One annual series: one body, one definition, one edition.
id = "{id}"
title = "What is counted and by whom"
kind = "loss"
body = "Who publishes it"
population = "Whose losses it covers"
definition = "What a value counts."
caveat = "What it must not be used for."
unit = "USD"
currency = "USD"

[[points]]
year = 2023
value = 1.0
group = "all years"             # points of one group are comparable; no line joins two groups
source = "source-1"
"""
    + _SOURCE
)

_TEXTS = {"incident": _INCIDENT, "actor": _ACTOR, "norm": _NORM, "series": _SERIES}


class TemplateError(Exception):
    """The template cannot be written; the message says why and what to do."""


def write(kind: str, record_id: str, records: Path) -> Path:
    """Write the template and return its path. Raises TemplateError for a bad id or an existing file."""
    if not re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", record_id):
        raise TemplateError(f"{record_id!r} is no id; use small letters, digits and hyphens, such as kudankulam-2019")
    path = records / FOLDERS[kind] / f"{record_id}.toml"
    if path.exists():
        raise TemplateError(f"{path} exists already; edit it, or choose another id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEXTS[kind].format(id=record_id, today=date.today().isoformat()), "utf-8")
    return path
