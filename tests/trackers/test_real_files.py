"""Exact counts on the files as their publishers exported them, which the project does not carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.trackers import files, load
from timeline.trackers.load import Import
from timeline.trackers.report import Effect

FOLDER = Path(__file__).parents[3] / "shared" / "trackers"


def read(name: str) -> Import:
    if not (FOLDER / name).is_dir():
        pytest.skip(f"the files of {name} are not at ../shared/trackers/{name}; their publishers do not allow us to carry them")
    return load.read(files.folder(FOLDER / name))


# read, taken, set aside, incidents, actors
COUNTS = {
    "cfr": (513, 506, 7, 506, 0),
    "eurepoc": (1643, 1643, 0, 1643, 0),
    "dcid": (429, 425, 4, 381, 0),
    "hackmageddon": (951, 951, 0, 951, 0),
    "vcdb": (50, 50, 0, 50, 0),
    "misp": (1041, 1041, 0, 0, 1041),
    "attack": (239, 172, 67, 0, 172),
}
NOTES = {
    "cfr": {(Effect.SET_ASIDE, "no date: CFR's entry of an actor"): 7},
    "eurepoc": {
        (Effect.DROPPED, "0 stands for unknown"): 374,
        (Effect.KEPT, "ends before it begins"): 83,
        (Effect.KEPT, "attributed before it began"): 327,
        (Effect.KEPT, "begins in the future"): 1,
        (Effect.KEPT, "no date; shown without one"): 16,
        (Effect.CHANGED, "read as the year"): 838,
    },
    "dcid": {
        (Effect.SET_ASIDE, "not one of the two states"): 4,
        (Effect.CHANGED, "one event in several dyad rows"): 30,
        (Effect.KEPT, "ends before it begins"): 2,
    },
    "hackmageddon": {
        (Effect.CHANGED, "read as 'account hijacking'"): 11,
        (Effect.CHANGED, "read as 'Y Multiple targets'"): 9,
        (Effect.CHANGED, "question mark"): 1,
    },
    "vcdb": {},
    "misp": {},
    "attack": {
        (Effect.SET_ASIDE, "a campaign"): 52,
        (Effect.SET_ASIDE, "deprecated"): 9,
        (Effect.SET_ASIDE, "revoked"): 6,
    },
}


@pytest.mark.parametrize("name", COUNTS)
def test_every_row_is_counted(name: str) -> None:
    found = read(name)
    (report,) = found.reports
    assert not report.refused
    assert (report.read, report.taken, report.set_aside, report.incidents, report.actors) == COUNTS[name]
    assert {key: report.count(*key) for key in NOTES[name]} == NOTES[name]
    assert set(found.tables["incidents"]["collection"].to_pylist()) <= {name}


def test_one_event_in_three_collections() -> None:
    found = {name: read(name).tables["incidents"].to_pylist() for name in ("cfr", "eurepoc", "dcid")}
    stuxnet = {
        name: sorted(
            str(row["disclosed_earliest"] or row["started_earliest"])
            for row in rows
            if "stuxnet" in row["title"].casefold() and "NK" not in row["title"]
        )
        for name, rows in found.items()
    }
    assert stuxnet["cfr"] == ["2010-07-22"]
    assert "2007-01-01" in stuxnet["eurepoc"]
    assert stuxnet["dcid"] == ["2007-11-01", "2009-06-01"]
    both = next(row for row in found["dcid"] if row["title"] == "Stuxnet" and row["started_earliest"].year == 2009)
    assert sorted(both["accused_states"]) == ["IL", "US"]
    assert both["victim_countries"] == ["IR"]


def test_four_amounts_of_eurepoc_are_real() -> None:
    losses = read("eurepoc").tables["losses"].to_pylist()
    assert sorted((row["low"], row["currency"]) for row in losses) == [
        (4400000.0, "USD"),
        (11650000.0, "EUR"),
        (24000000.0, "USD"),
        (100000000.0, "USD"),
    ]
