"""Uploaded files as sheets of rows or as JSON, within fixed limits: whatever is inside, memory stays bounded."""

from __future__ import annotations

import codecs
import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl

from timeline.trackers.report import ImportRefused

MOST_BYTES = 600_000_000
"""Of one text file; a million rows of our template are about 300 MB."""
MOST_PARSED = 120_000_000
"""Of one JSON document or one workbook, which are held whole; unpacked where packed."""
MOST_MEMBERS = 50_000
LONGEST_LINE = 1_000_000
MOST_COLUMNS = 200
MOST_ROWS = 1_500_000

DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises on archives that are damaged, encrypted or of an unusual sort."""
Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class File:
    """Bytes under a name; `open` gives them from the start each time."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> File:
        """Bytes in memory."""
        return cls(name, len(content), lambda: io.BytesIO(content))

    @classmethod
    def of_path(cls, path: Path) -> File:
        """A file on disk."""
        return cls(path.name, path.stat().st_size, lambda: path.open("rb"))

    def start(self, count: int = 4096) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(count)

    def whole(self, limit: int = MOST_PARSED) -> bytes:
        """All bytes, or a refusal when there are too many."""
        if self.size > limit:
            raise ImportRefused(f"The file has {self.size / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB of this kind are read.")
        with self.open() as stream:
            return stream.read(limit + 1)


@dataclass(slots=True)
class Sheet:
    """Header and lines of one table; `lines` may be walked once per call."""

    file: str
    name: str
    header: list[str]
    lines: Callable[[], Iterator[Line]]
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What was odd about the file as a whole: value and reason."""


def folder(path: Path) -> list[File]:
    """A file, or every JSON, CSV and workbook below a folder."""
    if path.is_file():
        return [File.of_path(path)]
    kinds = {".json", ".csv", ".xlsx", ".zip"}
    return [File.of_path(one) for one in sorted(path.rglob("*")) if one.is_file() and one.suffix.lower() in kinds]


def unpack(file: File) -> list[File]:
    """The members of a zip archive; any other file by itself. Names are never used as paths."""
    if file.start(4) != b"PK\x03\x04" or is_workbook(file):
        return [file]
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            return [File.of_bytes(f"{file.name}/{info.filename}"[:200], _member(archive, info)) for info in _members(archive)]
    except DAMAGED as error:
        raise ImportRefused("The archive is damaged, encrypted or packed in a way that is not read.") from error


def _members(archive: zipfile.ZipFile, limit: int = MOST_PARSED) -> list[zipfile.ZipInfo]:
    found = [info for info in archive.infolist() if not info.is_dir() and "__MACOSX" not in info.filename]
    if len(found) > MOST_MEMBERS:
        raise ImportRefused(f"The archive holds {len(found):,} files; at most {MOST_MEMBERS:,} are read.")
    if (total := sum(info.file_size for info in found)) > limit:
        raise ImportRefused(f"Unpacked it would have {total / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB are read.")
    return found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Content of a member; the size that the archive declares is not trusted."""
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise ImportRefused("The archive declares another size than it holds.")
    return content


def is_workbook(file: File) -> bool:
    """Whether it is a zip archive with the parts of an Excel workbook."""
    if file.start(4) != b"PK\x03\x04":
        return False
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except DAMAGED:
        return False


def document(file: File) -> Any:
    """A JSON document. Refused when it is none."""
    try:
        return json.loads(file.whole().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"It begins like JSON but cannot be read: {str(error)[:120]}.") from error


def text_sheet(file: File) -> Sheet:
    """A table in text: encoding and separator are found from its content."""
    if file.size > MOST_BYTES:
        raise ImportRefused(f"The file has {file.size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB are read.")
    start = file.start(1 << 16)
    if not start.strip():
        raise ImportRefused("The file is empty.")
    encoding, notes = _encoding(file, start)
    first = next(_bounded(file, encoding), "")
    separator = max(",;\t", key=first.count)
    header = next(csv.reader([first], delimiter=separator), [])

    def lines() -> Iterator[Line]:
        return _csv_lines(file, encoding, separator)

    return Sheet(file.name, "", [_clean(name) for name in header][:MOST_COLUMNS], lines, notes)


def _encoding(file: File, start: bytes) -> tuple[str, list[tuple[str, str]]]:
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if start.startswith(mark):
            return name, [] if name == "utf-8-sig" else [(name, "not UTF-8; read as the byte order mark says")]
    if b"\x00" in start:
        raise ImportRefused("It is neither text nor a workbook: the file holds zero bytes.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open() as stream:
            while part := stream.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", [("", "not UTF-8; read as Windows-1252, in which some letters may be wrong")]
    return "utf-8", []


def _bounded(file: File, encoding: str) -> Iterator[str]:
    """Lines of text. A line longer than the limit refuses the file before it is held whole."""
    with file.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        while line := text.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise ImportRefused(f"A line has more than {LONGEST_LINE:,} characters; no known export has.")
            yield line


def _csv_lines(file: File, encoding: str, separator: str) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(_bounded(file, encoding), delimiter=separator)
    try:
        next(reader, None)
        for number, cells in enumerate(reader, start=2):
            if number > MOST_ROWS:
                raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows.")
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise ImportRefused(f"Line {reader.line_num:,} is not readable as a table ({error}).") from error


def workbook(file: File) -> list[Sheet]:
    """The sheets of a workbook. Formulas are never computed: the values that were saved are read."""
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            _members(archive)
            for info in archive.infolist():
                with archive.open(info) as part:
                    _drain(part, info.file_size)
        book = openpyxl.load_workbook(io.BytesIO(file.whole()), read_only=True, data_only=True, keep_links=False)
        return [_sheet(file.name, sheet) for sheet in book.worksheets]
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a damaged file
        raise ImportRefused(f"The workbook cannot be read ({type(error).__name__}).") from error


def _drain(part: Any, declared: int) -> None:
    """Read a member to its end, so that a size it lies about is noticed before anything holds it."""
    seen = 0
    while block := part.read(1 << 20):
        seen += len(block)
        if seen > declared:
            raise ImportRefused("The workbook declares another size than it holds.")


def _sheet(file: str, sheet: Any) -> Sheet:
    def lines() -> Iterator[Line]:
        try:
            for number, cells in enumerate(_rows(sheet), start=1):
                if number > 1 and any(cell is not None for cell in cells):
                    yield number, [_text(cell) for cell in cells]
        except Exception as error:  # as above
            raise ImportRefused(f"Sheet {sheet.title!r} cannot be read ({type(error).__name__}).") from error

    header = next(iter(_rows(sheet)), ())
    return Sheet(file, str(sheet.title), [_clean(_text(cell)) for cell in header], lines)


def _rows(sheet: Any) -> Iterable[tuple[object, ...]]:
    found: Iterable[tuple[object, ...]] = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS)
    return found


def _text(cell: object) -> str:
    """A cell as the text that a CSV export would hold; of a moment, the day only."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _clean(name: str) -> str:
    return " ".join(name.replace("\xa0", " ").split())
