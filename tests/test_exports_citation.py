"""References to a case and to the collection, against forms written by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest

from timeline.exports import citation

CASE = citation.part(
    "stuxnet-2010",
    "Stuxnet: 100% of_it & more.",
    "https://example.org/incident?incident=stuxnet-2010",
    "1a2b",
    date(2026, 11, 22),
    date(2026, 12, 1),
)
WHOLE = citation.collection("https://example.org", "1a2b", date(2026, 11, 22), date(2026, 12, 1))


def test_apa() -> None:
    assert citation.apa(CASE) == (
        "Stuxnet: 100% of_it & more. (2026). In Cyber incidents, attribution and norms (Version 1a2b) [Data set]. "
        "Retrieved 1 December 2026, from https://example.org/incident?incident=stuxnet-2010"
    )
    assert citation.apa(WHOLE).startswith("Cyber incidents, attribution and norms (Version 1a2b) [Data set]. (2026). ")


def test_chicago() -> None:
    assert citation.chicago(CASE) == (
        "“Stuxnet: 100% of_it & more.” In Cyber incidents, attribution and norms. Data set, version 1a2b, 22 November 2026. "
        "Accessed 1 December 2026. https://example.org/incident?incident=stuxnet-2010."
    )


def test_bibtex_escapes_what_latex_reads() -> None:
    text = citation.bibtex(CASE)
    assert text.startswith("@misc{stuxnet-2010,\n")
    assert r"title = {{Stuxnet: 100\% of\_it \& more.}}" in text
    assert "url = {https://example.org/incident?incident=stuxnet-2010}" in text
    assert "urldate = {2026-12-01}" in text
    assert text.count("{") == text.count("}")


def test_ris_has_one_tag_a_line_and_ends() -> None:
    lines = citation.ris(CASE).split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert "UR  - https://example.org/incident?incident=stuxnet-2010" in lines
    assert "DA  - 2026/11/22" in lines
    assert all(line[2:6] == "  - " for line in lines[:-1])


def test_csl_json_is_one_dated_item() -> None:
    (item,) = json.loads(citation.csl_json(CASE))
    assert (item["id"], item["type"], item["container-title"]) == ("stuxnet-2010", "dataset", citation.COLLECTION)
    assert item["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert item["accessed"] == {"date-parts": [[2026, 12, 1]]}
    assert "container-title" not in json.loads(citation.csl_json(WHOLE))[0]


@pytest.mark.parametrize("form", citation.FORMS)
@pytest.mark.parametrize("work", [CASE, WHOLE], ids=["case", "collection"])
def test_every_form_holds_address_version_and_title(form: str, work: citation.Work) -> None:
    text = citation.FORMS[form][0](work)
    assert work.address in text
    assert "1a2b" in text
    assert "Cyber incidents, attribution and norms" in text


def test_a_title_cannot_break_out_of_its_line() -> None:
    work = citation.part("x", "One\r\nER  - \r\nTY  - {evil}", "https://e.org", "1", date(2026, 1, 1), date(2026, 1, 1))
    assert citation.ris(work).count("ER  - \r\n") == 1
    assert r"\{evil\}" in citation.bibtex(work)
