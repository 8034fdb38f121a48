"""What other collections' files do to an importer: one small file for each trap."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.trackers.conftest import (
    book,
    cfr,
    dcid,
    eurepoc_text,
    hackmageddon,
    incident,
    only,
    reasons,
    take,
    text,
    veris,
)
from timeline.trackers.report import Effect

ROW = 'A case,2020-03-12,,Something happened,,"France",China,Espionage,Government,https://example.org/a,,'


def test_country_names_with_commas_are_not_split() -> None:
    line = 'A,2020-03-12,,x,,"Iran, Islamic Republic of, Israel","Palestine, State of, China",Espionage,Government,,,'
    row = incident(take(cfr(line)))
    assert row["accused_states"] == ["PS", "CN"]
    assert row["victim_countries"] == ["IR", "IL"]


@pytest.mark.parametrize("written", ["2020-03-12", "3/12/2020", "03/12/2020"])
def test_both_dialects_of_dates_are_the_same_day(written: str) -> None:
    row = incident(take(cfr(ROW.replace("2020-03-12", written))))
    assert row["disclosed_earliest"] == row["disclosed_latest"] == date(2020, 3, 12)


def test_day_before_month_is_set_aside() -> None:
    report = only(take(cfr(ROW.replace("2020-03-12", "13/12/2020"))))
    assert reasons(report, Effect.SET_ASIDE) == [(2, "date", "13/12/2020")]


def test_response_is_label_and_address_apart() -> None:
    line = "A,2020-03-12,,x,Criminal charges   https://example.org/charges,France,China,Espionage,Government,,,"
    found = take(cfr(line))
    (answer,) = found.tables["responses"].to_pylist()
    assert answer["kind"] == "charge"
    assert "http" not in answer["summary"]
    assert "https://example.org/charges" in found.tables["sources"]["url"].to_pylist()


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("A,2020-03-12,,x,,France,China,https://example.org/a,Government,,,", "type"),
        ("A,2020-03-12,,x,France,China,Espionage,Government,,https://example.org/a,,", "response"),
        ("A,2020-03-12,,x,,China,Espionage,Government,,https://example.org/a,,", "sponsor"),
        ("A,2020-03-12,,x,,France,China,Espionage,Government,https://example.org/a,,,one more", ""),
    ],
)
def test_shifted_rows_are_set_aside_with_row_and_column(line: str, column: str) -> None:
    report = only(take(cfr(ROW, line)))
    assert (report.taken, report.set_aside) == (1, 1)
    ((row, said, _),) = reasons(report, Effect.SET_ASIDE)
    assert (row, said) == (3, column)


def test_lost_letters_are_flagged_and_no_break_spaces_trimmed() -> None:
    found = take(cfr("Caf??\u00a0case\u00a0,2020-03-12,,x,,France,China\u00a0,Espionage,Government,,,"))
    assert incident(found)["title"] == "Caf?? case"
    assert incident(found)["accused_states"] == ["CN"]
    assert reasons(only(found), Effect.KEPT) == [(2, "title", "Caf??\u00a0case\u00a0")]


def test_actors_without_a_date_are_set_aside() -> None:
    report = only(take(cfr("Leafminer,,,An actor,,,Iran,Espionage,,,,")))
    assert report.problems[0].reason.startswith("no date: CFR's entry of an actor")


def test_sponsor_is_the_trackers_claim() -> None:
    found = take(cfr(ROW))
    (claim,) = found.tables["attributions"].to_pylist()
    assert (claim["party"], claim["state"], claim["stance"]) == ("CFR Cyber Operations Tracker", "CN", "attributes")
    assert incident(found)["status"] == "private-only"


def test_python_lists_are_read_as_literals_and_never_run() -> None:
    lists = {"receiver_country": "[\"Korea, Democratic People's Republic of\", 'Iran, Islamic Republic of']"}
    assert incident(take(eurepoc_text(lists)))["victim_countries"] == ["KP", "IR"]
    bad = only(take(eurepoc_text({"receiver_country": "[__import__('os').getcwd()]"})))
    assert [problem[1] for problem in reasons(bad, Effect.DROPPED)] == ["receiver_country"]


def test_parallel_lists_stay_aligned_over_empty_slots() -> None:
    found = take(
        eurepoc_text(
            {
                "attribution_date": "2020-05-01; NaT; 2021-01-01",
                "attribution_basis": "IT-security community attributes attacker; nan; Attacker confirms",
                "attribution_type": "; ; ",
                "attributing_actor": "ESET; ; ",
                "attributed_initiator": "; nan; Killnet",
                "attributed_initiator_country": "Russia; ; Russia",
                "attributed_initiator_category": "State; ; Non-state-group",
            }
        )
    )
    first, second = found.tables["attributions"].to_pylist()
    assert (first["party"], first["state"], first["date_earliest"]) == ("ESET", "RU", date(2020, 5, 1))
    assert (second["party"], second["stance"], second["state"]) == ("Killnet", "claims", None)
    assert (second["date_earliest"], second["date_latest"]) == (date(2021, 1, 1), date(2021, 12, 31))


def test_lists_of_other_lengths_are_not_aligned_by_guess() -> None:
    values = {"attribution_basis": "Attacker confirms; Attacker confirms", "attributed_initiator": "A; B; C"}
    report = only(take(eurepoc_text(values)))
    assert (2, "attribution_basis", "Attacker confirms; Attacker confirms") in reasons(report, Effect.DROPPED)


def test_zero_euro_is_unknown() -> None:
    money = {"economic_impact_exact_value": "0.0", "economic_impact_currency": "euro"}
    found = take(eurepoc_text(money, money | {"ID": "2", "economic_impact_exact_value": "11650000.0"}))
    (loss,) = found.tables["losses"].to_pylist()
    assert (loss["low"], loss["currency"], loss["low_usd"]) == (11650000.0, "EUR", None)
    assert incident(found)["loss_usd_low"] is None
    assert only(found).count(Effect.DROPPED, "0 stands for unknown") == 1


def test_first_of_january_is_a_year_and_said_so() -> None:
    found = take(eurepoc_text({"start_date": "2020-01-01"}))
    row = incident(found)
    assert (row["started_earliest"], row["started_latest"]) == (date(2020, 1, 1), date(2020, 12, 31))
    assert reasons(only(found), Effect.CHANGED) == [(2, "start_date", "2020-01-01")]


def test_impossible_orders_of_dates_are_kept_flagged_and_counted() -> None:
    odd = {
        "start_date": "2020-03-05",
        "end_date": "2019-02-02",
        "attribution_date": "2018-05-05",
        "attribution_basis": "Media-based attribution",
        "attributed_initiator": "Somebody",
    }
    late = {"ID": "2", "start_date": "2023-08-13", "end_date": ""}
    report = only(take(eurepoc_text(odd, late)))
    assert report.taken == 2
    said = {(row, column) for row, column, _ in reasons(report, Effect.KEPT)}
    assert said >= {(2, "end_date"), (2, "attribution_date"), (3, "start_date")}


def test_additional_datasets_of_eurepoc_replace_the_lists_of_the_first() -> None:
    claims = text(
        "incident_ID,attribution_ID,attribution_date,attribution_type,attribution_basis,attributing_actor,"
        "attribution_it_company,attributing_country,attributed_initiator,attributed_initiator_country,"
        "attributed_initiator_category\n"
        '1,7.0,2021-03-02,"Political statement / report (e.g., on government / state agency websites)",'
        "Attribution by receiver government / state entity,FBI,,United States,,China,State\n"
    )
    found = take(eurepoc_text({}), claims)
    (claim,) = found.tables["attributions"].to_pylist()
    assert (claim["party"], claim["party_kind"], claim["form"]) == ("FBI", "state", "official-statement")
    assert incident(found)["status"] == "state-attributed"
    assert "give that file too" in take(claims).reports[0].refused


@pytest.mark.parametrize("written", ["1900-01-01", "1900-01-07", "42736", "", "?"])
def test_spreadsheet_epochs_are_no_dates(written: str) -> None:
    line = f"1;{written};?;A bank;Text;Malware;K Financial;CC;US;http://example.org;x"
    report = only(take(hackmageddon(line)))
    assert report.set_aside == 1
    assert report.problems[0].column == "date"


def test_unknowns_and_spellings_of_hackmageddon() -> None:
    found = take(
        hackmageddon(
            "1;2017-01-02;?;Not Found;Text;Account Hjiacking;Y Multiple Targets;CW?;>1;http://example.org;x",
            "2;2017-01-03;North Korea?;A bank;Text;DDoS;K Financial and insurance activities;CC;US\u00a0UK;;x",
        )
    )
    first, second = incident(found), incident(found, 1)
    assert first["title"] == "Text"
    assert (first["victim_countries"], first["claim_count"]) == ([], 0)
    assert (second["victim_countries"], second["accused_states"], second["kinds"]) == (["US", "GB"], ["KP"], ["disruption"])
    report = only(found)
    changed = {column for _, column, _ in reasons(report, Effect.CHANGED)}
    assert changed == {"attack", "target class", "attack class"}
    (claim,) = found.tables["attributions"].to_pylist()
    assert (claim["named"], claim["wording"], claim["confidence"]) == ("North Korea", "North Korea?", "not-stated")


def dyad(number: int, pair: int, a: str, b: str, name: str, start: object, initiator: int) -> list[object]:
    return [number, pair, a, b, name, start, datetime(2010, 10, 1), 3, 2, initiator, 4, 0, "Aim", "https://example.org/x"]


def test_dyad_rows_of_one_event_become_one_incident() -> None:
    start = datetime(2009, 6, 1, 0, 14, 24)
    found = take(
        dcid(
            dyad(50, 2630, "US ", "Iran", "Stuxnet_A", start, 2),
            dyad(254, 630666, "Iran", "Israel", "Stuxnet_B", start, 666),
            dyad(51, 2630, "US", "Iran", "Other", start, 630),
        )
    )
    first, other = incident(found), incident(found, 1)
    assert (first["title"], first["original_id"]) == ("Stuxnet", "50, 254")
    assert (first["accused_states"], first["victim_countries"]) == (["US", "IL"], ["IR"])
    assert (first["started_earliest"], first["started_latest"]) == (date(2009, 6, 1), date(2009, 6, 1))
    assert (other["accused_states"], other["victim_countries"]) == (["IR"], ["US"])
    report = only(found)
    assert (report.read, report.taken, report.incidents) == (3, 3, 2)


def test_an_initiator_outside_its_dyad_is_not_guessed() -> None:
    report = only(take(dcid(dyad(1, 640645, "Turkey", "Iraq", "A", datetime(2010, 1, 1), 630))))
    assert reasons(report, Effect.SET_ASIDE) == [(2, "initiator", "630")]


def test_veris_values_are_trimmed_and_confidence_is_not_stated() -> None:
    found = take(veris(security_incident="Confirmed "))
    assert incident(found)["title"] == "A clinic: espionage"
    (target,) = found.tables["targets"].to_pylist()
    assert (target["name"], target["sector"]) == ("A clinic", "health")
    (claim,) = found.tables["attributions"].to_pylist()
    assert (claim["confidence"], claim["state"]) == ("not-stated", "RU")
    assert incident(found)["started_latest"] == date(2014, 5, 31)


def test_veris_of_another_version_or_no_incident_is_set_aside() -> None:
    report = only(take(veris(schema_version="1.2"), veris("b.json", security_incident="Near miss")))
    assert report.set_aside == 2


def test_a_file_of_the_wrong_kind_says_what_is_known_and_missing() -> None:
    refused = take(text("Title,Date,Description,Victims,Sponsor\nA,2020-01-01,x,y,z\n")).reports[0].refused
    assert "CFR Cyber Operations Tracker (CSV); missing: affiliations, category, response, sources_1, type" in refused
    assert "our template" in refused
    assert "missing" not in take(text("a,b\n1,2\n")).reports[0].refused


def test_unknown_columns_are_said() -> None:
    header = "Title,Date,Affiliations,Description,Response,Victims,Sponsor,Type,Category,Sources_1,Colour"
    report = only(take(text(f"{header}\nA,2020-03-12,,,,,,,,,red\n")))
    assert (1, "Colour", "Colour") in reasons(report, Effect.DROPPED)


def test_workbooks_keep_formulas_inert() -> None:
    found = take(book([["id", "title", "disclosed"], ["1", "'=1+1", "2019-09"], ["2", '=cmd|" /C calc"!A0', "2019"]]))
    assert only(found).read == 2
    assert "=" in str(found.tables["incidents"]["title"].to_pylist()) or only(found).set_aside == 1
