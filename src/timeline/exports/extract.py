"""What an extract is: a selection with the words, link, version, licence and citation that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import pyarrow as pa

from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.schema import TABLES

TITLE = "Cyber incidents, attribution and norms"
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Extract:
    """The reader's choice applied to the data; the same choice gives the same bytes on the page and the command line."""

    data: Dataset
    chosen: IncidentFilter

    @classmethod
    def of(cls, whole: Dataset, chosen: IncidentFilter) -> Extract:
        """The choice applied to the whole data."""
        return cls(chosen.apply(whole), chosen)

    @property
    def name(self) -> str:
        """Stem of the files' names: it names the data version."""
        return f"cyber-incidents-{self.data.base.version}"

    @property
    def link(self) -> str:
        """Address that restores the choice, relative to the site; written with codes and ids, which do not change."""
        query = urlencode(self.chosen.to_query(), doseq=True)
        return f"data?{query}" if query else "data"

    @property
    def facts(self) -> dict[str, str]:
        """What every extract says about itself."""
        base = self.data.base
        return {
            "title": TITLE,
            "filter": self.chosen.describe(base),
            "incident_count": str(self.data.count),
            "link": self.link,
            "version": base.version,
            "date": base.date,
            "licence": LICENCE,
            "citation": f"{TITLE}. Data version {base.version} of {base.date}. Licence: {LICENCE}.",
        }

    def table(self, name: str) -> pa.Table:
        """A table cut to the choice; `sources` keeps those of actors, instruments and series, which come whole."""
        found = self.data.arrow(name)
        if name != "sources" or self.data.rows is None:
            return found
        every = self.data.base.tables["sources"]
        return pa.concat_tables([found, every.filter(every["incident_id"].is_null())])

    def row_count(self, name: str) -> int:
        """Rows of `table(name)`, without making it."""
        found = self.data.row_count(name)
        if name != "sources" or self.data.rows is None:
            return found
        beside: int = self.data.base.tables["sources"]["incident_id"].null_count
        return found + beside

    @property
    def bytes_about(self) -> float:
        """Bytes of all tables in memory, about: each has the share of its rows."""
        whole = self.data.base.tables
        parts: list[float] = [whole[name].nbytes * self.row_count(name) / max(whole[name].num_rows, 1) for name in TABLES]
        return sum(parts)

    def tables(self) -> dict[str, pa.Table]:
        """Every table of the schema."""
        return {name: self.table(name) for name in TABLES}
