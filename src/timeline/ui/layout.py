"""The visible parts that pages share: header, chart with its table, tables with their extract, empty state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from timeline.codes import label
from timeline.dataset import Dataset
from timeline.exports import csv
from timeline.figures import theme
from timeline.filters import IncidentFilter
from timeline.plain import visible, visible_cells
from timeline.schema import TABLES, Column
from timeline.ui import citation, controls, picture
from timeline.ui.text import inert, web_link

CHART = {"displaylogo": False, "scrollZoom": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "toImage"]}
INK = {"light": "#1B1F24", "dark": "#E8EBEE"}
GROUND = {"light": "#FFFFFF", "dark": "#11151A"}
LINKS = ("url", "source_url")
"""Columns that hold addresses."""
ROWS_SHOWN = 1000
"""Rows of a table that the browser receives; the extract always has all."""


def ink() -> str:
    """Colour of the text in charts, as beside them; Streamlit's own is too faint."""
    return INK.get(st.context.theme.type or "light", INK["light"])


def ground() -> str:
    """Colour of the page."""
    return GROUND.get(st.context.theme.type or "light", GROUND["light"])


def header(title: str, data: Dataset, chosen: IncidentFilter, finding: str = "") -> None:
    """Page title, the finding in one sentence, and the choice in words with its count."""
    st.title(inert(title), anchor=False)
    if finding:
        st.markdown(inert(finding))
    st.caption(inert(_share(data, chosen)))


def _share(data: Dataset, chosen: IncidentFilter) -> str:
    """How many incidents are chosen of how many, and by which filter."""
    total = data.base.count
    if chosen == IncidentFilter():
        return f"All {total:,} incidents."
    return f"{data.count:,} of {total:,} incidents: {chosen.describe(data.base)}."


def stop_if_empty(data: Dataset, chosen: IncidentFilter) -> None:
    """Say that nothing matches, and how to widen the choice."""
    if data.count == 0:
        st.info(f"No incident matches: {inert(chosen.describe(data.base))}. Remove a filter in the sidebar to see more.")
        st.stop()


def figure_with_table(
    figure: theme.Drawn,
    numbers: pd.DataFrame,
    key: str,
    alt: str,
    caveat: str = "",
    source: str = "",
    on_click: Callable[[], None] | None = None,
    title: str = "",
) -> None:
    """A chart, its source and caveat, pictures of it, and the table of the numbers it draws with their extract.

    `on_click` is called when a mark was clicked; the marks are in the state of `chart_<key>`. What stands behind the chart is
    made when opened.
    """
    st.plotly_chart(
        theme.styled(figure, ink(), ground(), **(theme.SELECTS if on_click else {})),
        key=f"chart_{key}",
        config=CHART,
        alt=alt,
        on_select=on_click or "ignore",
        selection_mode="points",
        theme=None,
    )
    notes = [inert(text) for text in (f"Source: {source}" if source else "", caveat) if text]
    if notes:
        st.caption("  \n".join(notes))
    behind = st.expander("The numbers behind the chart, and the chart as a picture", on_change="rerun", key=f"behind_{key}")
    if behind.open:
        with behind:
            table(pa.Table.from_pandas(numbers, preserve_index=False), key)
            said = [text for text in (f"Source: {source}" if source else "", caveat, controls.provenance()) if text]
            picture.buttons(key, title or alt, said)
            citation.chart(key, title or alt, controls.permalink())


def stacked_words(counts: pd.DataFrame) -> str:
    """`year`, `class`, `incidents` in words for the summary of a chart: `1982 to 2026; measures 40, none 12`."""
    if counts.empty:
        return "no year"
    totals = counts.groupby("class", sort=False)["incidents"].sum()
    parts = ", ".join(f"{name} {count:,}" for name, count in totals.items())
    return f"{counts['year'].min()} to {counts['year'].max()}; {parts}"


def table(rows: pa.Table, key: str, name: str = "", columns: Sequence[str] = (), height: int | None = None) -> None:
    """Rows of a table (of timeline.schema when `name` is given) with the CSV of exactly these rows."""
    shown = rows.select(list(columns)) if columns else rows
    part = shown.slice(0, ROWS_SHOWN)
    known = {column.name: column for column in TABLES[name].columns} if name in TABLES else {}
    st.dataframe(
        _shown(part).to_pandas(),
        hide_index=True,
        key=f"table_{key}",
        height=height or "auto",
        column_config={one: _config(one, known.get(one)) for one in shown.column_names},
    )
    more = f"; the first {ROWS_SHOWN:,} are shown, the file has all" if shown.num_rows > ROWS_SHOWN else ""
    st.download_button(
        f"CSV of these {shown.num_rows:,} rows",
        data=lambda: csv.to_bytes(shown),
        file_name=f"{key}.csv",
        mime="text/csv",
        key=f"csv_{key}",
        on_click="ignore",
        icon=":material/download:",
        help=f"UTF-8, one header row, in the order shown{more}.",
    )


def _shown(rows: pa.Table) -> pa.Table:
    """The rows as a page shows them: nothing hidden, and no address that is not one for the web."""
    shown = visible_cells(rows)
    for place, name in enumerate(shown.column_names):
        if name in LINKS:
            urls = [web_link(url) or None for url in shown[name].to_pylist()]
            shown = shown.set_column(place, name, pa.array(urls, pa.string()))
    return shown


def _config(name: str, column: Column | None) -> Any:
    """Header in words, meaning as help, links as links."""
    title = name.replace("_", " ").capitalize()
    if name in LINKS:
        return st.column_config.LinkColumn(title, help=column.meaning if column else None)
    return st.column_config.Column(title, help=column.meaning if column else None)


def names(titles: Mapping[str, str]) -> dict[str, str]:
    """Id -> title for a list to pick from, with the id beside titles that occur twice."""
    seen = {one: visible(title) for one, title in titles.items()}
    counts = Counter(seen.values())
    return {one: title if counts[title] == 1 else f"{title} ({visible(one)})" for one, title in seen.items()}


def option(titles: Mapping[str, str]) -> Callable[[str], str]:
    """A `format_func` for lists to pick from, which show text as it is."""
    return lambda one: visible(titles[one])


def case_link(incident_id: str, title: str, chosen: IncidentFilter) -> None:
    """A link to a case file that keeps the filter."""
    st.page_link("pages/incident.py", label=inert(title), query_params=controls.link(incident=incident_id))


def code_label(table_name: str, column: str, value: str) -> str:
    """A code in words."""
    codes = TABLES[table_name].column(column).codes
    return label(codes, value) if codes else value
