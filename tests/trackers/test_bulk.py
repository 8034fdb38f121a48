"""Rows of the template read many at a time say what they say one by one, and only rows without a remark are read so."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trackers.conftest import only, take, text
from timeline.trackers import bulk, template
from timeline.trackers.files import File
from timeline.trackers.load import Import
from timeline.trackers.report import Report

CELLS: dict[str, list[str]] = {
    "id": ["1", "2", "3 ", "A b", "a-b", "", "example-1"],
    "title": ["A case", " Caf\u00e9\u00a0case ", "", "=1+1"],
    "started": ["", "2019", "2019-09", "2019-09-04", " 2018-01/2018-03 ", "04.09.2019", "2999"],
    "ended": ["", "2017", "2020-01-01"],
    "disclosed": ["", "2020-02-03", "soon"],
    "summary": ["", "Said  twice ", "<b>x</b>"],
    "other_names": ["", "One; Two;", ";"],
    "kinds": ["", "espionage", "espionage; Data theft; espionage", "magic"],
    "victims": ["", "Ministry", "Ministry; Carrier"],
    "victim_countries": ["", "France", "France; Iran, Islamic Republic of", "KP", "Atlantis"],
    "sectors": ["", "government", "government; health", "moon"],
    "accused_states": ["", "China", "China; Russia", "Nowhere"],
    "actor": ["", "Fancy", "Nobody known"],
    "claimant": ["", "Prague"],
    "claimant_kind": ["", "state", "company", "wizard"],
    "claimant_country": ["", "CZ", "Oz"],
    "claim_form": ["", "official-statement", "sanctions", "letter"],
    "claim_date": ["", "2020-05", "never"],
    "confidence": ["", "high", "sure"],
    "loss_low": ["", "5", "1,000", "-1", "much"],
    "loss_high": ["", "7.5"],
    "loss_currency": ["", "usd", "EUR", "pounds"],
    "loss_year": ["", "2019", "19"],
    "loss_kind": ["", "demand", "ransom-paid", "feelings"],
    "loss_estimator": ["", "The victim"],
    "source_urls": ["", "https://example.org/a", "https://www.example.org/a;https://b.example/c).", "ftp://x", "https://a b"],
    "collection": ["", "Our Team", "curated"],
}
ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CELLS.items()}), min_size=1, max_size=8
)


def filled(rows: list[dict[str, str]]) -> File:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(template.COLUMNS), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text(out.getvalue())


def one_by_one(file: File, patch: pytest.MonkeyPatch) -> Import:
    with patch.context() as inside:
        inside.setattr(bulk.Reader, "read", lambda *_: None)
        return take(file)


def told(report: Report) -> tuple[object, ...]:
    return report.read, report.taken, report.set_aside, report.counts, sorted(map(str, report.problems))


@given(rows=ROWS)
@settings(max_examples=60, deadline=None)
def test_many_at_a_time_is_as_one_by_one(rows: list[dict[str, str]]) -> None:
    for place, row in enumerate(rows):
        row["id"] = f"{row['id']}{place}" if row["id"].strip() else row["id"]  # slugs that meet are numbered in another order
    file = filled(rows)
    many, single = take(file), one_by_one(file, pytest.MonkeyPatch())
    assert told(only(many)) == told(only(single))
    for name, table in many.tables.items():
        other = single.tables[name]
        keys = [
            (key, "ascending") for key in ("incident_id", "source_id", "attribution_id", "loss_id") if key in table.column_names
        ]
        assert (table.sort_by(keys) if keys else table).equals(other.sort_by(keys) if keys else other), name


def test_a_clean_row_is_read_in_columns_and_an_odd_one_alone() -> None:
    clean = {"id": "1", "title": "A", "disclosed": "2020-02-03", "loss_low": "1,000", "loss_currency": "usd"}
    reader = bulk.Reader(list(template.COLUMNS), "imported", "example-1")
    cells = [clean.get(name, "") for name in template.COLUMNS]
    plain = reader.read(2, cells)
    assert plain is not None
    assert (plain.id, plain.collection, plain.loss and plain.loss.dollars) == ("1", "imported", [1000.0])
    place = list(template.COLUMNS).index("kinds")
    assert reader.read(3, [*cells[:place], "magic", *cells[place + 1 :]]) is None
    assert reader.read(4, [*cells, "one more"]) is None


def test_ids_that_occur_twice_and_slugs_that_meet_stay_apart() -> None:
    rows = [{"id": one, "title": "A", "disclosed": "2020"} for one in ("x 1", "x-1", "x 1", "y")]
    found = take(filled(rows))
    assert sorted(found.tables["incidents"]["incident_id"].to_pylist()) == ["imported-x-1", "imported-x-1-2", "imported-y"]
    assert (only(found).taken, only(found).set_aside) == (3, 1)


def test_rows_before_an_unreadable_line_are_kept_and_the_report_says_so() -> None:
    file = filled([{"id": str(number), "title": "A", "disclosed": "2020"} for number in range(3)])
    broken = text(file.whole().decode() + '9,"' + "a" * 1_000_001)
    report = take(broken).reports[0]
    assert (report.incidents, report.taken) == (3, 3)
    assert "imported in part" in report.sentence()
    assert "3 incidents before that row were taken" in report.sentence()
