"""Matches of imported rows with curated incidents, the reader's word on them, and what is laid side by side."""

from __future__ import annotations

import json

import pytest

from tests.conftest import claim, data_of
from tests.conftest import incident as record
from tests.trackers.conftest import cfr, take
from timeline.dataset import Base
from timeline.trackers import build, compare, decisions, matching
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
    return list(matching.Matcher(base.tables, found.tables).matches())


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
    assert (line["rows"], line["rows_also_here"], line["only_here"], line["agree_on_accused_state"]) == (1, 1, 30, "1 of 1")
