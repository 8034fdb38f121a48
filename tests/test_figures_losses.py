"""Money figures as drawn: ranges keep both ends, unknown bounds are arrows, parts lie in the row of their whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tests.conftest import checked
from timeline.figures import losses as figure


def row(place: int, low: float | None, high: float | None, **values: Any) -> dict[str, Any]:
    least = {"row": place, "low": low, "high": high, "low_usd": low, "high_usd": high, "currency": "USD", "usd_rate": 1.0}
    least |= {"title": "A <case>", "kind": "fine", "kind_label": "Fine", "part": False, "estimator": "Someone"}
    return least | {"estimate_year": 2020, "counts": "a fine"} | values


DRAWN = pd.DataFrame(
    [
        row(0, 1e6, 5e6),
        row(0, 2e6, 2e6, part=True),
        row(1, np.nan, 3e6),
        row(2, 3e6, np.nan, kind="demand", kind_label="Demand", currency="EUR", low_usd=4e6, usd_rate=4 / 3),
    ]
)


def marks(drawing: Any) -> list[tuple[float, str]]:
    return [pair for trace in drawing.data[1:] for pair in zip(trace.x, trace.marker.symbol, strict=True)]


def test_ranges_show_both_ends_and_arrows_for_the_unknown() -> None:
    drawing = checked(figure.ranges)(DRAWN, "kind_label")
    assert drawing.layout.xaxis.type == "log"
    assert list(drawing.data[0].x) == [1e6, 5e6, None]
    assert marks(drawing) == [
        (1e6, "square"),
        (5e6, "square"),
        (3e6, "triangle-left"),
        (2e6, "square-open"),
        (4e6, "triangle-right"),
    ]


def test_a_part_lies_in_the_row_of_its_whole() -> None:
    drawing = checked(figure.ranges)(DRAWN, "kind_label")
    whole, part, other = drawing.data[1], drawing.data[2], drawing.data[3]
    assert whole.y[0] == part.y[0]
    assert other.y[0] < whole.y[2] < whole.y[0]


def test_labels_name_the_estimator_and_the_amount_as_published() -> None:
    texts = [note.text for note in checked(figure.ranges)(DRAWN, "kind_label").layout.annotations]
    assert texts[0] == "<b>A &lt;case&gt;</b><br>$1 million to $5 million · Someone · 1 part inside"
    assert texts[1].endswith("up to $3 million · Someone")
    assert texts[2].endswith("at least EUR 3 million · Someone")
    assert texts[3:] == ["<b>DEMAND</b>", "<b>FINE</b>"]


def test_hover_gives_the_rate_of_a_conversion() -> None:
    hover = checked(figure.ranges)(DRAWN, "kind_label").data[3].text[0]
    assert "at least EUR 3 million" in hover
    assert "about at least $4 million, at 1.33333 (average of 2020)" in hover


def test_rows_by_incident_name_the_answers() -> None:
    drawn = DRAWN.drop(columns="part").assign(answer=["S", "S", "S", "N"], answers=["Charge", "Charge", "Charge", ""])
    drawing = checked(figure.ranges)(drawn, "answer", by_incident=True)
    texts = [note.text for note in drawing.layout.annotations]
    assert texts[0] == "<b>A &lt;case&gt;</b><br>Charge"
    assert texts[2].endswith("no answer by a state found")
    assert texts[3:] == ["<b>N</b>", "<b>S</b>"]
    assert drawing.layout.showlegend


def test_every_kind_has_a_mark_of_its_own() -> None:
    from timeline.codes import LossKind
    from timeline.figures.theme import LOSS_MARKS

    assert set(LOSS_MARKS) == set(LossKind)
    assert len(set(LOSS_MARKS.values())) == len(LossKind)
