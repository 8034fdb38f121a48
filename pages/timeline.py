"""Incidents on a time axis, in lanes, with the norms of their day beneath."""

from timeline.measures import timeline as measure
from timeline.ui import card, controls, layout, timeline

data, chosen = controls.chosen_dataset()
layout.header("Timeline", data, chosen, measure.finding(data) if data.count else "")
layout.stop_if_empty(data, chosen)

choice = timeline.choose(data, chosen)
timeline.legend(data)
board, case = timeline.chart(data, choice)
card.show(case, chosen)
timeline.boxed(data, board, choice)
timeline.matches(data, chosen)
timeline.listing(data, board, choice)
