"""Every rule has a bad record; references between records resolve; one sentence says what to write instead."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.conftest import actor, claim, collection, incident, instrument, response, series
from timeline.collection import Collection, RecordError, read_collection, read_record
from timeline.collection import _unresolved as unresolved
from timeline.records import Series

POINT = {"year": 2020, "value": 1, "group": "a", "source": "s"}
BAD_RECORDS = sorted((Path(__file__).parent / "bad_records").glob("*.toml"))


@pytest.mark.parametrize("path", BAD_RECORDS, ids=lambda path: path.stem)
def test_bad_record_says_why(path: Path) -> None:
    expected = path.read_text("utf-8").splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(RecordError, match=re.escape(expected)) as caught:
        read_record(path, "incidents")
    assert all(problem.file == f"incidents/{path.name}" for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: instrument(numbers=("1", "1")), "two [[clauses]] have the number '1'; each stands once"),
        (
            lambda: instrument(equivalents=[{"number": "9", "same_as": "b-2018:1", "reason": "Same.", "sources": ["s"]}]),
            "[[equivalents]] names the clause '9', which this instrument does not have",
        ),
        (
            lambda: Series.model_validate(dict(series("s-1", {2020: 1})) | {"points": [POINT, POINT]}),
            "two [[points]] are for 2020; an edition has one value a year",
        ),
    ],
)
def test_bad_instruments_and_series_say_why(make: Callable[[], object], reason: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(reason)):
        make()


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('id = "latin"\ntitle = "Café"'.encode("latin-1"))
    with pytest.raises(RecordError, match="is not UTF-8 text; save the file as UTF-8"):
        read_record(path, "incidents")


def test_two_files_with_one_id(tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "data/records/actors/lazarus.toml"
    for folder in ("actors", "actors/more"):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(source, tmp_path / folder / "lazarus.toml")
    with pytest.raises(RecordError, match="is used by two files; rename one"):
        read_collection(tmp_path)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is not a folder of records"):
        read_collection(tmp_path / "absent")


def test_a_file_in_no_known_folder(tmp_path: Path) -> None:
    (tmp_path / "incident").mkdir()
    (tmp_path / "incident" / "a.toml").write_text("")
    with pytest.raises(RecordError, match="is in no known folder; use incidents, actors, norms, series"):
        read_collection(tmp_path)


def messages(found: Collection) -> list[str]:
    return [str(problem) for problem in unresolved(found)]


def test_references_that_lead_nowhere() -> None:
    case = incident(
        attributions=[claim("a", actor="lazaru")],
        norms=[{"id": "n", "clause": "norm-2015:9", "basis": "analyst", "reason": "Because."}],
        responses=[response("r", shared_with=["absent-2020", "two-2020"])],
        related=["one-2020"],
        losses=[
            {"id": "l", "low": 1, "currency": "EUR", "year": 2020, "kind": "fine", "is_loss": True}
            | {"counts": "fine", "estimator": "Regulator", "sources": ["s"]}
        ],
    )
    pair = {"number": "1", "same_as": "norm-2010:1", "reason": "Same.", "sources": ["s"]}
    found = messages(
        collection(
            case,
            incident("two-2020"),
            actor("lazarus", "Lazarus", part_of="nobody"),
            instrument(succeeds=["norm-2010"], equivalents=[pair]),
        )
    )
    for expected in (
        "part_of: there is no actor 'nobody'",
        "[[equivalents]] 1: there is no clause 'norm-2010:1'",
        "[[attributions]] a, actor: there is no actor 'lazaru'",
        "[[norms]] n, clause: there is no clause 'norm-2015:9'; did you mean 'norm-2015:1'?",
        "[[responses]] r, shared_with: there is no other incident 'absent-2020'",
        "incidents/two-2020.toml has no response of kind statement by 'United States (Department of State)' on 2020-06-01",
        "related: there is no other incident 'one-2020'",
        "[[losses]] l: has no rate for 2020; add the year to series/usd-per-eur.toml",
        "succeeds: there is no instrument 'norm-2010'",
    ):
        assert any(expected in message for message in found), expected


def test_facts_before_the_start_and_in_the_future() -> None:
    case = incident(started="2020-01", attributions=[claim("a", date="2019-05")], responses=[response("r", date="2099")])
    found = "\n".join(messages(collection(case)))
    assert "[[attributions]] a, date: 2019-05 lies before the incident started (2020-01); check both" in found
    assert "[[responses]] r, date: 2099 lies in the future" in found


def test_equivalent_clauses_are_written_once() -> None:
    one = instrument("a-2015", equivalents=[{"number": "1", "same_as": "b-2018:1", "reason": "Same.", "sources": ["s"]}])
    other = instrument("b-2018", equivalents=[{"number": "1", "same_as": "a-2015:1", "reason": "Same.", "sources": ["s"]}])
    assert any("is also written in norms/" in message for message in messages(collection(one, other)))


def test_references_to_an_unreadable_record_are_not_called_wrong() -> None:
    case = incident(attributions=[claim("a", actor="lazarus")])
    found = collection(case)
    broken = Collection(found.incidents, found.actors, found.norms, found.series, frozenset({"actors/lazarus"}))
    assert messages(broken) == []
    pair = {"number": "1", "same_as": "norm-2010:1", "reason": "Same.", "sources": ["s"]}
    found = collection(instrument(equivalents=[pair]))
    broken = Collection(found.incidents, found.actors, found.norms, found.series, frozenset({"norms/norm-2010"}))
    assert messages(broken) == []
