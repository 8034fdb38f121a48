"""Our own template, filled in well and badly."""

from __future__ import annotations

from datetime import date

from tests.conftest import actor, data_of
from tests.conftest import incident as record
from tests.trackers.conftest import incident, only, reasons, take, text
from timeline.trackers import build, template
from timeline.trackers.files import File
from timeline.trackers.report import Effect


def test_both_templates_are_recognised_and_their_example_is_set_aside() -> None:
    for made in (File.of_bytes("a", template.as_csv()), File.of_bytes("b", template.as_xlsx())):
        report = only(take(made))
        assert (report.format, report.read, report.set_aside) == ("Template", 1, 1)


def test_what_is_filled_in_is_what_is_shown() -> None:
    found = take(
        text(
            "id,title,disclosed,kinds,victims,victim_countries,accused_states,claimant,claimant_kind,claim_form,loss_low,"
            "loss_currency,loss_kind,collection,source_urls\n"
            "7,A case,2019-09,espionage; Data theft,Ministry; Carrier,France; Iran,China,Prague,state,official-statement,5,"
            "usd,demand,Our Team,https://example.org/a;https://example.org/b\n"
        )
    )
    row = incident(found)
    assert (row["incident_id"], row["collection"], row["original_id"]) == ("our-team-7", "our-team", "7")
    assert (row["disclosed_earliest"], row["disclosed_latest"]) == (date(2019, 9, 1), date(2019, 9, 30))
    assert (row["kinds"], row["status"], row["accused_states"]) == (["espionage", "data-theft"], "state-attributed", ["CN"])
    assert row["loss_usd_low"] is None, "a demand is no loss"
    assert [(one["name"], one["country"]) for one in found.tables["targets"].to_pylist()] == [
        ("Ministry", "FR"),
        ("Carrier", "IR"),
    ]
    assert found.tables["sources"].num_rows == 3


def test_rows_that_cannot_be_taken_say_why() -> None:
    report = only(
        take(
            text(
                "id,title,disclosed,actor,collection\n1,,2019,,\n2,B,04.09.2019,,\n3,C,,,\n4,D,2019,APT1,\n5,E,2019,,curated\n"
                "6,F,2019,,\n6,G,2019,,\n"
            )
        )
    )
    assert [problem[:2] for problem in reasons(report, Effect.SET_ASIDE)] == [
        (2, "title"),
        (3, "disclosed"),
        (4, "disclosed"),
        (5, "claimant"),
        (6, "collection"),
        (8, "id"),
    ]
    assert report.taken == 1


def test_known_names_lead_to_our_actors_and_ids_stay_apart() -> None:
    curated = data_of(record("imported-1"), actor("a-one", "One", "Fancy")).base
    found = take(text("id,title,disclosed,actor,claimant\n1,A,2019,fancy,Someone\n"), curated=curated)
    assert incident(found)["accused_actors"] == ["a-one"]
    assert incident(found)["incident_id"] == "imported-1-2"
    both, alone = build.combined(curated, found.tables), build.alone(curated, found.tables)
    assert both.tables["incidents"]["collection"].to_pylist() == ["curated", "imported"]
    assert alone.count == 1
    assert alone.actor_names == {"a-one": "One"}
    assert both.version.startswith(curated.version + "+")
