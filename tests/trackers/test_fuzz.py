"""Whatever is given: a report, never a crash, never unbounded memory."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.trackers.conftest import book, cfr, dcid, eurepoc_text, hackmageddon, take, text, veris
from timeline.trackers import template
from timeline.trackers.files import File

CFR_ROW = 'A,2020-03-12,,"x, y",Denouncement   https://example.org,"Iran, Islamic Republic of",China,Espionage,Government,,,'
HACK_ROW = "1;2017-01-02;?;A bank;Text;Malware;K Financial;CC;US;http://example.org;x"
GOOD = {
    "cfr": cfr(CFR_ROW, CFR_ROW),
    "hackmageddon": hackmageddon(HACK_ROW),
    "eurepoc": eurepoc_text({"attribution_date": "2020-01-01; NaT", "attributed_initiator": "A; B"}),
    "dcid": dcid([1, 2630, "US", "Iran", "A", "2009-06-01", "2009-07-01", 3, 2, 2, 4, 0, "Aim", ""]),
    "vcdb": veris(),
    "template": File.of_bytes("t.xlsx", template.as_xlsx()),
    "template as text": text("id,title,disclosed,kinds,victims,loss_low,loss_currency\n1,A,2019-09,espionage,A; B,5,USD\n" * 2),
    "misp": text('{"type":"threat-actor","values":[{"value":"A","uuid":"u","meta":{"synonyms":["B"]}}]}'),
    "attack": text('{"groups_campaigns":[{"stix_type":"intrusion-set","external_id":"G0001","name":"A","aliases":["A"]}]}'),
}


def sound(file: File) -> None:
    """Every row is counted and every refusal has words."""
    found = take(file)
    for report in found.reports:
        assert report.read == report.taken + report.set_aside
        assert report.sentence()


@pytest.mark.parametrize("kind", GOOD)
def test_mutated_and_truncated_files_give_a_report(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311  # chance that repeats, not secrets
    content = GOOD[kind].whole()
    for _ in range(60):
        broken = bytearray(content[: chance.randint(0, len(content))] if chance.random() < 0.4 else content)
        for _ in range(chance.randint(0, 12)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        sound(File.of_bytes("x", bytes(broken)))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "latin-1", "utf-8-sig", "shift_jis"])
def test_other_encodings_are_read_or_refused(encoding: str) -> None:
    content = cfr(CFR_ROW).whole().decode().replace("x, y", "Caf\u00e9" if "16" in encoding or "1" in encoding else "x")
    sound(File.of_bytes("x", content.encode(encoding)))


def test_windows_letters_are_flagged() -> None:
    report = take(File.of_bytes("x", cfr(CFR_ROW).whole().replace(b"x, y", b"Caf\xe9"))).reports[0]
    assert report.taken == 1
    assert "Windows-1252" in report.problems[0].reason


def test_markup_and_formulas_in_every_cell() -> None:
    for evil in (
        "=HYPERLINK(1)",
        "<script>alert(1)</script>",
        "[x](javascript:1)",
        "\u202e$$",
        "@SUM(1)",
        "'; DROP",
        "NaN",
        "9" * 400,
    ):
        sound(cfr(",".join([evil] * 12)))
        sound(hackmageddon(";".join([evil] * 11)))
        sound(
            eurepoc_text(dict.fromkeys(("name", "start_date", "receiver_country", "attribution_date", "initiator_name"), evil))
        )
        sound(dcid([evil] * 14))
        sound(book([list(template.COLUMNS), [evil] * len(template.COLUMNS)]))
        sound(
            veris(summary=evil, reference=evil, confidence=evil, impact={"overall_amount": evil}, timeline={"incident": evil})
        )


class _Endless(io.RawIOBase):
    """So many bytes of one line without holding them."""

    def __init__(self, size: int, start: bytes) -> None:
        self.left, self.start_bytes = size, start

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]  # narrower than any buffer
        count = min(len(into), self.left)
        head = self.start_bytes[:count]
        self.start_bytes = self.start_bytes[count:]
        into[:count] = head + b"a" * (count - len(head))
        self.left -= count
        return count


@pytest.mark.parametrize("start", [b"", CFR_ROW.encode()], ids=["nothing", "row"])
def test_200_megabytes_of_one_line_are_refused_in_little_memory(start: bytes) -> None:
    size = 200_000_000
    file = File("x", size, lambda: cast(BinaryIO, io.BufferedReader(_Endless(size, start))))
    tracemalloc.start()
    found = take(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "A line has more than" in found.reports[0].refused
    assert peak < 60_000_000


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def test_zip_bombs_are_refused_before_they_unfold() -> None:
    bomb = archive(*((f"{n}.json", b"0" * 10_000_000) for n in range(15)))
    tracemalloc.start()
    refused = take(File.of_bytes("x", bomb)).reports[0].refused
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "Unpacked it would have" in refused
    assert peak < 30_000_000


def test_a_bomb_inside_a_workbook_is_refused() -> None:
    bomb = archive(("xl/workbook.xml", b"<a/>"), *((f"xl/{n}.xml", b"0" * 10_000_000) for n in range(15)))
    assert "Unpacked it would have" in take(File.of_bytes("x", bomb)).reports[0].refused


def test_archives_inside_archives_are_not_followed() -> None:
    inner = archive(("a.json", veris().whole()))
    report = take(File.of_bytes("x", archive(("inner.zip", inner)))).reports[0]
    assert report.refused


def test_a_zip_of_veris_files_is_one_report() -> None:
    members = [(f"../../{n}.json", veris(incident_id=str(n)).whole()) for n in range(3)]
    (report,) = take(File.of_bytes("x.zip", archive(*members))).reports
    assert report.taken == 3


def test_parquet_of_any_schema_is_refused_with_words() -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": [1]}), out)
    assert "Parquet" in take(File.of_bytes("x", out.getvalue())).reports[0].refused


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"[" * 100_000, b"{}", b"[]", b"null", b"\x00" * 100, b"PK\x03\x04", b"{" * 5000]
)
def test_empty_and_odd_files(content: bytes) -> None:
    assert take(File.of_bytes("x", content)).reports[0].refused
