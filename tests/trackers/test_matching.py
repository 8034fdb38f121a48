"""Matches of imported rows with curated incidents, the reader's word on them, and what is laid side by side."""

from __future__ import annotations

import json

import pytest

from tests.conftest import claim, data_of
from tests.conftest import incident as record
from tests.trackers.conftest import cfr, take, text
from timeline.dataset import Base
from timeline.trackers import build, compare, decisions, elsewhere, evidence, matching, places, sides
from timeline.trackers.load import Import
from timeline.trackers.matching import Match

WORM = 'Zebra worm,2020-03-02,,"The Zebra worm hit ministries",,France,"Korea (Democratic People\'s Republic of)",Espionage,,,,'
OTHER = "Giraffe wiper,2012-03-02,,Another case,,Botswana,China,Sabotage,Government,,,"


def curated(**values: object) -> Base:
    many = [
        record(f"filler-{n}", title=f"Filler{n} case", targets=[{"name": f"Body {n}", "sector": "health"}]) for n in range(30)
    ]
    zebra = record("zebra-2020", title="Zebra worm in ministries", attributions=[claim("us")], malware=["Zebra"], **values)
    return data_of(zebra, *many).base


def matched(base: Base, found: Import) -> list[Match]:
    return list(matching.Matcher.of_tables(base.tables, found.tables).matches())


def test_same_name_date_accused_and_victim_is_one_event() -> None:
    base = curated()
    found = matched(base, take(cfr(WORM, OTHER), curated=base))
    best = [one for one in found if one.best]
    assert [(one.incident_id, one.original_id) for one in best] == [("zebra-2020", "Zebra worm")]
    assert best[0].score >= matching.SURE
    assert any("zebra" in reason for reason in best[0].reasons)
    assert "same accused state" in best[0].reasons


def test_a_declared_id_is_sure_and_leaves_no_other_candidate() -> None:
    base = curated(trackers=[{"tracker": "cfr", "title": "Giraffe wiper"}])
    (one,) = [one for one in matched(base, take(cfr(OTHER))) if one.best]
    assert (one.incident_id, one.score, one.declared) == ("zebra-2020", 1.0, True)


def test_decisions_stand_above_scores_and_load_again() -> None:
    base = curated()
    found = matched(base, take(cfr(WORM), curated=base))
    one = found[0]
    decided = {decisions.key(one): decisions.REJECTED, ("dcid", "7", "gone-2001"): decisions.CONFIRMED}
    assert decisions.holds(one, {})
    assert not decisions.holds(one, decided)
    assert decisions.from_json(decisions.to_json(found, decided)) == decided


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"format":"other"}', b"\xff", json.dumps({"format": "timeline-matches"}).encode()]
)
def test_other_files_hold_no_decisions(content: bytes) -> None:
    with pytest.raises(decisions.DecisionsError):
        decisions.from_json(content)


def test_side_by_side_says_who_says_what_and_where_they_differ() -> None:
    base = curated()
    found = take(cfr(WORM), curated=base)
    pairs = [one for one in matched(base, found) if one.best]
    both = build.combined(base, found.tables)
    frame = compare.side_by_side(both, ["zebra-2020", pairs[0].other_id]).set_index("aspect")
    assert list(frame.columns) == ["curated here", "cfr Zebra worm", "agreement"]
    assert frame.loc["Accused state"].tolist() == ["North Korea", "North Korea", "same"]
    assert frame.loc["Disclosed"].tolist() == ["1 March 2020", "2 March 2020", "differ"]
    assert frame.loc["Began", "agreement"] == "nobody says"
    (line,) = compare.overlap(both, pairs).to_dict("records")
    assert (line["rows"], line["rows_also_here"], line["only_here"]) == (1, 1, 30)


def test_agreement_counts_only_pairs_that_both_speak() -> None:
    base = curated()
    found = take(cfr(WORM), curated=base)
    pairs = [one for one in matched(base, found) if one.best]
    said = compare.agreement(build.combined(base, found.tables), pairs).set_index(["collection", "aspect"])
    assert set(said.index.get_level_values("collection")) == {"cfr", "all"}
    accused, disclosed = said.loc["all", "Accused state"], said.loc["all", "Disclosed"]
    assert (accused["both_say"], accused["same"], accused["differ"], accused["agree_percent"]) == (1, 1, 0, 100.0)
    assert (disclosed["both_say"], disclosed["differ"], disclosed["agree_percent"]) == (1, 1, 0.0)
    assert ("all", "Began") not in said.index, "the row says nothing of the beginning"
    assert compare.agreement(base, []).empty


