"""The pages of the app: file, address, name, sign, and the question that each answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One page."""

    name: str
    icon: str
    answers: str


HOME = Place("Overview", ":material/home:", "what this is, how much it holds, where to begin")
PLACES = {
    "timeline": Place("Timeline", ":material/timeline:", "incidents on a time axis, with the norms of their day beneath"),
    "incident": Place("Case file", ":material/folder_open:", "all that was said and done about one incident"),
    "attribution": Place(
        "Attribution", ":material/record_voice_over:", "who blamed whom, how soon, how surely, and who disagreed"
    ),
    "losses": Place("Losses", ":material/payments:", "yearly series, single cases, and what each figure counts"),
    "norms": Place("Norms", ":material/balance:", "what was promised, who invoked it, and what was answered"),
    "trackers": Place("Trackers", ":material/join_inner:", "other collections beside this one, and where they differ"),
    "data": Place("Data", ":material/table_view:", "the rows to take away, their codebook, and how to cite them"),
}
"""Name of the file in `pages/` and of the address -> the page."""


def file(place: str) -> str:
    """Where the script of a page is, from the top of the project."""
    return f"pages/{place}.py"
