"""How to cite: one description of the work, and a function for each form of reference.

A new form is a function from `Work` to text and a line in `FORMS`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.dates import in_words

COLLECTION = "Cyber incidents, attribution and norms"


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: a case file or chart when `part` names one, else the whole collection."""

    key: str
    address: str
    version: str
    issued: date
    accessed: date
    part: str = ""

    @property
    def title(self) -> str:
        """Title of the case or chart, or of the collection."""
        return self.part or COLLECTION


def part(key: str, title: str, address: str, version: str, issued: date, accessed: date) -> Work:
    """A case file or a chart; `issued` is the date of the records, `address` where the part stands for good."""
    return Work(key, address, version, issued, accessed, title)


def collection(address: str, version: str, issued: date, accessed: date) -> Work:
    """The whole collection."""
    return Work("cyber-incidents", address, version, issued, accessed)


def apa(work: Work) -> str:
    """APA, 7th edition: a data set without personal author begins with its title."""
    year, kind = f"({work.issued.year})", f"{COLLECTION} (Version {work.version}) [Data set]."
    what = f"{_ended(work.part)}. {year}. In {kind}" if work.part else f"{kind} {year}."
    return f"{what} Retrieved {_day(work.accessed)}, from {work.address}"


def chicago(work: Work) -> str:
    """Chicago, 17th edition, bibliography form."""
    what = f"“{_ended(work.part)}.” In {COLLECTION}" if work.part else COLLECTION
    return f"{what}. Data set, version {work.version}, {_day(work.issued)}. Accessed {_day(work.accessed)}. {work.address}."


def bibtex(work: Work) -> str:
    """BibTeX; `misc`, because classic styles know no data set."""
    fields = {
        "title": f"{{{_latex(work.title)}}}",
        "howpublished": f"In: {_latex(COLLECTION)} [Data set]" if work.part else "Data set",
        "edition": f"Version {_latex(work.version)}",
        "year": str(work.issued.year),
        "month": str(work.issued.month),
        "url": work.address,
        "urldate": work.accessed.isoformat(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{re.sub(r'[^A-Za-z0-9-]', '-', work.key)},\n{lines}\n}}\n"


def ris(work: Work) -> str:
    """RIS, as reference managers import it."""
    lines = [("TY", "DATA"), ("ID", work.key), ("TI", work.title)]
    if work.part:
        lines.append(("T2", COLLECTION))
    lines += [
        ("ET", f"Version {work.version}"),
        ("PY", str(work.issued.year)),
        ("DA", work.issued.strftime("%Y/%m/%d")),
        ("UR", work.address),
        ("Y2", work.accessed.strftime("%Y/%m/%d")),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines)


def csl_json(work: Work) -> str:
    """CSL-JSON, as Zotero, Pandoc and citation processors read it: a list of one item."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": "dataset",
        "title": work.title,
        "version": work.version,
        "issued": _date_parts(work.issued),
        "accessed": _date_parts(work.accessed),
        "URL": work.address,
    }
    if work.part:
        item["container-title"] = COLLECTION
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _date_parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


Form = Callable[[Work], str]
FORMS: dict[str, tuple[Form, str]] = {
    "APA": (apa, "txt"),
    "Chicago": (chicago, "txt"),
    "BibTeX": (bibtex, "bib"),
    "RIS": (ris, "ris"),
    "CSL-JSON": (csl_json, "json"),
}
"""Name of the form -> its function and the ending of its file."""

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


def _ended(title: str) -> str:
    """A title without the full stop that the form adds."""
    return title.rstrip(".")


def _day(day: date) -> str:
    return in_words(day, day)