def test_what_each_collection_lacks() -> None:
    base = curated()
    found = take(cfr(WORM, OTHER), curated=base)
    both = build.combined(base, found.tables)
    pairs = [one for one in matched(base, found) if one.best and one.score >= matching.SURE]
    assert compare.lacking(both, pairs, "curated")["title"].to_pylist() == ["Giraffe wiper"]
    lacks = compare.lacking(both, pairs, "cfr")["title"].to_pylist()
    assert len(lacks) == 30, "all but the one it has; every filler became public within the years of its rows"
    assert "Zebra worm in ministries" not in lacks
    late = take(cfr(OTHER.replace("2012-03-02", "2024-05-05")), curated=base)
    assert compare.lacking(build.combined(base, late.tables), [], "cfr").num_rows == 0, "its rows say nothing of other years"


def test_events_that_two_collections_hold_and_this_one_lacks() -> None:
    base = curated()
    rows = text(
        "id,title,disclosed,victim_countries,kinds,collection\n"
        "1,Giraffe wiper,2012-03,Botswana,wiper,team\n2,Moth,2011,Peru,,team\n"
    )
    found = take(cfr(WORM, OTHER), rows, curated=base)
    here = {one.other_id for one in matched(base, found) if one.best and one.score >= matching.SURE}
    told: list[str] = []
    names = build.combined(base, found.tables).tables
    (line,) = elsewhere.events(names, here, lambda words, _: told.append(words)).to_dict("records")
    assert (line["collection_count"], line["collections"], line["title"]) == (2, "cfr, team", "Giraffe wiper")
    assert (line["accused"], line["victims"]) == ("China", "Botswana")
    assert line["lowest_score"] >= elsewhere.LIKELY
    assert told == ["Comparing cfr with team"]
    assert elsewhere.events(names, {*here, "team-1"}, lambda *_: None).empty


def test_every_sort_of_evidence_has_its_weight() -> None:
    base = curated()
    matcher = matching.Matcher.of_tables(base.tables, take(cfr(WORM), curated=base).tables)
    found = matcher.evidence.features(matcher.by_id["zebra-2020"], matcher.others[0])
    assert list(found) == list(evidence.WEIGHTS), "benchmarks.fit relies on the order"
    assert max(map(abs, found.values())) <= 2


def test_what_speaks_against_lowers_the_chance() -> None:
    base = curated()

    def chance(line: str) -> float:
        return max(
            (one.score for one in matched(base, take(cfr(line), curated=base)) if one.incident_id == "zebra-2020"), default=0.0
        )

    whole = chance(WORM)
    other_place = WORM.replace(",France,", ",Botswana,")
    later = WORM.replace("2020-03-02", "2024-03-02")
    other_state = WORM.replace('"Korea (Democratic People\'s Republic of)"', "China")
    assert all(chance(line) < whole for line in (other_place, later, other_state))


def test_a_row_that_another_row_fits_better_loses_score() -> None:
    base = curated()
    vague = "Zebra worm elsewhere,2020-04-20,,Zebra,,France,,Espionage,,,,"
    alone = {one.other_id: one.score for one in matched(base, take(cfr(vague), curated=base)) if one.best}
    both = {one.other_id: one for one in matched(base, take(cfr(WORM, vague), curated=base)) if one.best}
    (lower,) = alone
    assert both[lower].score < alone[lower]
    assert "another row fits this incident better" in both[lower].reasons


def test_progress_of_a_comparison_is_told() -> None:
    base = curated()
    told: list[float] = []
    list(matching.Matcher.of_tables(base.tables, take(cfr(WORM, OTHER), curated=base).tables).matches(told.append))
    assert told == [0.0]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Attack on a South Korean bank", {"KR"}),
        ("German Chancellery", {"DE"}),
        ("Targeting of the U.S. Navy", {"US"}),
        ("Estonian and Ukrainian sites", {"EE", "UA"}),
        ("Jersey cows in Chad Smith's jordan shoes", set()),
    ],
)
def test_countries_in_names(words: str, codes: set[str]) -> None:
    assert places.mentioned(words) == codes


def test_spellings_and_initials_meet() -> None:
    assert sides.words("organizations") == sides.words("organisation")
    assert sides.words("DDoS") == sides.words("denial of service")
    base = curated(targets=[{"name": "Office of Zebra Management", "country": "FR", "sector": "government"}])
    (ours,) = [one for one in sides.sides(base.tables) if one.id == "zebra-2020"]
    assert "ozm" in ours.joined
    assert "zebraworm" in ours.joined
