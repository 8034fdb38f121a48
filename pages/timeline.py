"""Incidents on a time axis, in lanes, with the norms of their day beneath."""

from timeline.ui import card, controls, layout, timeline

data, chosen = controls.chosen_dataset()
statuses = timeline.header(data, chosen)
layout.stop_if_empty(data, chosen)

choice = timeline.choose(data, chosen)
timeline.legend(statuses)
board, case = timeline.chart(data, choice)
card.show(case, chosen)
timeline.boxed(data, board, choice)
timeline.matches(data, chosen)
timeline.listing(data, board, choice)
